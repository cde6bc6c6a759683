"""What the workbook does in the background."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from sharing.background.models import BackgroundWork
from sharing.background.queries import NEEDS
from sharing.background.working import Progress, carry_out
from sharing.core.asof import end_of
from sharing.core.xlsx import Output
from sharing.workbook.saving import sheets_within, write_register


@task(backend="background")
def export_register(key: int) -> None:
    """Make the workbook of a request; ``key`` is the request's, which is all that the queue knows."""
    carry_out(key, write_asked)


def write_asked(work: BackgroundWork, out: Output, progress: Progress) -> int:
    """Write the register of the day that was asked, as far as who asked may see it; how many rows there were."""
    asked: dict[str, Any] = work.parameters
    day = date.fromisoformat(asked["on"]) if asked["on"] else None
    _seen, hidden = sheets_within(work.parameters[NEEDS])
    with override(asked["language"]):
        return write_register(out, moment=end_of(day, at=timezone.now()), progress=progress, but=hidden)
