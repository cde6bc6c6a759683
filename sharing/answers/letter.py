"""An answer as a letter: what the typesetter is given to set (PDF/UA).

Disclosures to one recipient that agree in all but their moment are told as one, with their moments: that is how people
read them, and it keeps a letter about thousands of disclosures short.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings

from sharing.answers.queries import Told, activities_of, sources_of, terms_of, versions_of
from sharing.answers.rules import Black, Pieces, Shown, What
from sharing.answers.words import (
    AS_PROCESSOR,
    AUTHORITY,
    BLACK,
    BLACK_INTRODUCTION,
    BLACK_REASONS,
    CAPACITIES,
    COMPLAINT,
    COPY_OF_SAFEGUARD,
    INTRODUCTION,
    NO_MACHINE,
    NO_OTHER_SOURCE,
    NOBODY,
    RIGHTS,
    TERM_ELSEWHERE,
    TITLE,
    TOO_LONG,
)
from sharing.core.dutch import day_in_words, instant_in_words, which_of_two
from sharing.core.exceptions import Refused
from sharing.core.pdf import blocks as pdf
from sharing.core.pdf.document import Document
from sharing.core.periods import amsterdam_day, on_the_clock
from sharing.log.sentences import NOUNS
from sharing.organisation.letterhead import current_letterhead
from sharing.organisation.models import OrganisationSettings

Blocks = list[dict[str, Any]]
# Setting a letter takes some 15 kB of memory a line, and it has to be set as a whole.
MOST_LINES = 20_000


def letter_of(told: Told, *, number: str, made_at: datetime) -> Document:
    """The answer as a document."""
    day = day_in_words(amsterdam_day(made_at))
    disclosures, black = _disclosures(told)
    return Document(
        title=TITLE,
        language="nl",
        sender=current_letterhead(),
        description=TITLE,
        made_at=made_at,
        footer=f"{TITLE}, dossier {number}, {day}",
        blocks=[
            pdf.terms(
                [
                    pdf.term(["Dossier"], [pdf.paragraph([number])]),
                    pdf.term(["Datum"], [pdf.paragraph([day])]),
                ]
            ),
            pdf.paragraph([INTRODUCTION]),
            pdf.contents("Inhoud"),
            *_section("Aan wie wij uw gegevens gaven", disclosures),
            *_section("Wat zwart is gemaakt", _blackened(black)),
            *_section("Waar uw gegevens vandaan komen", _sources(told)),
            *_section("Hoe lang wij gegevens bewaren", _terms(told)),
            *_section("Besluiten door een computer", _machine(told)),
            *_section("Wat wij voor anderen deden", _clients(told)),
            *_section("Welke privacyverklaring gold", _versions(told)),
            *_section("Uw rechten", [_rights(), *_contact()]),
            *_section("Een klacht", [pdf.paragraph([COMPLAINT]), pdf.facts(_authority())]),
        ],
    )


def _section(title: str, blocks: Blocks) -> Blocks:
    return [pdf.heading([title], level=1, is_listed=True), *blocks] if blocks else []


def _disclosures(told: Told) -> tuple[Blocks, list[str]]:
    """Per recipient what it got, and the grounds of what is black."""
    blocks: Blocks = []
    grounds: dict[str, None] = {}
    abroad, lines = False, 0
    for (_key, name, capacity), of_one in groupby(
        told.shown(), key=lambda one: (one.recipient, one.name, one.capacity)
    ):
        series: dict[What, list[Shown]] = {}
        for one in of_one:
            series.setdefault(one.what, []).append(one)
            grounds |= dict.fromkeys(one.grounds)
        blocks.append(pdf.heading([f"{name} ({NOUNS[capacity]})"], level=2))
        blocks.append(pdf.paragraph([CAPACITIES[capacity]]))
        items = []
        for what, told_once in series.items():
            words = _told_of(what, told_once)
            lines += sum(isinstance(part, dict) for part in words)
            if lines > MOST_LINES:
                raise Refused(TOO_LONG)
            abroad = abroad or bool(what.safeguard)
            items.append(pdf.item([pdf.paragraph(words)]))
        blocks.append(pdf.listed(items, is_ordered=False))
    if abroad:
        blocks.append(pdf.paragraph([COPY_OF_SAFEGUARD]))
    return blocks or [pdf.paragraph([NOBODY])], list(grounds)


def _told_of(what: What, disclosures: list[Shown]) -> pdf.Words:
    """A series in lines. Plain words: a letter about thousands of disclosures is set within bounds only so."""
    facts: list[tuple[str, Pieces]] = [
        # A category can have a comma of its own.
        ("Welke gegevens", ("; ".join(what.categories),)),
        ("Waarvoor", (what.purpose,)),
        ("Waarom het mocht", (what.legal_basis,)),
        ("Wet", what.provision),
        (
            "Waarom het mocht bij gevoelige gegevens",
            ("; ".join(f"{name}: {why}" for name, why in what.exceptions),),
        ),
        ("Land", (what.country,)),
        ("Bescherming buiten Europa", (what.safeguard,)),
        ("Toen gold", (f"versie {what.version} van onze privacyverklaring" if what.version else "",)),
    ]
    words = _moments(disclosures)
    for name, said in facts:
        if any(said):
            words += [pdf.line_break(), f"{name}: ", *_inline(said)]
    return words


def _term(name: str, words: pdf.Words) -> dict[str, Any]:
    return pdf.term([name], [pdf.paragraph(words)])


def _moments(disclosures: list[Shown]) -> pdf.Words:
    """When: in full, or of more the number and per year the days; each with its description where there is one."""
    if len(disclosures) == 1 or any(one.description for one in disclosures):
        words: pdf.Words = [f"Wanneer: {len(disclosures)} keer"] if len(disclosures) > 1 else []
        for one in disclosures:
            words += [pdf.line_break()] if words else []
            words.append(("" if len(disclosures) > 1 else "Wanneer: ") + instant_in_words(one.at))
            if one.description:
                words += [". Omschrijving: ", *_inline(one.description)]
        return words
    words = [f"Wanneer: {len(disclosures)} keer"]
    for year, of_year in groupby(disclosures, key=lambda one: on_the_clock(one.at).year):
        days = ", ".join(_in_year(one.at) for one in of_year)
        words += [pdf.line_break(), f"{year}: {days}"]
    return words


def _in_year(moment: datetime) -> str:
    local = on_the_clock(moment)
    return f"{day_in_words(local).rpartition(' ')[0]} om {local:%H:%M}{which_of_two(local)}"


def _inline(pieces: Pieces) -> pdf.Words:
    return [pdf.black(BLACK[one.ground]) if isinstance(one, Black) else one for one in pieces]


def _blackened(grounds: list[str]) -> Blocks:
    if not grounds:
        return []
    reasons = [pdf.item([pdf.paragraph([BLACK_REASONS[one]])]) for one in sorted(grounds)]
    return [pdf.paragraph([BLACK_INTRODUCTION]), pdf.listed(reasons, is_ordered=False)]


def _sources(told: Told) -> Blocks:
    found = [_term(data, [origin or NO_OTHER_SOURCE]) for data, origin in sources_of(told)]
    return [pdf.terms(found)] if found else [pdf.paragraph([NO_OTHER_SOURCE])]


def _terms(told: Told) -> Blocks:
    found = [
        _term(row.description, [f"{row.in_words} ({row.legal_ground})" if row.legal_ground else row.in_words])
        for row in terms_of(told)
    ]
    return [pdf.terms(found)] if found else [pdf.paragraph([TERM_ELSEWHERE])]


def _machine(told: Told) -> Blocks:
    found = [
        _term(row.name, [row.automated_decisions]) for row in activities_of(told) if row.automated_decisions
    ]
    return [pdf.terms(found)] if found else [pdf.paragraph([NO_MACHINE])]


def _clients(told: Told) -> Blocks:
    if not told.clients:
        return []
    clients = [pdf.item([pdf.paragraph([name])]) for name in told.clients]
    return [pdf.paragraph([AS_PROCESSOR]), pdf.listed(clients, is_ordered=False)]


def _versions(told: Told) -> Blocks:
    return [
        pdf.facts(
            pdf.fact(
                f"Versie {row.version}, vanaf {day_in_words(row.effective_from)}",
                f"{settings.BASE_URL}/privacyverklaring/versies/{row.version}/",
                "link",
            )
            for row in versions
        )
        for versions in [versions_of(told)]
        if versions
    ]


def _rights() -> dict[str, Any]:
    return pdf.terms(_term(name, [text]) for name, text in RIGHTS)


def _contact() -> Blocks:
    contact = OrganisationSettings.current().contact
    lines = [
        contact.organisation,
        contact.attention,
        contact.street,
        contact.town,
        contact.email,
        contact.phone,
    ]
    known = "\n".join(line for line in lines if line)
    return [pdf.facts([pdf.fact("Zo bereikt u ons", known)])] if known else []


def _authority() -> Iterator[dict[str, Any]]:
    yield pdf.fact(AUTHORITY["name"], f"{AUTHORITY['address']}\n{AUTHORITY['phone']}")
    yield pdf.fact("Website", AUTHORITY["website"], "link")
