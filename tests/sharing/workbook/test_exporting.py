"""The register as a workbook: all of it, as it is or was, and reading it back changes nothing."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sharing.background.choices import State
from sharing.background.models import BackgroundWork
from sharing.core.actor import acting, system_user
from sharing.core.asof import end_of
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.xlsx import LONGEST_CELL
from sharing.models import Agreement, Party, PartyCapacity, SensitiveGround
from sharing.workbook.operations import import_workbook
from sharing.workbook.saving import write_register
from sharing.workbook.sheets import SHEETS
from tests import factories as make
from tests.sharing.parties.steps import merge
from tests.sharing.workbook.books import LAW, workbook
from tests.sharing.workbook.registers import make_register

pytestmark = pytest.mark.django_db


def written(moment: datetime | None = None) -> io.BytesIO:
    out = io.BytesIO()
    write_register(out, moment=moment)
    out.seek(0)
    return out


def read_back(book: io.BytesIO) -> Any:
    return import_workbook(book, name="register.xlsx", by=system_user(), dry_run=True, as_operator=True)


def changes_of(report: Any) -> list[Any]:
    return [
        (name, row.key, row.changes)
        for name, sheet in report.sheets.items()
        for row in (*sheet.added, *sheet.changed)
    ]


def cells(book: io.BytesIO, sheet: str) -> list[dict[str, Any]]:
    head, *rows = load_workbook(book)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large])
@given(data=st.data())
def test_whatever_is_registered_reading_it_back_changes_nothing(data: st.DataObject) -> None:
    with transaction.atomic():
        make_register(data)
        report = read_back(written())
        assert changes_of(report) == []
        assert set(report.sheets) == {sheet.name for sheet in SHEETS}
        transaction.set_rollback(True)


def test_the_sample_is_whole(sample: Any) -> None:
    report = read_back(written())
    assert changes_of(report) == []
    assert report.sheets["partijen"].unchanged == Party.objects.count() > 20
    assert report.sheets["overeenkomsten"].unchanged == Agreement.objects.count() > 20


def test_who_keeps_a_part_reads_the_whole_back(sample: Any) -> None:
    """The provisions and grounds in it are the lawyer's; as they are, they ask nothing of a contract manager."""
    manager = get_user_model().objects.get(username="contractbeheerder")
    report = import_workbook(written(), name="r.xlsx", by=manager)
    assert report.touches == 0 and report.sheets["gevoelige_gegevens"].unchanged > 3
    with acting(by=system_user(), reason="Proef"):
        SensitiveGround.objects.update(last_day=date(2099, 1, 1))
    before = written()
    with acting(by=system_user(), reason="Proef"):
        SensitiveGround.objects.update(last_day=None)
    with pytest.raises(RefusedInput, match="mag dit onderdeel van het register niet wijzigen") as refusal:
        import_workbook(before, name="r.xlsx", by=manager)
    assert "2099" not in str(refusal.value)


@pytest.fixture
def law() -> None:
    make.UserFactory(username="manager", role="Contractbeheerder")
    import_workbook(workbook(LAW), name="r.xlsx", by=system_user(), as_operator=True)


def test_what_was_imported_comes_out_as_the_format_writes_it(law: Any) -> None:
    book = written()
    assert load_workbook(book).sheetnames == ["uitleg", *(sheet.name for sheet in SHEETS)]
    for sheet in SHEETS:
        assert [cell.value for cell in load_workbook(book)[sheet.name][1]] == [
            one.name for one in sheet.columns
        ]
    [agreement] = [row for row in cells(book, "overeenkomsten") if row["kenmerk"] == "VO-1"]
    assert agreement["soort"] == "verwerkersovereenkomst" and agreement["partij"] == "opslag"
    assert agreement["doeleinden"] == "begeleiding, begeleiding-plaatsing"
    assert agreement["ondertekend_op"].date() == date(2023, 12, 1)
    assert agreement["subverwerker_toestemming"] == "algemeen"
    [term] = [row for row in cells(book, "bewaartermijnen") if row["code"] == "loon"]
    assert (term["termijn"], term["vanaf_gebeurtenis"]) == ("7 jaar", "het einde van het kalenderjaar")
    activities = {row["code"]: row for row in cells(book, "verwerkingsactiviteiten")}
    assert activities["voor-gemeente"]["opdrachtgever"] == "gemeente"
    assert activities["begeleiden"]["ontvangers"] == "gemeente, opslag"
    assert {row["stand"] for row in cells(book, "artikel_28")} == {"ja", "nee", "nvt"}


