"""The account of the operating system that the embedded PostgreSQL runs under.

PostgreSQL refuses to run as root. As root we run it as a system user of its own, else
as ourselves.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYSTEM_USER = "verantwoord"


class AccountError(Exception):
    """There is no account to run the database under; the message says what to do, for people."""


@dataclass(frozen=True)
class Account:
    """Numeric user and group; `switch` when that is another user than the one running this process."""

    uid: int
    gid: int
    switch: bool = False

    @classmethod
    def for_data(cls, data: Path) -> "Account":
        """The account for this data folder: its owner, else the system user (as root) or ourselves.

        Raises AccountError when the folder belongs to somebody else and we are not root.
        """
        is_root = os.geteuid() == 0
        if data.exists():
            status = data.stat()
            if status.st_uid == os.geteuid() and not is_root:
                return cls(status.st_uid, status.st_gid)
            if not is_root:
                raise AccountError(
                    f"De gegevens in {data} zijn van een andere gebruiker ({status.st_uid}). Start het "
                    "systeem als die gebruiker, of als root."
                )
            if status.st_uid != 0:
                return cls(status.st_uid, status.st_gid, switch=True)
        return cls.system_user() if is_root else cls(os.geteuid(), os.getegid())

    @classmethod
    def system_user(cls) -> "Account":
        """The user that runs what must not run as root; made when there is none. For root. Raises AccountError."""
        try:
            entry = pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            program = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
            arguments = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
            made = program and subprocess.run(
                [program, *arguments, "--shell", "/usr/sbin/nologin", SYSTEM_USER],
                capture_output=True,
                text=True,
            )
            if not made or made.returncode not in (0, 9):  # 9: made by somebody else a moment ago
                reason = made.stderr.strip() if made else "useradd is er niet"
                raise AccountError(
                    f"PostgreSQL mag niet als root draaien, en de gebruiker '{SYSTEM_USER}' kan niet worden "
                    f"gemaakt ({reason}). Maak die gebruiker zelf, start als gewone gebruiker, of geef met "
                    "DATABASE_URL een eigen PostgreSQL-server op."
                ) from None
            entry = pwd.getpwnam(SYSTEM_USER)
        return cls(entry.pw_uid, entry.pw_gid, switch=True)

    def own(self, path: Path) -> None:
        """Give a file or folder to this account."""
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def make_private(self, folder: Path) -> None:
        """A folder that only this account can enter; refuses one that is somebody else's (a shared /tmp)."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.is_symlink() or folder.lstat().st_uid not in (self.uid, os.geteuid()):
            raise AccountError(
                f"De map {folder} is van een andere gebruiker; verwijder die en probeer opnieuw."
            )
        folder.chmod(0o700)
        self.own(folder)

    def spawn(self, command: Sequence[Any], *, cwd: Path, **how: Any) -> subprocess.Popen[bytes]:
        """Start a program under this account, in a session of its own, with a bare environment."""
        if self.switch:
            how |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            umask=0o077,
            **how,
        )

    def run(self, command: Sequence[Any], *, failure: str) -> None:
        """Run a program to its end; raises AccountError with `failure` and its output when it fails."""
        process = self.spawn(
            command,
            cwd=Path("/"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        output, _ = process.communicate()
        if process.returncode:
            raise AccountError(f"{failure}:\n{str(output).strip()}")

    def can_run(self, program: Path) -> bool:
        """Whether this account can reach and run a program with its libraries (asks for its version)."""
        try:
            self.run([program, "--version"], failure="")
        except (AccountError, OSError):
            return False
        return True

    def can_read(self, files: Iterable[Path]) -> bool:
        """Whether this account can read these files."""
        script = 'for file; do test -r "$file" || exit 1; done'
        try:
            self.run(["/bin/sh", "-c", script, "sh", *files], failure="")
        except (AccountError, OSError):
            return False
        return True

    def can_enter(self, folder: Path) -> bool:
        """Whether this account can pass through every folder on the way."""
        try:
            self.run(["/bin/sh", "-c", 'test -x "$1"', "sh", folder], failure="")
        except (AccountError, OSError):
            return False
        return True
