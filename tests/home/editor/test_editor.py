"""The editor's form: anchors, what a block means, what the checker looks at, and figures of the text."""

import json
from datetime import date

import pytest
from django.test import override_settings
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.editor.checker import StatementChecker
from home.editor.commitments_shown import commitments_shown
from home.models import StatementPage
from home.text.anchors import fill_anchors
from home.text.rendering import measure, render_sections
from sharing.roles import AUDITOR, EDITOR, LAWYER, ensure_roles
from tests import factories
from tests.home.conftest import BODY, paragraph, section
from tests.home.editor.test_admin import form


def note(client, kind: str, **values):
    return client.get(reverse("home_block_note", args=[kind]), values)


@pytest.fixture
def as_role(client, statement_page):
    def as_role(role: str):
        ensure_roles(page=statement_page.get_parent())
        client.force_login(factories.UserFactory(role=role))
        return client

    return as_role


class TestAnchors:
    """A section keeps its address whatever happens to its heading, its place or its copies."""

    @pytest.fixture
    def save(self, statement_page, editor):
        def save(*sections: dict) -> dict[str, str]:
            page = StatementPage.objects.get(pk=statement_page.pk).get_latest_revision_as_object()
            page.body = json.dumps(list(sections))
            page.save_revision(user=editor)
            return [(one.value["heading"], one.value["anchor"]) for one in page.body]

        return save

    def part(self, key: str, heading: str, anchor: str = "") -> dict:
        return section(heading, paragraph("x"), anchor=anchor) | {"id": key}

    def test_another_heading(self, save):
        save(self.part("a", "Oude kop"))
        assert save(self.part("a", "Nieuwe kop", "oude-kop")) == [("Nieuwe kop", "oude-kop")]

    def test_another_place(self, save):
        save(self.part("a", "Een"), self.part("b", "Twee"))
        assert save(self.part("b", "Twee", "twee"), self.part("a", "Een", "een")) == [
            ("Twee", "twee"),
            ("Een", "een"),
        ]

    def test_a_copy_gets_its_own_wherever_it_stands(self, save):
        save(self.part("a", "Kop"))
        original, copy = self.part("a", "Kop", "kop"), self.part("kopie", "Kop", "kop")
        assert save(original, copy) == [("Kop", "kop"), ("Kop", "kop-2")]
        save(original)
        assert save(copy, original) == [("Kop", "kop-2"), ("Kop", "kop")]

    def test_removed_and_written_again(self, save):
        save(self.part("a", "Kop"), self.part("b", "Rest"))
        save(self.part("b", "Rest", "rest"))
        assert save(self.part("b", "Rest", "rest"), self.part("c", "Kop")) == [
            ("Rest", "rest"),
            ("Kop", "kop"),
        ]

    def test_emptied_it_is_made_from_the_heading_again(self, save):
        save(self.part("a", "Oude kop"))
        assert save(self.part("a", "Nieuwe kop")) == [("Nieuwe kop", "nieuwe-kop")]

    def test_a_new_section_never_takes_the_address_of_one_below_it(self, save):
        save(self.part("a", "Kop"))
        assert save(self.part("nieuw", "Kop"), self.part("a", "Anders", "kop")) == [
            ("Kop", "kop-2"),
            ("Anders", "kop"),
        ]

    def test_two_openings_and_odd_headings(self, statement_page):
        page = StatementPage(body=json.dumps([section(""), section("???"), section("???")]))
        fill_anchors(page.body)
        assert [one.value["anchor"] for one in page.body] == ["inleiding", "paragraaf", "paragraaf-2"]


