"""The words of a Word file with the format that styles give them: hidden, struck, bold, in a font of pictures."""

from typing import Any

from django.utils.translation import gettext as _

from home.reading.refusing import shortened
from home.reading.signs import in_font, is_picture_font, without_private
from home.reading.worddocument import RELATIONS, Document, tokens, words_under
from home.reading.wordstyles import (
    HEADING_STYLE,
    TITLE_STYLE,
    TOGGLES,
    attribute,
    child,
    font_of,
    local_name,
    toggle_of,
    value_of,
)

_WIDEST = 100


def settle_runs(document: Document) -> None:
    """Give each run its own format, and leave out what is hidden."""
    for element in document.all("hidden"):
        row = document.inside(element, "tr")
        if local_name(element.getparent()) == "trPr" and row is not None and (words := words_under(row)):
            document.mark(row, _hidden(words))
            document.take_out(row)
    for element in document.all("ptab"):
        element.tag = f"{document.namespace}tab"
    for element in document.all("sym"):
        _symbol(document, element)
    for run in document.all("r"):
        _settle(document, run)
    for element in document.all("dir", "bdo"):
        document.unwrap(element)


def settle_references(document: Document) -> None:
    """Say what comments there are, and take away references to what is not in the file."""
    for element in document.all("commentReference"):
        if words := document.described.comments.get(attribute(element, "id")):
            message = _("De opmerking “%(words)s” is weggelaten.") % {"words": shortened(words)}
            document.mark(element, message)
        element.getparent().remove(element)
    for element in document.all("footnoteReference", "endnoteReference"):
        kind = local_name(element).removesuffix("Reference")
        if (kind, attribute(element, "id")) not in document.described.notes:
            element.getparent().remove(element)
    for element in document.all("hyperlink"):
        for name in (f"{namespace}id" for namespace in RELATIONS):
            if element.get(name) is not None and element.get(name) not in document.described.relations:
                del element.attrib[name]
    for element in document.all("bookmarkStart"):
        if not attribute(element, "name"):
            element.getparent().remove(element)
    for element in document.all("gridSpan"):
        width = attribute(element, "val")
        if not (width.isdecimal() and 0 < int(width) <= _WIDEST):
            element.getparent().remove(element)


def _hidden(words: str) -> str:
    return _("De verborgen tekst “%(words)s” is weggelaten.") % {"words": shortened(words)}


def _settle(document: Document, run: Any) -> None:
    properties = child(run, "rPr")
    paragraph = document.inside(run, "p")
    style = value_of(child(paragraph, "pPr"), "pStyle")
    # The look of a heading is no emphasis within it.
    meaning = document.styles.meanings.get(style, "")
    plain = meaning == TITLE_STYLE or meaning.startswith(HEADING_STYLE)
    own = value_of(properties, "rStyle")
    on = {}
    for name in TOGGLES:
        direct = toggle_of(properties, name)
        of_styles = document.styles.is_on(name, style, own)
        if plain and name in ("b", "i"):
            of_styles = document.styles.is_on(name, "", own) != document.styles.is_on(name, "", "")
        on[name] = of_styles if direct is None else direct
    words = words_under(run)
    if on["vanish"] and words:
        document.leave_out(run, _hidden(words))
        return
    _translate(document, run, font_of(properties) or document.styles.fonts.get(own, ""))
    raised = value_of(properties, "vertAlign") or value_of(properties, "position")
    if properties is not None:
        run.remove(properties)
    new = document.made("rPr")
    if on["b"]:
        new.append(document.made("b"))
    if on["i"]:
        new.append(document.made("i"))
    if on["strike"] or on["dstrike"]:
        new.append(document.made("strike"))
    if raised in ("superscript", "subscript"):
        new.append(document.made("vertAlign", val=raised))
    if len(new):
        run.insert(0, new)


def _translate(document: Document, run: Any, font: str) -> None:
    """The letters of a font of pictures as the signs that show."""
    for text in run.iter(f"{document.namespace}t"):
        words = text.text or ""
        if is_picture_font(font):
            document.left_out.update(tokens(words))  # letters that were no letters
            words = in_font(words, font)
        words, remark = without_private(words)
        if remark:
            document.mark(run, remark.message)
        text.text = words


def _symbol(document: Document, element: Any) -> None:
    """A sign by its number in a font."""
    try:
        sign = chr(int(attribute(element, "char"), 16))
    except ValueError:
        sign = "\uf000"
    text = document.made("t")
    text.text, remark = without_private(in_font(sign, attribute(element, "font")))
    element.addprevious(text)
    if remark:
        message = _("Een teken uit het lettertype “%(font)s” is weggelaten. Zet er zo nodig een woord voor.")
        document.mark(element, message % {"font": attribute(element, "font")})
    element.getparent().remove(element)
