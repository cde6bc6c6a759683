"""Every screen speaks Dutch: no word of the software that it is made with, and nobody is called "je"."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cms.users.permission_names import name_permissions
from tests.architecture.examples import Examples
from tests.architecture.routes import all_routes
from tests.architecture.test_permission_matrix import NOT_ASKED
from tests.factories import UserFactory, as_operator
from tests.sidebar import without_menu

# English words that are no Dutch ones: one of them stands in almost every English sentence, name or button.
_ENGLISH = re.compile(
    r"\b(the|your|you|with|this|that|are|been|please|and|from|until|not|can|cannot|could|would|sorry|why|by|there|"
    r"true|false|none|unknown|password|username|sign in|log in|log out|logged|welcome|historical|wagtail|"
    r"view|edit|editing|delete|deleted|add|added|change|changed|choose|search|save|saved|submit|pages?|users?|actions?|footer|"
    r"title|name|date|time|member|state|confirmed|draft|history|settings|snippets?|locale|slug|value|label)\b",
    re.IGNORECASE,
)
_FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jezelf|jullie)\b", re.IGNORECASE)
# What is rightly English on a Dutch screen.
ALLOWED = re.compile(
    r"https?://\S+|\S+\.(?:example|org|csv|xlsx|html)\b"  # addresses and files
    r"|\bData Privacy Framework\b"  # the name that a decision has in every language
    r"|\bPage (?:Up|Down)\b"  # on the keyboard
    r"|^(?:JE|BY)$"  # codes of Jersey and Belarus
    r"|^Search$"  # a hidden button of Wagtail's header, which cannot be replaced by itself
    r"|^(?:Site name|Root page)$",  # heads of Wagtail's list of sites, made from the names of its fields
    re.IGNORECASE,
)
# Hidden, with "None" in it, until a script counts something.
COUNTER = "w-side-panel-toggle__counter w-bg-critical-200"
_SAID = {"placeholder", "aria-label", "aria-description", "title", "alt", "data-w-tooltip-content-value"}
_INLINE = {"b", "strong", "em", "i", "span", "code", "small", "br", "abbr", "sup", "sub", "mark"}
_VOID = {"br", "hr", "img", "input", "link", "meta", "source", "use", "path", "wbr"}


class _Reader(HTMLParser):
    """What somebody reads or hears of a page, in the pieces in which it stands there; what is in English is left."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = [""]
        self.unread: list[str] = []  # the tag that is not read, and what is open inside it

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        foreign = (given.get("lang") or "nl") != "nl"
        if self.unread or foreign or tag in ("script", "style", "svg") or given.get("class") == COUNTER:
            self.unread += [tag] * (tag not in _VOID)
            return
        self.pieces += [text for name, text in attrs if name in _SAID and text]
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.pieces.append(given.get("value") or "")
        self.pieces += [""] * (tag not in _INLINE)

    def handle_endtag(self, tag):
        if tag in self.unread:
            while self.unread.pop() != tag:
                pass
        self.pieces += [""] * (tag not in _INLINE)

    def handle_data(self, data):
        if not self.unread:
            self.pieces[-1] += data


def sentences(html: str) -> list[str]:
    """The pieces of text of a page, without what is allowed."""
    reader = _Reader()
    reader.feed(html)
    return [" ".join(ALLOWED.sub(" ", " ".join(piece.split())).split()) for piece in reader.pieces]


def wrong(html: str) -> set[str]:
    """The pieces that are not in Dutch, or do not say u."""
    return {piece for piece in sentences(html) if _ENGLISH.search(piece) or _FAMILIAR.search(piece)}


def pages(answer) -> list[str]:
    """The HTML in an answer: of a page, or of a dialog that comes as JSON."""
    kind = answer.headers.get("Content-Type", "")
    if answer.streaming:
        return []
    if "json" in kind:
        content = json.loads(answer.content)
        return [content["html"]] if isinstance(content, dict) and "html" in content else []
    return [answer.content.decode()] if "html" in kind else []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>De reden</p>", set()),
        ("<p>Enter the <b>reason</b></p>", {"Enter the reason"}),
        ("<p>Vul je reden in</p>", {"Vul je reden in"}),
        ('<input placeholder="Search pages">', {"Search pages"}),
        ('<p lang="en">Read the <b>text</b></p><p>Lees</p>', set()),
        ("<script>the()</script><svg><title>the</title></svg><p>Op ons.example.org the</p>", {"Op the"}),
    ],
)
def test_a_page_is_read_as_a_person_reads_it(html, found):
    assert wrong(html) == found


@pytest.fixture
def everything(db) -> Client:
    """Somebody with all roles."""
    user = UserFactory()
    with as_operator():
        user.groups.set(Group.objects.all())
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


# The English pages of the website, and the screens that show a translation as it is and where it is written.
ENGLISH_ON_PURPOSE = (
    "/en/",
    "/beheer/verklaringvertalingen/inspect/",
    "/beheer/paginavertalingen/inspect/",
    "/beheer/vertaling-bijwerken/",
)


def screens(client) -> Iterator[tuple[str, str]]:
    """Route and HTML of every screen; what a request does, such as signing out, is undone."""
    examples, signed_in = Examples(), deepcopy(client.cookies)
    for route in all_routes():
        if route.name in NOT_ASKED or any(part in route.path for part in ENGLISH_ON_PURPOSE):
            continue
        with transaction.atomic():
            client.cookies = deepcopy(signed_in)
            for html in pages(client.get(examples.address(route))):
                yield route.path, html
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_every_screen_is_in_dutch_and_says_u(everything):
    found, read = {}, 0
    with without_menu():  # no text of the page: a script makes it
        for path, html in screens(everything):
            read += 1
            for text in wrong(html):
                found.setdefault(text, f"{path}: {text[:200]}")
    assert read > 300
    assert not found, "\n".join(sorted(found.values()))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_password_reset"])
def test_what_somebody_sees_before_signing_in(client, name):
    for answer in (client.get(reverse(name)), client.post(reverse(name), {"username": "x", "password": "x"})):
        assert wrong(answer.content.decode()) == set()


@pytest.mark.django_db
def test_permissions_of_every_installed_model_have_dutch_names():
    names = dict(Permission.objects.values_list("codename", "name"))
    assert names["add_party"] == "partij toevoegen" and names["view_historicalparty"]
    assert not [name for name in names.values() if name.startswith("Can ") or _FAMILIAR.search(name)]
    assert name_permissions() == 0  # once is enough


@pytest.mark.django_db
def test_mail_about_a_forgotten_password(client, mailoutbox):
    client.post(reverse("wagtailadmin_password_reset"), {"email": UserFactory().email})
    [mail] = mailoutbox
    assert not wrong(mail.subject) and not wrong(mail.body)
    assert "uw gebruikersnaam" in mail.body.lower()
