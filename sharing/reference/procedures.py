"""By when we answer a complaint: the procedure that we publish beside the statement."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sharing.core.models import Period, Register, ends_after_it_starts, no_overlap
from sharing.reference.models import IN_ENGLISH
from sharing.reference.triggers import ProcedureStands

_LONGEST = 26  # weeks; what takes longer is no procedure that one can hold us to


class ComplaintProcedure(Register, Period):
    """How a complaint about what we do with data is dealt with, with a term of its own; at most one at a time.

    It holds for the complaints that come in on its days: what has begun for one of them does not change any more.
    """

    free_text = ("description", "description_en")

    response_weeks = models.PositiveSmallIntegerField(
        _("antwoord binnen (weken)"),
        validators=[MinValueValidator(1), MaxValueValidator(_LONGEST)],
        help_text=_("Gerekend vanaf de dag waarop de klacht binnenkomt."),
    )
    extension_weeks = models.PositiveSmallIntegerField(
        _("te verlengen met (weken)"),
        default=0,
        validators=[MaxValueValidator(_LONGEST)],
        help_text=_("Nul: een klacht wordt niet verlengd."),
    )
    description = models.TextField(
        _("hoe wij een klacht behandelen"),
        help_text=_("In gewone woorden; staat op de pagina “Uw rechten” en in de privacyverklaring."),
    )
    description_en = models.TextField(
        _("hoe wij een klacht behandelen, in het Engels"), blank=True, help_text=IN_ENGLISH
    )

    class Meta:
        verbose_name = _("klachtenregeling")
        verbose_name_plural = _("klachtenregelingen")
        ordering = ["-first_day"]
        constraints = [
            ends_after_it_starts("complaint_procedure_period"),
            ProcedureStands(name="complaint_procedure_stands"),
            no_overlap(
                "complaint_procedure_once",
                message=_(
                    "Er geldt in deze periode al een klachtenregeling. Geef die eerst een laatste dag."
                ),
            ),
            models.CheckConstraint(
                name="complaint_procedure_term",
                condition=Q(response_weeks__gte=1, response_weeks__lte=_LONGEST)
                & Q(extension_weeks__lte=_LONGEST),
                violation_error_message=_("Vul een termijn in van 1 tot en met 26 weken."),
            ),
            models.CheckConstraint(
                name="complaint_procedure_told",
                condition=~Q(description=""),
                violation_error_message=_("Schrijf op hoe een klacht wordt behandeld."),
            ),
        ]

    def __str__(self) -> str:
        return _("Klachtenregeling vanaf %(day)s") % {"day": f"{self.first_day:%d-%m-%Y}"}
