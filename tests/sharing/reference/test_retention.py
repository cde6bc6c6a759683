"""How long what is kept: the list, its words, and what the statement may know of it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from sharing import public
from sharing.models import RetentionTerm
from sharing.reference.choices import TermUnit
from sharing.reference.rules import term_in_words
from sharing.roles import CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

CREATE = reverse("bewaartermijnen_modeladmin_create")
SENT = {
    "code": "dossier",
    "description": "Het dossier",
    "length": "2",
    "unit": "years",
    "counted_from": "het einde van het traject",
    "criterion": "",
    "legal_ground": "",
    "subject_category": "",
    "first_day": "2020-01-01",
    "last_day": "",
    "reason": "Vastgesteld",
}


@pytest.mark.parametrize(
    ("length", "unit", "words"),
    [
        (1, TermUnit.DAYS, "1 dag na x"),
        (28, TermUnit.DAYS, "28 dagen na x"),
        (1, TermUnit.WEEKS, "1 week na x"),
        (4, TermUnit.WEEKS, "4 weken na x"),
        (1, TermUnit.MONTHS, "1 maand na x"),
        (6, TermUnit.MONTHS, "6 maanden na x"),
        (1, TermUnit.YEARS, "1 jaar na x"),
        (7, TermUnit.YEARS, "7 jaar na x"),
    ],
)
def test_a_term_in_words(length, unit, words):
    assert term_in_words(length=length, unit=unit, counted_from="x", criterion="") == words


def test_without_a_term_the_criterion_speaks():
    assert term_in_words(length=None, unit="", counted_from="", criterion="tot u stopt") == "tot u stopt"


@pytest.mark.django_db
def test_the_statement_hears_the_terms_that_hold_that_day():
    factories.RetentionTermFactory(code="nu", description="B", legal_ground="artikel 52 AWR")
    factories.RetentionTermFactory(code="open", description="A", open_ended=True)
    factories.RetentionTermFactory(code="voorbij", last_day=date(2026, 3, 30))
    factories.RetentionTermFactory(code="later", first_day=date(2026, 4, 1))
    rows = public.retention_terms(on=date(2026, 3, 31))
    assert [row["code"] for row in rows] == ["open", "nu"]
    assert rows[0]["term"] == "tot u uw toestemming intrekt"
    assert (rows[1]["term"], rows[1]["ground"]) == (
        "2 jaar na het einde van de overeenkomst",
        "artikel 52 AWR",
    )
    assert "voorbij" in {row["code"] for row in public.retention_terms(on=date(2026, 3, 30))}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"length": ""}, "Vul een termijn in, of"),
        ({"length": "0"}, "De termijn is 0."),
        ({"length": "-3"}, "-3 is te laag. Vul 1 of meer in, of laat het veld leeg."),
        ({"unit": ""}, "Kies of de termijn in dagen"),
        ({"counted_from": ""}, "Vul in waarna de termijn begint."),
        ({"criterion": "tot u stopt"}, "Laat dit leeg als er een vaste termijn is"),
        ({"length": "", "criterion": "tot u stopt"}, "er is geen termijn ingevuld"),
        ({"last_day": "2019-01-01"}, "Ingevuld is 1 januari 2019, en als eerste dag 1 januari 2020."),
    ],
)
def test_what_is_missing_or_too_much_is_said_and_nothing_is_stored(change, field):
    answer = signed_in(CONTRACT_MANAGER).post(CREATE, {**SENT, **change})
    assert field in text(answer)
    assert not RetentionTerm.objects.exists()


@pytest.mark.django_db
def test_a_contract_manager_adds_a_term_with_its_history():
    manager = signed_in(CONTRACT_MANAGER)
    assert manager.post(CREATE, SENT).status_code == 302
    term = RetentionTerm.objects.get()
    assert term.history.get().history_change_reason == "Vastgesteld"
    listed = text(manager.get(reverse("bewaartermijnen_modeladmin_index")))
    assert "2 jaar na het einde van het traject" in listed


@pytest.mark.django_db
def test_others_read_or_stay_out():
    factories.RetentionTermFactory()
    index = reverse("bewaartermijnen_modeladmin_index")
    assert signed_in(LAWYER).get(index).status_code == 200
    assert refused(signed_in(LAWYER).get(CREATE))
    assert refused(signed_in(EDITOR).get(index))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"length": None}, {"unit": ""}, {"counted_from": ""}, {"criterion": "tot u stopt"}, {"length": 0}],
)
def test_the_database_knows_a_term_from_half_a_term(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.RetentionTermFactory(**wrong)


@pytest.mark.django_db
def test_what_a_term_names_is_not_deleted_under_it():
    purpose = factories.PurposeFactory()
    factories.RetentionTermPurposeFactory(purpose=purpose)
    manager = signed_in("Beheerder")
    manager.post(reverse("doeleinden_modeladmin_delete", args=[purpose.pk]), {"reason": "weg", "version": ""})
    purpose.refresh_from_db()
