"""An earlier text is taken up again without what was said about the version that it was; nothing is unpublished."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import PageLogEntry

from home.core.refusals import PublicationRefused
from home.models import HomePage, StatementPage
from home.publication.restoring import start_from
from home.versions.models import StatementVersion
from tests.factories import UserFactory
from tests.home.conftest import BODY, approve, paragraph, section

TOLD = {
    "change_note": "Wat er toen veranderde.",
    "kind": "editorial",
    "conflict_reason": "Het register liep toen achter.",
}
FRESH = {
    "change_note": "",
    "kind": "material",
    "conflict_reason": "",
    "effective_from": None,
    "announce_from": None,
}


def the_page() -> StatementPage:
    return StatementPage.objects.source().get()


@pytest.fixture
def versions(publish):
    """Two versions; the first was handed in with a note, a kind, a reason and dates."""
    publish(date(2025, 1, 1), **TOLD)
    publish(date(2026, 1, 1), body=[section("Anders", paragraph("Andere woorden."))], title="Andere titel")
    return list(StatementVersion.objects.order_by("number"))


@pytest.fixture
def told_draft(versions, editor, statement_page):
    """A draft on which note, kind, reason and dates stand, as it was stored."""
    page = the_page().get_latest_revision_as_object()
    page.body = json.dumps(BODY)
    for name, value in {
        **TOLD,
        "effective_from": date(2027, 2, 1),
        "announce_from": date(2027, 1, 1),
    }.items():
        setattr(page, name, value)
    old = page.save_revision(user=editor)
    again = the_page().get_latest_revision_as_object()
    again.body = json.dumps([section("", paragraph("Nog anders."))])
    again.save_revision(user=editor)
    return old


def said(page) -> dict:
    return {name: getattr(page, name) for name in FRESH}


class TestFromAVersion:
    def test_text_and_title_come_back_and_nothing_that_was_said_of_it(self, versions, editor):
        start_from(versions[0], by=editor, at=timezone.now())
        draft = the_page().get_latest_revision_as_object()
        assert draft.title == versions[0].title
        assert list(draft.body.get_prep_value()) == versions[0].body
        assert said(draft) == FRESH
        assert the_page().has_unpublished_changes

    def test_the_anchors_are_those_of_the_version(self, versions, editor):
        start_from(versions[0], by=editor, at=timezone.now())
        draft = the_page().get_latest_revision_as_object()
        assert [one.value["anchor"] for one in draft.body] == [one["anchor"] for one in versions[0].sections]

    def test_promises_that_stood_in_a_file_come_along(self, publish, editor, lawyer, statement_page):
        first = publish(date(2025, 1, 1))
        strict = first.commitments
        publish(date(2025, 2, 1), commitments=strict | {"response_weeks": 2})
        publish(date(2025, 3, 1), commitments=strict | {"response_weeks": 3})
        second = StatementVersion.objects.get(number=2)
        approve(start_from(second, by=editor, at=timezone.now()), lawyer)
        assert StatementVersion.objects.get(number=4).commitments == second.commitments

    def test_who_takes_it_up_is_an_author_of_it(self, versions, lawyer):
        revision = start_from(versions[0], by=lawyer, at=timezone.now())
        with pytest.raises(PublicationRefused, match="schreef zelf"):
            approve(revision, lawyer)

    def test_what_is_locked_stays(self, versions, editor, legal_review):
        page = the_page().get_latest_revision_as_object()
        page.title = "Ingediend"
        page.save_revision(user=editor)
        the_page().get_workflow().start(the_page(), editor)
        with pytest.raises(PublicationRefused, match="ligt nu vast"):
            start_from(versions[0], by=editor, at=timezone.now())
        assert the_page().get_latest_revision_as_object().title == "Ingediend"

    def test_who_may_not_write_does_not(self, versions):
        with pytest.raises(PermissionDenied):
            start_from(versions[0], by=UserFactory(username="vreemde"), at=timezone.now())

    def test_by_the_screen(self, client, versions, editor):
        client.force_login(editor)
        address = reverse("statement_versions:restore", args=[versions[0].pk])
        assert "kan niet meer worden ingetrokken" in client.get(address).content.decode()
        answer = client.post(address, {"action": "draft"}, follow=True)
        assert "Het concept is nu de tekst van versie 1." in answer.content.decode()
        assert PageLogEntry.objects.filter(action="home.restored", data__number=1).exists()


class TestAnOldDraft:
    def test_wagtails_way_back_brings_no_note_kind_dates_and_reason(self, client, told_draft, editor):
        client.force_login(editor)
        address = reverse("wagtailadmin_pages:revisions_revert", args=[the_page().pk, told_draft.pk])
        form = client.get(address).context["form"]
        assert {name: form.initial.get(name) or FRESH[name] for name in FRESH} == FRESH
        assert list(form.instance.body.get_prep_value()) == list(told_draft.as_object().body.get_prep_value())

    def test_nor_does_the_api(self, client, told_draft, editor):
        client.force_login(editor)
        address = reverse("wagtailadmin_api:pages:action", args=[the_page().pk, "revert_to_page_revision"])
        answer = client.post(address, {"revision_id": told_draft.pk}, content_type="application/json")
        assert answer.status_code == 200
        draft = the_page().get_latest_revision_as_object()
        assert said(draft) == FRESH
        assert [one.value["heading"] for one in draft.body] == ["", "Welke gegevens", "Met wie wij delen"]


class TestUnpublish:
    """Readers get versions: taking the page offline would do nothing, so it is refused with what works."""

    WAY = "Een versie die nog niet geldt, trekt u in bij Versies."

    def still_there(self):
        assert the_page().live
        told = PageLogEntry.objects.filter(action="wagtail.unpublish", page_id=the_page().pk)
        assert not told.exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_by_the_screen(self, client, versions, lawyer, method):
        client.force_login(lawyer)
        address = reverse("wagtailadmin_pages:unpublish", args=[the_page().pk])
        answer = getattr(client, method)(address, follow=True)
        assert answer.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[the_page().pk]), 302)]
        assert self.WAY in answer.content.decode()
        self.still_there()

    def test_by_ticking_it_in_a_list(self, client, versions, lawyer):
        client.force_login(lawyer)
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        answer = client.post(f"{address}?id={the_page().pk}", {"next": "/beheer/"}, follow=True)
        assert self.WAY in answer.content.decode()
        self.still_there()

    def test_by_the_api(self, client, versions, lawyer):
        client.force_login(lawyer)
        address = reverse("wagtailadmin_api:pages:action", args=[the_page().pk, "unpublish"])
        answer = client.post(address, {}, content_type="application/json")
        assert answer.status_code == 400
        assert self.WAY in answer.content.decode()
        self.still_there()

    def test_with_the_page_above_it(self, client, versions, lawyer):
        boss, front = UserFactory(username="baas", is_superuser=True), HomePage.objects.source().get()
        client.force_login(boss)
        address = reverse("wagtailadmin_pages:unpublish", args=[front.pk])
        answer = client.post(address, {"include_descendants": "on"}, follow=True)
        assert self.WAY in answer.content.decode()
        assert HomePage.objects.source().get().live, "not half of it"
        with pytest.raises(PublicationRefused, match="blijft gelden"):
            UnpublishPageAction(
                HomePage.objects.source().get(), user=boss, include_descendants=True
            ).execute()
        self.still_there()

    def test_when_its_time_would_be_up(self, versions):
        StatementPage.objects.update(expire_at=timezone.now() - timedelta(days=1))
        call_command("publish_scheduled")
        self.still_there()
