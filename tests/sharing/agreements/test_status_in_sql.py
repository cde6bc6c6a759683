"""The status that the database computes is the one that the rules give, whatever the dates."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sharing.agreements.choices import AgreementStatus
from sharing.agreements.models import Agreement
from sharing.agreements.queries import (
    LAST_DAY,
    NOTICE_DAY,
    facts_of,
    status_in_sql,
    status_order,
    with_status,
)
from sharing.agreements.rules import last_day_for_notice, last_effective_day, status_on
from sharing.core.actor import acting
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 31)
near = st.integers(-4, 4).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def dates(draw):
    """Dates of an agreement that the database accepts, close to each other so that every border is met."""
    first = draw(near)
    later = st.none() | st.integers(0, 6).map(lambda days: first + timedelta(days=days))
    return {
        "first_day": first,
        "last_day": draw(later),
        "terminated_per": draw(later),
        "signed_on": draw(st.none() | near),
        "notice_days": draw(st.none() | st.integers(0, 5)),
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(several=st.lists(dates(), min_size=1, max_size=25), day=near)
@example(
    several=[
        {
            "first_day": TODAY,
            "last_day": TODAY,
            "terminated_per": TODAY,
            "signed_on": None,
            "notice_days": 0,
        }
    ],
    day=TODAY + timedelta(days=1),
)
def test_sql_and_rules_agree(several, day):
    with transaction.atomic():
        party = factories.PartyFactory(client=True)
        with acting(by=factories.tester(), reason="Proef"):
            made = Agreement.objects.bulk_create(
                Agreement(reference=f"P-{number}", party=party, kind="service_agreement", **one)
                for number, one in enumerate(several)
            )
        rows = Agreement.objects.filter(pk__in=[one.pk for one in made])
        expected = {one.pk: status_on(facts_of(one), day) for one in made}
        assert dict(rows.values_list("pk", status_in_sql(day))) == {
            pk: status.value for pk, status in expected.items()
        }
        places = {status: place for place, status in enumerate(AgreementStatus)}
        assert dict(rows.values_list("pk", status_order(day))) == {
            pk: places[status] for pk, status in expected.items()
        }
        for status in AgreementStatus:
            found = set(with_status(rows, status, on=day).values_list("pk", flat=True))
            assert found == {pk for pk, one in expected.items() if one == status}
        assert dict(rows.values_list("pk", LAST_DAY)) == {
            one.pk: last_effective_day(facts_of(one)) for one in made
        }
        assert dict(rows.values_list("pk", NOTICE_DAY)) == {
            one.pk: last_day_for_notice(facts_of(one)) for one in made
        }
        transaction.set_rollback(True)
