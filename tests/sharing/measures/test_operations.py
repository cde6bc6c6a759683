"""Checks are evidence: made by who checked, on a day that was, kept with what they were of."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from sharing.core.actor import acting
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.operations import delete_record
from sharing.core.periods import amsterdam_day
from sharing.core.records import version_of
from sharing.measures.operations import record_check, retire
from sharing.measures.queries import declarations_on, measures_on
from sharing.models import ConfidentialityCheck, MeasureCheck
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return amsterdam_day(timezone.now())


def check(record, **changes):
    now = timezone.now()
    said = {
        "checked_on": amsterdam_day(now),
        "outcome": "in_order",
        "note": "",
        "next_check": date(2035, 1, 1),
        "seen": version_of(type(record), record.pk),
        "by": make.tester(),
        "at": now,
        "reason": "Jaarlijkse controle",
    }
    return record_check(record, **said | changes)


@pytest.mark.parametrize(
    ("factory", "kind"),
    [(make.SecurityMeasureFactory, MeasureCheck), (make.ConfidentialityFactory, ConfidentialityCheck)],
)
def test_a_check_sets_the_day_of_the_next(factory, kind, today):
    record = factory(next_check=today)
    made = check(record)
    record.refresh_from_db()
    assert record.next_check == date(2035, 1, 1)
    assert isinstance(made, kind) and made.checked_by == make.tester()
    assert record.history.first().history_change_reason == "Jaarlijkse controle"


def test_one_of_before_the_last_leaves_the_next_day(today):
    measure = make.SecurityMeasureFactory()
    check(measure, next_check=date(2035, 1, 1))
    check(measure, checked_on=today - timedelta(days=40), next_check=today + timedelta(days=5))
    measure.refresh_from_db()
    assert measure.next_check == date(2035, 1, 1)
    assert measure.checks.count() == 2


def test_days_that_cannot_be(today):
    measure = make.SecurityMeasureFactory()
    for changes in ({"checked_on": today + timedelta(days=1)}, {"next_check": today}):
        with pytest.raises(RefusedInput):
            check(measure, **changes)
    assert not MeasureCheck.objects.exists()


def test_no_number_of_a_person_in_a_note():
    with pytest.raises(RefusedInput, match="burgerservicenummer"):
        check(make.SecurityMeasureFactory(), note="Zie 111222333")


def test_what_changed_meanwhile_is_looked_at_first():
    measure = make.SecurityMeasureFactory()
    seen = version_of(type(measure), measure.pk)
    check(measure)
    with pytest.raises(ChangedMeanwhile):
        check(measure, seen=seen)


def test_what_was_checked_is_kept_and_what_was_not_may_go():
    kept, other = make.SecurityMeasureFactory(), make.SecurityMeasureFactory()
    check(kept)
    with pytest.raises(Refused, match="blijft in het register"):
        delete_record(kept, by=make.tester(), reason="Weg")
    delete_record(other, by=make.tester(), reason="Dubbel")


def test_retired_it_holds_until_its_last_day(today):
    measure = make.SecurityMeasureFactory()
    with pytest.raises(RefusedInput, match="voor de eerste dag"):
        retire(
            measure,
            last_day=date(2019, 1, 1),
            seen=version_of(type(measure), measure.pk),
            by=make.tester(),
            reason="Vervangen",
        )
    retire(
        measure,
        last_day=today,
        seen=version_of(type(measure), measure.pk),
        by=make.tester(),
        reason="Vervangen",
    )
    assert [row for row, _protects in measures_on(today)] == [measure]
    assert measures_on(today + timedelta(days=1)) == []


def test_what_holds_on_a_day_is_read_with_what_it_protects():
    link = make.MeasureActivityFactory()
    category = make.MeasureDataCategoryFactory(measure=link.measure)
    make.SecurityMeasureFactory(last_day=date(2021, 1, 1))
    ((row, protects),) = measures_on(date(2026, 1, 1))
    assert row == link.measure
    assert protects.covers(link.activity_id, []) and protects.covers(0, [category.data_category_id])
    assert not protects.covers(0, [])


def test_own_staff_come_first():
    processor, staff = make.ConfidentialityFactory(processor=True), make.ConfidentialityFactory()
    assert declarations_on(date(2026, 1, 1)) == [staff, processor]


class TestTheDatabase:
    def refuses(self, statement: str, *values, said: str) -> None:
        with pytest.raises(IntegrityError, match=said), transaction.atomic(), make.recorded():
            with connection.cursor() as sql:
                sql.execute(statement, values)

    def made(self, **changes) -> tuple[str, list]:
        row = {
            "measure_id": make.SecurityMeasureFactory().pk,
            "checked_on": date(2026, 1, 1),
            "checked_by_id": make.tester().pk,
            "outcome": "in_order",
            "note": "",
            "next_check": date(2027, 1, 1),
        } | changes
        places = ", ".join(["%s"] * len(row))
        return f"INSERT INTO sharing_measurecheck ({', '.join(row)}) VALUES ({places})", [*row.values()]

    def test_a_check_is_in_the_name_of_who_checks(self):
        statement, values = self.made(checked_by_id=make.UserFactory().pk)
        self.refuses(statement, *values, said="op naam van wie haar vastlegt")

    def test_a_check_is_not_of_tomorrow(self):
        statement, values = self.made(checked_on=date(2099, 1, 1), next_check=date(2100, 1, 1))
        self.refuses(statement, *values, said="nog moet komen")

    def test_the_next_is_later_and_the_outcome_known(self):
        for changes, name in (
            ({"next_check": date(2026, 1, 1)}, "measure_check_later"),
            ({"outcome": "fine"}, "measure_check_known"),
        ):
            statement, values = self.made(**changes)
            self.refuses(statement, *values, said=name)

    def test_a_check_stays_as_it_is(self):
        made = make.MeasureCheckFactory()
        for change in ("UPDATE sharing_measurecheck SET note = 'x'", "DELETE FROM sharing_measurecheck"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                with make.recorded(), connection.cursor() as sql:
                    sql.execute(f"{change} WHERE id = %s", [made.pk])

    def test_of_staff_numbers_and_of_a_processor_its_party(self):
        staff = make.ConfidentialityFactory()
        party = make.PartyFactory()
        for change in ("people = NULL", "\"group\" = ''", f"party_id = {party.pk}", "signed = people + 1"):
            statement = f"UPDATE sharing_confidentiality SET {change} WHERE id = %s"
            self.refuses(statement, staff.pk, said="confidentiality_")

    def test_nothing_without_an_actor(self):
        measure = make.SecurityMeasureFactory()
        with pytest.raises(IntegrityError, match="zonder uitvoerder"), transaction.atomic():
            type(measure).objects.filter(pk=measure.pk).update(name="Anders")

    def test_every_change_is_in_the_history(self):
        measure = make.SecurityMeasureFactory()
        with acting(by=make.tester(), reason="Anders genoemd"):
            type(measure).objects.filter(pk=measure.pk).update(name="Anders")
        assert measure.history.order_by("-history_id").first().name == "Anders"
