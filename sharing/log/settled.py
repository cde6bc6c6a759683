"""Up to where the log stands still: below that number no entry can appear any more."""

import time

from django.db import connection
from django.db.models import Max

from sharing.disclosures.models import Disclosure

PATIENCE = 5.0  # seconds for recordings that are under way

# Who was given a number from this sequence holds this lock until the entry is stored or will never be.
_RECORDING = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = 'sharing_disclosure_id_seq'::regclass AND mode = 'RowExclusiveLock'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()
"""


def last_settled(patience: float = PATIENCE) -> int | None:
    """The highest number below which no entry can appear any more; None when something lower is still being recorded.

    Numbers are given out before they are stored, so that a long import may come with lower ones than are here already
    (ADR 0073). ``patience``: seconds for which those that are under way are waited for.
    """
    last = Disclosure.objects.aggregate(last=Max("id"))["last"] or 0
    end = time.monotonic() + patience
    under_way = _recording()
    while under_way:
        if time.monotonic() > end:
            return None
        time.sleep(0.1)
        under_way &= _recording()  # who began later has higher numbers
    return last


def _recording() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_RECORDING)
        return {one for (one,) in cursor.fetchall()}
