"""Pages of the narrowed log: as fast for what is rare as for what is common, and as it stood as fast as it is now.

What is common is among the newest entries, so these are looked at first. What is not is found by the flows that fit
(``sharing.log.flows``), by the words of the description or by the dossier. As it stood at a moment: nearly all
entries are as they were, and of the others their history tells how they were.
"""

from datetime import datetime
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from sharing.core.keys import array_of
from sharing.core.keyset import NEWEST_FIRST, KeysetPaginator, Position, beyond, through
from sharing.core.periods import BEGINNING, END
from sharing.disclosures.models import Disclosure
from sharing.log.flows import Part, Span, count_of, count_of_flows, keys_of, newest_of
from sharing.log.known import Flow, flows_of, of_keys
from sharing.log.narrowing import Narrowing, ever, within
from sharing.log.worded import estimated_with, first_with, some_with

# How many of the newest are looked at first; finding words in a text takes longer than comparing keys. Where other
# filters leave few texts to look into, further on as well.
NEAR, NEAR_WORDS, FAR_WORDS = 5_000, 2_000, 50_000
# Words are looked for in so many entries that other filters leave, and asked for alone they are rare when no more seem
# to have them; no more than so many with words are counted.
FEW, CAP_WORDS = 10_000, 200
# Of what other filters leave so many times what is shown is tried for a common word.
TRIED = 64
# When the nearest have one in so many of what is shown, those further on are likely to have all of it.
PROMISING = 10
# Counted by passing by what fits one in so many; what is rarer is looked up. Of words fewer are counted.
COMMON, COMMON_WORDS = 10, 160
# More than this with a word and it is a common one, which the newest entries have too; up to this it is looked up
# beside other filters.
MOST_WORDED = 20_000
# More changes than this since a moment and the history itself is read as it stood.
MOST_CHANGED = 20_000


