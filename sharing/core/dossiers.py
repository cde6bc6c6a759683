"""Dossier numbers: the only thing the register knows of a person.

They are stored encrypted with AES-SIV (RFC 5297). It is deterministic, so equal numbers give equal bytes and a
dossier can be found by an index without the number standing anywhere in the database.
"""

import base64
import binascii
import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sharing.core.bsn import CODE, holds_bsn, is_dash
from sharing.core.exceptions import NotUnderstood

MAX_LENGTH = 64
_CONTEXT = [b"verantwoord/dossier/1"]
# Letters and one or two groups of digits, together not nine: nothing of what is refused below, nor in need of more than
# lower case.
_USUAL = re.compile(r"[A-Za-z]{0,8}[-/._]?([0-9]{1,8})(?:[-/.]([0-9]{1,8}))?")
# As spreadsheets write a number of more than eleven digits: one digit before the comma, at least two in the exponent.
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?e[+-][0-9]{2,3}")
# Commas, semicolons and bars, also of other scripts.
_SEPARATOR = re.compile("[,;|\u060c\u061b\u3001\ufe50]")
_NOBODY = "|"  # a separator: no number begins with one
_AND = re.compile(r"[0-9].* (?:en|and|&|\+) .*[0-9]")
# Control and format signs, halves of characters, and what no font knows.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
# Letters, marks and a symbol that show nothing: fillers, joiners, variation selectors, the empty braille pattern.
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u180b\u180c\u180d\u180f"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)


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


def derived_key(purpose: bytes) -> bytes:
    """32 bytes that follow from the key of the dossiers, others for every purpose (at most 16 bytes)."""
    _keys(settings.DOSSIER_KEY)  # says so when it is no key
    raw = base64.b64decode(settings.DOSSIER_KEY)
    return hashlib.blake2b(raw, digest_size=32, person=purpose).digest()


def seal(number: str) -> bytes:
    """The stored form of a dossier number (16 bytes longer than its UTF-8)."""
    return _keys(settings.DOSSIER_KEY)[0].encrypt(number.encode(), _CONTEXT)


def seal_all(numbers: Iterable[str]) -> list[bytes]:
    """``seal`` for many, in their order."""
    encrypt = _keys(settings.DOSSIER_KEY)[0].encrypt
    return [encrypt(number.encode(), _CONTEXT) for number in numbers]


def unseal(stored: bytes | memoryview) -> str:
    """The dossier number; ValueError when it was stored under another key."""
    try:
        return _keys(settings.DOSSIER_KEY)[0].decrypt(bytes(stored), _CONTEXT).decode()
    except InvalidTag:
        raise ValueError("Dit dossiernummer is met een andere sleutel (DOSSIER_KEY) opgeslagen.") from None


def seal_of_nobody() -> bytes:
    """A seal that no dossier has, another one each time: what stands where no number is kept."""
    return seal(_NOBODY + secrets.token_hex(8))


def is_nobody(stored: bytes | memoryview) -> bool:
    """Whether this stands where no number is kept."""
    return unseal(stored).startswith(_NOBODY)


def fingerprint(entry: object) -> bytes:
    """16 bytes that tell equal entries from different ones, keyed so that they reveal nothing of the entry."""
    hasher = _keys(settings.DOSSIER_KEY)[1].copy()
    if isinstance(entry, bytes):
        hasher.update(entry)
        return hasher.digest()
    if not isinstance(entry, str):
        entry = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    hasher.update(entry.encode())
    return hasher.digest()


def fingerprints(entries: Iterable[str]) -> list[bytes]:
    """``fingerprint`` for many texts, in their order."""
    copy = _keys(settings.DOSSIER_KEY)[1].copy
    found = []
    for entry in entries:
        hasher = copy()
        hasher.update(entry.encode())
        found.append(hasher.digest())
    return found


def normal_form(text: str) -> str:
    """The one way in which a dossier number is kept, however it was typed; normalising again changes nothing.

    Compatible forms are one (NFKC: full-width, superscript), case is folded, every dash is ``-``, what surrounds the
    number (spaces, invisible signs) is gone and a run of spaces is one. ``normal_number`` says what cannot be one.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    before = ""
    while text != before:  # folding may bring forth what composes anew; three rounds at most in practice
        before = text
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        text = "".join("-" if is_dash(mark) else mark for mark in text)
        text = " ".join(_outer_gone(text).split())
    return text


def normal_number(text: str) -> str:
    """The dossier number in its normal form; NotUnderstood, with the remedy, when it cannot be one number.

    The number itself stands in no message: it is personal, and perhaps a BSN.
    """
    usual = _USUAL.fullmatch(text)
    if usual and len(usual[1]) + len(usual[2] or "") != 9:
        return text.lower()  # nearly always
    number = normal_form(text)
    if not number:
        raise NotUnderstood("Het dossiernummer is leeg; vul het eigen dossiernummer van de organisatie in.")
    longest = max(len(text.strip()), len(number))
    if longest > MAX_LENGTH:
        raise NotUnderstood(f"Het dossiernummer telt {longest} tekens; gebruik er hoogstens {MAX_LENGTH}.")
    if not (text.isascii() and text.isprintable()):
        _refuse_invisible(text.strip())
    if _SCIENTIFIC.fullmatch(number):
        raise NotUnderstood(
            "Dit dossiernummer is door een rekenblad afgerond (met E+ erin) en niet meer te herleiden; maak de kolom "
            "op als tekst en vul het hele nummer in.",
            "scientific-notation",
        )
    if _SEPARATOR.search(number) or _AND.search(number):
        raise NotUnderstood(
            "Hier lijken meer nummers te staan; een verstrekking, toestemming of bezwaar gaat over één dossier. Leg "
            "elk dossiernummer apart vast, en gebruik in een nummer geen komma, puntkomma of verticale streep.",
            "several-numbers",
        )
    if holds_bsn(number):
        raise NotUnderstood(
            "Dit is een burgerservicenummer; gebruik het eigen dossiernummer van de organisatie. Is het toch een eigen "
            "nummer, schrijf het dan voortaan met een letter of een schuine streep tussen de cijfers.",
            CODE,
        )
    return number


def _outer_gone(text: str) -> str:
    """Without the spaces and invisible signs around it, such as a byte order mark or a mark of direction."""
    first, last = 0, len(text)
    while first < last and _is_outer(text[first]):
        first += 1
    while first < last and _is_outer(text[last - 1]):
        last -= 1
    return text[first:last]


def _is_outer(mark: str) -> bool:
    return mark.isspace() or unicodedata.category(mark) == "Cf"


def _refuse_invisible(text: str) -> None:
    for mark in text:
        if mark in "\n\r\t":
            what = "een regeleinde of tab (een stuurteken); is het meer dan één nummer, leg ze dan apart vast"
        elif unicodedata.category(mark) in _UNSEEN or mark in _BLANK:
            what = f"een onzichtbaar stuurteken (U+{ord(mark):04X}); typ het nummer opnieuw"
        else:
            continue
        raise NotUnderstood(f"Het dossiernummer bevat {what}.")
