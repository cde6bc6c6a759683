"""The clock of a breach, and what the law asks of it, in words."""

import re
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from sharing.breaches.rules import Clock
from sharing.core.dutch import instant_in_words
from sharing.disclosures.words import span_in_words

_CITATION = re.compile(r"(\d+)\((\d+)\)(?:\((\w)\))?")


def cited(articles: str) -> str:
    """Articles of the AVG as people cite them: ``33(3)(a), 33(5)`` is "33, lid 3, onder a, en 33, lid 5"."""

    def one(found: re.Match[str]) -> str:
        words = dict(zip(("article", "paragraph", "point"), found.groups(), strict=True))
        if words["point"] is None:
            return _("%(article)s, lid %(paragraph)s") % words
        return _("%(article)s, lid %(paragraph)s, onder %(point)s") % words

    return _(", en ").join(_CITATION.sub(one, each) for each in articles.split(", "))


def left_in_words(clock: Clock, at: datetime) -> str:
    """``nog 41 uur``, ``3 dagen te laat``."""
    left = span_in_words(abs(clock.left(at)), hours=clock.hours)
    return (_("%s te laat") if clock.is_over(at) else _("nog %s")) % left


def rule_in_words(clock: Clock) -> str:
    """Where the last moment comes from."""
    words = {"hours": clock.hours, "since": instant_in_words(clock.since), "rule": clock.rule}
    if clock.by_contract:
        return (
            _(
                "Binnen %(hours)s uur nadat het bekend werd (%(since)s): de meldtermijn in overeenkomst %(rule)s."
            )
            % words
        )
    said = _(
        "Binnen %(hours)s uur nadat het bekend werd (%(since)s): %(rule)s. Weekenden en feestdagen tellen mee."
    )
    return said % words


def kept_in_words(clock: Clock, told_at: datetime) -> str:
    """Whether somebody was told in time, and how long after it became known."""
    words = {
        "after": span_in_words(max(told_at - clock.since, timedelta(0)), hours=clock.hours),
        "late": span_in_words(abs(clock.left(told_at)), hours=clock.hours),
        "hours": clock.hours,
    }
    if clock.is_over(told_at):
        return _("%(after)s nadat het bekend werd: %(late)s later dan de %(hours)s uur.") % words
    return _("%(after)s nadat het bekend werd: binnen de %(hours)s uur.") % words
