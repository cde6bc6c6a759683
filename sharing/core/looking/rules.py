"""When a reason to look is one."""

import re

from django.utils.translation import gettext as _

from sharing.core.dossiers import normal_form
from sharing.core.exceptions import InputError
from sharing.core.looking.choices import LookReason

LONGEST_NOTE = 300


def why_not_looked(reason: str | None, note: str, number: str) -> list[InputError]:
    """What is wrong with why somebody looks: it does not say so, or with the number of the dossier in it.

    A reason that could not be read (None) is not judged.
    """
    errors = []
    if reason is not None and reason not in LookReason.values:
        errors.append(InputError(_("Kies waarom u dit dossier bekijkt."), "reason", "required"))
    elif reason == LookReason.OTHER and not note:
        errors.append(InputError(_("Schrijf op waarom u dit dossier bekijkt."), "note", "required"))
    if len(note) > LONGEST_NOTE:
        message = _("De toelichting telt %(length)s tekens; gebruik er hoogstens %(most)s.")
        errors.append(InputError(message % {"length": len(note), "most": LONGEST_NOTE}, "note", "too-long"))
    if number and re.search(rf"(?<!\w){re.escape(number)}(?!\w)", normal_form(note)):
        message = _("Laat het dossiernummer uit de toelichting; het staat er vanzelf bij, verzegeld.")
        errors.append(InputError(message, "note", "dossier-number"))
    return errors
