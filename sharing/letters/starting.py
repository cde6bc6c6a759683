"""The texts that come with a release, in Dutch and English; whoever changed one keeps his own (`reference.shipped`)."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sharing.letters.choices import LetterKind, LetterLanguage
from sharing.letters.models import LetterTemplate
from sharing.reference.shipped import Shipped

DATA = Path(__file__).parent / "data"


def _texts() -> Iterator[LetterTemplate]:
    for language in LetterLanguage:
        told = tomllib.loads((DATA / f"{language.value}.toml").read_text(encoding="utf-8"))
        dated: date = told["dated"]
        for kind in LetterKind:
            text = told[kind.value]
            yield LetterTemplate(
                kind=kind.value,
                language=language.value,
                title=text["title"],
                body=text["body"].strip(),
                dated=dated,
            )


LETTERS = Shipped(LetterTemplate, lambda: _texts(), ("kind", "language"))
