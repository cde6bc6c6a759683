"""Days and moments as people type them: one reader for forms, filters, reference dates, workbook cells and options.

Pure. The order is day-month-year, unless the year stands first with four digits; two digits of a year mean 20jj. A
text is either exactly the day that it names, or an error that names it: nothing is guessed, nothing replaced.
"""

import calendar
import re
import unicodedata
from datetime import date, datetime, time
from difflib import get_close_matches

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.exceptions import NotUnderstood
from sharing.core.periods import instants_at, on_the_clock, parse_instant

# The first and last day of a capacity, agreement, sub-processor or transfer lie in one of these years.
REGISTER_YEARS = range(1995, 2101)
TWICE = "twice"
NO_DATE = "no-date"

_ENGLISH = "january february march april may june july august september october november december"
_DUTCH = "januari februari maart april mei juni juli augustus september oktober november december"
_MONTHS = {"mrt": 3, "sept": 9} | {
    name[:length]: number
    for names in (_ENGLISH, _DUTCH)
    for number, name in enumerate(names.split(), start=1)
    for length in (3, len(name))
}
_SHOWN = 40

_EIGHT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMBERS = re.compile(r"([0-9]+) ?([-/.]) ?([0-9]+) ?\2 ?([0-9]+)")
_WORDS = re.compile(r"([0-9]{1,2})[ -]?([^\W\d_]+)\.?[ -]?([0-9]+)")
# A year of two digits as people write it: '27, with whatever mark their keyboard makes of it.
_SHORT_YEAR = re.compile(r"(?<=[-/. ]|[^\W\d_])['’‘ʼ´`]([0-9]{2})\Z")
_NO_YEAR = re.compile(r"[0-9]{1,2}(?: ?[-/.] ?[0-9]{1,2}[-/.]?|[ -]?[^\W\d_]+)")
_OFFSET = re.compile(r".*[0-9] ?(?:Z|[+-][0-9]{2}:[0-9]{2})", re.IGNORECASE)
_WITH_CLOCK = re.compile(
    r"(?P<day>.+?)(?:, ?| om | |T(?=[0-9]))"
    r"(?P<hour>[0-9]{1,2})(?: ?[:.u] ?(?P<minute>[0-9]{2})(?: ?[:.] ?(?P<second>[0-9]{2}))?(?: uur)?| ?(?:uur|u))"
    r"(?: \(?(?P<which>zomertijd|wintertijd)\)?)?",
    re.IGNORECASE,
)


def to_come(when: date) -> str:
    """That a day or instant on which something is said to have happened is not there yet, and what to do."""
    words = instant_in_words(when) if isinstance(when, datetime) else day_in_words(when)
    return _("%(when)s moet nog komen. Vul in wanneer het is gebeurd.") % {"when": words}


def read_day(text: str) -> date:
    """The day that a text names. Raises NotUnderstood with a whole sentence in the language of the interface."""
    said = _plain(text)
    dated = _SHORT_YEAR.sub(r"\1", said)
    if found := _EIGHT.fullmatch(dated):
        return _from_eight(said, *map(int, found.groups()))
    if found := _NUMBERS.fullmatch(dated):
        first, _separator, month, last = found.groups()
        if len(first) == 4 and len(month) <= 2 and len(last) <= 2:
            return _existing(said, int(first), int(month), int(last))
        if len(first) <= 2 and len(month) <= 2:
            return _existing(said, _year(said, last), int(month), int(first))
    if found := _WORDS.fullmatch(dated):
        day, name, year = found.groups()
        return _existing(said, _year(said, year), _month(said, name), int(day))
    if _NO_YEAR.fullmatch(said):
        raise NotUnderstood(_("“%(text)s” mist het jaar. Schrijf de datum als 31-12-2026.") % {"text": said})
    raise _no_date(said)


