"""The Atom feed (RFC 4287) of the versions: an entry each, published when announced, updated when in force."""

import re
from datetime import date, datetime
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.public.common import Written, forms_of
from home.versions.archive import Entry
from sharing import public

CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
)  # come along from a word processor; XML has no place for them


class LatestFirst(Atom1Feed):
    """A feed that is the same until an entry changes; ``forms`` of an entry are its other forms by kind."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for kind, place in item["forms"].items():
            handler.addQuickElement("link", "", {"rel": "alternate", "type": kind, "href": place})

    def latest_post_date(self) -> datetime:
        # Without entries Django would say now, and the feed would differ at every request.
        return max((item["updateddate"] for item in self.items), default=self.feed["empty_since"])


def version_feed(entries: list[Entry], of: Written, *, name: str) -> str:
    """The feed of these versions ``of`` a text in XML; ``name`` is that of the organisation.

    The identity of an entry is the permanent address of its version: it stays one entry from announcement on.
    """
    title = _("Privacyverklaring van %(name)s") % {"name": name} if name else _("Privacyverklaring")
    if of.title:
        title = f"{of.title} – {name}" if name else of.title
    feed = LatestFirst(
        title=title,
        link=of.addresses.whole("versions"),
        description="",
        subtitle=_("Nieuwe en aangekondigde versies."),
        language="nl",
        author_name=name or _("Redactie van de privacyverklaring"),
        feed_url=of.addresses.whole("feed"),
        empty_since=public.start_of_day(date(2018, 5, 25)),
    )
    for entry in entries:
        version = entry.version
        permanent = of.addresses.whole("version", version.number)
        feed.add_item(
            title=_title(entry),
            link=permanent,
            unique_id=permanent,
            description=linebreaksbr(CONTROLS.sub(" ", _told(entry))) or _("Zonder toelichting."),
            pubdate=public.start_of_day(entry.public_since),
            updateddate=entry.updated,
            categories=[version.kind],
            forms={kind: place for kind, place in forms_of(version).items() if kind != "text/html"},
        )
    return feed.writeString("utf-8")


def _title(entry: Entry) -> str:
    gone = entry.withdrawn_on
    words = {
        "number": entry.version.number,
        "day": date_format(gone, "j F Y") if gone else entry.first_words,
    }
    if gone:
        return _("Versie %(number)s, ingetrokken op %(day)s") % words
    return _("Versie %(number)s, geldt vanaf %(day)s") % words


def _told(entry: Entry) -> str:
    """What changes, or why it was withdrawn: then what would have changed says nothing any more."""
    if entry.withdrawal is None:
        return entry.version.change_note
    words = {"reason": entry.withdrawal.explanation}
    return _("Deze versie heeft nooit gegolden. Reden van de intrekking: %(reason)s") % words
