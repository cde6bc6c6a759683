"""How fast the log is read as it grows: pages by key stay flat, pages by number do not.

    .venv/bin/python -m benchmarks.log [--rows 10000 200000 2000000] [--json]

Rows are made by the database itself, as the owner with the triggers off, on a throw-away database. Times are
medians in milliseconds of what the product asks (the API's page of 25 with all it shows), the connection
being open.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable

from benchmarks.world import PERSONS, World, database

PAGE, DEEP, TIMES = 25, 5_000, 15
ROWS = """
INSERT INTO sharing_disclosure (disclosed_at, recorded_at, recorded_by_id, recipient_id, capacity, purpose_id,
    legal_basis, legal_provision, data_categories, dossier, subject_category_id, destination_country_id,
    channel, description, source_id, external_id, fingerprint, commitments_id, outcome, findings,
    deviation_reason, review, review_note)
SELECT timestamptz '2024-01-01' + n * interval '31 seconds', now(), %(user)s, (%(parties)s::bigint[])[1 + n
%% %(n)s],
    'client', (%(purposes)s::bigint[])[1 + n %% 8], 'public_task', '', ARRAY[%(category)s]::smallint[],
    (%(dossiers)s::bytea[])[1 + n %% %(persons)s], %(subject)s, 'NL', 'portal', 'Rapportage', %(source)s,
    'r-' || n, decode(md5(n::text), 'hex'), %(commitments)s,
    CASE WHEN n %% 200 = 0 THEN 'deviation' ELSE 'permitted' END, '[]',
    CASE WHEN n %% 200 = 0 THEN 'Spoed' ELSE '' END, CASE WHEN n %% 200 = 0 THEN 'pending' ELSE '' END, ''
FROM generate_series(%(first)s, %(last)s) n
"""


def fill(world: World, first: int, last: int) -> None:
    """Add rows first..last."""
    from django.db import connection

    from cms.database import as_owner
    from sharing.core.dossiers import seal
    from sharing.models import CommitmentSet
    from sharing.sources.operations import built_in_source

    values = {
        "user": world.user.pk,
        "parties": [party.pk for party, _ in world.parties],
        "n": len(world.parties),
        "purposes": [purpose.pk for purpose in world.purposes],
        "category": world.categories[0].pk,
        "dossiers": [seal(f"d{number:06}") for number in range(PERSONS)],
        "persons": PERSONS,
        "subject": world.subjects[0].pk,
        "source": built_in_source("Meting").pk,
        "commitments": CommitmentSet.objects.latest("version").pk,
        "first": first,
        "last": last,
    }
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE sharing_disclosure DISABLE TRIGGER USER")
        cursor.execute(ROWS, values)
        cursor.execute("ALTER TABLE sharing_disclosure ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE sharing_disclosure")


def median(work: Callable[[], object]) -> float:
    """Milliseconds."""
    work()
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def measure(count: int) -> dict[str, float]:
    """The times at this size; the deep page is as deep as the log allows."""
    from sharing.core.dossiers import seal
    from sharing.core.keyset import NEWEST_FIRST, KeysetPaginator, Position
    from sharing.disclosures.representations import as_items
    from sharing.models import Disclosure

    rows = Disclosure.objects.all()
    skipped = min(DEEP * PAGE, count - PAGE)
    edge = Disclosure.objects.order_by(*NEWEST_FIRST)[skipped - 1]
    person = rows.filter(dossier=seal("d000007"))
    deviations = rows.filter(outcome="deviation")
    by_key = KeysetPaginator(rows, PAGE)
    return {
        "newest": median(lambda: by_key.page_at(None)),
        "newest, as the API shows it": median(lambda: as_items(by_key.page_at(None))),
        "page 5,000 by key": median(lambda: by_key.page_at(Position(edge.disclosed_at, edge.pk))),
        "page 5,000 by OFFSET": median(lambda: list(rows.order_by(*NEWEST_FIRST)[skipped : skipped + PAGE])),
        "newest deviations": median(lambda: KeysetPaginator(deviations, PAGE).page_at(None)),
        "one person": median(lambda: KeysetPaginator(person, PAGE).page_at(None)),
        "count, capped": median(lambda: KeysetPaginator(rows, PAGE).count),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 200_000, 2_000_000])
    parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")
    options = parser.parse_args()
    sizes, table, before = sorted(options.rows), {}, 0
    with database():
        world = World()
        for size in sizes:
            fill(world, before + 1, size)
            table[size], before = measure(size), size
    if options.json:
        print(json.dumps(table))
        return
    heads = [f"{size:,} rows" for size in sizes]
    print(f"{'ms':<30}" + "".join(f"{head:>18}" for head in heads) + f"{'last / first':>14}")
    for name in table[sizes[0]]:
        times = [table[size][name] for size in sizes]
        print(
            f"{name:<30}" + "".join(f"{value:>18.2f}" for value in times) + f"{times[-1] / times[0]:>14.1f}"
        )


if __name__ == "__main__":
    main()
