"""A long list of recipients over several pages, each of one capacity: nobody reads thousands of rows on one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import Truncator

from sharing import public

MOST = 200  # recipients on a page
LONGEST = 40  # signs of a name in the list of pages

Group = tuple[public.Capacity, list[public.Recipient]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the list: what stands on it, by capacity. The first has number 1."""

    number: int
    groups: list[Group]

    @property
    def capacity(self) -> public.Capacity:
        """The capacity of who stands there, of a list of several pages."""
        return self.groups[0][0]

    @property
    def span(self) -> tuple[str, str]:
        """The names with which it begins and ends."""
        recipients = self.groups[0][1]
        first, last = (Truncator(one.name).chars(LONGEST) for one in (recipients[0], recipients[-1]))
        return first, last


def sheets_of(found: public.PublicList) -> list[Sheet]:
    """The pages of the list; there is always a first one."""
    groups = [(public.Capacity(code), recipients) for code, recipients in found.by_capacity]
    if len(found.recipients) <= MOST:
        return [Sheet(1, groups)]
    return [Sheet(number, [group]) for number, group in enumerate(_cut(groups), start=1)]


def _cut(groups: list[Group]) -> Iterator[Group]:
    for capacity, recipients in groups:
        for start in range(0, len(recipients), MOST):
            yield capacity, recipients[start : start + MOST]
