"""The timeline of one person as SVG, made here so that the screen needs no script.

Every mark has its words (``title``), and all of it stands in the tables below it. Shapes tell kinds apart as well as
colours do: a circle is a number of disclosures, a bar something that held for a while, a diamond a moment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, LEFT, RIGHT = 960, 210, 20
LANE, TOP = 30, 30
LARGEST, SMALLEST = 12, 4
MOST_TICKS = 10
LONGEST_LABEL = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """On a lane: ``last`` None is a moment; ``count`` is for a circle. ``look`` is the end of a class."""

    look: str
    words: str
    first: date
    last: date | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the timeline."""

    label: str
    marks: Sequence[Mark]


def timeline(lanes: Sequence[Lane], *, first: date, last: date, title: str) -> SafeString:
    """The lanes below each other on one axis of days, from ``first`` through ``last``."""
    scale = _Scale(first, max(last, first + timedelta(days=30)))
    height = TOP + LANE * len(lanes) + 10
    most = max((mark.count for lane in lanes for mark in lane.marks), default=1)
    drawn = format_html_join(
        "", "{}", ((_lane(lane, TOP + LANE * place, scale, most),) for place, lane in enumerate(lanes))
    )
    return format_html(
        '<svg class="dossier-timeline" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
        'aria-label="{}" xmlns="http://www.w3.org/2000/svg">{}{}</svg>',
        WIDTH,
        height,
        WIDTH,
        height,
        title,
        _axis(scale, height),
        drawn,
    )


class _Scale:
    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._days = (last - first).days

    def x(self, day: date) -> int:
        """Where a day is; one outside the axis stands at its edge."""
        part = min(max((day - self.first).days, 0), self._days) / self._days
        return LEFT + round(part * (WIDTH - LEFT - RIGHT))


def _axis(scale: _Scale, height: int) -> SafeString:
    return format_html_join(
        "",
        '<line class="dossier-timeline__tick" x1="{}" y1="{}" x2="{}" y2="{}"/><text x="{}" y="16">{}</text>',
        ((x, TOP - 8, x, height - 6, x + 3, words) for x, words in _ticks(scale)),
    )


def _ticks(scale: _Scale) -> Iterable[tuple[int, str]]:
    """The first days of months, or of years on a long axis, as many as can be read."""
    months = []
    day = scale.first.replace(day=1)
    while day <= scale.last:
        if day >= scale.first:
            months.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    if len(months) > 2 * MOST_TICKS:
        years = [month for month in months if month.month == 1]
        step = -(-len(years) // MOST_TICKS)
        return [(scale.x(year), str(year.year)) for year in years[:: max(step, 1)]]
    step = -(-len(months) // MOST_TICKS)
    return [(scale.x(month), f"{month.month}-{month.year}") for month in months[:: max(step, 1)]]


def _lane(lane: Lane, top: int, scale: _Scale, most: int) -> SafeString:
    middle = top + LANE // 2
    label = lane.label if len(lane.label) <= LONGEST_LABEL else f"{lane.label[: LONGEST_LABEL - 1]}…"
    marks = format_html_join("", "{}", ((_mark(mark, middle, scale, most),) for mark in lane.marks))
    return format_html(
        '<g><line class="dossier-timeline__lane" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text x="0" y="{}">{}<title>{}</title></text>{}</g>',
        LEFT,
        middle,
        WIDTH - RIGHT,
        middle,
        middle + 4,
        label,
        lane.label,
        marks,
    )


def _mark(mark: Mark, middle: int, scale: _Scale, most: int) -> SafeString:
    x, look = scale.x(mark.first), f"dossier-timeline__mark dossier-timeline__mark--{mark.look}"
    if mark.count:
        radius = SMALLEST + round((LARGEST - SMALLEST) * sqrt(mark.count / most))
        return format_html(
            '<circle class="{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>',
            look,
            x,
            middle,
            radius,
            mark.words,
        )
    if mark.last is not None:
        width = max(scale.x(mark.last) - x, 4)
        return format_html(
            '<rect class="{}" x="{}" y="{}" width="{}" height="12" rx="2"><title>{}</title></rect>',
            look,
            x,
            middle - 6,
            width,
            mark.words,
        )
    points = f"{x},{middle - 7} {x + 7},{middle} {x},{middle + 7} {x - 7},{middle}"
    return format_html(
        '<polygon class="{}" points="{}"><title>{}</title></polygon>', look, points, mark.words
    )
