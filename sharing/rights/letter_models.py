"""Letters that were made of a request of a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from sharing.core.kept import Kept
from sharing.letters.choices import OF_REQUESTS, LetterKind
from sharing.letters.models import KEPT_LETTER, SentLetter, of_kinds, sent_whole
from sharing.letters.triggers import LetterStands
from sharing.parties.models import Party
from sharing.rights.models import RightsRequest


class RightsLetter(SentLetter):
    """A letter to the person, to who asks in his name, or to a recipient of the data (``recipient``, art. 19)."""

    folder = "brieven"

    request = ParentalKey(
        RightsRequest, verbose_name=_("verzoek"), on_delete=models.CASCADE, related_name="letters"
    )

    recipient = models.ForeignKey(
        Party,
        verbose_name=_("ontvanger"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta(SentLetter.Meta):
        verbose_name = _("brief over een verzoek")
        verbose_name_plural = _("brieven over een verzoek")
        constraints = [
            Kept(name="kept_sharing_rightsletter", sentence=KEPT_LETTER),
            LetterStands(
                name="rights_letter_stands", columns=("request_id", "recipient_id", *SentLetter.stays)
            ),
            of_kinds("rights_letter_kind", OF_REQUESTS | {LetterKind.RECIPIENT}),
            models.CheckConstraint(
                name="rights_letter_recipient",
                condition=Q(kind=LetterKind.RECIPIENT, recipient__isnull=False)
                | (~Q(kind=LetterKind.RECIPIENT) & Q(recipient__isnull=True)),
            ),
            sent_whole("rights_letter_sent"),
        ]

    def __str__(self) -> str:
        return f"{super().__str__()}: {self.recipient}" if self.recipient_id else super().__str__()
