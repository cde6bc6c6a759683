"""What legal staff decides about a deviation, and what becomes known of a breach afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.dates import not_before, to_come
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import check_seen
from sharing.disclosures.choices import SETTLED, BreachReport, Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import OwnWork, as_seen, check_not_own, is_judged
from sharing.disclosures.refusals import why_not_aware, why_not_judged
from sharing.disclosures.rules import deadline

BETWEEN = "\n\n"  # what is added to a note comes below it


class NothingToJudge(Refused):
    """It is no deviation any more, or it is void."""

    code = "nothing-to-judge"


class ReviewedBefore(Refused):
    """Somebody else decided on this deviation first; that stands. ``disclosure`` is the record as it is now."""

    code = "reviewed-before"

    def __init__(self, disclosure: Disclosure) -> None:
        super().__init__("Deze afwijking is al beoordeeld; er is niets gewijzigd.")
        self.disclosure = disclosure


@dataclass(frozen=True, slots=True)
class Report:
    """Whether a breach was reported to the supervisory authority: a code of ``BreachReport``, when, and why (not)."""

    state: str = ""
    at: datetime | None = None
    note: str = ""


NOT_DECIDED = Report()


@contextmanager
def _changing(disclosure: Disclosure, *, by: Actor, reason: str, seen: str | None) -> Iterator[Disclosure]:
    """The record as it is, locked and as it was ``seen``; saved at the end."""
    with readable_refusals(), acting(by=by, reason=reason):
        current = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
        if seen is not None:
            check_seen(current, seen)
        yield current
        current.save()


def review_disclosure(
    disclosure: Disclosure,
    *,
    decision: str,
    note: str,
    by: Actor,
    at: datetime,
    aware_at: datetime | None = None,
    report: Report = NOT_DECIDED,
    seen: str | None = None,
    among: int = 1,
) -> Disclosure:
    """Decide on a deviation: a code of ``Review`` other than ``pending``, with a note that says why.

    Of a breach ``aware_at`` says when it became known (art. 33(1)) and ``report`` whether it was reported, as far as
    that was decided. ``seen`` is the ``version_of`` the disclosure when it was opened; what was judged is kept with
    the decision, and ``among`` how many it was about. Raises ReviewedBefore when it was decided on, OwnWork,
    ChangedMeanwhile, NothingToJudge, and Refused when something is missing.
    """
    if decision not in Review.values or decision == Review.PENDING:
        raise Refused(_("Kies wat er met de afwijking gebeurt: accepteren, gecorrigeerd of datalek."))
    if not note.strip():
        raise Refused(_("Een beoordeling heeft een toelichting nodig; schrijf op waarom dit het besluit is."))
    if errors := why_not_judged(decision, aware_at, is_reported=report != NOT_DECIDED):
        raise RefusedInput(errors)
    refuse_bsn(note=note, report=report.note)
    with _changing(disclosure, by=by, reason=note, seen=None) as current:
        if not is_judged(current) or current.is_void:
            raise NothingToJudge(
                _("Deze verstrekking is geen afwijking (meer); er valt niets te beoordelen.")
            )
        if current.review != Review.PENDING:
            raise ReviewedBefore(current)
        if seen is not None:
            check_seen(current, seen)
        check_not_own(current, by=by)
        current.review, current.review_note = decision, note
        current.reviewed_by_id, current.reviewed_at = by.pk, at
        current.review_seen = as_seen(current, among=among)
        if aware_at is not None:
            _became_aware(current, aware_at, by=by, at=at)
        _add_report(current, report, at=at)
    return current


def reopen_review(disclosure: Disclosure, *, by: Actor, reason: str, seen: str | None = None) -> Disclosure:
    """Put a deviation that was decided on back on the list, with a reason; what was decided stays in the history.

    A breach stays one. Raises Refused, ChangedMeanwhile.
    """
    if not reason.strip():
        raise Refused(_("Schrijf op waarom het oordeel opnieuw bekeken moet worden."))
    with _changing(disclosure, by=by, reason=reason, seen=seen) as current:
        if current.review == Review.BREACH:
            raise Refused(
                _("Wat als datalek is beoordeeld, blijft dat. Vul het aan als er iets bekend is geworden.")
            )
        if current.review not in SETTLED or not is_judged(current) or current.is_void:
            raise Refused(_("Over deze verstrekking is geen oordeel gegeven dat kan worden heropend."))
        current.review, current.review_note = Review.PENDING, ""
        current.reviewed_by_id = current.reviewed_at = current.review_seen = None
    return current


def add_to_breach(
    disclosure: Disclosure,
    *,
    note: str,
    by: Actor,
    at: datetime,
    aware_at: datetime | None = None,
    report: Report = NOT_DECIDED,
    seen: str | None = None,
) -> Disclosure:
    """Add to what is kept of a breach: below the note, when it became known, whether it was reported.

    Nothing of it is taken back, also when the disclosure is void. That it is *not* reported is a judgement: not of who
    recorded or corrected the disclosure. That it became known later than was written gives more time: not of them,
    nor of who judged it. Raises Refused, OwnWork, ChangedMeanwhile.
    """
    if not note.strip():
        raise Refused(_("Schrijf op wat er bekend is geworden; het komt onder de toelichting te staan."))
    refuse_bsn(note=note, report=report.note)
    with _changing(disclosure, by=by, reason=note, seen=seen) as current:
        if current.review != Review.BREACH:
            raise Refused(_("Deze verstrekking is niet als datalek beoordeeld; er valt niets aan te vullen."))
        if report.state == BreachReport.NOT_REPORTED != current.breach_report:
            check_not_own(current, by=by)
        current.review_note = BETWEEN.join(filter(None, [current.review_note, note]))
        if aware_at is not None and aware_at != current.aware_at:
            _became_aware(current, aware_at, by=by, at=at)
        _add_report(current, report, at=at)
    return current


def _became_aware(current: Disclosure, aware_at: datetime, *, by: Actor, at: datetime) -> None:
    if errors := why_not_aware(current, aware_at, at=at):
        raise RefusedInput(errors)
    aware_at = not_before(aware_at, current.disclosed_at)
    if current.aware_at is not None and current.aware_at < aware_at:
        check_not_own(current, by=by)
        if by.pk == current.reviewed_by_id:
            raise OwnWork(
                _(
                    "U legde zelf vast wanneer het datalek bekend werd. Dat het later was, legt een collega vast."
                )
            )
    current.aware_at = aware_at


def _add_report(current: Disclosure, report: Report, *, at: datetime) -> None:
    if report == NOT_DECIDED:
        return
    if report.state not in BreachReport.values:
        raise Refused(_("Kies of het datalek is gemeld bij de AP."))
    reported = report.state == BreachReport.REPORTED
    reported_at = not_before(report.at, current.aware_at) if report.at else None
    if current.breach_report == BreachReport.REPORTED:
        raise Refused(_("Dit datalek is al gemeld; vul aan wat er daarna gebeurde bij de toelichting."))
    if reported and reported_at is None:
        raise Refused(_("Vul in wanneer het datalek is gemeld bij de AP."))
    if reported and reported_at is not None and reported_at > at:
        raise Refused(to_come(reported_at))
    if reported_at is not None and current.aware_at is not None:
        if reported_at < current.aware_at:
            raise Refused(
                _("Een datalek is niet gemeld voordat het bekend werd; controleer de datum en de tijd.")
            )
        if deadline(current.aware_at, reported_at).is_over and not report.note.strip():
            raise Refused(
                _("Er is later gemeld dan de termijn; schrijf bij de melding waarom dat niet eerder kon.")
            )
    if not reported and not report.note.strip():
        raise Refused(_("Schrijf op waarom het datalek niet is gemeld bij de AP."))
    current.breach_report, current.breach_reported_at = report.state, reported_at if reported else None
    current.breach_report_note = BETWEEN.join(filter(None, [current.breach_report_note, report.note]))
