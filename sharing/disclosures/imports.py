"""Disclosures from a CSV file: translate its rows, then one recording; all rows or none.

The file is UTF-8 (with or without BOM), separated by ``;`` or ``,``; the first row has the column names, after a line
``sep=;`` if there is one.
Rows in which every cell is empty are passed over. Read in chunks: of a large file only the ids stay in
memory.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from io import TextIOWrapper
from operator import itemgetter
from pathlib import Path
from typing import Any

from sharing.core.actor import Actor
from sharing.core.exceptions import InputError, RefusedInput
from sharing.disclosures.intake.channels import CSV, REQUIRED, Raw, in_chunks
from sharing.disclosures.intake.entries import shown
from sharing.disclosures.recording import PACE, Recording, recording
from sharing.sources.operations import FILE_IMPORT, built_in_source

COLUMNS = tuple(CSV.name(field) for field in Raw._fields)
REQUIRED_COLUMNS = tuple(CSV.name(field) for field in REQUIRED)
LONGEST_CELL = 131_072
_CATEGORIES = Raw._fields.index("data_categories")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: rows read, stored, stored before (and passed over), and deviations among the
    stored.
    """

    rows: int
    stored: int
    stored_before: int
    deviations: int


def import_disclosures(
    path: Path,
    *,
    by: Actor,
    at: datetime,
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> ImportReport:
    """Read the file through the gate and store its rows, or nothing at all.

    ``progress`` is told how many bytes were read. Raises RefusedInput naming every error by row and column.
    """
    log_of_file = recording(
        source=built_in_source(FILE_IMPORT),
        by=by,
        at=at,
        reason=f"Import van {path.name}",
        words=CSV,
        again=True,
        trial=dry_run,
        place=lambda row: f"{path.name}, rij {row}",
    )
    try:
        with path.open("rb") as file, log_of_file as log:
            rows = 0
            for chunk in in_chunks(_entries(path.name, file, log)):
                rows += len(chunk)
                log.add(chunk)
                progress(file.tell())
    except UnicodeDecodeError:
        raise RefusedInput([_not_utf8(path)]) from None
    return ImportReport(rows, log.stored, log.passed_over, log.deviations)


def _not_utf8(path: Path) -> InputError:
    message = "Dit bestand is geen UTF-8; sla het in het rekenblad op als “CSV UTF-8” en probeer opnieuw."
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                place = f"{path.name}, regel {number}"
                return InputError(message, code="encoding", place=place, index=number)
    return InputError(message, code="encoding", place=path.name)


def _entries(name: str, file: Any, log: Recording) -> Iterator[tuple[int, Raw]]:
    """The rows as numbered entries; what is wrong with a row's form is told to the log."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    header, first = text.readline(), 1
    declared = _declared_separator(name, header)
    if declared:
        header, first = text.readline(), 2
    if not header.strip():
        message = f"Het bestand is leeg; de eerste rij noemt de kolommen: {', '.join(REQUIRED_COLUMNS)}."
        raise RefusedInput([InputError(message, code="empty", place=name)])
    separator = declared or _separator(header)
    columns = [column.strip() for column in next(csv.reader([header], delimiter=separator))]
    _check_columns(f"{name}, rij {first}", columns, first)
    width, row = len(columns), first
    # Columns that are not there are read from one empty cell behind the last.
    pick = itemgetter(*(columns.index(column) if column in columns else width for column in COLUMNS))
    categories: dict[str, tuple[str, ...]] = {}
    reader = csv.reader(text, delimiter=separator, strict=True)
    try:
        for row, cells in enumerate(reader, start=first + 1):
            if len(cells) != width:
                if any(map(str.strip, cells)):
                    log.refuse(_ragged(f"{name}, rij {row}", len(cells), width, row))
                continue
            cells.append("")
            values = [cell.strip() for cell in pick(cells)]
            listed = values[_CATEGORIES]
            codes = categories.get(listed)
            if codes is None:
                codes = categories[listed] = tuple(listed.replace("|", " ").split())
            values[_CATEGORIES] = codes
            if not any(values):
                continue
            if not row % PACE:
                log.go_on()
            yield row, Raw(*values)
    except csv.Error as error:
        log.refuse(_unreadable(f"{name}, rij {row + 1}", row + 1, error))
    finally:
        text.detach()


def _declared_separator(name: str, line: str) -> str:
    """What a first line such as ``sep=;`` says, which Excel understands and writes; empty when it is none."""
    text = line.strip().strip('"')
    if not text.lower().startswith("sep="):
        return ""
    if text[4:] not in (";", ","):
        message = (
            f"De eerste regel {shown(text)} noemt een scheidingsteken dat niet kan; gebruik ; of een komma."
        )
        raise RefusedInput([InputError(message, code="separator", place=f"{name}, rij 1", index=1)])
    return text[4:]


def _separator(header: str) -> str:
    """The separator with which most columns are known ones."""

    def known(separator: str) -> int:
        return sum(cell.strip().strip('"').casefold() in COLUMNS for cell in header.split(separator))

    return max(";,", key=known)


def _check_columns(place: str, columns: list[str], row: int) -> None:
    errors, meant = [], set(columns)
    for number, column in enumerate(columns, start=1):
        if not column:
            message = f"Kolom {number} heeft geen naam; geef de kolom een naam of verwijder hem."
        elif column not in COLUMNS:
            near = get_close_matches(column[:64].casefold(), COLUMNS, n=1)
            meant.update(near)  # whoever mends the name has the column
            hint = f"bedoelt u “{near[0]}”?" if near else f"bekende kolommen zijn {', '.join(COLUMNS)}."
            message = f"Kolom {shown(column)} is onbekend; {hint}"
        elif columns.index(column) != number - 1:
            message = f"Kolom “{column}” staat er twee keer; verwijder er een."
        else:
            continue
        errors.append(InputError(message, column[:64], "unknown-column", place, row))
    errors += [
        InputError(f"Kolom “{column}” ontbreekt.", column, "missing-column", place, row)
        for column in REQUIRED_COLUMNS
        if column not in meant
    ]
    if errors:
        raise RefusedInput(errors)


def _ragged(place: str, cells: int, width: int, row: int) -> InputError:
    message = (
        f"Deze rij telt {cells} cellen en de kop {width}; zet tekst met het scheidingsteken "
        "erin tussen aanhalingstekens."
    )
    return InputError(message, code="ragged-row", place=place, index=row)


def _unreadable(place: str, row: int, error: csv.Error) -> InputError:
    if "field limit" in str(error):
        message = (
            f"Een cel is langer dan {LONGEST_CELL} tekens; vaak ontbreekt een aanhalingsteken aan het eind."
        )
    elif "unexpected end" in str(error):
        message = "Een aanhalingsteken wordt niet gesloten; de rest van het bestand is niet te lezen."
    else:
        message = f"Deze rij is niet als CSV te lezen ({error}); controleer de aanhalingstekens."
    return InputError(message, code="unreadable-row", place=place, index=row)
