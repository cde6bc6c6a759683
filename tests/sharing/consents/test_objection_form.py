"""What cannot be of an objection or restriction stands at the field that can be improved."""

import pytest
from django.urls import reverse

from sharing.roles import LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in

pytestmark = pytest.mark.django_db
SENT = {
    **{"dossier_number": "d-77", "kind": "objection", "decision": "pending", "reason": "Brief"},
    **{"in_force_from": "30-11-2025 10.00", "documents-TOTAL_FORMS": 0, "documents-INITIAL_FORMS": 0},
}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        (
            {"in_force_until": "29/11/25 9.30 uur"},
            "in_force_until",
            "29 november 2025 om 09:30 ligt voor “Geldt vanaf” (30 november 2025 om 10:00)",
        ),
        ({"recipient": ""}, "recipient", "Noem bij een bezwaar een ontvanger of een doeleinde."),
        ({"restriction_ground": "a"}, "restriction_ground", "Alleen een beperking heeft een grond"),
        ({"kind": "restriction"}, "recipient", "Een beperking geldt voor het hele dossier"),
    ],
)
def test_it_is_told_once_at_its_field(changes, field, words) -> None:
    party = factories.PartyFactory()
    page = signed_in(LAWYER).post(
        reverse("objections:add"), SENT | {"recipient": f"{party.name} ({party.code})"} | changes
    )
    form = page.context["form"]
    assert words in " ".join(form.errors[field])
    assert not form.non_field_errors()
