"""The editor of a translation: what it asks, says before it is handed in, and shows of what is behind."""

import re
from datetime import date
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from django.utils.formats import date_format
from wagtail.models import Locale

from home.core.languages import ENGLISH
from home.models import StatementPage
from home.versions.models import StatementTranslation
from sharing.roles import ensure_accounts, ensure_roles
from tests.days import to_come
from tests.home.conftest import change
from tests.home.translation.english import ENGLISH_BODY


class TestEditor:
    """Through the admin, in the roles of the product."""

    @pytest.fixture
    def people(self, statement_page):
        ensure_roles(page=statement_page.get_parent())
        ensure_accounts(password="Een-lang-wachtwoord-9")
        return {user.username: user for user in get_user_model().objects.all()}

    @pytest.fixture
    def page(self, client, people, publish):
        """The editor presses “Vertaal” on the Dutch page."""
        publish(date(2025, 1, 1), change_note="Eerste versie.")
        source = StatementPage.objects.source().get()
        client.force_login(people["redacteur"])
        header = client.get(reverse("wagtailadmin_pages:edit", args=[source.pk])).content.decode()
        address = reverse("simple_translation:submit_page_translation", args=[source.pk])
        assert address in header
        english = Locale.objects.get(language_code=ENGLISH)
        answer = client.post(address, {"locales": [english.pk]}, follow=True)
        page = StatementPage.objects.english().get()
        assert answer.request["PATH_INFO"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        return page

    def form(self, page, body=ENGLISH_BODY, **fields) -> dict:
        """What the editor's browser sends."""
        from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

        sections = [
            (
                "section",
                {
                    "heading": one["value"]["heading"],
                    "anchor": one["value"]["anchor"],
                    "body": streamfield(
                        [("paragraph", rich_text(block["value"])) for block in one["value"]["body"]]
                    ),
                },
            )
            for one in body
        ]
        return nested_form_data(
            {
                "title": "Privacy statement",
                "body": streamfield(sections),
                "translates": str(page.translates_id or ""),
                "change_note": "First version.",
                "go_live_at": "",
                "expire_at": "",
                "comments": inline_formset([]),
                **fields,
            }
        )

    def send(self, client, page, data: dict) -> str:
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return unescape(client.post(address, data, follow=True).content.decode())

    def test_the_form_asks_only_what_belongs_to_a_translation(self, client, page):
        text = unescape(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())
        assert 'name="translates"' in text and "Versie 1, geldt vanaf 1 januari 2025" in text
        assert "In het Nederlands staat er bij versie 1: “Eerste versie.”" in text
        for name in ("effective_from", "announce_from", "kind", "conflict_reason"):
            assert f'name="{name}"' not in text
        assert "Er is nog niets vertaald" in text
        source = StatementPage.objects.source().get()
        assert 'name="translates"' not in (
            client.get(reverse("wagtailadmin_pages:edit", args=[source.pk])).content.decode()
        )

    def test_editor_submits_lawyer_approves_reader_reads(self, client, page, people):
        self.send(client, page, {**self.form(page), "action-submit": "1"})
        assert not StatementTranslation.objects.exists()
        state = StatementPage.objects.english().get().current_workflow_task_state
        assert state.task.name == "Juridische toets"
        client.force_login(people["jurist"])
        address = reverse("statement_review:review", args=[page.pk])
        seen = client.get(address).context["approve"].initial["seen"]
        client.post(address, {"action": "approve", "approve-seen": seen}, follow=True)
        edition = StatementTranslation.objects.get()
        assert (edition.written_by_name, edition.approved_by_name) == (
            "Redacteur (redacteur)",
            "Juridisch medewerker (jurist)",
        )
        assert "We ask for a name." in client.get("/privacyverklaring/en/").content.decode()

    def test_an_editor_publishes_nothing_alone(self, client, page):
        self.send(client, page, {**self.form(page), "action-publish": "1"})
        assert not StatementTranslation.objects.exists()

    def test_a_lawyer_who_publishes_is_told_which_edition_it_became(self, client, page, people):
        client.force_login(people["redacteur"])
        self.send(client, page, self.form(page))
        client.force_login(people["jurist"])
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
        text = self.send(
            client, page, {**self.form(page), "action-publish": "1", "seen": shown.initial["seen"]}
        )
        assert "De Engelse tekst van versie 1 is gepubliceerd (uitgave 1)." in text

    def test_of_a_version_that_does_not_hold_yet_the_day_is_told(self, client, page, people, publish):
        coming = publish(to_come())
        client.force_login(people["redacteur"])
        self.send(client, page, {**self.form(page), "translates": coming.pk})
        client.force_login(people["jurist"])
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
        seen = {"action-publish": "1", "seen": shown.initial["seen"]}
        text = self.send(client, page, {**self.form(page), "translates": coming.pk, **seen})
        day = date_format(to_come(), "j F Y")
        assert f"is vastgelegd (uitgave 1) en geldt vanaf {day}, net als de Nederlandse." in text
        assert "is gepubliceerd" not in text

    def test_the_mail_tells_from_when_what_was_approved_holds(self, client, page, people, publish):
        coming = publish(to_come())
        change(people["redacteur"], email="schrijver@voorbeeld.nl")
        client.force_login(people["redacteur"])
        self.send(client, page, {**self.form(page), "translates": coming.pk, "action-submit": "1"})
        client.force_login(people["jurist"])
        address = reverse("statement_review:review", args=[page.pk])
        seen = client.get(address).context["approve"].initial["seen"]
        mail.outbox.clear()
        client.post(address, {"action": "approve", "approve-seen": seen}, follow=True)
        [message] = mail.outbox
        day = date_format(to_come(), "j F Y")
        assert f"de Engelse tekst van versie 2 (uitgave 1). Die versie geldt vanaf {day}." in message.body
        assert "gepubliceerd" not in message.body

    def test_in_a_list_each_language_has_its_own_name(self, client, page, people):
        client.force_login(people["redacteur"])
        for address in (
            reverse("wagtailadmin_explore_root"),
            reverse("wagtailadmin_pages:search") + "?q=privacy",
        ):
            text = unescape(client.get(address).content.decode())
            assert "Zoek door de hele site" not in text, "the list is of all pages"
            assert "Huidige paginastatus:" not in text.partition("</header>")[0], (
                "and what they are below is none"
            )
            titles = re.findall(r'<span id="page_\d+_title">(.*?)</span>', text, re.DOTALL)
            names = [" ".join(re.sub(r"<.*?>", "", title, flags=re.DOTALL).split()) for title in titles]
            assert len(names) > 1 and len(set(names)) == len(names), names
            arrows = re.findall(r'aria-label="(Toon onderliggende[^"]*)"', text)
            assert len(set(arrows)) == len(arrows), arrows
            assert any(name.endswith("(Engels)") for name in names), names

    def test_what_departs_is_said_before_it_is_handed_in(self, client, page):
        data = self.form(page, ENGLISH_BODY[:2], change_note="")
        text = self.send(client, page, {**data, "action-submit": "1"})
        assert "“2. Met wie wij delen” van versie 1 ontbreekt." in text
        assert "Vertaal ook wat er is veranderd" in text
        assert StatementPage.objects.english().get().current_workflow_state is None

    def test_a_draft_may_be_unfinished(self, client, page):
        self.send(client, page, self.form(page, ENGLISH_BODY[:1]))
        draft = StatementPage.objects.english().get().get_latest_revision_as_object()
        assert len(draft.body) == 1

    def test_both_editors_say_that_the_translation_is_behind(self, client, page, people, publish, translate):
        translate()
        publish(date(2025, 6, 1))
        client.force_login(people["redacteur"])
        source = StatementPage.objects.source().get()
        text = client.get(reverse("wagtailadmin_pages:edit", args=[source.pk])).content.decode()
        assert "De Engelse vertaling hoort nog bij versie 1; de nieuwste versie is 2." in text
        text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Deze vertaling hoort bij versie 1, maar de nieuwste versie is 2." in text
        text = client.get(reverse("statement_versions:index")).content.decode()
        assert text.index("Nee") < text.index("Uitgave 1")

    def test_an_auditor_reads_editions_and_changes_nothing(self, client, page, people, translate):
        edition = translate()
        client.force_login(people["auditor"])
        inspect = reverse("statement_translations:inspect", args=[edition.pk])
        assert edition.sha256 in client.get(inspect).content.decode()
        listing = client.get(reverse("statement_translations:index")).content.decode()
        assert "Versie 1, Engels" in listing and f'href="{inspect}"' in listing
        for name in ("edit", "delete"):
            address = reverse(f"statement_translations:{name}", args=[edition.pk])
            assert client.post(address, {}).status_code == 302
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert client.get(edit).status_code == 302
        submit = reverse("simple_translation:submit_page_translation", args=[page.pk])
        assert client.get(submit).status_code == 302
        assert StatementTranslation.objects.count() == 1

    def test_a_contract_manager_has_no_list_of_editions(self, client, people):
        client.force_login(people["contractbeheerder"])
        assert client.get(reverse("statement_translations:index")).status_code == 302

    def test_the_preview_speaks_english(self, client, page, people):
        client.force_login(people["redacteur"])
        answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert '<html lang="en">' in answer.content.decode()
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
