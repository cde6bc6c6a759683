"""What versions of the statement promise."""

from datetime import date

import factory

from sharing import models
from sharing.core.periods import start_of_day
from sharing.parties.choices import Capacity
from tests.factories.base import RegisterFactory


class CommitmentSetFactory(RegisterFactory):
    """The strictest promises; `purposes` are codes. Version n holds from 1 January 2019 plus n years."""

    class Meta:
        model = models.CommitmentSet

    version = factory.Sequence(lambda number: number + 1)
    effective_from = factory.LazyAttribute(lambda row: date(2019 + row.version, 1, 1))
    in_force_from = factory.LazyAttribute(lambda row: start_of_day(row.effective_from))
    transfer_policy = "legal_obligation_only"
    special_categories = "explicit_consent_only"
    capacities = factory.LazyFunction(lambda: list(Capacity.values))
    purposes = factory.LazyFunction(list)
    response_weeks = 4
    extension_months = 2
    identity_check = True
    consent_for_all_else = True


class CommitmentWithdrawalFactory(RegisterFactory):
    """Of promises that are far from holding."""

    class Meta:
        model = models.CommitmentWithdrawal

    commitments = factory.SubFactory(CommitmentSetFactory, effective_from=date(2999, 1, 1))
