"""While a restored database holds what was erased, no command of `bin/manage` uses it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands
from django.utils import timezone

from cms.running import command_line
from cms.running.command_line import ALLOWED, BEHIND, CommandLine, is_behind
from cms.running.jobs import JOBS, run_due
from cms.running.tasks import do_next
from sharing.models import ErasureEntry
from sharing.retention import journal, level

OURS = sorted(
    name for name, app in get_commands().items() if str(app).split(".")[0] in ("cms", "home", "sharing")
)


@pytest.fixture
def behind(db: None, settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_JOURNAL, settings.ERASURE_JOURNAL_COPY = str(tmp_path / "journal.jsonl"), ""
    level._level.clear()
    home = str(ErasureEntry.objects.get(number=0).installation)
    journal.append({"installation": home, "number": 1, "items": [], "files": []})


@pytest.mark.parametrize(
    "name", [name for name in OURS if name not in ALLOWED] + ["shell", "dumpdata", "inspectdb"]
)
def test_every_command_says_what_to_do_first(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "is_behind", lambda: True)
    with pytest.raises(SystemExit) as refused:
        CommandLine(["manage.py", name]).fetch_command(name)
    assert refused.value.code == BEHIND
    monkeypatch.setattr(command_line, "is_behind", lambda: False)
    assert CommandLine(["manage.py", name]).fetch_command(name)


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_but_not_what_repairs_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "is_behind", lambda: True)
    assert CommandLine(["manage.py", name]).fetch_command(name)


def test_it_is_the_journal_that_says_so(behind: None) -> None:
    assert is_behind()
    Path(journal.places()[0]).unlink()
    assert not is_behind()


def test_work_by_itself_waits(behind: None, caplog: pytest.LogCaptureFixture) -> None:
    ran: list[str] = []
    run_due({}, now=timezone.localtime(), jobs=JOBS, run=ran.append)
    assert ran == []
    assert "replay_erasures" in caplog.text
    assert do_next() is False
