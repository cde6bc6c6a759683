"""Flows that lack a ground or a provision: what counts as missing, the list, and the panel on the start page."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from sharing.core.actor import acting
from sharing.core.periods import amsterdam_day
from sharing.models import GroundsIntroduction
from sharing.reports.flows import lacking_today
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
FLOWS, HOME = reverse("flows:index"), reverse("wagtailadmin_home")


@pytest.fixture(autouse=True)
def counted_anew():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def health():
    return factories.DataCategoryFactory(special=True, name="Gezondheid")


def disclosed(*data, times: int = 1, **facts):
    """So many disclosures of the same flow; gives the last."""
    first = factories.DisclosureFactory(
        data=list(data), disclosed_at=timezone.now() - timedelta(days=3), **facts
    )
    same = {name: getattr(first, name) for name in ("recipient", "purpose", "subject_category", "source")}
    for _number in range(times - 1):
        first = factories.DisclosureFactory(data=list(data), disclosed_at=timezone.now(), **{**facts, **same})
    return first


class TestWhatIsMissing:
    def test_flows_are_counted_once_whatever_ordinary_data_goes_along(self, health):
        name = factories.DataCategoryFactory()
        row = disclosed(health, times=3)
        same = {one: getattr(row, one) for one in ("recipient", "purpose", "subject_category", "source")}
        disclosed(health, name, **same)
        (missing,) = lacking_today()
        assert (missing.category, missing.flow.count, missing.flow.last) == (
            health.code,
            4,
            amsterdam_day(timezone.now()),
        )

    def test_ordinary_data_and_last_year_lack_nothing(self, health):
        disclosed(factories.DataCategoryFactory())
        factories.DisclosureFactory(data=[health], disclosed_at=timezone.now() - timedelta(days=500))
        assert lacking_today() == []

    def test_a_ground_that_covers_it_is_enough_from_its_first_day(self, health):
        row = disclosed(health)
        ground = factories.SensitiveGroundFactory(data_category=health, recipient=row.recipient)
        assert lacking_today() == []
        with acting(by=factories.tester(), reason="Afgelopen"):
            type(ground).objects.update(last_day=date(2021, 1, 1))
        assert len(lacking_today()) == 1

    def test_a_ground_for_the_purpose_above_covers_what_is_below(self, health):
        above = factories.PurposeFactory()
        disclosed(health, purpose=factories.PurposeFactory(parent=above))
        factories.SensitiveGroundFactory(purpose=above)
        assert lacking_today() == []

    def test_consent_is_for_the_gate_but_never_for_a_number(self, health):
        bsn = factories.DataCategoryFactory(national_id=True)
        disclosed(health, bsn, legal_basis="consent")
        assert [missing.category for missing in lacking_today()] == [bsn.code]

    def test_an_obligation_names_a_listed_provision_of_our_law(self):
        disclosed(
            factories.DataCategoryFactory(), legal_basis="legal_obligation", legal_provision="art. 28  wet LB"
        )
        factories.LegalProvisionFactory(citation="Art. 28 Wet LB", foreign=True)
        assert [missing.flow.provision for missing in lacking_today()] == ["art. 28  wet LB"]
        factories.LegalProvisionFactory(citation="Art. 28 Wet LB")
        assert lacking_today() == []

    def test_what_is_done_for_a_client_is_the_clients_to_ground(self, health):
        disclosed(health, on_behalf_of=factories.PartyFactory(client=True))
        assert lacking_today() == []


class TestList:
    def test_it_names_the_flow_and_leads_to_a_filled_in_form(self, health):
        row = disclosed(
            health,
            times=2,
            recipient=factories.PartyFactory(name="Arbodienst", client=True),
            number="d-geheim",
        )
        lawyer = signed_in(LAWYER)
        page = text(lawyer.get(FLOWS))
        assert (
            "Arbodienst" in page and "Grond voor “Gezondheid” (bijzonder)" in page and "d-geheim" not in page
        )
        (shown,) = lawyer.get(FLOWS).context["table"].data
        form = lawyer.get(shown["address"]).context["form"]
        assert form["data_category"].value() == health.pk
        assert form["recipient"].value() == row.recipient_id

    def test_a_provision_is_added_as_it_was_cited(self):
        disclosed(
            factories.DataCategoryFactory(), legal_basis="legal_obligation", legal_provision="art. 28 Wet LB"
        )
        lawyer = signed_in(LAWYER)
        (shown,) = lawyer.get(FLOWS).context["table"].data
        assert "staat niet in de lijst" in shown["lack"]
        assert lawyer.get(shown["address"]).context["form"]["citation"].value() == "art. 28 Wet LB"

    def test_nothing_is_missing(self):
        assert "Er ontbreekt niets" in text(signed_in(LAWYER).get(FLOWS))

    def test_who_sees_it(self, health):
        disclosed(health)
        page = text(signed_in(AUDITOR).get(FLOWS))
        assert "Gezondheid" in page and "Grond toevoegen" not in page
        for role in (EDITOR, CONTRACT_MANAGER, ADMINISTRATOR):
            assert refused(signed_in(role).get(FLOWS)), role

    def test_it_asks_the_database_a_fixed_number_of_times(self, health, django_assert_max_num_queries):
        for _number in range(8):
            disclosed(health)
        lawyer = signed_in(LAWYER)
        lawyer.get(FLOWS)
        with django_assert_max_num_queries(25):
            assert len(lawyer.get(FLOWS).context["table"].data) == 8


class TestPanel:
    @pytest.fixture
    def introduction(self):
        return factories.GroundsIntroductionFactory(
            warn_until=amsterdam_day(timezone.now()) + timedelta(days=9)
        )

    @pytest.mark.parametrize("role", [LAWYER, AUDITOR])
    def test_it_says_until_when_and_how_many(self, role, introduction, health):
        disclosed(health, times=2)
        page = " ".join(text(signed_in(role).get(HOME)).split())
        assert "waarschuwen ontbrekende gronden alleen" in page
        assert "<strong>1</strong> stroom mist er een" in page and FLOWS in page

    @pytest.mark.parametrize("role", [EDITOR, CONTRACT_MANAGER, ADMINISTRATOR])
    def test_not_to_others(self, role, introduction):
        assert "ontbrekende gronden" not in text(signed_in(role).get(HOME))

    def test_not_without_such_a_day_nor_after_it(self, introduction):
        lawyer = signed_in(LAWYER)
        with acting(by=factories.tester(), reason="Eerder klaar"):
            GroundsIntroduction.objects.update(warn_until=amsterdam_day(timezone.now()) - timedelta(days=1))
        assert "ontbrekende gronden" not in text(lawyer.get(HOME))
