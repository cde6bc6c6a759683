"""What an import added, changed and left as it was."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs from the register, both as the workbook would write them."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A row that was added or changed; ``changes`` is empty for an added one."""

    row: int
    key: str
    changes: tuple[CellChange, ...] = ()


@dataclass(slots=True)
class SheetReport:
    """What became of one sheet's rows."""

    added: list[ReportedRow] = field(default_factory=list)
    changed: list[ReportedRow] = field(default_factory=list)
    unchanged: int = 0


@dataclass(slots=True)
class Report:
    """What became of every sheet, by its name; ``stored`` is false after a trial.

    ``notes`` are sentences about what was read though hidden.
    """

    sheets: dict[str, SheetReport] = field(default_factory=dict)
    stored: bool = False
    notes: tuple[str, ...] = ()

    @property
    def touches(self) -> int:
        """How many rows are added or changed."""
        return sum(len(sheet.added) + len(sheet.changed) for sheet in self.sheets.values())

    @property
    def touched(self) -> list[str]:
        """The sheets by which something is added or changed."""
        return [name for name, sheet in self.sheets.items() if sheet.added or sheet.changed]

    def as_json(self) -> dict[str, Any]:
        """``{"stored", "notes", "sheets": {name: {"added", "changed", "unchanged", "rows": {…}}}}``."""
        return {
            "stored": self.stored,
            "notes": list(self.notes),
            "sheets": {
                name: {
                    "added": len(sheet.added),
                    "changed": len(sheet.changed),
                    "unchanged": sheet.unchanged,
                    "rows": {
                        "added": [{"row": one.row, "key": one.key} for one in sheet.added],
                        "changed": [asdict(one) for one in sheet.changed],
                    },
                }
                for name, sheet in self.sheets.items()
            },
        }

    def digest(self) -> str:
        """Tells whether another run would do the same."""
        return hashlib.sha256(json.dumps(self.as_json()["sheets"], sort_keys=True).encode()).hexdigest()

    def sentences(self) -> Iterator[str]:
        """The report for people, a line per note, per sheet and per changed row."""
        yield from self.notes
        for name, sheet in self.sheets.items():
            yield _("%(sheet)s: %(added)s toegevoegd, %(changed)s gewijzigd, %(unchanged)s ongewijzigd") % {
                "sheet": name,
                "added": len(sheet.added),
                "changed": len(sheet.changed),
                "unchanged": sheet.unchanged,
            }
            for row in sheet.changed:
                changes = "; ".join(f"{one.column}: “{one.old}” → “{one.new}”" for one in row.changes)
                yield _("  rij %(row)s, %(key)s: %(changes)s") % {
                    "row": row.row,
                    "key": row.key,
                    "changes": changes,
                }
