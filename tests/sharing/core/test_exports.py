"""What leaves the product as a sheet: the words of the screen, Dutch names, and never a formula."""

import csv
import io

import pytest
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Page

from sharing.models import Transfer
from sharing.roles import CONTRACT_MANAGER, EDITOR
from sharing.wagtail_hooks import SCREENS
from tests import factories
from tests.sharing.core.visitors import signed_in, text

FORMULA = '=HYPERLINK("https://example.test","klik")'


def sheet(response) -> list[dict[str, str]]:
    body = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(body)))


@pytest.mark.django_db
def test_wagtails_own_reports_carry_no_formula_and_have_a_dutch_name(client, django_user_model) -> None:
    client.force_login(factories.UserFactory(username="baas", is_superuser=True))
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=Page(title=FORMULA, slug="formule"))
    log(instance=page, action="wagtail.edit", user=factories.UserFactory(role=EDITOR))
    response = client.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})
    assert response["Content-Disposition"].startswith('attachment; filename="sitehistorie-')
    cells = [cell for row in sheet(response) for cell in row.values()]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"assessed_on": None}, "Zonder positieve TIA"),
        ({}, "Passende waarborgen"),
    ],
)
def test_the_sheet_says_what_the_screen_says(facts: dict, said: str) -> None:
    transfer = factories.TransferFactory(**facts)
    manager = signed_in(CONTRACT_MANAGER)
    assert said in text(manager.get(reverse("transfers:index")))
    assert said in text(manager.get(reverse("transfers:inspect", args=[transfer.pk])))
    [row] = sheet(manager.get(reverse("transfers:index"), {"export": "csv"}))
    assert row["Stand"] == said
    assert Transfer.objects.count() == 1


@pytest.mark.parametrize(
    "viewset",
    [one for one in SCREENS.values() if hasattr(one, "model")],
    ids=lambda viewset: viewset.name,  # the same in every process: tests are divided by name
)
def test_a_file_is_named_after_its_list(viewset) -> None:
    assert not viewset.export_filename.startswith("sharing")
    assert viewset.export_filename.replace("-", "").isalpha()
