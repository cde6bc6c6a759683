"""What the page about people's rights says, in plain words: from the promises in force and the organisation's address.

Pure; in the language that is active.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.public import Contact

# The law's term is a month (art. 12(3)); weeks of a promise that are more than these may be longer than that.
WEEKS_WITHIN_A_MONTH = 4
EXTENSION_OF_LAW = 2  # months


@dataclass(frozen=True, slots=True)
class Right:
    """One right: its name, what it is, and what to write when one uses it."""

    anchor: str
    name: str
    what: str
    write: str


@dataclass(frozen=True, slots=True)
class Promises:
    """What the version in force promises about answering; without one (``weeks`` None) the law speaks."""

    weeks: int | None = None
    extension_months: int = EXTENSION_OF_LAW
    identity_check: bool = True

    @classmethod
    def of(cls, commitments: Mapping[str, Any] | None) -> "Promises":
        """From the commitments of a version in the exchange format."""
        if commitments is None:
            return cls()
        return cls(
            commitments["response_weeks"], commitments["extension_months"], commitments["identity_check"]
        )


def rights() -> list[Right]:
    """Every right, in the order in which people ask for it."""
    return [
        Right(
            "inzage",
            _("Uw gegevens inzien"),
            _(
                "U mag weten welke gegevens wij van u hebben, waarvoor wij die gebruiken, hoe lang wij ze bewaren en "
                "met wie wij ze hebben gedeeld. U krijgt daar een kopie van."
            ),
            _("Schrijf dat u uw gegevens wilt inzien. Gaat het om een deel, zeg dan welk; dat gaat sneller."),
        ),
        Right(
            "verbeteren",
            _("Gegevens laten verbeteren of aanvullen"),
            _(
                "Kloppen gegevens over u niet, of ontbreekt er iets? Dan verbeteren wij dat of vullen wij het aan."
            ),
            _("Schrijf wat er niet klopt of ontbreekt, en hoe het moet zijn."),
        ),
        Right(
            "wissen",
            _("Gegevens laten wissen"),
            _(
                "U mag ons vragen gegevens te wissen, bijvoorbeeld als wij ze niet meer nodig hebben of als u uw "
                "toestemming intrekt. Soms moeten wij gegevens van de wet bewaren; dan leggen wij uit waarom."
            ),
            _("Schrijf welke gegevens wij moeten wissen, en waarom."),
        ),
        Right(
            "beperken",
            _("Het gebruik van uw gegevens laten beperken"),
            _(
                "U mag ons vragen gegevens tijdelijk alleen te bewaren en niet te gebruiken, bijvoorbeeld zolang wij "
                "nagaan of ze kloppen of wij nog op uw bezwaar moeten beslissen."
            ),
            _("Schrijf om welke gegevens het gaat, en waarom wij ze even niet mogen gebruiken."),
        ),
        Right(
            "overdragen",
            _("Uw gegevens meenemen"),
            _(
                "Gegevens die u zelf aan ons gaf en die wij met uw toestemming of voor een overeenkomst met u "
                "digitaal verwerken, kunt u in een bestand krijgen, of door ons laten sturen naar een ander."
            ),
            _("Schrijf welke gegevens u wilt meenemen, en of wij ze aan u of aan een ander sturen."),
        ),
        Right(
            "bezwaar",
            _("Bezwaar maken"),
            _(
                "Gebruiken wij uw gegevens omdat wij of anderen daar belang bij hebben, of voor een taak van algemeen "
                "belang? Dan mag u bezwaar maken vanwege uw eigen situatie. Wij stoppen, tenzij wij een "
                "zwaarwegende reden hebben."
            ),
            _("Schrijf tegen welk gebruik u bezwaar maakt, en waarom."),
        ),
        Right(
            "besluit",
            _("Een mens laten kijken naar een geautomatiseerd besluit"),
            _(
                "Nam alleen een computer een besluit dat veel voor u uitmaakt? Dan mag u vragen dat een mens ernaar "
                "kijkt, uw kant van het verhaal vertellen en het besluit laten toetsen."
            ),
            _("Schrijf om welk besluit het gaat, en wat u ervan vindt."),
        ),
        Right(
            "toestemming",
            _("Uw toestemming intrekken"),
            _(
                "Gaf u toestemming, dan mag u die altijd intrekken. Dat is even makkelijk als toestemming geven. Wat "
                "wij daarvoor al met uw toestemming deden, blijft geldig."
            ),
            _("Schrijf welke toestemming u intrekt. Een reden is niet nodig."),
        ),
        Right(
            "klacht",
            _("Een klacht of een vraag"),
            _(
                "Bent u niet tevreden over hoe wij met uw gegevens omgaan, of wilt u iets weten? Laat het ons weten."
            ),
            _("Schrijf wat er is gebeurd of wat u wilt weten, en wat u van ons verwacht."),
        ),
    ]


def ways(contact: Contact) -> list[str]:
    """How to reach the organisation: by post, by e-mail or by telephone; empty when nobody filled anything in."""
    found = []
    if contact.street and contact.town:
        name = contact.attention or contact.organisation
        lines = [contact.organisation, contact.attention] if contact.attention else [name]
        found.append(_("Per post: %s") % ", ".join([*filter(None, lines), contact.street, contact.town]))
    if contact.email:
        found.append(_("Per e-mail: %s") % contact.email)
    if contact.phone:
        found.append(_("Vragen over hoe het werkt: bel %s") % contact.phone)
    return found


def proof(promises: Promises) -> list[str]:
    """What will be asked to be sure who asks."""
    first = (
        _("Voor wij iets over de inhoud vertellen, gaan wij na of u het bent.")
        if promises.identity_check
        else _("Alleen als wij twijfelen of u het bent, vragen wij dat na.")
    )
    return [
        first,
        _(
            "Wij vragen niet meer dan nodig is. Kennen wij u al, dan vragen wij iets wat alleen u weet of bellen wij "
            "u op het nummer dat wij al hebben. Anders vragen wij u langs te komen met een identiteitsbewijs. Wij "
            "bekijken dat en maken er geen kopie van."
        ),
        _(
            "Stuur ons geen kopie van uw paspoort of identiteitskaart, en schrijf uw burgerservicenummer nergens op."
        ),
        _(
            "Vraagt u iets voor een ander, stuur dan een brief mee waarin die ander u daarvoor machtigt. Voor "
            "kinderen onder de zestien jaar vragen de ouders of voogden."
        ),
    ]


def term(promises: Promises) -> list[str]:
    """By when there is an answer, what happens when it takes longer, and what it costs."""
    if promises.weeks is not None and promises.weeks <= WEEKS_WITHIN_A_MONTH:
        words = ngettext(
            "U krijgt binnen %(count)s week antwoord, gerekend vanaf de dag waarop wij uw verzoek kregen.",
            "U krijgt binnen %(count)s weken antwoord, gerekend vanaf de dag waarop wij uw verzoek kregen.",
            promises.weeks,
        ) % {"count": promises.weeks}
    else:
        words = _("U krijgt binnen een maand antwoord, gerekend vanaf de dag waarop wij uw verzoek kregen.")
    said = [words]
    months = min(promises.extension_months, EXTENSION_OF_LAW)
    if months:
        longer = ngettext(
            "Is uw verzoek ingewikkeld of krijgen wij er veel tegelijk, dan kan het %(count)s maand langer duren. Dat "
            "en waarom hoort u binnen de eerste termijn.",
            "Is uw verzoek ingewikkeld of krijgen wij er veel tegelijk, dan kan het %(count)s maanden langer duren. "
            "Dat en waarom hoort u binnen de eerste termijn.",
            months,
        )
        said.append(longer % {"count": months})
    said.append(_("Het kost u niets."))
    said.append(
        _(
            "Doen wij niet wat u vraagt, dan leest u waarom. U kunt dan een klacht indienen bij de Autoriteit "
            "Persoonsgegevens of naar de rechter gaan."
        )
    )
    return said
