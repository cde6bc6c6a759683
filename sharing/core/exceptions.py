"""What an operation may raise: a refusal with sentences for people, never a stack trace."""

from dataclasses import dataclass


class Refused(Exception):
    """The operation was refused and nothing was stored; the message is a Dutch sentence for people."""


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


class RefusedInput(Refused):
    """Input that cannot be understood: every error is named and nothing was stored."""

    def __init__(self, errors: list[InputError]):
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))
