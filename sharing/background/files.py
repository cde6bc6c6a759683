"""Where files that are handed out by a check only lie, and how they are made."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.storage import storages

FOLDER = "exports"


def private_files() -> Any:
    """The storage outside everything that is served."""
    return storages["private"]


def private(name: str, flags: int) -> int:
    """Opens a file that only this account may read."""
    return os.open(name, flags, mode=0o600)


class Counted:
    """What goes into a file, with its size and hash."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash, self.size = file, hashlib.sha256(), 0

    @property
    def sha256(self) -> str:
        """In hexadecimal, of what was written so far."""
        return self._hash.hexdigest()

    def write(self, data: bytes, /) -> int:
        """Take the bytes; how many there were."""
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is kept between; what was written is on the disk after ``settle``."""

    def settle(self) -> None:
        """All of it is on the disk. Raises OSError when that fails."""
        self._file.flush()
        os.fsync(self._file.fileno())


@contextmanager
def whole_file(path: Path) -> Iterator[Counted]:
    """A file for who runs a command, readable for that account only.

    It appears under its name when the block ends without an error, and replaces what was there. Raises OSError when it
    cannot be written.
    """
    half = path.with_name(f".{path.name}.half")
    try:
        with open(half, "xb", opener=private) as file:
            yield Counted(file)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
