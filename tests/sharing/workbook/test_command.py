"""`import_register` as people and scripts run it."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sharing.models import Party
from tests.factories import UserFactory
from tests.sharing.workbook.books import WHOLE, changed, saved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def manager():
    return UserFactory(username="manager", role="Contractbeheerder")


def run(*arguments: str) -> tuple[str, str, int]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_register", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), error.returncode
    return out.getvalue(), err.getvalue(), 0


def test_it_reports_per_sheet_and_ends_with_json(tmp_path: Path) -> None:
    file = str(saved(tmp_path / "register.xlsx", WHOLE))
    out, _err, code = run(file, "--by", "manager", "--json")
    assert code == 0
    assert "partijen: 3 toegevoegd, 0 gewijzigd, 0 ongewijzigd" in out
    answer = json.loads(out.splitlines()[-1])
    assert answer["ok"] and answer["stored"] and answer["sheets"]["partijen"]["added"] == 3
    saved(tmp_path / "register.xlsx", changed("partijen", 2, "naam", "Anders"))
    out, _err, _code = run(file, "--by", "manager", "--json")
    assert "rij 2, gemeente: naam: “Gemeente Voorbeeldstad” → “Anders”" in out
    [row] = json.loads(out.splitlines()[-1])["sheets"]["partijen"]["rows"]["changed"]
    assert row["changes"] == [{"column": "naam", "old": "Gemeente Voorbeeldstad", "new": "Anders"}]


def test_refused_input_lists_every_error_and_stores_nothing(tmp_path: Path) -> None:
    sheets = changed("partijen", 2, "kvk_nummer", 1234567)
    sheets["doorgiften"][1][1] = "Nergens"
    out, err, code = run(str(saved(tmp_path / "fout.xlsx", sheets)), "--by", "manager", "--json")
    assert code == 1 and not Party.objects.exists()
    assert "blad “partijen”, rij 2, kvk_nummer" in err and "blad “doorgiften”, rij 2, land" in err
    answer = json.loads(out.splitlines()[-1])
    assert not answer["ok"] and len(answer["errors"]) == 2


def test_a_trial_stores_nothing(tmp_path: Path) -> None:
    out, _err, code = run(str(saved(tmp_path / "r.xlsx", WHOLE)), "--by", "manager", "--dry-run")
    assert code == 0 and "er is niets opgeslagen" in out and not Party.objects.exists()


@pytest.mark.parametrize(
    ("account", "sentence"),
    [("niemand", "Er is geen account"), ("weg", "niet actief"), ("schrijver", "mag dit")],
)
def test_by_is_checked(tmp_path: Path, account: str, sentence: str) -> None:
    UserFactory(username="weg", role="Contractbeheerder", is_active=False)
    UserFactory(username="schrijver", role="Redacteur")
    _out, err, code = run(str(saved(tmp_path / "r.xlsx", WHOLE)), "--by", account)
    assert code == 1 and sentence in err and not Party.objects.exists()


def test_an_administrator_may_run_it_as_operator(tmp_path: Path) -> None:
    UserFactory(username="baas", role="Beheerder")
    assert run(str(saved(tmp_path / "r.xlsx", WHOLE)), "--by", "baas")[2] == 0


def test_no_workbook_and_no_file(tmp_path: Path) -> None:
    file = tmp_path / "tekst.xlsx"
    file.write_text("code;naam")
    _out, err, code = run(str(file), "--by", "manager")
    assert code == 1 and "geen Excel-werkmap" in err
    assert run(str(tmp_path / "weg.xlsx"), "--by", "manager")[2] != 0
