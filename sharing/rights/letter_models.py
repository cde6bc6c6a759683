"""Letters that were made of a request of a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from sharing.core.kept import Kept
from sharing.letters.choices import OF_REQUESTS
from sharing.letters.models import KEPT_LETTER, SentLetter, of_kinds, sent_whole
from sharing.letters.triggers import LetterStands
from sharing.rights.models import RightsRequest


class RightsLetter(SentLetter):
    """A letter to the person, or to who asks in his name."""

    folder = "brieven"

    request = ParentalKey(
        RightsRequest, verbose_name=_("verzoek"), on_delete=models.CASCADE, related_name="letters"
    )

    class Meta(SentLetter.Meta):
        verbose_name = _("brief over een verzoek")
        verbose_name_plural = _("brieven over een verzoek")
        constraints = [
            Kept(name="kept_sharing_rightsletter", sentence=KEPT_LETTER),
            LetterStands(name="rights_letter_stands", columns=("request_id", *SentLetter.stays)),
            of_kinds("rights_letter_kind", OF_REQUESTS),
            sent_whole("rights_letter_sent"),
        ]
