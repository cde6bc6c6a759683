"""What an operation may raise: a refusal with sentences for people, never a stack trace.

Every refusal carries its code as a value, so that nobody has to look for words in a sentence. Which status the API
answers with stands in ``sharing.api.routes``, for each class by name.
"""

from dataclasses import dataclass


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


class Refused(Exception):
    """The operation was refused and nothing was stored; the message is a Dutch sentence for people."""

    code = "refused"

    @property
    def errors(self) -> list[InputError]:
        """What is wrong, one by one."""
        return [InputError(str(self), code=self.code)]


class ChangedMeanwhile(Refused):
    """What was seen or referred to was changed by somebody else; nothing was stored. Trying again helps."""

    code = "changed-meanwhile"


class RefusedInput(Refused):
    """Input that cannot be understood: every error is named and nothing was stored."""

    code = "input-refused"

    def __init__(self, errors: list[InputError]):
        self._errors = errors
        super().__init__("\n".join(str(error) for error in errors))

    @property
    def errors(self) -> list[InputError]:
        """Every error, in the order in which they were found."""
        return self._errors


class RecordedBefore(RefusedInput):
    """The only thing wrong: this was recorded before, and then it said something else.

    ``code`` is that of its first error, such as ``external-id-used``.
    """

    def __init__(self, errors: list[InputError]):
        super().__init__(errors)
        self.code = errors[0].code
