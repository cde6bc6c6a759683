"""What authorities ask about persons, and the documents in which they do."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from sharing.agreements.models import private_storage
from sharing.consents.choices import Assessment
from sharing.consents.triggers import AsAssessed, ConfirmedWithCategories
from sharing.core.constraints import SetReferences
from sharing.core.kept import Kept
from sharing.core.models import Register, ends_after_it_starts
from sharing.parties.models import Party

# Until somebody assessed it, what is asked may still be mended.
ASSESSED = (
    "EXISTS (SELECT 1 FROM sharing_authorityrequest r "
    "WHERE r.id = OLD.request_id AND r.assessed_by_id IS NOT NULL)"
)
KEPT_REQUEST = (
    "Een verzoek van een autoriteit wordt nooit verwijderd: het bewijst waarom is verstrekt of geweigerd. Corrigeer "
    "het met een reden."
)
KEPT_DOCUMENT = (
    "Een document van een verzoek blijft bewaard: het laat zien wat is gevraagd. Is er een andere versie, kies dan een "
    "nieuw bestand; het oude blijft in de historie."
)


class AuthorityRequest(Register, ClusterableModel):
    """An authority's request for data: assessed by one person and confirmed by another before anything is disclosed."""

    free_text = ("legal_provision", "asked", "secrecy_ground")

    reference = models.CharField(_("kenmerk"), max_length=60, unique=True)
    authority = models.ForeignKey(
        Party, verbose_name=_("autoriteit"), on_delete=models.PROTECT, related_name="authority_requests"
    )
    legal_provision = models.CharField(
        _("wettelijke bepaling"), max_length=300, help_text=_("De bepaling die tot verstrekken verplicht.")
    )
    asked = models.TextField(_("wat wordt gevraagd"))
    data_categories = ArrayField(
        models.SmallIntegerField(), verbose_name=_("gegevenscategorieën"), default=list, blank=True
    )
    period_from = models.DateField(
        _("verstrekken vanaf"), null=True, blank=True, help_text=_("Leeg: vanaf de bevestiging.")
    )
    period_until = models.DateField(
        _("verstrekken tot en met"), null=True, blank=True, help_text=_("Leeg: geen einddatum.")
    )
    secret = models.BooleanField(
        _("geheim te houden"),
        default=False,
        help_text=_("De betrokkene wordt hierover niet ingelicht zolang dit geldt (art. 41 UAVG)."),
    )
    secrecy_ground = models.TextField(_("waarom geheim"), blank=True)
    secret_until = models.DateField(_("geheim tot en met"), null=True, blank=True)
    received_on = models.DateField(_("ontvangen op"))
    assessment = models.CharField(_("beoordeling"), max_length=8, choices=Assessment.choices, blank=True)
    assessment_note = models.TextField(_("toelichting bij de beoordeling"), blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("beoordeeld door"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    assessed_at = models.DateTimeField(_("beoordeeld op"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bevestigd door"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("verzoek van een autoriteit")
        verbose_name_plural = _("verzoeken van autoriteiten")
        ordering = ["-received_on"]
        constraints = [
            Kept(name="kept_sharing_authorityrequest", sentence=KEPT_REQUEST),
            ConfirmedWithCategories(name="authority_confirmed_with_categories"),
            SetReferences(name="refs_authorityrequest", columns=["data_categories[]>sharing_datacategory"]),
            ends_after_it_starts("authority_period", "period_from", "period_until"),
            models.CheckConstraint(
                name="authority_secrecy_explained",
                condition=Q(secret=False) | ~Q(secrecy_ground=""),
                violation_error_message=_("Schrijf op waarom dit verzoek geheim blijft (art. 41 UAVG)."),
            ),
            models.CheckConstraint(
                name="authority_second_person",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("assessed_by")),
                violation_error_message=_("Bevestigen doet een ander dan wie beoordeelde."),
            ),
            models.CheckConstraint(
                name="authority_assessed_whole",
                condition=(Q(assessed_by__isnull=True) & Q(assessed_at__isnull=True) & Q(assessment=""))
                | (
                    Q(assessed_by__isnull=False)
                    & Q(assessed_at__isnull=False)
                    & Q(assessment__in=Assessment.values)
                ),
                violation_error_message=_(
                    "Een beoordeling heeft een uitkomst, een beoordelaar en een moment."
                ),
            ),
            models.CheckConstraint(
                name="authority_confirmed_whole",
                condition=(Q(confirmed_by__isnull=True) & Q(confirmed_at__isnull=True))
                | (Q(confirmed_by__isnull=False) & Q(confirmed_at__gte=F("assessed_at"))),
                violation_error_message=_("Bevestigen kan pas na de beoordeling."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class RequestedDossier(Register):
    """A dossier that an authority asks about; a request without any is not limited to persons."""

    request = models.ForeignKey(AuthorityRequest, on_delete=models.CASCADE, related_name="dossiers")
    dossier = models.BinaryField(_("dossier"), editable=False)

    class Meta:
        verbose_name = _("dossier van een verzoek")
        verbose_name_plural = _("dossiers van een verzoek")
        indexes = [models.Index(fields=["dossier"], name="requested_dossier")]
        constraints = [
            Kept(name="kept_sharing_requesteddossier", sentence=KEPT_REQUEST, when=ASSESSED),
            AsAssessed(name="requested_dossier_as_assessed"),
            models.UniqueConstraint(fields=["request", "dossier"], name="requested_dossier_once"),
        ]

    def __str__(self) -> str:
        return str(self.request)


class AuthorityRequestDocument(Register):
    """A document of an authority's request, such as the order itself: private, with the hash of its bytes."""

    request = ParentalKey(
        AuthorityRequest, verbose_name=_("verzoek"), on_delete=models.CASCADE, related_name="documents"
    )
    title = models.CharField(_("titel"), max_length=200)
    file = models.FileField(_("bestand"), upload_to="verzoeken/%Y/", storage=private_storage, max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("document van een verzoek")
        verbose_name_plural = _("documenten van een verzoek")
        ordering = ["title"]
        constraints = [
            Kept(name="kept_sharing_authorityrequestdocument", sentence=KEPT_DOCUMENT),
            AsAssessed(name="request_document_as_assessed"),
        ]

    def __str__(self) -> str:
        return self.title
