"""Whole numbers as people type them: digits, with a dot or a space between thousands.

Pure. What is not one for certain is an error that names it: a browser's own field for numbers hands over nothing at all
for “60 dagen”, and “1.000” would be read as one.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from sharing.core.exceptions import NotUnderstood

_SHOWN = 40
_PLAIN = re.compile(r"[+-]?[0-9]+")
_IN_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+|[+-]?[0-9]{1,3}(?: [0-9]{3})+")
_MOST_DIGITS = 19  # of what the database keeps


def read_whole_number(text: str) -> int:
    """The number that a text names. Raises NotUnderstood with a whole sentence in the language of the interface."""
    said = " ".join(unicodedata.normalize("NFKC", text).split()).replace("−", "-")
    if not (_PLAIN.fullmatch(said) or _IN_THOUSANDS.fullmatch(said)):
        raise NotUnderstood(
            _("“%(said)s” is geen heel getal. Typ alleen de cijfers, zoals 60 of 1.250.")
            % {"said": said[:_SHOWN]}
        )
    digits = said.replace(".", "").replace(" ", "")
    if len(digits.lstrip("+-0")) > _MOST_DIGITS:
        raise NotUnderstood(_("“%(said)s…” is een te groot getal.") % {"said": said[:_SHOWN]})
    return int(digits)


class InThousands:
    """A sentence of a field in which numbers stand as people write them: 32.767, not 32767.

    Where Django takes a message it fills the numbers in with ``%`` and nothing else, also in what a model refuses.
    """

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence

    def __mod__(self, numbers: Mapping[str, Any]) -> str:
        shown = {
            name: number_format(one, force_grouping=True) if isinstance(one, int) else one
            for name, one in numbers.items()
        }
        return str(self.sentence) % shown
