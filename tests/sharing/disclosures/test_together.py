"""One decision about several disclosures: each keeps what was seen; one's own are passed over and named."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.core.exceptions import ChangedMeanwhile, Refused
from sharing.core.fields import EntriesField
from sharing.core.records import version_of, versions_of
from sharing.disclosures.causes import by_cause, of_cause, waiting_of
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import OwnWork, own_among, writers_of
from sharing.disclosures.recording import record_entries
from sharing.disclosures.review import Report, ReviewedBefore, review_disclosure
from sharing.disclosures.together import MOST_TOGETHER, add_to_breaches, review_together
from sharing.disclosures.voiding import void_disclosure
from sharing.reports.queries import breaches_by_decision, breaches_like
from sharing.roles import AUDITOR, LAWYER
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.sharing.core.visitors import signed_in
from tests.sharing.register import raw, small_register

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
ADVERT = {"purpose": "reclame", "deviation_reason": "Vergissing"}


@pytest.fixture(autouse=True)
def _register() -> None:
    small_register()


@pytest.fixture
def recorder():
    return make.UserFactory(username="vastlegger")


@pytest.fixture
def second():
    return make.UserFactory(username="tweede")


@pytest.fixture
def third():
    return make.UserFactory(username="derde")


def recorded(by, *entries: dict) -> list[Disclosure]:
    """Of one person each; the numbers go on."""
    start = Disclosure.objects.count()
    rows = [
        raw(external_id=f"E-{number}", dossier=f"d-{number}", **entry)
        for number, entry in enumerate(entries, start=start)
    ]
    stored = record_entries(rows, source=built_in_source("Proef"), by=by, at=NOW, reason="Proef")
    return list(Disclosure.objects.filter(pk__in=[one.id for one in stored]).order_by("pk"))


def marks(rows) -> dict[int, str]:
    return versions_of(Disclosure, [row.pk for row in rows])


def decide(rows, by, decision="accepted", **more):
    entries = more.pop("entries", None) or marks(rows)
    return review_together(entries, decision=decision, note="Besproken", by=by, at=NOW, **more)


def test_marks_are_those_of_each_record(recorder, second):
    rows = recorded(recorder, {}, {})
    correct_disclosure(rows[1], changes={"channel": "post"}, by=second, at=NOW, reason="x")
    assert marks(rows) == {row.pk: version_of(Disclosure, row.pk) for row in rows}


def test_whose_work_it_is_is_asked_for_all_at_once(recorder, second):
    rows = recorded(recorder, ADVERT, ADVERT)
    correct_disclosure(rows[1], changes={"channel": "post"}, by=second, at=NOW, reason="x")
    for one in (recorder, second):
        assert own_among(rows, by=one) == {row.pk for row in rows if one.pk in writers_of(row)}
    assert own_among(rows, by=second) == {rows[1].pk}


class TestCauses:
    def test_same_findings_recipient_and_purpose(self, recorder, second):
        health = {"data_categories": ["gezondheid"], "deviation_reason": "x"}
        alike = recorded(recorder, ADVERT, {}, ADVERT, health)
        first, other = waiting_of(list(by_cause()))
        assert (first.count, first.cause.codes) == (2, "purpose-not-stated purpose-outside-agreement")
        assert first.example == alike[0]
        assert list(of_cause(first.cause)) == [alike[0], alike[2]]
        assert (other.count, list(of_cause(other.cause))) == (1, [alike[3]])

    def test_without_what_waits_for_somebody_else_or_is_void(self, recorder, second):
        one, two, three, four = recorded(recorder, ADVERT, ADVERT, ADVERT, ADVERT)
        review_disclosure(one, decision="accepted", note="x", by=second, at=NOW)
        void_disclosure(two, by=recorder, at=NOW, reason="Dubbel")
        correct_disclosure(three, changes={"purpose": "plaatsing"}, by=recorder, at=NOW, reason="x")
        [waiting] = waiting_of(list(by_cause()))
        assert list(of_cause(waiting.cause)) == [four]


class TestDeciding:
    def test_each_keeps_what_was_seen(self, recorder, second):
        rows = recorded(recorder, ADVERT, ADVERT, ADVERT)
        before = marks(rows)
        done = decide(rows, second)
        assert (list(done.decided), done.passed_over) == (rows, ())
        for row in Disclosure.objects.all():
            assert (row.review, row.review_note, row.reviewed_by) == ("accepted", "Besproken", second)
            seen, *findings = row.review_seen
            assert (seen["state"], seen["among"]) == (before[row.pk], 3)
            assert "in één besluit over 3 verstrekkingen" in seen["message"]
            assert {one["code"] for one in findings} == {"purpose-not-stated", "purpose-outside-agreement"}

    def test_ones_own_are_passed_over(self, recorder, second):
        [own] = recorded(second, ADVERT)
        rows = [own, *recorded(recorder, ADVERT)]
        done = decide(rows, second)
        assert [row.pk for row in done.decided] == [rows[1].pk]
        [(row, why)] = done.passed_over
        assert (row, type(why)) == (own, OwnWork)
        assert Disclosure.objects.get(pk=own.pk).review == "pending"

    def test_so_is_what_changed_or_was_decided_on_meanwhile(self, recorder, second, third):
        rows = recorded(recorder, ADVERT, ADVERT, ADVERT)
        before = marks(rows)
        correct_disclosure(rows[0], changes={"channel": "post"}, by=third, at=NOW, reason="x")
        review_disclosure(rows[1], decision="corrected", note="Anders", by=third, at=NOW)
        done = decide(rows, second, entries=before)
        assert [row.pk for row in done.decided] == [rows[2].pk]
        assert [type(why) for _row, why in done.passed_over] == [ChangedMeanwhile, ReviewedBefore]
        assert Disclosure.objects.get(pk=rows[1].pk).review == "corrected"

    def test_what_is_wrong_for_one_is_decided_for_none(self, recorder, second):
        rows = recorded(recorder, ADVERT, ADVERT | {"disclosed_at": "2026-05-20T10:00:00Z"})
        with pytest.raises(Refused, match="niet bekend voordat er is verstrekt"):
            decide(rows, second, "breach", aware_at=datetime(2026, 5, 19, 10, 0, tzinfo=UTC))
        assert {row.review for row in Disclosure.objects.all()} == {"pending"}

    def test_not_of_more_than_people_look_at(self, second):
        with pytest.raises(Refused, match=f"hoogstens {MOST_TOGETHER}"):
            decide([], second, entries=dict.fromkeys(range(1, MOST_TOGETHER + 2), "1"))


class TestBreaches:
    def test_of_one_decision_are_added_to_together(self, recorder, second, third):
        rows = recorded(recorder, ADVERT, ADVERT)
        [other] = recorded(recorder, ADVERT)
        decide(rows, second, "breach", aware_at=NOW)
        review_disclosure(
            other, decision="breach", note="x", by=second, at=NOW + timedelta(hours=1), aware_at=NOW
        )
        assert [one["number"] for one in breaches_by_decision()] == [2, 1]
        found = list(breaches_like(Disclosure.objects.get(pk=rows[0].pk)))
        assert found == rows
        report = Report("reported", NOW + timedelta(hours=5), "AP 1")
        at = NOW + timedelta(hours=6)
        done = add_to_breaches(marks(found), note="Gemeld", by=third, at=at, report=report)
        assert len(done.decided) == 2
        assert [one["number"] for one in breaches_by_decision()] == [1]

    def test_that_they_are_not_reported_is_not_for_who_recorded_them(self, recorder, second):
        rows = recorded(recorder, ADVERT)
        decide(rows, second, "breach", aware_at=NOW)
        report = Report("not_reported", None, "Geen risico")
        done = add_to_breaches(marks(rows), note="x", by=recorder, at=NOW, report=report)
        assert (done.decided, [type(why) for _row, why in done.passed_over]) == ((), [OwnWork])


class TestScreens:
    @pytest.fixture
    def rows(self, lawyer, recorder):
        """Two of somebody else, one of the lawyer."""
        return [*recorded(recorder, ADVERT, ADVERT), *recorded(lawyer.user, ADVERT)]

    def test_a_group_is_one_line_that_leads_to_one_decision(self, lawyer, rows):
        page = lawyer.get(reverse("worklist:index"))
        [waiting] = page.context["table"].data
        assert waiting.count == 3
        [address] = {
            line.split('"')[0]
            for line in page.content.decode().split('href="')
            if line.startswith(reverse("worklist:together"))
        }
        assert "d-0" not in address
        group = lawyer.get(address.replace("&amp;", "&")).content.decode()
        assert "Over 3 verstrekkingen" in group
        for number in ("d-0", "d-1", "d-2"):
            assert number in group
        assert group.count("Van uzelf: een collega beoordeelt haar") == 1

    def address(self) -> str:
        from sharing.reports.screens import cause_query

        [waiting] = waiting_of(list(by_cause()))
        return f"{reverse('worklist:together')}?{cause_query(waiting.cause)}"

    def sent(self, rows, **fields) -> dict:
        return {"entries": [EntriesField.value_of(*pair) for pair in marks(rows).items()], **fields}

    def test_the_result_names_what_was_passed_over(self, lawyer, rows):
        data = self.sent(rows, decision="accepted", note="Zo afgesproken")
        page = lawyer.post(self.address(), data, follow=True).content.decode()
        assert "Het oordeel over 2 verstrekkingen is vastgelegd." in page
        assert f"Niet meegenomen: verstrekking {rows[2].pk}. U legde deze verstrekking zelf vast" in page
        assert Disclosure.objects.filter(review="pending").count() == 1

    def test_nothing_is_lost_when_something_is_missing(self, lawyer, rows):
        data = self.sent(rows[:1], decision="breach", note="Verkeerde lijst")
        page = lawyer.post(self.address(), data).content.decode()
        assert "Vul in wanneer het datalek bekend werd" in page
        assert "Verkeerde lijst" in page
        assert page.count('name="entries"') == 3
        assert page.count(" checked>") == 2, "one disclosure, and the decision"
        data = self.sent([], decision="accepted", note="x")
        assert "Kies minstens één verstrekking." in lawyer.post(self.address(), data).content.decode()
        assert not Disclosure.objects.exclude(review="pending").exists()

    def test_what_does_not_fit_one_of_them_is_told_at_its_field_with_all_else(self, lawyer, rows):
        data = self.sent(rows[:2], decision="breach", note="", aware_at="1-1-2199 9:00")
        errors = lawyer.post(self.address(), data).context["form"].errors
        assert sorted(errors) == ["aware_at", "note"]

    @pytest.mark.parametrize("entries", ["x", "1", "9999999:1", "1:x;y", "-1:2", "²:1"])
    def test_no_nonsense_is_decided(self, lawyer, rows, entries):
        data = {"entries": [entries], "decision": "accepted", "note": "x"}
        assert lawyer.post(self.address(), data).status_code in (200, 302)
        assert not Disclosure.objects.exclude(review="pending").exists()

    def test_who_comes_second_is_told_so(self, lawyer, rows, second):
        address = self.address()
        decide(rows, second)
        page = lawyer.get(address, follow=True).content.decode()
        assert "Hiervan wacht niets meer" in page

    @pytest.mark.parametrize("asked", ["", "?ontvanger=x&doeleinde=1", "?ontvanger=99999999999&doeleinde=1"])
    def test_an_address_that_asks_nothing(self, lawyer, asked):
        page = lawyer.get(reverse("worklist:together") + asked, follow=True).content.decode()
        assert "Hiervan wacht niets meer" in page

    def test_not_for_who_only_reads(self, rows, second):
        auditor = signed_in(AUDITOR)
        decide(rows, second, "breach", aware_at=NOW)
        addresses = [reverse(f"worklist:{name}") for name in ("index", "single", "breaches", "together")]
        for address in [*addresses, reverse("worklist:breach", args=[rows[0].pk])]:
            assert auditor.get(address).status_code == 302

    def test_breaches_with_what_is_left(self, rows, second):
        now = timezone.now()
        review_together(
            marks(rows),
            decision="breach",
            note="Lijst kwijt",
            by=second,
            at=now,
            aware_at=now - timedelta(hours=30),
        )
        lawyer = signed_in(LAWYER)
        assert "nog 41 uur" in lawyer.get(reverse("worklist:breaches")).content.decode()
        start = lawyer.get(reverse("wagtailadmin_home")).content.decode()
        words = "datalekken uit het log op te nemen in het datalekregister (de eerste: nog 41 uur)"
        assert words in start
        address = reverse("worklist:breach", args=[rows[0].pk])
        assert "Uiterlijk te melden op" in lawyer.get(address).content.decode()
        data = self.sent(rows, note="De ontvanger wiste het")
        page = lawyer.post(address, data, follow=True).content.decode()
        assert "De aanvulling is bij 3 verstrekkingen vastgelegd." in page
        assert "nog 41 uur" in page, "it waits until it stands in the register of breaches"
