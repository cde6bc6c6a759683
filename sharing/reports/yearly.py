"""Figures per year for the yearly report of the data protection officer: what persons asked, breaches; of nobody.

The figures of a reference date are those that the registers gave at the end of that day: what was recorded or corrected
later is not in them. Whatever else is counted per year (`TABLES`) gives the same kind of table.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sharing.breaches.choices import PersonsDecision, ReportDecision, RiskLevel
from sharing.breaches.models import Breach
from sharing.breaches.queries import Standings as BreachStandings
from sharing.core.asof import rows_at
from sharing.core.completing import complete
from sharing.core.periods import amsterdam_day, last_instant_of, next_day, start_of_day
from sharing.retention.choices import Basis
from sharing.retention.queries import destruction_figures
from sharing.rights.choices import Decision, RightKind, RightState
from sharing.rights.complaint_models import ComplaintSubject
from sharing.rights.models import RightsRequest
from sharing.rights.queries import PARTS
from sharing.rights.standings import Standings as RightsStandings

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Years:
    """From the first through the last year, as it stood at the end of ``day`` (None: as it stands ``at``)."""

    first: int
    last: int
    at: datetime
    day: date | None = None

    @property
    def numbers(self) -> range:
        """The years."""
        return range(self.first, self.last + 1)

    @property
    def moment(self) -> datetime | None:
        """The last instant that counts; None for now."""
        return last_instant_of(self.day) if self.day else None

    @property
    def seen_at(self) -> datetime:
        """The instant from which is looked: what is late depends on it."""
        return self.moment or self.at

    @property
    def since(self) -> datetime:
        """The first instant of the first year, in Amsterdam."""
        return start_of_day(date(self.first, 1, 1))

    @property
    def until(self) -> datetime:
        """The first instant after the last year."""
        return start_of_day(next_day(date(self.last, 12, 31)))


@dataclass(frozen=True, slots=True)
class Line:
    """A year, what the line is about (empty: all of that year), and its numbers in the order of the columns."""

    year: int
    label: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``totals`` are the lines to draw, one per year; ``lines`` those of the table beside the drawing."""

    title: str
    heading: str  # what the lines are about; empty when there is only the year
    columns: tuple[str, ...]
    totals: tuple[Line, ...]
    lines: tuple[Line, ...]
    part: int  # which column is drawn as part of the first
    note: str = ""


def tables(years: Years) -> list[Table]:
    """Every table of these years."""
    return [table(years) for table in TABLES]


def _rows(rows: QuerySet[Any], moment: datetime | None, parts: tuple[str, ...]) -> Iterator[Any]:
    """Records with their parts as they stood at the moment, some at a time."""
    keys = list(rows.order_by("id").values_list("id", flat=True))
    for place in range(0, len(keys), _AT_ONCE):
        some = rows.filter(id__in=keys[place : place + _AT_ONCE])
        found = list(some.prefetch_related(*parts) if moment is None else some)
        complete(found, moment, parts)
        yield from found


class RequestNumbers(NamedTuple):
    """How many requests came in, and what became of them."""

    received: int = 0
    in_time: int = 0
    late: int = 0
    extended: int = 0
    retracted: int = 0
    open: int = 0


def count_requests(years: Years) -> dict[tuple[int, str], RequestNumbers]:
    """Per year of receipt and kind (a code of ``RightKind``; empty: all of that year) what became of requests."""
    within = rows_at(RightsRequest, years.moment).filter(
        received_at__gte=years.since, received_at__lt=years.until
    )
    known, on = RightsStandings(moment=years.moment, at=years.at), amsterdam_day(years.seen_at)
    counted: dict[tuple[int, str], RequestNumbers] = defaultdict(RequestNumbers)
    for request in _rows(within, years.moment, PARTS):
        standing = known.of(request, on=on)
        in_time, answered = standing.in_time(request, on=on), request.answered_on is not None
        done = standing.state == RightState.DONE
        numbers = (
            1,
            int(answered and in_time is True),
            int(in_time is False),
            int(standing.term is not standing.first),
            int(done and not answered),
            int(not done),
        )
        year = amsterdam_day(request.received_at).year
        for key in ((year, request.kind), (year, "")):
            counted[key] = RequestNumbers(*map(sum, zip(counted[key], numbers, strict=True)))
    return counted


def requests_per_year(years: Years) -> Table:
    """What persons asked, by kind and by the year of receipt: answered in time, too late, extended, still open."""
    counted = count_requests(years)
    kinds = [kind for kind in RightKind if any((year, kind.value) in counted for year in years.numbers)]
    return Table(
        title=_("Verzoeken van betrokkenen"),
        heading=_("Wat wordt gevraagd"),
        columns=(
            *(_("Ontvangen"), _("Op tijd beantwoord"), _("Te laat"), _("Verlengd"), _("Ingetrokken")),
            _("Nog niet afgehandeld"),
        ),
        totals=tuple(Line(year, "", tuple(counted[year, ""])) for year in years.numbers),
        lines=tuple(
            Line(year, str(kind.label), tuple(counted[year, kind.value]))
            for year in years.numbers
            for kind in kinds
            if (year, kind.value) in counted
        ),
        part=2,
        note=_(
            "Per jaar van ontvangst. Te laat is wat na de laatste dag is beantwoord, of nog niet terwijl die "
            "dag voorbij is. "
            "Verlengd telt alleen wat de betrokkene op tijd hoorde. Nog niet afgehandeld is ook een toegewezen wissing "
            "die is beantwoord en nog moet worden uitgevoerd."
        ),
    )


