"""Whether a file is an Office document (ECMA-376) that can be opened safely: asked before anything in it is read.

Such a file is a zip archive of XML. A hostile one of some kilobytes can unpack to many gigabytes.
"""

import zipfile
import zlib
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO
from xml.parsers import expat

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Small parts may compress well without being a danger.
_RATIO_MATTERS_FROM = 10 * 1024 * 1024
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)


class Fault(Enum):
    """Why a file is not opened."""

    EMPTY = auto()
    TOO_LARGE = auto()
    ENCRYPTED = auto()
    OLD_FORMAT = auto()
    DAMAGED = auto()  # or no archive at all
    TOO_MANY_PARTS = auto()
    UNPACKS_TOO_LARGE = auto()
    TOO_MUCH_XML = auto()
    OPEN_DOCUMENT = auto()
    MACROS = auto()
    TEMPLATE = auto()
    OTHER_KIND = auto()
    XML_DEFINITIONS = auto()


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, in bytes: as handed in, unpacked, and its XML, which takes memory to read."""

    file: int
    unpacked: int
    xml: int
    parts: int = 1_000
    ratio: int = 200


def fault_of(source: BinaryIO, *, main_type: bytes, limits: Limits) -> Fault | None:
    """What keeps the file from being opened, or None; ``main_type`` is part of its main content type."""
    size = source.seek(0, 2)
    source.seek(0)
    start = source.read(8)
    if not size:
        return Fault.EMPTY
    if size > limits.file:
        return Fault.TOO_LARGE
    if start == _OLE:
        return _fault_of_ole(source)
    source.seek(0)
    try:
        with zipfile.ZipFile(source) as archive:
            return _fault_of_zip(archive, main_type, limits)
    except _BROKEN:
        return Fault.DAMAGED
    finally:
        source.seek(0)


def _fault_of_ole(source: BinaryIO) -> Fault:
    """The old container holds documents of before 2007, and new ones that are protected with a password."""
    wanted = "EncryptedPackage".encode("utf-16-le")
    source.seek(0)
    before = b""
    while block := source.read(1 << 20):
        if wanted in before + block:
            return Fault.ENCRYPTED
        before = block[-len(wanted) :]
    return Fault.OLD_FORMAT


def _fault_of_zip(archive: zipfile.ZipFile, main_type: bytes, limits: Limits) -> Fault | None:
    entries = archive.infolist()
    if len(entries) > limits.parts:
        return Fault.TOO_MANY_PARTS
    if any(entry.flag_bits & 1 for entry in entries):
        return Fault.ENCRYPTED
    suspicious = any(
        entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > limits.ratio * max(entry.compress_size, 1)
        for entry in entries
    )
    if suspicious or sum(entry.file_size for entry in entries) > limits.unpacked:
        return Fault.UNPACKS_TOO_LARGE
    texts = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    if sum(entry.file_size for entry in texts) > limits.xml:
        return Fault.TOO_MUCH_XML
    return _fault_of_contents(archive, {entry.filename for entry in entries}, main_type)


def _fault_of_contents(archive: zipfile.ZipFile, names: set[str], main_type: bytes) -> Fault | None:
    if "mimetype" in names and archive.read("mimetype")[:60].startswith(b"application/vnd.oasis"):
        return Fault.OPEN_DOCUMENT
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        return Fault.MACROS
    if (
        main_type.replace(b"document.main", b"template.main").replace(b"sheet.main", b"template.main")
        in types
    ):
        return Fault.TEMPLATE
    if main_type not in types:
        return Fault.OTHER_KIND
    if any(_has_document_type(archive, name) for name in names if name.lower().endswith((".xml", ".rels"))):
        return Fault.XML_DEFINITIONS
    return None


def _has_document_type(archive: zipfile.ZipFile, name: str) -> bool:
    """A DTD defines entities, which may multiply themselves; it stands before the first element."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append("doctype")
    parser.StartElementHandler = lambda *_: found.append("element")
    with archive.open(name) as part:
        while not found and (block := part.read(1 << 16)):
            try:
                parser.Parse(block, False)
            except expat.ExpatError:  # whoever reads this part will say so
                break
    return found[:1] == ["doctype"]
