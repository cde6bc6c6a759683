"""The deadline of a breach in a sentence for people."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sharing.core.dutch import instant_in_words
from sharing.disclosures.choices import BreachReport
from sharing.disclosures.rules import deadline

# Of what turned out to be disclosed while an objection or restriction held.
OPPOSED: Any = gettext_lazy("Bezwaar of beperking gold al")
HOUR = timedelta(hours=1)
SAID_IN_HOURS = 72  # what is longer is said in days, unless a term of more hours runs


def span_in_words(span: timedelta, *, hours: int = SAID_IN_HOURS) -> str:
    """How long it is, rounded down: minutes below an hour, hours up to those of a term, days beyond."""
    if span < HOUR:
        number = span // timedelta(minutes=1)
        return ngettext("%d minuut", "%d minuten", number) % number
    if span <= hours * HOUR:
        return _("%d uur") % (span // HOUR)
    return ngettext("%d dag", "%d dagen", span.days) % span.days


def left_in_words(aware_at: datetime | None, *, at: datetime) -> str:
    """What is left to report a breach, in a few words."""
    if aware_at is None:
        return _("onbekend sinds wanneer")
    due = deadline(aware_at, at)
    left = span_in_words(abs(due.left), hours=due.hours)
    return (_("%s te laat") if due.is_over else _("nog %s")) % left


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
        term = timedelta(hours=due.hours)
        words = {
            "after": span_in_words(term - due.left, hours=due.hours),
            "late": span_in_words(abs(due.left), hours=due.hours),
            "hours": due.hours,
        }
        if due.is_over:
            return _("Gemeld %(after)s nadat het bekend werd: %(late)s later dan de %(hours)s uur.") % words
        return _("Gemeld %(after)s nadat het bekend werd: binnen de %(hours)s uur.") % words
    due = deadline(aware_at, at)
    words = {
        "until": instant_in_words(due.until),
        "left": span_in_words(abs(due.left), hours=due.hours),
        "hours": due.hours,
    }
    if due.is_over:
        return _("De %(hours)s uur om te melden eindigden op %(until)s: %(left)s geleden.") % words
    return _("Uiterlijk te melden op %(until)s: nog %(left)s.") % words
