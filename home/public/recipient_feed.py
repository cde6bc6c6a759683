"""What changed on the list of recipients, in words and as an Atom feed (RFC 4287): an entry for each change."""

import hashlib
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.public.common import address
from home.public.feeds import CONTROLS, LatestFirst
from sharing import public

MOST = 200  # entries


def told(change: public.ToldChange) -> str:
    """The change in a sentence."""
    words = {
        "name": change.name,
        "service": change.service.words,
        "processor": change.engaged_by,
        "before": change.before_words or _("geen waarborg nodig"),
        "after": change.after_words or _("geen waarborg nodig"),
    }
    return _sentence(change) % words


def _sentence(change: public.ToldChange) -> str:
    kind, serves, below = change.kind, bool(change.service.words), bool(change.engaged_by)
    if kind == public.ChangeKind.COUNTRY:
        return (
            _("%(name)s (voor %(processor)s): van %(before)s naar %(after)s.")
            if below
            else _("%(name)s: van %(before)s naar %(after)s.")
        )
    if kind == public.ChangeKind.SAFEGUARD:
        return (
            _("%(name)s (voor %(processor)s): een andere waarborg. Eerst: %(before)s. Nu: %(after)s.")
            if below
            else _("%(name)s: een andere waarborg. Eerst: %(before)s. Nu: %(after)s.")
        )
    if kind == public.ChangeKind.ADDED:
        if below:
            return _("Erbij: %(name)s, voor %(processor)s: %(service)s.")
        return _("Erbij: %(name)s, %(service)s.") if serves else _("Erbij: %(name)s.")
    if below:
        return _("Gestopt: %(name)s, voor %(processor)s: %(service)s.")
    return _("Gestopt: %(name)s, %(service)s.") if serves else _("Gestopt: %(name)s.")


def change_feed(found: public.PublicList, *, name: str) -> str:
    """The feed of the changes in XML; ``name`` is that of the organisation.

    An entry is known by who, what and which day: a change that is entered later comes as a new one, and one that turns
    out never to have happened goes.
    """
    feed = LatestFirst(
        title=_("Ontvangers van persoonsgegevens bij %(name)s") % {"name": name}
        if name
        else _("Ontvangers van persoonsgegevens"),
        link=address("recipients"),
        description="",
        subtitle=_("Wie erbij kwam, wie stopte, en waar het land of de waarborg veranderde."),
        language="nl",
        author_name=name or _("Redactie van de privacyverklaring"),
        feed_url=address("recipients-feed"),
        empty_since=public.start_of_day(date(2018, 5, 25)),
    )
    for change in found.changes[:MOST]:
        begins = public.start_of_day(change.day)
        sentence = CONTROLS.sub(" ", told(change))
        feed.add_item(
            title=f"{date_format(change.day, 'j F Y')}: {sentence}",
            link=address("recipients"),
            unique_id=f"{address('recipients')}#{change.day:%Y-%m-%d}-{_mark(change)}",
            description=sentence,
            pubdate=begins,
            updateddate=begins,
            categories=[change.kind.value],
            forms={},
        )
    return feed.writeString("utf-8")


def _mark(change: public.ToldChange) -> str:
    """What tells changes of one day apart; it says nothing by itself."""
    said = repr((change.kind.value, *change.place, change.before, change.after))
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()
