"""Authorship is of what readers would see: whoever changed that is an author, by whichever way it got there."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from wagtail.models import Revision

from home.authorship.authors import authors_of
from home.authorship.four_eyes import check_four_eyes
from home.core.refusals import PublicationRefused
from home.importing.operations import import_statement, replace_draft
from home.reading import read_text
from home.reusable.models import ReusableText
from home.review.next_step import next_step
from home.versions.models import StatementVersion
from home.versions.queries import latest_version
from sharing import public
from tests.factories import PurposeFactory
from tests.home.conftest import paragraph, section, seen_of
from tests.home.drafts import FIRST, draft, judge, submit, text, the_page

pytestmark = pytest.mark.django_db

REUSE = {"type": "reusable"}


def reusable(user, words: str, stored: ReusableText | None = None) -> ReusableText:
    """A reusable text as this user stores it."""
    made = stored or ReusableText.objects.create(title="Klachten")
    made.body = f"<p>{words}</p>"
    made.save()
    made.save_revision(user=user, log_action=True)
    return made


def showing(stored: ReusableText, *, anchor: str = "delen") -> list[dict]:
    return [section("Delen", paragraph("Zo."), REUSE | {"value": stored.pk}, anchor=anchor)]


class TestStoredOnceMore:
    """Who only stores what another wrote takes nothing over."""

    @pytest.mark.parametrize(
        "rewritten",
        [
            '<p data-block-key="ab1c2">Wij &amp; u</p>',
            "<p>Wij &#38; u</p>",
            "\n<p>Wij &amp;  u</p>\n",
        ],
        ids=["editor's keys", "another way to write it", "white space"],
    )
    def test_the_same_words_in_another_form(self, editor, lawyer, rewritten):
        said = section("Delen", {"type": "paragraph", "value": "<p>Wij &amp; u</p>"}, anchor="delen")
        again = section("Delen", {"type": "paragraph", "value": rewritten}, anchor="delen")
        draft(lawyer, [said])
        assert authors_of(draft(editor, [again])) == [lawyer]

    def test_formatting_and_links_are_seen(self, editor, lawyer):
        draft(lawyer, text("Wij delen niets."))
        assert authors_of(draft(editor, text("Wij delen <b>niets</b>."))) == [editor, lawyer]

    def test_a_promise_that_changes_is_seen(self, publish, editor, lawyer):
        def term(weeks: int) -> list[dict]:
            value = {"text": "<p>Snel.</p>", "response_weeks": weeks, "extension_months": 1}
            return [section("Delen", {"type": "response_term", "value": value}, anchor="delen")]

        publish(date(2025, 1, 1), body=term(4))
        assert authors_of(draft(lawyer, term(3))) == [lawyer]

    def test_words_that_another_moved_to_a_new_section(self, publish, editor, lawyer):
        publish(date(2025, 1, 1), body=FIRST)
        draft(lawyer, text("Van de juriste."))
        moved = section("Delen", paragraph("Van de juriste."), anchor="elders")
        assert set(authors_of(draft(editor, [moved]))) == {lawyer, editor}

    def test_words_that_changed_before_another_moved_them(self, publish, editor, lawyer, second_lawyer):
        publish(date(2025, 1, 1), body=FIRST)
        draft(lawyer, text("Van de juriste."))
        draft(editor, text("Van de juriste, en van ons."))
        moved = section("Delen", paragraph("Van de juriste, en van ons."), anchor="elders")
        assert set(authors_of(draft(second_lawyer, [moved]))) == {lawyer, editor, second_lawyer}

    def test_a_fact_of_the_register_is_nobodys_word(self, publish, editor, lawyer):
        facts = [section("Doelen", {"type": "purposes_tree", "value": {}}, anchor="doelen")]
        PurposeFactory(code="werk", description="Werk vinden")
        publish(date(2025, 1, 1), body=facts)
        PurposeFactory(code="wonen", description="Een huis vinden")
        assert authors_of(draft(lawyer, facts)) == []


class TestImporting:
    """Reading a file is writing, also when somebody else stores the text afterwards."""

    FILE = 'Verklaring\n\n1. Delen\n\nWij delen "niets" & niemand.\n\n- a\n- b\n'

    def unchanged(self, user) -> Revision:
        """What the editor's form stores of a text that was opened and stored."""
        page = the_page().get_latest_revision_as_object()
        body = page.body.get_prep_value()
        for one in body:
            for block in one["value"]["body"]:
                block["id"] = None
                if isinstance(block["value"], str):
                    block["value"] = block["value"].replace("<p>", '<p data-block-key="x1">')
        return draft(user, body, title=page.title)

    def test_on_the_command_line(self, editor, lawyer):
        import_statement(text=read_text(self.FILE), by=lawyer)
        last = self.unchanged(editor)
        assert authors_of(last) == [lawyer]
        with pytest.raises(PublicationRefused, match="Juriste schreef zelf"):
            check_four_eyes(last, by=lawyer)

    def test_in_the_browser(self, client, editor, lawyer):
        page = the_page()
        replace_draft(
            page=page, text=read_text(self.FILE), by=lawyer, keep=False, replaces=page.latest_revision_id
        )
        last = self.unchanged(editor)
        client.force_login(lawyer)
        address = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
        answer = client.post(address, {"seen": seen_of(last)}, content_type="application/json")
        assert answer.status_code == 400
        assert "Juriste schreef zelf" in answer.content.decode()
        assert not StatementVersion.objects.exists()


