"""Stored values as people read them: labels, names, Dutch dates; never a secret, never a number of a person unasked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sharing.core.dossiers import unseal
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.once import on_a_page, once
from sharing.core.records import referred_by_array
from sharing.core.whole import fetch_together

EMPTY = "–"
DOSSIER = "dossier"
# Numbers of something, as 1.250; a larger field may hold the number of a record, which has no thousands.
_COUNTED = (models.PositiveIntegerField, models.PositiveSmallIntegerField)


def label_of(field: "models.Field[Any, Any]") -> str:
    """A field's label with a capital."""
    return capfirst(str(field.verbose_name))


def readable_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The fields that people read, a period last: no keys of the table itself, no hashes, no other sealed bytes."""
    hidden = {*getattr(model, "secret_fields", ()), *getattr(model, "unfollowed_fields", ())}
    found = [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key and field.get_internal_type().endswith("AutoField"))
        and (not isinstance(field, models.BinaryField) or field.name == DOSSIER)
        and field.name not in hidden
    ]
    return sorted(found, key=lambda field: field.name in ("first_day", "last_day"))


def named(user: Any) -> str:
    """An account as evidence names it: the name of the person, and the user name, which never changes."""
    name = user.get_full_name()
    return f"{name} ({user.get_username()})" if name else user.get_username()


class AccountNames:
    """What accounts were called at a moment, read from their own history.

    Before an account's history began it is called as it was first known; one that was never known keeps its number.
    """

    def __init__(self, user_ids: Iterable[int]) -> None:
        wanted = set(user_ids) - {None}
        # All of them, once for a page: who is named where becomes known bit by bit.
        if not wanted:
            self._known: dict[int, list[tuple[datetime, str]]] = {}
        else:
            self._known = once(AccountNames, _names_of) if on_a_page() else _names_of(wanted)

    def at(self, user_id: int, moment: datetime | None = None) -> str:
        """The name at the moment; without one the name as it is now."""
        known = self._known.get(user_id)
        if not known:
            return _("account %d") % user_id
        by_then = [name for since, name in known if moment is None or since <= moment]
        return by_then[-1] if by_then else known[0][1]


def _names_of(user_ids: Iterable[int] | None = None) -> dict[int, list[tuple[datetime, str]]]:
    """What these accounts (all of them without keys) were called since when."""
    model = get_user_model()
    known: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    rows = model.history.order_by("history_date", "history_id")
    rows = rows if user_ids is None else rows.filter(id__in=user_ids)
    for key, since, first, last, username in rows.values_list(
        "id", "history_date", "first_name", "last_name", model.USERNAME_FIELD
    ):
        known[key].append((since, named(model(first_name=first, last_name=last, username=username))))
    return known


def name_accounts(rows: Iterable[Any], **moments: str) -> None:
    """Give each row ``named``: per field of an account what it was called at the moment in another field.

    ``name_accounts(rows, proposed_by="proposed_at")`` reads the accounts of all rows at once.
    """
    rows = list(rows) if moments else []
    if not rows:
        return
    names = AccountNames(getattr(row, f"{field}_id") for row in rows for field in moments)
    for row in rows:
        keys = {field: getattr(row, f"{field}_id") for field in moments}
        row.named = {
            field: EMPTY if key is None else names.at(key, getattr(row, moments[field]))
            for field, key in keys.items()
        }


def account_name(user_id: int, at: datetime | None = None) -> str:
    """The name of an account as it stood at the moment."""
    return AccountNames([user_id]).at(user_id, at)


def moment_of(record: models.Model, name: str) -> datetime | None:
    """When somebody who is named in a record did what he is named for: ``decided_at`` goes with ``decided_by``."""
    return getattr(record, f"{name.removesuffix('_by')}_at", None) if name.endswith("_by") else None


def account_name_in(record: models.Model, name: str) -> str:
    """Somebody who is named in a record, by the name of that day; EMPTY when nobody is."""
    user_id = getattr(record, f"{name}_id")
    return EMPTY if user_id is None else account_name(user_id, moment_of(record, name))


@cache
def _choices_of(field: "models.Field[Any, Any]") -> dict[str, Any]:
    return dict(field.flatchoices) if field.choices else {}


@cache
def named_after(model: type[models.Model]) -> tuple[str, ...]:
    """The references by which a record is called: those that its ``__str__`` asks for, as of a transfer its party."""
    code = getattr(model.__str__, "__code__", None)
    asked = code.co_names if code else ()
    return tuple(
        field.name for field in model._meta.concrete_fields if field.is_relation and field.name in asked
    )


class ReadableValues:
    """Turns stored values into words, with names as they stood at a moment (or stand now).

    ``dossiers``: whether dossier numbers may be shown; without it they read as not shown.
    """

    def __init__(self, moment: datetime | None = None, *, dossiers: bool = False) -> None:
        self.moment = moment
        self.dossiers = dossiers
        self._names: dict[tuple[type[models.Model], object], str] = {}

    def words(self, field: "models.Field[Any, Any]", value: Any, record: Any = None) -> str:
        """The value of a model field; EMPTY when there is none.

        ``record`` is the row or state that it is of: what some values mean depends on the rest of it.
        """
        if value is None or value == "" or value == [] or value == {}:
            return EMPTY
        if said := getattr(field.model, "words_of_whole", {}).get(field.name):
            return said(value, record) or EMPTY
        if field.choices:
            return str(_choices_of(field).get(value, value))
        if isinstance(field, models.BinaryField):
            return self._dossier(value) if field.name == DOSSIER else _("(niet getoond)")
        if field.related_model is not None:
            return self.names(field.related_model, [value])[0]
        if isinstance(field, ArrayField):
            return self._listed(field, value)
        if isinstance(value, bool):
            return _("ja") if value else _("nee")
        if isinstance(field, _COUNTED):
            return number_format(value, force_grouping=True)
        if isinstance(field, models.FileField):
            return str(value).rpartition("/")[2]  # where it lies is of no use to anybody who reads
        if isinstance(value, datetime):
            return instant_in_words(value)
        if isinstance(value, date):
            return day_in_words(value)
        if isinstance(field, models.JSONField):
            return "\n".join(self._part(field, part) for part in value)
        return str(value)

    def words_of_both(
        self, field: "models.Field[Any, Any]", was: tuple[Any, Any], now: tuple[Any, Any]
    ) -> tuple[str, str]:
        """A value with its record before and after a change; of moments within one minute also the seconds."""
        said = self.words(field, *was), self.words(field, *now)
        if said[0] == said[1] and isinstance(was[0], datetime) and isinstance(now[0], datetime):
            # Without them it would say that a moment became the same moment.
            return instant_in_words(was[0], seconds=True), instant_in_words(now[0], seconds=True)
        return said

    def _part(self, field: "models.Field[Any, Any]", part: Any) -> str:
        if not isinstance(part, dict):
            return str(part)
        said = getattr(field.model, "words_of_parts", {}).get(field.name)
        return said(part) if said else str(part.get("message", part))

    def of(self, record: models.Model, name: str) -> str:
        """A field of a record; uses the related record that the instance already carries."""
        field: Any = record._meta.get_field(name)
        value = getattr(record, field.attname)
        if value is not None and field.related_model is get_user_model():
            return account_name(value, moment_of(record, name) or self.moment)
        if field.is_relation and value is not None and field.is_cached(record):
            return str(getattr(record, name))
        return self.words(field, value, record)

    def names(self, model: type[models.Model], keys: list[Any]) -> list[str]:
        """What records are called, in the order of the keys."""
        learn_names([(self, model, key) for key in keys])
        return [self._names[model, key] for key in keys]

    def _dossier(self, value: Any) -> str:
        if not self.dossiers:
            return _("(niet getoond)")
        try:
            return unseal(value)
        except ValueError as error:
            return str(error)

    def _listed(self, field: "ArrayField[Any, Any]", values: list[Any]) -> str:
        target = referred_by_array(field.model).get(field.column or "")
        if target is not None:
            return ", ".join(sorted(self.names(target, values), key=str.casefold))
        return ", ".join(str(_choices_of(field.base_field).get(value, value)) for value in values)


def learn_names(asked: Iterable[tuple[ReadableValues, type[models.Model], Any]]) -> None:
    """Let readers know what records are called, of all models and at all their moments together."""
    accounts, missing = get_user_model(), set()
    wanted = {one for one in asked if one[1:] not in one[0]._names}
    for reader, model, key in wanted:
        if model is accounts:
            reader._names[model, key] = AccountNames([key]).at(key, reader.moment)
        else:
            missing.add((model, key, reader.moment))
    found = fetch_together(missing, names_of=named_after)
    for reader, model, key in wanted:
        if model is not accounts:
            record = found.get((model, key, reader.moment))
            reader._names[model, key] = _("nummer %s (onbekend)") % key if record is None else str(record)


def references_of(
    reader: ReadableValues, values: "Iterable[tuple[models.Field[Any, Any], Any]]"
) -> Iterator[tuple[ReadableValues, type[models.Model], Any]]:
    """What these values of fields refer to, for ``learn_names``."""
    for field, value in values:
        if value in (None, "") or field.choices:
            continue
        if field.related_model is not None:
            yield reader, field.related_model, value
        elif isinstance(field, ArrayField):
            target = referred_by_array(field.model).get(field.column or "")
            if target is not None:
                yield from ((reader, target, key) for key in value)


def field_or_none(model: type[models.Model], name: str) -> "models.Field[Any, Any] | None":
    """The concrete field of that name, if it is one."""
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if getattr(field, "concrete", False) and not field.many_to_many else None
