"""The promises per version, to read."""

import pytest
from django.test import Client
from django.urls import reverse

from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories


@pytest.mark.parametrize(
    ("role", "sees"),
    [(LAWYER, True), (AUDITOR, True), (EDITOR, False), (CONTRACT_MANAGER, False), (ADMINISTRATOR, False)],
)
def test_who_reads_the_promises_and_nobody_writes_them(role, sees, db):
    factories.PurposeFactory(code="werk", description="Begeleiding naar werk")
    factories.DataCategoryFactory(code="cv", name="Werkervaring")
    promises = factories.CommitmentSetFactory(
        version=7, purposes=["werk", "vervallen"], data_categories={"partner": ["cv"]}
    )
    client = Client()
    client.force_login(factories.UserFactory(role=role))
    assert (client.get(reverse("commitments:index")).status_code == 200) == sees
    answer = client.get(reverse("commitments:inspect", args=[promises.pk]))
    assert (answer.status_code == 200) == sees
    if sees:
        page = answer.content.decode()
        for words in (
            "Begeleiding naar werk",
            "vervallen",
            "Werkervaring",
            "Samenwerkingspartner",
            "/privacyverklaring/versies/7/",
        ):
            assert words in page
    for step in ("nieuw/", f"{promises.pk}/wijzigen/", f"{promises.pk}/verwijderen/"):
        assert client.post(f"{reverse('commitments:index')}{step}").status_code == 404
