"""A request for erasure that was granted and answered is done when what was granted was destroyed, and not before."""

from datetime import UTC, date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.access.choices import AUDITOR, LAWYER
from sharing.core.actor import acting
from sharing.core.dossiers import seal
from sharing.models import Destruction, Disclosure, RightsRequest
from sharing.reports.yearly import Years, count_requests
from sharing.retention.choices import RecordKind
from sharing.retention.operations import decline_destruction, propose_due
from sharing.retention.queries import due, waiting, why_held
from sharing.rights.choices import RightState
from sharing.rights.queries import not_done, with_state
from sharing.rights.standings import standing_of
from tests import factories as make
from tests.questions import at_most
from tests.sharing.retention.steps import AT, OLD, approved, archived, erased, two
from tests.sharing.rights.test_screens import address, signed_in, words

pytestmark = pytest.mark.django_db
STATE = "Beantwoord, nog te vernietigen"


def granted(number: str = "d-0001", **values: Any) -> RightsRequest:
    """Granted and answered on the same day; nobody received anything of it after the decision."""
    request = make.granted_request(number=number, **values)
    with make.recorded():
        RightsRequest.objects.filter(pk=request.pk).update(
            answered_on=request.decided_at.date(), answered_way="post"
        )
    request.refresh_from_db()
    return request


@pytest.fixture
def with_everything() -> tuple[RightsRequest, list[Disclosure]]:
    """A granted erasure with recipients, letters, documents, a client and a complaint about it; one is an authority."""
    data = [make.DataCategoryFactory(), make.DataCategoryFactory()]
    police = make.AuthorityRequestFactory(
        secret=True, secrecy_ground="Strafzaak", secret_until=date(2027, 1, 1)
    )
    rows = [make.DisclosureFactory(disclosed_at=OLD, data=data) for _one in range(3)]
    rows.append(
        make.DisclosureFactory(
            disclosed_at=OLD,
            data=data,
            recipient=police.authority,
            capacity="authority",
            authority_request=police,
        )
    )
    client = make.PartyFactory(name="Opdrachtgever")
    make.DisclosureFactory(disclosed_at=OLD, data=data, on_behalf_of=client)
    request = make.granted_request(
        asked="Wis alles", representative="Een ouder", data_categories=[one.pk for one in data]
    )
    for row, day in zip(rows[:3], (AT.date(), AT.date(), None), strict=True):
        make.RecipientNoticeFactory(request=request, recipient=row.recipient, person_told_on=day)
        make.RightsLetterFactory(request=request, recipient=row.recipient, kind="recipient")
    for kind in ("receipt", "decision"):
        make.RightsLetterFactory(request=request, kind=kind)
    make.RightsDocumentFactory(request=request)
    make.ComplaintSubjectFactory(about_request=request)
    return request, rows


def stands(request: RightsRequest) -> RightState:
    return standing_of(RightsRequest.objects.get(pk=request.pk), on=AT.date()).state


@pytest.mark.parametrize("kinds", [None, ["disclosure"]])
def test_it_is_done_when_two_people_destroyed_it(kinds):
    request, (first, second) = granted(), two()
    make.DisclosureFactory(disclosed_at=AT)
    assert stands(request) == RightState.DESTROY
    made = erased(request, by=first, **({"kinds": kinds} if kinds else {}))
    assert stands(request) == RightState.DESTROY, "a proposal destroys nothing"
    decline_destruction(made, by=second, at=AT + timedelta(minutes=1), reason="Lijst te lang")
    assert stands(request) == RightState.DESTROY, "neither does one that did not go on"
    approved(erased(request, by=first, **({"kinds": kinds} if kinds else {})), second)
    assert stands(request) == RightState.DONE
    assert waiting(person=second.pk)["erasures"].count() == 0
    for state, there in ((RightState.DONE, True), (RightState.DESTROY, False)):
        assert with_state(RightsRequest.objects.all(), state).exists() == there


def test_what_was_refused_or_names_no_dossier_is_done_when_it_is_answered():
    assert stands(granted(number="")) == RightState.DONE
    assert stands(granted(kind="access")) == RightState.DONE


