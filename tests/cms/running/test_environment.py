"""The Python environment that `bin/start` and `bin/test` make first, in the machine's own Python."""

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[3] / "bin" / "environment.py"
WANTED = "iets==1.0"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """One in which everything has been installed already."""
    (tmp_path / "bin").mkdir()
    shutil.copy(PROGRAM, tmp_path / "bin")
    (tmp_path / "requirements.txt").write_text(f"{WANTED}\n")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 0\n")
    python.chmod(0o755)
    (tmp_path / ".venv" / "installed-requirements.txt").write_text(WANTED)
    return tmp_path


def started(checkout: Path) -> subprocess.Popen:
    command = [sys.executable, checkout / "bin" / "environment.py", "requirements.txt"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_nothing_is_said_when_all_is_there(checkout):
    assert started(checkout).communicate() == ("", "")


def test_who_waits_for_another_first_start_hears_why(checkout):
    with (checkout / ".venv" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = started(checkout)
        assert second.stdout is not None
        assert "daar wordt op gewacht" in second.stdout.readline()
        assert second.poll() is None
    assert second.communicate() == ("", "")
    assert second.returncode == 0


def test_where_nothing_may_be_written_the_place_is_named(checkout):
    shutil.rmtree(checkout / ".venv")
    (checkout / ".venv").write_text("no folder")
    failed = started(checkout)
    told = failed.communicate()[1]
    assert (failed.returncode, str(checkout) in told, "niet worden geschreven" in told) == (1, True, True)
