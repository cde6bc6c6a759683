"""What a refusal is to a caller: every class of refusal has its status by name."""

import json

import pytest
from django.test import RequestFactory

from sharing.api.routes import STATUSES, Endpoint, route
from sharing.background.operations import TooMuch
from sharing.core.exceptions import ChangedMeanwhile, InputError, RecordedBefore, Refused, RefusedInput
from sharing.core.normalising.operations import Normalised, NotConfirmed
from sharing.core.refusals import StillReferred
from sharing.core.uploads import SomebodyElses
from sharing.disclosures.checking import Blocked
from sharing.disclosures.queries import OwnWork
from sharing.disclosures.review import NothingToJudge, ReviewedBefore
from sharing.entry.operations import Doubles

WRONG = [InputError("Onbekend.", "recipient", "unknown-code")]
REFUSALS = {
    Refused: (Refused("Dit mag niet."), 422, "refused"),
    RefusedInput: (RefusedInput(WRONG), 422, "input-refused"),
    Blocked: (Blocked(WRONG, ()), 422, "input-refused"),
    RecordedBefore: (RecordedBefore([InputError("Al gebruikt.", "external_id", "used")]), 409, "used"),
    ChangedMeanwhile: (ChangedMeanwhile("Intussen gewijzigd."), 409, "changed-meanwhile"),
    StillReferred: (StillReferred("Wordt nog gebruikt."), 409, "still-referred"),
    ReviewedBefore: (ReviewedBefore(None), 409, "reviewed-before"),
    NotConfirmed: (
        NotConfirmed(Normalised(1, 1, 1, {"w-77": frozenset(["W-77", "w-77"])}, ())),
        409,
        "not-confirmed",
    ),
    OwnWork: (OwnWork("Van uzelf."), 403, "own-work"),
    SomebodyElses: (SomebodyElses("Van een ander."), 403, "somebody-elses"),
    NothingToJudge: (NothingToJudge("Er is niets te beoordelen."), 409, "nothing-to-judge"),
    Doubles: (Doubles([]), 409, "double"),
    TooMuch: (TooMuch("U hebt al genoeg gevraagd."), 429, "too-much-work"),
}


def kinds_of(kind: type) -> set[type]:
    """The class and all that derive from it in the register."""
    below = {one for sub in kind.__subclasses__() for one in kinds_of(sub)}
    return {kind, *below}


def answer_to(refused: Refused):
    def view(call):
        raise refused

    return route(get=Endpoint(view, None))(RequestFactory().get("/api/v1/proef"))


def test_every_refusal_of_the_register_has_a_status():
    ours = {kind for kind in kinds_of(Refused) if kind.__module__.startswith("sharing.")}
    assert ours == set(STATUSES) == set(REFUSALS)


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_refusal_is_answered_with_its_status_and_its_code(kind):
    refused, status, code = REFUSALS[kind]
    answer = answer_to(refused)
    body = json.loads(answer.content)
    assert (answer.status_code, body["status"], body["code"]) == (status, status, code)
    assert body["detail"]


def test_a_plain_refusal_is_not_said_to_be_a_change_meanwhile():
    assert b"changed-meanwhile" not in answer_to(Refused("Er valt niets te beoordelen.")).content


def test_a_refusal_of_another_app_is_what_it_derives_from():
    class OfAnotherApp(ChangedMeanwhile):
        pass

    assert answer_to(OfAnotherApp("Later.")).status_code == 409
