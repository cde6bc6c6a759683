"""Enumerations of transfers to third countries (AVG chapter V)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mechanism(models.TextChoices):
    """The instrument a transfer rests on (art. 45, 46, 47, 49)."""

    ADEQUACY = "adequacy", _("Adequaatheidsbesluit (art. 45)")
    SCC_2001 = "scc_2001", _("Modelcontractbepalingen van 2001 (tot en met 27 december 2022)")
    SCC_2004 = "scc_2004", _("Modelcontractbepalingen van 2004 (tot en met 27 december 2022)")
    SCC_2010 = "scc_2010", _("Modelcontractbepalingen van 2010 (tot en met 27 december 2022)")
    SCC_MODULE_1 = "scc_module_1", _("Modelcontractbepalingen, module 1 (art. 46)")
    SCC_MODULE_2 = "scc_module_2", _("Modelcontractbepalingen, module 2 (art. 46)")
    SCC_MODULE_3 = "scc_module_3", _("Modelcontractbepalingen, module 3 (art. 46)")
    SCC_MODULE_4 = "scc_module_4", _("Modelcontractbepalingen, module 4 (art. 46)")
    BCR = "bcr", _("Bindende bedrijfsvoorschriften (art. 47)")
    CODE_OF_CONDUCT = "code_of_conduct", _("Gedragscode (art. 46)")
    CERTIFICATION = "certification", _("Certificering (art. 46)")
    ART_46_OTHER = "art_46_other", _("Andere waarborg (art. 46)")
    ART_49_A = "art_49_a", _("Uitdrukkelijke toestemming (art. 49, lid 1, onder a)")
    ART_49_B = "art_49_b", _("Overeenkomst met de betrokkene (art. 49, lid 1, onder b)")
    ART_49_C = "art_49_c", _("Overeenkomst in het belang van de betrokkene (art. 49, lid 1, onder c)")
    ART_49_D = "art_49_d", _("Gewichtige redenen van algemeen belang (art. 49, lid 1, onder d)")
    ART_49_E = "art_49_e", _("Rechtsvordering (art. 49, lid 1, onder e)")
    ART_49_F = "art_49_f", _("Vitaal belang (art. 49, lid 1, onder f)")
    ART_49_G = "art_49_g", _("Openbaar register (art. 49, lid 1, onder g)")
    ART_49_COMPELLING = "art_49_1_slot", _("Dwingend gerechtvaardigd belang (art. 49, lid 1, slot)")


SAFEGUARDS = frozenset(
    {
        Mechanism.SCC_2001,
        Mechanism.SCC_2004,
        Mechanism.SCC_2010,
        Mechanism.SCC_MODULE_1,
        Mechanism.SCC_MODULE_2,
        Mechanism.SCC_MODULE_3,
        Mechanism.SCC_MODULE_4,
        Mechanism.BCR,
        Mechanism.CODE_OF_CONDUCT,
        Mechanism.CERTIFICATION,
        Mechanism.ART_46_OTHER,
    }
)
# The number of the module, of the clauses that have one (Decision (EU) 2021/914).
SCC_MODULES: dict[str, int] = {f"scc_module_{number}": number for number in range(1, 5)}
DEROGATIONS = frozenset(mechanism for mechanism in Mechanism if mechanism.value.startswith("art_49_"))

MECHANISM_WORDS = {
    "adequaatheidsbesluit": Mechanism.ADEQUACY,
    "scc_2001": Mechanism.SCC_2001,
    "scc_2004": Mechanism.SCC_2004,
    "scc_2010": Mechanism.SCC_2010,
    "scc_module_1": Mechanism.SCC_MODULE_1,
    "scc_module_2": Mechanism.SCC_MODULE_2,
    "scc_module_3": Mechanism.SCC_MODULE_3,
    "scc_module_4": Mechanism.SCC_MODULE_4,
    "bcr": Mechanism.BCR,
    "gedragscode": Mechanism.CODE_OF_CONDUCT,
    "certificering": Mechanism.CERTIFICATION,
    "art_46_overig": Mechanism.ART_46_OTHER,
    **{mechanism.value: mechanism for mechanism in Mechanism if mechanism.value.startswith("art_49_")},
}


class TiaConclusion(models.TextChoices):
    """Outcome of a transfer impact assessment (C-311/18)."""

    POSITIVE = "positive", _("Positief")
    NEGATIVE = "negative", _("Negatief")


TIA_WORDS = {"positief": TiaConclusion.POSITIVE, "negatief": TiaConclusion.NEGATIVE}


class TransferStatus(models.TextChoices):
    """How a party in a country stands towards chapter V on a day; computed, never typed."""

    EEA = "eea", _("Binnen de EER")
    ADEQUATE = "adequate", _("Adequaatheidsbesluit")
    SAFEGUARDS = "safeguards", _("Passende waarborgen")
    DEROGATION = "derogation", _("Afwijking voor een specifieke situatie")
    NONE = "none", _("Geen grondslag voor doorgifte")