def read_moment(text: str, which: int | None = None) -> datetime:
    """The instant (UTC) of a day and a time on the Amsterdam clock, or of a timestamp with an offset.

    ``which`` says of a time that came twice which one it is: 0 the first (summer time), 1 the second. Without it, and
    without the word behind the time, that raises NotUnderstood with the code ``TWICE``.
    """
    said = _plain(text)
    if _OFFSET.fullmatch(said) and _WITH_CLOCK.match(said):
        try:
            return parse_instant(said.replace(" ", "T"))
        except ValueError as error:
            raise NotUnderstood(_("“%(text)s” %(why)s") % {"text": said, "why": error}) from None
    found = _WITH_CLOCK.fullmatch(said)
    if not found:
        _refuse_as_day(said)
        raise NotUnderstood(
            _("“%(text)s” mist de tijd. Schrijf datum en tijd als 31-12-2026 14:05.") % {"text": said}
        )
    day, clock = read_day(found["day"]), _clock(found)
    if found["which"]:
        which = int(found["which"].lower() == "wintertijd")
    return _instant(day, clock, which)


def read_day_or_moment(text: str) -> date | datetime:
    """A day, or an instant (UTC) when the text also has a time."""
    try:
        return read_day(text)
    except NotUnderstood:
        if _WITH_CLOCK.match(_plain(text)):
            return read_moment(text)
        raise


def check_register_day(day: date) -> None:
    """Raise NotUnderstood for a first or last day in a year that is surely a slip of the hand."""
    if day.year not in REGISTER_YEARS:
        words = {"day": show_day(day), "first": REGISTER_YEARS[0], "last": REGISTER_YEARS[-1]}
        raise NotUnderstood(
            _("%(day)s ligt niet in de jaren %(first)s tot en met %(last)s. Controleer het jaar.") % words
        )


