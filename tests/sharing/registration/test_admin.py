"""The path on the screens: from the start page, left halfway, taken up, and what readers see of it."""

import re
from datetime import date, timedelta

import lxml.html
import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.agreements.choices import Article28Item
from sharing.core.periods import amsterdam_day
from sharing.models import Agreement, AgreementDocument, Party
from sharing.registration.choices import Step
from sharing.registration.queries import facts_of_parties, registrations
from sharing.registration.rules import first_open, standings
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.questions import at_most
from tests.sharing.agreements.screens import filled
from tests.sharing.core.visitors import party_form, refused, rows_of, signed_in, text, version_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def inside(db):
    factories.EeaMembershipFactory(country=factories.CountryFactory(code="NL"))


@pytest.fixture
def today():
    return amsterdam_day(timezone.now())


def shown(answer) -> str:
    return " ".join(text(answer).split())


def home(client, query: str = "") -> str:
    page = shown(client.get(reverse("wagtailadmin_home") + query))
    return page[page.index('id="in-registratie"') :].partition("</section>")[0]


def step_of(party, step: Step) -> str:
    return reverse("registration:step", args=[party.pk, step.value])


def standing(party, today) -> Step:
    return first_open(standings(facts_of_parties([party], on=today)[party.pk]))


def agreement_form(party, reference="VW-1", **changes) -> dict:
    lists = {
        "party": party,
        "purpose": factories.PurposeFactory(),
        "data": factories.DataCategoryFactory(),
    }
    return filled(lists, reference=reference, **changes)


