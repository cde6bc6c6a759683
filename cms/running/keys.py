"""The keys that an installation makes for itself when the environment gives none; in `var/`, mode 600."""

import base64
import contextlib
import fcntl
import json
import secrets
from collections.abc import Iterator
from pathlib import Path

from cms.embedded.location import write_private


class KeysMissing(Exception):
    """The keys that belong to existing data have gone; the message says what to do, for people."""


def installation_keys(var: Path, *, data_exists: bool) -> dict[str, str]:
    """SECRET_KEY and DOSSIER_KEY of this installation, made the first time.

    Raises KeysMissing when there is data already: with a new DOSSIER_KEY no dossier number could be read.
    """
    file = var / "keys.json"
    with one_at_a_time(var):
        return _existing(file) or _made(file, data_exists=data_exists)


@contextlib.contextmanager
def one_at_a_time(var: Path) -> Iterator[None]:
    """Two first starts at once must not each make keys: those of one would be lost."""
    var.mkdir(mode=0o711, exist_ok=True)
    with (var / "keys.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _existing(file: Path) -> dict[str, str] | None:
    try:
        keys: dict[str, str] = json.loads(file.read_text())
        return keys
    except FileNotFoundError:
        return None
    except (PermissionError, ValueError) as error:
        raise KeysMissing(f"Het bestand {file} met de sleutels is niet te lezen: {error}") from error


def _made(file: Path, *, data_exists: bool) -> dict[str, str]:
    if data_exists:
        raise KeysMissing(
            f"Er zijn gegevens, maar {file} met de bijbehorende sleutels is weg. Zet dat bestand terug, of "
            "geef SECRET_KEY en DOSSIER_KEY mee. Met een nieuwe sleutel zijn de dossiernummers niet te lezen."
        )
    keys = {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DOSSIER_KEY": base64.b64encode(secrets.token_bytes(64)).decode(),  # two AES-256 keys, for AES-SIV
    }
    write_private(file, json.dumps(keys, indent=1))
    return keys
