"""The pages of the narrowed log are those of a list of all that fits, whichever way they were found."""

import itertools
import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from sharing.core.dossiers import seal
from sharing.core.exceptions import NotUnderstood
from sharing.core.keyset import NEWEST_FIRST, Position, decode
from sharing.disclosures.choices import Review
from sharing.disclosures.models import Disclosure
from sharing.log import flows, known, leafing
from sharing.log.filters import narrowed_log
from sharing.log.known import list_flows
from sharing.log.leafing import LogPaginator
from sharing.log.listing import count_words
from sharing.log.worded import take_words
from tests import factories

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
TEXTS = ("", "Rapportage over de voortgang", "Spoedoverleg in het dossier", "Twee rapporten en een overleg")


@pytest.fixture(autouse=True)
def rare(monkeypatch):
    """So that of a small log nothing is among the newest, and every way of finding is taken."""
    monkeypatch.setattr(leafing, "NEAR", 3)
    monkeypatch.setattr(leafing, "NEAR_WORDS", 3)


def make_log(count: int = 120) -> dict:
    """A log in which everything that one can ask occurs, in no order."""
    rng = random.Random(5)
    top = factories.PurposeFactory()
    purposes = [top, factories.PurposeFactory(parent=top), factories.PurposeFactory()]
    data = factories.DataCategoryFactory.create_batch(3)
    parties = [
        factories.PartyFactory(country=factories.CountryFactory(code=code)) for code in ("NL", "GB", "US")
    ]
    factories.EeaMembershipFactory(country_id="NL", first_day=None, last_day=None)
    factories.EeaMembershipFactory(country_id="GB", first_day=None, last_day=date(2026, 2, 1))
    commitments = [
        factories.CommitmentSetFactory(version=number, effective_from=date(2025, number, 1))
        for number in (1, 2)
    ]
    sources = factories.SourceFactory.create_batch(2)
    subject = factories.SubjectCategoryFactory()
    for number in range(count):
        party = rng.choice(parties)
        factories.DisclosureFactory(
            disclosed_at=START + timedelta(hours=rng.randrange(60) * 24),
            recipient=party,
            on_behalf_of=rng.choice([None, None, parties[0]]),
            capacity="client" if party is parties[0] else "authority",
            purpose=rng.choice(purposes),
            legal_basis=rng.choice(["contract", "public_task"]),
            data=rng.sample(data, rng.randint(1, 2)),
            number=f"d-{number % 9}",
            subject_category=subject,
            source=rng.choice(sources),
            commitments=rng.choice([None, *commitments]),
            description=rng.choice(TEXTS),
            deviation=number % 5 == 0,
        )
        if number == count // 2:  # what comes later is not taken apart and listed yet
            take_words()
            list_flows()
    return {
        "recipient": [parties[0].code, parties[2].code],
        "on_behalf_of": [parties[0].code],
        "capacity": ["client", "authority", "processor"],
        "purpose": [top.pk, purposes[2].pk],
        "data": [data[0].pk],
        "legal_basis": ["contract"],
        "place": ["inside", "outside"],
        "outcome": ["deviation"],
        "finding": ["no-agreement", "no-consent"],
        "review": ["pending"],
        "consent": ["withdrawn"],
        "commitments": [commitments[0].pk, "null"],
        "source": [sources[0].pk],
        "void": ["no", "only"],
        "words": ["rapport", "overleg -spoedoverleg", "onvindbaar"],
        "period_from": ["2026-01-20"],
        "period_to": ["2026-02-10"],
    }


def queries_of(asked: dict) -> list[str]:
    """Every filter and every pair of two, and the purpose by itself."""
    single = [[f"{name}={value}" for value in values] for name, values in asked.items()]
    single.append([f"purpose={asked['purpose'][0]}&purposes=alone"])
    pairs = itertools.combinations(single, 2)
    return [
        "",
        *itertools.chain(*single),
        *(f"{a}&{b}" for one, two in pairs for a in one[:2] for b in two[:2]),
    ]


def leafed(pages: LogPaginator) -> list[int]:
    """The keys of all pages from the newest on."""
    page, keys = pages.page_at(None), []
    while True:
        keys += [row.pk for row in page]
        if page.older is None:
            return keys
        page = pages.page_at(decode(page.older))


