"""What is wrong with when a breach became known: for the screens, at its field, and for the operations."""

from datetime import datetime

from django.utils.translation import gettext as _

from sharing.core.dates import not_before, to_come
from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import InputError
from sharing.disclosures.choices import Review
from sharing.disclosures.models import Disclosure

FIELD = "aware_at"


def why_not_judged(
    decision: str | None, aware_at: datetime | None, *, is_reported: bool = False
) -> list[InputError]:
    """A breach became known, and nothing else did. A decision of None is not known yet."""
    if decision == Review.BREACH and aware_at is None:
        message = _("Vul in wanneer het datalek bekend werd; vanaf dan loopt de termijn om het te melden.")
        return [InputError(message, FIELD, "required")]
    if decision not in (None, Review.BREACH) and (aware_at or is_reported):
        message = _("Alleen een datalek wordt bekend en gemeld; kies dat oordeel of laat die velden leeg.")
        return [InputError(message, FIELD, "invalid")]
    return []


def why_not_aware(row: Disclosure, aware_at: datetime | None, *, at: datetime) -> list[InputError]:
    """Of the moment at which a breach became known; of None nothing."""
    if aware_at is None:
        return []
    moment, message = not_before(aware_at, row.disclosed_at), ""
    if moment > at:
        message = to_come(moment)
    elif moment < row.disclosed_at:
        words = _(
            "Een datalek wordt niet bekend voordat er is verstrekt (%(moment)s); controleer de datum en de tijd."
        )
        message = words % {"moment": instant_in_words(row.disclosed_at)}
    elif row.breach_reported_at is not None and row.breach_reported_at < moment:
        message = _("Een datalek wordt bekend voordat het is gemeld; controleer de datum en de tijd.")
    return [InputError(message, FIELD, "invalid")] if message else []
