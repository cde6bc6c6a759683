"""Whether the database is level with the journal of erasures, and what it misses."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sharing.core import locks
from sharing.core.exceptions import Refused
from sharing.retention import journal
from sharing.retention.journal import Entry
from sharing.retention.models import ErasureEntry
from sharing.retention.what import CLEARED, DELETED, MARKED

# The journal that was found level: it is read again when it changed.
_level: list[Any] = []


def is_level() -> bool:
    """Whether the database carried out all that the journal holds. A journal that cannot be read counts as not."""
    found = journal.stamp()
    if _level == [found, connection.settings_dict["NAME"]]:
        return True
    try:
        behind = bool(missing_entries()) and _still_behind()
    except Refused:
        return False
    if not behind:
        _level[:] = [found, connection.settings_dict["NAME"]]
    return not behind


def _still_behind() -> bool:
    """Somebody may be destroying just now: the line is there, and the transaction is not final yet."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [locks.ERASURE])
        return bool(missing_entries())


def missing_entries() -> list[Entry]:
    """What the journal has of this installation and the database has not, in order.

    Raises Refused when a line of it is missing or broken.
    """
    known = journal.entries()
    if not known:
        return []
    last = ErasureEntry.objects.aggregate(last=Max("number"))["last"]
    ours = str(ErasureEntry.objects.values_list("installation", flat=True).get(number=0))
    missing = [
        entry
        for (installation, number), entry in sorted(known.items())
        if installation == ours and number > last
    ]
    if [entry["number"] for entry in missing] != list(range(last + 1, last + 1 + len(missing))):
        message = _(
            "In het journaal van vernietigingen ontbreekt een regel na nummer %(number)d. Zet het terug uit de kopie."
        )
        raise Refused(message % {"number": last})
    return missing


def highest_keys(items: Iterable[Sequence[Any]]) -> dict[str, int]:
    """Per table the highest key of what is erased."""
    tables = {one.kind: one.table for one in (*DELETED, *CLEARED, MARKED)}
    found: dict[str, int] = {}
    for kind, key, *_rest in items:
        if kind in tables:
            found[tables[kind]] = max(key, found.get(tables[kind], 0))
    return found
