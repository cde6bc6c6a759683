"""Bars as SVG, made on the server: no script, and the same figures stand in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

_WIDTH = 720
_HEIGHT, _FOOT, _TOP = 200, 34, 18
_ROW, _NAMES, _NUMBERS = 26, 220, 110


@dataclass(frozen=True, slots=True)
class Bar:
    """``part`` of ``value`` is drawn in another colour; ``words`` says both, to show at the bar."""

    label: str
    value: int
    part: int
    words: str


def _svg(height: int, title: str, content: SafeString) -> SafeString:
    return format_html(
        '<svg class="register-chart" viewBox="0 0 {} {}" role="img" aria-label="{}" '
        'xmlns="http://www.w3.org/2000/svg">{}</svg>',
        _WIDTH,
        height,
        title,
        content,
    )


def columns(bars: Sequence[Bar], *, title: str) -> SafeString:
    """Standing bars, for what follows in time; of many only some bear their label."""
    most = max((bar.value for bar in bars), default=0) or 1
    step = _WIDTH / max(len(bars), 1)
    every = -(-len(bars) // 12)
    drawn = []
    for place, bar in enumerate(bars):
        left, width = place * step + step * 0.12, step * 0.76
        full, part = (_HEIGHT * number / most for number in (bar.value, bar.part))
        # A part that is there is seen, however small.
        part = max(part, 2) if bar.part else 0
        drawn.append(
            format_html(
                '<g><title>{}</title><rect class="register-chart__all" x="{}" y="{}" width="{}" height="{}"/>'
                '<rect class="register-chart__part" x="{}" y="{}" width="{}" height="{}"/>{}</g>',
                bar.words,
                *(round(number, 1) for number in (left, _TOP + _HEIGHT - full, width, full)),
                *(round(number, 1) for number in (left, _TOP + _HEIGHT - part, width, part)),
                _label(place * step + step / 2, _TOP + _HEIGHT + 20, bar.label, "middle")
                if place % every == 0
                else "",
            )
        )
    line = format_html(
        '<line class="register-chart__line" x1="0" x2="{}" y1="{}" y2="{}"/>', _WIDTH, *(_TOP + _HEIGHT,) * 2
    )
    return _svg(_TOP + _HEIGHT + _FOOT, title, SafeString("".join([*drawn, line])))


def rows(bars: Sequence[Bar], *, title: str) -> SafeString:
    """Lying bars, for what has a name; the number stands behind it."""
    most = max((bar.value for bar in bars), default=0) or 1
    room = _WIDTH - _NAMES - _NUMBERS
    drawn = []
    for place, bar in enumerate(bars):
        top = place * _ROW
        full, part = (room * number / most for number in (bar.value, bar.part))
        part = max(part, 2) if bar.part else 0
        drawn.append(
            format_html(
                '<g><title>{}</title>{}<rect class="register-chart__all" x="{}" y="{}" width="{}" height="16"/>'
                '<rect class="register-chart__part" x="{}" y="{}" width="{}" height="16"/>{}</g>',
                bar.words,
                _label(_NAMES - 8, top + 17, _short(bar.label), "end"),
                *(_NAMES, top + 4, round(full, 1)),
                *(_NAMES, top + 4, round(part, 1)),
                _label(_NAMES + full + 8, top + 17, f"{bar.value:,}".replace(",", "."), "start"),
            )
        )
    return _svg(max(len(bars), 1) * _ROW, title, SafeString("".join(drawn)))


def _short(label: str) -> str:
    return label if len(label) <= 32 else f"{label[:31]}…"


def _label(x: float, y: float, text: str, anchor: str) -> SafeString:
    return format_html('<text x="{}" y="{}" text-anchor="{}">{}</text>', round(x, 1), y, anchor, text)
