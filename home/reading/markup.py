"""From HTML to blocks: every word under an element ends up in exactly one of them, in reading order."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from lxml.etree import _Element

from home.reading.context import Context, Format
from home.reading.css import is_struck
from home.reading.definitions import read_definitions
from home.reading.formfields import not_chosen, value_of
from home.reading.headings import holds_heading, is_heading, level_of
from home.reading.inline import BREAK, join, paragraphs
from home.reading.items import add_item, add_lists, labels_of
from home.reading.model import ItemList, ListItem, Paragraph, Span, words_of
from home.reading.parts import Aside, AtEnd, Found, Heading, Label, Remark, Target, image_left_out, texts_of
from home.reading.refusing import shortened
from home.reading.signs import in_font, lowered, made_plain, raised, without_private
from home.reading.tables import read_table

_BLOCKS = {
    "address", "article", "blockquote", "body", "center", "details", "dialog", "dir", "div", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "label", "legend", "li",
    "main", "menu", "option", "p", "section", "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
_BOLD, _ITALIC, _STRUCK = {"b", "strong"}, {"i", "em", "cite", "dfn"}, {"s", "strike"}
# Holds no words for readers, or what is in it is only there when something else cannot be shown.
_SILENT = {"style", "template", "head", "meta", "link", "title", "colgroup", "col", "rp", "datalist"}


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
            if style.font:
                text = in_font(text, style.font)
            text, remark = without_private(text)
            if remark:
                self.found.append(remark)
            self.pieces.append(Span(text, style.bold, style.italic, style.href))

    def _inside(self, element: _Element, style: Format) -> list[Found]:
        """What is in an element that is a world of its own: an item, a cell. Remarks go to this walker."""
        found = self._read_inside(element, style)
        self.found += [one for one in found if isinstance(one, Remark | Target | AtEnd)]
        return [one for one in found if not isinstance(one, Remark | Target | AtEnd)]

    def _read_inside(self, element: _Element, style: Format) -> list[Found]:
        return read_elements(element, self.context, replace(style, lines=False))

    def _element(self, element: _Element, style: Format) -> None:
        tag = element.tag.lower()
        self._name(element)
        if tag in _SILENT:
            return
        declared = self.context.styles.of(element)
        if reason := self.context.leave_out(element, declared):
            self.found.append(Remark(reason))
            return
        style = replace(style, bold=style.bold or tag in _BOLD, italic=style.italic or tag in _ITALIC)
        if tag == "font" and element.get("face"):
            style = replace(style, font=(element.get("face") or "").partition(",")[0])
        if declared:
            style = style.declared(declared)
            if is_struck(declared) and tag not in _STRUCK:
                self._say_struck(element)
        if tag in ("span", "font") and declared.get("vertical-align") in ("super", "sub"):
            tag = {"super": "sup", "sub": "sub"}[declared["vertical-align"]]
        if is_heading(element):
            self._heading(element, style)
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
            if label := self.context.labels.get(name):
                self.found.append(label)
            if name in self.context.targets:
                self.found.append(Target(name))

    # Inline

    def _struck(self, element: _Element, style: Format) -> None:
        self._say_struck(element)
        self.flow(element, style)

    def _say_struck(self, element: _Element) -> None:
        if words := shortened(element.text_content()):
            message = _(
                "Doorgehaalde tekst “%(words)s” is gewone tekst geworden. Haal hem weg als hij vervalt."
            )
            self.found.append(Remark(message % {"words": words}, lost=False))

    def _raised(self, element: _Element, style: Format) -> None:
        self._shifted(element, style, raised(element.text_content()), is_raised=True)

    def _lowered(self, element: _Element, style: Format) -> None:
        self._shifted(element, style, lowered(element.text_content()), is_raised=False)

    def _shifted(self, element: _Element, style: Format, signs: str | None, *, is_raised: bool) -> None:
        """Raised or lowered words; the mark of a footnote is a link, and no such words."""
        words = element.text_content().strip()
        if not words or next(element.iter("a", "img", "input"), None) is not None:
            return self.flow(element, style)
        if signs is not None:
            return self._words(signs, style)
        self.found.append(made_plain(words, is_raised=is_raised))
        return self.flow(element, style)

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
        if footnote := self.context.footnotes.pop(given.removeprefix("#"), None):
            self.found += [AtEnd(footnote.blocks), *footnote.remarks]
            # In a heading the mark would be a word of it.
            return None if style.heading else self.flow(element, style)
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
        self.found.append(image_left_out(element.get("alt") or ""))

    def _field(self, element: _Element, style: Format) -> None:
        """A field keeps what was filled in; what could have been chosen leaves the text, and is said."""
        value = value_of(element)
        self._words(value, style)
        if others := shortened(", ".join(not_chosen(element))):
            message = _(
                "Van een keuzelijst staat alleen “%(value)s” in de tekst; “%(others)s” is weggelaten."
            )
            self.found.append(Remark(message % {"value": shortened(value), "others": others}))

    def _medium(self, element: _Element, style: Format) -> None:
        message = _("Een onderdeel dat geen tekst is (<%(tag)s>) is weggelaten.") % {"tag": element.tag}
        self.found.append(Remark(message))

    # Blocks

    def _heading(self, element: _Element, style: Format) -> None:
        self.flush()
        found = self._read_inside(element, replace(style, heading=True))
        asides = [one for one in found if isinstance(one, Aside)]
        content = join([join([text], " ") for text in texts_of(found)], " ")
        content = tuple(replace(span, text=span.text.replace("\n", " ")) for span in content)
        label = next((one.text for one in asides if isinstance(one, Label)), "")
        # What is said of a heading, and its footnotes, belong to the section that it begins.
        self.found += [one for one in asides if isinstance(one, Target)]
        if words_of(content).strip():
            self.found.append(Heading(level_of(element), content, label))
        for one in asides:
            if isinstance(one, Remark | AtEnd):
                self.found.append(replace(one, in_heading=True) if isinstance(one, AtEnd) else one)

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
        for one in self._lists_of(element, style):
            if isinstance(one, ItemList):
                if one.items:
                    self.found.append(one)
            else:  # an item with a heading in it, which begins a part of the text wherever it stands
                self.flow(one, style)
                self.flush()

    def _lists_of(self, element: _Element, style: Format) -> Iterator[ItemList | _Element]:
        """The list, in parts around the items that hold a heading."""
        block = ItemList(ordered=element.tag == "ol")
        labels = labels_of(element, self.context.styles) if block.ordered else {}
        block.items += _loose_items(element.text, style)
        for child in element:
            tag = child.tag.lower() if isinstance(child.tag, str) else ""
            if tag and holds_heading(child):
                yield block
                self._name(child)
                yield child
                block = ItemList(ordered=block.ordered)
            elif tag in ("ul", "ol"):  # a sub-list that was put beside its item
                self._name(child)
                add_lists(block, [one for one in self._lists_of(child, style) if isinstance(one, ItemList)])
            elif tag:
                self._item(block, child, style, labels.get(child, ""))
            block.items += _loose_items(child.tail, style)
        yield block

    def _item(self, block: ItemList, element: _Element, style: Format, label: str) -> None:
        walker = _Walker(self.context)
        walker._element(element, replace(style, lines=False))
        walker.flush()
        self.found += [one for one in walker.found if isinstance(one, Remark | Target | AtEnd)]
        found = [one for one in walker.found if not isinstance(one, Remark | Target | AtEnd)]
        self.found += add_item(block, found, label)

    def _definitions(self, element: _Element, style: Format) -> None:
        self.flush()
        if holds_heading(element):
            self.flow(element, style)
            return self.flush()
        self.found += read_definitions(
            element, lambda part, bold: self._inside(part, replace(style, bold=bold))
        )

    def _table(self, element: _Element, style: Format) -> None:
        self.flush()
        self.found += read_table(element, lambda part: self._inside(part, style))


_HANDLERS = {
    **dict.fromkeys(_STRUCK, _Walker._struck),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Walker._list),
    **dict.fromkeys(("pre", "listing"), _Walker._preformatted),
    **dict.fromkeys(("input", "select", "textarea"), _Walker._field),
    **dict.fromkeys(("script", "svg", "iframe", "video", "audio", "noscript"), _Walker._medium),
    "del": _Walker._deleted,
    "a": _Walker._link,
    "br": _Walker._break,
    "q": _Walker._quoted,
    "img": _Walker._image,
    "button": _Walker._button,
    "sup": _Walker._raised,
    "sub": _Walker._lowered,
    "summary": _Walker._summary,
    "dl": _Walker._definitions,
    "table": _Walker._table,
}
