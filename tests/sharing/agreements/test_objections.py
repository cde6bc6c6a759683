"""Objecting to a sub-processor (art. 28(2)), and a chain that never closes on itself."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from sharing.agreements.choices import ObjectionOutcome, SubProcessorAuthorisation
from sharing.agreements.rules import SubProcessorFacts, is_approved
from sharing.core.actor import acting
from sharing.models import SubProcessor
from tests import factories
from tests.sharing.facts import agreement

DAY = date(2026, 6, 1)
GENERAL = agreement(kind="processing_agreement", authorisation=SubProcessorAuthorisation.GENERAL)


def link(**given) -> SubProcessorFacts:
    return SubProcessorFacts("een", objection_until=date(2026, 4, 1), **given)


@pytest.mark.parametrize(
    ("given", "may"),
    [
        ({}, True),
        ({"objected_on": date(2026, 4, 1), "objection_outcome": ObjectionOutcome.OPEN}, False),
        ({"objected_on": date(2026, 4, 1), "objection_outcome": ObjectionOutcome.NOT_ENGAGED}, False),
        ({"objected_on": date(2026, 4, 1), "objection_outcome": ObjectionOutcome.ENDED}, False),
        ({"objected_on": date(2026, 4, 1), "objection_outcome": ObjectionOutcome.WITHDRAWN}, True),
        ({"objected_on": date(2026, 4, 1), "objection_outcome": ObjectionOutcome.ADJUSTED}, True),
        # After the term it holds nobody back, nor does one that is yet to be made.
        ({"objected_on": date(2026, 4, 2), "objection_outcome": ObjectionOutcome.OPEN}, True),
        # What was approved all the same may be engaged.
        (
            {
                "objected_on": date(2026, 4, 1),
                "objection_outcome": ObjectionOutcome.OPEN,
                "approved_on": date(2026, 5, 1),
            },
            True,
        ),
    ],
)
def test_who_was_objected_to_in_time_may_not_be_engaged(given, may):
    assert is_approved(GENERAL, link(**given), DAY) is may


@pytest.mark.django_db
@pytest.mark.parametrize(
    "half",
    [
        {"objected_on": DAY},
        {"objection_reason": "Buiten de EER"},
        {"objection_outcome": "open"},
        {"objected_on": DAY, "objection_reason": "Buiten de EER", "objection_outcome": "boe"},
        {
            "objected_on": DAY,
            "objection_reason": "Buiten de EER",
            "objection_outcome": "open",
            "announced_on": date(2026, 6, 2),
        },
    ],
)
def test_half_an_objection_is_not_stored(half):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.SubProcessorFactory(**half)


@pytest.mark.django_db
class TestCircles:
    @pytest.fixture
    def three(self):
        first = factories.SubProcessorFactory()
        second = factories.SubProcessorFactory(agreement=first.agreement, parent=first)
        third = factories.SubProcessorFactory(agreement=first.agreement, parent=second)
        return first, second, third

    @staticmethod
    def raw(*pairs) -> None:
        """By SQL, as somebody would who works with the database directly."""
        with transaction.atomic(), acting(by=factories.tester(), reason="Proef"):
            with connection.cursor() as cursor:
                for child, parent in pairs:
                    cursor.execute(
                        "UPDATE sharing_subprocessor SET parent_id = %s WHERE id = %s",
                        [parent and parent.pk, child.pk],
                    )
            connection.check_constraints()

    def test_a_circle_by_raw_sql_is_refused(self, three):
        first, _second, third = three
        with pytest.raises(IntegrityError, match="schakelt een subverwerker langs een omweg zichzelf in"):
            self.raw((first, third))

    def test_links_may_change_places_in_one_transaction(self, three):
        first, second, third = three
        self.raw((first, third), (second, None), (third, second))
        assert SubProcessor.objects.get(pk=first.pk).parent == third
