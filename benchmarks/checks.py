"""How fast the gate answers a source that asks beforehand: one by one, and 5,000 in a call.

    .venv/bin/python -m benchmarks.checks [--calls 1000] [--rounds 5] [--json]

Checks of disclosures go through Django's whole request cycle, without a network, on a throw-away database. Compared,
by turns in the same run, with the view that only says the process lives (`/gezondheid/leeft/`): a single check costs
so many of those, and a check in a batch this part of one.
"""

import argparse
import json
import statistics

from benchmarks.ingest import rate
from benchmarks.world import World, database

BATCH = 5_000


class Checks:
    """A source that may only check, and what it asks."""

    def __init__(self, world: World, calls: int) -> None:
        from django.test import Client
        from django.utils import timezone

        from sharing.core.actor import system_user
        from sharing.sources.operations import create_source

        who = {"by": system_user(), "at": timezone.now(), "reason": "Meting"}
        token = create_source(name="Meting", scopes=["check"], **who).token
        self.client = Client(headers={"Authorization": f"Bearer {token}"})
        reports = world.reports(BATCH, prefix="check")
        self.single = [json.dumps(report).encode() for report in reports[:calls]]
        self.batch = json.dumps({"disclosures": reports}).encode()

    def ask(self, body: bytes) -> None:
        """One call."""
        answer = self.client.post("/api/v1/disclosures/check", body, content_type="application/json")
        assert answer.status_code == 200, answer.content[:500]

    def one_by_one(self) -> None:
        """A call per disclosure."""
        for body in self.single:
            self.ask(body)

    def alive(self) -> None:
        """As many answers of a view that does nothing."""
        for _ in self.single:
            assert self.client.get("/gezondheid/leeft/").status_code == 200


def measure(checks: Checks, rounds: int) -> dict[str, list[float]]:
    """Checks and answers per second, by round."""
    calls = len(checks.single)
    found: dict[str, list[float]] = {"alive": [], "one_by_one": [], "batch": []}
    for _ in range(rounds):
        found["alive"].append(rate(calls, checks.alive))
        found["one_by_one"].append(rate(calls, checks.one_by_one))
        found["batch"].append(rate(BATCH, lambda: checks.ask(checks.batch)))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")
    options = parser.parse_args()
    with database():
        world = World()
        world.some_decisions()
        checks = Checks(world, options.calls)
        checks.ask(checks.single[0])
        checks.ask(checks.batch)
        measured = measure(checks, options.rounds)
    table = {
        name: {
            "per_second": round(statistics.median(values)),
            "x_alive": round(statistics.median(values) / statistics.median(measured["alive"]), 3),
        }
        for name, values in measured.items()
    }
    if options.json:
        print(json.dumps(table))
        return
    print(f"{'path':<14}{'per second':>12}{'x alive':>10}")
    for name, row in table.items():
        print(f"{name:<14}{row['per_second']:>12}{row['x_alive']:>10}")


if __name__ == "__main__":
    main()
