"""The 72 hours to report a breach (AVG art. 33(1)): by the hour, over weekends and the change of the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from sharing.core.exceptions import Refused
from sharing.disclosures.queries import OwnWork
from sharing.disclosures.review import Report, add_to_breach, review_disclosure
from sharing.disclosures.rules import deadline
from sharing.disclosures.words import deadline_in_words, left_in_words, span_in_words
from tests import factories as make

AWARE = datetime(2026, 4, 3, 8, 0, tzinfo=UTC)  # Good Friday, 10:00 in Amsterdam
DEAD = datetime(2026, 4, 6, 8, 0, tzinfo=UTC)  # Easter Monday


def after(**span) -> datetime:
    return AWARE + timedelta(**span)


class TestRule:
    def test_holidays_count(self):
        due = deadline(AWARE, after(hours=31))
        assert (due.until, due.left, due.is_over) == (DEAD, timedelta(hours=41), False)

    def test_its_very_end_is_in_time(self):
        assert not deadline(AWARE, DEAD).is_over
        assert deadline(AWARE, DEAD + timedelta(seconds=1)).is_over

    def test_over_the_change_of_the_clock_it_stays_72_hours(self):
        # 28 March 2026 is before summer time: 09:00 becomes 10:00 three days later.
        words = deadline_in_words(
            datetime(2026, 3, 28, 8, 0, tzinfo=UTC),
            report="",
            reported_at=None,
            at=datetime(2026, 3, 28, 8, 0, tzinfo=UTC),
        )
        assert words == "Uiterlijk te melden op 31 maart 2026 om 10:00: nog 72 uur."


class TestWords:
    @pytest.mark.parametrize(
        ("span", "words"),
        [
            (timedelta(0), "0 minuten"),
            (timedelta(minutes=1, seconds=59), "1 minuut"),
            (timedelta(minutes=59), "59 minuten"),
            (timedelta(hours=1, minutes=59), "1 uur"),
            (timedelta(hours=72), "72 uur"),
            (timedelta(hours=73), "3 dagen"),
            (timedelta(days=400), "400 dagen"),
        ],
    )
    def test_how_long(self, span, words):
        assert span_in_words(span) == words

    @pytest.mark.parametrize(
        ("at", "words"),
        [
            (after(hours=31), "nog 41 uur"),
            (after(hours=73), "1 uur te laat"),
            (after(days=10), "7 dagen te laat"),
        ],
    )
    def test_what_is_left(self, at, words):
        assert left_in_words(AWARE, at=at) == words

    @pytest.mark.parametrize(
        ("report", "reported_at", "at", "words"),
        [
            ("", None, after(hours=71), "Uiterlijk te melden op 6 april 2026 om 10:00: nog 1 uur."),
            (
                "",
                None,
                after(days=8),
                "De 72 uur om te melden eindigden op 6 april 2026 om 10:00: 5 dagen geleden.",
            ),
            (
                "reported",
                after(hours=50),
                after(days=90),
                "Gemeld 50 uur nadat het bekend werd: binnen de 72 uur.",
            ),
            (
                "reported",
                after(hours=80),
                after(days=90),
                "Gemeld 3 dagen nadat het bekend werd: 8 uur later dan de 72 uur.",
            ),
            ("not_reported", None, after(days=8), ""),
        ],
    )
    def test_in_a_sentence(self, report, reported_at, at, words):
        assert deadline_in_words(AWARE, report=report, reported_at=reported_at, at=at) == words

    def test_of_one_of_which_the_moment_is_not_known(self):
        words = deadline_in_words(None, report="", reported_at=None, at=AWARE)
        assert words == "Niet vastgelegd wanneer het datalek bekend werd; vul het aan."
        assert left_in_words(None, at=AWARE) == "onbekend sinds wanneer"


@pytest.mark.django_db
class TestRecording:
    @pytest.fixture
    def judge(self):
        return make.UserFactory(username="oordeelt")

    @pytest.fixture
    def other(self):
        return make.UserFactory(username="ander")

    @pytest.fixture
    def row(self):
        return make.DisclosureFactory(deviation=True, disclosed_at=AWARE - timedelta(days=1))

    def breach(self, row, by, aware_at=AWARE, at=AWARE, **more):
        return review_disclosure(row, decision="breach", note="x", by=by, at=at, aware_at=aware_at, **more)

    def test_is_asked_for(self, row, judge):
        with pytest.raises(Refused, match="wanneer het datalek bekend werd"):
            self.breach(row, judge, None)
        assert self.breach(row, judge).aware_at == AWARE

    @pytest.mark.parametrize(
        ("aware_at", "words"),
        [(after(minutes=1), "moet nog komen"), (after(days=-2), "niet bekend voordat er is verstrekt")],
    )
    def test_a_moment_that_cannot_be(self, row, judge, aware_at, words):
        with pytest.raises(Refused, match=words):
            self.breach(row, judge, aware_at)

    def test_not_reported_before_it_was_known(self, row, judge):
        with pytest.raises(Refused, match="niet gemeld voordat het bekend werd"):
            self.breach(row, judge, report=Report("reported", after(hours=-3), "AP 1"))

    def test_a_late_report_says_why(self, row, judge):
        late = Report("reported", after(hours=80))
        with pytest.raises(Refused, match="later gemeld dan de termijn"):
            self.breach(row, judge, at=after(days=9), report=late)
        done = self.breach(row, judge, at=after(days=9), report=Report("reported", after(hours=80), "Pasen"))
        assert done.breach_reported_at == after(hours=80)

    def test_earlier_can_be_put_right_later_only_by_another(self, row, judge, other):
        row = self.breach(row, judge)
        row = add_to_breach(row, note="Eerder gebeld", by=judge, at=after(days=1), aware_at=after(hours=-5))
        assert row.aware_at == after(hours=-5)
        with pytest.raises(OwnWork, match="legt een collega vast"):
            add_to_breach(row, note="Toch niet", by=judge, at=after(days=1), aware_at=AWARE)
        with pytest.raises(OwnWork):
            add_to_breach(row, note="Toch niet", by=row.recorded_by, at=after(days=1), aware_at=AWARE)
        assert add_to_breach(row, note="Datum", by=other, at=after(days=1), aware_at=AWARE).aware_at == AWARE
