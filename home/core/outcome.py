"""What a request brought about by publishing, so that whoever sent it is told, by whichever way it came."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from django.contrib.messages import SUCCESS, WARNING
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

_sentences: ContextVar[list[tuple[int, str]] | None] = ContextVar("sentences", default=None)


@contextmanager
def listening() -> Iterator[list[tuple[int, str]]]:
    """The sentences that are said while this lasts, each with its level of message; outside it they are lost."""
    heard: list[tuple[int, str]] = []
    token = _sentences.set(heard)
    try:
        yield heard
    finally:
        _sentences.reset(token)


def _say(sentence: str, *, level: int = SUCCESS) -> None:
    if (heard := _sentences.get()) is not None:
        heard.append((level, sentence))


def say_published(version: Any, *, today: date) -> None:
    """Which version this became, from when it holds, and when readers hear of it."""
    words = {
        "number": version.number,
        "day": date_format(version.effective_from, "j F Y"),
        "announced": version.announce_from and date_format(version.announce_from, "j F Y"),
    }
    if version.effective_from <= today:
        _say(_("Versie %(number)s is gepubliceerd en geldt vanaf %(day)s.") % words)
    elif version.announce_from and version.announce_from > today:
        _say(
            _(
                "Versie %(number)s is vastgelegd en geldt vanzelf vanaf %(day)s om 00:00 uur. Lezers zien de "
                "aankondiging vanaf %(announced)s."
            )
            % words
        )
    elif version.announce_from:
        _say(
            _(
                "Versie %(number)s is vastgelegd en geldt vanzelf vanaf %(day)s om 00:00 uur. Lezers zien de "
                "aankondiging nu al."
            )
            % words
        )
    else:
        _say(
            _(
                "Versie %(number)s is vastgelegd en geldt vanzelf vanaf %(day)s om 00:00 uur. Tot die dag zien "
                "lezers haar niet."
            )
            % words
        )


def say_translated(made: Any, *, today: date) -> None:
    """Which edition of which version this became; of one that does not hold yet, from when it does."""
    version = made.version
    words = {
        "number": version.number,
        "edition": made.edition,
        "day": date_format(version.effective_from, "j F Y"),
    }
    if version.effective_from <= today:
        _say(_("De Engelse tekst van versie %(number)s is gepubliceerd (uitgave %(edition)s).") % words)
    else:
        _say(
            _(
                "De Engelse tekst van versie %(number)s is vastgelegd (uitgave %(edition)s) en geldt vanaf %(day)s, "
                "net als de Nederlandse."
            )
            % words
        )


def say_planned(at: datetime) -> None:
    """When the text becomes a version, and that it is locked until then."""
    moment = date_format(timezone.localtime(at), "j F Y H:i")
    _say(
        _(
            "De publicatie is gepland op %(moment)s uur. Op dat moment ontstaat de nieuwe versie vanzelf. Tot dan kan "
            "niemand de tekst wijzigen; annuleer de planning om dat wel te doen."
        )
        % {"moment": moment}
    )


def say_proposed(version: Any, who: str) -> None:
    """That the withdrawal of a version waits for a second person, and for whom."""
    words = {"number": version.number, "who": who}
    _say(
        _("Voorgesteld om versie %(number)s in te trekken. %(who)s Tot die tijd blijft zij gepland.") % words
    )


def say_dropped(version: Any) -> None:
    """That a version stands after all."""
    _say(_("Versie %(number)s wordt niet ingetrokken en blijft gepland.") % {"number": version.number})


def say_withdrawn(version: Any) -> None:
    """That a version never holds, and where its text is."""
    _say(
        _(
            "Versie %(number)s is ingetrokken en gaat nooit gelden. Lezers zien dat met de reden; haar tekst staat "
            "weer klaar als concept."
        )
        % {"number": version.number}
    )


def say_restored(version: Any) -> None:
    """That the draft is the text of a version again, and where what it was before is."""
    _say(
        _(
            "Het concept is nu de tekst van versie %(number)s. Wat is er veranderd, soort wijziging en datums zijn "
            "leeg. Het concept van hiervoor staat in de geschiedenis."
        )
        % {"number": version.number}
    )


def say_submitted(who: str, *, stuck: bool) -> None:
    """Who reviews a text that was just handed in, in a sentence; as a warning where nobody may, so that it stays."""
    said = _("%(who)s Tot de toets klaar is, ligt de tekst vast.") % {"who": who}
    _say(said, level=WARNING if stuck else SUCCESS)