def test_it_does_not_hold_what_it_asks():
    rule = make.RetentionRuleFactory(record_kind=RecordKind.DISCLOSURE)
    row = make.DisclosureFactory(disclosed_at=OLD)
    request = make.granted_request(decided_at=AT)
    make.RecipientNoticeFactory(
        request=request, recipient=row.recipient, told_on=AT.date(), person_told_on=None
    )
    assert why_held([seal("d-0001")]) == ["request"]
    with make.recorded():
        RightsRequest.objects.filter(pk=request.pk).update(answered_on=AT.date(), answered_way="post")
        request.notices.update(person_told_on=AT.date())
    assert list(not_done(RightsRequest.objects.all())) == [request]
    assert why_held([seal("d-0001")]) == []
    assert list(due(rule, on=AT.date())) == [row]
    first, second = two()
    approved(erased(request, by=first), second)
    assert not Disclosure.objects.exists()


def test_the_list_its_filters_and_the_screen_say_so():
    request, client = granted(), signed_in(LAWYER)
    shown = words(client.get(address("index"), {"state": "destroy"}))
    assert str(request) in shown and STATE in shown
    assert str(request) in words(client.get(address("index"), {"state": "open"}))
    for state in ("done", "overdue", "follow"):
        assert str(request) not in words(client.get(address("index"), {"state": state})), state
    page = client.get(address("inspect", request))
    assert "Beantwoord op" in words(page) and "Afgehandeld op" not in words(page)
    assert "nog niet vernietigd: doe een voorstel" in words(page)
    assert reverse("retention:erasure", args=[request.pk]) in page.content.decode()
    first, second = two()
    made = erased(request, by=first)
    assert (
        reverse("destructions:decide", args=[made.pk])
        in client.get(address("inspect", request)).content.decode()
    )
    approved(made, second)
    shown = words(client.get(address("inspect", request)))
    assert "Dat was op tijd" in shown and "Vernietigd op" in shown and STATE not in shown
    assert str(request) in words(client.get(address("index"), {"state": "done"}))


def test_the_worklist_says_what_keeps_it_from_being_destroyed():
    request, client = granted(), signed_in(LAWYER)
    way = reverse("retention:erasure", args=[request.pk])
    assert way in client.get(reverse("retention:index")).content.decode()
    make.RetentionHoldFactory(number="d-0001")
    other = granted(number="d-0002")
    page = client.get(reverse("retention:index"))
    assert "kan nu niet, want er staat een blokkade op" in words(page)
    assert way not in page.content.decode() and address("inspect", request) in page.content.decode()
    assert reverse("retention:erasure", args=[other.pk]) in page.content.decode()
    with at_most():
        client.get(reverse("retention:index"))


def test_who_only_reads_sees_where_it_stands_and_no_way_to_destroy():
    request = granted()
    page = signed_in(AUDITOR).get(address("inspect", request))
    assert STATE in words(page) and "nog niet vernietigd" in words(page)
    assert reverse("retention:erasure", args=[request.pk]) not in page.content.decode()


def test_the_start_page_and_the_figures_of_a_year_count_it_and_it_was_answered_in_time():
    request, (first, second) = granted(), two()
    year = request.received_at.year
    client = signed_in(LAWYER)
    key = (year, "erasure")
    assert "1 verzoek van een betrokkene in behandeling" in words(client.get(reverse("wagtailadmin_home")))
    before = count_requests(Years(year, year, AT))[key]
    approved(erased(request, by=first), second)
    after = count_requests(Years(year, year, AT))[key]
    assert (before.in_time, before.late, before.open) == (1, 0, 1)
    assert (after.in_time, after.late, after.open) == (1, 0, 0)
    shown = words(client.get(reverse("wagtailadmin_home")))
    assert "0 verzoeken van betrokkenen in behandeling" in shown
    assert "nog moet worden uitgevoerd" not in shown


