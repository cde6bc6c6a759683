"""What the log holds, as rows of a file: narrowed as the list is, on any reference date, at constant memory."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.active_filters import filter_adapter_class_registry

from sharing.core.admin.exports import in_parts
from sharing.core.admin.tables import short_day
from sharing.core.asof import rows_at
from sharing.core.completing import fetch
from sharing.core.dossiers import unseal
from sharing.core.exceptions import Refused
from sharing.core.keyset import NEWEST_FIRST
from sharing.core.normalising.queries import seals_of
from sharing.core.snapshot import one_moment
from sharing.disclosures.choices import review_in_words
from sharing.disclosures.models import Disclosure
from sharing.gate.codes import finding_words
from sharing.log.filters import DisclosureFilterSet
from sharing.log.narrowing import Narrowing
from sharing.parties.models import Party
from sharing.reference.models import Country, DataCategory, Purpose, SubjectCategory
from sharing.sources.models import Source

MOST_ROWS = 1_000_000
PART = 5_000

HEADINGS = {
    "id": gettext_lazy("Nummer"),
    "disclosed_at": gettext_lazy("Verstrekt op"),
    "recorded_at": gettext_lazy("Vastgelegd op"),
    "recipient_code": gettext_lazy("Ontvanger (code)"),
    "recipient": gettext_lazy("Ontvanger"),
    "on_behalf_of": gettext_lazy("Namens"),
    "capacity": gettext_lazy("Hoedanigheid"),
    "dossier": gettext_lazy("Dossier"),
    "subject_category": gettext_lazy("Betrokkene"),
    "purpose_code": gettext_lazy("Doeleinde (code)"),
    "purpose": gettext_lazy("Doeleinde"),
    "data_categories": gettext_lazy("Gegevens"),
    "legal_basis": gettext_lazy("Grondslag"),
    "legal_provision": gettext_lazy("Wettelijke bepaling"),
    "destination_country": gettext_lazy("Land"),
    "channel": gettext_lazy("Kanaal"),
    "restriction_exception": gettext_lazy("Uitzondering op de beperking"),
    "description": gettext_lazy("Omschrijving"),
    "source": gettext_lazy("Bron"),
    "external_id": gettext_lazy("Kenmerk"),
    "outcome": gettext_lazy("Uitkomst"),
    "finding_codes": gettext_lazy("Bevindingen (code)"),
    "findings": gettext_lazy("Bevindingen"),
    "deviation_reason": gettext_lazy("Reden van de afwijking"),
    "review": gettext_lazy("Beoordeling"),
    "breach_report": gettext_lazy("Melding van het datalek"),
    "aware_at": gettext_lazy("Bekend geworden op"),
    "breach_reported_at": gettext_lazy("Gemeld op"),
    "voided_at": gettext_lazy("Vervallen op"),
    "void_reason": gettext_lazy("Reden van het vervallen"),
}
COLUMNS = (
    *("id", "disclosed_at", "recorded_at", "recipient_id", "on_behalf_of_id", "capacity", "dossier"),
    *("subject_category_id", "purpose_id", "data_categories", "legal_basis", "legal_provision"),
    *(
        "destination_country_id",
        "channel",
        "restriction_exception",
        "description",
        "source_id",
        "external_id",
    ),
    *("outcome", "findings", "deviation_reason", "review", "breach_report", "aware_at", "breach_reported_at"),
    *("voided_at", "void_reason"),
)
_CODED = ("capacity", "legal_basis", "channel", "restriction_exception", "outcome", "breach_report")
# Which tables the keys in a row lead to.
_RELATED: Mapping[str, Any] = {
    "recipient_id": Party,
    "on_behalf_of_id": Party,
    "purpose_id": Purpose,
    "subject_category_id": SubjectCategory,
    "destination_country_id": Country,
    "source_id": Source,
}


def filters_of(parameters: Mapping[str, Any]) -> DisclosureFilterSet:
    """The filters of the list, with what a list's address says (``QueryDict.lists``, or one value for each)."""
    query = QueryDict(mutable=True)
    for name, values in parameters.items():
        query.setlist(name, values if isinstance(values, list) else [values])
    return DisclosureFilterSet(query)


def narrowed(parameters: Mapping[str, Any], dossier: bytes | None = None) -> Narrowing:
    """What the list shows with these parameters, of one person (a seal) or of all.

    Raises Refused when a filter is not understood any more, such as a recipient that is gone: never everything.
    """
    filters = filters_of(parameters)
    if not filters.is_valid():
        raise Refused(
            _(
                "Een van de filters van deze export wordt niet (meer) begrepen. Filter de lijst opnieuw en vraag dan."
            )
        )
    return filters.narrowing(None if dossier is None else seals_of(unseal(dossier)))


