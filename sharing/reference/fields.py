"""Form fields for choosing from the reference lists."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sharing.core.dutch import day_in_words
from sharing.core.periods import amsterdam_day, holds_on
from sharing.reference.choices import Confidence, DataKind, Jurisdiction
from sharing.reference.models import AdequacyDecision, DataCategory, LegalProvision, Purpose
from sharing.reference.queries import in_tree_order

CHOOSE = _("Kies…")
_INDENT = "\u00a0" * 4  # ordinary spaces disappear in a choice


class _TreeOrder(ModelChoiceIterator):  # type: ignore[type-arg]  # not when it runs
    """Sub-purposes follow what they fall under, indented."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for purpose, depth in in_tree_order(self.queryset):
            yield self.field.prepare_value(purpose), f"{_INDENT * depth}{purpose.description}"


class PurposeChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not when it runs
    """One purpose from the tree."""

    iterator = _TreeOrder

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", CHOOSE)
        super().__init__(Purpose.objects.all(), **kwargs)


class PurposesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not when it runs
    """Purposes from the tree as checkboxes."""

    iterator = _TreeOrder
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Purpose.objects.all(), **kwargs)


class DataCategoriesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not when it runs
    """Data categories as checkboxes; what the law protects further says so."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(DataCategory.objects.order_by("name"), **kwargs)

    def label_from_instance(self, category: DataCategory) -> str:
        if category.kind == DataKind.ORDINARY:
            return category.name
        return f"{category.name} ({category.get_kind_display().lower()})"


def _with_doubt(words: list[str], row: AdequacyDecision | LegalProvision) -> str:
    """What is not sure yet says so wherever one chooses it."""
    if row.confidence == Confidence.TO_CHECK:
        words.append(row.get_confidence_display().lower())
    return ", ".join(words)


class SensitiveCategoryField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not when it runs
    """One category of special, criminal or national-id data, with its kind."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", CHOOSE)
        sensitive = DataCategory.objects.exclude(kind=DataKind.ORDINARY).order_by("name")
        super().__init__(sensitive, **kwargs)

    def label_from_instance(self, category: DataCategory) -> str:
        return f"{category.name} ({category.get_kind_display().lower()})"


class ProvisionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not when it runs
    """One provision of the list: its citation, whose law it is when that is foreign, and until when it held."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", CHOOSE)
        super().__init__(LegalProvision.objects.order_by("citation", "code"), **kwargs)

    def label_from_instance(self, provision: LegalProvision) -> str:
        words = [provision.citation]
        if provision.jurisdiction == Jurisdiction.OTHER:
            words.append(provision.get_jurisdiction_display().lower())
        if provision.last_day:
            words.append(gettext("tot en met %s") % day_in_words(provision.last_day))
        return _with_doubt(words, provision)


class _InForceFirst(ModelChoiceIterator):  # type: ignore[type-arg]  # not when it runs
    """What holds today, and under a heading of its own what no longer does or does not yet."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        today = amsterdam_day(timezone.now())
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        rows = list(self.queryset)
        holding = [one for one in rows if holds_on(one.adopted, one.last_day, today)]
        others = [one for one in rows if one not in holding]
        for heading, group in ((gettext("Geldt nu"), holding), (gettext("Geldt nu niet"), others)):
            if group:
                yield heading, [self.choice(one) for one in group]


class DecisionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not when it runs
    """One adequacy decision: its country, its number and its days; those in force stand first."""

    iterator = _InForceFirst

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Geen besluit"))
        decisions = AdequacyDecision.objects.select_related("country").order_by("country__name", "adopted")
        super().__init__(decisions, **kwargs)

    def label_from_instance(self, decision: AdequacyDecision) -> str:
        words = [
            f"{decision.country}: {decision.reference}",
            gettext("vanaf %s") % day_in_words(decision.adopted),
        ]
        if decision.last_day:
            words.append(gettext("tot en met %s") % day_in_words(decision.last_day))
        return _with_doubt(words, decision)
