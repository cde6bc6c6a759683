"""Why something is not proposed or destroyed: kept longer, not answered yet, or named where names do not belong."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.consents.queries import numbers_in
from sharing.core.dutch import enumerated
from sharing.core.exceptions import InputError, Refused
from sharing.retention.queries import why_held
from sharing.rights.models import RightsRequest

HELD = {
    "hold": gettext_lazy("er staat een blokkade op"),
    "request": gettext_lazy("er loopt een verzoek van de betrokkene"),
    "undecided": gettext_lazy("over een verstrekking of datalek moet nog worden beslist"),
    "objection": gettext_lazy("over een bezwaar of beperking moet nog worden beslist"),
}


def refuse_unanswered(request: RightsRequest) -> None:
    """What the answer is made of, and to whom it goes, is destroyed with the dossier."""
    if request.answered_on is None:
        message = _(
            "Stuur de betrokkene eerst het antwoord en leg vast wanneer dat was: met het dossier gaan ook de reden en "
            "de woorden van het besluit weg (art. 12, lid 3, AVG)."
        )
        raise Refused(message)


def refuse_held(seals: Sequence[bytes], but_for: RightsRequest | None = None) -> None:
    """Something of these must be kept longer; ``but_for`` the request that asks for the destruction."""
    if found := why_held(seals, but_for=but_for):
        words = enumerated(str(HELD[one]) for one in found)
        raise Refused(_("Van dit dossier wordt nu niets vernietigd: %(why)s.") % {"why": words})


def refuse_any_held(dossiers: Sequence[Sequence[bytes]]) -> None:
    """One that is kept longer stops the list; which one the screen says, for what is noted here names nobody."""
    if len(dossiers) == 1:
        refuse_held(dossiers[0])
        return
    whys = [found for seals in dossiers if (found := why_held(seals))]
    if whys:
        message = _("Van %(held)s van de %(total)s gekozen dossiers wordt nu niets vernietigd: %(why)s.")
        words = enumerated(str(HELD[one]) for one in HELD if any(one in found for found in whys))
        raise Refused(message % {"held": len(whys), "total": len(dossiers), "why": words})


def why_not_written(*dossiers: bytes, **texts: str) -> list[InputError]:
    """What stays after the destruction names nobody: at each text in which a dossier number stands."""
    message = _(
        "Hierin staat een dossiernummer. Dit blijft bewaard als het dossier weg is; laat het nummer weg."
    )
    return [
        InputError(message, name, "invalid")
        for name, text in texts.items()
        if text and numbers_in(text, dossiers)
    ]
