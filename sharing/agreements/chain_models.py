"""Who a processor engages, and who they engage in turn."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from sharing.agreements.choices import ObjectionOutcome
from sharing.agreements.constraints import NoCircle
from sharing.agreements.models import Agreement
from sharing.core.models import Register, ends_after_it_starts
from sharing.parties.merger_triggers import NotOfMerged
from sharing.parties.models import Party
from sharing.reference.models import Country


class SubProcessor(Register):
    """A party the processor engages in turn (art. 28(2), 28(4)); a tree within the agreement."""

    free_text = ("objection_reason",)

    agreement = ParentalKey(
        Agreement, verbose_name=_("overeenkomst"), on_delete=models.CASCADE, related_name="sub_processors"
    )
    party = models.ForeignKey(
        Party, verbose_name=_("partij"), on_delete=models.PROTECT, related_name="sub_processing"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("ingeschakeld door"),
        null=True,
        blank=True,
        # The chain may go as a whole, with its agreement; a link of it may not.
        on_delete=models.RESTRICT,
        related_name="children",
    )
    service = models.CharField(_("dienst"), max_length=200)
    service_en = models.CharField(_("dienst in het Engels"), max_length=200, blank=True)
    country = models.ForeignKey(Country, verbose_name=_("land"), on_delete=models.PROTECT, related_name="+")
    announced_on = models.DateField(_("aangekondigd op"), null=True, blank=True)
    objection_until = models.DateField(
        _("bezwaar tot en met"),
        null=True,
        blank=True,
        help_text=_("Leeg: de aankondiging plus de bezwaartermijn van deze overeenkomst."),
    )
    approved_on = models.DateField(_("goedgekeurd op"), null=True, blank=True)
    first_day = models.DateField(
        _("vanaf"), null=True, blank=True, help_text=_("Leeg: zolang de overeenkomst geldt.")
    )
    last_day = models.DateField(_("tot en met"), null=True, blank=True)
    objected_on = models.DateField(
        _("bezwaar gemaakt op"),
        null=True,
        blank=True,
        help_text=_("De dag waarop u de verwerker liet weten dat u deze partij niet wilt (art. 28, lid 2)."),
    )
    objection_reason = models.CharField(_("waarom bezwaar"), max_length=500, blank=True)
    objection_outcome = models.CharField(
        _("uitkomst van het bezwaar"), max_length=11, choices=ObjectionOutcome.choices, blank=True
    )
    flow_down = models.CharField(
        _("doorgegeven verplichtingen"),
        max_length=200,
        blank=True,
        help_text=_("De bepaling die haar dezelfde verplichtingen oplegt (art. 28, lid 4)."),
    )

    class Meta:
        verbose_name = _("subverwerker")
        verbose_name_plural = _("subverwerkers")
        ordering = ["agreement", "party", "service"]
        constraints = [
            NotOfMerged(name="link_not_of_merged", columns=("party_id",)),
            models.UniqueConstraint(
                fields=["agreement", "party", "service"],
                name="sub_processor_once",
                violation_error_message=_("Deze subverwerker staat voor deze dienst al bij de overeenkomst."),
            ),
            models.CheckConstraint(
                name="sub_processor_not_its_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))
            ),
            ends_after_it_starts("sub_processor_period"),
            models.CheckConstraint(
                name="sub_processor_objection_whole",
                condition=Q(objected_on__isnull=True, objection_reason="", objection_outcome="")
                | Q(objected_on__isnull=False, objection_outcome__in=ObjectionOutcome.values)
                & ~Q(objection_reason=""),
                violation_error_message=_(
                    "Van een bezwaar worden de dag, de reden en de uitkomst samen vastgelegd."
                ),
            ),
            models.CheckConstraint(
                name="sub_processor_objection_later",
                condition=Q(objected_on__isnull=True)
                | Q(announced_on__isnull=True)
                | Q(objected_on__gte=F("announced_on")),
                violation_error_message=_("Het bezwaar ligt voor de aankondiging. Controleer beide dagen."),
            ),
            NoCircle(name="no_circle_sharing_subprocessor"),
        ]

    def __str__(self) -> str:
        return f"{self.party} ({self.service})"
