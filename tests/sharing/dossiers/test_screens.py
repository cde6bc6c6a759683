"""One dossier on one screen, and who looked at it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.access.choices import AUDITOR, CONTRACT_MANAGER, LAWYER
from sharing.core.dossiers import seal
from sharing.core.looking.models import Look
from sharing.core.periods import amsterdam_day
from sharing.dossiers.queries import DossierEvents
from sharing.parties.choices import Capacity
from sharing.rights.standings import standing_of
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
START = reverse("dossiers:index")
NUMBER = "d-2026-0042"


@pytest.fixture
def lawyer() -> Client:
    return signed_in(LAWYER)


def opened(client: Client, number: str = NUMBER, **changes) -> str:
    """The address of the dossier, as somebody who asked for it is sent there."""
    return client.post(START, {"dossier": number, "reason": "access", "note": ""} | changes)["Location"]


@pytest.fixture
def person():
    """Somebody of whom everything is kept."""
    gemeente = factories.PartyFactory(name="Gemeente Voorbeeldstad", client=True)
    first = factories.DisclosureFactory(number=NUMBER, recipient=gemeente)
    shared = {"number": NUMBER, "purpose": first.purpose, "subject_category": first.subject_category}
    for day in (1, 40):
        factories.DisclosureFactory(
            recipient=gemeente, disclosed_at=first.disclosed_at - timedelta(days=day), **shared
        )
    factories.DisclosureFactory(recipient__name="UWV", capacity=Capacity.AUTHORITY, **shared)
    factories.ConsentFactory(number=NUMBER, withdrawn=True)
    factories.ConsentFactory(number=NUMBER, refused=True)
    factories.ObjectionFactory(number=NUMBER)
    factories.ObjectionFactory(number=NUMBER, restriction=True)
    factories.AuthorityRequestFactory(
        reference="VZ-77", dossiers=[NUMBER], secret=True, secrecy_ground="Loopt"
    )
    factories.DisclosureFactory(number="d-ander", recipient__name="Niet van hem")
    return first


def test_a_form_that_only_leads_to_a_dossier_does_not_say_that_nothing_was_stored(lawyer):
    page = text(lawyer.post(START, {"dossier": "", "reason": "", "note": ""}))
    assert "Niet alles is goed ingevuld. Hieronder staat bij elk veld wat er moet." in page
    assert "Er is niets opgeslagen: niet alles" not in page


class TestOverview:
    def test_everything_of_this_person_and_nothing_of_another(self, lawyer, person):
        page = text(lawyer.get(opened(lawyer)))
        assert NUMBER in page
        for words in (
            *("Gemeente Voorbeeldstad", "UWV", "Toestemming gegeven", "Toestemming geweigerd"),
            *("Toestemming ingetrokken", "Bezwaar", "Beperking", "Verzoek van een autoriteit"),
            *("VZ-77", "Verzoek van een autoriteit (geheim voor de betrokkene)", "Te beoordelen"),
        ):
            assert words in page, words
        assert "Niet van hem" not in page

    def test_what_the_person_asked_says_where_it_stands(self, lawyer, person, django_assert_max_num_queries):
        asked = factories.RightsRequestFactory(number=NUMBER, kind="erasure")
        factories.RightsRequestFactory(number=NUMBER, kind="complaint")
        address = opened(lawyer)
        with django_assert_max_num_queries(25):
            page = lawyer.get(address)
        standing = standing_of(asked, on=amsterdam_day(timezone.now()))
        table = page.content.decode()
        row = table[table.index("Wissing") :]
        assert str(standing.state.label) in row[: row.index("</tr>")]

    def test_what_is_secret_now_says_so_and_nothing_else(self, lawyer):
        """By what was decided later as well, for who reads this to the person on the telephone."""
        day = amsterdam_day(timezone.now())
        kept = factories.SecrecyDecisionFactory(last_day=day, request__reference="VZ-LATER").request
        over = factories.AuthorityRequestFactory(
            reference="VZ-OVER", secret=True, secrecy_ground="Liep", secret_until=day - timedelta(days=1)
        )
        for request in (kept, over):
            factories.DisclosureFactory(number=NUMBER, authority_request=request)
        rows = re.findall(r"<tr.*?</tr>", text(lawyer.get(opened(lawyer))), re.DOTALL)
        secret = [row for row in rows if "geheim voor de betrokkene" in row]
        assert len(secret) == 2, "the request, and what was disclosed on it"
        assert not any("VZ-OVER" in row for row in secret)

    def test_recipients_have_counts_and_periods_without_what_is_void(self, lawyer, person):
        with factories.recorded():
            type(person).objects.filter(pk=person.pk).update(
                voided_at=person.disclosed_at, voided_by=factories.tester(), void_reason="Dubbel"
            )
        table = lawyer.get(opened(lawyer)).context["received"]
        assert [(row.name, row.count) for row in table.data] == [("Gemeente Voorbeeldstad", 2), ("UWV", 1)]
        assert table.data[0].first < table.data[0].last
        page = text(lawyer.get(opened(lawyer)))
        assert "Vervallen" in page

    def test_the_timeline_is_drawn_without_script_or_style(self, lawyer, person):
        page = text(lawyer.get(opened(lawyer)))
        drawing = page[(start := page.index('<svg class="dossier-timeline')) : page.index("</svg>", start)]
        assert 'role="img"' in drawing
        assert drawing.count("<circle") == 3, "two months of one recipient, one of the other"
        assert "1 verstrekking</title>" in drawing
        assert drawing.count("<rect") == 3, "a consent, an objection and a restriction"
        assert drawing.count("<polygon") == 2, "a refusal and a request"
        assert "style=" not in drawing
        assert "<script" not in drawing

    def test_names_cannot_break_out_of_the_drawing(self, lawyer):
        factories.DisclosureFactory(number=NUMBER, recipient__name="</svg><script>alert(1)</script>")
        assert "<script>alert" not in text(lawyer.get(opened(lawyer)))

    def test_a_dossier_of_nothing_says_so(self, lawyer):
        assert "Van dit dossier is niets vastgelegd." in text(lawyer.get(opened(lawyer)))

    def test_the_number_stands_in_no_address(self, lawyer, person):
        address = opened(lawyer)
        assert NUMBER not in address
        page = text(lawyer.get(address))
        assert f"={NUMBER}" not in page
        assert f"/{NUMBER}" not in page

    def test_a_key_of_somebody_else_shows_nothing(self, lawyer, person):
        answer = signed_in(AUDITOR).get(opened(lawyer))
        assert answer["Location"] == START

    def test_who_may_not_see_disclosures_may_not_open_a_dossier(self, person):
        manager = signed_in(CONTRACT_MANAGER)
        assert refused(manager.get(START))
        assert refused(manager.post(START, {"dossier": NUMBER, "reason": "access"}))
        assert not Look.objects.exists()

    def test_many_moments_are_read_a_page_at_a_time(self, lawyer, person, django_assert_max_num_queries):
        address = opened(lawyer)
        with django_assert_max_num_queries(25) as captured:
            page = lawyer.get(address)
        assert page.context["page_obj"].paginator.count == 10
        moments = [
            query["sql"]
            for query in captured
            if query["sql"].startswith("(SELECT") and "auth_permission" not in query["sql"]
        ]
        assert len(moments) == 1
        assert "LIMIT" in moments[0]


def test_moments_come_newest_first_in_whatever_slice(person):
    events = DossierEvents([seal(NUMBER)])
    everything = events[0:100]
    assert len(everything) == len(events) == 10
    assert [one.at for one in everything] == sorted((one.at for one in everything), reverse=True)
    assert events[3:6] == everything[3:6]


class TestFromARecord:
    def test_the_number_on_a_record_leads_to_the_dossier_with_a_reason(self, lawyer, person):
        page = text(lawyer.get(reverse("disclosures:inspect", args=[person.pk])))
        address = reverse("dossiers:of_record", args=["disclosures", person.pk])
        assert address in page
        assert "Kies een reden" in text(lawyer.get(address))
        answer = lawyer.post(address, {"reason": "review"})
        assert "Gemeente Voorbeeldstad" in text(lawyer.get(answer["Location"]))
        assert [(one.act, one.reason) for one in Look.objects.order_by("id")] == [
            ("record", "nature"),
            ("opened", "review"),
        ]

    def test_who_said_why_is_not_asked_again(self, lawyer, person):
        address = opened(lawyer)
        answer = lawyer.get(reverse("dossiers:of_record", args=["disclosures", person.pk]))
        assert answer["Location"] == address

    def test_only_records_about_persons_lead_to_one(self, lawyer):
        assert lawyer.get(reverse("dossiers:of_record", args=["parties", 1])).status_code == 404


class TestWhoLooked:
    def test_one_click_from_the_dossier(self, lawyer, person):
        address = opened(lawyer, reason="other", note="Vraag van de rechter")
        who = f"{address}wie-keek/"
        assert who in text(lawyer.get(address))
        page = text(lawyer.get(who))
        assert "Vraag van de rechter" in page
        assert lawyer.user.get_username() in page

    def test_the_auditor_sees_all_and_narrows_it(self, lawyer, person):
        auditor = signed_in(AUDITOR)
        opened(lawyer)
        opened(lawyer, "d-ander", reason="complaint")
        page = text(auditor.get(reverse("looks:index")))
        assert NUMBER in page
        assert "d-ander" in page
        page = text(auditor.get(reverse("looks:index"), {"reason": "complaint"}))
        assert NUMBER not in page
        assert "d-ander" in page
        assert "In deze periode keek niemand" in text(
            auditor.get(reverse("looks:index"), {"first": "1-1-2020", "last": "2-1-2020"})
        )
        assert "Deze dag ligt voor de eerste dag." in text(
            auditor.get(reverse("looks:index"), {"first": "3-1-2020", "last": "2-1-2020"})
        )

    def test_others_do_not_see_who_looked(self):
        assert refused(signed_in(CONTRACT_MANAGER).get(reverse("looks:index")))


def test_a_number_in_the_note_is_told_also_when_no_reason_was_chosen():
    given = {"dossier": "d-0001", "reason": "", "note": "Zie d-0001"}
    page = signed_in(LAWYER).post(reverse("dossiers:index"), given)
    assert page.context["form"].errors.keys() == {"reason", "note"}
