"""The English edition of a version: made from the page's translation, frozen, read by anyone."""

import hashlib
import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from home.core.languages import ENGLISH
from home.core.refusals import PublicationRefused
from home.models import HomePage, StatementPage
from home.sample.statement import load_sample_statement
from home.site import ensure_site
from home.versions.models import StatementTranslation, StatementVersion
from home.versions.queries import latest_version
from sharing import public
from sharing.roles import ensure_accounts, ensure_roles
from tests.factories import PartyCapacityFactory, PurposeFactory
from tests.home.conftest import BODY, paragraph, section

ENGLISH_BODY = [
    section("", paragraph("This is how we handle data."), anchor="inleiding"),
    section("Which data", paragraph("We ask for a name."), anchor="welke-gegevens"),
    section("Who we share with", paragraph("Only parties that we name."), anchor="met-wie-wij-delen"),
]


def term(weeks: int) -> dict:
    value = {"text": "<p>Soon.</p>", "response_weeks": weeks, "extension_months": 2}
    return {"type": "response_term", "value": value}


def make_translation() -> StatementPage:
    """What “Vertaal” does."""
    return (
        StatementPage.objects.source().get().copy_for_translation(Locale.objects.get(language_code=ENGLISH))
    )


@pytest.fixture
def translate(editor, lawyer):
    """Publish an English text by the editor, made from the Dutch one when there is none yet; the lawyer approves."""

    def translate(body: list | None = None, *, by=None, **fields) -> StatementTranslation:
        page = StatementPage.objects.english().first() or make_translation()
        page.body = json.dumps(ENGLISH_BODY if body is None else body)
        page.title = fields.pop("title", "Privacy statement")
        for name, value in fields.items():
            setattr(page, name, value)
        page.publish(page.save_revision(user=editor), user=by or lawyer)
        return page.translated_versions.order_by("-pk").first()

    return translate


class TestPages:
    def test_every_installation_is_ready_to_translate(self, statement_page):
        english = HomePage.objects.english().get()
        assert not english.live
        assert ensure_site() == statement_page
        assert HomePage.objects.count() == 2
        assert StatementPage.objects.source().get() == statement_page

    def test_a_translation_starts_from_the_text_of_the_version_and_without_its_dates(self, publish):
        version = publish(date(2025, 1, 1), change_note="Nieuw")
        page = make_translation()
        assert page.translates == page.get_latest_revision_as_object().translates == version
        assert [child.value["anchor"] for child in page.body] == [one["anchor"] for one in version.sections]
        assert (page.change_note, page.effective_from, page.live) == ("", None, False)
        assert (page.language, page.get_parent().specific.language) == ("en", "en")

    def test_it_is_only_made_from_its_source(self, statement_page):
        assert not StatementPage.can_create_at(HomePage.objects.english().get())
        assert not HomePage.can_create_at(Page.objects.get(depth=1))

    def test_each_has_its_own_public_address(self, publish):
        publish()
        make_translation()
        assert StatementPage.objects.source().get().url == "/privacyverklaring/"
        assert StatementPage.objects.english().get().url == "/privacyverklaring/en/"
        assert HomePage.objects.english().get().url == "/en/"