def test_into_an_empty_register_it_makes_the_same(law: Any) -> None:
    first = written()
    before = {sheet.name: cells(first, sheet.name) for sheet in SHEETS}
    for book in (first, written()):
        import_workbook(book, name="r.xlsx", by=system_user(), as_operator=True)
    assert {sheet.name: cells(written(), sheet.name) for sheet in SHEETS} == before


def test_two_records_of_one_organisation_come_out_as_they_are() -> None:
    """The format has no word for it: what went into another is out of use, and keeps what was registered about it."""
    gone, stays = make.PartyFactory(processor=True), make.PartyFactory(processor=True)
    covered = {"covers": [make.PurposeFactory()], "data": [make.DataCategoryFactory()]}
    agreement = make.AgreementFactory(processing=True, party=gone, **covered)
    merge(gone, stays)
    book = written()
    assert changes_of(read_back(book)) == []
    in_use = {row["code"]: row["actief"] for row in cells(book, "partijen")}
    assert (in_use[gone.code], in_use[stays.code]) == ("nee", "ja")
    assert {row["kenmerk"]: row["partij"] for row in cells(book, "overeenkomsten")} == {
        agreement.reference: gone.code
    }
    import_workbook(book, name="r.xlsx", by=system_user(), as_operator=True)
    gone.refresh_from_db()
    assert gone.merged_into == stays


def test_no_cell_is_a_formula(law: Any) -> None:
    with acting(by=system_user(), reason="Proef"):
        Party.objects.filter(code="cloud").update(name="=HYPERLINK(1)", address="@SUM(1)\n+31")
    book = load_workbook(written())
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    [name] = [cell for cell in book["partijen"]["B"] if str(cell.value).startswith("=")]
    # To a spreadsheet program it is text, also after somebody was in the cell; the text itself is not changed.
    assert name.quotePrefix and name.value == "=HYPERLINK(1)"


@pytest.mark.django_db(transaction=True)
def test_as_it_was(law: Any) -> None:
    before = written()
    moment = timezone.now()
    with acting(by=system_user(), reason="Proef"):
        Party.objects.filter(code="cloud").update(name="Anders", code="wolk")
        PartyCapacity.objects.all().delete()
        Agreement.objects.get(reference="VO-1").purposes.clear()
    make.PartyFactory(code="later")
    after = written(moment)
    for sheet in SHEETS:
        assert cells(after, sheet.name) == cells(before, sheet.name), sheet.name
    assert {row["code"] for row in cells(written(), "partijen")} == {"gemeente", "opslag", "wolk", "later"}
    assert cells(written(moment - timedelta(days=3650)), "partijen") == []


def test_a_text_that_no_cell_holds_is_named_and_not_cut_off(law: Any) -> None:
    with acting(by=system_user(), reason="Proef"):
        Agreement.objects.filter(reference="VO-1").update(description="x" * (LONGEST_CELL + 1))
    with pytest.raises(RefusedInput, match="blad “overeenkomsten”, “VO-1”, omschrijving: telt 32768 tekens"):
        written()


def test_a_day_means_its_end_and_a_day_to_come_is_refused() -> None:
    now = datetime(2026, 3, 31, 12, tzinfo=UTC)
    assert end_of(None, at=now) is None and end_of(date(2026, 3, 31), at=now) is None
    assert end_of(date(2026, 3, 30), at=now) == datetime(2026, 3, 30, 21, 59, 59, 999999, tzinfo=UTC)
    with pytest.raises(Refused, match="1 april 2026 moet nog komen"):
        end_of(date(2026, 4, 1), at=now)


def run(*arguments: str) -> tuple[str, str, int]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("export_register", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), error.returncode
    return out.getvalue(), err.getvalue(), 0


def test_the_command_writes_a_file_and_leaves_a_trace(law: Any, tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    out, _err, code = run(str(file), "--json")
    answer = json.loads(out.splitlines()[-1])
    assert code == 0 and answer["ok"] and answer["rows"] > 20
    assert file.stat().st_mode & 0o777 == 0o600 and file.stat().st_size == answer["size"]
    assert changes_of(read_back(io.BytesIO(file.read_bytes()))) == []
    work = BackgroundWork.objects.get()
    assert (work.state, work.sha256, work.asked_by) == (State.HANDED, answer["sha256"], system_user())


def test_the_command_refuses_in_words(law: Any, tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    _out, err, code = run(str(file), "--on", "2999-01-01")
    assert code == 1 and "31" not in err and "moet nog komen" in err and not file.exists()
    for wrong in (["x.csv"], [str(tmp_path / "weg" / "r.xlsx")], [str(file), "--on", "31-03-2026"], []):
        assert run(*wrong)[2] != 0, wrong
    assert not BackgroundWork.objects.exists()
