"""What allowed sensitive data to go, as an answer tells it: a registered ground, else explicit consent that held."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sharing.answers.words import CONSENTED, EXCEPTIONS
from sharing.consents.rules import covers as is_about
from sharing.consents.rules import was_given, was_withdrawn
from sharing.core.periods import amsterdam_day
from sharing.gate.judge import records_of
from sharing.gate.rows import PurposeRow
from sharing.gate.snapshot import register_about
from sharing.grounds.rules import first_covering
from sharing.reference.choices import DataKind
from sharing.reference.law import AVG_APPLIES


class Sensitive:
    """What allowed sensitive data of a disclosure to go, by the registers as they are known now (ADR 0032)."""

    def __init__(self, seals: Collection[bytes], parties: Collection[int]) -> None:
        register = self._register = register_about(parties)
        own = next(iter(seals), b"")
        found = records_of(dict.fromkeys(seals, own), register).get(own)
        self._consents = found.consents if found else ()
        self._grounds: dict[tuple[PurposeRow, str, str, str, str, date], str] = {}
        self._codes = {key: code for code, key in register.data_categories.items()}
        self._purposes = {one.id: one for one in register.purposes.values()}
        self._cited = {one.code: one.citation for one in register.provisions}
        self._kinds = {
            code: kind
            for kind, codes in (
                (DataKind.SPECIAL, register.special_categories),
                (DataKind.CRIMINAL, register.criminal_categories),
                (DataKind.NATIONAL_ID, register.national_id_categories),
            )
            for code in codes
        }

    def exceptions(self, row: dict[str, Any], *, recipient: str) -> Iterator[tuple[int, str]]:
        """Per sensitive category (its key) what allowed it, in words; of what nothing is registered for, nothing."""
        if amsterdam_day(row["disclosed_at"]) < AVG_APPLIES:
            return
        for key in sorted(row["data_categories"]):
            code = self._codes.get(key, "")
            if (kind := self._kinds.get(code)) and (why := self._why(row, recipient, code, kind)):
                yield key, why

    def _why(self, row: dict[str, Any], recipient: str, category: str, kind: str) -> str:
        purpose, day = self._purposes[row["purpose_id"]], amsterdam_day(row["disclosed_at"])
        asked = (purpose, category, kind, recipient, row["capacity"], day)
        if asked not in self._grounds:
            self._grounds[asked] = self._ground(*asked)
        if self._grounds[asked]:
            return self._grounds[asked]
        consented = kind != DataKind.NATIONAL_ID and any(
            was_given(one, row["disclosed_at"])
            and not was_withdrawn(one, row["disclosed_at"])
            and is_about(one, recipient, purpose.code, frozenset({category}), explicit=True)
            for one in self._consents
        )
        return CONSENTED[kind] if consented else ""

    def _ground(
        self, purpose: PurposeRow, category: str, kind: str, recipient: str, capacity: str, day: date
    ) -> str:
        ground = first_covering(
            self._register.grounds,
            category,
            kind,
            purpose_line=purpose.line,
            recipient=recipient,
            capacity=capacity,
            provisions=self._register.provisions,
            day=day,
        )
        if ground is None:
            return ""
        cited = self._cited.get(ground.provision, ground.provision)
        return f"{EXCEPTIONS[ground.exception]}, {cited}" if cited else EXCEPTIONS[ground.exception]
