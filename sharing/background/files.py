"""Where files that are handed out by a check only lie, and how they are made."""

import os
from typing import Any

from django.core.files.storage import storages

FOLDER = "exports"


def private_files() -> Any:
    """The storage outside everything that is served."""
    return storages["private"]


def private(name: str, flags: int) -> int:
    """Opens a file that only this account may read."""
    return os.open(name, flags, mode=0o600)
