"""The page of one disclosure: what it rested on then, as it stood then, and what the gate says of it now."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.core.actor import acting
from sharing.core.admin import Link
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.log.account import account_of, asked_now, judgements_of
from sharing.log.one import link_then
from sharing.models import Agreement, Party, Purpose, Transfer
from sharing.roles import LAWYER
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.questions import at_most
from tests.sharing.core.visitors import signed_in
from tests.sharing.register import raw, small_register

THEN = datetime(2026, 3, 31, 12, 5, tzinfo=UTC)


def recorded(**changes) -> Disclosure:
    """One entry of the small register, recorded now."""
    [stored] = record_entries(
        [raw(**changes)],
        source=built_in_source("Proef"),
        by=make.UserFactory(role=LAWYER),
        at=timezone.now(),
        reason="Proef",
    )
    return Disclosure.objects.get(pk=stored.id)


def page_of(row: Disclosure, client=None, **asked) -> str:
    answer = (client or signed_in(LAWYER)).get(reverse("disclosures:inspect", args=[row.pk]), asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


@pytest.mark.django_db
class TestPage:
    def test_reads_as_a_sentence_and_says_why_it_was_allowed(self):
        small_register()
        page = page_of(recorded())
        assert "Op 31 maart 2026 om 14.05 uur ontving Gemeente A als opdrachtgever het gegeven" in page
        assert "Waarom dit mocht, volgens het register van toen" in page
        assert "Verwerkingsverantwoordelijke" in page
        assert "OV-A" in page
        assert "Tekst van de verklaring" in page
        assert "Deze verstrekking, volgens het register van nu" in page
        assert "Dit mag. Zoals toen." in page
        assert "Gecorrigeerd" not in page
        assert "<dt>Reden van de afwijking</dt>" not in page, "what does not apply is left out"

    def test_asks_no_more_than_it_shows(self):
        small_register()
        row, lawyer = recorded(), signed_in(LAWYER)
        page_of(row, lawyer)
        with at_most(22):
            page_of(row, lawyer)

    def test_a_deviation_was_compared_and_not_allowed(self):
        small_register()
        page = page_of(recorded(purpose="reclame", deviation_reason="Spoed"))
        assert "Waaraan dit is getoetst, volgens het register van toen" in page
        assert "Dit mocht niet volgens de regels: het is vastgelegd als afwijking." in page
        assert "Dit mag niet. Zoals toen." in page
        assert "opgegeven grondslag" in page

    def test_a_void_one_says_so_plainly_and_asks_nothing_of_now(self):
        small_register()
        row = recorded()
        by = make.UserFactory(first_name="Vera", role=LAWYER)
        with acting(by=by, reason="Dubbel"):
            row.voided_at, row.voided_by, row.void_reason = timezone.now(), by, "Stond er twee keer in"
            row.save()
        page = page_of(row)
        assert "Zij telt niet mee in antwoorden, cijfers en lijsten." in page
        assert "Stond er twee keer in" in page
        assert "Vervallen op" in page
        assert "door Vera" in page
        assert "Wat de regels er nu van zeggen" not in page
        assert "ontving Gemeente A" in page

    def test_abroad_names_the_safeguard(self):
        small_register()
        cloud = Party.objects.get(code="cloud-e")
        make.AgreementFactory(
            reference="VW-E",
            processing=True,
            party=cloud,
            covers=[Purpose.objects.get(code="re-integratie")],
            data=Agreement.objects.get().data_categories.all(),
        )
        make.TransferFactory(party=cloud, country=cloud.country, mechanism="scc_module_2")
        make.ImpactAssessmentFactory(party=cloud, country=cloud.country, assessed_on=date(2024, 1, 1))
        row = recorded(recipient="cloud-e", capacity="processor", deviation_reason="Tijdelijk")
        account = account_of(row)
        assert account.transfer is not None
        assert account.told.safeguard == "modelcontractbepalingen, module 2 (artikel 46 AVG)"
        page = page_of(row)
        assert f"buiten de Europese Economische Ruimte ({cloud.country})" in page
        assert "Waarborg buiten de EER" in page
        assert "VW-E" in page

    def test_sensitive_data_name_their_ground_or_consent(self):
        small_register()
        special = make.DataCategoryFactory(code="ziekte", name="Ziekte", special=True)
        other = Party.objects.get(code="derde-c")
        ground = make.SensitiveGroundFactory(data_category=special, kind="special")
        consent = make.ConsentFactory(
            number="d-2026-0001",
            recipient=other,
            purpose=None,
            data=[special],
            explicit=True,
            given_at=THEN - timedelta(days=9),
        )
        row = recorded(
            recipient="derde-c", capacity="other", legal_basis="consent", data_categories=["ziekte"]
        )
        account = account_of(row)
        assert [one.pk for one in account.consents] == [consent.pk]
        assert [(name, one.pk) for name, one in account.grounds] == [("Ziekte", ground.pk)]
        page = page_of(row)
        assert f"Ziekte: {ground.reference}" in page
        assert "Toestemming gegeven" in page

    def test_a_consent_of_somebody_else_or_for_another_is_not_named(self):
        small_register()
        client, partner = (Party.objects.get(code=code) for code in ("gemeente-a", "partner-b"))
        for number, recipient in (("d-ander", client), ("d-2026-0001", partner)):
            make.ConsentFactory(number=number, recipient=recipient, given_at=THEN)
        assert account_of(recorded()).consents == ()

    def test_an_authority_names_its_request_provision_and_course(self):
        small_register()
        authority = Party.objects.get(code="dienst-d")
        make.AuthorityRequestFactory(
            reference="V-1", authority=authority, confirmed=True, legal_provision="artikel 1"
        )
        row = recorded(
            recipient="dienst-d",
            capacity="authority",
            legal_basis="legal_obligation",
            legal_provision="artikel 1",
            authority_request="V-1",
            deviation_reason="Voor het geval dat",
        )
        page = page_of(row)
        assert "Het was een antwoord op verzoek V-1." in page
        for event in ("Verzoek ontvangen", "Verzoek beoordeeld door", "Verzoek bevestigd door", "Verstrekt"):
            assert event in page
        assert [one.citation for one in account_of(row).provisions] == ["artikel 1"]

    def test_on_behalf_of_a_client_keeps_the_two_roles_apart(self):
        small_register()
        client = Party.objects.get(code="gemeente-a")
        make.AgreementFactory(
            reference="VW-A",
            party=client,
            as_processor=True,
            covers=[Purpose.objects.get(code="re-integratie")],
            data=Agreement.objects.get().data_categories.all(),
        )
        row = recorded(recipient="gemeente-a", capacity="client", on_behalf_of="gemeente-a")
        assert row.agreement.reference == "VW-A"
        page = page_of(row)
        assert "Wij deden dit als verwerker, namens Gemeente A, volgens overeenkomst VW-A." in page
        assert "Overeenkomst met de opdrachtgever" in page
        assert "Toezeggingen van de verklaring" not in page
        assert "Verwerkingsverantwoordelijke" not in page

    def test_who_may_not_see_a_record_gets_its_name_only(self):
        small_register()
        row = recorded()
        account = account_of(row)
        assert isinstance(link_then(account.agreement, THEN, user=signed_in(LAWYER).user), Link)
        assert link_then(account.agreement, THEN, user=make.UserFactory()) == "OV-A"

    def test_what_can_no_longer_be_read_says_so(self):
        small_register()
        row = make.DisclosureFactory(description="x" * 10, disclosed_at=datetime(1990, 1, 1, tzinfo=UTC))
        assert "ligt voor 1995" in asked_now(row, at=timezone.now()).refused
        assert "Kan niet opnieuw worden getoetst" in page_of(row)


@pytest.mark.django_db(transaction=True)
class TestThen:
    """Real transactions: moments of the history differ."""

    def test_what_changed_since_is_shown_as_it_was(self):
        small_register()
        row = recorded()
        agreement = Agreement.objects.get()
        with acting(by=make.tester(), reason="Andere naam en einde"):
            Party.objects.filter(pk=row.recipient_id).update(name="Gemeente A en B")
            Agreement.objects.filter(pk=agreement.pk).update(reference="OV-NIEUW", last_day=date(2026, 1, 31))
        account = account_of(row)
        assert (account.told.recipient, str(account.agreement)) == ("Gemeente A", "OV-A")
        client = signed_in(LAWYER)
        page = page_of(row, client)
        assert "ontving Gemeente A als" in page
        assert "Dit mag niet. Dat is anders dan toen is vastgelegd." in page
        assert "OV-NIEUW" in page  # the gate of now names it as it is now
        link = re.search(r'href="(/beheer/overeenkomsten/\d+/\?peildatum=[^"]+)"', page)
        assert link
        then = client.get(link[1]).content.decode()
        assert "OV-A" in then
        assert "31 januari 2026" not in then

    def test_a_correction_is_judged_by_the_register_of_its_own_moment(self):
        small_register()
        row = recorded()
        [first] = judgements_of(row)
        with acting(by=make.tester(), reason="Andere naam"):
            Party.objects.filter(pk=row.recipient_id).update(name="Gemeente Z")
        lawyer = make.UserFactory(role=LAWYER)
        correct_disclosure(
            row, changes={"channel": "post"}, by=lawyer, at=timezone.now(), reason="Ging per post"
        )
        assert judgements_of(row) == [first], "the gate does not look at the channel"
        correct_disclosure(
            row, changes={"data_categories": ("contact",)}, by=lawyer, at=timezone.now(), reason="Was contact"
        )
        row = Disclosure.objects.get()
        assert judgements_of(row)[-1] > first
        assert account_of(row).told.recipient == "Gemeente Z"
        page = page_of(row)
        assert "Gecorrigeerd; de regels keken opnieuw" in page
        before = page_of(row, peildatum=first.isoformat())
        assert "ontving Gemeente A als" in before
        assert "Wat de regels er nu van zeggen" not in before

    def test_a_transfer_that_ended_later_still_carried_it_then(self):
        small_register()
        cloud = Party.objects.get(code="cloud-e")
        transfer = make.TransferFactory(party=cloud, country=cloud.country, mechanism="bcr")
        make.ImpactAssessmentFactory(party=cloud, country=cloud.country, assessed_on=date(2024, 1, 1))
        row = recorded(recipient="cloud-e", capacity="processor", deviation_reason="Tijdelijk")
        with acting(by=make.tester(), reason="Bleek al geëindigd"):
            Transfer.objects.filter(pk=transfer.pk).update(last_day=date(2025, 1, 1))
        account = account_of(row)
        assert account.told.safeguard == "bindende bedrijfsvoorschriften (artikel 47 AVG)"
        assert account.transfer is not None
        assert account.transfer.last_day is None
        codes = [one.code for one in asked_now(row, at=timezone.now()).then]
        assert "transfer-without-mechanism" in codes
        assert "transfer-without-mechanism" not in [one["code"] for one in row.findings]
