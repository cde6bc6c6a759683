"""What changing several accounts would refuse: asked by the screens before one of them is changed."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.access.choices import ProposalKind
from sharing.access.queries import for_two, waits_about
from sharing.core.dutch import enumerated
from sharing.core.exceptions import InputError
from sharing.core.readable import named

REASON_NEEDED = gettext_lazy(
    "Dit doen twee personen. Schrijf een reden: daarmee beoordeelt de tweede persoon het voorstel."
)

WAITS_ALREADY = gettext_lazy(
    "Hierover wacht al een voorstel, bij Toegang › Voorstellen voor twee personen. Laat daar eerst over beslissen; "
    "wie het deed, kan het ook intrekken."
)


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
    if waiting := [named(one) for one in two if waits_about(ProposalKind.ROLES, one.pk)]:
        message = _(
            "Er wacht al een voorstel over %(accounts)s. Laat daar eerst over beslissen, of kies deze accounts niet."
        )
        errors.append(InputError(message % {"accounts": enumerated(waiting)}))
    return errors
