"""What dies comes back, what was left is ended, two first starts do not meet, and a refusal says what to do."""

import errno
import json
import os
import re
import shlex
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cms.embedded.accounts import Account
from cms.embedded.lease import Lease
from cms.embedded.processes import alive, wait_until_gone
from cms.embedded.server import DatabaseUnavailable
from cms.running import launch, orphans, runner, supervisor
from cms.running.keys import installation_keys
from cms.running.launch import ROOT
from cms.settings import base

GUIDE = (ROOT / "docs" / "operations.md").read_text()


@pytest.fixture(autouse=True)
def _private_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "VAR", tmp_path)
    monkeypatch.setattr(launch, "VAR", tmp_path)


def started(var: Path, *, argument: str) -> subprocess.Popen:
    """A process as bin/start would have left it."""
    return subprocess.Popen(
        [sys.executable, "-c", "import time; print('er', flush=True); time.sleep(60)", argument],
        env={**os.environ, **orphans.marked(var)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="found in /proc")
def test_what_a_killed_start_left_is_named_and_ended(tmp_path: Path):
    (tmp_path / "anders").mkdir()
    ours, theirs = started(tmp_path, argument="granian"), started(tmp_path / "anders", argument="granian")
    try:
        for one in (ours, theirs):
            assert one.stdout is not None
            one.stdout.readline()
        reaper = threading.Thread(target=ours.wait)
        reaper.start()
        assert orphans.end(tmp_path) == [f"de webserver (proces {ours.pid})"]
        reaper.join(10)
        assert not alive(ours.pid)
        assert alive(theirs.pid)
        assert orphans.end(tmp_path) == []
    finally:
        for one in (ours, theirs):
            one.kill()
            one.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux ends them")
def test_children_end_when_their_parent_is_killed(tmp_path: Path):
    script = (
        "import os, sys, time\nfrom pathlib import Path\nfrom cms.embedded.accounts import Account\n"
        "from cms.running import kept\nkept.VAR = Path(sys.argv[1])\n"
        "account = Account(os.geteuid(), os.getegid())\n"
        "sleep = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        "with kept.child(sleep, dict(os.environ), account) as one:\n"
        "    print(one.pid, flush=True)\n    time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert wait_until_gone(child, 20)


class Fake:
    """A server that is there, dies, and does or does not come back."""

    def __init__(self) -> None:
        self.number: int | None = 1
        self.failure: Exception | None = None

    def pid(self) -> int | None:
        return self.number

    def start(self) -> None:
        if self.failure:
            raise self.failure
        self.number = 2


def test_a_database_that_died_is_started_again_and_it_is_said(tmp_path: Path, capsys):
    lease = Lease(tmp_path)
    lease.server = fake = Fake()
    database = supervisor.Database(lease)
    database.keep_going()
    assert capsys.readouterr().err == ""
    fake.number = None
    database.keep_going()
    assert fake.number == 2
    assert "De database was gestopt en draait weer." in capsys.readouterr().err


def test_one_that_does_not_come_back_is_said_once_and_tried_again(tmp_path: Path, capsys):
    lease = Lease(tmp_path)
    lease.server = fake = Fake()
    fake.number, fake.failure = None, DatabaseUnavailable("de schijf is vol")
    database = supervisor.Database(lease)
    for _ in range(3):
        database.keep_going()
    assert capsys.readouterr().err.count("de schijf is vol") == 1
    fake.failure = None
    database.keep_going()
    assert fake.number == 2


def test_it_is_looked_at_often_enough_to_be_back_within_ten_seconds():
    assert supervisor.LOOK <= 1


def test_two_first_starts_at_once_have_the_same_keys(tmp_path: Path):
    found: list[dict] = []
    ready = threading.Barrier(4)

    def make() -> None:
        ready.wait(10)
        found.append(installation_keys(tmp_path, data_exists=False))

    threads = [threading.Thread(target=make) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert len(found) == 4
    assert all(one == json.loads((tmp_path / "keys.json").read_text()) for one in found)


def test_a_start_that_has_said_nothing_yet_is_named_without_a_gap(tmp_path: Path):
    with supervisor.only_one("127.0.0.1", 8000):
        (tmp_path / "start.lock").write_text("")
        with pytest.raises(launch.Refused, match="draait al, of start juist"):
            with supervisor.only_one("127.0.0.1", 8000):
                pass


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC])
def test_a_folder_that_cannot_be_written_is_explained(number, tmp_path, monkeypatch, capsys):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(tmp_path))

    monkeypatch.setattr(supervisor, "only_one", refuse)
    monkeypatch.setattr(supervisor, "listen_for_stop", lambda: None)
    monkeypatch.setattr(os, "umask", lambda mask: 0)
    assert supervisor.main() == 1
    said = capsys.readouterr().err
    assert "kan niet worden geschreven" in said
    assert str(tmp_path) in said
    assert "Traceback" not in said


