"""Source systems and their tokens, also made on the command line."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from sharing.access.operations import confirm
from sharing.core.actor import acting, system_user
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.sources.models import Source
from sharing.sources.operations import built_in_source, change_source, create_source, renew_token
from sharing.sources.queries import source_of
from tests import factories as make

pytestmark = pytest.mark.django_db
READ_ALL = {"scopes": ["read"], "all_entries": True}


@pytest.fixture
def by():
    return make.UserFactory(username="vastlegger", role="Beheerder")


@pytest.fixture
def second(by):
    return make.UserFactory(username="tweede", role="Beheerder")


def made(name="Portaal", scopes=("check", "record"), *, by=None, **changes):
    return create_source(
        name=name, scopes=scopes, by=by or system_user(), at=timezone.now(), reason="Test", **changes
    )


class TestSources:
    def test_a_token_is_shown_once_and_stored_as_a_hash(self):
        source, token, _proposal = made()
        assert source_of(token) == source and token not in source.token_hash
        assert not source.user.has_usable_password()
        changed = ("y" if token[0] == "x" else "x") + token[1:]
        assert source_of(changed) is None and source_of("") is None

    def test_a_renewed_token_replaces_the_old_one(self, by):
        source, old, _proposal = made()
        new = renew_token(source, by=by, at=timezone.now(), reason="Verloren").token
        assert source_of(old) is None and source_of(new) == source

    def test_an_inactive_source_is_nobody(self, by):
        source, token, _proposal = made()
        change_source(source, active=False, by=by, reason="Uit dienst")
        assert source_of(token) is None

    def test_what_reads_is_heard_again_when_a_second_person_says_so(self, by, second):
        source, token, _proposal = made(**{**READ_ALL, "scopes": ["check", "read"]})
        change_source(source, active=False, by=by, reason="Uitgelekt")
        proposal = change_source(source, active=True, by=by, reason="Toch niet")
        source.refresh_from_db()
        assert (source.active, source.scopes, source.all_entries) == (True, ["check"], False)
        confirm(proposal, by=second)
        source.refresh_from_db()
        assert (source.scopes, source.all_entries) == (["check", "read"], True)
        assert source_of(token) == source

    @pytest.mark.parametrize("all_entries", [False, True])
    def test_the_database_lets_nobody_wake_it_alone_either(self, by, all_entries):
        scopes = ["check"] if all_entries else ["read"]
        source = make.SourceFactory(scopes=scopes, all_entries=all_entries, active=False)
        with pytest.raises(IntegrityError, match="twee personen"), transaction.atomic():
            with acting(by=by, reason="Poging"):
                Source.objects.filter(pk=source.pk).update(active=True)

    def test_what_reports_and_sees_its_own_entries_alone_is_woken_by_one(self, by):
        source = make.SourceFactory(scopes=["check", "record"], active=False)
        with acting(by=by, reason="Weer in gebruik"):
            Source.objects.filter(pk=source.pk).update(active=True)
        source.refresh_from_db()
        assert source.active

    def test_an_old_token_that_reads_is_not_woken_by_one(self, by):
        end = timezone.now() + timedelta(days=3)
        source = make.SourceFactory(token_hash="0" * 64, expires_at=end)
        old = {"old_token_hash": source.token_hash, "old_scopes": ["read"], "old_expires_at": end}
        with make.as_operator():
            Source.objects.filter(pk=source.pk).update(
                active=False, scopes=["check"], token_hash="1" * 64, **old
            )
        with pytest.raises(IntegrityError, match="twee personen"), transaction.atomic():
            with acting(by=by, reason="Poging"):
                Source.objects.filter(pk=source.pk).update(active=True)

    @pytest.mark.parametrize(
        ("name", "scopes"),
        [("", ["read"]), ("x" * 101, ["read"]), ("a\nb", ["read"]), ("p", []), ("p", ["wis"])],
    )
    def test_bad_input(self, name, scopes):
        with pytest.raises(RefusedInput):
            made(name, scopes)

    @pytest.mark.parametrize("name", ["Portaal", "portaal"])
    def test_a_name_is_used_once(self, name):
        made()
        with pytest.raises(RefusedInput, match="al een bron"):
            made(name)

    def test_what_the_system_makes_itself_is_recorded_as_its_own(self, by):
        with acting(by=by, reason="Buitenom"):
            source = built_in_source("Handmatig")
        assert built_in_source("Handmatig") == source
        assert source.history.get().history_user.username == "systeem"


class TestOwnerAndEnd:
    def test_a_token_ends(self, by):
        source, token, _proposal = made(days=30, owner=by)
        assert source.owner == by
        assert source.expires_at - timezone.now() > timedelta(days=29)
        with make.as_operator():
            Source.objects.filter(pk=source.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
        assert source_of(token) is None

    @pytest.mark.parametrize("days", [0, -1, 4000])
    def test_a_term_that_cannot_be(self, days):
        with pytest.raises(RefusedInput, match="dagen"):
            made(days=days)

    def test_an_owner_who_is_gone(self):
        with pytest.raises(RefusedInput, match="niet actief"):
            made(owner=make.UserFactory(is_active=False))

    def test_a_token_without_an_end_cannot_be(self):
        source = made().source
        with pytest.raises(IntegrityError, match="source_token_expires"), transaction.atomic():
            with make.as_operator():
                Source.objects.filter(pk=source.pk).update(expires_at=None)


class TestReadingTakesTwo:
    def test_one_person_makes_it_without(self, by, second):
        source, _token, proposal = made(scopes=["check", "read"], by=by)
        assert source.scopes == ["check"] and proposal.after["scopes"] == ["check", "read"]
        confirm(proposal, by=second)
        source.refresh_from_db()
        assert source.scopes == ["check", "read"] and not source.all_entries

    def test_the_entries_of_others_too(self, by, second):
        source = made(scopes=["check", "read"]).source
        proposal = change_source(source, all_entries=True, by=by, reason="Dossierportaal")
        source.refresh_from_db()
        assert source.scopes == ["check", "read"] and not source.all_entries
        confirm(proposal, by=second)
        source.refresh_from_db()
        assert source.all_entries

    def test_whoever_renews_it_does_not_read_with_it_unseen(self, by, second):
        source = made(**READ_ALL).source
        renewed = renew_token(source, by=by, at=timezone.now(), reason="Verloren")
        assert (renewed.source.scopes, renewed.source.all_entries) == ([], False)
        confirm(renewed.proposal, by=second)
        source.refresh_from_db()
        assert (source.scopes, source.all_entries) == (["read"], True)

    def test_a_token_that_was_renewed_meanwhile_is_another(self, by, second):
        source, _token, proposal = made(scopes=["check", "read"], by=by)
        renew_token(source, by=by, at=timezone.now(), reason="Verloren", days=10)
        with pytest.raises(Refused, match="Token verloopt op was"):
            confirm(proposal, by=second)

    def test_taking_it_away_is_done_at_once(self, by):
        source = made(scopes=["check", "read"]).source
        assert change_source(source, scopes=["check"], by=by, reason="Niet meer nodig") is None
        source.refresh_from_db()
        assert source.scopes == ["check"]

    @pytest.mark.parametrize(
        "values",
        [{"scopes": ["read"]}, {"all_entries": True}],
    )
    def test_the_database_refuses_it_of_one_person(self, by, values):
        source = made().source
        with pytest.raises(IntegrityError, match="doen twee personen"), transaction.atomic():
            with acting(by=by, reason="Poging"):
                Source.objects.filter(pk=source.pk).update(**values)

    def test_the_database_refuses_another_token_in_its_place(self, by):
        source = made(scopes=["read"]).source
        with pytest.raises(IntegrityError, match="doen twee personen"), transaction.atomic():
            with acting(by=by, reason="Poging"):
                Source.objects.filter(pk=source.pk).update(token_hash="0" * 64)


class TestCreateSource:
    def test_prints_the_token_once(self):
        out = io.StringIO()
        call_command("create_source", "Portaal", "--scopes", "check, record", "--json", stdout=out)
        *lines, last = out.getvalue().splitlines()
        token = json.loads(last)["token"]
        assert token in lines
        source = Source.objects.get(name="Portaal", scopes=["check", "record"])
        assert source_of(token) == source
        row = source.history.get()
        assert row.history_user.username == "systeem" and "create_source" in row.history_change_reason

    def test_the_operator_acts_at_once_with_owner_and_end(self, by):
        out = io.StringIO()
        arguments = ["--scopes", "read", "--owner", by.username, "--expires-days", "30", "--json"]
        call_command("create_source", "Portaal", *arguments, stdout=out)
        said = json.loads(out.getvalue().splitlines()[-1])
        source = source_of(said["token"])
        assert (source.scopes, source.owner, said["owner"]) == (["read"], by, by.username)
        assert said["expires_on"] == amsterdam_day(source.expires_at).isoformat()

    def test_an_owner_that_does_not_exist(self):
        err = io.StringIO()
        with pytest.raises(CommandError):
            call_command("create_source", "Portaal", "--scopes", "read", "--owner", "wie", stderr=err)
        assert "--owner" in err.getvalue()

    def test_a_name_that_is_taken(self):
        call_command("create_source", "Portaal", "--scopes", "read", stdout=io.StringIO())
        err = io.StringIO()
        with pytest.raises(CommandError) as error:
            call_command("create_source", "Portaal", "--scopes", "read", stdout=io.StringIO(), stderr=err)
        assert error.value.returncode == 1 and "al een bron" in err.getvalue()

    @pytest.mark.parametrize("scopes", ["", "wissen", "read,wissen", ","])
    def test_unknown_scopes(self, scopes):
        with pytest.raises(CommandError):
            call_command("create_source", "Portaal", "--scopes", scopes)
