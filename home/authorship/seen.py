"""What somebody saw of a text: equal as long as every word, link and date that goes with it is the same."""

import hashlib
import json
from datetime import date
from typing import Any

from home.text.rendering import render_sections


def fingerprint(page: Any, *, on: date) -> str:
    """SHA-256, hexadecimal, of the text as readers would get it on that day and of what is said about it.

    It covers what is not in the draft itself as well: facts of the register, reusable texts, site settings.
    """
    shown = [
        page.title,
        [section.as_json() for section in render_sections(page.body, on=on, language=page.language)],
        page.commitments,
        *(str(getattr(page, name)) for name in ("kind", "change_note", "effective_from", "announce_from")),
    ]
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
