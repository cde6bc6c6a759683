"""The record of processing activities: as a controller (AVG art. 30(1)) and as a processor (art. 30(2))."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sharing.activities.choices import ProcessingRole
from sharing.core.models import CodeField, Period, Register, ends_after_it_starts
from sharing.parties.merger_triggers import NotOfMerged
from sharing.parties.models import Party
from sharing.reference.choices import LegalBasis
from sharing.reference.models import IN_ENGLISH, DataCategory, LegalProvision, Purpose, SubjectCategory
from sharing.reference.terms import RetentionTerm


class ProcessingActivity(Register, Period):
    """One processing activity: what for, of whom, which data, to whom, how long and how it is protected."""

    free_text = ("legitimate_interest", "security", "origin", "automated_decisions", "dpia")

    code = CodeField(_("code"), help_text=_("Kort, blijvend kenmerk, bijvoorbeeld “salarisadministratie”."))
    name = models.CharField(_("naam"), max_length=200)
    name_en = models.CharField(_("naam in het Engels"), max_length=200, blank=True, help_text=IN_ENGLISH)
    role = models.CharField(
        _("wij zijn"), max_length=10, choices=ProcessingRole.choices, default=ProcessingRole.CONTROLLER
    )
    client = models.ForeignKey(
        Party,
        verbose_name=_("opdrachtgever"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities_for",
        help_text=_("Voor wie wij dit als verwerker doen."),
    )
    purposes = models.ManyToManyField(Purpose, verbose_name=_("doeleinden"), through="ActivityPurpose")
    legal_bases = ArrayField(
        models.CharField(max_length=20, choices=LegalBasis.choices),
        verbose_name=_("grondslagen"),
        default=list,
        blank=True,
    )
    provision = models.ForeignKey(
        LegalProvision,
        verbose_name=_("wettelijke bepaling"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )
    legitimate_interest = models.TextField(
        _("gerechtvaardigd belang"), blank=True, help_text=_("Welk belang dat is (art. 13, lid 1, onder d).")
    )
    subject_categories = models.ManyToManyField(
        SubjectCategory, verbose_name=_("categorieën betrokkenen"), through="ActivitySubjectCategory"
    )
    data_categories = models.ManyToManyField(
        DataCategory, verbose_name=_("gegevenscategorieën"), through="ActivityDataCategory"
    )
    recipients = models.ManyToManyField(
        Party, verbose_name=_("ontvangers"), through="ActivityRecipient", related_name="activities"
    )
    retention_terms = models.ManyToManyField(
        RetentionTerm, verbose_name=_("bewaartermijnen"), through="ActivityRetentionTerm"
    )
    security = models.TextField(
        _("beveiliging"), blank=True, help_text=_("Maatregelen in het algemeen (art. 32).")
    )
    origin = models.TextField(
        _("herkomst"),
        blank=True,
        help_text=_("Van wie de gegevens komen als dat niet de betrokkene is (art. 14)."),
    )
    automated_decisions = models.TextField(
        _("geautomatiseerde besluiten"),
        blank=True,
        help_text=_("Welke, met de logica erachter en de gevolgen (art. 22). Leeg: er zijn er geen."),
    )
    dpia = models.TextField(
        _("DPIA"), blank=True, help_text=_("Datum en uitkomst, of waarom er geen nodig is (art. 35).")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("beheerder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )

    class Meta:
        verbose_name = _("verwerkingsactiviteit")
        verbose_name_plural = _("verwerkingsactiviteiten")
        ordering = ["name", "code"]
        constraints = [
            NotOfMerged(name="activity_not_of_merged", columns=("client_id",)),
            ends_after_it_starts("activity_period"),
            models.CheckConstraint(name="activity_role_known", condition=Q(role__in=ProcessingRole.values)),
            models.CheckConstraint(
                name="activity_client_of_processor",
                condition=Q(role=ProcessingRole.CONTROLLER, client__isnull=True)
                | Q(role=ProcessingRole.PROCESSOR, client__isnull=False),
                violation_error_message=_(
                    "Een verwerking als verwerker noemt de opdrachtgever; een eigen verwerking noemt er geen."
                ),
            ),
            models.CheckConstraint(
                name="activity_bases_known", condition=Q(legal_bases__contained_by=LegalBasis.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ActivityPurpose(Register):
    """A purpose of the activity."""

    activity = models.ForeignKey(
        ProcessingActivity, on_delete=models.CASCADE, related_name="covered_purposes"
    )
    purpose = models.ForeignKey(
        Purpose, verbose_name=_("doeleinde"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("doeleinde van de verwerkingsactiviteit")
        verbose_name_plural = _("doeleinden van de verwerkingsactiviteit")
        constraints = [models.UniqueConstraint(fields=["activity", "purpose"], name="activity_purpose_once")]

    def __str__(self) -> str:
        return str(self.purpose)


class ActivitySubjectCategory(Register):
    """A group of people whose data it is."""

    activity = models.ForeignKey(
        ProcessingActivity, on_delete=models.CASCADE, related_name="covered_subjects"
    )
    subject_category = models.ForeignKey(
        SubjectCategory, verbose_name=_("categorie betrokkenen"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("categorie betrokkenen van de verwerkingsactiviteit")
        verbose_name_plural = _("categorieën betrokkenen van de verwerkingsactiviteit")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "subject_category"], name="activity_subject_category_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.subject_category)


class ActivityDataCategory(Register):
    """A data category that is processed."""

    activity = models.ForeignKey(
        ProcessingActivity, on_delete=models.CASCADE, related_name="covered_categories"
    )
    data_category = models.ForeignKey(
        DataCategory, verbose_name=_("gegevenscategorie"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("gegevenscategorie van de verwerkingsactiviteit")
        verbose_name_plural = _("gegevenscategorieën van de verwerkingsactiviteit")
        constraints = [
            models.UniqueConstraint(fields=["activity", "data_category"], name="activity_data_category_once")
        ]

    def __str__(self) -> str:
        return str(self.data_category)


class ActivityRecipient(Register):
    """A party that receives data."""

    activity = models.ForeignKey(
        ProcessingActivity, on_delete=models.CASCADE, related_name="named_recipients"
    )
    recipient = models.ForeignKey(
        Party, verbose_name=_("ontvanger"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("ontvanger van de verwerkingsactiviteit")
        verbose_name_plural = _("ontvangers van de verwerkingsactiviteit")
        constraints = [
            NotOfMerged(name="activity_recipient_not_of_merged", columns=("recipient_id",)),
            models.UniqueConstraint(fields=["activity", "recipient"], name="activity_recipient_once"),
        ]

    def __str__(self) -> str:
        return str(self.recipient)


class ActivityRetentionTerm(Register):
    """How long something of it is kept."""

    activity = models.ForeignKey(ProcessingActivity, on_delete=models.CASCADE, related_name="named_terms")
    retention_term = models.ForeignKey(
        RetentionTerm, verbose_name=_("bewaartermijn"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("bewaartermijn van de verwerkingsactiviteit")
        verbose_name_plural = _("bewaartermijnen van de verwerkingsactiviteit")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "retention_term"], name="activity_retention_term_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.retention_term)
