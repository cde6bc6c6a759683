"""What somebody saw of a text: equal as long as every word, link and date that goes with it is the same."""

import hashlib
import json
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from home.text.commitment_blocks import commitment_parameters
from home.text.promises import all_of
from home.text.rendering import render_sections

_OTHERS = ("kind", "change_note", "effective_from", "announce_from")
_MARK = 12  # of a part: says which one changed; whether one did is told by the whole


def fingerprint(page: Any, *, on: date) -> str:
    """A mark of the text as readers would get it on that day and of what is said about it.

    It covers what is not in the draft itself as well: facts of the register, reusable texts, site settings. The SHA-256
    (hexadecimal) of all of it, and behind it a mark of each part, for `what_changed`.
    """
    return _marked(_parts(page, on=on))


def is_still(page: Any, seen: str, *, on: date) -> bool:
    """Whether ``page`` is what was ``seen``, a mark that `fingerprint` made: now, or before it covered the promises."""
    if fingerprint(page, on=on) == seen:
        return True
    marks, parts = _marks(seen), _parts(page, on=on)
    parts.pop("promises")
    return bool(marks) and "promises" not in marks and _marked(parts) == seen


def what_changed(page: Any, seen: str, *, on: date) -> str:
    """The parts that are no longer what was ``seen``, in Dutch; empty when all is, or when there is no telling."""
    marks = _marks(seen)
    if not marks:
        return ""
    parts = _parts(page, on=on)
    changed = [name for name, part in parts.items() if marks.get(name) != _hash(part)[:_MARK]]
    names = _names(page)
    gone = [_("een paragraaf die is weggehaald")] if marks.keys() - parts.keys() else []
    words = [*(names.get(name) or _("de volgorde van de paragrafen") for name in changed), *gone]
    return all_of(words) if words else ""


def _parts(page: Any, *, on: date) -> dict[str, Any]:
    sections = render_sections(page.body, on=on, language=page.language)
    return {
        "title": page.title,
        "order": [section.anchor for section in sections],
        **{f"#{section.anchor}": section.as_json() for section in sections},
        "commitments": page.commitments,
        "promises": commitment_parameters(page.body),
        **{name: str(getattr(page, name)) for name in _OTHERS},
    }


def _names(page: Any) -> dict[str, str]:
    sections = {
        f"#{section.value['anchor']}": _("paragraaf “%(heading)s”") % {"heading": section.value["heading"]}
        if section.value["heading"]
        else _("de openingstekst")
        for section in page.body
    }
    return sections | {
        "title": _("de titel"),
        "commitments": _("de toezeggingen"),
        "promises": _("wat het register bij een toezegging doet"),
        "kind": _("de soort wijziging"),
        "change_note": _("wat er is veranderd"),
        "effective_from": _("de ingangsdatum"),
        "announce_from": _("de dag van aankondiging"),
    }


def _marked(parts: dict[str, Any]) -> str:
    return f"{_hash(parts)} {json.dumps({name: _hash(part)[:_MARK] for name, part in parts.items()})}"


def _marks(seen: str) -> dict[str, str]:
    """The mark of each part; nothing when there is no telling."""
    try:
        return dict(json.loads(seen.partition(" ")[2]))
    except ValueError:
        return {}


def _hash(part: Any) -> str:
    return hashlib.sha256(json.dumps(part, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
