"""Authorities: an obligation with its provision, a request that two people looked at, and no more than it asks.

These rules speak also without a statement in force and for a client: a request is looked at before anything goes.
"""

from collections.abc import Iterator

from sharing.consents.rules import AuthorityRequestFacts, Excess, beyond_request, request_gap
from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import Finding, categories_in_words, cite, found, promise_for
from sharing.gate.layers.provisions import provision_gap
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis


def obliged_to(entry: Entry, facts: Facts, *, obliged: bool) -> Iterator[Finding]:
    """Whether an authority comes with an obligation and its provision."""
    if entry.capacity != Capacity.AUTHORITY or obliged:
        return
    other = entry.legal_basis != LegalBasis.LEGAL_OBLIGATION
    gap = "hier is een andere grondslag opgegeven" if other else provision_gap(entry, facts)
    what = (
        "Een autoriteit krijgt alleen gegevens op grond van een wettelijke verplichting, met de wettelijke "
        f"bepaling erbij; {gap}."
    )
    yield found(
        "authority-without-obligation",
        what,
        cite(promise_for(entry, facts), 6, "artikel 6, lid 1, onder c, AVG"),
    )


def asked(entry: Entry, facts: Facts) -> Iterator[Finding]:
    """Whether a confirmed request lies under it and covers this entry."""
    if entry.capacity != Capacity.AUTHORITY:
        return
    request = entry.authority_request
    gap = request_gap(request, entry.recipient, entry.disclosed_at)
    if gap or request is None:
        yield found("authority-not-assessed", gap or "", cite(promise_for(entry, facts), 6))
        return
    excess = beyond_request(
        request,
        entry.data_categories,
        entry.dossier,
        entry.legal_provision,
        entry.day,
        facts.provisions,
    )
    if excess:
        yield _outside_request(request, excess, facts)


def _outside_request(request: AuthorityRequestFacts, excess: Excess, facts: Facts) -> Finding:
    parts = []
    if excess.categories:
        parts.append(f"deze gegevens niet ({categories_in_words(excess.categories, facts)})")
    if excess.dossier:
        parts.append("dit dossier niet")
    if excess.provision:
        parts.append("deze wettelijke bepaling niet")
    if excess.period:
        parts.append(f"dit moment niet (het geldt {excess.period})")
    *head, tail = parts
    listed = f"{', '.join(head)} en {tail}" if head else tail
    return found(
        "authority-outside-request",
        f"Het bevestigde verzoek {request.reference} dekt {listed}.",
        f"Verzoek {request.reference}; artikel 5, lid 1, onder c, AVG",
    )
