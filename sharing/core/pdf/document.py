"""What a document consists of, as data; see `blocks` for what stands in it and `engine` for how it becomes a PDF."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who a document is from.

    ``logo`` is the content of the file and ``logo_format`` svg, png or webp; everything may be empty.
    """

    organisation: str = ""
    logo: bytes = b""
    logo_format: str = ""
    logo_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document. The same one gives the same bytes, on every machine.

    ``made_at`` is the moment that the file bears, aware: that of what it tells, never the clock's. ``keywords`` is
    for what identifies the content, such as its hash. ``blocks`` are those of `blocks`; ``footer`` stands on every
    page. ``elsewhere`` is a sentence on where to read the characters that no font has.
    """

    title: str
    language: str
    sender: Letterhead
    description: str
    made_at: datetime
    footer: str
    blocks: list[dict[str, Any]]
    keywords: str = ""
    elsewhere: str = ""

    def as_json(self) -> str:
        """All that the template shows; the words around the content are in the language of the document."""
        with translation.override(self.language):
            return json.dumps(self._as_data(), ensure_ascii=False, sort_keys=True)

    def _as_data(self) -> dict[str, Any]:
        day = timezone.localtime(self.made_at)
        by_number = _(
            "Enkele tekens kan dit bestand niet tonen. Daarvoor in de plaats staat hun nummer, bijvoorbeeld [U+1F600]."
        )
        return {
            "title": self.title,
            "language": self.language,
            "organisation": self.sender.organisation,
            "logo": self._logo(),
            "description": self.description,
            "keywords": self.keywords,
            "date": {"year": day.year, "month": day.month, "day": day.day},
            "timestamp": int(self.made_at.timestamp()),
            "footer": self.footer,
            "blocks": self.blocks,
            "replaced": False,
            "words": {
                "page": _("bladzijde"),
                "of": _("van"),
                "replaced": f"{by_number} {self.elsewhere}".rstrip(),
            },
        }

    def _logo(self) -> dict[str, Any] | None:
        if not self.sender.logo:
            return None
        return {
            "data": list(self.sender.logo),
            "format": self.sender.logo_format,
            "alt": self.sender.logo_text,
        }
