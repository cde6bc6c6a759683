"""What an earlier `bin/start` left running when it was killed: recognised, named and ended by the next.

Every process that it starts, and what that starts in turn, carries the installation's folder in its environment.
Where there is no /proc nothing is found, and the check of the port says that something listens.
"""

import contextlib
import os
import signal
import time
from pathlib import Path

from cms.embedded.processes import PROC, alive

MARK = "VERANTWOORD_START"
PATIENCE = 15.0  # seconds for an orderly end
_KINDS = (
    ("granian", "de webserver"),
    ("run_jobs", "het werk dat vanzelf gebeurt"),
    ("run_tasks", "het werk in de achtergrond"),
    ("make_ready", "het bijwerken"),
)


def marked(var: Path) -> dict[str, str]:
    """What a process gets in its environment to be recognised by."""
    return {MARK: str(var.resolve())}


def left_by(var: Path) -> dict[int, str]:
    """Processes of this installation by their id, with what they are; for who holds the lock of `bin/start`."""
    mark = f"{MARK}={var.resolve()}\0".encode()
    found = {}
    for folder in PROC.glob("[0-9]*"):
        pid = int(folder.name)
        try:
            environment, command = (folder / "environ").read_bytes(), (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if pid != os.getpid() and mark in environment + b"\0" and alive(pid):
            text = command.decode(errors="replace")
            found[pid] = next((name for part, name in _KINDS if part in text), "een onderdeel daarvan")
    return found


def end(var: Path) -> list[str]:
    """End them, in an orderly way first; a sentence for each that was there."""
    found = left_by(var)
    for number, patience in ((signal.SIGTERM, PATIENCE), (signal.SIGKILL, PATIENCE)):
        left = {pid for pid in found if alive(pid)}
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        deadline = time.monotonic() + patience
        while any(alive(pid) for pid in left) and time.monotonic() < deadline:
            time.sleep(0.05)
    return [f"{name} (proces {pid})" for pid, name in sorted(found.items())]
