"""Addresses that are a key by themselves stay out of the log, whoever writes the line."""

import logging
import re

# A calendar (`/agenda/SECRET.ics`) and a link to choose a password; what follows the key stays readable.
_KEYS = re.compile(r"((?<!/beheer)/agenda/|/password_reset/confirm/[^/\s]+/)[^/\s\"'?]+")


def without_keys(text: str) -> str:
    """The text with an ellipsis for each key in it."""
    return _KEYS.sub(r"\1…", text)


class WithoutKeys(logging.Filter):
    """Takes the keys out of a line before anybody writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        shown = without_keys(said)
        if shown != said:
            record.msg, record.args = shown, ()
        return True
