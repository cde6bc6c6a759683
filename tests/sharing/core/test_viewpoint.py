"""What stood in the register, and what held: two questions about one day."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from sharing.core.actor import acting
from sharing.core.admin.viewpoint import Question, is_dated, viewpoint_in
from sharing.models import Agreement, Country, Disclosure, ImpactAssessment, Party
from sharing.roles import CONTRACT_MANAGER, LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in, text

LIST = reverse("agreements:index")
PARTIES = reverse("parties:index")
LATE = {"peildatum": "01-03-2020"}
HELD = LATE | {"vraag": "gold"}


@pytest.fixture
def manager(db):
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def late(db) -> Agreement:
    """An agreement of 2020 that was recorded today."""
    return factories.AgreementFactory(
        processing=True,
        reference="OV-LAAT",
        first_day=date(2020, 1, 1),
        last_day=date(2020, 12, 31),
        signed_on=date(2020, 1, 1),
    )


def listed(client, query: dict) -> list[str]:
    return [row.reference for row in client.get(LIST, query).context["object_list"]]


def test_what_was_recorded_late_did_not_stand_there_but_held(manager, late):
    assert listed(manager, LATE) == []
    assert listed(manager, HELD) == ["OV-LAAT"]
    assert listed(manager, HELD | {"peildatum": "01-03-2021"}) == []
    assert listed(manager, HELD | {"status": "in_force"}) == ["OV-LAAT"]


@pytest.mark.parametrize(
    ("screen", "query", "said"),
    [
        (PARTIES, LATE, "Op 1 maart 2020 stond hier niets."),
        (PARTIES, {"peildatum": "01-03-2020 14:05"}, "Op 1 maart 2020 om 14:05 stond hier niets."),
        (LIST, LATE | {"vraag": "stond"}, "Op 1 maart 2020 stond hier niets."),
        (LIST, HELD, "Op 1 maart 2020 gold hier niets."),
        (
            LIST,
            LATE | {"status": "in_force"},
            "Er zijn geen overeenkomsten die passen bij wat u zoekt of kiest.",
        ),
        (LIST, {"status": "in_force"}, "Er zijn geen overeenkomsten die passen bij wat u zoekt of kiest."),
        (PARTIES, LATE | {"q": "xyz"}, "Er zijn geen partijen die passen bij wat u zoekt of kiest."),
        (PARTIES, {"q": "xyz"}, "Er zijn geen partijen die passen bij wat u zoekt of kiest."),
    ],
)
def test_an_empty_list_says_why_it_is_empty(manager, screen, query, said):
    shown = text(manager.get(screen, query))
    assert said in shown
    assert "zoekterm passen" not in shown


def test_of_a_day_to_come_it_is_not_said_what_stood_there(manager):
    assert "hier niets" not in text(manager.get(PARTIES, {"peildatum": "31-12-2098"}))


def test_an_unsigned_agreement_held_on_no_day(manager):
    factories.AgreementFactory(signed_on=None, first_day=date(2020, 1, 1))
    assert listed(manager, HELD) == []


def test_a_party_held_when_a_capacity_did(manager):
    factories.PartyFactory(name="Toen")
    party = factories.PartyFactory(name="Later")
    factories.PartyCapacityFactory(party=party, first_day=date(2021, 1, 1), last_day=None)
    there = manager.get(reverse("parties:index"), {"peildatum": "01-03-2022", "vraag": "gold"})
    assert [row.name for row in there.context["object_list"]] == ["Later"]


@pytest.mark.parametrize("query", [LATE | {"peildatum": "31-12-2098"}, HELD])
def test_nothing_is_added_or_changed_there(manager, late, query):
    usual = text(manager.get(LIST))
    assert reverse("agreements:add") in usual
    page = text(manager.get(LIST, query))
    assert reverse("agreements:add") not in page
    assert "Terug naar de stand van nu" in page
    record = reverse("agreements:inspect", args=[late.pk])
    steps = [reverse(f"agreements:{name}", args=[late.pk]) for name in ("edit", "chain", "copy")]
    assert all(step in text(manager.get(record)) for step in steps)
    shown = text(manager.get(record, query))
    assert not any(step in shown for step in (*steps, reverse("agreements:add_document", args=[late.pk])))


def test_every_row_leads_on_with_the_same_question(manager, late):
    page = text(manager.get(LIST, HELD))
    address = reverse("agreements:inspect", args=[late.pk])
    assert f"{address}?peildatum=01-03-2020&amp;vraag=gold" in page
    assert "Wat gold op 1 maart 2020, zoals we het nu weten." in text(manager.get(address, HELD))


def test_a_record_that_did_not_hold_that_day_says_so(manager, late):
    address = reverse("agreements:inspect", args=[late.pk])
    said = "Op deze dag gold dit niet"
    assert said not in text(manager.get(address, HELD))
    assert said in text(manager.get(address, HELD | {"peildatum": "01-03-2021"}))


def test_the_page_of_a_party_tells_what_held_with_all_that_hangs_on_it(manager, late):
    address = reverse("parties:inspect", args=[late.party_id])
    page = text(manager.get(address, HELD))
    assert "OV-LAAT" in page
    assert "1 mrt 2020</text>" in page and "vandaag" not in page.split("<main")[-1]
    assert reverse("agreements:add") not in page.split("<main")[-1]
    assert "OV-LAAT" not in text(manager.get(address, LATE))


def test_a_time_of_the_day_counts(manager):
    party = factories.PartyFactory(name="Ochtend")
    before = datetime.now(UTC)
    with acting(by=factories.tester(), reason=""):
        Party.objects.filter(pk=party.pk).update(name="Middag")
    address = reverse("parties:inspect", args=[party.pk])
    assert "Middag" in text(manager.get(address, {"peildatum": (before + timedelta(days=1)).isoformat()}))
    assert "Stand van 1 maart 2020 om 14:05" in text(manager.get(address, {"peildatum": "1-3-2020 14.05"}))


def test_a_day_to_come_promises_nothing_of_what_will_stand_there(manager, late):
    assert "Die dag moet nog komen" in text(manager.get(LIST, {"peildatum": "01-01-2098"}))
    assert "Wat gold op 1 januari 2098" in text(manager.get(LIST, HELD | {"peildatum": "01-01-2098"}))


@pytest.mark.parametrize("address", [LIST, "/beheer/bewaartermijnen/", reverse("parties:index")])
def test_a_file_says_on_each_row_of_which_moment_it_is(manager, late, address):
    factories.RetentionTermFactory(first_day=date(2020, 1, 1))
    answer = manager.get(address, HELD | {"export": "csv"})
    assert "-gold-2020-03-01.csv" in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0][-1] == "Peildatum"
    assert {row[-1] for row in rows[1:]} == {"Wat gold op 1 maart 2020, zoals we het nu weten."}
    now = b"".join(manager.get(address, {"export": "csv"}).streaming_content).decode()
    assert "Peildatum" not in now


def test_the_second_question_is_asked_of_what_is_dated_only(db):
    assert is_dated(Agreement) and is_dated(Party)
    assert not any(map(is_dated, (Country, Disclosure, ImpactAssessment)))
    asked = {"peildatum": "1-3-2020", "vraag": "gold"}
    assert viewpoint_in(asked, dated=False).question == Question.STOOD
    assert viewpoint_in(asked, dated=True).moment is None
    lawyer = signed_in(LAWYER)
    page = text(lawyer.get(reverse("disclosures:index"), asked))
    assert "Wat gold op" not in page and "Wat wilt u weten" not in page


@pytest.mark.parametrize("question", ["", "onzin", "gold\x00"])
def test_a_question_that_nobody_knows_is_the_first(question):
    assert viewpoint_in({"peildatum": "1-3-2020", "vraag": question}, dated=True).question == Question.STOOD
