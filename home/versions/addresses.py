"""Where readers find a text and its versions: the statement at its own addresses, a plain page under its slug."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

# First steps of longer addresses of this site: no route says that they are taken.
RESERVED = frozenset({"agenda", "api", "documenten", "huisstijl", "media", "static"})
TEXT, TEXT_IN_ENGLISH = "statement", "statement-en"  # the address at which the version in force is


@dataclass(frozen=True, slots=True)
class Addresses:
    """Of the statement, or with ``slug`` of that plain page; by the name of the route of the statement.

    ``english`` is the slug of its translation, which the names with ``-en`` in them take.
    """

    slug: str = ""
    english: str = ""

    def path(self, name: str, *args: Any) -> str:
        """``/cookieverklaring/versies/2/`` for ``path("version", 2)``."""
        if not self.slug:
            return reverse(f"home:{name}", args=args)
        route = name.replace(TEXT, "plain") if name.startswith(TEXT) else f"plain-{name}"
        slug = self.english if "-en" in name else self.slug
        return reverse(f"home:{route}", args=[slug, *args])

    def whole(self, name: str, *args: Any) -> str:
        """The same under the name that this installation was given."""
        return f"{settings.BASE_URL}{self.path(name, *args)}"


STATEMENT = Addresses()


def is_slug(text: str) -> bool:
    """Whether this may be one step of an address."""
    return re.fullmatch(r"[-a-zA-Z0-9_]+", text) is not None
