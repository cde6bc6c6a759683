"""From HTML to blocks: every word under an element ends up in exactly one of them, in reading order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from lxml.etree import _Element

from home.reading.definitions import read_definitions
from home.reading.inline import BREAK, join, paragraphs
from home.reading.items import add_item, add_lists
from home.reading.links import Links
from home.reading.model import Block, ItemList, ListItem, Paragraph, Span, words_of
from home.reading.parts import AtEnd, Found, Heading, Remark, Target, texts_of
from home.reading.refusing import shortened
from home.reading.tables import read_table

# The class that the Word reader gives to what has the style for a title.
TITLE_CLASS = "verantwoord-titel"
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCKS = {
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "html",
    "label",
    "legend",
    "li",
    "main",
    "menu",
    "option",
    "p",
    "section",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
}
_BOLD, _ITALIC, _STRUCK = {"b", "strong"}, {"i", "em", "cite", "dfn"}, {"s", "strike"}
# Holds no words for readers, or what is in it is only there when something else cannot be shown.
_SILENT = {"style", "template", "head", "meta", "link", "title", "colgroup", "col", "rp", "datalist"}


@dataclass(slots=True)
class Context:
    """What is known of the whole file while its elements are read."""

    links: Links = field(default_factory=Links)
    targets: frozenset[str] = frozenset()  # the names that links in the file lead to
    remarks: Mapping[str, Remark] = field(default_factory=dict)  # by the name of the place they are about
    footnotes: dict[str, tuple[Block, ...]] = field(default_factory=dict)  # by name; each is placed once
    leave_out: Callable[[object], str] = lambda _element: ""  # why an element is not part of the text


@dataclass(frozen=True, slots=True)
class Format:
    """The format that the elements around some words give them."""

    bold: bool = False
    italic: bool = False
    href: str = ""
    lines: bool = False  # line ends count
    heading: bool = False


def read_elements(element: _Element, context: Context, style: Format | None = None) -> list[Found]:
    """What is in an element, in reading order."""
    walker = _Walker(context)
    walker.flow(element, style or Format())
    walker.flush()
    return walker.found


def _loose_items(text: str | None, style: Format) -> list[ListItem]:
    """Words between the items of a list, as items."""
    pieces = [Span(text or "", style.bold, style.italic, style.href)]
    return [ListItem(content) for content in paragraphs(pieces)]


class _Walker:
    """Goes through elements once. Words gather in ``pieces`` until something ends the paragraph."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Found] = []
        self.pieces: list[Span] = []

    def flow(self, element: _Element, style: Format) -> None:
        """An element's words and children."""
        self._words(element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, style)
            self._words(child.tail, style)

    def flush(self) -> None:
        """End the paragraph."""
        self.found += map(Paragraph, paragraphs(self.pieces))
        self.pieces = []

    def _words(self, text: str | None, style: Format) -> None:
        if text:
            if style.lines:
                text = text.replace("\r\n", "\n").replace("\n", BREAK)
            self.pieces.append(Span(text, style.bold, style.italic, style.href))

    def _inside(self, element: _Element, style: Format) -> list[Found]:
        """What is in an element that is a world of its own: an item, a cell. Remarks go to this walker."""
        found = read_elements(element, self.context, replace(style, lines=False))
        self.found += [one for one in found if isinstance(one, Remark | Target | AtEnd)]
        return [one for one in found if not isinstance(one, Remark | Target | AtEnd)]

    def _element(self, element: _Element, style: Format) -> None:
        tag = element.tag.lower()
        self._name(element)
        if tag in _SILENT:
            return
        if reason := self.context.leave_out(element):
            self.found.append(Remark(reason))
        elif handler := _HANDLERS.get(tag):
            handler(self, element, style)
        elif tag in _BLOCKS:
            self.flush()
            self.flow(element, style)
            self.flush()
        else:
            self.flow(element, style)

    def _name(self, element: _Element) -> None:
        for name in {element.get("id"), element.get("name")} - {None}:
            if remark := self.context.remarks.get(name):
                self.found.append(remark)
            if name in self.context.targets:
                self.found.append(Target(name))

    # Inline

    def _bold(self, element: _Element, style: Format) -> None:
        self.flow(element, replace(style, bold=True))

    def _italic(self, element: _Element, style: Format) -> None:
        self.flow(element, replace(style, italic=True))

    def _struck(self, element: _Element, style: Format) -> None:
        if words := shortened(element.text_content()):
            message = _(
                "Doorgehaalde tekst “%(words)s” is gewone tekst geworden. Haal hem weg als hij vervalt."
            )
            self.found.append(Remark(message % {"words": words}, lost=False))
        self.flow(element, style)

    def _quoted(self, element: _Element, style: Format) -> None:
        self._words("“", style)
        self.flow(element, style)
        self._words("”", style)

    def _break(self, element: _Element, style: Format) -> None:
        self.pieces.append(Span(BREAK, style.bold, style.italic, style.href))

    def _link(self, element: _Element, style: Format) -> None:
        given = element.get("href")
        if given is None:
            return self.flow(element, style)
        if (footnote := given.removeprefix("#")) in self.context.footnotes:
            self.found.append(AtEnd(self.context.footnotes.pop(footnote)))
            return self.flow(element, style)
        href = self.context.links.address(given)
        if href.startswith("#") and href[1:] not in self.context.targets:
            href = ""
        words = shortened(element.text_content())
        if words and not href:
            message = _(
                "De link van “%(words)s” naar “%(address)s” is weggelaten; de woorden staan er nog. Maak zo nodig "
                "een nieuwe link."
            )
            self.found.append(Remark(message % {"words": words, "address": shortened(given)}))
        return self.flow(element, replace(style, href=href))

    def _image(self, element: _Element, style: Format) -> None:
        if alt := shortened(element.get("alt") or ""):
            message = _(
                "De afbeelding “%(alt)s” is weggelaten. Zet in woorden wat lezers eruit moeten halen."
            )
        else:
            message = _("Een afbeelding is weggelaten. Zet in woorden wat lezers eruit moeten halen.")
        self.found.append(Remark(message % {"alt": alt}))

    def _input(self, element: _Element, style: Format) -> None:
        if (element.get("type") or "").lower() == "checkbox":
            self._words("☒ " if element.get("checked") is not None else "☐ ", style)

    def _medium(self, element: _Element, style: Format) -> None:
        message = _("Een onderdeel dat geen tekst is (<%(tag)s>) is weggelaten.") % {"tag": element.tag}
        self.found.append(Remark(message))

    # Blocks

    def _heading(self, element: _Element, style: Format) -> None:
        self.flush()
        found = self._inside(element, replace(style, heading=True))
        content = join([join([text], " ") for text in texts_of(found)], " ")
        content = tuple(replace(span, text=span.text.replace("\n", " ")) for span in content)
        if words_of(content).strip():
            level = 0 if element.get("class") == TITLE_CLASS else HEADINGS[element.tag]
            self.found.append(Heading(level, content))

    def _summary(self, element: _Element, style: Format) -> None:
        self.flush()
        self.flow(element, replace(style, bold=True))
        self.flush()

    def _preformatted(self, element: _Element, style: Format) -> None:
        self.flush()
        self.flow(element, replace(style, lines=True))
        self.flush()

    def _button(self, element: _Element, style: Format) -> None:
        if style.heading:
            return self.flow(element, style)
        if words := shortened(element.text_content()):
            message = _("De knop of keuzelijst “%(words)s” is weggelaten.") % {"words": words}
            self.found.append(Remark(message))

    def _deleted(self, element: _Element, style: Format) -> None:
        if words := shortened(element.text_content()):
            message = _("Verwijderde tekst “%(words)s” is weggelaten.") % {"words": words}
            self.found.append(Remark(message))

    def _list(self, element: _Element, style: Format) -> None:
        self.flush()
        block = self._list_of(element, style)
        if block.items:
            self.found.append(block)

    def _list_of(self, element: _Element, style: Format) -> ItemList:
        block = ItemList(ordered=element.tag == "ol")
        if block.ordered and (element.get("start") or "1").strip() != "1":
            message = _("Een genummerde lijst die niet bij 1 begint, begint nu bij 1.")
            self.found.append(Remark(message, lost=False))
        block.items += _loose_items(element.text, style)
        for child in element:
            tag = child.tag.lower() if isinstance(child.tag, str) else ""
            if tag in ("ul", "ol"):  # a sub-list that was put beside its item
                self._name(child)
                add_lists(block, [self._list_of(child, style)])
            elif tag == "li":
                self._name(child)
                self.found += add_item(block, self._inside(child, style))
            elif tag:
                walker = _Walker(self.context)
                walker._element(child, replace(style, lines=False))
                walker.flush()
                self.found += [one for one in walker.found if isinstance(one, Remark | Target | AtEnd)]
                self.found += add_item(block, walker.found)
            block.items += _loose_items(child.tail, style)
        return block

    def _definitions(self, element: _Element, style: Format) -> None:
        self.flush()
        self.found += read_definitions(
            element, lambda part, bold: self._inside(part, replace(style, bold=bold))
        )

    def _table(self, element: _Element, style: Format) -> None:
        self.flush()
        self.found += read_table(element, lambda part: self._inside(part, style))


_HANDLERS = {
    **dict.fromkeys(_BOLD, _Walker._bold),
    **dict.fromkeys(_ITALIC, _Walker._italic),
    **dict.fromkeys(_STRUCK, _Walker._struck),
    **dict.fromkeys(HEADINGS, _Walker._heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Walker._list),
    **dict.fromkeys(("pre", "listing"), _Walker._preformatted),
    **dict.fromkeys(("button", "select", "textarea"), _Walker._button),
    **dict.fromkeys(("script", "svg", "iframe", "video", "audio", "noscript"), _Walker._medium),
    "del": _Walker._deleted,
    "a": _Walker._link,
    "br": _Walker._break,
    "q": _Walker._quoted,
    "img": _Walker._image,
    "input": _Walker._input,
    "summary": _Walker._summary,
    "dl": _Walker._definitions,
    "table": _Walker._table,
}
