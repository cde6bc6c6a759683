"""What a step on a breach would refuse is told with what else is wrong: nobody is sent back a second time."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from sharing.access.choices import LAWYER
from sharing.models import Breach
from tests import factories as make
from tests.sharing.breaches.steps import AT, assessed, registered, reported
from tests.sharing.breaches.test_screens import address, filled_in, sent, signed_in, words

pytestmark = pytest.mark.django_db
NUMBER = "Hierin staat een dossiernummer"
AHEAD = "moet nog komen."


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(AT, tick=False):
        yield


def told(step: str, breach: Breach, **values: Any) -> str:
    return words(signed_in(LAWYER).post(address(step, breach), sent(breach, **values)))


@pytest.mark.parametrize(
    ("step", "values", "sentences"),
    [
        (
            "assess",
            {"risk": "high", "decision": "not_report", "note": ""},
            ["wordt een datalek gemeld", "oordeel ber"],
        ),
        (
            "report",
            {"phase": "", "sent_at": "10-3-2026 12:00", "reference": "", "is_complete": "on"},
            [AHEAD, "Vul het nummer in", "Kies wat voor melding"],
        ),
        (
            "report",
            {"phase": "initial", "sent_at": "6-3-2026 9:00", "reference": "", "is_complete": "on"},
            ["niet eerder gemeld", "Vul het nummer in", "De melding heet volledig"],
        ),
        (
            "persons",
            {"decision": "informed", "on": "1-3-26", "how": "", "note": ""},
            ["niemand is eerder geïnformeerd"],
        ),
        (
            "persons",
            {"decision": "informed", "on": "10-3-26", "how": "", "note": ""},
            ["moet nog komen", "Kies hoe zij zijn", "Schrijf op wat is verteld"],
        ),
    ],
)
def test_of_a_step(step, values, sentences):
    breach = registered()
    if step == "report":
        assessed(breach)
    page = told(step, breach, **values)
    for sentence in sentences:
        assert sentence in page


def test_of_a_step_with_a_dossier_number_in_its_words():
    make.DisclosureFactory(number="d-0001")
    page = told("assess", registered(), risk="", decision="report", note="Van d-0001")
    assert "Kies hoe groot het risico is" in page and NUMBER in page


def test_of_telling_a_client():
    breach = registered(on_behalf_of=make.PartyFactory(name="Gemeente"))
    page = told("client", breach, told_at="10-3-2026 9:00", how="", note="")
    assert AHEAD in page and "Kies hoe het is gemeld" in page


def test_of_the_questions_of_the_form():
    make.DisclosureFactory(number="d-0001")
    page = told("answers", registered(), reason="", receivers="De ouders van d-0001")
    assert "Vul in waarom u dit doet" in page and NUMBER in page


def test_of_a_new_breach():
    given = filled_in(aware_at="31-2-2026", facts="Van d-0001", title="")
    make.DisclosureFactory(number="d-0001")
    page = words(signed_in(LAWYER).post(address("add"), given))
    assert "31-2-2026" in page and NUMBER in page


def test_of_a_correction():
    writer, lawyer = make.UserFactory(role=LAWYER), Client()
    lawyer.force_login(writer)
    breach = registered(by=writer)
    given = filled_in(aware_at="8-3-2026 10:00", reason="") | sent(breach)
    page = words(lawyer.post(address("edit", breach), given))
    assert "Dat het later was, legt een collega vast" in page and "Vul in waarom u dit doet" in page


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        (
            {"occurred_from": "6-3-2026 9:00", "occurred_until": "5-3-2026 9:00"},
            "occurred_until",
            "5 maart 2026 om 09:00 ligt voor “Begonnen op” (6 maart 2026 om 09:00)",
        ),
        ({"occurred_from": "6-3-2026 17:00"}, "aware_at", "wordt niet bekend voordat het begint"),
        ({"told_by_knew_at": "6-3-2026 9:00"}, "told_by", "Kies welke verwerker het was"),
    ],
)
def test_what_came_before_what_is_told_at_its_field(values, field, sentence):
    errors = signed_in(LAWYER).post(address("add"), filled_in(**values)).context["form"].errors
    assert set(errors) == {field} and sentence in errors[field][0]


def test_of_closing_is_asked_what_came_of_it():
    breach = registered()
    assessed(breach)
    reported(breach)
    page = told("close", breach, note="")
    assert "Conclusie" in page and "Schrijf op wat de uitkomst is" in page
