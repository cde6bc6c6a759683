"""A step of a colleague gives a record a field that the form of who was editing it did not have."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from sharing.consents.models import Objection
from sharing.consents.operations import settle_objection, withdraw_consent
from sharing.core.records import version_of
from sharing.roles import LAWYER
from tests import factories
from tests.sharing.core.test_overtaken import as_a_browser_sends
from tests.sharing.core.visitors import signed_in, text

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 4, 1, 7, tzinfo=UTC)


def test_a_withdrawal_meanwhile_stays_and_what_was_changed_is_stored() -> None:
    lawyer, consent = signed_in(LAWYER), factories.ConsentFactory()
    url = reverse("consents:edit", args=[consent.pk])
    mine = as_a_browser_sends(lawyer.get(url)) | {"evidence": "Ander formulier", "reason": "Gevonden"}
    withdraw_consent(consent, withdrawn_at=MOMENT, by=factories.UserFactory(role=LAWYER), reason="Per brief")
    page = text(lawyer.post(url, mine, follow=True))
    consent.refresh_from_db()
    assert (consent.withdrawn_at, consent.evidence) == (MOMENT, "Ander formulier")
    assert "heeft dit intussen gewijzigd" in page


def test_a_decision_meanwhile_stays_and_what_was_changed_is_stored() -> None:
    lawyer = signed_in(LAWYER)
    objection = factories.ObjectionFactory(decision="pending", received_at=MOMENT)
    url = reverse("objections:edit", args=[objection.pk])
    mine = as_a_browser_sends(lawyer.get(url)) | {"explanation": "Belde terug", "reason": "Gebeld"}
    colleague = factories.UserFactory(role=LAWYER)
    settle_objection(
        objection,
        decision="rejected",
        in_force_from=MOMENT,
        seen=version_of(Objection, objection.pk),
        by=colleague,
        reason="Zwaarder belang",
    )
    page = text(lawyer.post(url, mine, follow=True))
    objection.refresh_from_db()
    assert (objection.decision, objection.explanation) == ("rejected", "Belde terug")
    assert "heeft dit intussen gewijzigd" in page