class TestBlockNotes:
    def test_the_sentence_is_of_the_chosen_value(self, as_role):
        client = as_role(EDITOR)
        strict = note(client, "transfer_policy", **{"b-transfer_policy": "legal_obligation_only"}).json()
        wide = note(client, "transfer_policy", **{"b-transfer_policy": "adequate_countries"}).json()
        assert "alleen toe als een wettelijke verplichting" in strict["html"]
        assert "ook toe als er die dag een adequaatheidsbesluit" in wide["html"]

    @pytest.mark.parametrize(
        ("kind", "values", "words"),
        [
            ("response_term", {"b-response_weeks": "3", "b-extension_months": "1"}, "binnen 3 weken"),
            ("response_term", {"b-response_weeks": "", "b-extension_months": ""}, "Kies of vul iets in"),
            (
                "response_term",
                {"b-response_weeks": "", "b-extension_months": "x"},
                "Verlenging (maanden): “x” is geen heel getal. Typ alleen de cijfers",
            ),
            (
                "response_term",
                {"b-response_weeks": "500", "b-extension_months": "2"},
                "Antwoord binnen (weken): 500 is te hoog. Vul",
            ),
            ("transfer_policy", {"b-transfer_policy": "onbekend"}, "Doorgifte buiten de EER: "),
            ("capacities", {"b-capacities": ["client", "processor"]}, "als opdrachtgever of verwerker"),
            ("capacities", {}, "Er is niets aangevinkt"),
            ("identity_check", {"b-identity_check": "on"}, "eerst de identiteit controleren"),
            ("identity_check", {}, "niet beloven"),
            ("consent_for_all_else", {}, "geen toestemming"),
        ],
    )
    def test_what_the_form_sends_is_understood(self, as_role, kind, values, words):
        assert words in note(as_role(EDITOR), kind, **values).json()["html"]

    def test_data_per_capacity_comes_from_the_register(self, as_role):
        factories.DataCategoryFactory(code="cv", name="Werkervaring")
        client = as_role(EDITOR)
        answer = note(client, "data_categories", **{"b-data_categories-partner": ["cv"]}).json()["html"]
        assert "Een samenwerkingspartner krijgt alleen: Werkervaring." in answer
        assert "noemt niet welke gegevens" in note(client, "data_categories").json()["html"]

    def test_purposes_come_from_the_register(self, as_role):
        factories.PurposeFactory(code="werk", description="Werk")
        factories.PurposeFactory(code="beheer", description="Beheer")
        answer = note(as_role(EDITOR), "purposes", **{"b-purposes": ["werk"]}).json()["html"]
        assert "tegen voor “Beheer”" in answer

    def test_a_table_says_beside_each_cell_what_it_is_about_for_where_it_stacks(self, as_role):
        factories.RetentionTermFactory()
        shown = note(as_role(EDITOR), "retention_terms").json()["html"]
        assert 'data-label="Termijn"' in shown

    def test_facts_are_shown_as_they_are_today(self, as_role):
        factories.PartyCapacityFactory(party__name="Gemeente <Proef>")
        client = as_role(EDITOR)
        assert "Gemeente" not in note(client, "recipients").json()["html"]
        assert "Gemeente &lt;Proef&gt;" in note(client, "recipients", **{"b-with_names": "on"}).json()["html"]

    @pytest.mark.parametrize(
        ("kind", "words"),
        [
            ("recipients", "Op dit moment delen wij met niemand"),
            ("purposes_tree", "voor geen enkel doeleinde"),
            ("transfers", "geven wij geen persoonsgegevens door"),
            ("processors", "schakelen wij geen verwerkers in"),
            ("retention_terms", "geen bewaartermijnen in ons register"),
        ],
    )
    def test_an_empty_register_is_said_in_words(self, as_role, kind, words):
        assert words in note(as_role(EDITOR), kind).json()["html"]

    def test_the_way_to_the_list_is_only_shown_to_who_may_go_there(self, as_role):
        assert "href" not in note(as_role(EDITOR), "retention_terms").json()["html"]
        assert "/beheer/bewaartermijnen/" in note(as_role(LAWYER), "retention_terms").json()["html"]

    @pytest.mark.parametrize("kind", ["paragraph", "contact", "bestaat-niet"])
    def test_other_blocks_have_no_note(self, as_role, kind):
        assert note(as_role(EDITOR), kind).status_code == 404

    def test_who_does_not_write_the_statement_hears_nothing(self, as_role, client):
        answer = note(as_role(AUDITOR), "recipients", **{"b-with_names": "on"})
        assert answer.status_code in (302, 403)
        client.logout()
        assert note(client, "recipients").status_code == 302


