"""Enumerations of the conflict report."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Weight(models.TextChoices):
    """How much a conflict weighs: only the first kind asks for a reason at publication."""

    CONFLICT = "conflict", _("Verschil")
    WARNING = "warning", _("Aandachtspunt")


# What a reader of the report calls each kind of conflict.
CODE_WORDS = {
    "processor-outside-eea": _("Verwerker buiten de EER"),
    "own-sub-processor-outside-eea": _("Onze subverwerker buiten de EER"),
    "recipient-outside-eea": _("Ontvanger buiten de EER"),
    "capacity-not-stated": _("Hoedanigheid staat niet in de tekst"),
    "purpose-not-stated": _("Doeleinde staat niet in de tekst"),
    "category-not-stated": _("Gegevens staan niet in de tekst"),
    "capacity-ended": _("Hoedanigheid is geëindigd"),
    "agreement-ended": _("Overeenkomst is afgelopen"),
    "agreement-unsigned": _("Overeenkomst niet ondertekend"),
    "agreement-missing": _("Overeenkomst ontbreekt"),
    "categories-not-agreed": _("Meer gegevens dan afgesproken"),
    "special-data-agreed": _("Bijzondere gegevens in een overeenkomst"),
    "art-28-incomplete": _("Verwerkersovereenkomst niet compleet"),
    "sub-processor-not-approved": _("Subverwerker niet goedgekeurd"),
    "response-term-too-long": _("Antwoordtermijn te lang"),
    "extension-too-long": _("Verlenging te lang"),
    "transfer-without-mechanism": _("Doorgifte zonder grondslag"),
    "transfer-without-tia": _("Doorgifte zonder TIA"),
    "derogation-as-habit": _("Afwijking als gewoonte"),
    "decision-ends": _("Besluit eindigt binnen een jaar"),
    "adequacy-under-review": _("Besluit wordt heroverwogen"),
}
