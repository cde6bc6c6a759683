"""What changing several accounts would refuse: asked by the screens before one of them is changed."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.access.choices import ProposalKind
from sharing.access.queries import for_two, waiting_about
from sharing.core.dutch import enumerated, instant_in_words
from sharing.core.exceptions import InputError
from sharing.core.readable import named

REASON_NEEDED = gettext_lazy(
    "Dit doen twee personen. Schrijf een reden: daarmee beoordeelt de tweede persoon het voorstel."
)


def why_not_beside(kind: ProposalKind, key: int | None) -> str:
    """Of a proposal about this record: the one that waits already, in a sentence; there is one at a time."""
    waiting = waiting_about(kind, key)
    if waiting is None:
        return ""
    message = _(
        "Hierover wacht al een voorstel, gedaan door %(who)s op %(when)s; het staat bij Toegang › Voorstellen voor "
        "twee personen. Laat daar eerst over beslissen; wie het deed, kan het ook intrekken."
    )
    return message % {"who": named(waiting.proposed_by), "when": instant_in_words(waiting.proposed_at)}


def why_not_all(
    accounts: Collection[Any], *, values: Mapping[str, Any], role: Group | None, reason: str | None
) -> list[InputError]:
    """Of giving these accounts the values and the role: what takes two people needs a reason, and waits once.

    A reason of None could not be read.
    """
    two = []
    for account in accounts:
        changed = {name: value for name, value in values.items() if getattr(account, name) != value}
        new = {role} - set(account.groups.all()) if role is not None else set()
        if any(for_two(account, changed, new, own=False)):
            two.append(account)
    errors = []
    if two and reason is not None and not reason.strip():
        errors.append(InputError(str(REASON_NEEDED), "reason"))
    if waiting := [named(one) for one in two if waiting_about(ProposalKind.ROLES, one.pk)]:
        message = _(
            "Er wacht al een voorstel over %(accounts)s. Laat daar eerst over beslissen, of kies deze accounts niet."
        )
        errors.append(InputError(message % {"accounts": enumerated(waiting)}))
    return errors
