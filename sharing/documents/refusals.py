"""What keeping a document would refuse of what was chosen: asked by the screen and by the operation."""

from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from sharing.core.exceptions import InputError
from sharing.documents.models import KeptDocument
from sharing.documents.rules import digest


def why_not_replaced(file: "File[Any] | None", replaces: KeptDocument | None) -> list[InputError]:
    """Of a new version of a document: it is another file. Of None nothing."""
    if file is None or replaces is None or digest(file) != replaces.sha256:
        return []
    said = _("Dit is hetzelfde bestand als er al staat; kies de nieuwe versie.")
    return [InputError(said, "file")]
