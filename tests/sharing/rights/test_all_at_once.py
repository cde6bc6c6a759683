"""What a step on a request would refuse is told with what else is wrong: nobody is sent back a second time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from sharing.access.choices import LAWYER
from sharing.core.periods import amsterdam_day
from sharing.core.records import version_of
from sharing.models import RightsRequest
from tests import factories as make
from tests.sharing.rights.test_recipient_screens import filled_in as chosen
from tests.sharing.rights.test_screens import AT, RECEIVED, address, filled_in, request_of, signed_in, words

pytestmark = pytest.mark.django_db
NUMBER = "Hierin staat een dossiernummer"
AHEAD = "moet nog komen"
BEFORE = "ligt voor de dag waarop het verzoek binnenkwam"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(AT, tick=False):
        yield


def told(name: str, request: RightsRequest, **values: Any) -> str:
    given = {"version": version_of(RightsRequest, request.pk), **values}
    return words(signed_in(LAWYER).post(address(name, request), given))


@pytest.mark.parametrize(
    ("name", "values", "sentences"),
    [
        ("identity", {"how": "", "on": "10-3-2026", "note": ""}, ["Kies hoe vaststaat", AHEAD]),
        (
            "identity",
            {"how": "not_needed", "on": "31-2-26", "note": ""},
            ["31-2-26", "waarom er geen twijfel"],
        ),
        ("identity", {"how": "", "on": "1-3-26", "note": "Zie d-0001"}, ["Kies hoe", BEFORE, NUMBER]),
        ("identity", {"how": "shown", "on": "1-3-26", "note": "Zie d-0001"}, [BEFORE, NUMBER]),
        (
            "wait",
            {"ground": "identity", "since": "1-3-26", "note": ""},
            ["Schrijf op wat wij vroegen", BEFORE],
        ),
        (
            "extend",
            {"note": "", "told_on": "10-3-26", "told_way": "post"},
            ["waarom het langer duurt", AHEAD],
        ),
        (
            "extend",
            {"note": "Zie d-0001", "told_on": "", "told_way": "post"},
            ["op welke dag de betr", NUMBER],
        ),
    ],
)
def test_of_a_step_before_the_decision(name, values, sentences):
    page = told(name, request_of(), **values)
    for sentence in sentences:
        assert sentence in page


def test_of_the_answer_to_what_we_asked():
    request = request_of()
    make.RightsPauseFactory(request=request, since=AT.date(), until=None)
    page = told("stop_waiting", request, until="8-3-2026", note="")
    assert "Schrijf op wat er binnenkwam" in page and "Wij vroegen het pas op 9 maart 2026" in page


def test_of_a_decision():
    request = request_of(known=True)
    page = told("decide", request, decision="unfounded", note="", provision="", evidence="")
    for sentence in (
        "Schrijf op waarom dit het besluit is",
        "Noem het artikel",
        "Schrijf op waaruit dat blijkt",
    ):
        assert sentence in page


def test_of_an_answer():
    page = told(
        "answered", make.granted_request(received_at=RECEIVED), answered_on="1-3-2026", way="", note=""
    )
    for sentence in ("Kies hoe het antwoord is gegeven", BEFORE, "hoe u hebt geantwoord"):
        assert sentence in page


def test_of_handing_over_a_file():
    request = make.granted_request(kind="portability", received_at=RECEIVED)
    file = make.PortableFileFactory(request=request)
    with time_machine.travel(file.made_at, tick=False):
        lawyer = signed_in(LAWYER)
        given = {
            "delivered_on": f"{amsterdam_day(file.made_at) + timedelta(days=1):%d-%m-%Y}",
            "note": "Zie d-0001",
        }
        given["version"] = version_of(RightsRequest, request.pk)
        url = reverse("rights_requests:portable_person", args=[request.pk, file.pk])
        page = words(lawyer.post(url, given))
    for sentence in ("Kies hoe het bestand is overgedragen", AHEAD, NUMBER):
        assert sentence in page


@pytest.mark.parametrize(
    ("name", "values", "sentences"),
    [
        ("tell", {"told_on": "8-4-26", "way": ""}, [AHEAD, "Van Bèta is geen meldadres bekend"]),
        ("tell", {"told_on": "1-3-26", "way": "email"}, ["kan het niet eerder hebben", "Van Bèta is geen"]),
        ("except", {"exception": "inquiry", "note": ""}, ["niet als autoriteit", "Schrijf op waaruit"]),
    ],
)
def test_of_telling_recipients(name, values, sentences):
    later = datetime(2026, 4, 7, 10, tzinfo=UTC)
    with time_machine.travel(later, tick=False):
        party = make.PartyFactory(name="Bèta", client=True)
        make.DisclosureFactory(number="d-0001", recipient=party, disclosed_at=make.NOON - timedelta(hours=24))
        request = make.granted_request(number="d-0001")
        page = words(chosen(signed_in(LAWYER), name, request, **{"address": ""} | values))
    for sentence in sentences:
        assert sentence in page


def test_of_an_objection_that_names_nobody():
    page = told("record", request_of(kind="objection", known=True), note="")
    assert "Noem bij een bezwaar een ontvanger of een doeleinde" in page
    assert "Dit veld is verplicht" in page or "Vul" in page


def test_of_what_a_complaint_is_about():
    page = told("subject", request_of(kind="complaint"), note="Zie d-0001")
    assert "Noem één verzoek of één verstrekking" in page and NUMBER in page


def test_of_a_new_request():
    given = filled_in(asked="Wat weet u van d-0001?", received_at="31-2-2026")
    page = words(signed_in(LAWYER).post(address("add"), given))
    assert NUMBER in page and "31-2-2026" in page


def test_of_a_correction():
    request = request_of(known=True, identity_on=RECEIVED.date())
    lawyer = signed_in(LAWYER)
    seen = version_of(RightsRequest, request.pk)
    given = {**filled_in(received_at="7-3-2026 10:00", asked="Over d-0001", reason=""), "version": seen}
    page = words(lawyer.post(address("edit", request), given))
    for sentence in ("Op 5 maart 2026 is al iets met dit verzoek gedaan", NUMBER, "Vul in waarom u dit doet"):
        assert sentence in page
