"""The command as a user meets it: one clear line for every wrong input, documented exit codes, never a trace."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pages
import pytest
import robot
from fakeserver import Call, FakeServer, Outcome, answer

ROOT = Path(__file__).resolve().parent.parent


def brief(*words: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in ``cwd`` without keys; no answer may hold a trace."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "BRIEF_"))}
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *map(str, words)], cwd=cwd, env={**kept, **environment}, text=True,
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return pages.write(tmp_path / "corpus", tongliao=pages.TONGLIAO, hohhot=pages.HOHHOT)


def test_help_stays_light() -> None:
    code = (
        "import sys; sys.argv = ['brief', '--help']\n"
        "from briefing.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'openai', 'tiktoken', 'rich', 'babel', 'selectolax', 'pypdf', 'docx'} & set(sys.modules)\n"
        "sys.exit(f'heavy imports: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "translate" in done.stdout


def test_version(tmp_path: Path) -> None:
    done = brief("--version", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("brief 0.")


def test_articles_as_json_lines(corpus: Path) -> None:
    done = brief("articles", "corpus", "--json", cwd=corpus.parent)
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["headline"] for line in lines] == [
        "赛罕区新增四个便民市场", "科尔沁区三条农村公路完工", "霍林郭勒市供热提前五天",
    ]  # fmt: skip
    first = lines[1]
    assert first["file"] == "tongliao.txt"
    assert (first["start_line"], first["end_line"], first["kind"]) == (1, 5, "news")
    assert first["byline"]["reporters"] == ["白晓风"]
    assert first["city"] == {"zh": "通辽市", "en": "Tongliao", "adcode": "150500"}
    assert first["county"]["zh"] == "科尔沁区"
    assert first["province"]["zh"] == "内蒙古自治区"
    assert {"kicker", "subhead", "defects"} <= first.keys()


def test_plan_counts_without_calling(corpus: Path) -> None:
    done = brief("plan", "corpus", "--model", "gpt-4o-mini", "--json", cwd=corpus.parent)
    assert done.returncode == 0
    plan = json.loads(done.stdout)
    assert (plan["pages"], plan["articles"], plan["chunks"]) == (2, 3, 2)
    assert plan["places"] == {"Hohhot": 1, "Tongliao": 2}
    assert plan["calls"] == 5
    assert float(plan["cost_usd"]) > 0
    assert "calls: 5" in brief("plan", "corpus", cwd=corpus.parent).stdout


def test_schema_is_a_json_schema(tmp_path: Path) -> None:
    schema = json.loads(brief("schema", cwd=tmp_path).stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "sections" in schema["properties"]


def test_the_default_command_is_run(corpus: Path, tmp_path: Path) -> None:
    with FakeServer(robot.served) as server:
        done = brief(
            "corpus", "--lang", "en", "--base-url", server.url, "--model", "robot", "--store", "s.sqlite", cwd=tmp_path
        )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "briefings" / "index.md").is_file()
    assert "engine: openai; model: robot" in done.stdout
    assert "brief: articles 2/2" in done.stderr


def test_quiet_prints_nothing_and_json_prints_the_report(corpus: Path, tmp_path: Path) -> None:
    with FakeServer(robot.served) as server:
        common = ("corpus", "--base-url", server.url, "--model", "robot", "--store", "s.sqlite")
        quiet = brief(*common, "--quiet", cwd=tmp_path)
        report = brief(*common, "--json", cwd=tmp_path)
    assert (quiet.stdout, quiet.stderr) == ("", "")
    run = json.loads(report.stdout)
    assert run["answers"] == {"store": 5}
    assert run == json.loads((tmp_path / "briefings" / "run.json").read_text(encoding="utf-8"))


def test_formats_and_length_are_chosen(corpus: Path, tmp_path: Path) -> None:
    with FakeServer(robot.served) as server:
        done = brief(
            "corpus", "--base-url", server.url, "--model", "robot", "--store", "s", "--format", "md,json",
            "--length", "full", "--out", "there", cwd=tmp_path,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "there").iterdir()}
    assert names == {"hohhot.md", "hohhot.json", "tongliao.md", "tongliao.json", "index.md", "run.json"}


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("nowhere/",), 1, "nowhere"),
        (("corpus", "--lang", "klingonish-language"), 2, "BCP 47"),
        (("corpus", "--by", "village"), 2, "by"),
        (("corpus", "--format", "docx"), 2, "formats"),
        (("corpus", "--engine", "magic"), 2, "engine"),
        (("corpus", "--model", "extrakt=x"), 2, "not a step"),
        (("corpus", "--extra-body", "{"), 2, "--extra-body is not JSON"),
        (("corpus", "--prompts", "none"), 2, "no such folder"),
        (("corpus", "--config", "none.toml"), 2, "none.toml"),
        (("corpus", "--city", "无此城"), 2, "无此城"),
        (("corpus", "--encoding", "p50k"), 2, "o200k_base"),
        (("corpus",), 2, "Three ways on"),
        (("corpus", "--base-url", "http://127.0.0.1:9/v1"), 2, "--model"),
        (("corpus", "--base-url", "ftp://x", "--model", "m"), 2, "--base-url"),
        (("corpus", "--engine", "recorded"), 1, "recorded"),
        (("translate", "corpus", "--headline", "("), 2, "regular expression"),
        (("translate", "corpus", "--headline", "没有这样的标题"), 1, "no headline matches"),
        (("translate", "corpus", "--lang", "zh"), 2, "Chinese already"),
        (("send", "nothing-here", "--to", "a@b.example"), 1, "nothing-here"),
    ],
)
def test_wrong_input_is_one_clear_line(corpus: Path, words: tuple[str, ...], code: int, says: str) -> None:
    done = brief(*words, cwd=corpus.parent)
    assert done.returncode == code, done.stderr
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("brief: ")
    assert says in line
    assert done.stdout == ""


def test_unknown_options_are_wrong_use(corpus: Path) -> None:
    assert brief("corpus", "--colour", cwd=corpus.parent).returncode == 2


def test_unreadable_files_are_named_and_the_run_goes_on(corpus: Path, tmp_path: Path) -> None:
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (corpus / "cut.txt.gz").write_bytes(gzip.compress(pages.HOHHOT.encode())[:40])
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "lines.jsonl").write_text('{"text": "赛罕区新建公园。"}\nnot json\n', encoding="utf-8")
    with FakeServer(robot.served) as server:
        done = brief("corpus", "--base-url", server.url, "--model", "robot", "--store", "s", "-q", cwd=tmp_path)
    assert done.returncode == 1
    named = [line.split(": ")[1] for line in done.stderr.strip().splitlines()]
    assert named == ["binary.txt", "broken.pdf", "cut.txt.gz", "empty.txt", "lines.jsonl#2"]
    run = json.loads((tmp_path / "briefings" / "run.json").read_text(encoding="utf-8"))
    assert [one["file"] for one in run["unreadable"]] == named
    assert all(one["reason"] for one in run["unreadable"])
    assert {"hohhot", "tongliao"} <= set(run["briefings"])


def test_a_store_that_is_no_database_is_one_line(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").write_text("this is a letter, not a database\n" * 50, encoding="utf-8")
    with FakeServer(robot.served) as server:
        done = brief("corpus", "--base-url", server.url, "--model", "m", "--store", "s.sqlite", "-q", cwd=tmp_path)
    assert done.returncode == 2
    assert "s.sqlite" in done.stderr
    assert (tmp_path / "s.sqlite").read_text(encoding="utf-8").startswith("this is a letter")


def test_an_output_folder_that_cannot_be_written_is_one_line(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with FakeServer(robot.served) as server:
        done = brief(
            "corpus", "--base-url", server.url, "--model", "m", "--store", "s", "--out", "out", "-q", cwd=tmp_path
        )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_prompt_cut_by_the_server_says_which_setting_to_raise(corpus: Path, tmp_path: Path) -> None:
    def script(call: Call) -> Outcome:
        return answer(json.dumps(robot.respond(call.system, call.user)), prompt_tokens=120)

    with FakeServer(script) as server:
        done = brief("corpus", "--base-url", server.url, "--model", "m", "--store", "s", "-q", cwd=tmp_path)
    assert done.returncode == 1
    assert "num_ctx" in done.stderr


def test_keys_reach_neither_output_nor_store(corpus: Path, tmp_path: Path) -> None:
    key = "sk-do-not-print-me"
    with FakeServer(robot.served) as server:
        done = brief(
            "corpus", "-v", "--base-url", server.url, "--model", "m", "--store", "s", cwd=tmp_path, OPENAI_API_KEY=key
        )
    assert done.returncode == 0, done.stderr
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written
    assert key not in done.stdout + done.stderr
    assert not any(key.encode() in path.read_bytes() for path in written)


def test_translate_writes_an_article_a_file(corpus: Path, tmp_path: Path) -> None:
    with FakeServer(robot.served) as server:
        done = brief(
            "translate", "corpus", "--headline", "供热", "--base-url", server.url, "--model", "m", "--store", "s",
            cwd=tmp_path,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (path,) = (tmp_path / "translations").rglob("*.md")
    text = path.read_text(encoding="utf-8")
    assert "霍林郭勒市供热提前五天" in text
    assert "[2] Sentence in English, c." in text
    assert path.relative_to(tmp_path / "translations").parts[0] == "tongliao"


def test_hostile_page_text_stays_text(tmp_path: Path) -> None:
    pages.write(tmp_path / "corpus", hostile=pages.HOSTILE)

    def script(call: Call) -> Outcome:
        assert call.user.count("</page>") <= 1
        return robot.served(call)

    with FakeServer(script) as server:
        done = brief("corpus", "--base-url", server.url, "--model", "m", "--store", "s", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    out = tmp_path / "briefings"
    html = (out / "hohhot.html").read_text(encoding="utf-8")
    markdown = (out / "hohhot.md").read_text(encoding="utf-8")
    assert "<script" not in html
    assert 'href="https://evil.example' not in html
    assert "](https://evil.example" not in markdown
    assert "<script>" not in markdown
    document = json.loads((out / "hohhot.json").read_text(encoding="utf-8"))
    assert "<script>alert(1)</script>" in document["sections"][0]["items"][0]["cites"][0]["zh"]


def test_coverage_accounts_for_every_character(corpus: Path) -> None:
    done = brief("articles", "corpus", "--coverage", "--json", cwd=corpus.parent)
    assert done.returncode == 0, done.stderr
    for line in map(json.loads, done.stdout.splitlines()):
        text = (corpus / line["file"]).read_text(encoding="utf-8")
        parts = line["articles"] + sum(line["furniture"].values()) + line["blank"] + line["unaccounted"]
        assert line["characters"] == parts == len(text)
        assert line["unaccounted"] == 0


def test_facts_are_json_lines_that_stand_where_they_say(corpus: Path) -> None:
    done = brief("facts", "corpus", "--json", cwd=corpus.parent)
    assert done.returncode == 0, done.stderr
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    for fact in facts:
        text = (corpus / fact["file"]).read_text(encoding="utf-8")
        assert text[fact["start"] : fact["end"]] == fact["text"]
        assert text[: fact["start"]].count("\n") + 1 == fact["line"]
    (length,) = [fact for fact in facts if fact["text"] == "17.6公里"]
    assert (length["value"], length["unit_zh"]) == (17.6, "公里")
    assert "三条" in {fact["text"] for fact in facts} | {fact["text"][:2] for fact in facts}
