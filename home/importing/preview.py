"""What a text that was read would make of the draft: per section, and beside what is there now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from home.importing.operations import new_body
from home.importing.rules import Where
from home.models import StatementPage
from home.publication.rules import day_of_effect
from home.reading import Note, ReadStatement
from home.reading.model import Definitions, ItemList, Paragraph, Table
from home.recognition.words import Recognised, recognised_in
from home.text.anchors import fill_anchors
from home.text.blocks import SectionBodyBlock, body_of
from home.text.rendering import Section, render_sections

ADDED, CHANGED, SAME = "added", "changed", "same"


@dataclass(frozen=True, slots=True)
class PreviewSection:
    """A section as it would be; ``status`` is beside the draft, ``old_anchor`` whether links to it keep working."""

    section: Section
    status: str
    old_anchor: bool
    words: int
    paragraphs: int
    lists: int
    tables: int


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """A block of the draft that files cannot bring, by the name that editors know; ``where`` names a ``Where``."""

    label: str
    heading: str
    where: str


@dataclass(slots=True)
class Preview:
    """Everything the screen shows before somebody confirms."""

    title: str
    old_title: str
    sections: list[PreviewSection]
    removed: list[Section]
    kept: list[KeptBlock]
    proposals: list[Recognised] = field(default_factory=list)
    lost: list[Note] = field(default_factory=list)
    otherwise: list[Note] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many sections are added, changed and the same."""
        return Counter(one.status for one in self.sections)

    @property
    def words(self) -> int:
        return sum(one.words for one in self.sections)

    @property
    def homeless(self) -> list[KeptBlock]:
        """The blocks whose section is not in the file."""
        return [one for one in self.kept if one.where == Where.NOWHERE.name]


def preview_of(page: StatementPage, text: ReadStatement) -> Preview:
    """``page`` is the latest draft; blocks that files cannot bring are put back, as the screen proposes."""
    raw, kept = new_body(page, text, keep=True)
    body = body_of(raw)
    fill_anchors(body)
    on = day_of_effect(page.effective_from, at=timezone.now())
    old = {section.anchor: section for section in render_sections(page.body, on=on)}
    new = render_sections(body, on=on)
    return Preview(
        title=text.title or page.title,
        old_title=page.title,
        sections=[
            _section(one, old.get(one.anchor), blocks) for one, blocks in zip(new, _blocks(text), strict=True)
        ],
        removed=[section for anchor, section in old.items() if anchor not in {one.anchor for one in new}],
        kept=[KeptBlock(_label(one.block_type), one.heading, one.where.name) for one in kept],
        proposals=recognised_in(raw),
        lost=[note for note in text.notes if note.lost],
        otherwise=[note for note in text.notes if not note.lost],
    )


def _section(new: Section, old: Section | None, blocks: Counter[type]) -> PreviewSection:
    same = old is not None and (old.heading, old.html) == (new.heading, new.html)
    return PreviewSection(
        new,
        ADDED if old is None else SAME if same else CHANGED,
        old_anchor=old is not None,
        words=len(new.text.split()),
        paragraphs=blocks[Paragraph],
        lists=blocks[ItemList] + blocks[Definitions],
        tables=blocks[Table],
    )


def _blocks(text: ReadStatement) -> Sequence[Counter[type]]:
    return [Counter(type(block) for block in section.blocks) for section in text.sections]


def _label(block_type: str) -> str:
    block = SectionBodyBlock.base_blocks.get(block_type)
    return str(block.label) if block is not None else block_type
