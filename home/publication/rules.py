"""From when a version holds and readers hear of it, and what publication asks of who does it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.core.refusals import PublicationRefused
from home.versions.choices import Kind
from sharing import public

if TYPE_CHECKING:
    from home.versions.bases import FrozenVersion


# What is said about one version and never about the next.
TOLD_OF_A_VERSION: dict[str, Any] = {
    "effective_from": None,
    "announce_from": None,
    "go_live_at": None,
    "change_note": "",
    "kind": Kind.MATERIAL,
    "conflict_reason": "",
}


def start_anew(page: Any) -> None:
    """Empty note, dates, kind and reason on a text that becomes, or was put back as, the draft of another version."""
    for name, value in TOLD_OF_A_VERSION.items():
        setattr(page, name, value)


def day_of_effect(effective_from: date | None, *, at: datetime) -> date:
    """The effective date as chosen, or the Amsterdam day of publication when left empty."""
    return effective_from or public.amsterdam_day(at)


def check_effective_date(effective_from: date | None, *, at: datetime, last: FrozenVersion | None) -> date:
    """The day a version published at that instant takes effect: that of the ``last`` one, or after it.

    On the day of the last one it replaces what holds already, from its publication. Raises PublicationRefused when it
    is too early, or when the last one does not hold yet: nothing comes in the place of what never held.
    """
    day = day_of_effect(effective_from, at=at)
    if last is None or public.start_of_day(day) > last.in_force_from:
        return day
    comes = last.in_force_from > at
    if not comes and day >= last.effective_from:
        return day
    words = {
        "day": date_format(day, "j F Y"),
        "number": last.number,
        "last": date_format(last.effective_from, "j F Y"),
        "first": date_format(last.effective_from + timedelta(days=1 if comes else 0), "j F Y"),
    }
    if not effective_from:
        reason = _(
            "De ingangsdatum is leeg, dus zou deze versie op %(day)s ingaan; dat is niet na %(last)s, de "
            "ingangsdatum van versie %(number)s."
        )
    elif comes:
        reason = _("Ingangsdatum %(day)s ligt niet na %(last)s, de ingangsdatum van versie %(number)s.")
    else:
        reason = _("Ingangsdatum %(day)s ligt voor %(last)s, de ingangsdatum van versie %(number)s.")
    remedy = _("Kies een ingangsdatum vanaf %(first)s.")
    if comes:
        remedy = _(
            "Versie %(number)s geldt nog niet: trek haar eerst in (Versies, versie %(number)s, Herstel), of "
            "kies een ingangsdatum vanaf %(first)s."
        )
    raise PublicationRefused(f"{reason % words} {remedy % words}", field="effective_from")


def in_force_from(effective_from: date, *, at: datetime, last: FrozenVersion | None) -> datetime:
    """The instant at which a version published at ``at`` begins to hold: 00:00 of its day in Amsterdam.

    When the ``last`` one holds on that day already: that of its publication.
    """
    midnight = public.start_of_day(effective_from)
    return midnight if last is None or midnight > last.in_force_from else at


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
