"""A Word file as a package of parts (ECMA-376 part 2): read within bounds, as Word finds them, by their relations."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from lxml import etree
from lxml.etree import _Element

from home.reading.wordstyles import local_name

# A small file can hold many empty elements, and each takes memory to read. 200 busy pages have 300,000 at most.
MAX_TAGS = 400_000
_READ = re.compile(r".*\.(?:xml|rels)", re.IGNORECASE)


class DamagedPackage(Exception):
    """The file is not what a Word file should be."""


class TooManyElements(Exception):
    """The file would take too much memory to read."""


@dataclass(slots=True)
class Parts:
    """The parts of a file by name, in lower case; ``main`` is the name of the one with the text."""

    contents: dict[str, bytes]
    main: str = ""
    _relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def relations(self, name: str) -> list[tuple[str, str, str]]:
        """What a part refers to: identifier, kind (the last word of its type) and target as written."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            part = self.contents.get(posixpath.join(folder, "_rels", f"{base}.rels"))
            self._relations[name] = [
                (one.get("Id", ""), one.get("Type", "").rpartition("/")[2], one.get("Target", ""))
                for one in (parsed(part) if part else ())
                if local_name(one) == "Relationship"
            ]
        return self._relations[name]

    def related(self, kind: str) -> Iterator[str]:
        """The names of the parts of that kind that the main part refers to, or that stand where they usually do."""
        folder = posixpath.dirname(self.main)
        names = [_target(folder, target) for _id, one, target in self.relations(self.main) if one == kind]
        usual = re.compile(rf"{re.escape(posixpath.join(folder, kind))}\d*\.xml")
        yield from dict.fromkeys(
            name for name in [*names, *filter(usual.fullmatch, self.contents)] if name in self.contents
        )

    def tree(self, kind: str) -> _Element | None:
        """The first part of that kind."""
        name = next(self.related(kind), None)
        return None if name is None else parsed(self.contents[name])


def open_parts(source: BinaryIO) -> Parts:
    """Raises DamagedPackage or TooManyElements."""
    try:
        with zipfile.ZipFile(source) as archive:
            contents = {
                name.replace("\\", "/").lstrip("/").lower(): archive.read(name)
                for name in archive.namelist()
                if _READ.fullmatch(name)
            }
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError, KeyError) as error:
        raise DamagedPackage from error
    if sum(part.count(b"<") for part in contents.values()) > MAX_TAGS:
        raise TooManyElements
    parts = Parts(contents)
    parts.main = _main_of(parts)
    return parts


def parsed(part: bytes) -> Any:
    """A part as a tree. Raises DamagedPackage when it is no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedPackage from error


def _main_of(parts: Parts) -> str:
    """The part that the package calls its document, else the one that has the kind of one."""
    names = [_target("", target) for _id, kind, target in parts.relations("") if kind == "officeDocument"]
    types = parts.contents.get("[content_types].xml")
    names += [
        one.get("PartName", "").lstrip("/").lower()
        for one in (parsed(types) if types else ())
        if "document.main+xml" in one.get("ContentType", "")
    ]
    for name in [*names, "word/document.xml"]:
        if name in parts.contents:
            return name
    raise DamagedPackage


def _target(folder: str, target: str) -> str:
    """The name of the part that a relation leads to."""
    target = target.replace("\\", "/").lower()
    joined = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(joined).lstrip("/")
