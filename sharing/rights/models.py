"""What persons ask about their data, how long we waited for them, and the letters that belong to it."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from sharing.answers.models import AccessAnswer
from sharing.core.constraints import SetReferences
from sharing.core.kept import Kept
from sharing.core.models import Register
from sharing.documents.models import KeptDocument
from sharing.parties.models import Party
from sharing.rights.choices import (
    AGAINST,
    OUTCOMES,
    TO_BE_SHOWN,
    Decision,
    IdentityHow,
    PauseGround,
    RightKind,
    Way,
)
from sharing.rights.complaint_triggers import ComplaintHandled
from sharing.rights.triggers import BeforeDecision, RequestStands

KEPT_REQUEST = (
    "Een verzoek van een betrokkene wordt nooit verwijderd: het laat zien dat op tijd is geantwoord. Leg vast dat de "
    "betrokkene het introk, of corrigeer het met een reden."
)
KEPT_DOCUMENT = (
    "Een document van een verzoek blijft bewaard: het laat zien wat is gevraagd of geantwoord. Is er een andere "
    "versie, kies dan een nieuw bestand; het oude blijft leesbaar."
)


def _somebody(label: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )


def _made_answer(label: Any) -> Any:
    kept: Any = {
        "on_delete": models.PROTECT,
        "null": True,
        "blank": True,
        "editable": False,
        "related_name": "+",
    }
    return models.ForeignKey(AccessAnswer, verbose_name=label, **kept)


class RightsRequest(Register, ClusterableModel):
    """A request of one person under articles 7 and 15 to 22 of the AVG, a complaint or a question.

    ``data_categories`` is what a decision is about that recipients hear of; empty is everything of the dossier.
    Its term is computed (`sharing.rights.rules`) and never stored. ``on_behalf_of`` is the client for whom we are the
    processor: the request is his, and is forwarded.
    """

    free_text = (
        *("asked", "representative", "identity_note", "extension_reason"),
        *("decision_provision", "decision_reason", "decision_evidence"),
    )

    kind = models.CharField(_("wat wordt gevraagd"), max_length=13, choices=RightKind.choices)
    received_at = models.DateTimeField(_("ontvangen op"))
    received_way = models.CharField(_("hoe ontvangen"), max_length=7, choices=Way.choices)
    dossier = models.BinaryField(_("dossier"), null=True, blank=True, editable=False)
    asked = models.TextField(
        _("in eigen woorden"), help_text=_("Wat de betrokkene vraagt, zonder naam en zonder dossiernummer.")
    )
    representative = models.CharField(
        _("vertegenwoordiger"),
        max_length=200,
        blank=True,
        help_text=_("Wie namens de betrokkene vraagt, en waarom die dat mag. Leeg: de betrokkene zelf."),
    )
    on_behalf_of = models.ForeignKey(
        Party,
        verbose_name=_("bestemd voor opdrachtgever"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rights_requests",
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("in behandeling bij"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rights_requests",
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("vastgelegd door"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    identity_how = models.CharField(
        _("identiteit gecontroleerd"), max_length=10, choices=IdentityHow.choices, blank=True
    )
    identity_on = models.DateField(_("identiteit gecontroleerd op"), null=True, blank=True)
    identity_by = _somebody(_("identiteit gecontroleerd door"))
    identity_note = models.TextField(_("toelichting bij de identiteit"), blank=True)

    extension_reason = models.TextField(_("waarom verlengd"), blank=True)
    extended_on = models.DateField(_("verlenging besloten op"), null=True, blank=True)
    extension_told_on = models.DateField(_("verlenging verteld op"), null=True, blank=True)
    extension_told_way = models.CharField(
        _("verlenging hoe verteld"), max_length=7, choices=Way.choices, blank=True
    )

    decision = models.CharField(_("besluit"), max_length=12, choices=Decision.choices, blank=True)
    decision_provision = models.CharField(_("grond van het besluit"), max_length=300, blank=True)
    decision_reason = models.TextField(_("reden van het besluit"), blank=True)
    decision_evidence = models.TextField(_("waaruit dat blijkt"), blank=True)
    data_categories = ArrayField(
        models.SmallIntegerField(),
        verbose_name=_("gegevens waarover is beslist"),
        default=list,
        db_default=[],
        blank=True,
        editable=False,
    )
    decided_by = _somebody(_("beslist door"))
    decided_at = models.DateTimeField(_("beslist op"), null=True, blank=True, editable=False)

    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    answered_at = models.DateTimeField(
        _("tijdstip van doorsturen"),
        null=True,
        blank=True,
        help_text=_("Alleen waar een contract de termijn in uren noemt."),
    )
    answered_way = models.CharField(_("hoe beantwoord"), max_length=7, choices=Way.choices, blank=True)
    answer = _made_answer(_("antwoord uit het verstrekkingenlog"))
    answer_data = _made_answer(_("antwoord als gegevensbestand (JSON)"))

    class Meta:
        verbose_name = _("verzoek van een betrokkene")
        verbose_name_plural = _("verzoeken van betrokkenen")
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["dossier"], name="rights_dossier")]
        constraints = [
            Kept(name="kept_sharing_rightsrequest", sentence=KEPT_REQUEST),
            RequestStands(name="rights_request_stands"),
            ComplaintHandled(name="complaint_handled"),
            SetReferences(name="refs_rightsrequest", columns=["data_categories[]>sharing_datacategory"]),
            models.CheckConstraint(name="rights_kind_known", condition=Q(kind__in=RightKind.values)),
            models.CheckConstraint(name="rights_way_known", condition=Q(received_way__in=Way.values)),
            models.CheckConstraint(
                name="rights_asked_something",
                condition=~Q(asked=""),
                violation_error_message=_("Schrijf op wat de betrokkene vraagt."),
            ),
            models.CheckConstraint(
                name="rights_identity_whole",
                condition=Q(
                    identity_how="", identity_on__isnull=True, identity_by__isnull=True, identity_note=""
                )
                | Q(
                    identity_how__in=IdentityHow.values,
                    identity_on__isnull=False,
                    identity_by__isnull=False,
                ),
                violation_error_message=_(
                    "Een controle van de identiteit zegt hoe, op welke dag en door wie."
                ),
            ),
            models.CheckConstraint(
                name="rights_identity_not_needed",
                condition=~Q(identity_how=IdentityHow.NOT_NEEDED) | ~Q(identity_note=""),
                violation_error_message=_(
                    "Schrijf op waarom er geen twijfel is over wie dit vraagt (art. 12, lid 6, AVG)."
                ),
            ),
            models.CheckConstraint(
                name="rights_extension_whole",
                condition=Q(extension_reason="", extended_on__isnull=True, extension_told_on__isnull=True)
                | (~Q(extension_reason="") & Q(extended_on__isnull=False)),
                violation_error_message=_("Een verlenging heeft een reden en een dag."),
            ),
            models.CheckConstraint(
                name="rights_extension_told",
                condition=Q(extension_told_on__isnull=True, extension_told_way="")
                | Q(extension_told_on__isnull=False, extension_told_way__in=Way.values),
                violation_error_message=_("Vul in wanneer en hoe de betrokkene van de verlenging hoorde."),
            ),
            models.CheckConstraint(
                name="rights_decision_whole",
                condition=Q(
                    decision="",
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                    decision_reason="",
                    decision_provision="",
                    decision_evidence="",
                )
                | Q(decision__in=Decision.values, decided_by__isnull=False, decided_at__gte=F("received_at")),
                violation_error_message=_(
                    "Een besluit heeft een uitkomst, een beslisser en een moment na ontvangst."
                ),
            ),
            models.CheckConstraint(
                name="rights_refusal_explained",
                condition=~Q(decision__in=sorted({*AGAINST, *OUTCOMES})) | ~Q(decision_reason=""),
                violation_error_message=_(
                    "Schrijf op waarom niet (geheel) wordt gedaan wat is gevraagd; de betrokkene krijgt dit te lezen."
                ),
            ),
            models.CheckConstraint(
                name="rights_complaint_judged",
                condition=~Q(decision__in=OUTCOMES) | Q(kind=RightKind.COMPLAINT),
                violation_error_message=_("Gegrond of ongegrond is alleen een klacht."),
            ),
            models.CheckConstraint(
                name="rights_refusal_shown",
                condition=~Q(decision__in=sorted(TO_BE_SHOWN)) | ~Q(decision_evidence=""),
                violation_error_message=_(
                    "Schrijf op waaruit blijkt dat het verzoek ongegrond of buitensporig is (art. 12, lid 5, AVG)."
                ),
            ),
            models.CheckConstraint(
                name="rights_forwarded_to_client",
                condition=~Q(decision=Decision.FORWARDED) | Q(on_behalf_of__isnull=False),
                violation_error_message=_("Doorsturen kan alleen aan een opdrachtgever."),
            ),
            models.CheckConstraint(
                name="rights_client_decides",
                condition=Q(on_behalf_of__isnull=True)
                | Q(decision__in=["", Decision.FORWARDED, Decision.RETRACTED]),
                violation_error_message=_("Over dit verzoek beslist de opdrachtgever; stuur het door."),
            ),
            models.CheckConstraint(
                name="rights_answered_after_decision",
                condition=Q(
                    answered_on__isnull=True,
                    answered_at__isnull=True,
                    answered_way="",
                    answer__isnull=True,
                    answer_data__isnull=True,
                )
                | (Q(answered_on__isnull=False, answered_way__in=Way.values) & ~Q(decision="")),
                violation_error_message=_("Beantwoorden kan pas na het besluit."),
            ),
        ]

    def __str__(self) -> str:
        return _("Verzoek %(number)s: %(kind)s") % {"number": self.pk or "", "kind": self.get_kind_display()}


class RightsPause(Register):
    """Days on which we waited for the person: from the day we asked something until the day of the answer."""

    free_text = ("note",)

    request = ParentalKey(
        RightsRequest, verbose_name=_("verzoek"), on_delete=models.CASCADE, related_name="pauses"
    )
    ground = models.CharField(_("waarop wij wachten"), max_length=8, choices=PauseGround.choices)
    since = models.DateField(_("gevraagd op"))
    until = models.DateField(_("antwoord ontvangen op"), null=True, blank=True)
    note = models.TextField(_("wat wij vroegen"))

    class Meta:
        verbose_name = _("wachten op de betrokkene")
        verbose_name_plural = _("wachten op de betrokkene")
        ordering = ["since", "id"]
        constraints = [
            Kept(name="kept_sharing_rightspause", sentence=KEPT_REQUEST),
            BeforeDecision(name="rights_pause_before_decision"),
            models.CheckConstraint(name="rights_pause_ground", condition=Q(ground__in=PauseGround.values)),
            models.CheckConstraint(name="rights_pause_explained", condition=~Q(note="")),
            models.CheckConstraint(
                name="rights_pause_period",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("Het antwoord kwam niet voor de dag waarop wij het vroegen."),
            ),
            models.UniqueConstraint(
                fields=["request"],
                name="rights_one_pause",
                condition=Q(until__isnull=True),
                violation_error_message=_("Wij wachten al op de betrokkene."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_ground_display()


class RightsDocument(KeptDocument):
    """A letter of a request: what the person wrote, what we asked, and what we answered."""

    folder = "betrokkenen"

    request = ParentalKey(
        RightsRequest, verbose_name=_("verzoek"), on_delete=models.CASCADE, related_name="documents"
    )

    class Meta:
        verbose_name = _("document van een verzoek van een betrokkene")
        verbose_name_plural = _("documenten van een verzoek van een betrokkene")
        ordering = ["title"]
        constraints = [Kept(name="kept_sharing_rightsdocument", sentence=KEPT_DOCUMENT)]
