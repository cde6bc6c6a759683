"""Days, moments, numbers and dossier numbers as forms take and show them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import lxml.html
import pytest
from django import forms
from django.contrib.auth.forms import UsernameField
from django.core.exceptions import ValidationError
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from sharing.core.fields import DayField, DayRangeField, DossierField, MomentField, WholeNumberField
from sharing.core.periods import instants_at
from sharing.core.widgets import DayInput, DayRangeInput, MomentInput, TypedMoment
from sharing.models import Agreement
from sharing.wagtail_hooks import screens


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (date(2026, 3, 31), time(14, 5), ["2026-03-31T12:05"]),
        (date(2026, 1, 31), time(14, 5), ["2026-01-31T13:05"]),
        (date(2026, 10, 25), time(2, 30), ["2026-10-25T00:30", "2026-10-25T01:30"]),
        (date(2026, 10, 25), time(3, 0), ["2026-10-25T02:00"]),
        (date(2026, 10, 25), time(1, 59), ["2026-10-24T23:59"]),
        (date(2027, 3, 28), time(2, 30), []),
        (date(2027, 3, 28), time(3, 0), ["2027-03-28T01:00"]),
    ],
)
def test_what_the_amsterdam_clock_shows(day, clock, expected):
    assert [f"{instant:%Y-%m-%dT%H:%M}" for instant in instants_at(day, clock)] == expected


def sent(text: str, which: str = "", exact: str = "") -> TypedMoment:
    return MomentInput().value_from_datadict({"m": text, "m_which": which, "m_exact": exact}, {}, "m")


def test_an_ordinary_moment():
    assert MomentField().clean(sent("31-3-2026 14:05")) == datetime(2026, 3, 31, 12, 5, tzinfo=UTC)
    assert MomentField().clean("31 maart 2026 14.05") == datetime(2026, 3, 31, 12, 5, tzinfo=UTC)


def test_a_moment_that_does_not_exist_is_refused_and_says_why():
    with pytest.raises(ValidationError) as refused:
        MomentField().clean(sent("28-03-2027 02:30"))
    assert refused.value.messages == [
        "Op 28 maart 2027 bestond 02:30 niet: de klok ging toen een uur vooruit. Kies een andere tijd."
    ]


def test_a_moment_that_came_twice_must_be_chosen():
    field = MomentField()
    with pytest.raises(ValidationError, match="twee keer 02:30"):
        field.clean(sent("25-10-2026 02:30"))
    assert field.clean(sent("25-10-2026 02:30", "0")) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert field.clean(sent("25-10-2026 02:30", "1")) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_choice_is_shown_only_for_the_double_hour():
    widget = MomentField().widget
    assert "tweede keer" in widget.render("m", sent("25-10-2026 02:30"))
    assert "tweede keer" not in widget.render("m", sent("25-10-2026 03:30"))
    assert "tweede keer" not in widget.render("m", sent("onzin"))


class OneMoment(forms.Form):
    m = MomentField()


def as_sent_back(instant: datetime) -> dict[str, str]:
    """What a browser sends of a form with this moment when nobody touches it."""
    page = lxml.html.fromstring(f"<form>{OneMoment(initial={'m': instant})}</form>")
    return dict(page.form_values())


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, 0, 7, tzinfo=UTC),
        datetime(2026, 3, 3, 20, 52, 40, 123456, tzinfo=UTC),
        datetime(2026, 3, 3, 20, 52, 40, tzinfo=UTC),
        datetime(2026, 3, 3, 20, 52, tzinfo=UTC),
    ],
)
def test_a_moment_that_nobody_touches_keeps_its_smallest_part(instant):
    form = OneMoment(as_sent_back(instant), initial={"m": instant})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["m"] == instant
    assert not form.has_changed()


def test_a_moment_that_is_typed_over_is_the_new_one():
    back = as_sent_back(datetime(2026, 3, 3, 20, 52, 40, 123456, tzinfo=UTC))
    assert back["m"] == "03-03-2026 21:52:40"
    form = OneMoment(back | {"m": "3-3-2026 21:53"}, initial={})
    assert form.is_valid()
    assert form.cleaned_data["m"] == datetime(2026, 3, 3, 20, 53, tzinfo=UTC)
    other = OneMoment(as_sent_back(datetime(2026, 10, 25, 0, 30, 0, 5, tzinfo=UTC)) | {"m_which": "1"})
    assert other.is_valid()
    assert other.cleaned_data["m"] == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Vul de datum en de tijd in."),
        ("  ", "Vul de datum en de tijd in."),
        ("31-3-2026", "“31-3-2026” mist de tijd."),
        ("14:05", "“14:05” is geen datum met een tijd."),
        ("31 maart", "“31 maart” mist het jaar."),
        ("30-02-2026 14:05", "30-02-2026 bestaat niet: februari 2026 heeft 28 dagen."),
        ("31-03-2026 25:00", "De tijd 25:00 bestaat niet"),
    ],
)
def test_a_moment_that_is_not_one_is_named_and_stays_in_the_field(text, message):
    form = OneMoment({"m": text})
    assert message in form.errors["m"][0]
    assert lxml.html.fromstring(str(form["m"])).xpath("//input[@name='m']/@value") == ([text] if text else [])


def test_an_optional_moment_may_stay_empty():
    assert MomentField(required=False).clean(sent("")) is None


class OneDay(forms.Form):
    d = DayField(required=False)
    period = DayRangeField(required=False)


def test_a_day_is_shown_and_taken_the_dutch_way():
    form = OneDay(initial={"d": date(2026, 12, 31)})
    field = lxml.html.fromstring(str(form["d"])).xpath("//input")[0]
    assert (field.get("type"), field.get("value"), field.get("placeholder")) == (
        *("text", "31-12-2026", "dd-mm-jjjj"),
    )
    for typed in ("31-12-2026", "31 december 2026", "2026-12-31"):
        form = OneDay({"d": typed}, initial={"d": date(2026, 12, 31)})
        assert form.is_valid()
        assert form.cleaned_data["d"] == date(2026, 12, 31)
        assert not form.has_changed()


def test_a_day_that_does_not_exist_is_named_and_stays_in_the_field():
    form = OneDay({"d": "31-02-2026"})
    assert form.errors["d"] == [
        "31-02-2026 bestaat niet: februari 2026 heeft 28 dagen. Kies een dag van 1 tot en met 28."
    ]
    assert 'value="31-02-2026"' in str(form["d"])


def test_a_period_runs_through_its_last_day():
    form = OneDay({"period_from": "25-10-2026", "period_to": "25 oktober 2026"})
    assert form.is_valid()
    period = form.cleaned_data["period"]
    assert (period.start.astimezone(UTC), period.stop.astimezone(UTC)) == (
        datetime(2026, 10, 24, 22, tzinfo=UTC),
        datetime(2026, 10, 25, 22, 59, 59, 999999, tzinfo=UTC),
    )
    assert OneDay({"period_from": "1-1-2026"}).is_valid()


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("31-02-2026", "", "31-02-2026 bestaat niet"),
        ("", "boe", "“boe” is geen datum."),
        ("2-1-2026", "1-1-2026", "De laatste dag ligt voor de eerste dag."),
    ],
)
def test_a_period_that_is_none_is_named(first, last, message):
    form = OneDay({"period_from": first, "period_to": last})
    assert message in form.errors["period"][0]
    assert f'value="{first or last}"' in str(form["period"])


def test_an_input_that_django_or_wagtail_meant_becomes_ours():
    attrs = {"data-controller": "w-action"}
    for field, own in (
        (DayField(widget=AdminDateInput(attrs=attrs)), DayInput),
        (MomentField(widget=AdminDateTimeInput(attrs=attrs)), MomentInput),
        (DayRangeField(widget=DateRangePickerWidget(attrs=attrs)), DayRangeInput),
    ):
        assert type(field.widget) is own
        assert field.widget.attrs["data-controller"] == "w-action"
    assert type(DayField(widget=forms.HiddenInput).widget) is forms.HiddenInput
    begin = MomentField(widget=AdminDateInput)
    assert begin.clean("1-12-2026") == datetime(2026, 11, 30, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("123456782", "burgerservicenummer"),
        ("1234.56.782", "burgerservicenummer"),
        ("x" * 65, "65 tekens"),
        ("d-1\u200b", "stuurteken"),
        ("   ", "Vul het dossiernummer in."),
    ],
)
def test_a_dossier_number_that_is_refused(text, message):
    with pytest.raises(ValidationError, match=message):
        DossierField().clean(text)


def test_a_dossier_number_is_trimmed():
    assert DossierField().clean(" d-2024-0417 ") == "d-2024-0417"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("60", 60),
        (" 60 ", 60),
        ("1.250", 1250),
        ("1.000", 1000),
        ("1 250", 1250),
        ("12.345.678", 12345678),
        ("-5", -5),
    ],
)
def test_a_number_as_people_type_it(typed, number):
    assert WholeNumberField().clean(typed) == number


@pytest.mark.parametrize(
    "typed", ["60 dagen", "zestig", "1,5", "1.5", "1.00", "1.0000", "12.34", "1e3", "9" * 5000]
)
def test_what_is_no_whole_number_is_refused_and_named(typed):
    with pytest.raises(ValidationError) as refused:
        WholeNumberField(required=False).clean(typed)
    assert f"“{typed[:40]}" in refused.value.messages[0]


def test_a_number_out_of_bounds_is_named_with_what_can_be_filled_in():
    field = WholeNumberField(min_value=1, max_value=2_000_000)
    with pytest.raises(ValidationError) as refused:
        field.clean("0")
    assert refused.value.messages == ["0 is te laag. Vul 1 of meer in."]
    with pytest.raises(ValidationError) as refused:
        field.clean("3.000.000")
    assert refused.value.messages == ["3.000.000 is te hoog. Vul 2.000.000 of minder in."]


def test_what_the_model_of_a_number_refuses_is_said_as_its_field_says_it():
    class NoticeForm(forms.ModelForm):
        class Meta:
            model = Agreement
            fields = ("notice_days",)
            field_classes = {"notice_days": WholeNumberField}

    assert NoticeForm({"notice_days": "-5"}).errors["notice_days"] == ["-5 is te laag. Vul 0 of meer in."]
    assert NoticeForm({"notice_days": "99999"}).errors["notice_days"] == [
        "99.999 is te hoog. Vul 32.767 of minder in."
    ]


def test_no_number_is_sent_as_nothing_by_the_browser():
    """A browser's own field for numbers hands over nothing for it, and nothing would be stored."""
    assert 'type="text"' in WholeNumberField().widget.render("n", "60 dagen")
    assert "60 dagen" in WholeNumberField(widget=forms.NumberInput).widget.render("n", "60 dagen")


