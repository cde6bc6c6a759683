"""The process works as the application; only `as_owner` becomes the owner."""

import io

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from cms.database import as_owner


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_the_application_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'verantwoord_app'::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False,)
    assert _role() == "verantwoord_app"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql", ["CREATE TABLE t (x int)", "DROP TABLE cms_user", "ALTER TABLE cms_user ADD y int"]
)
def test_the_application_cannot_change_the_structure(sql: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_as_owner_changes_role_and_back_also_after_an_error() -> None:
    with as_owner():
        assert _role() == "verantwoord_owner"
        with as_owner():
            assert _role() == "verantwoord_owner"
        assert _role() == "verantwoord_owner"
    assert _role() == "verantwoord_app"
    with pytest.raises(ProgrammingError), as_owner():
        connection.cursor().execute("SELECT nonsense")
    assert _role() == "verantwoord_app"


@pytest.mark.django_db
def test_as_owner_refuses_inside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="transactie"), as_owner():
        pass
    assert _role() == "verantwoord_app"


def test_as_owner_without_an_owner_says_what_is_missing(settings) -> None:
    settings.DATABASE_OWNER = None
    with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL ontbreekt"), as_owner():
        pass


@pytest.mark.django_db(transaction=True)
def test_rights_are_given_again_when_a_migration_was_broken_off(owner_connection: psycopg.Connection) -> None:
    owner_connection.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM verantwoord_app")
    call_command("make_ready", "--no-static", stdout=io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cms_user")


@pytest.mark.django_db(transaction=True)
def test_migrating_without_the_owner_is_refused_with_the_reason(settings) -> None:
    settings.DATABASE_OWNER = None
    with pytest.raises(CommandError, match="DATABASE_OWNER_URL ontbreekt"):
        call_command("migrate", verbosity=0)


def test_what_a_committing_test_wrote_is_gone_afterwards(owner_connection: psycopg.Connection) -> None:
    rows = owner_connection.execute(
        "SELECT count(*) FROM cms_attemptlimit WHERE key = 'blijft-niet'"
    ).fetchone()
    owner_connection.execute(
        "INSERT INTO cms_attemptlimit (key, started_at, count) VALUES ('blijft-niet', now(), 1)"
    )
    assert rows == (0,)


test_what_a_committing_test_wrote_is_gone_afterwards_again = (
    test_what_a_committing_test_wrote_is_gone_afterwards
)
