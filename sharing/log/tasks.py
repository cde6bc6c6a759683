"""What the log does in the background."""

from contextlib import closing
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from sharing.background.models import BackgroundWork
from sharing.background.working import Progress, carry_out
from sharing.core.admin.filters import moment_in
from sharing.core.spreadsheets import FORMATS
from sharing.core.xlsx import Output
from sharing.log.exporting import HEADINGS, MOST_ROWS, LogRows, filtered, read


@task(backend="background")
def export_log(key: int) -> None:
    """Make the file of a request; ``key`` is the request's, which is all that the queue knows."""
    carry_out(key, write_log)


def write_log(work: BackgroundWork, out: Output, progress: Progress) -> int:
    """Write the entries that a request is about, in the language of who asked; how many there were."""
    asked: dict[str, Any] = work.parameters
    entries = filtered(asked["filters"], bytes(work.dossier) if work.dossier is not None else None)
    total = min(entries.order_by().count(), MOST_ROWS)
    progress(0, total)
    with override(asked["language"]):
        file = FORMATS[asked["format"]](
            out, [str(one) for one in HEADINGS.values()], title=_("Verstrekkingen")
        )
        rows, done = LogRows(moment_in({name: one[-1] for name, one in asked["filters"].items() if one})), 0
        with closing(read(entries)) as parts:
            for part in parts:
                for cells in rows.cells(part):
                    file.write(cells)
                done += len(part)
                progress(done, total)
        file.close()
    return done
