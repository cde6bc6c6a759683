"""Every text of the interface has its English translation, and what is installed is what was translated.

Nothing here needs GNU gettext: texts are found with the parsers of Python and Django, the catalogue is read as it is.
"""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from cms.settings.base import BASE_DIR

PO = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
# Which arguments of a function of gettext are the context, the text and its plural.
ARGUMENTS = {
    name + suffix: places
    for name, places in {
        "gettext": (None, 0, None),
        "ngettext": (None, 0, 1),
        "pgettext": (0, 1, None),
        "npgettext": (0, 1, 2),
    }.items()
    for suffix in ("", "_lazy", "_noop")
}
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b((?:np|n|p)?gettext|_)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)", re.DOTALL)
_PLACEHOLDER = re.compile(r"%\(\w+\)\w+|%[sdf]|%%|\{\w*\}")
Text = tuple[str, str, str]  # context, text, plural; empty for none


def texts_in_python(path: Path) -> Iterator[Text]:
    """What a module gives to gettext; fails on a text that cannot be known beforehand."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {
        alias.asname or alias.name: ARGUMENTS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in ARGUMENTS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
            places = [None if place is None else node.args[place] for place in known[node.func.id]]
            constant = all(one is None or isinstance(getattr(one, "value", None), str) for one in places)
            assert constant, f"{path}:{node.lineno}: a text for gettext must be a literal"
            yield tuple(one.value if one is not None else "" for one in places)


def texts_in_template(path: Path) -> Iterator[Text]:
    """What a template translates."""
    for name, arguments in _CALL.findall(templatize(path.read_text(encoding="utf-8"))):
        given = [ast.literal_eval(one) for one in re.findall(_STRING, arguments, re.DOTALL)]
        places = ARGUMENTS["gettext" if name == "_" else name]
        yield tuple(given[place] if place is not None else "" for place in places)


def all_texts() -> dict[Text, str]:
    """Every text of the product, with a file that it stands in."""
    modules = [path for app in ("cms", "home", "sharing") for path in (BASE_DIR / app).rglob("*.py")]
    folder = BASE_DIR / "templates"
    templates = [path for kind in ("html", "txt") for path in folder.rglob(f"*.{kind}")]
    found = {text: str(path) for path in modules for text in texts_in_python(path)}
    return found | {text: str(path) for path in templates for text in texts_in_template(path)}


def catalogue() -> dict[Text, list[str]]:
    """Text -> translations, of one form or two; obsolete entries and the header left out."""
    entries = {}
    for block in re.split(r"\n\s*\n", PO.read_text(encoding="utf-8").strip()):
        fields, name = {}, ""
        for line in block.splitlines():
            if line.startswith("#"):
                assert not (line.startswith("#,") and "fuzzy" in line), f"not finished: {block}"
                continue
            if not line.startswith('"'):
                name, _, line = line.partition(" ")
            fields[name] = fields.get(name, "") + ast.literal_eval(line)
        if fields.get("msgid"):
            key = (fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""))
            entries[key] = [text for name, text in fields.items() if name.startswith("msgstr")]
    return entries


@pytest.fixture(scope="module")
def english() -> dict[Text, list[str]]:
    return catalogue()


def test_every_text_is_in_the_catalogue(english):
    texts = all_texts()
    assert len(texts) > 500  # the texts are really found
    missing = {text: where for text, where in texts.items() if text not in english}
    assert not missing, f"run makemessages and translate (docs/ontwikkelen.md): {missing}"


def test_no_text_in_the_catalogue_is_out_of_use(english):
    assert english.keys() - all_texts().keys() == set()


def test_every_text_is_translated_with_its_placeholders(english):
    for (_, text, plural), translations in english.items():
        originals = [text, plural] if plural else [text]
        assert len(translations) == len(originals), text
        for original, translation in zip(originals, translations, strict=True):
            assert translation, f"not translated: {original}"
            assert sorted(_PLACEHOLDER.findall(original)) == sorted(_PLACEHOLDER.findall(translation)), (
                original
            )
            assert len(original) - len(original.lstrip()) == len(translation) - len(translation.lstrip()), (
                original
            )


def test_the_compiled_catalogue_is_made_of_this_one(english):
    expected = {}
    for (context, text, plural), translations in english.items():
        key = f"{context}\x04{text}" if context else text
        expected |= (
            {(key, form): one for form, one in enumerate(translations)} if plural else {key: translations[0]}
        )
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = dict(gettext.GNUTranslations(file)._catalog)
    compiled.pop("", None)
    assert compiled == expected
