"""What the gate says, in sentences for people.

A finding is evidence: it is stored with the disclosure in the language of the statement, so its text is plain
Dutch and not translated. Paragraph numbers are those of the statement's fixed subjects (2 purposes, 3 special
categories, 6 sharing, 8 rights). Findings of the shared layer may name only what all entries have in common that it
is asked for at once: no instant, no wording of a provision, nothing of the person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sharing.commitments.rules import Promise
from sharing.core.dutch import enumerated
from sharing.gate.choices import Severity
from sharing.gate.codes import GRACE, RULE_OF
from sharing.gate.facts import Entry, Facts
from sharing.parties.choices import CAPACITY_WORDS

CAPACITY_NOUNS: dict[str, str] = {
    capacity: word.replace("_", " ") for word, capacity in CAPACITY_WORDS.items()
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome of the gate; all plain strings. ``severity`` is ``block`` or ``warn``."""

    code: str
    severity: str
    message: str
    source: str

    @property
    def blocks(self) -> bool:
        """Whether this finding forbids the disclosure."""
        return self.severity == Severity.BLOCK


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as they are stored and answered."""
    return [
        {"code": one.code, "severity": one.severity, "message": one.message, "source": one.source}
        for one in findings
    ]


def found(code: str, what: str, source: str = "", *, remedy: str = "", lenient: bool = False) -> Finding:
    """A finding of this code: what is the matter, and what to do about it (the rule's own remedy unless given).

    ``source`` is the rule's unless given; with ``lenient`` a rule of the time of grace only warns.
    """
    rule = RULE_OF[code]
    severity = Severity.WARN.value if lenient and code in GRACE else rule.severity
    return Finding(code, severity, f"{what} {remedy or rule.remedy}", source or rule.source)


def cite(promise: Promise | None, paragraph: int, law: str = "") -> str:
    """The statement's paragraph and the article; without a promise only the article."""
    statement = f"Verklaring versie {promise.version}, paragraaf {paragraph}" if promise else ""
    text = "; ".join(part for part in (statement, law) if part) or f"Verklaring, paragraaf {paragraph}"
    return text[0].upper() + text[1:]


def promise_for(entry: Entry, facts: Facts) -> Promise | None:
    """The promise that an entry must keep: none for what is done for a client, who answers for his own statement."""
    return None if entry.on_behalf_of else facts.promise


def categories_in_words(codes: Iterable[str], facts: Facts) -> str:
    """Data categories as people call them, enumerated."""
    return enumerated(str(facts.names.categories.get(code, code)) for code in codes)


def purpose_in_words(entry: Entry, facts: Facts) -> str:
    """The entry's purpose as people call it, between quotation marks."""
    return f"‘{facts.names.purposes.get(entry.purpose, entry.purpose)}’"


def consent_wanted(entry: Entry, facts: Facts, categories: Iterable[str]) -> str:
    """What a consent should cover."""
    return (
        f"{facts.party.name} als ontvanger, het doeleinde {purpose_in_words(entry, facts)} en deze gegevens: "
        f"{categories_in_words(categories, facts)}"
    )
