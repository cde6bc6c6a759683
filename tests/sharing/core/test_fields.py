"""Moments and dossier numbers as people type them."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from sharing.core.fields import DossierField, MomentField
from sharing.core.periods import instants_at


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


def test_an_ordinary_moment():
    assert MomentField().clean(["2026-03-31", "14:05", ""]) == datetime(2026, 3, 31, 12, 5, tzinfo=UTC)


def test_a_moment_that_does_not_exist_is_refused_and_says_why():
    with pytest.raises(ValidationError) as refused:
        MomentField().clean(["2027-03-28", "02:30", ""])
    assert refused.value.messages == [
        "Op 28 maart 2027 bestond 02:30 niet: de klok ging toen een uur vooruit. Kies een andere tijd."
    ]


def test_a_moment_that_came_twice_must_be_chosen():
    field = MomentField()
    with pytest.raises(ValidationError, match="twee keer 02:30"):
        field.clean(["2026-10-25", "02:30", ""])
    assert field.clean(["2026-10-25", "02:30", "0"]) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert field.clean(["2026-10-25", "02:30", "1"]) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_choice_is_shown_only_for_the_double_hour():
    widget = MomentField().widget
    assert "tweede keer" in widget.render("m", ["2026-10-25", "02:30", ""])
    assert "tweede keer" not in widget.render("m", ["2026-10-25", "03:30", ""])
    assert "tweede keer" not in widget.render("m", ["onzin", "", None])


def test_both_moments_of_the_double_hour_survive_the_form():
    field = MomentField()
    for hour in (0, 1):
        instant = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        parts = field.widget.decompress(instant)
        assert field.clean([parts[0].isoformat(), f"{parts[1]:%H:%M}", parts[2]]) == instant
        assert not field.has_changed(instant, [parts[0].isoformat(), f"{parts[1]:%H:%M}", parts[2]])


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (["", "", ""], "Vul de datum en de tijd in."),
        (["2026-03-31", "", ""], "Vul zowel de datum als de tijd in."),
        (["", "14:05", ""], "Vul zowel de datum als de tijd in."),
        (["31 maart", "14:05", ""], "Dit is geen bestaande dag. Kies een dag, bijvoorbeeld 31-03-2026."),
        (["2026-02-30", "14:05", ""], "Dit is geen bestaande dag. Kies een dag, bijvoorbeeld 31-03-2026."),
        (["2026-03-31", "25:00", ""], "Dit is geen bestaande tijd. Schrijf de tijd als 14:05."),
    ],
)
def test_a_moment_that_is_not_one(parts, message):
    with pytest.raises(ValidationError) as refused:
        MomentField().clean(parts)
    assert message in refused.value.messages


def test_an_optional_moment_may_stay_empty():
    assert MomentField(required=False).clean(["", "", ""]) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("123456782", "burgerservicenummer"),
        ("1234.56.782", "burgerservicenummer"),
        ("x" * 65, "65 tekens"),
        ("D-1\u200b", "stuurteken"),
        ("   ", "Vul het dossiernummer in."),
    ],
)
def test_a_dossier_number_that_is_refused(text, message):
    with pytest.raises(ValidationError, match=message):
        DossierField().clean(text)


def test_a_dossier_number_is_trimmed():
    assert DossierField().clean(" D-2024-0417 ") == "D-2024-0417"