def test_every_number_of_a_register_is_typed_in_our_field():
    forms_of = [one.get_form_class() for one in screens() if hasattr(one, "get_form_class")]
    fields = [field for form in forms_of if form for field in form.base_fields.values()]
    assert any(isinstance(field, WholeNumberField) for field in fields)
    assert not [field.label for field in fields if isinstance(field.widget, forms.NumberInput)]


def made_by_all(base: Any) -> Iterator[Any]:
    """The fields of all forms that are known: ours, and those of Wagtail and its friends."""
    for form in base.__subclasses__():
        yield from getattr(form, "base_fields", {}).values()
        yield from made_by_all(form)


def test_what_is_pasted_is_not_cut_by_a_browser():
    fields = list(made_by_all(forms.BaseForm))
    limited = [one for one in fields if getattr(one, "max_length", None) and "maxlength" in one.widget.attrs]
    assert len(fields) > 500
    assert {type(one) for one in limited} <= {UsernameField}  # of signing in: a longer name is nobody's
    said = [one.error_messages["max_length"] for one in fields if type(one) is forms.CharField]
    assert {str(one % {"limit_value": 1250, "show_value": 1300, "value": "x"}) for one in said} == {
        "Te lang: er passen 1.250 tekens, en dit zijn er 1.300. Er wordt niets afgekapt; maak de tekst korter."
    }
    told = [one for one in fields if "data-most" in one.widget.attrs]
    assert len(told) > 50 and all(one.widget.attrs["data-most"] == one.max_length for one in told)
