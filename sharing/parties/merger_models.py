"""That two records are one organisation, or after all are not: proposed by one, confirmed by another (ADR 0069)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sharing.core.kept import Kept
from sharing.core.models import Register
from sharing.parties.choices import MergerKind
from sharing.parties.merger_triggers import MergedByTwo
from sharing.parties.merging import choices_in_words
from sharing.parties.models import Party

KEPT_MERGER = "Een samenvoeging van partijen blijft bewaard; maak haar met een nieuw voorstel ongedaan."


class PartyMerger(Register):
    """A decision about ``merged``, the record that goes, and ``kept``, the one that stays.

    ``choices`` has per field of which both say something else whose value holds: "kept" or "merged". The two versions
    (``version_of``) are what the proposer saw; who confirms, confirms those.
    """

    free_text = ("explanation",)
    words_of_whole = {"choices": choices_in_words}

    kind = models.CharField(_("wat er gebeurt"), max_length=5, choices=MergerKind.choices)
    merged = models.ForeignKey(
        Party, verbose_name=_("partij die opgaat"), on_delete=models.PROTECT, related_name="mergers"
    )
    kept = models.ForeignKey(
        Party, verbose_name=_("partij die blijft"), on_delete=models.PROTECT, related_name="received_mergers"
    )
    choices = models.JSONField(_("wat geldt per veld"), default=dict, blank=True)
    explanation = models.TextField(_("toelichting"))
    seen_merged = models.CharField(_("gezien: partij die opgaat"), max_length=60)
    seen_kept = models.CharField(_("gezien: partij die blijft"), max_length=60)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("voorgesteld door"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposed_at = models.DateTimeField(_("voorgesteld op"))
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
        verbose_name = _("samenvoeging van partijen")
        verbose_name_plural = _("samenvoegingen van partijen")
        ordering = ["-proposed_at"]
        constraints = [
            Kept(name="kept_sharing_partymerger", sentence=KEPT_MERGER),
            models.CheckConstraint(name="merger_kind_known", condition=Q(kind__in=MergerKind.values)),
            models.CheckConstraint(
                name="merger_of_two",
                condition=~Q(merged=F("kept")),
                violation_error_message=_("Kies twee verschillende partijen."),
            ),
            models.CheckConstraint(
                name="merger_explained",
                condition=~Q(explanation=""),
                violation_error_message=_("Schrijf op waarom dit dezelfde organisatie is, of waarom niet."),
            ),
            models.CheckConstraint(
                name="merger_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (
                    Q(
                        confirmed_by__isnull=False,
                        confirmed_at__gte=F("proposed_at"),
                        declined_by__isnull=True,
                    )
                    & ~Q(confirmed_by=F("proposed_by"))
                ),
                violation_error_message=_("U hebt dit zelf voorgesteld; bevestigen doet een ander."),
            ),
            models.CheckConstraint(
                name="merger_declined_whole",
                condition=Q(declined_by__isnull=True, declined_at__isnull=True)
                | Q(declined_by__isnull=False, declined_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="merger_one_waits",
                fields=["merged"],
                condition=Q(confirmed_by__isnull=True, declined_by__isnull=True),
                violation_error_message=_("Er wacht al een voorstel over deze partij."),
            ),
            MergedByTwo(name="merged_by_two"),
        ]

    def __str__(self) -> str:
        words = {"merged": self.merged, "kept": self.kept}
        if self.kind == MergerKind.PART:
            return _("%(merged)s is toch niet %(kept)s") % words
        return _("%(merged)s gaat op in %(kept)s") % words
