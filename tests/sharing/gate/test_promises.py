"""Which promise holds at an instant, around midnight in Amsterdam."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from sharing.commitments.rules import Promise
from sharing.core.periods import amsterdam_day, start_of_day
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.intake.reported import Reported, Shared
from sharing.gate.facts import Names, PartyFacts
from sharing.gate.judge import Judge
from sharing.gate.rows import PartyRow, PurposeRow
from sharing.gate.snapshot import RegisterSnapshot
from tests.sharing.facts import promise

FIRST = promise(version=1, starts_at=start_of_day(date(2024, 10, 1)))
SECOND = promise(version=2, starts_at=start_of_day(date(2026, 1, 1)))
# The days on which the clock changes: 25 hours and 23 hours long.
WINTER = promise(version=3, starts_at=start_of_day(date(2026, 10, 25)))
SUMMER = promise(version=4, starts_at=start_of_day(date(2027, 3, 28)))
LEAP = promise(version=5, starts_at=start_of_day(date(2028, 2, 29)))
PROMISES = (FIRST, SECOND, WINTER, SUMMER, LEAP)
INSTANT = timedelta(microseconds=1)


SHARED = Shared(
    number=0,
    recipient=PartyRow(1, "gemeente-a", "NL", PartyFacts("gemeente-a", "Gemeente A")),
    capacity="partner",
    purpose=PurposeRow(1, "reintegratie", ("reintegratie",)),
    data_categories=frozenset({"naam"}),
    special_categories=frozenset(),
    legal_basis="public_task",
    destination_country="NL",
    canonical="",
    subject_category=1,
    category_ids=(1,),
    channel="other",
)


def judged_by(promises: tuple[Promise, ...], instant: datetime) -> Promise | None:
    """The promise by which an entry of that instant is judged."""
    register = RegisterSnapshot(
        parties={},
        purposes={},
        data_categories={},
        special_categories=frozenset(),
        subject_categories={},
        promises=promises,
        commitment_ids={},
        memberships=(),
        decisions=(),
        names=Names(),
    )
    day = amsterdam_day(instant)
    entry = Reported(0, Raw(), instant, instant.isoformat(), day, "d-1", SHARED, None)
    return Judge(register).judge(entry, None).promise


def test_nothing_is_promised_before_the_first_version():
    assert judged_by(PROMISES, FIRST.starts_at - INSTANT) is None
    assert judged_by((), FIRST.starts_at) is None


@pytest.mark.parametrize(("before", "version"), pairwise(PROMISES))
def test_a_version_holds_from_its_first_instant_until_the_next(before, version):
    assert judged_by(PROMISES, version.starts_at - INSTANT) is before
    assert judged_by(PROMISES, version.starts_at) is version
    assert judged_by(PROMISES, version.starts_at + INSTANT) is version


@pytest.mark.parametrize(
    ("instant", "version"),
    [
        (datetime(2026, 10, 24, 21, 59, 59, tzinfo=UTC), 2),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), 3),  # 00:00 summer time
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 3),  # the first 02:30
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 3),  # the second 02:30
        (datetime(2027, 3, 27, 22, 59, 59, tzinfo=UTC), 3),
        (datetime(2027, 3, 27, 23, 0, tzinfo=UTC), 4),  # 00:00 winter time
        (datetime(2028, 2, 28, 22, 59, 59, tzinfo=UTC), 4),
        (datetime(2028, 2, 28, 23, 0, tzinfo=UTC), 5),
    ],
)
def test_the_day_starts_at_midnight_in_amsterdam(instant, version):
    assert judged_by(PROMISES, instant).version == version
