"""The list of countries: inside or outside the EEA, and how many parties are established there."""

import pytest
from django.urls import reverse

from sharing.roles import CONTRACT_MANAGER, EDITOR
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
OURS = {"NL", "US", "JP"}
URL = reverse("landen_modeladmin_index")


@pytest.fixture
def manager():
    factories.EeaMembershipFactory(country__code="NL")
    factories.CountryFactory(code="JP")
    for number in range(2):
        factories.PartyFactory(name=f"Binnen {number}")
    factories.PartyFactory(abroad=True)
    factories.PartyFactory(abroad=True, active=False)
    return signed_in(CONTRACT_MANAGER)


def rows(client, **query) -> dict[str, tuple[bool, int]]:
    found = client.get(URL, query).context["object_list"]
    return {one.code: (one.inside, one.number) for one in found if one.code in OURS}


def test_parties_are_counted_inside_and_outside(manager):
    assert rows(manager) == {"NL": (True, 2), "US": (False, 1), "JP": (False, 0)}
    assert "2 partijen in gebruik binnen de EER en 1 daarbuiten" in text(manager.get(URL))


def test_it_is_narrowed(manager):
    assert rows(manager, inside="yes").keys() == {"NL"}
    assert rows(manager, inside="no").keys() == {"US", "JP"}
    assert rows(manager, parties="yes").keys() == {"NL", "US"}
    assert rows(manager, inside="no", parties="yes", peildatum="2090-01-01").keys() == {"US"}


def test_the_file_tells_the_same(manager):
    sheet = b"".join(manager.get(URL, {"export": "csv"}).streaming_content).decode()
    assert "NL,Nederland,ja,2" in sheet


def test_who_may_not_view_parties_learns_no_numbers():
    factories.PartyFactory()
    answer = signed_in(EDITOR).get(URL)
    assert refused(answer) or "partijen in gebruik" not in text(answer)
