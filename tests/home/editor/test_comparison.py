"""The comparison while somebody writes: of what stands in the form, of the draft, and of two drafts."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, PageSubscription
from wagtail.test.utils.form_data import inline_formset

from sharing.roles import AUDITOR, CONTRACT_MANAGER, ensure_roles
from tests.factories import UserFactory
from tests.home.conftest import BODY, change, paragraph, section
from tests.home.drafts import draft, judge, submit, the_page
from tests.home.editor.test_admin import edit, form  # noqa: F401 - a fixture

IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{64}")


def address() -> str:
    return reverse("home_comparison", args=[the_page().pk])


def words_of(answer) -> str:
    """The page without what only who listens hears."""
    seen = re.sub(r'<span class="visually-hidden">[^<]*</span>', "", answer.content.decode())
    return re.sub(r"\s+", " ", seen)


class TestBesideTheForm:
    @pytest.fixture
    def published(self, publish):
        return publish(
            body=[section("Wat er verandert", paragraph("Oude tekst."), anchor="wat-er-verandert")]
        )

    def test_what_is_typed_is_compared_with_what_readers_have_and_nothing_is_stored(
        self, client, published, editor
    ):
        before = the_page().revisions.count()
        client.force_login(editor)
        answer = client.post(address(), form("Nieuwe tekst.", title="Privacy"))
        words = words_of(answer)
        assert "versie 1 van 1 januari 2025" in words
        assert "<del>Privacyverklaring</del> <ins>Privacy</ins>" in words
        assert re.search(r"<del>Oude</del>\s*<ins>Nieuwe</ins> tekst.", words)
        assert the_page().revisions.count() == before
        assert the_page().get_latest_revision_as_object().title == "Privacyverklaring"

    def test_neither_note_nor_anything_of_the_machine_is_in_it(self, client, published, editor):
        client.force_login(editor)
        data = form("Nieuwe tekst.", change_note="Voor lezers", review_note="Alleen voor de jurist")
        words = words_of(client.post(address(), data))
        assert "Alleen voor de jurist" not in words
        assert not IDS.search(words)
        assert "wat-er-verandert" not in words  # the editor has fields of that name

    def test_a_form_that_says_nothing_new(self, client, published, editor):
        client.force_login(editor)
        words = words_of(client.post(address(), form("Oude tekst.")))
        assert "Er is niets veranderd ten opzichte van versie 1 van 1 januari 2025." in words
        assert "1 paragraaf heeft dezelfde woorden." in words

    def test_what_cannot_be_is_said(self, client, published, editor):
        client.force_login(editor)
        answer = client.post(address(), form(effective_from="32-13-2026"))
        assert answer.status_code == 200
        assert "In het formulier staat iets dat niet kan." in words_of(answer)

    def test_before_the_first_version_all_is_new(self, client, statement_page, editor):
        client.force_login(editor)
        words = words_of(client.post(address(), form("Nieuwe tekst.")))
        assert "Er is nog niets gepubliceerd of ingediend: alles is nieuw." in words
        assert "<ins" in words

    def test_the_panel_stands_beside_the_editor_and_asks_nothing_by_itself(self, client, published, editor):
        client.force_login(editor)
        page = words_of(client.get(reverse("wagtailadmin_pages:edit", args=[the_page().pk])))
        assert "Wat u wijzigt" in page
        assert f'data-home-comparison-address-value="{address()}"' in page

    def test_a_long_text_asks_no_more_of_the_database(self, client, publish, editor):
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert "Ten opzichte van" in words_of(client.post(address(), form("Nieuwe tekst.")))
            return len(queries)

        client.force_login(editor)
        publish(body=[section("Een", paragraph("Tekst."))])
        asked()
        short = asked()
        publish(
            timezone.localdate(),
            body=[section(f"Paragraaf {one}", paragraph(f"Tekst {one}.")) for one in range(60)],
        )
        assert asked() == short


class TestPageOfItsOwn:
    def test_the_draft_against_what_is_in_force_and_what_was_handed_in(
        self, client, publish, editor, lawyer, legal_review
    ):
        publish(body=BODY)
        publish(
            timezone.localdate() + timedelta(days=30), body=[*BODY, section("Later", paragraph("Straks."))]
        )
        submit(editor, [section("Ingediend", paragraph("Dit diende ik in."))])
        client.force_login(lawyer)
        words = words_of(client.get(address()))
        assert "Wat er verandert ten opzichte van versie 2 van" in words
        in_force = words_of(client.get(address(), {"met": "geldt"}))
        assert "ten opzichte van versie 1 van 1 januari 2025, die nu geldt" in in_force
        assert "Straks." not in in_force
        handed_in = words_of(client.get(address(), {"met": "ingediend"}))
        assert "Er is niets veranderd voor lezers." in handed_in
        assert client.get(address(), {"met": "onzin"}).status_code == 200

    @pytest.mark.parametrize("role", [CONTRACT_MANAGER, AUDITOR])
    def test_only_for_who_may_change_the_text(self, client, publish, role):
        publish()
        ensure_roles(page=the_page().get_parent())
        client.force_login(UserFactory(role=role))
        for answer in (client.get(address()), client.post(address(), form())):
            assert answer.status_code == 302
            assert answer.url == reverse("wagtailadmin_home")

    def test_a_page_without_versions_has_none(self, client, statement_page, editor):
        client.force_login(editor)
        home = statement_page.get_parent()
        assert client.get(reverse("home_comparison", args=[home.pk])).status_code == 404


class TestWagtailsOwn:
    """“Vergelijk” in the history of a page."""

    def compared(self, client, user, old, new) -> str:
        client.force_login(user)
        at = reverse("wagtailadmin_pages:revisions_compare", args=[the_page().pk, old, new])
        answer = client.get(at)
        assert answer.status_code == 200
        return words_of(answer)

    def test_two_drafts_are_compared_as_people_read_them(self, client, statement_page, editor):
        old = draft(editor, BODY, change_note="Eerst", effective_from=date(2031, 1, 1))
        new = draft(editor, [*BODY[:2], section("Nieuw", paragraph("Erbij."))], change_note="Daarna")
        words = self.compared(client, editor, old.pk, new.pk)
        assert "<dt>Wat is er veranderd</dt><dd><del>Eerst</del> <ins>Daarna</ins></dd>" in words
        assert "Erbij." in words
        body = words.split("<main", 1)[1]
        assert not IDS.search(re.sub(r'(href|src|data-\S+|id)="[^"]*"', "", body))
        assert "paragraph" not in re.sub(r"<[^>]*>", "", body)

    def test_the_live_text_and_the_latest_have_words(self, client, publish, editor):
        publish()
        draft(editor, BODY)
        words = self.compared(client, editor, "live", "latest")
        assert "van de tekst van de laatste publicatie naar het concept van" in words
        assert "Tussen deze twee teksten is geen verschil dat iemand leest." in words


class TestRemarks:
    def test_who_opened_a_text_hears_of_remarks_until_they_turn_it_off(self, client, edit, editor, lawyer):  # noqa: F811
        change(editor, email="schrijver@example.org")
        client.force_login(editor)
        client.get(reverse("wagtailadmin_pages:edit", args=[the_page().pk]))
        assert PageSubscription.objects.get(user=editor).comment_notifications
        edit(editor, form(comment_notifications="on"))
        remark = {"text": "Klopt dit nog?", "contentpath": "title", "replies": inline_formset([])}
        mail.outbox.clear()
        edit(lawyer, form(comments=inline_formset([remark])))
        assert [one.to for one in mail.outbox] == [["schrijver@example.org"]]
        assert "Klopt dit nog?" in mail.outbox[0].body

        edit(editor, form())  # the switch is off
        mail.outbox.clear()
        kept = Comment.objects.get()
        again = {"id": kept.pk, "text": kept.text, "contentpath": "title", "replies": inline_formset([])}
        other = {"text": "En dit?", "contentpath": "title", "replies": inline_formset([])}
        edit(lawyer, form(comments=inline_formset([again, other], initial=1)))
        assert Comment.objects.count() == 2
        assert mail.outbox == []

    def test_who_only_leaves_a_remark_did_not_write_the_text(
        self,
        client,
        edit,  # noqa: F811
        editor,
        lawyer,
        legal_review,
    ):
        edit(editor, form("Van de redacteur."))
        the_page().get_workflow().start(the_page(), editor)
        remark = {"text": "Mooi zo.", "contentpath": "title", "replies": inline_formset([])}
        edit(lawyer, form("Van de redacteur.", comments=inline_formset([remark])))
        assert Comment.objects.get(resolved_at=None).text == "Mooi zo."
        assert "Versie 1 is gepubliceerd" in judge(client, lawyer, "approve").content.decode()

    def test_nobody_without_the_text_leaves_one(self, client, edit, publish):  # noqa: F811
        publish()
        ensure_roles(page=the_page().get_parent())
        remark = {"text": "Van buiten.", "contentpath": "title", "replies": inline_formset([])}
        edit(UserFactory(role=AUDITOR), form(comments=inline_formset([remark])))
        assert not Comment.objects.exists()
