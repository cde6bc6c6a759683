"""Documents that belong to a record as its evidence: private, every version kept, with the hash of its bytes."""

import secrets
from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sharing.core.models import Register


def private_storage() -> Storage:
    """Where documents lie: outside everything that is served."""
    return storages["private"]


def place_of(document: "KeptDocument", filename: str) -> str:
    """Where in the storage a file comes: by the folder of its kind and the year in which it was kept.

    Files about persons get a name of our own: people put names and dossier numbers in that of a scan.
    """
    folder = f"{document.folder}/{timezone.localdate().year}"
    if document.keeps_filename:
        return f"{folder}/{filename}"
    return f"{folder}/{secrets.token_urlsafe(16)}.{filename.rpartition('.')[2].lower()}"


class KeptDocument(Register):
    """A document of another record; subclasses give the key to that record, ``folder`` and why it is kept."""

    folder: ClassVar[str]
    keeps_filename: ClassVar[bool] = False

    free_text = ("title",)

    title = models.CharField(_("titel"), max_length=200)
    file = models.FileField(_("bestand"), upload_to=place_of, storage=private_storage, max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)

    class Meta:
        abstract = True
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
