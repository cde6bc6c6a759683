"""The English edition of a version: made from the page's translation, and frozen."""

import hashlib
import json
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.core.refusals import PublicationRefused
from home.models import HomePage, StatementPage
from home.site import ensure_site
from home.versions.models import StatementTranslation, StatementVersion
from home.versions.queries import latest_version
from tests.factories import (
    ActivityDataCategoryFactory,
    AgreementFactory,
    DataCategoryFactory,
    PartyCapacityFactory,
    ProcessingActivityFactory,
    PurposeFactory,
    RetentionTermFactory,
    SubProcessorFactory,
    UserFactory,
    as_operator,
)
from tests.home.conftest import BODY, approve, paragraph, section
from tests.home.translation.english import ENGLISH_BODY, make_translation, term


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
        approve(page.save_revision(user=editor, log_action=True), lawyer)
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
        assert f"{held.party.name} | Duitsland" in version.text
        assert f"{held.party.name} | Germany" in edition.text
        assert "Opdrachtgever" in version.text and "Client" in edition.text
        assert '<span lang="nl">Werk vinden</span>' in edition.html
        assert "lang=" not in version.html

    def test_what_the_register_says_in_english_is_shown_in_english(self, publish, translate):
        from home.translation.queries import departures_of

        above = PurposeFactory(code="werk", description="Werk vinden", description_en="Finding work")
        PurposeFactory(code="werk-kans", description="Meer kans", parent=above)
        agreement = AgreementFactory(processing=True, description="Salarissen", description_en="Payroll")
        SubProcessorFactory(agreement=agreement, service="Opslag", service_en="Storage")
        facts = [{"type": "purposes_tree", "value": {}}, {"type": "processors", "value": {}}]
        version = publish(body=[section("Wie", *facts)], conflict_reason="Zie het register.")
        edition = translate([section("Who", paragraph("This."), *facts, anchor="wie")])
        for dutch, english in (
            ("Werk vinden", "Finding work"),
            ("Salarissen", "Payroll"),
            ("Opslag", "Storage"),
        ):
            assert dutch in version.text and english not in version.text
            assert english in edition.text and dutch not in edition.text
        assert "Meer kans" in edition.text and edition.html.count('lang="nl"') == 1
        [said] = [one.message for one in departures_of(StatementPage.objects.english().get())]
        assert "“Meer kans”" in said and "Doeleinden" in said

    def test_activities_data_and_terms_in_english(self, publish, translate):
        from home.translation.queries import departures_of

        kept = DataCategoryFactory(name="Naam en adres", name_en="Name and address")
        told = DataCategoryFactory(name="Werkervaring")
        activity = ProcessingActivityFactory(name="Begeleiden", name_en="Guiding")
        for one in (kept, told):
            ActivityDataCategoryFactory(activity=activity, data_category=one)
        RetentionTermFactory(
            description="Uw dossier",
            description_en="Your file",
            counted_from="het traject",
            counted_from_en="the programme",
        )
        RetentionTermFactory(description="Uw foto", open_ended=True, criterion="tot u dat vraagt")
        facts = [
            {"type": "sources", "value": {}},
            {"type": "retention_terms", "value": {"introduction": ""}},
        ]
        version = publish(body=[section("Wat", paragraph("Dit."), *facts)])
        edition = translate([section("What", paragraph("This."), *facts, anchor="wat")])
        for dutch, english in (
            ("Begeleiden", "Guiding"),
            ("Naam en adres", "Name and address"),
            ("Uw dossier", "Your file"),
            ("het traject", "the programme"),
        ):
            assert dutch in version.text and english not in version.text
            assert english in edition.text and dutch not in edition.text
        assert '<span lang="nl">Werkervaring</span>' in edition.html
        assert '<td lang="nl">tot u dat vraagt</td>' in edition.html
        said = " ".join(one.message for one in departures_of(StatementPage.objects.english().get()))
        assert all(word in said for word in ("“Werkervaring”", "“Uw foto”", "“tot u dat vraagt”"))
        assert "Begeleiden" not in said and "Uw dossier" not in said

    def test_facts_that_were_corrected_since_are_pointed_out(self, publish, translate):
        from home.translation.queries import departures_of

        PurposeFactory(code="werk", description="Werk vinden", description_en="Finding work")
        facts = {"type": "purposes_tree", "value": {}}
        publish(body=[section("Doelen", paragraph("Dit."), facts)])
        edition = translate([section("Purposes", paragraph("This."), facts, anchor="doelen")])
        page = StatementPage.objects.english().get()
        assert departures_of(page) == []
        PurposeFactory(code="wonen", description="Een huis vinden", description_en="Finding a house")
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
        with pytest.raises(PublicationRefused, match="nog geen versie van de Nederlandse tekst"):
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
            with pytest.raises(DatabaseError, match="Geweigerd"), transaction.atomic(), as_operator():
                copy.save(force_insert=True)

    def test_nothing_depends_on_revisions_or_on_the_page(self, client, publish, translate):
        publish()
        edition = translate()
        StatementPage.objects.update(latest_revision=None, live_revision=None)
        page = StatementPage.objects.english().get()
        page.title, page.slug, page.body = "Renamed", "renamed", "[]"
        page.save()
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
        client.force_login(UserFactory(username="baas", is_superuser=True))
        for one in (page, page.get_parent()):
            answer = client.post(reverse("wagtailadmin_pages:delete", args=[one.pk]), follow=True)
            assert "kan niet worden verwijderd" in answer.content.decode()
            with pytest.raises(ProtectedError), transaction.atomic():
                one.delete()

    def test_a_translation_of_which_drafts_are_kept_stays(self, client, publish):
        publish()
        page = make_translation()
        client.force_login(UserFactory(username="baas", is_superuser=True))
        answer = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
        assert "er zijn concepten van bewaard" in answer.content.decode()
        assert StatementPage.objects.english().exists()
