"""A moment to act: the last day on which somebody can still do what has to be done, and how near that is. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.core.holidays import working_day_from
from sharing.core.periods import next_day, previous_day
from sharing.duties.choices import AHEAD, AHEAD_OF_ANSWER, DAY_WORDS, TO_DO, TOO_LATE, URGENT, Stage


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """``day`` is the last day to act, inclusive; ``kind`` a code of ``MomentKind``; ``record`` the key of what it is
    about and ``agreement`` that of the agreement to open (0: there is none). What a person asked and a breach have
    no party.

    ``what`` names it for people; ``owners`` are keys of accounts, empty when nobody looks after it.
    """

    day: date
    kind: str
    record: int
    what: str
    party: str
    party_id: int
    agreement: int = 0
    owners: frozenset[int] = field(default=frozenset(), compare=False)

    @property
    def day_words(self) -> str:
        """What the day is called."""
        return str(DAY_WORDS[self.kind])

    def days_left(self, on: date) -> int:
        """Days from ``on`` until the last day to act; negative when it has passed."""
        return (self.day - on).days

    def stage(self, on: date) -> Stage | None:
        """How near it is; None when that is further than anybody has to look."""
        left = self.days_left(on)
        if left < 0:
            return Stage.OVERDUE
        if self.kind not in URGENT:
            return next((stage for stage, ahead in AHEAD.items() if left <= ahead), None)
        # A mail comes on working days only: one on a Friday speaks for the weekend after it too.
        until = previous_day(working_day_from(next_day(on)))
        left = max((self.day - until).days, 0)
        return next((stage for stage, ahead in AHEAD_OF_ANSWER.items() if left <= ahead), None)

    def to_do(self, on: date) -> str:
        """What has to be done, in words."""
        words = TOO_LATE.get(self.kind) if self.days_left(on) < 0 else None
        return str(words or TO_DO[self.kind]) % {"what": self.what}

    def left_in_words(self, on: date) -> str:
        """``5 dagen``, ``vandaag``, ``1 dag te laat``."""
        left = self.days_left(on)
        if left == 0:
            return _("vandaag")
        if left > 0:
            return ngettext("%d dag", "%d dagen", left) % left
        return ngettext("%d dag te laat", "%d dagen te laat", -left) % -left


# The order in which stages are reached.
_REACHED = (Stage.QUARTER, Stage.MONTH, Stage.FORTNIGHT, Stage.WEEK, Stage.TWO_DAYS, Stage.OVERDUE)


def is_told(stage: Stage, told: Iterable[str]) -> bool:
    """Whether somebody who was told at these stages was told at this one, or at one that comes after it."""
    later = _REACHED[_REACHED.index(stage) :]
    return any(one in later for one in told)


def by_stage(moments: Iterable[Moment], on: date) -> dict[Stage, list[Moment]]:
    """The moments per stage, the nearest stage and day first; what is further away is left out."""
    found: dict[Stage, list[Moment]] = {stage: [] for stage in Stage}
    for moment in sorted(moments):
        if stage := moment.stage(on):
            found[stage].append(moment)
    return {stage: ones for stage, ones in found.items() if ones}
