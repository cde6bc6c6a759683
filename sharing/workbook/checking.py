"""What the cells of one row may not say together, and rows among each other."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sharing.activities.choices import ProcessingRole
from sharing.core.bsn import CODE as BSN
from sharing.core.bsn import IN_TEXT, holds_bsn
from sharing.core.dates import show_day
from sharing.grounds.choices import EXCEPTION_WORDS, EXCEPTIONS_OF_KIND, NEEDS_PROVISION
from sharing.reference.choices import DATA_KIND_WORDS
from sharing.workbook import columns as format
from sharing.workbook.columns import Sheet
from sharing.workbook.known import Known
from sharing.workbook.reading import SheetRow, WorkbookRows
from sharing.workbook.rules import Held, on_a_cycle, overlaps

# Columns in which a row names a row of its own sheet, with the attribute and what a circle of them is called.
_ABOVE = {
    format.PURPOSES: ("boven", "parent"),
    format.AGREEMENTS: ("vervangt", "replaces"),
}

# What of an agreement is judged beside others, and by the database at its next change.
JUDGED = frozenset({"ondertekend_op", "geldig_vanaf", "geldig_tot_en_met", "opgezegd_per", "vervangt"})


class RowChecks:
    """Judges a whole row when its values are in the record."""

    def __init__(self, sheet: Sheet, *, rows: WorkbookRows, known: Known) -> None:
        self.sheet, self.rows, self.known = sheet, rows, known
        self.named = known.kinds_with_grounds() if sheet.name == format.DATA else {}

    def check(self, row: SheetRow, record: Any, *, touched: Collection[str]) -> None:
        """Note what the row may not say; ``touched`` are the columns in which it differs from what is stored."""
        self._row = row
        self._check_period(record)
        match self.sheet.name:
            case format.AGREEMENTS if record.terminated_per and record.terminated_per < record.first_day:
                message = _(
                    "%(day)s ligt voor de eerste dag van de overeenkomst, %(first)s. Verbeter een van beide."
                )
                self._refuse("opgezegd_per", message, day=record.terminated_per, first=record.first_day)
            case format.AGREEMENTS if (
                record.terminated_per
                and record.last_day
                and record.terminated_per > record.last_day
                and not JUDGED.isdisjoint(touched)
            ):
                message = _(
                    "%(day)s ligt na de laatste dag van de overeenkomst, %(last)s. Verbeter een van beide."
                )
                self._refuse("opgezegd_per", message, day=record.terminated_per, last=record.last_day)
            case format.GROUNDS:
                self._check_ground(record)
            case format.ACTIVITIES:
                self._check_activity(record)
            case format.ASSESSMENTS if record.review_due and record.review_due < record.assessed_on:
                message = _("%(day)s ligt voor de beoordeling zelf, %(first)s. Verbeter een van beide.")
                self._refuse("herzien_voor", message, day=record.review_due, first=record.assessed_on)
        for column in self.sheet.columns:
            if column.attribute in type(record).free_text and holds_bsn(row.values.get(column.name) or ""):
                self.rows.refuse(self.sheet.name, row.number, column.name, str(IN_TEXT), BSN)

    def check_kind(self, row: SheetRow, record: Any, *, changed: bool) -> None:
        """A data category that a ground names keeps its kind."""
        if changed and record.pk in self.named:
            self._row = row
            message = _(
                "kan niet anders worden zolang grond “%(ground)s” dit gegeven noemt; wijzig eerst die grond."
            )
            self._refuse("soort", message, ground=self.named[record.pk])

    def _refuse(self, column: str, message: str, **words: Any) -> None:
        said = {name: show_day(one) if isinstance(one, date) else one for name, one in words.items()}
        self.rows.refuse(self.sheet.name, self._row.number, column, message % said)

    def _check_period(self, record: Any) -> None:
        first, last = getattr(record, "first_day", None), getattr(record, "last_day", None)
        if first and last and last < first:
            column = next((one.name for one in self.sheet.columns if one.attribute == "last_day"), "")
            self._refuse(
                column,
                _("%(last)s ligt voor de eerste dag, %(first)s. Verbeter een van beide."),
                last=last,
                first=first,
            )

    def _check_ground(self, record: Any) -> None:
        fitting = EXCEPTIONS_OF_KIND.get(record.kind, frozenset())
        if fitting and record.exception not in fitting:
            words = [word for word, one in EXCEPTION_WORDS.items() if one in fitting]
            kind = next(word for word, one in DATA_KIND_WORDS.items() if one == record.kind)
            message = _("past niet bij soort “%(kind)s”; kies uit %(words)s.")
            self._refuse("uitzondering", message, kind=kind, words=", ".join(words))
        elif record.exception in NEEDS_PROVISION and not self._names(record, "provision", "bepaling"):
            self._refuse("bepaling", _("is leeg; bij deze uitzondering hoort de bepaling die haar geeft."))

    def _names(self, record: Any, attribute: str, column: str) -> bool:
        """Whether the record names something, or its cell does something unknown, which is said already."""
        field = record._meta.get_field(attribute)
        stored = getattr(record, field.attname) is not None
        return stored or bool(self._row.values.get(column))

    def _check_activity(self, record: Any) -> None:
        client = self._names(record, "client", "opdrachtgever")
        if record.role == ProcessingRole.PROCESSOR and not client:
            self._refuse("opdrachtgever", _("is leeg; een verwerker verwerkt voor een opdrachtgever."))
        elif record.role == ProcessingRole.CONTROLLER and client:
            self._refuse("opdrachtgever", _("hoort bij rol verwerker; maak de cel leeg, of wijzig de rol."))


def check_circles(rows: WorkbookRows, known: Known) -> None:
    """No purpose falls under itself, no agreement replaces itself, whatever stands between."""
    for sheet, (column, attribute) in _ABOVE.items():
        found = rows.sheets.get(sheet, ())
        own = "code" if sheet == format.PURPOSES else "kenmerk"
        above = known.above(sheet, attribute)
        above |= {row.values.get(own, ""): row.values[column] for row in found if column in row.values}
        cyclic = on_a_cycle(above)
        for row in found:
            if row.values.get(own) in cyclic and row.values.get(column):
                words = {"code": row.values[own], "parent": row.values[column]}
                rows.refuse(sheet, row.number, column, _circle(sheet) % words, "cycle")


def _circle(sheet: str) -> str:
    if sheet == format.PURPOSES:
        return _("“%(code)s” valt zo via “%(parent)s” onder zichzelf; kies een ander doeleinde.")
    return _("“%(code)s” vervangt zo via “%(parent)s” zichzelf; kies de vorige overeenkomst.")


def check_successors(rows: WorkbookRows, known: Known, *, altered: Collection[int]) -> None:
    """Signed agreements of which one replaces the other never hold on the same day, nor do two that replace one.

    ``altered`` are the rows that are new or differ in what is judged: what was stored before this rule is read back.
    """
    found = {
        row.values["kenmerk"]: row
        for row in rows.sheets.get(format.AGREEMENTS, ())
        if "kenmerk" in row.values
    }
    if not found:
        return
    above = known.above(format.AGREEMENTS, "replaces")
    above |= {code: row.values["vervangt"] or None for code, row in found.items() if "vervangt" in row.values}
    signed = {
        code: record
        for code, record in known.by_code[format.AGREEMENTS].items()
        if record.signed_on and record.first_day and (code not in found or found[code].whole)
    }
    families: dict[str, list[str]] = defaultdict(list)
    for code, former in above.items():
        if former and code in signed:
            families[former].append(code)
    for former, successors in families.items():
        if not found.keys().isdisjoint((former, *successors)):
            family = [*([former] if former in signed else []), *successors]
            _check_family(family, signed, found, rows, altered)


def _check_family(
    codes: list[str],
    signed: Mapping[str, Any],
    found: Mapping[str, SheetRow],
    rows: WorkbookRows,
    altered: Collection[int],
) -> None:
    """Of an agreement and its successors none holds on a day of another."""
    held = [Held(signed[code].first_day, _last_day(signed[code]), place) for place, code in enumerate(codes)]
    for earlier, later in overlaps(held):
        pair = [codes[one.row] for one in (later, earlier) if one.row is not None]
        here = next((code for code in pair if code in found and found[code].number in altered), None)
        if here is not None:
            other = next(code for code in pair if code != here)
            message = _(
                "“%(code)s” en “%(other)s” volgen elkaar op en gelden zo op dezelfde dag; pas de datums aan."
            )
            words = {"code": here, "other": other}
            rows.refuse(format.AGREEMENTS, found[here].number, "geldig_vanaf", message % words, "overlap")


def _last_day(agreement: Any) -> date | None:
    return min((day for day in (agreement.last_day, agreement.terminated_per) if day), default=None)


def check_capacities(
    records: dict[tuple[Any, ...], Any], places: dict[tuple[Any, ...], SheetRow], rows: WorkbookRows
) -> None:
    """A party has a capacity once on any day."""
    held: dict[tuple[Any, ...], list[Held]] = defaultdict(list)
    for key, record in records.items():
        row = places.get(key)
        backwards = record.last_day and record.last_day < key[2]
        if not backwards and (row is None or row.whole):
            held[key[:2]].append(Held(key[2], record.last_day, row.number if row else None))
    for (party, _capacity), periods in held.items():
        for earlier, later in overlaps(periods):
            here, other = (later, earlier) if later.row else (earlier, later)
            if here.row:
                _refuse_overlap(party, here, other, rows)


def _refuse_overlap(party: str, here: Held, other: Held, rows: WorkbookRows) -> None:
    until = (
        _("tot en met %(day)s") % {"day": show_day(other.last_day)}
        if other.last_day
        else _("zonder einddatum")
    )
    where = _("rij %(row)s") % {"row": other.row} if other.row else _("in het register")
    message = _("“%(party)s” heeft deze hoedanigheid al vanaf %(first)s %(until)s (%(where)s).") % {
        "party": party,
        "first": show_day(other.first_day),
        "until": until,
        "where": where,
    }
    rows.refuse(format.CAPACITIES, here.row, "vanaf", message, "overlap")
