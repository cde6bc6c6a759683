"""What every letter says in its own language, whoever writes the rest."""

from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import override

from sharing.answers.words import AUTHORITY
from sharing.letters.choices import WAY_OUT
from sharing.letters.definitions import fields_of
from sharing.organisation.models import OrganisationSettings

_PLACE = "{name}\n{address}\n{phone}\n{website}".format(**AUTHORITY)
# Art. 12(4): why nothing is done is told with the possibility of a complaint (art. 77) and of going to court (art. 79).
_WAY_OUT = {
    "nl": (
        "Bent u het hier niet mee eens? U kunt een klacht indienen bij de Autoriteit Persoonsgegevens (artikel 77 "
        f"AVG). U kunt ook naar de rechter gaan (artikel 79 AVG). Dat mag allebei.\n{_PLACE}"
    ),
    "en": (
        "Do you disagree? You can lodge a complaint with the Dutch Data Protection Authority (Article 77 GDPR). You "
        f"can also go to court (Article 79 GDPR). You may do both.\n{_PLACE}"
    ),
}
LABELS = {"nl": {"date": "Datum", "number": "Kenmerk"}, "en": {"date": "Date", "number": "Our reference"}}
AS_SOON = {"nl": "zo snel mogelijk", "en": "as soon as possible"}


def day(of: date, language: str) -> str:
    """A day as a letter in this language writes it: 31 maart 2026, 31 March 2026."""
    with override(language):
        return date_format(of, "j F Y")


def in_its_language(text: str, language: str) -> str:
    """The text on a screen, marked with its language: it is read out as what it is."""
    return format_html('<span lang="{}">{}</span>', language, text)


def common_values(language: str, *, on: date, number: str) -> dict[str, str]:
    """What stands in place of the fields that every letter has."""
    settings = OrganisationSettings.current()
    found, officer = settings.contact, settings.officer
    contact = _lines(found.organisation, found.attention, found.street, found.town, found.email, found.phone)
    return {
        "datum": day(on, language),
        "kenmerk": number,
        "organisatie": settings.organisation,
        "contact": contact,
        "fg": _lines(officer.name, officer.email, officer.phone) or contact,
        WAY_OUT: _WAY_OUT[language],
    }


def example_values(kind: str, language: str) -> dict[str, str]:
    """Something in place of every field, to see what a letter looks like."""
    given = {name: one.example[language] or f"[{name}]" for name, one in fields_of(kind).items()}
    known = common_values(language, on=date(2026, 4, 1), number=given["kenmerk"])
    return given | {name: text for name, text in known.items() if text}


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
