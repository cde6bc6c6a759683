"""Naming one record out of thousands by typing a part of its name: instead of a list of all of them.

What is typed is a field like any other. The browser suggests names while one types (``sharing/choose.js`` asks the
chooser of the model for them); without script a code or a name does.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.active_filters import BaseFilterAdapter, register_filter_adapter_class

from sharing.core.asof import found_by_text, rows_at
from sharing.core.dutch import enumerated
from sharing.core.keys import key_in
from sharing.core.once import once

SUGGESTED = 20
EVERYTHING = "all"  # in the address of suggestions
_NAMED = 5
_WITH_CODE = re.compile(r".*\((?P<code>[^()]+)\)\s*")
Words: TypeAlias = Callable[[Any], str]
Alike: TypeAlias = Callable[[Iterable[Any], datetime | None], Iterable[Any]]


class SearchableRecords:
    """How records of a model are named and found.

    ``code`` is a unique field that people know; ``described`` says what stands before it, their name unless given.
    ``alike`` adds, to keys of records, those of the records that are about the same thing at a moment; ``offered``
    are those that are meant by a part of a name.
    """

    def __init__(
        self,
        model: type[models.Model],
        code: str,
        search: Sequence[str],
        described: Callable[[Any], str] = str,
        alike: Alike | None = None,
        offered: models.Q | None = None,
    ) -> None:
        self.model, self.code, self.search, self.described = model, code, tuple(search), described
        self.alike, self.offered = alike, offered or models.Q()

    def name_of(self, record: Any) -> str:
        """What stands in the field when the record was chosen."""
        code, description = getattr(record, self.code), self.described(record)
        return description if description == code else f"{description} ({code})"

    def exactly(self, text: str, moment: datetime | None = None) -> Any:
        """The record that this names: by its code, its name with its code, or its key; None when none is."""
        rows = rows_at(self.model, moment)
        text = text.replace("\0", "")  # the database takes none
        match = _WITH_CODE.fullmatch(text)
        found = rows.filter(**{f"{self.code}__in": [text, match["code"].strip()] if match else [text]})
        if record := found.order_by().first():
            return record
        key = self.model._meta.pk
        number = key_in(text)
        return rows.filter(**{key.attname: number}).order_by().first() if key and number else None

    def named(self, text: str, moment: datetime | None = None) -> Any:
        """``exactly``, for a page that asks the same in more than one place."""
        return once(("named", self.model, text, moment), lambda: self.exactly(text, moment))

    def matching(self, text: str, moment: datetime | None = None) -> models.QuerySet[Any]:
        """The records in which the text occurs."""
        rows = rows_at(self.model, moment)
        return rows.filter(found_by_text(self.model, (self.code, *self.search), text, moment))

    def called(self, text: str, among: models.QuerySet[Any]) -> Any:
        """The one of these whose whole name or code this is, in capitals or not; None when none or several are."""
        same = models.Q()
        for name in (self.code, *self.search):
            same |= models.Q(**{f"{name}__iexact": text})
        whole = text.casefold()
        found = [
            one
            for one in among.filter(same)
            if whole in (str(getattr(one, self.code)).casefold(), self.described(one).casefold())
        ]
        return found[0] if len(found) == 1 else None


# Per model how its records are named; given by the chooser of the model.
_searchable: dict[type[models.Model], SearchableRecords] = {}


def make_searchable(
    model: type[models.Model],
    code: str,
    search: Sequence[str],
    described: Callable[[Any], str] = str,
    alike: Alike | None = None,
    offered: models.Q | None = None,
) -> None:
    _searchable[model] = SearchableRecords(model, code, search, described, alike, offered)


def searchable(model: type[models.Model]) -> SearchableRecords:
    return _searchable[model]


class RecordInput(forms.TextInput):
    """Text with suggestions; a key that comes from an address or a record is shown as the name."""

    template_name = "sharing/core/record_input.html"

    def __init__(
        self, model: type[models.Model], attrs: dict[str, Any] | None = None, *, everything: bool = False
    ) -> None:
        """``everything``: suggest also what is no longer in use, to find what was registered about it."""
        super().__init__({"autocomplete": "off", "spellcheck": "false"} | (attrs or {}))
        self.model, self.everything = model, everything

    def format_value(self, value: Any) -> str | None:
        if value in (None, ""):
            return None
        records = searchable(self.model)
        if isinstance(value, models.Model):
            return records.name_of(value)
        record = records.named(str(value))
        return records.name_of(record) if record else str(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        try:
            url = reverse(f"{self.model._meta.model_name}_chooser:find")
            context["search_url"] = f"{url}?{EVERYTHING}=1" if self.everything else url
        except NoReverseMatch:
            context["search_url"] = ""
        return context


class RecordField(forms.CharField):
    """One record, named; what names none or more than one is refused, with the names that were meant."""

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        super().__init__(**{"widget": RecordInput(model), "max_length": 300, **kwargs})
        self.model = model

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        records = searchable(self.model)
        if record := records.exactly(text):
            return record
        rows = records.matching(text).filter(records.offered)
        found = list(rows[: _NAMED + 1])
        if len(found) == 1:
            return found[0]
        if found and (record := records.called(text, rows)):
            return record  # also where its name is a part of that of another
        words = {"text": text, "what": self.model._meta.verbose_name}
        if not found:
            raise ValidationError(
                _("Er is geen %(what)s die “%(text)s” heet. Typ een deel van de naam en kies er een."),
                params=words,
                code="invalid_choice",
            )
        names = enumerated([records.name_of(one) for one in found[:_NAMED]], last="of")
        more = _(" (en nog andere)") if len(found) > _NAMED else ""
        raise ValidationError(
            _("“%(text)s” kan meer dan één %(what)s zijn: %(names)s%(more)s. Kies er een."),
            params=words | {"names": names, "more": more},
            code="invalid_choice",
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        def key(value: Any) -> Any:
            if value in (None, "") or isinstance(value, models.Model):
                return value.pk if value else None
            record = searchable(self.model).exactly(str(value).strip())
            return record.pk if record else str(value)

        return bool(key(initial) != key(data))


class RecordsInput(forms.Widget):
    """What was chosen as boxes to untick, and room to name more: without a list of everything there is.

    All of it is sent under one name: what was chosen as it is named for certain, and what was typed.
    """

    template_name = "sharing/core/records_input.html"
    ROOM = 3  # for names to add; a script makes more

    def __init__(
        self, model: type[models.Model], attrs: dict[str, Any] | None = None, *, words: Words | None = None
    ) -> None:
        """``words``: what stands beside the box of a chosen record, when that is not how it is named."""
        super().__init__(attrs)
        self.model, self.words = model, words

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [text for one in sent if (text := str(one).strip())]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False  # nothing chosen sends nothing

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        records = searchable(self.model)
        chosen: dict[str, str] = {}
        typed = []
        for one in value or []:
            record = one if isinstance(one, models.Model) else records.exactly(str(one))
            if record is None:
                typed.append(str(one))
            else:
                name = records.name_of(record)
                chosen[name] = self.words(record) if self.words else name
        found = RecordInput(self.model).get_context("", None, {})
        context["widget"] |= {
            "chosen": sorted(chosen.items(), key=lambda one: one[1].casefold()),
            "typed": [*typed, *[""] * self.ROOM],
            "label_more": _("Nog een toevoegen"),
        }
        return context | {"search_url": found["search_url"]}


class RecordsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not when it runs
    """Several records, each named; what names none or more than one is refused, with the names that were meant."""

    def __init__(self, model: type[models.Model], *, words: Words | None = None, **kwargs: Any) -> None:
        widget = RecordsInput(model, words=words)
        super().__init__(model._default_manager.all(), **{"widget": widget, **kwargs})
        self.one = RecordField(model)

    def clean(self, value: Any) -> Any:
        keys, errors = [], []
        for text in value or []:
            try:
                keys.append(self.one.clean(str(text)).pk)
            except ValidationError as error:
                errors.extend(error.error_list)
        if errors:
            raise ValidationError(errors)
        return super().clean(keys)

    def has_changed(self, initial: Any, data: Any) -> bool:
        def keys(values: Any) -> set[Any]:
            records = searchable(self.one.model)
            found = (
                one if isinstance(one, models.Model) else records.exactly(str(one)) for one in values or []
            )
            named = [record.pk if record else text for record, text in zip(found, values or [], strict=True)]
            return set(named)

        return keys(initial) != keys(data)


class RecordFilter(django_filters.CharFilter):
    """Rows that refer to one record, or to every record in which the text occurs while nothing was chosen yet.

    Records that are about the same thing are meant together.
    """

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        super().__init__(**{"widget": RecordInput(model, everything=True), **kwargs})
        self.of_model = model
        self._meant: dict[str, list[Any]] = {}  # each filter set has filters of its own

    def filter(self, queryset: models.QuerySet[Any], value: Any) -> models.QuerySet[Any]:
        if not value:
            return queryset
        found = self.meant(value)
        return queryset.filter(
            **({self.field_name: found[0]} if len(found) == 1 else {f"{self.field_name}__in": found})
        )

    def meant(self, value: str) -> list[Any]:
        """The keys of what this names: one, or all in which the text occurs."""
        if value not in self._meant:
            self._meant[value] = self._look_up(value)
        return self._meant[value]

    def _look_up(self, value: str) -> list[Any]:
        moment, records = getattr(self.parent, "moment", None), searchable(self.of_model)
        if record := records.named(value, moment):
            found = [record.pk]
        else:
            key: Any = self.of_model._meta.pk
            found = list(records.matching(value, moment).order_by().values_list(key.attname, flat=True))
        return sorted(records.alike(found, moment)) if records.alike else found


class RecordFilterAdapter(BaseFilterAdapter):
    """Names the record that was chosen."""

    def get_active_filters(self) -> Any:
        for active in super().get_active_filters():
            yield active._replace(value=self.filter.field.widget.format_value(self.value))


register_filter_adapter_class(RecordFilter, adapter_class=RecordFilterAdapter)