def complaints_per_year(years: Years) -> Table:
    """Complaints by the year of receipt: how each ended, and how many were about a request or a disclosure."""
    within = rows_at(RightsRequest, years.moment).filter(
        kind=RightKind.COMPLAINT, received_at__gte=years.since, received_at__lt=years.until
    )
    ends = (Decision.FOUNDED, Decision.PARTLY_FOUNDED, Decision.DISMISSED, Decision.RETRACTED)
    counted: dict[int, list[int]] = defaultdict(lambda: [0] * (len(ends) + 3))
    linked = rows_at(ComplaintSubject, years.moment).order_by().values_list("request_id", flat=True)
    about = set(linked.filter(request_id__in=within.order_by().values("id")))
    for key, received_at, decision in within.order_by().values_list("id", "received_at", "decision"):
        numbers = [1, *(int(decision == one) for one in ends)]
        numbers += [int(bool(decision) and decision not in ends), int(key in about)]
        year = amsterdam_day(received_at).year
        counted[year] = [one + more for one, more in zip(counted[year], numbers, strict=True)]
    totals = tuple(Line(year, "", tuple(counted[year])) for year in years.numbers)
    return Table(
        title=_("Klachten"),
        heading="",
        columns=(
            *(_("Klachten"), _("Gegrond"), _("Deels gegrond"), _("Ongegrond"), _("Ingetrokken")),
            *(_("Anders geëindigd"), _("Over een verzoek of verstrekking")),
        ),
        totals=totals,
        lines=totals,
        part=1,
        note=_(
            "Per jaar van ontvangst. Wie een klacht beoordeelt, was niet betrokken bij waarover zij gaat."
        ),
    )


def breaches_per_year(years: Years) -> Table:
    """Breaches by the year in which they became known: reported, in time, not reported, persons informed, open."""
    within = rows_at(Breach, years.moment).filter(aware_at__gte=years.since, aware_at__lt=years.until)
    known = BreachStandings(moment=years.moment)
    counted: dict[int, list[int]] = defaultdict(lambda: [0] * 8)
    for breach in _rows(within, years.moment, ("disclosures__disclosure",)):
        standing = known.of(breach)
        told = breach.client_told_at if breach.on_behalf_of_id is not None else breach.reported_at
        over = standing.clock is not None and standing.clock.is_over(told or years.seen_at)
        numbers = (
            1,
            int(breach.reported_at is not None),
            int(breach.decision == ReportDecision.NOT_REPORT and breach.confirmed_by_id is not None),
            int(breach.on_behalf_of_id is not None and told is not None),
            int(over and (told is not None or standing.runs)),
            int(breach.risk == RiskLevel.HIGH),
            int(breach.persons_decision == PersonsDecision.INFORMED),
            int(breach.closed_at is None),
        )
        year = amsterdam_day(breach.aware_at).year
        counted[year] = [one + more for one, more in zip(counted[year], numbers, strict=True)]
    totals = tuple(Line(year, "", tuple(counted[year])) for year in years.numbers)
    return Table(
        title=_("Datalekken"),
        heading="",
        columns=(
            *(_("Datalekken"), _("Gemeld bij de AP"), _("Niet gemeld"), _("Gemeld aan opdrachtgever")),
            *(_("Te laat"), _("Hoog risico"), _("Betrokkenen geïnformeerd"), _("Nog niet afgesloten")),
        ),
        totals=totals,
        lines=totals,
        part=1,
        note=_("Per jaar waarin het datalek bekend werd. Niet gemeld is wat een tweede persoon bevestigde."),
    )


def destructions_per_year(years: Years) -> Table:
    """Records that were destroyed, by the term or reason; how many of them early, and in how many lists."""
    last = date(years.last, 12, 31)
    counted: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0] * 3)
    for one in destruction_figures(date(years.first, 1, 1), min(last, years.day) if years.day else last):
        early = one["records"] if one["basis"] in (Basis.ERASURE, Basis.ARCHIVE) else 0
        numbers = (one["records"], early, one["destructions"])
        year, label = one["month"].year, one["term"] or str(Basis(one["basis"]).label)
        for key in ((year, label), (year, "")):
            counted[key] = [known + more for known, more in zip(counted[key], numbers, strict=True)]
    return Table(
        title=_("Vernietigingen"),
        heading=_("Termijn of reden"),
        columns=(_("Vernietigde gegevens"), _("Eerder dan de termijn"), _("Vernietigingen")),
        totals=tuple(Line(year, "", tuple(counted[year, ""])) for year in years.numbers),
        lines=tuple(
            Line(year, label, tuple(numbers)) for (year, label), numbers in sorted(counted.items()) if label
        ),
        part=1,
        note=_(
            "Per jaar waarin werd vernietigd, door twee personen. Eén vernietiging is één lijst van gegevens."
        ),
    )


# Each gives one table of the years that are asked; what is counted besides joins here.
TABLES: tuple[Callable[[Years], Table], ...] = (
    requests_per_year,
    complaints_per_year,
    breaches_per_year,
    destructions_per_year,
)
