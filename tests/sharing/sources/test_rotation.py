"""Tokens that are replaced while they are in use, that end, and that are revoked; and when they were last used."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from sharing.access.operations import confirm
from sharing.core.actor import acting, system_user
from sharing.core.dates import show_moment
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.readable import named
from sharing.roles import ADMINISTRATOR, AUDITOR
from sharing.sources import usage
from sharing.sources.models import Source, TokenUse
from sharing.sources.operations import change_source, create_source, renew_token, revoke_tokens
from sharing.sources.queries import caller_with, source_of
from tests import factories as make
from tests.sharing.api.client import Source as Caller
from tests.sharing.api.client import problem
from tests.sharing.core.visitors import refused, signed_in, text, version_in

pytestmark = pytest.mark.django_db
ALL = ("check", "record", "read")


@pytest.fixture
def by():
    return make.UserFactory(role=ADMINISTRATOR)


@pytest.fixture
def made():
    """A token that reads everything, as the operator gives it."""
    operator = system_user()
    return create_source(
        name="Portaal", scopes=ALL, all_entries=True, by=operator, at=timezone.now(), reason="Test"
    )


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def renewed(source, by, **changes):
    values = {"old_until": in_an_hour(), "by": by, "at": timezone.now(), "reason": "Jaarlijks"}
    return renew_token(source, **(values | changes))


def let_pass(source) -> None:
    """The chosen moment has come."""
    with acting(by=make.tester(), reason="Test"):
        Source.objects.filter(pk=source.pk).update(old_expires_at=timezone.now() - timedelta(seconds=1))


class TestOneAfterTheOther:
    def test_both_work_until_the_chosen_moment(self, made, by):
        new = renewed(made.source, by)
        assert source_of(made.token) == source_of(new.token) == made.source
        let_pass(made.source)
        assert source_of(made.token) is None and source_of(new.token) == made.source

    def test_the_old_one_reads_on_while_the_new_one_waits_for_a_second_person(self, made, by):
        new = renewed(made.source, by)
        old, fresh = caller_with(made.token), caller_with(new.token)
        assert (old.scopes, old.all_entries) == (frozenset(ALL), True)
        assert (fresh.scopes, fresh.all_entries) == (frozenset({"check", "record"}), False)
        assert Caller(token=made.token).get("parties").status_code == 200
        problem(Caller(token=new.token).get("parties"), 403)
        confirm(new.proposal, by=make.UserFactory(role=ADMINISTRATOR))
        assert Caller(token=new.token).get("parties").status_code == 200

    def test_a_third_token_ends_the_first(self, made, by):
        second = renewed(made.source, by)
        third = renewed(made.source, by, old_until=in_an_hour())
        assert source_of(made.token) is None
        assert source_of(second.token) == source_of(third.token) == made.source

    def test_a_right_that_is_taken_away_the_old_one_loses_too(self, made, by):
        new = renewed(made.source, by)
        change_source(made.source, scopes=["check"], by=by, reason="Meldt niet meer")
        assert caller_with(made.token).scopes == {"check", "read"}
        assert caller_with(new.token).scopes == {"check"}

    def test_who_is_not_heard_is_not_heard_with_either(self, made, by):
        new = renewed(made.source, by)
        change_source(made.source, active=False, by=by, reason="Uit dienst")
        assert source_of(made.token) is source_of(new.token) is None

    @pytest.mark.parametrize(
        ("moment", "said"), [(timedelta(seconds=-1), "is voorbij"), (timedelta(days=366), "verloopt zelf op")]
    )
    def test_a_moment_that_cannot_be(self, made, by, moment, said):
        with pytest.raises(RefusedInput, match=said) as told:
            renewed(made.source, by, old_until=timezone.now() + moment)
        assert told.value.errors[0].field == "old_until"
        assert source_of(made.token) == made.source

    def test_a_token_that_ended_does_not_come_back_to_life(self, made, by):
        revoke_tokens(made.source, only_old=False, by=by, at=timezone.now(), reason="Uitgelekt")
        with pytest.raises(RefusedInput, match="werkt al niet meer"):
            renewed(made.source, by)


class TestTheDatabase:
    """What becomes an old token was the token, and gains nothing by it; whoever writes."""

    @pytest.mark.parametrize(
        "values",
        [
            {"old_token_hash": "0" * 64, "old_scopes": ["read"]},
            {"old_scopes": ["read"], "old_all_entries": True},
            {"old_scopes": ["check", "record"]},
            {"old_expires_at": datetime(2999, 1, 1, tzinfo=UTC)},
        ],
    )
    def test_refuses_another_token_more_rights_and_more_time(self, by, values):
        source = create_source(
            name="Portaal", scopes=["check"], by=by, at=timezone.now(), reason="Test"
        ).source
        renewed(source, by)
        with pytest.raises(IntegrityError, match="houdt hoogstens"), transaction.atomic():
            with acting(by=by, reason="Poging"):
                Source.objects.filter(pk=source.pk).update(**values)

    def test_an_old_token_has_an_end(self, made, by):
        renewed(made.source, by)
        with pytest.raises(IntegrityError, match=r"houdt hoogstens|old_token_expires"), transaction.atomic():
            with make.as_operator():
                Source.objects.filter(pk=made.source.pk).update(old_expires_at=None)


class TestRevoking:
    def test_the_old_one_alone(self, made, by):
        new = renewed(made.source, by)
        revoke_tokens(made.source, only_old=True, by=by, at=timezone.now(), reason="Overgezet")
        assert source_of(made.token) is None and source_of(new.token) == made.source

    def test_all_of_them_for_good(self, made, by):
        new = renewed(made.source, by)
        revoke_tokens(made.source, only_old=False, by=by, at=timezone.now(), reason="Uitgelekt")
        change_source(made.source, active=False, by=by, reason="Even niet")
        change_source(made.source, active=True, by=by, reason="Toch wel")
        assert source_of(made.token) is source_of(new.token) is None
        again = renew_token(made.source, by=by, at=timezone.now(), reason="Nieuw")
        assert source_of(again.token) == made.source

    def test_what_does_not_work_is_not_revoked(self, made, by):
        with pytest.raises(Refused, match="geen oud token"):
            revoke_tokens(made.source, only_old=True, by=by, at=timezone.now(), reason="x")
        revoke_tokens(made.source, only_old=False, by=by, at=timezone.now(), reason="x")
        with pytest.raises(Refused, match="geen token dat nog werkt"):
            revoke_tokens(made.source, only_old=False, by=by, at=timezone.now(), reason="x")

    def test_a_call_that_comes_after_it_is_refused(self, made, by):
        caller = Caller(token=made.token)
        assert caller.get("parties").status_code == 200
        revoke_tokens(made.source, only_old=False, by=by, at=timezone.now(), reason="Uitgelekt")
        problem(caller.get("parties"), 401)


class TestLastUse:
    @pytest.fixture(autouse=True)
    def _new_process(self, monkeypatch) -> None:
        monkeypatch.setattr(usage, "_noted", {})

    def test_is_noted_to_the_minute_per_token(self, made, by):
        new = renewed(made.source, by)
        Caller(token=made.token).get("parties")
        [use] = TokenUse.objects.all()
        assert use.token_hash == made.source.token_hash and use.source == made.source
        Caller(token=new.token).get("parties")  # refused, and used all the same
        assert TokenUse.objects.count() == 2

    def test_a_busy_source_writes_nothing_more_within_the_minute(
        self, made, django_assert_max_num_queries, monkeypatch
    ):
        caller = Caller(token=made.token)
        caller.get("parties")
        first = TokenUse.objects.get().used_at
        with django_assert_max_num_queries(6) as asked:
            caller.get("parties")
        assert not [one for one in asked.captured_queries if "tokenuse" in one["sql"]]
        monkeypatch.setattr(usage, "_noted", {})  # as another process would
        caller.get("parties")
        assert TokenUse.objects.get().used_at == first

    def test_a_minute_later_it_is_noted_again(self, made, monkeypatch):
        caller = Caller(token=made.token)
        caller.get("parties")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sharing_tokenuse SET used_at = used_at - interval '1 hour'")
        monkeypatch.setattr(usage, "_noted", {})
        caller.get("parties")
        assert timezone.now() - TokenUse.objects.get().used_at < timedelta(minutes=1)

    def test_who_has_no_token_leaves_no_trace(self):
        problem(Caller(token="verkeerd").get("parties"), 401)
        assert not TokenUse.objects.exists()


class TestScreens:
    @pytest.fixture
    def administrator(self):
        return signed_in(ADMINISTRATOR)

    def url(self, name: str, made) -> str:
        return reverse(f"sources:{name}", args=[made.source.pk])

    def sent(self, client, name: str, made, **values: str):
        """Filled in on the screen as it is now."""
        url = self.url(name, made)
        return client.post(url, values | {"version": version_in(client, url)})

    def test_a_renewal_with_an_overlap_says_until_when(self, administrator, made):
        until = in_an_hour().replace(second=0, microsecond=0)
        sent = {"reason": "Jaarlijks", "days": "365", "old_until": show_moment(until)}
        page = self.sent(administrator, "token", made, **sent)
        assert "Het vorige token werkt nog tot" in text(page)
        assert source_of(made.token) == source_of(page.context["token"]) == made.source
        made.source.refresh_from_db()
        assert made.source.old_expires_at == until
        shown = text(administrator.get(self.url("inspect", made)))
        assert "werkt nog tot" in shown and "laatst gebruikt: nog niet" in shown
        assert made.source.old_token_hash not in shown

    def test_what_waits_is_shown_and_said_before_a_renewal_ends_it(self, administrator, made, by):
        renewed(made.source, by)
        assert "Rechten (erbij: Lezen)" in text(administrator.get(self.url("inspect", made)))
        shown = text(administrator.get(self.url("token", made)))
        assert f"gedaan door {named(by)}" in shown and "kan dat niet meer worden bevestigd" in shown

    def test_a_moment_that_cannot_be_stands_at_its_field_and_the_rest_stays(self, administrator, made):
        sent = {"reason": "Jaarlijks", "days": "30", "old_until": "1-1-2020 10:00"}
        page = administrator.post(self.url("token", made), sent)
        assert "1 januari 2020 om 10:00 is voorbij" in page.context["form"].errors["old_until"][0]
        assert 'value="30"' in text(page) and "Jaarlijks" in text(page)

    def test_the_list_says_when_a_token_was_last_used(self, administrator, made, monkeypatch):
        assert "nog niet" in text(administrator.get(reverse("sources:index")))
        monkeypatch.setattr(usage, "_noted", {})
        Caller(token=made.token).get("parties")
        assert "nog niet" not in text(administrator.get(reverse("sources:index")))
        assert administrator.get(reverse("sources:index"), {"peildatum": "2020-01-01"}).status_code == 200

    def test_revoking_the_old_one_or_all(self, administrator, made, by):
        page = administrator.get(self.url("revoke", made))
        assert "Alleen het oude token" not in text(page)
        new = renewed(made.source, by)
        assert "Alleen het oude token" in text(administrator.get(self.url("revoke", made)))
        answer = self.sent(administrator, "revoke", made, which="old", reason="Overgezet")
        assert "het huidige werkt door" in text(administrator.get(answer.url))
        assert source_of(made.token) is None and source_of(new.token) == made.source
        answer = self.sent(administrator, "revoke", made, which="all", reason="Uitgelekt")
        assert answer.status_code == 302 and source_of(new.token) is None
        for page in (reverse("sources:index"), self.url("inspect", made)):
            assert "verlopen op" in text(administrator.get(page))
        assert "Token verlopen" in text(administrator.get(reverse("sources:index")))

    def test_without_a_choice_or_a_reason_nothing_happens(self, administrator, made):
        page = administrator.post(self.url("revoke", made), {})
        assert {"which", "reason"} <= page.context["form"].errors.keys()
        assert source_of(made.token) == made.source

    def test_who_may_only_look_revokes_nothing(self, made):
        auditor = signed_in(AUDITOR)
        assert refused(auditor.post(self.url("revoke", made), {"which": "all", "reason": "x"}))
        assert source_of(made.token) == made.source

    @pytest.mark.parametrize("name", ["token", "revoke"])
    def test_each_step_says_of_which_source_it_takes_the_token(self, name, administrator, made):
        page = administrator.get(self.url(name, made))
        assert page.context["page_subtitle"] == str(made.source)
        assert page.context["breadcrumbs_items"][-1]["label"] == str(made.source)

    @pytest.mark.parametrize("name", ["token", "revoke"])
    def test_of_a_source_that_does_not_exist_there_is_no_such_step(self, name, administrator):
        assert administrator.get(reverse(f"sources:{name}", args=[999_999])).status_code == 404
