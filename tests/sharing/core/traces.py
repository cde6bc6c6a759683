"""Looking for a dossier number everywhere but where it belongs."""

import base64
import io
import logging
import os
import re
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

# The server writes down every statement with its values, as somebody may set it to find out why it is slow.
TALKATIVE = {
    "log_statement": "all",
    "log_min_duration_statement": "0",
    "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "-1",
    "log_error_verbosity": "verbose",
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_nested_statements": "on",
    "auto_explain.log_verbose": "on",
}


def spellings(word: str) -> re.Pattern[str]:
    """The word as it is, in hexadecimal, in base64 and as in an address."""
    raw = word.encode()
    shifted = (base64.b64encode(b"x" * place + raw)[4 if place else 0 : -4].decode() for place in range(3))
    ways = [word, raw.hex(), word.encode("utf-16-le").hex(), word.replace("-", "%2d"), *shifted]
    return re.compile("|".join(re.escape(one) for one in ways), re.IGNORECASE)


class Traces:
    """Where the word is found, by place, with a few of the words around it."""

    def __init__(self, word: str) -> None:
        self.pattern = spellings(word)
        self.found: list[str] = []

    def look(self, place: str, text: str | bytes) -> None:
        """Look in this text."""
        if isinstance(text, bytes):
            text = text.decode("latin-1")
        self.found += [
            f"{place}: …{text[max(0, one.start() - 80) : one.end() + 30]}…"
            for one in self.pattern.finditer(text)
        ]

    def look_in_database(self, superuser: str) -> None:
        """Look in every column of every table, and in what is packed there."""
        with psycopg.connect(superuser) as connection:
            tables = connection.execute(
                "SELECT schemaname, tablename FROM pg_tables WHERE schemaname <> ALL (%s)",
                [["pg_catalog", "information_schema"]],
            ).fetchall()
            for schema, table in tables:
                query = sql.SQL("SELECT t::text FROM {} t WHERE t::text ~* %s").format(
                    sql.Identifier(schema, table)
                )
                for (row,) in connection.execute(query, [self.pattern.pattern]):
                    self.look(f"tabel {table}", row)
            for (session,) in connection.execute("SELECT session_data FROM django_session"):
                store = import_module(settings.SESSION_ENGINE).SessionStore()
                self.look("sessie", repr(store.decode(session)))
            for (answer,) in connection.execute("SELECT answer FROM sharing_idempotency WHERE answer <> ''"):
                self.look("bewaard antwoord", zlib.decompress(answer))


@contextmanager
def talkative(superuser: str, database: str) -> Iterator[Path]:
    """The database writes all it does to its log, whose path this gives; what it wrote before is passed over."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        name = sql.Identifier(database)
        for setting, value in TALKATIVE.items():
            connection.execute(
                sql.SQL("ALTER DATABASE {} SET {} = {}").format(name, sql.SQL(setting), sql.Literal(value))
            )
        [folder] = connection.execute("SHOW data_directory").fetchone() or [""]
    yield Path(folder).parent / "postgres.log"


class Files:
    """Keeps what is written to temporary files, also of those that are gone in a moment or never had a name."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        remove = os.remove

        def kept(*_: Any, mode: str = "w+b", suffix: str = "", **__: Any) -> Any:
            handle, name = tempfile.mkstemp(dir=folder, suffix=suffix or "")
            file = os.fdopen(handle, mode)
            return file if mode != "w+" else _Named(file, name)

        def set_aside(path: Any, **options: Any) -> None:
            if Path(path).is_relative_to(folder):
                return  # to be looked at
            remove(path, **options)

        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        for place in (
            "tempfile",
            "openpyxl.worksheet._writer",
            "django.core.files.temp",
            "django.core.files.uploadedfile",
        ):
            module = import_module(place)
            for name in ("TemporaryFile", "NamedTemporaryFile"):
                if hasattr(module, name) and place != "tempfile":
                    monkeypatch.setattr(module, name, kept)
        monkeypatch.setattr(tempfile, "TemporaryFile", kept)
        for name in ("remove", "unlink"):
            monkeypatch.setattr(os, name, set_aside)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """What was written, by the name of the file."""
        for path in self.folder.rglob("*"):
            if path.is_file():
                yield path.name, path.read_bytes()


class _Named:
    """A named temporary file, as its maker wants to see it."""

    def __init__(self, file: io.IOBase, name: str) -> None:
        self._file, self.name = file, name

    def close(self) -> None:
        self._file.close()


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """Everything that was logged, with what stood in it unformatted and with tracebacks."""
    formatter = logging.Formatter()
    return "\n".join(f"{formatter.format(one)} {one.args!r} {one.__dict__!r}" for one in caplog.records)
