"""The gate: may this be disclosed? One pure function from facts to findings.

Two layers, because bulk work judges few distinct questions about many persons:

* ``judge_shared`` reads nothing that differs from person to person or within a day;
* ``judge_personal`` adds what depends on the person, the instant and the authority's request.

``judge`` is both. ``judge_without_records`` is the whole judgement of an entry without an authority's request, about a
person without consents, objections or restrictions: ``judge.Judge`` asks it once for all such entries that are alike.

The rules themselves are in ``layers``, by subject; every code with its source is in ``codes``. A disclosure is judged
by the law of its own day (``reference.law``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sharing.gate.codes import ORDER
from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import Finding
from sharing.gate.layers import (
    agreements,
    authorities,
    doubts,
    persons,
    provisions,
    sensitive,
    statement,
    transfers,
)
from sharing.gate.layers.sensitive import Ungrounded
from sharing.transfers.rules import TransferAssessment


@dataclass(frozen=True, slots=True)
class Judgement:
    """Findings in the order of ``codes.CODES``, each code at most once.

    ``relied_on`` is the id of the agreement compared with; None when none was in force or counts. ``doubts`` are
    sentences about what it rests on in law that nobody has made sure of yet; they change nothing of the judgement.
    """

    findings: tuple[Finding, ...]
    relied_on: int | None
    doubts: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether nothing blocks; warnings do not."""
        return not self.findings or not any(finding.blocks for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Common:
    """The shared layer's answer, with what it leaves to the person.

    ``obliged``: the law obliges; ``ungrounded``: sensitive categories that only explicit consent may carry;
    ``pending``: the transfer that only consent may carry.
    """

    judgement: Judgement
    obliged: bool
    ungrounded: Ungrounded
    pending: TransferAssessment | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return self.judgement.findings


def judge(entry: Entry, facts: Facts) -> Judgement:
    """Everything the gate has to say about one disclosure."""
    common = judge_shared(entry, facts)
    return combined(common, judge_personal(entry, facts, common))


def judge_without_records(entry: Entry, facts: Facts) -> Judgement:
    """The judgement for a person of whom nothing is recorded and without an authority's request."""
    return judge(replace(entry, authority_request=None), replace(facts, consents=(), objections=()))


def combined(common: Common, personal: tuple[Finding, ...]) -> Judgement:
    """Both layers as one judgement."""
    if not personal:
        return common.judgement
    return replace(common.judgement, findings=_in_order((*common.judgement.findings, *personal)))


def judge_shared(entry: Entry, facts: Facts) -> Common:
    """What depends on the statement, the recipient, the subject and the registers only."""
    obliged = provisions.is_obliged(entry, facts)
    about_agreement, relied_on = agreements.agreed(entry, facts)
    about_transfer, pending = transfers.abroad(entry, facts, relied_on, obliged=obliged)
    found = [
        *statement.stated(entry, facts),
        *statement.capacity_held(entry, facts),
        *about_agreement,
        *sensitive.national_id(entry, facts),
        *provisions.obligation(entry, facts, obliged=obliged),
        *about_transfer,
        *authorities.obliged_to(entry, facts, obliged=obliged),
    ]
    judgement = Judgement(
        _in_order(found),
        relied_on.id if relied_on else None,
        doubts.of_law(entry, facts, obliged=obliged),
    )
    return Common(judgement, obliged, sensitive.ungrounded(entry, facts), pending)


def judge_personal(entry: Entry, facts: Facts, common: Common) -> tuple[Finding, ...]:
    """What depends on the person's records, the instant and the authority's request, in the order it was found."""
    return tuple(_personal(entry, facts, common))


def _personal(entry: Entry, facts: Facts, common: Common) -> Iterator[Finding]:
    consents = persons.Consents.of(entry, facts)
    yield from sensitive.promised(entry, facts, consents.explicit_to)
    yield from sensitive.lawful(entry, facts, common.ungrounded, consents.explicit_to)
    if common.pending:
        yield from transfers.consented_to(entry, facts, common.pending, consented=consents.to_transfer())
    yield from authorities.asked(entry, facts)
    yield from persons.consent(entry, facts, consents, obliged=common.obliged)
    yield from persons.named(entry, facts, consents)
    yield from persons.opposed(entry, facts, obliged=common.obliged)
    yield from persons.restricted(entry, facts)


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda finding: ORDER[finding.code]))
