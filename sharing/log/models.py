"""How somebody likes to read the log, up to where it was sent on, and what its words and flows are looked up by.

Nobody's evidence, so without history.
"""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sharing.log.triggers import FlowsFollow, WordsFollow
from sharing.parties.models import Party
from sharing.reference.models import Country, Purpose
from sharing.sources.models import Source

LONGEST_QUERY = 2_000


class SavedFilter(models.Model):
    """A choice of filters that somebody wants back; only theirs, since its address is how one shares it.

    ``query`` is the part of the address after the question mark; no dossier is ever in it.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("naam"), max_length=80)
    query = models.CharField(max_length=LONGEST_QUERY)

    class Meta:
        verbose_name = _("bewaard filter")
        verbose_name_plural = _("bewaarde filters")
        ordering = ["name"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_filter_once")]

    def __str__(self) -> str:
        return self.name


class ChosenColumns(models.Model):
    """The columns that somebody wants to see in the log, in the order of the list."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    names = ArrayField(models.CharField(max_length=40))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return ", ".join(self.names)


class Emitted(models.Model):
    """Up to which entry the log was sent to the organisation's own log of processing: one row (ADR 0073).

    ``away_since``: since when that log takes nothing; empty while it does.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    upto = models.BigIntegerField()
    at = models.DateTimeField()
    away_since = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="emitted_once", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.upto)


class DescriptionWords(models.Model):
    """The words of a description by their Dutch stems (ADR 0075); the key is that of the disclosure.

    A disclosure without a description has none, and a new one has none yet.
    """

    id = models.BigIntegerField(primary_key=True)
    words = SearchVectorField()

    class Meta:
        default_permissions = ()
        indexes = [GinIndex(fields=["words"], name="description_words")]
        constraints = [WordsFollow(name="refs_description_words")]

    def __str__(self) -> str:
        return str(self.id)


class WordsTaken(models.Model):
    """Up to which disclosure the words were taken apart: one row (ADR 0075)."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    upto = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="words_taken_once", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.upto)


def _of(model: type[models.Model], **kwargs: Any) -> models.ForeignKey[Any, Any]:
    """What a flow is of. What is only listed here keeps nothing: a party without entries can go."""
    return models.ForeignKey(
        model, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+", **kwargs
    )


class LogFlow(models.Model):
    """A flow of the log under one version of the statement (ADR 0077): what its entries have in common, and from when
    until when they were disclosed, in microseconds since 1970. ``flow`` and ``version`` are as in the index
    ``disclosure_flow``.

    The fields that a disclosure has too are called as there. One flow may be in it more than once; the whole of it is
    what all of them say.
    """

    flow = models.BigIntegerField()
    version = models.BigIntegerField()
    earliest = models.BigIntegerField()
    latest = models.BigIntegerField()
    recipient = _of(Party)
    capacity = models.CharField(max_length=10)
    purpose = _of(Purpose)
    legal_basis = models.CharField(max_length=20)
    data_categories = ArrayField(models.SmallIntegerField())
    destination_country = _of(Country)
    source = _of(Source)
    on_behalf_of = _of(Party, null=True)
    outcome = models.CharField(max_length=9)
    review = models.CharField(max_length=9)
    findings = models.JSONField()
    is_withdrawn = models.BooleanField()
    is_void = models.BooleanField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["recipient", "flow", "version"], name="log_flow")]
        constraints = [FlowsFollow(name="refs_log_flows")]

    def __str__(self) -> str:
        return f"{self.recipient_id}/{self.flow}/{self.version}"


class FlowsListed(models.Model):
    """Up to which disclosure the flows were listed: one row (ADR 0077).

    ``sign``: what says whether PostgreSQL counts flows as it did then. ``is_too_many``: there are too many to list.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    upto = models.BigIntegerField()
    sign = models.BigIntegerField()
    is_too_many = models.BooleanField()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="flows_listed_once", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.upto)
