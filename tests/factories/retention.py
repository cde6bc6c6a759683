"""Rules of retention, holds and destructions."""

import factory

from sharing import models
from sharing.core.dossiers import seal
from tests.factories.base import EARLY, NOON, RegisterFactory, tester
from tests.factories.reference import RetentionTermFactory


class RetentionRuleFactory(RegisterFactory):
    """Disclosures are kept for the two years of their term from the day of each."""

    class Meta:
        model = models.RetentionRule

    term = factory.SubFactory(RetentionTermFactory)
    record_kind = "disclosure"
    counted_from = "own"
    first_day = EARLY


class RetentionHoldFactory(RegisterFactory):
    """A claim about the dossier with this `number`, by who writes."""

    class Meta:
        model = models.RetentionHold

    class Params:
        number = "d-0001"

    dossier = factory.LazyAttribute(lambda hold: seal(hold.number))
    ground = "claim"
    explanation = "Er loopt een rechtszaak"
    placed_by = factory.LazyFunction(tester)
    placed_at = NOON


class DestructionFactory(RegisterFactory):
    """A proposal by who writes to destroy what does not belong here; its list is empty."""

    class Meta:
        model = models.Destruction

    basis = "archive"
    explanation = "Hoorde hier nooit"
    counts = factory.LazyFunction(lambda: {"disclosure": 1})
    total = 1
    manifest = "0" * 64
    proposed_by = factory.LazyFunction(tester)
    proposed_at = NOON