def filtered(parameters: Mapping[str, Any], dossier: bytes | None = None) -> QuerySet[Any]:
    """The entries of this, newest first; refuses as ``narrowed`` does."""
    return narrowed(parameters, dossier).entries.order_by(*NEWEST_FIRST)


def words_of(parameters: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was filtered on, as people read it: label and value."""
    filters = filters_of(parameters)
    if not filters.is_valid():
        return []
    form, found = filters.form, []
    for name in form.changed_data:
        value, bound = form.cleaned_data.get(name), form[name]
        if value is None or value == bound.initial:
            continue
        one = filters.filters[name]
        if isinstance(value, slice):  # a period
            first, last = (short_day(day) if day else "…" for day in (value.start, value.stop))
            found.append((str(one.label), f"{first} – {last}"))
            continue
        adapter = filter_adapter_class_registry.get(one)(one, bound, value, "", QueryDict())
        found += [(str(active.field_label), str(active.value)) for active in adapter.get_active_filters()]
    return found


class LogRows:
    """Rows of the log as cells, in the order of ``HEADINGS``; names as they were on the reference date.

    What a key is called is asked once, for all rows. Moments and numbers stay what they are; the rest is text.
    """

    def __init__(self, moment: datetime | None) -> None:
        self._moment = moment
        self._names: dict[str, dict[Any, Any]] = {column: {None: None} for column in _RELATED}
        self._categories = dict(rows_at(DataCategory, moment).values_list("id", "name"))
        self._labels = {name: _labels(name) for name in _CODED}
        self._data: dict[tuple[int, ...], str] = {}

    def cells(self, rows: Sequence[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
        """The cells of rows that were read with ``read``."""
        for column, model in _RELATED.items():
            self._ask(column, model, {row[column] for row in rows})
        return map(self._cells, rows)

    def _ask(self, column: str, model: Any, keys: set[Any]) -> None:
        known = self._names[column]
        missing = keys - known.keys()
        if self._moment is not None:
            known |= fetch(model, missing, self._moment, names=())
        elif missing:
            known |= model._default_manager.in_bulk(missing)

    def _cells(self, row: dict[str, Any]) -> tuple[Any, ...]:
        names, labels = self._names, self._labels
        recipient, purpose = (
            names["recipient_id"][row["recipient_id"]],
            names["purpose_id"][row["purpose_id"]],
        )
        client = names["on_behalf_of_id"][row["on_behalf_of_id"]]
        return (
            row["id"],
            row["disclosed_at"],
            row["recorded_at"],
            recipient.code,
            recipient.name,
            client.name if client else "",
            labels["capacity"][row["capacity"]],
            unseal(row["dossier"]),
            names["subject_category_id"][row["subject_category_id"]].name,
            purpose.code,
            purpose.description,
            self._data_words(row["data_categories"]),
            labels["legal_basis"][row["legal_basis"]],
            row["legal_provision"],
            names["destination_country_id"][row["destination_country_id"]].name,
            labels["channel"][row["channel"]],
            labels["restriction_exception"][row["restriction_exception"]],
            row["description"],
            names["source_id"][row["source_id"]].name,
            row["external_id"],
            labels["outcome"][row["outcome"]],
            ", ".join(finding["code"] for finding in row["findings"]),
            " ".join(finding_words(finding["code"]) for finding in row["findings"]),
            row["deviation_reason"],
            review_in_words(row["review"], is_void=row["voided_at"] is not None),
            labels["breach_report"][row["breach_report"]],
            row["aware_at"],
            row["breach_reported_at"],
            row["voided_at"],
            row["void_reason"],
        )

    def _data_words(self, keys: list[int]) -> str:
        found = self._data.get(known := tuple(keys))
        if found is None:
            names = (self._categories.get(key, str(key)) for key in keys)
            found = self._data[known] = ", ".join(sorted(names, key=str.casefold))
        return found


def _labels(name: str) -> dict[str, str]:
    field: Any = Disclosure._meta.get_field(name)
    return {"": ""} | {code: str(label) for code, label in field.flatchoices}


def read(
    entries: QuerySet[Any], *, columns: Sequence[str] = COLUMNS, most: int | None = MOST_ROWS
) -> Generator[list[dict[str, Any]], None, None]:
    """The entries in parts, read through a cursor in the database: the log is never in memory.

    All of it is of one moment: close it, as ``one_moment`` says.
    """
    with one_moment():
        yield from in_parts(entries.values(*columns)[:most].iterator(chunk_size=PART), PART)