def all_of(query: str) -> list[int]:
    return pages_and_all(query, 1)[1]


def pages_and_all(query: str, size: int) -> tuple[LogPaginator, list[int]]:
    """The pages of the narrowed log, and the keys of all that fits."""
    narrowing = narrowed_log(QueryDict(query))
    return LogPaginator(narrowing, size), [row.pk for row in narrowing.entries.order_by(*NEWEST_FIRST)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "since", [0, 5_000]
)  # by skipping, since more was recorded; by the list and what came since
def test_every_filter_and_every_pair_gives_what_a_list_of_everything_gives(monkeypatch, since):
    monkeypatch.setattr(known, "SINCE", since)
    monkeypatch.setattr(flows, "FOREMOST", 1)
    for query in queries_of(make_log()):
        pages, expected = pages_and_all(query, 16 if "&" in query else 4)
        assert leafed(pages) == expected, query
        assert pages.count == len(expected), query


@pytest.mark.django_db
@pytest.mark.parametrize("common", [0, 1_000])
def test_counted_by_passing_by_or_by_looking_up_it_is_the_same(monkeypatch, common):
    monkeypatch.setattr(leafing, "NEAR", 30)
    monkeypatch.setattr(leafing, "COMMON", common)
    for query in queries_of(make_log(60)):
        pages, expected = pages_and_all(query, 2)
        pages.page_at(None)
        assert pages.count == len(expected), query


@pytest.mark.django_db
@pytest.mark.parametrize("few", [5, 10_000])
@pytest.mark.parametrize("most", [3, 20_000])
@pytest.mark.parametrize("estimate", [0, 10**9])
def test_words_are_found_however_rare_they_seem_and_are(monkeypatch, estimate, most, few):
    monkeypatch.setattr(leafing, "estimated_with", lambda _text: estimate)
    monkeypatch.setattr(leafing, "MOST_WORDED", most)
    monkeypatch.setattr(leafing, "FEW", few)
    monkeypatch.setattr(leafing, "CAP_WORDS", 2)
    for query in (asked for asked in queries_of(make_log(60)) if "words=rapport" in asked):
        pages, expected = pages_and_all(query, 2)
        assert leafed(pages) == expected, query
        assert pages.count == min(len(expected), 3), query


@pytest.mark.django_db
def test_newer_pages_are_the_way_back():
    asked = make_log(60)
    for query in ("capacity=client", f"data={asked['data'][0]}&place=outside", "words=rapport"):
        pages, shown = LogPaginator(narrowed_log(QueryDict(query)), 3), []
        page = pages.page_at(None)
        while page.older:
            shown.append([row.pk for row in page])
            page = pages.page_at(decode(page.older))
        for expected in reversed(shown[1:]):
            page = pages.page_at(decode(page.newer))
            assert [row.pk for row in page] == expected, query


@pytest.mark.django_db
@pytest.mark.parametrize("more", ["", "&words=rapport", "&outcome=deviation"])
def test_a_place_outside_the_period_leads_to_nothing_outside_it(more):
    make_log(60)
    pages, expected = pages_and_all(f"period_from=2026-01-20&period_to=2026-02-10{more}", 60)
    later, earlier = START + timedelta(days=90), START - timedelta(days=90)
    assert [row.pk for row in pages.page_at(Position(later, 1))] == expected != []
    assert [row.pk for row in pages.page_at(Position(earlier, 1, newer=True))] == expected


@pytest.mark.django_db
@pytest.mark.parametrize("since", [0, 5_000])
def test_with_too_many_flows_everything_is_still_found(monkeypatch, since):
    monkeypatch.setattr(known, "MOST_FLOWS", 2)
    monkeypatch.setattr(known, "SINCE", since)
    for query in queries_of(make_log(40))[:30]:
        pages, expected = pages_and_all(query, 4)
        assert leafed(pages) == expected, query
        assert pages.count == len(expected)


