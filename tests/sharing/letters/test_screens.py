"""The screens of letters, as who writes their texts, who makes and sends them, who only reads, and who may not."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from sharing.access.choices import AUDITOR, CONTRACT_MANAGER, LAWYER
from sharing.core.actor import acting
from sharing.core.looking.models import Look
from sharing.core.records import version_of
from sharing.letters import letter as writing
from sharing.letters.queries import template_for, version_number
from sharing.models import LetterTemplate, RightsLetter, RightsRequest
from tests import factories as make
from tests.days import today
from tests.sharing.letters.steps import letters_ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ready():
    letters_ready()


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make.UserFactory(role=role))
    return client


def words(response: Any) -> str:
    assert response.status_code == 200, response
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def text_at(name: str, template: LetterTemplate, *more: Any) -> str:
    return reverse(f"letter_templates:{name}", args=[template.pk, *more])


def at(name: str, request: RightsRequest, *more: Any) -> str:
    return reverse(f"rights_requests:{name}", args=[request.pk, *more])


def changed(template: LetterTemplate, **values: str) -> dict[str, str]:
    usual = {"title": template.title, "body": template.body, "reason": "Duidelijker"}
    return {**usual, "version": version_of(LetterTemplate, template.pk), **values}


def asked(request: RightsRequest, **values: str) -> dict[str, str]:
    return {"language": "nl", "version": version_of(RightsRequest, request.pk), **values}


class TestTexts:
    def test_who_deals_with_requests_changes_one_and_sees_which_fields_there_are(self):
        lawyer, template = signed_in(LAWYER), template_for("receipt", "nl")
        assert "{{ontvangen_op}} de dag van ontvangst" in words(lawyer.get(text_at("edit", template)))
        page = lawyer.post(
            text_at("edit", template), changed(template, title="Wij lezen uw brief"), follow=True
        )
        assert "is gewijzigd" in words(page)
        assert template_for("receipt", "nl").title == "Wij lezen uw brief"

    def test_an_unknown_field_is_told_at_the_text_and_the_input_stays(self):
        lawyer, template = signed_in(LAWYER), template_for("receipt", "nl")
        page = words(lawyer.post(text_at("edit", template), changed(template, body="Dag {{naam}}")))
        assert "“{{naam}}” is geen veld van deze brief" in page
        assert "Dag {{naam}}" in page
        assert version_number(template) == 1

    def test_what_is_wrong_with_the_title_and_the_text_is_told_of_both(self):
        template = template_for("receipt", "nl")
        given = changed(template, title="", body="Dag {{naam}}", reason="")
        page = words(signed_in(LAWYER).post(text_at("edit", template), given))
        assert "Dit is een verplicht veld" in page
        assert "“{{naam}}” is geen veld van deze brief" in page and "Vul in waarom u dit doet" in page

    def test_the_example_of_what_stands_on_the_screen_is_a_pdf_and_stores_nothing(self):
        lawyer, template = signed_in(LAWYER), template_for("receipt", "nl")
        page = lawyer.post(text_at("edit", template), {"title": "Titel", "body": "Dag", "voorbeeld": "1"})
        assert page["Content-Type"] == "application/pdf"
        assert page.content.startswith(b"%PDF")
        assert version_number(template) == 1

    def test_an_example_with_a_field_that_there_is_not_comes_back_with_what_is_wrong(self):
        lawyer, template = signed_in(LAWYER), template_for("receipt", "nl")
        given = {"title": "Titel", "body": "{{x}}", "voorbeeld": "1"}
        assert "geen veld van deze brief" in words(lawyer.post(text_at("edit", template), given))

    def test_an_earlier_version_is_seen_and_put_back(self):
        lawyer, template = signed_in(LAWYER), template_for("refusal", "en")
        lawyer.post(text_at("edit", template), changed(template, title="No"))
        assert lawyer.get(text_at("version", template, 1)).content.startswith(b"%PDF")
        assert lawyer.get(text_at("version", template, 3)).status_code == 404
        given = {"number": "1", "reason": "Toch beter", "version": version_of(LetterTemplate, template.pk)}
        assert "geldt weer" in words(lawyer.post(text_at("restore", template), given, follow=True))
        assert template_for("refusal", "en").title == "Our decision on your request"
        assert "Versie" in words(lawyer.get(text_at("inspect", template)))

    def test_who_only_reads_changes_nothing_and_who_has_no_part_in_it_sees_nothing(self):
        template = template_for("receipt", "nl")
        auditor, manager = signed_in(AUDITOR), signed_in(CONTRACT_MANAGER)
        assert auditor.get(text_at("example", template)).status_code == 200
        assert auditor.post(text_at("edit", template), changed(template, title="X")).status_code in (302, 403)
        assert manager.get(text_at("example", template)).status_code in (302, 403)
        assert template_for("receipt", "nl").title != "X"


class TestLettersOfARequest:
    def test_the_next_step_offers_the_letter_it_is_made_fetched_and_sent(self):
        lawyer, request = signed_in(LAWYER), make.RightsRequestFactory(received_at=timezone.now())
        page = lawyer.get(at("inspect", request))
        assert "Brief maken: Ontvangstbevestiging" in words(page)
        assert at("make_letter", request, "receipt") in page.content.decode()

        page = lawyer.post(
            at("make_letter", request, "receipt"), asked(request, addressee="A. Naam"), follow=True
        )
        assert "De brief is gemaakt" in words(page)
        letter = RightsLetter.objects.get()
        assert "Brief maken: Vraag wie dit vraagt" in words(page)
        file = lawyer.get(at("letter", request, letter.pk))
        assert b"".join(file.streaming_content).startswith(b"%PDF")
        assert file["Content-Disposition"] == f'attachment; filename="brief-{letter.pk}.pdf"'
        assert Look.objects.filter(act="fetched").exists()

        given = {"sent_on": f"{today():%d-%m-%Y}", "sent_way": "post"}
        given["version"] = version_of(RightsRequest, request.pk)
        page = lawyer.post(at("letter_sent", request, letter.pk), given, follow=True)
        assert "Vastgelegd wanneer de brief is verstuurd." in words(page)
        letter.refresh_from_db()
        assert isinstance(letter.sent_on, date)
        assert letter.sent_way == "post"

    @pytest.mark.parametrize(
        ("days", "sentence"), [(1, "moet nog komen"), (-1, "hij is niet eerder verstuurd")]
    )
    def test_a_day_on_which_it_was_not_sent_is_told_with_what_else_is_wrong(self, days, sentence):
        lawyer, request = signed_in(LAWYER), make.RightsRequestFactory(received_at=timezone.now())
        lawyer.post(at("make_letter", request, "receipt"), asked(request, addressee="A. Naam"))
        url = at("letter_sent", request, RightsLetter.objects.get().pk)
        given = {"sent_on": f"{today() + timedelta(days=days):%d-%m-%Y}", "sent_way": ""}
        page = words(lawyer.post(url, given | {"version": version_of(RightsRequest, request.pk)}))
        assert sentence in page and "Kies hoe de brief is verstuurd" in page

    def test_what_is_not_known_yet_is_told_with_what_else_is_wrong(self, monkeypatch):
        known = writing.common_values
        monkeypatch.setattr(
            writing, "common_values", lambda *of, **at: known(*of, **at) | {"organisatie": ""}
        )
        with make.recorded():
            LetterTemplate.objects.filter(kind="receipt").update(body="Van {{organisatie}}")
        lawyer, request = signed_in(LAWYER), make.RightsRequestFactory()
        given = asked(request, addressee="A. Naam, 123456782")
        page = words(lawyer.post(at("make_letter", request, "receipt"), given))
        assert "nog niet bekend: onze naam" in page and "burgerservicenummer" in page

    def test_the_example_keeps_nothing(self):
        lawyer, request = signed_in(LAWYER), make.RightsRequestFactory()
        page = lawyer.post(at("make_letter", request, "receipt"), asked(request, voorbeeld="1"))
        assert page["Content-Type"] == "application/pdf"
        assert not RightsLetter.objects.exists()

    def test_a_refusal_begins_with_the_reason_of_the_decision_and_asks_for_its_ground(self):
        lawyer = signed_in(LAWYER)
        request = make.RightsRequestFactory(known=True)
        with make.recorded():
            RightsRequest.objects.filter(pk=request.pk).update(registered_by=request.registered_by)
        other = make.UserFactory(role=LAWYER)
        with acting(by=other, reason="Besluit"):
            RightsRequest.objects.filter(pk=request.pk).update(
                decision="refused",
                decision_reason="Het mag niet",
                decided_by=other,
                decided_at=timezone.now(),
            )
        page = lawyer.get(at("make_letter", request, "refusal"))
        assert "Het mag niet" in page.content.decode()
        page = words(
            lawyer.post(at("make_letter", request, "refusal"), asked(request, reden="Nee", grond=""))
        )
        assert "Vul in wat hierover in de brief staat." in page
        given = asked(request, reden="It is not allowed", grond="Article 17(3)(b) GDPR", language="en")
        lawyer.post(at("make_letter", request, "refusal"), given)
        assert RightsLetter.objects.get().language == "en"

    @pytest.mark.parametrize("kind", ["decision", "extension", "breach"])
    def test_a_letter_that_does_not_fit_leads_back_with_why(self, kind):
        lawyer, request = signed_in(LAWYER), make.RightsRequestFactory()
        page = lawyer.post(at("make_letter", request, kind), asked(request), follow=True)
        assert "past nu niet" in words(page)
        assert not RightsLetter.objects.exists()

    def test_one_that_there_is_not_is_not_found(self):
        lawyer, letter = signed_in(LAWYER), make.RightsLetterFactory()
        other = make.RightsRequestFactory()
        assert lawyer.get(at("make_letter", other, "zomaar")).status_code == 404
        assert lawyer.get(at("letter", other, letter.pk)).status_code == 404
        assert lawyer.get(at("letter_sent", other, letter.pk)).status_code == 404

    def test_who_only_reads_fetches_and_makes_none(self):
        auditor, letter = signed_in(AUDITOR), make.RightsLetterFactory()
        assert auditor.get(at("letter", letter.request, letter.pk)).status_code == 200
        made = auditor.post(at("make_letter", letter.request, "receipt"), asked(letter.request))
        assert made.status_code in (302, 403)
        assert RightsLetter.objects.count() == 1
