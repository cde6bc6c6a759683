"""What recording or correcting a disclosure would refuse is told with what else is wrong: nobody is sent back twice."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.core.records import version_of
from sharing.disclosures.models import Disclosure
from sharing.disclosures.voiding import void_disclosure
from sharing.roles import LAWYER
from tests import factories as make
from tests.sharing.disclosures.screens import ADD, filled

pytestmark = pytest.mark.usefixtures("register")
BSN = "burgerservicenummer"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"disclosed_at": "31-12-2399 10:00"}, "disclosed_at", "ligt in de toekomst"),
        ({"disclosed_at": "31-12-1980 10:00"}, "disclosed_at", "ligt voor 1995"),
        ({"description": "Van 123456782"}, "description", BSN),
        ({"deviation_reason": "Van 123456782"}, "deviation_reason", BSN),
        ({"legal_provision": "Van 123456782"}, "legal_provision", BSN),
    ],
)
def test_of_an_entry(typed, field, sentence, lawyer):
    given = filled(channel="duif", dossier="", **typed)
    answer = lawyer.post(ADD, given)
    form = answer.context["form"]
    assert sentence in " ".join(form.errors[field])
    assert {"channel", "dossier"} <= form.errors.keys()
    assert given[field] in answer.content.decode()  # nothing that was typed is lost
    assert not Disclosure.objects.exists()


def test_what_is_only_asked_may_lie_ahead(lawyer):
    answer = lawyer.post(ADD, filled(channel="", disclosed_at="31-12-2399 10:00", check=""))
    assert "disclosed_at" not in answer.context["form"].errors


def test_of_a_correction(lawyer):
    row = make.DisclosureFactory()
    address = reverse("disclosures:edit", args=[row.pk])
    given = filled(reason="", disclosed_at="31-12-2399 10:00", version=version_of(Disclosure, row.pk))
    errors = lawyer.post(address, given).context["form"].errors
    assert "ligt in de toekomst" in errors["disclosed_at"][0]
    assert "reason" in errors


def test_what_the_rules_say_is_told_with_a_reason_that_is_missing(lawyer):
    row = make.DisclosureFactory()
    address = reverse("disclosures:edit", args=[row.pk])
    given = filled(reason="", purpose="andere", version=version_of(Disclosure, row.pk))
    make.PurposeFactory(code="andere")
    answer = lawyer.post(address, given)
    assert "reason" in answer.context["form"].errors
    assert answer.context["needs_reason"]
    assert any(finding.blocks for finding in answer.context["findings"])


def test_what_a_second_person_writes_when_confirming_is_kept(lawyer):
    """It stood on the screen, was typed, and was nowhere to be found."""
    row = make.DisclosureFactory(deviation=True)
    void_disclosure(row, by=make.UserFactory(role=LAWYER), at=timezone.now(), reason="Dubbel")
    address = reverse("disclosures:proposal", args=[row.pk])
    given = {"decision": "confirm", "reason": "Zelf nagebeld", "version": version_of(Disclosure, row.pk)}
    assert lawyer.post(address, given).status_code == 302
    row.refresh_from_db()
    assert row.is_void
    assert row.void_reason == "Dubbel"
    assert row.history.latest().history_change_reason == (
        "Dubbel\nToelichting bij het bevestigen: Zelf nagebeld"
    )
