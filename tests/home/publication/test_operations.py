import hashlib
import json
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page

from home.core.refusals import PublicationRefused
from home.models import StatementPage
from home.versions.models import StatementVersion
from home.versions.queries import latest_version, version_in_force
from sharing import public
from tests.factories import PurposeFactory, as_operator
from tests.home.conftest import BODY, approve, paragraph, section


def test_publication_freezes_text_html_and_hash(publish, editor, lawyer):
    version = publish(date(2025, 1, 1), change_note="Eerste tekst")

    assert version.number == 1
    assert version.effective_from == date(2025, 1, 1)
    assert version.change_note == "Eerste tekst"
    assert version.sha256 == hashlib.sha256(version.text.encode()).hexdigest()
    assert version.text.splitlines()[0] == "Privacyverklaring"
    assert "1. Welke gegevens\n\nWij vragen een naam en een adres." in version.text
    assert [one["number"] for one in version.sections] == [None, 1, 2]
    assert [one["anchor"] for one in version.sections] == ["inleiding", "welke-gegevens", "met-wie-wij-delen"]
    assert '<h2 id="welke-gegevens">1. Welke gegevens</h2>' in version.html
    assert (version.written_by, version.approved_by) == (editor.pk, lawyer.pk)


def test_a_draft_makes_no_version_and_leaves_the_one_in_force(publish, statement_page, editor):
    publish()
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.body = json.dumps([section("", paragraph("Anders."))])
    page.save_revision(user=editor)
    assert StatementVersion.objects.count() == 1


def test_the_writer_of_the_words_is_kept_apart_from_who_approved(statement_page, editor, lawyer):
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.body = json.dumps(BODY)
    page.change_note = "Eerste versie"
    page.save_revision(user=editor)
    approve(page.save_revision(user=lawyer), lawyer)
    version = latest_version()
    assert (version.written_by, version.approved_by) == (editor.pk, lawyer.pk)
    assert (version.written_by_name, version.approved_by_name) == (
        "Schrijver (schrijver)",
        "Juriste (juriste)",
    )


def test_an_editor_cannot_publish(statement_page, editor):
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.body = json.dumps(BODY)
    with pytest.raises(PermissionDenied):
        approve(page.save_revision(user=editor), editor)
    assert not StatementVersion.objects.exists()


class TestEffectiveDate:
    def test_empty_means_the_day_in_amsterdam(self, publish):
        with time_machine.travel(datetime(2026, 6, 30, 22, 30, tzinfo=UTC), tick=False):
            assert publish(None).effective_from == date(2026, 7, 1)

    def test_before_the_last_version_is_refused_with_the_remedy(self, publish):
        publish(date(2025, 1, 1))
        with pytest.raises(PublicationRefused) as refused:
            publish(date(2024, 12, 31))
        assert refused.value.field == "effective_from"
        assert "1 januari 2025, de ingangsdatum van versie 1" in str(refused.value)
        assert "Kies een ingangsdatum vanaf 1 januari 2025." in str(refused.value)
        assert StatementVersion.objects.count() == 1

    @pytest.mark.parametrize("day", [None, date(2026, 11, 1), date(2027, 1, 1)])
    def test_in_the_place_of_one_that_does_not_hold_yet_is_refused_with_the_remedy(self, publish, day):
        with time_machine.travel(datetime(2026, 10, 30, 12, tzinfo=UTC), tick=False):
            publish(date(2027, 1, 1))
            with pytest.raises(PublicationRefused) as refused:
                publish(day)
        assert "1 januari 2027, de ingangsdatum van versie 1" in str(refused.value)
        assert "Versie 1 geldt nog niet: trek haar eerst in" in str(refused.value)
        assert "of kies een ingangsdatum vanaf 2 januari 2027." in str(refused.value)

    def test_a_second_one_on_a_day_holds_from_its_publication(self, publish):
        noon = datetime(2026, 6, 30, 12, tzinfo=UTC)
        with time_machine.travel(noon - timedelta(hours=3), tick=False):
            first = publish(None)
        with time_machine.travel(noon, tick=False):
            second = publish(None, body=[section("", paragraph("Verbeterd."))])
        assert second.effective_from == first.effective_from
        assert (first.in_force_from, second.in_force_from) == (datetime(2026, 6, 29, 22, tzinfo=UTC), noon)
        assert version_in_force(noon - timedelta(seconds=1)) == first
        assert version_in_force(noon) == second
        assert public.commitments_on(date(2026, 6, 30))[0] == 2

    def test_an_archive_on_the_day_of_the_last_one_holds_from_its_loading(self, publish):
        publish(date(2025, 1, 1))
        with time_machine.travel(datetime(2026, 6, 30, 12, tzinfo=UTC), tick=False):
            second = publish(date(2025, 1, 1))
            third = publish(date(2025, 3, 1))
        assert second.in_force_from == third.in_force_from == datetime(2026, 6, 30, 12, tzinfo=UTC)
        assert version_in_force(datetime(2026, 6, 30, 13, tzinfo=UTC)) == third
        assert version_in_force(datetime(2026, 6, 30, 11, tzinfo=UTC)).number == 1

    def test_a_refused_publication_leaves_the_page_as_it_was(self, publish, statement_page):
        publish(date(2025, 1, 1))
        before = Page.objects.get(pk=statement_page.pk)
        with pytest.raises(PublicationRefused):
            publish(date(2024, 1, 1), title="Andere titel")
        after = Page.objects.get(pk=statement_page.pk)
        assert (after.title, after.live_revision_id) == (before.title, before.live_revision_id)

    @pytest.mark.parametrize(
        ("instant", "number"),
        [
            (datetime(2026, 10, 24, 21, 59, 59, tzinfo=UTC), 1),
            (
                datetime(2026, 10, 24, 22, 0, tzinfo=UTC),
                2,
            ),  # 00:00 summer time on the day the clock goes back
            (datetime(2027, 3, 27, 22, 59, 59, tzinfo=UTC), 2),
            (
                datetime(2027, 3, 27, 23, 0, tzinfo=UTC),
                3,
            ),  # 00:00 winter time on the day the clock goes forward
        ],
    )
    def test_in_force_from_midnight_in_amsterdam(self, publish, instant, number):
        publish(date(2025, 1, 1))
        publish(date(2026, 10, 25))
        publish(date(2027, 3, 28))
        assert version_in_force(instant).number == number
        assert version_in_force(datetime(2024, 12, 31, 22, 59, tzinfo=UTC)) is None

    def test_the_next_draft_starts_without_the_last_date_and_note(self, publish, statement_page):
        publish(date(2025, 1, 1), change_note="Toen", kind="editorial")
        draft = StatementPage.objects.get(pk=statement_page.pk).get_latest_revision_as_object()
        assert (draft.effective_from, draft.change_note, draft.kind) == (None, "", "material")


