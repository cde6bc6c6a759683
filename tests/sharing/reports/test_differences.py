"""The report of facts of law that are kept otherwise than the release has them."""

import pytest

from sharing.core.actor import acting, system_user
from sharing.grounds.operations import load_starting_lists
from sharing.models import AdequacyDecision, Country, EeaMembership, LegalProvision
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests.factories import UserFactory
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
ADDRESS = "/beheer/afwijkend/"


@pytest.fixture
def changed():
    load_starting_lists(by=system_user(), reason="Begin")
    with acting(by=UserFactory(role=ADMINISTRATOR), reason="Zelf nagekeken"):
        AdequacyDecision.objects.filter(reference="2011/61/EU").update(ends="2027-01-01", excludes="")
        EeaMembership.objects.filter(country="HR").update(first_day="2013-07-02")
        LegalProvision.objects.filter(code="awr-52").update(citation="artikel 52 AWR")
        Country.objects.filter(code="CZ").update(name="Tsjechische Republiek")
        EeaMembership.objects.get(country="MF").delete()


def test_nothing_differs_at_first() -> None:
    assert "Niets wijkt af" in text(signed_in(LAWYER).get(ADDRESS))


@pytest.mark.parametrize("role", [LAWYER, AUDITOR, ADMINISTRATOR])
def test_per_field_ours_and_shipped_with_source_and_confidence(changed, role) -> None:
    visitor = signed_in(role)
    assert ADDRESS in visitor.get("/beheer/").content.decode()
    page = visitor.get(ADDRESS)
    shown = text(page)
    for words in (
        "doorgiften die niet geautomatiseerd zijn",
        "1 januari 2027",
        "Nog te controleren",
        "2 juli 2013",
        "1 juli 2013",
        "artikel 52 AWR",
        "wetten.overheid.nl, Algemene wet inzake rijksbelastingen",
        "Tsjechische Republiek",
        "Verwijderd",
    ):
        assert words in shown, words
    decision = AdequacyDecision.objects.get(reference="2011/61/EU")
    assert f"/beheer/adequaatheidsbesluiten/inspect/{decision.pk}/" in page.content.decode()


def test_as_many_questions_for_every_row_as_for_some(changed, django_assert_max_num_queries) -> None:
    with acting(by=UserFactory(role=ADMINISTRATOR), reason="Alles anders"):
        AdequacyDecision.objects.update(excludes="Alles")
        EeaMembership.objects.exclude(country__in=["GB", "HR"]).update(note="Nagekeken")
        EeaMembership.objects.filter(country__in=["IS", "NO"]).delete()
    visitor = signed_in(LAWYER)
    visitor.get(ADDRESS)
    with django_assert_max_num_queries(25):
        shown = text(visitor.get(ADDRESS))
    assert shown.count("Verwijderd") == 3 and shown.count("Nagekeken") > 20


@pytest.mark.parametrize("role", [EDITOR, CONTRACT_MANAGER])
def test_others_stay_out(role) -> None:
    visitor = signed_in(role)
    assert refused(visitor.get(ADDRESS))
    assert ADDRESS not in visitor.get("/beheer/").content.decode()
