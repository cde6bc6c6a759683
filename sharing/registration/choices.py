"""The steps of a registration and how far each can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """In the order in which a processor is registered; the values stand in addresses."""

    PARTY = "partij", _("Partij")
    AGREEMENT = "overeenkomst", _("Overeenkomst")
    CLAUSES = "bepalingen", _("Bepalingen")
    SUB_PROCESSORS = "subverwerkers", _("Subverwerkers")
    TRANSFERS = "doorgifte", _("Doorgifte")
    DOCUMENTS = "documenten", _("Documenten")
    DONE = "klaar", _("Klaar")


# Steps that are parts of the agreement: without it there is nothing to fill in.
OF_AGREEMENT = frozenset({Step.CLAUSES, Step.SUB_PROCESSORS, Step.DOCUMENTS})


class State(models.TextChoices):
    """How far a step is; derived from the registers, never stored."""

    DONE = "done", _("Gedaan")
    OPEN = "open", _("Open")
    NOT_NEEDED = "not_needed", _("Niet nodig")
