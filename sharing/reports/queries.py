"""What waits for somebody, counted with a cap so that a home page stays quick; and whether there is anything at all."""

from typing import Any

from django.db.models import Q, QuerySet

from sharing.agreements.models import Agreement
from sharing.consents.choices import RequestState
from sharing.consents.queries import with_state
from sharing.consents.request_models import AuthorityRequest
from sharing.core.actor import Actor
from sharing.disclosures.choices import Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import TO_JUDGE
from sharing.parties.models import Party
from sharing.reference.models import Purpose

CAP = 99


def pending_deviations() -> QuerySet[Disclosure]:
    """Deviations, and what rested on a withdrawn consent, that nobody has reviewed yet or of which a correction waits.

    The oldest first. Served by the indexes of both.
    """
    to_do = Q(review=Review.PENDING) | Q(proposal__isnull=False)
    waiting = Disclosure.objects.counting().filter(TO_JUDGE, to_do)
    return waiting.order_by("disclosed_at", "id")


def requests_to_assess() -> QuerySet[AuthorityRequest]:
    """Requests that nobody assessed yet."""
    return with_state(AuthorityRequest.objects.all(), RequestState.TO_ASSESS)


def requests_to_confirm(*, by: Actor) -> QuerySet[AuthorityRequest]:
    """Requests that this user may confirm: assessed by somebody else."""
    return with_state(AuthorityRequest.objects.all(), RequestState.TO_CONFIRM).exclude(assessed_by=by)


def capped_count(rows: QuerySet[Any]) -> tuple[str, int]:
    """How many there are, for people ("99+") and as a number; stops counting at the cap."""
    number = rows.order_by()[: CAP + 1].count()
    return (f"{CAP}+" if number > CAP else str(number)), number


def register_is_empty() -> bool:
    """Whether nobody worked in the register yet: there is no party, purpose, agreement or disclosure."""
    return not any(register.objects.exists() for register in (Purpose, Party, Agreement, Disclosure))
