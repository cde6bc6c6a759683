"""What persons asked and complained about, as it stood: how many in time, and how each complaint was dealt with.

Art. 5(2), 12(3), (4), 77. Nobody is named: no person, no dossier, no colleague, and no text that may name one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import override

from sharing.access.models import Role
from sharing.core.asof import rows_at
from sharing.core.completing import complete, fetch
from sharing.core.periods import amsterdam_day
from sharing.inspection.parts import Asked, Part, whole
from sharing.inspection.queries import all_at, as_day, as_json
from sharing.letters.choices import LetterKind
from sharing.parties.models import Party
from sharing.reference.procedures import ComplaintProcedure
from sharing.reports.yearly import Years, count_requests
from sharing.rights.choices import OUTCOMES, Decision, RightKind
from sharing.rights.complaint_models import ComplaintSubject
from sharing.rights.letter_models import RightsLetter
from sharing.rights.models import RightsRequest
from sharing.rights.queries import PARTS
from sharing.rights.standings import Standings
from sharing.rights.words import rule_in_words

RIGHTS_NEEDS = (
    *("sharing.view_rightsrequest", "sharing.view_complaintsubject", "sharing.view_rightsletter"),
    "sharing.view_complaintprocedure",
)
HIDDEN = "Wie dit dossier maakte, mag de verzoeken van betrokkenen niet inzien."
# On what a complaint ended; its reasons are written to the person and may name people.
_GROUNDS = {
    **dict.fromkeys(OUTCOMES, "judged_on_content"),
    Decision.UNIDENTIFIED: "identity_not_established",
    Decision.FORWARDED: "for_the_controller",
    Decision.RETRACTED: "withdrawn_by_the_person",
}


def rights_parts(asked: Asked) -> Iterator[Part]:
    """Requests in numbers, complaints one by one, and the procedures that they came under."""
    files: tuple[tuple[str, str, Callable[[Asked], Any]], ...] = (
        (
            "rechten/verzoeken.json",
            "Verzoeken van betrokkenen naar jaar en soort, op tijd, te laat en verlengd, in aantallen.",
            _requests,
        ),
        (
            "rechten/klachten.json",
            "Elke klacht: waarover, termijn met haar regel, uitkomst en antwoord; zonder namen.",
            _complaints,
        ),
        (
            "rechten/klachtenregelingen.json",
            "De gepubliceerde klachtenregelingen, elk met haar termijn.",
            _procedures,
        ),
    )
    for path, about, told in files:
        if asked.shows.issuperset(RIGHTS_NEEDS):
            yield whole(path, about, as_json(told(asked)))
        else:
            yield Part(path, about, missing=HIDDEN)


def _requests(asked: Asked) -> list[dict[str, Any]]:
    received = (
        rows_at(RightsRequest, asked.moment).order_by("received_at").values_list("received_at", flat=True)
    )
    first = received.first()
    if first is None:
        return []
    years = Years(amsterdam_day(first).year, asked.day.year, asked.at, asked.day if asked.moment else None)
    return [
        {"year": year, "kind": kind, **numbers._asdict()}
        for (year, kind), numbers in sorted(count_requests(years).items())
        if kind
    ]


def _procedures(asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "from": as_day(row.first_day),
            "until": as_day(row.last_day),
            "held": row.first_day <= asked.day <= (row.last_day or asked.day),
            "response_weeks": row.response_weeks,
            "extension_weeks": row.extension_weeks,
            "description": row.description,
            "description_en": row.description_en,
        }
        for row in rows_at(ComplaintProcedure, asked.moment).order_by("first_day", "id")
    ]


def _complaints(asked: Asked) -> list[dict[str, Any]]:
    rows = rows_at(RightsRequest, asked.moment).filter(kind=RightKind.COMPLAINT).order_by("received_at", "id")
    found = list(rows.prefetch_related(*PARTS) if asked.moment is None else rows)
    complete(found, asked.moment, PARTS)
    known, subjects, told = Standings(moment=asked.moment, at=asked.at), _subjects(asked), _told_on(asked)
    clients = all_at(Party, {row.on_behalf_of_id for row in found} - {None}, asked)
    role_of = _roles(
        {key for row in found for key in (row.assigned_to_id, row.decided_by_id)} - {None}, asked
    )
    return [
        {
            "number": row.pk,
            "received_on": as_day(amsterdam_day(row.received_at)),
            "received_way": row.received_way,
            "on_behalf_of": clients[row.on_behalf_of_id].name if row.on_behalf_of_id else None,
            "about": subjects.get(row.pk, [{"what": "otherwise"}]),
            **_answered(row, known, asked),
            # Who deals with it has this role at its outcome, and until then on the day.
            "handler_roles": role_of(row.assigned_to_id, row.decided_at),
            "outcome": row.decision or None,
            "ground": _GROUNDS.get(row.decision),
            "decided_on": as_day(amsterdam_day(row.decided_at)) if row.decided_at else None,
            "decided_by_roles": role_of(row.decided_by_id, row.decided_at),
            "told_of_authority_on": as_day(told.get(row.pk)),
        }
        for row in found
    ]


def _answered(row: Any, known: Standings, asked: Asked) -> dict[str, Any]:
    """By when and by which rule, and whether that was so; ``in_time`` is null while it is open and not late."""
    standing = known.of(row, on=asked.day)
    with override("nl"):
        rule = rule_in_words(standing.rule) if standing.rule else None
    return {
        "due": as_day(standing.due),
        "rule": rule,
        "extended": standing.term is not standing.first,
        "extension_told_on": as_day(row.extension_told_on),
        "answered_on": as_day(row.answered_on),
        "answered_way": row.answered_way or None,
        "in_time": standing.in_time(row, on=asked.day),
    }


def _subjects(asked: Asked) -> dict[int, list[dict[str, Any]]]:
    """Per complaint what it is about."""
    rows = list(rows_at(ComplaintSubject, asked.moment).order_by("id"))
    requests = all_at(RightsRequest, {row.about_request_id for row in rows} - {None}, asked)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row.about_request_id:
            about = {
                "what": "request",
                "number": row.about_request_id,
                "kind": requests[row.about_request_id].kind,
            }
        else:
            about = {"what": "disclosure", "number": row.about_disclosure_id}
        found[row.request_id].append(about)
    return found


def _told_on(asked: Asked) -> dict[int, Any]:
    """Per complaint when the letter on its outcome was sent, in which the way to the authority stands (art. 77)."""
    sent = rows_at(RightsLetter, asked.moment).filter(kind=LetterKind.COMPLAINT, sent_on__isnull=False)
    return dict(sent.order_by("sent_on", "id").values_list("request_id", "sent_on"))


def _roles(people: Iterable[int], asked: Asked) -> Callable[[int | None, datetime | None], list[str]]:
    """Which roles these accounts had at a moment; without one at that of the dossier."""
    memberships: Any = get_user_model()._meta.get_field("groups").remote_field.through
    until = asked.moment or asked.at
    states = memberships.history.filter(user_id__in=list(people), history_date__lte=until)
    rows = list(states.order_by("history_date", "history_id"))
    names = fetch(Role, {row.group_id for row in rows}, until, names=())

    def role_of(person: int | None, moment: datetime | None) -> list[str]:
        own = [row for row in rows if row.user_id == person]
        if not own:
            return []
        # Of before its history began, the first that is known.
        last = max(moment or until, own[0].history_date)
        held = {row.id: row for row in own if row.history_date <= last}
        return sorted(names[row.group_id].name for row in held.values() if row.history_type != "-")

    return role_of
