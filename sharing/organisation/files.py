"""Logo and fonts of the organisation: checked by what is in them, kept under the hash of their content.

This is the only folder of uploaded files that readers see; everything else in the media folder is for staff.
"""

import hashlib
import os
import re
import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from lxml import etree
from lxml.etree import _Element
from PIL import Image, UnidentifiedImageError

FOLDER = "huisstijl"
MAX_LOGO = 250 * 1000  # bytes; the logo stands on every page
MAX_FONT = 500 * 1000
MOST_READ = 10 * 1000 * 1000  # bytes; what is larger is refused anyway
MAX_PIXELS = 4000  # of a side
HOUSE_FILE_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
_SVG = "http://www.w3.org/2000/svg"
_DRAWING_NAMES = """
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath image title
    desc metadata style linearGradient radialGradient stop clipPath mask pattern marker filter switch view
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
    feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence
"""
_DRAWING = frozenset(_DRAWING_NAMES.split())
# Notes that drawing programs leave behind; browsers do nothing with them.
_NOTES = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.serif.com/",
    "http://www.figma.com/",
)
_INSIDE = re.compile(r"#[^\s]*|data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=\s]*")
_URL = re.compile(r"url\s*\(\s*['\"]?(?!#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Font:
    """What is known of a font file."""

    is_variable: bool


@deconstructible
class HouseFiles(FileSystemStorage):
    """Files named after their content: ``<sha256>.<kind>``. The same content is the same file, kept once."""

    def __init__(self) -> None:
        super().__init__(base_url=f"/{FOLDER}/")

    @cached_property
    def base_location(self) -> str:  # asked late: tests move the media folder
        return os.path.join(settings.MEDIA_ROOT, FOLDER)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        content.seek(0)
        data = content.read()
        name = f"{hashlib.sha256(data).hexdigest()}.{kind_of(data)}"
        return name if self.exists(name) else super().save(name, ContentFile(data), max_length)


house_files = HouseFiles()


def kind_of(data: bytes) -> str:
    """What a file is by its first bytes: svg, png, webp or woff2; ``bin`` for anything else."""
    if data.startswith(b"wOF2"):
        return "woff2"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "svg" if b"<svg" in data[:4096] or b":svg" in data[:4096] else "bin"


def check_logo(data: bytes) -> None:
    """Raises ValidationError, in words for who uploads it, unless this is a drawing that is safe to show."""
    if len(data) > MAX_LOGO:
        raise _too_big(len(data), MAX_LOGO)
    kind = kind_of(data)
    if kind == "svg":
        _check_svg(data)
    elif kind in ("png", "webp"):
        _check_picture(data)
    else:
        raise ValidationError(_("Dit is geen SVG, PNG of WebP. Sla het logo op in een van die soorten."))


def check_font(data: bytes) -> Font:
    """The font in a file. Raises ValidationError unless it is a whole WOFF2 file.

    Layout: WOFF File Format 2.0, section 4 (https://www.w3.org/TR/WOFF2/#woff20Header).
    """
    if len(data) > MAX_FONT:
        raise _too_big(len(data), MAX_FONT)
    if kind_of(data) != "woff2":
        raise ValidationError(
            _(
                "Dit is geen WOFF2-lettertype. Vraag de maker van het lettertype om het bestand voor websites (.woff2)."
            )
        )
    if len(data) < 48 or struct.unpack(">I", data[8:12])[0] != len(data):
        raise ValidationError(_("Dit lettertype is niet compleet. Upload het bestand opnieuw."))
    return Font(is_variable="fvar" in _tables(data))


def _tables(data: bytes) -> set[str]:
    """The names of the tables that matter here: ``fvar`` (known tag 47), present in variable fonts only."""
    found, position = set(), 48
    try:
        for _table in range(struct.unpack(">H", data[12:14])[0]):
            flags = data[position]
            position += 1
            tag = flags & 0x3F
            if tag == 0x3F:
                name = data[position : position + 4]
                position += 4
            else:
                name = {47: b"fvar", 10: b"glyf", 11: b"loca"}.get(tag, b"")
            found.add(name.decode("latin-1"))
            position = _after_number(data, position)
            version = flags >> 6
            transformed = version == 0 if name in (b"glyf", b"loca") else version != 0
            if transformed:
                position = _after_number(data, position)
    except IndexError as error:
        raise ValidationError(_("Dit lettertype is beschadigd. Upload het bestand opnieuw.")) from error
    return found


def _after_number(data: bytes, position: int) -> int:
    """Past a UIntBase128: at most five bytes, the last without its highest bit."""
    for length in range(1, 6):
        if data[position + length - 1] < 0x80:
            return position + length
    raise IndexError


def _check_picture(data: bytes) -> None:
    try:
        with Image.open(BytesIO(data), formats=["PNG", "WEBP"]) as picture:
            width, height = picture.size
            frames = getattr(picture, "n_frames", 1)
            if max(width, height) <= MAX_PIXELS:
                picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("Deze afbeelding is beschadigd. Sla het logo opnieuw op.")) from error
    if max(width, height) > MAX_PIXELS:
        raise ValidationError(
            _(
                "Deze afbeelding is %(width)s bij %(height)s beeldpunten. Maak haar hoogstens %(most)s breed en hoog."
            )
            % {"width": width, "height": height, "most": MAX_PIXELS}
        )
    if frames > 1:
        raise ValidationError(_("Deze afbeelding beweegt. Kies een logo dat stilstaat."))