class TestFreezing:
    def test_publication_freezes_the_first_edition_of_the_version(self, publish, translate, lawyer, editor):
        version = publish(date(2025, 1, 1))
        edition = translate(change_note="First.")
        assert (edition.version, edition.language, edition.edition) == (version, "en", 1)
        assert edition.text.startswith(
            "Privacy statement\n\nThis is how we handle data.\n\n1. Which data\n\n"
        )
        assert edition.sha256 == hashlib.sha256(edition.text.encode()).hexdigest()
        assert (edition.approved_by, edition.change_note) == (lawyer.pk, "First.")
        assert StatementVersion.objects.count() == 1
        assert latest_version().commitments == version.commitments

    def test_a_mended_text_is_the_next_edition_of_the_same_version(self, publish, translate):
        publish(date(2025, 1, 1))
        first = translate(change_note="First.")
        second = translate(title="Privacy policy")
        assert (second.edition, second.version, second.change_note) == (2, first.version, "First.")
        assert StatementTranslation.objects.get(edition=1).title == "Privacy statement"

    def test_a_new_version_does_not_take_an_old_translation_along(self, publish, translate):
        first = publish(date(2025, 1, 1))
        translate()
        second = publish(date(2025, 6, 1))
        assert second.english is None
        assert translate(title="Still the first").version == first
        assert translate(translates=second).version == second

    def test_the_text_before_publication_keeps_the_old_edition(self, publish, translate, editor):
        publish()
        translate()
        page = StatementPage.objects.english().get()
        page.title = "Draft"
        page.save_revision(user=editor)
        assert StatementTranslation.objects.count() == 1

    def test_a_planned_translation_appears_by_itself(self, publish, editor, lawyer):
        publish()
        page = make_translation()
        page.body = json.dumps(ENGLISH_BODY)
        page.go_live_at = timezone.now() + timedelta(days=2)
        page.publish(page.save_revision(user=editor, log_action=True), user=lawyer)
        assert not StatementTranslation.objects.exists()
        with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
            call_command("publish_scheduled", verbosity=0)
        assert StatementTranslation.objects.get().version.number == 1

    def test_what_the_register_adds_is_in_english(self, publish, translate):
        held = PartyCapacityFactory(party__country__code="DE", party__country__name="Duitsland")
        PurposeFactory(code="werk", description="Werk vinden")
        facts = [
            {"type": "recipients", "value": {"with_names": True}},
            {"type": "purposes_tree", "value": {}},
        ]
        body = [section("Wie", paragraph("Dit."), *facts)]
        version = publish(body=body, conflict_reason="De overeenkomst volgt.")
        edition = translate([section("Who", paragraph("This."), *facts, anchor="wie")])
        assert f"{held.party.name} (Duitsland)" in version.text
        assert f"{held.party.name} (Germany)" in edition.text
        assert "Opdrachtgever" in version.text and "Client" in edition.text
        assert '<span lang="nl">Werk vinden</span>' in edition.html
        assert "lang=" not in version.html

    def test_facts_that_were_corrected_since_are_pointed_out(self, publish, translate):
        from home.translation.queries import departures_of

        PurposeFactory(code="werk", description="Werk vinden")
        facts = {"type": "purposes_tree", "value": {}}
        publish(body=[section("Doelen", paragraph("Dit."), facts)])
        edition = translate([section("Purposes", paragraph("This."), facts, anchor="doelen")])
        page = StatementPage.objects.english().get()
        assert departures_of(page) == []
        PurposeFactory(code="wonen", description="Een huis vinden")
        [found] = departures_of(page)
        assert not found.blocks and "“1. Doelen” toont gegevens uit het register" in found.message
        assert "Een huis vinden" not in edition.text

    def test_the_dutch_text_stays_dutch_for_someone_who_works_in_english(self, publish):
        from django.utils import translation

        PartyCapacityFactory()
        body = [section("Wie", {"type": "recipients", "value": {"with_names": False}})]
        with translation.override("en"):
            version = publish(body=body, conflict_reason="De overeenkomst volgt.")
        assert "Opdrachtgever" in version.text


