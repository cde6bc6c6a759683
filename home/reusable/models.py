"""Texts that are written once and used in several places of a statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import RevisionMixin

from home.text.features import INLINE, LISTS


class ReusableText(RevisionMixin, models.Model):
    """A text of its own; a statement shows it as it is at publication, and a published version keeps that."""

    title = models.CharField(
        _("naam"),
        max_length=200,
        unique=True,
        help_text=_("Om de tekst terug te vinden; lezers zien deze naam niet."),
        error_messages={"unique": _("Er is al een vaste tekst met deze naam. Kies een andere naam.")},
    )
    body = RichTextField(
        _("tekst"),
        features=[*INLINE, *LISTS],
        help_text=_("Staat letterlijk in elke paragraaf die deze vaste tekst gebruikt."),
    )

    class Meta:
        verbose_name = _("vaste tekst")
        verbose_name_plural = _("vaste teksten")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
