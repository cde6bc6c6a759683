"""A part of a Word file with text: the main part, or one of its notes. Changed in place until mammoth can read it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.etree import _Element

from home.reading.parts import Label, Remark
from home.reading.wordnumbering import Numbering
from home.reading.wordstyles import Styles, child, local_name

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_TOKEN = re.compile(r"\w+")
RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)


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


def tokens(words: str) -> list[str]:
    """The words one by one, as a last check counts them: raised signs are the digits they are."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", words))


@dataclass(slots=True)
class Marks:
    """What was marked in all parts: a mark is a bookmark with a name of ours, which mammoth keeps in place."""

    remarks: dict[str, Remark] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)


@dataclass(slots=True)
class Described:
    """What other parts say of the text."""

    styles: Styles
    numbering: Numbering
    comments: Mapping[str, str] = field(default_factory=dict)
    notes: frozenset[tuple[str, str]] = frozenset()  # kind and number of each
    relations: frozenset[str] = frozenset()  # identifiers of addresses


class Document:
    """A part with text; what mammoth would pass over is placed where it reads, or marked."""

    def __init__(self, root: _Element, described: Described, marks: Marks) -> None:
        self.root = root
        self.styles, self.numbering = described.styles, described.numbering
        self.described = described
        self.marks = marks
        self.namespace = root.tag[: root.tag.index("}") + 1]
        self.has_contents = False
        self.left_out = Counter[str]()  # the words of what was taken out on purpose

    def all(self, *names: str) -> Iterator[Any]:
        """The elements of these names that are still in the part, as it is when this is asked."""
        for element in list(self.root.iter(*(f"{{*}}{name}" for name in names))):
            if self.holds(element):
                yield element

    def holds(self, element: Any) -> bool:
        """Whether an element is still in the part."""
        while (above := element.getparent()) is not None:
            element = above
        return element is self.root

    def inside(self, element: Any, name: str) -> Any:
        """The nearest element of Word's own with that name around this one; None when there is none."""
        return next((one for one in element.iterancestors() if element_name(one) == name), None)

    def made(self, name: str, /, **attributes: str) -> Any:
        """A new element of Word's own."""
        element = etree.Element(f"{self.namespace}{name}")
        for key, value in attributes.items():
            element.set(f"{self.namespace}{key}", value)
        return element

    def run(self, words: str) -> Any:
        """A new run of words."""
        run = self.made("r")
        text = self.made("t")
        text.text = words
        run.append(text)
        return run

    def mark(self, place: Any, message: str, *, lost: bool = True) -> None:
        """Say something at the place of an element."""
        name = f"_melding_{len(self.marks.remarks) + 1}"
        self.marks.remarks[name] = Remark(message, lost)
        # Between rows and cells mammoth reads nothing.
        while local_name(place) in ("tr", "tc") and place.getparent() is not None:
            place = place.getparent()
        place.addprevious(self.made("bookmarkStart", name=name))

    def label(self, paragraph: Any, text: str) -> None:
        """Keep the number that Word shows before a paragraph."""
        name = f"_nummer_{len(self.marks.labels) + 1}"
        self.marks.labels[name] = Label(text)
        self.put_first(paragraph, self.made("bookmarkStart", name=name))

    @staticmethod
    def put_first(paragraph: Any, element: Any) -> None:
        """Put an element before the words of a paragraph."""
        properties = child(paragraph, "pPr")
        if properties is None:
            paragraph.insert(0, element)
        else:
            properties.addnext(element)

    @staticmethod
    def unwrap(element: Any, children: Iterable[Any] | None = None) -> None:
        """Replace an element by its children, or by those given."""
        for one in list(element if children is None else children):
            element.addprevious(one)
        element.getparent().remove(element)

    def leave_out(self, element: Any, message: str) -> None:
        """Take an element out, and say so."""
        self.mark(element, message)
        self.take_out(element)

    def take_out(self, element: Any) -> None:
        """Take an element out of which something is said, or that says nothing of its own."""
        self.left_out.update(tokens(words_under(element)))
        element.getparent().remove(element)
