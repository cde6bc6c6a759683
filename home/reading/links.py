"""Which links of a file may be shown to readers, and where they lead."""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

_WEB = ("http", "https")
_DIRECT = ("mailto", "tel")


@dataclass(frozen=True, slots=True)
class Links:
    """Where the file came from: the address its relative links start from, and its own (both may be empty)."""

    base: str = ""
    page: str = ""

    def address(self, href: str) -> str:
        """The address to link to (``#id`` within the file); empty when readers may not be sent there."""
        # Browsers ignore these marks inside an address, which hides "java\nscript:" from a naive check.
        href = "".join(mark for mark in href if mark > "\x20" or mark == " ").strip()
        if href.startswith("#"):
            return _fragment(href)
        address = _absolute(href) or (self.base and _absolute(_joined(self.base, href))) or ""
        start, fragment = urldefrag(address) if address else ("", "")
        if fragment and self.page and start.rstrip("/") == self.page.rstrip("/"):
            return _fragment(f"#{fragment}")
        return address


def web_address(text: str) -> str:
    """The text when it is the address of a page, else nothing."""
    address = _absolute(text.strip())
    return address if address.startswith("http") else ""


def _fragment(href: str) -> str:
    return f"#{unquote(href[1:])}" if len(href) > 1 else ""


def _absolute(href: str) -> str:
    try:
        parts = urlsplit(href)
        scheme, host = parts.scheme.lower(), parts.hostname
    except ValueError:
        return ""
    if scheme in _WEB and host:
        return quote(href, safe="%/:=&?~#+!$,;'@()*[]")
    if scheme in _DIRECT and parts.path:
        return f"{scheme}:{href[len(scheme) + 1 :].strip()}"
    if not scheme and host and href.startswith("//"):
        return _absolute(f"https:{href}")
    return ""


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return ""
