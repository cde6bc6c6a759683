"""Every address the project answers, and an example of each, for the tests that loop over all of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern


@dataclass(frozen=True, slots=True)
class Route:
    """An address with its parameters still open, and the view behind it."""

    path: str
    name: str
    pattern: URLPattern

    @property
    def model(self) -> type | None:
        """The model a generic view works on, when it says so."""
        callback = self.pattern.callback
        given = getattr(callback, "view_initkwargs", {}) or {}
        cls = getattr(callback, "view_class", None)
        return given.get("model") or getattr(cls, "model", None)


def all_routes() -> list[Route]:
    """All routes in the order in which they are tried."""
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: list[Any], prefix: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Route]:
    for pattern in patterns:
        text = _readable(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(f"/{prefix}{text}", ":".join((*spaces, pattern.name or "")), pattern)
        else:
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from _walk(pattern.url_patterns, prefix + text, spaces + space)


def _readable(pattern: Any) -> str:
    """The pattern as a path with <parameters>, without the anchors of a regular expression."""
    text = str(pattern)
    if not isinstance(pattern, RegexPattern):
        return text
    text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", text)
    return text.removeprefix("^").removesuffix("$").replace("\\.", ".")


def parameters(path: str) -> list[str]:
    """Names of the open parameters of a path."""
    return re.findall(r"<(?:\w+:)?(\w+)>", path)


def fill(path: str, values: dict[str, Any]) -> str:
    """The path with its parameters filled in."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), path)
