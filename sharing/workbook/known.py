"""What the register holds when an import begins, by the codes that people write in a workbook."""

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from sharing.activities.models import (
    ActivityDataCategory,
    ActivityPurpose,
    ActivityRecipient,
    ActivityRetentionTerm,
    ActivitySubjectCategory,
    ProcessingActivity,
)
from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import (
    Agreement,
    AgreementDataCategory,
    AgreementPurpose,
    AgreementSubjectCategory,
    Article28Clause,
)
from sharing.grounds.models import SensitiveGround
from sharing.parties.models import Party, PartyCapacity
from sharing.reference.models import (
    AdequacyDecision,
    Country,
    DataCategory,
    LegalProvision,
    Purpose,
    SubjectCategory,
)
from sharing.reference.terms import RetentionTerm, RetentionTermDataCategory, RetentionTermPurpose
from sharing.transfers.models import ImpactAssessment, Transfer
from sharing.workbook import columns as format
from sharing.workbook.opening import as_read
from sharing.workbook.rules import comparable
from sharing.workbook.values import did_you_mean

# In the order in which they are written: what refers comes after what it refers to.
MODELS: dict[str, type[Model]] = {
    format.PURPOSES: Purpose,
    format.DATA: DataCategory,
    format.SUBJECTS: SubjectCategory,
    format.PROVISIONS: LegalProvision,
    format.TERMS: RetentionTerm,
    format.PARTIES: Party,
    format.CAPACITIES: PartyCapacity,
    format.GROUNDS: SensitiveGround,
    format.AGREEMENTS: Agreement,
    format.ARTICLE_28: Article28Clause,
    format.SUB_PROCESSORS: SubProcessor,
    format.TRANSFERS: Transfer,
    format.ASSESSMENTS: ImpactAssessment,
    format.ACTIVITIES: ProcessingActivity,
}
CODE = {format.AGREEMENTS: "reference", format.GROUNDS: "reference"}
_CODED = tuple(
    name
    for name in MODELS
    if name
    not in (
        format.CAPACITIES,
        format.ARTICLE_28,
        format.SUB_PROCESSORS,
        format.TRANSFERS,
        format.ASSESSMENTS,
    )
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list in a cell: the model of its rows, how these name the record and what is listed, and its sheet."""

    model: type[Model]
    owner: str
    attribute: str
    sheet: str


# The lists of a sheet's rows, by column.
LISTS: dict[str, dict[str, Listed]] = {
    format.AGREEMENTS: {
        "doeleinden": Listed(AgreementPurpose, "agreement", "purpose", format.PURPOSES),
        "gegevenscategorieen": Listed(AgreementDataCategory, "agreement", "data_category", format.DATA),
        "betrokkenen": Listed(AgreementSubjectCategory, "agreement", "subject_category", format.SUBJECTS),
    },
    format.TERMS: {
        "doeleinden": Listed(RetentionTermPurpose, "term", "purpose", format.PURPOSES),
        "gegevenscategorieen": Listed(RetentionTermDataCategory, "term", "data_category", format.DATA),
    },
    format.ACTIVITIES: {
        "doeleinden": Listed(ActivityPurpose, "activity", "purpose", format.PURPOSES),
        "betrokkenen": Listed(ActivitySubjectCategory, "activity", "subject_category", format.SUBJECTS),
        "gegevenscategorieen": Listed(ActivityDataCategory, "activity", "data_category", format.DATA),
        "ontvangers": Listed(ActivityRecipient, "activity", "recipient", format.PARTIES),
        "bewaartermijnen": Listed(ActivityRetentionTerm, "activity", "retention_term", format.TERMS),
    },
}


class Known:
    """The rows of the register, and those that the workbook adds to it, by code."""

    def __init__(self, *, lock: bool) -> None:
        self._lock = lock
        self._hints: dict[tuple[str, str], str] = {}
        self.by_code: dict[str, dict[str, Any]] = {
            name: {
                as_read(getattr(row, CODE.get(name, "code"))): row
                for row in self._rows(MODELS[name]._default_manager.all())
            }
            for name in _CODED
        }
        self._code_of = {
            name: {row.pk: code for code, row in rows.items()} for name, rows in self.by_code.items()
        }
        self.countries = Country.objects.in_bulk()
        self.users = {user.get_username(): user for user in get_user_model().objects.all()}
        self._usernames = {user.pk: name for name, user in self.users.items()}
        self._cited: dict[str, list[LegalProvision]] = {}

    def _rows(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Locked: nobody changes a row between comparing and writing. Disclosures may still refer to it."""
        return rows.order_by("pk").select_for_update(no_key=True) if self._lock else rows.order_by("pk")

    def find(self, sheet: str, code: str) -> Any:
        """The row with this code. Raises ValueError with a sentence."""
        row = self.by_code[sheet].get(code)
        if row is None:
            separator = _(" Scheid codes met komma's.") if any(mark in code for mark in ";| ") else ""
            raise ValueError(
                _("“%(code)s” staat niet op blad “%(sheet)s” en niet in het register.%(hint)s")
                % {"code": code, "sheet": sheet, "hint": separator or self._hint(sheet, code)}
            )
        return row

    def provision(self, text: str) -> LegalProvision:
        """The provision with this code or citation, ignoring case and spaces. Raises ValueError with a sentence."""
        coded: dict[str, LegalProvision] = self.by_code[format.PROVISIONS]
        if not self._cited:
            # Asked when the workbook's own provisions have been read: their sheet comes before those that cite.
            cited = defaultdict(list)
            for code, row in coded.items():
                for name in {comparable(code), comparable(row.citation)} - {""}:
                    cited[name].append(row)
            self._cited = dict(cited)
        if text in coded:
            return coded[text]
        found = self._cited.get(comparable(text), [])
        if len(found) > 1:
            codes = ", ".join(sorted(one.code for one in found))
            raise ValueError(
                _("“%(text)s” is de aanhaling van meer bepalingen; gebruik een van de codes: %(codes)s.")
                % {"text": text, "codes": codes}
            )
        if not found:
            raise ValueError(
                _("“%(text)s” is geen code of aanhaling op blad “%(sheet)s” of in het register.%(hint)s")
                % {"text": text, "sheet": format.PROVISIONS, "hint": self._provision_hint(text)}
            )
        return found[0]

    def _provision_hint(self, text: str) -> str:
        known = {one.citation.casefold(): one.citation for one in self.by_code[format.PROVISIONS].values()}
        close = get_close_matches(text.casefold(), [name for name in known if name], n=1)
        return _(" Bedoelt u “%(word)s”?") % {"word": known[close[0]]} if close else ""

    def decisions(self) -> dict[str, list[AdequacyDecision]]:
        """The adequacy decisions by the code of their country."""
        found = defaultdict(list)
        for decision in AdequacyDecision.objects.order_by("adopted", "pk"):
            found[decision.country_id].append(decision)
        return found

    def kinds_with_grounds(self) -> dict[int, str]:
        """Of the data categories that a stored ground names: the ground's reference."""
        named = SensitiveGround.objects.filter(data_category__isnull=False).order_by("-reference")
        return dict(named.values_list("data_category_id", "reference"))

    def country(self, code: str) -> Country:
        """The country with this code. Raises ValueError with a sentence."""
        if code not in self.countries:
            names = {one.name.casefold(): one.code for one in self.countries.values()}
            meant = get_close_matches(code.casefold(), names, n=1, cutoff=0.8)
            hint = (
                _(" Bedoelt u “%(code)s”?") % {"code": names[meant[0]]}
                if meant
                else _(" Schrijf de twee letters van het land, zoals NL.")
            )
            raise ValueError(_("“%(code)s” is geen bekende landcode.%(hint)s") % {"code": code, "hint": hint})
        return self.countries[code]

    def user(self, name: str) -> AbstractUser:
        """The user who signs in by this name. Raises ValueError with a sentence."""
        if name not in self.users:
            raise ValueError(
                _("“%(name)s” is geen gebruiker; vul de naam in waarmee iemand zich aanmeldt.%(hint)s")
                % {"name": name, "hint": did_you_mean(name, self.users)}
            )
        return self.users[name]

    def code_of(self, sheet: str, pk: Any) -> str:
        """The code of a stored row; empty for none."""
        return self._code_of[sheet].get(pk, "")

    def row_named(self, record: Any, attribute: str, sheet: str) -> Any:
        """The row that a record names, stored or not; None for none. Asks the database nothing."""
        field = record._meta.get_field(attribute)
        if field.is_cached(record):
            return getattr(record, attribute)
        return self.by_code[sheet].get(self.code_of(sheet, getattr(record, field.attname)))

    def username_of(self, pk: Any) -> str:
        """The name by which a stored user signs in; empty for none."""
        return self._usernames.get(pk, "")

    def above(self, sheet: str, attribute: str) -> dict[str, str | None]:
        """Of every stored row of a sheet the code of the row of that sheet that it names."""
        return {
            code: self.code_of(sheet, getattr(row, f"{attribute}_id")) or None
            for code, row in self.by_code[sheet].items()
        }

    def rows_of(self, sheet: str) -> dict[tuple[Any, ...], Model]:
        """The stored rows of a sheet by their key, as the workbook writes keys."""
        match sheet:
            case format.CAPACITIES:
                return {
                    (self.code_of(format.PARTIES, row.party_id), row.capacity, row.first_day): row
                    for row in self._rows(PartyCapacity.objects.all())
                }
            case format.SUB_PROCESSORS:
                return {
                    (
                        self.code_of(format.AGREEMENTS, row.agreement_id),
                        self.code_of(format.PARTIES, row.party_id),
                        as_read(row.service),
                    ): row
                    for row in self._rows(SubProcessor.objects.all())
                }
            case format.TRANSFERS:
                return {
                    (
                        self.code_of(format.PARTIES, row.party_id),
                        row.country_id,
                        row.mechanism,
                        row.first_day,
                    ): row
                    for row in self._rows(Transfer.objects.all())
                }
            case format.ARTICLE_28:
                return {
                    (self.code_of(format.AGREEMENTS, row.agreement_id), row.item): row
                    for row in self._rows(Article28Clause.objects.all())
                }
            case format.ASSESSMENTS:
                return {
                    (self.code_of(format.PARTIES, row.party_id), row.country_id, row.assessed_on): row
                    for row in self._rows(ImpactAssessment.objects.all())
                }
        return {(code,): row for code, row in self.by_code[sheet].items()}

    def listed(self, listed: Listed) -> dict[int, dict[int, int]]:
        """Per record what it lists: the key of what is listed -> the key of the row that says so."""
        found: dict[int, dict[int, int]] = defaultdict(dict)
        rows = listed.model._default_manager.order_by("pk")
        for owner, target, pk in rows.values_list(f"{listed.owner}_id", f"{listed.attribute}_id", "pk"):
            found[owner][target] = pk
        return found

    def clauses(self) -> dict[int, dict[str, Article28Clause]]:
        """Per agreement its items of article 28(3)."""
        found: dict[int, dict[str, Article28Clause]] = defaultdict(dict)
        for clause in self._rows(Article28Clause.objects.all()):
            found[clause.agreement_id][clause.item] = clause
        return found

    def _hint(self, sheet: str, code: str) -> str:
        if (sheet, code) not in self._hints:
            # Comparing with every code takes time; a thousand unknown codes have one cause.
            self._hints[sheet, code] = (
                did_you_mean(code, self.by_code[sheet]) if len(self._hints) < 100 else ""
            )
        return self._hints[sheet, code]
