"""Rows of a spreadsheet as the chain of sub-processors of an agreement: what is wrong per cell, or what changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sharing.agreements.chain_forms import DAYS, LinkForm
from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.chain_refusals import Link
from sharing.agreements.models import Agreement
from sharing.agreements.rows import COLUMNS, MOST_ROWS, Pasted, read_rows
from sharing.agreements.rules import on_a_circle
from sharing.core.dates import check_register_day, show_day
from sharing.core.exceptions import NotUnderstood
from sharing.core.models import ENDS_BEFORE
from sharing.core.readable import EMPTY
from sharing.parties.merger_triggers import why_not_chosen
from sharing.parties.models import Party
from sharing.reference.models import Country

_REQUIRED = ("party", "service", "country")


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong in a cell: the line of the text, the heading of its column, what stands there, and what to do."""

    row: int
    column: str
    value: str
    message: str


@dataclass(slots=True)
class _Node:
    """A sub-processor of the chain as it becomes; ``row`` and ``typed`` are of a row that was pasted."""

    link: Link
    above: int | None = None
    row: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)
    before: Link | None = None
    above_before: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row does: it is new, or what changes of the stored one (label, old, new); nothing of one that is so."""

    row: int
    party: Party
    service: str
    new: bool
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What pasting these rows does, or every error in them. ``links`` is what ``enter_chain`` stores."""

    errors: tuple[CellError, ...] = ()
    rows: tuple[PlannedRow, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to store."""
        return any(one.new or one.changes for one in self.rows)


def label_of_column(name: str) -> str:
    """What a column is called above it."""
    return capfirst(COLUMNS[name][0])


def plan_rows(agreement: Agreement, text: str) -> Plan:
    """What the rows do to the chain of the agreement.

    A row with the party and the service of a stored sub-processor changes that one, in the columns that are there; an
    empty cell empties it. Who engaged it is named by party; of more services of that party the one that it had, else
    the first.
    """
    return _Planning(agreement).plan(read_rows(text))


class _Planning:
    def __init__(self, agreement: Agreement) -> None:
        self.errors: list[CellError] = []
        self.parties: dict[str, Party | ValidationError] = {}
        stored = SubProcessor.objects.filter(agreement=agreement).select_related("party", "country")
        records = list(stored.order_by("pk"))
        places = {one.pk: place for place, one in enumerate(records)}
        self.nodes = [_stored(one, places.get(one.parent_id or 0)) for one in records]
        countries = Country.objects.all()
        self.countries = {one.name.casefold(): one for one in countries} | {
            one.code.casefold(): one for one in countries
        }

    def plan(self, pasted: Pasted) -> Plan:
        self._check_columns(pasted)
        pasted_places: dict[tuple[int, str], int] = {}
        if not self.errors:
            for number, row in pasted.rows:
                self._take(number, row, pasted_places)
            for place in pasted_places.values():
                self._place(place)
        if not self.errors:
            self._refuse_circles()
        if self.errors:
            return Plan(tuple(sorted(self.errors, key=lambda one: one.row)))
        wanted = list(self._needed(list(pasted_places.values())))
        places = {place: number for number, place in enumerate(wanted)}
        links = [
            replace(node.link, engaged_by=None if node.above is None else places[node.above])
            for node in (self.nodes[place] for place in wanted)
        ]
        rows = [self._planned(self.nodes[place]) for place in pasted_places.values()]
        return Plan((), tuple(rows), tuple(links))

    def _check_columns(self, pasted: Pasted) -> None:
        if not pasted.rows:
            self._refuse(1, "", "", _("Er staan geen rijen. Plak er minstens één."))
        if len(pasted.rows) > MOST_ROWS:
            message = _("Dit zijn %(count)d rijen. Plak er hoogstens %(most)d tegelijk.")
            self._refuse(1, "", "", message % {"count": len(pasted.rows), "most": MOST_ROWS})
        known = ", ".join(map(label_of_column, COLUMNS))
        for heading in pasted.strange:
            message = _("Deze kolom kent de keten niet. De kolommen zijn: %s.")
            self._refuse(1, heading, heading, message % known)
        doubles = {name for name in pasted.columns if pasted.columns.count(name) > 1}
        for name in sorted(doubles):
            self._refuse(1, name, "", _("Deze kolom staat er twee keer. Laat er één staan."))
        missing = [label_of_column(name) for name in ("party", "service") if name not in pasted.columns]
        if pasted.rows and missing:
            message = _(
                "De kolom “%s” ontbreekt. Zet haar erbij, of plak zonder koppen in de vaste volgorde."
            )
            for label in missing:
                self._refuse(1, label, "", message % label)
        for number, cell in pasted.beyond:
            self._refuse(number, "", cell, _("Deze cel staat voorbij de laatste kolom. Haal haar weg."))

    def _refuse(self, row: int, column: str, value: str, message: str) -> None:
        label = label_of_column(column) if column in COLUMNS else column
        self.errors.append(CellError(row, label, value, message))

    def _take(self, number: int, row: Mapping[str, str], places: dict[tuple[int, str], int]) -> None:
        """The row as a node: a new one, or what is stored with what the row says of it."""
        found = {name: self._read(number, name, text) for name, text in row.items() if name != "engaged_by"}
        party, service = found.get("party"), found.get("service") or ""
        if not (isinstance(party, Party) and service):
            return
        key = (party.pk, service.casefold())
        if key in places:
            message = _("Deze partij staat met deze dienst ook in rij %d. Laat er één staan.")
            self._refuse(number, "party", row["party"], message % self.nodes[places[key]].row)
            return
        place = next(
            (
                at
                for at, one in enumerate(self.nodes)
                if (one.link.party.pk, one.link.service.casefold()) == key
            ),
            None,
        )
        if place is None:
            if "country" not in found:
                self._refuse(number, "country", "", _("Vul het land in: deze subverwerker is nieuw."))
                return
            if gone := why_not_chosen(party):
                self._refuse(number, "party", row["party"], gone)
                return
            place = len(self.nodes)
            self.nodes.append(_Node(Link(party, service, found["country"])))
        node = self.nodes[place]
        node.link = replace(node.link, **found)
        node.row, node.typed = number, row
        places[key] = place
        first, last = node.link.first_day, node.link.last_day
        if first and last and last < first:
            self._refuse(number, "last_day", row.get("last_day", ""), str(ENDS_BEFORE))

    def _read(self, number: int, name: str, text: str) -> Any:
        """The value of a cell; None, and an error, for what is none."""
        try:
            if not text and name in _REQUIRED:
                raise ValidationError(_("Vul dit in."))
            if name == "party":
                return self._party(text)
            if name == "country":
                return self._country(text)
            value = LinkForm.base_fields[name].clean(text)
            if name in DAYS and value:
                check_register_day(value)
            return value
        except ValidationError as error:
            self._refuse(number, name, text, " ".join(error.messages))
        except NotUnderstood as error:
            self._refuse(number, name, text, str(error))
        return None

    def _party(self, text: str) -> Party:
        if text not in self.parties:
            try:
                self.parties[text] = LinkForm.base_fields["party"].clean(text)
            except ValidationError as error:
                self.parties[text] = error
        found = self.parties[text]
        if isinstance(found, ValidationError):
            raise found
        return found

    def _country(self, text: str) -> Country:
        if country := self.countries.get(text.casefold()):
            return country
        close = get_close_matches(text.casefold(), list(self.countries), n=1)
        meant = _(" Bedoelt u “%s”?") % self.countries[close[0]] if close else ""
        raise ValidationError(
            _("Er is geen land “%(text)s”.%(meant)s Gebruik de naam of de landcode, zoals NL.")
            % {"text": text, "meant": meant}
        )

    def _place(self, place: int) -> None:
        """Below who engaged it, when the row says so."""
        node = self.nodes[place]
        if "engaged_by" not in node.typed:
            return
        text = node.typed["engaged_by"]
        node.above = None
        if not text:
            return
        try:
            party = self._party(text)
        except ValidationError as error:
            self._refuse(node.row, "engaged_by", text, " ".join(error.messages))
            return
        found = [at for at, one in enumerate(self.nodes) if one.link.party == party and at != place]
        if not found:
            message = _(
                "“%s” is geen andere subverwerker in deze keten. Zet haar in een rij, of laat dit leeg."
            )
            self._refuse(node.row, "engaged_by", text, message % text)
            return
        node.above = node.above_before if node.above_before in found else found[0]

    def _refuse_circles(self) -> None:
        above = {place: node.above for place, node in enumerate(self.nodes) if node.above is not None}
        for place in sorted(on_a_circle(above)):
            node = self.nodes[place]
            if node.row:
                message = _("Zo schakelt deze partij langs een omweg zichzelf in. Kies een andere.")
                self._refuse(node.row, "engaged_by", node.typed.get("engaged_by", ""), message)

    def _needed(self, places: list[int]) -> Iterator[int]:
        """The places that were pasted, and everything above them."""
        waiting, done = list(places), set()
        while waiting:
            place = waiting.pop(0)
            if place not in done:
                done.add(place)
                yield place
                if (above := self.nodes[place].above) is not None:
                    waiting.append(above)

    def _planned(self, node: _Node) -> PlannedRow:
        changes = []
        if node.before is not None:
            for name in COLUMNS:
                if name == "engaged_by":
                    old, new = self._named(node.above_before), self._named(node.above)
                else:
                    old, new = (_shown(getattr(one, name)) for one in (node.before, node.link))
                if old != new:
                    changes.append((label_of_column(name), old, new))
        return PlannedRow(node.row, node.link.party, node.link.service, node.before is None, tuple(changes))

    def _named(self, place: int | None) -> str:
        return EMPTY if place is None else str(self.nodes[place].link.party)


def _stored(record: SubProcessor, above: int | None) -> _Node:
    link = Link(
        record.party,
        record.service,
        record.country,
        announced_on=record.announced_on,
        approved_on=record.approved_on,
        first_day=record.first_day,
        last_day=record.last_day,
        flow_down=record.flow_down,
        id=record.pk,
    )
    return _Node(link, above, before=link, above_before=above)


def _shown(value: Any) -> str:
    if value in (None, ""):
        return EMPTY
    return show_day(value) if hasattr(value, "year") else str(value)


def as_rows(agreement: Agreement) -> str:
    """The stored chain as text to copy into a spreadsheet, with headings; pasted back it changes nothing."""
    links = SubProcessor.objects.filter(agreement=agreement).select_related(
        "party", "country", "parent__party"
    )
    lines = ["\t".join(map(label_of_column, COLUMNS))]
    for one in links.order_by("pk"):
        cells = {name: getattr(one, name, None) for name in COLUMNS} | {
            "party": one.party.code,
            "country": one.country.code,
            "engaged_by": one.parent.party.code if one.parent else None,
        }
        lines.append("\t".join("" if value in (None, "") else _shown(value) for value in cells.values()))
    return "\n".join(lines) + "\n"
