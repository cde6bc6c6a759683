"""Grounds for sensitive data, and when the gate begins to ask for them."""

from datetime import date

import factory

from sharing import models
from sharing.core.actor import acting, system_user
from sharing.grounds.choices import SensitiveException
from sharing.reference.choices import DataKind
from tests.factories.base import EARLY, RegisterFactory
from tests.factories.reference import LegalProvisionFactory


class SensitiveGroundFactory(RegisterFactory):
    """A ground for all special data; `criminal` and `national_id` for the other kinds, with a provision."""

    class Meta:
        model = models.SensitiveGround

    class Params:
        criminal = factory.Trait(
            kind=DataKind.CRIMINAL,
            exception=SensitiveException.ART_10,
            provision=factory.SubFactory(LegalProvisionFactory),
        )
        national_id = factory.Trait(
            kind=DataKind.NATIONAL_ID,
            exception=SensitiveException.ART_46_UAVG,
            provision=factory.SubFactory(LegalProvisionFactory),
        )

    reference = factory.Sequence(lambda number: f"grond-{number}")
    kind = DataKind.SPECIAL
    exception = SensitiveException.ART_9_2_B
    first_day = EARLY


class GroundsIntroductionFactory(RegisterFactory):
    class Meta:
        model = models.GroundsIntroduction
        django_get_or_create = ("id",)

    id = 1
    warn_until = date(2026, 12, 31)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """It comes with an upgrade, by the operator."""
        with acting(by=system_user(), reason="Bijgewerkt"):
            return super()._create(model_class, *args, **kwargs)
