"""What is checked of every record about a person or a request before it is stored."""

from django.core.exceptions import ValidationError

from sharing.consents.models import Consent, Objection
from sharing.consents.request_models import AuthorityRequest
from sharing.core.bsn import refuse_bsn
from sharing.core.dossiers import normal_number, seal
from sharing.core.exceptions import InputError, NotUnderstood, RefusedInput


def sealed(number: str) -> bytes:
    """The stored form of a dossier number; RefusedInput when it cannot be one."""
    try:
        return seal(normal_number(number))
    except NotUnderstood as error:
        raise RefusedInput([InputError(str(error), "dossier", error.code)]) from error


def check_record(row: Consent | Objection | AuthorityRequest) -> None:
    """Raise RefusedInput with what the model's own rules have against the row, and where a BSN stands in it."""
    refuse_bsn(**{name: getattr(row, name) for name in type(row).free_text})
    try:
        row.full_clean()
    except ValidationError as error:
        raise RefusedInput(
            [
                InputError(message, "" if name == "__all__" else name)
                for name, messages in error.message_dict.items()
                for message in messages
            ]
        ) from error
