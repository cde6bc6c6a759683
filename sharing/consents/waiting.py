"""How long an authority's request has been waiting, and until when it may. Pure."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.core.dutch import day_in_words


def days_waiting(received_on: date, day: date) -> int:
    """How many days passed since it was received."""
    return max((day - received_on).days, 0)


def is_late(answer_by: date | None, day: date) -> bool:
    """Whether the day that the authority named has passed."""
    return answer_by is not None and answer_by < day


def age_in_words(received_on: date, answer_by: date | None, day: date) -> str:
    """How long it waits, and the day that the authority named: ``12 dagen, uiterlijk 3 maart 2026``."""
    number = days_waiting(received_on, day)
    age = ngettext("%(count)s dag", "%(count)s dagen", number) % {"count": number}
    if answer_by is None:
        return age
    if is_late(answer_by, day):
        over = (day - answer_by).days
        late = ngettext("%(count)s dag te laat", "%(count)s dagen te laat", over) % {"count": over}
        return f"{age}, {late}"
    return _("%(age)s, uiterlijk %(day)s") % {"age": age, "day": day_in_words(answer_by)}
