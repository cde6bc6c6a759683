"""Who changes the register, and why.

The database refuses every change of a register without an actor and writes actor and reason into the history. Both
travel as settings that end with the transaction, so a pooled connection never carries them on to someone else.
An account that is not active acts no more, here and in the database (``register_actor()``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import connection, transaction

from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import Refused
from sharing.core.once import writing

# Whoever stands behind a request, a command or a source. Somebody without an account can be passed, and is refused.
Actor: TypeAlias = AbstractUser | AnonymousUser
# The account in whose name the installation and its operator write. Nobody signs in with it, so it is not active;
# it is the only such account that acts, and the database knows it by this name as well.
SYSTEM_USER = "systeem"

_SET = "SELECT set_config('register.actor', %s, true), set_config('register.reason', %s, true)"
# What it was is read before it is set: a question of its own within one statement.
_CHANGE = (
    "WITH before AS MATERIALIZED (SELECT current_setting('register.actor', true) AS actor,"
    " current_setting('register.reason', true) AS reason)"
    " SELECT actor, reason, set_config('register.actor', %s, true), set_config('register.reason', %s, true) FROM before"
)


@contextmanager
def acting(*, by: Actor | None, reason: str = "") -> Iterator[None]:
    """One transaction in which ``by`` (a saved user) changes registers for ``reason``.

    May be nested: the inner actor and reason hold until the inner block ends. Raises Refused without a saved user,
    and for an account that is not active; RefusedInput when a BSN stands in the reason, which is kept for good.
    """
    if by is None or by.pk is None:
        raise Refused("Een wijziging zonder uitvoerder wordt niet opgeslagen.")
    if not may_act(by):
        raise Refused(
            f"Het account “{by.get_username()}” is niet actief en kan niets wijzigen. Er is niets opgeslagen."
        )
    refuse_bsn(reason=reason)
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CHANGE, [str(by.pk), reason])
        before = [value or "" for value in cursor.fetchone()[:2]]
        with writing():
            yield
        # After an error the savepoint or transaction is rolled back, and the settings with it; they end with it anyhow.
        if nested:
            cursor.execute(_SET, before)


def may_act(user: Actor) -> bool:
    """Whether changes may be recorded in this account's name."""
    return bool(user.is_active or user.get_username() == SYSTEM_USER)


def system_user() -> AbstractUser:
    """The account in whose name the installation itself and its operator write; the first migrations made it."""
    return get_user_model().objects.get(username=SYSTEM_USER)


@contextmanager
def operating(reason: str) -> Iterator[None]:
    """What packages' own commands (migrate, createsuperuser) change on this connection is the operator's work.

    Holds for the connection and not for a transaction, so only for a command that ends. Before the system's account
    exists there is nothing to record.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.cms_user') IS NOT NULL")
        (known,) = cursor.fetchone()
        if known:
            cursor.execute(
                "SELECT set_config('register.actor', id::text, false), set_config('register.reason', %s, false)"
                " FROM cms_user WHERE username = %s",
                [reason, SYSTEM_USER],
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET register.actor; RESET register.reason")
