"""Two editors in one text: what one of them changed is kept, and what both changed is a choice per paragraph."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from lxml import html

from home.editor.merging import Part
from home.editor.saying import words_of, words_of_field
from home.models import StatementPage
from home.reusable.models import ReusableText
from home.versions.choices import Kind
from tests import factories as make
from tests.home.drafts import FIRST, draft, text, the_page
from tests.home.editor.test_admin import edit, form  # noqa: F401  a fixture
from tests.patience import PATIENCE, somebody_waits_for_us, until

pytestmark = pytest.mark.django_db
SECTION, ONE, TWO = "sectie", "eerste", "tweede"


def body(one: str, two: str, *, heading: str = "Delen", order: tuple[str, str] = (ONE, TWO)) -> list[dict]:
    """A section of two paragraphs, either of which may be left out."""
    words = {ONE: one, TWO: two}
    blocks = [
        {"type": "paragraph", "value": f"<p>{words[key]}</p>", "id": key} for key in order if words[key]
    ]
    return [
        {"type": "section", "id": SECTION, "value": {"heading": heading, "anchor": "delen", "body": blocks}}
    ]


def typed(
    one: str, two: str, *, heading: str = "Delen", order: tuple[str, str] = (ONE, TWO), **fields: Any
) -> dict:
    """What the browser sends of it."""
    words = {ONE: one, TWO: two}
    sent = form(**fields)
    for name in [name for name in sent if name.startswith("body-")]:
        del sent[name]
    keys = [key for key in order if words[key]]
    sent |= {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "section",
        "body-0-id": SECTION,
        "body-0-value-heading": heading,
        "body-0-value-anchor": "delen",
        "body-0-value-body-count": str(len(keys)),
    }
    for place, key in enumerate(keys):
        there = f"body-0-value-body-{place}"
        words_of = form(words[key])["body-0-value-body-0-value"]
        sent |= {
            f"{there}-deleted": "",
            f"{there}-order": str(place),
            f"{there}-type": "paragraph",
            f"{there}-id": key,
            f"{there}-value": words_of,
        }
    return sent


def hidden(page: str) -> dict[str, list[str]]:
    """What the form on the page carries of the merge."""
    tree = html.document_fromstring(page)
    found: dict[str, list[str]] = {}
    for one in tree.xpath(
        "//input[@type='hidden'][starts-with(@name, 'merge-') or starts-with(@name, 'loaded_')]"
    ):
        found.setdefault(one.get("name"), []).append(one.get("value"))
    return found


@pytest.fixture
def opened(statement_page, editor):
    return draft(editor, body("Een.", "Twee."))


@pytest.fixture
def carried(client, opened, lawyer):
    """What the form of the lawyer carries, opened before anybody changed anything."""
    client.force_login(lawyer)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[the_page().pk])).content.decode()
    return hidden(page)


def stored() -> list[str]:
    latest = the_page().get_latest_revision_as_object()
    return [block.value.source for section in latest.body for block in section.value["body"]]


def words() -> str:
    return " ".join(stored())


def test_what_each_changed_is_kept(edit, carried, editor, lawyer):  # noqa: F811
    draft(editor, body("Van de redacteur.", "Twee."))
    page = edit(lawyer, {**typed("Een.", "Van de juriste."), **carried}).content.decode()
    assert "Van de redacteur." in words()
    assert "Van de juriste." in words()
    assert "Schrijver heeft deze tekst bewaard terwijl u schreef" in page
    assert "“Delen”, deel 1" in page


@pytest.mark.django_db(transaction=True)
def test_a_save_waits_until_the_one_before_is_stored(client, carried, editor, lawyer):
    client.force_login(lawyer)
    sent = {**typed("Een.", "Van de juriste."), **carried}

    def save() -> None:
        try:
            client.post(reverse("wagtailadmin_pages:edit", args=[the_page().pk]), sent)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            draft(editor, body("Van de redacteur.", "Twee."))  # and not committed yet
            second = pool.submit(save)
            until(lambda: second.done() or somebody_waits_for_us(), "de tweede wacht op de eerste")
            assert not second.done()
        second.result(PATIENCE)
    assert "Van de redacteur." in words()
    assert "Van de juriste." in words()


def test_title_and_paragraph_of_two_people(edit, carried, editor, lawyer):  # noqa: F811
    draft(editor, body("Een.", "Twee."), title="Titel van de redacteur")
    edit(lawyer, {**typed("Een.", "Van de juriste."), **carried})
    latest = the_page().get_latest_revision_as_object()
    assert (latest.title, "Van de juriste." in words()) == ("Titel van de redacteur", True)


@pytest.mark.parametrize("action", [{}, {"action-submit": "1"}, {"action-publish": "1"}])
def test_what_both_changed_is_asked_and_nothing_is_stored(edit, carried, editor, lawyer, action):  # noqa: F811
    draft(editor, body("Van de redacteur.", "Twee."))
    page = edit(lawyer, {**typed("Van de juriste.", "Twee."), **carried, **action}).content.decode()
    assert "Schrijver heeft deze tekst bewaard terwijl u schreef" in page
    assert "Wat geldt er?" in page
    assert "Alinea: Van de juriste." in page
    assert "Alinea: Van de redacteur." in page
    assert f'href="/beheer/pages/{the_page().pk}/revisions/compare/' in page
    assert "Van de redacteur." in words()
    assert "Van de juriste." not in words()


@pytest.mark.parametrize(("choice", "one"), [("mine", "Van de juriste."), ("theirs", "Van de redacteur.")])
def test_the_choice_is_stored_and_the_other_text_stays_in_the_history(
    edit,  # noqa: F811
    carried,
    editor,
    lawyer,
    choice,
    one,
):
    other = draft(editor, body("Van de redacteur.", "Twee."))
    mine = typed("Van de juriste.", "Ook van de juriste.")
    again = hidden(edit(lawyer, {**mine, **carried}).content.decode())
    assert again["merge-asked"] == [f"b:{ONE}|text"]
    edit(lawyer, {**mine, **again, f"merge-choice-b:{ONE}|text": choice})
    assert one in words()
    assert "Ook van de juriste." in words()
    assert len(stored()) == 2
    assert the_page().revisions.filter(pk=other.pk).exists()


def test_saving_again_is_no_choice(edit, carried, editor, lawyer):  # noqa: F811
    draft(editor, body("Van de redacteur.", "Twee."))
    mine, again = typed("Van de juriste.", "Twee."), carried
    for _time in range(3):
        page = edit(lawyer, {**mine, **again}).content.decode()
        assert "Alinea: Van de redacteur." in page
        again = hidden(page)
    assert "Van de juriste." not in words()


def test_a_third_change_is_asked_again(edit, carried, editor, lawyer):  # noqa: F811
    draft(editor, body("Van de redacteur.", "Twee."))
    mine = typed("Van de juriste.", "Twee.")
    again = hidden(edit(lawyer, {**mine, **carried}).content.decode())
    draft(editor, body("Nog eens van de redacteur.", "Twee."))
    chosen = {f"merge-choice-b:{ONE}|text": "mine"}
    last = hidden(edit(lawyer, {**mine, **again, **chosen}).content.decode())
    assert "Nog eens van de redacteur." in words()
    edit(lawyer, {**mine, **last, **chosen})
    assert "Van de juriste." in words()


@pytest.mark.parametrize(("choice", "there"), [("mine", False), ("theirs", True)])
def test_a_paragraph_that_i_removed_and_they_changed(edit, carried, editor, lawyer, choice, there):  # noqa: F811
    draft(editor, body("Van de redacteur.", "Twee."))
    again = hidden(edit(lawyer, {**typed("", "Twee."), **carried}).content.decode())
    assert "Van de redacteur." in words()
    shown = typed("Van de redacteur.", "Twee.")
    edit(lawyer, {**shown, **again, f"merge-choice-b:{ONE}|": choice})
    assert ("Van de redacteur." in words()) == there


@pytest.mark.parametrize(("choice", "there"), [("mine", True), ("theirs", False)])
def test_a_paragraph_that_they_removed_and_i_changed(edit, carried, editor, lawyer, choice, there):  # noqa: F811
    draft(editor, body("", "Twee."))
    mine = typed("Van de juriste.", "Twee.")
    again = hidden(edit(lawyer, {**mine, **carried}).content.decode())
    assert "Van de juriste." not in words()
    edit(lawyer, {**mine, **again, f"merge-choice-b:{ONE}|": choice})
    assert ("Van de juriste." in words()) == there


def test_the_order_of_who_moved_something_counts(edit, carried, editor, lawyer):  # noqa: F811
    draft(editor, body("Een.", "Twee.", order=(TWO, ONE)))
    edit(lawyer, {**typed("Van de juriste.", "Twee."), **carried})
    assert ["Twee" in one for one in stored()] == [True, False]
    assert "Van de juriste." in words()


def test_first_what_is_wrong_in_the_form_then_the_merge(edit, carried, editor, lawyer):  # noqa: F811
    draft(editor, body("Van de redacteur.", "Twee."))
    wrong = {**typed("Een.", "Van de juriste.", effective_from="gisteren"), **carried}
    again = hidden(edit(lawyer, wrong).content.decode())
    assert again["merge-base"] == carried["merge-base"]
    edit(lawyer, {**typed("Een.", "Van de juriste."), **again})
    assert "Van de redacteur." in words()
    assert "Van de juriste." in words()


def test_an_earlier_text_that_is_put_back_counts_as_a_change(client, edit, opened, editor, lawyer):  # noqa: F811
    draft(editor, body("Later.", "Twee."))
    client.force_login(lawyer)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[the_page().pk, opened.pk])
    carried = hidden(client.get(address).content.decode())
    edit(lawyer, {**typed("Een.", "Twee."), **carried})
    assert "Een." in words()


def test_a_form_that_carries_nothing_is_asked_about_what_differs(edit, opened, editor, lawyer):  # noqa: F811
    draft(editor, body("Van de redacteur.", "Twee."))
    loaded = {
        "loaded_revision_id": str(opened.pk),
        "loaded_revision_created_at": opened.created_at.isoformat(),
    }
    page = edit(lawyer, {**typed("Van de juriste.", "Twee."), **loaded}).content.decode()
    assert "Wat geldt er?" in page
    assert "Van de redacteur." in words()


def started_from(revision) -> dict:
    """What the form remembers of the draft that it was opened with."""
    return {
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }


def test_a_draft_that_autosave_wrote_over_is_noticed(edit, carried, opened, editor, lawyer):  # noqa: F811
    page = the_page().get_latest_revision_as_object()
    page.title = "Andere titel"
    page.save_revision(user=editor, overwrite_revision=opened)
    edit(lawyer, {**typed("Een.", "Van de juriste."), **carried})
    assert the_page().get_latest_revision_as_object().title == "Andere titel"
    assert "Van de juriste." in words()


def test_what_ones_own_autosave_stored_is_no_overlap(edit, opened, editor):  # noqa: F811
    draft(editor, body("Vanzelf bewaard.", "Twee."))
    page = edit(editor, {**typed("Zelf bewaard.", "Twee."), **started_from(opened)}).content.decode()
    assert "Wat geldt er?" not in page
    assert "Zelf bewaard." in words()


def test_who_is_alone_is_not_bothered(edit, carried, lawyer):  # noqa: F811
    edit(lawyer, {**typed("Alleen ik.", "Twee."), **carried})
    assert "Alleen ik." in words()


def test_a_preview_goes_on_working(client, opened, editor, lawyer):
    draft(lawyer, text("Later."))
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[the_page().pk])
    assert client.post(address, {**form("Mijn tekst."), **started_from(opened)}).json()["is_valid"]


class TestAutosave:
    @pytest.fixture
    def opened(self, statement_page, editor):
        return draft(editor, FIRST)

    def test_what_it_stored_is_what_the_form_starts_from_then(self, client, edit, opened, editor, lawyer):  # noqa: F811
        opened = draft(editor, body("Een.", "Twee."))
        client.force_login(editor)
        address = reverse("wagtailadmin_pages:edit", args=[the_page().pk])
        sent = {**typed("Getypt.", "Twee."), **started_from(opened)}
        answer = client.post(address, sent, headers={"accept": "application/json"}).json()
        carried = {"merge-base": answer["field_updates"]["merge-base"]}
        draft(lawyer, body("Getypt.", "Van de juriste."))
        edit(editor, {**typed("Verder getypt.", "Twee."), **started_from(opened), **carried})
        assert "Verder getypt." in words()
        assert "Van de juriste." in words()

    def save(self, client, user, data, words="Getypt."):
        client.force_login(user)
        address = reverse("wagtailadmin_pages:edit", args=[the_page().pk])
        return client.post(address, {**form(words), **data}, headers={"accept": "application/json"})

    def test_one_sitting_is_one_draft(self, client, opened, editor):
        count = the_page().revisions.count()
        answer = self.save(client, editor, started_from(opened)).json()
        for at in range(4):
            sent = {**started_from(opened), "overwrite_revision_id": str(answer["revision_id"])}
            answer = self.save(client, editor, sent, f"Getypt {at}.").json()
            assert answer["success"], answer
        assert the_page().revisions.count() == count + 1
        assert "Getypt 3." in words()

    def test_the_second_of_two_is_refused(self, client, opened, editor, lawyer):
        draft(lawyer, text("Van een ander."))
        answer = self.save(client, editor, started_from(opened))
        assert answer.json()["error_code"] == "invalid_revision"
        assert "Van een ander." in words()

    def test_a_text_under_review_is_closed_to_its_writer(self, client, opened, editor, lawyer, legal_review):
        the_page().get_workflow().start(the_page(), editor)
        answer = self.save(client, editor, {"overwrite_revision_id": str(opened.pk)})
        assert answer.json()["error_code"] == "locked"
        assert "Wij delen niets." in words()

    def test_what_was_judged_or_published_is_not_written_over(self, client, publish, editor):
        publish(body=FIRST)
        published = the_page().live_revision
        answer = self.save(client, editor, {"overwrite_revision_id": str(published.pk)}).json()
        assert answer["revision_id"] != published.pk
        published.refresh_from_db()
        assert "Wij delen niets." in published.content["body"]


def test_what_stands_beside_the_text_is_asked_in_words(edit, carried, editor, lawyer):  # noqa: F811
    draft(editor, body("Een.", "Twee."), effective_from=date(2037, 5, 1), announce_from=date(2037, 3, 31))
    sent = typed("Een.", "Twee.", effective_from="1 april 2037", announce_from="2-3-2037")
    page = html.document_fromstring(edit(lawyer, {**sent, **carried}).content.decode())
    asked = {
        one.findtext("legend").partition(" –")[0].strip(): one
        for one in page.find_class("home-merge")[0].iter("fieldset")
    }
    told = {name: [b.text for b in one.iter("b")] for name, one in asked.items()}
    assert told["ingangsdatum"] == ["1 april 2037", "1 mei 2037"]
    assert told["aankondigen vanaf"] == ["2 maart 2037", "31 maart 2037"]
    for name in ("effective_from", "announce_from"):
        assert page.get_element_by_id(f"id_{name}") is not None
        assert f"#id_{name}" in [link.get("href") for one in asked.values() for link in one.iter("a")]


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (
            "response_term",
            {"text": "<p>Snel.</p>", "response_weeks": 5, "extension_months": 2},
            "Toezegging: antwoordtermijn: Snel.; Antwoord binnen (weken): 5; Verlenging (maanden): 2",
        ),
        (
            "transfer_policy",
            {"text": "<p>Niet.</p>", "transfer_policy": "adequate_countries"},
            "Toezegging: doorgifte buiten de EER: Niet.; Doorgifte buiten de EER: "
            "Ook naar landen met een adequaatheidsbesluit",
        ),
        (
            "identity_check",
            {"text": "<p>Eerst.</p>", "identity_check": False},
            "Toezegging: controle van de identiteit: Eerst.; Wij controleren de identiteit: nee",
        ),
        (
            "capacities",
            {"text": "<p>Deze.</p>", "capacities": ["client", "processor"]},
            "Toezegging: wie gegevens mag ontvangen: Deze.; Mogen gegevens ontvangen: Opdrachtgever, Verwerker",
        ),
        (
            "data_categories",
            {"text": "<p>Dit.</p>", "data_categories": {"client": ["bsn"], "other": []}},
            "Toezegging: welke gegevens wie mag krijgen: Dit.; Gegevens die een ontvanger mag krijgen: "
            "Opdrachtgever: Burgerservicenummer",
        ),
        (
            "definitions",
            [{"type": "item", "id": "x", "value": {"term": "AVG", "text": "<p>De wet.</p>"}}],
            "Begrippen: Begrip: AVG; De wet.",
        ),
        (
            "table",
            {
                "columns": [{"type": "text", "heading": "Wat"}, {"type": "rich", "heading": "Hoe lang"}],
                "rows": [{"values": ["Loon", "<p>Zeven <b>jaar</b></p>"]}],
                "caption": "Termijnen",
            },
            "Tabel: Termijnen; Wat, Hoe lang; Loon, Zeven jaar",
        ),
        ("recipients", {"with_names": True}, "Ontvangers per hoedanigheid: Met namen: ja"),
    ],
)
def test_a_block_is_told_as_people_read_it(kind, value, told):
    make.DataCategoryFactory(code="bsn", name="Burgerservicenummer")
    assert words_of("text", Part("", {"type": kind, "value": value, "id": "1"})) == told


def test_a_choice_beside_the_text_is_told_by_its_words():
    assert words_of_field(StatementPage._meta.get_field("kind"), Kind.EDITORIAL.value) == Kind.EDITORIAL.label


def test_a_reusable_text_is_told_by_its_name():
    chosen = ReusableText.objects.create(title="Klacht indienen", body="<p>Zo.</p>")
    part = Part("", {"type": "reusable", "value": chosen.pk, "id": "1"})
    assert words_of("text", part) == "Vaste tekst: Klacht indienen"
