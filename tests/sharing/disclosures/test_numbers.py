"""Dossier numbers and a BSN on every way in: one person is one number, and a BSN stays outside."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from sharing.consents.models import Consent
from sharing.core.actor import acting
from sharing.core.dossiers import fingerprint, seal, unseal
from sharing.core.exceptions import RefusedInput
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.intake.reported import Reported
from sharing.disclosures.models import Disclosure
from sharing.disclosures.review import review_disclosure
from tests import factories as make
from tests.sharing.api.client import Source, errors
from tests.sharing.disclosures.test_imports import run, written
from tests.sharing.register import BSN, entry, row, small_register

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"
WAYS = ["W-77", "w-77", "W\u201177", "\uff37\uff0d\uff17\uff17", " w\u201377 "]
HIDDEN = f"De heer met BSN{BSN[:4]} {BSN[4:]}x belde"


@pytest.fixture(autouse=True)
def _register() -> None:
    small_register()
    make.UserFactory(username="jurist", role="Juridisch medewerker")


@pytest.fixture
def older(monkeypatch) -> None:
    """As in an installation whose numbers were not brought to their normal form yet."""
    for place in ("sharing.core.normalising.queries", "sharing.reports.home_panel"):
        monkeypatch.setattr(f"{place}.all_normal", lambda: False)


def import_of(name: str) -> list[tuple[str, str, str]]:
    """Place, column and code of each error of one of the case files; [] when it is taken."""
    out = io.StringIO()
    try:
        call_command(
            *("import_disclosures", str(FILES / name), "--by", "jurist", "--json", "--dry-run"),
            stdout=out,
            stderr=io.StringIO(),
        )
    except CommandError:
        return [
            (one["place"], one["field"], one["code"])
            for one in json.loads(out.getvalue().splitlines()[-1])["errors"]
        ]
    return []


class TestFiles:
    """Files as people had them; their codes are not those of this register."""

    def test_a_bsn_with_dots_and_one_in_the_description_are_refused_by_row_and_column(self):
        assert "bsn" not in {code for _, _, code in import_of("gewoon.csv")}
        assert ("bsn-opgemaakt.csv, rij 2", "dossier", "bsn") in import_of("bsn-opgemaakt.csv")
        assert ("bsn-in-omschrijving.csv, rij 2", "omschrijving", "bsn") in import_of(
            "bsn-in-omschrijving.csv"
        )

    def test_a_line_that_names_the_separator_is_understood(self):
        usual = [(place.split(", ")[1], field, code) for place, field, code in import_of("gewoon.csv")]
        moved = [(place.split(", ")[1], field, code) for place, field, code in import_of("sep-regel.csv")]
        assert moved == [("rij 3", field, code) for _, field, code in usual]

    def test_column_names_in_capitals_are_asked_about(self):
        found = import_of("kop-hoofdletters.csv")
        assert {code for _, _, code in found} == {"unknown-column"} and len(found) == 11
        err = io.StringIO()
        with pytest.raises(CommandError):
            call_command(
                *("import_disclosures", str(FILES / "kop-hoofdletters.csv"), "--by", "jurist"), stderr=err
            )
        assert "Kolom “DOSSIER” is onbekend; bedoelt u “dossier”?" in err.getvalue()

    def test_another_separator_is_refused(self, tmp_path):
        file = tmp_path / "v.csv"
        file.write_text("sep=|\nkenmerk|tijdstip\n")
        with pytest.raises(CommandError):
            call_command("import_disclosures", str(file), "--by", "jurist", stderr=(err := io.StringIO()))
        assert "“sep=|” noemt een scheidingsteken dat niet kan" in err.getvalue()

    def test_a_number_in_lower_case_is_taken_as_the_other(self):
        usual, lower = import_of("gewoon.csv"), import_of("dossier-hoofdletter.csv")
        assert [found[1:] for found in lower] == [found[1:] for found in usual]

    def test_two_spellings_are_one_person(self, tmp_path):
        rows = [row(external_id=f"E-{number}", dossier=way) for number, way in enumerate(WAYS)]
        assert run(written(tmp_path / "v.csv", *rows))["stored"] == len(WAYS)
        assert {bytes(one.dossier) for one in Disclosure.objects.all()} == {seal("w-77")}


class TestOnePerson:
    @pytest.mark.parametrize("way", WAYS)
    def test_by_every_way_in_and_back(self, way, client):
        source = Source()
        source.record(entry(dossier=way))
        source.post(
            "consents",
            {
                "external_id": "T-1",
                "dossier": way,
                "purpose": "reclame",
                "data_categories": ["naw"],
                "explicit": True,
                "given_at": "2026-03-01T12:00:00Z",
            },
        )
        assert {unseal(one.dossier) for one in [*Disclosure.objects.all(), *Consent.objects.all()]} == {
            "w-77"
        }
        for typed in WAYS:
            assert len(source.post("disclosures/search", {"dossier": typed}).json()["items"]) == 1
        client.force_login(make.UserFactory(role="Juridisch medewerker"))
        found = client.get(
            client.post(reverse("disclosures:find"), {"dossier": way, "reason": "audit"})["Location"]
        )
        assert len(found.context["object_list"]) == 1 and "Alleen dossier w-77." in found.content.decode()

    def test_a_restriction_counts_however_the_number_is_written(self):
        make.ObjectionFactory(number="w-77", restriction=True)
        for number, way in enumerate(WAYS):
            source = Source(name=f"Bron {number}")
            [result] = source.post("disclosures/check", entry(dossier=way)).json()["results"]
            assert [one["code"] for one in result["findings"]] == ["processing-restricted"]


@pytest.mark.usefixtures("older")
class TestUntilAllNumbersAreNormal:
    @pytest.mark.parametrize("kept", ["W-77", "w-77"])
    def test_nobody_is_lost(self, kept, client):
        """A search, and what the gate knows of a person, find the number as it was kept."""
        make.DisclosureFactory(number=kept)
        make.ObjectionFactory(number=kept, restriction=True)
        source = Source()
        for typed in ("W-77", "w-77", "W\u201177"):
            assert len(source.post("disclosures/search", {"dossier": typed}).json()["items"]) == 1
            [result] = source.post("disclosures/check", entry(dossier=typed)).json()["results"]
            assert [one["code"] for one in result["findings"]] == ["processing-restricted"]
        client.force_login(make.UserFactory(role="Juridisch medewerker"))
        found = client.get(
            client.post(reverse("disclosures:find"), {"dossier": "w-77", "reason": "audit"})["Location"]
        )
        assert len(found.context["object_list"]) == 1

    def test_a_number_in_mixed_case_is_found_as_it_was_typed(self):
        make.DisclosureFactory(number="Dos\u201377")
        assert len(Source().post("disclosures/search", {"dossier": "Dos\u201377"}).json()["items"]) == 1

    def test_the_start_page_says_so(self, client):
        client.force_login(make.UserFactory(role="Juridisch medewerker"))
        assert "normalise_dossiers" in client.get(reverse("wagtailadmin_home")).content.decode()


class TestSentBefore:
    """What a source sent when numbers were kept as they were typed is still what it sent."""

    def test_a_file_that_is_read_again_is_passed_over(self, tmp_path, monkeypatch):
        file = written(tmp_path / "v.csv", row(dossier="W-77"))
        with monkeypatch.context() as past:
            past.setattr(Reported, "fingerprint", lambda self: fingerprint(self.canonical("W-77")))
            assert run(file)["stored"] == 1
        assert run(file)["stored_before"] == 1
        with pytest.raises(CommandError):
            run(written(tmp_path / "w.csv", row(dossier="W-78")))

    def test_a_consent_that_is_sent_again_is_the_first(self):
        source = Source()
        sent = {
            "external_id": "T-1",
            "dossier": "W-77",
            "purpose": "reclame",
            "data_categories": ["naw"],
            "explicit": True,
            "given_at": "2026-03-01T12:00:00Z",
        }
        first = source.post("consents", sent).json()["id"]
        with acting(by=make.tester()):
            Consent.objects.update(dossier=seal("W-77"))
        assert source.post("consents", sent).json()["id"] == first
        assert source.post("consents", sent | {"dossier": "W-78"}).status_code == 409


class TestBsn:
    @pytest.mark.parametrize("field", ["description", "deviation_reason", "legal_provision"])
    def test_in_what_a_source_writes(self, field):
        response = Source().record(entry(**{field: HIDDEN}))
        assert errors(response) == [(0, field, "bsn")]
        assert BSN[4:] not in response.content.decode(), "and it is not repeated"

    def test_in_the_evidence_of_a_consent(self):
        sent = {
            "external_id": "T-1",
            "dossier": "d-1",
            "purpose": "reclame",
            "data_categories": ["naw"],
            "explicit": True,
            "given_at": "2026-03-01T12:00:00Z",
            "evidence": HIDDEN,
        }
        assert errors(Source().post("consents", sent)) == [(None, "evidence", "bsn")]

    def test_in_what_somebody_types(self, client):
        client.force_login(make.UserFactory(role="Juridisch medewerker"))
        page = client.post(
            reverse("objections:add"),
            {
                "dossier_number": "d-1",
                "kind": "restriction",
                "in_force_from": "2026-01-01",
                "explanation": HIDDEN,
                "reason": HIDDEN,
            },
        ).context["form"]
        assert "burgerservicenummer" in str(page.errors["explanation"])
        assert "burgerservicenummer" in str(page.errors["reason"])

    def test_in_a_reason_or_a_note_by_whatever_way(self):
        row, by = make.DisclosureFactory(deviation=True), make.UserFactory()
        with pytest.raises(RefusedInput) as refused:
            correct_disclosure(row, changes={"description": "x"}, by=by, at=make.NOON, reason=HIDDEN)
        assert [(one.field, one.code) for one in refused.value.errors] == [("reason", "bsn")]
        with pytest.raises(RefusedInput) as refused:
            review_disclosure(row, decision="accepted", note=HIDDEN, by=by, at=make.NOON)
        assert [(one.field, one.code) for one in refused.value.errors] == [("note", "bsn")]

    def test_as_a_number_and_as_several(self):
        sent = [
            entry(external_id=code, dossier=number)
            for code, number in (("a", f"x{BSN}y"), ("b", "W-1, W-2"), ("c", "1,23457E+11"))
        ]
        assert errors(Source().record(*sent)) == [
            (0, "dossier", "bsn"),
            (1, "dossier", "several-numbers"),
            (2, "dossier", "scientific-notation"),
        ]
