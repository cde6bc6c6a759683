"""One date field everywhere: each form, filter and screen, Wagtail's own included, reads dates as ours do."""

from collections.abc import Iterator
from copy import deepcopy

import django_filters
import pytest
from django import forms
from django.forms.widgets import DateTimeBaseInput, MultiWidget, SelectDateWidget
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page, get_page_models

from cms.settings.base import BASE_DIR
from sharing.core.fields import DayField, DayRangeField, MomentField
from sharing.core.widgets import DayInput, DayRangeInput, MomentInput
from sharing.organisation.models import OrganisationSettings
from sharing.wagtail_hooks import REFERENCE_LISTS
from tests.architecture.routes import all_routes

OURS = (DayField, MomentField, DayRangeField)
OUR_INPUTS = (DayInput, MomentInput, DayRangeInput)
NO_SCREEN = (
    "django.contrib.auth.forms.UserChangeForm."  # Django's own form of an account; Wagtail has another
)
OF_A_DATE = (
    forms.DateField,
    forms.DateTimeField,
    forms.TimeField,
    forms.SplitDateTimeField,
    django_filters.fields.DateRangeField,
    django_filters.fields.DateTimeRangeField,
)


def all_subclasses(parent: type) -> set[type]:
    """Every class below this one that exists now."""
    found, new = set(), {parent}
    while new:
        new = {child for one in new for child in one.__subclasses__()} - found
        found |= new
    return found


def model_forms() -> list[type]:
    """The forms that screens make of a model; the forms of their rows come with them."""
    views = [getattr(route.pattern.callback, "view_initkwargs", None) or {} for route in all_routes()]
    panels = [given["panel"] for given in views if given.get("panel")]
    panels += [
        admin.get_edit_handler().bind_to_model(admin.model)
        for group in REFERENCE_LISTS
        for admin in group.modeladmin_instances
    ]
    models = [OrganisationSettings, *(model for model in get_page_models() if model is not Page)]
    panels += [get_edit_handler(model) for model in models]
    made = [panel.get_form_class() for panel in panels]
    return made + [given["form_class"] for given in views if given.get("form_class")]


@pytest.fixture
def places(db) -> dict[str, forms.Field]:
    """Every field of every form and filter set that the project and Wagtail have, by its place."""
    made = model_forms()  # also brings the views, and with them their forms and filters
    found = {}
    for form in [*made, *all_subclasses(forms.BaseForm)]:
        for name, field in getattr(form, "base_fields", {}).items():
            found[f"{form.__module__}.{form.__qualname__}.{name}"] = field
    found = {place: field for place, field in found.items() if not place.startswith(NO_SCREEN)}
    for filters in all_subclasses(django_filters.FilterSet):
        for name, one in filters.base_filters.items():
            if not issubclass(one.field_class, forms.ModelChoiceField):
                # A copy, as a filter set has: the field is kept in it, without the name that the model gives.
                found[f"{filters.__module__}.{filters.__qualname__}.{name}"] = deepcopy(one).field
    return found


def inputs(widget: forms.Widget) -> Iterator[forms.Widget]:
    """A widget and those that it is made of."""
    yield widget
    if isinstance(widget, MultiWidget):
        for part in widget.widgets:
            yield from inputs(part)


def test_forms_and_filters_are_really_found(places):
    for place in (
        "AgreementForm.last_day",
        "PartyCapacityForm.first_day",
        "StatementPageForm.effective_from",
        "StatementPageForm.go_live_at",
        "DisclosureFilterSet.period",
        "ConsentForm.given_at",
        "ImpactAssessmentForm.assessed_on",
        "AuthorityRequestForm.received_on",
        "LastDayForm.last_day",
        "ChangesForm.first",
        "WorkflowTasksReportFilterSet.started_at",
        "AgingPagesReportFilterSet.last_published_at",
    ):
        assert any(place in one for one in places), place


def test_every_field_of_a_date_is_ours(places):
    others = {
        place: type(field).__name__
        for place, field in places.items()
        if isinstance(field, OF_A_DATE) and not isinstance(field, OURS)
    }
    assert others == {}


def test_every_input_of_a_date_is_ours(places):
    others = {
        place: type(one).__name__
        for place, field in places.items()
        for one in inputs(field.widget)
        if isinstance(one, (DateTimeBaseInput, SelectDateWidget)) and not isinstance(one, OUR_INPUTS)
    }
    assert others == {}
    fields = [field for field in places.values() if isinstance(field, OURS)]
    assert all(isinstance(field.widget, OUR_INPUTS) for field in fields)


def test_no_template_or_script_has_another_picker():
    ours = [
        path for folder in ("templates", "home", "sharing", "cms") for path in (BASE_DIR / folder).rglob("*")
    ]
    texts = [path for path in ours if path.suffix in (".html", ".js", ".py") and path.is_file()]
    assert len(texts) > 300
    marks = ('type="date"', '"type": "date"', 'type="datetime-local"', 'type="time"', "initDateChooser")
    found = [
        (str(path), mark) for path in texts for mark in marks if mark in path.read_text(encoding="utf-8")
    ]
    assert found == []
