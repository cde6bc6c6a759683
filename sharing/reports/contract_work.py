"""What who looks after contracts has to do, as the start page and the list behind it show it: one reading for both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.core.admin import Status
from sharing.core.admin.tables import short_day
from sharing.core.readable import EMPTY
from sharing.duties.choices import GapKind, Stage, Whose
from sharing.duties.links import address_of
from sharing.duties.memory import gap_counts_as_they_are, moments_as_they_are
from sharing.duties.rules import Moment, by_stage

# So much fits on a first screen of which something else is to be seen as well; the list behind it has all.
SHOWN_PER_STAGE = 6


@dataclass(frozen=True, slots=True)
class ContractWork:
    """What is shown of ``whose``; ``mine`` and ``ours`` say how much there is of each."""

    whose: Whose
    on: date
    stages: dict[Stage, list[Moment]]
    gaps: dict[str, int]
    mine: int
    ours: int


def whose_in(asked: str, *, has_any: bool) -> Whose:
    """What an address asks for; one's own when it says nothing, unless there is nothing of one's own."""
    if asked in Whose.values:
        return Whose(asked)
    return Whose.MINE if has_any else Whose.OURS


def owned(found: Iterable[Moment], whose: Whose, person: int) -> list[Moment]:
    """Of these moments those of the person, or all."""
    return [one for one in found if whose == Whose.OURS or person in one.owners]


def contract_work(*, person: int, asked: str, on: date) -> ContractWork:
    """Everything, read with a bounded number of questions."""
    found = moments_as_they_are(on=on)
    counts = gap_counts_as_they_are(on=on, owners={Whose.MINE.value: person, Whose.OURS.value: None})
    mine = owned(found, Whose.MINE, person)
    totals = {
        whose: number + sum(counts[whose].values())
        for whose, number in ((Whose.MINE.value, len(mine)), (Whose.OURS.value, len(found)))
    }
    whose = whose_in(asked, has_any=bool(totals[Whose.MINE.value]))
    return ContractWork(
        whose=whose,
        on=on,
        stages=by_stage(owned(found, whose, person), on),
        gaps=counts[whose.value],
        mine=totals[Whose.MINE.value],
        ours=totals[Whose.OURS.value],
    )


def list_url(kind: str, whose: Whose) -> str:
    """The list behind a count."""
    return f"{reverse('contract_work:index')}?soort={kind}&van={whose.value}"


def standing(moment: Moment, on: date) -> Status:
    """How many days there are left, in words, colour and shape."""
    stage = moment.stage(on)
    looks = {Stage.OVERDUE: "conflict", Stage.WEEK: "warning"}
    return Status(looks.get(stage, "plain") if stage else "plain", moment.left_in_words(on))


def line_of(moment: Moment, on: date) -> dict[str, Any]:
    """A moment as a line of the start page."""
    return {
        "to_do": moment.to_do(on),
        "url": address_of(moment),
        "party": moment.party,
        "party_url": reverse("parties:inspect", args=[moment.party_id]) if moment.party_id else "",
        "day": short_day(moment.day),
        "day_words": moment.day_words,
        "left": standing(moment, on).tag(),
    }


def gap_words(kind: str, number: int) -> str:
    """What a count counts."""
    return {
        GapKind.NO_AGREEMENT: ngettext(
            "partij is verwerker zonder overeenkomst", "partijen zijn verwerker zonder overeenkomst", number
        ),
        GapKind.MISMATCH: ngettext(
            "hoedanigheid en overeenkomst passen niet bij elkaar",
            "hoedanigheden en overeenkomsten passen niet bij elkaar",
            number,
        ),
        GapKind.ENDED: ngettext(
            "overeenkomst is afgelopen en wordt nog gebruikt",
            "overeenkomsten zijn afgelopen en worden nog gebruikt",
            number,
        ),
        GapKind.ART_28: ngettext(
            "overeenkomst mist een onderdeel van artikel 28",
            "overeenkomsten missen een onderdeel van artikel 28",
            number,
        ),
        GapKind.UNSIGNED: ngettext(
            "overeenkomst is niet ondertekend", "overeenkomsten zijn niet ondertekend", number
        ),
        GapKind.NO_CONTACT: ngettext(
            "partij zonder contactpersoon of meldadres", "partijen zonder contactpersoon of meldadres", number
        ),
        GapKind.DECISION: ngettext(
            "besluit van de Commissie eindigt binnen een jaar",
            "besluiten van de Commissie eindigen binnen een jaar",
            number,
        ),
    }[GapKind(kind)]


def in_order(gaps: dict[str, int]) -> str:
    """What of all that is counted is in order, in one line."""
    names = {
        GapKind.NO_AGREEMENT: _("verwerkers hebben een overeenkomst"),
        GapKind.MISMATCH: _("hoedanigheden passen"),
        GapKind.ENDED: _("niets loopt door na zijn einde"),
        GapKind.ART_28: _("artikel 28 is geregeld"),
        GapKind.UNSIGNED: _("alles is ondertekend"),
        GapKind.NO_CONTACT: _("contact en meldadres zijn er"),
        GapKind.DECISION: _("geen besluit eindigt"),
    }
    return ", ".join(str(words) for kind, words in names.items() if not gaps.get(kind.value))


def owners_in_words(owners: Iterable[int], names: dict[int, str]) -> str:
    """Who look after it."""
    return ", ".join(sorted(names[one] for one in owners if one in names)) or EMPTY
