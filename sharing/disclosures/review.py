"""What legal staff decides about a deviation."""

from datetime import datetime

from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import Refused
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.models import Disclosure


class ReviewedBefore(Refused):
    """Somebody else decided on this deviation first; that stands. ``disclosure`` is the record as it is now."""

    code = "reviewed-before"

    def __init__(self, disclosure: Disclosure) -> None:
        super().__init__("Deze afwijking is al beoordeeld; er is niets gewijzigd.")
        self.disclosure = disclosure


def review_disclosure(
    disclosure: Disclosure, *, decision: str, note: str, by: Actor, at: datetime
) -> Disclosure:
    """Decide on a deviation: a code of ``Review`` other than ``pending``, with a note that says why.

    Raises ReviewedBefore when it was decided on, Refused when it is no deviation, or when the decision or the note is
    missing.
    """
    if decision not in Review.values or decision == Review.PENDING:
        raise Refused("Kies wat er met de afwijking gebeurt: accepteren, gecorrigeerd of gemeld als datalek.")
    if not note.strip():
        raise Refused("Een beoordeling heeft een toelichting nodig; schrijf op waarom dit het besluit is.")
    refuse_bsn(note=note)
    with acting(by=by, reason=note):
        current = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
        if current.outcome != Outcome.DEVIATION:
            raise Refused("Deze verstrekking is geen afwijking (meer); er valt niets te beoordelen.")
        if current.review != Review.PENDING:
            raise ReviewedBefore(current)
        current.review, current.review_note = decision, note
        current.reviewed_by_id, current.reviewed_at = by.pk, at
        current.save()
    return current