class TestPlanned:
    def test_a_planned_text_becomes_a_version_at_its_moment(self, statement_page, publish, editor, lawyer):
        publish(date(2025, 1, 1))
        page = StatementPage.objects.get(pk=statement_page.pk)
        page.body = json.dumps([section("", paragraph("Straks."))])
        page.go_live_at = timezone.now() + timedelta(days=3)
        approve(page.save_revision(user=editor), lawyer)
        assert StatementVersion.objects.count() == 1

        with time_machine.travel(page.go_live_at + timedelta(hours=1), tick=False):
            call_command("publish_scheduled")
            version = latest_version()
            assert version.number == 2
            assert "Straks." in version.text
            assert version.effective_from == public.amsterdam_day(timezone.now())
            assert version.approved_by == lawyer.pk


class TestCommitments:
    def test_strictest_at_first_then_those_of_the_version_before(self, publish):
        first = publish(date(2025, 1, 1))
        assert first.commitments["transfer_policy"] == "legal_obligation_only"
        assert first.commitments["special_categories"] == "explicit_consent_only"
        assert len(first.commitments["capacities"]) == 5
        assert (first.commitments["response_weeks"], first.commitments["extension_months"]) == (4, 2)

        loose = {"text": "<p>Wij antwoorden snel.</p>", "response_weeks": 3, "extension_months": 1}
        second = publish(date(2025, 2, 1), body=[section("", {"type": "response_term", "value": loose})])
        third = publish(date(2025, 3, 1))
        assert second.commitments["response_weeks"] == third.commitments["response_weeks"] == 3
        assert second.text == "Privacyverklaring\n\nWij antwoorden snel.\n"

    def test_blocks_give_the_register_what_they_promise(self, publish):
        PurposeFactory(code="werk")
        body = [
            section(
                "",
                {"type": "purposes", "value": {"text": "<p>Werk.</p>", "purposes": ["werk"]}},
                {"type": "capacities", "value": {"text": "<p>Klanten.</p>", "capacities": ["client"]}},
                {
                    "type": "transfer_policy",
                    "value": {"text": "<p>EER.</p>", "transfer_policy": "adequate_countries"},
                },
                {"type": "identity_check", "value": {"text": "<p>Wie bent u?</p>", "identity_check": False}},
            )
        ]
        version = publish(date(2025, 1, 1), body=body)
        number, held = public.commitments_on(date(2025, 1, 1))
        assert number == version.number
        assert held.as_json() == version.commitments
        assert held.purposes == ("werk",)
        assert held.capacities == ("client",)
        assert held.transfer_policy == "adequate_countries"
        assert held.identity_check is False

    def test_an_unknown_purpose_is_refused_by_name(self, publish):
        block = {"type": "purposes", "value": {"text": "<p>x</p>", "purposes": ["bestaat-niet"]}}
        with pytest.raises(PublicationRefused, match="bestaat-niet"):
            publish(body=[section("", block)])
        assert not StatementVersion.objects.exists()

    def test_an_empty_statement_is_refused(self, publish):
        with pytest.raises(PublicationRefused, match="nog geen tekst"):
            publish(body=[])