class TestRefusal:
    def test_nothing_to_translate_yet(self, statement_page, translate):
        with pytest.raises(PublicationRefused, match="nog geen versie van de Nederlandse verklaring"):
            translate()
        assert not StatementPage.objects.english().get().live

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            ([], "De vertaling heeft nog geen tekst"),
            (ENGLISH_BODY[:2], "“2. Met wie wij delen” van versie 1 ontbreekt"),
            ([*ENGLISH_BODY, section("Cookies", paragraph("None."))], "“3. Cookies” staat niet in versie 1"),
            ([ENGLISH_BODY[0], *ENGLISH_BODY[:0:-1]], "staat op een andere plaats"),
        ],
    )
    def test_a_text_with_other_sections(self, publish, translate, body, reason):
        publish()
        with pytest.raises(PublicationRefused, match=reason):
            translate(body)
        assert not StatementTranslation.objects.exists()
        assert not StatementPage.objects.english().exists() or not StatementPage.objects.english().get().live

    def test_other_promises_are_named_with_both_values(self, publish, translate):
        PurposeFactory(code="werk", description="Werk vinden")
        PurposeFactory(code="wonen", description="Een huis vinden")
        promises = [
            term(4),
            {"type": "identity_check", "value": {"text": "<p>Ja.</p>", "identity_check": True}},
            {"type": "purposes", "value": {"text": "<p>Ja.</p>", "purposes": ["werk", "wonen"]}},
        ]
        publish(body=[section("Termijn", *promises)])
        promises[1]["value"]["identity_check"] = False
        promises[2]["value"]["purposes"] = ["werk"]
        with pytest.raises(PublicationRefused) as refusal:
            translate([section("Term", term(6), *promises[1:], anchor="termijn")])
        words = str(refusal.value)
        assert "Antwoord binnen (weken): versie 1 zegt “4”, de vertaling “6”" in words
        assert "Wij controleren de identiteit: versie 1 zegt “ja”, de vertaling “nee”" in words
        assert (
            "Genoemde doeleinden: versie 1 zegt “Een huis vinden (wonen)”, de vertaling “niets meer”" in words
        )
        assert "Verlenging" not in words

    def test_a_section_added_at_its_place_gets_the_address_of_the_dutch_one(self, publish, translate):
        publish(date(2025, 1, 1))
        translate()
        longer = [*BODY[:2], section("Onze website", paragraph("Zonder cookies.")), *BODY[2:]]
        second = publish(date(2025, 6, 1), body=longer)
        ours = [*ENGLISH_BODY[:2], section("Our website", paragraph("No cookies.")), ENGLISH_BODY[2]]
        edition = translate(ours, translates=second)
        assert [one["anchor"] for one in edition.sections] == [one["anchor"] for one in second.sections]


class TestKept:
    def test_the_database_refuses_another_hash_number_or_change(self, publish, translate):
        publish()
        edition = translate()
        with pytest.raises(ValidationError, match="verandert nooit meer"):
            edition.save()
        with pytest.raises(DatabaseError), transaction.atomic():
            StatementTranslation.objects.update(title="Anders")
        for wrong in ({"edition": 5}, {"edition": 2, "sha256": "0" * 64}):
            copy = StatementTranslation.objects.get(pk=edition.pk)
            copy.pk, copy._state.adding = None, True
            for name, value in wrong.items():
                setattr(copy, name, value)
            with pytest.raises(DatabaseError, match="Geweigerd"), transaction.atomic():
                copy.save(force_insert=True)

    def test_nothing_depends_on_revisions_or_on_the_page(self, client, publish, translate):
        publish()
        edition = translate()
        call_command("purge_revisions", verbosity=0)
        page = StatementPage.objects.english().get()
        page.title, page.slug, page.body = "Renamed", "renamed", "[]"
        page.save()
        page.unpublish()
        page.move(Page.objects.get(depth=1), pos="last-child")
        kept = StatementTranslation.objects.get()
        for name in ("title", "text", "html", "sections", "sha256", "body", "change_note"):
            assert getattr(kept, name) == getattr(edition, name)
        assert hashlib.sha256(kept.text.encode()).hexdigest() == kept.sha256
        assert "This is how we handle data." in client.get("/privacyverklaring/en/").content.decode()

    def test_the_page_cannot_be_deleted_while_editions_exist(self, client, publish, translate):
        publish()
        translate()
        page = StatementPage.objects.english().get()
        client.force_login(get_user_model().objects.create_superuser("baas"))
        for one in (page, page.get_parent()):
            answer = client.post(reverse("wagtailadmin_pages:delete", args=[one.pk]), follow=True)
            assert "kan niet worden verwijderd" in answer.content.decode()
            with pytest.raises(ProtectedError), transaction.atomic():
                one.delete()

    def test_a_translation_that_was_never_published_may_go(self, client, publish):
        publish()
        page = make_translation()
        client.force_login(get_user_model().objects.create_superuser("baas"))
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
        assert not StatementPage.objects.english().exists()


