"""What is checked of every record in which people wrote, before it is stored."""

from typing import Any

from django.core.exceptions import ValidationError

from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import InputError, RefusedInput


def check_record(record: Any) -> None:
    """Raise RefusedInput, at each field, with what the model's own rules have against it and where a BSN stands in it.

    ``record`` is of a model that names its texts in ``free_text``.
    """
    refuse_bsn(**{name: getattr(record, name) for name in record.free_text})
    try:
        record.full_clean()
    except ValidationError as error:
        raise RefusedInput(
            [
                InputError(message, "" if name == "__all__" else name)
                for name, messages in error.message_dict.items()
                for message in messages
            ]
        ) from error
