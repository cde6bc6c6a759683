"""What persons ask, and what follows from it."""

from datetime import date, timedelta
from hashlib import sha256

import factory

from sharing import models
from sharing.core.dossiers import seal
from tests.factories.base import NOON, RegisterFactory, recorded, sealed_file, tester
from tests.factories.consents import ObjectionFactory
from tests.factories.parties import PartyFactory


class RightsRequestFactory(RegisterFactory):
    """A request for access by e-mail, by who writes; `number` is a dossier (empty: not known)."""

    class Meta:
        model = models.RightsRequest

    class Params:
        number = "d-0001"
        known = factory.Trait(
            identity_how="shown", identity_on=date(2026, 3, 2), identity_by=factory.LazyFunction(tester)
        )

    kind = "access"
    received_at = NOON
    received_way = "email"
    dossier = factory.LazyAttribute(lambda request: seal(request.number) if request.number else None)
    asked = "Wat weet u van mij?"
    registered_by = factory.LazyFunction(tester)


def granted_request(kind: str = "erasure", **values):
    """A request that was granted an hour after it came in, by who writes."""
    names = ("decided_at", "data_categories")
    later = {name: values.pop(name) for name in names if name in values}
    request = RightsRequestFactory(kind=kind, known=True, **values)
    moment = later.pop("decided_at", request.received_at + timedelta(hours=1))
    with recorded():
        models.RightsRequest.objects.filter(pk=request.pk).update(
            decision="granted", decided_by=tester(), decided_at=moment, **later
        )
    request.refresh_from_db()
    return request


class ComplaintSubjectFactory(RegisterFactory):
    """A complaint about a request of the same person."""

    class Meta:
        model = models.ComplaintSubject

    request = factory.SubFactory(RightsRequestFactory, kind="complaint")
    about_request = factory.SubFactory(RightsRequestFactory)


class PortableFileFactory(RegisterFactory):
    """A file to take along that was made and not delivered, sealed as the product does."""

    class Meta:
        model = models.PortableFile

    request = factory.LazyFunction(lambda: granted_request(kind="portability"))
    chosen = factory.LazyFunction(
        lambda: [
            {"activity": "a", "activity_name": "A", "category": 1, "category_name": "B", "given": True,
             "digital": True, "ground": True}
        ]
    )  # fmt: skip
    note = "Voldoet aan de drie voorwaarden"
    records = 1
    file = factory.LazyFunction(lambda: sealed_file("overdracht"))
    sha256 = sha256(b"%PDF").hexdigest()
    size = 4
    made_by = factory.LazyFunction(tester)


class RecipientNoticeFactory(RegisterFactory):
    """A recipient of what was granted that was told the day after, by e-mail."""

    class Meta:
        model = models.RecipientNotice

    request = factory.LazyFunction(granted_request)
    recipient = factory.SubFactory(PartyFactory, client=True)
    told_on = date(2026, 4, 1)
    told_way = "email"
    address = "meldingen@voorbeeld.example"


class RightsPauseFactory(RegisterFactory):
    class Meta:
        model = models.RightsPause

    request = factory.SubFactory(RightsRequestFactory)
    ground = "identity"
    since = date(2026, 4, 1)
    note = "Gevraagd langs te komen"


class RightsEffectFactory(RegisterFactory):
    """What a request for restriction asks, as it stands in the register."""

    class Meta:
        model = models.RightsEffect

    request = factory.SubFactory(RightsRequestFactory, kind="restriction", known=True)
    objection = factory.SubFactory(ObjectionFactory, restriction=True, decision="pending")


class RightsDocumentFactory(RegisterFactory):
    class Meta:
        model = models.RightsDocument

    request = factory.SubFactory(RightsRequestFactory)
    title = "Brief"
    file = factory.django.FileField(data=b"%PDF-1.7", filename="brief.pdf")
    sha256 = "0" * 64
