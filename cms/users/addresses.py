"""Where a request comes from, also behind a proxy: the address that a trusted proxy says, never what a visitor says."""

import ipaddress
from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

UNIX = "unix"
_IPV6_HOME = 64  # what one household or office gets: whoever has one address of it has them all

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Addresses and networks (``10.0.0.0/8``); ``unix`` (a socket on this machine) is left out. Raises ValueError."""
    return tuple(ipaddress.ip_network(text.strip(), strict=False) for text in texts if text.strip() != UNIX)


@lru_cache(maxsize=8)
def _trusted(texts: tuple[str, ...]) -> tuple[Network, ...]:
    return networks(texts)


def visitor_address(request: HttpRequest | None) -> str:
    """The visitor's address; empty when it is not known.

    ``X-Forwarded-For`` counts only as far as trusted proxies wrote it: read from its end, the first address that is not
    of a trusted proxy is the visitor's. What stands before it may have been made up.
    """
    if request is None:
        return ""
    address: str = request.META.get("REMOTE_ADDR", "")
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while hops and _is_proxy(address):
        hop = hops.pop().strip()
        if not _is_address(hop):
            break
        address = hop
    return address


def through_unknown_proxy(request: HttpRequest | None) -> bool:
    """Whether a proxy that the settings do not name seems to stand in between: then all visitors are one address."""
    if request is None or "HTTP_X_FORWARDED_FOR" not in request.META:
        return False
    return not _is_proxy(request.META.get("REMOTE_ADDR", ""))


def place_of(address: str) -> str:
    """What counts as one place: an IPv4 address, or the network that a household has of IPv6."""
    if not _is_address(address):
        return address
    found = ipaddress.ip_address(address)
    if found.version == 4:
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network(f"{address}/{_IPV6_HOME}", strict=False))


def _is_proxy(address: str) -> bool:
    texts = tuple(settings.TRUSTED_PROXIES)
    if not address:
        return UNIX in texts
    return _is_address(address) and any(ipaddress.ip_address(address) in one for one in _trusted(texts))


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
