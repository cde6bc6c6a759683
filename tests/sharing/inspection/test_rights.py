"""What the regulator's dossier tells of requests and complaints: as it was that day, and of nobody."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from sharing.access.choices import LAWYER
from sharing.inspection.parts import Asked
from sharing.inspection.rights import RIGHTS_NEEDS, rights_parts
from sharing.models import RightsRequest
from sharing.rights.complaints import assign_handler
from sharing.rights.operations import answer_request, decide_request, extend_term
from tests import factories as make
from tests.sharing.rights.steps import AT, RECEIVED, TODAY, known, registered, said

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
FILES = ("verzoeken", "klachten", "klachtenregelingen")
EMPTY: dict[str, Any] = {name: [] for name in FILES}


def told(asked: Asked | None = None, needs: tuple[str, ...] = RIGHTS_NEEDS) -> dict[str, Any]:
    asked = asked or Asked(day=DAY, moment=None, at=timezone.now(), shows=frozenset(needs))
    found = {}
    for part in rights_parts(asked):
        out = io.BytesIO()
        if part.write is not None:
            part.write(out)
        name = part.path.removeprefix("rechten/").removesuffix(".json")
        found[name] = part.missing if part.missing else json.loads(out.getvalue())
    assert tuple(found) == FILES
    return found


def colleague(**values: Any) -> Any:
    return make.UserFactory(role=LAWYER, **values)


def complaint(**values: Any) -> Any:
    return known(registered(**{"kind": "complaint", "asked": "Buurvrouw Planting wist ervan"} | values))


def test_a_complaint_from_receipt_to_answer_without_anybody_in_it() -> None:
    make.ComplaintProcedureFactory(first_day=date(2026, 1, 1))
    decider, handler = colleague(first_name="Planting"), colleague(last_name="Planting")
    refused = known(registered(received_at=RECEIVED - timedelta(days=30), dossier="d-0042"))
    note = "Planting vroeg te veel"
    decide_request(refused, decision="refused", note=note, provision="art. 15", **said(refused, by=decider))
    mine = complaint(about=refused, dossier="d-0042", representative="Moeder Planting")
    assign_handler(mine, handler=handler, note="Planting kent het niet", **said(mine))
    extend_term(mine, note="Planting is op reis", told_on=TODAY, told_way="post", **said(mine))
    decide_request(mine, decision="dismissed", note="Planting heeft ongelijk", **said(mine, by=handler))
    sent_letter(mine)
    on = {"answered_on": date(2026, 3, 12), "way": "post", "note": "Planting tekende"}
    answer_request(mine, **on, **said(mine, at=AT + timedelta(days=3)))

    with translation.override("en"):  # who asks may read English; evidence is Dutch
        found = told()
    [row] = found["klachten"]
    assert row == {
        "number": mine.pk,
        "received_on": "2026-03-05",
        "received_way": "post",
        "on_behalf_of": None,
        "about": [{"what": "request", "number": refused.pk, "kind": "access"}],
        "due": "2026-05-14",
        "rule": (
            "De klachtenregeling die gold bij ontvangst (vanaf 1 januari 2026): binnen 10 weken. Daarin zit een "
            "verlenging van 4 weken."
        ),
        "extended": True,
        "extension_told_on": "2026-03-09",
        "answered_on": "2026-03-12",
        "answered_way": "post",
        "in_time": True,
        "handler_roles": [LAWYER],
        "outcome": "dismissed",
        "ground": "judged_on_content",
        "decided_on": "2026-03-09",
        "decided_by_roles": [LAWYER],
        "told_of_authority_on": timezone.localdate().isoformat(),
    }
    [procedure] = found["klachtenregelingen"]
    assert (procedure["from"], procedure["response_weeks"], procedure["held"]) == ("2026-01-01", 6, True)
    numbers = {one["kind"]: one for one in found["verzoeken"]}
    assert set(numbers) == {"access", "complaint"}
    assert (
        numbers["complaint"] | {"year": 2026, "received": 1, "in_time": 1, "extended": 1}
        == numbers["complaint"]
    )
    everything = json.dumps(found)
    for word in ("Planting", "d-0042", "0042", handler.username, decider.username, mine.asked):
        assert word not in everything, word


def sent_letter(complaint: RightsRequest) -> None:
    """Sent today: the database takes no day before that on which it was made."""
    body = "{{besluit}} {{reden}} {{naar_ap_en_rechter}}"
    template = make.LetterTemplateFactory(kind="complaint", body=body)
    letter = make.RightsLetterFactory(request=complaint, kind="complaint", template=template)
    with make.recorded():
        type(letter).objects.filter(pk=letter.pk).update(sent_on=timezone.localdate(), sent_way="post")


def test_what_it_is_about_and_what_is_open() -> None:
    """Without a promise or procedure there is no day; what came in for a client is the client's to answer."""
    disclosure = make.DisclosureFactory(disclosed_at=RECEIVED - timedelta(days=30))
    complaint(about=disclosure)
    complaint()
    agreement = make.AgreementFactory(as_processor=True, breach_notice_hours=24)
    registered(kind="complaint", on_behalf_of=agreement.party)
    about_disclosure, otherwise, of_client = told()["klachten"]
    assert about_disclosure["about"] == [{"what": "disclosure", "number": disclosure.pk}]
    assert otherwise["about"] == [{"what": "otherwise"}]
    assert otherwise | dict.fromkeys(("due", "rule", "outcome", "ground", "in_time")) == otherwise
    assert otherwise["handler_roles"] == [] and otherwise["told_of_authority_on"] is None
    assert of_client["on_behalf_of"] == agreement.party.name
    assert of_client["in_time"] is False and agreement.reference in of_client["rule"]


