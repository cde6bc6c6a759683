"""The organisation as readers meet it: where to reach it, its own look, and whom to tell about a leak."""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import PreviewableMixin

from sharing.core.once import once
from sharing.organisation.contrast import is_colour
from sharing.organisation.fields import ColourField, is_phone_number
from sharing.organisation.files import check_font, check_logo, house_files, uploaded
from sharing.organisation.panels import SETTINGS_PANELS, explain
from sharing.organisation.style import COLOUR_NAMES, Colours, Style, shortcomings, stylesheet
from sharing.parties.choices import Capacity


class Font(models.TextChoices):
    """Fonts that readers have already, in families of the same character."""

    SYSTEM = "system", _("Zoals in de programma's van de lezer")
    HUMANIST = "humanist", _("Schreefloos, open vormen (Gill Sans, Calibri)")
    GROTESQUE = "grotesque", _("Schreefloos, strak (Helvetica, Arial)")
    WIDE = "wide", _("Schreefloos, ruim (Verdana)")
    SERIF = "serif", _("Met schreef, modern (Charter, Cambria)")
    OLD_STYLE = "old_style", _("Met schreef, klassiek (Palatino)")


@dataclass(frozen=True, slots=True)
class Contact:
    """Where readers can reach the organisation; every part may be empty."""

    organisation: str = ""
    attention: str = ""
    street: str = ""
    town: str = ""
    email: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())


@dataclass(frozen=True, slots=True)
class Officer:
    """The data protection officer as readers reach them (AVG art. 13(1)(b), 37(7)); the name may be left out."""

    name: str = ""
    email: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())


CONTACT = tuple(Contact.__dataclass_fields__)
OFFICER = tuple(Officer.__dataclass_fields__)