def show_day(day: date) -> str:
    """A day as fields show it: 31-12-2026."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def show_moment(instant: datetime) -> str:
    """An instant as fields show it on the Amsterdam clock: 31-12-2026 14:05, with its seconds when it has any."""
    local = on_the_clock(instant)
    seconds = f":{local.second:02}" if local.second or local.microsecond else ""
    return f"{show_day(local)} {local.hour:02}:{local.minute:02}{seconds}"


def not_before(typed: datetime, earlier: datetime | None) -> datetime:
    """A moment as typed, when it has to follow another one that is known to the fraction of a second.

    Who types 21:52 means somewhere in that minute: after what happened at 21:52:40 it is no earlier than that. The
    same for a moment that was typed with its seconds.
    """
    if earlier is None:
        return typed
    coarse = (earlier.replace(second=0, microsecond=0), earlier.replace(microsecond=0))
    return earlier if typed in coarse else typed


def _plain(text: str) -> str:
    """The text with ordinary dashes and single spaces; refuses one that is far too long."""
    said = " ".join(text.split())
    said = "".join("-" if unicodedata.category(mark) == "Pd" or mark == "−" else mark for mark in said)
    if len(said) > _SHOWN:
        raise _no_date(f"{said[:_SHOWN]}…")
    return said


def _no_date(said: str) -> NotUnderstood:
    return NotUnderstood(
        _("“%(text)s” is geen datum. Schrijf dag, maand en jaar, zoals 31-12-2026 of 31 december 2026.")
        % {"text": said},
        NO_DATE,
    )


def _refuse_as_day(said: str) -> None:
    """Say what is wrong with the day of a moment, if it is the day; of what is no day at all, what a moment is."""
    try:
        read_day(said)
    except NotUnderstood as error:
        if error.code != NO_DATE:
            raise
        raise NotUnderstood(
            _("“%(text)s” is geen datum met een tijd. Schrijf datum en tijd als 31-12-2026 14:05.")
            % {"text": said}
        ) from None


def _from_eight(said: str, year: int, month: int, day: int) -> date:
    """Eight digits are jjjjmmdd; what reads the other way round only is asked back."""
    turned = _day_or_none(int(said[4:]), int(said[2:4]), int(said[:2]))
    if turned and not _day_or_none(year, month, day):
        words = {"text": said, "day": show_day(turned)}
        raise NotUnderstood(_("“%(text)s” is niet duidelijk. Bedoelt u %(day)s?") % words)
    return _existing(said, year, month, day)


def _existing(said: str, year: int, month: int, day: int) -> date:
    if found := _day_or_none(year, month, day):
        return found
    words = {"text": said, "month": month, "day": day, "year": f"{year:04}"}
    if year == 0:
        raise NotUnderstood(_("%(text)s bestaat niet: er is geen jaar %(year)s.") % words)
    if not 1 <= month <= 12:
        if turned := _day_or_none(year, day, month):
            words["meant"] = show_day(turned)
            raise NotUnderstood(
                _("%(text)s bestaat niet: er is geen maand %(month)s. Bedoelt u %(meant)s?") % words
            )
        raise NotUnderstood(
            _("%(text)s bestaat niet: er is geen maand %(month)s. Schrijf eerst de dag en dan de maand.")
            % words
        )
    words["month"] = date_format(date(year, month, 1), "F Y")
    words["days"] = calendar.monthrange(year, month)[1]
    raise NotUnderstood(
        _("%(text)s bestaat niet: %(month)s heeft %(days)s dagen. Kies een dag van 1 tot en met %(days)s.")
        % words
    )


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(said: str, digits: str) -> int:
    if len(digits) == 2:
        return 2000 + int(digits)
    if len(digits) == 4:
        return int(digits)
    raise NotUnderstood(
        _("“%(text)s” heeft geen duidelijk jaar. Schrijf het jaar met vier cijfers, zoals 31-12-2026.")
        % {"text": said}
    )


def _month(said: str, name: str) -> int:
    number = _MONTHS.get(name.casefold())
    if number is None:
        close = get_close_matches(name.casefold(), _DUTCH.split(), n=1)
        hint = _(" Bedoelt u “%(word)s”?") % {"word": close[0]} if close else ""
        words = {"text": said, "name": name, "hint": hint}
        raise NotUnderstood(_("“%(text)s” is geen datum: “%(name)s” is geen maand.%(hint)s") % words)
    return number


def _clock(found: re.Match[str]) -> time:
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if hour < 24 and minute < 60 and second < 60:
        return time(hour, minute, second)
    shown = f"{hour:02}:{minute:02}" + (f":{second:02}" if found["second"] else "")
    raise NotUnderstood(
        _("De tijd %(time)s bestaat niet: een dag loopt van 00:00 tot en met 23:59.") % {"time": shown}
    )


def _instant(day: date, clock: time, which: int | None) -> datetime:
    try:
        found = instants_at(day, clock)
    except OverflowError:
        raise NotUnderstood(_("%(day)s ligt te ver weg.") % {"day": show_day(day)}) from None
    words = {"day": date_format(day, "j F Y"), "time": f"{clock:%H:%M}"}
    if not found:
        raise NotUnderstood(
            _("Op %(day)s bestond %(time)s niet: de klok ging toen een uur vooruit. Kies een andere tijd.")
            % words
        )
    if len(found) == 1:
        return found[0]
    if which is None:
        raise NotUnderstood(
            _(
                "Op %(day)s was het twee keer %(time)s: de klok ging toen een uur terug. Kies welke van de twee, of "
                "schrijf er zomertijd of wintertijd achter."
            )
            % words,
            TWICE,
        )
    return found[which]


def is_in_double_hour(instant: datetime) -> bool:
    """Whether the Amsterdam clock shows this time twice that day."""
    local = on_the_clock(instant)
    return len(instants_at(local.date(), local.time().replace(fold=0))) == 2


def which_time(instant: datetime) -> int:
    """0 for the first, 1 for the second of two moments that the Amsterdam clock shows alike."""
    return on_the_clock(instant).fold
