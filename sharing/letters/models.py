"""The texts of letters, of which every version is kept, and letters as they were made of them."""

from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sharing.core.kept import Kept
from sharing.core.models import Register
from sharing.letters.choices import WAY_OUT, WITH_WAY_OUT, LetterKind, LetterLanguage, LetterWay

KEPT_TEMPLATE = (
    "Een sjabloon wordt nooit verwijderd: verstuurde brieven noemen de versie waarvan zij zijn gemaakt. Wijzig de "
    "tekst, of zet een eerdere versie terug."
)
KEPT_LETTER = (
    "Een brief die is gemaakt, blijft bewaard zoals hij is. Is hij niet goed, maak dan een nieuwe; wat niet is "
    "verstuurd, staat er zo bij."
)


def private_storage() -> Storage:
    """Where letters lie, sealed: outside everything that is served."""
    return storages["private"]


class LetterTemplate(Register):
    """The text of one kind of letter in one language; ``dated`` is the day of this text.

    The number of a version is its place in the history.
    """

    free_text = ("title", "body")

    kind = models.CharField(_("brief"), max_length=9, choices=LetterKind.choices, editable=False)
    language = models.CharField(_("taal"), max_length=2, choices=LetterLanguage.choices, editable=False)
    title = models.CharField(_("titel"), max_length=200)
    body = models.TextField(
        _("tekst"),
        help_text=_("Een lege regel begint een alinea, “## ” een kop en “- ” een punt van een lijst."),
    )
    dated = models.DateField(_("tekst van"), editable=False)

    class Meta:
        verbose_name = _("sjabloon van een brief")
        verbose_name_plural = _("sjablonen van brieven")
        ordering = ["kind", "language"]
        constraints = [
            Kept(name="kept_sharing_lettertemplate", sentence=KEPT_TEMPLATE),
            models.UniqueConstraint(fields=["kind", "language"], name="letter_template_once"),
            models.CheckConstraint(name="letter_template_kind", condition=Q(kind__in=LetterKind.values)),
            models.CheckConstraint(
                name="letter_template_language", condition=Q(language__in=LetterLanguage.values)
            ),
            models.CheckConstraint(
                name="letter_template_says_something", condition=~Q(title="") & ~Q(body="")
            ),
            models.CheckConstraint(
                name="letter_template_way_out",
                condition=~Q(kind__in=sorted(WITH_WAY_OUT)) | Q(body__contains=f"{{{{{WAY_OUT}}}}}"),
                violation_error_message=_(
                    "In deze brief hoort de weg naar de AP en de rechter te staan (art. 12, lid 4, AVG)."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_language_display()})"


class SentLetter(Register):
    """A letter as it was made: sealed, with the hash of its bytes, of which version of the text, and when it was sent.

    Subclasses give the key to what it is about, ``folder``, and ``LetterStands`` with the columns that stay.
    """

    folder = ""
    stays = (
        *("kind", "language", "template_id", "template_version", "file", "sha256", "size"),
        *("made_at", "made_by_id"),
    )

    kind = models.CharField(_("brief"), max_length=9, choices=LetterKind.choices)
    language = models.CharField(_("taal"), max_length=2, choices=LetterLanguage.choices)
    template = models.ForeignKey(
        LetterTemplate,
        verbose_name=_("sjabloon"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    template_version = models.PositiveIntegerField(_("versie van het sjabloon"))
    file = models.FileField(_("bestand"), storage=private_storage, max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("grootte in bytes"))
    made_at = models.DateTimeField(_("gemaakt op"), db_default=Now(), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gemaakt door"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    sent_on = models.DateField(_("verstuurd op"), null=True, blank=True)
    sent_way = models.CharField(_("hoe verstuurd"), max_length=6, choices=LetterWay.choices, blank=True)

    class Meta:
        abstract = True
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()


def sent_whole(name: str) -> models.CheckConstraint:
    """A letter that was sent says when and how."""
    return models.CheckConstraint(
        name=name,
        condition=Q(sent_on__isnull=True, sent_way="")
        | Q(sent_on__isnull=False, sent_way__in=LetterWay.values),
        violation_error_message=_("Vul in wanneer en hoe de brief is verstuurd."),
    )


def of_kinds(name: str, kinds: Any) -> models.CheckConstraint:
    """Only letters of these kinds."""
    return models.CheckConstraint(name=name, condition=Q(kind__in=sorted(kinds)))
