"""After something of a person was saved by hand: told when of its dossier number nothing else is kept."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from sharing.consents.models import Objection
from sharing.consents.request_models import AuthorityRequest
from sharing.core.admin import may
from sharing.core.admin.sections import screen_of
from sharing.retention.queries import lone_dossiers
from sharing.rights.models import RightsRequest

# After a typing mistake these protect or answer nobody, and the one who asked is left out. A consent is rightly often
# the first that is kept of somebody.
_TOLD: tuple[type[models.Model], ...] = (Objection, RightsRequest, AuthorityRequest)


def tell_lone_number(request: HttpRequest, model: type[models.Model]) -> Callable[[Any], None]:
    """What is given back tells, of a record of these that was saved, that nothing else is kept of its dossier."""
    if model not in _TOLD:
        return lambda record: None
    return lambda record: _tell(request, record)


def _tell(request: HttpRequest, record: Any) -> None:
    seals = _seals_in(record)
    number = lone_dossiers(seals) if seals else 0
    if not number:
        return
    # Without the numbers themselves: a message is kept with the session.
    words = (
        _(
            "Let op: van dit dossiernummer is hier verder niets vastgelegd: geen verstrekking, toestemming, bezwaar of "
            "verzoek. Kijk na of het nummer klopt; met een tikfout gaat dit over niemand, of over een ander."
        )
        if len(seals) == 1
        else ngettext(
            "Let op: van %(count)s van de %(all)s dossiernummers is hier verder niets vastgelegd: geen verstrekking, "
            "toestemming, bezwaar of verzoek. Kijk na of het klopt; met een tikfout gaat dit over niemand, of over een "
            "ander.",
            "Let op: van %(count)s van de %(all)s dossiernummers is hier verder niets vastgelegd: geen verstrekking, "
            "toestemming, bezwaar of verzoek. Kijk na of zij kloppen; met een tikfout gaat dit over niemand, of over "
            "een ander.",
            number,
        )
        % {"count": number, "all": len(seals)}
    )
    messages.warning(request, words, buttons=_way_to_mend(request, record))


def _seals_in(record: Any) -> list[bytes]:
    if isinstance(record, AuthorityRequest):
        return [bytes(one) for one in record.dossiers.values_list("dossier", flat=True)]
    return [bytes(record.dossier)] if record.dossier is not None else []


def _way_to_mend(request: HttpRequest, record: Any) -> list[Any]:
    if not may(request.user, "change", type(record)):
        return []
    address = reverse(screen_of(type(record)).get_url_name("edit"), args=[record.pk])
    return [messages.button(address, _("Nummer verbeteren"))]
