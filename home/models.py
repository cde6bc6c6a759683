"""The pages that are written in the admin. Django finds the other models of the statement here too."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from home.core.languages import BilingualPage
from home.editor.forms import StatementPageForm
from home.editor.panels import (
    ChangeNotePanel,
    CommitmentsPanel,
    LaterPanel,
    MergePanel,
    NextStepPanel,
    OnlyWhenFilledPanel,
    TranslationPanel,
)
from home.publication.page import VersionedPage
from home.publication.queries import day_shown
from home.reusable.models import ReusableText
from home.review.models import LegalReviewTask
from home.review.operations import review_is_of
from home.review.queries import is_settled
from home.text.anchors import adopt_anchors, anchors_of, fill_anchors
from home.text.blocks import StatementBodyBlock
from home.text.rendering import measure, render_sections, whole_html, whole_text
from home.versions.choices import Kind
from home.versions.models import StatementTranslation, StatementVersion
from home.versions.queries import last_published, latest_version, version_in_force, versions_to_come
from home.versions.words import short_standing
from home.visits.models import PageVisits
from sharing import public

__all__ = [
    "HomePage",
    "Kind",
    "LegalReviewTask",
    "PageVisits",
    "ReusableText",
    "StatementPage",
    "StatementTranslation",
    "StatementVersion",
]

STATEMENT_SLUG = "privacyverklaring"


class HomePage(BilingualPage):
    """The front page: who we are and where the statement stands."""

    introduction = RichTextField(
        _("inleiding"), features=["bold", "italic", "link"], blank=True, help_text=_("Eén of twee alinea's.")
    )

    content_panels = [FieldPanel("title"), FieldPanel("introduction")]
    promote_panels = [FieldPanel("search_description")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.StatementPage"]
    max_count = 1
    public_routes = {"nl": "home:index", "en": "home:index-en"}

    class Meta:
        verbose_name = _("voorpagina")
        verbose_name_plural = _("voorpagina's")

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "home/index.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        site = self.get_site()
        return {
            **super().get_preview_context(request, mode_name),
            "home": self,
            "site_name": site.site_name if site else self.title,
            "language": self.language,
            "version": StatementVersion.objects.in_force_by(public.amsterdam_day(timezone.now())).first(),
        }


class StatementPage(VersionedPage, BilingualPage):
    """The statement as it is being written; readers get the versions that publication freezes."""

    body = StreamField(StatementBodyBlock(), verbose_name=_("tekst"), blank=True)
    effective_from = models.DateField(
        _("ingangsdatum"),
        null=True,
        blank=True,
        help_text=_(
            "De nieuwe versie geldt vanaf 00:00 uur op deze dag, en moet na de vorige versie ingaan. "
            "Leeg: de dag van publicatie."
        ),
    )
    announce_from = models.DateField(
        _("aankondigen vanaf"),
        null=True,
        blank=True,
        help_text=_(
            "Vanaf deze dag zien lezers dat er een nieuwe versie komt, wat er verandert en vanaf wanneer zij "
            "geldt. Leeg: niet vooraf aankondigen."
        ),
    )
    kind = models.CharField(_("soort wijziging"), max_length=10, choices=Kind.choices, default=Kind.MATERIAL)
    change_note = models.TextField(
        _("wat is er veranderd"),
        blank=True,
        max_length=2000,
        help_text=_("In gewone woorden, voor lezers. Bij de eerste versie mag dit leeg blijven."),
    )
    conflict_reason = models.TextField(
        _("waarom ondanks verschillen"),
        blank=True,
        max_length=2000,
        help_text=_(
            "Alleen nodig als tekst en register bij publicatie van elkaar verschillen. Wordt bij de versie "
            "bewaard; lezers zien dit niet."
        ),
    )
    translates = models.ForeignKey(
        "home.StatementVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vertaling van"),
        help_text=_("De versie waarvan dit de Engelse tekst is. Lezers vinden de vertaling bij die versie."),
    )
    commitments = models.JSONField(
        _("toezeggingen uit een bestand"),
        null=True,
        blank=True,
        editable=False,
        help_text=_(
            "Ingelezen bij de tekst; gaan bij de eerstvolgende publicatie voor de toezeggingen in de tekst."
        ),
    )

    base_form_class = StatementPageForm
    content_panels = [
        MergePanel(),
        TranslationPanel(),
        NextStepPanel(heading=_("Stand van zaken")),
        FieldPanel(
            "title", help_text=_("Staat boven de verklaring.")
        ),  # a plain panel: Wagtail's own would fill in a slug, and ours is fixed
        FieldPanel("body"),
        CommitmentsPanel(heading=_("Wat het register met deze tekst doet")),
        MultiFieldPanel(
            [
                FieldPanel("translates"),
                FieldPanel("change_note"),
                ChangeNotePanel(),
                FieldPanel("kind"),
                FieldPanel("effective_from"),
                FieldPanel("announce_from"),
                FieldPanel("conflict_reason"),
            ],
            heading=_("Bij publicatie"),
        ),
        OnlyWhenFilledPanel("commitments", read_only=True),
    ]
    promote_panels: list[Any] = []
    settings_panels = [LaterPanel(), CommentPanel()]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    public_routes = {"nl": "home:statement", "en": "home:statement-en"}
    # What belongs to the version does not go along to its translation.
    exclude_fields_in_copy = [
        "effective_from",
        "announce_from",
        "kind",
        "change_note",
        "conflict_reason",
        "commitments",
    ]
    preview_modes = [("", _("Zoals lezers de verklaring zien"))]

    class Meta:
        verbose_name = _("privacyverklaring")
        verbose_name_plural = _("privacyverklaringen")

    @property
    def version_status(self) -> str:
        """Which version readers have, for the label in which Wagtail says “Live”; of a translation whose text it is."""
        if self.is_translation:
            edition: Any = last_published(self)
            return (
                gettext("vertaling van versie %(number)s") % {"number": edition.version.number}
                if edition
                else ""
            )
        at = timezone.now()
        return short_standing(version_in_force(at), versions_to_come(at))

    @property
    def status_string(self) -> str:
        """The same in lists, with what is being done to the text."""
        if self.approved_schedule:
            doing = gettext("publicatie gepland")
        elif self.workflow_in_progress:
            doing = gettext("in toetsing")
        else:
            doing = gettext("concept") if self.has_unpublished_changes else ""
        return "; ".join(filter(None, [self.version_status, doing]))

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.slug: str = self.slug or STATEMENT_SLUG
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.fill_anchors()
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, overwrite_revision: Any = None, **kwargs: Any) -> Any:
        """Store a draft as Wagtail does; autosave never writes over one that was judged or published."""
        before = self.get_latest_revision() if self.pk else None
        self.fill_anchors(held=anchors_of(before.as_object().body) if before else None)
        if overwrite_revision and not is_settled(overwrite_revision):
            kwargs["overwrite_revision"] = overwrite_revision
        revision = super().save_revision(*args, **kwargs)
        review_is_of(revision)
        return revision

    def fill_anchors(self, *, held: Mapping[str, str] | None = None) -> None:
        """Give every section its anchor: its own, and in a translation that of the section it translates.

        ``held`` are the anchors of the draft before, by block.
        """
        if self.is_translation and self.translates:
            adopt_anchors(self.body, [section["anchor"] for section in self.translates.sections])
        fill_anchors(self.body, held=held)

    def copy(self, *args: Any, update_attrs: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Copy as Wagtail does; a copy to translate is tied to the version whose text it starts from."""
        if update_attrs and "locale" in update_attrs:
            update_attrs = {"translates": latest_version(), **update_attrs}
        return super().copy(*args, update_attrs=update_attrs, **kwargs)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "home/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        self.fill_anchors()
        day = day_shown(self, at=timezone.now())
        sections = render_sections(self.body, on=day, language=self.language)
        words, characters = measure(whole_text(self.title, sections))
        return {
            **super().get_preview_context(request, mode_name),
            "statement": self,
            "sections": sections,
            "html": whole_html(sections),
            "words": words,
            "characters": characters,
        }
