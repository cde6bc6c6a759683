"""What waits for somebody, counted with a cap so that a home page stays quick; and whether there is anything at all."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet

from sharing.agreements.models import Agreement
from sharing.breaches.queries import unregistered
from sharing.consents.choices import RequestState
from sharing.consents.queries import ends_to_confirm, overdue, undisclosed, with_state
from sharing.consents.request_models import AuthorityRequest, SecrecyDecision
from sharing.core.actor import Actor
from sharing.disclosures.choices import Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import TO_JUDGE
from sharing.parties.models import Party
from sharing.reference.models import Purpose

CAP = 99


def pending_deviations() -> QuerySet[Disclosure]:
    """Deviations, and what rested on a withdrawn consent, that nobody has reviewed yet, and all that is proposed.

    The oldest first. What is void waits for nothing but a proposal that it counts again. Served by
    ``disclosure_waiting``.
    """
    to_do = Q(review=Review.PENDING) | Q(proposal__isnull=False)
    counts = Q(voided_at=None) & TO_JUDGE
    return Disclosure.objects.filter(to_do, counts | Q(proposal__isnull=False)).order_by("disclosed_at", "id")


def proposals_to_decide() -> QuerySet[Disclosure]:
    """What waits for a second person, the oldest proposal first."""
    waiting = Disclosure.objects.filter(proposal__isnull=False)
    return waiting.prefetch_related("recipient", "proposed_by").order_by("proposed_at", "id")


def open_breaches() -> QuerySet[Disclosure]:
    """Disclosures judged a breach that nobody took into the register of breaches yet; what is void included."""
    return unregistered().filter(breach_report="")


def breaches_by_decision() -> QuerySet[Any]:
    """Of ``open_breaches`` those that were judged in one decision together, the first deadline first.

    Rows with ``reviewed_by_id``, ``reviewed_at``, ``aware_at``, ``number`` and the key of an ``example``.
    """
    return (
        open_breaches()
        .order_by()
        .values("reviewed_by_id", "reviewed_at", "aware_at")
        .annotate(number=Count("*"), example=Min("id"))
        .order_by(F("aware_at").asc(nulls_first=True), "example")
    )


def breaches_like(breach: Disclosure) -> QuerySet[Disclosure]:
    """Of ``open_breaches`` those that were judged in one decision with this one."""
    return open_breaches().filter(
        reviewed_by=breach.reviewed_by_id, reviewed_at=breach.reviewed_at, aware_at=breach.aware_at
    )


def requests_waiting(*, by: Actor, on: date) -> dict[str, QuerySet[AuthorityRequest]]:
    """What authorities' requests wait for that this user may do.

    To confirm is what somebody else assessed; on a granted request something still has to be disclosed; overdue is
    what should have been answered before that day.
    """
    requests = AuthorityRequest.objects.order_by("received_on", "pk")
    return {
        "to_assess": with_state(requests, RequestState.TO_ASSESS),
        "to_confirm": with_state(requests, RequestState.TO_CONFIRM).exclude(assessed_by=by),
        "undisclosed": undisclosed(requests),
        "overdue": overdue(requests, on=on),
    }


def secrecy_ends_to_confirm(*, by: Actor) -> QuerySet[SecrecyDecision]:
    """Ends of the secrecy of a request that this user may confirm: proposed by somebody else."""
    return ends_to_confirm().exclude(decided_by=by.pk)


def capped(number: int) -> str:
    """A number for people: above the cap only that it is above it."""
    return f"{CAP}+" if number > CAP else str(number)


def register_is_empty() -> bool:
    """Whether nobody worked in the register yet: there is no party, purpose, agreement or disclosure."""
    return not any(register.objects.exists() for register in (Purpose, Party, Agreement, Disclosure))
