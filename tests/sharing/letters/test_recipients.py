"""Letters to recipients of what was decided about (art. 19): kept as sent, in two languages, one or all at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.access.choices import AUDITOR, LAWYER
from sharing.core.exceptions import ChangedMeanwhile, RefusedInput
from sharing.core.records import version_of
from sharing.core.sealing import unsealed
from sharing.letters.letter import draft_document
from sharing.letters.models import private_storage
from sharing.models import DataCategory, Party, RecipientNotice, RightsLetter, RightsRequest
from sharing.rights.recipient_letters import notice_to
from sharing.rights.recipients import recipients_of
from sharing.rights.sending import make_recipient_letters, note_request_letter_sent
from tests import factories as make
from tests.sharing.letters.steps import letters_ready

# Making a letter takes the clock of the database, so these tests stand at now.
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ready():
    letters_ready()


@pytest.fixture
def asked() -> RightsRequest:
    """A granted erasure of what two recipients got; of one of them no address is known."""
    health = make.DataCategoryFactory(name="Gezondheid")
    for name, where in (("Alfa", "meldingen@alfa.example"), ("Beta", "")):
        party = make.PartyFactory(name=name, client=True, notice_address=where)
        moment = timezone.now() - timedelta(days=9)
        make.DisclosureFactory(number="d-0001", recipient=party, disclosed_at=moment, data=[health])
    return make.granted_request(number="d-0001", decided_at=timezone.now() - timedelta(days=1))


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make.UserFactory(role=role))
    return client


def at(name: str, request: RightsRequest, *more: Any) -> str:
    return reverse(f"rights_requests:{name}", args=[request.pk, *more])


def seen(request: RightsRequest) -> str:
    return version_of(RightsRequest, request.pk)


def party(name: str) -> Party:
    return Party.objects.get(name=name)


def made(asked: RightsRequest, *names: str, **values: Any) -> list[RightsLetter]:
    usual = {"language": "nl", "seen": seen(asked), "by": make.tester(), "at": timezone.now()}
    return make_recipient_letters(asked, recipients=[party(name) for name in names], **usual | values)


def test_it_is_seen_made_fetched_and_sent_and_the_recipient_is_told_by_that(asked):
    lawyer = signed_in(LAWYER)
    step = at("notice", asked, party("Alfa").pk)
    assert step in lawyer.get(at("inspect", asked)).content.decode()
    shown = lawyer.post(step, {"language": "en", "version": seen(asked), "voorbeeld": "1"})
    assert shown.content[:4] == b"%PDF"
    assert not RightsLetter.objects.exists()
    lawyer.post(step, {"language": "en", "version": seen(asked)})
    letter = RightsLetter.objects.get()
    assert (letter.kind, letter.language, letter.recipient) == ("recipient", "en", party("Alfa"))
    file = lawyer.get(at("letter", asked, letter.pk))
    kept = b"".join(file.streaming_content)
    with private_storage().open(letter.file.name, "rb") as sealed:
        assert b"".join(unsealed(sealed)) == kept
    page = lawyer.get(at("inspect", asked)).content.decode()
    assert "Kennisgeving aan een ontvanger (art. 19): Alfa" in page
    today = timezone.localdate()
    given = {"sent_on": f"{today:%d-%m-%Y}", "sent_way": "post", "version": seen(asked)}
    lawyer.post(at("letter_sent", asked, letter.pk), given)
    notice = RecipientNotice.objects.get()
    assert (notice.recipient, notice.told_on, notice.told_way) == (party("Alfa"), today, "post")
    assert notice.address == "meldingen@alfa.example"


def test_letters_to_all_who_do_not_know_yet_are_made_at_once(asked):
    lawyer = signed_in(LAWYER)
    page = lawyer.get(at("notices", asked))
    chosen = page.context["form"]["recipients"].value()
    assert set(chosen) == {party("Alfa").pk, party("Beta").pk}
    lawyer.post(at("notices", asked), {"recipients": chosen, "language": "nl", "version": seen(asked)})
    assert [one.recipient for one in RightsLetter.objects.order_by("recipient__name")] == [
        party("Alfa"),
        party("Beta"),
    ]
    # Who has a letter is not written again unasked.
    assert lawyer.get(at("notices", asked)).context["form"]["recipients"].value() == []


def test_without_an_address_the_letter_does_not_tell_where_it_went(asked):
    (letter,) = made(asked, "Beta")
    today = timezone.localdate()
    said = {"on": today, "way": "post", "seen": seen(asked), "by": make.tester(), "at": timezone.now()}
    note_request_letter_sent(letter, **said)
    assert not RecipientNotice.objects.exists()


def test_without_an_address_it_is_said_and_telling_begins_with_the_letter(asked):
    lawyer, today = signed_in(LAWYER), timezone.localdate()
    (letter,) = made(asked, "Beta")
    given = {"sent_on": f"{today:%d-%m-%Y}", "sent_way": "post", "version": seen(asked)}
    page = lawyer.post(at("letter_sent", asked, letter.pk), given, follow=True).content.decode()
    assert "Van Beta is geen meldadres bekend" in page
    form = lawyer.get(at("tell", asked)).context["form"]
    assert form["recipients"].value() == [party("Beta").pk]
    assert (form["told_on"].value(), form["way"].value()) == (today, "post")


def test_who_need_not_hear_it_or_knows_it_keeps_what_was_recorded(asked):
    (letter,) = made(asked, "Alfa")
    before = make.RecipientNoticeFactory(
        request=asked, recipient=party("Alfa"), told_on=timezone.localdate() - timedelta(days=1)
    )
    today = timezone.localdate()
    said = {"on": today, "way": "email", "seen": seen(asked), "by": make.tester(), "at": timezone.now()}
    note_request_letter_sent(letter, **said)
    assert RecipientNotice.objects.get().told_on == before.told_on


def test_in_english_by_the_english_names(asked):
    with make.recorded():
        DataCategory.objects.filter(name="Gezondheid").update(name_en="Health data")
    one = recipients_of(asked, on=timezone.localdate())[0]
    told = draft_document(notice_to(asked, one, language="en", at=timezone.now()), at=timezone.now())
    for said in ("Health data", "erased", "Erase these data as well", "Request", "none"):
        assert said in told.as_json()
    assert told.language == "en"


def test_one_that_received_nothing_gets_no_letter(asked):
    stranger = make.PartyFactory(name="Vreemde")
    with pytest.raises(RefusedInput, match="kreeg deze gegevens niet"):
        made(asked, "Vreemde")
    assert signed_in(LAWYER).get(at("notice", asked, stranger.pk)).status_code == 404
    assert signed_in(AUDITOR).get(at("notice", asked, party("Alfa").pk)).status_code in (302, 403)


def test_of_what_somebody_changed_meanwhile_no_letter_is_made(asked):
    before = seen(asked)
    with make.recorded():
        RightsRequest.objects.filter(pk=asked.pk).update(assigned_to=make.tester())
    with pytest.raises(ChangedMeanwhile):
        made(asked, "Alfa", seen=before)
    assert not RightsLetter.objects.exists()


@pytest.mark.parametrize("values", [{"kind": "recipient"}, {"kind": "receipt", "for_one": True}])
def test_a_letter_to_a_recipient_names_it_and_another_does_not(asked, values):
    to = party("Alfa") if values.pop("for_one", False) else None
    with pytest.raises(IntegrityError, match="rights_letter_recipient"), transaction.atomic():
        make.RightsLetterFactory(request=asked, recipient=to, **values)


def test_what_a_letter_says_of_its_sending_is_where_the_next_step_begins():
    request = make.granted_request(number="d-0009", decided_at=timezone.now() - timedelta(days=1))
    lawyer, day = signed_in(LAWYER), timezone.localdate()
    assert lawyer.get(at("answered", request)).context["form"]["way"].value() is None
    letter = make.RightsLetterFactory(request=request, kind="decision")
    with make.recorded():
        RightsLetter.objects.filter(pk=letter.pk).update(sent_on=day, sent_way="handed")
    form = lawyer.get(at("answered", request)).context["form"]
    assert (form["answered_on"].value(), form["way"].value()) == (day, "counter")
