"""The stored form of the number of a person, as somebody typed it."""

from sharing.core.dossiers import normal_number, seal
from sharing.core.exceptions import InputError, NotUnderstood, RefusedInput


def sealed(number: str) -> bytes:
    """The stored form of a dossier number; RefusedInput when it cannot be one."""
    try:
        return seal(normal_number(number))
    except NotUnderstood as error:
        raise RefusedInput([InputError(str(error), "dossier", error.code)]) from error
