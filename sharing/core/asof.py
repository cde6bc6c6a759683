"""The register as it stood at a moment, with everything that hangs on it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey

from sharing.core.caches import remember_parts, remember_related
from sharing.core.dates import read_day_or_moment
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import Refused
from sharing.core.models import Register
from sharing.core.periods import amsterdam_day, last_instant_of
from sharing.core.records import children_of, historical_rows

_FIRST_YEAR = 1900
# More words do not narrow a search any further, and each costs.
MOST_WORDS = 12


def parse_moment(text: str) -> datetime:
    """The instant that a reference date (``peildatum``) means.

    A day means its end in Amsterdam; a local date and time is the Amsterdam clock; an offset is taken as given.
    Raises ValueError with a sentence.
    """
    asked = read_day_or_moment(text)
    if not _FIRST_YEAR <= asked.year <= 9000:
        raise ValueError(_("Kies een peildatum tussen 1900 en 9000."))
    return asked if isinstance(asked, datetime) else last_instant_of(asked)


def end_of(day: date | None, *, at: datetime) -> datetime | None:
    """The moment that a day in the past stands for, its end; None for now. Raises Refused for a day to come."""
    if day is None or day == amsterdam_day(at):
        return None
    if day > amsterdam_day(at):
        raise Refused(
            _("%(day)s moet nog komen; het register van die dag is er niet. Kies vandaag of een eerdere dag.")
            % {"day": day_in_words(day)}
        )
    if day.year < _FIRST_YEAR:
        raise Refused(_("Kies een peildatum tussen 1900 en 9000."))
    return last_instant_of(day)


def rows_at(model: type[models.Model], moment: datetime | None) -> models.QuerySet[Any]:
    """Rows of the model now, or as they stood at the moment (instances; filter on ``id``, never on ``pk``)."""
    if moment is None or not issubclass(model, Register):
        return model._default_manager.all()
    rows: models.QuerySet[Any] = model.history.as_of(moment)
    return rows.order_by(*without_joins(model, model._meta.ordering or ()))


def streamed(records: models.QuerySet[Any], size: int) -> Iterator[Any]:
    """The records one by one, read so many at a time: also those of ``rows_at`` a moment, as instances."""
    for row in records.iterator(chunk_size=size):
        yield getattr(row, "instance", row)


def without_joins(model: type[models.Model], ordering: Iterable[Any]) -> list[Any]:
    """An ordering that stays within the table.

    Ordering by a related record's name would ask the live table, and drop what refers to a record that is gone.
    """
    plain = []
    for name in ordering:
        sign, first = ("-", name[1:]) if str(name).startswith("-") else ("", name)
        first = first.split("__")[0] if isinstance(first, str) else first
        field = next(
            (one for one in model._meta.concrete_fields if one.name == first and one.is_relation), None
        )
        plain.append(f"{sign}{field.attname}" if field else name)
    return plain


def found_by_text(
    model: type[models.Model], fields: Iterable[str], text: str, moment: datetime | None = None
) -> models.Q:
    """Condition: every word of the text occurs in a field, or in a field ("party__name") of what it referred to.

    Capitals and accents do not count: "privé" is found by "prive".
    """
    fields = list(fields)
    wanted = models.Q()
    for word in text.replace("\0", " ").split()[:MOST_WORDS]:  # the database takes none
        wanted &= _found_in_one(model, fields, word, moment)
    return wanted


def _found_in_one(
    model: type[models.Model], fields: list[str], word: str, moment: datetime | None
) -> models.Q:
    wanted = models.Q()
    for name in fields:
        relation, _joined, rest = name.partition("__")
        if rest and moment:
            field: Any = model._meta.get_field(relation)
            there = rows_at(field.related_model, moment).filter(**{f"{rest}__unaccent__icontains": word})
            keys = there.order_by().values_list(field.related_model._meta.pk.attname, flat=True)
            wanted |= models.Q(**{f"{field.attname}__in": list(keys)})
        else:
            wanted |= models.Q(**{f"{name}__unaccent__icontains": word})
    return wanted


def record_as_seen(model: type[Register], pk: int, seen: str) -> Register | None:
    """The record with its parts at the version that somebody saw (``version_of``); None when there was none.

    By the order of writing, not by time: transactions that ran at once have moments that cross.
    """
    marks = [int(mark) for mark in seen.split(".")]
    record: Register | None = None
    for (part, rows), mark, key in zip(
        historical_rows(model, pk), marks, (None, *children_of(model)), strict=True
    ):
        own = part._meta.pk.attname
        newest_last = rows.filter(history_id__lte=mark).order_by("history_id")
        states = {getattr(row, own): row for row in newest_last}
        there: list[Any] = [row.instance for row in states.values() if row.history_type != "-"]
        for one in there:
            one._state.adding = False
        if key is None:
            record = there[0] if there else None
        elif record is not None:
            _remember(record, key, there)
    return record


def _remember(record: models.Model, key: Any, rows: list[Any]) -> None:
    model: type[models.Model] = key.model
    if isinstance(key, ParentalKey):
        remember_parts(record, key.remote_field.get_accessor_name(), rows)
    else:
        remember_related(record, key.remote_field.cache_name, model, rows)
    for field in type(record)._meta.many_to_many:
        if field.remote_field.through is model:
            other: Any = model._meta.get_field(field.m2m_reverse_field_name())
            targets = fetch_live(other.related_model, {getattr(row, other.attname) for row in rows})
            remember_related(record, field.name, field.related_model, targets)


def fetch_live(model: type[models.Model], keys: Iterable[Any]) -> list[Any]:
    """Records by key as they are now; what is gone is left out."""
    return list(model._default_manager.in_bulk(set(keys)).values())
