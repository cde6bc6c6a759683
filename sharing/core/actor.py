"""Who changes the register, and why.

The database refuses every change of a register without an actor and writes actor and reason into the history. Both
travel as settings that end with the transaction, so a pooled connection never carries them on to someone else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import connection, transaction

from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import Refused

# Whoever stands behind a request, a command or a source. Somebody without an account can be passed, and is refused.
Actor: TypeAlias = AbstractUser | AnonymousUser

_SET = "SELECT set_config('register.actor', %s, true), set_config('register.reason', %s, true)"
_GET = "SELECT current_setting('register.actor', true), current_setting('register.reason', true)"


@contextmanager
def acting(*, by: Actor | None, reason: str = "") -> Iterator[None]:
    """One transaction in which ``by`` (a saved user) changes registers for ``reason``.

    May be nested: the inner actor and reason hold until the inner block ends. Raises Refused without a saved user,
    RefusedInput when a BSN stands in the reason, which is kept for good.
    """
    if by is None or by.pk is None:
        raise Refused("Een wijziging zonder uitvoerder wordt niet opgeslagen.")
    refuse_bsn(reason=reason)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_GET)
        before = [value or "" for value in cursor.fetchone()]
        cursor.execute(_SET, [str(by.pk), reason])
        yield
        # After an error the savepoint or transaction is rolled back, and the settings with it.
        cursor.execute(_SET, before)
