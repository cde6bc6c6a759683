"""The yearly review of who has which role: evidence that somebody looks at it (AVG art. 24(1), 32(1)(d))."""

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sharing.access.choices import ReviewOutcome
from sharing.access.rules import account_in_words
from sharing.access.triggers import ReviewRules
from sharing.core.dutch import day_in_words
from sharing.core.models import Register
from sharing.core.periods import amsterdam_day

KEPT = _("Een beoordeling van rollen is bewijs en wordt niet verwijderd.")
_FIXED = ("roles", "findings", "signed_by_id", "signed_at")


class RoleReview(Register):
    """Who had which role, what one person found of it, and that another signed for the same (ADR 0068).

    ``roles`` is a list of accounts as the database itself gives it (``access_roles_now``): what stands there is fixed,
    also when an account changes later.
    """

    free_text = ("findings", "closing_note")
    words_of_parts = {"roles": account_in_words}

    roles = models.JSONField(_("wie welke rol heeft"), default=list)
    findings = models.TextField(
        _("bevindingen"),
        help_text=_("Wat u bent nagegaan, en wat u liet wijzigen. Staat voorgoed bij deze beoordeling."),
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("getekend door"), on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_("getekend op"), db_default=TransactionNow(), editable=False)
    outcome = models.CharField(_("uitkomst"), max_length=8, choices=ReviewOutcome.choices, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("tweede persoon"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("afgesloten op"), null=True, blank=True, editable=False)
    closing_note = models.TextField(_("toelichting van de tweede persoon"), blank=True)
    next_review = models.DateField(_("volgende beoordeling"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("beoordeling van rollen")
        verbose_name_plural = _("beoordelingen van rollen")
        ordering = ["-signed_at", "-id"]
        permissions = [("sign_rolereview", _("Beoordelen wie welke rol heeft, en daarvoor tekenen"))]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome"],
                condition=Q(outcome=""),
                name="role_review_one_open",
                violation_error_message=_(
                    "Er wacht al een beoordeling op een tweede persoon. Laat die eerst tekenen of afbreken."
                ),
            ),
            models.CheckConstraint(
                name="role_review_closed_in_full",
                condition=Q(outcome="", closed_by__isnull=True, closed_at__isnull=True)
                | Q(outcome__in=ReviewOutcome.values, closed_by__isnull=False, closed_at__isnull=False),
            ),
            ReviewRules(name="rules_sharing_rolereview", columns=_FIXED),
        ]

    def __str__(self) -> str:
        day = day_in_words(amsterdam_day(self.signed_at))
        return str(_("Beoordeling van rollen van %(day)s") % {"day": day})

    def why_kept(self) -> str:
        """What somebody signed for is evidence."""
        return str(KEPT)
