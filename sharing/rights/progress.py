"""Where a request of a person stands and what can be decided on it: pure, all facts are passed in."""

from dataclasses import dataclass

from sharing.rights.choices import (
    IN_FAVOUR,
    IN_REGISTER,
    OUTCOMES,
    TAKES_ANOTHER,
    WITHOUT_IDENTITY,
    Decision,
    RightKind,
    RightState,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """What was done with a request so far."""

    kind: str
    for_client: bool = False
    identified: bool = False
    waiting: bool = False  # a pause runs
    extension_asked: bool = False  # it was decided to take longer
    extension_told: bool = False
    handled: bool = False  # somebody deals with it
    objections: int = 0  # what it asks, as it stands among the objections and restrictions
    decision: str = ""
    answered: bool = False
    follows: bool = False  # something of it is still to be carried out
    untold: bool = False  # a recipient was neither told of the decision nor excepted
    unheard: bool = False  # the person does not know yet who was told
    undestroyed: bool = False  # it was granted to be erased, and is still there


def state_of(progress: Progress) -> RightState:
    """Where it stands: the step that comes next."""
    if progress.answered or progress.decision == Decision.RETRACTED:
        follows = progress.follows or progress.untold or progress.unheard
        if follows:
            return RightState.FOLLOW  # recipients are told before it is destroyed (art. 19)
        return RightState.DESTROY if progress.undestroyed else RightState.DONE
    if progress.decision:
        return RightState.INFORM if progress.untold else RightState.ANSWER
    if progress.for_client:
        return RightState.FORWARD
    if progress.extension_asked and not progress.extension_told:
        return RightState.TELL
    if progress.waiting:
        return RightState.WAITING
    if needs_identity(progress.kind) and not progress.identified:
        return RightState.IDENTIFY
    if progress.kind in IN_REGISTER and not progress.objections:
        return RightState.RECORD
    if progress.kind == RightKind.COMPLAINT and not progress.handled:
        return RightState.HANDLER
    return RightState.DECIDE


def needs_identity(kind: str) -> bool:
    """Whether it must be sure who asks before anything of the content is told; a plain question tells none."""
    return kind != RightKind.QUESTION


def possible_decisions(progress: Progress) -> tuple[Decision, ...]:
    """What can be decided now."""
    if progress.for_client:
        return (Decision.FORWARDED, Decision.RETRACTED)
    if progress.kind == RightKind.QUESTION:
        return (Decision.ANSWERED, Decision.RETRACTED)
    known = progress.identified or not needs_identity(progress.kind)
    if progress.kind == RightKind.COMPLAINT:
        own = [*(OUTCOMES if progress.handled else ()), Decision.UNIDENTIFIED, Decision.RETRACTED]
    else:
        elsewhere = {Decision.FORWARDED, Decision.ANSWERED, *OUTCOMES}
        own = [one for one in Decision if one not in elsewhere]
    if progress.kind in IN_REGISTER:
        # What is granted takes effect in the register, so it stands there; of one thing nothing can be granted in part.
        without = (
            IN_FAVOUR if not progress.objections else {Decision.PARTLY} if progress.objections == 1 else ()
        )
        own = [one for one in own if one not in without]
    return tuple(
        one
        for one in own
        if (known and one != Decision.UNIDENTIFIED) or (not known and one in WITHOUT_IDENTITY)
    )


def needs_another(decision: str) -> bool:
    """Whether who registered the request, or checked who asks, may not take this decision: it ends without what was
    asked, or its term disappears (ADR 0064).
    """
    return decision in TAKES_ANOTHER
