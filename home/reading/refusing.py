"""How large a text may be, and how one that cannot be read is refused."""

from django.utils.translation import gettext as _

from sharing.public import InputError, RefusedInput

MAX_TEXT = 5 * 1024 * 1024
MAX_WORD = 20 * 1024 * 1024
MAX_TITLE = 255
MAX_HEADING = 200


def error_in(message: str, *, line: int | None = None) -> InputError:
    """An error, with its line when lines are something people can count."""
    return InputError(message, place=_("regel %(line)s") % {"line": line} if line else "")


def refusal(message: str, *, line: int | None = None) -> RefusedInput:
    """A refusal for one reason."""
    return RefusedInput([error_in(message, line=line)])


def shortened(words: str, length: int = 60) -> str:
    """The beginning of a text on one line, to recognise it by."""
    words = " ".join(words.split())
    return words if len(words) <= length else f"{words[:length].rstrip()}…"
