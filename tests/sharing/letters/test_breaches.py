"""The letter to persons about a breach, from the breach's own screen."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.access.choices import AUDITOR, LAWYER
from sharing.breaches.notices import number_of, values_of
from sharing.breaches.sending import make_breach_letter
from sharing.core.actor import acting
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.records import version_of
from sharing.letters.letter import Draft
from sharing.models import Breach, BreachLetter
from tests import factories as make
from tests.sharing.letters.steps import letters_ready

pytestmark = pytest.mark.django_db
WORDS = {
    "wat_er_gebeurde": "Een lijst ging naar een verkeerd adres.",
    "gegevens": "naam en adres",
    "gevolgen": "Iemand kan weten waar u woont.",
    "maatregelen": "De lijst is gewist.",
}


@pytest.fixture(autouse=True)
def _ready():
    letters_ready()


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make.UserFactory(role=role))
    return client


def at(name: str, breach: Breach, *more: Any) -> str:
    return reverse(f"breaches:{name}", args=[breach.pk, *more])


def sent(breach: Breach, **values: str) -> dict[str, str]:
    return {"language": "nl", "version": version_of(Breach, breach.pk), **WORDS, **values}


def test_the_day_it_went_out_is_where_telling_persons_begins():
    lawyer, letter = signed_in(LAWYER), make.BreachLetterFactory()
    assert lawyer.get(at("persons", letter.breach)).context["form"]["decision"].value() == ""
    today = timezone.localdate()
    with make.recorded():
        BreachLetter.objects.filter(pk=letter.pk).update(sent_on=today, sent_way="email")
    form = lawyer.get(at("persons", letter.breach)).context["form"]
    assert [form[name].value() for name in ("decision", "on", "how")] == ["informed", today, "email"]


def test_is_made_from_the_screen_in_other_words_and_nobody_is_named():
    lawyer, breach = signed_in(LAWYER), make.BreachFactory()
    page = lawyer.get(at("inspect", breach)).content.decode()
    assert at("make_letter", breach, "breach") in page
    form = lawyer.get(at("make_letter", breach, "breach")).content.decode()
    assert breach.facts in form
    assert "Aan (naam en adres)" not in form
    lawyer.post(at("make_letter", breach, "breach"), sent(breach))
    letter = BreachLetter.objects.get()
    assert (letter.kind, letter.template_version) == ("breach", 1)
    assert lawyer.get(at("letter", breach, letter.pk)).status_code == 200
    today = letter.made_at.astimezone()
    given = {"sent_on": f"{today:%d-%m-%Y}", "sent_way": "email", "version": version_of(Breach, breach.pk)}
    lawyer.post(at("letter_sent", breach, letter.pk), given)
    letter.refresh_from_db()
    assert letter.sent_way == "email"


@pytest.mark.parametrize("name", WORDS)
def test_what_the_law_asks_to_be_told_is_not_left_out(name):
    lawyer, breach = signed_in(LAWYER), make.BreachFactory()
    page = lawyer.post(at("make_letter", breach, "breach"), sent(breach, **{name: ""}))
    assert "Vul in wat hierover in de brief staat." in page.content.decode()
    assert not BreachLetter.objects.exists()


def test_about_a_breach_of_a_client_the_client_writes():
    lawyer, breach = signed_in(LAWYER), make.BreachFactory(on_behalf_of=make.PartyFactory())
    lawyer.post(at("make_letter", breach, "breach"), sent(breach))
    draft = Draft("breach", "nl", number_of(breach, "nl"), {**values_of(breach, "nl"), **WORDS})
    seen = version_of(Breach, breach.pk)
    with pytest.raises(Refused, match="past nu niet"):
        make_breach_letter(breach, draft=draft, seen=seen, by=make.tester(), at=datetime.now(tz=UTC))
    assert not BreachLetter.objects.exists()


def test_a_bsn_stands_in_no_letter():
    breach = make.BreachFactory()
    values = {**values_of(breach, "nl"), **WORDS, "gevolgen": "123456782"}
    draft = Draft("breach", "nl", number_of(breach, "nl"), values)
    seen = version_of(Breach, breach.pk)
    with pytest.raises(RefusedInput):
        make_breach_letter(breach, draft=draft, seen=seen, by=make.tester(), at=datetime.now(tz=UTC))


def test_who_only_reads_fetches_and_makes_none():
    auditor, letter = signed_in(AUDITOR), make.BreachLetterFactory()
    assert auditor.get(at("letter", letter.breach, letter.pk)).status_code == 200
    made = auditor.post(at("make_letter", letter.breach, "breach"), sent(letter.breach))
    assert made.status_code in (302, 403)
    assert BreachLetter.objects.count() == 1


def test_only_this_kind_of_letter_is_kept_with_a_breach():
    letter = make.BreachLetterFactory()
    with pytest.raises(IntegrityError), transaction.atomic(), acting(by=make.tester(), reason="Zomaar"):
        BreachLetter.objects.filter(pk=letter.pk).update(kind="receipt")
