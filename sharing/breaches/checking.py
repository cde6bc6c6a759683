"""The breach that an operation is about, locked while it is open, and that no number stands in what is written."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sharing.breaches.models import Breach
from sharing.breaches.refusals import why_not_written
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.seen import lock_as_seen
from sharing.disclosures.models import Disclosure

PART_TEXTS = (
    "title",
    "found_how",
    "facts",
    "consequences",
    "measures_before",
    "measures_after",
    "measures_next",
)


def refuse_numbers(disclosures: Iterable[Disclosure], **texts: str) -> None:
    """No dossier number stands in a breach: RefusedInput, at each text in which one does."""
    if errors := why_not_written(disclosures, **texts):
        raise RefusedInput(errors)


def refuse_closed(breach: Breach) -> None:
    """Raise Refused when nothing of it changes any more."""
    if breach.closed_at is not None:
        raise Refused(_("Dit datalek is afgesloten en verandert niet meer; heropen het eerst."))


def locked(breach: Breach, seen: str | None) -> Breach:
    """The open breach as it is, locked and as it was ``seen``; in the transaction of an operation on it."""
    if seen is not None:
        lock_as_seen(breach, seen)
    current = Breach.objects.select_for_update().get(pk=breach.pk)
    refuse_closed(current)
    return current
