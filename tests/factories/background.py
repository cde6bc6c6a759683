"""Work in the background."""

from datetime import timedelta

import factory
from django.utils import timezone

from sharing import models
from tests.factories.access import UserFactory
from tests.factories.base import RegisterFactory


class BackgroundWorkFactory(RegisterFactory):
    """Somebody asked for an export; `made` has a file (whose bytes are not there)."""

    class Meta:
        model = models.BackgroundWork

    class Params:
        made = factory.Trait(
            state="done",
            attempt=1,
            rows=3,
            size=120,
            sha256="0" * 64,
            file="exports/voorbeeld",
            finished_at=factory.LazyFunction(timezone.now),
            expires_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=1)),
        )

    task = "sharing.log.tasks.export_log"
    title = "Verstrekkingen (CSV)"
    filename = "verstrekkingen.csv"
    asked_by = factory.SubFactory(UserFactory)
