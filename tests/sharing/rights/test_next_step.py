"""What the screen of a request says comes next, in words that fit what was asked and what was done."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from sharing.access.choices import AUDITOR, LAWYER
from sharing.core.periods import amsterdam_day
from sharing.core.records import version_of
from sharing.models import Objection, RightsRequest
from sharing.reports.yearly import Years, count_requests
from sharing.rights.operations import answer_request
from tests import factories as make
from tests.sharing.rights.test_screens import (  # noqa: F401
    AT,
    RECEIVED,
    _monday,
    address,
    filled_in,
    request_of,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def sent(client: Any, name: str, request: RightsRequest, **values: str) -> str:
    """The screen after this step."""
    seen = version_of(RightsRequest, request.pk)
    return words(client.post(address(name, request), {"version": seen, **values}, follow=True))


class TestARestriction:
    @pytest.fixture
    def granted(self) -> RightsRequest:
        """Granted and answered; the restriction holds."""
        request, client = request_of(kind="restriction", known=True), signed_in(LAWYER)
        pending = make.ObjectionFactory(restriction=True, decision="pending", in_force_from=RECEIVED)
        make.RightsEffectFactory(request=request, objection=pending)
        sent(client, "decide", request, decision="granted", note="Wij zoeken het na")
        sent(client, "answered", request, answered_on="9-3-2026", way="phone", note="Gebeld")
        return request

    def test_that_was_answered_leads_to_lifting_it_after_the_person_was_told(self, granted):
        restriction, client = Objection.objects.get(), signed_in(LAWYER)
        lift = reverse("objections:lift", args=[restriction.pk])
        page = client.get(address("inspect", granted))
        assert "Afgehandeld op 9 maart 2026" in words(page) and "De beperking geldt nog." in words(page)
        assert lift in page.content.decode()
        assert str(granted) in words(client.get(address("index"), {"state": "done"}))
        seen = version_of(Objection, restriction.pk)
        values = {"until": "9-3-2026 11:00", "informed_on": "9-3-2026", "reason": "Gebeld"}
        assert "opgeheven" in words(client.post(lift, {**values, "version": seen}, follow=True))
        page = client.get(address("inspect", granted))
        assert "De beperking geldt nog." not in words(page) and lift not in page.content.decode()

    def test_leads_to_what_was_recorded_with_it_and_an_auditor_lifts_nothing(self, granted):
        restriction = Objection.objects.get()
        page = signed_in(AUDITOR).get(address("inspect", granted)).content.decode()
        assert reverse("objections:inspect", args=[restriction.pk]) in page
        assert "De beperking geldt nog." in page
        assert reverse("objections:lift", args=[restriction.pk]) not in page


def test_of_letters_that_went_out_it_is_asked_where_they_went():
    """To a recipient without an address for notices: its letter alone does not say that it was told."""
    request = make.granted_request(kind="rectification", received_at=RECEIVED)
    row = make.DisclosureFactory(disclosed_at=RECEIVED)
    letter = make.RightsLetterFactory(request=request, recipient=row.recipient, kind="recipient")
    letter.refresh_from_db()
    client = signed_in(LAWYER)
    assert "De brieven zijn gemaakt: verstuur ze" in words(client.get(address("inspect", request)))
    with make.recorded():
        day = amsterdam_day(letter.made_at)  # the database's own
        type(letter).objects.filter(pk=letter.pk).update(sent_on=day, sent_way="post")
    shown = words(client.get(address("inspect", request)))
    assert "De brieven zijn verstuurd. Leg vast waar zij naartoe gingen." in shown
    assert "verstuur ze" not in shown


def test_what_is_answered_and_not_done_is_not_called_done():
    request = make.granted_request(kind="rectification", received_at=RECEIVED)
    row, client = make.DisclosureFactory(disclosed_at=RECEIVED), signed_in(LAWYER)
    make.RecipientNoticeFactory(request=request, recipient=row.recipient, told_on=TODAY)
    page = sent(client, "answered", request, answered_on="9-3-2026", way="post", note="Verstuurd")
    assert "Wat er nog moet gebeuren, staat bij “Volgende stap”" in page and "is afgehandeld" not in page
    assert "Beantwoord op 9 maart 2026" in page and "Afgehandeld op" not in page
    page = sent(client, "person_told", request, told_on="9-3-2026", note="Verstuurd")
    assert "Afgehandeld op 9 maart 2026" in page


def test_a_question_is_answered_and_not_decided():
    request, client = request_of(kind="question", number=""), signed_in(LAWYER)
    assert "Beantwoord de vraag" in words(client.get(address("inspect", request)))
    page = sent(client, "decide", request, decision="answered", note="Verwezen naar de verklaring")
    assert "Stuur de betrokkene het antwoord op de vraag" in page and "het besluit met" not in page
    assert "Brief: Besluit" not in page and "Brief maken" not in page
    assert "klacht kan indienen" not in words(client.get(address("answered", request)))


class TestForAClient:
    @pytest.fixture
    def theirs(self) -> RightsRequest:
        """Came in on Thursday at eleven; the client has to have it within a day."""
        agreement = make.AgreementFactory(as_processor=True, breach_notice_hours=24)
        return request_of(on_behalf_of=agreement.party, number="")

    def test_hours_that_are_over_are_not_called_today(self, theirs):
        client = signed_in(LAWYER)
        with time_machine.travel(RECEIVED + timedelta(hours=23), tick=False):
            assert "(vandaag)" in words(client.get(address("inspect", theirs)))
        with time_machine.travel(RECEIVED + timedelta(hours=25), tick=False):
            page = client.get(address("inspect", theirs))
            assert "de afgesproken tijd is voorbij" in words(page) and "(vandaag)" not in words(page)
            assert "register-next--late" in page.content.decode()

    @pytest.fixture
    def forwarded(self, theirs) -> Any:
        """Decided two hours too late; the client with which that was done."""
        client = signed_in(LAWYER)
        with time_machine.travel(RECEIVED + timedelta(hours=26, seconds=7), tick=False):
            page = sent(client, "decide", theirs, decision="forwarded", note="Doorgestuurd")
            assert "Vastleggen wanneer het is doorgestuurd" in page
            yield client

    @pytest.mark.parametrize(
        ("moment", "said", "in_time"),
        [
            (
                "6-3-2026 10:59",
                "Dat was op tijd: om 10:59, en afgesproken was voor 6 maart 2026 om 11:00.",
                1,
            ),
            (
                "6-3-2026 11:00",
                "Dat was te laat: om 11:00, en afgesproken was voor 6 maart 2026 om 11:00.",
                0,
            ),
        ],
    )
    def test_the_hour_is_asked_and_screen_and_figures_count_by_it(
        self, theirs, forwarded, moment, said, in_time
    ):
        form = forwarded.get(address("answered", theirs))
        assert "wanneer en hoe het verzoek naar de opdrachtgever ging" in words(form)
        assert 'value="06-03-2026 13:00"' in form.content.decode(), "the moment of entry"
        assert 'name="answered_on"' not in form.content.decode()
        page = sent(forwarded, "answered", theirs, answered_at=moment, way="email", note="Gemaild")
        assert said in page and "Tijdstip van doorsturen 6 maart 2026" in page
        [counted] = set(count_requests(Years(2026, 2026, timezone.now())).values())
        assert (counted.in_time, counted.late) == (in_time, 1 - in_time)

    @pytest.mark.parametrize(
        ("moment", "why"),
        [
            ("6-3-2026 13:01", "moet nog komen."),
            ("5-3-2026 10:59", "voor dat waarop het verzoek binnenkwam: 5 maart 2026 om 11:00."),
            ("6-3-2026", "tijd"),
            ("", "Vul de datum en de tijd in."),
        ],
    )
    def test_a_moment_that_cannot_be_is_said_and_not_stored(self, theirs, forwarded, moment, why):
        page = sent(forwarded, "answered", theirs, answered_at=moment, way="email", note="Gemaild")
        assert why in page and "niet alles is goed ingevuld" in page
        assert RightsRequest.objects.get(pk=theirs.pk).answered_at is None

    def test_the_list_calls_it_late_when_the_screen_does(self, theirs):
        client, late = signed_in(LAWYER), []
        for hours in (23, 25):
            with time_machine.travel(RECEIVED + timedelta(hours=hours), tick=False):
                late.append(str(theirs) in words(client.get(address("index"), {"state": "overdue"})))
        assert late == [False, True]

    def test_of_what_was_recorded_by_the_day_the_hour_is_not_known(self, theirs, forwarded):
        answer_request(
            theirs,
            answered_on=TODAY - timedelta(days=3),
            way="email",
            note="Gemaild",
            seen=version_of(RightsRequest, theirs.pk),
            by=make.tester(),
            at=timezone.now(),
        )
        page = words(forwarded.get(address("inspect", theirs)))
        assert "Dat was op de laatste dag; afgesproken was: voor 6 maart 2026 om 11:00." in page
        assert "Dat was op tijd" not in page

    def test_another_request_is_asked_for_its_day_only(self):
        client, request = signed_in(LAWYER), make.granted_request(received_at=RECEIVED)
        page = client.get(address("answered", request)).content.decode()
        assert 'name="answered_on"' in page and 'name="answered_at"' not in page


def test_a_file_to_take_along_that_is_still_here_is_to_be_handed_over():
    request, client = make.granted_request(kind="portability", received_at=RECEIVED), signed_in(LAWYER)
    page = client.get(address("inspect", request))
    assert "Maak het bestand om mee te nemen" in words(page)
    step = page.context["next_step"]
    assert (step.label, step.url) == ("Bestand om mee te nemen maken", address("portable", request))
    assert address("answered", request) in page.content.decode(), "it can be answered without one"
    make.PortableFileFactory(request=request)
    assert "is gemaakt: draag het over" in words(client.get(address("inspect", request)))


def test_who_adds_a_request_is_led_to_its_screen():
    page = signed_in(LAWYER).post(address("add"), filled_in(reason="Per post"), follow=True)
    assert address("inspect", RightsRequest.objects.get()) in page.content.decode()
    assert "is toegevoegd. Bekijken" in words(page)
