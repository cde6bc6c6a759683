"""`import_disclosures` on good files and on bad ones."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sharing.disclosures.imports import COLUMNS
from sharing.disclosures.intake.channels import CSV
from sharing.disclosures.models import Disclosure
from tests import factories as make
from tests.sharing.register import BSN, row, small_register


def written(path: Path, *rows: dict, delimiter: str = ";", encoding: str = "utf-8") -> Path:
    """A file with these rows and all columns that occur."""
    columns = list(dict.fromkeys(name for one in rows for name in one)) or list(COLUMNS)
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def run(path: Path, *options: str) -> dict:
    """The command's JSON line; raises CommandError when refused."""
    out = io.StringIO()
    call_command(
        "import_disclosures",
        str(path),
        "--by",
        "jurist",
        "--json",
        *options,
        stdout=out,
        stderr=io.StringIO(),
    )
    return json.loads(out.getvalue().splitlines()[-1])


def refused(path: Path, *options: str) -> list[dict]:
    """The errors of a refused import, by place, field and code; nothing may have been stored."""
    out, err = io.StringIO(), io.StringIO()
    before = Disclosure.objects.count()
    with pytest.raises(CommandError) as error:
        call_command(
            *("import_disclosures", str(path), "--by", "jurist", "--json", *options), stdout=out, stderr=err
        )
    assert error.value.returncode == 1
    assert Disclosure.objects.count() == before
    answer = json.loads(out.getvalue().splitlines()[-1])
    assert answer["ok"] is False
    assert len(err.getvalue().splitlines()) == len(answer["errors"]) + bool(answer["more_errors"])
    return answer["errors"]


def seen(errors: list[dict]) -> list[tuple[str, str, str]]:
    return [(error["place"].rpartition(", ")[2], error["field"], error["code"]) for error in errors]


@pytest.fixture
def register() -> None:
    small_register()
    from django.contrib.auth.models import Permission

    jurist = make.UserFactory(username="jurist")
    right = Permission.objects.get(codename="add_disclosure")
    make.DirectPermissionFactory(user=jurist, permission=right)


pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("register")
class TestGoodFiles:
    @pytest.mark.parametrize("delimiter", [";", ","])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_separators_and_byte_order_mark(self, tmp_path, delimiter, encoding):
        rows = [row(), row(external_id="E-2", description="Één; twee, drie")]
        path = written(tmp_path / "v.csv", *rows, delimiter=delimiter, encoding=encoding)
        assert run(path) == {
            "ok": True,
            "dry_run": False,
            "rows": 2,
            "stored": 2,
            "stored_before": 0,
            "deviations": 0,
        }
        stored = Disclosure.objects.get(external_id="E-2")
        assert (stored.description, stored.source.name) == ("Één; twee, drie", "Bestandsimport")
        assert stored.recorded_by.username == "jurist"

    def test_twice_stores_nothing_twice(self, tmp_path):
        path = written(tmp_path / "v.csv", row(), row(external_id="E-2"))
        run(path)
        assert run(path)["stored_before"] == 2
        written(path, row(), row(external_id="E-2"), row(external_id="E-3"))
        assert (run(path)["stored"], Disclosure.objects.count()) == (1, 3)

    def test_dry_run_tries_everything_and_keeps_nothing(self, tmp_path):
        path = written(tmp_path / "v.csv", row(purpose="reclame", deviation_reason="Vergissing"))
        answer = run(path, "--dry-run")
        assert (answer["stored"], answer["deviations"], answer["dry_run"]) == (1, 1, True)
        assert not Disclosure.objects.exists() and not Disclosure.history.exists()

    def test_only_a_header_is_nothing_to_do(self, tmp_path):
        assert run(written(tmp_path / "v.csv"))["rows"] == 0

    def test_empty_rows_are_passed_over(self, tmp_path):
        path = written(tmp_path / "v.csv", row())
        with path.open("a") as file:
            file.write((";" * 8 + "\n") * 5_000 + "\n" * 5_000)
        assert run(path)["rows"] == 1

    def test_categories_by_space_or_bar_and_cells_with_spaces_around(self, tmp_path):
        rows = [
            row(data_categories="naw|contact"),
            row(external_id=" E-2 ", data_categories="  naw  contact "),
        ]
        assert run(written(tmp_path / "v.csv", *rows))["stored"] == 2
        assert Disclosure.objects.filter(external_id="E-2").exists()

    def test_columns_in_any_order(self, tmp_path):
        shuffled = dict(reversed(row(channel="beveiligde_mail").items()))
        run(written(tmp_path / "v.csv", shuffled))
        assert Disclosure.objects.get().channel == "secure_mail"


