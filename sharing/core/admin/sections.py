"""Parts of the inspect screen under their own heading, and what refers to the record."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sharing.core.actor import Actor
from sharing.core.admin.policies import may
from sharing.core.readable import named_after
from sharing.core.records import COUNTED_AT_MOST, children_of, parent_of, referrers

REFERRING_AT_MOST = 10
_screens: dict[type[models.Model], Any] = {}


@dataclass(frozen=True, slots=True)
class Link:
    """Text in a section that leads somewhere."""

    text: str
    url: str


def fingerprint(sha256: str) -> str:
    """A hash in a table, on more than one line: it is compared, not read, and leaves room for what is."""
    return format_html('<code class="register-hash">{}</code>', sha256)


MOST_ON_A_PHONE = 2  # columns of a table


@dataclass(frozen=True, slots=True)
class Section:
    """A table, or a list when there is one column.

    ``rows`` hold a text or a ``Link`` per column; ``empty`` is what stands there without rows. ``anchor``: by which an
    address leads to it.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    empty: str = ""
    anchor: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether its rows turn into cards where there is no room for so many columns."""
        return len(self.columns) > MOST_ON_A_PHONE

    @property
    def labelled(self) -> list[list[tuple[str, Any]]]:
        """The rows with the heading of each cell."""
        return [list(zip(self.columns, row, strict=False)) for row in self.rows]


def remember_screen(model: type[models.Model], screen: Any) -> None:
    """The screen (viewset or modeladmin) on which records of the model are read."""
    _screens[model] = screen


def screens() -> list[tuple[type[models.Model], Any]]:
    """Every model with its screen, in the order of registration."""
    return list(_screens.items())


def screen_of(model: type[models.Model]) -> Any:
    """The screen on which records of the model are read; None when there is none."""
    return _screens.get(model)


def link_to(record: models.Model) -> Link | str:
    """The record's name, leading to its own screen when it has one."""
    screen = _screens.get(type(record))
    if screen is None:
        return str(record)
    return Link(str(record), reverse(screen.get_url_name("inspect"), args=(quote(record.pk),)))


def referring_sections(
    record: models.Model, *, user: Actor, without: Collection[type[models.Model]] = ()
) -> list[Section]:
    """Which other records refer to this one, as far as the user may view them, with links.

    ``without`` are the models that the screen tells of in another way.
    """
    sections = []
    for model, rows in referrers(record, indexed_only=True, without=without):
        owner = parent_of(model) or model
        if not may(user, "view", owner):
            continue
        related = [*named_after(model), *((_key_to(owner, model).name,) if owner is not model else ())]
        found = list((rows.select_related(*related) if related else rows)[: REFERRING_AT_MOST + 1])
        # Counting stops in time; of a few there is nothing to count.
        more = len(found) > REFERRING_AT_MOST
        count = rows[: COUNTED_AT_MOST + 1].count() if more else len(found)
        shown = [_owning(row, owner) for row in found[:REFERRING_AT_MOST]]
        cells = [(link_to(one),) for one in dict.fromkeys(shown)]
        if count > REFERRING_AT_MOST:
            number = _("meer dan %d") % COUNTED_AT_MOST if count > COUNTED_AT_MOST else count
            cells.append((_("… en meer: %s in totaal") % number,))
        title = _("Gebruikt bij: %s") % model._meta.verbose_name_plural
        sections.append(Section(capfirst(title), ("",), tuple(cells)))
    return sections


def _owning(row: models.Model, owner: type[models.Model]) -> models.Model:
    if isinstance(row, owner):
        return row
    owning: models.Model = getattr(row, _key_to(owner, type(row)).name)
    return owning


def _key_to(owner: type[models.Model], part: type[models.Model]) -> Any:
    """The field by which a part refers to the record that it is part of."""
    return next(key for key in children_of(owner) if key.model is part)