class TestCommitmentsPanel:
    def test_each_promise_with_its_place_and_what_the_register_does(self, statement_page, publish):
        term = {
            "type": "response_term",
            "value": {"text": "<p>x</p>", "response_weeks": 3, "extension_months": 0},
        }
        publish(body=[*BODY, section("Termijn", term)])
        page = StatementPage.objects.get(pk=statement_page.pk)
        page.body = json.dumps([section("Nieuw", term)])
        shown = {one.label: one for one in commitments_shown(page)["commitments"]}
        assert shown["Antwoordtermijn"].source == "1. Nieuw"
        assert "binnen 3 weken, zonder verlenging" in shown["Antwoordtermijn"].sentence
        assert "blijft zoals in versie 1" in shown["Doorgifte buiten de EER"].source
        assert len(shown) == 8

    def test_without_a_version_the_strictest_hold(self, statement_page):
        shown = commitments_shown(StatementPage.objects.get(pk=statement_page.pk))["commitments"]
        made = [one for one in shown if one.source != "staat niet in de tekst"]
        assert len(made) == 7 and all("de strengste keuze geldt" in one.source for one in made)

    def test_what_cannot_be_read_is_said(self, client, statement_page, editor):
        StatementPage.objects.update(commitments={"response_weeks": "vier"})
        client.force_login(editor)
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[statement_page.pk])).content.decode()
        assert "De toezeggingen kloppen niet." in shown

    def test_promises_from_a_file_are_named(self, statement_page):
        StatementPage.objects.update(commitments={"response_weeks": 3})
        shown = commitments_shown(StatementPage.objects.get(pk=statement_page.pk))["commitments"]
        assert [one.label for one in shown if "ingelezen bestand" in one.source] == ["Antwoordtermijn"]


class TestPreview:
    @pytest.fixture
    def preview(self, client, statement_page, editor):
        """The preview as the panel beside the form asks for it."""
        client.force_login(editor)
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[statement_page.pk])

        def preview(data: dict | None = None, **query):
            client.post(address, data or form("Eén zin met zeven woorden erin hier."))
            return client.get(address, query)

        return preview

    def test_the_checker_may_run_there_and_nothing_of_others(self, preview):
        answer = preview(in_preview_panel="true")
        policy = answer["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "unsafe" not in policy
        assert "wagtail-userbar" in answer.content.decode()

    def test_outside_the_panel_no_script_runs(self, preview):
        answer = preview()
        assert "script-src" not in answer["Content-Security-Policy"]
        assert "<script" not in answer.content.decode()

    def test_readers_get_no_script(self, client, publish, editor):
        publish()
        client.force_login(editor)
        for address in ("/", "/privacyverklaring/"):
            answer = client.get(address, {"in_preview_panel": "true"})
            assert "<script" not in answer.content.decode()
            assert "script-src" not in answer["Content-Security-Policy"]

    def test_the_text_is_shown_with_its_figures(self, preview):
        html = preview(in_preview_panel="true").content.decode()
        assert "<p>Eén zin met zeven woorden erin hier.</p>" in html
        # Privacyverklaring · 1. Wat er verandert · Eén zin met zeven woorden erin hier.
        assert 'data-words="12" data-characters="72"' in html


def test_words_and_characters():
    assert measure("Titel\n\n1. Kop\n\nEen e-mail naar fg@voorbeeld.nl, cao's en €5.\n") == (10, 56)
    assert measure("") == (0, 0)


class TestChecks:
    def test_everything_it_may_say_is_dutch(self):
        checker = StatementChecker()
        assert set(checker.axe_run_only) == set(checker.axe_messages)
        with override_settings(LANGUAGE_CODE="nl"):
            for message in checker.axe_messages.values():
                assert str(message["error_name"]).startswith(("Een ", "Twee "))
                assert str(message["help_text"]).endswith(".")

    def test_the_panel_is_dutch_and_counts_characters(self, client, statement_page, editor):
        client.force_login(editor)
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[statement_page.pk])).content.decode()
        for words in (
            "Omvang en leesbaarheid",
            "Woorden",
            "Tekens",
            "Leestijd",
            "De LIX-maat",
            "Problemen gevonden",
        ):
            assert words in shown
        assert "data-home-characters" in shown
        assert "Een kop is leeg" in shown
        assert "guide.wagtail.org/content-checks" not in shown

    def test_the_front_page_is_checked_too(self, client, statement_page, lawyer):
        client.force_login(lawyer)
        home = statement_page.get_parent()
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).content.decode()
        assert "Een kop is leeg" in shown


