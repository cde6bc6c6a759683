"""What every version that publication freezes has, of whichever page: the text as it stood, and its withdrawal."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from home.core.languages import ENGLISH
from home.versions.addresses import Addresses
from home.versions.choices import Kind, Standing
from sharing import public


def four_eyes(name: str) -> models.CheckConstraint:
    """Nobody approves what they wrote; an archive that the operator loads is approved by nobody (ADR 0008)."""
    return models.CheckConstraint(
        name=name,
        condition=Q(approved_by=None) | ~Q(authors__contains=[F("approved_by")]),
        violation_error_message=_("Wie aan een tekst schreef, keurt die niet goed."),
    )


class VersionQuerySet(models.QuerySet[Any]):
    """Versions, of one page: which of them holds, what comes and what readers may see is asked within a page.

    Of the statement there is one page. Of plain pages there are more, so that their versions are asked for by way of
    the page (`home.versions.queries`).
    """

    def standing(self) -> Self:
        """Without those that were withdrawn: they never held, and never will."""
        return self.filter(withdrawal__isnull=True)

    def in_force_at(self, moment: datetime) -> Self:
        """The versions that began to hold at that instant or before, latest first."""
        return self.standing().filter(in_force_from__lte=moment).order_by("-number")

    def in_force_by(self, day: date) -> Self:
        """The versions that began to hold on that day or before, latest first."""
        return self.standing().filter(in_force_from__lt=_end_of(day)).order_by("-number")

    def with_standing(self, at: datetime) -> Self:
        """Each with its ``standing`` at that instant among the versions of its page, a value of `Standing`."""
        now = self.model.objects.in_force_at(at).filter(page=OuterRef("page")).values("pk")[:1]
        return self.annotate(
            standing=Case(
                When(withdrawal__isnull=False, then=Value(Standing.WITHDRAWN.value)),
                When(in_force_from__gt=at, then=Value(Standing.PLANNED.value)),
                When(pk=Subquery(now), then=Value(Standing.IN_FORCE.value)),
                default=Value(Standing.REPLACED.value),
            )
        )

    def public_on(self, day: date) -> Self:
        """The versions that readers may see on that day, latest first: in force by then, announced, or withdrawn.

        Whatever was approved for readers and then withdrawn is told to them, announced or not.
        """
        end = _end_of(day)
        stands = Q(withdrawal__isnull=True) & (Q(in_force_from__lt=end) | Q(announce_from__lte=day))
        known = self.filter(stands | Q(withdrawal__confirmed_at__lt=end))
        return known.select_related("withdrawal").order_by("-number")


def _end_of(day: date) -> datetime:
    return public.start_of_day(public.next_day(day))


class FrozenVersion(public.Immutable):
    """A published text as it stood: everything needed to show it, whatever happens to the page it came from.

    ``text`` holds every word in reading order and ``sha256`` is the hash of its UTF-8; the database checks
    the hash, the numbering and that each version takes effect after the one before. It holds from ``in_force_from``:
    00:00 in Amsterdam of ``effective_from``, and of a further version on one day the instant of its publication.

    ``number`` and ``page`` are of who inherits; so are ``translations`` (its editions) and ``withdrawal``.
    """

    number: Any
    page: Any
    page_id: int
    withdrawal: Any
    translations: Any

    # Only what the statement promises is obeyed by the register: nothing else has promises, conflicts or completeness.
    makes_promises: ClassVar[bool]
    screens: ClassVar[str]  # the name of its screens in the admin

    title = models.CharField(_("titel"), max_length=255)
    language = models.CharField(_("taal"), max_length=5)
    effective_from = models.DateField(_("geldt vanaf"))
    in_force_from = models.DateTimeField(_("geldt vanaf (moment)"))
    published_at = models.DateTimeField(_("gepubliceerd op"))
    kind = models.CharField(_("soort wijziging"), max_length=10, choices=Kind.choices)
    change_note = models.TextField(_("wat is er veranderd"), blank=True)
    sections = models.JSONField(_("paragrafen"))
    html = models.TextField(_("html"))
    text = models.TextField(_("tekst"))
    sha256 = models.CharField(_("controlegetal (SHA-256)"), max_length=64)
    body = models.JSONField(_("bron"))
    announce_from = models.DateField(_("aangekondigd vanaf"), null=True)
    shown_facts = models.JSONField(_("getoonde gegevens uit het register"), default=list)
    authors = ArrayField(models.BigIntegerField(), verbose_name=_("schrijvers (nummers)"), default=list)
    written_by = models.BigIntegerField(_("geschreven door (nummer)"), null=True)
    written_by_name = models.CharField(_("geschreven door"), max_length=255, blank=True)
    approved_by = models.BigIntegerField(_("goedgekeurd door (nummer)"), null=True)
    approved_by_name = models.CharField(_("goedgekeurd door"), max_length=255, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return _("Versie %(number)s") % {"number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if not self._state.adding:
            raise ValidationError(_("Een gepubliceerde versie verandert nooit meer."))
        return super().save(*args, **kwargs)

    @property
    def addresses(self) -> Addresses:
        """Where readers find it, and the others of its page."""
        raise NotImplementedError

    @cached_property
    def english(self) -> "FrozenEdition | None":
        """The English edition that readers get: the last one."""
        edition: FrozenEdition | None = (
            self.translations.filter(language=ENGLISH).order_by("-edition").first()
        )
        return edition

    @property
    def withdrawn(self) -> "FrozenWithdrawal | None":
        """Its withdrawal: when, why and by whom; None when it stands."""
        found: FrozenWithdrawal | None = getattr(self, "withdrawal", None)
        return found


class FrozenEdition(public.Immutable):
    """An edition of a version in another language, as it stood; the version's own text is authoritative.

    A mended translation is a next ``edition`` of the same version and language; readers get the last one. The
    database checks the hash and the numbering. ``version`` and ``page`` are of who inherits.
    """

    version: Any
    page: Any

    language = models.CharField(_("taal"), max_length=5)
    edition = models.PositiveIntegerField(_("uitgave"))
    title = models.CharField(_("titel"), max_length=255)
    published_at = models.DateTimeField(_("gepubliceerd op"))
    change_note = models.TextField(_("wat is er veranderd"), blank=True)
    sections = models.JSONField(_("paragrafen"))
    html = models.TextField(_("html"))
    text = models.TextField(_("tekst"))
    sha256 = models.CharField(_("controlegetal (SHA-256)"), max_length=64)
    body = models.JSONField(_("bron"))
    authors = ArrayField(models.BigIntegerField(), verbose_name=_("schrijvers (nummers)"), default=list)
    written_by = models.BigIntegerField(_("geschreven door (nummer)"), null=True)
    written_by_name = models.CharField(_("geschreven door"), max_length=255, blank=True)
    approved_by = models.BigIntegerField(_("goedgekeurd door (nummer)"), null=True)
    approved_by_name = models.CharField(_("goedgekeurd door"), max_length=255, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        language = dict(settings.LANGUAGES).get(self.language, self.language)
        return _("Versie %(number)s, %(language)s") % {"number": self.version.number, "language": language}

    @property
    def addresses(self) -> Addresses:
        """Where readers find it, and the version that it translates."""
        found: Addresses = self.page.addresses
        return found

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if not self._state.adding:
            raise ValidationError(_("Een gepubliceerde vertaling verandert nooit meer."))
        return super().save(*args, **kwargs)


class FrozenWithdrawal(public.Immutable):
    """Two people took a version back before it held: one proposed it with a reason, another confirmed exactly that.

    ``explanation`` is for readers. The database refuses it once the version holds, and without the proposal in the
    page's log that ``proposal`` is the number of. ``version`` is of who inherits.
    """

    version: Any

    explanation = models.TextField(_("reden"))
    proposal = models.BigIntegerField(_("voorstel (nummer in het logboek)"))
    proposed_by = models.BigIntegerField(_("voorgesteld door (nummer)"))
    proposed_by_name = models.CharField(_("voorgesteld door"), max_length=255)
    proposed_at = models.DateTimeField(_("voorgesteld op"))
    confirmed_by = models.BigIntegerField(_("bevestigd door (nummer)"))
    confirmed_by_name = models.CharField(_("bevestigd door"), max_length=255)
    confirmed_at = models.DateTimeField(_("ingetrokken op"), db_default=TransactionNow(), editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return _("Intrekking van versie %(number)s") % {"number": self.version.number}


def by_two(name: str) -> models.CheckConstraint:
    """Who proposes a withdrawal does not confirm it."""
    return models.CheckConstraint(
        name=name,
        condition=~Q(confirmed_by=F("proposed_by")),
        violation_error_message=_("Wie een intrekking voorstelt, bevestigt die niet zelf."),
    )


def with_a_reason(name: str) -> models.CheckConstraint:
    """Readers are told why."""
    return models.CheckConstraint(
        name=name,
        condition=~Q(explanation=""),
        violation_error_message=_("Schrijf waarom deze versie wordt ingetrokken; lezers zien dit."),
    )
