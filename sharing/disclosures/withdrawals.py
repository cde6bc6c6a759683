"""A withdrawal that is recorded late: the disclosures made after its moment that rested on that consent.

What was judged stays as it was judged, by what was known then; the disclosure is marked, and somebody judges it.
Recording locks the consents it reads and a withdrawal locks the one it changes, so none of the two misses the other.
"""

from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.utils.translation import gettext as _

from sharing.consents.models import Consent
from sharing.consents.rules import ConsentFacts
from sharing.consents.signals import withdrawal_changed
from sharing.core.actor import Actor, acting
from sharing.core.dossiers import unseal
from sharing.core.dutch import enumerated, instant_in_words
from sharing.core.normalising.queries import seals_of
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import OwnWork, own_among
from sharing.disclosures.rejudging import Rejudged, batches
from sharing.parties.choices import Capacity
from sharing.parties.queries import of_organisation
from sharing.reference.choices import LegalBasis


@receiver(withdrawal_changed, dispatch_uid="sharing.disclosures.withdrawals")
def _withdrawal_changed(sender: Any, *, consent: Consent, by: Actor, reason: str, **_more: Any) -> None:
    settle_withdrawal(consent, by=by, reason=reason)


def settle_withdrawal(consent: Consent, *, by: Actor, reason: str) -> None:
    """Mark the disclosures that a changed withdrawal puts in doubt, and take marks back that no longer hold.

    In the transaction that changed it, which holds the consent. Raises OwnWork when nothing would be left to judge
    about a disclosure that ``by`` recorded or corrected.
    """
    if consent.withdrawn_at is None:
        why = _("Toestemming %(number)s is toch niet ingetrokken: %(reason)s")
    else:
        why = _("Toestemming %(number)s was ingetrokken op %(moment)s: %(reason)s")
    moment = instant_in_words(consent.withdrawn_at) if consent.withdrawn_at else ""
    words = {"number": consent.pk, "moment": moment, "reason": reason}
    with acting(by=by, reason=(why % words).rstrip(": ")):
        _take_back(consent, by=by)
        if consent.withdrawn_at is not None:
            _mark(consent)


def mark_if_withdrawn(disclosure: Disclosure, *, by: Actor, reason: str) -> None:
    """Mark a disclosure that counts again when a consent it rested on was withdrawn while it did not count.

    In a transaction that holds the consents of this person.
    """
    seals = seals_of(unseal(disclosure.dossier))
    withdrawn = Consent.objects.filter(dossier__in=seals, withdrawn_at__lte=disclosure.disclosed_at)
    with acting(by=by, reason=reason):
        for consent in withdrawn.order_by("pk"):
            _mark(consent, Disclosure.objects.filter(pk=disclosure.pk))


def _take_back(consent: Consent, *, by: Actor) -> None:
    marked = Disclosure.objects.filter(withdrawn_consent=consent)
    if consent.withdrawn_at is not None:
        marked = marked.exclude(_after(consent))
    for batch in batches(marked):
        keys = [row.pk for row in batch]
        undone = Q(review=Review.PENDING, outcome=Outcome.PERMITTED)
        rows = Disclosure.objects.filter(pk__in=keys)
        waiting = list(rows.filter(undone).values_list("pk", flat=True))
        own = own_among([row for row in batch if row.pk in waiting], by=by)
        if own:
            raise OwnWork(
                _(
                    "Door deze correctie is er niets meer te beoordelen aan verstrekking %(numbers)s, en die legde u "
                    "zelf vast of corrigeerde u. Laat een collega de toestemming corrigeren."
                )
                % {"numbers": enumerated(map(str, sorted(own)))}
            )
        rows.filter(pk__in=waiting).update(withdrawn_consent=None, review="")
        rows.exclude(pk__in=waiting).update(withdrawn_consent=None)


def _mark(consent: Consent, among: QuerySet[Disclosure] | None = None) -> None:
    rows = among if among is not None else Disclosure.objects.counting()
    rows = rows.filter(_after(consent), withdrawn_consent=None)
    rests = _Resting(consent)
    for batch in batches(rows):
        found = [row for row in batch if rests.on_it(row)]
        breaches = [row.pk for row in found if row.review == Review.BREACH]
        others = [row.pk for row in found if row.review != Review.BREACH]
        Disclosure.objects.filter(pk__in=breaches).update(withdrawn_consent=consent)
        Disclosure.objects.filter(pk__in=others).update(
            withdrawn_consent=consent,
            review=Review.PENDING,
            review_note="",
            reviewed_by=None,
            reviewed_at=None,
            review_seen=None,
        )


def _after(consent: Consent) -> Q:
    """Of the person, recipient and purpose of the consent, at or after the moment of its withdrawal."""
    after = Q(dossier__in=seals_of(unseal(consent.dossier)), disclosed_at__gte=consent.withdrawn_at)
    if consent.recipient_id is not None:
        after &= of_organisation("recipient", consent.recipient_id)
    return after & Q(purpose=consent.purpose_id) if consent.purpose_id is not None else after


class _Resting(Rejudged):
    """Whether a disclosure rested on a consent: the gate blocks it with the withdrawal, and would not without it."""

    def __init__(self, consent: Consent) -> None:
        super().__init__(consent.dossier)
        self._consent = consent
        facts = ConsentFacts(
            recipient=self.parties[consent.recipient_id] if consent.recipient_id else None,
            purpose=self.purposes[consent.purpose_id] if consent.purpose_id else None,
            categories=frozenset(self.codes[key] for key in consent.data_categories),
            explicit=consent.explicit,
            given_at=consent.given_at,
            withdrawn_at=consent.withdrawn_at,
        )
        others = list(self.known.consents)
        others.remove(facts)
        standing = (*others, replace(facts, withdrawn_at=None))
        self.without = self.known._replace(consents=standing)

    def unread(self, row: Disclosure) -> bool:
        needed = row.legal_basis == LegalBasis.CONSENT or row.capacity == Capacity.OTHER
        return needed and set(row.data_categories) <= set(self._consent.data_categories)
