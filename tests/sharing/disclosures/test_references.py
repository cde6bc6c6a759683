"""No entry refers to what is not there: unknown, deleted, or being deleted at the same moment, whoever writes."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from sharing.core.actor import acting
from sharing.disclosures.models import Disclosure
from sharing.parties.models import Party
from tests import factories
from tests.patience import somebody_waits_for_us, until

NOWHERE = 10**9
CONSTRAINT = next(one for one in Disclosure._meta.constraints if one.name == "refs_disclosure")
COLUMNS = [pair.split(">") for pair in CONSTRAINT.columns]


def nothing(column: str, target: str) -> Any:
    """What refers to nothing in this column."""
    if column.endswith("[]"):
        return [32_000]
    return "QZ" if target.endswith(".code") else NOWHERE


def copied(row: Disclosure, **changes: Any) -> None:
    """The row once more under another key, with changes, as raw SQL of the application's role."""
    columns = [field.column for field in Disclosure._meta.local_concrete_fields if field.column != "id"]
    changes = {"external_id": f"{row.external_id}-2"} | changes
    cells = ", ".join(f"%({column})s" if column in changes else column for column in columns)
    with factories.recorded(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO sharing_disclosure ({', '.join(columns)}) SELECT {cells} FROM sharing_disclosure"
            f" WHERE id = {row.pk}",
            changes,
        )


@pytest.mark.django_db
@pytest.mark.parametrize(("column", "target"), COLUMNS, ids=[column for column, _target in COLUMNS])
def test_an_entry_that_refers_to_nothing_is_refused(column, target):
    row = factories.DisclosureFactory()
    column, wrong = column.removesuffix("[]"), nothing(column, target)
    refused = IntegrityError, "nog niet beoordeeld" if column == "withdrawn_consent_id" else "verwijst naar"
    with pytest.raises(refused[0], match=refused[1]), transaction.atomic():
        copied(row, **{column: wrong})
    if column not in ("recorded_by_id", "withdrawn_consent_id"):  # other rules speak first
        with pytest.raises(IntegrityError, match="verwijst naar"), factories.recorded(), transaction.atomic():
            Disclosure.objects.filter(pk=row.pk).update(**{column: wrong})
    assert Disclosure.objects.count() == 1


@pytest.mark.django_db
def test_of_many_rows_one_that_refers_to_nothing_refuses_all():
    row = factories.DisclosureFactory()
    rows = [
        Disclosure(
            **{
                **{
                    field.attname: getattr(row, field.attname)
                    for field in Disclosure._meta.local_concrete_fields
                },
                "id": None,
                "external_id": f"veel-{number}",
                "recipient_id": NOWHERE if number == 77 else row.recipient_id,
            }
        )
        for number in range(100)
    ]
    with pytest.raises(IntegrityError, match="recipient_id verwijst naar"), factories.recorded():
        Disclosure.objects.bulk_create(rows)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "of_row",
    [
        lambda row: row.purpose,
        lambda row: row.subject_category,
        lambda row: row.source,
        lambda row: row.recipient,
    ],
    ids=["purpose", "subject_category", "source", "recipient"],
)
def test_what_an_entry_refers_to_is_not_deleted(of_row):
    target = of_row(factories.DisclosureFactory())
    with pytest.raises(IntegrityError), factories.recorded(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {target._meta.db_table} WHERE id = %s", [target.pk])


@pytest.mark.django_db
def test_a_data_category_that_an_entry_names_is_not_deleted():
    category = factories.DataCategoryFactory()
    factories.DisclosureFactory(data=[category])
    with (
        pytest.raises(IntegrityError, match="wordt verwezen"),
        factories.recorded(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM sharing_datacategory WHERE id = %s", [category.pk])


def at_once(work: Callable[[], None]) -> tuple[ThreadPoolExecutor, "Future[None]"]:
    """The work on a connection of its own, begun."""

    def apart() -> None:
        try:
            work()
        finally:
            connection.close()

    threads = ThreadPoolExecutor(max_workers=1)
    return threads, threads.submit(apart)


@pytest.mark.django_db(transaction=True)
class TestAtTheSameMoment:
    @pytest.fixture
    def row(self) -> Disclosure:
        return factories.DisclosureFactory()

    @pytest.fixture
    def party(self, row) -> Party:
        return factories.PartyFactory(country=row.recipient.country)

    def delete(self, party: Party) -> None:
        with acting(by=factories.tester(), reason="Proef"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM sharing_party WHERE id = %s", [party.pk])

    def test_who_deletes_waits_for_who_records_and_is_refused(self, row, party):
        with acting(by=factories.tester(), reason="Proef"):
            copied(row, recipient_id=party.pk)
            threads, deleting = at_once(lambda: self.delete(party))
            until(somebody_waits_for_us, "het verwijderen wacht")
        with threads, pytest.raises(IntegrityError, match="wordt verwezen"):
            deleting.result(30)
        assert Disclosure.objects.filter(recipient=party.pk).count() == 1
        assert Party.objects.filter(pk=party.pk).exists()

    def test_who_records_waits_for_who_deletes_and_is_refused(self, row, party):
        with acting(by=factories.tester(), reason="Proef"):
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM sharing_party WHERE id = %s", [party.pk])
            threads, recording = at_once(lambda: copied(row, recipient_id=party.pk))
            until(somebody_waits_for_us, "het vastleggen wacht")
        with threads, pytest.raises(IntegrityError, match="verwijst naar"):
            recording.result(30)
        assert not Disclosure.objects.filter(recipient=party.pk).exists()
