"""The record as a workbook: the organisation, a row per activity, and what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from sharing.article_30 import rules
from sharing.article_30.rules import Record
from sharing.core import xlsx
from sharing.core.dutch import instant_in_words
from sharing.core.spreadsheets import neutral


def write_tables(out: xlsx.Output, record: Record) -> None:
    """Write the record to a stream, row by row."""
    book = xlsx.XlsxBook(out)
    about = [
        ("Register", rules.title_of(record)),
        ("Van", rules.state_of(record)),
        ("Gemaakt op", instant_in_words(record.made_at)),
        ("Let op", rules.ORGANISATION_NOW),
    ]
    own = [(field.title, "\n".join(field.told)) for field in rules.fields_of_record(record)]
    _sheet(book, "organisatie", (34, 90), ["onderdeel", "gegevens"], [*about, *own])
    head, rows = _of_activities(record)
    _sheet(book, "verwerkingen", (24, 40, *[44] * (len(head) - 2)), head, rows)
    gaps = [(name or "(het register als geheel)", letter, gap) for name, letter, gap in rules.gaps_of(record)]
    _sheet(book, "ontbreekt", (44, 10, 100), ["verwerking", "onder", "ontbreekt"], gaps)
    book.close()


def _of_activities(record: Record) -> tuple[list[str], Iterable[Sequence[str]]]:
    """The names of the columns, those of all activities together, and a row for each."""
    labels: dict[str, None] = {}
    for activity in record.activities:
        labels |= {field.title: None for field in rules.fields_of(activity, record.role)}

    def row(activity: rules.Activity) -> list[str]:
        told = {field.title: "\n".join(field.told) for field in rules.fields_of(activity, record.role)}
        return [activity.code, activity.name, *(told.get(label, "") for label in labels)]

    return ["code", "verwerking", *labels], map(row, record.activities)


def _sheet(
    book: xlsx.XlsxBook, name: str, widths: Iterable[int], head: Iterable[str], rows: Iterable[Sequence[str]]
) -> None:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    book.begin(name, columns)
    book.row(xlsx.text_cell(one, xlsx.HEADING) for one in head)
    for row in rows:
        for part in _rows_of(row):
            book.row(xlsx.text_cell(neutral(cell), xlsx.WRAPPED) for cell in part)
    book.end()


def _rows_of(row: Sequence[str]) -> Iterator[Sequence[str]]:
    """The row; what no cell takes goes on in rows below it, which begin with the same first cell."""
    for number, part in enumerate(zip_longest(*map(_in_cells, row), fillvalue="")):
        yield (row[0], *part[1:]) if number else part


def _in_cells(text: str) -> list[str]:
    """The text in parts that fit in a cell, with room for a sign that makes it no formula; whole lines if it can be."""
    parts: list[str] = []
    room = xlsx.LONGEST_CELL - 1
    while len(text) > room:
        line = text.rfind("\n", 1, room + 1)
        cut = line if line > 0 else room
        parts.append(text[:cut])
        text = text[cut:].removeprefix("\n")
    return [*parts, text]