class LogPaginator(KeysetPaginator[Disclosure]):
    """Pages of a narrowing, newest first."""

    def __init__(self, narrowing: Narrowing, per_page: int, **kwargs: Any) -> None:
        super().__init__(narrowing.entries, per_page, **kwargs)
        self.narrowing = narrowing
        self.cap = CAP_WORDS if narrowing.words else self.cap
        # Whether all that can fit is among the next; whether one looked at the newest, how many of these fit, and when
        # the oldest of them was.
        self._is_short = self._looked = False
        self._met: tuple[int, datetime] | None = None

    def counted(self) -> int:
        if self._changed is None:
            return super().counted()
        count = self._count_exact()
        if self._changed and count <= self.cap:
            count += self._past().order_by()[: self.cap + 1].count()
        return min(count, self.cap + 1)

    def found(self, position: Position | None, size: int) -> list[Disclosure]:
        if self._changed is None:
            return super().found(position, size)
        exact = self._exact(position, size)
        if not self._changed:
            return exact
        past = self._first(self._past(), position, size)
        newer = position is not None and position.newer
        return list(islice(merge(exact, past, key=self.key, reverse=not newer), size))

    @cached_property
    def _changed(self) -> list[int] | None:
        """The entries that changed after the moment that is shown; None when they are too many."""
        moment = self.narrowing.moment
        if moment is None:
            return []
        later = Disclosure.history.filter(history_date__gt=moment).exclude(history_type="+")
        changed = list(later.order_by().values_list("id", flat=True)[: MOST_CHANGED + 1])
        return sorted(set(changed)) if len(changed) <= MOST_CHANGED else None

    def _past(self) -> QuerySet[Any]:
        """What changed since, as it stood."""
        return self.rows.filter(id__in=RawSQL("SELECT unnest(%s::bigint[])", [array_of(self._changed or [])]))

    def _first(self, rows: QuerySet[Any], position: Position | None, size: int) -> list[Disclosure]:
        return list(self._first_of(rows, position)[:size])

    def _first_of(
        self, rows: QuerySet[Any], position: Position | None, edge: Position | None = None
    ) -> QuerySet[Any]:
        """In the order in which one comes across them from the position, up to the edge."""
        rows = rows.filter(self._lying(position, edge)).order_by(*NEWEST_FIRST)
        return rows.reverse() if position is not None and position.newer else rows

    def _lying(self, position: Position | None, edge: Position | None) -> Q:
        """Between these, within the period; ``edge`` is a row of it.

        Of the period is asked only what they leave open: next to a comparison of rows PostgreSQL goes on through the
        index to where the period ends.
        """
        (since, until), condition = self.narrowing.period, Q()
        newer = position is not None and position.newer
        if position is not None:
            condition &= Q(beyond(position))
            since = BEGINNING if newer and position.instant >= since else since
            until = END if not newer and position.instant < until else until
        if edge is not None:
            condition &= Q(through(edge))
            since, until = (since, END) if newer else (BEGINNING, until)
        return condition & within(Span(since, until))

    def _exact(self, position: Position | None, size: int) -> list[Disclosure]:
        """What nothing was recorded about since: the common first, then the rare."""
        asked = self.narrowing
        if asked.by_dossier or not (asked.by_flow or asked.words):
            return self._first(asked.exact, position, size)
        near, is_all = self._near(position, size, self._nearby)
        if is_all or len(near) == size:
            return near
        if asked.words:
            return self._worded(position, size, is_promising=len(near) * PROMISING > size)
        if self._parts is None:
            return self._first(asked.exact, position, size)
        keys = newest_of(self._parts, position, size, recorded_by=asked.moment)
        return self._first(of_keys(asked.exact, keys), position, size)

    @property
    def _nearby(self) -> int:
        """How many of the newest are looked at first."""
        return NEAR_WORDS if self.narrowing.words else NEAR

    def _near(self, position: Position | None, size: int, near: int) -> tuple[list[Disclosure], bool]:
        """What fits among the next entries, and whether there are no others."""
        asked = self.narrowing
        every = self._first_of(Disclosure.objects.all(), position)
        self._looked = self._looked or position is None
        edge = every.values_list("disclosed_at", "id")[near : near + 1].first()
        if edge is None:
            self._is_short = self._is_short or position is None
            return self._first(asked.exact, position, size), True
        last = Position(edge[0], edge[1], newer=position is not None and position.newer)
        found = list(self._first_of(asked.exact, position, last)[:size])
        if position is None and len(found) == size:
            self._met = (size, found[-1].disclosed_at)
        return found, False

    def _worded(self, position: Position | None, size: int, *, is_promising: bool) -> list[Disclosure]:
        """Of rare words or few entries what fits both; of common words what the newest have, or what is tried; or on
        through the log.
        """
        asked = self.narrowing
        is_promising = is_promising and self._rare is None
        if is_promising and len(further := self._near(position, size, FAR_WORDS)[0]) == size:
            return further
        if self._some is not None:
            keys = self._fitting[:size] if position is None else self._some
            return self._first(of_keys(asked.exact, keys), position, size)
        if asked.by_flow and not is_promising:
            further, is_all = self._near(self._beginning(position), size, FAR_WORDS)
            if is_all or len(further) == size:
                return further
        if asked.by_flow and self._parts is not None:
            keys = newest_of(self._parts, position, size * TRIED, recorded_by=asked.moment)
            fitting = first_with(asked.words, keys, size)
            if len(fitting) == size or len(keys) < size * TRIED:
                return self._first(of_keys(asked.exact, fitting), position, size)
        some = self._with_words
        return self._first(asked.exact if some is None else of_keys(asked.exact, some), position, size)

    def _beginning(self, position: Position | None) -> Position | None:
        """Where to look from: of one version of the statement that is over, further on than from the position."""
        if self.narrowing.version is None or self._parts is None:
            return position
        newer = position is not None and position.newer
        foremost = newest_of(self._parts, position, 1, recorded_by=self.narrowing.moment)
        for instant, key in Disclosure.objects.filter(pk__in=foremost).values_list("disclosed_at", "id"):
            return Position(instant, key - 1 if newer else key + 1, newer=newer)
        return position

    @cached_property
    def _some(self) -> list[int] | None:
        """The keys of some entries, of which all that fits is: those with the words when these are rare, whatever else
        is asked, or those with the words of the few that other filters leave. None when they are neither.
        """
        if self._rare is not None:
            return self._rare
        if not self.narrowing.by_flow or self._total > FEW or self._whole is None:
            return None
        return keys_of(self._whole, FEW, words=self.narrowing.words)

    @cached_property
    def _rare(self) -> list[int] | None:
        """The entries with the words, whatever else is asked, when these seem to be rare and are. Beside other filters
        also of words that are less so: the newest entries hold too few that fit both.
        """
        most = MOST_WORDED if self.narrowing.by_flow else FEW
        return self._with_words if estimated_with(self.narrowing.words) <= most else None

    @cached_property
    def _fitting(self) -> list[int]:
        """Of these the keys of what fits, newest first, at most one more than is counted."""
        fitting = self._first_of(of_keys(self.narrowing.exact, self._some or []), None)
        return list(fitting.values_list("id", flat=True)[: self.cap + 1])

    @cached_property
    def _with_words(self) -> list[int] | None:
        """The entries with the words, whatever else is asked; None when they are common words."""
        return some_with(self.narrowing.words, MOST_WORDED)

    @cached_property
    def _flows(self) -> list[Flow] | None:
        """The flows that fit; None when there are too many to look through."""
        return flows_of(self.narrowing.alike, self.narrowing.version)

    @cached_property
    def _total(self) -> int:
        """How many entries the flows that fit have at whatever time, at most one more than a few."""
        return count_of_flows(self._flows, FEW + 1) if self._flows is not None else FEW + 1

    @cached_property
    def _parts(self) -> list[Part] | None:
        """The parts of flows that fit; None when they are too many."""
        asked, flows = self.narrowing, self._flows
        if flows is None:
            return None
        return [
            Part(
                flow.recipient,
                flow.key,
                flow.version,
                span,
                (flow.first, flow.last),
            )
            for flow in flows
            for span in asked.spans_of(flow.country)
        ]

    @cached_property
    def _whole(self) -> list[Part] | None:
        """The same for who asks for no order: only in a period is a version less to go through than a flow."""
        parts, asked = self._parts, self.narrowing
        if parts is None or asked.version is not None or asked.period != Span():
            return parts
        places = dict.fromkeys((part.recipient, part.key, part.span) for part in parts)
        return [Part(recipient, key, None, span) for recipient, key, span in places]

    def _count_exact(self) -> int:
        asked = self.narrowing
        some = asked.exact.filter(within(asked.period)).order_by()[: self.cap + 1]
        if asked.by_dossier or self._is_short or not (asked.by_flow or asked.words):
            return some.count()
        if self._is_common:
            return (self._first_of(asked.exact, None)[: self.cap + 1] if asked.words else some).count()
        if asked.words:
            return self._count_worded()
        if self._flows is None:
            return some.count()
        if asked.version is None and asked.moment is None and asked.spans_of is ever:
            return self._total
        whole = self._whole
        return count_of(whole, self.cap + 1, recorded_by=asked.moment) if whole is not None else some.count()

    def _count_worded(self) -> int:
        asked = self.narrowing
        if (self._rare is not None or self._met is None) and self._some is not None:
            return len(self._fitting)
        if asked.by_flow and self._whole is not None:
            return count_of(self._whole, self.cap + 1, recorded_by=asked.moment, words=asked.words)
        exact = asked.exact.filter(within(asked.period)).order_by()
        if self._with_words is not None:
            return of_keys(exact, self._with_words)[: self.cap + 1].count()
        is_only = asked.moment is None and not asked.by_flow and asked.period == Span()
        return self.cap + 1 if is_only else exact[: self.cap + 1].count()

    @property
    def _is_common(self) -> bool:
        """Whether among the newest one comes across so many that they are counted sooner than looked up.

        Of one version of the statement they lie together: further on there are no more.
        """
        if self.narrowing.version is not None and self._parts is not None:
            return False
        if not self._looked:
            self._near(None, self.per_page + 1, self._nearby)
        if self._met is None:
            return False
        count, oldest = self._met
        count *= COMMON_WORDS if self.narrowing.words else COMMON
        passed = Disclosure.objects.filter(within(self.narrowing.period), disclosed_at__gte=oldest)
        return passed.order_by()[: count + 1].count() <= count
