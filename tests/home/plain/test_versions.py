"""A plain page has versions of its own, as the statement has; and what asks for the statement never finds them."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from home.core.refusals import PublicationRefused
from home.models import PlainPage
from home.publication.due import publish_due
from home.publication.proposals import open_proposals
from home.publication.queries import why_kept
from home.publication.restoring import start_from
from home.publication.withdrawals import propose_withdrawal, withdraw
from home.review.next_step import next_step
from home.versions.models import StatementVersion
from home.versions.plain_models import PlainVersion, PlainWithdrawal
from home.versions.queries import in_force_of, latest_of, latest_version, next_number, version_in_force
from sharing import public
from sharing.models import CommitmentSet
from tests.days import to_come
from tests.home.conftest import paragraph, section, seen_of
from tests.home.plain.conftest import WORDS, made

REASON = "Er stond een verkeerd adres in."


class TestNumbers:
    def test_each_page_counts_for_itself(self, publish, publish_plain, statement_page, cookies):
        access = made(statement_page.get_parent().specific, "Toegankelijkheid", "toegankelijkheid")
        publish(date(2025, 1, 1))
        publish(date(2025, 2, 1), change_note="Beter.")
        assert publish_plain().number == 1
        assert publish_plain(date(2025, 3, 1), change_note="Beter.").number == 2
        assert publish_plain(page=access).number == 1
        assert [next_number(one) for one in (statement_page, cookies, access)] == [3, 3, 2]

    def test_a_day_of_one_page_does_not_bind_another(self, publish, publish_plain):
        publish(to_come())
        assert publish_plain(date(2025, 1, 1)).effective_from == date(2025, 1, 1)

    def test_the_database_keeps_the_order_within_a_page(self, publish_plain, editor):
        version = publish_plain()
        again = PlainVersion.objects.get(pk=version.pk)
        again.pk, again._state.adding, again.number = None, True, 3
        with (
            pytest.raises(DatabaseError, match="na versie 1 komt versie 2"),
            transaction.atomic(),
            public.acting(by=editor, reason="proef"),
        ):
            again.save(force_insert=True)

    def test_the_database_keeps_the_hash(self, publish_plain, editor):
        version = publish_plain()
        again = PlainVersion.objects.get(pk=version.pk)
        again.pk, again._state.adding, again.number, again.text = None, True, 2, "Iets anders."
        again.in_force_from = again.published_at
        with (
            pytest.raises(DatabaseError, match="controlegetal"),
            transaction.atomic(),
            public.acting(by=editor, reason="proef"),
        ):
            again.save(force_insert=True)


class TestEvidence:
    def test_a_version_never_changes(self, publish_plain):
        version = publish_plain()
        with pytest.raises(ValidationError, match="verandert nooit meer"):
            version.save()
        for change in (
            lambda: PlainVersion.objects.update(title="Anders"),
            lambda: PlainVersion.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    def test_no_version_without_an_actor(self, publish_plain):
        again = PlainVersion.objects.get(pk=publish_plain().pk)
        again.pk, again._state.adding, again.number = None, True, 2
        again.in_force_from = again.published_at
        with pytest.raises(DatabaseError), transaction.atomic():
            again.save(force_insert=True)

    def test_who_wrote_does_not_approve(self, cookies, lawyer):
        page = PlainPage.objects.get(pk=cookies.pk)
        page.body = json.dumps(WORDS)
        revision = page.save_revision(user=lawyer)
        with pytest.raises(PublicationRefused, match="schreef zelf aan deze tekst"):
            page.publish(revision, user=lawyer, seen=seen_of(revision))
        assert not PlainVersion.objects.exists()

    def test_nor_does_the_database_let_them(self, publish_plain, lawyer):
        version = publish_plain()
        again = PlainVersion.objects.get(pk=version.pk)
        again.pk, again._state.adding, again.number = None, True, 2
        again.in_force_from, again.authors = again.published_at, [lawyer.pk]
        with (
            pytest.raises(DatabaseError, match="plain_version_four_eyes"),
            transaction.atomic(),
            public.acting(by=lawyer, reason="proef"),
        ):
            again.save(force_insert=True)

    def test_a_page_with_versions_stays_at_its_address(self, publish_plain, cookies):
        publish_plain()
        page = PlainPage.objects.get(pk=cookies.pk)
        assert "versies van gepubliceerd" in why_kept(page)
        page.slug = "cookies"
        with pytest.raises(ValidationError, match="dat adres verandert niet meer"):
            page.save()

    def test_nobody_unpublishes_it(self, publish_plain, cookies):
        publish_plain()
        with pytest.raises(PublicationRefused, match="deze pagina wordt niet ingetrokken"):
            PlainPage.objects.get(pk=cookies.pk).unpublish()


class TestOnlyTheStatementPromises:
    def test_nothing_of_a_plain_page_is_the_statement(self, publish_plain):
        publish_plain()
        at = timezone.now()
        assert (latest_version(), version_in_force(at), StatementVersion.objects.count()) == (None, None, 0)
        assert not CommitmentSet.objects.exists()

    def test_the_statement_holds_whatever_a_plain_page_does(self, publish, publish_plain, cookies):
        statement = publish(date(2025, 1, 1))
        plain = publish_plain(date(2025, 6, 1))
        assert version_in_force(timezone.now()) == statement
        assert in_force_of(cookies, timezone.now()) == plain

    def test_its_blocks_promise_nothing(self, cookies):
        names = cookies.body.stream_block.child_blocks["section"].child_blocks["body"].child_blocks
        assert {"paragraph", "table", "contact", "recipients", "officer"} <= set(names)
        assert not {"transfer_policy", "response_term", "purposes"} & set(names)


class TestInTime:
    def test_withdrawn_by_two_before_it_holds(self, publish_plain, publish, cookies, editor, lawyer):
        statement = publish(to_come())
        publish_plain()
        coming = publish_plain(to_come(), change_note="Straks.")
        proposal = propose_withdrawal(coming, explanation=REASON, by=editor, at=timezone.now())
        assert [one.version for one in open_proposals([statement, coming])] == [coming]
        with pytest.raises(PublicationRefused, match="Een tweede persoon bevestigt"):
            withdraw(proposal, by=editor, at=timezone.now())
        gone = withdraw(proposal, by=lawyer, at=timezone.now())
        assert isinstance(gone, PlainWithdrawal)
        assert latest_of(cookies).number == 1
        assert next_number(cookies) == 3
        assert latest_version() == statement, "the version of the statement with that number stands"

    def test_the_database_wants_the_proposal(self, publish_plain, editor, lawyer):
        coming = publish_plain(to_come())
        with (
            pytest.raises(DatabaseError, match="niemand stelde voor"),
            transaction.atomic(),
            public.acting(by=lawyer, reason="proef"),
        ):
            PlainWithdrawal.objects.create(
                version=coming,
                explanation=REASON,
                proposal=1,
                proposed_by=editor.pk,
                proposed_by_name="x",
                proposed_at=timezone.now(),
                confirmed_by=lawyer.pk,
                confirmed_by_name="y",
            )

    def test_a_new_draft_from_an_old_version(self, publish_plain, cookies, editor):
        first = publish_plain()
        publish_plain(date(2025, 2, 1), body=[section("", paragraph("Anders."))], change_note="Anders.")
        draft = start_from(first, by=editor, at=timezone.now()).as_object()
        assert "geen cookies" in str(draft.body)
        assert (draft.change_note, draft.effective_from) == ("", None)

    def test_planned_for_later(self, publish_plain, cookies):
        later = timezone.now() + timedelta(hours=2)
        assert publish_plain(None, go_live_at=later) is None
        assert publish_due(at=later) == 1
        assert latest_of(cookies).number == 1


def test_who_is_next_is_told_of_this_page(publish, publish_plain, cookies, editor):
    publish(date(2025, 1, 1))
    publish(date(2025, 2, 1), change_note="Beter.")
    step = next_step(PlainPage.objects.get(pk=cookies.pk), user=editor)
    assert step.standing == ["Er geldt nog geen versie."]
    publish_plain(date(2025, 3, 1))
    step = next_step(PlainPage.objects.get(pk=cookies.pk), user=editor)
    assert step.standing == ["Versie 1 geldt sinds 1 maart 2025."]


@pytest.mark.parametrize(
    "slug", ["beheer", "privacyverklaring", "en", "gezondheid", "api", "static", "sitemap.xml"]
)
def test_an_address_of_the_site_itself_is_refused(statement_page, slug):
    with pytest.raises(ValidationError) as refused:
        made(statement_page.get_parent().specific, "Pagina", slug)
    assert "slug" in refused.value.message_dict


def test_a_copy_is_a_draft(publish_plain, cookies, statement_page):
    publish_plain()
    home = statement_page.get_parent()
    with pytest.raises(PublicationRefused):
        PlainPage.objects.get(pk=cookies.pk).copy(to=home, update_attrs={"slug": "kopie"}, keep_live=True)
