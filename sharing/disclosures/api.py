"""`POST disclosures/check`, `POST disclosures`, `POST disclosures/search` and `GET disclosures/ID`."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sharing.api.envelope import Answer, Call, as_object
from sharing.api.fields import SHOWN, Fields
from sharing.api.problems import Problem, as_bytes
from sharing.core.dossiers import normal_number
from sharing.core.exceptions import InputErrors, NotUnderstood, RefusedInput
from sharing.core.keys import key_in
from sharing.core.keyset import KeysetPage, Position, decode
from sharing.core.looking.choices import LookAct, LookReason
from sharing.core.looking.operations import record_look
from sharing.core.normalising.queries import seals_of
from sharing.disclosures.checking import check_entries, input_errors
from sharing.disclosures.choices import Outcome
from sharing.disclosures.flows import Span
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.leafing import LogPaginator, narrowed_to
from sharing.disclosures.models import Disclosure, DisclosureQuerySet
from sharing.disclosures.recording import record_entries
from sharing.disclosures.representations import as_items, changes_of
from sharing.gate.findings import findings_json
from sharing.parties.models import Party
from sharing.reference.models import Purpose
from sharing.sources.idempotency import once, read_key
from sharing.sources.queries import Caller

MOST_ENTRIES = 5_000
DEFAULT_LIMIT, LARGEST_LIMIT = 100, 500
_SEARCH = (
    *("dossier", "recipient", "purpose", "outcome", "from", "to"),
    *("include_void", "cursor", "limit"),
)
_KNOWN = frozenset(Raw._fields)
_ABSENT = ("",) * len(Raw._fields)


def check(call: Call) -> dict[str, Any]:
    """What the gate says about one disclosure or several; stores nothing."""
    body = call.body()
    entries = _entries(body, call) if "disclosures" in body else _raws([body], call)
    results = check_entries(entries, at=call.at)
    return {
        "results": [
            {"allowed": not any(one.blocks for one in findings), "findings": findings_json(findings)}
            for findings in results
        ]
    }


def record(call: Call) -> Answer:
    """Record disclosures, all or none; the same request again gets the first answer."""
    key = read_key(call.request.headers.get("Idempotency-Key"))
    sent = call.raw_body()
    entries = _entries(as_object(sent), call)
    source = call.source

    def store() -> bytes:
        recorded = record_entries(
            entries, source=source, by=source.user, at=call.at, reason=f"Gemeld door {source}"
        )
        return as_bytes(
            {
                "recorded": [
                    {
                        "id": row.id,
                        "external_id": row.external_id,
                        "outcome": row.outcome,
                        "findings": findings_json(row.findings),
                    }
                    for row in recorded
                ]
            }
        )

    return Answer(once(source, key, sent, store), 201)


def _entries(body: Mapping[str, Any], call: Call) -> list[Raw]:
    errors = InputErrors()
    for name in body:
        if name != "disclosures":
            errors.refuse("Onbekend veld; de inhoud is {“disclosures”: […]}.", name[:SHOWN], "unknown-field")
    entries: Any = body.get("disclosures")
    if not isinstance(entries, list):
        errors.refuse("Dit moet een lijst van verstrekkingen zijn.", "disclosures", "type")
    elif not 1 <= len(entries) <= MOST_ENTRIES:
        message = f"De lijst telt {len(entries)} verstrekkingen; stuur er 1 tot en met {MOST_ENTRIES}."
        errors.refuse(message, "disclosures", "count")
    if errors:
        raise RefusedInput(errors)
    return _raws(entries, call)


def _raws(entries: list[Any], call: Call) -> list[Raw]:
    """Objects as entries; RefusedInput when one is no object, has an unknown field or a value of another
    type, together with all else that is wrong.
    """
    errors = InputErrors()
    raws = [_raw(entry, index, errors)[0] for index, entry in enumerate(entries)]
    if errors:
        raise RefusedInput(input_errors(entries, _raw, at=call.at))
    return raws


def _raw(entry: Any, index: int, errors: InputErrors) -> tuple[Raw, set[str]]:
    """An object as an entry, without the values that are no texts; the fields whose form is wrong, which is told."""
    if not isinstance(entry, dict):
        errors.refuse("Een verstrekking moet een JSON-object zijn.", code="type", index=index)
        return Raw(), {""}
    codes = entry.get("data_categories")
    if type(codes) is list and entry.keys() <= _KNOWN and set(map(type, codes)) <= {str}:
        raw = Raw._make(map({**entry, "data_categories": tuple(codes)}.get, Raw._fields, _ABSENT))
        if set(map(type, raw)) <= {str, tuple}:
            return raw, set()  # nearly always
    given = {name: entry[name] for name in Raw._fields if entry.get(name) is not None}
    wrong = {name for name, value in given.items() if type(value) is not str and name != "data_categories"}
    for name in sorted(wrong):
        errors.refuse("Dit moet een tekst zijn.", name, "type", index=index)
    if codes is not None and not (type(codes) is list and all(type(code) is str for code in codes)):
        wrong.add("data_categories")
        errors.refuse("Dit moet een lijst van codes zijn.", "data_categories", "type", index=index)
    for name in entry:
        if name not in _KNOWN:
            errors.refuse("Onbekend veld; laat het weg.", name[:SHOWN], "unknown-field", index=index)
    readable = {name: value for name, value in given.items() if name not in wrong}
    if "data_categories" in readable:
        readable["data_categories"] = tuple(readable["data_categories"])
    return Raw(**readable), wrong


def search(call: Call) -> dict[str, Any]:
    """A page of the log, newest first; a POST, so that no dossier number stands in an address."""
    fields = Fields(call.body(), _SEARCH)
    rows = _readable_by(call.caller)
    if not fields.flag("include_void"):
        rows = rows.counting()
    seals: list[bytes] | None = None
    keys: dict[str, int] = {}
    dossier = fields.text("dossier", longest=64)
    if fields.values.get("dossier") is not None and dossier != "":
        seals = _checked(fields, "dossier", lambda: _seals(dossier)) or []
    for name, model in (("recipient", Party), ("purpose", Purpose)):
        code = fields.text(name, longest=64)
        if code:
            key = model.objects.filter(code=code).values_list("pk", flat=True).first()
            if key is None:
                fields.refuse(name, "unknown-code", "Deze code staat niet in het register.")
            else:
                rows, keys[name] = rows.filter(**{f"{name}_id": key}), key
    outcome = fields.choice("outcome", Outcome.values)
    if outcome:
        rows = rows.filter(outcome=outcome)
    first, last = fields.instant("from", day=True), fields.instant("to", day=True, end=True)
    whole = Span()
    until = last + datetime.resolution if last and last < whole.until else whole.until
    period = Span(first or whole.since, until)
    limit = fields.number("limit", least=1, most=LARGEST_LIMIT, default=DEFAULT_LIMIT)
    cursor = fields.text("cursor", longest=200)
    position = _checked(fields, "cursor", lambda: _older(cursor)) if cursor else None
    fields.finish()
    if seals:
        _note_look(call, seals[0])
    found = narrowed_to(rows, period=period, recipient=keys.get("recipient"), dossiers=seals)
    page: KeysetPage[Disclosure] = LogPaginator(found, limit).page_at(position)
    return {"items": as_items(page), "next": page.older}


def _seals(dossier: str) -> list[bytes]:
    normal_number(dossier)
    return seals_of(dossier)


def _note_look(call: Call, dossier: bytes, *, about: str = "") -> None:
    """Before a source gets to see what is kept of one person, it is recorded that it looked."""
    source = call.source
    record_look(
        dossier, act=LookAct.API, reason=LookReason.NATURE, by=source.user, about=about, source=source
    )


def _readable_by(caller: Caller) -> DisclosureQuerySet:
    """A source's own entries, and those of others when two people said so of this token."""
    return Disclosure.objects.all() if caller.all_entries else Disclosure.objects.filter(source=caller.source)


def _checked(fields: Fields, name: str, work: Callable[[], Any]) -> Any:
    try:
        return work()
    except NotUnderstood as error:
        fields.refuse(name, error.code, str(error))
        return None


def _older(cursor: str) -> Position:
    position = decode(cursor)
    if position.newer:
        raise NotUnderstood("Deze bladwijzer in het overzicht is ongeldig; begin bij de nieuwste.")
    return position


def show(call: Call) -> dict[str, Any]:
    """An entry with everything that changed about it."""
    key = key_in(call.place["key"])
    row = _readable_by(call.caller).filter(pk=key).first()
    if row is None:
        raise Problem(404, "Er is geen verstrekking met dit nummer.")
    _note_look(call, bytes(row.dossier), about=str(row))
    return {"entry": as_items([row])[0], "history": changes_of(row)}
