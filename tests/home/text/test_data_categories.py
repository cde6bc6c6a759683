"""A text that states which data a kind of recipient may get: for readers, for the register, and for who approves it."""

import json
from datetime import date

import pytest

from home.authorship.authors import authors_of
from home.authorship.seen import fingerprint, is_still, what_changed
from home.core.refusals import PublicationRefused
from home.editor.commitments_shown import commitments_shown
from home.versions.models import StatementVersion
from sharing import public
from tests.factories import DataCategoryFactory, as_operator
from tests.home.conftest import section
from tests.home.drafts import draft, stating

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 1)


@pytest.fixture(autouse=True)
def categories():
    DataCategoryFactory(code="naam", name="Naam en adres")
    DataCategoryFactory(code="cv", name="Werkervaring")
    return DataCategoryFactory(code="inkomen", name="Inkomen")


def rename(category, name: str) -> None:
    category.name = name
    with as_operator():
        category.save()


def test_readers_see_the_list_and_the_register_obeys_it(publish, client) -> None:
    version = publish(body=stating(partner=["naam", "cv"], client=["naam"]))
    assert version.text.endswith(
        "Niet meer dan dit:\n\nOpdrachtgever\nNaam en adres\nSamenwerkingspartner\nNaam en adres, Werkervaring\n"
    )
    promised = public.commitments_of(version.number)
    assert promised.data_categories == {"client": ("naam",), "partner": ("naam", "cv")}
    data = client.get("/privacyverklaring/versies/1.json").json()
    assert data["commitments"]["data_categories"] == {"client": ["naam"], "partner": ["naam", "cv"]}


def test_a_category_that_is_renamed_later_changes_no_version(publish, categories, client) -> None:
    version = publish(body=stating(partner=["inkomen"]))
    rename(categories, "Loon en uitkering")
    page = client.get(f"/privacyverklaring/versies/{version.number}/").content.decode()
    assert "Inkomen" in page and "Loon en uitkering" not in page


def test_a_text_that_states_none_has_no_such_promise(publish, client) -> None:
    publish()
    assert "data_categories" not in client.get("/privacyverklaring/versies/1.json").json()["commitments"]
    assert public.commitments_of(1).data_categories is None


def test_what_a_text_leaves_out_stays_and_what_it_empties_goes(publish) -> None:
    publish(date(2025, 1, 1), body=stating(partner=["naam"]))
    kept = publish(date(2025, 2, 1))
    assert kept.commitments["data_categories"] == {"partner": ["naam"]}
    emptied = publish(date(2025, 3, 1), body=stating(partner=[]))
    assert "data_categories" not in emptied.commitments


def test_a_file_is_a_whole(publish, statement_page) -> None:
    """What a file of commitments does not state about data, no earlier version states for it."""
    first = publish(date(2025, 1, 1), body=stating(partner=["naam"]))
    without = {name: value for name, value in first.commitments.items() if name != "data_categories"}
    assert publish(date(2025, 2, 1), commitments=without).commitments == without
    both = publish(date(2025, 3, 1), commitments=without, body=stating(client=["cv"]))
    assert both.commitments["data_categories"] == {"client": ["cv"]}


def test_a_category_that_is_gone_from_the_register_is_named(publish) -> None:
    with pytest.raises(PublicationRefused, match=r"data_categories\.partner.*“weg” is geen bekende code"):
        publish(body=stating(partner=["weg"]))
    assert not StatementVersion.objects.exists()


class TestFourEyes:
    def test_who_chooses_another_category_is_an_author(self, publish, editor, lawyer) -> None:
        publish(DAY, body=stating(partner=["naam"]))
        assert authors_of(draft(lawyer, stating(partner=["naam", "cv"]))) == [lawyer]

    def test_who_stores_the_same_is_none_and_a_new_name_is_nobodys_word(
        self, publish, lawyer, categories
    ) -> None:
        publish(DAY, body=stating(partner=["inkomen"]))
        rename(categories, "Loon")
        assert authors_of(draft(lawyer, stating(partner=["inkomen"], client=[]))) == []

    def test_an_approval_is_of_the_categories_on_the_screen(self, editor) -> None:
        page = draft(editor, stating(partner=["naam"])).as_object()
        seen = fingerprint(page, on=DAY)
        other = draft(editor, stating(partner=["naam", "cv"])).as_object()
        assert is_still(page, seen, on=DAY) and not is_still(other, seen, on=DAY)
        assert "paragraaf “Delen”" in what_changed(other, seen, on=DAY)

    def test_an_approval_covers_a_value_that_no_word_of_the_text_shows(self, editor) -> None:
        def term(weeks: int) -> list[dict]:
            value = {"text": "<p>Snel.</p>", "response_weeks": weeks, "extension_months": 1}
            return [section("Rechten", {"type": "response_term", "value": value}, anchor="rechten")]

        seen = fingerprint(draft(editor, term(4)).as_object(), on=DAY)
        later = draft(editor, term(6)).as_object()
        assert not is_still(later, seen, on=DAY)
        assert what_changed(later, seen, on=DAY) == "wat het register bij een toezegging doet"

    def test_an_approval_of_before_values_were_covered_still_counts(self, editor, monkeypatch) -> None:
        page = draft(editor, stating(partner=["naam"])).as_object()
        from home.authorship import seen as module

        now = module._parts
        with monkeypatch.context() as past:
            past.setattr(
                module, "_parts", lambda *a, **k: {n: p for n, p in now(*a, **k).items() if n != "promises"}
            )
            before = fingerprint(page, on=DAY)
        assert is_still(page, before, on=DAY)
        other = draft(editor, stating(partner=["cv"])).as_object()
        assert not is_still(other, before, on=DAY)


class TestEditor:
    def test_what_the_register_does_with_it(self, statement_page) -> None:
        statement_page.body = json.dumps(stating(partner=["naam", "cv"], client=["inkomen"]))
        [shown] = [
            one for one in commitments_shown(statement_page)["commitments"] if "gegevens wie" in one.label
        ]
        assert shown.source == "1. Delen"
        assert shown.sentence == (
            "Een opdrachtgever krijgt alleen: Inkomen. Een samenwerkingspartner krijgt alleen: Naam en adres en "
            "Werkervaring. Het register houdt een verstrekking met meer gegevens tegen. Voor een verwerker, autoriteit "
            "of andere derde noemt de verklaring geen gegevens."
        )

    def test_without_it(self, statement_page) -> None:
        [shown] = [
            one for one in commitments_shown(statement_page)["commitments"] if "gegevens wie" in one.label
        ]
        assert shown.source == "staat niet in de tekst"
        assert "noemt niet welke gegevens" in shown.sentence
