"""What a request of a person does in the register: the consents that end by it, the objections that it is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from sharing.consents.models import Consent, Objection
from sharing.core.kept import Kept
from sharing.core.models import Register
from sharing.rights.models import KEPT_REQUEST, RightsRequest
from sharing.rights.triggers import EffectStands


class RightsEffect(Register):
    """One record of the register that a request leads to.

    A consent that is withdrawn by it; an objection or restriction that it asks for, decided together with it; or a
    restriction that holds until it is answered (art. 18(1)(a), (d)).
    """

    request = ParentalKey(
        RightsRequest, verbose_name=_("verzoek"), on_delete=models.CASCADE, related_name="effects"
    )
    objection = models.OneToOneField(
        Objection,
        verbose_name=_("bezwaar of beperking"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rights_effect",
    )
    consent = models.ForeignKey(
        Consent,
        verbose_name=_("toestemming"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rights_effects",
    )

    class Meta:
        verbose_name = _("gevolg van een verzoek")
        verbose_name_plural = _("gevolgen van een verzoek")
        ordering = ["id"]
        constraints = [
            Kept(name="kept_sharing_rightseffect", sentence=KEPT_REQUEST),
            EffectStands(name="rights_effect_stands"),
            models.CheckConstraint(
                name="rights_effect_of_one",
                condition=Q(objection__isnull=False, consent__isnull=True)
                | Q(objection__isnull=True, consent__isnull=False),
            ),
            models.UniqueConstraint(fields=["request", "consent"], name="rights_effect_consent_once"),
        ]

    def __str__(self) -> str:
        return str(self.objection or self.consent)
