"""Loading the starting list of provisions and grounds (AVG art. 6(3), 9(2), 10, 87)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sharing.core import locks
from sharing.core.actor import Actor, acting
from sharing.core.refusals import readable_refusals
from sharing.grounds.models import SensitiveGround
from sharing.grounds.starting import Standing, standing
from sharing.reference.models import LegalProvision

# Stands in the history of every row that came with the list, before the reason of who loaded it.
FROM_LIST = "Startlijst, nog te controleren"


@dataclass(frozen=True, slots=True)
class LoadedLists:
    """How many provisions and grounds were added, and a Dutch sentence for everything that was left as it is."""

    provisions: int
    grounds: int
    left: tuple[str, ...]

    @property
    def added(self) -> int:
        """How many rows were added together."""
        return self.provisions + self.grounds


def load_starting_lists(*, by: Actor, reason: str) -> LoadedLists:
    """Add the provisions and grounds of the starting list that are missing, each marked to be checked.

    What is there already is never changed, and what somebody removed stays away; both are told. Repeating it adds
    nothing. Raises Refused with a sentence when the database refuses.
    """
    with readable_refusals(), acting(by=by, reason=f"{FROM_LIST}: {reason}"):
        with connection.cursor() as cursor:
            # Two at once, or an import beside it, would both find a row missing.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [locks.REGISTER_IMPORT])
        found = standing()
        LegalProvision.objects.bulk_create(found.provisions)
        SensitiveGround.objects.bulk_create(found.grounds)
        connection.check_constraints()
    return LoadedLists(len(found.provisions), len(found.grounds), tuple(_left(found)))


def _left(found: Standing) -> Iterator[str]:
    for stored, _fact in found.different:
        words = {"what": capfirst(stored._meta.verbose_name), "row": stored}
        yield _("%(what)s “%(row)s” is anders dan in de startlijst en blijft zo.") % words
    for stored, fact in found.elsewhere:
        words = {"row": fact.citation, "code": stored.code}
        yield _("“%(row)s” staat er al met code “%(code)s”; die blijft.") % words
    for fact in found.removed:
        words = {"what": capfirst(fact._meta.verbose_name), "row": fact}
        yield _("%(what)s “%(row)s” is door iemand verwijderd en blijft weg.") % words
    for reference, code in found.unfit:
        yield _(
            "Grond “%(row)s” is niet geladen: er is geen gegevenscategorie “%(code)s” van de soort waarvoor zij geldt. "
            "Voeg die toe en laad de lijst opnieuw, of leg de grond zelf vast."
        ) % {"row": reference, "code": code}
