"""Looking up the words of descriptions, which are taken apart after recording and not while somebody waits (ADR 0075).

Taking a description apart costs more than storing it. So that is done each minute, in the order of the numbers that
disclosures have, up to where the log stands still. Until then the newest descriptions are looked into themselves.
"""
# ruff: noqa: S608 - the names in these statements are ours

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from sharing.core import locks
from sharing.core.keys import array_of
from sharing.disclosures.definitions import LANGUAGE, words_of
from sharing.disclosures.models import Disclosure
from sharing.log.models import WordsTaken
from sharing.log.settled import PATIENCE, last_settled

BATCH = 5_000  # disclosures of one transaction, a fifth of a second
LONGEST = 20.0  # seconds after which a run takes no more: other work that happens by itself waits for it

# Of a description that was corrected meanwhile the words are there, and are those of now.
_TAKE = f"""
WITH rest AS MATERIALIZED (
    SELECT id, description FROM sharing_disclosure WHERE id > %s AND id <= %s ORDER BY id LIMIT %s
), taken AS (
    INSERT INTO sharing_descriptionwords (id, words)
        SELECT id, {words_of("description")} FROM rest WHERE description <> '' ON CONFLICT DO NOTHING
)
SELECT count(*), max(id) FROM rest
"""
_QUERY = f"websearch_to_tsquery('{LANGUAGE}', %s)"
_WORDS = words_of("sharing_disclosure.description")
# One statement, so that nothing is missed that is taken apart meanwhile. What was corrected before its turn is in both.
_WITH_WORDS = f"""
SELECT id FROM sharing_descriptionwords WHERE words @@ {_QUERY}
UNION ALL
SELECT id FROM sharing_disclosure WHERE id > coalesce((SELECT upto FROM sharing_wordstaken), 0)
    AND description <> '' AND {_WORDS} @@ {_QUERY}
"""
# Starting a process for the few that were not taken apart yet takes longer than reading them.
_BY_INDEX = ("enable_seqscan = off", "enable_indexscan = off", "max_parallel_workers_per_gather = 0")


@dataclass
class Taken:
    """What one run did: how many disclosures were ``seen``; ``waits`` when it left some for the next one, since
    something was being recorded, corrected or destroyed, or since there were too many.
    """

    seen: int = 0
    waits: bool = False


def take_words(*, patience: float = PATIENCE, longest: float = LONGEST) -> Taken:
    """Take apart the descriptions of what was recorded since the former run.

    Killed at any moment it goes on where it was. Two at a time do nothing twice. ``patience`` and ``longest`` are
    seconds: for recordings that are under way, and for the run.
    """
    done = Taken()
    end = time.monotonic() + longest
    last = last_settled(patience)
    if last is None:
        done.waits = True
        return done
    while True:
        seen, upto = _take(last)
        done.seen += seen
        if upto >= last:
            return done
        if not seen or time.monotonic() > end:
            done.waits = True
            return done


def _take(last: int) -> tuple[int, int]:
    """How many one transaction took, none when it may not now, and up to which number."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Who corrects or destroys goes first; who comes later waits for this one transaction.
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [locks.DESCRIPTION_WORDS])
        (is_ours,) = cursor.fetchone()
        upto = WordsTaken.objects.values_list("upto", flat=True).first() or 0
        if not is_ours or upto >= last:
            return 0, upto
        cursor.execute(_TAKE, [upto, last, BATCH])
        seen, highest = cursor.fetchone()
        upto = highest if seen == BATCH else last
        WordsTaken.objects.update_or_create(pk=1, defaults={"upto": upto})
    return seen, upto


def is_with(query: str = "%s") -> str:
    """SQL for whether a row of the log has words in its description: looked up, or taken apart when it was not yet.

    ``query`` stands for what `words_asked` gives; it is asked for twice.
    """
    asked = f"websearch_to_tsquery('{LANGUAGE}', {query})"
    known = f"SELECT w.words @@ {asked} FROM sharing_descriptionwords w WHERE w.id = sharing_disclosure.id"
    return f"coalesce(({known}), sharing_disclosure.description <> '' AND {_WORDS} @@ {asked})"


def with_words(entries: QuerySet[Disclosure], text: str) -> QuerySet[Disclosure]:
    """Those of these with words in the description, in whatever form; ``text`` is what `words_asked` gives."""
    asked = RawSQL(is_with(), [text, text], output_field=BooleanField())  # noqa: S611 - values are passed apart
    return entries.filter(asked)


def first_with(text: str, keys: Sequence[int], most: int) -> list[int]:
    """Of these keys, in their order, the first so many that have words in the description; further on none is read."""
    has_words = f"SELECT {is_with()} FROM sharing_disclosure WHERE sharing_disclosure.id = tried.id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM unnest(%s::bigint[]) AS tried(id) WHERE ({has_words}) LIMIT %s",
            [array_of(keys), text, text, most],
        )
        return [key for (key,) in cursor]


def estimated_with(text: str) -> int:
    """Roughly how many disclosures have words in the description, as the planner estimates it; nothing is read."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN (FORMAT JSON) SELECT FROM sharing_descriptionwords WHERE words @@ {_QUERY}", [text]
        )
        (plans,) = cursor.fetchone()
    return int((json.loads(plans) if isinstance(plans, str) else plans)[0]["Plan"]["Plan Rows"])


def some_with(text: str, most: int) -> list[int] | None:
    """The keys of all disclosures with words in the description, in no order; None when there are more than ``most``.

    Asked of the indexes, also where the planner would rather read the whole log.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {way}" for way in _BY_INDEX))
        cursor.execute(f"{_WITH_WORDS} LIMIT %s", [text, text, most + 1])
        keys = [key for (key,) in cursor.fetchall()]
        cursor.execute("; ".join(f"SET LOCAL {way.partition(' ')[0]} TO DEFAULT" for way in _BY_INDEX))
    return keys if len(keys) <= most else None
