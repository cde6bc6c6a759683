"""What waits for a lawyer: the worklist and the panel on the admin's home page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sharing.gate.codes import RULE_OF
from sharing.reports.queries import CAP
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in, text


@pytest.mark.parametrize(
    ("role", "works"),
    [(LAWYER, True), (AUDITOR, False), (EDITOR, False), (CONTRACT_MANAGER, False), (ADMINISTRATOR, False)],
)
def test_the_work_is_shown_to_lawyers_only(role, works, db):
    factories.DisclosureFactory(deviation=True)
    client = signed_in(role)
    assert (client.get(reverse("worklist:index")).status_code == 200) == works
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("te beoordelen" in page) == works
    assert (reverse("worklist:index") in page) == works


def test_the_panel_counts_what_this_user_can_do(db):
    lawyer = signed_in(LAWYER)
    factories.DisclosureFactory(deviation=True)
    factories.DisclosureFactory()
    factories.AuthorityRequestFactory()
    factories.AuthorityRequestFactory(assessed=True)
    factories.AuthorityRequestFactory(assessed=True, assessed_by=lawyer.user)
    page = " ".join(lawyer.get(reverse("wagtailadmin_home")).content.decode().split())
    assert "<strong>1</strong> afwijking te beoordelen" in page
    assert "<strong>1</strong> verzoek van een autoriteit te beoordelen" in page
    assert "<strong>1</strong> beoordeling door u te bevestigen" in page


def test_the_oldest_deviation_comes_first_with_its_finding(db):
    newer = factories.DisclosureFactory(deviation=True)
    older = factories.DisclosureFactory(deviation=True, disclosed_at=newer.disclosed_at - timedelta(days=1))
    factories.DisclosureFactory()
    lawyer = signed_in(LAWYER)
    shared = RULE_OF["no-agreement"].when
    for name, sentence in (("index", shared), ("single", "Er is geen overeenkomst.")):
        answer = lawyer.get(reverse(f"worklist:{name}"))
        found = [row if name == "single" else row.example for row in answer.context["table"].data]
        assert found == [older, newer]
        assert sentence in answer.content.decode()


def test_counting_stops_at_the_cap(db, monkeypatch):
    for place in ("queries", "legal_work"):
        monkeypatch.setattr(f"sharing.reports.{place}.CAP", 1)
    assert CAP == 99
    for _ in range(3):
        factories.DisclosureFactory(deviation=True)
    page = text(signed_in(LAWYER).get(reverse("wagtailadmin_home")))
    assert "<strong>1+</strong> afwijkingen te beoordelen" in " ".join(page.split())
