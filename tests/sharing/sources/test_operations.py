"""Source systems and their tokens, also made on the command line."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from sharing.core.actor import acting
from sharing.core.exceptions import RefusedInput
from sharing.sources.models import Source
from sharing.sources.operations import built_in_source, change_source, create_source, renew_token
from sharing.sources.queries import source_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make.UserFactory(username="vastlegger")


class TestSources:
    def test_a_token_is_shown_once_and_stored_as_a_hash(self):
        source, token = create_source(name="Portaal", scopes=["read"], reason="Test")
        assert source_of(token) == source and token not in source.token_hash
        assert not source.user.has_usable_password()
        assert source_of("x" + token[1:]) is None and source_of("") is None

    def test_a_renewed_token_replaces_the_old_one(self, by):
        source, old = create_source(name="Portaal", scopes=["read"], reason="Test")
        new = renew_token(source, by=by, reason="Verloren")
        assert source_of(old) is None and source_of(new) == source

    def test_an_inactive_source_is_nobody(self, by):
        source, token = create_source(name="Portaal", scopes=["read"], reason="Test")
        change_source(source, active=False, by=by, reason="Uit dienst")
        assert source_of(token) is None

    @pytest.mark.parametrize(
        ("name", "scopes"),
        [("", ["read"]), ("x" * 101, ["read"]), ("a\nb", ["read"]), ("p", []), ("p", ["wis"])],
    )
    def test_bad_input(self, name, scopes):
        with pytest.raises(RefusedInput):
            create_source(name=name, scopes=scopes, reason="Test")

    def test_a_name_is_used_once(self):
        create_source(name="Portaal", scopes=["read"], reason="Test")
        with pytest.raises(RefusedInput, match="al een bron"):
            create_source(name="Portaal", scopes=["read"], reason="Test")

    def test_the_history_has_an_actor(self, by):
        with acting(by=by, reason="Buitenom"):
            source = built_in_source("Handmatig")
        assert built_in_source("Handmatig") == source
        assert source.history.get().history_user_id == source.user_id


class TestCreateSource:
    def test_prints_the_token_once(self):
        out = io.StringIO()
        call_command("create_source", "Portaal", "--scopes", "check, record", "--json", stdout=out)
        *lines, last = out.getvalue().splitlines()
        token = json.loads(last)["token"]
        assert token in lines
        assert source_of(token) == Source.objects.get(name="Portaal", scopes=["check", "record"])

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
