"""What a source reports: read, checked and translated once for the API, the CSV and the form.

A channel brings its entries as ``Raw``: texts under the names of the exchange format. ``EntryReader`` turns them
into ``Reported`` with the codes of the registers, or names every error with the field name that the channel
uses.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from sharing.api.fields import has_control_character
from sharing.consents.rules import AuthorityRequestFacts
from sharing.core.bsn import CODE as BSN
from sharing.core.bsn import IN_TEXT, holds_bsn, may_hold_bsn
from sharing.core.dossiers import normal_number
from sharing.core.exceptions import InputErrors, NotUnderstood
from sharing.core.periods import TOLERANCE, amsterdam_day, parse_instant, start_of_day, usual_instant
from sharing.disclosures.choices import Channel
from sharing.disclosures.intake.channels import Raw, Words
from sharing.disclosures.intake.reported import Reported, Shared
from sharing.disclosures.queries import AuthorityRequests
from sharing.gate.snapshot import RegisterSnapshot

EARLIEST = start_of_day(date(1995, 1, 1))
LATEST = start_of_day(date(9999, 1, 1))
LONGEST = {"external_id": 255, "legal_provision": 300, "description": 2000, "deviation_reason": 2000}
MOST_CODES = 1_000
_SHORTEST = min(LONGEST.values())
FREE_TEXT = frozenset(("legal_provision", "description", "deviation_reason"))
_SHARED = Raw._fields.index("recipient")
_SUGGESTIONS = 100
_REMEMBERED = 50_000


def shown(value: object) -> str:
    """A value in a message: short, and without what would break the line."""
    text = "".join(mark if mark.isprintable() else "?" for mark in str(value)[:61])
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


class EntryReader:
    """Reads entries against the register; errors gather in ``errors``.

    ``at`` is the present instant; with ``ahead`` entries may lie in the future (a check). ``place`` turns
    the number of an entry into words for people (a row of a file), or is absent (an index says it all).
    """

    def __init__(
        self,
        register: RegisterSnapshot,
        words: Words,
        *,
        at: datetime,
        ahead: bool = False,
        place: Any = None,
    ) -> None:
        self.register = register
        self.words = words
        self.latest = LATEST if ahead else at + TOLERANCE
        self.place = place
        self.errors = InputErrors()
        self._shared: dict[tuple[Any, ...], Shared | list[tuple[str, str, str]]] = {}
        self.requests = AuthorityRequests()
        self._dossiers: dict[str, str] = {}
        self._suggested = 0

    def read(self, raw: Raw, number: int, *, said: Collection[str] = ()) -> Reported | None:
        """The entry, or None after adding its errors, except those about fields of which enough was ``said``."""
        wrong: list[tuple[str, str, str]] = []
        common = raw[_SHARED:]
        shared = self._shared.get(common)
        if shared is None:
            if len(self._shared) > _REMEMBERED:
                self._shared.clear()
            shared = self._shared[common] = self._read_shared(raw)
        if isinstance(shared, list):
            wrong += shared
        reference, written = (
            raw.authority_request,
            raw.legal_provision + raw.description + raw.deviation_reason,
        )
        texts = raw.external_id + written
        # Together no longer than each may be, and nothing that needs a closer look: nearly always.
        usual = raw.external_id and not reference and len(texts) <= _SHORTEST and texts.isprintable()
        if not usual or (written and may_hold_bsn(written)):
            self._check_texts(raw, wrong)
        when = self._when(raw.disclosed_at, wrong)
        dossier = self._dossiers.get(raw.dossier) or self._dossier(raw.dossier, wrong)
        if wrong or when is None or isinstance(shared, list):
            for field_name, code, message in wrong:
                if field_name not in said:
                    self.refuse(number, field_name, code, message)
            return None
        request = self._request(reference, shared) if reference else None
        plain = bool(usual) and "\\" not in texts
        return Reported(number, raw, *when, dossier, shared, request, plain)

    def refuse(self, number: int, field_name: str, code: str, message: str) -> None:
        """Add an error about an entry."""
        place = self.place(number) if self.place else ""
        self.errors.refuse(message, self.words.name(field_name), code, place, number)

    def _request(self, reference: str, shared: Shared) -> tuple[int, AuthorityRequestFacts] | None:
        request = self.requests.get(reference)
        if request is not None and request[1].authority != shared.recipient.code:
            asked = self.register.known_as(request[1].authority) or ""
            request = (request[0], replace(request[1], authority=asked))
        return request

    def _check_texts(self, raw: Raw, wrong: list[Any]) -> None:
        if not raw.external_id:
            wrong.append(
                ("external_id", "required", "Het kenmerk ontbreekt; vul het eigen kenmerk van de bron in.")
            )
        for field_name in (
            "external_id",
            "legal_provision",
            "authority_request",
            "description",
            "deviation_reason",
        ):
            text = getattr(raw, field_name)
            if not text:
                continue
            free = self.words.line_breaks and field_name in ("description", "deviation_reason")
            if not text.isprintable() and has_control_character(text, line_breaks=free):
                wrong.append(
                    (field_name, "control-character", f"{shown(text)} bevat een stuurteken; haal het weg.")
                )
            elif len(text) > LONGEST.get(field_name, 60) and field_name != "authority_request":
                longest = LONGEST[field_name]
                message = f"De tekst telt {len(text)} tekens; gebruik er hoogstens {longest}."
                wrong.append((field_name, "too-long", message))
            elif field_name in FREE_TEXT and holds_bsn(text):
                wrong.append((field_name, BSN, IN_TEXT))
        reference = raw.authority_request
        if reference and self.requests.get(reference) is None:
            message = (
                f"{shown(reference)} is geen bekend verzoek van een autoriteit; leg het verzoek eerst vast."
            )
            wrong.append(("authority_request", "unknown-code", message))

    def _dossier(self, text: str, wrong: list[Any]) -> str:
        if not text:
            wrong.append(("dossier", "required", "Het dossiernummer ontbreekt; vul het in."))
            return ""
        try:
            number = normal_number(text)
        except NotUnderstood as error:
            wrong.append(("dossier", error.code, str(error)))
            return ""
        if len(self._dossiers) > _REMEMBERED:
            self._dossiers.clear()
        self._dossiers[text] = number
        return number

    def _when(self, text: str, wrong: list[Any]) -> tuple[datetime, str, date] | None:
        """The instant, the same in ISO 8601, and its day."""
        usual = usual_instant(text)
        if usual and EARLIEST <= usual[0] <= self.latest:
            return usual
        instant = self._instant(text, wrong)
        return (instant, instant.isoformat(), amsterdam_day(instant)) if instant else None

    def _instant(self, text: str, wrong: list[Any]) -> datetime | None:
        if not text:
            wrong.append(("disclosed_at", "required", "Het tijdstip ontbreekt; vul in wanneer is verstrekt."))
            return None
        try:
            instant = parse_instant(text)
        except NotUnderstood as error:
            wrong.append(("disclosed_at", error.code, f"{shown(text)} {error}"))
            return None
        if instant < EARLIEST:
            message = f"{shown(text)} ligt voor 1995; het register begint op 1 januari 1995."
            wrong.append(("disclosed_at", "too-early", message))
        elif instant > self.latest:
            message = f"{shown(text)} ligt in de toekomst; leg een verstrekking vast als die is gedaan."
            wrong.append(("disclosed_at", "too-far-ahead", message))
        else:
            return instant
        return None

    def _read_shared(self, raw: Raw) -> Shared | list[tuple[str, str, str]]:
        register, words, wrong = self.register, self.words, []

        def look_up(field_name: str, table: Mapping[str, Any], what: str) -> Any:
            text = getattr(raw, field_name)
            if not text:
                wrong.append((field_name, "required", f"Dit ontbreekt; vul {what} in."))
            elif text in table:
                return table[text]
            else:
                wrong.append((field_name, "unknown-code", self._unknown(text, table, what)))
            return None

        recipient = look_up("recipient", register.parties, "de code van een partij uit het register")
        capacity = look_up("capacity", words.capacities, "een hoedanigheid")
        subject = look_up(
            "subject_category", register.subject_categories, "de code van een categorie betrokkenen"
        )
        purpose = look_up("purpose", register.purposes, "de code van een doeleinde uit het register")
        basis = look_up("legal_basis", words.bases, "een grondslag")
        channel = look_up("channel", words.channels, "een kanaal") if raw.channel else Channel.OTHER.value
        client = exception = None
        if raw.on_behalf_of:
            client = look_up(
                "on_behalf_of", register.parties, "de code van de opdrachtgever uit het register"
            )
        if raw.restriction_exception:
            exception = look_up("restriction_exception", words.exceptions, "een uitzondering op de beperking")
        country = recipient.country if recipient else ""
        if raw.destination_country:
            look_up("destination_country", register.names.countries, "een landcode van twee hoofdletters")
            country = raw.destination_country
        codes = raw.data_categories
        if not codes:
            wrong.append(
                ("data_categories", "required", "Dit ontbreekt; noem minstens één gegevenscategorie.")
            )
        if len(codes) > MOST_CODES:
            message = f"De lijst telt {len(codes)} codes; noem er hoogstens {MOST_CODES}."
            wrong.append(("data_categories", "count", message))
            return wrong
        for code in sorted(set(codes) - register.data_categories.keys()):
            unknown = self._unknown(code, register.data_categories, "codes van gegevenscategorieën")
            wrong.append(("data_categories", "unknown-code", unknown))
        if len(set(codes)) < len(codes):
            wrong.append(
                ("data_categories", "duplicate", "Een code staat er twee keer; laat de herhaling weg.")
            )
        if wrong:
            return wrong
        category_ids = tuple(sorted(register.data_categories[code] for code in codes))
        given = frozenset(codes)
        said = (raw.recipient, capacity, str(subject), purpose.code, " ".join(map(str, category_ids)), basis)
        # Absent, they add nothing: what was sent before there were such fields is still the same.
        added = (raw.on_behalf_of if client else "", exception or "") if client or exception else ()
        return Shared(
            number=register.question(
                *(recipient.code, capacity, purpose.code, given, basis, country),
                *(raw.subject_category, client.code if client else ""),
            ),
            canonical="\x1f".join((*said, raw.destination_country, channel, *added)),
            recipient=recipient,
            capacity=capacity,
            subject_category=subject,
            purpose=purpose,
            data_categories=given,
            special_categories=given & register.special_categories,
            criminal_categories=given & register.criminal_categories,
            national_id_categories=given & register.national_id_categories,
            subject=raw.subject_category,
            subject_is_staff=raw.subject_category in register.staff,
            category_ids=category_ids,
            legal_basis=basis,
            destination_country=country,
            channel=channel,
            on_behalf_of=client,
            restriction_exception=exception or "",
        )

    def _unknown(self, text: str, table: Mapping[str, Any], what: str) -> str:
        message = f"{shown(text)} is onbekend; vul {what} in"
        if len(table) <= 8:
            return f"{message}: {', '.join(table)}."
        # Searching for look-alikes is slow; the first ones show what is the matter.
        self._suggested += 1
        near = get_close_matches(text[:64], table, n=1) if self._suggested <= _SUGGESTIONS else []
        return f"{message}. Bedoelt u “{near[0]}”?" if near else f"{message}."
