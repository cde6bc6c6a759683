"""A sample statement in two versions, the last one in English too, for an installation that has none yet; and the pages
beside it.
"""

from datetime import date
from pathlib import Path
from typing import Any, cast

from home.importing.operations import replace_statement
from home.reading import ReadStatement, read_text
from home.reading.stream import stream_of
from home.sample.plain import load_sample_pages
from home.sample.translation import load_sample_translation
from home.site import ensure_site
from home.versions.choices import Kind
from home.versions.models import StatementVersion
from home.versions.queries import latest_version
from sharing import public
from sharing.public import Actor

TEXT = Path(__file__).parent / "statement.txt"
ORGANISATION = "Stichting Werkpad Voorbeeld"

# What the first version said where the second says something else, by the words of the second.
FIRST_WORDS = {
    "Elke versie krijgt een nummer en een datum, en eerdere versies blijven te lezen. ": "",
    " Deze verklaring kunt u zonder cookies lezen.": "",
    "Een vraag of een klacht": "Een klacht over privacy",
    "U hoort zo snel mogelijk wat wij ermee hebben gedaan": "Wij laten u snel weten wat wij ermee doen",
    "Dat is alleen anders als u ons daar zelf uitdrukkelijk toestemming voor hebt gegeven, of als de wet een "
    "uitzondering maakt. Zo moeten wij het aan UWV melden als een medewerker ziek is, en moeten wij een bedrijfsarts "
    "inschakelen.": "Dat is alleen anders als u ons daarvoor uitdrukkelijk toestemming hebt gegeven.",
    " Wij geven hun nooit meer dan dit, en van deze gegevens alleen wat nodig is:": "",
    "Aan die afspraak voldoen wij nog niet helemaal: een onderzoek onder medewerkers loopt via een bureau in de "
    "Verenigde Staten. Zolang dat duurt, staat het in de lijst hierboven. De overeenkomst loopt af en wij verlengen "
    "haar niet.\n\n": "",
}
SECOND_NOTE = (
    "U leest nu ook met welke organisaties wij gegevens delen en welke leveranciers voor ons werken. Nieuw is op welke "
    "grondslag wij gegevens gebruiken, van wie wij ze krijgen en hoe u de functionaris gegevensbescherming bereikt, "
    "dat eerdere versies van deze verklaring te lezen blijven, dat er staat wat samenwerkingspartners ten hoogste "
    "krijgen, en wanneer de wet ons gegevens over gezondheid laat gebruiken. Enkele zinnen zijn duidelijker geworden."
)
# What partners may receive at most, as far as the register has it.
FOR_PARTNERS = [
    "naw",
    "contact",
    "geboorte",
    "bsn",
    "bank",
    "loon",
    "dienstverband",
    "verzuim",
    "opleiding",
    "voortgang",
]


def load_sample_statement(*, by: Actor) -> StatementVersion:
    """Publish the sample's two versions as ``by``, unless a version exists; gives the last version.

    The register should hold its purposes and parties first: the statement names them.
    """
    if existing := latest_version():
        return existing
    home = ensure_site().get_parent().specific
    home.title = ORGANISATION
    home.introduction = (
        "<p>Wij begeleiden mensen naar werk. Daarvoor hebben wij gegevens nodig, en daar gaan wij zuinig mee "
        "om. In de privacyverklaring leest u hoe.</p>"
    )
    home.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    site = home.get_site()
    site.site_name = ORGANISATION
    site.save()
    _fill_settings(site)

    second = TEXT.read_text(encoding="utf-8")
    first = second
    for now, before in FIRST_WORDS.items():
        first = first.replace(now, before)
    _publish(
        read_text(first), by=by, names=False, effective_from=date(2024, 10, 1), change_note="Eerste versie."
    )
    last = _publish(
        read_text(second), by=by, names=True, effective_from=date(2026, 1, 1), change_note=SECOND_NOTE
    )
    load_sample_translation(last, by=by)
    load_sample_pages(by=by)
    return last


