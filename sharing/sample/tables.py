"""The sample's lists: CSV files beside this module, with days that count from the day of installation."""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_RELATIVE = re.compile(r"vandaag([+-]\d+)")


def day(text: str, *, today: date) -> date | None:
    """A day written as 2026-03-31 or as vandaag+30; None for nothing."""
    if match := _RELATIVE.fullmatch(text):
        return today + timedelta(days=int(match[1]))
    return date.fromisoformat(text) if text else None


def has_list(name: str) -> bool:
    """Whether the sample has a list of this name."""
    return (DATA / f"{name}.csv").exists()


def cells(name: str, *, today: date) -> Iterator[tuple[int, list[Any]]]:
    """The rows of a list with their numbers, heading first; relative days as days."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file), start=1):
            yield number, [day(cell, today=today) if _RELATIVE.fullmatch(cell) else cell for cell in row]


def records(name: str) -> list[dict[str, str]]:
    """The rows of a list by column name."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
