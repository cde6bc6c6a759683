"""One disclosure in sentences, for the register's own page. Pure.

Plain Dutch and kept as evidence, so not translated. Nothing is said that was not recorded: of a deviation the legal
basis is the one that was given, not one that held. Names (of purposes, data, organisations) stand as they are
registered, purposes and data between quotation marks, because they are labels and no words of ours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sharing.core.dutch import day_in_words, enumerated, which_of_two
from sharing.core.periods import on_the_clock
from sharing.disclosures.choices import Channel
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis
from sharing.transfers.choices import TransferStatus
from sharing.transfers.rules import TransferAssessment
from sharing.transfers.words import mechanism_in_words

NOUNS: dict[str, str] = {
    Capacity.CLIENT: "opdrachtgever",
    Capacity.PARTNER: "samenwerkingspartner",
    Capacity.PROCESSOR: "verwerker",
    Capacity.AUTHORITY: "autoriteit",
    Capacity.OTHER: "derde",
}
BASES: dict[str, str] = {
    LegalBasis.CONSENT: "toestemming (artikel 6, lid 1, onder a, AVG)",
    LegalBasis.CONTRACT: "een overeenkomst met deze persoon (artikel 6, lid 1, onder b, AVG)",
    LegalBasis.LEGAL_OBLIGATION: "een wettelijke verplichting (artikel 6, lid 1, onder c, AVG)",
    LegalBasis.VITAL_INTERESTS: "een vitaal belang (artikel 6, lid 1, onder d, AVG)",
    LegalBasis.PUBLIC_TASK: "een taak van algemeen belang (artikel 6, lid 1, onder e, AVG)",
    LegalBasis.LEGITIMATE_INTERESTS: "een gerechtvaardigd belang (artikel 6, lid 1, onder f, AVG)",
}
CHANNELS: dict[str, str] = {
    Channel.PORTAL: "via het portaal",
    Channel.API: "van systeem tot systeem (API)",
    Channel.SECURE_MAIL: "met beveiligde mail",
    Channel.POST: "per post",
    Channel.PHONE: "per telefoon",
    Channel.IN_PERSON: "persoonlijk",
}
NO_SAFEGUARD = "geen; hiervoor is geen waarborg vastgelegd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the sentences are made of: codes for capacity, basis and channel, all else as people call it.

    ``country`` is only given outside the EEA, with ``safeguard`` in words (of ``safeguard_in_words``); ``client`` is on
    whose behalf it was done, and ``agreement`` the reference of the agreement relied on; ``request`` that of an
    authority's request.
    """

    disclosed_at: datetime
    recipient: str
    capacity: str
    categories: tuple[str, ...]
    purpose: str
    legal_basis: str
    subject: str = ""
    dossier: str = ""
    provision: str = ""
    channel: str = ""
    country: str = ""
    safeguard: str = ""
    client: str = ""
    agreement: str = ""
    request: str = ""
    deviation: bool = False
    voided_at: datetime | None = None
    void_reason: str = ""


def in_sentences(told: Told) -> list[str]:
    """The whole disclosure: what happened, and what must be known with it. A void one says so first."""
    return [
        *void(told),
        happened(told),
        *how(told),
        *on_behalf(told),
        *asked_by(told),
        *abroad(told),
        *judged(told),
    ]


def happened(told: Told) -> str:
    """``Op 3 maart 2026 om 10.12 uur ontving UWV als autoriteit …``: who got what of whom, for what, on what basis."""
    return (
        f"Op {moment_in_words(told.disclosed_at)} ontving {told.recipient} als {NOUNS[told.capacity]} "
        f"{_data(told.categories)} {_about(told)}, voor het doeleinde “{told.purpose}”, met als "
        f"{'opgegeven ' if told.deviation else ''}grondslag {_basis(told)}."
    )


def how(told: Told) -> Iterator[str]:
    """By which channel; of another one than those with a name there is nothing to tell."""
    if told.channel in CHANNELS:
        yield f"Dat ging {CHANNELS[told.channel]}."


def on_behalf(told: Told) -> Iterator[str]:
    """For whom we did it as a processor, and what we agreed with him; he is the one who answers for it."""
    if not told.client:
        return
    if told.agreement:
        yield f"Wij deden dit als verwerker, namens {told.client}, volgens overeenkomst {told.agreement}."
    else:
        yield (
            f"Wij deden dit als verwerker, namens {told.client}. Een overeenkomst waarin wij verwerker zijn, gold die "
            "dag niet."
        )


def asked_by(told: Told) -> Iterator[str]:
    """The authority's request that it answers."""
    if told.request:
        yield f"Het was een antwoord op verzoek {told.request}."


def abroad(told: Told) -> Iterator[str]:
    """That it left the EEA, and what protects it there (AVG art. 15(2))."""
    if told.country:
        yield (
            f"De gegevens gingen naar een land buiten de Europese Economische Ruimte ({told.country}). De waarborg: "
            f"{told.safeguard or NO_SAFEGUARD}."
        )


def judged(told: Told) -> Iterator[str]:
    """That a rule forbade it."""
    if told.deviation:
        yield "Dit mocht niet volgens de regels: het is vastgelegd als afwijking."


def void(told: Told) -> Iterator[str]:
    """That it counts no more, since when and why."""
    if told.voided_at is not None:
        reason = f" De reden: {_ended(told.void_reason)}" if told.void_reason.strip() else ""
        yield (
            f"Vervallen op {moment_in_words(told.voided_at)}: deze verstrekking telt niet mee in antwoorden en "
            f"cijfers.{reason}"
        )


def safeguard_in_words(assessment: TransferAssessment | None) -> str:
    """What protects data outside the EEA, as relied on (AVG art. 15(2)); empty inside the EEA or without any."""
    if assessment is None or assessment.status in (TransferStatus.EEA, TransferStatus.NONE):
        return ""
    if assessment.bridged:
        return "de overgangsregeling tussen de Europese Unie en dit land"
    if assessment.decision is not None:
        scope = f", voor ontvangers binnen {assessment.decision.scope}" if assessment.decision.scope else ""
        return f"adequaatheidsbesluit {assessment.decision.reference} (artikel 45 AVG{scope})"
    if assessment.transfer is None:
        return ""
    gap = "" if assessment.tia_ok else ", zonder positieve beoordeling van die dag"
    return f"{mechanism_in_words(assessment.transfer.mechanism)}{gap}"


def moment_in_words(instant: datetime) -> str:
    """An instant on the Amsterdam clock: 3 maart 2026 om 10.12 uur."""
    local = on_the_clock(instant)
    return f"{day_in_words(local)} om {local:%H.%M} uur{which_of_two(local)}"


def _data(categories: Iterable[str]) -> str:
    names = [f"“{name}”" for name in categories]
    return f"{'de gegevens' if len(names) > 1 else 'het gegeven'} {enumerated(names)}"


def _about(told: Told) -> str:
    whom = f"over iemand uit de groep “{told.subject}”" if told.subject else "over één persoon"
    return f"{whom} (dossier {told.dossier})" if told.dossier else whom


def _basis(told: Told) -> str:
    words = BASES[told.legal_basis]
    if told.provision.strip():
        return f"{words[:-1]}; {told.provision.strip()})"
    return words


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