@pytest.mark.usefixtures("register")
class TestBadFiles:
    def test_every_row_and_column_is_named(self, tmp_path):
        rows = [
            row(recipient="gemeente-x"),
            row(external_id="E-2", disclosed_at="2027-03-28T02:30:00", dossier=BSN),
            row(external_id="E-3", capacity="client", purpose="reclame"),
            row(external_id="E-4", purpose="reclame"),
            row(external_id="E-4"),
        ]
        errors = refused(written(tmp_path / "v.csv", *rows))
        assert {
            ("rij 2", "ontvanger", "unknown-code"),
            ("rij 3", "tijdstip", "no-offset"),
            ("rij 3", "dossier", "bsn"),
            ("rij 4", "hoedanigheid", "unknown-code"),
            ("rij 5", "reden_afwijking", "purpose-not-stated"),
            ("rij 6", "kenmerk", "duplicate"),
        } <= set(seen(errors))
        assert all(error["place"].startswith("v.csv, rij") for error in errors)
        assert BSN not in json.dumps(errors)

    def test_a_changed_row_under_a_known_id(self, tmp_path):
        run(written(tmp_path / "v.csv", row()))
        errors = refused(written(tmp_path / "v.csv", row(description="anders")))
        assert seen(errors) == [("rij 2", "kenmerk", "external-id-used")]

    def test_cp1252_is_refused_with_its_line(self, tmp_path):
        rows = [row(), row(external_id="E-2", description="Één")]
        [error] = refused(written(tmp_path / "v.csv", *rows, encoding="cp1252"))
        assert (error["place"], error["code"]) == ("v.csv, regel 3", "encoding")
        assert "UTF-8" in error["message"]

    def test_a_late_undecodable_line_stores_nothing(self, tmp_path):
        path = written(tmp_path / "v.csv", *(row(external_id=f"E-{number}") for number in range(6000)))
        path.write_bytes(path.read_bytes() + b"\xff\n")
        [error] = refused(path)
        assert error["place"] == "v.csv, regel 6002"

    def test_wrong_missing_double_and_nameless_columns(self, tmp_path):
        path = tmp_path / "v.csv"
        path.write_text("kenmerk;kenmerk;ontvangr;;tijdstip\n1;1;a;;b\n")
        errors = refused(path)
        found = [(error["field"], error["code"]) for error in errors]
        assert {("kenmerk", "unknown-column"), ("ontvangr", "unknown-column"), ("", "unknown-column")} <= set(
            found
        )
        assert ("dossier", "missing-column") in found
        assert any("bedoelt u “ontvanger”?" in error["message"] for error in errors)

    def test_an_empty_file(self, tmp_path):
        path = tmp_path / "v.csv"
        path.write_bytes(b"")
        assert [error["code"] for error in refused(path)] == ["empty"]

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("E-9;2026-03-31T14:05:00Z", "ragged-row"),
            ('E-9;"2026', "unreadable-row"),
            (f'"{"x" * 140_000}";a', "unreadable-row"),
            ('"a"b;c', "unreadable-row"),
        ],
    )
    def test_rows_of_the_wrong_form(self, tmp_path, line, code):
        path = written(tmp_path / "v.csv", row())
        with path.open("a") as file:
            file.write(line + "\n")
        assert seen(refused(path)) == [("rij 3", "", code)]

    def test_a_nul_byte(self, tmp_path):
        path = written(tmp_path / "v.csv", row(description="a\x00b"))
        assert seen(refused(path)) == [("rij 2", "omschrijving", "control-character")]

    def test_something_that_is_no_csv_at_all(self, tmp_path):
        path = tmp_path / "v.csv"
        path.write_bytes(b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)) * 20)
        assert refused(path)

    def test_of_many_errors_a_thousand_are_listed_and_the_others_counted(self, tmp_path):
        rows = [row(external_id=f"E-{number}", recipient=f"onbekend-{number}") for number in range(3000)]
        path, err, out = written(tmp_path / "v.csv", *rows), io.StringIO(), io.StringIO()
        assert len(refused(path)) == 1000
        with pytest.raises(CommandError, match=r"Geweigerd \(3\.000 fouten\)"):
            command = ("import_disclosures", str(path), "--by", "jurist", "--json")
            call_command(*command, stdout=out, stderr=err)
        assert "En nog 2.000 fouten" in err.getvalue()
        answer = json.loads(out.getvalue())
        assert (len(answer["errors"]), answer["more_errors"]) == (1000, 2000)


@pytest.mark.usefixtures("register")
class TestWhoMay:
    def refusal(self, tmp_path, name: str) -> str:
        err = io.StringIO()
        with pytest.raises(CommandError) as error:
            call_command(
                *("import_disclosures", str(written(tmp_path / "v.csv", row())), "--by", name),
                stdout=io.StringIO(),
                stderr=err,
            )
        assert error.value.returncode == 1 and not Disclosure.objects.exists()
        return err.getvalue()

    def test_an_unknown_account(self, tmp_path):
        assert "geen account “niemand”" in self.refusal(tmp_path, "niemand")

    def test_an_account_without_the_permission(self, tmp_path):
        make.UserFactory(username="toeschouwer")
        assert "mag dit niet" in self.refusal(tmp_path, "toeschouwer")

    def test_an_inactive_account(self, tmp_path):
        make.UserFactory(username="weg", is_active=False)
        assert "niet actief" in self.refusal(tmp_path, "weg")

    def test_an_operator_may(self, tmp_path):
        make.UserFactory(username="beheer", role="Beheerder")
        path = written(tmp_path / "v.csv", row())
        call_command("import_disclosures", str(path), "--by", "beheer", stdout=io.StringIO())
        assert Disclosure.objects.get().recorded_by.username == "beheer"

    def test_wrong_usage(self, tmp_path):
        for arguments in (
            ["--by", "jurist"],
            [str(tmp_path / "er-is-niets.csv"), "--by", "jurist"],
            ["x.csv"],
        ):
            with pytest.raises(CommandError):
                call_command("import_disclosures", *arguments)


def test_the_columns_are_those_of_the_exchange_format():
    assert set(COLUMNS) == {CSV.name(name) for name in CSV.names}
    assert len(COLUMNS) == 17
