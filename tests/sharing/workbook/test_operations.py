"""A workbook into the register: what is added, changed, left alone and refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharing.agreements.choices import ItemStatus
from sharing.core.actor import acting, system_user
from sharing.core.exceptions import Refused, RefusedInput
from sharing.models import (
    Agreement,
    AgreementPurpose,
    Article28Clause,
    DataCategory,
    ImpactAssessment,
    Party,
    PartyCapacity,
    ProcessingActivity,
    Purpose,
    RetentionTerm,
    SubjectCategory,
    SubProcessor,
    Transfer,
)
from sharing.workbook.operations import import_workbook
from tests.factories import AgreementFactory, PartyCapacityFactory, PurposeFactory, UserFactory
from tests.sharing.workbook.books import LAW, WHOLE, Sheets, changed, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def manager():
    return UserFactory(username="manager", role="Contractbeheerder")


@pytest.fixture
def read(manager):
    def do(sheets: Sheets, **options):
        return import_workbook(workbook(sheets), name="register.xlsx", by=manager, **options)

    return do


@pytest.fixture
def refused(read):
    def do(sheets: Sheets) -> list[str]:
        with pytest.raises(RefusedInput) as refusal:
            read(sheets)
        return [str(error) for error in refusal.value.errors]

    return do


def counts(report) -> dict[str, tuple[int, int, int]]:
    return {
        name: (len(sheet.added), len(sheet.changed), sheet.unchanged) for name, sheet in report.sheets.items()
    }


def test_every_sheet_becomes_its_register(read, manager) -> None:
    report = read(WHOLE)
    assert report.stored
    assert counts(report)["partijen"] == (3, 0, 0)
    assert Purpose.objects.get(code="begeleiding-plaatsing").parent.code == "begeleiding"
    party = Party.objects.get(code="gemeente")
    assert (party.kvk_number, party.country_id, party.email) == (
        "12345678",
        "NL",
        "avg@voorbeeldstad.example",
    )
    agreement = Agreement.objects.get(reference="VO-1")
    assert agreement.signed_on == date(2023, 12, 1) and agreement.last_day is None
    assert {one.code for one in agreement.data_categories.all()} == {"naam", "gezondheid"}
    states = dict(agreement.clauses.values_list("item", "status"))
    assert [item for item in "abcdefgh" if states[item] == ItemStatus.MET] == ["a", "b", "c"]
    assert states["h"] == ItemStatus.NOT_MET
    assert Agreement.objects.get(reference="OV-1").owner == manager
    assert not Agreement.objects.get(reference="OV-1").clauses.exists()
    assert SubProcessor.objects.get().country_id == "US"
    assert set(Transfer.objects.values_list("mechanism", "inside_scope", "decision__reference")) == {
        ("scc_module_3", None, None),
        ("adequacy", True, "(EU) 2023/1795"),
    }
    assessment = ImpactAssessment.objects.get()
    assert (assessment.party.code, assessment.country_id) == ("cloud", "US")
    assert (assessment.assessed_on, assessment.conclusion) == (date(2024, 1, 10), "positive")
    assert PartyCapacity.objects.get(party__code="opslag").last_day == date(2026, 12, 31)
    row = agreement.history.get()
    assert row.history_user_id == manager.pk
    assert row.history_change_reason == "Invoer uit bestand register.xlsx"


def test_the_same_workbook_again_changes_nothing_and_writes_no_history(read) -> None:
    read(WHOLE)
    before = [model.history.count() for model in (Party, Agreement, AgreementPurpose, Article28Clause)]
    report = read(WHOLE)
    assert all(added == changed == 0 for added, changed, _ in counts(report).values())
    assert [
        model.history.count() for model in (Party, Agreement, AgreementPurpose, Article28Clause)
    ] == before


def test_a_changed_cell_is_reported_old_and_new(read) -> None:
    read(WHOLE)
    report = read(changed("hoedanigheden", 3, "tot_en_met", None))
    [row] = report.sheets["hoedanigheden"].changed
    assert row.row == 3 and row.key == "opslag / verwerker / 2024-01-01"
    [change] = row.changes
    assert (change.column, change.old, change.new) == ("tot_en_met", "2026-12-31", "")
    assert PartyCapacity.objects.get(party__code="opslag").last_day is None
    assert "rij 3, opslag / verwerker / 2024-01-01: tot_en_met: “2026-12-31” → “”" in "\n".join(
        report.sentences()
    )


def test_references_and_words_are_reported_as_written(read) -> None:
    read(WHOLE)
    sheets = changed("overeenkomsten", 2, "beheerder", None)
    sheets["overeenkomsten"][1][1] = "opslag"
    sheets["overeenkomsten"][1][2] = "gezamenlijke_regeling"
    [row] = read(sheets).sheets["overeenkomsten"].changed
    assert {(one.column, one.old, one.new) for one in row.changes} == {
        ("beheerder", "manager", ""),
        ("partij", "gemeente", "opslag"),
        ("soort", "opdrachtovereenkomst", "gezamenlijke_regeling"),
    }


def test_an_empty_cell_clears_and_an_absent_column_leaves_alone(read) -> None:
    read(WHOLE)
    read({"partijen": [["code", "naam", "land"], ["gemeente", "Gemeente", "NL"]]})
    assert Party.objects.get(code="gemeente").email == "avg@voorbeeldstad.example"
    read({"partijen": [["code", "naam", "land", "email"], ["gemeente", "Gemeente", "NL", None]]})
    assert Party.objects.get(code="gemeente").email == ""


def test_english_words_are_read_beside_the_dutch_and_an_absent_column_leaves_them_alone() -> None:
    words = {
        "doeleinden": ("omschrijving_en", "Guiding people"),
        "gegevenscategorieen": ("naam_en", "Name and address"),
        "betrokkenen": ("naam_en", "Participants"),
        "bewaartermijnen": ("omschrijving_en", "Your file"),
        "verwerkingsactiviteiten": ("naam_en", "Guidance"),
        "overeenkomsten": ("omschrijving_en", "Storage"),
        "subverwerkers": ("dienst_en", "Backup"),
    }
    told = {
        sheet: [[*LAW[sheet][0], column], *([*row, english] for row in LAW[sheet][1:])]
        for sheet, (column, english) in words.items()
    }
    for sheets in (LAW | told, LAW):
        import_workbook(workbook(sheets), name="register.xlsx", by=system_user(), as_operator=True)
    assert set(Purpose.objects.values_list("description_en", flat=True)) == {"Guiding people"}
    assert set(DataCategory.objects.values_list("name_en", flat=True)) == {"Name and address"}
    assert set(SubjectCategory.objects.values_list("name_en", flat=True)) == {"Participants"}
    assert set(RetentionTerm.objects.values_list("description_en", flat=True)) == {"Your file"}
    assert set(ProcessingActivity.objects.values_list("name_en", flat=True)) == {"Guidance"}
    assert set(Agreement.objects.values_list("description_en", flat=True)) == {"Storage"}
    assert set(SubProcessor.objects.values_list("service_en", flat=True)) == {"Backup"}


def test_a_list_is_the_whole_list(read) -> None:
    read(WHOLE)
    report = read(changed("overeenkomsten", 3, "doeleinden", "begeleiding-plaatsing"))
    [row] = report.sheets["overeenkomsten"].changed
    assert row.changes[0].old == "begeleiding, begeleiding-plaatsing"
    agreement = Agreement.objects.get(reference="VO-1")
    assert [one.code for one in agreement.purposes.all()] == ["begeleiding-plaatsing"]
    assert AgreementPurpose.history.filter(history_type="-").count() == 1


def test_article_28_follows_the_list_and_keeps_clauses_and_what_does_not_apply(read, manager) -> None:
    read(WHOLE)
    with acting(by=manager, reason="Nagekeken"):
        Article28Clause.objects.filter(item="a").update(clause="artikel 3")
        Article28Clause.objects.filter(item="h").update(status=ItemStatus.NOT_APPLICABLE)
    [row] = read(changed("overeenkomsten", 3, "artikel_28", "a,d")).sheets["overeenkomsten"].changed
    assert (row.changes[0].old, row.changes[0].new) == ("a, b, c", "a, d")
    clauses = {one.item: one for one in Article28Clause.objects.all()}
    assert clauses["a"].clause == "artikel 3" and clauses["d"].status == ItemStatus.MET
    assert clauses["b"].status == ItemStatus.NOT_MET and clauses["h"].status == ItemStatus.NOT_APPLICABLE


def test_rows_may_refer_to_what_is_in_the_register_only(read) -> None:
    agreement = AgreementFactory(processing=True, reference="BESTAAND", party__code="bestaand")
    report = read(
        {
            "subverwerkers": [
                ["overeenkomst", "partij", "dienst", "land"],
                ["BESTAAND", "bestaand", "Hosting", "NL"],
            ]
        }
    )
    assert counts(report)["subverwerkers"] == (1, 0, 0)
    assert agreement.sub_processors.get().service == "Hosting"


def test_a_trial_reports_the_same_and_stores_nothing(read) -> None:
    trial = read(WHOLE, dry_run=True)
    assert not trial.stored and not Party.objects.exists() and not Party.history.exists()
    stored = read(WHOLE)
    assert trial.digest() == stored.digest()


BAD_CELLS = [
    ("doeleinden", 2, "omschrijving", None, "is verplicht en leeg"),
    ("doeleinden", 2, "boven", "onbekend", "“onbekend” staat niet op blad “doeleinden”"),
    ("doeleinden", 3, "boven", "begeleiding-plaatsing", "onder zichzelf"),
    ("doeleinden", 3, "boven", "begeleiding", "onder zichzelf"),
    ("gegevenscategorieen", 3, "soort", "speciaal", "kies uit gewoon, bijzonder"),
    ("partijen", 2, "land", None, "is verplicht en leeg"),
    ("partijen", 2, "land", "Nederland", "Bedoelt u “NL”?"),
    ("partijen", 2, "land", "UK", "geen bekende landcode. Schrijf de twee letters van het land, zoals NL."),
    ("partijen", 2, "land", "Nederlandd", "Bedoelt u “NL”?"),
    ("partijen", 2, "kvk_nummer", 1234567, "voorloopnul"),
    ("partijen", 2, "email", "geen adres", "geen e-mailadres"),
    ("partijen", 4, "code", "opslag", "“opslag” staat al op rij 3"),
    ("hoedanigheden", 2, "vanaf", "31-2-2024", "31-2-2024 bestaat niet: februari 2024 heeft 29 dagen."),
    (
        "hoedanigheden",
        2,
        "vanaf",
        date(1994, 12, 31),
        "31-12-1994 ligt niet in de jaren 1995 tot en met 2100",
    ),
    ("hoedanigheden", 2, "vanaf", 45292, "in plaats van een datum"),
    ("hoedanigheden", 3, "tot_en_met", "2023-12-31", "ligt voor de eerste dag, 01-01-2024"),
    ("hoedanigheden", 2, "partij", "gemeentes", "Bedoelt u “gemeente”?"),
    ("overeenkomsten", 2, "geldig_tot_en_met", "2023-12-31", "ligt voor de eerste dag"),
    ("overeenkomsten", 2, "kenmerk", None, "is verplicht en leeg"),
    ("overeenkomsten", 2, "beheerder", "manger", "Bedoelt u “manager”?"),
    ("overeenkomsten", 2, "doeleinden", None, "is verplicht en leeg"),
    ("overeenkomsten", 2, "doeleinden", " , ", "is verplicht en leeg"),
    ("overeenkomsten", 2, "doeleinden", "begeleiding;werving", "Scheid codes met komma's"),
    ("overeenkomsten", 2, "gegevenscategorieen", "naam,onbekend", "“onbekend” staat niet op blad"),
    ("overeenkomsten", 3, "artikel_28", "x", "geen onderdeel van artikel 28"),
    ("overeenkomsten", 2, "opzegtermijn_dagen", "een maand", "geen geheel getal"),
    ("overeenkomsten", 3, "kenmerk", "OV-1", "“OV-1” staat al op rij 2"),
    ("subverwerkers", 2, "overeenkomst", "VO-9", "“VO-9” staat niet op blad “overeenkomsten”"),
    ("doorgiften", 2, "tia_conclusie", None, "een datum en een conclusie"),
    ("doorgiften", 2, "mechanisme", "scc", "geen bekende waarde"),
    ("doorgiften", 3, "binnen_reikwijdte", "misschien", "geen ja of nee"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "value", "sentence"), BAD_CELLS)
def test_a_wrong_cell_is_named_and_nothing_is_stored(refused, sheet, row, column, value, sentence) -> None:
    found = refused(changed(sheet, row, column, value))
    assert any(one.startswith(f"blad “{sheet}”, rij {row}, {column}: ") and sentence in one for one in found)
    assert not Purpose.objects.exists() and not Party.objects.exists()


def test_a_termination_before_the_start_is_refused(refused) -> None:
    sheets = {name: [list(row) for row in rows] for name, rows in WHOLE.items()}
    sheets["overeenkomsten"][0].append("opgezegd_per")
    sheets["overeenkomsten"][1].append("2023-06-30")
    assert ["opgezegd_per" in one and "30-06-2023 ligt voor" in one for one in refused(sheets)] == [True]


def test_all_errors_come_in_one_go_in_the_order_of_the_workbook(refused) -> None:
    sheets = changed("partijen", 2, "kvk_nummer", "12")
    sheets["partijen"][3][3] = "Nergens"
    sheets["doeleinden"][1][1] = None
    sheets["doorgiften"][1][0] = "weg"
    found = refused(sheets)
    assert [one.split(":")[0] for one in found] == [
        "blad “doeleinden”, rij 2, omschrijving",
        "blad “partijen”, rij 2, kvk_nummer",
        "blad “partijen”, rij 4, land",
        "blad “doorgiften”, rij 2, partij",
    ]


def test_a_row_with_a_wrong_key_is_read_to_its_end(refused) -> None:
    errors = refused(
        {
            "hoedanigheden": [
                ["partij", "hoedanigheid", "vanaf"],
                ["bestaat-niet", "opdrachtgever", "31-02-2021"],
            ]
        }
    )
    assert sorted(error.split(":")[0] for error in errors) == [
        "blad “hoedanigheden”, rij 2, partij",
        "blad “hoedanigheden”, rij 2, vanaf",
    ]


def test_a_mistake_in_a_row_is_not_repeated_where_others_refer_to_it(refused) -> None:
    assert len(refused(changed("partijen", 3, "naam", None))) == 1


HELD = ["partij", "hoedanigheid", "vanaf", "tot_en_met"]


def test_two_capacities_that_overlap_name_each_other(refused, read) -> None:
    sheets = {name: WHOLE[name] for name in ("partijen",)}
    sheets["hoedanigheden"] = [
        HELD,
        ["opslag", "verwerker", "2024-01-01", "2024-12-31"],
        ["opslag", "verwerker", "2024-12-31", None],
    ]
    [one] = refused(sheets)
    assert one == (
        "blad “hoedanigheden”, rij 3, vanaf: “opslag” heeft deze hoedanigheid al vanaf 01-01-2024 tot en met "
        "31-12-2024 (rij 2)."
    )
    sheets["hoedanigheden"][2][2] = "2025-01-01"
    assert counts(read(sheets))["hoedanigheden"] == (2, 0, 0)


def test_an_overlap_with_the_register_is_refused_and_an_update_can_make_room(refused, read) -> None:
    PartyCapacityFactory(party__code="uwv", capacity="client", first_day=date(2020, 1, 1))
    new = ["uwv", "opdrachtgever", "2024-01-01", None]
    [one] = refused({"hoedanigheden": [HELD, new]})
    assert "zonder einddatum (in het register)" in one
    report = read({"hoedanigheden": [HELD, new, ["uwv", "opdrachtgever", "2020-01-01", "2023-12-31"]]})
    assert counts(report)["hoedanigheden"] == (1, 1, 0)


def test_a_cycle_through_the_register_is_refused(refused) -> None:
    below = PurposeFactory(code="onder", parent=PurposeFactory(code="boven"))
    [one] = refused({"doeleinden": [["code", "omschrijving", "boven"], ["boven", "Boven", "onder"]]})
    assert "“boven” valt zo via “onder” onder zichzelf" in one
    below.refresh_from_db()
    assert below.parent.code == "boven"


def test_each_sheet_takes_its_own_permission(read) -> None:
    editor = UserFactory(role="Redacteur")
    with pytest.raises(RefusedInput) as refusal:
        import_workbook(workbook(WHOLE), name="x.xlsx", by=editor)
    assert len(refusal.value.errors) == len(WHOLE)
    assert {one.code for one in refusal.value.errors} == {"forbidden"}
    assert import_workbook(workbook(WHOLE), name="x.xlsx", by=editor, as_operator=True).stored


def test_another_outcome_than_was_shown_is_refused(read) -> None:
    digest = read(WHOLE, dry_run=True).digest()
    read({"betrokkenen": WHOLE["betrokkenen"]})
    with pytest.raises(Refused, match="intussen gewijzigd"):
        read(WHOLE, expected=digest)
    assert not Party.objects.exists()


def test_text_of_all_kinds_is_kept_as_it_is(read) -> None:
    name = "Ömer & Zn. “Ł” <b> =1+1 😀 '; DROP TABLE"
    read({"partijen": [["code", "naam", "land"], ["a", name, "NL"]]})
    assert Party.objects.get().name == name


def test_the_number_of_queries_does_not_grow_with_the_rows(read) -> None:
    def queries(count: int) -> int:
        parties = [[f"p{count}-{number}", "Naam", "NL"] for number in range(count)]
        agreements = [
            [
                f"O{count}-{number}",
                f"p{count}-{number}",
                "opdrachtovereenkomst",
                "2024-01-01",
                "begeleiding",
                "naam",
            ]
            for number in range(count)
        ]
        heading = ["kenmerk", "partij", "soort", "geldig_vanaf", "doeleinden", "gegevenscategorieen"]
        sheets = {"partijen": [["code", "naam", "land"], *parties], "overeenkomsten": [heading, *agreements]}
        with CaptureQueriesContext(connection) as captured:
            read(sheets)
        return len(captured)

    read(WHOLE)
    assert queries(300) == queries(3)
