"""The answer store: every answer that was paid for, kept the moment it arrives.

Answers are stored raw, before anything is read out of them, each in a transaction of its own. Replaying judges them
anew: only an answer that is complete, parses and validates is replayed. So nothing good is paid twice, and a bad answer
stays on record but never sticks: the request goes out again.

The key is the SHA-256 of the canonical request: model, messages, response_format and all extra fields. The token limit
is left out, for a complete answer is the same under any limit; so are the address and the API key, which no row holds.
A killed process loses nothing that was stored; a power cut may lose the last answers, never the file (SQLite, WAL).
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from briefing.errors import SettingsError
from briefing.model.reply import Reply
from briefing.model.structured import canonical, digest

APPLICATION = 0x42524631  # "BRF1": SQLite's application_id of an answer store
VERSION = 1
BUSY_SECONDS = 30.0  # that one process waits for another's write
LIMIT_NAMES = ("max_tokens", "max_completion_tokens")
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, created TEXT NOT NULL, model TEXT NOT NULL, content TEXT NOT NULL,
  finish_reason TEXT NOT NULL, refusal TEXT NOT NULL, called_tool INTEGER NOT NULL,
  prompt_tokens INTEGER, completion_tokens INTEGER, request TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS answers_by_key ON answers (key);
"""
_FIELDS = "model, content, finish_reason, refusal, called_tool, prompt_tokens, completion_tokens"
_NAMES = tuple(_FIELDS.split(", "))


def request_key(body: Mapping[str, object]) -> str:
    """What a request is known by, in hexadecimal."""
    return digest(_shaping(body))


def _shaping(body: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in body.items() if name not in LIMIT_NAMES}


class AnswerStore:
    """Answers by request, in one SQLite file that several processes and threads may use at once."""

    def __init__(self, path: Path | None) -> None:
        """Open or create ``path``; None keeps answers in memory. Raises SettingsError where that cannot be done."""
        self._name = str(path) if path else "the answer store in memory"
        self._lock = threading.Lock()
        with self._speaking():
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._db = _opened(path)

    def get(self, body: Mapping[str, object]) -> tuple[Reply, ...]:
        """All replies to the request, the newest first."""
        query = f"SELECT {_FIELDS} FROM answers WHERE key = ? ORDER BY id DESC"  # noqa: S608 (a constant)
        with self._speaking(), self._lock:
            rows = self._db.execute(query, (request_key(body),)).fetchall()
        return tuple(Reply.model_validate(dict(zip(_NAMES, row, strict=True))) for row in rows)

    def put(self, body: Mapping[str, object], reply: Reply) -> None:
        """Keep the reply; it is safe on return."""
        row = (*(getattr(reply, name) for name in _NAMES), request_key(body), _now(), canonical(_shaping(body)))
        statement = f"INSERT INTO answers ({_FIELDS}, key, created, request) VALUES ({', '.join('?' * len(row))})"  # noqa: S608
        with self._speaking(), self._lock:
            self._db.execute(statement, row)

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> AnswerStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """SQLite's and the system's errors as one line for the user."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise SettingsError(
                f"{self._name}: cannot be read or written ({error}); name another file by --store."
            ) from error
        except (sqlite3.DatabaseError, _Foreign) as error:
            raise SettingsError(
                f"{self._name}: is no answer store ({error}); move it away or name another by --store."
            ) from error
        except OSError as error:
            raise SettingsError(f"{self._name}: {error.strerror}; name another file by --store.") from error


class _Foreign(Exception):
    """The file is a database of something else."""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _opened(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path or ":memory:", timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    if not _is_ours(connection):
        with _transaction(connection):
            if not _is_ours(connection):  # another process may have been quicker
                for statement in filter(str.strip, _TABLES.split(";")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {VERSION}")
    _use_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")


def _is_ours(connection: sqlite3.Connection) -> bool:
    """False for an empty file. Raises _Foreign for another program's, before anything is written to it."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application == APPLICATION and version == VERSION:
        return True
    if application == APPLICATION:
        raise _Foreign(f"written by another version of Briefing, format {version}")
    if application or tables:
        raise _Foreign("a database of another program")
    return False


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switching to WAL needs the file alone, and SQLite does not wait for that by itself."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)
