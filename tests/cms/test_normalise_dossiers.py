"""`normalise_dossiers` on a register in which one person's number was kept in several ways."""

import io
import json
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sharing.core.actor import acting
from sharing.core.dossiers import seal, unseal
from sharing.core.normalising import queries
from sharing.core.normalising.models import DossierNormalisation
from sharing.disclosures.models import Disclosure
from tests import factories as make

FIRST, SECOND = "W-77", "w-77"


@pytest.fixture
def written_before(owner_connection, monkeypatch) -> None:
    """The register of an installation from before numbers had a normal form."""
    monkeypatch.setattr(queries, "_all_normal", False)
    for statement in (
        "ALTER TABLE sharing_dossiernormalisation DISABLE TRIGGER evidence_sharing_dossiernormalisation",
        "DELETE FROM sharing_dossiernormalisation",
        "ALTER TABLE sharing_dossiernormalisation ENABLE ALWAYS TRIGGER evidence_sharing_dossiernormalisation",
    ):
        owner_connection.execute(statement)


def run(*options: str) -> dict:
    out = io.StringIO()
    call_command("normalise_dossiers", "--json", *options, stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue().splitlines()[-1])


def refusal(*options: str) -> tuple[str, str]:
    """What is said, and the machine-readable line."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("normalise_dossiers", "--json", *options, stdout=out, stderr=err)
    assert error.value.returncode == 1
    return out.getvalue() + err.getvalue(), out.getvalue().splitlines()[-1]


def kept() -> dict[str, list[str]]:
    """The numbers of every table that has any, sorted."""
    with connection.cursor() as cursor:
        tables = [
            f"sharing_{prefix}{name}"
            for name in ("disclosure", "consent", "objection", "requesteddossier")
            for prefix in ("", "historical")
        ]
        found = {}
        for table in tables:
            cursor.execute(f"SELECT dossier FROM {table}")
            found[table] = sorted(unseal(row[0]) for row in cursor.fetchall())
    return found


def triggers() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal")
        return dict(cursor.fetchall())


@pytest.mark.usefixtures("written_before")
class TestNumbersOfBefore:
    def test_all_tables_and_their_history_are_brought_to_the_normal_form(self, tmp_path):
        disclosure = make.DisclosureFactory(number="D\u20112026-1")
        make.ConsentFactory(number="D-2026-1 ".strip())
        make.ObjectionFactory(number="D-2026-2")
        asked = make.RequestedDossierFactory(number="D-2026-3")
        assessor = make.UserFactory()
        # What was assessed does not change any more, except in how its numbers are written.
        with acting(by=assessor, reason="Beoordeeld"):
            type(asked.request).objects.filter(pk=asked.request_id).update(
                assessment="granted", assessed_by=assessor, assessed_at=make.NOON
            )
        make.BackgroundWorkFactory()  # about nobody in particular
        before, rows = triggers(), Disclosure.history.count()
        listed = tmp_path / "lijst.txt"
        refusal("--list", str(listed))
        answer = run("--confirm", str(listed))
        assert (answer["numbers"], answer["rows"], answer["history_rows"], answer["merged"]) == (4, 4, 4, 1)
        numbers = {number for numbers in kept().values() for number in numbers}
        assert numbers == {"d-2026-1", "d-2026-2", "d-2026-3"}
        assert triggers() == before, "every trigger is on again as it was"
        assert Disclosure.history.count() == rows, "nothing happened to a record"
        assert bytes(disclosure.history.get().dossier) == seal("d-2026-1")
        done = DossierNormalisation.objects.get()
        assert (done.numbers, done.rows, done.history_rows, done.merged) == (4, 4, 4, 1)

    def test_numbers_that_become_one_are_asked_for_and_stand_nowhere_but_in_a_private_file(
        self, tmp_path, caplog
    ):
        make.DisclosureFactory(number=FIRST)
        make.ConsentFactory(number=SECOND)
        listed = tmp_path / "map" / "lijst.txt"
        before = kept()
        said, answer = refusal("--list", str(listed))
        assert json.loads(answer)["errors"][0]["code"] == "not-confirmed"
        assert "1 dossiernummer is op meer manieren geschreven" in said
        assert "77" not in (said + caplog.text).replace(str(tmp_path), "")
        assert kept() == before and not DossierNormalisation.objects.exists()
        assert stat.S_IMODE(listed.stat().st_mode) == 0o600
        assert f"w-77\t{FIRST}\t{SECOND}\n" in listed.read_text()

    def test_what_was_not_confirmed_is_asked_again(self, tmp_path):
        make.DisclosureFactory(number=FIRST)
        make.DisclosureFactory(number=SECOND)
        listed = tmp_path / "lijst.txt"
        refusal("--list", str(listed))
        make.DisclosureFactory(number="W\u201377")
        assert "bevestig" in refusal("--confirm", str(listed), "--list", str(tmp_path / "opnieuw.txt"))[0]
        assert run("--confirm", str(tmp_path / "opnieuw.txt"))["merged"] == 1

    def test_a_trial_changes_nothing(self, tmp_path):
        make.DisclosureFactory(number=FIRST)
        make.DisclosureFactory(number="W-1, W-2")
        before, listed = kept(), tmp_path / "lijst.txt"
        answer = run("--dry-run", "--list", str(listed))
        assert (answer["numbers"], answer["strange"], answer["dry_run"]) == (2, 1, True)
        assert kept() == before and not DossierNormalisation.objects.exists()
        assert "# w-1, w-2" in listed.read_text()

    def test_again_it_finds_nothing(self):
        make.DisclosureFactory(number=FIRST)
        assert run()["numbers"] == 1
        assert run()["numbers"] == 0
        assert DossierNormalisation.objects.count() == 1

    def test_a_number_under_another_key_stops_it(self, settings):
        make.DisclosureFactory(number=FIRST)
        settings.DOSSIER_KEY = settings.DOSSIER_KEY.replace("AAEC", "AAED")
        assert "andere sleutel" in refusal()[0]
        assert not DossierNormalisation.objects.exists()

    def test_what_fails_halfway_leaves_all_as_it_was(self, monkeypatch):
        make.DisclosureFactory(number=FIRST)
        before, on = kept(), triggers()
        monkeypatch.setattr(
            "sharing.core.normalising.operations._tables", lambda: ["sharing_disclosure", "nergens"]
        )
        with pytest.raises(Exception, match="nergens"):
            run()
        assert kept() == before and triggers() == on


@pytest.mark.django_db
def test_a_new_installation_has_nothing_to_bring_to_a_normal_form():
    assert queries.all_normal()
    assert DossierNormalisation.objects.get().numbers == 0


@pytest.mark.django_db
def test_the_application_cannot_say_that_all_is_normal():
    with pytest.raises(Exception, match="permission denied"):
        DossierNormalisation.objects.create()


def test_a_file_that_is_no_list_is_refused(tmp_path: Path, transactional_db):
    file = tmp_path / "lijst.txt"
    file.write_bytes(b"\xff\xfe")
    assert "geen UTF-8" in refusal("--confirm", str(file))[0]
