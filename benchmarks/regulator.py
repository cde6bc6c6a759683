"""What it costs to take the register along: as a workbook, read back, as a record of processing, as a dossier.

    .venv/bin/python -m benchmarks.regulator [--parties 5000 --agreements 10000 --activities 500] [--json]

Each is made in a process of its own on a throw-away database, sealed and written to disk as the worker does. Memory is
the peak of that process; what a process has that only starts is named first.
"""

import argparse
import json
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.apart import apart
from benchmarks.register import fill_register
from benchmarks.world import database


def fill_activities(*, by: Any, count: int) -> None:
    """Activities of both roles with all that a record asks for, and retention terms."""
    from sharing.core.actor import acting
    from sharing.models import (
        ActivityDataCategory,
        ActivityPurpose,
        ActivityRecipient,
        ActivityRetentionTerm,
        ActivitySubjectCategory,
        DataCategory,
        Party,
        ProcessingActivity,
        Purpose,
        RetentionTerm,
        SubjectCategory,
    )

    with acting(by=by, reason="Meting"):
        terms = RetentionTerm.objects.bulk_create(
            RetentionTerm(
                code=f"termijn-{number}",
                description=f"Dossier {number}",
                length=2,
                unit="years",
                counted_from="het einde",
                first_day=date(2020, 1, 1),
            )
            for number in range(10)
        )
        parties = list(Party.objects.order_by("pk")[: count * 2])
        made = ProcessingActivity.objects.bulk_create(
            ProcessingActivity(
                code=f"verwerking-{number}",
                name=f"Begeleiding naar werk {number}",
                role="processor" if number % 3 == 0 else "controller",
                client=parties[number % len(parties)] if number % 3 == 0 else None,
                legal_bases=["public_task"],
                security="Versleuteling, toegang per rol en een log van wie wat zag.",
                first_day=date(2020, 1, 1),
            )
            for number in range(count)
        )
        for model, name, values, each in (
            (ActivityPurpose, "purpose", list(Purpose.objects.all()), 2),
            (ActivityDataCategory, "data_category", list(DataCategory.objects.all()), 4),
            (ActivitySubjectCategory, "subject_category", list(SubjectCategory.objects.all()), 2),
            (ActivityRecipient, "recipient", parties, 4),
            (ActivityRetentionTerm, "retention_term", terms, 2),
        ):
            model.objects.bulk_create(
                model(activity=activity, **{name: values[(number * each + turn) % len(values)]})
                for number, activity in enumerate(made)
                for turn in range(each)
            )


def sealed(folder: Path, write: Callable[[Any], int]) -> tuple[int, int]:
    """Write to a sealed file; rows and bytes."""
    from sharing.background.working import Stream
    from sharing.core.sealing import SealedWriter

    path = folder / "bestand"
    with path.open("wb") as file:
        out = SealedWriter(file)
        rows = write(Stream(out))
        out.close()
    return rows, path.stat().st_size


def measured(folder: Path, moment: datetime) -> dict[str, dict[str, float]]:
    """Each way of taking the register along."""
    from sharing.activities.choices import ProcessingRole
    from sharing.article_30.choices import RecordFormat
    from sharing.article_30.queries import record_on
    from sharing.article_30.saving import write_record
    from sharing.core.actor import system_user
    from sharing.inspection.parts import Asked
    from sharing.inspection.writing import write_dossier
    from sharing.workbook.operations import import_workbook
    from sharing.workbook.saving import write_register

    today = moment.date()
    book = folder / "register.xlsx"

    def exported() -> tuple[int, int]:
        with book.open("wb") as file:
            rows = write_register(file, moment=None)
        return rows, book.stat().st_size

    def read_back() -> tuple[int, int]:
        report = import_workbook(book, name="r.xlsx", by=system_user(), dry_run=True, as_operator=True)
        return report.touches, 0

    def record(form: RecordFormat, then: datetime | None) -> Callable[[], tuple[int, int]]:
        def write(out: Any) -> int:
            found = record_on(ProcessingRole.CONTROLLER, on=today, moment=then, at=moment)
            write_record(out, found, form)
            return len(found.activities)

        return lambda: sealed(folder, write)

    def dossier() -> tuple[int, int]:
        asked = Asked(today, moment, moment)
        return sealed(
            folder, lambda out: write_dossier(out, asked, left_out=[], progress=lambda done, total: None)
        )

    ways: dict[str, Callable[[], tuple[int, int]]] = {
        "nothing": lambda: (0, 0),
        "export_register": exported,
        "read back, trial": read_back,
        "export_register of a past moment": lambda: sealed(
            folder, lambda out: write_register(out, moment=moment)
        ),
        **{f"record as {form.value}": record(form, None) for form in RecordFormat},
        "record as pdf of a past moment": record(RecordFormat.PDF, moment),
        "dossier of a past moment": dossier,
    }
    return {name: apart(work) for name, work in ways.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parties", type=int, default=5_000)
    parser.add_argument("--agreements", type=int, default=10_000)
    parser.add_argument("--activities", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with database(), tempfile.TemporaryDirectory() as folder:
        from sharing.core.actor import acting
        from sharing.models import Agreement, Country
        from tests import factories as make

        by = make.tester()
        if not Country.objects.exists():
            for code in ("NL", "US"):
                make.CountryFactory(code=code)
        fill_register(
            by=by, parties=options.parties, agreements=options.agreements, today=datetime.now(UTC).date()
        )
        fill_activities(by=by, count=options.activities)
        moment = datetime.now(UTC)
        with acting(by=by, reason="Meting"):
            Agreement.objects.update(description="Later gewijzigd")
        found = measured(Path(folder), moment + timedelta(microseconds=1))
    if options.json:
        print(json.dumps(found))
        return
    for name, one in found.items():
        print(
            f"{name:36} {one['seconds']:7.1f} s  {one['rows']:9,.0f} rows"
            f"  {one['bytes'] / 1e6:7.1f} MB  peak {one['peak_mb']:5.0f} MB"
        )


if __name__ == "__main__":
    main()
