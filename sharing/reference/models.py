"""Reference lists: purposes, data and subject categories, countries, EEA, adequacy, legal provisions."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from sharing.core.models import CodeField, Register, ends_after_it_starts, no_overlap
from sharing.reference.choices import Confidence, DataKind, Jurisdiction, MembershipKind
from sharing.reference.rules import last_day_of_decision

IN_ENGLISH = _("Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.")


class Purpose(Register):
    """What data is processed for (AVG art. 5(1)(b)); a tree, rendered in the statement."""

    depth: int  # in the tree, given by the list that shows it

    code = CodeField(_("code"), help_text=_("Kort, blijvend kenmerk, bijvoorbeeld “re-integratie”."))
    description = models.CharField(_("omschrijving"), max_length=500)
    description_en = models.CharField(
        _("omschrijving in het Engels"),
        max_length=500,
        blank=True,
        help_text=IN_ENGLISH,
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("valt onder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("Wat voor het bovenliggende doeleinde is afgesproken, geldt ook voor dit doeleinde."),
    )

    class Meta:
        verbose_name = _("doeleinde")
        verbose_name_plural = _("doeleinden")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="purpose_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_(
                    "Een doeleinde kan niet onder zichzelf vallen. Kies een ander doeleinde."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.description


class DataCategory(Register):
    """A kind of personal data; special, criminal and national-id data are protected further (art. 9, 10, 87)."""

    id = models.SmallAutoField(primary_key=True)
    code = CodeField(_("code"))
    name = models.CharField(_("naam"), max_length=200)
    name_en = models.CharField(_("naam in het Engels"), max_length=200, blank=True, help_text=IN_ENGLISH)
    kind = models.CharField(_("soort"), max_length=12, choices=DataKind.choices, default=DataKind.ORDINARY)
    origin = models.CharField(
        _("herkomst"),
        max_length=300,
        blank=True,
        help_text=_("Van wie wij deze gegevens krijgen als dat niet de betrokkene zelf is (artikel 14 AVG)."),
    )

    class Meta:
        verbose_name = _("gegevenscategorie")
        verbose_name_plural = _("gegevenscategorieën")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="data_kind_known", condition=Q(kind__in=DataKind.values)),
            models.UniqueConstraint(fields=["id", "kind"], name="data_category_of_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class SubjectCategory(Register):
    """A group of people whose data is shared, such as employees or applicants."""

    code = CodeField(_("code"))
    name = models.CharField(_("naam"), max_length=200)
    name_en = models.CharField(_("naam in het Engels"), max_length=200, blank=True, help_text=IN_ENGLISH)
    staff = models.BooleanField(
        _("eigen personeel"),
        default=False,
        help_text=_(
            "Medewerkers en sollicitanten. Bij doorgifte op een besluit met beperkte reikwijdte moet de ontvanger ook "
            "voor personeelsgegevens zijn aangemeld."
        ),
    )

    class Meta:
        verbose_name = _("categorie betrokkenen")
        verbose_name_plural = _("categorieën betrokkenen")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Country(Register):
    """A country (ISO 3166-1 alpha-2) or an international organisation (code beginning with XX-)."""

    code = models.CharField(_("landcode"), max_length=8, primary_key=True)
    name = models.CharField(_("naam"), max_length=120)

    class Meta:
        verbose_name = _("land")
        verbose_name_plural = _("landen")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="country_code_form",
                condition=Q(code__regex=r"^([A-Z]{2}|XX-[A-Z]{2,5})$"),
                violation_error_message=_(
                    "Gebruik de landcode van twee hoofdletters (ISO 3166-1), bijvoorbeeld NL."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name_for_readers(self) -> str:
        """The registered name, or in another language than Dutch the one that ISO's list has for the code."""
        if get_language() in (None, settings.LANGUAGE_CODE):
            return self.name
        return countries.name(self.code) or self.name


