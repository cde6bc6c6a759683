"""Systems that report."""

import factory

from sharing import models
from tests.factories.access import UserFactory
from tests.factories.base import OperatorFactory


class SourceFactory(OperatorFactory):
    class Meta:
        model = models.Source

    name = factory.Sequence(lambda number: f"Bronsysteem {number}")
    user = factory.SubFactory(UserFactory)
    scopes = factory.LazyFunction(lambda: ["check", "record", "read"])