def _check_svg(data: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValidationError(_("Deze SVG is niet te lezen. Sla het logo opnieuw op.")) from error
    if root.tag != f"{{{_SVG}}}svg":
        raise ValidationError(_("Dit bestand is geen SVG-tekening. Sla het logo opnieuw op als SVG."))
    document = root.getroottree().docinfo
    declared: Any = document.internalDTD
    if declared is not None and list(declared.iterentities()):
        raise _unsafe(_("een eigen afkorting (entity)"))
    for node in (*root.itersiblings(preceding=True), *root.iter()):
        if isinstance(node, etree._ProcessingInstruction):
            raise _unsafe(_("een opdracht voor andere programma's (%(name)s)") % {"name": node.target})
        if isinstance(node.tag, str):
            _check_element(node)


def _check_element(element: _Element) -> None:
    name = etree.QName(element)
    if name.namespace != _SVG:
        if not (name.namespace or "").startswith(_NOTES):
            raise _unsafe(_("het onderdeel “%(name)s”") % {"name": name.localname})
        return
    if name.localname not in _DRAWING:
        raise _unsafe(_("het onderdeel “%(name)s”") % {"name": name.localname})
    if name.localname == "style":
        _check_style(element.text or "")
    for attribute, given in element.attrib.items():
        value = str(given)
        local = etree.QName(attribute).localname.lower()
        if local.startswith("on"):
            raise _unsafe(_("een script (%(name)s)") % {"name": local})
        if local in ("href", "src") and value.strip() and not _INSIDE.fullmatch(value.strip()):
            raise _unsafe(_("een verwijzing naar buiten (%(value)s)") % {"value": value.strip()[:60]})
        if "(" in value or local == "style":
            _check_style(value)


def _check_style(style: str) -> None:
    if "@import" in style.lower() or "\\" in style or _URL.search(style):
        raise _unsafe(_("een verwijzing naar buiten in de opmaak"))


def _unsafe(what: str) -> ValidationError:
    return ValidationError(
        _(
            "In deze SVG staat %(what)s, en dat laten wij niet toe op een openbare pagina. Sla het logo op als gewone "
            "SVG, zonder scripts en zonder verwijzingen naar andere bestanden, of gebruik PNG."
        )
        % {"what": what}
    )


def _too_big(size: int, most: int) -> ValidationError:
    return ValidationError(
        _("Dit bestand is %(size)s kB. Het mag hoogstens %(most)s kB zijn, zodat de pagina snel blijft.")
        % {"size": -(-size // 1000), "most": most // 1000}
    )


def uploaded(file: Any) -> bytes:
    """The content of a file that was uploaded just now; nothing for one that was checked and stored before."""
    if not file or file._committed:
        return b""
    file.seek(0)
    data: bytes = file.read(MOST_READ)
    file.seek(0)
    return data
