"""A Word file made ready for mammoth: written anew with the parts it needs, under the names it knows."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from home.reading.model import Note
from home.reading.package import DamagedPackage, Parts, open_parts, parsed
from home.reading.parts import Label, Remark
from home.reading.refusing import shortened
from home.reading.worddocument import Described, Document, Marks, element_name, tokens, words_under
from home.reading.worddrawings import choose_ways, place_drawings
from home.reading.wordfields import settle_fields
from home.reading.wordlists import BULLETS, NUMBERS, settle_paragraphs
from home.reading.wordnumbering import LEVELS, Numbering, numbering_of
from home.reading.wordruns import settle_references, settle_runs
from home.reading.wordstyles import Styles, attribute, styles_of
from home.reading.wordtracked import accept_changes

_LETTERS = re.compile(r"[^\W\d_]")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOTES = ("footnote", "endnote")


class OnlyAnotherFile(Exception):
    """The text is not in the document but in a file that was put in it."""


@dataclass(slots=True)
class Package:
    """``content`` is the file for mammoth; ``words`` how often each word should come through."""

    content: bytes
    words: Counter[str]
    remarks: dict[str, Remark]
    labels: dict[str, Label]
    notes: list[Note] = field(default_factory=list)


def open_package(source: BinaryIO) -> Package:
    """Raises DamagedPackage, OnlyAnotherFile or TooManyElements."""
    parts = open_parts(source)
    root = parsed(parts.contents[parts.main])
    if element_name(root) != "document":
        raise DamagedPackage
    if not words_under(root) and next(root.iter("{*}altChunk"), None) is not None:
        raise OnlyAnotherFile
    described, marks = _described(parts), Marks()
    words = Counter[str]()

    def prepare(root: Any, name: str) -> Any:
        described.relations = frozenset(identifier for identifier, _kind, _to in parts.relations(name))
        document = Document(root, described, marks)
        accept_changes(document)
        choose_ways(document)
        there, document.left_out = Counter(tokens(words_under(root))), Counter()
        _prepare(document)
        words.update(there - document.left_out)
        return root

    made = {"document": prepare(root, parts.main)}
    for kind in _NOTES:
        referred = {attribute(one, "id") for one in made["document"].iter(f"{{*}}{kind}Reference")}
        if name := next(parts.related(f"{kind}s"), None):
            notes = parsed(parts.contents[name])
            for note in [one for one in notes if attribute(one, "id") not in referred]:
                notes.remove(note)
            made[f"{kind}s"] = prepare(notes, name)
    return Package(_written(made, parts), words, marks.remarks, marks.labels, _around(parts))


def _described(parts: Parts) -> Described:
    tree = parts.tree("styles")
    styles = Styles() if tree is None else styles_of(tree)
    tree = parts.tree("numbering")
    numbering = Numbering() if tree is None else numbering_of(tree, styles)
    comments = parts.tree("comments")
    trees = {kind: parts.tree(f"{kind}s") for kind in _NOTES}
    notes = [
        (kind, attribute(one, "id"))
        for kind, tree in trees.items()
        for one in (() if tree is None else tree)
        if element_name(one) == kind and "eparator" not in attribute(one, "type") and attribute(one, "id")
    ]
    return Described(
        styles,
        numbering,
        {} if comments is None else {attribute(one, "id"): words_under(one) for one in comments},
        frozenset(notes),
    )


def _prepare(document: Document) -> None:
    settle_fields(document)
    place_drawings(document)
    settle_references(document)
    settle_runs(document)
    settle_paragraphs(document)


def _written(made: dict[str, Any], parts: Parts) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="d" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/numbering.xml", _lists())
        for kind, root in made.items():
            name = parts.main if kind == "document" else next(parts.related(kind))
            archive.writestr(f"word/{kind}.xml", etree.tostring(root, encoding="utf-8", xml_declaration=True))
            archive.writestr(f"word/_rels/{kind}.xml.rels", _addresses(parts, name))
    return content.getvalue()


def _addresses(parts: Parts, name: str) -> bytes:
    relations = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for identifier, kind, target in parts.relations(name):
        if kind == "hyperlink":
            one = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
            for key, value in (("Id", identifier), ("Type", f"{_OFFICE}/hyperlink"), ("Target", target)):
                one.set(key, value)
    made: bytes = etree.tostring(relations)
    return made


def _lists() -> str:
    """The two lists of ours: bullets and numbers."""
    kinds = {BULLETS: "bullet", NUMBERS: "decimal"}
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(LEVELS))
        + "</w:abstractNum>"
        for number, kind in kinds.items()
    )
    numbers = "".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in kinds)
    return f'<w:numbering xmlns:w="{_W}">{abstracts}{numbers}</w:numbering>'


def _around(parts: Parts) -> list[Note]:
    """What stands above or below every page."""
    names = dict.fromkeys([*parts.related("header"), *parts.related("footer")])
    texts = dict.fromkeys(
        filter(_LETTERS.search, (words_under(parsed(parts.contents[one])) for one in names))
    )
    message = _("“%(words)s” staat boven of onder elke bladzijde en is weggelaten.")
    return [Note(_("kop- en voetteksten"), message % {"words": shortened(one)}) for one in texts]
