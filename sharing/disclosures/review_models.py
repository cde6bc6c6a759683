"""What people decide about a disclosure: review, breach, what waits for a second person, and that it is void."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sharing.disclosures.choices import BreachReport, Outcome, Proposal, Review


def _person(label: Any) -> "models.ForeignKey[Any, Any]":
    """Who decided. No real reference: accounts are never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
        editable=False,
    )


class Reviewed(models.Model):
    """What legal staff decided about a deviation, and what is known of a breach (AVG art. 33)."""

    review = models.CharField(
        _("beoordeling"), max_length=9, choices=Review.choices, blank=True, editable=False
    )
    review_note = models.TextField(_("toelichting bij de beoordeling"), blank=True)
    reviewed_by = _person(_("beoordeeld door"))
    reviewed_at = models.DateTimeField(_("beoordeeld op"), null=True, blank=True, editable=False)
    # The state that was on the screen, and with how many others it was decided on: see `review.Seen`.
    review_seen = models.JSONField(_("beoordeeld zoals gezien"), null=True, blank=True, editable=False)
    aware_at = models.DateTimeField(
        _("bekend geworden op"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Vanaf dit moment lopen de 72 uur om het datalek te melden (artikel 33, lid 1, AVG)."),
    )
    breach_report = models.CharField(
        _("melding van het datalek"),
        max_length=12,
        choices=BreachReport.choices,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    breach_reported_at = models.DateTimeField(_("gemeld op"), null=True, blank=True, editable=False)
    breach_report_note = models.TextField(
        _("toelichting bij de melding"), blank=True, default="", db_default="", editable=False
    )

    class Meta:
        abstract = True


class Proposed(models.Model):
    """What makes a finding disappear, or a void disclosure count again, until a second person confirmed it."""

    proposes = models.CharField(
        _("soort voorstel"),
        max_length=10,
        choices=Proposal.choices,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    # What would change, one item per field; the dossier is sealed apart.
    proposal = models.JSONField(
        _("voorstel"), null=True, blank=True, encoder=DjangoJSONEncoder, editable=False
    )
    proposed_dossier = models.BinaryField(_("voorgesteld dossier"), null=True, editable=False)
    proposal_reason = models.TextField(
        _("reden van het voorstel"), blank=True, default="", db_default="", editable=False
    )
    proposed_by = _person(_("voorgesteld door"))
    proposed_at = models.DateTimeField(_("voorgesteld op"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Voidable(models.Model):
    """A disclosure that turned out not to be one: it stays to be seen, and counts nowhere (ADR 0030)."""

    voided_at = models.DateTimeField(_("vervallen op"), null=True, blank=True, editable=False)
    voided_by = _person(_("vervallen verklaard door"))
    void_reason = models.TextField(
        _("reden van het vervallen"), blank=True, default="", db_default="", editable=False
    )
    void_confirmed_by = _person(_("vervallen bevestigd door"))

    class Meta:
        abstract = True

    @property
    def is_void(self) -> bool:
        """Whether it counts in no answer, figure, conflict or worklist."""
        return self.voided_at is not None


# What waits for somebody, and what is a breach: few rows of many.
INDEXES = [
    models.Index(
        fields=["disclosed_at", "id"],
        name="disclosure_waiting",
        condition=Q(review=Review.PENDING) | Q(proposal__isnull=False),
    ),
    models.Index(
        fields=["disclosed_at", "id"], name="disclosure_accepted", condition=Q(review=Review.ACCEPTED)
    ),
    models.Index(
        fields=["disclosed_at", "id"], name="disclosure_breaches", condition=Q(review=Review.BREACH)
    ),
]

CHECKS = [
    models.CheckConstraint(
        name="disclosure_deviation_reviewed",
        condition=Q(outcome=Outcome.PERMITTED) | Q(review__in=Review.values),
    ),
    models.CheckConstraint(
        name="disclosure_report_of_breach",
        condition=Q(breach_report="") | Q(review=Review.BREACH, breach_report__in=BreachReport.values),
        violation_error_message=_("Alleen een datalek wordt gemeld of niet gemeld."),
    ),
    models.CheckConstraint(
        name="disclosure_report_explained",
        condition=~Q(breach_report=BreachReport.NOT_REPORTED) | ~Q(breach_report_note=""),
        violation_error_message=_("Schrijf op waarom het datalek niet is gemeld."),
    ),
    models.CheckConstraint(
        name="disclosure_report_moment",
        condition=Q(breach_reported_at=None) | Q(breach_report=BreachReport.REPORTED),
        violation_error_message=_("Alleen wat is gemeld, heeft een moment van melden."),
    ),
    models.CheckConstraint(
        name="disclosure_aware_of_breach",
        condition=Q(aware_at=None)
        | Q(review=Review.BREACH, breach_reported_at=None)
        | Q(review=Review.BREACH, breach_reported_at__gte=F("aware_at")),
        violation_error_message=_("Een datalek wordt bekend voordat het is gemeld."),
    ),
    models.CheckConstraint(
        name="disclosure_proposal_signed",
        condition=Q(
            proposal__isnull=True, proposes="", proposed_by=None, proposed_at=None, proposal_reason=""
        )
        | Q(
            proposal__isnull=False,
            proposes__in=Proposal.values,
            proposed_by__isnull=False,
            proposed_at__isnull=False,
        )
        & ~Q(proposal_reason=""),
        violation_error_message=_("Een voorstel noemt wie het doet, wanneer en waarom."),
    ),
    models.CheckConstraint(
        name="disclosure_proposal_fits",
        condition=Q(proposes="")
        | Q(proposes=Proposal.CORRECTION, outcome=Outcome.DEVIATION, voided_at=None)
        | Q(proposes=Proposal.VOID, voided_at=None)
        | Q(proposes=Proposal.RESTORE, voided_at__isnull=False),
        violation_error_message=_("Dit voorstel past niet bij hoe de verstrekking nu is."),
    ),
    models.CheckConstraint(
        name="disclosure_void_signed",
        condition=Q(voided_at=None, voided_by=None, void_reason="", void_confirmed_by=None)
        | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason=""),
        violation_error_message=_(
            "Een vervallen verstrekking noemt wie haar liet vervallen, wanneer en waarom."
        ),
    ),
    # What was to be judged disappears by two people; that the two are two stands in the row itself.
    models.CheckConstraint(
        name="disclosure_void_by_two",
        condition=Q(voided_at=None)
        | Q(review="", void_confirmed_by=None)
        | Q(void_confirmed_by__isnull=False) & ~Q(void_confirmed_by=F("voided_by")),
        violation_error_message=_("Een afwijking vervalt pas als een ander dat bevestigt."),
    ),
]