@pytest.mark.django_db
def test_all_that_fits_has_the_words():
    make_log(40)
    texts = set(
        Disclosure.objects.filter(pk__in=all_of("words=rapport")).values_list("description", flat=True)
    )
    assert texts == {TEXTS[3]}
    assert len(all_of("words=rapport")) == Disclosure.objects.filter(description__in=texts).count()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["words=rapport", "words=rapport&capacity=client"])
def test_a_common_word_is_still_found(monkeypatch, query):
    monkeypatch.setattr(leafing, "MOST_WORDED", 2)
    monkeypatch.setattr(leafing, "FEW", 0)
    monkeypatch.setattr(leafing, "CAP_WORDS", 2)  # never more than what makes a word a common one
    make_log(40)
    pages, expected = pages_and_all(query, 2)
    assert leafed(pages) == expected != []
    assert pages.count == min(len(expected), 3)


@pytest.mark.django_db
@pytest.mark.parametrize(("few", "far"), [(0, 10_000), (0, 3), (10_000, 3)])
def test_words_among_what_other_filters_leave(monkeypatch, few, far):
    monkeypatch.setattr(leafing, "FEW", few)
    monkeypatch.setattr(leafing, "FAR_WORDS", far)
    make_log(60)
    for query in ("words=rapport&capacity=client", "words=overleg&period_from=2026-01-10&outcome=deviation"):
        pages, expected = pages_and_all(query, 4)
        assert leafed(pages) == expected != [], query
        assert pages.count == len(expected)


@pytest.mark.django_db
def test_of_words_no_more_are_counted_than_is_said(monkeypatch):
    monkeypatch.setattr(leafing, "CAP_WORDS", 3)
    make_log(40)
    pages = LogPaginator(narrowed_log(QueryDict("words=rapport")), 2)
    assert count_words(pages) == "Meer dan 3 verstrekkingen"


@pytest.mark.django_db
def test_of_a_dossier_only_that():
    make_log(40)
    narrowing = narrowed_log(QueryDict("capacity=client"), dossiers=[seal("d-3")])
    found = leafed(LogPaginator(narrowing, 4))
    rows = Disclosure.objects.filter(capacity="client", dossier=seal("d-3")).order_by(*NEWEST_FIRST)
    assert found == [row.pk for row in rows] != []
    assert leafed(LogPaginator(narrowed_log(QueryDict(""), dossiers=[]), 4)) == []


@pytest.mark.django_db
def test_what_a_filter_cannot_be_is_said():
    with pytest.raises(NotUnderstood, match="Hoedanigheid"):
        narrowed_log(QueryDict("capacity=onzin"))


@pytest.mark.django_db(transaction=True)  # a transaction is one moment, and this needs several
@pytest.mark.parametrize("most_changed", [20_000, 1])
def test_as_it_stood_every_filter_gives_what_the_history_gives(monkeypatch, most_changed):
    monkeypatch.setattr(leafing, "MOST_CHANGED", most_changed)
    with factories.recorded():
        asked = make_log(40)
    before = timezone.now().isoformat()
    with factories.recorded():
        Disclosure.objects.filter(capacity="client").update(capacity="authority", description="Anders")
        Disclosure.objects.filter(pk=Disclosure.objects.earliest("pk").pk).update(dossier=seal("d-anders"))
    with factories.recorded():
        factories.DisclosureFactory.create_batch(6, disclosed_at=START)
    for query in [one for one in queries_of(asked) if "&" not in one] + ["capacity=client&place=inside"]:
        at = f"{query}&peildatum={before.replace('+', '%2B')}"
        pages, expected = pages_and_all(at, 4)
        assert leafed(pages) == expected, query
        assert pages.count == len(expected), query
    assert len(all_of(f"capacity=client&peildatum={before.replace('+', '%2B')}")) > 0


@pytest.mark.django_db(transaction=True)
def test_entries_from_ahead_of_their_time_are_in_the_log_as_it_stood():
    factories.DisclosureFactory(disclosed_at=timezone.now() + timedelta(days=40), review=Review.PENDING)
    now = timezone.now().isoformat().replace("+", "%2B")
    assert len(leafed(LogPaginator(narrowed_log(QueryDict(f"capacity=client&peildatum={now}")), 4))) == 1
