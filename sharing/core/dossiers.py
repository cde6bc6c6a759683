"""Dossier numbers: the only thing the register knows of a person.

They are stored encrypted with AES-SIV (RFC 5297). It is deterministic, so equal numbers give equal bytes and a
dossier can be found by an index without the number standing anywhere in the database.
"""

import base64
import binascii
import hashlib
import json
import unicodedata
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sharing.core.exceptions import NotUnderstood

MAX_LENGTH = 64
_CONTEXT = [b"verantwoord/dossier/1"]
_SEPARATORS = {ord(mark): None for mark in " .-"}


@lru_cache(maxsize=4)
def _keys(secret: str) -> tuple[AESSIV, "hashlib.blake2b"]:
    """Cipher and fingerprint hasher of a base64 secret of 64 bytes (AES-256-SIV)."""
    try:
        raw = base64.b64decode(secret, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 64:
        raise ImproperlyConfigured("DOSSIER_KEY moet base64 zijn van precies 64 willekeurige bytes.")
    key = hashlib.blake2b(raw, digest_size=32, person=b"fingerprint").digest()
    return AESSIV(raw), hashlib.blake2b(digest_size=16, key=key)


def seal(number: str) -> bytes:
    """The stored form of a dossier number (16 bytes longer than its UTF-8)."""
    return _keys(settings.DOSSIER_KEY)[0].encrypt(number.encode(), _CONTEXT)


def unseal(stored: bytes | memoryview) -> str:
    """The dossier number; ValueError when it was stored under another key."""
    try:
        return _keys(settings.DOSSIER_KEY)[0].decrypt(bytes(stored), _CONTEXT).decode()
    except InvalidTag:
        raise ValueError("Dit dossiernummer is met een andere sleutel (DOSSIER_KEY) opgeslagen.") from None


def fingerprint(entry: object) -> bytes:
    """16 bytes that tell equal entries from different ones, keyed so that they reveal nothing of the entry."""
    if not isinstance(entry, str):
        entry = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    hasher = _keys(settings.DOSSIER_KEY)[1].copy()
    hasher.update(entry.encode())
    return hasher.digest()


def is_bsn(text: str) -> bool:
    """Whether the text is a valid burgerservicenummer: 9 digits that pass the 11-test.

    Separators people write in a BSN (spaces, dots, dashes) do not hide it.
    """
    digits = text.translate(_SEPARATORS)
    if len(digits) != 9 or not (digits.isascii() and digits.isdigit()) or int(digits) == 0:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def check_number(text: str) -> str:
    """The dossier number, trimmed; NotUnderstood when it cannot be one."""
    number = text.strip()
    if not number:
        raise NotUnderstood("Het dossiernummer is leeg; vul het eigen dossiernummer van de organisatie in.")
    if len(number) > MAX_LENGTH:
        raise NotUnderstood(
            f"Het dossiernummer telt {len(number)} tekens; gebruik er hoogstens {MAX_LENGTH}."
        )
    plain = number.isascii() or not any(unicodedata.category(mark) in {"Cc", "Cf"} for mark in number)
    if not (plain and number.isprintable()):
        raise NotUnderstood("Het dossiernummer bevat een onzichtbaar stuurteken; typ het nummer opnieuw.")
    if is_bsn(number):
        # The number itself is not repeated: a BSN does not belong in messages and logs either.
        raise NotUnderstood(
            "Dit is een burgerservicenummer; gebruik het eigen dossiernummer van de organisatie.", "bsn"
        )
    return number
