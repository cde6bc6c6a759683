"""An answer about very many disclosures: JSON within bounds of memory, a letter that is too long refused."""

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from sharing.answers import letter
from sharing.answers.choices import AnswerFormat
from sharing.answers.models import AccessAnswer
from sharing.answers.operations import make_answer
from sharing.core.dossiers import seal
from sharing.core.exceptions import Refused
from sharing.core.looking.models import Look
from sharing.models import Disclosure
from tests import factories

pytestmark = pytest.mark.django_db
MOST_MEMORY = 4_000_000  # bytes that Python holds at once; the file is as large for each thousand disclosures


def many(number: int) -> None:
    first = factories.DisclosureFactory(description="Gesprek")
    same = {
        field.attname: getattr(first, field.attname)
        for field in Disclosure._meta.concrete_fields
        if field.name not in ("id", "external_id", "disclosed_at", "description")
    }
    rows = (
        Disclosure(
            external_id=f"veel-{count}",
            disclosed_at=first.disclosed_at - timedelta(hours=count),
            description=f"Gesprek {count} over de voortgang " + "x" * 200,
            **same,
        )
        for count in range(1, number)
    )
    with factories.recorded():
        Disclosure.objects.bulk_create(rows, batch_size=1000)


def made(form: AnswerFormat) -> AccessAnswer:
    asked = {
        "reason": "access",
        "note": "",
        "by": factories.tester(),
        "at": datetime(2026, 11, 26, tzinfo=UTC),
    }
    return make_answer(seals=[seal("d-0001")], form=form, **asked)


def test_json_is_written_while_it_is_read():
    many(6_000)
    tracemalloc.start()
    try:
        answer = made(AnswerFormat.JSON)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert answer.disclosures == 6_000
    assert answer.size > MOST_MEMORY / 2
    assert peak < MOST_MEMORY


def test_a_letter_that_is_too_long_says_so_and_leaves_nothing(monkeypatch):
    many(20)
    monkeypatch.setattr(letter, "MOST_LINES", 10)
    with pytest.raises(Refused, match="Kies JSON"):
        made(AnswerFormat.PDF)
    assert not AccessAnswer.objects.exists()
    assert not Look.objects.exists()
