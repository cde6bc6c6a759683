"""What changed between two versions: nothing invented, nothing lost, always HTML that holds."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from home.comparison.differences import compare_html, compare_words
from home.comparison.sections import ADDED, CHANGED, REMOVED, RENUMBERED, UNCHANGED, compare
from home.text.plain import html_to_text
from home.text.rendering import Section

WORDS = ["wij", "delen", "gegevens", "alleen", "met", "u", "<b>", "&", "één", "termijn."]


def words(smallest: int = 1):
    return st.lists(st.sampled_from(WORDS), min_size=smallest, max_size=8).map(
        lambda chosen: " ".join(chosen).replace("&", "&amp;").replace("<", "&lt;")
    )


def inline():
    link = st.tuples(st.sampled_from(["https://a.nl/x", "/b/", "mailto:c@d.nl"]), words()).map(
        lambda one: f'<a href="{one[0]}">{one[1]}</a>'
    )
    bold = words().map(lambda one: f"<b>{one}</b>")
    return st.lists(st.one_of(words(), link, bold), min_size=1, max_size=4).map(" ".join)


def listing():
    item = st.tuples(inline(), st.lists(inline(), max_size=2)).map(
        lambda one: (
            f"<li>{one[0]}{'<ul>' + ''.join(f'<li>{sub}</li>' for sub in one[1]) + '</ul>' if one[1] else ''}</li>"
        )
    )
    return st.tuples(st.sampled_from(["ul", "ol"]), st.lists(item, min_size=1, max_size=4)).map(
        lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"
    )


def table():
    row = st.lists(inline(), min_size=1, max_size=3).map(
        lambda cells: f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    )
    return st.lists(row, min_size=1, max_size=3).map(
        lambda rows: f"<table><tbody>{''.join(rows)}</tbody></table>"
    )


def definitions():
    return st.lists(st.tuples(words(), inline()), min_size=1, max_size=3).map(
        lambda all_: f"<dl>{''.join(f'<dt>{term}</dt><dd>{text}</dd>' for term, text in all_)}</dl>"
    )


def fragments():
    block = st.one_of(inline().map(lambda one: f"<p>{one}</p>"), listing(), table(), definitions())
    return st.lists(block, max_size=5).map("\n".join)


def tree(html: str):
    return lxml_html.fragment_fromstring(html, create_parent="div")


def words_without(html: str, gone: Iterable[str]) -> str:
    """The words that stay when these elements, and what only a listener hears, are taken away."""
    root = tree(html)
    for element in root.xpath("//*[@class='visually-hidden' or @class='whole-label' or @class='address']"):
        element.drop_tree()
    for element in list(root.iter(*gone)):
        element.drop_tree()
    return "".join(root.text_content().split())


def plain(html: str) -> str:
    return "".join(tree(html).text_content().split())


class TestWords:
    @given(fragments(), fragments())
    def test_both_texts_can_be_read_back(self, old, new):
        html = compare_html(old, new)
        assert words_without(html, ["ins"]) == plain(old)
        assert words_without(html, ["del"]) == plain(new)

    @given(fragments())
    def test_a_text_is_the_same_as_itself(self, text):
        html = compare_html(text, text)
        assert "<ins" not in html and "<del" not in html
        assert html_to_text(html) == html_to_text(text)

    @given(fragments(), fragments())
    def test_marks_stand_where_html_allows_them(self, old, new):
        root = tree(compare_html(old, new))
        assert not root.xpath("//a//a | //p//p | //a//*[self::p or self::ul]")
        for mark in root.iter("ins", "del"):
            assert mark.getparent().tag not in ("ul", "ol", "dl", "table", "tbody", "tr")
            assert not list(mark.iterancestors("ins", "del"))
            assert not {child.tag for child in mark} & {"li", "dt", "dd", "tr", "td", "tbody"}
            if any(ancestor.tag == "p" for ancestor in mark.iterancestors()):
                assert not list(mark.iter("p", "ul", "ol", "table", "dl"))

    def test_a_changed_link_says_where_it_led_and_where_it_leads(self):
        html = compare_html(
            '<p>Zie <a href="https://oud.nl/">onze site</a>.</p>',
            '<p>Zie <a href="https://nieuw.nl/">onze site</a>.</p>',
        )
        old, new = tree(html).xpath("//del")[0], tree(html).xpath("//ins")[0]
        assert "link naar https://oud.nl/" in old.text_content()
        assert "link naar https://nieuw.nl/" in new.text_content()
        assert words_without(html, ["ins"]) == "Zieonzesite."

    def test_a_changed_mail_address_is_told_once(self):
        html = compare_html(
            '<p><a href="mailto:a@b.nl">a@b.nl</a></p>', '<p><a href="mailto:c@b.nl">c@b.nl</a></p>'
        )
        assert "link naar" not in html

    def test_listeners_hear_where_a_change_begins_and_ends(self):
        text = tree(
            compare_html("<p>Wij delen niets met u.</p>", "<p>Wij delen alles met u.</p>")
        ).text_content()
        assert " ".join(text.split()) == (
            "Wij delen verwijderd: niets einde verwijdering. toegevoegd: alles einde toevoeging. met u."
        )

    def test_a_row_that_came_leaves_the_others_alone(self):
        row = "<tr><td>Sollicitatie</td><td>vier weken</td></tr>"
        html = compare_html(
            f"<table>{row}</table>", f"<table>{row}<tr><td>Dossier</td><td>zes jaar</td></tr></table>"
        )
        assert words_without(html, ["ins"]) == "Sollicitatievierweken"
        assert html.count("<ins") == 2 and "<del" not in html

    @pytest.mark.parametrize(
        "html",
        [
            '<p><a href="javascript:alert(1)">x</a></p>',
            '<p onclick="x()" style="color:red" id="a">x</p>',
            "<script>x()</script><p>x</p>",
            "<p>&lt;script&gt;x&lt;/script&gt;</p>",
            '<p><a href="/?a=1&quot;onmouseover=&quot;x">x</a></p>',
        ],
    )
    def test_nothing_that_runs_comes_through(self, html):
        for written in (compare_html(html, ""), compare_html("", html), compare_html(html, html)):
            root = tree(written)
            assert not list(root.iter("script", "style"))
            allowed = {"class", "href"}
            assert {name for element in root.iter() for name in element.attrib} <= allowed
            assert "javascript:" not in written

    def test_headings_are_compared_as_words(self):
        html = compare_words("Met wie <wij> delen", "Met wie <u> deelt")
        assert words_without(html, ["ins"]) == "Metwie<wij>delen"
        assert words_without(html, ["del"]) == "Metwie<u>deelt"


def section(number, heading, text, *, anchor=""):
    return Section(
        number, anchor or heading.lower().replace(" ", "-") or "inleiding", heading, f"<p>{text}</p>", text
    )


LONG = "Wij bewaren uw gegevens zolang dat nodig is voor het doel waarvoor wij ze hebben gekregen."


class TestSections:
    def test_every_kind_of_change_in_the_order_of_the_new_version(self):
        old = [
            section(None, "", "Zo gaan wij om met gegevens."),
            section(1, "Doel", "Waarvoor wij gegevens gebruiken."),
            section(2, "Cookies", "Wij plaatsen cookies."),
            section(3, "Contact", "Bel ons."),
        ]
        new = [
            section(None, "", "Zo gaan wij om met gegevens."),
            section(1, "Doel", "Waarvoor wij uw gegevens gebruiken."),
            section(2, "Contact", "Bel ons."),
            section(3, "Rechten", "U mag uw gegevens inzien."),
        ]
        changes = compare(old, new)
        assert [(change.status, change.section.heading) for change in changes] == [
            (UNCHANGED, ""),
            (CHANGED, "Doel"),
            (REMOVED, "Cookies"),
            (RENUMBERED, "Contact"),
            (ADDED, "Rechten"),
        ]
        assert [change.old_number for change in changes] == [None, None, None, 3, None]

    def test_a_section_keeps_its_place_by_its_anchor_when_the_heading_changes(self):
        (change,) = compare(
            [section(1, "Bewaren", LONG, anchor="bewaren")], [section(1, "Hoe lang", LONG, anchor="bewaren")]
        )
        assert change.status == CHANGED
        assert "<del>" in change.heading and "<ins>" in change.heading
        assert "<ins" not in change.html

    def test_a_section_with_another_anchor_and_heading_is_found_by_its_words(self):
        (change,) = compare(
            [section(1, "Bewaren", LONG)], [section(1, "Hoe lang", LONG + " Daarna wissen wij ze.")]
        )
        assert change.status == CHANGED
        assert words_without(change.html, ["ins"]) == LONG.replace(" ", "")

    def test_sections_about_something_else_are_not_the_same(self):
        changes = compare(
            [section(1, "Bewaren", LONG)],
            [section(1, "Rechten", "U mag uw gegevens inzien en wij geven binnen vier weken antwoord.")],
        )
        assert [change.status for change in changes] == [REMOVED, ADDED]

    def test_what_vanished_at_the_start_stands_at_the_start(self):
        changes = compare(
            [section(1, "Weg", "Dit vervalt."), section(2, "Blijft", LONG)], [section(1, "Blijft", LONG)]
        )
        assert [change.status for change in changes] == [REMOVED, RENUMBERED]

    def test_other_markup_without_another_word_is_no_change(self):
        old, new = section(1, "Kop", LONG), section(1, "Kop", LONG)
        new = Section(1, new.anchor, new.heading, new.html.replace("gegevens", "<b>gegevens</b>"), new.text)
        assert [change.status for change in compare([old], [new])] == [UNCHANGED]

    def test_two_hundred_pages_compare_with_all_of_them_rewritten(self):
        def text(word):
            return "".join(
                f"<p>{word} {page} {LONG} {LONG.replace('wij', word)} {page * 7}</p>" for page in range(1000)
            )

        old = [Section(1, "a", "Alles", text("wij"), "x")]
        new = [Section(1, "a", "Alles", text("zij") + "<p>Nieuw slot.</p>", "x")]
        (change,) = compare(old, new)
        assert change.status == CHANGED and "Nieuw slot." in change.html

    @given(st.lists(fragments(), max_size=4), st.lists(fragments(), max_size=4))
    def test_no_section_of_either_is_lost(self, old, new):
        before = [Section(n, f"a{n}", f"Kop {n}", html, html_to_text(html)) for n, html in enumerate(old, 1)]
        after = [
            Section(n, f"a{n + 1}", f"Kop {n}", html, html_to_text(html)) for n, html in enumerate(new, 1)
        ]
        changes = compare(before, after)
        assert [change.new for change in changes if change.new] == after
        assert sorted(change.old.number for change in changes if change.old) == [one.number for one in before]
        for change in changes:
            assert words_without(change.html, ["ins"]) == plain(change.old.html if change.old else "")
            assert words_without(change.html, ["del"]) == plain(change.new.html if change.new else "")
        assert {change.status for change in compare(before, before)} <= {UNCHANGED}
