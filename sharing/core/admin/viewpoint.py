"""Of which moment a screen speaks, and which of the two questions about it is answered.

What the register said at that moment is read from the history, whatever was corrected since. What held on that day is
read from the register as it is known now. The two are never mixed, and every screen says which of them it answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.core.asof import parse_moment
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.models import Period, holding_on
from sharing.core.periods import amsterdam_day, last_instant_of
from sharing.core.records import children_of

REFERENCE_DATE = "peildatum"
QUESTION = "vraag"


class Question(TextChoices):
    """What somebody wants to know of a moment."""

    STOOD = "stond", gettext_lazy("Wat stond er toen in het register?")
    HELD = "gold", gettext_lazy("Wat gold er toen, zoals we het nu weten?")


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """``asked`` as it was typed; ``instant`` is None when nothing was asked, or it was not understood (``error``).

    ``now`` is when the screen is made.
    """

    now: datetime
    asked: str = ""
    question: Question = Question.STOOD
    instant: datetime | None = None
    error: str = ""

    @property
    def looks_back(self) -> bool:
        """Whether the screen speaks of another moment than now: then there is nothing on it to change."""
        return self.instant is not None

    @property
    def moment(self) -> datetime | None:
        """The instant to read the history at; None when the register is read as it is known now."""
        return self.instant if self.question == Question.STOOD else None

    @property
    def held_on(self) -> date | None:
        """The day of which is asked what held; None when that is not asked."""
        return self.day if self.instant and self.question == Question.HELD else None

    @property
    def day(self) -> date:
        """The Amsterdam day that the screen speaks of."""
        return amsterdam_day(self.instant or self.now)

    @property
    def words(self) -> str:
        """What the screen shows, as the banner says it; empty for now."""
        if self.instant is None:
            return ""
        if self.question == Question.HELD:
            return _("Wat gold op %s, zoals we het nu weten.") % day_in_words(self.day)
        stood = _("Stand van %s.") % words_for(self.instant)
        if self.instant > self.now and self.day > amsterdam_day(self.now):
            then = _("Die dag moet nog komen: dit is het register zoals het nu is.")
        else:
            then = _("Zo stond het toen in het register, zonder wat later is verbeterd.")
        return f"{stood} {then}"

    @property
    def nothing(self) -> str:
        """What an empty list says of a day that was; empty for now, and for what is still to come."""
        if self.instant is None or self.instant > self.now:
            return ""
        if self.question == Question.HELD:
            return _("Op %s gold hier niets.") % day_in_words(self.day)
        return _("Op %s stond hier niets.") % words_for(self.instant)

    @property
    def query(self) -> dict[str, str]:
        """What an address carries of it, to look from the same moment on another screen."""
        if self.instant is None:
            return {}
        return {REFERENCE_DATE: self.asked} | (
            {QUESTION: self.question.value} if self.question == Question.HELD else {}
        )


def viewpoint_in(query: Mapping[str, Any], *, dated: bool = False) -> Viewpoint:
    """The moment and the question in a query string; of records that are not ``dated`` only the first is asked."""
    now, text = timezone.now(), (query.get(REFERENCE_DATE) or "").strip()
    wanted = query.get(QUESTION) if dated else None
    question = Question.HELD if wanted == Question.HELD else Question.STOOD
    if not text:
        return Viewpoint(now, question=question)
    try:
        return Viewpoint(now, text, question, parse_moment(text))
    except ValueError as error:
        return Viewpoint(now, text, question, error=str(error))


def is_dated(model: type[Model]) -> bool:
    """Whether records of the model hold from a first through a last day, themselves or in their parts."""
    return issubclass(model, Period) or any(issubclass(key.model, Period) for key in children_of(model))


def held(model: type[Model], day: date) -> Q:
    """Condition on records as they are known now: they, or a dated part of them, hold on the day."""
    if issubclass(model, Period):
        return holding_on(day)
    parts = [key for key in children_of(model) if issubclass(key.model, Period)]
    found = Q(pk__in=[]) if parts else Q()
    for key in parts:
        rows = key.model._default_manager.filter(holding_on(day))
        found |= Q(pk__in=rows.order_by().values(key.attname))
    return found


def words_for(moment: datetime) -> str:
    """A reference date as people asked for it: a day (its end), or a day and a time."""
    day = amsterdam_day(moment)
    return day_in_words(day) if moment == last_instant_of(day) else instant_in_words(moment)
