"""What an operation may raise: a refusal with sentences for people, never a stack trace.

Every refusal carries its code as a value, so that nobody has to look for words in a sentence. Which status the API
answers with stands in ``sharing.api.routes``, for each class by name.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

# Whoever made more errors than this made them in the same way; listing them all would cost memory and help nobody.
MOST_LISTED = 1_000


class NotUnderstood(ValueError):
    """A text that is not what it should be; the message is a Dutch sentence, ``code`` a stable word for machines."""

    def __init__(self, message: str, code: str = "invalid"):
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class InputError:
    """One thing that is wrong in the input.

    ``place`` says where a person finds it (sheet, row, column or index), ``field`` the column or JSON name,
    ``code`` a stable word for machines, ``message`` a Dutch sentence with the value and the remedy.
    """

    message: str
    field: str = ""
    code: str = "invalid"
    place: str = ""
    index: int | None = None

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.place, self.field) if part)
        return f"{where}: {self.message}" if where else self.message


class InputErrors:
    """Input errors as they are found: the first ``MOST_LISTED`` are kept, of the others only how many there are.

    ``codes`` are those of all of them.
    """

    def __init__(self, errors: Iterable[InputError] = ()) -> None:
        self.listed: list[InputError] = []
        self.total = 0
        self.codes: set[str] = set()
        for error in errors:
            self.append(error)

    def append(self, error: InputError) -> None:
        """Add an error."""
        self.codes.add(error.code)
        self.total += 1
        if len(self.listed) < MOST_LISTED:
            self.listed.append(error)

    def refuse(
        self, message: str, field: str = "", code: str = "invalid", place: str = "", index: int | None = None
    ) -> None:
        """Add an error by its parts; when no more are listed, nothing is made of them."""
        if len(self.listed) < MOST_LISTED:
            self.append(InputError(message, field, code, place, index))
        else:
            self.codes.add(code)
            self.total += 1

    def add_all(self, others: "InputErrors", *, key: Callable[[InputError], int]) -> None:
        """Add others in an order of their own, and how many of them were not kept."""
        for error in sorted(others.listed, key=key):
            self.append(error)
        self.codes |= others.codes
        self.total += others.total - len(others.listed)

    def __iter__(self) -> Iterator[InputError]:
        return iter(self.listed)

    def __len__(self) -> int:
        return self.total


def counted(number: int) -> str:
    """How many errors there are, in words for people."""
    return "1 fout" if number == 1 else f"{number:,} fouten".replace(",", ".")


class Refused(Exception):
    """The operation was refused and nothing was stored; the message is a Dutch sentence for people."""

    code = "refused"

    @property
    def errors(self) -> list[InputError]:
        """What is wrong, one by one."""
        return [InputError(str(self), code=self.code)]

    @property
    def total(self) -> int:
        """How many errors there are, also those that are not listed."""
        return len(self.errors)


class ChangedMeanwhile(Refused):
    """What was seen or referred to was changed by somebody else; nothing was stored. Trying again helps."""

    code = "changed-meanwhile"


class RefusedInput(Refused):
    """Input that cannot be understood: every error is named, up to ``MOST_LISTED``, and nothing was stored."""

    code = "input-refused"

    def __init__(self, errors: Iterable[InputError]) -> None:
        self._errors = errors if isinstance(errors, InputErrors) else InputErrors(errors)
        more = self.total - len(self.errors)
        lines = [*map(str, self.errors), *([f"En nog {counted(more)}."] if more else [])]
        super().__init__("\n".join(lines))

    @property
    def errors(self) -> list[InputError]:
        """The errors, in the order in which they were found; of more than ``MOST_LISTED`` the first."""
        return self._errors.listed

    @property
    def total(self) -> int:
        return self._errors.total


class RecordedBefore(RefusedInput):
    """The only thing wrong: this was recorded before, and then it said something else.

    ``code`` is that of its first error, such as ``external-id-used``.
    """

    def __init__(self, errors: Iterable[InputError]) -> None:
        super().__init__(errors)
        self.code = self.errors[0].code
