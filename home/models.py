"""The pages that are written in the admin. Django finds the other models of the statement here too."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.core.languages import BilingualPage
from home.editor.panels import (
    ChangeNotePanel,
    CommitmentsPanel,
    MergePanel,
    NextStepPanel,
    OnlyWhenFilledPanel,
    ReviewNotePanel,
    TranslationPanel,
)
from home.reusable.models import ReusableText
from home.review.models import LegalReviewTask
from home.text.blocks import PlainBodyBlock, StatementBodyBlock
from home.versions.addresses import RESERVED, STATEMENT, TEXT, TEXT_IN_ENGLISH, Addresses, is_slug
from home.versions.choices import Kind
from home.versions.models import StatementTranslation, StatementVersion, VersionWithdrawal
from home.versions.plain_models import PlainTranslation, PlainVersion, PlainWithdrawal
from home.versions.queries import last_published, latest_of, latest_version, source_of
from home.visits.models import PageVisits
from home.written import WrittenPage
from sharing import public

__all__ = [
    "HomePage",
    "Kind",
    "LegalReviewTask",
    "PageVisits",
    "PlainPage",
    "PlainTranslation",
    "PlainVersion",
    "PlainWithdrawal",
    "ReusableText",
    "StatementPage",
    "StatementTranslation",
    "StatementVersion",
    "VersionWithdrawal",
    "WrittenPage",
    "written_page",
    "written_pages",
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
    subpage_types = ["home.StatementPage", "home.PlainPage"]
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


class StatementPage(WrittenPage):
    """The statement as it is being written; readers get the versions that publication freezes."""

    body = StreamField(StatementBodyBlock(), verbose_name=_("tekst"), blank=True)
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
                ReviewNotePanel(),
            ],
            heading=_("Bij publicatie"),
        ),
        OnlyWhenFilledPanel("commitments", read_only=True),
    ]
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
    def addresses(self) -> Addresses:
        return STATEMENT

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.slug: str = self.slug or STATEMENT_SLUG
        super().full_clean(*args, **kwargs)

    def copy(self, *args: Any, update_attrs: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Copy as Wagtail does; a copy to translate is tied to the version whose text it starts from."""
        if update_attrs and "locale" in update_attrs:
            update_attrs = {"translates": latest_version(), **update_attrs}
        return super().copy(*args, update_attrs=update_attrs, **kwargs)


class PlainPage(WrittenPage):
    """A page beside the statement, with the same blocks, review and versions: cookies, accessibility, contact.

    It promises nothing that the register obeys (ADR 0055). There is no form to send in anywhere: a question comes by
    e-mail or post (ADR 0056). Its translation has an address of its own below ``/en/`` (ADR 0061).
    """

    body = StreamField(PlainBodyBlock(), verbose_name=_("tekst"), blank=True)
    translates = models.ForeignKey(
        "home.PlainVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vertaling van"),
        help_text=_("De versie waarvan dit de Engelse tekst is. Lezers vinden de vertaling bij die versie."),
    )

    makes_promises = False
    commitments = None
    content_panels = [
        MergePanel(),
        TranslationPanel(),
        NextStepPanel(heading=_("Stand van zaken")),
        TitleFieldPanel("title", help_text=_("Staat boven de pagina en onderaan de site.")),
        FieldPanel("slug"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("translates"),
                FieldPanel("change_note"),
                ChangeNotePanel(),
                FieldPanel("kind"),
                FieldPanel("effective_from"),
                FieldPanel("announce_from"),
                ReviewNotePanel(),
            ],
            heading=_("Bij publicatie"),
        ),
    ]
    exclude_fields_in_copy = ["effective_from", "announce_from", "kind", "change_note"]
    preview_modes = [("", _("Zoals lezers de pagina zien"))]

    class Meta:
        verbose_name = _("gewone pagina")
        verbose_name_plural = _("gewone pagina's")

    @property
    def addresses(self) -> Addresses:
        if self.is_translation:
            source = source_of(self)
            return Addresses(source.slug if source else self.slug, self.slug)
        return Addresses(self.slug)

    @property
    def addresses_in_both(self) -> Addresses:
        """The same, with those of its translation when there is one."""
        translated = type(self).objects.english().filter(translation_key=self.translation_key)
        return Addresses(self.slug, translated.values_list("slug", flat=True).first() or "")

    @property
    def path_of_text(self) -> str:
        """Where readers find the text that this page is written for."""
        return self.addresses.path(TEXT_IN_ENGLISH if self.is_translation else TEXT)

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        parts = super(BilingualPage, self).get_url_parts(request)
        return parts and (*parts[:2], self.path_of_text)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.path_of_text)

    def clean(self) -> None:
        super().clean()
        self._check_address()

    def minimal_clean(self) -> None:
        """Of a draft Wagtail asks no more than that it can be found; that is asked of its address."""
        super().minimal_clean()
        self._check_address()

    def _check_address(self) -> None:
        if why := self._why_not_at_this_address():
            raise ValidationError({"slug": why})

    def _why_not_at_this_address(self) -> str:
        """The address is that of its versions too: it is free, and stays what it is from the first version on."""
        stored = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if stored is not None and stored != self.slug and last_published(self) is not None:
            return gettext(
                "Van deze pagina zijn versies gepubliceerd onder “%(slug)s”; dat adres verandert niet meer."
            ) % {"slug": stored}
        if stored == self.slug and self.versions.exists():
            return ""  # from before this site had something of its own there
        words = {"slug": self.slug}
        here, route = ("en/", "home:plain-en") if self.is_translation else ("", "home:plain")
        found = resolve(f"/{here}{self.slug}/") if is_slug(self.slug) else None
        if found is None or found.view_name != route or (self.slug in RESERVED and not here):
            return (
                gettext("“%(slug)s” is een adres dat deze site zelf gebruikt. Kies een ander adres.") % words
            )
        same = type(self).objects.filter(slug=self.slug, locale=self.locale_id)
        if same.exclude(pk=self.pk).exists():
            return gettext("Er is al een pagina met het adres “%(slug)s”. Kies een ander adres.") % words
        return ""

    def copy(self, *args: Any, update_attrs: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Copy as Wagtail does; a copy to translate is tied to the version whose text it starts from."""
        if update_attrs and "locale" in update_attrs:
            update_attrs = {"translates": latest_of(self), **update_attrs}
        return super().copy(*args, update_attrs=update_attrs, **kwargs)


def written_pages() -> list[WrittenPage]:
    """Every page of which versions are made: the statement with its translation first."""
    return [
        page
        for kind in (StatementPage, PlainPage)
        for page in kind.objects.order_by("path").select_related("locale")
    ]


def written_page(pk: int) -> WrittenPage:
    """The one of that number. Raises Http404."""
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(page, WrittenPage):
        raise Http404
    return page