class TestAlongThePath:
    def test_it_begins_as_a_processor_from_today_on(self, today):
        client = signed_in(CONTRACT_MANAGER)
        new = reverse("registration:new")
        assert new in home(client)
        assert new in text(client.get(reverse("parties:index")))
        page = client.get(new)
        assert page.context["form"].formsets["capacities"].forms[0].instance.capacity == "processor"
        assert 'aria-current="step"' in text(page)
        sent = party_form(name="Wolk BV", code="wolk") | rows_of(
            "capacities",
            [{"id": "", "capacity": "processor", "first_day": str(today), "last_day": ""}],
            existing=1,
        )
        saved = client.post(new, sent)
        party = Party.objects.get(code="wolk")
        assert [one.capacity for one in party.capacities.all()] == ["processor"]
        assert saved["Location"] == step_of(party, Step.AGREEMENT)

    def test_without_that_capacity_one_stays_at_the_first_step(self):
        client = signed_in(CONTRACT_MANAGER)
        saved = client.post(reverse("registration:new"), party_form(name="Wolk BV", code="wolk"))
        party = Party.objects.get(code="wolk")
        assert saved["Location"] == step_of(party, Step.PARTY)
        assert "nog geen hoedanigheid van verwerker" in shown(client.get(saved["Location"]))

    def test_what_is_wrong_is_said_and_stores_nothing(self):
        client = signed_in(CONTRACT_MANAGER)
        answer = client.post(reverse("registration:new"), party_form(name="", code="wolk"))
        assert answer.status_code == 200
        assert "register-path" in text(answer)
        assert not Party.objects.filter(code="wolk").exists()

    def test_the_agreement_is_made_with_this_party_and_clauses_come_next(self):
        client, party = signed_in(CONTRACT_MANAGER), factories.PartyFactory(processor=True)
        page = client.get(step_of(party, Step.AGREEMENT))
        form = page.context["form"]
        assert str(form["kind"].value()) == "processing_agreement"
        assert form["owner"].value() == client.user.pk
        saved = client.post(step_of(party, Step.AGREEMENT), agreement_form(party))
        assert saved["Location"] == step_of(party, Step.CLAUSES)
        assert Agreement.objects.get(reference="VW-1").party == party

    def test_a_step_shows_its_own_part_and_sends_the_others_along(self):
        agreement = factories.AgreementFactory(processing=True)
        client = signed_in(CONTRACT_MANAGER)
        page = text(client.get(step_of(agreement.party, Step.CLAUSES)))
        assert re.search(r'<section aria-label="Artikel 28">', page)
        assert re.search(r'<section aria-label="Partij en looptijd" hidden>', page)

    def test_parts_of_an_agreement_lead_to_the_agreement_first(self):
        client, party = signed_in(CONTRACT_MANAGER), factories.PartyFactory(processor=True)
        for step in (Step.CLAUSES, Step.SUB_PROCESSORS, Step.DOCUMENTS):
            assert client.get(step_of(party, step))["Location"] == step_of(party, Step.AGREEMENT)

    def test_the_whole_chain_is_entered_on_its_own_screen_and_leads_back(self):
        agreement = factories.AgreementFactory(processing=True)
        client, step = signed_in(CONTRACT_MANAGER), step_of(agreement.party, Step.SUB_PROCESSORS)
        page = text(client.get(step))
        [chain] = re.findall(r'href="([^"]*/keten/[^"]*)"', page)
        assert (
            step.replace("/", "%2F")
            in re.findall(r'href="([^"]*/plakken/[^"]*)"', text(client.get(chain)))[0]
        )
        row = {"party": factories.PartyFactory(code="datacentrum").code, "service": "Opslag", "country": "NL"}
        given = {"reason": "Opgave", "version": version_in(client, chain)}
        assert client.post(chain, given | rows_of("rijen", [row], existing=0))["Location"] == step
        assert agreement.sub_processors.get().service == "Opslag"
        elsewhere = chain.split("?")[0] + "?terug=//elders.example/"
        assert "elders.example" not in text(client.get(elsewhere))

    def test_abroad_a_transfer_is_asked_then_its_assessment(self, today):
        party = factories.PartyFactory(processor=True, abroad=True)
        factories.AgreementFactory(processing=True, party=party)
        client = signed_in(CONTRACT_MANAGER)
        page = client.get(step_of(party, Step.TRANSFERS))
        assert page.context["form"]["mechanism"]
        assert (page.context["form"]["party"].value(), page.context["form"]["country"].value()) == (
            party.pk,
            "US",
        )
        factories.TransferFactory(party=party, country=party.country, assessed_on=None)
        page = client.get(step_of(party, Step.TRANSFERS))
        assert page.context["form"]["conclusion"]
        saved = client.post(
            step_of(party, Step.TRANSFERS),
            {
                "party": party.pk,
                "country": "US",
                "assessed_on": str(today),
                "conclusion": "positive",
                "reason": "Beoordeeld",
            },
        )
        assert saved["Location"] == step_of(party, Step.DOCUMENTS)

    def test_a_transfer_that_does_not_do_is_mended_and_not_doubled(self):
        party = factories.PartyFactory(processor=True, abroad=True)
        factories.AgreementFactory(processing=True, party=party)
        incomplete = factories.TransferFactory(party=party, mechanism="adequacy", assessed_on=None)
        client, step = signed_in(CONTRACT_MANAGER), step_of(party, Step.TRANSFERS)
        (there,) = client.get(step).context["there"]
        assert there["url"].startswith(reverse("transfers:edit", args=[incomplete.pk]))
        page = lxml.html.fromstring(client.get(there["url"]).content)
        (form,) = page.xpath(f'//form[@action="{there["url"]}"]')
        form.fields["scope"], form.fields["reason"] = "Reservekopieën", "Aangevuld"
        assert client.post(form.action, dict(form.form_values()))["Location"] == step

    def test_a_country_inside_needs_no_transfer_and_the_last_step_says_so(self):
        client = signed_in(CONTRACT_MANAGER)
        party = factories.AgreementFactory(processing=True).party
        last = client.get(step_of(party, Step.TRANSFERS))
        assert last["Location"] == reverse("registration:show", args=[party.pk])
        page = shown(client.get(last["Location"]))
        assert "Niet nodig.</strong> Er is geen land buiten de EER bij betrokken." in page
        assert "Verder bij: Documenten" in page

    def test_two_who_do_the_same_step_lose_nothing(self):
        first, second = signed_in(CONTRACT_MANAGER), signed_in(CONTRACT_MANAGER)
        party = factories.PartyFactory(processor=True)
        address, sent = step_of(party, Step.AGREEMENT), agreement_form(party)
        first.get(address)
        second.get(address)
        first.post(address, sent)
        both = second.post(address, sent | {"reference": "VW-2"}, follow=True)
        assert {one.reference for one in party.agreements.all()} == {"VW-1", "VW-2"}
        assert any("VW-1" in str(one) for one in both.context["messages"])  # that they overlap is told

    def test_a_form_is_about_the_agreement_it_was_opened_with(self):
        client, party = signed_in(CONTRACT_MANAGER), factories.PartyFactory(processor=True)
        own = factories.AgreementFactory(processing=True, party=party, article_28=False)
        address = step_of(party, Step.CLAUSES)
        opened = client.get(address).context
        factories.AgreementFactory(processing=True, party=party)  # is further by now
        sent = agreement_form(party, reference=own.reference) | {
            "version": opened["form"]["version"].value(),
            "item_a": "met",
            "signed_on": str(own.signed_on),
            "first_day": str(own.first_day),
            "notice_days": 30,
            "coverage": "correction",
        }
        client.post(opened["action_url"], sent)
        assert own.clauses.get(item="a").status == "met"
        other = factories.AgreementFactory(processing=True)
        assert client.post(f"{address}?overeenkomst={other.pk}", sent).status_code == 404


