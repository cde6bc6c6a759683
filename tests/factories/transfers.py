"""Transfers and their assessments."""

import factory

from sharing import models
from sharing.transfers.choices import Mechanism, TiaConclusion
from tests.factories.base import EARLY, RegisterFactory
from tests.factories.parties import PartyFactory


class TransferFactory(RegisterFactory):
    """Standard contractual clauses with a positive assessment; `scoped`: inside the scope of its `decision`."""

    class Meta:
        model = models.Transfer

    class Params:
        scoped = factory.Trait(mechanism=Mechanism.ADEQUACY, inside_scope=True, assessed_on=None)
        derogation = factory.Trait(mechanism=Mechanism.ART_49_E, assessed_on=None)
        without_tia = factory.Trait(assessed_on=None)

    party = factory.SubFactory(PartyFactory, abroad=True)
    country = factory.SelfAttribute("party.country")
    mechanism = Mechanism.SCC_MODULE_2
    first_day = EARLY
    assessed_on = EARLY

    @classmethod
    def _create(cls, model_class, *args, assessed_on, **kwargs):
        transfer = super()._create(model_class, *args, **kwargs)
        if assessed_on:
            ImpactAssessmentFactory(party=transfer.party, country=transfer.country, assessed_on=assessed_on)
        return transfer


class ImpactAssessmentFactory(RegisterFactory):
    """A positive assessment of a party in its own country."""

    class Meta:
        model = models.ImpactAssessment
        django_get_or_create = ("party", "country", "assessed_on")

    party = factory.SubFactory(PartyFactory, abroad=True)
    country = factory.SelfAttribute("party.country")
    assessed_on = EARLY
    conclusion = TiaConclusion.POSITIVE
