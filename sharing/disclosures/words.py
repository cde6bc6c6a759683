"""The deadline of a breach in a sentence for people."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.core.dutch import instant_in_words
from sharing.disclosures.choices import BreachReport
from sharing.disclosures.rules import TO_REPORT, deadline

HOUR = timedelta(hours=1)


def span_in_words(span: timedelta) -> str:
    """How long it is, rounded down: minutes below an hour, hours up to the 72 of the law, days beyond."""
    if span < HOUR:
        number = span // timedelta(minutes=1)
        return ngettext("%d minuut", "%d minuten", number) % number
    if span <= TO_REPORT:
        return _("%d uur") % (span // HOUR)
    return ngettext("%d dag", "%d dagen", span.days) % span.days


def left_in_words(aware_at: datetime | None, *, at: datetime) -> str:
    """What is left to report a breach, in a few words."""
    if aware_at is None:
        return _("onbekend sinds wanneer")
    due = deadline(aware_at, at)
    return (
        _("%s te laat") % span_in_words(-due.left) if due.is_over else _("nog %s") % span_in_words(due.left)
    )


def deadline_in_words(
    aware_at: datetime | None, *, report: str, reported_at: datetime | None, at: datetime
) -> str:
    """Until when a breach is to be reported and what is left, or whether the report was in time.

    ``report`` is a code of ``BreachReport``; empty for one that was not reported: there is no deadline.
    """
    if report == BreachReport.NOT_REPORTED:
        return ""
    if aware_at is None:
        return "" if report else _("Niet vastgelegd wanneer het datalek bekend werd; vul het aan.")
    if report == BreachReport.REPORTED:
        due = deadline(aware_at, reported_at or at)
        words = {"after": span_in_words(TO_REPORT - due.left), "late": span_in_words(abs(due.left))}
        if due.is_over:
            return _("Gemeld %(after)s nadat het bekend werd: %(late)s later dan de 72 uur.") % words
        return _("Gemeld %(after)s nadat het bekend werd: binnen de 72 uur.") % words
    due = deadline(aware_at, at)
    words = {"until": instant_in_words(due.until), "left": span_in_words(abs(due.left))}
    if due.is_over:
        return _("De 72 uur om te melden eindigden op %(until)s: %(left)s geleden.") % words
    return _("Uiterlijk te melden op %(until)s: nog %(left)s.") % words
