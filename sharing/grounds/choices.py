"""Enumerations of the grounds for sensitive data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sharing.reference.choices import DATA_KIND_WORDS, DataKind


class SensitiveException(models.TextChoices):
    """What allows data that is forbidden in principle (AVG art. 9(2), 10 and 87; UAVG 22-33 and 46)."""

    ART_9_2_A = "art_9_2_a", _("Uitdrukkelijke toestemming (art. 9, lid 2, onder a; art. 22 UAVG)")
    ART_9_2_B = "art_9_2_b", _("Arbeidsrecht en sociale zekerheid (art. 9, lid 2, onder b; art. 30 UAVG)")
    ART_9_2_C = "art_9_2_c", _("Vitaal belang (art. 9, lid 2, onder c; art. 22 UAVG)")
    ART_9_2_D = "art_9_2_d", _("Vereniging of stichting, eigen leden (art. 9, lid 2, onder d; art. 22 UAVG)")
    ART_9_2_E = "art_9_2_e", _("Zelf openbaar gemaakt (art. 9, lid 2, onder e; art. 22 UAVG)")
    ART_9_2_F = "art_9_2_f", _("Rechtsvordering (art. 9, lid 2, onder f; art. 22 UAVG)")
    ART_9_2_G = "art_9_2_g", _("Zwaarwegend algemeen belang (art. 9, lid 2, onder g; art. 23 en 25-30 UAVG)")
    ART_9_2_H = "art_9_2_h", _("Zorg, arbeidsgeneeskunde (art. 9, lid 2, onder h; art. 30 UAVG)")
    ART_9_2_I = "art_9_2_i", _("Volksgezondheid (art. 9, lid 2, onder i)")
    ART_9_2_J = "art_9_2_j", _("Onderzoek, archief, statistiek (art. 9, lid 2, onder j; art. 24 UAVG)")
    ART_10 = "art_10", _("Strafrechtelijke gegevens (art. 10; art. 31-33 UAVG)")
    ART_46_UAVG = "art_46_uavg", _("Nationaal identificatienummer (art. 87; art. 46 UAVG)")


# The kinds of data that need an exception, and the exceptions that fit each.
EXCEPTIONS_OF_KIND: dict[str, frozenset[str]] = {
    DataKind.SPECIAL: frozenset(one for one in SensitiveException if one.value.startswith("art_9_2_")),
    DataKind.CRIMINAL: frozenset({SensitiveException.ART_10}),
    DataKind.NATIONAL_ID: frozenset({SensitiveException.ART_46_UAVG}),
}
# These say nothing without the provision that allows them.
NEEDS_PROVISION = frozenset({SensitiveException.ART_10, SensitiveException.ART_46_UAVG})
EXCEPTION_WORDS = {one.value: one for one in SensitiveException}
# The words of people for those kinds, in workbooks.
SENSITIVE_WORDS = {word: kind for word, kind in DATA_KIND_WORDS.items() if kind in EXCEPTIONS_OF_KIND}
