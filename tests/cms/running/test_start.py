"""What bin/start and bin/manage refuse, and how they end."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cms.embedded.accounts import Account
from cms.embedded.processes import alive, wait_until_gone
from cms.running import kept, launch, supervisor
from cms.running.launch import Refused
from tests.patience import PATIENCE, until


@pytest.fixture(autouse=True)
def _private_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "VAR", tmp_path)
    monkeypatch.setattr(launch, "VAR", tmp_path)


def test_a_second_start_names_the_first() -> None:
    with supervisor.only_one("0.0.0.0", 8123):
        with pytest.raises(Refused) as refusal, supervisor.only_one("127.0.0.1", 9000):
            pass
        assert "draait al, op http://127.0.0.1:8123" in str(refusal.value)
        assert f"proces {os.getpid()}" in str(refusal.value)
    with supervisor.only_one("127.0.0.1", 9000):
        pass


def test_a_taken_port_is_explained_before_anything_starts() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Refused, match=f"poort {port} kan niet worden geluisterd"):
            supervisor.refuse_taken_port("127.0.0.1", port)


@pytest.mark.parametrize("port", ["0", "65536", "tachtig", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Refused, match="PORT is een getal van 1 tot en met 65535"):
        launch.address()


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::", "http://[::1]:80"),
        ("::1", "http://[::1]:80"),
        ("intern", "http://intern:80"),
    ],
)
def test_the_address_that_is_shown_can_be_visited(host: str, url: str) -> None:
    assert launch.visitors_url(host, 80) == url


def test_given_variables_win_over_the_installations_own(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "DATABASE_URL": "postgresql://a@b/c",
        "SECRET_KEY": "s",
        "DOSSIER_KEY": "d",
        "ALLOWED_HOSTS": "x",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with contextlib.ExitStack() as stack:
        made = launch.surroundings(stack)
    assert {name: made[name] for name in given} == given
    assert "DATABASE_OWNER_URL" not in made
    assert made["DJANGO_SETTINGS_MODULE"] == "cms.settings.production"


def test_ctrl_c_is_heard_though_it_was_ignored_at_the_start() -> None:
    script = (
        "import time\nfrom cms.running import stopping\nstopping.listen_for_stop()\n"
        "try:\n    print('luistert', flush=True)\n    time.sleep(600)\nexcept stopping.Stop:\n    print('gestopt')\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        cwd=launch.ROOT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "luistert\n"
    child.send_signal(signal.SIGINT)
    assert child.communicate(timeout=PATIENCE)[0] == "gestopt\n"


def test_a_stop_does_not_come_in_the_middle_of_looking_at_a_process() -> None:
    """There it would leave the lock of that process taken, and who waits for its end would wait for ever."""
    script = (
        "import os, signal\nfrom cms.running import stopping\nstopping.listen_for_stop()\n"
        "try:\n    with stopping.undisturbed():\n        os.kill(os.getpid(), signal.SIGINT)\n"
        "        print('eerst dit', flush=True)\nexcept stopping.Stop:\n    print('gestopt')\n"
        "with stopping.undisturbed():\n    print('en dat blijft het')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=launch.ROOT, timeout=PATIENCE
    )
    assert done.stdout.split("\n")[:3] == ["eerst dit", "gestopt", "en dat blijft het"]


def test_who_stops_does_not_wait_for_what_cannot_be_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "ORDERLY", 0.5)
    monkeypatch.setattr(kept, "KILLED", 0.5)
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    with kept.child(command, dict(os.environ), Account(os.getuid(), os.getgid())) as process:
        process._waitpid_lock.acquire()  # type: ignore[attr-defined]  # as when somebody was stopped while looking
    assert not alive(process.pid)
    process._waitpid_lock.release()  # type: ignore[attr-defined]
    process.wait(PATIENCE)


@pytest.mark.parametrize(("code", "expected"), [("0", 0), ("1", 1), ("2", 2)])
def test_exit_codes_pass_through(
    code: str, expected: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "manage.py").write_text("import sys\nsys.exit(int(sys.argv[1]))\n")
    monkeypatch.setattr(launch, "ROOT", tmp_path)
    monkeypatch.setattr(launch, "surroundings", lambda stack: dict(os.environ))
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        assert launch.manage([code]) == expected
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def test_work_that_dies_is_started_again_and_ends_with_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "manage.py").write_text(
        "import os, pathlib, sys, time\n"
        "assert sys.argv[1] == 'run_jobs' and 'DATABASE_OWNER_URL' not in os.environ\n"
        "with pathlib.Path('pids').open('a') as file:\n    file.write(f'{os.getpid()}\\n')\n"
        "time.sleep(600)\n"
    )
    monkeypatch.setattr(supervisor, "ROOT", tmp_path)
    monkeypatch.setattr(kept, "ROOT", tmp_path)

    def pids(count: int) -> list[int]:
        """The processes that were started, once there are as many."""

        def started() -> list[int]:
            with contextlib.suppress(FileNotFoundError):
                # A line that is half written does not end yet.
                lines = (tmp_path / "pids").read_text().splitlines(keepends=True)
                found = [int(line) for line in lines if line.endswith("\n")]
                return found if len(found) >= count else []
            return []

        return until(started, "het werk is gestart")

    environment = {**os.environ, "DATABASE_OWNER_URL": "postgresql://owner@db/x"}
    ourselves = Account(os.geteuid(), os.getegid())
    with contextlib.closing(supervisor.helper("run_jobs", environment, ourselves)) as work:
        [first] = pids(1)
        work.keep_going()
        os.kill(first, signal.SIGKILL)
        assert wait_until_gone(first, PATIENCE)
        work.keep_going()
        second = pids(2)[1]
        assert alive(second)
    assert not alive(second)


def test_a_web_server_that_does_not_stay_is_told_and_one_that_does_is_started_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ourselves = Account(os.geteuid(), os.getegid())

    def kept_one(seconds: float) -> kept.Kept:
        command = [sys.executable, "-c", f"import time; time.sleep({seconds})"]
        return kept.Kept(command, dict(os.environ), ourselves, name="De webserver")

    with contextlib.closing(kept_one(0)) as one, pytest.raises(launch.Refused, match="stopt telkens kort"):
        for _time in range(kept.TIMES):
            one.process.wait(PATIENCE)
            one.keep_going()
    monkeypatch.setattr(kept, "SHORT", 0.0)
    with contextlib.closing(kept_one(600)) as one:
        for _time in range(kept.TIMES + 1):
            first = one.process
            first.kill()
            first.wait(PATIENCE)
            one.keep_going()
            assert one.process is not first and one.process.poll() is None
    assert "De webserver was gestopt en is opnieuw gestart." in capsys.readouterr().err
