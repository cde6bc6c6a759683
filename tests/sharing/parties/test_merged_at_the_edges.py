"""What comes in under the code of a record that went, by the API and by a workbook; and what persons decided of it."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sharing.consents.operations import withdraw_consent
from sharing.core.actor import system_user
from sharing.core.exceptions import Refused
from sharing.disclosures.checking import check_entries
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.intake.channels import JSON, Raw
from sharing.disclosures.intake.entries import EntryReader
from sharing.disclosures.models import Disclosure
from sharing.gate.snapshot import load_register
from sharing.models import DataCategory, Party, Purpose
from sharing.workbook.operations import import_workbook
from sharing.workbook.saving import write_register
from tests import factories as make
from tests.sharing.api.client import Source
from tests.sharing.parties.steps import merge
from tests.sharing.register import DOSSIER, entry, raw, small_register
from tests.sharing.workbook.books import workbook

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)


@pytest.fixture
def gone() -> Party:
    """A second record of the municipality, with an agreement of its own; not one with it yet."""
    small_register()
    party = make.PartyFactory(code="gemeente-oud", name="Gemeente Oud", kvk_number="", client=True)
    make.AgreementFactory(
        reference="OV-OUD",
        party=party,
        covers=[Purpose.objects.get(code="re-integratie")],
        data=list(DataCategory.objects.filter(code__in=["naw", "contact"])),
        first_day=date(2020, 1, 1),
        notice_days=None,
    )
    return party


def one(gone: Party) -> Party:
    kept = Party.objects.get(code="gemeente-a")
    merge(gone, kept)
    return kept


def fingerprint_of(sent: Raw) -> bytes:
    read = EntryReader(load_register(), JSON, at=NOW).read(sent, 0)
    assert read is not None
    return read.fingerprint()


class TestTheApi:
    def test_a_disclosure_under_the_old_code(self, gone):
        source = Source()
        assert source.record(entry(external_id="E-0", recipient="gemeente-oud")).status_code in (200, 201)
        before = fingerprint_of(raw(recipient="gemeente-oud"))
        kept = one(gone)
        assert fingerprint_of(raw(recipient="gemeente-oud")) == before  # sent once more it is the same entry
        assert source.record(entry(recipient="gemeente-oud")).status_code in (200, 201)
        assert dict(Disclosure.objects.values_list("external_id", "recipient__code")) == {
            "E-0": "gemeente-oud",
            "E-1": kept.code,
        }
        assert Disclosure.objects.get(external_id="E-1").outcome == "permitted"
        for code in ("gemeente-oud", "gemeente-a"):
            reader = Source("read", name=f"Lezer {code}")
            assert reader.get(f"parties/{code}").json()["code"] == "gemeente-a"
            found = source.post("disclosures/search", {"recipient": code})
            if found.status_code == 200:
                assert {item["external_id"] for item in found.json()["items"]} == {"E-0", "E-1"}

    def test_the_list_of_parties(self, gone):
        one(gone)
        items = Source("read", name="Lezer").get("parties", capacity="client").json()["items"]
        assert [item["code"] for item in items] == ["gemeente-a"]


class TestAWorkbook:
    def test_written_and_read_back_changes_nothing(self, gone):
        one(gone)
        out = io.BytesIO()
        write_register(out, moment=None)
        out.seek(0)
        report = import_workbook(out, name="r.xlsx", by=system_user(), dry_run=True, as_operator=True)
        assert not any((*sheet.added, *sheet.changed) for sheet in report.sheets.values())

    def test_something_new_about_it_names_the_record_to_choose(self, gone):
        one(gone)
        rows: dict[str, list[list[Any]]] = {
            "hoedanigheden": [
                ["partij", "hoedanigheid", "vanaf", "tot_en_met"],
                ["gemeente-oud", "verwerker", date(2026, 1, 1), None],
            ]
        }
        with pytest.raises(Refused, match=r"samengevoegd met Gemeente A \(gemeente-a\)"):
            import_workbook(workbook(rows), name="r.xlsx", by=system_user(), as_operator=True)


class TestPersons:
    def test_a_consent_for_either_record_is_for_the_organisation(self, gone):
        kept = one(gone)
        naw = [DataCategory.objects.get(code="naw")]
        for party in (gone, kept):
            make.ConsentFactory(
                number=f"d-{party.code}", recipient=party, data=naw, given_at=NOW.replace(year=2025)
            )
        asked = {"legal_basis": "consent"}
        for code in ("gemeente-oud", "gemeente-a"):
            for number in ("d-gemeente-oud", "d-gemeente-a"):
                [findings] = check_entries([raw(recipient=code, dossier=number, **asked)], at=NOW)
                assert "no-consent" not in {one.code for one in findings}, (code, number)

    def test_an_objection_against_the_old_record_holds_for_the_other(self, gone):
        one(gone)
        make.ObjectionFactory(
            number=DOSSIER, recipient=gone, decision="upheld", in_force_from=NOW.replace(year=2025)
        )
        [findings] = check_entries([raw(recipient="gemeente-a")], at=NOW)
        assert any(one.code == "objection-upheld" for one in findings), findings

    def test_a_withdrawal_reaches_what_went_to_the_other_record(self, gone):
        kept = one(gone)
        naw = DataCategory.objects.get(code="naw")
        given = make.ConsentFactory(
            number=DOSSIER, recipient=gone, data=[naw], given_at=NOW.replace(year=2025)
        )
        make.DisclosureFactory(
            recipient=kept,
            number=DOSSIER,
            data=[naw],
            legal_basis="consent",
            disclosed_at=NOW.replace(month=3),
        )
        withdraw_consent(given, withdrawn_at=NOW.replace(month=1), by=system_user(), reason="Ingetrokken")
        assert Disclosure.objects.get().withdrawn_consent == given


def test_a_correction_leaves_the_record_that_the_source_named(gone):
    source = Source()
    source.record(entry(recipient="gemeente-oud"))
    row = Disclosure.objects.get()
    one(gone)
    correct_disclosure(
        row, changes={"description": "Nu met een woord"}, by=make.UserFactory(), at=NOW, reason="Fout"
    )
    row.refresh_from_db()
    assert (row.recipient, row.description) == (gone, "Nu met een woord")
