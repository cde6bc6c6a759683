"""How fast the log is read as it grows: every filter that the screen offers, every pair of them, and how it stood.

    .venv/bin/python -m benchmarks.log [--rows 200000 1000000] [--data uniform skewed scattered] [--times 5] [--json]

For each kind of log (``benchmarks.log_data``) and each size: the first page with its count, as the list asks for it,
for every filter with values that are common, rare and not there, for every pair of two filters, and for every filter as
the log stood halfway. Medians in milliseconds on an open connection; printed are the worst five, how many take longer
than is promised, and the ratio to the same at the smallest size. Pages by key and by OFFSET are beside them.
"""

import argparse
import itertools
import json
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import log_data
from benchmarks.world import World, database

PAGE, DEEP = 25, 5_000
# Milliseconds that are promised: of up to a million entries, of more, and as the log stood.
PROMISED, PROMISED_OF_MORE, PROMISED_THEN = 100, 300, 300
THEN = "2024-11-01"  # halfway
Filter = tuple[str, str]


def median(work: Callable[[], object], times: int) -> float:
    """Milliseconds, of which the first, in which plans and pages are fetched, does not count."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def offered(keys: dict[str, Any]) -> Iterator[list[Filter]]:
    """Per filter of the screen the values to ask for: what is common, what is rare, what is not there."""
    from django.db import connection

    def ranked(column: str) -> list[Any]:
        """The values of a column that are most common, in the middle and rarest."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {column} AS value FROM sharing_disclosure GROUP BY 1 HAVING {column} IS NOT NULL "
                "ORDER BY count(*) DESC, 1"
            )
            values = [value for (value,) in cursor]
        return list(dict.fromkeys([values[0], values[len(values) // 2], values[-1]]))

    yield [("period", f"period_from={first}&period_to={last}") for first, last in _PERIODS]
    yield [("recipient", f"recipient={key}") for key in ranked("recipient_id")]
    yield [("capacity", f"capacity={code}") for code in ranked("capacity")]
    yield [("on_behalf_of", f"on_behalf_of={key}") for key in keys["parties"][:2]]
    yield [("purpose", f"purpose={key}") for key in [*ranked("purpose_id"), keys["purposes"][0]]]
    yield [("purpose alone", f"purposes=alone&purpose={key}") for key in ranked("purpose_id")]
    yield [("data", f"data={key}") for key in ranked("data_categories[1]")]
    yield [("legal_basis", f"legal_basis={code}") for code in ranked("legal_basis")]
    yield [("place", f"place={where}") for where in ("inside", "outside")]
    yield [("outcome", f"outcome={code}") for code in ("permitted", "deviation")]
    yield [("finding", f"finding={code}") for code in ("no-agreement", "signed-later", "no-consent")]
    yield [("review", f"review={code}") for code in ("pending", "accepted", "breach")]
    yield [("consent", "consent=withdrawn")]
    yield [("commitments", f"commitments={key}") for key in (keys["commitments"][0], keys["commitments"][-1])]
    yield [("source", f"source={key}") for key in ranked("source_id")]
    words = ("rapportage", "aanvulling", "vertraagd", "spoedoverleg", "onvindbaar")
    yield [("words", f"words={word}") for word in words]


_PERIODS = (("2026-10-01", "2026-10-31"), ("2023-03-01", "2023-03-01"), ("2022-11-01", "2026-11-01"))


def page(query: str) -> Callable[[], object]:
    """What the list asks for an address: which filters, the first page, how many."""
    from django.http import QueryDict

    from sharing.log.filters import narrowed_log
    from sharing.log.leafing import LogPaginator

    def ask() -> object:
        pages = LogPaginator(narrowed_log(QueryDict(query)), PAGE)
        return pages.page_at(None), pages.count

    return ask


def measure(keys: dict[str, Any], times: int) -> dict[str, dict[str, float]]:
    """Milliseconds by what was asked, per group of questions."""
    filters = list(offered(keys))
    single = {query: median(page(query), times) for group in filters for _name, query in group}
    pairs = {
        f"{one}&{other}": median(page(f"{one}&{other}"), times)
        for left, right in itertools.combinations(filters, 2)
        if {left[0][0], right[0][0]} != {"purpose", "purpose alone"}
        for (_left, one), (_right, other) in itertools.product(left, right)
    }
    then = {query: median(page(f"{query}&peildatum={THEN}"), times) for query in ["", *single]}
    return {"filters": single, "pairs": pairs, "as it stood": then, "pages": leafing(times)}


def leafing(times: int) -> dict[str, float]:
    """Pages by key stay flat, those by number do not."""
    from django.http import QueryDict

    from sharing.core.dossiers import seal
    from sharing.core.keyset import NEWEST_FIRST, KeysetPaginator, Position
    from sharing.disclosures.representations import as_items
    from sharing.log.filters import narrowed_log
    from sharing.log.leafing import LogPaginator
    from sharing.models import Disclosure

    rows = Disclosure.objects.all()
    skipped = min(DEEP * PAGE, rows.count() - PAGE)
    edge = Position(*rows.order_by(*NEWEST_FIRST).values_list("disclosed_at", "pk")[skipped - 1])
    by_key = KeysetPaginator(rows, PAGE)
    first, last = _PERIODS[-1]
    within = narrowed_log(QueryDict(f"period_from={first}&period_to={last}"))
    person = KeysetPaginator(rows.filter(dossier=seal("d000007")), PAGE)
    return {
        "newest": median(lambda: by_key.page_at(None), times),
        "newest, as the API shows it": median(lambda: as_items(by_key.page_at(None)), times),
        "page 5,000 by key": median(lambda: by_key.page_at(edge), times),
        "page 5,000 by key, of a period": median(lambda: LogPaginator(within, PAGE).page_at(edge), times),
        "page 5,000 by OFFSET": median(
            lambda: list(rows.order_by(*NEWEST_FIRST)[skipped : skipped + PAGE]), times
        ),
        "one person": median(lambda: person.page_at(None), times),
    }


def show(
    kind: str, size: int, found: dict[str, dict[str, float]], smallest: dict[str, dict[str, float]]
) -> None:
    """The worst of a log, and how many are slower than was promised."""
    print(f"\n{kind}, {size:,} entries")
    for group, times in found.items():
        promised = PROMISED if size <= 1_000_000 else PROMISED_OF_MORE
        limit = PROMISED_THEN if group == "as it stood" else promised
        slow = sum(taken > limit for taken in times.values())
        print(
            f"  {group}: {len(times)}, median {statistics.median(times.values()):.1f} ms, {slow} over {limit} ms"
        )
        for query in sorted(times, key=times.__getitem__, reverse=True)[:5]:
            ratio = times[query] / smallest[group].get(query, float("nan"))
            print(f"    {times[query]:>8.1f} ms {ratio:>6.1f} x  {query or 'everything'}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[200_000, 1_000_000])
    parser.add_argument("--data", nargs="+", choices=log_data.KINDS, default=["uniform", "skewed"])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")
    options = parser.parse_args()
    table: dict[str, dict[int, Any]] = {}
    with database():
        keys = log_data.register(World())
        for kind in options.data:
            sizes = table[kind] = {}
            for size in sorted(options.rows):
                log_data.fill(kind, size, keys)
                sizes[size] = measure(keys, options.times)
                if not options.json:
                    show(kind, size, sizes[size], sizes[min(options.rows)])
    if options.json:
        print(json.dumps(table))


if __name__ == "__main__":
    main()
