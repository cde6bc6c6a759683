"""Is everything in place for this code? So that a start without news skips the checks and is quick.

The answer is kept as a comment on the database's own schema: it goes with the data into a back-up and out.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
CODE = ("cms", "home", "sharing", "requirements.txt")
SETTINGS = ("SAMPLE_DATA", "ROLE_PASSWORD", "BASE_URL")


def fingerprint(environment: Mapping[str, str]) -> str:
    """Of all code, data files and static files, and of the settings that loading depends on; hexadecimal."""
    digest = hmac.new(environment["SECRET_KEY"].encode(), digestmod=hashlib.sha256)
    for name in SETTINGS:
        digest.update(f"{name}={environment.get(name, '')}\n".encode())
    for top in CODE:
        walk: Any = os.walk(ROOT / top) if (ROOT / top).is_dir() else [(ROOT, [], [top])]
        for folder, folders, files in walk:
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(files):
                path = Path(folder, name)
                digest.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def is_ready(environment: Mapping[str, str]) -> bool:
    """Whether `make_ready` has done its work for this code in this database before."""
    if not (ROOT / "static-collected" / ".state").exists():
        return False
    try:
        with psycopg.connect(environment["DATABASE_URL"], connect_timeout=10) as connection:
            note = connection.execute("SELECT obj_description('public'::regnamespace, 'pg_namespace')")
            row = note.fetchone()
    except psycopg.Error:
        return False  # make_ready says what is wrong
    return row is not None and row[0] == fingerprint(environment)


def remember_ready(connection: psycopg.Connection, environment: Mapping[str, str]) -> None:
    """Note it in the database; for its owner."""
    note = psycopg.sql.Literal(fingerprint(environment))
    connection.execute(psycopg.sql.SQL("COMMENT ON SCHEMA public IS {}").format(note))
