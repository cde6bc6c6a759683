"""Make .venv and install the hash-locked requirements. Runs in the machine's Python: only its own library."""

import fcntl
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"


def works(python: Path) -> bool:
    """Whether the environment's Python starts and can install (not so after an upgrade of Python)."""
    try:
        return subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def main(files: list[str]) -> int:
    """Install the named requirement files, all or (shown by the absence of the note) not."""
    wanted = "".join((ROOT / name).read_text().rstrip("\n") for name in files)
    note = VENV / f"installed-{files[0]}"
    VENV.mkdir(exist_ok=True)
    with (VENV / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # bin/start and bin/manage may begin at the same moment
            print("Een andere opdracht maakt de Python-omgeving; daar wordt op gewacht …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        if note.exists() and note.read_text() == wanted and works(VENV / "bin" / "python"):
            return 0
        note.unlink(missing_ok=True)
        if not works(VENV / "bin" / "python"):
            print("Python-omgeving maken in .venv …", flush=True)
            # Not `clear`: that would remove the lock under another process.
            venv.EnvBuilder(symlinks=True, upgrade=False, with_pip=True).create(VENV)
        print(f"Pakketten installeren ({', '.join(files)}) …", flush=True)
        command = [VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes"]
        command += ["--disable-pip-version-check", "--root-user-action=ignore"]
        for name in files:
            command += ["-r", ROOT / name]
        if subprocess.run(command).returncode:
            print("Het installeren is niet gelukt; de melding hierboven zegt waarom. Probeer het opnieuw.")
            return 1
        note.write_text(wanted)
    return 0


if __name__ == "__main__":
    os.umask(0o022)  # started as root, the web server runs as another user, who must be able to read this
    try:
        sys.exit(main(sys.argv[1:]))
    except OSError as error:
        print(
            f"In {ROOT} kan niet worden geschreven ({error.strerror}: {error.filename}). Daar komt de Python-omgeving "
            "(.venv). Zet de map op een plaats waar geschreven mag worden en met ruimte.",
            file=sys.stderr,
        )
        sys.exit(1)
