"""The registers' part of the search: every list that this person may see and that can be searched."""

from collections.abc import Iterable, Iterator, Mapping
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
from sharing.core.gathering import counts_together, rows_together
from sharing.core.readable import EMPTY, ReadableValues, field_or_none, named_after
from sharing.core.whole import bring_along
from sharing.search.outcome import COUNTED_AT_MOST, SHOWN_AT_MOST, Found, Hit

_DETAILS = 3
_DETAIL_LENGTH = 80


def found_in_registers(*, user: Actor, text: str) -> Iterator[Found]:
    """What is found per register, in the order of the menu: with a few questions for all of them."""
    asked = [
        (model, screen, model._default_manager.filter(found_by_text(model, screen.search_fields, text)))
        for model, screen in screens()
        # A list of persons is not searched by text: it names no fields.
        if isinstance(screen.search_fields, (list, tuple)) and may(user, "view", model)
    ]
    read = rows_together([records[:SHOWN_AT_MOST] for _model, _screen, records in asked])
    shown = {
        model: dict.fromkeys(_first_part(one) for one in screen.search_fields) for model, screen, _r in asked
    }
    _bring_named(read, shown)
    full = [place for place, rows in enumerate(read) if len(rows) == SHOWN_AT_MOST]
    counts = counts_together([asked[place][2].order_by()[: COUNTED_AT_MOST + 1] for place in full])
    numbers = dict(zip(full, counts, strict=True))
    for place, ((model, screen, _records), rows) in enumerate(zip(asked, read, strict=True)):
        if rows:
            hits = tuple(_hit(one, screen, shown[model]) for one in rows)
            url = f"{reverse(screen.get_url_name('index'))}?{urlencode({'q': text})}"
            icon = getattr(screen, "icon", None) or screen.menu_icon
            label = str(capfirst(model._meta.verbose_name_plural))
            yield Found(label, icon, hits, numbers.get(place, len(rows)), url)


def _first_part(name: str) -> str:
    return name.partition("__")[0]


def _bring_named(read: Iterable[list[Any]], shown: Mapping[type[Model], Iterable[str]]) -> None:
    """Give what was found the records that its name and what is told of it come from."""

    def names_of(model: type[Model]) -> Iterable[str]:
        fields = (field_or_none(model, name) for name in shown.get(model, ()))
        related = [field.name for field in fields if field is not None and field.related_model is not None]
        return dict.fromkeys([*related, *named_after(model)])

    bring_along({(type(one), one.pk, None): one for rows in read for one in rows}, names_of)


def _hit(record: Any, screen: Any, shown: Iterable[str]) -> Hit:
    title = str(record)
    values = ReadableValues()
    words = (Truncator(values.of(record, name)).chars(_DETAIL_LENGTH) for name in shown)
    details = [one for one in words if one != EMPTY and one not in title]
    url = reverse(screen.get_url_name("inspect"), args=(quote(record.pk),))
    return Hit(title, " · ".join(details[:_DETAILS]), url)


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
