"""Whether an export of the log takes the memory of one row, however many there are, and what it costs.

    .venv/bin/python -m benchmarks.exports [--rows 50000 1000000] [--json]

Each file is made in a process of its own on a throw-away database, sealed and written to disk as the worker does.
Memory is the peak of that process; the ratio is to that of an export of a thousand rows, which is mostly Python and
Django. The figures are counted anew each time, without the five minutes that the product keeps them.
"""

import argparse
import json
import statistics
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks import log_data
from benchmarks.apart import apart
from benchmarks.world import World, database

FIRST = 1_000
PERIOD = date(2024, 1, 1), date(2033, 12, 31)
CORRECTED, TIMES = 2_000, 5


def spreadsheet(kind: str, folder: Path) -> tuple[int, int]:
    """The file that a lawyer asks for, of the whole log."""
    from sharing.background.working import Stream
    from sharing.core.sealing import SealedWriter
    from sharing.log.tasks import write_log

    asked: Any = SimpleNamespace(parameters={"filters": {}, "format": kind, "language": "nl"}, dossier=None)
    path = folder / f"log.{kind}"
    with path.open("wb") as file:
        out = SealedWriter(file)
        rows = write_log(asked, Stream(out), lambda done, total: None)
        out.close()
    return rows, path.stat().st_size


def log_file(kind: str, folder: Path, by: Any) -> tuple[int, int]:
    """The file of ``export_log``, of the whole log."""
    from sharing.log.logfiles import write_log_file

    path = folder / f"log.{kind}"
    made = write_log_file(path, kind=kind, first=PERIOD[0], last=PERIOD[1], by=by, at=datetime.now(UTC))
    return made["rows"], made["size"]


def figures_in_ms() -> dict[str, float]:
    """The figures of a year as they are and as of a day after which entries were corrected, counted anew."""
    from sharing.log.figures import Period, _count

    year = date(2024, 1, 1), date(2024, 12, 31)
    asked = {"now": Period(*year), "ten years": Period(*PERIOD), "as of": Period(*year, day=date(2025, 1, 1))}
    found = {}
    for name, period in asked.items():
        times = []
        for _ in range(TIMES):
            start = time.perf_counter()
            _count(period)
            times.append((time.perf_counter() - start) * 1000)
        found[name] = statistics.median(times)
    return found


def correct(world: World) -> None:
    """Change some entries, so that the history has something of after the reference date."""
    from sharing.core.actor import acting
    from sharing.models import Disclosure

    keys = list(Disclosure.objects.order_by("-id").values_list("pk", flat=True)[:CORRECTED])
    with acting(by=world.user, reason="Meting"):
        Disclosure.objects.filter(pk__in=keys).update(description="Gecorrigeerd")


def measure(world: World) -> dict[str, dict[str, float]]:
    """Each kind of file of the log as it is now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return {
            "xlsx": apart(lambda: spreadsheet("xlsx", folder)),
            "csv": apart(lambda: spreadsheet("csv", folder)),
            "vng": apart(lambda: log_file("vng", folder, world.user)),
            "ldv": apart(lambda: log_file("ldv", folder, world.user)),
        }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[50_000, 1_000_000])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    outcome: dict[str, Any] = {}
    with database():
        world = World()
        keys = log_data.register(world)
        for rows in [FIRST, *sorted(options.rows)]:
            log_data.fill("uniform", rows, keys)
            outcome[str(rows)] = measure(world)
        correct(world)
        outcome["figures_ms"] = figures_in_ms()
    if options.json:
        print(json.dumps(outcome))
        return
    least = outcome[str(FIRST)]
    for rows in sorted(options.rows):
        for kind, told in outcome[str(rows)].items():
            print(
                f"{rows:>10,} {kind:<5} {told['seconds']:7.1f} s {told['rows'] / told['seconds']:9,.0f} rows/s"
                f" {told['bytes'] / 1e6:8.1f} MB  peak {told['peak_mb']:6.1f} MB"
                f"  {told['peak_mb'] / least[kind]['peak_mb']:.2f} x"
            )
    for name, milliseconds in outcome["figures_ms"].items():
        print(f"figures, {name}: {milliseconds:,.0f} ms")


if __name__ == "__main__":
    main()
