"""How fast disclosures go into the log, beside what the database can do at all.

    .venv/bin/python -m benchmarks.ingest [--rows 200000] [--rounds 5] [--json]

All paths run one after another on the same throw-away database. ``ii`` is COPY of ready rows into a table
with the log's primary key, five indexes and four real foreign keys: no validation, no history, no triggers.
``pghistory`` is the same with history as django-pghistory's statement triggers write it. Both get every row that the
log gets, right after it, so that their tables are as large as the log whenever they are compared with it. ``p99_ms`` is
what 99 of 100 requests of 5,000 take no longer than, sent one after another at the end: what a reference copies in one
statement is still being written to the disk when the next request waits for its own commit.
"""

import argparse
import csv
import json
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from benchmarks.world import World, database
from cms.embedded.server import APPLICATION

BATCH = 5_000
SLOW_ROWS = 5_000
REQUESTS = 100  # of which the 99th is the slowest but one
COPIED = (
    "disclosed_at, recorded_at, recorded_by_id, recipient_id, capacity, purpose_id, legal_basis,"
    " legal_provision, data_categories, dossier, subject_category_id, destination_country_id, channel, description,"
    " source_id, external_id, fingerprint, outcome, findings, deviation_reason, review, review_note"
)
II = """
CREATE TABLE {table} (LIKE sharing_disclosure INCLUDING DEFAULTS INCLUDING IDENTITY);
ALTER TABLE {table} ADD PRIMARY KEY (id), ADD UNIQUE (source_id, external_id);
CREATE INDEX ON {table} (disclosed_at DESC, id DESC);
CREATE INDEX ON {table} (dossier, disclosed_at DESC, id DESC);
CREATE INDEX ON {table} (recipient_id, disclosed_at DESC, id DESC);
CREATE INDEX ON {table} (disclosed_at DESC, id DESC) WHERE outcome = 'deviation';
ALTER TABLE {table} ADD FOREIGN KEY (recipient_id) REFERENCES sharing_party,
    ADD FOREIGN KEY (purpose_id) REFERENCES sharing_purpose,
    ADD FOREIGN KEY (subject_category_id) REFERENCES sharing_subjectcategory,
    ADD FOREIGN KEY (source_id) REFERENCES sharing_source
"""
# As pghistory's InsertEvent with statement-level triggers: an event per row, with a context, found by its row.
PGHISTORY = """
CREATE TABLE {table}_event (pgh_id bigserial PRIMARY KEY, pgh_created_at timestamptz NOT NULL, pgh_label text NOT NULL,
    pgh_obj_id bigint, pgh_context_id uuid, LIKE {table});
CREATE INDEX ON {table}_event (pgh_obj_id);
CREATE INDEX ON {table}_event (pgh_context_id);
CREATE FUNCTION {table}_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO {table}_event
        SELECT nextval('{table}_event_pgh_id_seq'), now(), 'insert', n.id, NULL, n.* FROM new_values n;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_values
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_insert()
"""


def rate(rows: int, work: Callable[[], object]) -> float:
    """Rows per second."""
    start = time.perf_counter()
    work()
    return rows / (time.perf_counter() - start)


def measure(world: World, rows: int, turns: int, requests: int) -> tuple[dict[str, list[float]], list[float]]:
    """Rows per second of each path, by round, and the milliseconds that each of so many requests took after them.

    A round runs all paths, so that a busy machine is so for all. After each path of the product the references take in
    what it stored; of these ``name / reference`` is the ratio.
    """
    paths = {"import_disclosures": Import(world, rows), "api": Api(world, rows)}
    references = {"ii": Reference("bench_ii"), "pghistory": Reference("bench_pghistory", PGHISTORY)}
    found: dict[str, list[float]] = defaultdict(list)
    for turn in range(turns):
        for name, path in paths.items():
            prepared = path.prepare(turn)
            reached = rate(rows, lambda path=path, prepared=prepared: path.run(prepared))
            found[name].append(reached)
            stored = stored_rows(f"{path.prefix}{turn}-")
            for reference, table in references.items():
                pace = rate(rows, lambda table=table, stored=stored: table.run(stored))
                found[reference].append(pace)
                found[f"{name} / {reference}"].append(reached / pace)
    source = Api(world, requests * BATCH, "Meting, achter elkaar")
    source.run(source.prepare(turns))
    return found, source.taken


def to_csv(reports: list[dict], path: Path) -> None:
    """The reports as the file a source system would export."""
    from sharing.disclosures.intake.channels import CSV

    words = {
        "capacity": {code: word for word, code in CSV.capacities.items()},
        "legal_basis": {code: word for word, code in CSV.bases.items()},
        "channel": {code: word for word, code in CSV.channels.items()},
    }
    with path.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([CSV.name(name) for name in reports[0]])
        for report in reports:
            cells = {name: words[name][value] if name in words else value for name, value in report.items()}
            writer.writerow([*({**cells, "data_categories": " ".join(report["data_categories"])}).values()])


class Import:
    """The command's operation, a file per round."""

    prefix = "csv"

    def __init__(self, world: World, rows: int):
        self.world, self.rows = world, rows
        self.folder = tempfile.TemporaryDirectory()

    def prepare(self, turn: int) -> Path:
        path = Path(self.folder.name) / "verstrekkingen.csv"
        to_csv(self.world.reports(self.rows, prefix=f"{self.prefix}{turn}"), path)
        return path

    def run(self, path: Path) -> None:
        from django.utils import timezone

        from sharing.disclosures.imports import import_disclosures

        report = import_disclosures(path, by=self.world.user, at=timezone.now())
        assert report.stored == self.rows, report


