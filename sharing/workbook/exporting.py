"""The register as rows of the workbook: as it is, or as it stood at a moment; read in parts, so never in memory."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import ItemStatus
from sharing.agreements.models import Article28Clause
from sharing.core.admin.exports import in_parts
from sharing.core.asof import rows_at, streamed
from sharing.core.completing import fetch
from sharing.core.exceptions import InputError, RefusedInput
from sharing.core.xlsx import LONGEST_CELL
from sharing.reference.models import AdequacyDecision
from sharing.workbook import columns as format
from sharing.workbook import references
from sharing.workbook.columns import Column, Sheet, in_cell
from sharing.workbook.known import CODE, LISTS, MODELS, Listed
from sharing.workbook.opening import as_read
from sharing.workbook.rules import term_as_written

PART = 2_000
# In which order the rows of a sheet come that have no code of their own.
_ORDER = {
    format.CAPACITIES: ("party_id", "capacity", "first_day"),
    format.ARTICLE_28: ("agreement_id", "item"),
    format.SUB_PROCESSORS: ("agreement_id", "party_id", "service"),
    format.TRANSFERS: ("party_id", "country_id", "first_day", "mechanism"),
    format.ASSESSMENTS: ("party_id", "country_id", "assessed_on"),
}

Cells = list[Any]


class RegisterRows:
    """The rows of each sheet at a moment (None: now). All is read in one transaction, which the caller opened."""

    def __init__(self, moment: datetime | None) -> None:
        self._moment = moment
        self._codes: dict[str, dict[Any, str]] = {}
        self._decisions: dict[Any, str] | None = None
        self._users: dict[Any, str] | None = None

    def count(self, sheet: Sheet) -> int:
        """How many rows the sheet has."""
        return rows_at(MODELS[sheet.name], self._moment).order_by().count()

    def of(self, sheet: Sheet) -> Iterator[Cells]:
        """The rows, a text, number, day or None per column. Raises RefusedInput at a text that no cell holds."""
        order = _ORDER.get(sheet.name, (CODE.get(sheet.name, "code"),))
        records = rows_at(MODELS[sheet.name], self._moment).order_by(*order)
        for part in in_parts(streamed(records, PART), PART):
            cells = [self._cell_of(sheet, column, part) for column in sheet.columns]
            for record in part:
                row = [cell(record) for cell in cells]
                _refuse_what_does_not_fit(sheet, row)
                yield row

    def _cell_of(self, sheet: Sheet, column: Column, part: list[Any]) -> Callable[[Any], Any]:
        """How the cell of this column is read from each of these records."""
        if listed := LISTS.get(sheet.name, {}).get(column.name):
            return self._lists(listed, part)
        match sheet.name, column.name:
            case format.AGREEMENTS, format.ARTICLE_28:
                return self._items_met(part)
            case format.SUB_PROCESSORS, "boven":
                return self._engagers(part)
            case format.TRANSFERS, "besluit":
                return lambda record: self._decision(record.decision_id)
            case format.TRANSFERS, "tia_datum":  # as it was known before assessments were rows of their own
                return lambda record: record.tia_date
            case format.TRANSFERS, "tia_conclusie":
                return lambda record: in_cell(column, record.tia_conclusion)
            case format.TERMS, "termijn":
                return lambda record: as_read(term_as_written(record.length, record.unit, record.criterion))
        field: Any = MODELS[sheet.name]._meta.get_field(column.attribute)
        return lambda record: self._plain(column, getattr(record, field.attname))

    def _plain(self, column: Column, value: Any) -> Any:
        match column.kind:
            case references.RowCode(sheet=sheet):
                return self._code(sheet, value)
            case references.UserName():
                return self._user(value)
        cell = in_cell(column, value)
        return as_read(cell) if isinstance(cell, str) else cell

    def _code(self, sheet: str, key: Any) -> str:
        """The code that a row of the sheet had at the moment; empty for none."""
        if key is None:
            return ""
        if sheet not in self._codes:
            named = rows_at(MODELS[sheet], self._moment).order_by()
            pairs = named.values_list(MODELS[sheet]._meta.pk.attname, CODE.get(sheet, "code"))
            self._codes[sheet] = {pk: as_read(code) for pk, code in pairs}
        found = self._codes[sheet]
        if (
            key not in found and self._moment is not None
        ):  # transactions that ran at once have moments that cross
            gone = fetch(MODELS[sheet], [key], self._moment, names=())
            found[key] = as_read(getattr(gone[key], CODE.get(sheet, "code")))
        return found[key]

    def _user(self, key: Any) -> str:
        """By what name the account signs in now: by that name it is found again."""
        if self._users is None:
            users = get_user_model()._default_manager.values_list("pk", "username")
            self._users = {None: "", **dict(users)}
        return self._users[key]

    def _decision(self, key: Any) -> str:
        if self._decisions is None:
            rows = rows_at(AdequacyDecision, self._moment).order_by()
            self._decisions = {None: "", **{row.id: as_read(row.reference) for row in rows}}
        return self._decisions.get(key, "")

    def _lists(self, listed: Listed, part: Iterable[Any]) -> Callable[[Any], str]:
        """Per record the codes of what it lists, in their order."""
        found: dict[Any, list[str]] = defaultdict(list)
        owner, target = f"{listed.owner}_id", f"{listed.attribute}_id"
        rows = rows_at(listed.model, self._moment).filter(**{f"{owner}__in": [one.pk for one in part]})
        for pk, key in rows.order_by().values_list(owner, target):
            found[pk].append(self._code(listed.sheet, key))
        return lambda record: ", ".join(sorted(found[record.pk]))

    def _items_met(self, part: Iterable[Any]) -> Callable[[Any], str]:
        found: dict[Any, list[str]] = defaultdict(list)
        clauses = rows_at(Article28Clause, self._moment).filter(agreement_id__in=[one.pk for one in part])
        met = clauses.filter(status=ItemStatus.MET).order_by()
        for pk, item in met.values_list("agreement_id", "item"):
            found[pk].append(item)
        return lambda record: ", ".join(sorted(found[record.pk]))

    def _engagers(self, part: Iterable[Any]) -> Callable[[Any], str]:
        """Of a sub-processor the party of the one that engages it."""
        keys = {one.parent_id for one in part} - {None}
        above = rows_at(SubProcessor, self._moment).filter(id__in=keys).order_by()
        party_of = dict(above.values_list("id", "party_id"))
        return lambda record: self._code(format.PARTIES, party_of.get(record.parent_id))


def _refuse_what_does_not_fit(sheet: Sheet, row: Cells) -> None:
    """A text that is cut off would be read back as another."""
    errors = [
        InputError(
            f"telt {len(cell)} tekens en een cel van Excel neemt er hoogstens {LONGEST_CELL}; maak de tekst in het "
            "register korter en exporteer dan opnieuw.",
            code="too-long-for-a-cell",
            field=column.name,
            place=f"blad “{sheet.name}”, “{row[0]}”",
        )
        for column, cell in zip(sheet.columns, row, strict=True)
        if isinstance(cell, str) and len(cell) > LONGEST_CELL
    ]
    if errors:
        raise RefusedInput(errors)
