"""The record as a workbook: the organisation, a row per activity, and what is missing."""

from collections.abc import Iterable, Sequence

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
        book.row(xlsx.text_cell(neutral(cell), xlsx.WRAPPED) for cell in row)
    book.end()
