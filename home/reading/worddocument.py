"""The main part of a Word file, made ready for mammoth."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from lxml.etree import _Element

from home.reading.parts import Remark
from home.reading.refusing import shortened
from home.reading.wordstyles import TOC_STYLE, attribute, local_name

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What the reader uses of the properties of runs and paragraphs; the rest is weight.
_RUN_PROPERTIES = {"b", "i", "strike", "rStyle", "vertAlign", "del", "ins"}
_PARAGRAPH_PROPERTIES = {"pStyle", "numPr", "rPr"}


def element_name(element: _Element) -> str:
    """The name of an element of Word's own language, whichever of its two namespaces is used; else empty."""
    tag = element.tag
    if isinstance(tag, str):
        for namespace in _NAMESPACES:
            if tag.startswith(namespace):
                return tag[len(namespace) :]
    return ""


def words_under(element: _Element) -> str:
    """The words under an element; paragraphs, tabs and breaks are spaces."""
    pieces = []
    for one in element.iter():
        match element_name(one):
            case "t" | "delText":
                pieces.append(one.text or "")
            case "p" | "tab" | "br" | "cr" | "tc":
                pieces.append(" ")
            case "noBreakHyphen":
                pieces.append("\u2011")
            case "softHyphen":
                pieces.append("\u00ad")
    return " ".join("".join(pieces).split())


