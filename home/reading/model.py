"""What a file of a statement holds, the same for every kind of file."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one format; ``\\n`` is a line break, ``href`` an address that may be shown, or ``#id``."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


Inline = tuple[Span, ...]


def plain(text: str) -> Inline:
    """Words without any format."""
    return (Span(text),) if text else ()


def words_of(content: Inline) -> str:
    """The words without their format."""
    return "".join(span.text for span in content)


@dataclass(slots=True)
class Paragraph:
    content: Inline


@dataclass(slots=True)
class ListItem:
    """One item with its sub-lists; ``label`` is the number it had in the file, as far as that is known."""

    content: Inline
    lists: list["ItemList"] = field(default_factory=list)
    label: str = ""


@dataclass(slots=True)
class ItemList:
    items: list[ListItem] = field(default_factory=list)
    ordered: bool = False


@dataclass(slots=True)
class Definitions:
    """Terms, each with what it means."""

    entries: list[tuple[str, Inline]]


@dataclass(slots=True)
class Table:
    """Rows of equal length; which cells are headings."""

    rows: list[list[str]]
    first_row_is_header: bool = False
    first_column_is_header: bool = False
    caption: str = ""


Block = Paragraph | ItemList | Definitions | Table


@dataclass(frozen=True, slots=True)
class Note:
    """Something that could not be placed as it was: where, and what happened and what to do, in Dutch.

    ``lost`` when it is not in the text at all; otherwise it is there in another form.
    """

    place: str
    message: str
    lost: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


@dataclass(slots=True)
class ReadSection:
    """A section as read; ``number`` is None for the opening text. Blocks in reading order.

    ``targets`` are the places in it that links in the file lead to.
    """

    number: int | None
    heading: str
    blocks: list[Block] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)


@dataclass(slots=True)
class ReadStatement:
    """What a file holds; ``title`` is empty when the file gives none."""

    title: str
    sections: list[ReadSection]
    notes: list[Note] = field(default_factory=list)
