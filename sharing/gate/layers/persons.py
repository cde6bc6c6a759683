"""What one person decided: consents (art. 6(1)(a), 7, 9(2)(a), 49(1)(a)), objections (21) and restrictions (18)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sharing.consents.rules import ConsentFacts, covers, opposes, restricts, was_given, was_withdrawn
from sharing.core.dutch import instant_in_words
from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import Finding, cite, consent_wanted, found, promise_for
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis
from sharing.reference.law import AVG_APPLIES


@dataclass(slots=True)
class Consents:
    """The consents of the entry's person at its instant, and whether what was relied on named the recipient."""

    entry: Entry
    given: list[ConsentFacts]
    valid: list[ConsentFacts]
    nameless: bool = field(default=False)

    @classmethod
    def of(cls, entry: Entry, facts: Facts) -> "Consents":
        given = [one for one in facts.consents if was_given(one, entry.disclosed_at)]
        return cls(entry, given, [one for one in given if not was_withdrawn(one, entry.disclosed_at)])

    def explicit_to(self, category: str) -> bool:
        """Whether the person explicitly consented to this category going there for this purpose."""
        return self._rely_on(self.explicit_about(category))

    def to_all(self) -> bool:
        """Whether one consent covers the whole disclosure; explicit when special categories are in it."""
        return self._rely_on(self.about_all())

    def to_transfer(self) -> bool:
        """Whether one explicit consent covers the whole disclosure and names the recipient."""
        return bool(self.about_transfer())

    def explicit_about(self, category: str) -> list[ConsentFacts]:
        """Explicit consents in force to this category going there for this purpose."""
        return self._covering(self.valid, frozenset({category}), explicit=True)

    def about_all(self) -> list[ConsentFacts]:
        """Consents in force that cover the whole disclosure; explicit when special categories are in it."""
        return self._covering(self.valid, self.entry.data_categories, explicit=self._explicit)

    def about_transfer(self) -> list[ConsentFacts]:
        """Explicit consents in force that cover the whole disclosure and name the recipient."""
        covering = self._covering(self.valid, self.entry.data_categories, explicit=True)
        return [one for one in covering if one.recipient]

    def withdrawn(self) -> list[ConsentFacts]:
        """Those that covered the whole disclosure before they were withdrawn; only asked when none is left."""
        return self._covering(self.given, self.entry.data_categories, explicit=self._explicit)

    @property
    def _explicit(self) -> bool:
        return bool(self.entry.special_categories)

    def _covering(
        self, consents: list[ConsentFacts], categories: frozenset[str], *, explicit: bool
    ) -> list[ConsentFacts]:
        entry = self.entry
        return [
            one
            for one in consents
            if covers(one, entry.recipient, entry.purpose, categories, explicit=explicit)
        ]

    def _rely_on(self, covering: list[ConsentFacts]) -> bool:
        if covering and not any(one.recipient for one in covering):
            self.nameless = True
        return bool(covering)


def consent(entry: Entry, facts: Facts, consents: Consents, *, obliged: bool) -> Iterator[Finding]:
    """Whether the consent that this disclosure needs is there; the client answers for what is done for him."""
    if entry.on_behalf_of or not needs_consent(entry, facts, obliged=obliged) or consents.to_all():
        return
    wanted = consent_wanted(entry, facts, entry.data_categories)
    withdrawn = [one.withdrawn_at for one in consents.withdrawn() if one.withdrawn_at]
    if withdrawn:
        what = f"De toestemming is ingetrokken op {instant_in_words(max(withdrawn))}. Ze gold voor {wanted}."
        yield found("consent-withdrawn", what)
        return
    kind = "uitdrukkelijke toestemming" if entry.special_categories else "toestemming"
    yield found(
        "no-consent",
        f"Er is geen {kind} van deze persoon voor {wanted}.",
        cite(promise_for(entry, facts), 6, "artikel 6, lid 1, onder a, AVG"),
    )


def named(entry: Entry, facts: Facts, consents: Consents) -> Iterator[Finding]:
    """A consent relied on that says nothing of the recipient; asked after all that rely on consent."""
    if consents.nameless and entry.day >= AVG_APPLIES:
        yield found(
            "consent-names-no-recipient",
            f"De toestemming waarop dit rust, noemt geen ontvanger, ook {facts.party.name} niet.",
        )


def opposed(entry: Entry, facts: Facts, *, obliged: bool) -> Iterator[Finding]:
    """An objection that was upheld; it does not stop what the law or somebody's life requires."""
    if obliged or entry.legal_basis == LegalBasis.VITAL_INTERESTS:
        return
    against = [
        one
        for one in facts.objections
        if opposes(one, entry.recipient, entry.purpose_line, entry.disclosed_at)
    ]
    if not against:
        return
    first = min(against, key=lambda one: (one.start, str(one.recipient), str(one.purpose)))
    recipient = f"delen met {facts.party.name}" if first.recipient else "delen"
    code = first.purpose or ""
    purpose = f" voor het doeleinde ‘{facts.names.purposes.get(code, code)}’" if code else ""
    yield found(
        "objection-upheld",
        f"Het bezwaar van deze persoon tegen {recipient}{purpose} is gegrond en geldt sinds "
        f"{instant_in_words(first.start)}.",
        cite(promise_for(entry, facts), 8, "artikel 21 AVG"),
    )


def restricted(entry: Entry, facts: Facts) -> Iterator[Finding]:
    """A restriction; consent lifts it, and so do the exceptions of art. 18(2), of which one is chosen."""
    if entry.legal_basis == LegalBasis.CONSENT or entry.restriction_exception:
        return
    starts = [one.start for one in facts.objections if restricts(one, entry.disclosed_at)]
    if starts:
        yield found(
            "processing-restricted",
            f"Het gebruik van de gegevens van deze persoon is beperkt sinds {instant_in_words(min(starts))}.",
            cite(promise_for(entry, facts), 8, "artikel 18, lid 2, AVG"),
        )


def needs_consent(entry: Entry, facts: Facts, *, obliged: bool) -> bool:
    """Basis consent always; another third party when the statement in force asks it and nothing compels."""
    if entry.legal_basis == LegalBasis.CONSENT:
        return True
    promise = facts.promise
    compelled = obliged or entry.legal_basis == LegalBasis.VITAL_INTERESTS
    return (
        entry.capacity == Capacity.OTHER
        and promise is not None
        and promise.consent_for_all_else
        and not compelled
    )
