"""What is a burgerservicenummer in a text, and what only looks like one."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sharing.core.bsn import IN_TEXT, holds_bsn, may_hold_bsn, passes_eleven_test, without_bsn
from sharing.core.exceptions import NotUnderstood


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("111222333", True),
        ("BSN 111222333 van de heer", True),
        ("BSN123456782x", True),
        ("(123456782)", True),
        ("1112.22.333", True),
        ("111 222 333", True),
        ("111-222-333", True),
        ("1 1 1 2 2 2 3 3 3", True),
        ("111 - 222 - 333", True),
        ("111\u2011222\u2013333", True),
        ("111\u00a0222\u2009333", True),
        ("111\u200b222\u00ad333", True),
        ("\uff11\uff11\uff11\uff12\uff12\uff12\uff13\uff13\uff13", True),
        ("\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663", True),
        ("op 31-03-2026 over 111222333", True),
        ("12 111222333", True),
        ("111222334", False),
        ("000000000", False),
        ("1112223330", False),
        ("0111222333", False),
        ("11122233", False),
        ("111/222/333", False),
        ("111a222b333", False),
        ("111222\n333", False),
        ("06-12345678", False),
        ("NL91 ABNA 0417 1643 00", False),
        ("op 31-03-2026 3 documenten", False),
        ("9-12-2026 14:05 gebeld", False),
        ("", False),
    ],
)
def test_a_bsn_in_a_text(text, holds):
    assert holds_bsn(text) is holds
    assert may_hold_bsn(text) or not holds
    if holds:
        with pytest.raises(NotUnderstood) as refused:
            without_bsn(text)
        assert (str(refused.value), refused.value.code) == (IN_TEXT, "bsn")
        assert not any(mark.isdigit() for mark in str(refused.value))


def bsns() -> st.SearchStrategy[str]:
    """Eight digits, with the ninth that makes them pass; one in eleven has none."""
    first = st.integers(1, 99_999_999).map("{:08}".format)
    whole = first.map(lambda digits: f"{digits}{sum((9 - i) * int(d) for i, d in enumerate(digits)) % 11}")
    return whole.filter(lambda number: len(number) == 9)


_NO_DIGITS = st.text(st.characters(codec="utf-8", exclude_categories=("Nd", "Nl", "No", "Mn", "Cf")))
_BETWEEN = st.sampled_from(["", "", " ", ".", "-", "\u2011", "\u00a0", " - "])


@given(bsns(), st.lists(_BETWEEN, min_size=8, max_size=8), _NO_DIGITS, _NO_DIGITS)
def test_every_bsn_is_found_between_anything_but_digits(number, between, before, after):
    written = "".join(map("".join, zip(number, [*between, ""], strict=True)))
    # A date with a number behind it is read as that.
    assume(not any(year in number for year in ("19", "20")) or set(between) == {""})
    assert holds_bsn(before + written + after)
    assert may_hold_bsn(before + written + after)


@given(bsns(), st.sampled_from("0123456789"))
def test_a_longer_number_is_none(number, digit):
    assert not holds_bsn(f"x{number}{digit}x")
    assert not holds_bsn(f"x{digit}{number}x")


@given(st.integers(0, 999_999_999).map("{:09}".format).filter(lambda digits: not passes_eleven_test(digits)))
def test_nine_other_digits_are_none(digits):
    assert not holds_bsn(f"kenmerk {digits}.")