class EeaMembership(Register):
    """A period in which EU data protection law applied in a country; open ends mean "as far as we look"."""

    country = models.ForeignKey(
        Country, verbose_name=_("land"), on_delete=models.PROTECT, related_name="memberships"
    )
    kind = models.CharField(
        _("soort"),
        max_length=9,
        choices=MembershipKind.choices,
        default=MembershipKind.MEMBER,
        help_text=_(
            "Bij een overgangsregeling is er geen doorgifte volgens de wet, maar ligt het land wel buiten de EER."
        ),
    )
    first_day = models.DateField(_("vanaf"), null=True, blank=True)
    last_day = models.DateField(_("tot en met"), null=True, blank=True)
    note = models.CharField(_("toelichting"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("EER-lidmaatschap")
        verbose_name_plural = _("EER-lidmaatschappen")
        ordering = ["country", F("first_day").asc(nulls_first=True)]
        constraints = [
            ends_after_it_starts("eea_membership_period"),
            models.CheckConstraint(name="membership_kind_known", condition=Q(kind__in=MembershipKind.values)),
            no_overlap(
                "eea_membership_once",
                "country",
                message=_("Dit land heeft in deze periode al een EER-lidmaatschap. Pas de datums aan."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.country)


class AdequacyDecision(Register):
    """A decision of the European Commission that a country protects personal data adequately (art. 45)."""

    country = models.ForeignKey(
        Country, verbose_name=_("land"), on_delete=models.PROTECT, related_name="decisions"
    )
    scope = models.CharField(
        _("reikwijdte"),
        max_length=200,
        blank=True,
        help_text=_("Leeg: het hele land. Anders gelden alleen ontvangers binnen deze reikwijdte."),
    )
    excludes = models.CharField(
        _("uitgezonderd"),
        max_length=500,
        blank=True,
        help_text=_("Wat het besluit niet dekt. Verstrekkingen op dit besluit krijgen een waarschuwing."),
    )
    reference = models.CharField(_("besluit"), max_length=40)
    adopted = models.DateField(_("vastgesteld op"))
    ends = models.DateField(_("eindigt op"), null=True, blank=True)
    annulled = models.BooleanField(
        _("vernietigd door het Hof"),
        default=False,
        help_text=_(
            "Een vernietigd besluit geldt op de dag van de uitspraak niet meer; een besluit met einddatum nog wel."
        ),
    )
    under_review = models.BooleanField(
        _("wordt heroverwogen"),
        default=False,
        help_text=_("Verstrekkingen op dit besluit krijgen een waarschuwing."),
    )
    confidence = models.CharField(
        _("zekerheid"), max_length=10, choices=Confidence.choices, default=Confidence.TO_CHECK
    )
    note = models.CharField(_("toelichting"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("adequaatheidsbesluit")
        verbose_name_plural = _("adequaatheidsbesluiten")
        ordering = ["country", "adopted"]
        constraints = [
            ends_after_it_starts("adequacy_period", "adopted", "ends"),
            models.UniqueConstraint(
                fields=["reference", "country"],
                name="adequacy_once",
                violation_error_message=_("Dit besluit staat al in de lijst. Open het bestaande besluit."),
            ),
            models.UniqueConstraint(fields=["id", "country"], name="decision_of_country"),
            models.CheckConstraint(
                name="adequacy_annulment_dated",
                condition=Q(annulled=False) | Q(ends__isnull=False),
                violation_error_message=_("Vul bij een vernietigd besluit de dag van de uitspraak in."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} – {self.reference}"

    @property
    def last_day(self) -> date | None:
        """The last day on which the decision can be relied on; None while there is no end."""
        return last_day_of_decision(self.ends, annulled=self.annulled)


class LegalProvision(Register):
    """A provision of law that obliges or allows (AVG art. 6(3), 9(2), 10, 87), as it is cited."""

    code = CodeField(_("code"), help_text=_("Kort, blijvend kenmerk, bijvoorbeeld “suwi-54”."))
    citation = models.CharField(
        _("aanhaling"), max_length=300, help_text=_("Zoals u haar noemt, bijvoorbeeld “art. 54 Wet SUWI”.")
    )
    jurisdiction = models.CharField(
        _("rechtsgebied"),
        max_length=5,
        choices=Jurisdiction.choices,
        default=Jurisdiction.NL,
        help_text=_(
            "Alleen Nederlands recht en recht van de Unie verplichten tot verstrekken (art. 6, lid 3)."
        ),
    )
    first_day = models.DateField(_("vanaf"), null=True, blank=True)
    last_day = models.DateField(_("tot en met"), null=True, blank=True)
    confidence = models.CharField(
        _("zekerheid"), max_length=10, choices=Confidence.choices, default=Confidence.CONFIRMED
    )
    source = models.CharField(
        _("bron"),
        max_length=500,
        blank=True,
        help_text=_("Waar de tekst staat, bijvoorbeeld wetten.overheid.nl."),
    )

    class Meta:
        verbose_name = _("wettelijke bepaling")
        verbose_name_plural = _("wettelijke bepalingen")
        ordering = ["citation", "code"]
        constraints = [
            ends_after_it_starts("provision_period"),
            models.CheckConstraint(
                name="provision_jurisdiction_known", condition=Q(jurisdiction__in=Jurisdiction.values)
            ),
        ]

    def __str__(self) -> str:
        return self.citation
