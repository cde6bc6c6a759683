"""Contrast by WCAG 2.2, and what follows from it for the organisation's own colours."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing.organisation.contrast import TEXT, luminance, mix, nearest_passing, passes, ratio, readable_on
from sharing.organisation.style import DARK, LIGHT, Colours, Style, colours_of, shortcomings, stylesheet

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@st.composite
def readable_choices(draw) -> Colours:
    """Any colours, each moved until it can be read on the background."""
    background = draw(colours)
    written = [nearest_passing(draw(colours), [background], TEXT) for _name in ("text", "heading", "link")]
    return Colours(background, *written, accent=draw(colours))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the well-known grey that just fails
        ("#767676", "#ffffff", 4.54),  # and the one that just passes
        ("#949494", "#ffffff", 3.03),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#ffffff", 1.37),
        ("#ffff00", "#000000", 19.56),
    ],
)
def test_known_ratios(one, other, expected):
    assert ratio(one, other) == pytest.approx(expected, abs=0.01)
    assert ratio(other, one) == ratio(one, other)


def test_luminance_of_the_primaries_is_their_weight():
    assert [luminance(colour) for colour in ("#ff0000", "#00ff00", "#0000ff")] == [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize("wrong", ["", "#fff", "fff", "#GGGGGG", "#FFFFFF", "red", "#ffffff "])
def test_only_one_notation_is_a_colour(wrong):
    with pytest.raises(ValueError, match="is not a colour"):
        luminance(wrong)


@given(colours)
def test_black_or_white_can_always_be_read(background):
    assert ratio(readable_on(background), background) >= 4.58


@given(colours, colours)
def test_the_suggestion_passes_and_a_good_colour_stays(colour, background):
    suggestion = nearest_passing(colour, [background], TEXT)
    assert ratio(suggestion, background) >= TEXT
    if ratio(colour, background) >= TEXT:
        assert suggestion == colour


def test_the_suggestion_keeps_the_hue_and_changes_no_more_than_needed():
    suggestion = nearest_passing("#ffcc00", ["#ffffff"], TEXT)
    assert suggestion == "#857000" or ratio(suggestion, "#ffffff") == pytest.approx(TEXT, abs=0.15)
    red, green, blue = bytes.fromhex(suggestion[1:])
    assert red > green > blue == 0


def test_mixing():
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#123456", "#ffffff", 0) == "#123456"


def test_the_house_has_enough_contrast_and_is_what_the_stylesheet_says():
    assert list(shortcomings(Style())) == []
    assert stylesheet(Style()) == ""
    css = (Path(__file__).parents[3] / "home/static/home/statement.css").read_text()
    light, dark = css.split("prefers-color-scheme: dark", 1)
    names = {
        "background": "--utrecht-document-background-color",
        "text": "--utrecht-document-color",
        "heading": "--utrecht-heading-color",
        "link": "--utrecht-link-color",
        "accent": "--statement-accent-color",
    }
    for house, text in ((LIGHT, light), (DARK, dark)):
        for name, token in names.items():
            written = re.search(rf"{token}: (#[0-9a-f]+);", text)[1]
            if len(written) == 4:
                written = "#" + "".join(digit * 2 for digit in written[1:])
            assert getattr(house, name) == written, (name, token)


def test_every_property_that_is_set_is_one_that_the_pages_use():
    css = (Path(__file__).parents[3] / "home/static/home/statement.css").read_text()
    own = stylesheet(Style(light=Colours(link="#004488"), font="serif"))
    for token in re.findall(r"^  (--[\w-]+):", own, re.MULTILINE):
        assert f"var({token})" in css, token


@given(readable_choices())
def test_what_passes_can_be_read_everywhere_on_the_page(chosen):
    style = Style(light=chosen)
    assert list(shortcomings(style)) == []
    for dark in (False, True):
        css = stylesheet(style).split("prefers-color-scheme: dark")[dark]
        token = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", css))
        page = token["--utrecht-document-background-color"]
        surface = token["--statement-surface-color"]
        focus = token["--utrecht-focus-background-color"]
        for name in ("document", "heading", "link", "link-visited"):
            assert passes(token[f"--utrecht-{name}-color"], [page, surface, focus], TEXT), name
        assert passes(token["--statement-quiet-color"], [page, surface], TEXT)
        assert passes(token["--statement-on-accent-color"], [token["--statement-accent-color"]], TEXT)
        assert passes(token["--utrecht-focus-outline-color"], [page, surface], 3)
        assert passes(token["--utrecht-form-control-border-color"], [page], 3)


def test_a_dark_colour_that_is_not_chosen_is_made_from_the_light_one():
    dark = colours_of(Style(light=Colours(link="#7a1fa2", accent="#ffcc00")), dark=True)
    assert dark.background == DARK.background
    assert dark.heading == DARK.heading
    assert dark.accent == "#ffcc00"
    assert dark.link != DARK.link
    assert ratio(dark.link, dark.background) == pytest.approx(TEXT, abs=0.2)
    chosen = colours_of(Style(light=Colours(link="#7a1fa2"), dark=Colours(link="#ffffff")), dark=True)
    assert chosen.link == "#ffffff"


def test_shortcomings_name_what_is_wrong():
    ((dark, pair),) = list(shortcomings(Style(light=Colours(link="#ffcc00"))))
    assert (dark, pair.front, pair.behind, pair.needed) == (False, "link", "background", TEXT)
    assert pair.measured == pytest.approx(1.5, abs=0.05)
    assert ratio(pair.suggestion, "#ffffff") >= TEXT


def test_colours_are_for_screens_and_fonts_for_paper_too():
    css = stylesheet(
        Style(
            light=Colours(text="#222222"),
            font="old_style",
            font_regular="/huisstijl/a.woff2",
            font_bold="/huisstijl/b.woff2",
        )
    )
    assert re.findall(r"@media [^{]+", css) == [
        "@media screen ",
        "@media screen and (prefers-color-scheme: dark) ",
    ]
    before = css.split("@media")[0]
    assert before.count("@font-face") == 2
    assert '--utrecht-document-font-family: "Huisstijl", "Iowan Old Style"' in before


def test_a_font_with_all_weights_needs_one_file():
    css = stylesheet(Style(font_regular="/a.woff2", font_bold="/b.woff2", font_is_variable=True))
    assert css.count("@font-face") == 1
    assert "font-weight: 100 900;" in css