class TestReaders:
    @pytest.fixture
    def published(self, publish, translate):
        publish(date(2025, 1, 1))
        return translate(change_note="First.")

    @pytest.mark.parametrize("address", ["/privacyverklaring/en/", "/privacyverklaring/versies/1/en/"])
    def test_the_english_page(self, client, published, address):
        answer = client.get(address)
        text = unescape(answer.content.decode())
        assert '<html lang="en">' in text
        assert "This is how we handle data." in text
        assert "1 January 2025" in text
        assert published.sha256 in text
        assert 'href="/privacyverklaring/versies/1/" hreflang="nl"' in text
        assert re.search(
            r'<a href="/privacyverklaring/(versies/1/)?" lang="nl" hreflang="nl">Nederlands</a>', text
        )
        assert "<script" not in text and not answer.cookies
        assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304

    def test_both_pages_name_each_other(self, client, published, publish, translate):
        translate(translates=publish(date(2025, 6, 1)))
        for name in ("", "versies/1/"):
            dutch, english = f"/privacyverklaring/{name}", f"/privacyverklaring/{name}en/"
            for address in (dutch, english):
                text = client.get(address).content.decode()
                assert f'hreflang="nl" href="http://testserver{dutch}"' in text
                assert f'hreflang="en" href="http://testserver{english}"' in text
                assert f'hreflang="x-default" href="http://testserver{dutch}"' in text
                assert f'<link rel="canonical" href="http://testserver{address}">' in text
            assert (
                f'<a href="{english}" lang="en" hreflang="en">English</a>'
                in client.get(dutch).content.decode()
            )

    def test_without_a_translation_the_dutch_page_does_not_speak_of_it(self, client, publish):
        publish()
        text = client.get("/privacyverklaring/").content.decode()
        assert "hreflang" not in text and "English" not in text

    def test_a_version_without_translation_is_explained_in_two_languages(self, client, published, publish):
        publish(date(2025, 6, 1))
        for address in ("/privacyverklaring/en/", "/privacyverklaring/versies/2/en/"):
            answer = client.get(address)
            text = answer.content.decode()
            assert answer.status_code == 404
            assert 'lang="en"' in text and '<section lang="nl">' in text
            assert "Van versie 2 van onze privacyverklaring is er geen Engelse vertaling" in text
            assert text.count('href="/privacyverklaring/versies/2/"') == 2
            assert text.count('href="/privacyverklaring/versies/1/en/"') == 2
        assert client.get("/privacyverklaring/versies/1/en/").status_code == 200
        assert client.get("/privacyverklaring/versies/2/en.json").status_code == 404

    def test_a_version_that_is_not_there(self, client, published):
        assert client.get("/privacyverklaring/versies/9/en/").status_code == 404
        assert client.get("/privacyverklaring/versies/9/en.json").status_code == 404

    def test_without_any_version(self, client, statement_page):
        assert client.get("/privacyverklaring/en/").status_code == 404
        assert client.get("/en/").status_code == 404

    def test_the_edition_of_a_planned_version_is_not_public_before_its_day(
        self, client, published, publish, translate
    ):
        tomorrow = public.amsterdam_day(timezone.now()) + timedelta(days=1)
        second = publish(tomorrow)
        translate(title="Secret until tomorrow", translates=second)
        assert client.get("/privacyverklaring/versies/2/en/").status_code == 404
        assert client.get("/privacyverklaring/versies/2/en.json").status_code == 404
        assert "Secret" not in client.get("/privacyverklaring/versies/2/en/").content.decode()
        assert "Privacy statement" in client.get("/privacyverklaring/en/").content.decode()
        with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
            assert "Secret until tomorrow" in client.get("/privacyverklaring/en/").content.decode()

    def test_an_older_version_says_that_it_was_replaced(self, client, published, publish, translate):
        translate(translates=publish(date(2025, 6, 1)))
        text = client.get("/privacyverklaring/versies/1/en/").content.decode()
        assert "1 June 2025" in text
        assert 'href="/privacyverklaring/en/"' in text

    def test_the_edition_of_an_announced_version_can_be_read_beforehand(
        self, client, published, publish, translate
    ):
        coming = public.amsterdam_day(timezone.now()) + timedelta(days=30)
        translate(title="New", translates=publish(coming, announce_from=date(2025, 3, 1)))
        assert ">New</h1>" in client.get("/privacyverklaring/versies/2/en/").content.decode()
        text = client.get("/privacyverklaring/en/").content.decode()
        assert ">Privacy statement</h1>" in text and 'href="/privacyverklaring/versies/2/en/"' in text

    def test_the_sitemap_knows_both_languages(self, client, published):
        text = client.get("/sitemap.xml").content.decode()
        assert "<loc>http://testserver/privacyverklaring/en/</loc>" in text
        assert "/en/</loc>" not in text.replace("/privacyverklaring/en/</loc>", "")

    def test_json_has_the_fields_of_the_dutch_one(self, client, published):
        dutch = client.get("/privacyverklaring/versies/1.json").json()
        english = client.get("/privacyverklaring/versies/1/en.json").json()
        assert list(english) == list(dutch)
        same = ("number", "effective_from", "kind", "commitments")
        assert {name: english[name] for name in same} == {name: dutch[name] for name in same}
        assert (english["language"], english["title"]) == ("en", "Privacy statement")
        assert english["sha256"] == hashlib.sha256(english["text"].encode()).hexdigest()
        assert [one["anchor"] for one in english["sections"]] == [one["anchor"] for one in dutch["sections"]]

    def test_the_front_page_in_english(self, client, published, lawyer):
        home = HomePage.objects.english().get()
        assert client.get("/en/").status_code == 404
        home.introduction = "<p>Who we are.</p>"
        home.save_revision(user=lawyer).publish(user=lawyer)
        text = client.get("/en/").content.decode()
        assert '<html lang="en">' in text and "Who we are." in text
        assert 'href="/privacyverklaring/en/"' in text
        assert 'hreflang="en">English</a>' in client.get("/").content.decode()
        assert "Who we are." not in client.get("/").content.decode()


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
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        client.post(address, {"comment": ""}, follow=True)
        edition = StatementTranslation.objects.get()
        assert (edition.written_by_name, edition.approved_by_name) == ("Redacteur", "Juridisch medewerker")
        assert "We ask for a name." in client.get("/privacyverklaring/en/").content.decode()

    def test_an_editor_publishes_nothing_alone(self, client, page):
        self.send(client, page, {**self.form(page), "action-publish": "1"})
        assert not StatementTranslation.objects.exists()

    def test_a_lawyer_who_publishes_is_told_which_edition_it_became(self, client, page, people):
        client.force_login(people["redacteur"])
        self.send(client, page, self.form(page))
        client.force_login(people["jurist"])
        text = self.send(client, page, {**self.form(page), "action-publish": "1"})
        assert "De Engelse tekst van versie 1 is gepubliceerd (uitgave 1)." in text

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


def test_the_sample_has_an_english_edition_of_its_last_version(lawyer, client):
    version = load_sample_statement(by=lawyer)
    edition = version.english
    assert (version.number, edition.edition) == (2, 1)
    assert [one["anchor"] for one in edition.sections] == [one["anchor"] for one in version.sections]
    assert not any(
        ours["text"] == one["text"] for ours, one in zip(edition.sections, version.sections, strict=True)
    )
    assert client.get("/privacyverklaring/en/").status_code == client.get("/en/").status_code == 200
