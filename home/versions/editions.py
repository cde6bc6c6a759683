"""Which versions there are in English too, and by which edition."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from home.core.languages import ENGLISH
from home.versions.archive import Entry
from home.versions.bases import FrozenEdition

LARGE = ("sections", "html", "text", "body")  # what a list of editions does not need


def editions_of(entries: Sequence[Entry], *, until: datetime | None = None) -> dict[int, FrozenEdition]:
    """The edition that readers get of each of these versions of one page, by its number, without its texts.

    With ``until`` the one that they had then: what was published later changes nothing that was made before it.
    """
    if not entries:
        return {}
    numbers = {entry.version.pk: entry.version.number for entry in entries}
    kind: Any = type(entries[0].version)
    model = kind._meta.get_field("translations").related_model
    found = model.objects.filter(language=ENGLISH, version__in=numbers).defer(*LARGE)
    if until is not None:
        found = found.filter(published_at__lte=until)
    latest = found.order_by("version_id", "-edition").distinct("version_id")
    return {numbers[edition.version_id]: edition for edition in latest}
