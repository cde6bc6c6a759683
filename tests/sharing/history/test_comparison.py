"""Two moments of the register beside each other."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sharing.core.actor import acting
from sharing.history.comparing import Differences, Kind
from sharing.history.views import holds
from sharing.models import Agreement, Party, PartyCapacity
from sharing.roles import AUDITOR, CONTRACT_MANAGER, EDITOR
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db(transaction=True)
URL = reverse("changes:compare")


def now() -> datetime:
    return datetime.now(UTC)


def between(first: datetime, *models, until: datetime | None = None) -> dict[str, tuple[Kind, list]]:
    found = Differences(models or (Agreement, Party), first, until or now(), holds=holds)
    assert len(found) == len(found[:1000])
    return {
        one.name: (one.kind, [(change.label, change.old, change.new) for change in one.changes])
        for one in found[:1000]
    }


def test_what_was_added_changed_and_removed():
    purpose, other = factories.PurposeFactory(description="Plaatsen"), factories.PurposeFactory()
    kept = factories.AgreementFactory(reference="OV-1", description="Oud", covers=[purpose])
    untouched, gone = factories.PartyFactory(name="Stil"), factories.PartyFactory(name="Weg")
    first = now()
    with acting(by=factories.tester(), reason="Addendum"):
        Agreement.objects.filter(pk=kept.pk).update(description="Nieuw")
        kept.purposes.set([other])
        PartyCapacity.objects.filter(party=gone).delete()
        gone.delete()
    added = factories.PartyFactory(name="Erbij", client=True)
    found = between(first)
    assert found[added.name] == (Kind.ADDED, [])
    assert found["Weg"][0] == Kind.REMOVED
    assert untouched.name not in found
    kind, changes = found["OV-1"]
    assert kind == Kind.CHANGED
    assert ("Omschrijving", "Oud", "Nieuw") in changes
    assert {(old, new) for label, old, new in changes if "oeleinde" in label} == {
        ("Plaatsen", "–"),
        ("–", str(other)),
    }
    assert between(now()) == {}


def test_what_ended_by_its_own_dates_without_anybody_touching_it():
    today = timezone.localdate()
    agreement = factories.AgreementFactory(
        reference="OV-2", first_day=today - timedelta(days=900), last_day=today - timedelta(days=100)
    )
    draft = factories.AgreementFactory(
        reference="OV-3",
        signed_on=None,
        first_day=today - timedelta(days=900),
        last_day=today - timedelta(days=100),
    )
    first, second = now() - timedelta(days=200), now() + timedelta(seconds=1)
    # Within one comparison it was added as well; from the moment it was known it only ended.
    assert between(first, Agreement)["OV-2"][0] == Kind.ADDED
    later = Differences([Agreement], second, second + timedelta(days=1), holds=holds)
    assert len(later) == 0
    factories.AgreementFactory(reference="OV-4", first_day=today - timedelta(days=9), last_day=today)
    ends = between(now(), Agreement, until=now() + timedelta(days=2))
    assert ends == {"OV-4": (Kind.ENDED, [])}
    assert agreement.reference not in ends and draft.reference not in ends


def test_there_and_back_again_is_no_difference_but_is_told():
    party = factories.PartyFactory(name="Heen")
    first = now()
    for name in ("Terug", "Heen"):
        with acting(by=factories.tester(), reason=""):
            Party.objects.filter(pk=party.pk).update(name=name)
    assert between(first, Party) == {"Heen": (Kind.SAME, [])}


def test_the_screen_and_the_file_tell_the_same():
    country = factories.CountryFactory()
    party = factories.PartyFactory(name="=Oud")
    before = now()
    with acting(by=factories.tester(), reason=""):
        Party.objects.filter(pk=party.pk).update(name="Nieuw", country=country)
    auditor = signed_in(AUDITOR)
    asked = {"first": before.isoformat(), "second": "", "register": "party"}
    page = text(auditor.get(URL, asked))
    assert "1 verschil tussen" in page
    assert "Naam: =Oud → Nieuw" in page
    assert reverse("parties:inspect", args=[party.pk]) in page
    file = b"".join(auditor.get(URL, asked | {"export": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file), delimiter=";"))
    assert rows[0][:6] == ["Register", "Gegeven", "Wat", "Veld", "Was", "Werd"]
    assert ["Partij", "Nieuw", "Gewijzigd", "Naam", "'=Oud", "Nieuw"] in [row[:6] for row in rows]
    book = b"".join(auditor.get(URL, asked | {"export": "xlsx"}).streaming_content)
    assert book.startswith(b"PK")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": "31-02-2026"}, "februari 2026 heeft 28 dagen"),
        ({"first": "1-1-2026", "second": "1-1-2025"}, "Dit ligt niet na het eerste moment"),
        ({"first": "1-1-2090"}, "Dit moment moet nog komen"),
        ({"first": "1-1-2026", "register": "user"}, "user"),
    ],
)
def test_a_question_that_is_not_understood_is_said(asked, said):
    page = text(signed_in(AUDITOR).get(URL, asked))
    assert 'role="alert"' in page
    assert said in page


def test_nobody_compares_what_he_may_not_view():
    assert refused(signed_in(EDITOR).get(URL))
    first = now()
    factories.SourceFactory(name="Bron A")
    factories.DisclosureFactory(recipient=factories.PartyFactory(name="Organisatie X"))
    page = text(signed_in(CONTRACT_MANAGER).get(URL, {"first": first.isoformat()}))
    assert "Organisatie X" in page
    assert "erstrekking" not in page.split("<main")[-1]
    assert "Bron A" not in page


def test_as_many_questions_for_much_as_for_little():
    auditor = signed_in(AUDITOR)
    first = now()

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            auditor.get(URL, {"first": first.isoformat()})
        return len(questions)

    for _each in range(2):
        factories.AgreementFactory(covers=[factories.PurposeFactory()])
    few = asked()
    for _each in range(20):
        factories.AgreementFactory(covers=[factories.PurposeFactory()])
        factories.TransferFactory()
        factories.ProcessingActivityFactory()
    with acting(by=factories.UserFactory(), reason="Anders"):
        Agreement.objects.update(reference=Concat("reference", Value("-bis")))
    assert asked() <= few + 2
    assert few <= 23
