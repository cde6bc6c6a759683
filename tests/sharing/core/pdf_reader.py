"""Enough of a PDF reader for tests: the text as it is drawn, the tags, the bookmarks. No tool of the machine needed."""

import re
import zlib
from collections import Counter

# Parentheses that balance stand unescaped in a string.
LITERAL = rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)"
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Pdf:
    def __init__(self, data: bytes):
        self.data = data
        found = re.finditer(rb"(\d+) 0 obj\s(.*?)\sendobj", data, re.DOTALL)
        self.objects = {int(match[1]): match[2] for match in found}

    def one(self, wanted: bytes) -> bytes:
        """The object that holds these bytes."""
        return next(body for body in self.objects.values() if wanted in body)

    def stream(self, number: int) -> bytes:
        body = self.objects[number]
        # By its length: the last byte of compressed data may be a line end too.
        start, length = re.search(rb"stream\r?\n", body).end(), int(re.search(rb"/Length (\d+)", body)[1])
        data = body[start : start + length]
        return zlib.decompress(data) if b"FlateDecode" in body else data

    @property
    def metadata(self) -> str:
        return self.stream(int(re.search(rb"/Metadata (\d+) 0 R", self.one(b"/Type/Catalog"))[1])).decode()

    @property
    def tags(self) -> Counter:
        """How often each structure type occurs."""
        return Counter(
            match[1].decode()
            for body in self.objects.values()
            if b"/StructElem" in body
            for match in [re.search(rb"/S/([A-Za-z0-9]+)", body)]
            if match
        )

    @property
    def pages(self) -> list[bytes]:
        return [body for body in self.objects.values() if re.match(rb"<</Type/Page/", body)]

    @property
    def text(self) -> str:
        return "\n".join(self._page(page) for page in self.pages)

    def _page(self, page: bytes) -> str:
        resources = self.objects[int(re.search(rb"/Resources (\d+) 0 R", page)[1])]
        fonts = re.search(rb"/Font<<(.*?)>>", resources, re.DOTALL)
        maps = {
            name: self._letters(int(number))
            for name, number in re.findall(rb"/(\w+) (\d+) 0 R", fonts[1] if fonts else b"")
        }
        content = self.stream(int(re.search(rb"/Contents (\d+) 0 R", page)[1]))
        words, letters = [], {}
        tokens = rb"/(\w+) [\d.]+ Tf|(" + LITERAL + rb")|<([0-9A-Fa-f]+)>|\b(ET)\b"
        for font, string, hexadecimal, end in re.findall(tokens, content, re.DOTALL):
            if font:
                letters = maps[font]
            elif string or hexadecimal:
                codes = plain(string[1:-1]) if string else bytes.fromhex(hexadecimal.decode())
                words += [letters.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
            elif end:
                words.append("\N{ZERO WIDTH SPACE}")
        return "".join(words)

    def _letters(self, font: int) -> dict[bytes, str]:
        table = self.stream(int(re.search(rb"/ToUnicode (\d+) 0 R", self.objects[font])[1])).decode()
        return {
            bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be")
            for code, text in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
        }


def plain(literal: bytes) -> bytes:
    def character(match: re.Match) -> bytes:
        escaped = match[1]
        return bytes([int(escaped, 8)]) if escaped.isdigit() else _ESCAPES.get(escaped, escaped)

    return re.sub(rb"\\([0-7]{1,3}|.)", character, literal, flags=re.DOTALL)


def squeezed(text: str) -> str:
    """Without white space and soft hyphens: where lines end is not part of the text."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)
