"""The start page of who looks after contracts: what must be done by when, what is not in order, and its lists."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.agreements.choices import AgreementKind
from sharing.core.periods import amsterdam_day
from sharing.duties.choices import GapKind, Stage, Whose
from sharing.duties.gaps import gap_counts, gap_rows
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return amsterdam_day(timezone.now())


def home(client, query: str = "") -> str:
    return " ".join(text(client.get(reverse("wagtailadmin_home") + query)).split())


def lists(page: str) -> dict[str, tuple[str, str]]:
    """Of every count of the gaps on the page: what it counts to, and where it leads."""
    found = re.findall(r'<a href="([^"]+soort=([\w-]+)[^"]*)"><strong>(\d+)</strong>', page)
    return {kind: (number, address.replace("&amp;", "&")) for address, kind, number in found}


def one_of_each(owner, today) -> None:
    """One record that is not in order of every kind, of this owner."""
    whole = {"contact_name": "Jan", "notice_address": "avg@voorbeeld.example"}
    known = lambda **capacity: factories.PartyFactory(**whole, **capacity)  # noqa: E731
    # A processor whose only agreement is one in which it is not the processor.
    factories.AgreementFactory(
        kind=AgreementKind.COOPERATION, owner=owner, party=known(processor=True), notice_days=None
    )
    factories.AgreementFactory(processing=True, owner=owner, party=known(processor=True), article_28=False)
    factories.AgreementFactory(
        processing=True, owner=owner, party=known(processor=True), last_day=today - timedelta(days=3)
    )
    factories.AgreementFactory(unsigned=True, owner=owner, party=known(client=True))
    factories.AgreementFactory(owner=owner, party=factories.PartyFactory(client=True))
    decision = factories.AdequacyDecisionFactory(ends=today + timedelta(days=200))
    factories.AgreementFactory(
        owner=owner, party=known(client=True, country=decision.country), notice_days=None
    )


class TestTheStartPage:
    @pytest.mark.parametrize(
        ("role", "works"),
        [
            (CONTRACT_MANAGER, True),
            (LAWYER, False),
            (AUDITOR, False),
            (EDITOR, False),
            (ADMINISTRATOR, False),
        ],
    )
    def test_is_for_who_may_change_agreements(self, role, works):
        assert ("Uw werk" in home(signed_in(role))) == works

    def test_groups_what_has_a_day_by_how_near_it_is(self, today):
        client = signed_in(CONTRACT_MANAGER)
        for days, reference in ((-2, "LAAT"), (3, "WEEK"), (20, "MAAND"), (80, "KWARTAAL"), (100, "VER")):
            factories.AgreementFactory(
                reference=reference,
                owner=client.user,
                last_day=today + timedelta(days=days + 40),
                notice_days=40,
            )
        page = home(client)
        order = [
            *("Te laat (1)", "LAAT verlengen", "Binnen 7 dagen (1)", "WEEK opzeggen"),
            *("Binnen 30 dagen (1)", "MAAND opzeggen", "Binnen 90 dagen (1)", "KWARTAAL opzeggen"),
        ]
        places = [page.index(words) for words in order]
        assert places == sorted(places)
        assert "VER opzeggen" not in page
        assert "2 dagen te laat" in page and "LAAT verlengen: opzeggen kan niet meer op tijd" in page

    def test_begins_with_ones_own_and_shows_everybodys_when_asked(self, today):
        client = signed_in(CONTRACT_MANAGER)
        ends = {"last_day": today + timedelta(days=20), "notice_days": None}
        factories.AgreementFactory(reference="MIJN", owner=client.user, **ends)
        factories.AgreementFactory(reference="ANDERS", owner=factories.UserFactory(), **ends)
        assert "MIJN loopt af" in home(client) and "ANDERS" not in home(client)
        ours = home(client, "?van=ons")
        assert "MIJN loopt af" in ours and "ANDERS loopt af" in ours

    def test_begins_with_everybodys_for_who_has_nothing(self, today):
        client = signed_in(CONTRACT_MANAGER)
        factories.AgreementFactory(
            reference="ANDERS", owner=None, last_day=today + timedelta(days=20), notice_days=None
        )
        assert "ANDERS loopt af" in home(client)

    @pytest.mark.parametrize("query", ["?van=", "?van=zij", "?van=%00", "?van=mij&van=ons"])
    def test_a_strange_question_is_no_error(self, query):
        assert "Uw werk" in home(signed_in(CONTRACT_MANAGER), query)

    def test_every_count_opens_the_list_of_what_was_counted(self, today):
        client = signed_in(CONTRACT_MANAGER)
        one_of_each(client.user, today)
        one_of_each(factories.UserFactory(), today)
        for query, whose in (("", Whose.MINE), ("?van=ons", Whose.OURS)):
            counted = lists(home(client, query))
            assert set(counted) == set(GapKind.values)
            for kind, (number, address) in counted.items():
                answer = client.get(address)
                assert answer.context["count"] == int(number), (kind, whose)
                assert f"van={whose.value}" in address

    def test_what_is_in_order_is_said_in_one_line(self):
        page = home(signed_in(CONTRACT_MANAGER))
        assert "In orde: verwerkers hebben een overeenkomst" in page
        assert not lists(page)

    def test_the_groups_lead_to_their_lists(self, today):
        client = signed_in(CONTRACT_MANAGER)
        for days in (3, 4, 50):
            factories.AgreementFactory(
                owner=client.user, last_day=today + timedelta(days=days), notice_days=None
            )
        answer = client.get(f"{reverse('contract_work:index')}?soort={Stage.WEEK.value}&van=mij")
        assert answer.context["count"] == 2

    def test_asks_no_more_for_more(self, today, django_assert_max_num_queries):
        client = signed_in(CONTRACT_MANAGER)
        for _ in range(3):
            one_of_each(client.user, today)
        client.get(reverse("wagtailadmin_home"))
        with django_assert_max_num_queries(25):
            client.get(reverse("wagtailadmin_home"))


class TestGaps:
    def counted(self, today, owner=None) -> dict[str, int]:
        found = gap_counts(on=today, owners={"x": owner})["x"]
        return {kind: number for kind, number in found.items() if number}

    def test_all_are_counted_at_once(self, today, django_assert_num_queries):
        owner = factories.UserFactory()
        one_of_each(owner, today)
        owners = {"mine": owner.pk, "all": None}
        with django_assert_num_queries(1):
            found = gap_counts(on=today, owners=owners)
        assert (
            found["mine"]
            == found["all"]
            == {kind: gap_rows(kind, on=today).count() for kind in GapKind.values}
        )

    def test_nothing_of_a_party_that_is_not_used_any_more(self, today):
        party = factories.PartyFactory(processor=True)
        assert set(self.counted(today)) == {GapKind.NO_AGREEMENT, GapKind.NO_CONTACT}
        with factories.recorded():
            type(party).objects.filter(pk=party.pk).update(active=False)
        assert self.counted(today) == {}

    def test_a_sub_processor_needs_no_agreement_with_us(self, today):
        whole = {"contact_name": "Jan", "notice_address": "x"}
        chain = factories.SubProcessorFactory(party=factories.PartyFactory(processor=True, **whole))
        assert GapKind.NO_AGREEMENT not in self.counted(today)
        with factories.recorded():
            type(chain).objects.filter(pk=chain.pk).update(last_day=today - timedelta(days=1))
        assert self.counted(today)[GapKind.NO_AGREEMENT] == 1

    def test_one_item_that_is_not_met_is_a_gap_and_one_that_does_not_apply_is_none(self, today):
        agreement = factories.AgreementFactory(processing=True)
        assert GapKind.ART_28 not in self.counted(today)
        with factories.recorded():
            agreement.clauses.filter(item="a").update(status="not_applicable")
        assert GapKind.ART_28 not in self.counted(today)
        with factories.recorded():
            agreement.clauses.filter(item="a").update(status="not_met")
        assert self.counted(today)[GapKind.ART_28] == 1

    def test_what_is_mine(self, today):
        me = factories.UserFactory()
        factories.PartyFactory(processor=True)
        assert self.counted(today, me.pk) == {}
        factories.AgreementFactory(
            owner=me,
            unsigned=True,
            party=factories.PartyFactory(client=True, contact_name="J", notice_address="x"),
        )
        assert self.counted(today, me.pk) == {GapKind.UNSIGNED: 1}


class TestTheList:
    @pytest.mark.parametrize("role", [CONTRACT_MANAGER, LAWYER, AUDITOR, ADMINISTRATOR])
    def test_is_for_who_may_see_agreements(self, role):
        assert signed_in(role).get(reverse("contract_work:index")).status_code == 200

    def test_and_for_nobody_else(self):
        assert refused(signed_in(EDITOR).get(reverse("contract_work:index")))

    @pytest.mark.parametrize(
        "query", ["soort=x", "soort=%00&van=%00", "p=999", "p=x", "soort=artikel-28&p=-1"]
    )
    def test_a_strange_question_is_no_error(self, query):
        answer = signed_in(CONTRACT_MANAGER).get(f"{reverse('contract_work:index')}?{query}")
        assert answer.status_code == 200

    @pytest.mark.parametrize("kind", [*GapKind.values, *Stage.values, "termijnen"])
    def test_every_kind_leads_to_its_records(self, kind, today):
        client = signed_in(CONTRACT_MANAGER)
        one_of_each(client.user, today)
        for days in (-2, 3, 20, 80):
            factories.AgreementFactory(
                owner=client.user, last_day=today + timedelta(days=days + 1), notice_days=1
            )
        answer = client.get(f"{reverse('contract_work:index')}?soort={kind}")
        rows = answer.context["table"].data
        assert rows
        first = next(iter(answer.context["table"].columns.values()))
        address = first.get_link_url(rows[0], {})
        assert client.get(address).status_code == 200