class TestReusableTexts:
    def test_whoever_changed_one_that_is_shown(self, publish, editor, lawyer):
        stored = reusable(editor, "Oud.")
        publish(date(2025, 1, 1), body=showing(stored))
        reusable(lawyer, "Nieuw.", stored)
        assert authors_of(draft(editor, showing(stored))) == [lawyer]

    def test_whoever_wrote_one_that_was_not_shown_before(self, publish, editor, lawyer):
        stored = reusable(lawyer, "Van de juriste.")
        publish(date(2025, 1, 1), body=FIRST)
        assert set(authors_of(draft(editor, showing(stored)))) == {lawyer, editor}

    def test_nobody_when_it_is_as_readers_have_it(self, publish, editor, lawyer, second_lawyer):
        stored = reusable(lawyer, "Oud.")
        publish(date(2025, 1, 1), body=showing(stored), by=second_lawyer)
        reusable(editor, "Anders.", stored)
        reusable(editor, "Oud.", stored)
        assert authors_of(draft(editor, showing(stored))) == []

    def test_the_lawyer_changes_one_and_publishes_in_bulk(self, client, publish, editor, lawyer):
        stored = reusable(editor, "Oud.")
        publish(date(2025, 1, 1), body=showing(stored))
        draft(editor, showing(stored))
        reusable(lawyer, "Wij delen voortaan alles.", stored)
        client.force_login(lawyer)
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = client.post(f"{address}?id={the_page().pk}", {"next": "/beheer/"}, follow=True)
        assert "Juriste schreef zelf" in answer.content.decode()
        assert StatementVersion.objects.count() == 1

    def test_the_lawyer_changes_one_and_approves_in_the_review(
        self, client, publish, editor, lawyer, second_lawyer, legal_review
    ):
        stored = reusable(editor, "Oud.")
        publish(date(2025, 1, 1), body=showing(stored))
        submit(editor, showing(stored), change_note="Nieuw", effective_from=date(2099, 1, 1))
        reusable(lawyer, "Wij delen voortaan alles.", stored)
        assert "Juriste schreef zelf" in judge(client, lawyer, "approve").content.decode()
        judge(client, second_lawyer, "approve")
        assert latest_version().approved_by == second_lawyer.pk
        assert lawyer.pk in latest_version().authors

    def test_one_that_changed_without_anybodys_name_is_refused(self, editor, lawyer):
        stored = reusable(editor, "Oud.")
        ReusableText.objects.filter(pk=stored.pk).update(body="<p>Stiekem.</p>")
        with pytest.raises(PublicationRefused, match="niet bekend wie het schreef"):
            check_four_eyes(draft(editor, showing(stored)), by=lawyer)


class TestNobodysWords:
    def test_are_refused(self, lawyer):
        with pytest.raises(PublicationRefused, match="niet bekend wie het schreef"):
            check_four_eyes(draft(None, FIRST), by=lawyer)

    def test_nobody_is_named_who_could_approve_them(self, editor, lawyer, legal_review):
        draft(None, FIRST)
        [said] = next_step(the_page(), user=editor).sentences[1:]
        assert "niet bekend wie het schreef" in said and "Juriste" not in said
        submit(editor, FIRST, change_note="Nieuw", effective_from=date(2099, 1, 1))
        [said] = next_step(the_page(), user=editor).sentences
        assert "Nu toetst iemand van: Juriste" in said

    def test_until_somebody_stores_them_under_their_own_name(self, editor, lawyer):
        draft(None, FIRST)
        last = draft(editor, FIRST)
        check_four_eyes(last, by=lawyer)
        with pytest.raises(PublicationRefused, match="Schrijver schreef zelf"):
            check_four_eyes(last, by=editor)


class TestDatabase:
    def test_an_approver_among_the_authors_is_refused(self, publish, lawyer, editor):
        version = publish(date(2025, 1, 1))
        assert (version.authors, version.approved_by) == ([editor.pk], lawyer.pk)
        columns = [field.column for field in StatementVersion._meta.concrete_fields if not field.primary_key]
        forged = {
            "number": "2",
            "effective_from": "'2026-01-01'",
            "in_force_from": "'2026-01-01 00:00+01'",
            "authors": "ARRAY[approved_by]",
        }
        cells = ", ".join(forged.get(name, name) for name in columns)
        with pytest.raises(IntegrityError, match="version_four_eyes"), transaction.atomic():
            with public.acting(by=lawyer, reason="Poging"), connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO home_statementversion ({', '.join(columns)})"
                    f" SELECT {cells} FROM home_statementversion"
                )