class Document:
    """The main part; ``prepare`` changes it in place: what mammoth would pass over is placed where it reads, or
    marked.

    A mark is a bookmark with a name of ours; mammoth keeps it in its place, and ``remarks`` says what it is about.
    """

    def __init__(self, root: _Element, styles: dict[str, str], comments: dict[str, str]) -> None:
        self.root = root
        self.styles = styles
        self.comments = comments
        self.remarks: dict[str, Remark] = {}
        self.namespace = root.tag[: root.tag.index("}") + 1]
        self.has_contents = False

    def prepare(self) -> None:
        by_name: dict[str, list[Any]] = {}
        for element in self.root.iter():
            by_name.setdefault(local_name(element), []).append(element)
        for choice in by_name.get("AlternateContent", []):
            self._choose(choice)
        for box in reversed(by_name.get("txbxContent", [])):
            self._place_text_box(box)
        for name, handler in _HANDLERS.items():
            for element in by_name.get(name, []):
                if element.getparent() is not None:
                    handler(self, element)
        for element in by_name.get("rPr", []):
            self._lighten(element, _RUN_PROPERTIES)
        for element in by_name.get("pPr", []):
            self._lighten(element, _PARAGRAPH_PROPERTIES)

    # What is done with an element

    def _mark(self, place: Any, message: str, *, lost: bool = True) -> None:
        """Put a mark before an element."""
        name = f"_melding_{len(self.remarks) + 1}"
        self.remarks[name] = Remark(message, lost)
        mark = etree.Element(f"{self.namespace}bookmarkStart")
        mark.set(f"{self.namespace}name", name)
        place.addprevious(mark)

    def _unwrap(self, element: _Element, children: Iterable[_Element] | None = None) -> None:
        """Replace an element by its children, or by those given."""
        for child in list(element if children is None else children):
            element.addprevious(child)
        element.getparent().remove(element)

    def _leave_out(self, element: _Element, message: str) -> None:
        self._mark(element, message)
        element.getparent().remove(element)

    @staticmethod
    def _lighten(element: _Element, keep: set[str]) -> None:
        for child in list(element):
            if element_name(child) not in keep:
                element.remove(child)

    # One for each kind of element

    def _choose(self, element: _Element) -> None:
        """Of the ways to show something the newest one, when it has words; mammoth takes the oldest."""
        choice = element.find(f"{_COMPATIBILITY}Choice")
        if choice is not None and words_under(choice):
            self._unwrap(element, choice)

    def _place_text_box(self, box: _Element) -> None:
        """The paragraphs of a text box come after the paragraph it hangs on."""
        around = list(box.iterancestors())
        level = next((number for number, one in enumerate(around) if element_name(one) == "p"), None)
        if level is None or around[-1] is not self.root:
            return
        words = shortened(words_under(box))
        host, content = around[level], list(box)
        frame = next(
            (one for one in reversed(around[:level]) if element_name(one) in ("drawing", "pict", "object")),
            None,
        )
        box.getparent().remove(box)
        if frame is not None and not any(
            local_name(one) in ("blip", "imagedata", "txbxContent") for one in frame.iter()
        ):
            frame.getparent().remove(frame)
        for child in reversed(content):
            host.addnext(child)
        if words:
            message = _("Het tekstvak “%(words)s” staat nu na de alinea waar het bij hoorde.") % {
                "words": words
            }
            self._mark(host, message, lost=False)

    def _deleted(self, element: _Element) -> None:
        if words := words_under(element):
            message = _("Met “wijzigingen bijhouden” verwijderde tekst “%(words)s” is weggelaten.")
            self._leave_out(element, message % {"words": shortened(words)})

    def _inserted(self, element: _Element) -> None:
        if words := words_under(element):
            message = _(
                "Met “wijzigingen bijhouden” toegevoegde tekst “%(words)s” is overgenomen. Controleer of dat de "
                "bedoeling is."
            )
            self._mark(element, message % {"words": shortened(words)}, lost=False)

    def _hidden(self, element: _Element) -> None:
        run = element.getparent().getparent()
        if run is None or element_name(run) != "r" or attribute(element, "val") in ("0", "false", "off"):
            return
        if words := words_under(run):
            self._leave_out(
                run, _("De verborgen tekst “%(words)s” is weggelaten.") % {"words": shortened(words)}
            )

    def _formula(self, element: _Element) -> None:
        words = "".join(one.text or "" for one in element.iter() if local_name(one) == "t")
        run = etree.Element(f"{self.namespace}r")
        etree.SubElement(run, f"{self.namespace}t").text = words
        element.addprevious(run)
        message = _("De formule “%(words)s” is gewone tekst geworden. Controleer haar.") % {
            "words": shortened(words)
        }
        self._mark(run, message, lost=False)
        element.getparent().remove(element)

    def _commented(self, element: _Element) -> None:
        if words := self.comments.get(attribute(element, "id")):
            message = _("De opmerking “%(words)s” is weggelaten.") % {"words": shortened(words)}
            self._mark(element, message)

    def _drawing(self, element: _Element) -> None:
        if any(local_name(one) == "blip" for one in element.iter()):
            return
        if words := words_under(element):
            message = _(
                "Een tekening met de tekst “%(words)s” is weggelaten. Typ erbij wat lezers moeten weten."
            )
        else:
            message = _(
                "Een tekening of grafiek is weggelaten. Zet in woorden wat lezers eruit moeten halen."
            )
        self._leave_out(element, message % {"words": shortened(words)})

    def _other_file(self, element: _Element) -> None:
        self._leave_out(
            element,
            _("Een ander bestand dat in het document is ingevoegd, is weggelaten. Plak de tekst erin."),
        )

    def _container(self, element: _Element) -> None:
        """A table of contents that Word made; other containers are transparent."""
        gallery = next((one for one in element.iter() if element_name(one) == "docPartGallery"), None)
        if gallery is not None and attribute(gallery, "val") == "Table of Contents":
            self._leave_out_contents(element)

    def _leave_out_contents(self, element: _Element) -> None:
        if not self.has_contents:
            message = _("De inhoudsopgave is weggelaten; de site maakt er zelf een.")
            self._mark(element, message, lost=False)
        self.has_contents = True
        element.getparent().remove(element)

    def _styled(self, element: _Element) -> None:
        """Give what has the style of a heading a style that means the same in every language."""
        style = self.styles.get(attribute(element, "val"))
        properties = element.getparent()
        paragraph = properties.getparent() if properties is not None else None
        if paragraph is None or not style:
            return
        if style == TOC_STYLE:
            self._leave_out_contents(paragraph)
        else:
            element.set(f"{self.namespace}val", style)


_HANDLERS = {
    "sdt": Document._container,
    "pStyle": Document._styled,
    "del": Document._deleted,
    "moveFrom": Document._deleted,
    "ins": Document._inserted,
    "vanish": Document._hidden,
    "fldSimple": Document._unwrap,
    "dir": Document._unwrap,
    "bdo": Document._unwrap,
    "oMath": Document._formula,
    "commentReference": Document._commented,
    "drawing": Document._drawing,
    "altChunk": Document._other_file,
}
