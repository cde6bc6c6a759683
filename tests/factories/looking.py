"""Who looked at which dossier."""

import factory

from sharing import models
from sharing.core.dossiers import seal
from sharing.core.looking.choices import LookAct, LookReason
from tests.factories.base import RegisterFactory, tester


class LookFactory(RegisterFactory):
    """Somebody looked at the dossier with this `number`; the database says who and when."""

    class Meta:
        model = models.Look

    class Params:
        number = "d-0001"

    looked_by = factory.LazyFunction(tester)
    dossier = factory.LazyAttribute(lambda look: seal(look.number))
    act = LookAct.OPENED
    reason = LookReason.ACCESS