class Api:
    """Requests of 5,000 through Django's whole request cycle, without a network."""

    prefix = "api"

    def __init__(self, world: World, rows: int, source: str = "Meting"):
        from django.test import Client
        from django.utils import timezone

        from sharing.core.actor import system_user
        from sharing.sources.operations import create_source

        who = {"by": system_user(), "at": timezone.now(), "reason": "Meting"}
        token = create_source(name=source, scopes=["record"], **who).token
        self.world, self.rows = world, rows
        self.client = Client(headers={"Authorization": f"Bearer {token}"})
        self.taken: list[float] = []  # milliseconds of each request

    def prepare(self, turn: int) -> list[tuple[str, bytes]]:
        reports = self.world.reports(self.rows, prefix=f"{self.prefix}{turn}")
        return [
            (f"{turn}-{first}", json.dumps({"disclosures": reports[first : first + BATCH]}).encode())
            for first in range(0, self.rows, BATCH)
        ]

    def run(self, requests: list[tuple[str, bytes]]) -> None:
        for key, body in requests:
            headers = {"Idempotency-Key": key}
            start = time.perf_counter()
            answer = self.client.post(
                "/api/v1/disclosures", body, content_type="application/json", headers=headers
            )
            self.taken.append((time.perf_counter() - start) * 1000)
            assert answer.status_code == 201, answer.content[:500]


def stored_rows(prefix: str) -> bytes:
    """The rows that a path stored, ready to be copied."""
    from django.db import connection

    query = f"SELECT {COPIED} FROM sharing_disclosure WHERE external_id LIKE '{prefix}%'"
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        return b"".join(bytes(part) for part in copy)


class Reference:
    """COPY of ready rows in the application's role, into a table of its own."""

    def __init__(self, table: str, further: str = ""):
        from django.db import connection

        from cms.database import as_owner

        self.table = table
        with as_owner(), connection.cursor() as cursor:
            for statements in (II, further):
                cursor.execute(statements.replace("{table}", table))
            cursor.execute(f"GRANT INSERT ON {table} TO {APPLICATION}")

    def run(self, rows: bytes) -> None:
        """Take them in."""
        from django.db import connection

        with connection.cursor() as cursor, cursor.copy(f"COPY {self.table} ({COPIED}) FROM STDIN") as copy:
            copy.write(rows)


def measure_simple_history() -> float:
    """django-simple-history's own bulk path, on plain tables without our triggers."""
    from django.db import connection, models
    from simple_history.models import HistoricalRecords
    from simple_history.utils import bulk_create_with_history

    from cms.database import as_owner
    from sharing.models import Disclosure

    fields = {
        field.name: field.clone()
        for field in Disclosure._meta.local_fields
        if not field.primary_key and not field.is_relation
    }
    keys = {
        field.attname: models.BigIntegerField(null=field.null, db_index=False)
        if field.name != "destination_country"
        else models.CharField(max_length=8)
        for field in Disclosure._meta.local_fields
        if field.is_relation
    }
    meta = type("Meta", (), {"app_label": "sharing", "db_table": "bench_plain"})
    body = {"__module__": "sharing.models", "Meta": meta, "history": HistoricalRecords(), **fields, **keys}
    model = type("BenchPlain", (models.Model,), body)
    names = [field.attname for field in model._meta.local_fields if not field.primary_key]
    rows = [model(**row) for row in Disclosure.objects.values(*names)[:SLOW_ROWS]]
    with as_owner():
        with connection.schema_editor() as editor:
            editor.create_model(model)
            editor.create_model(model.history.model)
        return rate(len(rows), lambda: bulk_create_with_history(rows, model, batch_size=1000))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument(
        "--rounds", type=int, default=5, help="each round runs all paths; medians are printed"
    )
    parser.add_argument("--requests", type=int, default=REQUESTS, help="of 5,000 each, for p99_ms")
    parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")
    options = parser.parse_args()
    with database():
        world = World()
        world.some_decisions()
        rows = max(options.rows // options.rounds // BATCH, 1) * BATCH
        measured, requests = measure(world, rows, options.rounds, options.requests)
        measured["bulk_create_with_history"] = [measure_simple_history()]
    rates = {name: statistics.median(values) for name, values in measured.items()}
    table = {
        name: {"rows_per_second": round(value)}
        | {
            f"x_{other}": round(rates[f"{name} / {other}"], 2)
            for other in ("ii", "pghistory")
            if f"{name} / {other}" in rates
        }
        | {"x_bulk_create_with_history": round(value / rates["bulk_create_with_history"], 1)}
        for name, value in rates.items()
        if "/" not in name
    }
    if len(requests) > 1:
        table["api"]["p99_ms"] = round(statistics.quantiles(requests, n=100, method="inclusive")[-1])
    if options.json:
        print(json.dumps(table))
        return
    heads = ("rows_per_second", "x_ii", "x_pghistory", "x_bulk_create_with_history", "p99_ms")
    print(f"{'path':<26}" + "".join(f"{head:>{len(head) + 3}}" for head in heads))
    for name, row in table.items():
        print(f"{name:<26}" + "".join(f"{row.get(head, ''):>{len(head) + 3}}" for head in heads))


if __name__ == "__main__":
    main()
