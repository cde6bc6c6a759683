"""Agreements in both directions, what they cover, the items of article 28(3) and the chain of sub-processors."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from sharing.agreements.choices import (
    AgreementKind,
    Article28Item,
    DataAtEnd,
    ItemStatus,
    SubProcessorAuthorisation,
)
from sharing.agreements.constraints import (
    EVER_SIGNED,
    KEPT_DOCUMENT,
    KEPT_SIGNED,
    TERMINATED_AFTER,
    TERMINATED_BEFORE,
    Successive,
)
from sharing.core.kept import Kept
from sharing.core.models import Period, Register, ends_after_it_starts
from sharing.documents.models import KeptDocument
from sharing.parties.merger_triggers import NotOfMerged
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, Purpose, SubjectCategory


class Agreement(Register, Period, ClusterableModel):
    """An agreement with a party; its status on a day follows from its dates."""

    free_text = ("description", "description_en", "processing_nature", "security")

    reference = models.CharField(_("kenmerk"), max_length=60, unique=True)
    party = models.ForeignKey(
        Party, verbose_name=_("partij"), on_delete=models.PROTECT, related_name="agreements"
    )
    kind = models.CharField(_("soort"), max_length=33, choices=AgreementKind.choices)
    description = models.TextField(_("omschrijving"), blank=True)
    description_en = models.TextField(_("omschrijving in het Engels"), blank=True)
    signed_on = models.DateField(_("ondertekend op"), null=True, blank=True)
    terminated_per = models.DateField(
        _("opgezegd per"),
        null=True,
        blank=True,
        help_text=_("De laatste dag waarop de overeenkomst nog geldt."),
    )
    notice_days = models.PositiveSmallIntegerField(
        _("opzegtermijn in dagen"),
        null=True,
        blank=True,
        help_text=_("Binnen deze termijn voor het einde waarschuwt het register."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("beheerder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    purposes = models.ManyToManyField(Purpose, verbose_name=_("doeleinden"), through="AgreementPurpose")
    data_categories = models.ManyToManyField(
        DataCategory, verbose_name=_("gegevenscategorieën"), through="AgreementDataCategory"
    )
    subject_categories = models.ManyToManyField(
        SubjectCategory, verbose_name=_("categorieën betrokkenen"), through="AgreementSubjectCategory"
    )
    sub_processor_authorisation = models.CharField(
        _("toestemming voor subverwerkers"),
        max_length=8,
        choices=SubProcessorAuthorisation.choices,
        default=SubProcessorAuthorisation.NONE,
    )
    objection_days = models.PositiveSmallIntegerField(
        _("bezwaartermijn nieuwe subverwerker in dagen"),
        null=True,
        blank=True,
        help_text=_("Bij algemene toestemming (art. 28, lid 2)."),
    )
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("vervangt"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        help_text=_("De overeenkomst waarvan dit de opvolger is."),
    )
    processing_nature = models.TextField(
        _("aard van de verwerking"),
        blank=True,
        help_text=_("Wat de verwerker met de gegevens doet (art. 28, lid 3)."),
    )
    security = models.TextField(
        _("beveiliging"), blank=True, help_text=_("Afgesproken maatregelen (art. 32).")
    )
    breach_notice_hours = models.PositiveSmallIntegerField(
        _("meldtermijn datalek in uren"), null=True, blank=True
    )
    data_at_end = models.CharField(
        _("gegevens na afloop"), max_length=16, choices=DataAtEnd.choices, default=DataAtEnd.UNKNOWN
    )
    data_gone_on = models.DateField(
        _("teruggegeven of gewist op"),
        null=True,
        blank=True,
        help_text=_("De dag waarop na afloop is bevestigd dat dit is gebeurd."),
    )
    infringing_instruction = models.CharField(
        _("melden van een instructie in strijd met de wet"),
        max_length=200,
        blank=True,
        help_text=_("De bepaling of bladzijde die dit regelt (art. 28, lid 3, slot)."),
    )
    audited_on = models.DateField(_("laatste audit op"), null=True, blank=True)
    audit_due = models.DateField(_("volgende audit uiterlijk"), null=True, blank=True)

    bounded_days = (*Period.bounded_days, "terminated_per", "data_gone_on", "audited_on", "audit_due")
    later_days = {**Period.later_days, "terminated_per": TERMINATED_BEFORE}

    class Meta:
        verbose_name = _("overeenkomst")
        verbose_name_plural = _("overeenkomsten")
        ordering = ["reference"]
        constraints = [
            NotOfMerged(name="agreement_not_of_merged", columns=("party_id",)),
            models.CheckConstraint(name="agreement_kind_known", condition=Q(kind__in=AgreementKind.values)),
            ends_after_it_starts("agreement_period"),
            models.CheckConstraint(
                name="agreement_terminated_after_start",
                condition=Q(terminated_per__isnull=True) | Q(terminated_per__gte=F("first_day")),
                violation_error_message=TERMINATED_BEFORE,
            ),
            models.CheckConstraint(
                name="agreement_replaces_another",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                violation_error_message=_(
                    "Een overeenkomst vervangt niet zichzelf. Kies de vorige overeenkomst."
                ),
            ),
            Kept(name="kept_sharing_agreement", sentence=KEPT_SIGNED, when=EVER_SIGNED),
            Successive(name="successive_sharing_agreement"),
        ]

    def __str__(self) -> str:
        return self.reference

    def clean(self) -> None:
        super().clean()
        if self.terminated_per and self.last_day and self.terminated_per > self.last_day:
            raise ValidationError({"terminated_per": str(TERMINATED_AFTER)})

    def why_kept(self) -> str:
        """What was ever signed, or has a document, is evidence of what was agreed."""
        signed = type(self).history.filter(id=self.pk, signed_on__isnull=False).exists()
        return KEPT_SIGNED if signed or self.documents.exists() else ""


class AgreementPurpose(Register):
    """A purpose the agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="covered_purposes")
    purpose = models.ForeignKey(
        Purpose, verbose_name=_("doeleinde"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("doeleinde van de overeenkomst")
        verbose_name_plural = _("doeleinden van de overeenkomst")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "purpose"], name="agreement_purpose_once")
        ]

    def __str__(self) -> str:
        return str(self.purpose)


