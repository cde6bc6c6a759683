"""Stored values as people read them: labels, names, Dutch dates; never a secret, never a number of a person unasked."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sharing.core.asof import fetch
from sharing.core.dossiers import unseal
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.records import referred_by_array

EMPTY = "–"
DOSSIER = "dossier"


def label_of(field: "models.Field[Any, Any]") -> str:
    """A field's label with a capital."""
    return capfirst(str(field.verbose_name))


def readable_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The fields that people read, a period last: no keys of the table itself, no hashes, no other sealed bytes."""
    found = [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key and field.get_internal_type().endswith("AutoField"))
        and (not isinstance(field, models.BinaryField) or field.name == DOSSIER)
        and field.name not in getattr(model, "secret_fields", ())
    ]
    return sorted(found, key=lambda field: field.name in ("first_day", "last_day"))


def account_name(user_id: int) -> str:
    """The name of an account as it stands in the history."""
    return account_names([user_id])[user_id]


def account_names(user_ids: Iterable[int]) -> dict[int, str]:
    """Names of accounts by id; one that no longer exists keeps its number."""
    ids = set(user_ids)
    known = get_user_model().objects.in_bulk(ids)
    return {
        key: (known[key].get_full_name() or known[key].get_username())
        if key in known
        else _("account %d") % key
        for key in ids
    }


@cache
def _choices_of(field: "models.Field[Any, Any]") -> dict[str, Any]:
    return dict(field.flatchoices) if field.choices else {}


class ReadableValues:
    """Turns stored values into words, with names as they stood at a moment (or stand now).

    ``dossiers``: whether dossier numbers may be shown; without it they read as not shown.
    """

    def __init__(self, moment: datetime | None = None, *, dossiers: bool = False) -> None:
        self.moment = moment
        self.dossiers = dossiers
        self._names: dict[tuple[type[models.Model], object], str] = {}

    def words(self, field: "models.Field[Any, Any]", value: Any) -> str:
        """The value of a model field; EMPTY when there is none."""
        if value is None or value == "" or value == [] or value == {}:
            return EMPTY
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
        if isinstance(value, datetime):
            return instant_in_words(value)
        if isinstance(value, date):
            return day_in_words(value)
        if isinstance(field, models.JSONField):
            return "\n".join(
                str(part.get("message", part)) if isinstance(part, dict) else str(part) for part in value
            )
        return str(value)

    def of(self, record: models.Model, name: str) -> str:
        """A field of a record; uses the related record that the instance already carries."""
        field: Any = record._meta.get_field(name)
        value = getattr(record, field.attname)
        if field.is_relation and value is not None and field.is_cached(record):
            return str(getattr(record, name))
        return self.words(field, value)

    def names(self, model: type[models.Model], keys: list[Any]) -> list[str]:
        """What records are called, in the order of the keys."""
        missing = {key for key in keys if (model, key) not in self._names}
        if missing:
            found = (
                fetch(model, missing, self.moment) if self.moment else model._default_manager.in_bulk(missing)
            )
            if model is get_user_model():
                self._names |= {(model, key): name for key, name in account_names(missing).items()}
            else:
                self._names |= {
                    (model, key): str(found[key]) if key in found else _("nummer %s (onbekend)") % key
                    for key in missing
                }
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


def field_or_none(model: type[models.Model], name: str) -> "models.Field[Any, Any] | None":
    """The concrete field of that name, if it is one."""
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if getattr(field, "concrete", False) and not field.many_to_many else None
