"""Where a translation departs from the version it translates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from home.text.rendering import Section, numbered_heading


@dataclass(frozen=True, slots=True)
class Departure:
    """One difference, as a sentence with its remedy; one that ``blocks`` keeps the translation from readers."""

    message: str
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as the version makes it and as the translation does, in words for people."""

    label: str
    version: str
    translation: str


def departures(
    version: Sequence[Section],
    translation: Sequence[Section],
    promises: Sequence[Promise] = (),
    *,
    number: int,
) -> list[Departure]:
    """What is wrong with a translation of version ``number``: its sections, its order, its words, its promises.

    Sections belong together by their anchor. A translation with other sections would be the edition of
    another text, so those differences block; words that are still Dutch may be right (a name, an address).
    """
    if not any(section.text for section in translation):
        return [Departure(_("De vertaling heeft nog geen tekst. Vertaal eerst de paragrafen."))]
    found = list(_missing_and_extra(version, translation, number)) or _out_of_order(
        version, translation, number
    )
    found += [
        Departure(
            _(
                "%(label)s: versie %(number)s zegt “%(version)s”, de vertaling “%(translation)s”. Een vertaling "
                "belooft hetzelfde; neem de waarde van versie %(number)s over."
            )
            % {
                "label": promise.label,
                "number": number,
                "version": promise.version,
                "translation": promise.translation,
            }
        )
        for promise in promises
    ]
    return found + list(_words(version, translation))


def differing(promised: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    """The names of the promises in ``said`` that say something else; the order of a list says nothing."""
    return [name for name, value in said.items() if _plain(value) != _plain(promised.get(name))]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return sorted(value) if isinstance(value, list | tuple) else value


def _missing_and_extra(
    version: Sequence[Section], translation: Sequence[Section], number: int
) -> Iterator[Departure]:
    wanted, given = {one.anchor for one in version}, {one.anchor for one in translation}
    for section in version:
        if section.anchor not in given:
            yield Departure(
                _(
                    "%(section)s van versie %(number)s ontbreekt. Voeg op die plaats een paragraaf toe met het "
                    "vaste adres “%(anchor)s”."
                )
                % {"section": named(section), "number": number, "anchor": section.anchor}
            )
    for section in translation:
        if section.anchor not in wanted:
            yield Departure(
                _(
                    "%(section)s staat niet in versie %(number)s. Haal de paragraaf weg, of geef haar het vaste "
                    "adres van de Nederlandse paragraaf (nu “%(anchor)s”)."
                )
                % {"section": named(section), "number": number, "anchor": section.anchor}
            )


def _out_of_order(version: Sequence[Section], translation: Sequence[Section], number: int) -> list[Departure]:
    for theirs, ours in zip(version, translation, strict=True):
        if theirs.anchor != ours.anchor:
            return [
                Departure(
                    _(
                        "%(section)s staat op een andere plaats dan in versie %(number)s; daar staat hier "
                        "%(other)s. Zet de paragrafen in dezelfde volgorde."
                    )
                    % {"section": named(ours), "number": number, "other": named(theirs)}
                )
            ]
        if bool(theirs.heading) != bool(ours.heading):
            sentence = (
                _("%(section)s heeft in de vertaling geen kop. Vertaal de kop.")
                if theirs.heading
                else _(
                    "%(section)s heeft in de vertaling een kop en in versie %(number)s niet. Haal de kop weg."
                )
            )
            return [Departure(sentence % {"section": named(theirs), "number": number})]
    return []


def _words(version: Sequence[Section], translation: Sequence[Section]) -> Iterator[Departure]:
    dutch = {section.anchor: section for section in version}
    if [section.text for section in version] == [section.text for section in translation]:
        yield Departure(_("Er is nog niets vertaald: de hele tekst is nog gelijk aan de Nederlandse."))
        return
    for section in translation:
        source = dutch.get(section.anchor)
        if source and source.text and not section.text:
            yield Departure(_("%(section)s heeft nog geen tekst.") % {"section": named(section)})
        elif source and section.text == source.text:
            yield Departure(
                _("%(section)s is nog gelijk aan de Nederlandse tekst.") % {"section": named(section)},
                blocks=False,
            )


def named(section: Section) -> str:
    """The section as people call it: “3. Kop”."""
    return f"“{numbered_heading(section)}”" if section.heading else _("De openingstekst")