class AgreementDataCategory(Register):
    """A data category the agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="covered_categories")
    data_category = models.ForeignKey(
        DataCategory, verbose_name=_("gegevenscategorie"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("gegevenscategorie van de overeenkomst")
        verbose_name_plural = _("gegevenscategorieën van de overeenkomst")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "data_category"], name="agreement_category_once")
        ]

    def __str__(self) -> str:
        return str(self.data_category)


class AgreementSubjectCategory(Register):
    """A group of people whose data the agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="covered_subjects")
    subject_category = models.ForeignKey(
        SubjectCategory, verbose_name=_("categorie betrokkenen"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("categorie betrokkenen van de overeenkomst")
        verbose_name_plural = _("categorieën betrokkenen van de overeenkomst")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "subject_category"], name="agreement_subject_once")
        ]

    def __str__(self) -> str:
        return str(self.subject_category)


class Article28Clause(Register):
    """Whether an item of article 28(3) is arranged, and the clause that shows it."""

    agreement = ParentalKey(Agreement, on_delete=models.CASCADE, related_name="clauses")
    item = models.CharField(_("onderdeel"), max_length=1, choices=Article28Item.choices)
    status = models.CharField(
        _("stand"), max_length=14, choices=ItemStatus.choices, default=ItemStatus.NOT_MET
    )
    clause = models.CharField(
        _("bepaling"), max_length=200, blank=True, help_text=_("Bijvoorbeeld “artikel 4, lid 2”.")
    )
    note = models.CharField(_("toelichting"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("onderdeel van artikel 28, lid 3")
        verbose_name_plural = _("onderdelen van artikel 28, lid 3")
        ordering = ["item"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "item"], name="clause_once"),
            models.CheckConstraint(name="clause_item_known", condition=Q(item__in=Article28Item.values)),
        ]

    def __str__(self) -> str:
        return self.get_item_display()


class AgreementDocument(KeptDocument):
    """A signed document, private, with the hash of its bytes."""

    folder = "overeenkomsten"
    keeps_filename = True

    agreement = ParentalKey(
        Agreement, verbose_name=_("overeenkomst"), on_delete=models.CASCADE, related_name="documents"
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        ordering = ["title"]
        constraints = [Kept(name="kept_sharing_agreementdocument", sentence=KEPT_DOCUMENT)]
