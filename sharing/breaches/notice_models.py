"""What persons were written about a breach (art. 34)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from sharing.breaches.models import Breach
from sharing.core.kept import Kept
from sharing.letters.choices import LetterKind
from sharing.letters.models import KEPT_LETTER, SentLetter, of_kinds, sent_whole
from sharing.letters.triggers import LetterStands


class BreachLetter(SentLetter):
    """The letter to everybody whom a breach concerns; it names nobody."""

    folder = "datalekken"

    breach = ParentalKey(Breach, verbose_name=_("datalek"), on_delete=models.CASCADE, related_name="letters")

    class Meta(SentLetter.Meta):
        verbose_name = _("brief over een datalek")
        verbose_name_plural = _("brieven over een datalek")
        constraints = [
            Kept(name="kept_sharing_breachletter", sentence=KEPT_LETTER),
            LetterStands(name="breach_letter_stands", columns=("breach_id", *SentLetter.stays)),
            of_kinds("breach_letter_kind", [LetterKind.BREACH]),
            sent_whole("breach_letter_sent"),
        ]
