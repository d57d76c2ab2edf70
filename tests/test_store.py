"""The answer store: what is paid for is kept, whatever happens to the process, and never more than that."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from briefing.errors import SettingsError
from briefing.model.reply import Reply
from briefing.model.store import APPLICATION, AnswerStore, request_key
from briefing.model.structured import request_body

ROOT = Path(__file__).parents[1]


class Claims(BaseModel):
    claims: list[str]


def body(user: str = "[1] 古桥今日封闭检修。", **extra: Any) -> dict[str, Any]:
    return {**request_body("摘出消息。", user, Claims, model="qwen3"), **extra}


REPLY = Reply(content='{"claims": ["古桥封闭。"]}', model="qwen3-0711", prompt_tokens=31, completion_tokens=9)


def test_a_kept_reply_comes_back_whole(tmp_path: Path) -> None:
    odd = Reply(content="", finish_reason="length", refusal="不便回答", called_tool=True, model="", prompt_tokens=None)
    with AnswerStore(tmp_path / "a" / "b" / "answers.sqlite") as store:
        store.put(body(), REPLY)
        store.put(body("[1] 另一页。"), odd)
        assert store.get(body()) == (REPLY,)
        assert store.get(body("[1] 另一页。")) == (odd,)
        assert store.get(body("[1] 无人问过。")) == ()


def test_the_newest_reply_comes_first() -> None:
    with AnswerStore(None) as store:
        for content in ("坏", "好"):
            store.put(body(), Reply(content=content))
        assert [reply.content for reply in store.get(body())] == ["好", "坏"]


def test_the_key_is_the_request_without_its_token_limit() -> None:
    key = request_key(body())
    assert request_key(body(max_tokens=500)) == request_key(body(max_completion_tokens=9)) == key
    others = [body(temperature=0), body(model="qwen2"), body("[1] 古桥明日封闭检修。"), body(response_format=None)]
    assert len({key, *map(request_key, others)}) == 5


def test_a_row_holds_the_answer_the_request_and_the_time_in_readable_form(tmp_path: Path) -> None:
    with AnswerStore(tmp_path / "answers.sqlite") as store:
        store.put(body(), REPLY)
    connection = sqlite3.connect(tmp_path / "answers.sqlite")
    [(request, created, model)] = connection.execute("SELECT request, created, model FROM answers")
    connection.close()
    assert "古桥今日封闭检修" in request
    assert created.endswith("+00:00")
    assert model == "qwen3-0711"


def test_a_second_run_finds_what_the_first_one_kept(tmp_path: Path) -> None:
    with AnswerStore(tmp_path / "answers.sqlite") as store:
        store.put(body(), REPLY)
    with AnswerStore(tmp_path / "answers.sqlite") as store:
        assert store.get(body()) == (REPLY,)


# ------------------------------------------------------------------ files that are no store


@pytest.mark.parametrize("content", ["这不是数据库，是一篇稿子。" * 200, "SQLite format 3\0" + "坏" * 4000])
def test_a_file_that_is_no_database_is_left_alone(content: str, tmp_path: Path) -> None:
    path = tmp_path / "稿子.sqlite"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        AnswerStore(path)
    assert str(path) in str(caught.value)
    assert "--store" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_text(encoding="utf-8") == content


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE answers (id)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(SettingsError, match=r"other\.sqlite: is no answer store.*another program.*--store"):
        AnswerStore(path)
    assert path.read_bytes() == before


def test_a_store_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "later.sqlite"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(SettingsError, match="another version of Briefing, format 99"):
        AnswerStore(path)


def test_a_path_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("文件")
    for path in (tmp_path / "file" / "answers.sqlite", tmp_path):
        with pytest.raises(SettingsError) as caught:
            AnswerStore(path)
        assert str(path) in str(caught.value)
        assert "--store" in str(caught.value)


def test_a_store_damaged_later_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with AnswerStore(path) as store:
        for number in range(200):
            store.put(body(f"[1] 第{number}段。"), REPLY)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    with pytest.raises(SettingsError, match=r"answers\.sqlite"), AnswerStore(path) as store:
        store.get(body())


# ------------------------------------------------------------------ many at once

WRITER = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[3]]
from briefing.model.reply import Reply
from briefing.model.store import AnswerStore
with AnswerStore(Path(sys.argv[1])) as store:
    print("open", flush=True)
    number = 0
    while number < int(sys.argv[4]):
        store.put({"model": sys.argv[2], "messages": [number]}, Reply(content=f"第{number}段"))
        print(number, flush=True)
        number += 1
"""


def writer(path: Path, name: str, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(ROOT), str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_several_processes_create_and_fill_one_store_at_once(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    writers = [writer(path, f"run-{number}", 60) for number in range(4)]
    for process in writers:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    with AnswerStore(path) as store:
        for name in ("run-0", "run-3"):
            assert all(len(store.get({"model": name, "messages": [number]})) == 1 for number in range(60))


def test_a_killed_process_loses_no_answer_that_it_kept(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    process = writer(path, "run", 1_000_000)
    assert process.stdout is not None
    assert process.stderr is not None
    kept = -1
    for line in process.stdout:
        kept = int(line) if line.strip().isdigit() else kept
        if kept >= 40:
            break
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=30)
    process.stdout.close()
    process.stderr.close()
    with AnswerStore(path) as store:
        assert all(store.get({"model": "run", "messages": [number]}) for number in range(kept + 1))


def test_threads_may_share_a_store(tmp_path: Path) -> None:
    with AnswerStore(tmp_path / "answers.sqlite") as store:

        def fill(name: str) -> None:
            for number in range(30):
                store.put(body(f"{name}{number}"), REPLY)

        threads = [threading.Thread(target=fill, args=(name,)) for name in "甲乙丙"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(store.get(body(f"{name}{n}")) for name in "甲乙丙" for n in range(30))
