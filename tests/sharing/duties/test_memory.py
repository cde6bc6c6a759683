"""What a start page remembers is made anew when anything that it is made of changes, and only then."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharing.duties.gaps import gap_counts
from sharing.duties.memory import MADE_OF, gap_counts_as_they_are, moments_as_they_are
from sharing.duties.queries import moments
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)


def test_it_is_remembered_until_any_of_the_registers_that_it_asks_changes():
    with CaptureQueriesContext(connection) as asked:
        moments(on=DAY)
        gap_counts(on=DAY, owners={"x": None})
    tables = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', " ".join(one["sql"] for one in asked)))
    assert tables == {model._meta.db_table for model in MADE_OF}


def test_a_second_visit_asks_only_whether_it_is_still_the_same(django_assert_num_queries):
    owners = {"all": None}
    agreement = factories.AgreementFactory(processing=True, last_day=DAY)
    found = moments_as_they_are(on=DAY), gap_counts_as_they_are(on=DAY, owners=owners)
    assert [one.agreement for one in found[0]] == [agreement.pk]
    with django_assert_num_queries(2):
        assert (moments_as_they_are(on=DAY), gap_counts_as_they_are(on=DAY, owners=owners)) == found


def test_a_change_is_seen_at_once():
    agreement = factories.AgreementFactory(processing=True, last_day=DAY)
    assert moments_as_they_are(on=DAY)
    with factories.recorded():
        type(agreement).objects.filter(pk=agreement.pk).update(last_day=None)
    assert moments_as_they_are(on=DAY) == ()
