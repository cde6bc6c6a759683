"""What goes wrong at a desk: a day mistyped or corrected, a number in the wrong place, another than was thought."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sharing.core.exceptions import RefusedInput
from sharing.models import RightsRequest
from sharing.rights.choices import RightState
from sharing.rights.operations import check_identity, decide_request, extend_term, start_waiting
from sharing.rights.requests import change_rights_request
from sharing.rights.standings import standing_of
from tests import factories as make
from tests.sharing.rights.steps import AT, TODAY, fields, known, registered, said, state

pytestmark = pytest.mark.django_db


def test_another_who_asks_for_him_is_checked_again_also_without_a_number():
    request = known(registered(dossier="", representative="De moeder"))
    change_rights_request(
        request, changes={"representative": "Een advocaat"}, by=make.tester(), at=AT, reason="Verkeerd"
    )
    assert state(request) == RightState.IDENTIFY


@pytest.mark.parametrize("on", [date(2026, 3, 4), date(2016, 3, 9)])
def test_who_asks_was_not_checked_before_it_came_in(on):
    request = registered()
    with pytest.raises(RefusedInput, match="binnenkwam"):
        check_identity(request, how="shown", on=on, **said(request))


def test_told_too_late_by_a_correction_of_the_day_of_receipt_it_does_not_count():
    request = known(registered())
    late = datetime(2026, 4, 7, 10, tzinfo=UTC)
    told = {"told_on": date(2026, 4, 7), "told_way": "post"}
    extend_term(request, note="Veel tegelijk", **told, **said(request, at=late))
    earlier = {"received_at": datetime(2026, 2, 5, 10, tzinfo=UTC)}
    change_rights_request(request, changes=earlier, by=make.tester(), at=late, reason="Poststempel")
    found = standing_of(RightsRequest.objects.get(pk=request.pk), on=date(2026, 4, 7))
    assert (found.state, found.due, found.is_late(date(2026, 4, 7))) == (
        RightState.DECIDE,
        date(2026, 3, 5),
        True,
    )


def test_keeps_the_reason_as_the_person_heard_it():
    request = known(registered())
    extend_term(request, note="Druk", **said(request))
    extend_term(request, note="Uw dossier is omvangrijk", told_on=TODAY, told_way="email", **said(request))
    assert RightsRequest.objects.get().extension_reason == "Uw dossier is omvangrijk"


def test_a_dossier_number_stays_out_of_the_words_of_every_step():
    request, text = known(registered()), "Staat in D-0001"
    steps: list[Any] = [
        lambda: check_identity(request, how="known", on=TODAY, note=text, **said(request)),
        lambda: start_waiting(request, ground="clarify", since=TODAY, note=text, **said(request)),
        lambda: extend_term(request, note=text, **said(request)),
        lambda: decide_request(request, decision="granted", note=text, **said(request)),
    ]
    for step in steps:
        with pytest.raises(RefusedInput, match="dossiernummer") as refused:
            step()
        assert fields(refused) == {"note"}
    with pytest.raises(RefusedInput, match="dossiernummer") as refused:
        registered(dossier="d-0002", representative="Vader van d-0001")
    assert fields(refused) == {"representative"}


def test_a_request_cannot_have_come_in_after_something_was_done_about_it():
    request = registered()
    start_waiting(request, ground="identity", since=TODAY, note="Gevraagd", **said(request))
    later = {"received_at": AT + timedelta(days=1)}
    at = AT + timedelta(days=3)
    with pytest.raises(RefusedInput, match="9 maart 2026") as refused:
        change_rights_request(request, changes=later, by=make.tester(), at=at, reason="Verkeerde dag")
    assert fields(refused) == {"received_at"}
