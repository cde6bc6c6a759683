"""What a reader does: ask for a page and read its words."""

from datetime import date
from html import unescape

from django.test import Client
from django.utils.html import strip_tags

TODAY = date(2026, 6, 15)


NEXT_YEAR = date(2027, 1, 1)


ATOM = "{http://www.w3.org/2005/Atom}"


HIDDEN = (
    "/privacyverklaring/versies/3/",
    "/privacyverklaring/versies/3.json",
    "/privacyverklaring/versies/3.pdf",
    "/privacyverklaring/versies/3/verschil/2/",
    "/privacyverklaring/versies/2/verschil/3/",
)


LISTS = (
    "/",
    "/privacyverklaring/",
    "/privacyverklaring/versies/",
    "/privacyverklaring/versies/2/",
    "/privacyverklaring/versies/2/verschil/1/",
    "/privacyverklaring/feed/",
    "/sitemap.xml",
)


def words(answer) -> str:
    return " ".join(unescape(strip_tags(answer.content.decode())).split())


def get(path: str):
    return Client().get(path)
