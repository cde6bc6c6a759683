"""Agreements of a workbook that follow each other, and the ends of what was terminated."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from sharing.core.actor import acting, system_user
from sharing.core.exceptions import RefusedInput
from sharing.models import Agreement, Party
from sharing.workbook.operations import import_workbook
from sharing.workbook.saving import write_register
from tests.factories import AgreementFactory, DataCategoryFactory, PartyFactory, PurposeFactory, UserFactory
from tests.sharing.workbook.books import Sheets, lawful, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def read():
    manager = UserFactory(username="manager", role="Contractbeheerder")

    def do(sheets: Sheets):
        return import_workbook(workbook(sheets), name="register.xlsx", by=manager, as_operator=True)

    return do


@pytest.fixture
def refused(read):
    def do(sheets: Sheets) -> list[str]:
        with pytest.raises(RefusedInput) as refusal:
            read(sheets)
        assert not Party.objects.exists()
        return [str(error) for error in refusal.value.errors]

    return do


def test_a_successor_does_not_hold_on_a_day_of_its_predecessor(refused, read) -> None:
    sheets = lawful("overeenkomsten", 3, "vervangt", None)
    columns = sheets["overeenkomsten"][0]
    former = list(sheets["overeenkomsten"][2])
    former[columns.index("kenmerk")] = "VO-0"
    former[columns.index("subverwerker_toestemming")] = None
    sheets["overeenkomsten"].append(former)
    sheets["overeenkomsten"][2][columns.index("vervangt")] = "VO-0"
    [said] = refused(sheets)
    assert said.startswith("blad “overeenkomsten”, rij ")
    assert "“VO-0” volgen elkaar op" in said or "“VO-1” volgen elkaar op" in said
    former[columns.index("geldig_vanaf")] = "2023-01-01"
    former[columns.index("geldig_tot_en_met")] = "2023-12-31"
    read(sheets)
    assert Agreement.objects.get(reference="VO-1").replaces.reference == "VO-0"


def test_a_termination_after_the_last_day_is_named(refused) -> None:
    sheets = lawful("overeenkomsten", 3, "opgezegd_per", "2026-02-01")
    sheets["overeenkomsten"][2][sheets["overeenkomsten"][0].index("geldig_tot_en_met")] = "2026-01-31"
    [said] = refused(sheets)
    assert "01-02-2026 ligt na de laatste dag van de overeenkomst, 31-01-2026" in said


@pytest.fixture
def before_the_rule(owner_connection) -> None:
    """Two agreements of an installation from before the rule, the second one terminated after its end as well."""
    about = {"party": PartyFactory(), "covers": [PurposeFactory()], "data": [DataCategoryFactory()]}
    former = AgreementFactory(reference="VO-0", first_day=date(2024, 1, 1), **about)
    AgreementFactory(reference="VO-1", first_day=date(2025, 1, 1), **about)
    table, rule = "ALTER TABLE sharing_agreement", "TRIGGER successive_sharing_agreement"
    owner_connection.execute(f"{table} DISABLE {rule}")
    with acting(by=system_user(), reason="Van voor de regel"):
        Agreement.objects.filter(reference="VO-1").update(
            replaces=former, last_day=date(2026, 1, 31), terminated_per=date(2026, 2, 1)
        )
    owner_connection.execute(f"{table} ENABLE ALWAYS {rule}")


@pytest.mark.django_db(transaction=True)
def test_what_was_stored_before_the_rule_is_read_back(before_the_rule) -> None:
    out = io.BytesIO()
    write_register(out, moment=None)
    given = {"name": "register.xlsx", "by": system_user(), "as_operator": True}
    report = import_workbook(io.BytesIO(out.getvalue()), dry_run=True, **given)
    assert not [name for name, sheet in report.sheets.items() if sheet.added or sheet.changed]
    book = load_workbook(io.BytesIO(out.getvalue()))
    sheet = book["overeenkomsten"]
    columns = [cell.value for cell in sheet[1]]
    [row] = [number for number in (2, 3) if sheet.cell(number, 1).value == "VO-1"]
    sheet.cell(row, columns.index("geldig_vanaf") + 1).value = date(2025, 2, 1)
    changed = io.BytesIO()
    book.save(changed)
    changed.seek(0)
    with pytest.raises(RefusedInput) as refusal:
        import_workbook(changed, dry_run=True, **given)
    said = " ".join(str(error) for error in refusal.value.errors)
    assert "volgen elkaar op" in said and "ligt na de laatste dag" in said
