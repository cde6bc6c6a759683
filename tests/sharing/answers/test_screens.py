"""Making an answer in the browser, fetching it again, and marking what is about others."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sharing.access.choices import AUDITOR, CONTRACT_MANAGER, LAWYER
from sharing.answers import screens
from sharing.answers.models import AccessAnswer, BlackOut, private_storage
from sharing.core.looking.models import Look
from sharing.core.records import version_of
from sharing.disclosures.models import Disclosure
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
NUMBER = "d-2026-0042"


@pytest.fixture
def lawyer() -> Client:
    return signed_in(LAWYER)


def make_address(client: Client) -> str:
    asked = {"dossier": NUMBER, "reason": "access", "note": "Brief van 3 maart"}
    opened = client.post(reverse("dossiers:index"), asked)["Location"]
    return reverse("answers:make", args=[opened.rstrip("/").rpartition("/")[2]])


def make(client: Client, **changes) -> AccessAnswer:
    sent = {"format": "json", "reason": "access", "note": "Brief van 3 maart"} | changes
    answer = client.post(make_address(client), sent)
    assert answer.status_code == 302, text(answer)
    return AccessAnswer.objects.latest("id")


class TestMaking:
    def test_the_screen_says_what_comes_in_and_what_stays_out(self, lawyer):
        request = factories.AuthorityRequestFactory(
            secret=True, secrecy_ground="Onderzoek loopt", secret_until=date(2100, 1, 1)
        )
        factories.DisclosureFactory(number=NUMBER, description="Gesprek met Piet")
        factories.DisclosureFactory(number=NUMBER, authority_request=request, description="Onzichtbaar")
        page = text(lawyer.get(make_address(lawyer)))
        assert "1 verstrekking, met aan wie" in page
        assert "Gesprek met Piet" in page
        assert "Onzichtbaar" not in page
        assert "Onderzoek loopt" in page
        assert "Brief van 3 maart" in page

    def test_what_went_to_an_authority_with_a_secret_request_and_names_none_is_asked_about(
        self, lawyer, monkeypatch
    ):
        request = factories.AuthorityRequestFactory(
            secret=True, secrecy_ground="Onderzoek loopt", secret_until=date(2100, 1, 1)
        )
        asked = "Ga na: staat dit terecht in het antwoord?"
        factories.DisclosureFactory(number=NUMBER, authority_request=request, recipient=request.authority)
        factories.DisclosureFactory(number=NUMBER)
        assert asked not in text(lawyer.get(make_address(lawyer)))
        loose = factories.DisclosureFactory(number=NUMBER, recipient=request.authority)
        page = text(lawyer.get(make_address(lawyer)))
        assert asked in page
        assert f'href="{reverse("disclosures:inspect", args=[loose.pk])}"' in page
        assert "Er zijn er meer" not in page
        monkeypatch.setattr(screens, "MOST_ASKED", 1)
        later = loose.disclosed_at + timedelta(days=1)
        factories.DisclosureFactory(number=NUMBER, recipient=request.authority, disclosed_at=later)
        assert "Er zijn er meer: dit zijn de oudste." in text(lawyer.get(make_address(lawyer)))

    def test_of_what_one_blacks_out_is_said_where_one_chooses_it(self, lawyer):
        disclosure = factories.DisclosureFactory(number=NUMBER, description="Gesprek met Piet")
        page = text(lawyer.get(make_address(lawyer)))
        assert f", {disclosure.recipient}</span></a>" in page
        assert 'data-label="Omschrijving"' in page and "listing register-stack" in page

    def test_it_is_made_kept_and_fetched_again(self, lawyer):
        factories.DisclosureFactory(number=NUMBER)
        answer = make(lawyer)
        assert (answer.made_by, answer.reason, answer.note) == (lawyer.user, "access", "Brief van 3 maart")
        page = text(lawyer.get(reverse("answers:inspect", args=[answer.pk])))
        assert answer.sha256 in page
        auditor = signed_in(AUDITOR)
        fetched = auditor.get(reverse("answers:file", args=[answer.pk]))
        content = b"".join(fetched.streaming_content)
        assert hashlib.sha256(content).hexdigest() == answer.sha256
        assert json.loads(content)["dossier_reference"] == NUMBER
        assert fetched["Content-Disposition"] == f'attachment; filename="antwoord-{answer.pk}.json"'
        assert "private, no-store" in fetched["Cache-Control"]
        look = Look.objects.latest("id")
        assert (look.looked_by, look.act, look.about) == (auditor.user, "fetched", f"Antwoord {answer.pk}")

    def test_a_reason_is_needed_and_nothing_is_lost(self, lawyer):
        page = text(lawyer.post(make_address(lawyer), {"format": "json", "reason": "", "note": "Zomaar"}))
        assert "Kies waarom u dit dossier bekijkt." in page
        assert 'value="Zomaar"' in page
        assert not AccessAnswer.objects.exists()

    def test_the_auditor_reads_answers_and_makes_none(self):
        auditor = signed_in(AUDITOR)
        factories.AccessAnswerFactory()
        assert "d-0001" in text(auditor.get(reverse("answers:index")))
        assert refused(auditor.get(make_address(auditor)))

    def test_others_see_no_answer(self):
        manager, answer = signed_in(CONTRACT_MANAGER), factories.AccessAnswerFactory()
        assert refused(manager.get(reverse("answers:index")))
        assert refused(manager.get(reverse("answers:file", args=[answer.pk])))

    def test_a_file_that_is_gone_is_said(self, lawyer):
        answer = factories.AccessAnswerFactory()
        private_storage().delete(answer.file.name)
        assert lawyer.get(reverse("answers:file", args=[answer.pk])).status_code == 404
        assert not Look.objects.exists()


class TestBlackOut:
    def sent(self, row: Disclosure, **changes) -> dict:
        return {
            "passages": "zijn broer Piet\r\n",
            "ground": "others",
            "reason": "Gaat over zijn broer",
            "version": version_of(Disclosure, row.pk),
        } | changes

    def test_marked_and_shown_again(self, lawyer):
        row = factories.DisclosureFactory(number=NUMBER, description="Gesprek met zijn broer Piet")
        address = reverse("answers:black_out", args=[row.pk])
        page = text(lawyer.post(address, self.sent(row), follow=True))
        assert "Deze woorden staan voortaan zwart in een antwoord." in page
        assert '<span class="register-black">zwart gemaakt: gaat over een ander</span>' in page
        [mark] = BlackOut.objects.all()
        assert mark.history.get().history_change_reason == "Gaat over zijn broer"
        gone = reverse("black_outs:delete", args=[mark.pk])
        assert gone in page
        version = version_of(BlackOut, mark.pk)
        lawyer.post(gone, {"reason": "Het ging toch over hemzelf", "version": version})
        assert not BlackOut.objects.exists()
        assert "register-black" not in text(lawyer.get(address))

    def test_who_came_from_a_request_comes_back_there_after_marking(self, lawyer):
        row = factories.DisclosureFactory(number=NUMBER, description="Gesprek met zijn broer Piet")
        back = "?terug=%2Fbeheer%2Fverzoeken-van-betrokkenen%2F8%2F"
        making = make_address(lawyer) + back
        marking = reverse("answers:black_out", args=[row.pk]) + back
        assert f'href="{marking}"' in text(lawyer.get(making))
        marked = lawyer.post(marking, self.sent(row), follow=True)
        assert f'href="{making}"' in text(marked)
        made = lawyer.post(making, {"format": "pdf", "reason": "access", "note": ""})
        assert made["Location"] == "/beheer/verzoeken-van-betrokkenen/8/"

    def test_what_is_wrong_is_said_at_its_field(self, lawyer):
        row = factories.DisclosureFactory(description="Gesprek")
        address = reverse("answers:black_out", args=[row.pk])
        page = text(lawyer.post(address, self.sent(row, ground="")))
        assert "Kies waarom deze woorden zwart worden." in page
        page = text(lawyer.post(address, self.sent(row)))
        assert "staat niet zo in de omschrijving" in page
        assert "zijn broer Piet" in page

    def test_the_auditor_marks_nothing(self):
        row = factories.DisclosureFactory(description="Gesprek")
        assert refused(signed_in(AUDITOR).get(reverse("answers:black_out", args=[row.pk])))


def test_words_that_do_not_stand_there_are_told_with_what_else_is_wrong(lawyer):
    row = factories.DisclosureFactory(number=NUMBER, description="Voorstel voor een plaatsing")
    given = {"passages": "Janssen", "ground": "", "reason": "", "version": version_of(Disclosure, row.pk)}
    page = text(lawyer.post(reverse("answers:black_out", args=[row.pk]), given))
    for sentence in ("“Janssen” staat niet zo", "Kies waarom deze woorden zwart", "Vul in waarom u dit doet"):
        assert sentence in page