class OrganisationSettings(PreviewableMixin, BaseSiteSetting):
    """One per site; changed by an administrator in Wagtail's settings."""

    organisation = models.CharField(_("organisatie"), max_length=200, blank=True)
    attention = models.CharField(_("ter attentie van"), max_length=200, blank=True)
    street = models.CharField(_("straat en huisnummer of postbus"), max_length=200, blank=True)
    town = models.CharField(_("postcode en plaats"), max_length=200, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoonnummer"), max_length=40, blank=True, validators=[is_phone_number])

    dpo_name = models.CharField(
        _("naam van de functionaris gegevensbescherming (FG)"),
        max_length=200,
        blank=True,
        help_text=_("Mag leeg blijven: de wet vraagt hoe men de FG bereikt, niet hoe die heet."),
    )
    dpo_email = models.EmailField(_("e-mailadres van de FG"), blank=True)
    dpo_phone = models.CharField(
        _("telefoonnummer van de FG"), max_length=40, blank=True, validators=[is_phone_number]
    )
    without_dpo = models.BooleanField(
        _("wij hebben geen FG"),
        default=False,
        help_text=_(
            "Alleen als de organisatie geen FG hoeft te hebben (artikel 37 AVG). Dan hoort er in de "
            "privacyverklaring niets over te staan."
        ),
    )
    representative = models.TextField(
        _("vertegenwoordiger in de Unie"),
        blank=True,
        help_text=_(
            "Alleen voor een organisatie zonder vestiging in de Unie (artikel 27 AVG). Leeg: niet nodig."
        ),
    )

    light_background = ColourField(_("achtergrond"))
    light_text = ColourField(_("tekst"))
    light_heading = ColourField(_("koppen"))
    light_link = ColourField(_("links"))
    light_accent = ColourField(
        _("accent"),
        help_text=_("Knoppen, labels en de lijn onder de kop. De letters erop worden vanzelf zwart of wit."),
    )
    dark_background = ColourField(_("achtergrond (donker)"))
    dark_text = ColourField(_("tekst (donker)"))
    dark_heading = ColourField(_("koppen (donker)"))
    dark_link = ColourField(_("links (donker)"))
    dark_accent = ColourField(_("accent (donker)"))

    font = models.CharField(_("lettertype"), max_length=20, choices=Font.choices, default=Font.SYSTEM)
    font_regular = models.FileField(
        _("eigen lettertype"),
        storage=house_files,
        blank=True,
        help_text=_(
            "Een bestand voor websites (.woff2), hoogstens 500 kB. Het gaat voor het lettertype hierboven. Let op de "
            "licentie: iedereen kan het bestand ophalen."
        ),
    )
    font_bold = models.FileField(
        _("eigen lettertype, vet"),
        storage=house_files,
        blank=True,
        help_text=_("Niet nodig als het eigen lettertype alle dikten in één bestand heeft."),
    )
    font_is_variable = models.BooleanField(default=False, editable=False)
    logo = models.FileField(
        _("logo"),
        storage=house_files,
        blank=True,
        help_text=_("SVG, PNG of WebP, hoogstens 250 kB. Staat boven aan elke pagina en in de PDF."),
    )
    logo_dark = models.FileField(
        _("logo voor donkere weergave"),
        storage=house_files,
        blank=True,
        help_text=_("Leeg: het gewone logo op een licht vlak."),
    )
    logo_text = models.CharField(
        _("wat er op het logo staat"),
        max_length=200,
        blank=True,
        help_text=_("Voor wie het logo niet ziet; meestal de naam van de organisatie."),
    )

    security_contact = models.CharField(
        _("meldpunt voor beveiliging"),
        max_length=300,
        blank=True,
        help_text=_(
            "Waar iemand een lek of een zwakke plek in de website meldt: een e-mailadres of het adres van een pagina "
            "(https://…). Staat in /.well-known/security.txt."
        ),
    )

    public_capacities = ArrayField(
        models.CharField(max_length=10, choices=Capacity.choices),
        verbose_name=_("wie er op de openbare lijst van ontvangers staan"),
        default=list,
        blank=True,
    )

    edit_handler = SETTINGS_PANELS
    preview_modes = [("", _("De voorpagina"))]

    class Meta:
        verbose_name = _("organisatie en huisstijl")
        constraints = [
            models.CheckConstraint(
                name="public_capacities_known", condition=Q(public_capacities__contained_by=Capacity.values)
            )
        ]

    @classmethod
    def current(cls) -> "OrganisationSettings":
        """Those of the site; empty ones, not stored, when nobody has filled them in yet."""
        return once(cls.__name__, lambda: cls.objects.filter(site__is_default_site=True).first() or cls())

    @property
    def contact(self) -> Contact:
        return Contact(*(getattr(self, name) for name in CONTACT))

    @property
    def officer(self) -> Officer:
        return Officer(*(getattr(self, f"dpo_{name}") for name in OFFICER))

    def colours(self, scheme: str) -> Colours:
        """What was chosen for ``light`` or ``dark``; what is not a colour counts as not chosen."""
        written = (getattr(self, f"{scheme}_{name}") for name in COLOUR_NAMES)
        return Colours(*(colour if is_colour(colour) else "" for colour in written))

    @property
    def style(self) -> Style:
        return Style(
            light=self.colours("light"),
            dark=self.colours("dark"),
            font=self.font,
            font_regular=_address(self.font_regular),
            font_bold=_address(self.font_bold),
            font_is_variable=self.font_is_variable,
        )

    @property
    def stylesheet(self) -> str:
        """The organisation's own stylesheet; empty when it has none."""
        return stylesheet(self.style)

    def clean(self) -> None:
        """Contrast, files and the address for reports; what is wrong is said next to the field."""
        super().clean()
        errors = {
            **self._check_officer(),
            **self._check_security_contact(),
            **self._check_logos(),
            **self._check_fonts(),
            **self._check_contrast(),
        }
        if errors:
            raise ValidationError(errors)

    def _check_officer(self) -> dict[str, Any]:
        if self.without_dpo and self.officer:
            return {
                "without_dpo": _(
                    "Er is een FG ingevuld. Haal dit vinkje weg, of maak naam, e-mailadres en telefoonnummer van de FG "
                    "leeg."
                )
            }
        if self.dpo_name and not (self.dpo_email or self.dpo_phone):
            return {
                "dpo_email": _(
                    "Vul een e-mailadres of telefoonnummer in: lezers moeten de FG kunnen bereiken."
                )
            }
        return {}

    def _check_security_contact(self) -> dict[str, str]:
        written = self.security_contact.strip()
        try:
            if "@" in written and not written.startswith("https://"):
                address = written.removeprefix("mailto:")
                validate_email(address)
                written = f"mailto:{address}"
            elif written:
                URLValidator(schemes=["https"])(written)
        except ValidationError:
            return {
                "security_contact": _(
                    "“%(value)s” is geen e-mailadres en geen adres dat met https:// begint. Vul bijvoorbeeld "
                    "beveiliging@voorbeeld.nl in."
                )
                % {"value": written[:60]}
            }
        self.security_contact = written
        return {}

    def _check_logos(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        for name in ("logo", "logo_dark"):
            if data := uploaded(getattr(self, name)):
                try:
                    check_logo(data)
                except ValidationError as error:
                    errors[name] = error
        if self.logo_dark and not self.logo:
            errors["logo_dark"] = _("Kies eerst het gewone logo; dit is de uitvoering voor donkere weergave.")
        if self.logo and not self.logo_text.strip():
            errors["logo_text"] = _("Schrijf wat er op het logo staat, voor wie het niet ziet.")
        return errors

    def _check_fonts(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        for name in ("font_regular", "font_bold"):
            if data := uploaded(getattr(self, name)):
                try:
                    font = check_font(data)
                except ValidationError as error:
                    errors[name] = error
                else:
                    if name == "font_regular":
                        self.font_is_variable = font.is_variable
        if not self.font_regular:
            self.font_is_variable = False
        if self.font_bold and not self.font_regular:
            errors["font_bold"] = _("Kies eerst het gewone lettertype; dit is de vette uitvoering ervan.")
        return errors

    def _check_contrast(self) -> dict[str, list[str]]:
        """Per field that was chosen: with which other colour it cannot be read. The computed ones follow these."""
        errors: dict[str, list[str]] = {}
        for dark, pair in shortcomings(self.style):
            if pair.front not in COLOUR_NAMES:
                continue
            scheme = "dark" if dark else "light"
            field = pair.front if getattr(self, f"{scheme}_{pair.front}") else pair.behind
            errors.setdefault(f"{scheme}_{field}", []).append(explain(pair, dark=dark))
        return errors

    def serve_preview(self, request: Any, mode_name: str) -> HttpResponse:
        """The front page in the colours that are being chosen; they have no stylesheet of their own yet."""
        request._house_preview = self
        front_page = self.site.root_page.specific
        response: Any = front_page.serve_preview(request, front_page.default_preview_mode)
        policy = {"frame-ancestors": ["'self'"], "style-src": ["'self'", "'unsafe-inline'"]}
        response._csp_replace = {**getattr(response, "_csp_replace", {}), **policy}
        return response  # type: ignore[no-any-return]  # of Wagtail


def _address(file: Any) -> str:
    return file.url if file else ""
