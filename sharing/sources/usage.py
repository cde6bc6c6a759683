"""When a token was last used: noted to the minute, so that a busy source costs no write per request."""

import time

from django.db import connection

from sharing.sources.queries import Caller

MINUTE = 60.0
_NOTE = """
INSERT INTO sharing_tokenuse AS u (token_hash, source_id, used_at) VALUES (%s, %s, statement_timestamp())
ON CONFLICT (token_hash) DO UPDATE SET used_at = statement_timestamp()
    WHERE u.used_at < statement_timestamp() - interval '1 minute'
"""
# When this process last noted it, per token that is somebody's; so there are as many as there are tokens.
_noted: dict[str, float] = {}


def note_use(caller: Caller) -> None:
    """Note that this token is being used, unless this process did so within the last minute."""
    now = time.monotonic()
    if now - _noted.get(caller.token_hash, -MINUTE) < MINUTE:
        return
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [caller.token_hash, caller.source.pk])
    _noted[caller.token_hash] = now
