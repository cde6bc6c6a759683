"""Rows of several tables with one question are the rows that each question would have given."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sharing.agreements.models import Agreement
from sharing.core.actor import acting
from sharing.core.completing import fetch
from sharing.core.gathering import rows_together, values_together
from sharing.core.once import once, one_page
from sharing.core.readable import named_after
from sharing.core.records import registers
from sharing.core.whole import bring_whole, fetch_together
from sharing.parties.models import Party
from tests import factories
from tests.architecture.examples import Examples

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return factories.UserFactory()


def values_of(row):
    return [(field.attname, getattr(row, field.attname)) for field in row._meta.concrete_fields]


def comparable(values):
    return [(name, bytes(one) if isinstance(one, memoryview) else one) for name, one in values]


def test_every_kind_of_value_of_every_register_and_its_history_comes_back_as_it_was():
    Examples()
    models = [one for register in registers() for one in (register, register.history.model)]
    sets = [model._base_manager.order_by("pk") for model in models]
    with CaptureQueriesContext(connection) as asked:
        together = rows_together(sets)
    assert len(asked) == 1
    for apart, rows in zip(sets, together, strict=True):
        assert [comparable(values_of(row)) for row in rows] == [comparable(values_of(row)) for row in apart]
        assert not any(row._state.adding for row in rows)
    assert sum(map(bool, together)) > 60


def test_a_set_that_can_hold_nothing_and_one_that_does_not_are_empty_in_their_place():
    party = factories.PartyFactory()
    none, one, gone = rows_together([Party.objects.none(), Party.objects.all(), Party.objects.filter(pk=0)])
    assert (none, one, gone) == ([], [party], [])
    assert rows_together([]) == values_together([]) == []


def test_values_keep_their_names_kinds_and_order():
    first, last = factories.AgreementFactory(reference="A"), factories.AgreementFactory(reference="B")
    sets = [
        Agreement.objects.order_by("-reference").values("pk", "first_day", "party__name"),
        Party.objects.none().values("pk"),
        Agreement.objects.filter(pk=first.pk).values("reference"),
    ]
    assert values_together(sets) == [list(one) for one in sets]
    assert [row["pk"] for row in values_together(sets)[0]] == [last.pk, first.pk]


def test_records_at_moments_are_those_of_fetch(user):
    transfer = factories.TransferFactory(party=factories.PartyFactory(name="Oud"))
    with acting(by=user, reason="Nieuwe naam"):
        Party.objects.update(name="Nieuw")
    now = timezone.now()
    asked = {(type(transfer), transfer.pk, now), (Party, transfer.party_id, None), (Party, 0, now)}
    found = fetch_together(asked, names_of=named_after)
    assert set(found) == asked - {(Party, 0, now)}
    assert str(found[type(transfer), transfer.pk, now]) == str(
        fetch(type(transfer), [transfer.pk], now)[transfer.pk]
    )


def test_a_record_is_brought_whole_with_one_question():
    agreement = factories.AgreementFactory(processing=True)
    links = [factories.SubProcessorFactory(agreement=agreement) for _number in range(3)]
    record = Agreement.objects.get()
    with CaptureQueriesContext(connection) as asked:
        bring_whole(record)
        assert record.party == agreement.party
        assert set(record.sub_processors.all()) == set(links)
    assert len(asked) == 1


class TestOnce:
    def test_outside_a_page_everything_is_read_when_it_is_asked(self):
        assert [once("a", lambda: 1), once("a", lambda: 2)] == [1, 2]

    def test_on_a_page_it_is_read_once_and_forgotten_after_it(self):
        with one_page():
            assert [once("a", lambda: 1), once("a", lambda: 2)] == [1, 1]
        assert once("a", lambda: 3) == 3

    def test_who_writes_reads_again(self, user):
        with one_page():
            assert once("a", lambda: 1) == 1
            with acting(by=user, reason="Iets anders"):
                assert once("a", lambda: 2) == 2
            assert once("a", lambda: 3) == 3
