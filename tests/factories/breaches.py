"""Breaches, what belongs to each, and what was reported."""

import factory

from sharing import models
from tests.factories.base import NOON, RegisterFactory, tester
from tests.factories.reference import DataCategoryFactory, SubjectCategoryFactory


class BreachFactory(RegisterFactory):
    """A breach that became known at noon, registered by who writes; nothing decided."""

    class Meta:
        model = models.Breach

    title = "Bijlage verkeerd verstuurd"
    aware_at = NOON
    nature = ["confidentiality"]
    cause = "misdirected"
    facts = "Een bijlage ging naar de verkeerde gemeente."
    registered_by = factory.LazyFunction(tester)


class BreachSubjectsFactory(RegisterFactory):
    class Meta:
        model = models.BreachSubjects

    breach = factory.SubFactory(BreachFactory)
    category = factory.SubFactory(SubjectCategoryFactory)


class BreachRecordsFactory(RegisterFactory):
    class Meta:
        model = models.BreachRecords

    breach = factory.SubFactory(BreachFactory)
    category = factory.SubFactory(DataCategoryFactory)


class BreachDisclosureFactory(RegisterFactory):
    class Meta:
        model = models.BreachDisclosure

    breach = factory.SubFactory(BreachFactory)
    disclosure = factory.SubFactory("tests.factories.DisclosureFactory")


class BreachAnswerFactory(RegisterFactory):
    class Meta:
        model = models.BreachAnswer

    breach = factory.SubFactory(BreachFactory)
    question = "vulnerable"
    answer = "no"


class BreachDocumentFactory(RegisterFactory):
    class Meta:
        model = models.BreachDocument

    breach = factory.SubFactory(BreachFactory)
    title = "Mail"
    file = factory.django.FileField(data=b"%PDF-1.7", filename="mail.pdf")
    sha256 = "0" * 64


class BreachNotificationFactory(RegisterFactory):
    class Meta:
        model = models.BreachNotification

    breach = factory.SubFactory(BreachFactory)
    phase = "initial"
    sent_at = NOON
    reference = "AP-1"
    is_complete = True
    fields = factory.LazyFunction(dict)
    file = factory.django.FileField(data=b"%PDF-1.7", filename="melding.pdf")
    sha256 = "0" * 64
    made_by = factory.LazyFunction(tester)