def _publish(
    text: ReadStatement, *, by: Actor, names: bool, effective_from: date, change_note: str
) -> StatementVersion:
    done = replace_statement(
        text=text,
        body=_with_blocks(stream_of(text), names=names),
        by=by,
        publish=True,
        effective_from=effective_from,
        change_note=change_note,
        kind=Kind.MATERIAL,
    )
    return cast(StatementVersion, done.version)


def _with_blocks(stream: list[dict[str, Any]], *, names: bool) -> list[dict[str, Any]]:
    """The text with commitments and facts from the register where the sample promises or names something."""
    commitments: dict[str, tuple[str, dict[str, Any]]] = {
        "Gegevens over bijvoorbeeld": (
            "special_categories",
            {
                "special_categories": public.SpecialCategoriesPolicy.LAWFUL_GROUND
                if names
                else public.SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY
            },
        ),
        "Wij gebruiken gegevens alleen": ("purposes", {"purposes": list(public.known_purposes())}),
        "Gegevens delen brengt": ("capacities", {"capacities": list(public.Capacity.values)}),
        "Buiten de Europese": (
            "transfer_policy",
            {"transfer_policy": public.TransferPolicy.LEGAL_OBLIGATION_ONLY},
        ),
        "In alle andere gevallen": ("consent_for_all_else", {"consent_for_all_else": True}),
        "Voordat wij een verzoek": ("identity_check", {"identity_check": True}),
        "Wij beoordelen uw verzoek": ("response_term", {"response_weeks": 4, "extension_months": 2}),
    }
    known = public.known_data_categories()
    if names and (partners := [code for code in FOR_PARTNERS if code in known]):
        commitments["Met samenwerkingspartners"] = (
            "data_categories",
            {"data_categories": {public.Capacity.PARTNER.value: partners}},
        )
    facts = {"Gegevens delen brengt": [{"type": "recipients", "value": {"with_names": names}}]}
    if names:
        facts["Verwerkers zijn leveranciers"] = [{"type": "processors", "value": {}}]
        facts["Buiten de Europese"] = [{"type": "transfers", "value": {}}]
        facts["Wij bewaren gegevens niet langer"] = [
            {"type": "retention_terms", "value": {"introduction": ""}}
        ]
        # Below the lists in the organisation's own words.
        facts["<ul><li>deelnemers die bij ons"] = [{"type": "sources", "value": {}}]
        facts["<ul><li>Mensen naar werk begeleiden"] = [
            {"type": "legal_bases", "value": {}},
            {"type": "legitimate_interests", "value": {}},
        ]
        facts["Vindt u dat wij niet zorgvuldig"] = [
            {"type": "complaint", "value": {}},
            {"type": "officer", "value": {}},
        ]
    for section in stream:
        body = []
        for block in section["value"]["body"]:
            words = block["value"].removeprefix("<p>")
            if words.startswith(ORGANISATION):
                body.append({"type": "contact", "value": {}})
                continue
            for start, (kind, parameters) in commitments.items():
                if words.startswith(start):
                    block = {"type": kind, "value": {"text": block["value"], **parameters}}
            body.append(block)
            for start, blocks in facts.items():
                if words.startswith(start):
                    body += blocks
        section["value"]["body"] = body
    return stream


def _fill_settings(site: Any) -> None:
    """Where readers can reach the sample's organisation, and whom to tell about a leak."""
    public.OrganisationSettings.objects.get_or_create(
        site=site,
        defaults={
            "organisation": ORGANISATION,
            "attention": "ter attentie van Persoonsgegevens",
            "street": "Voorbeeldkade 1",
            "town": "1234 AB Voorbeeldstad",
            "email": "privacy@example.org",
            "dpo_name": "De functionaris gegevensbescherming van Werkpad",
            "dpo_email": "fg@example.org",
            "public_capacities": [public.Capacity.PROCESSOR.value],
            "security_contact": "mailto:beveiliging@example.org",
        },
    )
