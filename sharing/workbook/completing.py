"""Cells that are no plain value of their row's table: what they mean together with the row and the register."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Model
from django.utils.translation import gettext as _

from sharing.core.periods import holds_on
from sharing.grounds.choices import SENSITIVE_WORDS
from sharing.reference.choices import DataKind
from sharing.reference.models import AdequacyDecision
from sharing.transfers.choices import TIA_WORDS, Mechanism
from sharing.transfers.models import ImpactAssessment
from sharing.workbook import columns as format
from sharing.workbook.known import Known
from sharing.workbook.opening import as_read
from sharing.workbook.reading import SheetRow, WorkbookRows
from sharing.workbook.report import CellChange
from sharing.workbook.rules import comparable, on_a_cycle, term_as_written
from sharing.workbook.values import ReadTerm, did_you_mean
from sharing.workbook.writing import Writes, put

_Key: TypeAlias = tuple[Any, ...]
_Planned: TypeAlias = Mapping[type[Model], Writes]


class Terms:
    """How long something is kept: a number with a unit and an event, or else in words until when.

    The sheet does not say since when; a new term holds from ``today``.
    """

    def __init__(self, *, rows: WorkbookRows, writes: _Planned, today: date) -> None:
        self.rows, self.writes, self.today = rows, writes, today

    def compare(self, row: SheetRow, record: Any, *, new: bool) -> Iterator[CellChange]:
        """What differs from a stored term."""
        read: ReadTerm | None = row.values.get("termijn")
        if new:
            record.first_day = self.today
        if read is None:
            return
        given = row.values.get("vanaf_gebeurtenis")
        if not new and not given and read.text == as_read(record.criterion):
            return  # as it stands, also when the words look like a fixed term
        event = given or read.event
        if given and read.length is None:
            message = _(
                "hoort bij een vaste termijn, zoals 7 jaar, en “%(term)s” is er geen; maak de cel leeg."
            )
            self.rows.refuse(format.TERMS, row.number, "vanaf_gebeurtenis", message % {"term": read.text})
            return
        if given and read.event and given != read.event:
            message = _("is een andere gebeurtenis dan “%(event)s” in termijn; noem haar op één plaats.")
            self.rows.refuse(format.TERMS, row.number, "vanaf_gebeurtenis", message % {"event": read.event})
            return
        if given is None and not event and read.length is not None:
            event = record.counted_from  # the column is absent
        before = term_as_written(record.length, record.unit, record.criterion), record.counted_from
        fixed = read.length is not None and event
        wanted = {
            "length": read.length if fixed else None,
            "unit": read.unit if fixed else "",
            "counted_from": event if fixed else "",
            "criterion": "" if fixed else read.text,
        }
        differs = [put(self.writes, record, name, value, new=new) for name, value in wanted.items()]
        if not new and any(differs):
            after = term_as_written(record.length, record.unit, record.criterion), record.counted_from
            for column, old, now in zip(("termijn", "vanaf_gebeurtenis"), before, after, strict=True):
                if old != now:
                    yield CellChange(column, old, now)


class Kinds:
    """Which kind of data a ground is for: that of its category, else the one that is written."""

    def __init__(self, *, rows: WorkbookRows, known: Known, writes: _Planned) -> None:
        self.rows, self.known, self.writes = rows, known, writes

    def compare(self, row: SheetRow, record: Any, *, new: bool) -> Iterator[CellChange]:
        """What differs from a stored ground."""

        def refuse(column: str, message: str, **words: Any) -> None:
            self.rows.refuse(format.GROUNDS, row.number, column, message % words)

        category = self.known.row_named(record, "data_category", format.DATA)
        given = row.values.get("soort")
        if category is None and row.values.get("gegevenscategorie"):
            return  # an unknown one, which is said
        kind = given or ("" if "soort" in row.values else record.kind)
        if category is not None:
            kind = category.kind
            if kind == DataKind.ORDINARY:
                message = _(
                    "“%(code)s” is een gewoon gegeven; daarvoor is geen grond nodig. Verwijder de rij."
                )
                refuse("gegevenscategorie", message, code=category.code)
                return
            if given and given != kind:
                message = _("past niet bij “%(code)s”, dat %(kind)s is; laat de cel leeg.")
                word = next(word for word, one in SENSITIVE_WORDS.items() if one == kind)
                refuse("soort", message, code=category.code, kind=word)
        if not kind:
            if row.whole:
                refuse("soort", _("is leeg; vul een gegevenscategorie of een soort in."))
            return
        old = record.kind
        if put(self.writes, record, "kind", kind, new=new) and not new and "soort" in row.values:
            words: dict[str, str] = {value: word for word, value in SENSITIVE_WORDS.items()}
            yield CellChange("soort", words.get(old, ""), words[kind])


class Decisions:
    """The adequacy decision that a transfer relies on: of its own country, by default the one of its first day."""

    def __init__(self, *, rows: WorkbookRows, known: Known, writes: _Planned) -> None:
        self.rows, self.writes = rows, writes
        self.by_country = known.decisions()
        self.references = {one.pk: one.reference for of in self.by_country.values() for one in of}

    def compare(self, row: SheetRow, record: Any, *, new: bool) -> Iterator[CellChange]:
        """What differs from a stored transfer."""
        if record.country_id is None or not ("besluit" in row.values or new):
            return
        if not new and not row.values["besluit"] and record.decision_id is None:
            return  # the default is for a new row; what was stored without a decision stays so
        if any(column not in row.values for column in ("mechanisme", "geldig_vanaf")):
            return
        try:
            wanted = self._wanted(row.values.get("besluit", ""), record)
        except ValueError as error:
            self.rows.refuse(format.TRANSFERS, row.number, "besluit", str(error))
            return
        old = self.references.get(record.decision_id, "")
        if put(self.writes, record, "decision", wanted, new=new) and not new:
            yield CellChange("besluit", old, wanted.reference if wanted else "")

    def _wanted(self, number: str, record: Any) -> AdequacyDecision | None:
        of_country = self.by_country.get(record.country_id, [])
        if record.mechanism != Mechanism.ADEQUACY:
            if number:
                raise ValueError(
                    _(
                        "“%(number)s” hoort bij mechanisme adequaatheidsbesluit; maak de cel leeg of wijzig dat."
                    )
                    % {"number": number}
                )
            return None
        if not number:
            return _in_force(of_country, record.first_day)
        found = [one for one in of_country if comparable(one.reference) == comparable(number)]
        if found:
            # Of two with this number the one that it was.
            return next((one for one in found if one.pk == record.decision_id), found[0])
        listed = ", ".join(f"“{one.reference}”" for one in of_country) or _("geen")
        others = [
            country
            for country, decisions in self.by_country.items()
            if any(comparable(one.reference) == comparable(number) for one in decisions)
        ]
        words = {"number": number, "country": record.country_id, "listed": listed, "other": ", ".join(others)}
        if others:
            raise ValueError(
                _(
                    "“%(number)s” is een besluit over %(other)s en niet over %(country)s. Besluiten over %(country)s: "
                    "%(listed)s."
                )
                % words
            )
        raise ValueError(
            _("“%(number)s” is geen bekend besluit over %(country)s. Besluiten over %(country)s: %(listed)s.")
            % words
        )


def _in_force(decisions: list[AdequacyDecision], day: date) -> AdequacyDecision | None:
    """The decision of that day; of more than one the one that lasts longest, then the youngest."""
    held = [one for one in decisions if holds_on(one.adopted, one.last_day, day)]
    return max(held, key=lambda one: (one.last_day or date.max, one.adopted), default=None)


class FirstAssessments:
    """A TIA in the row of a transfer: an assessment of its own, unless the sheet of assessments has it as well."""

    def __init__(self, *, rows: WorkbookRows, known: Known, writes: _Planned) -> None:
        self.rows, self.writes = rows, writes
        self.stored: dict[_Key, Any] = known.rows_of(format.ASSESSMENTS)
        self.parties = known.by_code[format.PARTIES]
        columns = ("partij", "land", "datum")
        self.rowed = {
            tuple(row.values.get(one) for one in columns) for row in rows.sheets.get(format.ASSESSMENTS, ())
        }
        self.made: dict[_Key, tuple[int, str]] = {}

    def compare(self, row: SheetRow, record: Any, *, new: bool) -> Iterator[CellChange]:
        """What differs from the stored assessments."""
        day, conclusion = row.values.get("tia_datum"), row.values.get("tia_conclusie")
        if bool(day) != bool(conclusion):
            missing = "tia_conclusie" if day else "tia_datum"
            if row.whole:
                message = _("ontbreekt: een TIA heeft een datum en een conclusie, of geen van beide.")
                self.rows.refuse(format.TRANSFERS, row.number, missing, message)
            return
        if (
            day is None
            or conclusion is None
            or record.country_id is None
            or row.values["partij"] not in self.parties
        ):
            return
        key = row.values["partij"], record.country_id, day
        number, other = self.made.setdefault(key, (row.number, conclusion))
        if other != conclusion:
            message = _(
                "is anders dan op rij %(row)s, voor dezelfde partij, hetzelfde land en dezelfde datum."
            )
            self.rows.refuse(format.TRANSFERS, row.number, "tia_conclusie", message % {"row": number})
        elif number == row.number and key not in self.rowed:
            yield from self._add_or_change(key, conclusion, new=new)

    def _add_or_change(self, key: _Key, conclusion: str, *, new: bool) -> Iterator[CellChange]:
        words: dict[str, str] = {value: word for word, value in TIA_WORDS.items()}
        stored = self.stored.get(key)
        if stored is None:
            self.writes[ImpactAssessment].added.append(
                ImpactAssessment(
                    party=self.parties[key[0]], country_id=key[1], assessed_on=key[2], conclusion=conclusion
                )
            )
            if not new:
                yield CellChange("tia_datum", "", key[2].isoformat())
                yield CellChange("tia_conclusie", "", words[conclusion])
            return
        old = stored.conclusion
        if put(self.writes, stored, "conclusion", conclusion, new=False):
            yield CellChange("tia_conclusie", words[old], words[conclusion])


class Engagers:
    """Which sub-processor engages another, within the same agreement; also one that stands further on."""

    def __init__(
        self, records: dict[_Key, Any], *, rows: WorkbookRows, known: Known, writes: _Planned
    ) -> None:
        self.records, self.rows, self.known, self.writes = records, rows, known, writes
        self.keys = {record.pk: key for key, record in records.items() if record.pk is not None}
        self.above: dict[_Key, _Key | None] = {
            key: self.keys.get(record.parent_id) for key, record in records.items()
        }
        self.of_party: dict[_Key, list[_Key]] = defaultdict(list)
        for key in records:
            self.of_party[key[:2]].append(key)
        self.placed: dict[_Key, SheetRow] = {}

    def compare(self, row: SheetRow, record: Any, *, new: bool) -> Iterator[CellChange]:
        """What differs from a stored sub-processor."""
        if "boven" not in row.values:
            return
        key = row.values["overeenkomst"], row.values["partij"], row.values["dienst"]
        code = row.values["boven"]
        old = self.above.get(key)
        parent = None
        if code:
            try:
                parent = self._engager(key, code, old)
            except ValueError as error:
                self.rows.refuse(format.SUB_PROCESSORS, row.number, "boven", str(error), "unknown-code")
                return
        self.above[key], self.placed[key] = parent, row
        wanted = self.records[parent] if parent else None
        if put(self.writes, record, "parent", wanted, new=new) and not new:
            yield CellChange("boven", old[1] if old else "", code or "")

    def _engager(self, key: _Key, code: str, old: _Key | None) -> _Key:
        self.known.find(format.PARTIES, code)
        found = [one for one in self.of_party.get((key[0], code), ()) if one != key]
        if not found:
            here = {one[1]: one for one in self.records if one[0] == key[0] and one != key}
            raise ValueError(
                _(
                    "“%(code)s” is geen subverwerker bij overeenkomst “%(agreement)s”.%(hint)s Zet die partij ook op "
                    "dit blad, of laat de cel leeg."
                )
                % {"code": code, "agreement": key[0], "hint": did_you_mean(code, here)}
            )
        # With more than one service of that party the one it had, else the first.
        return old if old in found else found[0]

    def finish(self) -> None:
        """Refuse who engages itself by way of others."""
        cyclic = on_a_cycle(self.above)
        for key, row in self.placed.items():
            if key in cyclic:
                message = _(
                    "“%(code)s” schakelt zo via “%(above)s” zichzelf in; kies een andere subverwerker."
                )
                words = {"code": key[1], "above": row.values["boven"]}
                self.rows.refuse(format.SUB_PROCESSORS, row.number, "boven", message % words, "cycle")


COMPLETED = {
    format.GROUNDS: (Kinds,),
    format.TRANSFERS: (Decisions, FirstAssessments),
}
