"""The columns and sheets about the law: what they become, what they refuse, and that nothing is stored then."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharing.agreements.choices import ItemStatus
from sharing.core.actor import acting
from sharing.core.exceptions import RefusedInput
from sharing.models import (
    Agreement,
    Article28Clause,
    DataCategory,
    ImpactAssessment,
    LegalProvision,
    Party,
    ProcessingActivity,
    RetentionTerm,
    SensitiveGround,
    SubjectCategory,
    SubProcessor,
    Transfer,
)
from sharing.workbook.operations import import_workbook
from tests.factories import UserFactory
from tests.sharing.workbook.books import LAW, Sheets, lawful, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def manager():
    return UserFactory(username="manager", role="Contractbeheerder")


@pytest.fixture
def read(manager):
    def do(sheets: Sheets, **options):
        return import_workbook(
            workbook(sheets), name="register.xlsx", by=manager, as_operator=True, **options
        )

    return do


@pytest.fixture
def refused(read):
    def do(sheets: Sheets) -> list[str]:
        with pytest.raises(RefusedInput) as refusal:
            read(sheets)
        assert not Party.objects.exists() and not LegalProvision.history.filter(code="suwi-54").exists()
        return [str(error) for error in refusal.value.errors]

    return do


def test_provisions_and_grounds(read) -> None:
    read(LAW)
    provision = LegalProvision.objects.get(code="suwi-54")
    assert (provision.citation, provision.jurisdiction) == ("art. 54 Wet SUWI", "nl")
    assert provision.first_day == date(2002, 1, 1)
    assert LegalProvision.objects.get(code="cloud-act").jurisdiction == "other"
    number, care = SensitiveGround.objects.order_by("reference")
    assert (number.kind, number.data_category.code, number.provision) == ("national_id", "bsn", provision)
    assert (number.recipient.code, number.capacity, number.exception) == ("gemeente", "client", "art_46_uavg")
    assert (care.kind, care.data_category, care.purpose.code) == ("special", None, "begeleiding")
    assert care.last_day == date(2030, 12, 31)


def test_activities_with_their_lists(read, manager) -> None:
    read(LAW)
    own = ProcessingActivity.objects.get(code="begeleiden")
    assert own.legal_bases == ["consent", "public_task"] and own.provision.code == "suwi-54"
    assert own.owner == manager and own.dpia == "Gedaan op 1 mei 2025"
    assert {one.code for one in own.recipients.all()} == {"gemeente", "opslag"}
    assert [one.code for one in own.retention_terms.all()] == ["dossier"]
    assert {one.code for one in own.data_categories.all()} == {"naam", "gezondheid"}
    theirs = ProcessingActivity.objects.get(code="voor-gemeente")
    assert (theirs.role, theirs.client.code) == ("processor", "gemeente")


def test_retention_terms_are_a_length_or_a_criterion(read) -> None:
    with time_machine.travel("2026-05-01 12:00Z"):
        read(LAW)
    terms = {one.code: one for one in RetentionTerm.objects.all()}
    assert terms["dossier"].in_words == "2 jaar na het einde van het traject"
    assert {one.code for one in terms["dossier"].purposes.all()} == {"begeleiding", "begeleiding-plaatsing"}
    assert {one.code for one in terms["dossier"].data_categories.all()} == {"naam", "gezondheid"}
    assert (terms["loon"].length, terms["loon"].counted_from) == (7, "het einde van het kalenderjaar")
    assert (terms["nieuws"].length, terms["nieuws"].criterion) == (None, "tot u zich afmeldt")
    # Without what it counts from the register has no term of so many days; the words stay.
    assert (terms["kort"].length, terms["kort"].criterion) == (None, "28 dagen")
    assert terms["dossier"].first_day == date(2026, 5, 1)


def test_a_term_gains_its_event_later_and_a_list_is_the_whole_list(read) -> None:
    read(LAW)
    heading = ["code", "omschrijving", "termijn", "vanaf_gebeurtenis", "doeleinden"]
    report = read(
        {
            "bewaartermijnen": [
                heading,
                ["kort", "Beelden", "28 dagen", "de opname", None],
                ["dossier", "Het dossier", "3 jaar", "het einde van het traject", "begeleiding"],
            ]
        }
    )
    short, whole = report.sheets["bewaartermijnen"].changed
    assert {(one.column, one.old, one.new) for one in short.changes} == {
        ("vanaf_gebeurtenis", "", "de opname")
    }
    assert {(one.column, one.old, one.new) for one in whole.changes} == {
        ("termijn", "2 jaar", "3 jaar"),
        ("doeleinden", "begeleiding, begeleiding-plaatsing", "begeleiding"),
    }
    assert RetentionTerm.objects.get(code="kort").in_words == "28 dagen na de opname"
    # The column of the event is absent: it stays, and the length changes.
    read({"bewaartermijnen": [["code", "omschrijving", "termijn"], ["dossier", "Het dossier", "4 jaar"]]})
    assert RetentionTerm.objects.get(code="dossier").in_words == "4 jaar na het einde van het traject"


def test_a_row_about_article_28_wins_over_the_codes(read) -> None:
    read(LAW)
    clauses = {one.item: one for one in Article28Clause.objects.filter(agreement__reference="VO-1")}
    assert (clauses["a"].status, clauses["a"].note) == (ItemStatus.NOT_MET, "Staat er niet in")
    assert (clauses["d"].status, clauses["d"].clause) == (ItemStatus.MET, "artikel 6")
    assert clauses["h"].status == ItemStatus.NOT_APPLICABLE
    assert [item for item in "abcdefgh" if clauses[item].status == ItemStatus.MET] == ["b", "c", "d"]


def test_assessments_come_from_both_sheets_and_the_own_sheet_wins(read) -> None:
    read(LAW)
    first, second = ImpactAssessment.objects.order_by("assessed_on")
    assert (first.assessed_on, first.conclusion) == (date(2024, 1, 10), "positive")
    assert (second.conclusion, second.review_due) == ("negative", date(2026, 1, 10))
    assert second.measures == "Versleuteling"
    assert not Transfer.objects.exclude(tia_conclusion="").exists()
    read(lawful("beoordelingen", 2, "datum", "2024-01-10"))
    first.refresh_from_db()
    assert first.conclusion == "negative"


def test_a_later_workbook_adds_an_assessment_and_an_empty_cell_leaves_them(read) -> None:
    read(LAW)
    [row] = read(lawful("doorgiften", 2, "tia_datum", "2026-02-01")).sheets["doorgiften"].changed
    assert [(one.column, one.old, one.new) for one in row.changes] == [
        ("tia_datum", "", "2026-02-01"),
        ("tia_conclusie", "", "positief"),
    ]
    sheets = lawful("doorgiften", 2, "tia_datum", None)
    sheets["doorgiften"][1][-1] = None
    read(sheets)
    assert ImpactAssessment.objects.count() == 3


def test_a_transfer_relies_on_the_decision_of_its_first_day_or_the_one_it_names(read) -> None:
    read(LAW)
    relied = Transfer.objects.get(mechanism="adequacy")
    assert relied.decision.reference == "(EU) 2023/1795"
    read({"doorgiften": [LAW["doorgiften"][0], ["cloud", "US", "adequaatheidsbesluit", "ja", "2019-01-01"]]})
    shield = Transfer.objects.get(mechanism="adequacy", first_day=date(2019, 1, 1))
    assert shield.decision.reference == "(EU) 2016/1250"
    heading = ["partij", "land", "mechanisme", "geldig_vanaf", "besluit", "personeelsgegevens"]
    named = ["cloud", "US", "adequaatheidsbesluit", "2019-01-01", "(eu)2023/1795", "ja"]
    [row] = read({"doorgiften": [heading, named]}).sheets["doorgiften"].changed
    assert ("besluit", "(EU) 2016/1250", "(EU) 2023/1795") in {
        (one.column, one.old, one.new) for one in row.changes
    }
    shield.refresh_from_db()
    assert shield.covers_staff


def test_what_an_agreement_and_a_party_have_more(read) -> None:
    sheets = lawful("overeenkomsten", 3, "vervangt", "OV-1")
    columns = {
        "melden_binnen_uren": 24,
        "bezwaartermijn_dagen": 30,
        "aard_verwerking": "Opslaan",
        "beveiliging": "Versleuteld",
    }
    sheets["overeenkomsten"][0] += columns
    sheets["overeenkomsten"][1] += [None] * len(columns)
    sheets["overeenkomsten"][2] += columns.values()
    sheets["partijen"][0] += ["buitenlands_nummer", "meldadres", "actief"]
    sheets["partijen"][3] += ["DE-123", "privacy@cloud.example", "nee"]
    read(sheets)
    agreement = Agreement.objects.get(reference="VO-1")
    assert agreement.replaces.reference == "OV-1"
    assert (agreement.breach_notice_hours, agreement.objection_days) == (24, 30)
    assert (agreement.processing_nature, agreement.security) == ("Opslaan", "Versleuteld")
    cloud, other = Party.objects.get(code="cloud"), Party.objects.get(code="opslag")
    assert (cloud.foreign_register_number, cloud.notice_address) == ("DE-123", "privacy@cloud.example")
    assert not cloud.active and other.active
    assert DataCategory.objects.get(code="gezondheid").origin == "de bedrijfsarts"
    assert SubjectCategory.objects.get(code="medewerkers").staff
    assert not SubjectCategory.objects.get(code="deelnemers").staff


TREE = [
    "overeenkomst",
    "partij",
    "dienst",
    "land",
    "boven",
    "aangekondigd_op",
    "bezwaar_tot",
    "vanaf",
    "tot_en_met",
]


def test_a_sub_processor_may_name_one_that_stands_further_on(read) -> None:
    sheets = {name: rows for name, rows in LAW.items() if name != "subverwerkers"}
    sheets["subverwerkers"] = [
        TREE,
        [
            "VO-1",
            "gemeente",
            "Helpdesk",
            "NL",
            "cloud",
            "2024-01-01",
            "2024-01-31",
            "2024-02-01",
            "2026-12-31",
        ],
        ["VO-1", "cloud", "Rekenkracht", "US", "opslag", None, None, None, None],
        ["VO-1", "opslag", "Beheer", "NL", None, None, None, None, None],
    ]
    read(sheets)
    desk = SubProcessor.objects.get(service="Helpdesk")
    assert desk.parent.service == "Rekenkracht" and desk.parent.parent.service == "Beheer"
    assert (desk.announced_on, desk.objection_until) == (date(2024, 1, 1), date(2024, 1, 31))
    assert (desk.first_day, desk.last_day) == (date(2024, 2, 1), date(2026, 12, 31))
    report = read({"subverwerkers": [TREE[:5], ["VO-1", "gemeente", "Helpdesk", "NL", "opslag"]]})
    [row] = report.sheets["subverwerkers"].changed
    assert [(one.column, one.old, one.new) for one in row.changes] == [("boven", "cloud", "opslag")]


def test_all_of_it_again_changes_nothing_and_writes_no_history(read) -> None:
    sheets = lawful("subverwerkers", 2, "boven", None)
    sheets["subverwerkers"].append(["VO-1", "opslag", "Beheer", "NL", None, "cloud"])
    read(sheets)
    models = (Article28Clause, ImpactAssessment, ProcessingActivity, RetentionTerm, SensitiveGround)
    before = [model.history.count() for model in (*models, SubProcessor, Transfer, LegalProvision)]
    report = read(sheets)
    assert report.touches == 0
    assert [model.history.count() for model in (*models, SubProcessor, Transfer, LegalProvision)] == before


def test_an_absent_column_leaves_alone_and_a_trial_stores_nothing(read) -> None:
    trial = read(LAW, dry_run=True)
    assert not LegalProvision.objects.filter(code="suwi-54").exists()
    assert trial.digest() == read(LAW).digest()
    report = read(
        {
            "gevoelige_gegevens": [
                ["kenmerk", "uitzondering", "vanaf"],
                ["bsn-uwv", "art_46_uavg", "2018-05-25"],
            ],
            "verwerkingsactiviteiten": [
                ["code", "naam", "rol", "doeleinden", "betrokkenen", "gegevenscategorieen", "vanaf"],
                [
                    "voor-gemeente",
                    "Voor de gemeente",
                    "verwerker",
                    "begeleiding",
                    "deelnemers",
                    "naam",
                    "2020-01-01",
                ],
            ],
        }
    )
    assert report.touches == 0


WRONG = [
    ("bepalingen", 2, "rechtsgebied", "be", "kies uit nl, eu, ander"),
    ("bepalingen", 2, "tot_en_met", "2001-12-31", "ligt voor de eerste dag"),
    ("gevoelige_gegevens", 2, "bepaling", "art. 55 Wet SUWI", "Bedoelt u “art. 54 Wet SUWI”?"),
    ("gevoelige_gegevens", 2, "bepaling", None, "bij deze uitzondering hoort de bepaling"),
    ("gevoelige_gegevens", 2, "uitzondering", "art_9_2_h", "soort “identificatienummer”; kies uit art_46_uavg"),
    ("gevoelige_gegevens", 3, "uitzondering", "art_10", "past niet bij soort “bijzonder”"),
    ("gevoelige_gegevens", 3, "uitzondering", "art_9", "geen bekende waarde"),
    ("gevoelige_gegevens", 3, "soort", None, "vul een gegevenscategorie of een soort in"),
    ("gevoelige_gegevens", 3, "soort", "gewoon", "kies uit bijzonder, strafrechtelijk"),
    ("gevoelige_gegevens", 2, "soort", "bijzonder", "past niet bij “bsn”, dat identificatienummer is"),
    ("gevoelige_gegevens", 2, "gegevenscategorie", "naam", "is een gewoon gegeven"),
    ("gevoelige_gegevens", 2, "gegevenscategorie", "bsm", "Bedoelt u “bsn”?"),
    ("gevoelige_gegevens", 2, "vanaf", "1994-12-31", "ligt niet in de jaren 1995 tot en met 2100"),
    ("gevoelige_gegevens", 3, "tot_en_met", "2017-01-01", "ligt voor de eerste dag"),
    ("bewaartermijnen", 2, "termijn", "0 jaar", "is geen termijn"),
    ("bewaartermijnen", 4, "vanaf_gebeurtenis", "iets", "hoort bij een vaste termijn"),
    ("bewaartermijnen", 3, "vanaf_gebeurtenis", "iets anders", "noem haar op één plaats"),
    ("bewaartermijnen", 2, "doeleinden", "begeleidng", "staat niet op blad “doeleinden”"),
    ("verwerkingsactiviteiten", 2, "opdrachtgever", "gemeente", "hoort bij rol verwerker"),
    ("verwerkingsactiviteiten", 3, "opdrachtgever", None, "een verwerker verwerkt voor een opdrachtgever"),
    ("verwerkingsactiviteiten", 2, "grondslagen", "toestemming, belang", "“belang” is geen bekende waarde"),
    ("verwerkingsactiviteiten", 2, "bewaartermijnen", "nooit", "staat niet op blad “bewaartermijnen”"),
    ("verwerkingsactiviteiten", 2, "ontvangers", "gementee", "Bedoelt u “gemeente”?"),
    ("verwerkingsactiviteiten", 2, "bepaling", "onbekend", "geen code of aanhaling"),
    ("verwerkingsactiviteiten", 2, "dpia", "over 123456782", "burgerservicenummer"),
    ("artikel_28", 2, "onderdeel", "i", "geen onderdeel van artikel 28"),
    ("artikel_28", 2, "onderdeel", "a,b", "geef elk een eigen rij"),
    ("artikel_28", 3, "overeenkomst", "VO-9", "“VO-9” staat niet op blad “overeenkomsten”"),
    ("artikel_28", 2, "stand", "deels", "kies uit ja, nee, nvt"),
    ("beoordelingen", 2, "herzien_voor", "2024-01-01", "ligt voor de beoordeling zelf"),
    ("beoordelingen", 2, "conclusie", None, "is verplicht en leeg"),
    ("doorgiften", 3, "besluit", "(EU) 2019/419", "is een besluit over JP en niet over US"),
    ("doorgiften", 3, "besluit", "2099/1", "geen bekend besluit over US"),
    ("doorgiften", 2, "besluit", "(EU) 2023/1795", "hoort bij mechanisme adequaatheidsbesluit"),
    ("overeenkomsten", 2, "vervangt", "OV-1", "vervangt zo via “OV-1” zichzelf"),
    ("overeenkomsten", 2, "vervangt", "OV-9", "staat niet op blad “overeenkomsten”"),
    ("overeenkomsten", 2, "melden_binnen_uren", "een dag", "geen geheel getal"),
    ("subverwerkers", 2, "boven", "gemeente", "geen subverwerker bij overeenkomst “VO-1”"),
    ("subverwerkers", 2, "boven", "cloud", "geen subverwerker bij overeenkomst “VO-1”"),
    ("subverwerkers", 2, "boven", "niemand", "staat niet op blad “partijen”"),
    ("subverwerkers", 2, "vanaf", "2206-01-01", "ligt niet in de jaren 1995 tot en met 2100"),
    ("partijen", 2, "actief", "misschien", "geen ja of nee"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "column", "value", "sentence"), WRONG)
def test_a_wrong_cell_is_named_and_nothing_is_stored(refused, sheet, row, column, value, sentence) -> None:
    found = refused(lawful(sheet, row, column, value))
    assert any(
        one.startswith(f"blad “{sheet}”, rij {row}, {column}: ") and sentence in one for one in found
    ), found


def test_two_agreements_do_not_replace_each_other(refused) -> None:
    sheets = lawful("overeenkomsten", 2, "vervangt", "VO-1")
    sheets["overeenkomsten"][2][-1] = "OV-1"
    assert len([one for one in refused(sheets) if "vervangt zo via" in one]) == 2


def test_sub_processors_do_not_engage_each_other(refused) -> None:
    sheets = lawful("subverwerkers", 2, "boven", "opslag")
    sheets["subverwerkers"].append(["VO-1", "opslag", "Beheer", "NL", None, "cloud"])
    assert len([one for one in refused(sheets) if "zichzelf in" in one]) == 2


def test_one_assessment_of_a_day_has_one_conclusion(refused) -> None:
    sheets = lawful("doorgiften", 3, "tia_datum", "2024-01-10")
    sheets["doorgiften"][2][-1] = "negatief"
    [one] = refused(sheets)
    assert "rij 3, tia_conclusie: is anders dan op rij 2" in one


def test_a_citation_of_two_provisions_asks_for_a_code(refused) -> None:
    sheets = lawful("bepalingen", 3, "aanhaling", "ART. 54 wet suwi")
    [one] = refused(sheets)
    assert "aanhaling van meer bepalingen; gebruik een van de codes: cloud-act, suwi-54" in one


def test_a_category_that_a_ground_names_keeps_its_kind(read) -> None:
    read(LAW)
    with pytest.raises(RefusedInput) as refusal:
        read({"gegevenscategorieen": [["code", "naam", "soort"], ["bsn", "BSN", "gewoon"]]})
    assert "zolang grond “bsn-uwv” dit gegeven noemt" in str(refusal.value)
    assert DataCategory.objects.get(code="bsn").kind == "national_id"


def test_the_rows_of_the_law_cost_no_queries_each(read, manager) -> None:
    read(LAW)
    with acting(by=manager, reason="Veel"):
        LegalProvision.objects.bulk_create(
            LegalProvision(code=f"p{i}", citation=f"art. {i}") for i in range(200)
        )

    def queries(first: int, count: int) -> int:
        grounds = [
            [f"g{i}", "bsn", "art_46_uavg", f"ART.{i - first}", "2020-01-01"]
            for i in range(first, first + count)
        ]
        heading = ["kenmerk", "gegevenscategorie", "uitzondering", "bepaling", "vanaf"]
        with CaptureQueriesContext(connection) as captured:
            read({"gevoelige_gegevens": [heading, *grounds]})
        with CaptureQueriesContext(connection) as again:
            read({"gevoelige_gegevens": [heading, *grounds]})
        return len(captured) + len(again)

    assert queries(0, 200) == queries(200, 2)
