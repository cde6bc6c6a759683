"""The body of one request: in memory, and of a large one the rest on disk, where nobody can read it.

A call of the API brings dossier numbers. A file that has no name is still written to the disk, and what stood there can
be found again; so it is enciphered with a key that only this process has, and only for as long as the request lasts.
"""

import io
import os
import tempfile
from typing import IO, Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CTR


class Body(io.RawIOBase):
    """Written from front to end, then read so after ``rewind``. ``in_memory`` is how many bytes stay off the disk."""

    def __init__(self, in_memory: int) -> None:
        super().__init__()
        self._most = in_memory
        self._memory = io.BytesIO()
        self._disk: IO[bytes] | None = None
        # CTR takes no padding, so that any number of bytes can be written and read; one key is used once.
        self._cipher = Cipher(AES256(os.urandom(32)), CTR(os.urandom(16)))
        self._context: Any = None

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        if self._disk is None and self._memory.tell() + len(part) > self._most:
            self._context = self._cipher.encryptor()
            self._disk = tempfile.TemporaryFile()  # noqa: SIM115  closed with the body
            self._disk.write(self._context.update(self._memory.getvalue()))
            self._memory = io.BytesIO()
        if self._disk is None:
            return self._memory.write(part)
        self._disk.write(self._context.update(part))
        return len(part)

    def rewind(self) -> None:
        """Read from the front from now on."""
        if self._disk is None:
            self._memory.seek(0)
        else:
            self._disk.seek(0)
            self._context = self._cipher.decryptor()

    def readinto(self, buffer: Any) -> int:
        """As much as there is, up to the size of the buffer: who reads a body takes less for its end."""
        if self._disk is None:
            return self._memory.readinto(buffer)
        part = self._context.update(self._disk.read(len(buffer)))
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        if self._disk is not None:
            self._disk.close()
        super().close()
