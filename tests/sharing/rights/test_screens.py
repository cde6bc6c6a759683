"""The screens of requests of persons, as who deals with them, who only reads, and who may not."""

from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from sharing.access.choices import AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from sharing.core.dutch import day_in_words
from sharing.core.looking.models import Look
from sharing.core.periods import amsterdam_day
from sharing.core.records import version_of
from sharing.models import RightsRequest
from sharing.rights.forms import StopWaitingForm
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 9, 10, tzinfo=UTC)
RECEIVED = datetime(2026, 3, 5, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(AT, tick=False):
        yield


def signed_in(role: str, **values: Any) -> Client:
    client = Client()
    client.force_login(make.UserFactory(role=role, **values))
    return client


def words(response: Any) -> str:
    assert response.status_code == 200, response
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def address(name: str, request: RightsRequest | None = None) -> str:
    return reverse(f"rights_requests:{name}", args=[request.pk] if request else [])


def request_of(**values: Any) -> RightsRequest:
    return make.RightsRequestFactory(**{"received_at": RECEIVED, **values})


def filled_in(**values: str) -> dict[str, str]:
    usual = {
        "kind": "access",
        "received_at": "5-3-2026 11:00",
        "received_way": "post",
        "asked": "Een overzicht",
        "dossier_number": "d-0001",
        "representative": "",
        "on_behalf_of": "",
        "assigned_to": "",
        "documents-TOTAL_FORMS": "0",
        "documents-INITIAL_FORMS": "0",
        "reason": "Per post ontvangen",
    }
    return usual | values


class TestRegistering:
    def test_leads_to_the_list_with_its_last_day(self):
        lawyer = signed_in(LAWYER)
        page = words(lawyer.post(address("add"), filled_in(), follow=True))
        assert "is toegevoegd" in page
        assert "van dit dossiernummer is hier verder niets vastgelegd" in page
        assert "7 apr 2026" in words(lawyer.get(address("index")))
        # The second of this number, and one whose number nobody knows yet.
        for values in ({"kind": "rectification"}, {"dossier_number": ""}):
            page = words(lawyer.post(address("add"), filled_in(**values), follow=True))
            assert "is toegevoegd" in page
            assert "verder niets vastgelegd" not in page

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"received_at": "10-3-2026 11:00"}, "moet nog komen."),
            ({"received_at": "31-2-2026 11:00"}, "31-2-2026"),
            ({"dossier_number": "123456782"}, "burgerservicenummer"),
            ({"asked": "BSN 123456782"}, "burgerservicenummer"),
            ({"kind": ""}, "verplicht"),
            ({"reason": ""}, "Vul in waarom u dit doet"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(self, values, sentence):
        page = signed_in(LAWYER).post(address("add"), filled_in(**values))
        assert sentence in words(page)
        assert "Per post ontvangen" in page.content.decode() or "reason" in values
        assert not RightsRequest.objects.exists()


class TestCorrecting:
    def edited(self, client: Client, request: RightsRequest, **values: str) -> Any:
        seen = version_of(RightsRequest, request.pk)
        return client.post(address("edit", request), {**filled_in(), "version": seen, **values}, follow=True)

    def test_what_was_written_down_wrong(self):
        client, request = signed_in(LAWYER), request_of(received_way="post")
        assert self.edited(client, request, asked="Ook mijn loon").status_code == 200
        request.refresh_from_db()
        assert request.asked == "Ook mijn loon"

    def test_after_the_decision_only_who_deals_with_it(self):
        client, request = signed_in(LAWYER), request_of(known=True)
        seen = version_of(RightsRequest, request.pk)
        client.post(address("decide", request), {"version": seen, "decision": "granted", "note": "Ja"})
        other = make.UserFactory(role=LAWYER)
        self.edited(client, request, asked="Iets anders", kind="erasure", assigned_to=str(other.pk))
        request.refresh_from_db()
        assert (request.asked, request.kind, request.assigned_to) == ("Wat weet u van mij?", "access", other)


class TestTheOneScreen:
    def test_says_what_comes_next_by_when_and_why(self):
        make.CommitmentSetFactory(version=5, effective_from=date(2026, 1, 1))
        page = words(signed_in(LAWYER).get(address("inspect", request_of())))
        assert "Controleer wie dit vraagt" in page
        assert "Uiterlijk: 2 april 2026 (nog 24 dagen)" in page
        assert "Beloofd in versie 5" in page
        assert "7 april 2026" in page and "5 april 2026 is een zondag" in page

    def test_who_only_reads_sees_it_without_a_way(self):
        page = signed_in(AUDITOR).get(address("inspect", request_of()))
        assert "Controleer wie dit vraagt" in words(page)
        assert address("identity", RightsRequest.objects.get()) not in page.content.decode()

    @pytest.mark.parametrize("role", [EDITOR, CONTRACT_MANAGER])
    def test_others_see_nothing(self, role):
        request = request_of()
        for name in ("inspect", "decide", "identity"):
            page = signed_in(role).get(address(name, request))
            assert page.status_code in (302, 403)

    def test_looking_is_recorded(self):
        request = request_of()
        signed_in(LAWYER).get(address("inspect", request))
        look = Look.objects.get()
        assert (look.act, look.about) == ("record", str(request))

    def test_without_a_dossier_there_is_none_to_open(self):
        request = request_of(number="")
        page = signed_in(LAWYER).get(address("inspect", request))
        opening = reverse("dossiers:of_record", args=["rights_requests", request.pk])
        assert opening not in page.content.decode()
        assert signed_in(LAWYER).get(opening).status_code == 404
        assert not Look.objects.exists()

    def test_late_is_said(self):
        request = request_of(received_at=datetime(2026, 1, 5, tzinfo=UTC))
        page = words(signed_in(LAWYER).get(address("inspect", request)))
        assert "5 februari 2026 (32 dagen te laat)" in page

    def test_as_it_was_on_a_day_before_it_was_there(self):
        page = signed_in(LAWYER).get(address("inspect", request_of()), {"peildatum": "1-2-2026"})
        assert "bestond dit gegeven niet" in words(page)


class TestSteps:
    def test_from_receipt_to_answered(self):
        client = signed_in(LAWYER)
        client.post(address("add"), filled_in())
        request = RightsRequest.objects.get()

        def post(name: str, **values: str) -> str:
            seen = version_of(RightsRequest, request.pk)
            return words(client.post(address(name, request), {"version": seen, **values}, follow=True))

        assert "Vastgelegd wie dit vraagt" in post("identity", how="shown", on="9-3-2026", note="")
        assert "Beslis op het verzoek" in words(client.get(address("inspect", request)))
        told = client.post(address("from_log", request), follow=True)
        assert "Antwoord maken" in words(told)
        assert Look.objects.filter(reason="access").exists()
        assert "Het besluit is vastgelegd" in post("decide", decision="granted", note="Volledig")
        page = post("answered", answered_on="9-3-2026", way="post", note="Aangetekend")
        assert "Het verzoek is afgehandeld" in page
        assert "Afgehandeld op 9 maart 2026. Dat was op tijd: uiterlijk 7 april 2026." in page

    def test_of_two_files_the_one_to_read_is_what_was_sent(self):
        client, request = signed_in(LAWYER), request_of(known=True)
        pdf, data = (make.AccessAnswerFactory(format=one) for one in ("pdf", "json"))
        sent = {"version": version_of(RightsRequest, request.pk), "decision": "granted", "note": "Ja"}
        client.post(address("decide", request), sent)
        page = client.get(address("answered", request)).content.decode()
        assert f'<option value="{pdf.pk}" selected>' in page
        assert f'<option value="{data.pk}">' in page

    def test_both_files_are_noted_as_sent(self):
        request = request_of(known=True)
        pdf, data = (make.AccessAnswerFactory(format=one) for one in ("pdf", "json"))
        day = amsterdam_day(data.made_at)  # by the clock of the database
        with time_machine.travel(data.made_at, tick=False):
            client = signed_in(LAWYER)

            def post(name: str, **values: Any) -> Any:
                seen = version_of(RightsRequest, request.pk)
                return client.post(address(name, request), {"version": seen, "note": "Brief", **values})

            post("decide", decision="granted")
            both = {"answer": pdf.pk, "answer_data": data.pk}
            assert post("answered", answered_on=f"{day:%d-%m-%Y}", way="post", **both).status_code == 302
            sections = client.get(address("inspect", request)).context["sections"]
        [section] = [one for one in sections if one.title == "Antwoord uit het verstrekkingenlog"]
        sent = f"{day_in_words(day)}, per post"
        assert [(row[1], row[3]) for row in section.rows] == [("JSON", sent), ("PDF", sent)]

    def test_content_is_closed_before_it_is_sure_who_asks(self):
        client, request = signed_in(LAWYER), request_of()
        assert "pas als het dossier bekend is" in words(
            client.post(address("from_log", request), follow=True)
        )
        page = client.get(address("decide", request))
        assert "Het staat nog niet vast wie dit vraagt" in words(page)
        assert 'value="granted"' not in page.content.decode()

    def test_who_registered_it_cannot_refuse_and_reads_why(self):
        client = signed_in(LAWYER)
        client.post(address("add"), filled_in())
        request = RightsRequest.objects.get()
        page = client.get(address("decide", request))
        assert "besluit een collega" in words(page)
        assert 'value="excessive"' not in page.content.decode()
        assert 'value="excessive"' in signed_in(LAWYER).get(address("decide", request)).content.decode()

    def test_two_at_once_the_second_reads_what_changed(self):
        request = request_of(known=True)
        seen = version_of(RightsRequest, request.pk)
        first, second = signed_in(LAWYER), signed_in(LAWYER)
        sent = {"version": seen, "decision": "granted", "note": "Akkoord"}
        first.post(address("decide", request), sent)
        page = words(second.post(address("decide", request), {**sent, "decision": "refused"}, follow=True))
        assert "al beslist" in page
        assert RightsRequest.objects.get().decision == "granted"

    def test_a_step_on_an_older_state_says_who_changed_what(self):
        request = request_of(known=True)
        seen = version_of(RightsRequest, request.pk)
        client = signed_in(LAWYER)
        client.post(
            address("wait", request),
            {"version": seen, "ground": "clarify", "since": "9-3-2026", "note": "Wat bedoelt u?"},
        )
        page = words(
            client.post(address("decide", request), {"version": seen, "decision": "granted", "note": "Ja"})
        )
        assert "heeft dit intussen gewijzigd" in page

    @pytest.mark.parametrize("name", ["identity", "wait", "extend", "decide", "answered", "edit"])
    def test_nobody_else_takes_a_step(self, name):
        request = request_of(known=True)
        for role in (AUDITOR, CONTRACT_MANAGER):
            assert signed_in(role).post(address(name, request), {}).status_code in (302, 403)
        assert RightsRequest.objects.get().history.count() == 1


class TestTheList:
    def test_by_where_they_stand_and_whose(self):
        mine = make.UserFactory(role=LAWYER)
        request_of(asked="een", assigned_to=mine)
        request_of(asked="twee", kind="erasure", received_at=datetime(2026, 1, 5, tzinfo=UTC))
        client = Client()
        client.force_login(mine)
        for state, kinds in {
            "open": {"Inzage", "Wissing"},
            "mine": {"Inzage"},
            "overdue": {"Wissing"},
            "identify": {"Inzage", "Wissing"},
            "done": set(),
        }.items():
            page = client.get(address("index_results"), {"state": state}).content.decode()
            assert {kind for kind in ("Inzage", "Wissing") if f": {kind} (art." in page} == kinds, state

    def test_shows_no_dossier_and_exports_none(self):
        request_of()
        client = signed_in(LAWYER)
        assert "d-0001" not in client.get(address("index")).content.decode()
        sheet = client.get(address("index"), {"export": "csv"})
        assert "d-0001" not in b"".join(sheet.streaming_content).decode()

    def test_asks_the_same_however_many(self, django_assert_max_num_queries):
        make.CommitmentSetFactory(version=5, effective_from=date(2026, 1, 1))
        for _number in range(30):
            make.RightsPauseFactory(request=request_of())
        client = signed_in(LAWYER)
        client.get(address("index"))
        with django_assert_max_num_queries(25):
            client.get(address("index"))


def test_what_is_missing_is_asked_as_its_question_is():
    errors = StopWaitingForm({}).errors
    assert errors == {
        "until": ["Vul in op welke dag het antwoord kwam."],
        "note": ["Schrijf op wat er binnenkwam."],
    }


def test_the_start_page_counts_them():
    request_of()
    request_of(received_at=datetime(2026, 1, 5, tzinfo=UTC))
    page = words(signed_in(LAWYER).get(reverse("wagtailadmin_home")))
    assert "2 verzoeken van betrokkenen in behandeling (eerste termijn: 5 februari 2026)" in page
    assert "1 verzoek van een betrokkene is te laat" in page


def test_the_whole_dossier_tells_what_the_person_asked():
    request = request_of()
    page = signed_in(LAWYER).post(
        reverse("dossiers:of_record", args=["rights_requests", request.pk]),
        {"reason": "access", "note": ""},
        follow=True,
    )
    assert "Verzoek van de betrokkene" in words(page)


def test_a_list_of_persons_is_not_searched_by_text():
    """Who types a dossier number in a search field puts it in an address and a log."""
    request_of(asked="Mijn zeldzaamheidswoord inzien")
    client = signed_in(LAWYER)
    assert 'name="q"' not in client.get(address("index")).content.decode().split("<main", 1)[1]
    found = client.get(reverse("register_search"), {"q": "zeldzaamheidswoord"})
    assert found.status_code == 200 and found.context["kinds"] == []


def test_an_extension_that_does_not_count_is_said():
    request = request_of(
        received_at=datetime(2026, 1, 5, 10, tzinfo=UTC),
        extension_reason="Veel tegelijk",
        extended_on=date(2026, 3, 6),
        extension_told_on=date(2026, 3, 6),
        extension_told_way="post",
    )
    shown = words(signed_in(LAWYER).get(address("inspect", request)))
    assert "6 maart 2026 Verteld na de eerste termijn. De verlenging telt niet." in shown
    assert "5 februari 2026" in shown
