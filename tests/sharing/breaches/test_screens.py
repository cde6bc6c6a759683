"""The screens of breaches, as who deals with them, who only reads, and who may not."""

import io
import json
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from sharing.access.choices import AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from sharing.core.records import version_of
from sharing.disclosures.review import review_disclosure
from sharing.duties.choices import MomentKind
from sharing.models import Breach, BreachNotification
from sharing.reminders.queries import moments
from tests import factories as make
from tests.sharing.breaches.steps import AT, AWARE, assessed, not_reported, registered, reported

pytestmark = pytest.mark.django_db


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


def address(name: str, breach: Breach | None = None) -> str:
    return reverse(f"breaches:{name}", args=[breach.pk] if breach else [])


def filled_in(**values: Any) -> dict[str, Any]:
    usual = {
        "title": "Bijlage verkeerd verstuurd",
        "aware_at": "6-3-2026 16:30",
        "nature": ["confidentiality"],
        "cause": "misdirected",
        "facts": "Een bijlage ging naar de verkeerde gemeente.",
        "reason": "Gebeld door de ontvanger",
    }
    for relation in ("subjects", "records", "documents"):
        usual |= {f"{relation}-TOTAL_FORMS": "0", f"{relation}-INITIAL_FORMS": "0"}
    return usual | values


def sent(breach: Breach, **values: Any) -> dict[str, Any]:
    return {"version": version_of(Breach, breach.pk), **values}


