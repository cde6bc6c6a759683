"""The workbook's format: sheets, columns, what a cell may hold. A change here breaks other people's files."""

from dataclasses import dataclass
from typing import Any

from sharing.agreements.choices import AGREEMENT_KIND_WORDS, AUTHORISATION_WORDS, SubProcessorAuthorisation
from sharing.parties.choices import CAPACITY_WORDS
from sharing.reference.choices import DATA_KIND_WORDS, DataKind
from sharing.transfers.choices import MECHANISM_WORDS, TIA_WORDS
from sharing.workbook import values

PURPOSES = "doeleinden"
DATA = "gegevenscategorieen"
SUBJECTS = "betrokkenen"
PARTIES = "partijen"
CAPACITIES = "hoedanigheden"
AGREEMENTS = "overeenkomsten"
SUB_PROCESSORS = "subverwerkers"
TRANSFERS = "doorgiften"
EXPLANATION = "uitleg"  # of the template; never read


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what its cells hold, the model's attribute, and what an empty cell means."""

    name: str
    kind: Any
    attribute: str
    required: bool = False
    empty: Any = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the models its rows become, its columns and which of them identify a row."""

    name: str
    models: tuple[str, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def column(self, name: str) -> Column:
        """The column of that name; StopIteration when there is none."""
        return next(column for column in self.columns if column.name == name)


def _needed(name: str, kind: Any, attribute: str) -> Column:
    return Column(name, kind, attribute, required=True)


def _day(name: str, attribute: str) -> Column:
    return Column(name, values.Day(), attribute, empty=None)


def _first(name: str) -> Column:
    return _needed(name, values.RegisterDay(), "first_day")


def _last(name: str, attribute: str = "last_day") -> Column:
    return Column(name, values.RegisterDay(), attribute, empty=None)


SHEETS = (
    Sheet(
        PURPOSES,
        ("purpose",),
        (
            _needed("code", values.Code(), "code"),
            _needed("omschrijving", values.Text(500), "description"),
            Column("boven", values.RowCode(sheet=PURPOSES), "parent", empty=None),
        ),
        key=("code",),
    ),
    Sheet(
        DATA,
        ("datacategory",),
        (
            _needed("code", values.Code(), "code"),
            _needed("naam", values.Text(200), "name"),
            Column("soort", values.Word(DATA_KIND_WORDS), "kind", empty=DataKind.ORDINARY),
        ),
        key=("code",),
    ),
    Sheet(
        SUBJECTS,
        ("subjectcategory",),
        (_needed("code", values.Code(), "code"), _needed("naam", values.Text(200), "name")),
        key=("code",),
    ),
    Sheet(
        PARTIES,
        ("party",),
        (
            _needed("code", values.Code(), "code"),
            _needed("naam", values.Text(255), "name"),
            Column("kvk_nummer", values.KvkNumber(), "kvk_number"),
            _needed("land", values.CountryCode(), "country"),
            Column("adres", values.Text(), "address"),
            Column("contactpersoon", values.Text(200), "contact_name"),
            Column("email", values.Email(), "email"),
            Column("website", values.Website(), "website"),
        ),
        key=("code",),
    ),
    Sheet(
        CAPACITIES,
        ("partycapacity",),
        (
            _needed("partij", values.RowCode(sheet=PARTIES), "party"),
            _needed("hoedanigheid", values.Word(CAPACITY_WORDS), "capacity"),
            _first("vanaf"),
            _last("tot_en_met"),
        ),
        key=("partij", "hoedanigheid", "vanaf"),
    ),
    Sheet(
        AGREEMENTS,
        (
            "agreement",
            "agreementpurpose",
            "agreementdatacategory",
            "agreementsubjectcategory",
            "article28clause",
        ),
        (
            _needed("kenmerk", values.Text(60), "reference"),
            _needed("partij", values.RowCode(sheet=PARTIES), "party"),
            _needed("soort", values.Word(AGREEMENT_KIND_WORDS), "kind"),
            Column("omschrijving", values.Text(), "description"),
            _day("ondertekend_op", "signed_on"),
            _first("geldig_vanaf"),
            _last("geldig_tot_en_met"),
            _last("opgezegd_per", "terminated_per"),
            Column("opzegtermijn_dagen", values.WholeNumber(), "notice_days", empty=None),
            Column("beheerder", values.UserName(), "owner", empty=None),
            _needed("doeleinden", values.RowCodes(PURPOSES), "purposes"),
            _needed("gegevenscategorieen", values.RowCodes(DATA), "data_categories"),
            Column("betrokkenen", values.RowCodes(SUBJECTS), "subject_categories", empty=()),
            Column("artikel_28", values.Letters(), "clauses", empty=()),
            Column(
                "subverwerker_toestemming",
                values.Word(AUTHORISATION_WORDS),
                "sub_processor_authorisation",
                empty=SubProcessorAuthorisation.NONE,
            ),
        ),
        key=("kenmerk",),
    ),
    Sheet(
        SUB_PROCESSORS,
        ("subprocessor",),
        (
            _needed("overeenkomst", values.RowCode(sheet=AGREEMENTS), "agreement"),
            _needed("partij", values.RowCode(sheet=PARTIES), "party"),
            _needed("dienst", values.Text(200), "service"),
            _needed("land", values.CountryCode(), "country"),
            _day("goedgekeurd_op", "approved_on"),
        ),
        key=("overeenkomst", "partij", "dienst"),
    ),
    Sheet(
        TRANSFERS,
        ("transfer",),
        (
            _needed("partij", values.RowCode(sheet=PARTIES), "party"),
            _needed("land", values.CountryCode(), "country"),
            _needed("mechanisme", values.Word(MECHANISM_WORDS), "mechanism"),
            Column("binnen_reikwijdte", values.YesNo(), "inside_scope", empty=None),
            _first("geldig_vanaf"),
            _last("geldig_tot_en_met"),
            _day("tia_datum", "tia_date"),
            Column("tia_conclusie", values.Word(TIA_WORDS), "tia_conclusion"),
        ),
        key=("partij", "land", "mechanisme", "geldig_vanaf"),
    ),
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
