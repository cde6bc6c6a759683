"""The screen of an authority's request: what comes next, how long it waits, and from there to the disclosure."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.core.dossiers import seal
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.roles import AUDITOR, LAWYER
from tests import factories as make
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
INDEX = reverse("authority_requests:index")
START = "/beheer/"


@pytest.fixture
def lawyer():
    return signed_in(LAWYER)


def today() -> date:
    return amsterdam_day(timezone.now())


def page_of(client, request, name: str = "inspect") -> str:
    return unescape(text(client.get(reverse(f"authority_requests:{name}", args=[request.pk]))))


class TestNextStep:
    def test_through_its_life(self, lawyer):
        received = today() - timedelta(days=12)
        new = make.AuthorityRequestFactory(received_on=received, answer_by=today() - timedelta(days=2))
        page = page_of(lawyer, new)
        assert "nog niet beoordeeld (wacht 12 dagen, 2 dagen te laat)" in page
        assert reverse("authority_requests:assess", args=[new.pk]) in page

        own = make.AuthorityRequestFactory(assessed=True, assessed_by=lawyer.user, received_on=received)
        assert "wacht op een collega, die haar bevestigt (12 dagen)" in page_of(lawyer, own)
        other = make.AuthorityRequestFactory(assessed=True, received_on=received)
        assert reverse("authority_requests:confirm", args=[other.pk]) in page_of(lawyer, other)

        refusal = make.AuthorityRequestFactory(
            confirmed=True, assessment="refused", assessment_note="Niet bevoegd"
        )
        page = page_of(lawyer, refusal)
        assert "Het verzoek is afgewezen." in page and "Niet bevoegd" in page
        over = make.AuthorityRequestFactory(confirmed=True, period_until=date(2026, 4, 1))
        assert "mocht tot en met 1 april 2026 worden verstrekt" in page_of(lawyer, over)

    @pytest.mark.django_db(transaction=True)  # each step a moment of its own
    def test_a_document_that_came_later_asks_for_another_assessment(self, lawyer):
        request = make.AuthorityRequestFactory(assessed=True)
        make.AuthorityRequestDocumentFactory(request=request)
        page = page_of(lawyer, request)
        assert "moet opnieuw worden beoordeeld" in page
        assert "Bevestigen kan pas als het verzoek opnieuw is beoordeeld" in page_of(
            lawyer, request, "confirm"
        )

    def test_who_only_reads_is_asked_nothing(self):
        request = make.AuthorityRequestFactory(confirmed=True)
        page = page_of(signed_in(AUDITOR), request)
        assert "Volgende stap" not in page and "Geheimhouding wijzigen" not in page


class TestWaiting:
    def test_on_the_list_and_the_start_page(self, lawyer):
        late = make.AuthorityRequestFactory(
            received_on=today() - timedelta(days=20), answer_by=today() - timedelta(days=1)
        )
        soon = make.AuthorityRequestFactory(received_on=today(), answer_by=today())
        done = make.AuthorityRequestFactory(confirmed=True, answer_by=today() - timedelta(days=1))
        make.DisclosureFactory(authority_request=done)
        bare = make.AuthorityRequestFactory(confirmed=True)
        page = text(lawyer.get(INDEX))
        assert "20 dagen, 1 dag te laat" in page and "0 dagen, uiterlijk" in page
        found = {
            state: set(lawyer.get(INDEX, {"state": state}).context["object_list"])
            for state in ("overdue", "undisclosed")
        }
        assert found == {"overdue": {late}, "undisclosed": {bare}}
        page = " ".join(text(lawyer.get(START)).split())
        assert "(langst wachtend: 20 dagen)" in page
        assert "<strong>1</strong> verzoek van een autoriteit is te laat" in page
        assert "<strong>1</strong> toegewezen verzoek waarop nog niets is verstrekt" in page
        assert soon not in found["overdue"]


class TestDisclosures:
    def test_from_a_request_everything_is_filled_in(self, lawyer):
        naw, purpose = make.DataCategoryFactory(), make.PurposeFactory()
        subject = make.SubjectCategoryFactory()
        request = make.AuthorityRequestFactory(
            confirmed=True, data_categories=[naw.pk], dossiers=["d-1", "d-2"]
        )
        make.DisclosureFactory(
            authority_request=request, purpose=purpose, subject_category=subject, number="d-2"
        )
        page = page_of(lawyer, request)
        row = request.dossiers.get(dossier=seal("d-1"))
        address = f"{reverse('disclosures:add')}?verzoek={request.pk}&persoon={row.pk}"
        assert address in page and "d-1" not in address
        form = lawyer.get(address).context["form"]
        assert {name: form[name].value() for name in ("recipient", "capacity", "legal_basis", "dossier")} == {
            "recipient": request.authority.code,
            "capacity": "authority",
            "legal_basis": "legal_obligation",
            "dossier": "d-1",
        }
        assert (form["legal_provision"].value(), form["authority_request"].value()) == (
            request.legal_provision,
            request.reference,
        )
        assert form["data_categories"].value() == [naw.code]
        assert (form["purpose"].value(), form["subject_category"].value()) == (purpose.code, subject.code)
        # What is known of the person himself goes before what was of another.
        own = make.SubjectCategoryFactory()
        make.DisclosureFactory(subject_category=own, number="d-1")
        assert lawyer.get(address).context["form"]["subject_category"].value() == own.code

    @pytest.mark.parametrize(
        "asked", ["verzoek=x", "verzoek=999999999999999999999", "verzoek=0&persoon=1", ""]
    )
    def test_what_is_no_request_fills_in_nothing(self, asked, lawyer):
        form = lawyer.get(f"{reverse('disclosures:add')}?{asked}").context["form"]
        assert not form["recipient"].value() and not form["dossier"].value()

    def test_a_request_that_is_not_granted_fills_in_nothing(self, lawyer):
        request = make.AuthorityRequestFactory(assessed=True)
        form = lawyer.get(f"{reverse('disclosures:add')}?verzoek={request.pk}").context["form"]
        assert not form["recipient"].value()

    def test_a_dossier_of_another_request_is_not_shown(self, lawyer):
        other = make.AuthorityRequestFactory(confirmed=True, dossiers=["d-9"])
        request = make.AuthorityRequestFactory(confirmed=True, dossiers=["d-1"])
        address = f"{reverse('disclosures:add')}?verzoek={request.pk}&persoon={other.dossiers.get().pk}"
        assert not lawyer.get(address).context["form"]["dossier"].value()

    @pytest.mark.django_db(transaction=True)  # each step a moment of its own
    def test_on_a_day_of_then_nothing_is_said_of_what_was_disclosed(self, lawyer):
        request = make.AuthorityRequestFactory(confirmed=True, dossiers=["d-1"])
        make.DisclosureFactory(authority_request=request, number="d-1")
        assert "1 keer" in page_of(lawyer, request)
        address = reverse("authority_requests:inspect", args=[request.pk])
        page = text(lawyer.get(address, {"peildatum": f"{today():%d-%m-%Y}"}))
        assert "d-1" in page and "nog niet" not in page and "Volgende stap" not in page

    def test_they_are_listed_both_ways_and_in_pages(self, lawyer):
        request = make.AuthorityRequestFactory(confirmed=True)
        rows = [make.DisclosureFactory(authority_request=request) for _ in range(51)]
        page = page_of(lawyer, request)
        listed = reverse("relying_request", args=[request.pk])
        assert "Alle 51 verstrekkingen" in page and listed in page
        first = lawyer.get(listed)
        assert len(first.context["object_list"]) == 50
        assert len(lawyer.get(listed, {"p": 2}).context["object_list"]) == 1
        assert reverse("disclosures:inspect", args=[rows[-1].pk]) in text(first)
        back = reverse("authority_requests:inspect", args=[request.pk])
        assert back in text(lawyer.get(reverse("disclosures:inspect", args=[rows[0].pk])))
        assert refused(signed_in("Contractbeheerder").get(listed))


class TestWithdrawal:
    def test_with_one_click_at_this_very_moment(self, lawyer):
        consent = make.ConsentFactory()
        url = reverse("consents:withdraw", args=[consent.pk])
        inspect = reverse("consents:inspect", args=[consent.pk])
        assert "Nu intrekken" in text(lawyer.get(inspect))
        before = timezone.now()
        page = text(lawyer.post(url, {"now": "1"}, follow=True))
        consent.refresh_from_db()
        assert before <= consent.withdrawn_at <= timezone.now()
        local = consent.withdrawn_at.astimezone(timezone.get_default_timezone())
        assert f"om {local:%H:%M:%S}" in page and "Nu intrekken" not in page
        again = text(lawyer.post(url, {"now": "1"}, follow=True))
        assert "al ingetrokken" in again

    def test_seconds_that_are_typed_are_kept(self, lawyer):
        consent = make.ConsentFactory()
        url = reverse("consents:withdraw", args=[consent.pk])
        lawyer.post(url, {"withdrawn_at": "1 april 2026 om 9.00.07", "reason": "Brief"})
        consent.refresh_from_db()
        assert consent.withdrawn_at.second == 7

    def test_who_received_data_afterwards_is_said_and_listed(self, lawyer):
        moment = timezone.now() - timedelta(days=2)
        consent = make.ConsentFactory(given_at=moment - timedelta(days=9))
        rows = {
            "recipient": consent.recipient,
            "legal_basis": "consent",
            "data_categories": consent.data_categories,
            "number": "d-0001",
        }
        entry = make.DisclosureFactory(disclosed_at=moment + timedelta(days=1), **rows)
        make.DisclosureFactory(disclosed_at=moment - timedelta(days=1), **rows)
        url = reverse("consents:withdraw", args=[consent.pk])
        local = moment.astimezone(timezone.get_default_timezone())
        sent = {"withdrawn_at": f"{local:%d-%m-%Y %H:%M:%S}", "reason": "Brief lag er al"}
        page = text(lawyer.post(url, sent, follow=True))
        assert "Die verstrekking staat hieronder" in page and "Verstrekt na de intrekking" in page
        assert reverse("disclosures:inspect", args=[entry.pk]) in page
        listed = lawyer.get(reverse("relying_consent", args=[consent.pk])).context["object_list"]
        assert list(listed) == [entry]
        assert Disclosure.objects.get(pk=entry.pk).review == "pending"
        page = text(lawyer.get(reverse("disclosures:inspect", args=[entry.pk])))
        assert reverse("consents:inspect", args=[consent.pk]) in page
