"""What a sheet and a column of the workbook are, and the names of the sheets."""

from dataclasses import dataclass, replace
from typing import Any

from sharing.core.xlsx import LONGEST_CELL
from sharing.workbook import references, values

PURPOSES = "doeleinden"
DATA = "gegevenscategorieen"
SUBJECTS = "betrokkenen"
PROVISIONS = "bepalingen"
TERMS = "bewaartermijnen"
PARTIES = "partijen"
CAPACITIES = "hoedanigheden"
GROUNDS = "gevoelige_gegevens"
AGREEMENTS = "overeenkomsten"
ARTICLE_28 = "artikel_28"
SUB_PROCESSORS = "subverwerkers"
TRANSFERS = "doorgiften"
ASSESSMENTS = "beoordelingen"
ACTIVITIES = "verwerkingsactiviteiten"
EXPLANATION = "uitleg"  # of the template; never read


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what its cells hold, the model's attribute, and what an empty cell means.

    ``apart``: it is no plain value of the row's own table; a module beside the planning reads it.
    """

    name: str
    kind: Any
    attribute: str
    required: bool = False
    empty: Any = ""
    apart: bool = False


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


def in_cell(column: Column, value: Any) -> Any:
    """A value of the register as a cell of this column holds it: the format's words instead of codes."""
    match column.kind:
        case values.Word(words=words):
            return next((word for word, meaning in words.items() if meaning == value), "")
        case values.Words(words=words):
            return ", ".join(word for word, meaning in words.items() if meaning in value)
        case values.YesNo() if value is not None:
            return "ja" if value else "nee"
    return value


def needed(name: str, kind: Any, attribute: str) -> Column:
    """A column that every row fills in."""
    return Column(name, kind, attribute, required=True)


def listed(name: str, sheet: str, attribute: str, *, required: bool = False) -> Column:
    """A list of codes in one cell; the module about lists reads it."""
    return Column(name, references.RowCodes(sheet), attribute, required=required, empty=(), apart=True)


def day(name: str, attribute: str) -> Column:
    """A date of any year."""
    return Column(name, values.Day(), attribute, empty=None)


def first_day(name: str) -> Column:
    """The first day of a period of the register."""
    return needed(name, values.RegisterDay(), "first_day")


def bounded(name: str, attribute: str) -> Column:
    """A day of a period of the register, which may be absent."""
    return Column(name, values.RegisterDay(), attribute, empty=None)


def last_day(name: str) -> Column:
    """The last day of a period of the register."""
    return bounded(name, "last_day")


def in_english(name: str, attribute: str, limit: int = LONGEST_CELL) -> Column:
    """What readers of the English statement get in the place of the Dutch words beside it."""
    return Column(name, values.Text(limit, "In het Engels, voor de Engelse privacyverklaring."), attribute)


def row_of(name: str, sheet: str, attribute: str, explanation: str = "") -> Column:
    """A row of another sheet, or none."""
    kind = references.RowCode(sheet=sheet)
    if explanation:
        kind = replace(kind, explanation=explanation)
    return Column(name, kind, attribute, empty=None)


def found(name: str, attribute: str) -> Column:
    """Where something stands in a document."""
    return Column(name, values.Text(200, "Waar het staat, zoals artikel 4, lid 2."), attribute)


def notified() -> Column:
    """Where a recipient is told (AVG art. 19)."""
    words = "Waar deze ontvanger bericht krijgt van rectificatie, wissing of beperking."
    return Column("meldadres", values.Text(255, words), "notice_address")


def provision() -> Column:
    """The legal provision, or none."""
    return Column("bepaling", references.Provision(sheet=PROVISIONS), "provision", empty=None)
