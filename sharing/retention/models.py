"""Which term governs which records, what is kept longer, and what was destroyed, by whom and why."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sharing.core.constraints import AppendOnly
from sharing.core.kept import Kept
from sharing.core.models import Immutable, Period, Register, ends_after_it_starts, no_overlap
from sharing.reference.terms import RetentionTerm
from sharing.retention.choices import EVENTS, Basis, HoldGround, RecordKind, StartingEvent, counted_in_words
from sharing.retention.triggers import DestroyedByTwo
from sharing.rights.models import RightsRequest

KEPT_HOLD = (
    "Een blokkade wordt niet verwijderd: zij laat zien waarom iets langer bleef. "
    "Hef haar op als de reden voorbij is."
)
KEPT_DESTRUCTION = (
    "Een vernietiging wordt nooit verwijderd: zij "
    "laat zien wat er is gewist, volgens welke termijn en door wie."
)


def _somebody(label: Any, **more: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=label, on_delete=models.PROTECT, related_name="+", **more
    )


def _somebody_later(label: Any) -> Any:
    return _somebody(label, null=True, blank=True, editable=False)


class RetentionRule(Register, Period):
    """A stated term as it works: which records it is about, and from which of their days it is counted.

    Purposes, data categories and persons are those of the term itself. Of several rules about one record the one that
    ends last counts.
    """

    term = models.ForeignKey(
        RetentionTerm, verbose_name=_("bewaartermijn"), on_delete=models.PROTECT, related_name="rules"
    )
    record_kind = models.CharField(_("geldt voor"), max_length=10, choices=RecordKind.choices)
    counted_from = models.CharField(_("geteld vanaf"), max_length=7, choices=StartingEvent.choices)

    bounded_days = ()  # as the term itself

    class Meta:
        verbose_name = _("bewaarregel")
        verbose_name_plural = _("bewaarregels")
        ordering = ["record_kind", "term__description"]
        constraints = [
            ends_after_it_starts("retention_rule_period"),
            no_overlap(
                *("retention_rule_once", "term", "record_kind"),
                message=_("Deze bewaartermijn geldt al voor deze gegevens."),
            ),
            models.CheckConstraint(
                name="retention_rule_event_of_kind",
                condition=Q(
                    *(
                        Q(record_kind=kind, counted_from__in=[one.value for one in events])
                        for kind, events in EVENTS.items()
                    ),
                    _connector=Q.OR,
                ),
                violation_error_message=_(
                    "Voor deze gegevens kan niet vanaf die dag worden geteld. Kies een andere dag."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_record_kind_display()}: {self.term}"


class RetentionHold(Register):
    """A dossier of which nothing is destroyed for the time being, and why."""

    free_text = ("explanation",)

    dossier = models.BinaryField(_("dossier"), editable=False)
    ground = models.CharField(_("grond"), max_length=7, choices=HoldGround.choices)
    explanation = models.TextField(
        _("waarom dit langer blijft"), help_text=_("Zonder naam en zonder dossiernummer.")
    )
    placed_by = _somebody(_("geplaatst door"), editable=False)
    placed_at = models.DateTimeField(_("geplaatst op"), editable=False)
    released_by = _somebody_later(_("opgeheven door"))
    released_at = models.DateTimeField(_("opgeheven op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("blokkade")
        verbose_name_plural = _("blokkades")
        ordering = ["-placed_at"]
        indexes = [models.Index(fields=["dossier"], name="hold_dossier")]
        constraints = [
            Kept(name="kept_sharing_retentionhold", sentence=KEPT_HOLD),
            models.CheckConstraint(name="hold_ground_known", condition=Q(ground__in=HoldGround.values)),
            models.CheckConstraint(
                name="hold_explained",
                condition=~Q(explanation=""),
                violation_error_message=_("Schrijf op waarom dit langer blijft."),
            ),
            models.CheckConstraint(
                name="hold_released_whole",
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__gte=F("placed_at")),
            ),
        ]

    def __str__(self) -> str:
        return _("Blokkade %(number)s: %(ground)s") % {
            "number": self.pk or "",
            "ground": self.get_ground_display(),
        }


class Destruction(Register):
    """A list of records to destroy: proposed by one, approved by another, carried out at once, and what remains of it.

    The list itself is in ``DestructionItem`` and goes with the records. What stays is how many of which kind, why, by
    whom, and the hash of the list (``manifest``).
    """

    free_text = ("explanation",)
    words_of_whole = {"counts": counted_in_words}

    basis = models.CharField(_("waarom"), max_length=7, choices=Basis.choices)
    rule = models.ForeignKey(
        RetentionRule,
        verbose_name=_("bewaarregel"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    term = models.CharField(_("termijn en grond"), max_length=700, blank=True)
    request = models.ForeignKey(
        RightsRequest,
        verbose_name=_("verzoek van de betrokkene"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Of these the dossier number goes with the list; that there was one, and until when, they do not say any more.
    requests = ArrayField(
        models.BigIntegerField(), verbose_name=_("verzoeken op de lijst"), default=list, blank=True
    )
    explanation = models.TextField(_("toelichting"))
    counts = models.JSONField(_("aantallen"), default=dict)
    total = models.PositiveIntegerField(_("aantal"))
    manifest = models.CharField(_("SHA-256 van de lijst"), max_length=64)
    proposed_by = _somebody(_("voorgesteld door"), editable=False)
    proposed_at = models.DateTimeField(_("voorgesteld op"))
    approved_by = _somebody_later(_("goedgekeurd door"))
    approved_at = models.DateTimeField(_("goedgekeurd op"), null=True, blank=True)
    declined_by = _somebody_later(_("niet doorgegaan door"))
    declined_at = models.DateTimeField(_("niet doorgegaan op"), null=True, blank=True)
    carried_out_at = models.DateTimeField(_("vernietigd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("vernietiging")
        verbose_name_plural = _("vernietigingen")
        ordering = ["-proposed_at"]
        constraints = [
            Kept(name="kept_sharing_destruction", sentence=KEPT_DESTRUCTION),
            DestroyedByTwo(name="destroyed_by_two"),
            models.CheckConstraint(name="destruction_basis_known", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(
                name="destruction_explained",
                condition=~Q(explanation=""),
                violation_error_message=_("Schrijf op waarom dit wordt vernietigd."),
            ),
            models.CheckConstraint(
                name="destruction_rests_on_something",
                condition=Q(basis=Basis.TERM, rule__isnull=False, request__isnull=True)
                | Q(basis=Basis.ERASURE, rule__isnull=True, request__isnull=False)
                | Q(basis__in=[Basis.ARCHIVE, Basis.CONTACT], rule__isnull=True, request__isnull=True),
            ),
            models.CheckConstraint(name="destruction_of_something", condition=Q(total__gte=1)),
            models.CheckConstraint(
                name="destruction_by_another",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (
                    Q(approved_by__isnull=False, approved_at__gte=F("proposed_at"))
                    & ~Q(approved_by=F("proposed_by"))
                ),
                violation_error_message=_("U hebt dit zelf voorgesteld; goedkeuren doet een ander."),
            ),
            models.CheckConstraint(
                name="destruction_declined_whole",
                condition=Q(declined_by__isnull=True, declined_at__isnull=True)
                | Q(declined_by__isnull=False, declined_at__isnull=False, approved_by__isnull=True),
            ),
            models.CheckConstraint(
                name="destruction_carried_out_after_approval",
                condition=Q(carried_out_at__isnull=True) | Q(approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return _("Vernietiging %(number)s: %(basis)s") % {
            "number": self.pk or "",
            "basis": self.get_basis_display(),
        }


class DestructionItem(models.Model):
    """One record on the list of a proposal, as it was when the list was made; it goes when the record goes.

    ``seen`` is its last history row then (of a text the hash of what it says), ``mark`` what stands in for the dossier
    where the row itself stays, ``place`` the table and column of an earlier state or of a text.
    """

    destruction = models.ForeignKey(Destruction, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=RecordKind.choices)
    record = models.BigIntegerField()
    seen = models.BigIntegerField()
    dossier = models.BinaryField(null=True)
    mark = models.BinaryField(null=True)
    place = models.CharField(max_length=100, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["destruction", "kind", "record", "place"], name="destruction_item_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class FileToRemove(models.Model):
    """A file of a destroyed record that is still to be removed: noted with the destruction, and gone with the file."""

    name = models.CharField(max_length=255, unique=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"bestand {self.pk}"


class ErasureEntry(models.Model):
    """That the database carried out the destruction of this number in the journal; number 0 is its beginning.

    ``installation`` is made by chance when the table is, and goes along into every back-up: a journal of another
    installation says nothing about this one. Only the owner of the tables adds rows.
    """

    owner_only = True

    number = models.BigIntegerField(primary_key=True)
    installation = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [AppendOnly(name="evidence_sharing_erasureentry")]

    def __str__(self) -> str:
        return str(self.number)


class RefusedDestruction(Immutable):
    """That somebody tried to have something destroyed and was refused."""

    refused_at = models.DateTimeField(_("geweigerd op"), db_default=Now(), editable=False)
    asked_by = _somebody(_("gevraagd door"))
    destruction = models.ForeignKey(
        Destruction,
        verbose_name=_("vernietiging"),
        null=True,
        on_delete=models.PROTECT,
        related_name="refusals",
    )
    why = models.TextField(_("waarom geweigerd"))

    class Meta:
        verbose_name = _("geweigerde vernietiging")
        verbose_name_plural = _("geweigerde vernietigingen")
        ordering = ["-refused_at", "-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"Weigering {self.pk}"
