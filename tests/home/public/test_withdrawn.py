"""What readers are told of a version that was withdrawn: that, why, and never that it holds."""

import hashlib
import json
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from home.pdf import _document
from home.publication.withdrawals import propose_withdrawal, withdraw
from home.versions.models import StatementVersion
from sharing import public
from tests.days import to_come, today
from tests.home.conftest import BODY, paragraph, section
from tests.home.public.reading import get, words

REASON = "De bewaartermijn klopte niet."
ANNOUNCED = "Vanaf kortere tijd bewaren."


@pytest.fixture(params=[True, False], ids=["announced", "not announced"])
def withdrawn(request, publish, editor, lawyer) -> StatementVersion:
    """Version 2, for over forty days, withdrawn today."""
    publish(date(2025, 1, 1))
    body = [*BODY, section("Nieuw", paragraph("Erbij."))]
    version = publish(
        to_come(), body=body, announce_from=today() if request.param else None, change_note=ANNOUNCED
    )
    proposal = propose_withdrawal(version, explanation=REASON, by=editor, at=timezone.now())
    withdraw(proposal, by=lawyer, at=timezone.now())
    return StatementVersion.objects.get(pk=version.pk)


@pytest.fixture(params=[0, 40, 60], ids=["today", "on its day", "afterwards"])
def some_day(request):
    with time_machine.travel(timezone.now() + timedelta(days=request.param), tick=False):
        yield


def test_its_own_page_says_so_with_the_reason(withdrawn, some_day):
    answer = get("/privacyverklaring/versies/2/")
    text = words(answer)
    assert answer.status_code == 200
    assert "Zij is op" in text and "ingetrokken en heeft nooit gegolden." in text
    assert f"Reden: {REASON}" in text
    assert "Erbij." in text, "its words are kept"
    assert "geldt sinds" not in text and "geldt nu" not in text and "Geldt vanaf" not in text
    html = answer.content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert "<title>Ingetrokken:" in " ".join(html.split()).replace("<title> ", "<title>")
    assert "dateModified" not in html


def test_what_holds_goes_on_everywhere(withdrawn, some_day):
    assert "Versie 1, geldt sinds 1 januari 2025." in words(get("/privacyverklaring/"))
    assert "Erbij." not in words(get("/privacyverklaring/"))
    assert "vervangen" not in words(get("/privacyverklaring/versies/1/"))
    for day in (public.amsterdam_day(timezone.now()), withdrawn.effective_from):
        assert get(f"/privacyverklaring/op/{day.isoformat()}/")["Location"] == "/privacyverklaring/versies/1/"
    listed = words(get("/privacyverklaring/versies/"))
    assert "Versie 2 ingetrokken" in listed and REASON in listed
    assert "Versie 1 geldt nu" in listed
    assert "/versies/2/" not in get("/sitemap.xml").content.decode()


def test_the_feed_says_so(withdrawn, some_day):
    feed = get("/privacyverklaring/feed/").content.decode()
    assert "Versie 2, ingetrokken op" in feed
    assert REASON in feed
    assert "Versie 2, geldt vanaf" not in feed and ANNOUNCED not in feed


def test_machines_are_told(withdrawn, some_day):
    told = json.loads(get("/privacyverklaring/versies/2.json").content)
    assert told["withdrawn_reason"] == REASON
    assert datetime.fromisoformat(told["withdrawn_at"]) == withdrawn.withdrawal.confirmed_at
    assert told["sha256"] == hashlib.sha256(told["text"].encode()).hexdigest()
    standing = json.loads(get("/privacyverklaring/versies/1.json").content)
    assert (standing["withdrawn_at"], standing["withdrawn_reason"]) == (None, None)
    assert standing["in_force_from"] == "2024-12-31T23:00:00Z"


def test_paper_says_so(withdrawn):
    said = json.dumps(_document(withdrawn, public.current_letterhead()).blocks, ensure_ascii=False)
    assert "zij heeft nooit gegolden" in said and REASON in said
    assert "geldt vanaf" not in said.lower().replace("zou gelden vanaf", "")


def test_paper_of_one_to_come_sends_to_where_it_is_told(publish):
    document = _document(publish(to_come()), public.current_letterhead())
    said = json.dumps(document.blocks, ensure_ascii=False)
    assert "kan tot die dag worden ingetrokken" in said and "/privacyverklaring/versies/1/" in said


def test_readers_who_heard_of_it_hear_that_it_does_not_come(withdrawn, publish):
    told = f"gaat niet in. Reden: {REASON}"
    heard = withdrawn.announce_from is not None
    for path in ("/", "/privacyverklaring/"):
        assert (told in words(get(path))) == heard
        assert "geldt een nieuwe versie" not in words(get(path))
    publish(None, body=[section("", paragraph("Verbeterd."))])
    assert told not in words(get("/privacyverklaring/")), "the next one took its place"


def test_a_comparison_with_it_says_so(withdrawn):
    text = words(get("/privacyverklaring/versies/2/verschil/1/"))
    assert "ingetrokken, heeft nooit gegolden" in text
