"""The registers' part of the search: every list that this person may see and that can be searched."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.text import Truncator, capfirst

from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.admin.sections import screens
from sharing.core.asof import found_by_text
from sharing.core.readable import EMPTY, ReadableValues
from sharing.search.outcome import COUNTED_AT_MOST, SHOWN_AT_MOST, Found, Hit

_DETAILS = 3
_DETAIL_LENGTH = 80


def found_in_registers(*, user: Actor, text: str) -> Iterator[Found]:
    """What is found per register, in the order of the menu."""
    for model, screen in screens():
        # A list of persons is not searched by text: it names no fields.
        if isinstance(screen.search_fields, (list, tuple)) and may(user, "view", model):
            found = _found_in(model, screen, text)
            if found:
                yield found


def found_among(
    records: QuerySet[Any], hits: Iterable[Hit], *, label: Any, icon: str, url: str, text: str
) -> Found | None:
    """What was found of one kind, ``hits`` being its first few records; None when nothing was."""
    hits = tuple(hits)
    if not hits:
        return None
    count = len(hits)
    if count == SHOWN_AT_MOST:
        count = records.order_by()[: COUNTED_AT_MOST + 1].count()
    return Found(str(capfirst(label)), icon, hits, count, f"{url}?{urlencode({'q': text})}")


def _found_in(model: type[Model], screen: Any, text: str) -> Found | None:
    related = {name.partition("__")[0] for name in screen.search_fields if "__" in name}
    shown = dict.fromkeys(name.partition("__")[0] for name in screen.search_fields)
    records = model._default_manager.filter(found_by_text(model, screen.search_fields, text))
    first = records.select_related(*related or (None,))[:SHOWN_AT_MOST]
    values = ReadableValues()

    def hit(record: Any) -> Hit:
        title = str(record)
        words = (Truncator(values.of(record, name)).chars(_DETAIL_LENGTH) for name in shown)
        details = [one for one in words if one != EMPTY and one not in title]
        url = reverse(screen.get_url_name("inspect"), args=(quote(record.pk),))
        return Hit(title, " · ".join(details[:_DETAILS]), url)

    return found_among(
        records,
        map(hit, first),
        label=model._meta.verbose_name_plural,
        icon=getattr(screen, "icon", None) or screen.menu_icon,
        url=reverse(screen.get_url_name("index")),
        text=text,
    )
