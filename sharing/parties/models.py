"""Organisations that personal data is shared with, and the capacities they hold."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from sharing.core.models import CodeField, Period, Register, ends_after_it_starts, no_overlap
from sharing.parties.choices import Capacity
from sharing.parties.merger_triggers import MergedStays, NotOfMerged
from sharing.reference.models import Country

kvk_validator = RegexValidator(
    r"^[0-9]{8}\Z",
    _("Een KvK-nummer heeft precies 8 cijfers. Controleer het nummer in het Handelsregister."),
    "kvk",
)


class Party(Register, ClusterableModel):
    """An organisation that receives personal data (AVG art. 4(9))."""

    code = CodeField(_("code"), help_text=_("Kort, blijvend kenmerk; bronsystemen verwijzen hiernaar."))
    name = models.CharField(_("naam"), max_length=255)
    aliases = models.TextField(
        _("andere namen"),
        blank=True,
        help_text=_(
            "Handelsnamen, afkortingen en vroegere namen, elk op een eigen regel. Er wordt op gezocht."
        ),
    )
    kvk_number = models.CharField(
        _("KvK-nummer"), max_length=8, blank=True, validators=[kvk_validator], help_text=_("8 cijfers.")
    )
    foreign_register_number = models.CharField(
        _("buitenlands registernummer"),
        max_length=60,
        blank=True,
        help_text=_("Alleen voor organisaties zonder KvK-nummer."),
    )
    address = models.TextField(_("adres"), blank=True)
    country = models.ForeignKey(
        Country, verbose_name=_("land"), on_delete=models.PROTECT, related_name="parties"
    )
    contact_name = models.CharField(_("contactpersoon"), max_length=200, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    website = models.URLField(_("website"), blank=True)
    notice_address = models.CharField(
        _("meldadres"),
        max_length=255,
        blank=True,
        help_text=_(
            "Waar deze ontvanger bericht krijgt als gegevens zijn gerectificeerd, gewist of beperkt (artikel 19 AVG)."
        ),
    )
    active = models.BooleanField(
        _("in gebruik"),
        default=True,
        help_text=_("Uit: niet meer te kiezen; alles wat vastligt blijft staan."),
    )
    dpo_contact = models.CharField(
        _("contact functionaris gegevensbescherming"),
        max_length=255,
        blank=True,
        help_text=_("E-mailadres of telefoon."),
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("samengevoegd met"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )

    class Meta:
        verbose_name = _("partij")
        verbose_name_plural = _("partijen")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="party_kvk_8_digits",
                condition=Q(kvk_number="") | Q(kvk_number__regex=r"^[0-9]{8}$"),
                violation_error_message=_("Een KvK-nummer heeft precies 8 cijfers."),
            ),
            models.CheckConstraint(
                name="party_merged_is_not_in_use",
                condition=Q(merged_into__isnull=True) | Q(active=False) & ~Q(merged_into=F("id")),
                violation_error_message=_(
                    "Deze partij is samengevoegd met een andere en wordt niet meer gekozen."
                ),
            ),
            MergedStays(name="merged_party_stays"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> "Party":
        """The record under which the organisation is known: itself, or the one that it went into."""
        return self.merged_into or self


class PartyCapacity(Register, Period):
    """A period in which a party holds a capacity; one party can hold several at once."""

    party = ParentalKey(Party, verbose_name=_("partij"), on_delete=models.CASCADE, related_name="capacities")
    capacity = models.CharField(_("hoedanigheid"), max_length=10, choices=Capacity.choices)

    class Meta:
        verbose_name = _("hoedanigheid")
        verbose_name_plural = _("hoedanigheden")
        ordering = ["party", "capacity", "first_day"]
        constraints = [
            NotOfMerged(name="capacity_not_of_merged", columns=("party_id",)),
            models.CheckConstraint(name="capacity_known", condition=Q(capacity__in=Capacity.values)),
            ends_after_it_starts("capacity_period"),
            no_overlap(
                "capacity_once_a_day",
                "party",
                "capacity",
                message=_(
                    "Deze partij heeft deze hoedanigheid al in (een deel van) deze periode. Pas de datums aan."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_capacity_display()
