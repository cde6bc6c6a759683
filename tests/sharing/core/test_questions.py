"""Questions that are asked in the address: who has no mouse goes on at the answer, or at what cannot be asked."""

import re

import pytest

from sharing.roles import AUDITOR, CONTRACT_MANAGER, LAWYER
from tests.sharing.core.visitors import signed_in

pytestmark = pytest.mark.django_db
AT_THE_ANSWER = re.compile(r'<p[^>]* tabindex="-1" autofocus>')


@pytest.mark.parametrize(
    ("role", "address", "asked"),
    [
        (LAWYER, "/beheer/cijfers/", "van=1-1-2026&tot=31-1-2026"),
        (AUDITOR, "/beheer/cijfers-per-jaar/", "van=2025&tot=2026"),
        (CONTRACT_MANAGER, "/beheer/ketens/", "op=1-1-2026"),
        (CONTRACT_MANAGER, "/beheer/werk/", "soort=&van="),
        (AUDITOR, "/beheer/wijzigingen/", "first=1-1-2026"),
    ],
)
def test_an_answer_is_where_one_goes_on_and_a_screen_begins_at_its_start(role, address, asked):
    visitor = signed_in(role)
    assert AT_THE_ANSWER.search(visitor.get(f"{address}?{asked}").content.decode())
    assert not AT_THE_ANSWER.search(visitor.get(address).content.decode())


@pytest.mark.parametrize(
    ("role", "address", "asked"),
    [
        (LAWYER, "/beheer/cijfers/", "van=31-2-2026&tot=31-3-2026"),
        (AUDITOR, "/beheer/cijfers-per-jaar/", "van=ooit"),
        (CONTRACT_MANAGER, "/beheer/ketens/", "op=31-2-2026"),
        (AUDITOR, "/beheer/wijzigingen/", "first=31-2-2026"),
    ],
)
def test_what_cannot_be_asked_is_marked_at_its_field(role, address, asked):
    page = signed_in(role).get(f"{address}?{asked}").content.decode()
    field = re.search(r'<input[^>]*name="(?:van|op|first)"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in field and 'aria-describedby="' in field
    assert not AT_THE_ANSWER.search(page)
