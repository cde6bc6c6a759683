"""The list from the register: what stands on it, what never does, and what a correction leaves behind."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from sharing.core.actor import acting
from sharing.models import Agreement
from sharing.recipients.choices import ChangeKind
from sharing.recipients.queries import public_list
from tests import factories as make

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 27)
PROCESSORS = ["processor"]


def changed(record, **values) -> None:
    """Change a record by hand; the database writes down that it was today."""
    with acting(by=make.tester(), reason="Proef"):
        type(record).objects.filter(pk=record.pk).update(**values)
    record.refresh_from_db()


@pytest.fixture(autouse=True)
def eea():
    for code in ("NL", "DE"):
        make.EeaMembershipFactory(country=make.CountryFactory(code=code))


@pytest.fixture
def hosting() -> Agreement:
    return make.AgreementFactory(
        processing=True,
        party__name="Wolkbouwers",
        description="Hosting van de website",
        description_en="Hosting of the website",
        signed_on=date(2021, 1, 1),
        first_day=date(2021, 2, 1),
    )


def listed(on: date = ON, capacities=PROCESSORS):
    return public_list(on=on, capacities=capacities).recipients


def told(on: date = ON, capacities=PROCESSORS):
    found = public_list(on=on, capacities=capacities).changes
    return [(one.day, one.kind, one.name, one.before_words, one.after_words) for one in found]


def test_a_processor_with_service_country_and_whom_it_engages(hosting):
    india = make.PartyFactory(name="Helpdesk", country=make.CountryFactory(code="IN", name="India"))
    make.SubProcessorFactory(agreement=hosting, party=india, service="Vragen beantwoorden")
    make.TransferFactory(party=india)
    (one,) = listed()
    assert (one.name, one.service.words, one.country, one.safeguard) == (
        "Wolkbouwers",
        "Hosting van de website",
        "NL",
        "",
    )
    assert one.since == date(2021, 2, 1)
    (below,) = one.sub_processors
    assert (below.name, below.service.words, below.country_name) == (
        "Helpdesk",
        "Vragen beantwoorden",
        "India",
    )
    assert below.safeguard == "Modelcontractbepalingen, module 2 (art. 46)"


def test_in_english_with_what_stands_in_dutch_only_marked(hosting):
    make.SubProcessorFactory(agreement=hosting, service="Opslag")
    with translation.override("en"):
        (one,) = listed()
    assert (one.service.words, one.service.dutch) == ("Hosting of the website", False)
    assert (one.sub_processors[0].service.words, one.sub_processors[0].service.dutch) == ("Opslag", True)


def test_no_draft_nobody_to_come_and_nobody_who_was_left_out(hosting):
    make.AgreementFactory(processing=True, unsigned=True)
    make.AgreementFactory(processing=True, first_day=date(2027, 1, 1), signed_on=date(2026, 1, 1))
    make.SubProcessorFactory(agreement=hosting, first_day=date(2027, 1, 1))
    make.SubProcessorFactory(
        agreement=hosting,
        approved_on=None,
        objected_on=date(2026, 5, 1),
        objection_reason="Niet nodig",
        objection_outcome="not_engaged",
    )
    found = public_list(on=ON, capacities=PROCESSORS)
    assert [one.name for one in found.recipients] == ["Wolkbouwers"]
    assert found.recipients[0].sub_processors == () and found.changes == ()


def test_from_its_first_day_on(hosting):
    changed(hosting, first_day=ON)
    assert listed(date(2026, 11, 26)) == () and told(date(2026, 11, 26)) == []
    assert told() == [(ON, ChangeKind.ADDED, "Wolkbouwers", "", "")]


def test_only_the_capacities_that_are_asked_for(hosting):
    make.PartyFactory(name="Gemeente", client=True)
    make.PartyFactory(name="Inspectie", authority=True)
    make.PartyFactory(name="Zonder overeenkomst", processor=True)
    assert [one.name for one in listed(capacities=["client", "processor"])] == ["Gemeente", "Wolkbouwers"]
    assert listed(capacities=[]) == ()


def test_an_end_that_was_a_mistake_leaves_nothing_behind(hosting):
    changed(hosting, terminated_per=date(2026, 3, 31))
    assert told() == [(date(2026, 4, 1), ChangeKind.ENDED, "Wolkbouwers", "", "")]
    changed(hosting, terminated_per=None)
    assert told() == [] and len(listed()) == 1


def test_another_country_on_the_day_on_which_it_was_recorded(hosting):
    party, today = hosting.party, timezone.localdate()
    changed(party, country=make.CountryFactory(code="US"))
    assert told(today) == [
        (today, ChangeKind.COUNTRY, "Wolkbouwers", "Nederland", "Verenigde Staten van Amerika"),
        (today, ChangeKind.SAFEGUARD, "Wolkbouwers", "", "Geen waarborg vastgelegd"),
    ]
    make.TransferFactory(party=party, first_day=today, assessed_on=today)
    assert told(today)[-1][3:] == ("", "Modelcontractbepalingen, module 2 (art. 46)")
    assert listed(today)[0].country == "US"


def test_a_slip_that_was_mended_on_the_same_day_is_no_change(hosting):
    for code in ("DE", "NL"):
        changed(hosting.party, country=make.CountryFactory(code=code))
    assert told(timezone.localdate()) == []


def test_another_safeguard_from_the_day_on_which_the_decision_ends():
    make.AgreementFactory(
        processing=True,
        party=(party := make.PartyFactory(abroad=True, name="Wolk")),
        first_day=date(2021, 1, 1),
    )
    make.AdequacyDecisionFactory(
        country=party.country,
        scope="",
        reference="Proefbesluit",
        adopted=date(2023, 7, 10),
        ends=date(2026, 6, 30),
    )
    make.TransferFactory(party=party)
    assert told() == [
        (
            date(2026, 7, 1),
            ChangeKind.SAFEGUARD,
            "Wolk",
            "Adequaatheidsbesluit Proefbesluit (art. 45)",
            "Modelcontractbepalingen, module 2 (art. 46)",
        )
    ]


def test_a_country_of_a_sub_processor_too(hosting):
    link = make.SubProcessorFactory(agreement=hosting, party__name="Opslag BV")
    changed(link, country=make.CountryFactory(code="DE", name="Duitsland"))
    (one,) = public_list(on=timezone.localdate(), capacities=PROCESSORS).changes
    assert (one.name, one.engaged_by, one.before, one.after) == ("Opslag BV", "Wolkbouwers", "NL", "DE")


def test_as_many_questions_for_many_as_for_one(hosting):
    make.SubProcessorFactory(agreement=hosting)
    with CaptureQueriesContext(connection) as few:
        listed()
    for _number in range(5):
        agreement = make.AgreementFactory(processing=True, party=make.PartyFactory(abroad=True))
        make.SubProcessorFactory(agreement=agreement)
        make.TransferFactory(party=agreement.party)
    with CaptureQueriesContext(connection) as many:
        assert len(listed()) == 6
    assert len(many) <= len(few) + 2 < 16
