"""What the rules say of an entry by hand, line by line as the form has them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from sharing.core.exceptions import InputError
from sharing.disclosures.models import Disclosure
from sharing.entry.asking import Answer
from sharing.entry.forms import EntryForm


class Said(NamedTuple):
    """What is said of some lines of the form alike: which ones ("" when there is one), findings, what may be double."""

    lines: str
    findings: tuple[Any, ...]
    agreement: str
    doubts: tuple[str, ...]
    doubles: tuple[Disclosure, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether a rule forbids it."""
        return any(finding.blocks for finding in self.findings)


def said_of(
    form: EntryForm, answers: Sequence[Answer], doubles: Sequence[Sequence[Disclosure]] = ()
) -> list[Said]:
    """What is said per group of lines that are alike, in the order of the form."""
    groups: dict[Any, list[int]] = {}
    for place, (number, _text) in enumerate(form.lines):
        double = tuple(doubles[place]) if doubles else ()
        groups.setdefault((answers[place], double), []).append(number)
    alone = len(form.lines) == 1
    return [
        Said(
            "" if alone else ", ".join(map(str, numbers)),
            answer.findings,
            answer.agreement,
            answer.doubts,
            double,
        )
        for (answer, double), numbers in groups.items()
    ]


def by_line(form: EntryForm, errors: Sequence[InputError]) -> list[InputError]:
    """Errors of entries: what all have in common once, what one line has with the number of that line."""
    alone = len(form.lines) == 1
    found: dict[tuple[str, str], InputError] = {}
    for error in errors:
        of_line = not alone and error.field == "dossier" and error.index is not None
        message = error.message
        if of_line and error.index is not None:
            message = _("Regel %(line)d: %(error)s") % {"line": form.lines[error.index][0], "error": message}
        found.setdefault((error.field, message), InputError(message, error.field, error.code))
    return list(found.values())
