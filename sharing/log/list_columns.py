"""The columns that the log can show: what each holds, and which records it names."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.core.actor import Actor
from sharing.core.admin import Column, Status, StatusColumn
from sharing.core.admin.tables import CLIPPED, NARROW, short_moment
from sharing.core.asof import rows_at
from sharing.core.dossiers import unseal
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import is_opposed
from sharing.disclosures.words import OPPOSED
from sharing.gate.codes import finding_words
from sharing.log.models import ChosenColumns
from sharing.reference.models import DataCategory

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def moment_words(row: Disclosure) -> str:
    """When, on the Amsterdam clock."""
    return short_moment(row.disclosed_at)


def status_of(row: Disclosure) -> Status:
    """Permitted, or what became of the deviation; a correction can make a deviation permitted."""
    if row.is_void:
        return Status("void", _("Vervallen"), row.void_reason)
    if not row.review:
        return Status(row.outcome, Outcome(row.outcome).label)
    marked = row.withdrawn_consent_id is not None and row.outcome == Outcome.PERMITTED
    what = _("Toestemming bleek ingetrokken") if marked else Outcome(row.outcome).label
    if is_opposed(row):
        what = str(OPPOSED)
    label = f"{what}: {str(Review(row.review).label).lower()}"
    return Status(row.review, label)


class Words:
    """What codes and keys of an entry are called, looked up once for a list of them, as on the moment shown."""

    _CODED = (
        *("capacity", "legal_basis", "channel", "restriction_exception"),
        *("outcome", "review", "breach_report"),
    )

    def __init__(self, moment: datetime | None) -> None:
        self.moment = moment

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The labels of coded fields."""
        fields: Iterator[tuple[str, Any]] = ((name, Disclosure._meta.get_field(name)) for name in self._CODED)
        return {name: {code: str(label) for code, label in field.flatchoices} for name, field in fields}

    @cached_property
    def category_names(self) -> dict[int, str]:
        """What people call the data categories, by key."""
        return dict(rows_at(DataCategory, self.moment).values_list("id", "name"))

    def data(self, row: Disclosure) -> str:
        """The data that were shared."""
        names = (self.category_names.get(key, str(key)) for key in row.data_categories)
        return ", ".join(sorted(names, key=str.casefold))

    def of(self, name: str, row: Disclosure) -> str:
        """A coded field."""
        return self.labels[name].get(getattr(row, name), "")


class LogColumn(NamedTuple):
    """A column by its name; ``relation`` is what is read with the entries for it."""

    name: str
    label: "StrOrPromise"
    cell: Callable[[Words, Disclosure], Any]
    classname: str = ""
    relation: str = ""
    kind: type[Column] = Column

    def made(self, words: Words) -> Column:
        """The column of a list."""
        return self.kind(
            self.name,
            label=self.label,
            accessor=lambda row: self.cell(words, row),
            classname=self.classname or None,
        )


def _related(name: str, label: "StrOrPromise", classname: str = "") -> LogColumn:
    return LogColumn(name, label, lambda _words, row: getattr(row, name), classname, name)


def _coded(name: str, label: "StrOrPromise") -> LogColumn:
    return LogColumn(name, label, lambda words, row: words.of(name, row), NARROW)


def _plain(name: str, label: "StrOrPromise", classname: str = CLIPPED) -> LogColumn:
    return LogColumn(name, label, lambda _words, row: getattr(row, name), classname)


# After the moment, which leads to the entry and is always there.
COLUMNS = {
    column.name: column
    for column in (
        _related("recipient", gettext_lazy("Aan")),
        _related("on_behalf_of", gettext_lazy("Namens"), CLIPPED),
        _coded("capacity", gettext_lazy("Als")),
        _related("purpose", gettext_lazy("Waarvoor"), CLIPPED),
        LogColumn("data", gettext_lazy("Gegevens"), lambda words, row: words.data(row), CLIPPED),
        _coded("legal_basis", gettext_lazy("Grondslag")),
        _plain("legal_provision", gettext_lazy("Wettelijke bepaling")),
        LogColumn("dossier", gettext_lazy("Dossier"), lambda _words, row: unseal(row.dossier)),
        _related("subject_category", gettext_lazy("Betrokkene"), CLIPPED),
        _related("destination_country", gettext_lazy("Land")),
        _coded("channel", gettext_lazy("Kanaal")),
        _plain("description", gettext_lazy("Omschrijving")),
        LogColumn("outcome", gettext_lazy("Uitkomst"), lambda _words, row: status_of(row), kind=StatusColumn),
        LogColumn(
            "findings",
            gettext_lazy("Bevindingen"),
            lambda _words, row: " ".join(finding_words(one["code"]) for one in row.findings),
            CLIPPED,
        ),
        LogColumn(
            "commitments",
            gettext_lazy("Versie"),
            lambda _words, row: row.commitments.version if row.commitments else None,
            relation="commitments",
        ),
        _related("agreement", gettext_lazy("Overeenkomst"), CLIPPED),
        _related("authority_request", gettext_lazy("Verzoek"), CLIPPED),
        _related("source", gettext_lazy("Bron"), CLIPPED),
        _plain("external_id", gettext_lazy("Kenmerk")),
        LogColumn(
            "recorded_at", gettext_lazy("Vastgelegd op"), lambda _words, row: short_moment(row.recorded_at)
        ),
    )
}
USUAL = (*("recipient", "on_behalf_of", "capacity", "purpose", "data", "legal_basis", "dossier", "outcome"),)


def in_order(names: Collection[str]) -> list[LogColumn]:
    """The columns with these names, in the order of the list; those that one begins with when none is known."""
    wanted = set(names) & COLUMNS.keys() or set(USUAL)
    return [column for name, column in COLUMNS.items() if name in wanted]


def relations(columns: Iterable[LogColumn]) -> tuple[str, ...]:
    """What is read with the entries for these columns."""
    return tuple(column.relation for column in columns if column.relation)


def chosen_columns(user: Actor) -> list[str]:
    """What this person chose; empty when nothing."""
    chosen = ChosenColumns.objects.filter(owner_id=user.pk).first()
    return list(chosen.names) if chosen else []
