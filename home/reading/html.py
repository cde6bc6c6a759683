"""A statement from a web page: made by hand, exported, or saved from a browser."""

import codecs
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree
from lxml import html as lxml_html
from lxml.etree import _Element

from home.reading.contents import without_contents
from home.reading.context import Context
from home.reading.css import Declarations, is_hidden, styles_of
from home.reading.links import Links, web_address
from home.reading.markup import read_elements
from home.reading.model import Note, ReadStatement
from home.reading.outline import statement_of
from home.reading.refusing import refusal, shortened
from home.reading.wordhtml import mend_lists

# Deeper than any page people make; the walk goes as deep as the page does.
MAX_DEPTH = 120
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CHARSET = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w:.-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_CONTROLS = dict.fromkeys([*range(0x20), 0x7F], " ") | {9: "\t", 10: "\n", 12: "\n", 13: "\r"}
# What &#128; to &#159; mean: the marks of Windows-1252 (HTML, 13.2.5.80).
_HIGH = {
    number: bytes([number]).decode("cp1252", "replace").replace("\ufffd", " ") for number in range(0x80, 0xA0)
}
_NO_WORDS = ("script", "style", "template", "noscript")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_AROUND = {
    "nav": gettext_lazy("Het menu"),
    "aside": gettext_lazy("Het kader ernaast"),
    "form": gettext_lazy("Het formulier"),
    "dialog": gettext_lazy("Het venster"),
}
_AROUND_ROLES = {
    "navigation": "nav",
    "search": "form",
    "complementary": "aside",
    "dialog": "dialog",
    "alertdialog": "dialog",
}


def read_html(data: bytes) -> ReadStatement:
    """The statement in a page. Raises RefusedInput."""
    text = decode_html(data)
    root = _parse(text)
    mend_lists(root)
    main = _main_of(root)
    opened = _open_what_holds_the_text(main)
    links = _links_of(root)
    targets = frozenset(
        address[1:]
        for link in main.iter("a")
        if (address := links.address(link.get("href") or "")).startswith("#")
    )
    context = Context(
        links,
        targets,
        styles=styles_of(root),
        leave_out=lambda element, declared: _why_not(element, declared, main),
    )
    heading = _heading_outside(root, main)
    title = heading or " ".join((root.findtext(".//title") or "").split())
    found, _dropped = without_contents(read_elements(main, context))
    return statement_of(
        found,
        title=title,
        has_title=bool(heading),
        notes=[*opened, *_around(root, main, title)],
        remedy=_(
            "Geef de titel <h1> en elke paragraafkop <h2>, of sla de tekst op als Word-bestand met koppen."
        ),
    )


def decode_html(data: bytes) -> str:
    """The text of a page in the encoding it says it has. Raises RefusedInput when it has another."""
    name = next((encoding for bom, encoding in _BOMS.items() if data.startswith(bom)), "")
    if not name:
        declared = _CHARSET.search(data[:4096]) or _XML_CHARSET.search(data[:200])
        name = declared[1].decode().lower() if declared else ""
    text = _decoded(data, name)
    return _DECLARATION.sub("", text).translate(_CONTROLS | _HIGH)


def _decoded(data: bytes, name: str) -> str:
    wide = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(data[:2], "")
    if name.startswith("utf-16") and not wide and data[:2] not in _BOMS:
        name = ""  # its name was readable, so it is not
    try:
        known = codecs.lookup(name).name if name else ""
    except LookupError:
        known = ""
    if known in ("", "ascii", "iso8859-1", "cp1252") and not wide:
        # Many pages say this of themselves and are UTF-8; text in Windows-1252 is practically never valid UTF-8.
        try:
            return data.decode()
        except UnicodeError:
            known = "latin-1" if known else "cp1252"  # latin-1 with the marks of _HIGH is Windows-1252
    try:
        return data.decode(wide or known or name)
    except (UnicodeError, LookupError):
        raise refusal(
            _("De pagina is niet te lezen als “%(name)s”. Sla haar op als UTF-8.") % {"name": name or "UTF-8"}
        ) from None


def _parse(text: str) -> _Element:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refusal(_("De pagina bevat geen tekst.")) from error
    depth = deepest = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise refusal(
            _("De pagina is te diep genest om te lezen. Sla alleen de tekst van de verklaring op als pagina.")
        )
    return root


def _main_of(root: _Element) -> _Element:
    """Where the text itself is: what the page calls its main part, or its one article, or all of it."""
    body = root.find("body")
    if body is None:
        body = root
    mains = body.xpath(".//main | .//*[@role='main']")
    articles = body.xpath(".//article[.//h2 or .//h1]")
    candidates = mains or (articles if len(articles) == 1 else [])
    return max(candidates, key=lambda one: len(one.text_content()), default=body)


