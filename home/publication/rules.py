"""From when a version holds and readers hear of it, and what publication asks of who does it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.core.refusals import PublicationRefused
from sharing import public

if TYPE_CHECKING:
    from home.versions.models import StatementVersion


def day_of_effect(effective_from: date | None, *, at: datetime) -> date:
    """The effective date as chosen, or the Amsterdam day of publication when left empty."""
    return effective_from or public.amsterdam_day(at)


def check_effective_date(effective_from: date | None, *, at: datetime, last: StatementVersion | None) -> date:
    """The day a version published at that instant takes effect, after the ``last`` one.

    Raises PublicationRefused when that is too early.
    """
    day = day_of_effect(effective_from, at=at)
    if last is None or day > last.effective_from:
        return day
    words = {
        "day": date_format(day, "j F Y"),
        "number": last.number,
        "last": date_format(last.effective_from, "j F Y"),
        "first": date_format(last.effective_from + timedelta(days=1), "j F Y"),
    }
    if effective_from:
        reason = (
            _("Ingangsdatum %(day)s ligt niet na %(last)s, de ingangsdatum van versie %(number)s.") % words
        )
    else:
        reason = _(
            "De ingangsdatum is leeg, dus zou deze versie op %(day)s ingaan; dat is niet na %(last)s, de "
            "ingangsdatum van versie %(number)s."
        )
        reason %= words
    remedy = _("Kies een ingangsdatum vanaf %(first)s.") % words
    raise PublicationRefused(f"{reason} {remedy}", field="effective_from")


def reason_wanted(number: int) -> str:
    """What to say to who publishes with so many conflicts and no reason."""
    return ngettext(
        "De tekst en het register verschillen op %(number)s punt. U ziet het in het paneel ‘Verschillen met het "
        "register’ naast de tekst. Pas de tekst of het register aan, of schrijf bij ‘Waarom ondanks verschillen’ "
        "waarom deze versie toch kan worden gepubliceerd.",
        "De tekst en het register verschillen op %(number)s punten. U ziet ze in het paneel ‘Verschillen met het "
        "register’ naast de tekst. Pas de tekst of het register aan, of schrijf bij ‘Waarom ondanks verschillen’ "
        "waarom deze versie toch kan worden gepubliceerd.",
        number,
    ) % {"number": number}


def check_announcement(announce_from: date | None, *, effective_from: date) -> None:
    """Raise PublicationRefused when readers would hear of a version after it took effect."""
    if announce_from and announce_from > effective_from:
        raise PublicationRefused(
            _(
                "Aankondigen vanaf %(announce)s is te laat: de versie geldt dan al, vanaf %(effective)s. Kies een "
                "eerdere dag, of laat het veld leeg."
            )
            % {"announce": _day(announce_from), "effective": _day(effective_from)},
            field="announce_from",
        )


def check_plan(
    *, effective_from: date | None, announce_from: date | None, go_live_at: datetime | None, at: datetime
) -> None:
    """Raise PublicationRefused for dates that make no sense together for a text that is approved at ``at``."""
    today = public.amsterdam_day(at)
    if announce_from and not (effective_from and effective_from > today):
        chosen = _day(effective_from) if effective_from else _("leeg")
        raise PublicationRefused(
            _(
                "Aankondigen vanaf %(announce)s kan alleen bij een ingangsdatum in de toekomst (nu: %(chosen)s). Kies "
                "een latere ingangsdatum, of maak “aankondigen vanaf” leeg."
            )
            % {"announce": _day(announce_from), "chosen": chosen},
            field="announce_from",
        )
    if effective_from:
        check_announcement(announce_from, effective_from=effective_from)
    appears = public.amsterdam_day(go_live_at) if go_live_at and go_live_at > at else None
    if appears and effective_from and effective_from < appears:
        raise PublicationRefused(
            _(
                "De tekst verschijnt pas op %(appears)s, na de ingangsdatum %(effective)s. Kies een ingangsdatum vanaf "
                "%(appears)s, of haal het moment van publiceren weg."
            )
            % {"appears": _day(appears), "effective": _day(effective_from)},
            field="effective_from",
        )


def _day(day: date) -> str:
    return date_format(day, "j F Y")