@pytest.mark.parametrize(
    ("weeks_later", "in_time"), [(6, True), (7, False)], ids=["on its last day", "a week too late"]
)
def test_in_time_by_the_procedure_of_the_day_of_receipt(weeks_later: int, in_time: bool) -> None:
    make.ComplaintProcedureFactory(first_day=date(2026, 1, 1), last_day=date(2026, 3, 31))
    make.ComplaintProcedureFactory(first_day=date(2026, 4, 1), response_weeks=12)
    mine = complaint(assigned_to=colleague())
    decide_request(mine, decision="founded", note="Het was te veel", **said(mine))
    day = date(2026, 3, 5) + timedelta(weeks=weeks_later)
    on = {"answered_on": day, "way": "phone", "note": "Gebeld"}
    answer_request(mine, **on, **said(mine, at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC)))
    found = told()
    [row] = found["klachten"]
    assert (row["due"], row["in_time"]) == ("2026-04-16", in_time)
    assert row["told_of_authority_on"] is None, "no letter was sent"
    assert [one["held"] for one in found["klachtenregelingen"]] == [False, True]
    [numbers] = found["verzoeken"]
    assert (numbers["in_time"], numbers["late"], numbers["open"]) == (int(in_time), int(not in_time), 0)


@pytest.mark.django_db(transaction=True)
def test_of_an_earlier_day_it_is_as_it_was() -> None:
    """Also the procedure is read as it stood: what was corrected since did not hold that day."""
    procedure = make.ComplaintProcedureFactory(first_day=date(2020, 1, 1), description="Zo ging het")
    handler = colleague()
    mine = complaint(assigned_to=handler)
    then = timezone.now()
    decide_request(mine, decision="founded", note="Ja", **said(mine))
    with make.as_operator():
        handler.groups.clear()
    with make.recorded():
        type(procedure).objects.filter(pk=procedure.pk).update(description="Zo gaat het nu")

    found = told(Asked(day=TODAY, moment=then, at=NOON, shows=frozenset(RIGHTS_NEEDS)))
    [row] = found["klachten"]
    assert (row["outcome"], row["ground"], row["decided_on"]) == (None, None, None)
    assert row["handler_roles"] == [LAWYER] and row["in_time"] is None
    assert found["klachtenregelingen"][0]["description"] == "Zo ging het"
    assert told()["klachten"][0]["outcome"] == "founded"
    assert told()["klachtenregelingen"][0]["description"] == "Zo gaat het nu"

    before = told(
        Asked(day=date(2026, 1, 1), moment=then - timedelta(days=9), at=NOON, shows=frozenset(RIGHTS_NEEDS))
    )
    assert before == EMPTY


def test_empty_and_hidden() -> None:
    assert told() == EMPTY
    complaint()
    hidden = told(needs=RIGHTS_NEEDS[1:])
    assert all("mag de verzoeken van betrokkenen niet inzien" in one for one in hidden.values())
