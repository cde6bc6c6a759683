"""How fast it is found which dossiers do not (or no longer) belong in the archive, in a log of a million entries.

    .venv/bin/python -m benchmarks.archive [--rows 1000000] [--data uniform skewed] [--times 5] [--json]

For each kind of log (``benchmarks.log_data``) every filter of the search by itself, with values that are common and
rare, those that find everything and nothing, and three at once; then everything that a page asks with it: the first
page, one after which a thousand dossiers were chosen, and the proposal that is checked. Medians in milliseconds on an
open connection, with how many dossiers were found, and the peak of the memory of the process in MB.
"""

import argparse
import json
import resource
from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks import log_data
from benchmarks.log import median
from benchmarks.world import World, database

PROMISED = 1_000
TODAY = date(2026, 11, 2)


def searches() -> dict[str, Any]:
    """What is looked for."""
    from django.db import connection

    from sharing.models import DataCategory, Party, Purpose
    from sharing.retention.candidates import Search

    def ends(column: str, model: Any) -> tuple[Any, Any]:
        """The record that most entries are about, and the one that fewest are."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {column} FROM sharing_disclosure GROUP BY 1 HAVING {column} IS NOT NULL "
                "ORDER BY count(*) DESC, 1"
            )
            keys = [key for (key,) in cursor]
        return model.objects.get(pk=keys[0]), model.objects.get(pk=keys[-1])

    recipients, purposes = ends("recipient_id", Party), ends("purpose_id", Purpose)
    data = ends("data_categories[1]", DataCategory)
    day = date(2023, 3, 1)
    return {
        "recipient, common": Search(recipient=recipients[0]),
        "recipient, rare": Search(recipient=recipients[1]),
        "purpose, common": Search(purpose=purposes[0]),
        "purpose, rare": Search(purpose=purposes[1]),
        "data, common": Search(category=data[0]),
        "data, rare": Search(category=data[1]),
        "period, everything": Search(first=date(2020, 1, 1)),
        "period, one day": Search(first=day, last=day),
        "last before, everything": Search(before=TODAY),
        "last before, nothing": Search(before=date(2020, 1, 1)),
        "recipient, purpose and data": Search(recipient=recipients[0], purpose=purposes[0], category=data[0]),
        "a day of a rare recipient": Search(recipient=recipients[1], first=day, last=day),
    }


def page(search: Any, shown: int) -> Callable[[], int]:
    """What the screen asks for so many dossiers, on the page or chosen: how many were found."""
    from sharing.retention.archive_views import SHOWN_AT_MOST
    from sharing.retention.candidates import complete, find, found_one

    def ask() -> int:
        found = find(search, most=SHOWN_AT_MOST)
        complete([found_one(*one) for one in list(found.dossiers.items())[:shown]], on=TODAY)
        return found.total

    return ask


def measure(times: int) -> dict[str, dict[str, float]]:
    """Milliseconds and how many were found, by what was asked."""
    from sharing.retention.archive_views import PER_PAGE, SHOWN_AT_MOST

    found = {}
    for name, search in searches().items():
        asked = page(search, PER_PAGE)
        found[name] = {"ms": median(asked, times), "found": asked()}
    everything = page(searches()["last before, everything"], SHOWN_AT_MOST)
    found["everything, all shown were chosen"] = {"ms": median(everything, times), "found": everything()}
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--data", nargs="+", choices=log_data.KINDS, default=["uniform", "skewed"])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")
    options = parser.parse_args()
    table: dict[str, Any] = {}
    with database():
        keys = log_data.register(World())
        for kind in options.data:
            for rows in sorted(options.rows):
                log_data.fill(kind, rows, keys)
                told = table[f"{kind} {rows}"] = measure(options.times)
                if options.json:
                    continue
                slow = sum(one["ms"] > PROMISED for one in told.values())
                print(f"\n{kind}, {rows:,} entries, {slow} over {PROMISED} ms")
                for name in sorted(told, key=lambda one: told[one]["ms"], reverse=True):
                    print(f"  {told[name]['ms']:>8.1f} ms  {told[name]['found']:>6,} dossiers  {name}")
    table["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(table) if options.json else f"\npeak {table['peak_mb']:.0f} MB")


if __name__ == "__main__":
    main()
