"""What the screens of the path share: who may walk it, its bar, and a list of what is under way."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sharing.agreements.models import Agreement
from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.duties.choices import Whose
from sharing.parties.models import Party
from sharing.registration.choices import Step
from sharing.registration.queries import Registration
from sharing.registration.rules import NOTHING, Facts, first_open, reachable, standings
from sharing.reports.contract_work import whose_in


def may_register(user: Actor) -> bool:
    """Whether the user may add and change what a registration is made of."""
    return all(may(user, action, model) for model in (Party, Agreement) for action in ("add", "change"))


def may_see(user: Actor) -> bool:
    """Whether the user may read it."""
    return all(may(user, "view", model) for model in (Party, Agreement))


def address_of(party: int, step: Step) -> str:
    """The screen of a step in the registration of a party (a key)."""
    if step == Step.DONE:
        return reverse("registration:show", args=[party])
    return reverse("registration:step", args=[party, step.value])


def bar_of(party: int | None, facts: Facts, current: Step, *, walks: bool) -> list[dict[str, Any]]:
    """Every step as the bar shows it; with an address where one can go, which without ``walks`` is the last only."""
    return [
        {
            "label": step.label,
            "state": standing.state.value,
            "state_label": standing.state.label,
            "why": standing.why,
            "current": step == current,
            "url": address_of(party, step)
            if party is not None and reachable(step, facts) and (walks or step == Step.DONE)
            else "",
        }
        for step, standing in standings(facts).items()
    ]


def bar_of_new() -> list[dict[str, Any]]:
    """The bar before there is a party."""
    return bar_of(None, NOTHING, Step.PARTY, walks=True)


def list_of(
    found: Sequence[Registration], request: HttpRequest, *, at_most: int | None = None
) -> dict[str, Any]:
    """What the list of registrations needs: of whom, how many, and each with where it is taken up."""
    mine = [one for one in found if one.mine]
    whose = whose_in(request.GET.get("van", ""), has_any=bool(mine))
    shown = mine if whose == Whose.MINE else list(found)
    walks = may_register(request.user)
    return {
        "whose": whose.value,
        "tabs": [
            (Whose.MINE.value, Whose.MINE.label, len(mine)),
            (Whose.OURS.value, Whose.OURS.label, len(found)),
        ],
        "lines": [_line(one, walks=walks) for one in shown[:at_most]],
        "more": max(0, len(shown) - at_most) if at_most is not None else 0,
        "new_url": reverse("registration:new") if walks else "",
    }


def _line(one: Registration, *, walks: bool) -> dict[str, Any]:
    steps = standings(one.facts)
    step = first_open(steps)
    return {
        "name": one.party.name,
        "url": address_of(one.party.pk, Step.DONE),
        "step": step.label,
        "why": steps[step].why,
        "go_on": address_of(one.party.pk, step) if walks else "",
    }
