"""An objection or restriction that is recorded late: the disclosures made while it held, which nobody had judged by it.

What was judged stays as it was judged, by what was known then; the disclosure waits for somebody to judge it. Whatever
becomes of the objection, that somebody looks at it stays. Recording and whoever writes an objection take one lock per
group of dossiers (``core.locks.OPPOSED``), so none of the two misses the other.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.utils.translation import gettext as _

from sharing.consents.choices import ObjectionDecision
from sharing.consents.models import Objection
from sharing.consents.signals import objection_changed
from sharing.core.actor import Actor, acting
from sharing.core.dossiers import unseal
from sharing.core.dutch import instant_in_words
from sharing.core.normalising.queries import seals_of
from sharing.disclosures.choices import Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import known_since, opposing
from sharing.disclosures.rejudging import Rejudged, batches
from sharing.gate.judge import PersonRecords
from sharing.parties.queries import of_organisation
from sharing.reference.queries import below


@receiver(objection_changed, dispatch_uid="sharing.disclosures.oppositions")
def _objection_changed(sender: Any, *, objection: Objection, by: Actor, reason: str, **_more: Any) -> None:
    put_in_doubt(objection, by=by, reason=reason)


def put_in_doubt(
    objection: Objection, *, among: QuerySet[Disclosure] | None = None, by: Actor, reason: str
) -> None:
    """Have the disclosures judged that were made while it held and that the gate would not have let pass.

    In the transaction that recorded it. Those that were judged since stay judged.
    """
    if objection.decision != ObjectionDecision.UPHELD:
        return
    why = _("%(what)s %(number)s gold sinds %(moment)s: %(reason)s") % {
        "what": objection.get_kind_display(),
        "number": objection.pk,
        "moment": instant_in_words(objection.in_force_from),
        "reason": reason,
    }
    rests = _Opposed(objection)
    rows = among if among is not None else Disclosure.objects.counting()
    rows = rows.filter(_while(objection), _not_judged_since(objection))
    with acting(by=by, reason=why):
        for batch in batches(rows):
            found = [row.pk for row in batch if rests.on_it(row)]
            Disclosure.objects.filter(pk__in=found).update(
                review=Review.PENDING, review_note="", reviewed_by=None, reviewed_at=None, review_seen=None
            )


def doubt_if_opposed(disclosure: Disclosure, *, by: Actor, reason: str) -> None:
    """Have a disclosure that counts again judged when an objection was recorded while it did not count.

    In a transaction that holds the consents of this person.
    """
    for objection in opposing(disclosure):
        put_in_doubt(objection, among=Disclosure.objects.filter(pk=disclosure.pk), by=by, reason=reason)


def _while(objection: Objection) -> Q:
    """Of its person, recipient and purpose, while it held."""
    found = Q(dossier__in=seals_of(unseal(objection.dossier)), disclosed_at__gte=objection.in_force_from)
    if objection.in_force_until is not None:
        found &= Q(disclosed_at__lt=objection.in_force_until)
    if objection.recipient_id is not None:
        found &= of_organisation("recipient", objection.recipient_id)
    return found & Q(purpose__in=below([objection.purpose_id])) if objection.purpose_id is not None else found


def _not_judged_since(objection: Objection) -> Q:
    settled = Q(review__in=(Review.ACCEPTED, Review.CORRECTED), reviewed_at__lt=known_since(objection))
    return Q(review="") | settled


class _Opposed(Rejudged):
    """Whether a disclosure is against an objection: the gate blocks it with it, and would not without it."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection.dossier)
        facts = self.objection_facts(objection)
        others = list(self.known.objections)
        if facts in others:
            others.remove(facts)
        self.without = PersonRecords(self.known.consents, tuple(others))

    def unread(self, row: Disclosure) -> bool:
        return True
