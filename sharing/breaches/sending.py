"""Letters about a breach: made and kept as they were, and noted when they went out. The only writers of them."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from sharing.breaches.checking import locked, refuse_numbers
from sharing.breaches.models import Breach
from sharing.breaches.notice_models import BreachLetter
from sharing.breaches.notices import fitting
from sharing.breaches.queries import disclosures_of
from sharing.core.actor import Actor, acting
from sharing.core.refusals import readable_refusals
from sharing.letters.choices import LetterWay
from sharing.letters.letter import Draft, refuse_unfitting
from sharing.letters.operations import keep_letter, note_sent


def make_breach_letter(breach: Breach, *, draft: Draft, seen: str, by: Actor, at: datetime) -> BreachLetter:
    """Write the letter to persons about the breach as it was ``seen`` and keep it sealed.

    Raises ChangedMeanwhile, Refused for a breach of a client or one that is closed, and RefusedInput at what is not
    known or may not stand there.
    """
    reason = _("Brief aan betrokkenen gemaakt")
    with readable_refusals(), acting(by=by, reason=reason):
        current = locked(breach, seen)
        refuse_unfitting(draft.kind, fitting(current))
        refuse_numbers(disclosures_of(current), **draft.values)
        return keep_letter(BreachLetter(breach=current), draft=draft, by=by, at=at, reason=reason)


def note_breach_letter_sent(
    letter: BreachLetter, *, on: date, way: str, seen: str, by: Actor, at: datetime
) -> BreachLetter:
    """Record when and how (of ``LetterWay``) the letter went out. Raises RefusedInput for a day that cannot be."""
    reason = _("Brief aan betrokkenen verstuurd: %(way)s") % {"way": LetterWay(way).label}
    with readable_refusals(), acting(by=by, reason=reason):
        locked(letter.breach, seen)
        current = BreachLetter.objects.select_for_update().get(pk=letter.pk)
        note_sent(current, on=on, way=way, by=by, at=at, reason=reason)
    return current
