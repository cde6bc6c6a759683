"""Every text of the interface has its English translation, and the packages speak our Dutch; what is installed is
what was translated.

Nothing here needs GNU gettext: texts are found with the parsers of Python and Django, catalogues are read as they are.
"""

import ast
import gettext
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import locale, settings
from django.test import override_settings
from django.utils.translation.template import templatize
from django.utils.translation.trans_real import DjangoTranslation

from cms.settings.base import BASE_DIR

OURS = Path(settings.LOCALE_PATHS[0])
PO = OURS / "en" / "LC_MESSAGES" / "django.po"
DUTCH = {domain: OURS / "nl" / "LC_MESSAGES" / f"{domain}.po" for domain in ("django", "djangojs")}
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
_FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jezelf|jullie)\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"%\(\w+\)\w+|%[sdf]|%%|\{\w*\}")
# What simple_history gives to gettext without having a Dutch or an English catalogue itself.
SAID_WITHOUT_CATALOGUE = {"Changed", "Deleted %(type_name)s"}
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


def test_no_template_says_the_same_twice_in_a_row():
    twice = [
        f"{path}: {line.strip()}"
        for path in (BASE_DIR / "templates").rglob("*.*")
        for line, following in pairwise(path.read_text().splitlines())
        if "translate" in line and line == following
    ]
    assert twice == []


def catalogue(po: Path) -> dict[Text, list[str]]:
    """Text -> translations, of one form or two; obsolete entries and the header left out."""
    entries = {}
    for block in re.split(r"\n\s*\n", po.read_text(encoding="utf-8").strip()):
        fields, name = {}, ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith('"'):
                name, _, line = line.partition(" ")
            fields[name] = fields.get(name, "") + ast.literal_eval(line)
        if fields.get("msgid"):
            assert not re.search("^#,.*fuzzy", block, re.MULTILINE), f"not finished: {block}"
            key = (fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""))
            entries[key] = [text for name, text in fields.items() if name.startswith("msgstr")]
    return entries


@pytest.fixture(scope="module")
def english() -> dict[Text, list[str]]:
    return catalogue(PO)


def test_every_text_is_in_the_catalogue(english):
    texts = all_texts()
    assert len(texts) > 500  # the texts are really found
    missing = {text: where for text, where in texts.items() if text not in english}
    assert not missing, f"run makemessages and translate (docs/ontwikkelen.md): {missing}"


def test_no_text_in_the_catalogue_is_out_of_use(english):
    assert english.keys() - all_texts().keys() == set()


def in_dutch(domain: str) -> dict[str | tuple[str, int], str]:
    """What a screen says for a message of the packages; "djangojs" as Wagtail gives it to the browser."""
    folders = None if domain == "django" else [str(Path(apps.get_app_config("wagtailadmin").path) / "locale")]
    said = DjangoTranslation("nl", domain=domain, localedirs=folders)._catalog
    return {text: said[text] for text in said.keys()}  # noqa: SIM118  # it is no dict, and iterates otherwise


def texts_of_packages(domain: str) -> Iterator[Text]:
    """The messages of the installed packages that keep an English catalogue to translate from."""
    django = Path(locale.__file__).parent
    for folder in [django, *(Path(app.path) / "locale" for app in apps.get_app_configs())]:
        source = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
        # Countries have several names in that catalogue, of which those that we show have their Dutch.
        if source.exists() and "django_countries" not in folder.parts:
            yield from catalogue(source)


def test_no_text_is_said_inside_an_f_string():
    """GNU gettext, with which the catalogue is made, does not look there: the text would lose its English."""
    called = [
        f"{file.relative_to(BASE_DIR)}:{part.lineno}"
        for folder in ("cms", "home", "sharing")
        for file in (BASE_DIR / folder).rglob("*.py")
        for joined in ast.walk(ast.parse(file.read_text()))
        if isinstance(joined, ast.JoinedStr)
        for part in ast.walk(joined)
        if isinstance(part, ast.Call)
        and isinstance(part.func, ast.Name)
        and part.func.id in {"_", *ARGUMENTS}
    ]
    assert called == []


@pytest.mark.parametrize("domain", DUTCH)
def test_no_package_says_je(domain):
    """A new version of a package may bring new ones: translate those in locale/nl."""
    said = in_dutch(domain)
    assert len(said) > 80  # the catalogues are really read
    assert {text: dutch for text, dutch in said.items() if _FAMILIAR.search(dutch)} == {}


@pytest.mark.parametrize("domain", DUTCH)
def test_no_text_of_a_package_stays_english(domain):
    known = {key[0] if isinstance(key, tuple) else key for key in in_dutch(domain)}
    texts = {f"{context}\x04{text}" if context else text for context, text, _ in texts_of_packages(domain)}
    assert len(texts) > 80
    assert texts - known == set()


@pytest.mark.parametrize("domain", DUTCH)
def test_our_dutch_replaces_only_what_a_package_says(domain):
    with override_settings(LOCALE_PATHS=[]):
        theirs = {key[0] if isinstance(key, tuple) else key for key in in_dutch(domain)}
    theirs |= {text for _, text, _ in texts_of_packages(domain)} | SAID_WITHOUT_CATALOGUE
    assert {text for _, text, _ in catalogue(DUTCH[domain])} - theirs == set()


@pytest.mark.parametrize("po", [PO, *DUTCH.values()], ids=lambda po: "/".join(po.parts[-3:]))
def test_every_text_is_translated_with_its_placeholders(po):
    for (_, text, plural), translations in catalogue(po).items():
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


@pytest.mark.parametrize("po", [PO, *DUTCH.values()], ids=lambda po: "/".join(po.parts[-3:]))
def test_the_compiled_catalogue_is_made_of_this_one(po):
    expected = {}
    for (context, text, plural), translations in catalogue(po).items():
        key = f"{context}\x04{text}" if context else text
        expected |= (
            {(key, form): one for form, one in enumerate(translations)} if plural else {key: translations[0]}
        )
    with po.with_suffix(".mo").open("rb") as file:
        compiled = dict(gettext.GNUTranslations(file)._catalog)
    compiled.pop("", None)
    assert compiled == expected