@pytest.mark.django_db(transaction=True)
def test_on_a_day_before_it_was_destroyed_it_was_not_done():
    request, (first, second) = granted(), two()
    then = {"peildatum": f"{timezone.now().astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}
    made = erased(request, by=first)
    approved(made, second)
    assert Destruction.objects.get(pk=made.pk).carried_out_at is not None
    client = signed_in(LAWYER)
    client.get(address("inspect", request), then)
    for place in (address("index_results"), address("inspect", request)):
        with at_most():
            shown = words(client.get(place, then))
        assert STATE in shown, place
        assert STATE not in words(client.get(place)), place
    for state, there in (("destroy", True), ("open", True), ("done", False)):
        shown = words(client.get(address("index_results"), {**then, "state": state}))
        assert (str(request) in shown) == there, state


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["archive", "term"])
def test_on_a_day_before_another_list_took_it_along_it_was_not_done(how):
    """Its dossier number went out of its earlier states too; the list says that it stood there."""
    request, (first, second) = granted(), two()
    other = granted(number="")
    make.DisclosureFactory(disclosed_at=OLD, number="d-0002")
    approved(archived(first, number="d-0002"), second)
    then = {"peildatum": f"{timezone.now().astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}
    if how == "archive":
        made = archived(first)
    else:
        rule = make.RetentionRuleFactory(record_kind=RecordKind.REQUEST)
        made = propose_due(rule, by=first, at=AT + timedelta(days=900), reason="Over de termijn")
    approved(made, second, at=made.proposed_at)
    request.refresh_from_db()
    assert request.dossier is None
    client = signed_in(LAWYER)
    for place in (address("index_results"), address("inspect", request)):
        assert STATE in words(client.get(place, then)), place
        assert STATE not in words(client.get(place)), place
    for state, there in (("destroy", True), ("open", True), ("done", False)):
        shown = words(client.get(address("index_results"), {**then, "state": state}))
        assert (str(request) in shown, str(other) in shown) == (there, not there), state
    shown = words(client.get(address("inspect", request)))
    assert "Vernietigd op" in shown and str(made) in shown
    assert STATE not in words(client.get(address("inspect", other), then))


@pytest.mark.django_db(transaction=True)
def test_its_screen_asks_few_questions_on_a_reference_date_too():
    rows = [make.DisclosureFactory(disclosed_at=OLD) for _one in range(4)]
    request = make.granted_request(asked="Wis alles", representative="Een ouder")
    for row in rows[:2]:
        make.RecipientNoticeFactory(request=request, recipient=row.recipient, person_told_on="2026-04-02")
        make.RightsLetterFactory(request=request, recipient=row.recipient, kind="recipient")
    make.RightsDocumentFactory(request=request)
    client = signed_in(LAWYER)
    then = {"peildatum": f"{timezone.now().astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}
    make.RecipientNoticeFactory(request=request, recipient=rows[3].recipient)
    client.get(address("inspect", request), then)
    with at_most():
        shown = words(client.get(address("inspect", request), then))
    assert "Er waren nog ontvangers die dit besluit moesten horen" in shown
    assert "nog moeten horen: 1 van 4" in words(client.get(address("inspect", request)))
    with make.recorded():
        RightsRequest.objects.filter(pk=request.pk).update(answered_on=AT.date(), answered_way="post")
    answered = {"peildatum": f"{timezone.now().astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}
    make.RecipientNoticeFactory(request=request, recipient=rows[2].recipient)
    with at_most():
        shown = words(client.get(address("inspect", request), answered))
    assert "Er waren nog ontvangers die dit besluit moesten horen" in shown


def test_its_screen_asks_few_questions_in_every_stand(with_everything):
    request, rows = with_everything
    client, (first, second) = signed_in(LAWYER), two()

    def shown() -> str:
        client.get(address("inspect", request))
        with at_most():
            return words(client.get(address("inspect", request)))

    said = shown()
    assert "nog moeten horen: 1 van 4" in said and "Klachten hierover" in said and "Opdrachtgever" in said
    with make.recorded():
        RightsRequest.objects.filter(pk=request.pk).update(answered_on=AT.date(), answered_way="post")
    assert "nog moeten horen: 1 van 4" in shown()
    make.RecipientNoticeFactory(request=request, recipient=rows[3].recipient, kept_from_person=True)
    assert "Vertel de betrokkene welke ontvangers" in shown()
    with make.recorded():
        request.notices.filter(kept_from_person=False).update(person_told_on=AT.date())
    assert "doe een voorstel" in shown()
    with acting(by=first, reason="Trok zij in"):
        RightsRequest.objects.filter(kind="complaint").update(
            decision="retracted", decided_by=first, decided_at=AT
        )
    made = erased(request, by=first)
    assert "wacht op een tweede persoon" in shown()
    approved(made, second)
    assert "Vernietigd op" in shown()
