"""Where work that is done in the background stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """From asked to gone."""

    WAITING = "waiting", _("Wacht")
    RUNNING = "running", _("Bezig")
    DONE = "done", _("Klaar")
    FAILED = "failed", _("Mislukt")
    REMOVED = "removed", _("Bestand verwijderd")
    # By a command: the file is where the operator wanted it, and not with us.
    HANDED = "handed", _("Op de server gemaakt")


UNDER_WAY = (State.WAITING, State.RUNNING)
