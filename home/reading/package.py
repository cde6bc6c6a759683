"""A Word file as a package of parts: read within bounds, and written again for mammoth without pictures."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _
from lxml import etree
from lxml.etree import _Element

from home.reading.model import Note
from home.reading.parts import Remark
from home.reading.refusing import shortened
from home.reading.worddocument import Document, element_name, words_under
from home.reading.wordstyles import attribute, paragraph_styles

_LETTERS = re.compile(r"[^\W\d_]")
# A small file can hold many empty elements, and each takes memory to read. 200 busy pages have 300,000 at most.
MAX_TAGS = 400_000


class DamagedPackage(Exception):
    """The file is not what a Word file should be."""


class TooManyElements(Exception):
    """The file would take too much memory to read."""


@dataclass(slots=True)
class Package:
    """``content`` is the file for mammoth, without pictures; ``words`` every word that should come through."""

    content: bytes
    words: str
    remarks: dict[str, Remark]
    notes: list[Note] = field(default_factory=list)


def open_package(source: BinaryIO) -> Package:
    """Raises DamagedPackage or TooManyElements."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith((".xml", ".rels"))]
            parts = {name: archive.read(name) for name in names}
        if sum(part.count(b"<") for part in parts.values()) > MAX_TAGS:
            raise TooManyElements
        return _package_of(parts)
    except (
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        KeyError,
    ) as error:
        raise DamagedPackage from error


def _package_of(parts: dict[str, bytes]) -> Package:
    types = {
        one.get("PartName", "").lstrip("/"): one.get("ContentType", "")
        for one in _parse(parts["[Content_Types].xml"])
    }
    main = next((name for name, kind in types.items() if "document.main+xml" in kind and name in parts), "")
    if not main:
        raise DamagedPackage

    def texts(kind: str) -> list[str]:
        found = [name for name, one in types.items() if one.endswith(f"{kind}+xml") and name in parts]
        return [words_under(_parse(parts[name])) for name in found]

    folder = main.rpartition("/")[0]
    styles = parts.get(f"{folder}/styles.xml")
    root = _parse(parts[main])
    document = Document(
        root,
        paragraph_styles(_parse(styles)) if styles else {},
        _comments(_parse(parts[f"{folder}/comments.xml"])) if f"{folder}/comments.xml" in parts else {},
    )
    document.prepare()
    words = words_under(root)
    parts[main] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    around = dict.fromkeys(filter(_LETTERS.search, [*texts("header"), *texts("footer")]))
    message = _("“%(words)s” staat boven of onder elke bladzijde en is weggelaten.")
    notes = [Note(_("kop- en voetteksten"), message % {"words": shortened(one)}) for one in around]
    return Package(content.getvalue(), words, document.remarks, notes)


def _parse(part: bytes) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(part, parser)


def _comments(root: _Element) -> dict[str, str]:
    return {attribute(one, "id"): words_under(one) for one in root if element_name(one) == "comment"}
