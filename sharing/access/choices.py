"""Words of who may what, and of what takes two people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The groups of the product; what each may do stands in `sharing.roles`.
EDITOR = "Redacteur"
CONTRACT_MANAGER = "Contractbeheerder"
LAWYER = "Juridisch medewerker"
AUDITOR = "Auditor"
ADMINISTRATOR = "Beheerder"
PRODUCT_ROLES = (EDITOR, CONTRACT_MANAGER, LAWYER, AUDITOR, ADMINISTRATOR)


class ProposalKind(models.TextChoices):
    """What is asked for."""

    ROLES = "roles", _("Rollen of adres van een account")
    GROUP = "group", _("Rechten van een rol")
    TOKEN = "token", _("Rechten van een token")


class Decision(models.TextChoices):
    """How a proposal ended; an open one has none yet."""

    CONFIRMED = "confirmed", _("Bevestigd")
    REJECTED = "rejected", _("Afgewezen")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class ReviewOutcome(models.TextChoices):
    """How a review of roles ended; one that waits for a second person has none yet."""

    AGREED = "agreed", _("Door twee personen getekend")
    STOPPED = "stopped", _("Afgebroken")