def test_a_file_of_somebody_else_is_explained_as_that():
    error = PermissionError(errno.EACCES, "Permission denied", "/proc/1/environ")
    if Path("/proc/1").stat().st_uid != os.geteuid():
        assert "van een andere gebruiker" in launch.explained(error)
    ours = PermissionError(errno.EACCES, "Permission denied", str(launch.VAR / "nieuw"))
    assert "kan niet worden geschreven" in launch.explained(ours)


def test_a_checkout_of_somebody_else_in_which_nothing_was_started_is_a_place_that_cannot_be_written(
    tmp_path, monkeypatch
):
    """It said that the folder of data, which was not there, was somebody else's, and to start as the same as before."""
    monkeypatch.setattr(launch, "VAR", tmp_path / "var")
    monkeypatch.setattr(os, "geteuid", lambda: os.stat(tmp_path).st_uid + 1)
    error = PermissionError(errno.EACCES, "Permission denied", str(launch.VAR))
    assert "kan niet worden geschreven" in launch.explained(error)
    launch.VAR.mkdir()
    assert "van een andere gebruiker" in launch.explained(error)


@pytest.mark.parametrize(("host", "said"), [("127.0.0.1", False), ("0.0.0.0", True), ("::", True)])
def test_who_listens_everywhere_hears_the_names(host, said):
    text = supervisor.banner("http://x", supervisor.names({"ALLOWED_HOSTS": "localhost,intern"}, host))
    assert ("alleen op deze namen: localhost, intern" in text) is said
    assert ("ALLOWED_HOSTS=" in text) is said


class TestWhoRuns:
    def test_an_ordinary_user_runs_everything_himself(self, tmp_path, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        account, warning = runner.choose(ROOT, tmp_path, 8000)
        assert (account.uid, account.switch, warning) == (1000, False, "")

    @pytest.mark.parametrize(
        ("readable", "port", "switch"), [(True, 8000, True), (False, 8000, False), (True, 80, False)]
    )
    def test_root_does_not_serve_unless_there_is_no_other_way(
        self, readable, port, switch, tmp_path, monkeypatch
    ):
        other = Account(999, 999, switch=True)
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(Account, "system_user", classmethod(lambda cls: other))
        for name in ("can_run", "can_enter", "can_read"):
            monkeypatch.setattr(Account, name, lambda self, what: readable)
        monkeypatch.setattr(runner, "_first_free_port", lambda: 1024)
        account, warning = runner.choose(ROOT, tmp_path, port)
        assert account.switch is switch
        assert ("draait als root" in warning) is not switch

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
    def test_what_was_stored_is_handed_over(self, tmp_path):
        (tmp_path / "media").mkdir()
        (tmp_path / "media" / "a.pdf").write_text("x")
        runner.hand_over(tmp_path, Account(12345, 12345, switch=True))
        for path in (tmp_path / "media", tmp_path / "media" / "a.pdf", tmp_path / "private"):
            assert path.stat().st_uid == 12345
        assert (tmp_path / "private").stat().st_mode & 0o077 == 0

    def test_that_account_may_write_what_the_server_writes(self):
        """Who destroys writes a line in the journal first: where that is refused, nothing can be destroyed."""
        places = (base.ERASURE_JOURNAL, base.MEDIA_ROOT, base.STORAGES["private"]["OPTIONS"]["location"])
        assert {Path(one).relative_to(base.VAR_DIR).parts[0] for one in places} <= {*runner.WRITTEN}


class TestGuide:
    def test_its_server_is_ours_and_respawns(self):
        [line] = re.findall(r"^\.venv/bin/python (-m granian (?:.*\\\n)*.*)$", GUIDE, re.MULTILINE)
        words = shlex.split(line.replace("\\\n", " "))
        assert set(supervisor.SERVER) <= set(words)
        assert "--respawn-failed-workers" in words
        assert words[-1] == "cms.wsgi:gateway"

    def test_its_back_up_of_files_works_when_nothing_was_uploaded(self, tmp_path):
        [line] = re.findall(r"^.*tar czf.*$", GUIDE, re.MULTILINE)
        made = subprocess.run(["/bin/sh", "-ec", line], cwd=tmp_path, capture_output=True, text=True)
        assert (made.returncode, made.stderr) == (0, "")
        assert (tmp_path / "bestanden.tar.gz").exists()
