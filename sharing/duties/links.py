"""Where what has to be done is done."""

from django.urls import reverse

from sharing.duties.choices import MomentKind
from sharing.duties.rules import Moment

# Where a moment that is about no agreement leads; other moments lead to a transfer.
_REGISTERS: dict[str, str] = {
    MomentKind.RIGHTS: "rights_requests",
    MomentKind.BREACH: "breaches",
    MomentKind.REVIEW: "assessments",
    MomentKind.MEASURE: "measures",
    MomentKind.CONFIDENTIALITY: "confidentiality",
}


def address_of(moment: Moment) -> str:
    """The screen of what the moment is about; of roles, that of all their reviews."""
    if moment.agreement:
        return reverse("agreements:inspect", args=[moment.agreement])
    if moment.kind == MomentKind.ROLE_REVIEW:
        return reverse("role_reviews:index")
    register = _REGISTERS.get(moment.kind, "transfers")
    return reverse(f"{register}:inspect", args=[moment.record])
