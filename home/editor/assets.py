"""The scripts and styles of the editor's form, and of the menu that leads to it."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join, json_script
from django.utils.translation import gettext as _

from home.core.languages import SOURCE
from home.text.references import WORDS


def scripts() -> str:
    """Our script, with its words and the address it asks beside it."""
    words = {
        "opening": _("Openingstekst"),
        "section": _("Paragraaf"),
        "untitled": _("zonder kop"),
        "moved": _("“%(heading)s” staat nu op plaats %(place)s van %(count)s."),
        "address": _("Adres voor lezers:"),
        "note": reverse("home_block_note", args=["soort"]),
        "statement": reverse("home:statement"),
        "plain": reverse("home:plain", args=["adres"]),
        "reference": _("Verwijs naar"),
        "choose": _("kies een paragraaf"),
        "word": WORDS[SOURCE],
        "insertSection": _("Paragraaf invoegen"),
        "insertPart": _("Tekstdeel invoegen"),
        "insertBefore": _("Invoegen vóór %s"),
        "addTo": _("Toevoegen aan %s"),
        "remarkOn": _("Voeg opmerking toe bij %s"),
        "ownRemark": _("Uw opmerking"),
        "ownReply": _("Uw reactie"),
        "leaveRemark": _("Met Escape gaat u terug naar de tekst."),
        "column": _("Kolom %s"),
        "columnHeading": _("Kop van kolom %s"),
        "insertColumn": _("Kolom invoegen vóór kolom"),
        "deleteColumn": _("Kolom weghalen:"),
        "row": _("rij %s"),
        "insertRow": _("Rij invoegen vóór rij"),
        "deleteRow": _("Rij weghalen:"),
    }
    names = ("editor", "blocks", "change-note", "comparison", "remarks", "kept")
    files = format_html_join(
        "", '<script src="{}"></script>', [(static(f"home/{name}.js"),) for name in names]
    )
    return format_html("{}{}", json_script(words, "home-editor-words"), files)


def menu_script() -> str:
    """What names the parts of Wagtail's menu with the pages."""
    return format_html(
        '<script src="{}" data-language="{}"></script>', static("home/page-menu.js"), _("Taal")
    )


def styles() -> str:
    """Our styles; the form of a snippet has them too."""
    sheets = [(static(f"home/{name}.css"),) for name in ("editor", "conflicts", "review")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)
