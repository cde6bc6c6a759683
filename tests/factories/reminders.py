"""Calendar feeds."""

from hashlib import sha256

import factory

from sharing import models
from tests.factories.access import UserFactory
from tests.factories.base import NOON, RegisterFactory


class CalendarFeedFactory(RegisterFactory):
    """The calendar of somebody, at the address with this `secret`."""

    class Meta:
        model = models.CalendarFeed

    class Params:
        secret = "een-geheim-adres"

    person = factory.SubFactory(UserFactory)
    secret_hash = factory.LazyAttribute(lambda feed: sha256(feed.secret.encode()).hexdigest())
    made_at = NOON
