"""Templates of disclosures: what comes back every time, under a name. Never about whom."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sharing.core.constraints import SetReferences
from sharing.core.models import Register
from sharing.disclosures.choices import Channel
from sharing.parties.choices import Capacity
from sharing.parties.merger_triggers import NotOfMerged
from sharing.parties.models import Party
from sharing.reference.choices import LegalBasis
from sharing.reference.models import Country, Purpose, SubjectCategory


class EntryTemplate(Register):
    """What a series of disclosures has in common.

    What belongs to one person or one occasion has no place here: no dossier, no moment, no authority's request, no
    exception to a restriction, no reason of a deviation.
    """

    free_text = ("legal_provision", "description")

    name = models.CharField(
        _("naam"),
        max_length=100,
        unique=True,
        help_text=_("Waaraan collega's dit sjabloon herkennen, bijvoorbeeld “Maandrapport aan de gemeente”."),
        error_messages={"unique": _("Er is al een sjabloon met deze naam. Kies een andere naam.")},
    )
    recipient = models.ForeignKey(
        Party, verbose_name=_("ontvanger"), on_delete=models.PROTECT, related_name="entry_templates"
    )
    capacity = models.CharField(_("hoedanigheid"), max_length=10, choices=Capacity.choices)
    on_behalf_of = models.ForeignKey(
        Party,
        verbose_name=_("namens"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entry_templates_for",
        help_text=_("De opdrachtgever voor wie wij dit als verwerker doen."),
    )
    subject_category = models.ForeignKey(
        SubjectCategory,
        verbose_name=_("categorie betrokkene"),
        on_delete=models.PROTECT,
        related_name="entry_templates",
    )
    data_categories = ArrayField(models.SmallIntegerField(), verbose_name=_("gegevenscategorieën"))
    purpose = models.ForeignKey(
        Purpose, verbose_name=_("doeleinde"), on_delete=models.PROTECT, related_name="entry_templates"
    )
    legal_basis = models.CharField(_("grondslag"), max_length=20, choices=LegalBasis.choices)
    legal_provision = models.CharField(_("wettelijke bepaling"), max_length=300, blank=True)
    channel = models.CharField(
        _("kanaal"), max_length=11, choices=Channel.choices, default=Channel.SECURE_MAIL
    )
    destination_country = models.ForeignKey(
        Country,
        verbose_name=_("land van bestemming"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Leeg: het land van de ontvanger."),
    )
    description = models.CharField(_("omschrijving"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("sjabloon voor verstrekkingen")
        verbose_name_plural = _("sjablonen voor verstrekkingen")
        ordering = ["name"]
        constraints = [
            NotOfMerged(
                name="template_not_of_merged",
                columns=(
                    "recipient_id",
                    "on_behalf_of_id",
                ),
            ),
            models.CheckConstraint(
                name="template_names_data",
                condition=Q(data_categories__len__gt=0),
                violation_error_message=_("Kies minstens één soort gegevens."),
            ),
            models.CheckConstraint(name="template_capacity_known", condition=Q(capacity__in=Capacity.values)),
            models.CheckConstraint(
                name="template_basis_known", condition=Q(legal_basis__in=LegalBasis.values)
            ),
            models.CheckConstraint(name="template_channel_known", condition=Q(channel__in=Channel.values)),
            SetReferences(name="refs_entrytemplate", columns=["data_categories[]>sharing_datacategory"]),
        ]

    def __str__(self) -> str:
        return self.name
