"""The page of a party: what it was when, its agreements, transfers and chains, and how much it received."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sharing.relations.drawing import Period, axis_of, time_axis
from sharing.relations.queries import chains_of, disclosures_per_month
from sharing.roles import AUDITOR, CONTRACT_MANAGER, EDITOR
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


def page(client, party) -> str:
    return text(client.get(reverse("parties:inspect", args=[party.pk])))


class TestPage:
    def test_everything_that_hangs_on_it(self, manager):
        party = factories.PartyFactory(
            processor=True, abroad=True, name="Enquêtebureau", email="", contact_name=""
        )
        factories.AgreementFactory(
            processing=True, reference="VW-1", party=party, last_day=date(2090, 2, 23), owner=manager.user
        )
        factories.TransferFactory(party=party)
        shown = page(manager, party)
        for words in (
            "Hoedanigheid: verwerker",
            "sinds 1 jan 2020",
            "Overeenkomst VW-1",
            "opzeggen uiterlijk 24 jan 2090",
            "8 van 8 geregeld",
            "register-status--in_force",
            "Verenigde Staten",
            "Ontbreekt",
            "In deze maanden is er niets aan deze partij verstrekt.",
        ):
            assert words in shown, words
        assert f"{reverse('agreements:add')}?party={party.pk}" in shown
        assert 'role="img"' in shown and "vandaag" in shown

    def test_as_it_stood_it_is_the_record_alone(self, manager):
        party = factories.PartyFactory(processor=True)
        address = reverse("parties:inspect", args=[party.pk])
        shown = text(manager.get(address, {"peildatum": timezone.localdate().isoformat()}))
        assert "Hoedanigheden" in shown
        assert "Tijdas" not in shown

    def test_who_may_look_sees_no_way_to_change(self):
        party = factories.PartyFactory(processor=True, email="")
        shown = page(signed_in(AUDITOR), party)
        assert "Tijdas" in shown
        assert "toevoegen</a>" not in shown
        assert refused(signed_in(EDITOR).get(reverse("parties:inspect", args=[party.pk])))

    def test_a_name_is_text_in_the_drawing_too(self, manager):
        party = factories.PartyFactory(processor=True, name="<script>alert(1)</script>")
        factories.AgreementFactory(processing=True, party=party, reference="<b>VW</b>")
        assert "<script>alert(1)" not in page(manager, party)
        assert "<b>VW</b>" not in page(manager, party)

    def test_as_many_questions_for_much_as_for_little(self, manager):
        def asked(party) -> int:
            address = reverse("parties:inspect", args=[party.pk])
            manager.get(address)
            with CaptureQueriesContext(connection) as questions:
                manager.get(address)
            return len(questions)

        little = factories.PartyFactory(processor=True, abroad=True)
        factories.AgreementFactory(processing=True, party=little)
        factories.TransferFactory(party=little)
        much = factories.PartyFactory(processor=True, abroad=True)
        for number in range(15):
            agreement = factories.AgreementFactory(processing=True, party=much)
            factories.SubProcessorFactory(agreement=agreement)
            factories.TransferFactory(party=much, first_day=date(2020, 1, 1 + number))
            factories.SubProcessorFactory(party=much)
            factories.DisclosureFactory(recipient=much)
        assert asked(much) <= asked(little) + 2
        assert asked(much) < 25


class TestChains:
    def test_both_ways_to_any_depth(self):
        here = factories.PartyFactory(processor=True, name="Hier")
        own = factories.AgreementFactory(processing=True, party=here, reference="VW-EIGEN")
        first = factories.SubProcessorFactory(agreement=own, party__name="Onder")
        factories.SubProcessorFactory(agreement=own, party__name="Dieper", parent=first, service="Opslag")
        boss = factories.AgreementFactory(processing=True, party__name="Baas", reference="VW-BAAS")
        between = factories.SubProcessorFactory(agreement=boss, party__name="Tussen")
        factories.SubProcessorFactory(agreement=boss, party__name="Ernaast", service="Anders")
        factories.SubProcessorFactory(agreement=boss, party=here, parent=between)
        engages, engaged = chains_of([here.pk], on=TODAY)
        assert [(one.name, one.children[0].name, one.children[0].children[0].name) for one in engages] == [
            ("Hier", "Onder", "Dieper")
        ]
        [top] = engaged
        assert (top.name, [one.name for one in top.children]) == ("Baas", ["Tussen"])
        assert top.children[0].children[0].here

    def test_what_ended_or_was_never_approved_says_so(self, manager):
        here = factories.PartyFactory(processor=True)
        own = factories.AgreementFactory(processing=True, party=here, sub_processor_authorisation="specific")
        factories.SubProcessorFactory(agreement=own, service="Voorbij", last_day=date(2024, 1, 1))
        factories.SubProcessorFactory(agreement=own, service="Zomaar", approved_on=None)
        shown = page(manager, here)
        assert re.search(r"Voorbij.*?Geldt nu niet", shown, re.DOTALL)
        assert re.search(r"Zomaar.*?Niet goedgekeurd", shown, re.DOTALL)


def test_disclosures_are_counted_per_month_on_the_amsterdam_clock():
    party = factories.PartyFactory(client=True)
    for moment in ("2026-10-31T22:30:00Z", "2026-10-31T23:30:00Z", "2024-01-01T12:00:00Z"):
        factories.DisclosureFactory(recipient=party, disclosed_at=moment)
    found = disclosures_per_month([party.pk], on=TODAY)
    assert len(found) == 13
    assert [number for _month, number in found[-2:]] == [1, 1]
    assert sum(number for _month, number in found) == 2


class TestDrawing:
    def test_bars_stand_in_per_cent_on_whole_years(self):
        bars = [Period("capacity", "Rol", "sinds", date(2026, 1, 1), None)]
        assert axis_of(bars, TODAY) == (date(2026, 1, 1), date(2027, 12, 31))
        drawn = time_axis(bars, today=TODAY, title="Tijdas")
        assert 'x="0.0%"' in drawn and 'width="100.0%"' in drawn
        assert "viewBox" not in drawn and "2027" in drawn

    def test_a_period_before_the_axis_ends_is_seen_however_short(self):
        short = Period("transfer", "Doorgifte", "één dag", date(2026, 5, 1), date(2026, 5, 1))
        long = Period("capacity", "Rol", "", date(1995, 1, 1), date(2100, 12, 31))
        drawn = time_axis([long, short], today=TODAY, title="Tijdas")
        assert 'width="0.4%"' in drawn
