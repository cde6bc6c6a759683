"""The log: every single disclosure of a person's data."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sharing.agreements.models import Agreement
from sharing.commitments.models import CommitmentSet
from sharing.consents.models import Consent
from sharing.consents.request_models import AuthorityRequest
from sharing.core.constraints import SetReferences
from sharing.core.kept import Kept
from sharing.core.models import Register
from sharing.disclosures.choices import Channel, Outcome, RestrictionException, Review, review_in_words
from sharing.disclosures.definitions import AHEAD_OF_TIME, COUNTING, FLOW, VERSION
from sharing.disclosures.review_models import CHECKS, INDEXES, Proposed, Reviewed, Voidable
from sharing.disclosures.triggers import APART, ReviewedByTwo
from sharing.parties.choices import Capacity
from sharing.parties.models import Party
from sharing.reference.choices import LegalBasis
from sharing.reference.models import Country, Purpose, SubjectCategory
from sharing.sources.models import Source

KEPT = (
    "Een verstrekking wordt nooit verwijderd: de betrokkene heeft recht te weten aan wie zijn gegevens zijn gegeven. "
    "Klopt zij niet, corrigeer haar dan of laat haar vervallen, met een reden; de oude stand blijft in de historie."
)


def _review_in_words(review: str, row: Any) -> str:
    return review_in_words(review, is_void=getattr(row, "voided_at", None) is not None)


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    """The log, and which part of it a question is about."""

    def counting(self) -> Self:
        """What counts in answers, figures, conflicts and worklists: all but what is void."""
        return self.filter(COUNTING)

    def breaches(self) -> Self:
        """What was judged a breach. It stays one when the disclosure was corrected or became void."""
        return self.filter(review=Review.BREACH)


class Disclosure(Reviewed, Proposed, Voidable, Register):
    """One handing over of one person's data to one recipient at one moment (AVG art. 4(9), 15(1)(c)).

    Its references are real, but checked once per statement (``SetReferences``) instead of once per row: that is half
    the cost of loading a log. ``data_categories`` holds ids of DataCategory.
    """

    words_of_whole = {"review": _review_in_words}

    disclosed_at = models.DateTimeField(_("verstrekt op"))
    recorded_at = models.DateTimeField(_("vastgelegd op"), db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("vastgelegd door"),
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
        editable=False,
    )
    recipient = models.ForeignKey(
        Party,
        verbose_name=_("ontvanger"),
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="disclosures",
    )
    capacity = models.CharField(_("hoedanigheid"), max_length=10, choices=Capacity.choices)
    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("overeenkomst"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="disclosures",
        editable=False,
    )
    purpose = models.ForeignKey(
        Purpose,
        verbose_name=_("doeleinde"),
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="disclosures",
    )
    legal_basis = models.CharField(_("grondslag"), max_length=20, choices=LegalBasis.choices)
    legal_provision = models.CharField(
        _("wettelijke bepaling"),
        max_length=300,
        blank=True,
        help_text=_("Verplicht bij een wettelijke verplichting."),
    )
    data_categories = ArrayField(models.SmallIntegerField(), verbose_name=_("gegevenscategorieën"))
    dossier = models.BinaryField(_("dossier"), editable=False)
    subject_category = models.ForeignKey(
        SubjectCategory,
        verbose_name=_("categorie betrokkene"),
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="disclosures",
    )
    destination_country = models.ForeignKey(
        Country,
        verbose_name=_("land van bestemming"),
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    channel = models.CharField(_("kanaal"), max_length=11, choices=Channel.choices, default=Channel.OTHER)
    description = models.CharField(_("omschrijving"), max_length=2000, blank=True)
    authority_request = models.ForeignKey(
        AuthorityRequest,
        verbose_name=_("verzoek van een autoriteit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="disclosures",
    )
    on_behalf_of = models.ForeignKey(
        Party,
        verbose_name=_("namens"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="disclosures_for",
        help_text=_("De opdrachtgever voor wie wij dit als verwerker deden."),
    )
    restriction_exception = models.CharField(
        _("uitzondering op een beperking"),
        max_length=16,
        choices=RestrictionException.choices,
        blank=True,
        default="",
        db_default="",
        help_text=_("Waarom er is verstrekt hoewel het gebruik was beperkt (artikel 18, lid 2, AVG)."),
    )
    withdrawn_consent = models.ForeignKey(
        Consent,
        verbose_name=_("toestemming die al was ingetrokken"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="disclosures_after_withdrawal",
        editable=False,
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("bron"),
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="disclosures",
        editable=False,
    )
    external_id = models.CharField(_("kenmerk van de bron"), max_length=255)
    fingerprint = models.BinaryField(editable=False, max_length=16)  # of what the source sent
    commitments = models.ForeignKey(
        CommitmentSet,
        verbose_name=_("versie van de verklaring"),
        null=True,
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
        editable=False,
    )
    outcome = models.CharField(_("uitkomst"), max_length=9, choices=Outcome.choices, editable=False)
    findings = models.JSONField(_("bevindingen"), default=list, encoder=DjangoJSONEncoder, editable=False)
    deviation_reason = models.TextField(
        _("reden van de afwijking"),
        blank=True,
        help_text=_("Waarom is er verstrekt terwijl een regel dat niet toestond?"),
    )

    objects = DisclosureQuerySet.as_manager()

    # What changed since a moment, for the log as it stood then; nearly all of the history is what was recorded.
    history_indexes = (
        models.Index(fields=["history_date"], name="hist_disclosure_changed", condition=~Q(history_type="+")),
        models.Index(
            fields=["proposed_by", "history_date"],
            name="hist_disclosure_proposed",
            condition=Q(proposed_by__isnull=False),
        ),
    )

    class Meta:
        verbose_name = _("verstrekking")
        verbose_name_plural = _("verstrekkingen")
        ordering = ["-disclosed_at", "-id"]
        indexes = [
            models.Index(fields=["-disclosed_at", "-id"], name="disclosure_newest"),
            models.Index(fields=["dossier", "-disclosed_at", "-id"], name="disclosure_dossier"),
            models.Index(
                *(F("recipient"), FLOW, VERSION, F("disclosed_at").desc(), F("id").desc()),
                name="disclosure_flow",
            ),
            models.Index(fields=["id"], name="disclosure_ahead", condition=AHEAD_OF_TIME),
            models.Index(
                fields=["-disclosed_at", "-id"],
                name="disclosure_deviations",
                condition=Q(outcome=Outcome.DEVIATION),
            ),
            models.Index(
                fields=["authority_request", "-disclosed_at", "-id"],
                name="disclosure_request",
                condition=Q(authority_request__isnull=False),
            ),
            models.Index(
                fields=["withdrawn_consent"],
                name="disclosure_withdrawn",
                condition=Q(withdrawn_consent__isnull=False),
            ),
            *INDEXES,
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                name="disclosure_external_id",
                violation_error_message=_("Deze bron heeft dit kenmerk al gebruikt."),
            ),
            models.CheckConstraint(name="disclosure_names_data", condition=Q(data_categories__len__gt=0)),
            models.CheckConstraint(
                name="disclosure_capacity_known", condition=Q(capacity__in=Capacity.values)
            ),
            models.CheckConstraint(
                name="disclosure_basis_known", condition=Q(legal_basis__in=LegalBasis.values)
            ),
            models.CheckConstraint(
                name="disclosure_restriction_exception_known",
                condition=Q(restriction_exception="")
                | Q(restriction_exception__in=RestrictionException.values),
            ),
            models.CheckConstraint(
                name="disclosure_deviation_explained",
                condition=Q(outcome=Outcome.PERMITTED)
                | (Q(outcome=Outcome.DEVIATION) & ~Q(deviation_reason="")),
                violation_error_message=_("Een afwijking heeft een reden nodig."),
            ),
            *CHECKS,
            ReviewedByTwo(name="disclosure_by_two", columns=APART),
            Kept(name="kept_sharing_disclosure", sentence=KEPT),
            SetReferences(
                name="refs_disclosure",
                columns=[
                    "recipient_id>sharing_party",
                    "agreement_id>sharing_agreement",
                    "purpose_id>sharing_purpose",
                    "subject_category_id>sharing_subjectcategory",
                    "destination_country_id>sharing_country.code",
                    "authority_request_id>sharing_authorityrequest",
                    "on_behalf_of_id>sharing_party",
                    "withdrawn_consent_id>sharing_consent",
                    "source_id>sharing_source",
                    "commitments_id>sharing_commitmentset",
                    "recorded_by_id>cms_user",
                    "data_categories[]>sharing_datacategory",
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"Verstrekking {self.pk}"
