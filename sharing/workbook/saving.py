"""The register as a workbook that can be read back: written to a stream, or to a file of who runs a command."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from sharing.background.files import whole_file
from sharing.background.operations import note_made
from sharing.core.actor import Actor
from sharing.core.asof import end_of
from sharing.core.dutch import day_in_words
from sharing.core.periods import amsterdam_day
from sharing.core.snapshot import one_moment
from sharing.core.xlsx import Output
from sharing.workbook.columns import Sheet
from sharing.workbook.exporting import RegisterRows
from sharing.workbook.sheets import BY_NAME, SHEETS
from sharing.workbook.template import write_workbook

Progress = Callable[[int, int | None], object]


def sheets_for(user: Any) -> tuple[list[str], list[str]]:
    """The names of the sheets that this person may see, and of those that he may not."""
    return _divided(user.has_perms)


def sheets_within(permissions: Collection[str]) -> tuple[list[str], list[str]]:
    """The names of the sheets that these permissions show together, and of the others."""
    return _divided(set(permissions).issuperset)


def needs_of(sheets: Iterable[str]) -> set[str]:
    """The permissions that it takes to see these sheets."""
    return {permission for name in sheets for permission in _permissions(BY_NAME[name])}


def _permissions(sheet: Sheet) -> list[str]:
    return [f"sharing.view_{model}" for model in sheet.models]


def _divided(shows: Callable[[list[str]], bool]) -> tuple[list[str], list[str]]:
    seen: list[str] = []
    hidden: list[str] = []
    for name, sheet in BY_NAME.items():
        (seen if shows(_permissions(sheet)) else hidden).append(name)
    return seen, hidden


def write_register(
    out: Output,
    *,
    moment: datetime | None,
    progress: Progress = lambda done, total: None,
    but: Collection[str] = (),
) -> int:
    """Write the register as it stood at a moment (None: now), without some sheets; how many rows there were.

    All of it is of one moment. Raises RefusedInput at a text that does not fit in a cell.
    """
    with one_moment():
        register = RegisterRows(moment)
        total = sum(register.count(sheet) for sheet in SHEETS if sheet.name not in but)
        done = 0
        progress(done, total)

        def rows(sheet: Sheet) -> Iterator[list[Any]]:
            nonlocal done
            for row in register.of(sheet):
                done += 1
                if done % 1_000 == 0:
                    progress(done, total)
                yield row

        write_workbook(out, rows, about=[about(moment, but)], but=but)
    return done


def about(moment: datetime | None, but: Collection[str] = ()) -> str:
    """What a workbook holds, in a sentence."""
    sentence = _("Dit is het register zoals het nu is.")
    if moment is not None:
        day = day_in_words(amsterdam_day(moment))
        sentence = _("Dit is het register zoals het aan het eind van %(day)s was.") % {"day": day}
    if but:
        missing = _("Zonder %(sheets)s: dat ziet de rol van wie exporteerde niet.")
        sentence += " " + missing % {"sheets": ", ".join(but)}
    return sentence


def save_register(
    path: Path, *, on: date | None, by: Actor, at: datetime, progress: Progress = lambda done, total: None
) -> dict[str, Any]:
    """Write the whole register to a file and record that it was made; its ``rows``, ``size`` and ``sha256``.

    The file appears under its name when it is whole. Raises OSError when it cannot be written, and Refused for a day
    that is still to come.
    """
    moment = end_of(on, at=at)
    with whole_file(path) as out:
        rows = write_register(out, moment=moment, progress=progress)
        out.settle()
        note_made(
            title=_("Register als werkmap"),
            filename=path.name[:150],
            words=[(_("Zoals het was op"), day_in_words(on))] if on else [],
            rows=rows,
            size=out.size,
            sha256=out.sha256,
            by=by,
            reason=_("Register geëxporteerd met een opdracht"),
            at=at,
        )
    return {"rows": rows, "size": out.size, "sha256": out.sha256}
