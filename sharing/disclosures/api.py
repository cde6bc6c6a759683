"""`POST disclosures/check` and `POST disclosures`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from sharing.api.envelope import Answer, Call, as_object, refuse_many_values
from sharing.api.fields import SHOWN
from sharing.api.problems import as_text, in_utf8
from sharing.core.dossiers import normal_number, seal
from sharing.core.exceptions import InputErrors, RefusedInput
from sharing.core.looking.choices import LookAct, LookReason
from sharing.core.looking.operations import record_looks
from sharing.disclosures.checking import check_entries, input_errors
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.intake.quick import quick_entries
from sharing.disclosures.recording import Recorded, record_and_tell
from sharing.gate.findings import findings_json
from sharing.sources.idempotency import once, read_key

MOST_ENTRIES = 5_000
# Findings that tell what somebody decided: an objection, a restriction, a consent taken back.
_OF_PERSONS = frozenset({"objection-upheld", "processing-restricted", "consent-withdrawn"})
_KNOWN = frozenset(Raw._fields)
# In the order of the fields, as it stays when an entry is put over it; what is no field comes behind.
_EMPTY: dict[str, Any] = dict.fromkeys(Raw._fields, "")
_CATEGORIES = Raw._fields.index("data_categories")


def check(call: Call) -> dict[str, Any]:
    """What the gate says about one disclosure or several; stores nothing of them.

    An answer that tells what a person decided is a look at the dossier, and is kept as one (ADR 0067).
    """
    body = call.body()
    entries = _entries(body, call) if "disclosures" in body else _raws([body], call)
    results = check_entries(entries, at=call.at)
    told = {
        raw.dossier
        for raw, findings in zip(entries, results, strict=True)
        if not _OF_PERSONS.isdisjoint(one.code for one in findings)
    }
    if told:
        source = call.source
        dossiers = [seal(normal_number(number)) for number in sorted(told)]
        about = _("Vooraf gevraagd: mag dit?")
        record_looks(
            dossiers, act=LookAct.API, reason=LookReason.NATURE, by=source.user, about=about, source=source
        )
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
    entries = _sent(sent, call)
    source = call.source

    def store() -> bytes:
        reason = f"Gemeld door {source}"
        told = record_and_tell(entries, told=_told, source=source, by=source.user, at=call.at, reason=reason)
        return in_utf8(f'{{"recorded":[{",".join(told)}]}}')

    return Answer(once(source, key, sent, store), 201)


def _told(row: Recorded) -> str:
    """What the answer says of an entry, as JSON; written out, since there are thousands."""
    findings = as_text(findings_json(row.findings)) if row.findings else "[]"
    external_id = as_text(row.external_id)
    return f'{{"id":{row.id},"external_id":{external_id},"outcome":"{row.outcome}","findings":{findings}}}'


def _sent(body: bytes, call: Call) -> Iterable[Raw]:
    """The entries of a body: quickly where all is of the form it should have, else with all that is wrong told."""
    refuse_many_values(body)
    found = quick_entries(body)
    if found is not None and 1 <= len(found) <= MOST_ENTRIES:
        return found
    return _entries(as_object(body), call)


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
    values = list({**_EMPTY, **entry}.values())
    codes = values[_CATEGORIES]
    if len(values) == len(_EMPTY) and type(codes) is list and set(map(type, codes)) <= {str}:
        values[_CATEGORIES] = tuple(codes)
        if set(map(type, values)) == {str, tuple}:
            return Raw._make(values), set()  # nearly always
    given = {name: entry[name] for name in Raw._fields if entry.get(name) is not None}
    wrong = {name for name, value in given.items() if type(value) is not str and name != "data_categories"}
    for name in sorted(wrong):
        errors.refuse("Dit moet een tekst zijn.", name, "type", index=index)
    codes = entry.get("data_categories")
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
