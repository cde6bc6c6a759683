"""Under which seals one person's records may stand, as long as not all numbers are in their normal form."""

from collections.abc import Iterable

from sharing.core.dossiers import normal_form, seal
from sharing.core.normalising.models import DossierNormalisation

# What was once true stays true: nothing else than a normal form is sealed any more.
_all_normal = False


def all_normal() -> bool:
    """Whether every sealed number is in its normal form."""
    global _all_normal
    if not _all_normal:
        _all_normal = DossierNormalisation.objects.exists()
    return _all_normal


def seals_of(typed: str) -> list[bytes]:
    """The seals to look for when this number is meant, that of its normal form first.

    Until all numbers are normal also the number as it was typed and in capitals, which is how nearly all others were
    written.
    """
    number = normal_form(typed)
    ways = [number] if all_normal() else [number, typed.strip(), number.upper()]
    return [seal(one) for one in dict.fromkeys(ways)]


def older_seals(numbers: Iterable[tuple[str, str]]) -> dict[bytes, bytes]:
    """For each other seal to look for that of the person's normal number; of pairs of that number and what was typed.

    None when all numbers are normal.
    """
    if all_normal():
        return {}
    return {other: seal(number) for number, typed in numbers for other in seals_of(typed)[1:]}
