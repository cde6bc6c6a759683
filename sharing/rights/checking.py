"""What is checked of a request of a person before it is stored, and how a refusal names its field."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sharing.consents.queries import numbers_in
from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import InputError, RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.rights.models import RightsRequest


def check_request(request: RightsRequest) -> None:
    """Raise RefusedInput with what the model's own rules have against it, and where a BSN stands in it."""
    refuse_bsn(**{name: getattr(request, name) for name in RightsRequest.free_text})
    try:
        request.full_clean()
    except ValidationError as error:
        raise RefusedInput(
            [
                InputError(message, "" if name == "__all__" else name)
                for name, messages in error.message_dict.items()
                for message in messages
            ]
        ) from error


def refuse_numbers(request: RightsRequest) -> None:
    """A dossier number has a field of its own, where it is sealed; RefusedInput when one stands in what is asked."""
    if numbers_in(request.asked, [bytes(request.dossier)] if request.dossier is not None else []):
        raise wrong(
            _("Hierin staat een dossiernummer; zet het bij “Dossiernummer”, daar wordt het versleuteld."),
            "asked",
        )


def refuse_future(day: date, at: datetime, field: str) -> None:
    """Raise RefusedInput, at that field, for a day that is yet to come."""
    if day > amsterdam_day(at):
        raise wrong(_("Deze dag ligt in de toekomst."), field)


def wrong(message: str, field: str) -> RefusedInput:
    """What is wrong at a field, to raise."""
    return RefusedInput([InputError(message, field, "invalid")])