class TestEvidence:
    """What is published stays what it was."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE home_statementversion SET text = 'iets anders'",
            "DELETE FROM home_statementversion",
            "TRUNCATE home_statementversion",
        ],
    )
    def test_raw_sql_changes_no_version(self, publish, statement):
        publish()
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert StatementVersion.objects.count() == 1

    def test_the_orm_changes_no_version(self, publish):
        version = publish()
        version.text = "iets anders"
        with pytest.raises(ValidationError, match="verandert nooit"):
            version.save()
        for change in (
            lambda: StatementVersion.objects.update(text="x"),
            StatementVersion.objects.all().delete,
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    @pytest.mark.parametrize(
        ("values", "reason"),
        [
            ({"number": 3}, "na versie 1 komt versie 2, niet 3"),
            ({"effective_from": date(2024, 1, 1)}, "voor 2025-01-01 van versie 1"),
            ({"in_force_from": datetime(2025, 1, 15, tzinfo=UTC)}, "versie 2 geldt vanaf"),
            ({"sha256": "0" * 64}, "het controlegetal hoort niet bij de tekst"),
        ],
    )
    def test_the_database_refuses_a_version_that_cannot_be(self, publish, values, reason):
        version = publish(date(2025, 1, 1))
        version.pk, version._state.adding = None, True
        version.number, version.effective_from = 2, date(2025, 2, 1)
        version.in_force_from = public.start_of_day(date(2025, 2, 1))
        for name, value in values.items():
            setattr(version, name, value)
        with pytest.raises(DatabaseError, match=reason), transaction.atomic(), as_operator():
            version.save(force_insert=True)

    def test_the_database_refuses_a_version_without_an_actor(self, publish):
        version = publish(date(2025, 1, 1))
        version.pk, version._state.adding = None, True
        version.number, version.effective_from = 2, date(2025, 2, 1)
        with pytest.raises(DatabaseError, match="zonder uitvoerder"), transaction.atomic():
            version.save(force_insert=True)

    def test_nothing_depends_on_revisions_or_on_the_page(self, publish, statement_page):
        version = publish(date(2025, 1, 1))
        publish(date(2025, 2, 1), body=[section("", paragraph("Tweede."))])
        StatementPage.objects.filter(pk=statement_page.pk).update(latest_revision=None, live_revision=None)
        page = StatementPage.objects.get(pk=statement_page.pk)
        page.title, page.slug = "Hernoemd", "hernoemd"
        page.save()
        page.move(Page.objects.get(depth=1), pos="last-child")

        kept = StatementVersion.objects.get(number=1)
        for name in ("title", "text", "html", "sections", "sha256", "body", "commitments"):
            assert getattr(kept, name) == getattr(version, name)
        assert hashlib.sha256(kept.text.encode()).hexdigest() == kept.sha256

    def test_the_page_cannot_be_deleted_while_versions_exist(self, publish, statement_page):
        publish()
        for page in (statement_page, statement_page.get_parent()):
            with pytest.raises(ProtectedError), transaction.atomic():
                page.delete()
        assert StatementPage.objects.filter(pk=statement_page.pk).exists()

    def test_register_facts_stay_as_they_were(self, publish):
        PurposeFactory(code="werk", description="Werk vinden")
        version = publish(body=[section("Doelen", {"type": "purposes_tree", "value": {}})])
        PurposeFactory(code="wonen", description="Een huis vinden")
        version.refresh_from_db()
        assert "- Werk vinden" in version.text
        assert "Een huis vinden" not in version.html


def test_anchors_stay_when_a_heading_changes_and_are_unique(publish, statement_page):
    publish(date(2025, 1, 1))
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.body[1].value["heading"] = "Andere kop"
    page.save_revision()
    assert page.body[1].value["anchor"] == "welke-gegevens"

    twins = [section("Kop", paragraph("a")), section("Kop", paragraph("b")), section("日本", paragraph("c"))]
    version = publish(date(2025, 2, 1), body=twins)
    assert [one["anchor"] for one in version.sections] == ["kop", "kop-2", "paragraaf"]


@pytest.mark.django_db(transaction=True)
def test_of_two_publications_at_once_the_second_is_told(publish, worker_database):
    with psycopg.connect(worker_database["urls"].application) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [public.locks.PUBLICATION])
        with pytest.raises(PublicationRefused, match="Iemand anders publiceert op dit moment"):
            publish()
        other.rollback()
    assert not StatementVersion.objects.exists()
    assert publish().number == 1