class TestWhatIsUnderWay:
    def test_it_is_taken_up_where_it_was_left(self, today):
        client, party = signed_in(CONTRACT_MANAGER), factories.PartyFactory(processor=True, name="Wolk BV")
        page = home(client, "?van=ons")
        assert "Wolk BV" in page
        assert f'href="{step_of(party, Step.AGREEMENT)}">Verder bij: Overeenkomst' in page
        agreement = factories.AgreementFactory(processing=True, article_28=False, party=party)
        assert f'href="{step_of(party, Step.CLAUSES)}">Verder bij: Bepalingen' in home(client, "?van=ons")
        for item in Article28Item.values:
            factories.Article28ClauseFactory(agreement=agreement, item=item)
        assert standing(party, today) == Step.DOCUMENTS
        with factories.recorded():
            AgreementDocument.objects.create(agreement=agreement, title="VW", file="vw.pdf", sha256="0" * 64)
        assert standing(party, today) == Step.DONE
        assert "Wolk BV" not in home(client, "?van=ons")

    def test_mine_is_what_i_look_after_or_added(self):
        client = signed_in(CONTRACT_MANAGER)
        other = factories.PartyFactory(processor=True, name="Van een ander")
        factories.AgreementFactory(
            processing=True, owner=client.user, party=factories.PartyFactory(processor=True, name="Van mij")
        )
        client.post(
            reverse("registration:new"),
            party_form(name="Door mij", code="door-mij")
            | rows_of("capacities", [{"capacity": "processor", "first_day": "2026-01-01", "last_day": ""}]),
        )
        page = home(client)
        assert "Van mij (2)" in page and "Van ons (3)" in page
        assert "Door mij" in page and other.name not in page
        assert other.name in home(client, "?van=ons")

    @pytest.mark.parametrize("why", ["client", "ended", "inactive", "sub-processor"])
    def test_what_is_no_registration(self, why, today):
        if why == "client":
            factories.PartyFactory(client=True)
        elif why == "ended":
            factories.AgreementFactory(processing=True, last_day=today - timedelta(days=1))
        elif why == "inactive":
            factories.PartyFactory(processor=True, active=False)
        elif why == "merged":
            factories.PartyFactory(
                processor=True, merged_into=factories.PartyFactory(client=True, active=False)
            )
        else:
            agreement = factories.AgreementFactory(processing=True)
            link = factories.PartyFactory(processor=True)
            factories.SubProcessorFactory(agreement=agreement, party=link)
            assert [one.party for one in registrations(on=today, person=0)] == [agreement.party]
            return
        assert registrations(on=today, person=0) == []

    def test_a_capacity_and_an_agreement_that_are_to_begin_count(self, today):
        party = factories.PartyFactory()
        later = today + timedelta(days=30)
        factories.PartyCapacityFactory(party=party, capacity="processor", first_day=later)
        factories.AgreementFactory(processing=True, party=party, first_day=later)
        assert standing(party, today) == Step.DOCUMENTS
        assert [one.party for one in registrations(on=today, person=0)] == [party]

    def test_a_sub_processor_abroad_opens_the_step_of_transfers(self, today):
        agreement = factories.AgreementFactory(processing=True)
        factories.SubProcessorFactory(agreement=agreement, party=factories.PartyFactory(abroad=True))
        with factories.recorded():
            AgreementDocument.objects.create(agreement=agreement, title="VW", file="vw.pdf", sha256="0" * 64)
        assert standing(agreement.party, today) == Step.TRANSFERS
        assert [one.party for one in registrations(on=today, person=0)] == [agreement.party]

    def test_a_sub_processor_that_is_not_approved_keeps_it_open(self, today):
        agreement = factories.AgreementFactory(processing=True, sub_processor_authorisation="specific")
        link = factories.SubProcessorFactory(agreement=agreement, approved_on=None)
        assert standing(agreement.party, today) == Step.SUB_PROCESSORS
        with factories.recorded():
            link.approved_on = date(2024, 1, 1)
            link.save()
        assert standing(agreement.party, today) == Step.DOCUMENTS

    def test_many_take_few_questions(self, today):
        for _number in range(6):
            agreement = factories.AgreementFactory(processing=True)
            factories.SubProcessorFactory(agreement=agreement, party=factories.PartyFactory(abroad=True))
        with at_most(12):
            assert len(registrations(on=today, person=0)) == 6
        client = signed_in(CONTRACT_MANAGER)
        home(client)
        with at_most():
            home(client)


class TestWhoSeesWhat:
    @pytest.mark.parametrize(
        ("role", "sees", "walks"),
        [
            (CONTRACT_MANAGER, True, True),
            (LAWYER, True, False),
            (AUDITOR, True, False),
            (ADMINISTRATOR, True, False),
            (EDITOR, False, False),
        ],
    )
    def test_readers_see_the_state_and_no_buttons(self, role, sees, walks):
        client, party = signed_in(role), factories.PartyFactory(processor=True, name="Wolk BV")
        step, show = step_of(party, Step.AGREEMENT), reverse("registration:show", args=[party.pk])
        for address in (reverse("registration:index"), show):
            answer = client.get(address)
            assert refused(answer) != sees
            if sees:
                assert ("Nieuwe verwerker registreren" in text(answer) or step in text(answer)) == walks
                assert "verwerkersovereenkomst" in text(answer)
        assert refused(client.get(step)) != walks
        assert refused(client.get(reverse("registration:new"))) != walks

    @pytest.mark.parametrize("step", ["onzin", "klaar"])
    def test_an_address_that_is_no_step(self, step):
        client, party = signed_in(CONTRACT_MANAGER), factories.PartyFactory(processor=True)
        answer = client.get(reverse("registration:step", args=[party.pk, step]))
        assert answer.status_code == (302 if step == "klaar" else 404)
        assert client.get(reverse("registration:show", args=[party.pk + 999])).status_code == 404
