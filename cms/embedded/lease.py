"""Several commands may use the embedded database at once: the first starts it, the last stops it.

Every user holds a shared lock on one file; starting and stopping happen under an exclusive lock on another.
The kernel drops the locks of a killed process.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType

from cms.embedded.location import installation, remember
from cms.embedded.server import Server


class Lease:
    """`with Lease(var) as server:` the embedded database of this installation runs for at least that long."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.server: Server | None = None

    def __enter__(self) -> Server:
        """Raises DatabaseUnavailable."""
        self.var.mkdir(mode=0o711, exist_ok=True)
        self._users = (self.var / "database.users").open("w")
        try:
            with self._guard():
                fcntl.flock(self._users, fcntl.LOCK_SH)
                self.server = installation(self.var)
                self.server.start()
                remember(self.var, self.server)
        except BaseException:
            self._release()
            raise
        return self.server

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()

    def keep_running(self) -> bool:
        """Start the server again when it died; whether that was needed. Raises DatabaseUnavailable."""
        if self.server is None or self.server.pid() is not None:
            return False
        with self._guard():
            if self.server.pid() is not None:
                return False  # another user of it was first
            self.server.start()
        return True

    def _release(self) -> None:
        with self._guard(), self._users:
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # somebody else is using it and will stop it
            if self.server is not None:
                self.server.stop()

    def _guard(self) -> "_Guard":
        return _Guard(self.var / "database.guard")


class _Guard:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        self._handle = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)
