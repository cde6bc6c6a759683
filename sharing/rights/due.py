"""What waits for whoever deals with requests of persons, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sharing.core.periods import amsterdam_day
from sharing.duties.choices import MomentKind
from sharing.duties.rules import Moment
from sharing.rights.models import RightsRequest
from sharing.rights.queries import open_requests
from sharing.rights.standings import Standings


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for whoever deals with requests: how many are open, late, and the first day."""

    open: int
    late: int
    mine: int
    first: date | None


def waiting(found: Sequence[RightsRequest], *, person: int, at: datetime) -> Waiting:
    """Of ``open_requests`` how many there are, and how many of them ``person`` (a key) deals with."""
    known, on = Standings(at=at), amsterdam_day(at)
    standings = [known.of(one, on=on) for one in found]
    days = [one.next_day for one in standings if one.next_day]
    return Waiting(
        open=len(found),
        late=sum(one.is_late(on) for one in standings),
        mine=sum(one.assigned_to_id == person for one in found),
        first=min(days, default=None),
    )


def moments(*, on: date, within: int) -> list[Moment]:
    """Requests whose next step is due at most ``within`` days after that day, or was; by day."""
    known, until = Standings(), on + timedelta(days=within)
    found = []
    for request in open_requests():
        day = known.of(request, on=on).next_day
        if day is not None and day <= until:
            owner = request.assigned_to_id
            found.append(
                Moment(
                    day,
                    MomentKind.RIGHTS.value,
                    request.pk,
                    str(request),
                    "",
                    0,
                    owners=frozenset({owner} if owner else ()),
                )
            )
    return sorted(found)
