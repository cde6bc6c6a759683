"""Staff make, hand in, judge and follow a plain page as they do the statement."""

import json
import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from home.models import HomePage, PlainPage
from home.publication.withdrawals import propose_withdrawal
from home.versions.plain_models import PlainVersion, PlainWithdrawal
from home.versions.queries import latest_of
from sharing.roles import AUDITOR, EDITOR, LAWYER, ensure_roles
from tests.days import to_come
from tests.factories import UserFactory
from tests.home.plain.conftest import WORDS


def words(answer) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def as_role(statement_page, client):
    """A client that is signed in as somebody of this role."""
    ensure_roles(page=statement_page.get_parent())

    def as_role(role: str):
        client.force_login(UserFactory(role=role))
        return client

    return as_role


def hand_in(page: PlainPage, user) -> None:
    stored = PlainPage.objects.get(pk=page.pk)
    stored.body = json.dumps(WORDS)
    stored.save_revision(user=user)
    stored.get_workflow().start(PlainPage.objects.get(pk=page.pk), user)


class TestTheStartPage:
    def test_quiet_pages_take_one_line_and_others_tell_more(self, as_role, publish_plain, cookies, editor):
        publish_plain()
        start = words(as_role(EDITOR).get(reverse("wagtailadmin_home")))
        assert "Andere pagina's van de site" in start
        assert "Cookieverklaring : versie 1 geldt" in start
        assert "Cookieverklaring: stand van zaken" not in start
        page = PlainPage.objects.get(pk=cookies.pk).get_latest_revision_as_object()
        page.title = "Cookies"
        page.save_revision(user=editor)
        assert "Cookies: stand van zaken" in words(as_role(EDITOR).get(reverse("wagtailadmin_home")))

    def test_only_who_may_make_one_is_offered_it(self, as_role, cookies):
        address = reverse(
            "wagtailadmin_pages:add", args=["home", "plainpage", HomePage.objects.source().get().pk]
        )
        assert address in as_role(EDITOR).get(reverse("wagtailadmin_home")).content.decode()
        assert address not in as_role(LAWYER).get(reverse("wagtailadmin_home")).content.decode()
        assert as_role(LAWYER).get(address).status_code == 302
        form = as_role(EDITOR).get(address).content.decode()
        assert "action-publish" not in form
        assert "transfer_policy" not in form
        assert 'name="slug"' in form

    def test_what_waits_for_a_lawyer(self, as_role, cookies, editor):
        hand_in(cookies, editor)
        start = as_role(LAWYER).get(reverse("wagtailadmin_home"))
        assert "“Cookieverklaring” toetsen" in words(start)
        screen = as_role(LAWYER).get(reverse("statement_review:review", args=[cookies.pk]))
        assert "Verschillen met het register" not in words(screen)
        assert "geen cookies" in words(screen)
        data = {
            "action": "approve",
            "approve-comment": "",
            "approve-seen": screen.context["approve"].initial["seen"],
        }
        answer = as_role(LAWYER).post(
            reverse("statement_review:review", args=[cookies.pk]), data, follow=True
        )
        assert "Versie 1 is gepubliceerd" in words(answer)
        assert latest_of(cookies).authors == [editor.pk]


class TestTheList:
    def test_versions_with_where_they_stand(self, as_role, publish_plain):
        publish_plain()
        version = publish_plain(to_come(), change_note="Straks.")
        shown = words(as_role(AUDITOR).get(reverse("plain_versions:index")))
        assert shown.count("Cookieverklaring") >= 2
        assert "geldt nu" in shown
        assert "gepland" in shown
        inspected = as_role(AUDITOR).get(reverse("plain_versions:inspect", args=[version.pk]))
        assert version.sha256 in words(inspected)
        assert "Herstel" not in words(inspected)

    def test_a_withdrawal_on_its_screen(self, as_role, publish_plain, editor):
        version = publish_plain(to_come())
        proposal = propose_withdrawal(version, explanation="Een fout.", by=editor, at=timezone.now())
        address = reverse("plain_versions:restore", args=[version.pk])
        assert address in as_role(LAWYER).get(reverse("wagtailadmin_home")).content.decode()
        assert "haar toezeggingen" not in words(as_role(LAWYER).get(address))
        data = {"action": "confirm", "proposal": proposal.pk}
        answer = as_role(LAWYER).post(address, data, follow=True)
        assert "is ingetrokken" in words(answer)
        assert PlainWithdrawal.objects.count() == 1

    def test_nobody_changes_one(self, as_role, publish_plain):
        version = publish_plain()
        for name in ("edit", "delete"):
            answer = as_role(EDITOR).post(reverse(f"plain_versions:{name}", args=[version.pk]), {})
            assert answer.status_code in (302, 403)
        assert PlainVersion.objects.get() == version


class TestTheEditor:
    def test_the_form_says_what_is_missing(self, as_role, publish_plain, cookies):
        publish_plain(date(2025, 1, 1))
        form = words(as_role(EDITOR).get(reverse("wagtailadmin_pages:edit", args=[cookies.pk])))
        assert "Versie 1 geldt sinds 1 januari 2025." in form
        assert "Wat het register met deze tekst doet" not in form
        assert "Volledigheid" not in form

    def test_the_address_stays_from_the_first_version_on(self, as_role, publish_plain, cookies):
        address = reverse("wagtailadmin_pages:edit", args=[cookies.pk])
        assert not as_role(EDITOR).get(address).context["form"].fields["slug"].disabled
        publish_plain()
        assert as_role(EDITOR).get(address).context["form"].fields["slug"].disabled

    def test_it_is_found(self, as_role, publish_plain):
        publish_plain()
        found = words(as_role(EDITOR).get(reverse("register_search"), {"q": "geen cookies"}))
        assert "Cookieverklaring, geldt vanaf 1 januari 2025" in found

    def test_unpublishing_and_deleting_are_refused(self, as_role, publish_plain, cookies):
        publish_plain()
        client = as_role(LAWYER)
        answer = client.post(reverse("wagtailadmin_pages:unpublish", args=[cookies.pk]), follow=True)
        assert "wordt niet ingetrokken" in words(answer)
        client.post(reverse("wagtailadmin_pages:delete", args=[cookies.pk]))
        assert PlainPage.objects.get(pk=cookies.pk).live
