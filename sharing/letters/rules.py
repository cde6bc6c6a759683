"""The text of a letter: which fields it names, what is wrong with them, and its parts when they are filled in. Pure.

A blank line ends a paragraph, a line that begins with ``## `` is a heading, lines that begin with ``- `` are a list.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sharing.core.exceptions import InputError
from sharing.letters.definitions import ONE_OF_NEEDED, LetterField, fields_of

_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_HEADING, _ITEM = "## ", "- "


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, heading or list, in lines."""

    kind: str  # paragraph, heading or list
    lines: tuple[str, ...]


def named_in(text: str) -> list[str]:
    """The fields that a text names, each once, in their order."""
    return list(dict.fromkeys(found.strip() for found in _FIELD.findall(text)))


def errors_in(kind: str, *, title: str, body: str) -> list[InputError]:
    """What is wrong with a text for a letter of this kind, at the field where it stands."""
    known = fields_of(kind)
    there = ", ".join(f"{{{{{name}}}}}" for name in known)
    errors = []
    for field, text in (("title", title), ("body", body)):
        if not text.strip():
            errors.append(InputError(_("Vul dit in."), field, "required"))
        if set("{}") & set(_FIELD.sub("", text)):
            message = _("Een veld begint met {{ en eindigt met }}, zoals {{datum}}. Hier mist een deel.")
            errors.append(InputError(message, field, "broken"))
        for name in named_in(text):
            if name not in known:
                message = _("“{{%(name)s}}” is geen veld van deze brief. Deze velden zijn er: %(known)s.")
                errors.append(InputError(message % {"name": name, "known": there}, field, "unknown"))
    errors += _missing(kind, known, named_in(body), there)
    return errors


def _missing(kind: str, known: Mapping[str, LetterField], named: list[str], there: str) -> list[InputError]:
    errors = []
    for name, field in known.items():
        if field.needed and name not in named:
            message = _(
                "In deze brief hoort “{{%(name)s}}” te staan: %(label)s. Deze velden zijn er: %(known)s."
            )
            words = {"name": name, "label": field.label, "known": there}
            errors.append(InputError(message % words, "body", "missing"))
    either = next((names for one, names in ONE_OF_NEEDED.items() if one == kind), ())
    if either and not set(either) & set(named):
        names = _(" of ").join(f"{{{{{name}}}}}" for name in either)
        message = _("In deze brief hoort te staan waar men meer kan vragen: %(names)s.")
        errors.append(InputError(message % {"names": names}, "body", "missing"))
    return errors


def without_value(texts: Mapping[str, str], values: Mapping[str, str]) -> list[str]:
    """The fields that these texts name and for which there is nothing to fill in."""
    return [name for name in named_in("\n".join(texts.values())) if not values.get(name, "").strip()]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with what stands in place of its fields; what is filled in is never read as a field."""
    return _FIELD.sub(lambda found: values[found[1].strip()].strip(), text)


def parts_of(body: str, values: Mapping[str, str]) -> Iterator[Part]:
    """The text in parts, filled in."""
    for block in re.split(r"\n\s*\n", body.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        while lines:
            kind = _kind_of(lines[0])
            number = 1 if kind == "heading" else _same(lines, kind)
            yield Part(kind, tuple(_bare(line, kind, values) for line in lines[:number]))
            lines = lines[number:]


def _kind_of(line: str) -> str:
    return "heading" if line.startswith(_HEADING) else "list" if line.startswith(_ITEM) else "paragraph"


def _same(lines: list[str], kind: str) -> int:
    """How many lines from the first are of this kind."""
    return next((at for at, line in enumerate(lines) if _kind_of(line) != kind), len(lines))


def _bare(line: str, kind: str, values: Mapping[str, str]) -> str:
    mark = {"heading": _HEADING, "list": _ITEM}.get(kind, "")
    return filled(line.removeprefix(mark).strip(), values)
