"""What authorities ask about persons, and the documents in which they do."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from sharing.consents.choices import Assessment, SecrecyKind
from sharing.consents.triggers import (
    AsAssessed,
    AssessmentStands,
    ConfirmedWithCategories,
    LaterVersion,
    ListedProvision,
    SecrecyByTwo,
)
from sharing.core.constraints import SetReferences
from sharing.core.kept import Kept
from sharing.core.models import Register, ends_after_it_starts
from sharing.documents.models import KeptDocument
from sharing.parties.models import Party

# Until somebody assessed it, what is asked may still be mended.
ASSESSED = (
    "EXISTS (SELECT 1 FROM sharing_authorityrequest r "
    "WHERE r.id = OLD.request_id AND r.assessed_by_id IS NOT NULL)"
)
# What the two assessors decide on; from the assessment on it stays as it is.
AS_ASSESSED = (
    *(
        "reference",
        "authority_id",
        "legal_provision",
        "asked",
        "data_categories",
        "period_from",
        "period_until",
    ),
    *("secret", "secrecy_ground", "secret_until", "received_on", "answer_by"),
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
    answer_by = models.DateField(
        _("antwoord uiterlijk op"),
        null=True,
        blank=True,
        help_text=_("De dag die de autoriteit noemt. Leeg: zij noemt er geen."),
    )
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
            ListedProvision(name="authority_listed_provision"),
            AssessmentStands(name="authority_assessment_stands", columns=AS_ASSESSED),
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


class AuthorityRequestDocument(KeptDocument):
    """A document of an authority's request, such as the order itself, or what was answered to it."""

    folder = "verzoeken"

    request = ParentalKey(
        AuthorityRequest, verbose_name=_("verzoek"), on_delete=models.CASCADE, related_name="documents"
    )

    class Meta:
        verbose_name = _("document van een verzoek")
        verbose_name_plural = _("documenten van een verzoek")
        ordering = ["title"]
        constraints = [
            Kept(name="kept_sharing_authorityrequestdocument", sentence=KEPT_DOCUMENT),
            LaterVersion(name="request_document_later_version"),
        ]


class SecrecyDecision(Register):
    """A decision on the secrecy of a request (UAVG 41) after it was assessed: longer, or earlier over.

    Longer holds at once. Earlier over makes visible what cannot be made invisible again: a second person confirms it,
    and until then nothing changes.
    """

    free_text = ("explanation",)

    request = models.ForeignKey(
        AuthorityRequest,
        verbose_name=_("verzoek"),
        on_delete=models.CASCADE,
        related_name="secrecy_decisions",
    )
    kind = models.CharField(_("besluit"), max_length=4, choices=SecrecyKind.choices)
    last_day = models.DateField(_("geheim tot en met"), null=True, blank=True)
    explanation = models.TextField(_("reden"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("besloten door"), on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("besloten op"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bevestigd door"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("niet doorgegaan door"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    declined_at = models.DateTimeField(_("niet doorgegaan op"), null=True, blank=True)

    class Meta:
        verbose_name = _("besluit over geheimhouding")
        verbose_name_plural = _("besluiten over geheimhouding")
        ordering = ["decided_at", "id"]
        constraints = [
            Kept(name="kept_sharing_secrecydecision", sentence=KEPT_REQUEST),
            SecrecyByTwo(name="secrecy_by_two"),
            models.CheckConstraint(name="secrecy_kind_known", condition=Q(kind__in=SecrecyKind.values)),
            models.CheckConstraint(name="secrecy_explained", condition=~Q(explanation="")),
            models.CheckConstraint(
                name="secrecy_end_has_a_day",
                condition=Q(kind=SecrecyKind.KEEP) | Q(last_day__isnull=False),
                violation_error_message=_("Vul in tot en met welke dag het verzoek nog geheim blijft."),
            ),
            models.CheckConstraint(
                name="secrecy_settled_once",
                condition=(Q(confirmed_by__isnull=True) & Q(confirmed_at__isnull=True))
                | (
                    Q(kind=SecrecyKind.END)
                    & Q(confirmed_by__isnull=False)
                    & Q(confirmed_at__gte=F("decided_at"))
                    & Q(declined_by__isnull=True)
                    & ~Q(confirmed_by=F("decided_by"))
                ),
            ),
            models.CheckConstraint(
                name="secrecy_declined_whole",
                condition=(Q(declined_by__isnull=True) & Q(declined_at__isnull=True))
                | (Q(kind=SecrecyKind.END) & Q(declined_by__isnull=False) & Q(declined_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["request"],
                name="secrecy_one_proposal",
                condition=Q(kind=SecrecyKind.END, confirmed_by__isnull=True, declined_by__isnull=True),
                violation_error_message=_("Er wacht al een voorstel om de geheimhouding te beëindigen."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
