"""Files with data that a person takes along (AVG art. 20): what was in them and why, and to whom they went."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from sharing.answers.models import private_storage
from sharing.core.kept import Kept
from sharing.core.models import Register
from sharing.parties.models import Party
from sharing.rights.choices import DeliveredTo, Way
from sharing.rights.models import RightsRequest
from sharing.rights.portability_triggers import PortableStands

KEPT_FILE = (
    "Een bestand met gegevens om mee te nemen blijft bewaard: het laat zien wat is overgedragen. Klopt het niet, maak "
    "dan een nieuw bestand."
)
STAYS = ("request_id", "chosen", "note", "records", "file", "sha256", "size", "made_at", "made_by_id")


class PortableFile(Register):
    """One file as it was made: sealed, with the hash of its bytes, and its delivery to the person or to another.

    ``chosen`` has per category in an activity what the register said of the three conditions of art. 20(1) (true,
    false or null); ``note`` is why these were chosen. ``disclosure_number`` is that of the disclosure that the delivery
    to another organisation is: a number and no key, for a disclosure is destroyed by a term of its own.
    """

    free_text = ("note",)
    words_of_parts = {"chosen": "{activity_name}: {category_name}".format_map}
    folder = "overdracht"

    request = ParentalKey(
        RightsRequest, verbose_name=_("verzoek"), on_delete=models.CASCADE, related_name="portable_files"
    )
    note = models.TextField(_("waarom deze gegevens"))
    chosen = models.JSONField(_("gekozen gegevens"))
    records = models.PositiveIntegerField(_("gegevens in het bestand"))
    file = models.FileField(_("bestand"), storage=private_storage, max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("grootte in bytes"))
    made_at = models.DateTimeField(_("gemaakt op"), db_default=Now(), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gemaakt door"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    delivered_to = models.CharField(
        _("overgedragen aan"), max_length=6, choices=DeliveredTo.choices, blank=True
    )
    recipient = models.ForeignKey(
        Party,
        verbose_name=_("ontvanger"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="portable_files",
    )
    delivered_on = models.DateField(_("overgedragen op"), null=True, blank=True)
    delivered_way = models.CharField(_("hoe overgedragen"), max_length=7, choices=Way.choices, blank=True)
    disclosure_number = models.PositiveBigIntegerField(_("nummer van de verstrekking"), null=True, blank=True)

    class Meta:
        verbose_name = _("bestand om mee te nemen")
        verbose_name_plural = _("bestanden om mee te nemen")
        ordering = ["made_at", "id"]
        constraints = [
            Kept(name="kept_sharing_portablefile", sentence=KEPT_FILE),
            PortableStands(name="portable_file_stands", columns=STAYS),
            models.CheckConstraint(name="portable_file_explained", condition=~Q(note="")),
            models.CheckConstraint(
                name="portable_file_delivered",
                condition=Q(
                    delivered_to="",
                    recipient__isnull=True,
                    delivered_on__isnull=True,
                    delivered_way="",
                    disclosure_number__isnull=True,
                )
                | Q(
                    delivered_to=DeliveredTo.PERSON,
                    recipient__isnull=True,
                    delivered_on__isnull=False,
                    delivered_way__in=Way.values,
                    disclosure_number__isnull=True,
                )
                | Q(
                    delivered_to=DeliveredTo.PARTY,
                    recipient__isnull=False,
                    delivered_on__isnull=False,
                    delivered_way="",
                    disclosure_number__isnull=False,
                ),
                violation_error_message=_("Vul in aan wie, wanneer en hoe het bestand is overgedragen."),
            ),
        ]

    def __str__(self) -> str:
        return _("Bestand %(number)s") % {"number": self.pk or ""}
