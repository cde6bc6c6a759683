"""What a dossier for the regulator consists of: files, and where those come from that others know of. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sharing.core.xlsx import Output

# The hook under which others say what they add, such as the statement's versions: each is a ``Source``.
PARTS = "regulator_dossier_parts"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the dossier: its path, what it is in a sentence, and ``write``, called with the stream it goes to.

    ``missing`` says why there is no content; then the manifest tells it and no file is written. ``registered`` is the
    SHA-256 that the register has of it, where it has one.
    """

    path: str
    about: str
    write: Callable[[Output], object] | None = None
    missing: str = ""
    registered: str = ""


def whole(path: str, about: str, data: bytes) -> Part:
    """A file of which the content is there already."""
    return Part(path, about, lambda out: out.write(data))


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which day a dossier is. ``moment``: its end, or None for today, when all is told as it is; ``at``: now.

    ``shows`` are the permissions with which it is made.
    """

    day: date
    moment: datetime | None
    at: datetime
    shows: frozenset[str] = frozenset()


Source = Callable[[Asked], Iterable[Part]]