def test_pasted_looks_are_stripped_by_the_server(client, statement_page, editor):
    """What a browser would send after pasting from Word, were its own filter switched off."""
    raw = {
        "blocks": [
            _block("Kop", "header-two"),
            _block("rood en vet", "unstyled", styles=[(0, 4, "COLOR_RED"), (8, 3, "BOLD")]),
            _block(" ", "atomic", entities=[(0, 1, 0)]),
            _block("klik", "unstyled", entities=[(0, 4, 1)]),
            _block("<h2>geen kop</h2>", "unstyled"),
        ],
        "entityMap": {
            "0": {
                "type": "IMAGE",
                "mutability": "IMMUTABLE",
                "data": {"id": 1, "alt": "x", "format": "left"},
            },
            "1": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}},
        },
    }
    part = {"heading": "Kop", "anchor": "", "body": streamfield([("paragraph", json.dumps(raw))])}
    data = form() | nested_form_data({"body": streamfield([("section", part)])})
    client.force_login(editor)
    client.post(reverse("wagtailadmin_pages:edit", args=[statement_page.pk]), data)
    body = StatementPage.objects.source().get().get_latest_revision_as_object().body
    html = body[0].value["body"][0].value.source
    assert "<b>vet</b>" in html
    assert "rood" in html
    assert "&lt;h2&gt;" in html
    for bad in ("<h2", "style", "<img", "embed", "javascript"):
        assert bad not in html


def _block(text: str, kind: str, *, styles=(), entities=()) -> dict:
    return {
        "key": f"k{len(text)}{kind[:2]}",
        "text": text,
        "type": kind,
        "depth": 0,
        "inlineStyleRanges": [{"offset": a, "length": b, "style": name} for a, b, name in styles],
        "entityRanges": [{"offset": a, "length": b, "key": key} for a, b, key in entities],
    }


def test_a_table_without_caption_or_headings_is_refused_on_the_way_to_review(client, statement_page, editor):
    table = {
        "caption": "",
        "column-count": "1",
        "row-count": "1",
        "column-0-type": "text",
        "column-0-order": "0",
        "column-0-deleted": "",
        "column-0-heading": "",
        "row-0-order": "0",
        "row-0-deleted": "",
        "cell-0-0": "los",
    }
    part = {"heading": "Kop", "anchor": "", "body": streamfield([("table", table)])}
    data = form() | nested_form_data({"body": streamfield([("section", part)]), "action-submit": "1"})
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[statement_page.pk])
    assert "bijschrift nodig" in client.post(address, data).content.decode()
    del data["action-submit"]
    client.post(address, data)
    draft = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert draft.body[0].value["body"][0].block_type == "table"


def test_a_list_keeps_its_sub_lists_from_editor_to_reader(client, statement_page, editor):
    words = "<ol><li>een<ul><li>twee<ol><li>drie</li></ol></li><li>twee b</li></ul></li><li>vier</li></ol>"
    part = {
        "heading": "Kop",
        "anchor": "",
        "body": streamfield([("list", rich_text(words, features=["bold", "ul", "ol"]))]),
    }
    data = form() | nested_form_data({"body": streamfield([("section", part)])})
    client.force_login(editor)
    client.post(reverse("wagtailadmin_pages:edit", args=[statement_page.pk]), data)
    page = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert (
        "1) een\n - twee\n  1) drie\n - twee b\n2) vier"
        in render_sections(page.body, on=date(2026, 11, 24))[0].text
    )
