"""What one person decided: consents, objections, restrictions, and the documents that show it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from sharing.commitments.models import CommitmentSet
from sharing.consents.choices import GivenBy, ObjectionDecision, ObjectionKind, RestrictionGround
from sharing.consents.triggers import ObjectionStands
from sharing.core.constraints import SetReferences
from sharing.core.kept import Kept
from sharing.core.models import Register
from sharing.documents.models import KeptDocument
from sharing.parties.models import Party
from sharing.reference.models import Purpose

KEPT_CONSENT = (
    "Een toestemming wordt nooit verwijderd: zij bewijst waarop is verstrekt. Leg een intrekking vast, of corrigeer "
    "haar met een reden."
)
KEPT_OBJECTION = (
    "Een bezwaar of beperking wordt nooit verwijderd. Vul bij “Geldt tot” in wanneer het eindigt, of corrigeer het met "
    "een reden."
)
KEPT_EVIDENCE = (
    "Een bewijsstuk blijft bewaard: het laat zien wat de betrokkene zei of vroeg. Is er een andere versie, kies dan "
    "een nieuw bestand; het oude blijft leesbaar."
)


class Consent(Register, ClusterableModel):
    """Consent of one person (AVG art. 4(11), 7); an absent recipient or purpose means any."""

    free_text = ("evidence",)

    dossier = models.BinaryField(_("dossier"), editable=False)
    recipient = models.ForeignKey(
        Party,
        verbose_name=_("ontvanger"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consents",
    )
    purpose = models.ForeignKey(
        Purpose,
        verbose_name=_("doeleinde"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    data_categories = ArrayField(models.SmallIntegerField(), verbose_name=_("gegevenscategorieën"))
    explicit = models.BooleanField(
        _("uitdrukkelijk"),
        default=False,
        help_text=_("Vereist voor bijzondere persoonsgegevens (art. 9, lid 2, onder a)."),
    )
    given_at = models.DateTimeField(_("gegeven op"))
    given_by = models.CharField(
        _("gegeven door"), max_length=14, choices=GivenBy.choices, default=GivenBy.PERSON
    )
    refused = models.BooleanField(
        _("geweigerd"),
        default=False,
        help_text=_(
            "De betrokkene is gevraagd en zei nee. Dit houdt vast dát er is gevraagd; het staat niets toe."
        ),
    )
    statement_version = models.ForeignKey(
        CommitmentSet,
        verbose_name=_("getoonde versie van de verklaring"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    evidence = models.TextField(_("bewijs"), blank=True, help_text=_("Waar blijkt de toestemming uit?"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    source = models.ForeignKey(
        "sharing.Source",
        verbose_name=_("bron"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    external_id = models.CharField(_("kenmerk van de bron"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        ordering = ["-given_at"]
        indexes = [models.Index(fields=["dossier"], name="consent_dossier")]
        constraints = [
            Kept(name="kept_sharing_consent", sentence=KEPT_CONSENT),
            models.CheckConstraint(
                name="consent_for_something",
                condition=Q(recipient__isnull=False) | Q(purpose__isnull=False),
                violation_error_message=_("Noem een ontvanger, een doeleinde of beide."),
            ),
            models.CheckConstraint(name="consent_given_by_known", condition=Q(given_by__in=GivenBy.values)),
            models.CheckConstraint(
                name="consent_refused_is_not_withdrawn",
                condition=Q(refused=False) | Q(withdrawn_at__isnull=True),
                violation_error_message=_(
                    "Wat is geweigerd, is niet gegeven en kan niet worden ingetrokken."
                ),
            ),
            models.CheckConstraint(
                name="consent_names_data",
                condition=Q(data_categories__len__gt=0),
                violation_error_message=_("Kies minstens één gegevenscategorie."),
            ),
            models.CheckConstraint(
                name="consent_withdrawn_after_given",
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                violation_error_message=_(
                    "De intrekking ligt voor het moment waarop de toestemming is gegeven."
                ),
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"], name="consent_external_id", condition=~Q(external_id="")
            ),
            SetReferences(name="refs_consent", columns=["data_categories[]>sharing_datacategory"]),
        ]

    def __str__(self) -> str:
        return f"Toestemming {self.pk}"


class Objection(Register, ClusterableModel):
    """An objection (art. 21) against a recipient or purpose, or a restriction (art. 18) on a whole dossier."""

    free_text = ("explanation", "decision_reason")

    dossier = models.BinaryField(_("dossier"), editable=False)
    kind = models.CharField(_("soort"), max_length=11, choices=ObjectionKind.choices)
    recipient = models.ForeignKey(
        Party,
        verbose_name=_("ontvanger"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="objections",
    )
    purpose = models.ForeignKey(
        Purpose,
        verbose_name=_("doeleinde"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    received_at = models.DateTimeField(_("ontvangen op"), null=True, blank=True)
    restriction_ground = models.CharField(
        _("grond van de beperking"), max_length=1, choices=RestrictionGround.choices, blank=True
    )
    decision = models.CharField(
        _("besluit"),
        max_length=8,
        choices=ObjectionDecision.choices,
        default=ObjectionDecision.PENDING,
        help_text=_("Alleen een toegewezen bezwaar of beperking houdt verstrekkingen tegen."),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("beslist door"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decision_reason = models.TextField(_("reden van het besluit"), blank=True)
    in_force_from = models.DateTimeField(_("geldt vanaf"))
    in_force_until = models.DateTimeField(_("geldt tot"), null=True, blank=True)
    informed_on = models.DateField(
        _("ingelicht op"),
        null=True,
        blank=True,
        help_text=_("Wanneer de betrokkene is ingelicht dat de beperking wordt opgeheven (art. 18, lid 3)."),
    )
    explanation = models.TextField(_("toelichting"), blank=True)
    source = models.ForeignKey(
        "sharing.Source",
        verbose_name=_("bron"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    external_id = models.CharField(_("kenmerk van de bron"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("bezwaar of beperking")
        verbose_name_plural = _("bezwaren en beperkingen")
        ordering = ["-in_force_from"]
        indexes = [models.Index(fields=["dossier"], name="objection_dossier")]
        constraints = [
            Kept(name="kept_sharing_objection", sentence=KEPT_OBJECTION),
            ObjectionStands(name="objection_stands"),
            models.CheckConstraint(name="objection_kind_known", condition=Q(kind__in=ObjectionKind.values)),
            models.CheckConstraint(
                name="objection_against_something",
                condition=Q(kind=ObjectionKind.RESTRICTION)
                | Q(recipient__isnull=False)
                | Q(purpose__isnull=False),
                violation_error_message=_("Noem bij een bezwaar een ontvanger of een doeleinde."),
            ),
            models.CheckConstraint(
                name="objection_decision_known", condition=Q(decision__in=ObjectionDecision.values)
            ),
            models.CheckConstraint(
                name="restriction_ground_of_restriction",
                condition=Q(restriction_ground="")
                | Q(kind=ObjectionKind.RESTRICTION, restriction_ground__in=RestrictionGround.values),
                violation_error_message=_("Alleen een beperking heeft een grond van artikel 18, lid 1."),
            ),
            models.CheckConstraint(
                name="restriction_on_whole_dossier",
                condition=Q(kind=ObjectionKind.OBJECTION)
                | (Q(recipient__isnull=True) & Q(purpose__isnull=True)),
                violation_error_message=_(
                    "Een beperking geldt voor het hele dossier; laat ontvanger en doeleinde leeg."
                ),
            ),
            models.CheckConstraint(
                name="objection_period",
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gte=F("in_force_from")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"], name="objection_external_id", condition=~Q(external_id="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class ConsentDocument(KeptDocument):
    """What shows that somebody consented or refused, such as the signed form (AVG art. 7(1))."""

    folder = "toestemmingen"

    consent = ParentalKey(
        Consent, verbose_name=_("toestemming"), on_delete=models.CASCADE, related_name="documents"
    )

    class Meta:
        verbose_name = _("bewijsstuk van een toestemming")
        verbose_name_plural = _("bewijsstukken van een toestemming")
        ordering = ["title"]
        constraints = [Kept(name="kept_sharing_consentdocument", sentence=KEPT_EVIDENCE)]


class ObjectionDocument(KeptDocument):
    """What shows an objection or a request to restrict, and what was answered."""

    folder = "bezwaren"

    objection = ParentalKey(
        Objection, verbose_name=_("bezwaar of beperking"), on_delete=models.CASCADE, related_name="documents"
    )

    class Meta:
        verbose_name = _("bewijsstuk van een bezwaar of beperking")
        verbose_name_plural = _("bewijsstukken van een bezwaar of beperking")
        ordering = ["title"]
        constraints = [Kept(name="kept_sharing_objectiondocument", sentence=KEPT_EVIDENCE)]
