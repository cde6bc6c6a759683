"""What the law asks of an agreement beside its dates: why it is a draft, what it replaces, who was announced when."""

from datetime import date

import pytest
from django.urls import reverse

from sharing.models import Agreement, Article28Clause, SubProcessor
from sharing.roles import AUDITOR, CONTRACT_MANAGER
from tests import factories
from tests.sharing.agreements.screens import ADD, INDEX, edited, filled, management
from tests.sharing.core.visitors import signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def lists():
    return {
        "party": factories.PartyFactory(processor=True),
        "purpose": factories.PurposeFactory(),
        "data": factories.DataCategoryFactory(),
    }


def test_an_unsigned_agreement_says_why_it_is_a_draft(manager):
    agreement = factories.AgreementFactory(unsigned=True, first_day=date(2090, 1, 1))
    assert "Concept" in text(manager.get(INDEX))
    page = text(manager.get(reverse("agreements:inspect", args=[agreement.pk])))
    assert "Er is geen datum van ondertekening vastgelegd" in page
    signed = factories.AgreementFactory()
    assert "datum van ondertekening" not in text(manager.get(reverse("agreements:inspect", args=[signed.pk])))


def test_it_replaces_another_and_says_what_is_done_and_how_it_is_kept(manager, lists):
    former = factories.AgreementFactory(reference="VO-OUD")
    sent = filled(
        lists,
        replaces=former.pk,
        processing_nature="Salarissen berekenen",
        security="ISO 27001",
        note_c="Bijlage 4",
    )
    assert manager.post(ADD, sent).status_code == 302
    agreement = Agreement.objects.get(reference="VO-1")
    assert agreement.replaces == former
    assert Article28Clause.objects.get(agreement=agreement, item="c").note == "Bijlage 4"
    page = text(signed_in(AUDITOR).get(reverse("agreements:inspect", args=[agreement.pk])))
    for words in ("VO-OUD", "Salarissen berekenen", "ISO 27001", "Bijlage 4"):
        assert words in page
    assert "VO-1" in text(manager.get(reverse("agreements:inspect", args=[former.pk])))


def test_an_agreement_does_not_replace_itself(manager, lists):
    agreement = factories.AgreementFactory(processing=True, covers=[lists["purpose"]], data=[lists["data"]])
    url = reverse("agreements:edit", args=[agreement.pk])
    page = text(manager.post(url, edited(manager, agreement, replaces=agreement.pk)))
    assert "Een overeenkomst vervangt niet zichzelf" in page


def test_nor_by_a_detour(manager, lists):
    covers = {"processing": True, "covers": [lists["purpose"]], "data": [lists["data"]]}
    first = factories.AgreementFactory(reference="VO-1", last_day=date(2024, 12, 31), **covers)
    second = factories.AgreementFactory(
        reference="VO-2", replaces=first, first_day=date(2025, 1, 1), last_day=date(2025, 12, 31), **covers
    )
    third = factories.AgreementFactory(
        reference="VO-3", replaces=second, first_day=date(2026, 1, 1), **covers
    )
    url = reverse("agreements:edit", args=[first.pk])
    page = manager.post(url, edited(manager, first, replaces=third.pk))
    assert page.status_code == 200
    assert "“VO-1” vervangt zo via “VO-3” zichzelf" in text(page)


def sub_processor(lists, **changes) -> dict:
    row = {
        "party": factories.PartyFactory().pk,
        "service": "Hosting",
        "country": lists["party"].country_id,
        "announced_on": "05-01-2026",
        "objection_until": "04-02-2026",
        "approved_on": "",
        "first_day": "05-02-2026",
        "last_day": "",
        "parent": "",
    } | changes
    return filled(
        lists,
        **management("sub_processors", 1),
        **{f"sub_processors-0-{name}": value for name, value in row.items()},
    )


def test_a_sub_processor_that_ends_before_it_starts_is_refused_at_its_last_day(manager, lists):
    sent = manager.post(ADD, sub_processor(lists, last_day="04-02-2026"))
    (row,) = sent.context["form"].formsets["sub_processors"].forms
    assert list(row.errors) == ["last_day"]
    assert row.errors["last_day"][0].startswith("De laatste dag ligt voor de eerste dag.")


def test_a_sub_processor_is_announced_and_engaged_from_a_day(manager, lists):
    assert manager.post(ADD, sub_processor(lists)).status_code == 302
    made = SubProcessor.objects.get()
    assert (made.announced_on, made.objection_until, made.first_day) == (
        date(2026, 1, 5),
        date(2026, 2, 4),
        date(2026, 2, 5),
    )
    page = text(manager.get(reverse("agreements:inspect", args=[made.agreement_id])))
    assert "4 februari 2026" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"objection_until": "04-01-2026"}, "eindigt voor de aankondiging"),
        ({"last_day": "04-02-2026"}, "De laatste dag ligt voor de eerste dag"),
        (
            {"objected_on": "1-12-2090", "objection_reason": "Te ver weg"},
            "1 december 2090 moet nog komen. Vul de dag in waarop u bezwaar maakte.",
        ),
    ],
)
def test_days_of_a_sub_processor_that_do_not_fit_are_said(manager, lists, changes, said):
    assert said in text(manager.post(ADD, sub_processor(lists, **changes)))
    assert not SubProcessor.objects.exists()
