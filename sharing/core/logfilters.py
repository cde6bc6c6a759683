"""What stays out of the server's own log."""

import logging

_LONG = 8  # digits; a key of so many is nowhere yet


class WithoutNumbers(logging.Filter):
    """Of an address in the register that was refused, what could be somebody's number stays out of the log.

    No address of ours has one, but people and systems type what they like where the key of a record belongs.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                "/".join(map(_quiet, one.split("/")))
                if isinstance(one, str) and one.startswith(("/beheer/", "/api/"))
                else one
                for one in record.args
            )
        return True


def _quiet(part: str) -> str:
    known = part == "v1" or not any(map(str.isdigit, part)) or (part.isdecimal() and len(part) < _LONG)
    return part if known else "…"
