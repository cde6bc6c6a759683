"""How far the registration of a processor is, from what the registers hold. Pure: no models, no clock."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.core.dutch import day_in_words, enumerated
from sharing.registration.choices import OF_AGREEMENT, State, Step


@dataclass(frozen=True, slots=True)
class Agreed:
    """A processing agreement (art. 28) that did not end: ``id`` is its key.

    ``unmet`` are the letters of art. 28(3) that it does not arrange; ``engaged`` the number of sub-processors and
    ``unapproved`` the names of those that may not be engaged yet (art. 28(2)); ``authorised``: it allows them.
    ``starts`` is its first day, where that is still to come.
    """

    id: int
    reference: str
    signed: bool
    documents: bool
    unmet: tuple[str, ...] = ()
    authorised: bool = False
    engaged: int = 0
    unapproved: tuple[str, ...] = ()
    starts: date | None = None


@dataclass(frozen=True, slots=True)
class Abroad:
    """Who receives data outside the EEA: the processor, or a sub-processor of it (keys and names).

    ``sound``: chapter V is satisfied; ``reason`` says why or why not.
    """

    party: int
    country: str
    name: str
    country_name: str
    sound: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the registers hold of a party: ``processor`` that it is one, now or later; ``ended`` the reference of the
    last agreement when all of them are over.
    """

    processor: bool
    agreed: Agreed | None = None
    ended: str = ""
    abroad: tuple[Abroad, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a step is and why, in a sentence."""

    state: State
    why: str


NOTHING = Facts(processor=False)


def standings(facts: Facts) -> dict[Step, Standing]:
    """Every step in its order; the last is done when none of the others is open."""
    found = {
        Step.PARTY: _party(facts),
        Step.AGREEMENT: _agreement(facts),
        Step.CLAUSES: _clauses(facts.agreed),
        Step.SUB_PROCESSORS: _sub_processors(facts.agreed),
        Step.TRANSFERS: _transfers(facts.abroad),
        Step.DOCUMENTS: _documents(facts.agreed),
    }
    left = sum(one.state == State.OPEN for one in found.values())
    if left:
        words = ngettext("Er staat nog %d stap open.", "Er staan nog %d stappen open.", left) % left
        return found | {Step.DONE: Standing(State.OPEN, words)}
    return found | {Step.DONE: Standing(State.DONE, _("De registratie is compleet."))}


def is_complete(facts: Facts) -> bool:
    """Whether no step is open."""
    return standings(facts)[Step.DONE].state == State.DONE


def first_open(found: Mapping[Step, Standing]) -> Step:
    """Where somebody takes the registration up: the first step that is open."""
    return next(step for step in Step if step == Step.DONE or found[step].state == State.OPEN)


def after(step: Step, found: Mapping[Step, Standing]) -> Step:
    """Where who has just done a step goes on: past what is not needed, but never past the sub-processors.

    An agreement allows none until somebody says so, and that is asked there.
    """
    later = list(Step)[list(Step).index(step) + 1 :]
    needed = (one for one in later if one == Step.SUB_PROCESSORS or found[one].state != State.NOT_NEEDED)
    return next(needed, Step.DONE)


def reachable(step: Step, facts: Facts) -> bool:
    """Whether the step has something to fill in: parts of the agreement have when there is one."""
    return step not in OF_AGREEMENT or facts.agreed is not None


def furthest(candidates: Iterable[Facts]) -> Facts:
    """Of the same party with one agreement or another, the one with the fewest open steps; of equals the newest.

    Raises ValueError when there are none.
    """

    def left(facts: Facts) -> tuple[int, int]:
        still_open = sum(one.state == State.OPEN for one in standings(facts).values())
        return still_open, -(facts.agreed.id if facts.agreed else 0)

    return min(candidates, key=left)


def _party(facts: Facts) -> Standing:
    if facts.processor:
        return Standing(State.DONE, _("De partij staat in het register als verwerker."))
    return Standing(State.OPEN, _("De partij heeft nog geen hoedanigheid van verwerker."))


def _agreement(facts: Facts) -> Standing:
    if facts.agreed:
        if facts.agreed.starts:
            words = {"what": facts.agreed.reference, "day": day_in_words(facts.agreed.starts)}
            return Standing(State.DONE, _("%(what)s is vastgelegd en geldt vanaf %(day)s.") % words)
        return Standing(State.DONE, _("%s is vastgelegd.") % facts.agreed.reference)
    if facts.ended:
        return Standing(State.OPEN, _("%s is afgelopen; er is geen andere.") % facts.ended)
    return Standing(State.OPEN, _("Er is nog geen verwerkersovereenkomst."))


def _first_the_agreement() -> Standing:
    return Standing(State.OPEN, _("Leg eerst de verwerkersovereenkomst vast."))


def _clauses(agreed: Agreed | None) -> Standing:
    if agreed is None:
        return _first_the_agreement()
    if agreed.unmet:
        letters = ", ".join(agreed.unmet)
        return Standing(State.OPEN, _("Nog niet geregeld van artikel 28, lid 3: %s.") % letters)
    return Standing(
        State.DONE, _("Alle onderdelen van artikel 28, lid 3, zijn geregeld of niet van toepassing.")
    )


def _sub_processors(agreed: Agreed | None) -> Standing:
    if agreed is None:
        return _first_the_agreement()
    if agreed.unapproved:
        # Without the full stop of a name such as “Inc.”: the sentence has its own.
        names = _named(agreed.unapproved).removesuffix(".")
        return Standing(State.OPEN, _("Nog niet toegestaan (artikel 28, lid 2): %s.") % names)
    if agreed.engaged:
        words = ngettext("%d subverwerker, toegestaan.", "%d subverwerkers, alle toegestaan.", agreed.engaged)
        return Standing(State.DONE, words % agreed.engaged)
    if agreed.authorised:
        return Standing(
            State.NOT_NEEDED, _("De overeenkomst staat subverwerkers toe, en er is er geen vastgelegd.")
        )
    return Standing(State.NOT_NEEDED, _("De overeenkomst staat geen subverwerkers toe (artikel 28, lid 2)."))


def _transfers(abroad: Collection[Abroad]) -> Standing:
    if not abroad:
        return Standing(State.NOT_NEEDED, _("Er is geen land buiten de EER bij betrokken."))
    lacking = [f"{one.name} ({one.country_name})" for one in abroad if not one.sound]
    if lacking:
        return Standing(State.OPEN, _("Nog geen geldige grond voor doorgifte: %s.") % _named(lacking))
    return Standing(State.DONE, _("Elke doorgifte buiten de EER heeft een grond."))


def _documents(agreed: Agreed | None) -> Standing:
    if agreed is None:
        return _first_the_agreement()
    if not agreed.signed:
        words = _("%s is nog niet ondertekend: vul de dag in bij stap 2.")
        return Standing(State.OPEN, words % agreed.reference)
    if not agreed.documents:
        return Standing(State.OPEN, _("Het ondertekende document is nog niet bewaard."))
    return Standing(State.DONE, _("Ondertekend, en het document is bewaard."))


def _named(names: Collection[str]) -> str:
    return enumerated(sorted(set(names)))