def _links_of(root: _Element) -> Links:
    """Where the page came from, as it says itself or as the browser that saved it wrote down."""
    page = next((web_address(link.get("href") or "") for link in root.xpath("//link[@rel='canonical']")), "")
    if not page:
        comments = (comment.text or "" for comment in root.xpath("//comment()"))
        saved = next(filter(None, map(_SAVED_FROM.search, comments)), None)
        around = root.xpath("preceding-sibling::comment()")
        saved = saved or next(
            (match for one in around if (match := _SAVED_FROM.search(one.text or ""))), None
        )
        page = web_address(saved[1]) if saved else ""
    base = next((web_address(one.get("href") or "") for one in root.xpath("//base[@href]")), "")
    return Links(base=base or page, page=page)


def _heading_outside(root: _Element, main: _Element) -> str:
    """The one heading of level 1 that stands outside the main part; empty when there is none."""
    outside = [one for one in root.iter("h1") if main not in one.iterancestors()]
    words = [" ".join(one.text_content().split()) for one in outside]
    return words[0] if len(words) == 1 and main.find(".//h1") is None else ""


def _open_what_holds_the_text(main: _Element) -> list[Note]:
    """A menu or frame with most of the text in it was not closed where it ends: read it, and say so."""
    total = _words_outside_links(main)
    notes = []
    for element in [
        one for one in main.iter() if one is not main and _kind(one) in {*_AROUND, "header", "footer"}
    ]:
        if not total or next(element.iter("h1", "h2", "h3"), None) is None:
            continue
        if 2 * _words_outside_links(element) > total:
            if _kind(element) in _AROUND:
                message = _(
                    "%(kind)s omvat de tekst zelf en is daarom gelezen. Haal weg wat niet bij de verklaring hoort."
                )
                notes.append(Note(_("hele pagina"), message % {"kind": _AROUND[_kind(element)]}, lost=False))
            element.tag = "div"
            element.attrib.pop("role", None)
    return notes


def _words_outside_links(element: _Element) -> int:
    links = sum(len(one.text_content().split()) for one in element.iter("a"))
    return len(element.text_content().split()) - links


def _kind(element: _Element) -> str:
    """What an element is, by its role or its name."""
    if not isinstance(element.tag, str):
        return ""
    return _AROUND_ROLES.get((element.get("role") or "").lower()) or element.tag


def _why_not(element: _Element, declared: Declarations, main: _Element) -> str:
    """Why an element is not part of the text, as a sentence; empty when it is."""
    kind = _kind(element)
    if kind in _AROUND:
        if kind == "form" and next(element.iter("h1", "h2", "h3"), None) is not None:
            return ""  # some sites put the whole page in a form
        message = _("%(kind)s “%(words)s” is weggelaten. Hoort het bij de tekst, typ het er dan bij.")
        return _about(element, message, kind=_AROUND[kind])
    if kind in ("header", "footer") and _is_around_everything(element, main):
        return _about(element, _("De kop of voet van de pagina “%(words)s” is weggelaten."))
    if element.get("hidden") not in (None, "until-found") or is_hidden(declared):
        return _about(element, _("De verborgen tekst “%(words)s” is weggelaten."))
    return ""


def _is_around_everything(element: _Element, main: _Element) -> bool:
    """Whether a header or footer is the page's: not that of a part of the text, nor where the title stands."""
    if main.tag not in ("body", "html") or element.find(".//h1") is not None:
        return False
    return next(element.iterancestors("article", "section"), None) is None


def _about(element: _Element, message: str, **words: Any) -> str:
    """The message with the first words of the element; nothing when it has none."""
    text = shortened(element.text_content())
    return message % {"words": text, **words} if text else ""


def _around(root: _Element, main: _Element, title: str) -> Iterator[Note]:
    """What the page says outside its main part."""
    inside = main
    for ancestor in main.iterancestors():
        if ancestor.tag == "html":
            return
        pieces = [ancestor.text or ""]
        for child in ancestor:
            if child is not inside and isinstance(child.tag, str) and child.tag not in _NO_WORDS:
                pieces.append(child.text_content())
            pieces.append(child.tail or "")
        for words in filter(None, map(shortened, pieces)):
            if words != shortened(title):
                message = _("“%(words)s” staat buiten de hoofdtekst en is weggelaten.") % {"words": words}
                yield Note(_("rest van de pagina"), message)
        inside = ancestor
