"""The two kinds of tables that count as evidence: registers with history, and tables that only grow."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth import get_user_model
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import BrinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Deferrable, Exists, F, Func, Model, OuterRef, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from simple_history.manager import HistoricalQuerySet
from simple_history.models import HistoricalRecords

from sharing.core.constraints import ALWAYS, ActorNeeded, AppendOnly, HistoryTriggers
from sharing.core.dates import check_register_day
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import NotUnderstood
from sharing.core.kept import Kept

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


# What a row of history is called: "1 wijziging van partij", "2 wijzigingen van partijen".
IN_HISTORY = {"verbose_name": _("wijziging van {}"), "verbose_name_plural": _("wijzigingen van {}")}


class RegisterHistoryQuerySet(HistoricalQuerySet):
    """simple-history's reads, right on equal timestamps: the history id breaks the tie."""

    def latest_of_each(self) -> Self:
        later = self.filter(
            Q(**{self._pk_attr: OuterRef(self._pk_attr)}),
            Q(history_date__gt=OuterRef("history_date"))
            | Q(history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")),
        )
        latest: Self = self.filter(~Exists(later))
        return latest


def _user_of(record: Any) -> Any:
    return get_user_model().objects.filter(pk=record.history_user_id).first()


class RegisterHistory(HistoricalRecords):
    """History tables as the triggers fill them: lean indexes, an actor that is always there, append-only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            inherit=True,
            history_id_field=models.BigAutoField(),
            history_change_reason_field=models.TextField(default="", blank=True),
            history_user_id_field=models.BigIntegerField(),
            history_user_getter=_user_of,
            historical_queryset=RegisterHistoryQuerySet,
            **kwargs,
        )

    def fields_included(self, model: type[Model]) -> "list[models.Field[Any, Any]]":
        return followed_fields(model)

    def copy_fields(self, model: type[Model]) -> dict[str, Any]:
        fields: dict[str, Any] = super().copy_fields(model)
        for field in fields.values():
            if isinstance(field, ParentalKey):
                # History belongs to no cluster; it only remembers the key.
                field.__class__ = models.ForeignKey
            # Found through (key, date) below; every further index is paid at each insert.
            field.db_index = False
        return fields

    def get_extra_fields(self, model: type[Model], fields: Any) -> dict[str, Any]:
        extra: dict[str, Any] = super().get_extra_fields(model, fields)
        extra["history_date"] = models.DateTimeField()
        return extra

    def get_meta_options(self, model: type[Model]) -> dict[str, Any]:
        options: dict[str, Any] = super().get_meta_options(model)
        for option in ("verbose_name", "verbose_name_plural"):
            options[option] = format_lazy(IN_HISTORY[option], getattr(model._meta, option))
        name = model._meta.model_name
        options["indexes"] = [
            models.Index(
                fields=[model._meta.pk.attname, "-history_date", "-history_id"],
                name=f"hist_{name}_moment"[:30],
            ),
            # Rows come in the order of time: a few bytes per block find a period in millions of them.
            BrinIndex(fields=["history_date"], name=f"when_{name}"[:30]),
            *getattr(model, "history_indexes", ()),
        ]
        options["constraints"] = [AppendOnly(name=f"evidence_{model._meta.app_label}_{name}")]
        return options


def followed_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The fields whose changes the history tells."""
    return [
        field
        for field in model._meta.local_concrete_fields
        if field.name not in getattr(model, "unfollowed_fields", ())
    ]


class Register(models.Model):
    """A table whose every change is kept, with who and why, by the database.

    ``free_text`` names the fields in which people write what they like, and in which no BSN may stand.
    ``unfollowed_fields`` names what changes without being a change of the record, such as when somebody last signed
    in; it is not in the history. ``past_fields`` names columns of an earlier release: only what they held is shown.
    ``history_indexes`` are of its history, beside those that every history has. ``words_of_parts`` has per field with
    a list of objects a function that says how each reads; ``words_of_whole`` per field a function that says it all, of
    the value and the record that it is of.
    """

    free_text: tuple[str, ...] = ()
    past_fields: tuple[str, ...] = ()
    history_indexes: tuple[models.Index, ...] = ()

    history = RegisterHistory()
    viewed_on: date  # given by the list or screen that shows the record as of a day

    class Meta:
        abstract = True

    def why_kept(self) -> str:
        """Why this record is not deleted and what to do instead; empty when it may go."""
        kept = next((one for one in self._meta.constraints if isinstance(one, Kept)), None)
        return kept.sentence if kept is not None and kept.when == ALWAYS else ""


class Immutable(models.Model):
    """A table that only grows, by an actor: UPDATE, DELETE and TRUNCATE raise, whoever asks."""

    class Meta:
        abstract = True


def _declare(model: type[Model], constraint: Any) -> None:
    model._meta.constraints = [*model._meta.constraints, constraint]
    model._meta.original_attrs["constraints"] = model._meta.constraints
    constraint.belongs_to(model)


def _declare_evidence(sender: Any, **kwargs: Any) -> None:
    """Give each concrete register its triggers, where migrations see them."""
    meta = sender._meta
    if meta.abstract or meta.proxy:
        return
    if issubclass(sender, Register):
        columns = [field.column or "" for field in followed_fields(sender)]
        _declare(sender, HistoryTriggers(name=f"history_{meta.app_label}_{meta.model_name}", columns=columns))
    if issubclass(sender, Immutable):
        _declare(sender, AppendOnly(name=f"immutable_{meta.app_label}_{meta.model_name}"))
        if not issubclass(sender, Register):
            _declare(sender, ActorNeeded(name=f"actor_{meta.app_label}_{meta.model_name}"))


models.signals.class_prepared.connect(_declare_evidence, dispatch_uid="sharing.core.evidence")


ENDS_BEFORE = _(
    "De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg."
)


class Period(models.Model):
    """A first and a last day, both inclusive ("vanaf", "tot en met"); an empty last day means indefinitely."""

    first_day = models.DateField(_("vanaf"), help_text=_("De eerste dag waarop dit geldt."))
    last_day = models.DateField(
        _("tot en met"),
        null=True,
        blank=True,
        help_text=_("De laatste dag waarop dit geldt. Leeg laten als er geen einddatum is."),
    )

    # The days that lie in a year the register can know of; another year is a slip of the hand.
    bounded_days: tuple[str, ...] = ("first_day", "last_day")
    # What comes after the first day, and what to say when it does not: at its own field, before the database does.
    later_days: "dict[str, StrOrPromise]" = {"last_day": ENDS_BEFORE}

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        refused = {}
        for name in self.bounded_days:
            day = getattr(self, name)
            try:
                if isinstance(day, date):  # what is none is said at its field already
                    check_register_day(day)
            except NotUnderstood as error:
                refused[name] = str(error)
        for name, sentence in self.later_days.items():
            day = getattr(self, name)
            if isinstance(day, date) and isinstance(self.first_day, date) and day < self.first_day:
                days = {"day": day_in_words(day), "first": day_in_words(self.first_day)}
                filled_in = gettext("Ingevuld is %(day)s, en als eerste dag %(first)s.") % days
                refused.setdefault(name, f"{sentence} {filled_in}")
        if refused:
            raise ValidationError(refused)


def holding_on(day: date) -> Q:
    """Condition on rows with a first and a last day, both inclusive and NULL meaning open: they hold on that day."""
    return Q(
        Q(first_day__isnull=True) | Q(first_day__lte=day), Q(last_day__isnull=True) | Q(last_day__gte=day)
    )


class DayRange(Func):
    """The days of a Period as a PostgreSQL daterange."""

    function = "DATERANGE"
    output_field = DateRangeField()


class AtItsField(models.CheckConstraint):
    """A condition that a form refuses at one of its fields; by itself it would stand above all of them."""

    def __init__(self, *, field: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field = field

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Raise ValidationError at the field when the condition is not met."""
        try:
            super().validate(*args, **kwargs)
        except ValidationError as refused:
            raise ValidationError({self.field: refused.messages}) from None

    def deconstruct(self) -> Any:
        """As Django's: for the database it is no other constraint."""
        _path, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs

    def clone(self) -> "AtItsField":
        _path, _args, kwargs = self.deconstruct()
        return type(self)(field=self.field, **kwargs)


def ends_after_it_starts(name: str, first: str = "first_day", last: str = "last_day") -> AtItsField:
    """A period does not end before it starts."""
    return AtItsField(
        field=last,
        name=name,
        condition=Q(**{f"{last}__isnull": True})
        | Q(**{f"{last}__gte": F(first)})
        | Q(**{f"{first}__isnull": True}),
        violation_error_message=ENDS_BEFORE,
    )


def no_overlap(name: str, *fields: str, message: "StrOrPromise") -> ExclusionConstraint:
    """At most one row for these fields on any day."""
    days = DayRange("first_day", "last_day", RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return ExclusionConstraint(
        name=name,
        expressions=[*((field, RangeOperators.EQUAL) for field in fields), (days, RangeOperators.OVERLAPS)],
        # Judged when a change is complete: one period may make room for another in any order.
        deferrable=Deferrable.DEFERRED,
        violation_error_message=message,
    )


def validate_code(value: str) -> None:
    """Codes are short, stable, lower-case: letters, digits, dash, underscore and dot."""
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    if not value or not set(value) <= allowed or not value[0].isalnum():
        raise ValidationError(
            _(
                "“%(value)s” is geen geldige code. Gebruik kleine letters, cijfers, streepje, punt of onderstreping."
            ),
            params={"value": value},
            code="code",
        )


class CodeField(models.CharField):  # type: ignore[type-arg]  # Django has no such parameters when it runs
    """A short, stable, lower-case, unique code; it never changes once given."""

    def __init__(self, verbose_name: "StrOrPromise | None" = None, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("unique", not kwargs.get("primary_key", False))
        kwargs["validators"] = [validate_code]
        super().__init__(verbose_name, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        # Said in full: the copy in a history table is not unique.
        return name, path, args, kwargs | {"unique": self._unique}  # type: ignore[attr-defined]  # Field has it
