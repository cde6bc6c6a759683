"""The list of recipients on the screen of a request, its letters, and the steps of telling (art. 19)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from sharing.access.choices import AUDITOR, CONTRACT_MANAGER, LAWYER
from sharing.core.records import version_of
from sharing.letters.letter import draft_document
from sharing.models import RecipientNotice, RightsRequest
from sharing.retention.operations import propose_erasure
from sharing.rights.informing import except_recipients
from sharing.rights.recipient_letters import notice_to, overview_of
from sharing.rights.recipients import received_of, recipients_of
from tests import factories as make
from tests.sharing.letters.steps import letters_ready
from tests.sharing.rights.test_screens import address, signed_in, words

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 7, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _tuesday():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def asked() -> RightsRequest:
    """A granted erasure of what one recipient received twice."""
    alfa = make.PartyFactory(name="Alfa", client=True, notice_address="meldingen@alfa.example")
    health = make.DataCategoryFactory(name="Gezondheid")
    for hours in (48, 24):
        moment = make.NOON - timedelta(hours=hours)
        make.DisclosureFactory(number="d-0001", recipient=alfa, disclosed_at=moment, data=[health])
    return make.granted_request(number="d-0001")


def filled_in(client: Any, name: str, request: RightsRequest, **values: Any) -> Any:
    page = client.get(address(name, request))
    version = page.context["form"].initial["version"]
    keys = [one.party.pk for one in recipients_of(request, on=AT.date())]
    usual = {"version": version, "recipients": keys, "note": "Verstuurd"}
    return client.post(address(name, request), usual | values, follow=True)


def test_from_the_first_recipient_to_a_request_of_which_only_the_destruction_is_left(asked):
    lawyer = signed_in(LAWYER)
    shown = words(lawyer.get(address("inspect", asked)))
    assert "nog moeten horen: 1 van 1" in shown
    assert "Ontvangers: 0 van 1" in shown
    assert "Antwoord vastleggen" in shown  # it need not wait
    wrong = filled_in(lawyer, "tell", asked, told_on="31-2-2026", way="email", address="")
    assert "31-2-2026" in wrong.content.decode()
    assert "Verstuurd" in wrong.content.decode()
    page = filled_in(lawyer, "tell", asked, told_on="2-4-2026", way="email", address="")
    assert "Ontvangers: 1 van 1" in words(page)
    assert "verteld op 2 april 2026" in words(page)
    page = filled_in(lawyer, "acknowledge", asked, acknowledged_on="3-4-2026")
    assert "bevestigd op 3 april 2026" in words(page)
    page = lawyer.get(address("answered", asked))
    assert page.context["form"]["names_recipients"].value() is True
    page = filled_in(lawyer, "answered", asked, answered_on="7-4-2026", way="post", names_recipients="")
    assert "Vertel de betrokkene welke ontvangers" in words(page)
    page = filled_in(lawyer, "person_told", asked, told_on="7-4-2026")
    assert "Beantwoord, nog te vernietigen" in words(page)
    assert RecipientNotice.objects.get().person_told_on == date(2026, 4, 7)


def test_who_need_not_hear_it(asked):
    lawyer = signed_in(LAWYER)
    page = filled_in(lawyer, "except", asked, exception="effort", note="")
    assert "Schrijf op waaruit dat blijkt." in words(page)
    page = filled_in(lawyer, "except", asked, exception="effort", note="Het archief is verbrand")
    assert "Kost onevenredig veel inspanning. Het archief is verbrand" in words(page)
    assert lawyer.get(address("acknowledge", asked), follow=True).redirect_chain


def test_destruction_leads_to_them_and_waits(asked):
    lawyer = signed_in(LAWYER)
    shown = words(lawyer.get(reverse("retention:index")))
    assert "Toegewezen verzoeken om wissing: eerst de ontvangers" in shown
    with pytest.raises(Exception, match="eerst aan de ontvangers"):
        propose_erasure(asked, by=make.tester(), at=AT, reason="Zoals besloten")


def test_a_letter_names_the_dossier_and_what_was_received_and_nothing_of_others(asked):
    make.DisclosureFactory(
        number="d-0002", recipient__name="Vreemde", disclosed_at=make.NOON - timedelta(days=9)
    )
    letters_ready()
    (one,) = recipients_of(asked, on=AT.date())
    told = draft_document(notice_to(asked, one, language="nl", at=AT), at=AT).as_json()
    for said in (
        "d-0001",
        "Alfa",
        "meldingen@alfa.example",
        "Gezondheid",
        "29 maart 2026",
        "30 maart 2026",
        "Wis",
    ):
        assert said in told
    assert asked.asked not in told
    assert "Vreemde" not in told


def test_the_overview_names_who_knows_and_not_what_is_secret(asked):
    request = make.AuthorityRequestFactory(
        secret=True, secrecy_ground="Strafzaak", secret_until=date(2027, 1, 1), authority__name="Opsporing"
    )
    make.DisclosureFactory(
        number="d-0001", disclosed_at=make.NOON - timedelta(days=3), recipient=request.authority,
        capacity="authority", authority_request=request,
    )  # fmt: skip
    found = received_of(asked, on=AT.date())
    assert [one.party.name for one in found.recipients] == ["Alfa", "Opsporing"]
    for language in ("nl", "en"):
        told = overview_of(asked, found, language=language, made_at=AT).as_json()
        assert "Alfa" in told
        assert "Opsporing" not in told


def test_the_overview_reads_in_english_for_who_reads_no_dutch(asked):
    letters_ready()
    party = asked_party(asked)
    wanted = {"recipients": [party], "exception": "impossible", "note": "It is gone."}
    except_recipients(asked, **wanted, seen=version_of(RightsRequest, asked.pk), by=make.tester(), at=AT)
    told = overview_of(asked, received_of(asked, on=AT.date()), language="en", made_at=AT).as_json()
    assert "Who knows of your request" in told and "Alfa: Impossible. It is gone." in told
    assert not {"hoeven", "Zo bereikt", "onmogelijk"} & set(told.split())
    answer = signed_in(AUDITOR).get(address("overview", asked), {"taal": "en"})
    assert answer.content.startswith(b"%PDF") and "ontvangers-en.pdf" in answer["Content-Disposition"]


def test_the_days_on_which_it_was_received_stand_in_their_order(asked):
    name = make.DataCategoryFactory(name="Naam")
    for hours in (24 * 29, 24 * 7):
        moment = make.NOON - timedelta(hours=hours)
        make.DisclosureFactory(
            number="d-0001",
            recipient=asked_party(asked),
            disclosed_at=moment,
            data=[name],
        )
    (one,) = recipients_of(asked, on=AT.date())
    dutch = notice_to(asked, one, language="nl", at=AT).values["wanneer"]
    assert dutch == "Op 2 maart 2026, 24 maart 2026, 29 maart 2026 en 30 maart 2026."
    english = notice_to(asked, one, language="en", at=AT).values["wanneer"]
    assert english == "On 2 March 2026, 24 March 2026, 29 March 2026 and 30 March 2026."


def asked_party(asked: RightsRequest) -> Any:
    return recipients_of(asked, on=AT.date())[0].party


def test_the_overview_is_for_who_may_read_requests(asked):
    assert "nog niet bekend: hoe men ons bereikt" in words(
        signed_in(LAWYER).post(reverse("rights_requests:notice", args=[asked.pk, asked_party(asked).pk]),
            {"language": "nl", "version": version_of(RightsRequest, asked.pk)})
    )  # fmt: skip
    letters_ready()
    answer = signed_in(AUDITOR).get(address("overview", asked))
    assert (answer.status_code, answer.content[:4]) == (200, b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert signed_in(CONTRACT_MANAGER).get(address("overview", asked)).status_code in (302, 403)
    assert signed_in(AUDITOR).get(address("tell", asked)).status_code in (302, 403)


def test_an_undecided_request_has_no_recipients_to_tell():
    request = make.RightsRequestFactory(kind="erasure", known=True)
    lawyer = signed_in(LAWYER)
    assert "dat wij toewezen" in words(lawyer.get(address("tell", request), follow=True))
    assert lawyer.get(address("overview", request)).status_code == 404
