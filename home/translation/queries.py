"""What a translation is of, and where it departs from the version it translates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.blocks import Block

from home.core.languages import ENGLISH
from home.core.refusals import PublicationRefused
from home.text.blocks import SectionBodyBlock, body_of
from home.text.commitment_blocks import (
    CommitmentBlock,
    DataCategoriesBlock,
    DataPerCapacityBlock,
    commitment_parameters,
)
from home.text.register_blocks import RegisterBlock
from home.text.rendering import Section, numbered_sections, render_sections
from home.translation.rules import Departure, Promise, departures, differing, named
from home.versions.bases import FrozenEdition
from home.versions.models import StatementVersion
from home.versions.queries import AnyVersion, latest_of, source_of, version_of_translation

if TYPE_CHECKING:
    from home.written import WrittenPage

SHOWN_AT_MOST = 3  # of words that are Dutch, in a sentence about them


def version_translated_by(page: WrittenPage) -> AnyVersion:
    """The version chosen on the page, or else the latest one. Raises PublicationRefused without any version."""
    version = version_of_translation(page)
    if version is None:
        raise PublicationRefused(
            _(
                "Er is nog geen versie van de Nederlandse tekst gepubliceerd, dus valt er niets te "
                "vertalen. Publiceer eerst de Nederlandse tekst."
            )
        )
    if version.withdrawn:
        raise PublicationRefused(
            _("Versie %(number)s is ingetrokken en wordt niet vertaald. Kies een andere versie.")
            % {"number": version.number},
            field="translates",
        )
    return version


def sections_of(page: WrittenPage, version: AnyVersion) -> list[Section]:
    """The sections of the translation, with the register's facts of the day its version takes effect."""
    return render_sections(page.body, on=version.effective_from, language=page.language)


def departures_of(page: WrittenPage) -> list[Departure]:
    """Where the translation on ``page`` departs from the version it translates. Raises PublicationRefused."""
    version = version_translated_by(page)
    return departures_from(version, page, sections_of(page, version))


def departures_from(version: AnyVersion, page: WrittenPage, sections: Sequence[Section]) -> list[Departure]:
    """Where the text of ``page`` departs from the version, what blocks publication first."""
    promises: list[Promise] = []
    left_out: list[Departure] = []
    if isinstance(version, StatementVersion):  # a plain page promises nothing
        said = commitment_parameters(page.body)
        promises, left_out = _promises(version, said), _left_out(version, said)
    source = [Section(**section) for section in version.sections]
    found = departures(source, sections, promises, number=version.number)
    found += left_out + _facts_that_moved(version, page) + _facts_in_dutch(version, page)
    if page.change_note and _note_of_another(page, version):
        found.append(
            Departure(_("De toelichting op wat er is veranderd is die van een andere versie."), False)
        )
    return sorted(found, key=lambda one: not one.blocks)


def _promises(version: StatementVersion, said: dict[str, Any]) -> list[Promise]:
    """What the translation promises otherwise, both ways in words."""
    parameters = {name: block for blocks in _commitments().values() for name, block in blocks.items()}
    return [
        Promise(
            str(parameters[name].label),
            *_two_ways(parameters[name], version.commitments.get(name), said[name]),
        )
        for name in differing(version.commitments, said)
    ]


def _commitments() -> dict[str, dict[str, Block]]:
    """The parameters of each kind of commitment block, by name."""
    return {
        kind: {name: part for name, part in block.child_blocks.items() if name != "text"}
        for kind, block in SectionBodyBlock().child_blocks.items()
        if isinstance(block, CommitmentBlock)
    }


def _two_ways(block: Any, promised: Any, said: Any) -> tuple[str, str]:
    """Both values in words; of two lists only what the other has not."""
    if isinstance(block, DataPerCapacityBlock):
        return _per_capacity(block, promised or {}, said or {})
    if isinstance(promised, list):
        both = set(promised) & set(said)
        promised, said = ([one for one in values if one not in both] for values in (promised, said))
    return _in_words(block, promised), _in_words(block, said)


def _per_capacity(block: Any, promised: dict[str, Any], said: dict[str, Any]) -> tuple[str, str]:
    """Both in words, of the capacities for which they differ."""
    told: tuple[list[str], list[str]] = ([], [])
    for capacity, field in block.child_blocks.items():
        both = promised.get(capacity), said.get(capacity)
        if set(both[0] or ()) == set(both[1] or ()):
            continue
        for words, codes in zip(told, both, strict=True):
            named = _in_words(field, codes) if codes else _("niet genoemd")
            words.append(f"{field.label}: {named}")
    return "; ".join(told[0]), "; ".join(told[1])


