"""What a step on an agreement would refuse is told with what else is wrong, at its field: nobody is sent back twice."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from sharing.models import Agreement, Party, SubProcessor
from tests import factories as make
from tests.sharing.agreements.screens import ADD, edited, filled
from tests.sharing.core.visitors import rows_of, text, version_in
from tests.sharing.parties.steps import merge

pytestmark = pytest.mark.django_db
WHY = "Vul in waarom u dit doet; de reden komt in de historie."


@pytest.fixture
def gone(agreement) -> Party:
    """A record that went into another."""
    party = make.PartyFactory(code="oud", name="Oude naam", processor=True)
    merge(party, make.PartyFactory(code="nieuw", name="Nieuwe naam", processor=True))
    return party


def told(manager: Any, name: str, agreement: Agreement, **typed: Any) -> dict[str, list[str]]:
    """What is said at which field, of a step without a reason."""
    address = reverse(f"agreements:{name}", args=[agreement.pk])
    answer = manager.post(address, {"reason": "", "version": version_in(manager, address), **typed})
    form = answer.context["form"]
    for field, value in typed.items():
        assert form.data[field] == value  # nothing that was typed is lost
    assert form.errors.pop("reason") == [WHY]
    return {field: list(errors) for field, errors in form.errors.items()}


@pytest.mark.parametrize(
    ("name", "typed", "field", "sentence"),
    [
        ("extend", {"last_day": "31-12-2080"}, "last_day", "Zij loopt al tot en met 31 december 2090"),
        ("terminate", {"last_day": "1-1-2091"}, "last_day", "Zij eindigt al op 31 december 2090"),
        ("terminate", {"last_day": "1-1-2019"}, "last_day", "Zij begint op 1 januari 2020"),
        ("replace", {"reference": "VW-2", "first_day": "1-1-2020"}, "first_day", "Zij begint zelf op"),
        ("copy", {"first_day": "1-1-2091", "party": "oud"}, "party", "Kies die partij"),
    ],
)
def test_of_a_step(name, typed, field, sentence, manager, agreement, gone):
    assert sentence in " ".join(told(manager, name, agreement, **typed)[field])


@pytest.mark.parametrize("typed", [{"indefinite": "on"}, {"last_day": "1-6-2095"}])
def test_of_extending_past_a_successor(typed, manager, agreement):
    make.AgreementFactory(reference="VW-2", replaces=agreement, first_day=date(2095, 1, 1))
    [said] = told(manager, "extend", agreement, **typed)["last_day"]
    assert "VW-2 volgt haar op vanaf 1 januari 2095" in said


def test_of_pasted_rows_that_change_nothing(manager, agreement):
    make.SubProcessorFactory(agreement=agreement, party=make.PartyFactory(code="een"), service="Opslag")
    [said] = told(manager, "paste", agreement, rows="Partij\tDienst\neen\tOpslag")["rows"]
    assert "De keten staat al zo" in said


def test_of_pasted_rows_with_a_party_that_went_into_another(manager, agreement, gone):
    address = reverse("agreements:paste", args=[agreement.pk])
    given = {"rows": "oud\tOpslag\tNL", "reason": "Opgave", "version": version_in(manager, address)}
    answer = manager.post(address, given)
    [cell] = answer.context["cell_errors"]
    assert (cell.row, cell.value) == (1, "oud")
    assert "Kies die partij" in cell.message


def test_of_the_rows_of_a_chain(manager, agreement, gone):
    stored = make.SubProcessorFactory(
        agreement=agreement,
        party=make.PartyFactory(code="een", name="Een"),
        service="Opslag",
        announced_on=date(2026, 1, 1),
        objected_on=date(2026, 2, 1),
        objection_reason="Te ver weg",
        objection_outcome="open",
    )
    address = reverse("agreements:chain", args=[agreement.pk])
    rows = [
        {"id": stored.pk, "party": "een", "service": "Opslag", "country": "NL", "announced_on": "1-3-2026"},
        {"party": "een", "service": "Opslag", "country": ""},
        {"party": "oud", "service": "Hulp", "country": "NL", "engaged_by": "4", "first_day": "31-2-2026"},
    ]
    given = {"reason": "", "version": version_in(manager, address)}
    form = manager.post(address, given | rows_of("rijen", [*rows, {}], existing=1)).context["form"]
    assert form.errors["reason"] == [WHY]
    one, two, three, _empty = (row.errors for row in form.rows)
    assert "bezwaar gemaakt op 1 februari 2026" in one["announced_on"][0]
    assert "Een staat voor deze dienst al bij de overeenkomst, in rij 1" in two["service"][0]
    assert "Vul “Land” in bij rij 2" in two["country"][0]
    assert "Kies die partij" in three["party"][0]
    assert "Rij 4 is leeg of deze rij zelf" in three["engaged_by"][0]
    assert "31-2-2026" in three["first_day"][0]
    assert SubProcessor.objects.count() == 1


class TestTheFormOfAnAgreement:
    def test_that_it_would_hold_beside_its_successor(self, manager, agreement):
        make.AgreementFactory(
            processing=True, reference="VW-2", replaces=agreement, first_day=date(2091, 1, 1)
        )
        given = edited(manager, agreement, last_day="2092-12-31", audited_on="31-2-2026", reason="")
        answer = manager.post(reverse("agreements:edit", args=[agreement.pk]), given)
        errors = answer.context["form"].errors
        assert "Overeenkomsten VW-1 en VW-2 volgen elkaar op" in errors["last_day"][0]
        assert {"reason", "audited_on"} <= errors.keys()

    def test_that_it_begins_before_what_it_replaces_ends(self, manager, agreement, lists):
        given = filled(
            lists,
            reference="VW-2",
            replaces=agreement.pk,
            first_day="2090-01-01",
            signed_on="2021-12-01",
            reason="",
        )
        errors = manager.post(ADD, given).context["form"].errors
        assert "Overeenkomsten VW-1 en VW-2 volgen elkaar op" in errors["first_day"][0]
        assert "reason" in errors

    @pytest.mark.parametrize(
        ("field", "remedy"),
        [
            ("signed_on", "Laat dit leeg tot er is getekend, of verbeter de dag."),
            ("audited_on", "wat gepland is, hoort bij de volgende audit."),
            ("data_gone_on", "Laat dit leeg tot het is gebeurd, of verbeter de dag."),
        ],
    )
    def test_that_a_day_on_which_something_happened_is_still_to_come(self, field, remedy, manager, lists):
        given = filled(lists, first_day="31-2-2026") | {field: "1 december 2090"}
        errors = manager.post(ADD, given).context["form"].errors
        [told] = errors[field]
        assert told.startswith("1 december 2090 moet nog komen.") and told.endswith(remedy)
        assert "31-2-2026" in errors["first_day"][0]

    def test_that_the_next_audit_comes_before_the_last(self, manager, lists):
        given = filled(lists, audited_on="1-3-2026", audit_due="1-1-2020", reason="")
        errors = manager.post(ADD, given).context["form"].errors
        told = "De volgende audit (1 januari 2020) ligt voor de laatste (1 maart 2026)."
        assert errors["audit_due"][0].startswith(told)
        assert "reason" in errors

    def test_a_day_to_come_that_was_stored_before_is_asked_at_its_change(self, manager, agreement):
        with make.recorded():
            Agreement.objects.update(signed_on=date(2090, 1, 1))
        given = edited(manager, agreement, description="Toegelicht")
        assert manager.post(reverse("agreements:edit", args=[agreement.pk]), given).status_code == 302

    def test_a_draft_between_two_that_is_signed(self, manager, agreement):
        draft = make.AgreementFactory(
            reference="VW-2", replaces=agreement, first_day=date(2090, 6, 1), signed_on=None
        )
        given = edited(manager, draft, signed_on="2021-05-01", reason="")
        answer = manager.post(reverse("agreements:edit", args=[draft.pk]), given)
        assert "first_day" in answer.context["form"].errors

    def test_that_its_party_went_into_another(self, manager, lists, gone):
        given = filled(lists, party=gone.pk, first_day="31-2-2026")
        errors = manager.post(ADD, given).context["form"].errors
        assert "samengevoegd met Nieuwe naam (nieuw). Kies die partij." in errors["party"][0]
        assert "31-2-2026" in errors["first_day"][0]

    def test_that_sub_processors_engage_each_other(self, manager, agreement):
        one, two = (make.SubProcessorFactory(agreement=agreement, service=name) for name in ("een", "twee"))
        given = edited(manager, agreement, reason="")
        for number in (0, 1):
            other = two if str(given[f"sub_processors-{number}-id"]) == str(one.pk) else one
            given[f"sub_processors-{number}-parent"] = other.pk
        page = manager.post(reverse("agreements:edit", args=[agreement.pk]), given)
        assert text(page).count("langs een omweg zichzelf in") >= 2
        assert "reason" in page.context["form"].errors


def test_what_was_registered_of_a_party_before_it_went_can_still_be_changed(manager, agreement):
    party = agreement.party
    merge(party, make.PartyFactory(code="nieuw", processor=True))
    given = edited(manager, agreement, description="Toegelicht")
    assert manager.post(reverse("agreements:edit", args=[agreement.pk]), given).status_code == 302
