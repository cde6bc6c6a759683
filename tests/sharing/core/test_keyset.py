"""Leafing through the log by key."""

from datetime import UTC, datetime, timedelta

import pytest

from sharing.core.keyset import COUNT_CAP, KeysetPaginator, Position, decode, encode
from sharing.models import Disclosure
from tests.factories import (
    NOON,
    DataCategoryFactory,
    DisclosureFactory,
    PartyFactory,
    PurposeFactory,
    SourceFactory,
    SubjectCategoryFactory,
)


@pytest.mark.parametrize("newer", [False, True])
@pytest.mark.parametrize(
    "instant", [NOON, datetime(1995, 1, 1, tzinfo=UTC), datetime(1960, 1, 1, 1, 2, 3, 4, tzinfo=UTC)]
)
def test_a_cursor_leads_back_to_its_position(instant, newer):
    position = Position(instant, 123456789, newer)
    assert decode(encode(position)) == position
    assert encode(position).isascii() and "=" not in encode(position)


@pytest.mark.parametrize(
    "cursor", ["", "x", "é", "AAAA", "a" * 500, encode(Position(NOON, 1))[:-3], "b" + "_" * 22, "%00"]
)
def test_a_cursor_that_is_not_ours_is_refused(cursor):
    with pytest.raises(ValueError, match="ongeldig"):
        decode(cursor)


@pytest.fixture
def log(db):
    """Nine disclosures: three moments, each three times, so that the id must break the tie."""
    shared = {
        "recipient": PartyFactory(),
        "purpose": PurposeFactory(),
        "subject_category": SubjectCategoryFactory(),
        "source": SourceFactory(),
        "data": [DataCategoryFactory()],
    }
    rows = [
        DisclosureFactory(disclosed_at=NOON - timedelta(days=number // 3), **shared) for number in range(9)
    ]
    return sorted(
        (row.pk for row in rows),
        key=lambda pk: (Disclosure.objects.get(pk=pk).disclosed_at, pk),
        reverse=True,
    )


def leaf(per_page, cursor=None):
    page = KeysetPaginator(Disclosure.objects.all(), per_page).get_page(cursor)
    return [row.pk for row in page], page


@pytest.mark.parametrize("per_page", [1, 2, 4, 8, 9, 20])
def test_leafing_to_the_end_and_back_shows_every_row_once(log, per_page):
    seen, cursor, pages = [], None, 0
    while True:
        rows, page = leaf(per_page, cursor)
        seen += rows
        pages += 1
        if not page.older:
            break
        cursor = page.older
    assert seen == log
    assert pages == -(-9 // per_page)
    back = rows
    while page.newer:
        rows, page = leaf(per_page, page.newer)
        back = rows + [row for row in back if row not in rows]
    assert back == log


def test_the_newest_page_has_nothing_newer_and_the_last_nothing_older(log):
    _rows, page = leaf(9)
    assert not page.has_other_pages()
    _rows, page = leaf(4)
    assert page.newer is None and page.older


def test_a_row_that_arrives_meanwhile_does_not_shift_what_is_shown(log):
    _rows, page = leaf(4)
    first = Disclosure.objects.get(pk=log[0])
    DisclosureFactory(
        disclosed_at=NOON + timedelta(days=1),
        recipient=first.recipient,
        purpose=first.purpose,
        subject_category=first.subject_category,
        source=first.source,
        data_categories=first.data_categories,
    )
    rows, _page = leaf(4, page.older)
    assert rows == log[4:8]


def test_a_broken_cursor_shows_the_newest(log):
    rows, _page = leaf(4, "onzin")
    assert rows == log[:4]


def test_nothing_is_counted_beyond_the_cap(log, django_assert_num_queries):
    paginator = KeysetPaginator(Disclosure.objects.all(), 4)
    with django_assert_num_queries(1) as captured:
        assert paginator.count == 9
    assert f"LIMIT {COUNT_CAP + 1}" in captured[0]["sql"]
    assert not paginator.is_capped


def test_a_page_compares_rows_so_that_the_index_is_used(log, django_assert_num_queries):
    with django_assert_num_queries(1) as captured:
        leaf(4, encode(Position(NOON, 5)))
    sql = captured[0]["sql"]
    assert "OFFSET" not in sql
    assert '("sharing_disclosure"."disclosed_at", "sharing_disclosure"."id") <' in sql
