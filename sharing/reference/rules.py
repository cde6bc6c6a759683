"""What the reference lists mean, and how they say it in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.core.periods import previous_day
from sharing.reference.choices import TermUnit


def last_day_of_decision(ends: date | None, *, annulled: bool) -> date | None:
    """The last day on which an adequacy decision can be relied on; None while there is no end.

    A decision that ends holds that day; one that the Court annulled no longer holds on the day of the judgment.
    """
    return previous_day(ends) if annulled and ends else ends


def term_in_words(*, length: int | None, unit: str, counted_from: str, criterion: str) -> str:
    """``2 jaar na het einde van het traject``; the criterion when there is no fixed term (AVG art. 13(2)(a))."""
    if not length:
        return criterion
    return _("%(term)s na %(event)s") % {"term": _counted(length, unit), "event": counted_from}


def _counted(length: int, unit: str) -> str:
    words = {
        TermUnit.DAYS: ngettext("%(count)s dag", "%(count)s dagen", length),
        TermUnit.WEEKS: ngettext("%(count)s week", "%(count)s weken", length),
        TermUnit.MONTHS: ngettext("%(count)s maand", "%(count)s maanden", length),
        TermUnit.YEARS: ngettext("%(count)s jaar", "%(count)s jaar", length),
    }
    return words[TermUnit(unit)] % {"count": length}
