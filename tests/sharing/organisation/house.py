"""Logos and fonts to upload in tests."""

import struct
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

LOGO = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
     xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 90 20" inkscape:version="1.3">
  <title>Werkpad</title>
  <style>.a { fill: #5a1f7a } .b { fill: url(#tint) }</style>
  <defs><linearGradient id="tint"><stop offset="0" stop-color="#5a1f7a"/></linearGradient></defs>
  <path id="p" d="M0 0h9v9z"/>
  <inkscape:guide position="1,1"/>
  <rect class="b" width="20" height="20" style="opacity: 0.9"/><use xlink:href="#p"/>
</svg>"""


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" {attributes}>{inside}</svg>'.encode()


def picture(kind: str = "PNG", size: tuple[int, int] = (120, 40), frames: int = 1) -> bytes:
    made = [Image.new("RGB", size, (90, 31 + number * 200, 122)) for number in range(frames)]
    file = BytesIO()
    extra = {"save_all": True, "append_images": made[1:]} if frames > 1 else {}
    made[0].save(file, kind, **extra)
    return file.getvalue()


def woff2(*, variable: bool = False) -> bytes:
    """The header and table directory of a WOFF2 file: glyf and loca (transformed), and fvar when variable."""
    directory = bytes([10, 0x8B, 0x70, 0x8A, 0x00]) + bytes([11, 0x40, 0x00])
    directory += bytes([63]) + b"Silf" + bytes([0x10])
    tables = 3
    if variable:
        directory += bytes([47, 0x60])
        tables += 1
    rest = directory + b"compressed"
    header = b"wOF2" + struct.pack(">II", 0x00010000, 48 + len(rest)) + struct.pack(">H", tables)
    return header.ljust(48, b"\0") + rest


def upload(data: bytes, name: str = "logo.svg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)
