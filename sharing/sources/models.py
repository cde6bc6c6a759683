"""The systems that report disclosures, and the answers they got."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sharing.access.constraints import TokenRules
from sharing.core.models import Register
from sharing.sources.choices import Scope


class Source(Register):
    """A system that reports disclosures. Its token is stored as a hash only, has an owner and an end.

    After a renewal the token of before (``old_…``) may work on until a chosen moment, with at most the rights it had.
    """

    secret_fields = ("token_hash", "old_token_hash")

    name = models.CharField(_("naam"), max_length=100, unique=True)
    # NULL for a source without a token: unlike an empty text, it may occur more than once.
    token_hash = models.CharField(  # noqa: DJ001
        _("controlegetal van het token"), max_length=64, unique=True, null=True, editable=False
    )
    scopes = ArrayField(
        models.CharField(max_length=6, choices=Scope.choices), verbose_name=_("rechten"), default=list
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.PROTECT,
        related_name="source",
        editable=False,
        help_text=_("De naam waaronder deze bron in de historie staat."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("eigenaar"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_sources",
        help_text=_("Wie weet waar het token staat en het op tijd laat vernieuwen."),
    )
    expires_at = models.DateTimeField(_("token verloopt op"), null=True, editable=False)
    all_entries = models.BooleanField(
        _("leest ook wat andere bronnen vastlegden"),
        default=False,
        help_text=_(
            "Zonder dit leest het token alleen zijn eigen verstrekkingen. Dit geven doen twee personen."
        ),
    )
    old_token_hash = models.CharField(  # noqa: DJ001  NULL when no other token works
        _("controlegetal van het oude token"), max_length=64, unique=True, null=True, editable=False
    )
    old_expires_at = models.DateTimeField(_("oud token werkt tot"), null=True, editable=False)
    old_scopes = ArrayField(
        models.CharField(max_length=6, choices=Scope.choices),
        verbose_name=_("rechten van het oude token"),
        default=list,
        db_default=[],
        editable=False,
    )
    old_all_entries = models.BooleanField(
        _("oud token leest ook wat andere bronnen vastlegden"),
        default=False,
        db_default=False,
        editable=False,
    )
    active = models.BooleanField(_("actief"), default=True)

    last_uses: Mapping[str, datetime]  # given by the list, by the hash of a token

    class Meta:
        verbose_name = _("bronsysteem")
        verbose_name_plural = _("bronsystemen")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="source_scopes_known", condition=Q(scopes__contained_by=Scope.values)
            ),
            models.CheckConstraint(
                name="source_token_expires",
                condition=Q(token_hash__isnull=True) | Q(expires_at__isnull=False),
            ),
            models.CheckConstraint(
                name="source_old_token_expires",
                condition=Q(old_token_hash__isnull=True, old_expires_at__isnull=True)
                | Q(old_token_hash__isnull=False, old_expires_at__isnull=False),
            ),
            TokenRules(name="rules_sharing_source"),
        ]

    def __str__(self) -> str:
        return self.name

    def has_old_token(self, *, at: datetime) -> bool:
        """Whether the token of before the last renewal still works."""
        return self.old_expires_at is not None and self.old_expires_at > at


class TokenUse(models.Model):
    """When a token was last used, to the minute: by its hash, so that an old and a new one are told apart."""

    token_hash = models.CharField(primary_key=True, max_length=64)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="uses")
    used_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.source_id} {self.used_at}"


class Idempotency(models.Model):
    """The answer given to a request, so that the same request again gets the same answer and stores nothing."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    body_hash = models.BinaryField(max_length=32)
    answer = models.BinaryField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="idempotency_key")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.key}"


class Pace(models.Model):
    """How far ahead of its pace a source is: the moment at which its requests up to now would have been due.

    Kept without a write-ahead log (UNLOGGED): counting costs a source no wait for the disk, and after a crash of the
    database everybody starts afresh.
    """

    source = models.OneToOneField(Source, primary_key=True, on_delete=models.CASCADE, related_name="+")
    due = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.source_id} {self.due}"
