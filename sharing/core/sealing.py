"""Files about one person, sealed as dossier numbers are: a copy of the disk or of a backup tells nothing.

AES-256-GCM in parts (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): each part knows its
number and whether it is the last, so none can be left out, moved or added, and no file is ever in memory as a whole.
"""

import hashlib
import os
import secrets
import struct
import tempfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import File
from django.core.files.storage import Storage

from sharing.core.dossiers import derived_key

_PURPOSE = b"file/1"
_MARK = b"VWDS1"
_PREFIX, _TAG, PART = 7, 16, 64 * 1024


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">I?", number, last)


class SealedWriter:
    """Takes the bytes of a file and writes them sealed; ``digest`` and ``size`` are those of what it took.

    What was written counts as a file after ``close`` only.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._cipher = AESGCM(derived_key(_PURPOSE))
        self._prefix = os.urandom(_PREFIX)
        self._number = 0
        self._waiting = b""
        self._hash = hashlib.sha256()
        self.size = 0
        stream.write(_MARK + self._prefix)

    @property
    def digest(self) -> str:
        """Hex SHA-256 of what was taken."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        """Take more bytes."""
        self._hash.update(data)
        self.size += len(data)
        self._waiting += data
        while (
            len(self._waiting) > PART
        ):  # the last part may be a full one, and is known to be the last only later
            self._put(self._waiting[:PART], last=False)
            self._waiting = self._waiting[PART:]

    def close(self) -> None:
        """Write what waits as the last part."""
        self._put(self._waiting, last=True)

    def _put(self, part: bytes, *, last: bool) -> None:
        self._stream.write(self._cipher.encrypt(_nonce(self._prefix, self._number, last=last), part, None))
        self._number += 1


class Readable(Protocol):
    """A file to read bytes from."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, fewer at the end."""
        ...


def unsealed(stream: Readable) -> Iterator[bytes]:
    """The bytes of a sealed file, part by part; ValueError when it is not whole, or of another key."""
    head = stream.read(len(_MARK) + _PREFIX)
    if head[: len(_MARK)] != _MARK:
        raise ValueError("Dit is geen verzegeld bestand.")
    prefix, cipher, number = head[len(_MARK) :], AESGCM(derived_key(_PURPOSE)), 0
    part, more = stream.read(PART + _TAG), stream.read(PART + _TAG)
    while True:
        try:
            yield cipher.decrypt(_nonce(prefix, number, last=not more), part, None)
        except InvalidTag:
            raise ValueError("Dit bestand is niet heel, of met een andere sleutel verzegeld.") from None
        if not more:
            return
        part, more, number = more, stream.read(PART + _TAG), number + 1


class SealedFile(NamedTuple):
    """A file that is kept: its name in the storage, and hex SHA-256 and size in bytes of what was sealed."""

    name: str
    sha256: str
    size: int


def keep_sealed(parts: Iterable[bytes], *, storage: Storage, folder: str) -> SealedFile:
    """Seal these bytes into a file below the folder, under a name that says nothing; only sealed bytes touch a disk."""
    with tempfile.TemporaryFile() as sealed:
        writer = SealedWriter(sealed)
        for part in parts:
            writer.write(part)
        writer.close()
        sealed.seek(0)
        name = storage.save(f"{folder}/{secrets.token_hex(16)}", File(sealed))
    return SealedFile(name, writer.digest, writer.size)
