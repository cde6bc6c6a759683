"""That all sealed dossier numbers of this installation are in their normal form, and since when."""

from django.db import models
from django.db.models.functions import Now

from sharing.core.constraints import AppendOnly


class DossierNormalisation(models.Model):
    """One time that the owner of the tables brought the sealed numbers to their normal form.

    A new installation starts with a row that counts nothing. While there is none, numbers may be kept in other ways
    than they are looked for. Only the owner adds rows (``sharing.core.privileges``); there is no account behind him.
    """

    owner_only = True

    finished_at = models.DateTimeField(db_default=Now(), editable=False)
    numbers = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    history_rows = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [AppendOnly(name="evidence_sharing_dossiernormalisation")]

    def __str__(self) -> str:
        return f"{self.finished_at:%Y-%m-%d %H:%M}"
