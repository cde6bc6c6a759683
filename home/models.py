"""The public pages and the immutable versions of the statement."""

from django.core.exceptions import ValidationError
from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.blocks import StatementBodyBlock
from home.forms import StatementPageForm
from home.panels import OnlyWhenFilledPanel
from home.rendering import fill_anchors, render_sections, whole_html
from home.site_settings import OrganisationSettings  # noqa: F401  a model of this app
from sharing import public

STATEMENT_SLUG = "privacyverklaring"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]


class Kind(models.TextChoices):
    """How far a version changes what readers may expect."""

    MATERIAL = "material", _("Inhoudelijk: er verandert iets voor lezers")
    EDITORIAL = "editorial", _("Redactioneel: alleen de verwoording verandert")


class HomePage(Page):
    """The front page: who we are and where the statement stands."""

    introduction = RichTextField(
        _("inleiding"), features=["bold", "italic", "link"], blank=True, help_text=_("Eén of twee alinea's.")
    )

    content_panels = [FieldPanel("title"), FieldPanel("introduction")]
    promote_panels = [FieldPanel("search_description")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.StatementPage"]
    max_count = 1

    class Meta:
        verbose_name = _("voorpagina")
        verbose_name_plural = _("voorpagina's")

    def serve(self, request, *args, **kwargs):
        return redirect("home:index")

    def get_preview_template(self, request, mode_name):
        return "home/index.html"

    def get_preview_context(self, request, mode_name):
        return {**super().get_preview_context(request, mode_name), "home": self, "site_name": self.title}

    def serve_preview(self, request, mode_name):
        return _in_own_frame(super().serve_preview(request, mode_name))


class StatementPage(Page):
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
    language = models.CharField(_("taal"), max_length=5, choices=LANGUAGES, default="nl")
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
        FieldPanel("title"),  # a plain panel: Wagtail's own would fill in a slug, and ours is fixed
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("change_note"),
                FieldPanel("kind"),
                FieldPanel("effective_from"),
                FieldPanel("announce_from"),
                FieldPanel("conflict_reason"),
            ],
            heading=_("Bij publicatie"),
        ),
        OnlyWhenFilledPanel("commitments", read_only=True),
    ]
    promote_panels = []
    settings_panels = [FieldPanel("language"), PublishingPanel()]
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    preview_modes = [("", _("Zoals lezers de verklaring zien"))]

    class Meta:
        verbose_name = _("privacyverklaring")
        verbose_name_plural = _("privacyverklaringen")

    def full_clean(self, *args, **kwargs):
        self.slug = self.slug or STATEMENT_SLUG
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        fill_anchors(self.body)
        return super().save(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        fill_anchors(self.body)
        return super().save_revision(*args, **kwargs)

    def publish(self, revision, user=None, **kwargs):
        """Publish as Wagtail does and freeze a version, both or neither. Raises PublicationRefused."""
        from home.publication import publishing

        with publishing(by=user):
            return super().publish(revision, user=user, **kwargs)

    def serve(self, request, *args, **kwargs):
        return redirect("home:statement")

    def get_preview_template(self, request, mode_name):
        return "home/preview.html"

    def get_preview_context(self, request, mode_name):
        from home.publication import day_of_effect

        fill_anchors(self.body)
        sections = render_sections(self.body, on=day_of_effect(self.effective_from))
        context = super().get_preview_context(request, mode_name)
        return {**context, "statement": self, "sections": sections, "html": whole_html(sections)}

    def serve_preview(self, request, mode_name):
        return _in_own_frame(super().serve_preview(request, mode_name))


def _in_own_frame(response):
    """Let the editor show this preview in its own frame; public pages refuse every frame."""
    response._csp_replace = {"frame-ancestors": ["'self'"]}
    return response


class StatementVersionQuerySet(models.QuerySet):
    def in_force_by(self, day):
        """The versions whose effective date is that day or earlier, latest first."""
        return self.filter(effective_from__lte=day).order_by("-effective_from")


class StatementVersion(public.Immutable):
    """A published text as it stood: everything needed to show it, whatever happens to the page it came from.

    ``text`` holds every word in reading order and ``sha256`` is the hash of its UTF-8; the database checks
    the hash, the numbering and that each version takes effect after the one before.
    """

    number = models.PositiveIntegerField(_("nummer"), unique=True)
    page = models.ForeignKey(
        StatementPage, on_delete=models.PROTECT, related_name="versions", verbose_name=_("pagina")
    )
    title = models.CharField(_("titel"), max_length=255)
    language = models.CharField(_("taal"), max_length=5)
    effective_from = models.DateField(_("geldt vanaf"), unique=True)
    published_at = models.DateTimeField(_("gepubliceerd op"))
    kind = models.CharField(_("soort wijziging"), max_length=10, choices=Kind.choices)
    change_note = models.TextField(_("wat is er veranderd"), blank=True)
    sections = models.JSONField(_("paragrafen"))
    html = models.TextField(_("html"))
    text = models.TextField(_("tekst"))
    sha256 = models.CharField(_("controlegetal (SHA-256)"), max_length=64)
    commitments = models.JSONField(_("toezeggingen"))
    body = models.JSONField(_("bron"))
    announce_from = models.DateField(_("aangekondigd vanaf"), null=True)
    conflicts = models.JSONField(_("verschillen met het register bij publicatie"), default=list)
    conflict_reason = models.TextField(_("waarom ondanks verschillen"), blank=True)
    written_by = models.BigIntegerField(_("geschreven door (nummer)"), null=True)
    written_by_name = models.CharField(_("geschreven door"), max_length=255, blank=True)
    approved_by = models.BigIntegerField(_("goedgekeurd door (nummer)"), null=True)
    approved_by_name = models.CharField(_("goedgekeurd door"), max_length=255, blank=True)

    objects = StatementVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van de verklaring")
        verbose_name_plural = _("versies van de verklaring")
        ordering = ["-number"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return _("Versie %(number)s") % {"number": self.number}

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError(_("Een gepubliceerde versie verandert nooit meer."))
        return super().save(*args, **kwargs)


class StatementTranslation(public.Immutable):
    """An edition of a version in another language, as it stood; the version's own text is authoritative.

    A mended translation is a next ``edition`` of the same version and language; readers get the last one. The
    database checks the hash and the numbering.
    """

    version = models.ForeignKey(
        StatementVersion, on_delete=models.PROTECT, related_name="translations", verbose_name=_("versie")
    )
    language = models.CharField(_("taal"), max_length=5)
    edition = models.PositiveIntegerField(_("uitgave"))
    page = models.ForeignKey(
        StatementPage, on_delete=models.PROTECT, related_name="translated_versions", verbose_name=_("pagina")
    )
    title = models.CharField(_("titel"), max_length=255)
    published_at = models.DateTimeField(_("gepubliceerd op"))
    change_note = models.TextField(_("wat is er veranderd"), blank=True)
    sections = models.JSONField(_("paragrafen"))
    html = models.TextField(_("html"))
    text = models.TextField(_("tekst"))
    sha256 = models.CharField(_("controlegetal (SHA-256)"), max_length=64)
    body = models.JSONField(_("bron"))
    written_by = models.BigIntegerField(_("geschreven door (nummer)"), null=True)
    written_by_name = models.CharField(_("geschreven door"), max_length=255, blank=True)
    approved_by = models.BigIntegerField(_("goedgekeurd door (nummer)"), null=True)
    approved_by_name = models.CharField(_("goedgekeurd door"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("vertaling van een versie")
        verbose_name_plural = _("vertalingen van versies")
        ordering = ["-version__number", "language", "-edition"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language", "edition"], name="translation_edition_once"
            )
        ]

    def __str__(self) -> str:
        return _("Versie %(number)s (%(language)s)") % {
            "number": self.version.number,
            "language": self.language,
        }
