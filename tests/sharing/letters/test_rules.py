"""What the text of a letter may name, and how it is filled in."""

import tomllib

import pytest

from sharing.letters.choices import LetterKind, LetterLanguage
from sharing.letters.rules import errors_in, filled, named_in, parts_of, without_value
from sharing.letters.starting import DATA

REFUSAL = "{{reden}} {{grond}} {{naar_ap_en_rechter}}"


def messages(kind: str, body: str, title: str = "Titel") -> list[str]:
    return [f"{error.field}: {error.message}" for error in errors_in(kind, title=title, body=body)]


class TestFields:
    def test_an_unknown_one_is_named_with_those_that_there_are(self):
        (found,) = messages("receipt", "Beste {{naam}}")
        assert found.startswith("body: “{{naam}}” is geen veld van deze brief.")
        assert "{{ontvangen_op}}" in found
        assert "{{contact}}" in found

    def test_in_the_title_as_well(self):
        assert messages("receipt", "Tekst", "Verzoek {{nummer}}")[0].startswith("title: “{{nummer}}”")

    @pytest.mark.parametrize(
        "body", ["Op {{ontvangen_op", "Op ontvangen_op}}", "{{{datum}}}", "{{ datum }} }}"]
    )
    def test_one_that_is_not_whole_is_told(self, body):
        assert any("begint met {{" in one for one in messages("receipt", body))

    def test_white_space_in_it_is_nothing(self):
        assert messages("receipt", "Op {{ ontvangen_op }}") == []

    @pytest.mark.parametrize("name", ["reden", "grond", "naar_ap_en_rechter"])
    def test_what_the_law_asks_of_a_refusal_cannot_be_left_out(self, name):
        (found,) = messages("refusal", REFUSAL.replace(f"{{{{{name}}}}}", ""))
        assert f"hoort “{{{{{name}}}}}” te staan" in found

    def test_of_a_breach_it_is_told_where_to_ask_more(self):
        body = "{{wat_er_gebeurde}} {{gegevens}} {{gevolgen}} {{maatregelen}}"
        assert "waar men meer kan vragen" in messages("breach", body)[0]
        assert messages("breach", f"{body} {{{{contact}}}}") == []

    def test_nothing_at_all_is_refused(self):
        assert messages("receipt", " ", " ") == ["title: Vul dit in.", "body: Vul dit in."]

    def test_each_is_named_once(self):
        assert named_in("{{b}} {{a}} {{ b }}") == ["b", "a"]


class TestFilling:
    def test_what_is_filled_in_is_never_read_as_a_field_or_a_mark(self):
        (part,) = parts_of("{{reden}}", {"reden": "## {{datum}}"})
        assert (part.kind, part.lines) == ("paragraph", ("## {{datum}}",))

    def test_headings_lists_and_paragraphs(self):
        body = "Beste\nlezer,\r\n\r\n## Kop\n- een\n- {{a}}\nslot"
        assert [(one.kind, one.lines) for one in parts_of(body, {"a": "twee"})] == [
            ("paragraph", ("Beste", "lezer,")),
            ("heading", ("Kop",)),
            ("list", ("een", "twee")),
            ("paragraph", ("slot",)),
        ]

    def test_what_is_not_known_is_named(self):
        assert without_value({"a": "{{x}} {{y}}"}, {"x": "1", "y": " "}) == ["y"]
        assert filled("{{x}}!", {"x": " 1 "}) == "1!"


@pytest.mark.parametrize("language", LetterLanguage)
@pytest.mark.parametrize("kind", LetterKind)
def test_our_own_texts_say_what_they_have_to(kind, language):
    text = tomllib.loads((DATA / f"{language}.toml").read_text(encoding="utf-8"))[kind]
    assert errors_in(kind, title=text["title"], body=text["body"]) == []
