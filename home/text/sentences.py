"""What readers are told about complaints, on the page about their rights and in the statement. Pure."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.core.languages import ENGLISH
from sharing.public import ComplaintProcedure


def complaint(procedure: ComplaintProcedure | None) -> list[str]:
    """How a complaint is dealt with and within which term; empty where no procedure is published."""
    if procedure is None:
        return []
    words = ngettext(
        "Een klacht beantwoorden wij binnen %(count)s week.",
        "Een klacht beantwoorden wij binnen %(count)s weken.",
        procedure.response_weeks,
    )
    said = [words % {"count": procedure.response_weeks}]
    if procedure.extension_weeks:
        longer = ngettext(
            "Lukt dat niet, dan hoort u binnen die tijd waarom het hoogstens %(count)s week langer duurt.",
            "Lukt dat niet, dan hoort u binnen die tijd waarom het hoogstens %(count)s weken langer duurt.",
            procedure.extension_weeks,
        )
        said.append(longer % {"count": procedure.extension_weeks})
    said.append(_("Wie uw klacht behandelt, had niet te maken met waarover u klaagt."))
    said.append(
        _("U hoort of uw klacht gegrond is en waarom, en hoe u naar de Autoriteit Persoonsgegevens kunt.")
    )
    return said


def procedure_told(procedure: ComplaintProcedure | None, language: str) -> dict[str, Any] | None:
    """The procedure's own words in the language, ``{"words", "dutch"}``: Dutch amid English says so."""
    if procedure is None:
        return None
    english = language == ENGLISH
    words = procedure.description_en if english else procedure.description
    return {"words": words or procedure.description, "dutch": english and not words}
