"""What the register holds when an import begins, by the codes that people write in a workbook."""

from collections import defaultdict
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from sharing.agreements.models import (
    Agreement,
    AgreementDataCategory,
    AgreementPurpose,
    AgreementSubjectCategory,
    Article28Clause,
    SubProcessor,
)
from sharing.parties.models import Party, PartyCapacity
from sharing.reference.models import Country, DataCategory, Purpose, SubjectCategory
from sharing.transfers.models import Transfer
from sharing.workbook import columns as format
from sharing.workbook.values import did_you_mean

MODELS: dict[str, type[Model]] = {
    format.PURPOSES: Purpose,
    format.DATA: DataCategory,
    format.SUBJECTS: SubjectCategory,
    format.PARTIES: Party,
    format.CAPACITIES: PartyCapacity,
    format.AGREEMENTS: Agreement,
    format.SUB_PROCESSORS: SubProcessor,
    format.TRANSFERS: Transfer,
}
_CODE = {format.AGREEMENTS: "reference"}
_REFERRED = (format.PURPOSES, format.DATA, format.SUBJECTS, format.PARTIES, format.AGREEMENTS)

# What an agreement covers: the column, the through model, its attribute and the sheet it refers to.
COVERED = {
    "doeleinden": (AgreementPurpose, "purpose", format.PURPOSES),
    "gegevenscategorieen": (AgreementDataCategory, "data_category", format.DATA),
    "betrokkenen": (AgreementSubjectCategory, "subject_category", format.SUBJECTS),
}


class Known:
    """The rows of the register, and those that the workbook adds to it, by code."""

    def __init__(self, *, lock: bool) -> None:
        self._lock = lock
        self._hints: dict[tuple[str, str], str] = {}
        self.by_code: dict[str, dict[str, Any]] = {
            name: {
                getattr(row, _CODE.get(name, "code")): row
                for row in self._rows(MODELS[name]._default_manager.all())
            }
            for name in _REFERRED
        }
        self._code_of = {
            name: {row.pk: code for code, row in rows.items()} for name, rows in self.by_code.items()
        }
        self.countries = Country.objects.in_bulk()
        self.users = {user.get_username(): user for user in get_user_model().objects.all()}
        self._usernames = {user.pk: name for name, user in self.users.items()}

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

    def country(self, code: str) -> Country:
        """The country with this code. Raises ValueError with a sentence."""
        if code not in self.countries:
            meant = next(
                (one.code for one in self.countries.values() if one.name.casefold() == code.casefold()), None
            )
            hint = _(" Bedoelt u “%(code)s”?") % {"code": meant} if meant else ""
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

    def username_of(self, pk: Any) -> str:
        """The name by which a stored user signs in; empty for none."""
        return self._usernames.get(pk, "")

    def parents(self) -> dict[str, str | None]:
        """Of every stored purpose the code of the one above it."""
        return {
            code: self.code_of(format.PURPOSES, purpose.parent_id) or None
            for code, purpose in self.by_code[format.PURPOSES].items()
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
                        row.service,
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
        return {(code,): row for code, row in self.by_code[sheet].items()}

    def covered(self, column: str) -> dict[int, dict[int, int]]:
        """Per agreement what it covers: the key of what is covered -> the key of the row that says so."""
        model, attribute, _sheet = COVERED[column]
        found: dict[int, dict[int, int]] = defaultdict(dict)
        for agreement, target, pk in model._default_manager.values_list(
            "agreement_id", f"{attribute}_id", "pk"
        ):
            found[agreement][target] = pk
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
