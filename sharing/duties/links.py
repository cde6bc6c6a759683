"""Where what has to be done is done."""

from django.urls import reverse

from sharing.duties.choices import MomentKind
from sharing.duties.rules import Moment


def address_of(moment: Moment) -> str:
    """The screen of the agreement, transfer, assessment, request or breach that the moment is about."""
    if moment.agreement:
        return reverse("agreements:inspect", args=[moment.agreement])
    if moment.kind == MomentKind.RIGHTS:
        return reverse("rights_requests:inspect", args=[moment.record])
    if moment.kind == MomentKind.BREACH:
        return reverse("breaches:inspect", args=[moment.record])
    register = "assessments" if moment.kind == MomentKind.REVIEW else "transfers"
    return reverse(f"{register}:inspect", args=[moment.record])
