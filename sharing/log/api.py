"""`POST disclosures/search` and `GET disclosures/ID`."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Q

from sharing.api.envelope import DEFAULT_LIMIT, LARGEST_LIMIT, Call
from sharing.api.fields import Fields
from sharing.api.problems import Problem
from sharing.core.dossiers import normal_number
from sharing.core.exceptions import NotUnderstood
from sharing.core.keys import key_in
from sharing.core.keyset import KeysetPage, Position, decode
from sharing.core.looking.choices import LookAct, LookReason
from sharing.core.looking.operations import record_look
from sharing.core.normalising.queries import seals_of
from sharing.disclosures.choices import Outcome
from sharing.disclosures.definitions import COUNTING
from sharing.disclosures.models import Disclosure
from sharing.disclosures.representations import as_items, changes_of
from sharing.log.flows import Span
from sharing.log.leafing import LogPaginator
from sharing.log.narrowing import narrowed_to
from sharing.parties.models import Party
from sharing.parties.queries import records_of
from sharing.reference.models import Purpose
from sharing.sources.queries import Caller

_SEARCH = (
    *("dossier", "recipient", "purpose", "outcome", "from", "to"),
    *("include_void", "cursor", "limit"),
)


def search(call: Call) -> dict[str, Any]:
    """A page of the log, newest first; a POST, so that no dossier number stands in an address."""
    fields = Fields(call.body(), _SEARCH)
    asked = _readable_by(call.caller)
    if not fields.flag("include_void"):
        asked &= COUNTING
    seals: list[bytes] | None = None
    dossier = fields.text("dossier", longest=64)
    if fields.values.get("dossier") is not None and dossier != "":
        seals = _checked(fields, "dossier", lambda: _seals(dossier)) or []
    for name, model in (("recipient", Party), ("purpose", Purpose)):
        code = fields.text(name, longest=64)
        if code:
            key = model.objects.filter(code=code).values_list("pk", flat=True).first()
            if key is None:
                fields.refuse(name, "unknown-code", "Deze code staat niet in het register.")
            elif model is Party:
                asked &= Q(recipient__in=records_of([key]))
            else:
                asked &= Q(purpose=key)
    outcome = fields.choice("outcome", Outcome.values)
    if outcome:
        asked &= Q(outcome=outcome)
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
    found = narrowed_to(asked, period=period, dossiers=seals)
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


def _readable_by(caller: Caller) -> Q:
    """A source's own entries, and those of others when two people said so of this token."""
    return Q() if caller.all_entries else Q(source=caller.source)


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
    row = Disclosure.objects.filter(_readable_by(call.caller), pk=key).first()
    if row is None:
        raise Problem(404, "Er is geen verstrekking met dit nummer.")
    _note_look(call, bytes(row.dossier), about=str(row))
    return {"entry": as_items([row])[0], "history": changes_of(row)}
