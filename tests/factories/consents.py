"""Consents, objections, requests of authorities, and their documents."""

from datetime import date, timedelta

import factory

from sharing import models
from sharing.consents.choices import Assessment, ObjectionDecision, ObjectionKind, SecrecyKind
from sharing.core.actor import acting
from sharing.core.dossiers import seal
from tests.factories.access import UserFactory
from tests.factories.base import NOON, RegisterFactory, tester
from tests.factories.parties import PartyFactory
from tests.factories.reference import DataCategoryFactory, LegalProvisionFactory


class ConsentFactory(RegisterFactory):
    """Consent of the person with dossier `number` for `data`, a list of data categories."""

    class Meta:
        model = models.Consent

    class Params:
        number = "d-0001"
        data = factory.LazyFunction(lambda: [DataCategoryFactory()])
        withdrawn = factory.Trait(withdrawn_at=NOON - timedelta(days=1))

    dossier = factory.LazyAttribute(lambda consent: seal(consent.number))
    recipient = factory.SubFactory(PartyFactory)
    data_categories = factory.LazyAttribute(lambda consent: [category.pk for category in consent.data])
    given_at = NOON - timedelta(days=90)
    evidence = "Formulier"


class ObjectionFactory(RegisterFactory):
    class Meta:
        model = models.Objection

    class Params:
        number = "d-0001"
        restriction = factory.Trait(kind=ObjectionKind.RESTRICTION, recipient=None)

    dossier = factory.LazyAttribute(lambda objection: seal(objection.number))
    kind = ObjectionKind.OBJECTION
    recipient = factory.SubFactory(PartyFactory)
    decision = ObjectionDecision.UPHELD
    in_force_from = NOON - timedelta(days=90)


class AuthorityRequestFactory(RegisterFactory):
    """A request; `dossiers` are numbers it asks about, there before it is assessed. Its provision is in the list."""

    class Meta:
        model = models.AuthorityRequest

    class Params:
        assessed = factory.Trait(
            assessment=Assessment.GRANTED,
            assessed_by=factory.SubFactory(UserFactory),
            assessed_at=NOON - timedelta(days=2),
        )
        confirmed = factory.Trait(
            assessed=True,
            confirmed_by=factory.SubFactory(UserFactory),
            confirmed_at=NOON - timedelta(days=1),
            data_categories=factory.LazyFunction(lambda: [DataCategoryFactory().pk]),
        )

    reference = factory.Sequence(lambda number: f"VZ-{number:04}")
    authority = factory.SubFactory(PartyFactory, authority=True)
    legal_provision = "artikel 126nd Wetboek van Strafvordering"
    asked = "Adresgegevens"
    received_on = date(2026, 3, 1)
    dossiers = ()

    @classmethod
    def _create(cls, model_class, *args, dossiers, **kwargs):
        cited = kwargs["legal_provision"]
        if not models.LegalProvision.objects.filter(citation=cited).exists():
            LegalProvisionFactory(citation=cited)
        steps = ("assessment", "assessed_by", "assessed_at", "confirmed_by", "confirmed_at")
        later = {name: kwargs.pop(name) for name in steps if dossiers and name in kwargs}
        request = super()._create(model_class, *args, **kwargs)
        for number in dossiers:
            RequestedDossierFactory(request=request, number=number)
        for step in ("assessed", "confirmed"):  # each by who does it
            if f"{step}_by" in later:
                with acting(by=later[f"{step}_by"], reason="Testgegevens"):
                    request.assessment = later["assessment"]
                    setattr(request, f"{step}_by", later[f"{step}_by"])
                    setattr(request, f"{step}_at", later[f"{step}_at"])
                    request.save()
        return request


class RequestedDossierFactory(RegisterFactory):
    class Meta:
        model = models.RequestedDossier

    class Params:
        number = "d-0001"

    request = factory.SubFactory(AuthorityRequestFactory)
    dossier = factory.LazyAttribute(lambda row: seal(row.number))


class AuthorityRequestDocumentFactory(RegisterFactory):
    class Meta:
        model = models.AuthorityRequestDocument

    request = factory.SubFactory(AuthorityRequestFactory)
    title = "Bevel"
    file = factory.django.FileField(data=b"%PDF-1.7", filename="bevel.pdf")
    sha256 = "0" * 64


class SecrecyDecisionFactory(RegisterFactory):
    """Secrecy of an assessed request that is prolonged, by who writes."""

    class Meta:
        model = models.SecrecyDecision

    request = factory.SubFactory(AuthorityRequestFactory, assessed=True)
    kind = SecrecyKind.KEEP
    last_day = date(2027, 3, 1)
    explanation = "Het onderzoek loopt nog"
    decided_by = factory.LazyFunction(tester)
    decided_at = NOON


class ConsentDocumentFactory(RegisterFactory):
    class Meta:
        model = models.ConsentDocument

    consent = factory.SubFactory(ConsentFactory)
    title = "Formulier"
    file = factory.django.FileField(data=b"%PDF-1.7", filename="formulier.pdf")
    sha256 = "0" * 64


class ObjectionDocumentFactory(RegisterFactory):
    class Meta:
        model = models.ObjectionDocument

    objection = factory.SubFactory(ObjectionFactory)
    title = "Brief"
    file = factory.django.FileField(data=b"%PDF-1.7", filename="brief.pdf")
    sha256 = "0" * 64
