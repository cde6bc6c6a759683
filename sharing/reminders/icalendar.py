"""A calendar of all-day events as text (RFC 5545): only what a list of days needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sharing.core.periods import next_day

_LONGEST = 75  # octets of a line (RFC 5545, 3.1)
# As text that a calendar may not take for more than text (3.3.11).
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True, slots=True)
class Event:
    """``uid`` stays the same as long as it is the same event; ``alarms`` are days before it."""

    uid: str
    day: date
    summary: str
    description: str
    url: str
    alarms: tuple[int, ...] = ()


def calendar(events: Iterable[Event], *, name: str, product: str, at: datetime) -> str:
    """The calendar, made at an instant; lines end with CRLF and are folded."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{escaped(product)}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    ]
    for event in events:
        lines += _event(event, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(event: Event, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{next_day(event.day):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"DESCRIPTION:{escaped(event.description)}"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"  # a last day is no appointment: nobody is busy
    for days in event.alarms:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(event.summary)}")
        # Nine o'clock in the morning of that day, counted back from the midnight with which the event begins.
        yield from (f"TRIGGER:-P{days - 1}DT15H", "END:VALARM")
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """The text as a value; what is no character to be read is left out."""
    kept = "".join(mark for mark in text if mark == "\n" or mark.isprintable())
    return "".join(_ESCAPES.get(mark, mark) for mark in kept)


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, none of them in the middle of a character."""
    piece, size = "", 0
    for mark in line:
        octets = len(mark.encode())
        if size + octets > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + mark, size + octets
    yield piece
