"""How fast a source may call: so many requests in a minute, and as many at once when it was quiet before.

Counted in the database, so that it holds for all processes and servers together, in one statement per request, so that
requests at the same moment are counted one by one. The table is not logged (``Pace``): counting waits for no disk.
"""

import math

from django.conf import settings
from django.db import connection

from sharing.api.problems import Problem
from sharing.sources.models import Source

# Each request moves the moment at which all would have been due one step ahead; a source may be a minute ahead.
_STEP = """
INSERT INTO sharing_pace AS p (source_id, due)
    VALUES (%(source)s, statement_timestamp() + %(step)s * interval '1 second')
ON CONFLICT (source_id) DO UPDATE
    SET due = greatest(p.due, statement_timestamp()) + %(step)s * interval '1 second'
    WHERE p.due <= statement_timestamp() + interval '1 minute'
RETURNING due
"""
_AHEAD = "SELECT extract(epoch FROM due - statement_timestamp()) - 60 FROM sharing_pace WHERE source_id = %s"


def keep_pace(source: Source) -> None:
    """Count a request of the source; raises Problem 429, with when to come back, when it calls too often."""
    most = settings.API_REQUESTS_PER_MINUTE
    if not most:
        return
    with connection.cursor() as cursor:
        cursor.execute(_STEP, {"source": source.pk, "step": 60 / most})
        if cursor.fetchone() is not None:
            return
        cursor.execute(_AHEAD, [source.pk])
        [ahead] = cursor.fetchone()
    wait = max(1, math.ceil(ahead))
    raise Problem(
        429,
        f"Bronsysteem “{source}” stuurt meer dan {most} verzoeken per minuut. Wacht {wait} s en stuur dit verzoek "
        "opnieuw; stuur liever veel verstrekkingen in één verzoek.",
        code="too-many-requests",
        headers={"Retry-After": str(wait)},
    )
