"""What a Word file shows beside its text: drawings, text boxes, formulas and other files."""

from typing import Any

from django.utils.translation import gettext as _

from home.reading.parts import image_left_out
from home.reading.refusing import shortened
from home.reading.worddocument import Document, element_name, words_under
from home.reading.wordstyles import local_name

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = ("blip", "imagedata")


def choose_ways(document: Document) -> None:
    """Of the ways to show something the newest one that has words; else the oldest."""
    for element in document.all("AlternateContent"):
        choice, fallback = (element.find(f"{_COMPATIBILITY}{name}") for name in ("Choice", "Fallback"))
        if choice is None or (fallback is not None and not words_under(choice) and words_under(fallback)):
            choice = fallback
        document.unwrap(element, choice)


def place_drawings(document: Document) -> None:
    """Place the words of text boxes and formulas; leave pictures and the rest out, and say so."""
    for box in reversed(list(document.all("txbxContent"))):
        _place_text_box(document, box)
    for element in document.all("oMath"):
        _formula(document, element)
    for element in document.all("drawing", "pict", "object"):
        _drawing(document, element)
    for element in document.all("altChunk"):
        message = _("Een ander bestand dat in het document is ingevoegd, is weggelaten. Plak de tekst erin.")
        document.leave_out(element, message)


def _place_text_box(document: Document, box: Any) -> None:
    """The paragraphs of a text box come after the paragraph it hangs on."""
    host = document.inside(box, "p")
    if host is None:
        return
    words = shortened(words_under(box))
    content = list(box)
    frame = next(
        (one for one in box.iterancestors() if element_name(one) in ("drawing", "pict", "object")), None
    )
    box.getparent().remove(box)
    if frame is not None and not any(local_name(one) in (*_PICTURES, "txbxContent") for one in frame.iter()):
        frame.getparent().remove(frame)
    for one in reversed(content):
        host.addnext(one)
    if words:
        message = _("Het tekstvak “%(words)s” staat nu na de alinea waar het bij hoorde.") % {"words": words}
        document.mark(host, message, lost=False)


def _formula(document: Document, element: Any) -> None:
    words = "".join(one.text or "" for one in element.iter() if local_name(one) == "t")
    run = document.run(words)
    element.addprevious(run)
    message = _("De formule “%(words)s” is gewone tekst geworden. Controleer haar.") % {
        "words": shortened(words)
    }
    document.mark(run, message, lost=False)
    element.getparent().remove(element)


def _drawing(document: Document, element: Any) -> None:
    pictures = [one for one in element.iter() if local_name(one) in _PICTURES]
    words = words_under(element)
    if pictures and not words:
        remark = image_left_out(_described(element))
        document.leave_out(element, remark.message)
        return
    if words:
        message = _("Een tekening met de tekst “%(words)s” is weggelaten. Typ erbij wat lezers moeten weten.")
    elif element_name(element) == "pict" and not any(local_name(one) == "shape" for one in element.iter()):
        element.getparent().remove(element)  # a line across the page
        return
    else:
        message = _("Een tekening of grafiek is weggelaten. Zet in woorden wat lezers eruit moeten halen.")
    document.leave_out(element, message % {"words": shortened(words)})


def _described(element: Any) -> str:
    """What the maker of a picture said of it."""
    for one in element.iter():
        for name in ("descr", "alt", "title", "{urn:schemas-microsoft-com:office:office}title"):
            if local_name(one) in ("docPr", "shape", "imagedata") and (
                words := (one.get(name) or "").strip()
            ):
                return words
    return ""
