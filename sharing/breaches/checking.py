"""What is checked of a breach before it is stored, and how a refusal names its field."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from sharing.breaches.models import Breach
from sharing.breaches.queries import seals_in
from sharing.consents.queries import numbers_in
from sharing.core.dates import not_before
from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.seen import lock_as_seen
from sharing.disclosures.models import Disclosure

PART_TEXTS = (
    "title",
    "found_how",
    "facts",
    "consequences",
    "measures_before",
    "measures_after",
    "measures_next",
)


def check_moments(breach: Breach, disclosures: Iterable[Disclosure], *, at: datetime) -> None:
    """Raise RefusedInput for a moment that is yet to come, or that is later than the log knows."""
    for name in ("aware_at", "occurred_from", "occurred_until", "told_by_knew_at"):
        moment = getattr(breach, name)
        if moment is not None and moment > at:
            raise wrong(_("Dit moment ligt in de toekomst."), name)
    logged = [one.aware_at for one in disclosures if one.aware_at is not None]
    if not logged:
        return
    breach.aware_at = not_before(breach.aware_at, min(logged))
    if min(logged) < breach.aware_at:
        message = _(
            "Volgens het verstrekkingenlog was dit al bekend op %(moment)s. Vul dat moment in, of een eerder."
        )
        raise wrong(message % {"moment": instant_in_words(min(logged))}, "aware_at")


def refuse_numbers(disclosures: Iterable[Disclosure], **texts: str) -> None:
    """No dossier number stands in a breach: RefusedInput, at each text in which one does."""
    seals = seals_in(disclosures)
    message = _(
        "Hierin staat een dossiernummer. Om wie het gaat, staat in het verstrekkingenlog; laat het hier weg."
    )
    errors = [
        InputError(message, field, "invalid") for field, text in texts.items() if numbers_in(text, seals)
    ]
    if errors:
        raise RefusedInput(errors)


def more_than_known(breach: Breach, informed: int) -> list[InputError]:
    """What is wrong with having informed so many persons: it is about fewer, as far as is known.

    What is known is the most, else what its categories come to: somebody may be in more than one. The least that is
    known keeps nobody from telling more.
    """
    counted = [one.number for one in breach.subjects.all()]
    if breach.persons_most is not None:
        known, field = breach.persons_most, _("hoogstens zoveel personen")
    elif counted and None not in counted:
        known, field = sum(one or 0 for one in counted), _("aantal personen")
    else:
        return []
    if informed <= known:
        return []
    message = _(
        "U vulde %(informed)d in, maar volgens dit datalek gaat het om %(known)d personen (“%(field)s”). Zijn er echt "
        "%(informed)d geïnformeerd, wijzig dan eerst dat aantal bij het datalek, ook als het een schatting was; vul "
        "anders hier hoogstens %(known)d in."
    )
    words = {"informed": informed, "known": known, "field": field}
    return [InputError(message % words, "number", "invalid")]


def refuse_fewer_than_told(breach: Breach) -> None:
    """Raise RefusedInput when it would be about fewer persons than were informed of it."""
    told, most = breach.persons_number, breach.persons_most
    if told is not None and most is not None and most < told:
        message = _(
            "U vulde %(most)d in, maar er zijn al %(told)d personen geïnformeerd. Vul hier minstens %(told)d in, of "
            "leg bij “Betrokkenen informeren of niet” eerst opnieuw vast hoeveel personen zijn geïnformeerd."
        )
        raise wrong(message % {"most": most, "told": told}, "persons_most")


def refuse_closed(breach: Breach) -> None:
    """Raise Refused when nothing of it changes any more."""
    if breach.closed_at is not None:
        raise Refused(_("Dit datalek is afgesloten en verandert niet meer; heropen het eerst."))


def wrong(message: str, field: str) -> RefusedInput:
    """What is wrong at a field, to raise."""
    return RefusedInput([InputError(message, field, "invalid")])


def locked(breach: Breach, seen: str | None) -> Breach:
    """The open breach as it is, locked and as it was ``seen``; in the transaction of an operation on it."""
    if seen is not None:
        lock_as_seen(breach, seen)
    current = Breach.objects.select_for_update().get(pk=breach.pk)
    refuse_closed(current)
    return current