class TestRegistering:
    def test_shows_the_clock_at_once(self):
        lawyer, category = signed_in(LAWYER), make.SubjectCategoryFactory(name="Deelnemers")
        part = {"subjects-TOTAL_FORMS": "1", "subjects-0-category": category.pk, "subjects-0-number": "12"}
        page = lawyer.post(address("add"), filled_in(**part), follow=True)
        assert "is toegevoegd" in words(page)
        assert "nog 5 uur" in words(lawyer.get(address("index")))
        breach = Breach.objects.get()
        page = words(lawyer.get(address("inspect", breach)))
        assert "Uiterlijk: 9 maart 2026 om 16:30 (nog 5 uur)" in page
        assert "art. 33, lid 1, AVG" in page and "Deelnemers 12" in page

    def test_what_is_told_after_adding_leads_to_its_screen_where_the_next_step_is(self):
        page = signed_in(LAWYER).post(address("add"), filled_in(), follow=True).content.decode()
        breach = Breach.objects.get()
        told = page[page.index("is toegevoegd") :][:600]
        assert address("inspect", breach) in told and "Bekijken" in told
        assert address("edit", breach) not in told

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"aware_at": "10-3-2026 11:00"}, "moet nog komen."),
            ({"aware_at": ""}, "Vul in wanneer het datalek bekend werd"),
            ({"aware_at": "31-2-2026 11:00"}, "31-2-2026"),
            ({"facts": "BSN 123456782"}, "burgerservicenummer"),
            ({"nature": []}, "Kies minstens één aard"),
            (
                {"persons_least": "1.250", "persons_most": "1200"},
                "1.200 is minder dan “minstens zoveel personen” (1.250)",
            ),
            ({"occurred_from": "7-3-2026 10:00"}, "niet bekend voordat het begint"),
            ({"reason": ""}, "Vul in waarom u dit doet"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(self, values, sentence):
        page = signed_in(LAWYER).post(address("add"), filled_in(**values))
        assert sentence in words(page)
        assert "Bijlage verkeerd verstuurd" in page.content.decode()
        assert not Breach.objects.exists()

    def test_what_is_missing_in_two_tables_is_told_of_both(self):
        rows = {"subjects-TOTAL_FORMS": "1", "records-TOTAL_FORMS": "1"}
        for relation in ("subjects", "records"):
            rows |= {f"{relation}-0-category": "", f"{relation}-0-number": "1", f"{relation}-0-ORDER": "1"}
        page = words(signed_in(LAWYER).post(address("add"), filled_in(**rows)))
        assert "Vul “Categorie betrokkenen” in bij rij 1" in page
        assert "Vul “Gegevenscategorie” in bij rij 1" in page
        assert not Breach.objects.exists()

    def test_from_the_log_with_what_is_known(self):
        judge, lawyer = make.UserFactory(role=LAWYER), signed_in(LAWYER)
        rows = [
            make.DisclosureFactory(
                deviation=True, number=f"d-77-{number}", disclosed_at=AWARE - timedelta(days=2)
            )
            for number in range(2)
        ]
        for row in rows:
            review_disclosure(row, decision="breach", note="Verkeerd", by=judge, at=AT, aware_at=AWARE)
        assert "opnemen in het datalekregister" in words(lawyer.get("/beheer/")).replace(
            "op te nemen", "opnemen"
        )
        listed = lawyer.get(reverse("worklist:breaches")).content.decode()
        way = f"{address('add')}?verstrekking={rows[0].pk}"
        assert way in listed
        page = lawyer.get(way)
        assert "2 verstrekkingen" in words(page)
        assert "d-77-" not in page.content.decode()
        lawyer.post(address("add"), filled_in(verstrekking=str(rows[0].pk)))
        breach = Breach.objects.get()
        assert breach.disclosures.count() == 2
        assert "staan in het datalekregister" in words(lawyer.get(reverse("worklist:breaches")))
        page = words(lawyer.get(address("inspect", breach)))
        assert f"Verstrekking {rows[0].pk}" in page and "d-77-" not in page
        assert str(breach) in words(lawyer.get(reverse("disclosures:inspect", args=[rows[0].pk])))


class TestSteps:
    def test_from_known_to_closed(self):
        breach, lawyer = registered(), signed_in(LAWYER)
        page = lawyer.get(address("assess", breach))
        assert "nog 5 uur" in words(page)
        data = sent(breach, risk="high", decision="report", note="Gezondheid van tien mensen")
        lawyer.post(address("assess", breach), data)
        data = sent(breach, phase="initial", sent_at="9-3-2026 10:00", reference="AP-1")
        page = lawyer.post(address("report", breach), data, follow=True)
        assert "De melding is vastgelegd" in words(page)
        assert "65 uur nadat het bekend werd: binnen de 72 uur." in words(page)
        data = sent(breach, decision="informed", on="9-3-2026", how="letter", number="10", note="Brief")
        page = lawyer.post(address("persons", breach), data, follow=True)
        assert "De melding is nog niet volledig" in words(page)
        data = sent(breach, phase="additional", sent_at="9-3-2026 11:00", reference="AP-1", is_complete="on")
        page = words(lawyer.post(address("report", breach), data))
        assert "De melding heet volledig, maar in het register ontbreekt nog: " in page
        assert "waarschijnlijke gevolgen" in page and "lid 4" in page
        lawyer.post(address("report", breach), data | {"missing_reason": "Dat is niet te achterhalen"})
        page = lawyer.get(address("close", breach), follow=True)
        assert "Een collega sluit het af" in words(page)
        other = signed_in(LAWYER)
        page = words(other.get(address("inspect", breach)))
        assert "er staat nog niet bij wat in dit register hoort" in page and "Alles is gedaan" not in page
        page = words(other.get(address("close", breach)))
        assert "In dit register ontbreekt nog: " in page and "waarschijnlijke gevolgen" in page
        page = other.post(address("close", breach), sent(breach, note="Gewist"), follow=True)
        assert "Het datalek is afgesloten." in words(page)

    def test_not_reporting_waits_for_a_colleague(self):
        breach = registered()
        assessed(breach, "unlikely", "not_report")
        own, other = Client(), signed_in(LAWYER)
        own.force_login(make.tester())
        assert "niet te melden door u te bevestigen" in words(other.get("/beheer/"))
        # Who does not agree goes on from here.
        assert (
            f'<a href="{address("assess", breach)}">'
            in other.get(address("confirm", breach)).content.decode()
        )
        page = other.post(address("confirm", breach), sent(breach, note="Eens"), follow=True)
        assert "dit datalek wordt niet gemeld" in words(page)

    @pytest.mark.parametrize(
        ("step", "values", "sentence"),
        [
            ("assess", {"risk": "risk", "decision": "not_report", "note": "x"}, "wordt een datalek gemeld"),
            ("assess", {"note": "x"}, "Kies hoe groot het risico is."),
            ("assess", {"risk": "risk", "decision": "report", "note": "123456782"}, "burgerservicenummer"),
            (
                "report",
                {"phase": "initial", "sent_at": "9-3-2026 12:00", "reference": ""},
                "Vul het nummer in",
            ),
            (
                "report",
                {"phase": "initial", "sent_at": "6-3-2026 9:00", "reference": "x"},
                "niet eerder gemeld",
            ),
            ("persons", {"decision": "informed", "note": "x"}, "Vul in op welke dag"),
        ],
    )
    def test_what_is_wrong_stays_on_the_screen(self, step, values, sentence):
        breach = registered()
        if step == "report":
            assessed(breach)
        page = signed_in(LAWYER).post(address(step, breach), sent(breach, **values))
        assert sentence in words(page)

    def test_who_was_overtaken_is_told(self):
        breach, lawyer = registered(), signed_in(LAWYER)
        data = sent(breach, risk="risk", decision="report", note="x")
        assessed(breach)
        assert "intussen gewijzigd" in words(lawyer.post(address("assess", breach), data))

    def test_a_step_that_is_not_there_leads_back(self):
        breach, lawyer = registered(), signed_in(LAWYER)
        for step in ("confirm", "report", "client", "close", "reopen", "link"):
            page = lawyer.get(address(step, breach), follow=True)
            assert page.redirect_chain and page.redirect_chain[-1][0] == address("inspect", breach), step


class TestTheForm:
    def test_is_a_file_to_fill_the_authority_s_form_from(self):
        breach, reader = registered(persons_least=3, persons_most=3), signed_in(AUDITOR)
        page = reader.get(address("inspect", breach))
        assert address("form_pdf", breach) in page.content.decode()
        pdf = reader.get(address("form_pdf", breach))
        assert pdf.content.startswith(b"%PDF") and b"pdfuaid" in pdf.content
        told = json.loads(reader.get(address("form_json", breach)).content)
        known = {one["code"]: one for one in told["fields"]}
        assert known["persons"]["raw"] == {"least": 3, "most": 3}
        assert known["nature"]["raw"] == ["confidentiality"]
        sheet = openpyxl.load_workbook(io.BytesIO(reader.get(address("form_xlsx", breach)).content)).active
        assert [cell.value for cell in sheet[1]][:3] == ["Onderdeel", "Vraag", "Antwoord"]
        assert sheet.max_row == len(told["fields"]) + 1
        assert "33, lid 3, onder a" in {row[3].value for row in sheet}

    def test_cites_the_law_as_people_do(self):
        breach = registered()
        page = words(signed_in(LAWYER).get(address("inspect", breach)))
        assert "(art. 33, lid 3, onder a)" in page and "(art. 33, lid 1, en 34, lid 1)" in page
        assert "33(3)" not in page

    def test_asks_for_no_name_where_names_do_not_belong(self):
        page = words(signed_in(LAWYER).get(address("answers", registered())))
        asked = page.partition("Wie meldt namens de organisatie, en hoe is die te bereiken?")[2]
        assert asked.strip().startswith("De functie of afdeling")

    def test_questions_are_answered(self):
        breach, lawyer = registered(), signed_in(LAWYER)
        data = sent(breach, vulnerable="yes", effects=["identity", "money"], reason="Formulier ingevuld")
        page = words(lawyer.post(address("answers", breach), data, follow=True))
        assert "De antwoorden zijn bewaard." in page and "Identiteitsfraude" in page
        page = lawyer.post(address("answers", breach), sent(breach, vulnerable="misschien", reason="x"))
        assert "misschien" in words(page)

    def test_what_was_sent_is_fetched_as_it_was(self):
        breach = registered()
        assessed(breach)
        report = reported(breach)
        url = reverse("breaches:sent", args=[breach.pk, report.pk])
        answer = signed_in(AUDITOR).get(url)
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        assert (
            signed_in(LAWYER).get(reverse("breaches:sent", args=[breach.pk + 1, report.pk])).status_code
            == 404
        )


class TestWhoMay:
    @pytest.mark.parametrize("role", [EDITOR, CONTRACT_MANAGER])
    def test_not_who_is_not_concerned(self, role):
        breach, client = registered(), signed_in(role)
        for name in ("inspect", "form_pdf", "form_json", "assess", "history"):
            assert client.get(address(name, breach)).status_code in (302, 403), name
        assert "Datalekken" not in words(client.get("/beheer/"))

    def test_an_auditor_reads_and_decides_nothing(self):
        breach, auditor = registered(), signed_in(AUDITOR)
        assert "Volgende stap" in words(auditor.get(address("inspect", breach)))
        before = version_of(Breach, breach.pk)
        for name in ("assess", "report", "persons", "close", "answers", "edit"):
            assert auditor.post(address(name, breach), {}).status_code in (302, 403), name
        assert version_of(Breach, breach.pk) == before


def test_as_of_a_day_shows_what_was_known():
    with time_machine.travel(AT - timedelta(days=2), tick=False):
        breach = registered(at=AT - timedelta(days=2))
    assessed(breach)
    reported(breach)
    reader = signed_in(AUDITOR)
    assert BreachNotification.objects.exists()
    then = words(reader.get(address("inspect", breach), {"peildatum": "8-3-2099"}))
    assert "AP-2026-1" in then
    assert "Te laat" in words(reader.get(address("index"), {"state": "overdue"}))


def test_no_screen_asks_more_with_more_breaches(django_assert_max_num_queries):
    client = signed_in(LAWYER)
    party = make.AgreementFactory(kind="processing_agreement_as_processor", breach_notice_hours=24).party
    for _number in range(6):
        breach = registered(on_behalf_of=party)
        registered()
    for name in ("index", "inspect", "assess", "answers", "history"):
        url = address(name, None if name == "index" else Breach.objects.latest("pk"))
        client.get(url)
        with django_assert_max_num_queries(25):
            assert client.get(url).status_code == 200
    assert "Datalek" in words(client.get(address("index"), {"q": "Bijlage"}))
    assert str(breach) in words(client.get(address("index"), {"state": "tell_client"}))


def test_is_reminded_of_by_the_day_of_its_clock():
    breach = registered(aware_at=datetime(2026, 3, 8, 23, 0, tzinfo=UTC))
    make.UserFactory(role=LAWYER, email="jurist@example.org")
    [moment] = [one for one in moments(on=AT.date()) if one.kind == MomentKind.BREACH]
    assert (moment.record, moment.day.isoformat()) == (breach.pk, "2026-03-11")
    assert moment.to_do(AT.date()) == f"{breach} melden, of besluiten van niet"
    not_reported(breach, make.UserFactory(role=LAWYER))
    assert not [one for one in moments(on=AT.date()) if one.kind == MomentKind.BREACH]
