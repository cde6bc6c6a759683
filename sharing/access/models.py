"""Who may what, as registers: what roles may do, and the proposals that take two people.

The tables of roles belong to Django and Wagtail. Here they are read, with their history, as models that Django does
not manage: the triggers are put on them by a migration (see `sharing.access.constraints`).
"""

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sharing.access.choices import PRODUCT_ROLES, Decision, ProposalKind
from sharing.access.constraints import ProposalRules, RightRules, RoleRules
from sharing.access.words import state_in_words, wish_in_words
from sharing.core.models import Register


class Role(Register):
    """A group of Django: what people may do is given per role."""

    id = models.AutoField(primary_key=True)
    name = models.CharField(_("naam"), max_length=150, unique=True)

    class Meta:
        managed = False
        db_table = "auth_group"
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        ordering = ["name"]
        constraints = [RoleRules(name="rules_sharing_role", columns=PRODUCT_ROLES)]

    def __str__(self) -> str:
        return self.name


class RoleRight(Register):
    """What a role may do with a kind of data."""

    group = models.ForeignKey(
        Role, verbose_name=_("rol"), on_delete=models.CASCADE, db_constraint=False, related_name="rights"
    )
    permission = models.ForeignKey(
        "auth.Permission",
        verbose_name=_("recht"),
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        managed = False
        db_table = "auth_group_permissions"
        verbose_name = _("recht van een rol")
        verbose_name_plural = _("rechten van rollen")
        constraints = [RightRules(name="rules_sharing_roleright")]

    def __str__(self) -> str:
        return str(self.permission)


class RolePageRight(Register):
    """What a role may do on a page and below."""

    id = models.AutoField(primary_key=True)
    group = models.ForeignKey(
        Role, verbose_name=_("rol"), on_delete=models.CASCADE, db_constraint=False, related_name="page_rights"
    )
    permission = models.ForeignKey(
        "auth.Permission",
        verbose_name=_("recht"),
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("pagina"),
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        managed = False
        db_table = "wagtailcore_grouppagepermission"
        verbose_name = _("recht van een rol op een pagina")
        verbose_name_plural = _("rechten van rollen op pagina’s")
        constraints = [RightRules(name="rules_sharing_rolepageright")]

    def __str__(self) -> str:
        return f"{self.permission}: {self.page}"


class RoleCollectionRight(Register):
    """What a role may do with the images and documents of a collection."""

    id = models.AutoField(primary_key=True)
    group = models.ForeignKey(
        Role,
        verbose_name=_("rol"),
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="collection_rights",
    )
    permission = models.ForeignKey(
        "auth.Permission",
        verbose_name=_("recht"),
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
    )
    collection = models.ForeignKey(
        "wagtailcore.Collection",
        verbose_name=_("verzameling"),
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        managed = False
        db_table = "wagtailcore_groupcollectionpermission"
        verbose_name = _("recht van een rol op een verzameling")
        verbose_name_plural = _("rechten van rollen op verzamelingen")
        constraints = [RightRules(name="rules_sharing_rolecollectionright")]

    def __str__(self) -> str:
        return f"{self.permission}: {self.collection}"


_NOT_DECIDED = Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
_FIXED = (
    "kind",
    "subject_id",
    "subject_name",
    "before",
    "after",
    "explanation",
    "proposed_by_id",
    "proposed_at",
)


PROPOSED_ALREADY = _("Hierover is al een voorstel gedaan. Laat daar eerst over beslissen, of trek het in.")


class AccessProposal(Register):
    """Something that takes two people: proposed by one, and done when another confirms exactly this.

    ``before`` and ``after`` are what the proposer saw and asks for, in the words of its kind
    (`sharing.access.subjects`); both are fixed for good.
    """

    words_of_whole = {"before": state_in_words, "after": wish_in_words}

    kind = models.CharField(_("soort"), max_length=6, choices=ProposalKind.choices)
    subject_id = models.BigIntegerField(_("nummer"), editable=False)
    subject_name = models.CharField(_("waarover"), max_length=255)
    before = models.JSONField(_("toen"), default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("voorgesteld"), default=dict, encoder=DjangoJSONEncoder)
    # Not `reason`: the function that writes the history has a variable of that name.
    explanation = models.TextField(_("reden"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("voorgesteld door"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposed_at = models.DateTimeField(_("voorgesteld op"), db_default=TransactionNow())
    decision = models.CharField(_("besluit"), max_length=9, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("besloten door"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    decision_note = models.TextField(_("toelichting bij het besluit"), blank=True)

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        ordering = ["-proposed_at", "-id"]
        permissions = [("decide_accessproposal", _("Over een voorstel beslissen"))]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(decision=""),
                name="proposal_one_open",
                violation_error_message=PROPOSED_ALREADY,
            ),
            models.CheckConstraint(
                name="proposal_decided_in_full",
                condition=_NOT_DECIDED
                | Q(decision__in=Decision.values, decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_two_people",
                condition=~Q(decision=Decision.CONFIRMED) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Wie iets voorstelt, bevestigt het niet zelf."),
            ),
            models.CheckConstraint(name="proposal_kind_known", condition=Q(kind__in=ProposalKind.values)),
            ProposalRules(name="rules_sharing_accessproposal", columns=_FIXED),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject_name}"
