"""Looking at processes, without depending on who started them.

An orphan that nobody waits for stays in the table as a zombie, for which `kill(pid, 0)` says that it lives;
in a container that is common, so the state is read from /proc where there is one.
"""

import os
import time
from pathlib import Path

PROC = Path("/proc")


def alive(pid: int) -> bool:
    """Whether a process with this id runs; a zombie does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        state = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return PROC.joinpath("self").exists() is False
    return state not in "ZX"


def wait_until_gone(pid: int, seconds: float) -> bool:
    """Wait for the process to end; True when it did in time."""
    deadline = time.monotonic() + seconds
    while alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def may_be_server(pid: int, data: Path) -> bool:
    """Whether this process is the server on this data folder; without /proc nobody can say that it is not."""
    try:
        return f"-D\0{data}\0".encode() in (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return PROC.joinpath("self").exists() is False


def postgres_processes(data: Path, cluster_name: str) -> list[int]:
    """Ids of the server on this data folder and of its children, orphaned or not; empty without /proc."""
    found = []
    server, child = f"-D\0{data}\0".encode(), f"postgres: {cluster_name}: ".encode()
    for folder in PROC.glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if (server in command or command.startswith(child)) and alive(int(folder.name)):
            found.append(int(folder.name))
    return sorted(found)