def _in_words(block: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, list):
        return ", ".join(_in_words(block, one) for one in value) or _("niets meer")
    labels = {str(code): str(label) for code, label in getattr(block.field, "choices", ())}
    return labels.get(str(value), str(value)).lstrip("– ")


def _left_out(version: StatementVersion, said: dict[str, Any]) -> list[Departure]:
    """Promises that stand as such in the Dutch text and no longer in the translation."""
    written = {block["type"] for section in version.body for block in section["value"]["body"]}
    return [
        Departure(
            _("“%(label)s” staat in de tekst van versie %(number)s, maar niet in de vertaling.")
            % {"label": SectionBodyBlock().child_blocks[kind].label, "number": version.number},
            blocks=False,
        )
        for kind, parameters in _commitments().items()
        if kind in written and not parameters.keys() & said.keys()
    ]


def _facts_that_moved(version: AnyVersion, page: WrittenPage) -> list[Departure]:
    """Sections whose facts were corrected in the register since: the two editions will not show the same."""
    with_facts = {
        section.value["anchor"]
        for section in page.body
        if any(isinstance(part.block, RegisterBlock) for part in section.value["body"])
    }
    if not with_facts:
        return []
    published = {section["anchor"]: section["text"] for section in version.sections}
    return [
        Departure(
            _(
                "%(section)s toont gegevens uit het register, en die zijn sinds de publicatie van versie "
                "%(number)s gewijzigd. De vertaling toont ze zoals ze nu in het register staan."
            )
            % {"section": named(section), "number": version.number},
            blocks=False,
        )
        for section in render_sections(body_of(version.body), on=version.effective_from)
        if section.anchor in with_facts and section.text != published.get(section.anchor)
    ]


def _facts_in_dutch(version: AnyVersion, page: WrittenPage) -> list[Departure]:
    """What the register has no English words for: readers of the translation get it in Dutch."""
    found = []
    for number, heading, section in numbered_sections(page.body):
        for part in section.value["body"]:
            if not isinstance(part.block, RegisterBlock | DataCategoriesBlock):
                continue
            words = list(dict.fromkeys(part.block.only_in_dutch(part.value, version.effective_from)))
            if words:
                place = f"“{number}. {heading}”" if number else _("De openingstekst")
                told = {"section": place, "label": part.block.label, "words": _few(words)}
                sentence = _(
                    "%(section)s toont bij “%(label)s” Nederlandse woorden: %(words)s. Vraag wie het register bijhoudt "
                    "om daar de Engelse omschrijving in te vullen."
                )
                found.append(Departure(sentence % told, blocks=False))
    return found


def _few(words: list[str]) -> str:
    named = ", ".join(f"“{one}”" for one in words[:SHOWN_AT_MOST])
    more = len(words) - SHOWN_AT_MOST
    return named if more <= 0 else _("%(named)s en nog %(more)s") % {"named": named, "more": more}


def _note_of_another(page: WrittenPage, version: AnyVersion) -> bool:
    others = _editions(type(page)).filter(language=page.language, change_note=page.change_note)
    if not page.makes_promises:
        others = others.filter(version__page=version.page_id)
    return bool(others.exclude(version=version).exists())


def _editions(kind: type[Any]) -> Any:
    """All editions of pages of this kind."""
    return kind._meta.get_field("translated_versions").related_model._default_manager


@dataclass(frozen=True, slots=True)
class TranslationState:
    """How the English text stands towards the Dutch: its page, its last edition, the newest version."""

    page: WrittenPage | None
    edition: FrozenEdition | None
    newest: AnyVersion | None

    @property
    def behind(self) -> bool:
        return bool(self.edition and self.newest and self.edition.version != self.newest)


def translation_state(page: WrittenPage) -> TranslationState:
    """The state of the English translation today, seen from either page."""
    source = source_of(page)
    if source is None or source.pk is None:  # not stored yet
        return TranslationState(None, None, None)
    editions = (
        _editions(type(page))
        .filter(language=ENGLISH, version__withdrawal__isnull=True, version__page=source.pk)
        .select_related("version")
    )
    return TranslationState(
        page=type(page).objects.english().filter(translation_key=source.translation_key).first(),
        edition=editions.order_by("-version__number", "-edition").first(),
        newest=latest_of(source),
    )
