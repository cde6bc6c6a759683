"""What publication and review refuse, with a sentence for the person who tried."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class PublicationRefused(ValidationError):
    """This text cannot become a version now; the message names the field, the value and the remedy."""

    def __init__(self, message: str, *, field: str | None = None):
        # Always by field, as Wagtail's API tells refusals: it asks for a ``message_dict``.
        super().__init__({field or NON_FIELD_ERRORS: [message]})
        self.field = field

    def __str__(self) -> str:
        return " ".join(self.messages)


class TryAgain(PublicationRefused):
    """Nothing is wrong with the text: at another moment the same publication succeeds."""


class ReviewRefused(PublicationRefused):
    """This step of the review is not possible; the text and the review stay as they are."""
