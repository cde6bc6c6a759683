"""What a step would refuse is told with what else is wrong: nobody is sent back a second time."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from sharing.access.choices import LAWYER
from tests import factories as make
from tests.sharing.consents.test_admin import seen
from tests.sharing.core.visitors import signed_in, text

pytestmark = pytest.mark.django_db
UNTIL = datetime(2026, 3, 1, 12, tzinfo=UTC)


def told(name: str, record: Any, **values: Any) -> str:
    lawyer, url = signed_in(LAWYER), reverse(name, args=[record.pk])
    return text(lawyer.post(url, values | seen(lawyer, url)))


def test_of_a_withdrawal():
    url = reverse("consents:withdraw", args=[make.ConsentFactory().pk])
    page = text(signed_in(LAWYER).post(url, {"withdrawn_at": "1-1-20 9.00", "reason": ""}))
    assert "ligt voor het geven van de toestemming" in page and "Vul in waarom u dit doet" in page


def test_of_a_decision():
    objection = make.ObjectionFactory(
        decision="pending", decided_by=None, in_force_from=UNTIL, in_force_until=UNTIL
    )
    page = told("objections:decide", objection, decision="", in_force_from="1-4-26 9.00", reason="")
    for sentence in ("Kies of u toewijst", "Dit ligt na het einde ervan", "Schrijf op waarom"):
        assert sentence in page


def test_of_the_end_of_a_restriction():
    restriction = make.ObjectionFactory(
        kind="restriction", recipient=None, purpose=None, restriction_ground="c", in_force_from=UNTIL
    )
    given = {"until": "1-1-26 9.00", "informed_on": "2-1-26", "reason": ""}
    page = told("objections:lift", restriction, **given)
    for sentence in (
        "Het einde ligt voor het begin",
        "pas na het einde ingelicht",
        "Vul in waarom u dit doet",
    ):
        assert sentence in page


def test_on_the_minute_that_a_restriction_began_it_may_end():
    began = UNTIL.replace(second=40, microsecond=500_000)
    restriction = make.ObjectionFactory(
        kind="restriction", recipient=None, purpose=None, restriction_ground="c", in_force_from=began
    )
    lawyer, url = signed_in(LAWYER), reverse("objections:lift", args=[restriction.pk])
    given = {"until": "1-3-26 13.00", "informed_on": "1-3-26", "reason": "Opgelost"}
    assert lawyer.post(url, given | seen(lawyer, url)).status_code == 302
    restriction.refresh_from_db()
    assert restriction.in_force_until == began


@pytest.mark.parametrize(
    ("kind", "day", "sentence"),
    [
        ("keep", "1-1-26", "1 januari 2026 is voorbij"),
        ("keep", "1-3-2090", "al geheim tot en met 31 december 2099"),
        ("end", "1-1-26", "Met terugwerkende kracht kan niet"),
        ("end", "1-1-2100", "Noem een eerdere dag"),
    ],
)
def test_of_a_decision_on_secrecy(kind, day, sentence):
    request = make.AuthorityRequestFactory(
        confirmed=True, secret=True, secrecy_ground="Onderzoek", secret_until=date(2099, 12, 31)
    )
    page = told("authority_requests:secrecy", request, kind=kind, last_day=day, reason="")
    assert sentence in page and "Vul in waarom u dit doet" in page


def test_of_what_an_authority_asks():
    make.DisclosureFactory(number="d-0001")
    given = {"asked": "Alles over d-0001", "received_on": "31-2-26", "reason": ""}
    given |= {"documents-TOTAL_FORMS": "0", "documents-INITIAL_FORMS": "0"}
    page = text(signed_in(LAWYER).post(reverse("authority_requests:add"), given))
    for sentence in ("Hierin staan dossiernummers", "31-2-26", "Vul in waarom u dit doet"):
        assert sentence in page
