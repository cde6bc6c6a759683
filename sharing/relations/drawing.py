"""Periods as bars on one axis of days, as SVG made on the server: no script, and a table beside it says the same.

Places along the axis are in per cent and heights in pixels, without a viewBox: words keep their size at every width.
Fill tells kinds apart as well as colour does; nothing in the drawing takes the focus.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sharing.core.periods import next_day

ROW, BAR, FOOT = 40, 10, 42
MOST_YEARS = 8


@dataclass(frozen=True, slots=True)
class Period:
    """A bar: ``look`` is the end of a class, ``words`` stand behind the label. ``last`` None: until the axis ends."""

    look: str
    label: str
    words: str
    first: date
    last: date | None


def axis_of(periods: Sequence[Period], today: date) -> tuple[date, date]:
    """The first and last day of the axis: whole years, with the year after today."""
    days = [today, today + timedelta(days=365), *(one.first for one in periods)]
    days += [one.last for one in periods if one.last is not None]
    return date(min(days).year, 1, 1), date(max(days).year, 12, 31)


def time_axis(periods: Sequence[Period], *, today: date, title: str, today_in_words: str = "") -> SafeString:
    """The periods below each other; ``title`` says the gist for who does not see it."""
    first, last = axis_of(periods, today)
    foot = ROW * len(periods)
    return format_html(
        '<svg class="register-axis" width="100%" height="{}" role="img" xmlns="http://www.w3.org/2000/svg">'
        "<title>{}</title>{}{}{}</svg>",
        foot + FOOT,
        title,
        _years(first, last, foot),
        format_html_join(
            "", "{}", ((_bar(one, place * ROW, first, last),) for place, one in enumerate(periods))
        ),
        _today(today, first, last, foot, today_in_words or _("vandaag")),
    )


def _at(day: date, first: date, last: date) -> float:
    """Where a day is, in per cent."""
    part = (day - first).days / ((last - first).days + 1)
    return round(100 * min(max(part, 0), 1), 2)


def _bar(period: Period, top: int, first: date, last: date) -> SafeString:
    start = _at(period.first, first, last)
    end = _at(next_day(period.last), first, last) if period.last else 100
    return format_html(
        '<text x="0" y="{}"><tspan class="register-axis__label">{}</tspan> <tspan dx="6">{}</tspan></text>'
        '<rect class="register-axis__bar register-axis__bar--{}" x="{}%" y="{}" width="{}%" height="{}" rx="2"/>',
        top + 14,
        period.label,
        period.words,
        period.look,
        start,
        top + 20,
        max(round(end - start, 2), 0.4),
        BAR,
    )


def _years(first: date, last: date, foot: int) -> SafeString:
    years = range(first.year, last.year + 1)
    step = -(-len(years) // MOST_YEARS)
    return format_html_join("", "{}", ((_year(year, first, last, foot),) for year in list(years)[::step]))


def _year(year: int, first: date, last: date, foot: int) -> SafeString:
    x = _at(date(year, 1, 1), first, last)
    return format_html(
        '<line class="register-axis__year" x1="{}%" x2="{}%" y1="0" y2="{}"/><text x="{}%" dx="3" y="{}">{}</text>',
        *(x, x, foot, x, foot + 14, year),
    )


def _today(today: date, first: date, last: date, foot: int, words: str) -> SafeString:
    x = _at(today, first, last)
    return format_html(
        '<line class="register-axis__today" x1="{}%" x2="{}%" y1="0" y2="{}"/>'
        '<text class="register-axis__label" x="{}%" y="{}" text-anchor="middle">{}</text>',
        *(x, x, foot + 20, x, foot + 34, words),
    )


def gist(periods: Iterable[Period]) -> str:
    """The bars in words, for the title of the drawing."""
    return "; ".join(f"{one.label} {one.words}" for one in periods)
