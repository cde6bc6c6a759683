"""Agreements of a workbook that follow each other, and the ends of what was terminated."""

import pytest

from sharing.core.exceptions import RefusedInput
from sharing.models import Agreement, Party
from sharing.workbook.operations import import_workbook
from tests.factories import UserFactory
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
    assert "2026-02-01 ligt na de laatste dag van de overeenkomst, 2026-01-31" in said
