"""What is known of a whole file, and of the words around a place, while its elements are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from home.reading.css import Declarations, Styles, slant_of, weight_of
from home.reading.links import Links
from home.reading.model import Block
from home.reading.parts import Label, Remark


@dataclass(slots=True)
class Footnote:
    """A note of the file, and what is said of it."""

    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Context:
    """What is known of the whole file while its elements are read."""

    links: Links = field(default_factory=Links)
    targets: frozenset[str] = frozenset()  # the names that links in the file lead to
    remarks: Mapping[str, Remark] = field(default_factory=dict)  # by the name of the place they are about
    labels: Mapping[str, Label] = field(default_factory=dict)  # likewise: numbers of items and headings
    footnotes: dict[str, Footnote] = field(default_factory=dict)  # by name; each is placed once
    styles: Styles = field(default_factory=Styles)
    leave_out: Callable[[_Element, Declarations], str] = lambda _element, _declared: (
        ""
    )  # why it is not in the text


@dataclass(frozen=True, slots=True)
class Format:
    """The format that the elements around some words give them."""

    bold: bool = False
    italic: bool = False
    href: str = ""
    lines: bool = False  # line ends count
    heading: bool = False
    font: str = ""

    def declared(self, declared: Declarations) -> "Format":
        """The format within an element of which its styles declare something."""
        bold, italic = weight_of(declared), slant_of(declared)
        return replace(
            self,
            bold=self.bold if bold is None else bold,
            italic=self.italic if italic is None else italic,
            font=declared.get("font-family", self.font).partition(",")[0],
        )
