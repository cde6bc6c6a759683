"""The starting list: complete and marked, once, and never over what people keep."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from sharing.core.actor import acting, system_user
from sharing.grounds.choices import EXCEPTIONS_OF_KIND
from sharing.grounds.operations import FROM_LIST, load_starting_lists
from sharing.models import LegalProvision, SensitiveGround
from sharing.reference.choices import Confidence
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests.factories import DataCategoryFactory, UserFactory
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
ADDRESS = "/beheer/startlijst/"


@pytest.fixture
def health():
    return DataCategoryFactory(code="gezondheid", name="Gezondheid", special=True)


def load(by=None):
    return load_starting_lists(by=by or system_user(), reason="Begin")


def run(*arguments: str) -> tuple[str, str, int]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("load_starting_lists", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), error.returncode
    return out.getvalue(), err.getvalue(), 0


def test_an_installation_starts_without_them() -> None:
    assert not LegalProvision.objects.exists() and not SensitiveGround.objects.exists()


def test_every_row_is_to_be_checked_and_has_its_source_and_its_history(health) -> None:
    loaded = load()
    assert (loaded.provisions, loaded.grounds, loaded.left) == (39, 8, ())
    for row in (*LegalProvision.objects.all(), *SensitiveGround.objects.all()):
        assert row.confidence == Confidence.TO_CHECK and row.source
        assert row.history.get().history_change_reason == f"{FROM_LIST}: Begin"
        row.full_clean()
    sources = LegalProvision.objects.values_list("jurisdiction", "source")
    assert all(("EUR-Lex" if place == "eu" else "wetten.overheid.nl") in source for place, source in sources)
    assert {one.exception in EXCEPTIONS_OF_KIND[one.kind] for one in SensitiveGround.objects.all()} == {True}
    assert LegalProvision.objects.get(code="suwi-54").citation == "art. 54 Wet SUWI"


def test_no_ground_of_the_list_is_for_everybody_unless_a_consent_counts_as_well(health) -> None:
    load()
    wide = SensitiveGround.objects.filter(recipient=None, purpose=None, capacity="")
    assert [one.exception for one in wide] == ["art_9_2_a"]


def test_again_adds_nothing_and_says_nothing(health) -> None:
    load()
    written = LegalProvision.history.count(), SensitiveGround.history.count()
    again = load()
    assert (again.added, again.left) == (0, ())
    assert (LegalProvision.history.count(), SensitiveGround.history.count()) == written


def test_what_people_changed_or_removed_stays_and_is_told(health) -> None:
    load()
    lawyer = UserFactory(role=LAWYER)
    with acting(by=lawyer, reason="Nagekeken"):
        LegalProvision.objects.filter(code="suwi-54").update(confidence="confirmed")
        LegalProvision.objects.filter(code="awr-52").update(citation="artikel 52 AWR")
        SensitiveGround.objects.filter(reference="bsn-uwv").update(capacity="client")
        LegalProvision.objects.get(code="wid-1").delete()
    loaded = load()
    assert loaded.added == 0
    assert set(loaded.left) == {
        "Wettelijke bepaling “artikel 52 AWR” is anders dan in de startlijst en blijft zo.",
        "Grond voor gevoelige gegevens “bsn-uwv” is anders dan in de startlijst en blijft zo.",
        "Wettelijke bepaling “art. 1 Wid” is door iemand verwijderd en blijft weg.",
    }
    assert LegalProvision.objects.get(code="suwi-54").confidence == "confirmed"
    assert SensitiveGround.objects.get(reference="bsn-uwv").capacity == "client"


def test_a_provision_that_is_there_by_another_code_is_used(health) -> None:
    with acting(by=system_user(), reason="Zelf"):
        own = LegalProvision.objects.create(code="suwi54", citation="Art. 54 Wet SUWI")
    loaded = load()
    assert loaded.left == ("“art. 54 Wet SUWI” staat er al met code “suwi54”; die blijft.",)
    assert SensitiveGround.objects.get(reference="bsn-uwv").provision == own


def test_grounds_about_health_wait_for_the_category(db) -> None:
    loaded = load()
    assert loaded.grounds == 4 and len(loaded.left) == 4
    assert "er is geen gegevenscategorie “gezondheid”" in loaded.left[0]
    DataCategoryFactory(code="gezondheid", special=True)
    assert load().grounds == 4


def test_the_command_tells_and_ends_with_json(health) -> None:
    out, _err, code = run("--json")
    assert code == 0 and "39 bepalingen en 8 gronden toegevoegd, alle nog te controleren." in out
    assert json.loads(out.splitlines()[-1]) == {"ok": True, "provisions": 39, "grounds": 8, "left": []}
    assert LegalProvision.history.filter(history_change_reason__contains="load_starting_lists").exists()
    with acting(by=system_user(), reason="Anders"):
        LegalProvision.objects.filter(code="awr-52").update(citation="artikel 52 AWR")
    out, _err, code = run()
    assert code == 0 and "0 bepalingen" in out and "“artikel 52 AWR” is anders" in out


def test_a_lawyer_sees_it_first_gives_a_reason_and_lands_on_the_grounds(health) -> None:
    lawyer = signed_in(LAWYER)
    for index in ("/beheer/bepalingen/", "/beheer/gronden/"):
        assert f'href="{ADDRESS}"' in lawyer.get(index).content.decode()
    shown = text(lawyer.get(ADDRESS))
    assert "art. 54 Wet SUWI" in shown and "bsn-loonheffing" in shown
    assert "Vul in waarom u dit doet" in text(lawyer.post(ADDRESS, {"reason": ""}))
    assert not LegalProvision.objects.exists()
    done = lawyer.post(ADDRESS, {"reason": "Wij beginnen"}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("grounds:index")
    assert "39 bepalingen en 8 gronden toegevoegd" in text(done)
    row = LegalProvision.objects.get(code="suwi-54").history.get()
    assert (
        row.history_change_reason == f"{FROM_LIST}: Wij beginnen" and row.history_user_id != system_user().pk
    )
    assert "niets toegevoegd" in text(lawyer.post(ADDRESS, {"reason": "Nog eens"}, follow=True))


@pytest.mark.parametrize("role", [EDITOR, CONTRACT_MANAGER, AUDITOR, ADMINISTRATOR])
def test_it_is_for_who_may_add_both(role) -> None:
    visitor = signed_in(role)
    assert refused(visitor.get(ADDRESS)) and refused(visitor.post(ADDRESS, {"reason": "Toch"}))
    assert not LegalProvision.objects.exists()
    assert ADDRESS not in visitor.get("/beheer/bepalingen/").content.decode()
