"""Conflicts of drafts and versions: the place in the text, and publication that asks for a reason."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from home.conflicts.queries import conflicts_of_page, conflicts_of_version
from home.core.clock import today
from home.core.refusals import PublicationRefused
from home.models import StatementPage
from home.sample.statement import load_sample_statement
from home.versions.models import StatementVersion
from home.versions.queries import latest_version
from home.versions.since import changes_since
from sharing.core.actor import acting
from sharing.models import Agreement
from tests import factories as make
from tests.home.conftest import approve, paragraph, section
from tests.home.editor.test_admin import edit, form  # noqa: F401  the editor's form

TRANSFERS = {
    "type": "transfer_policy",
    "id": "11111111-2222-3333-4444-555555555555",
    "value": {"text": "<p>Niet naar buiten.</p>", "transfer_policy": "legal_obligation_only"},
}
BODY = [
    section("", paragraph("Welkom.")),
    section("Met wie", paragraph("Wij delen weinig.")),
    section("Waarheen", paragraph("Dichtbij."), TRANSFERS, anchor="waarheen"),
]


@pytest.fixture
def abroad(db) -> Agreement:
    """A processor in the United States with an agreement in force since 2020."""
    make.CountryFactory(code="NL")
    purpose = make.PurposeFactory(code="werk")
    return make.AgreementFactory(
        reference="VW-1",
        processing=True,
        party=make.PartyFactory(name="Surveyline", processor=True, abroad=True),
        covers=[purpose],
        data=[make.DataCategoryFactory(code="naw")],
    )


@pytest.fixture
def draft(statement_page, lawyer):
    """Save a body as the draft."""

    def draft(body=BODY, **fields) -> StatementPage:
        page = StatementPage.objects.get(pk=statement_page.pk).get_latest_revision_as_object()
        page.body = json.dumps(body)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision(user=lawyer)
        return page.get_latest_revision_as_object()

    return draft


def codes(conflicts) -> list[str]:
    return [one.code for one in conflicts]


class TestPlace:
    def test_a_draft_leads_to_the_promise_in_the_editor(self, draft, abroad):
        first, *_ = conflicts_of_page(draft(), on=today())
        assert (first.section.number, first.section.heading) == (2, "Waarheen")
        assert first.text_url.endswith(f"/edit/#block-{TRANSFERS['id']}-section")
        assert first.register_url == reverse("agreements:inspect", args=[abroad.pk])

    def test_a_promise_that_no_section_makes_has_no_place(self, draft, abroad):
        [first, *_] = conflicts_of_page(draft(BODY[:2]), on=today())
        assert first.section is None
        assert first.as_json()["section"] is None
        assert first.text_url.endswith("/edit/")

    def test_nor_does_one_from_a_file_that_goes_before_the_text(self, draft, abroad):
        stricter = draft(commitments={"transfer_policy": "legal_obligation_only"})
        assert conflicts_of_page(stricter, on=today())[0].section is None

    def test_a_version_leads_to_its_permanent_address(self, publish, abroad):
        version = publish(body=BODY, conflict_reason="Loopt af.")
        first, *_ = conflicts_of_version(version, on=today())
        assert first.text_url == "/privacyverklaring/versies/1/#waarheen"

    def test_of_a_version_to_come_to_its_screen_for_staff(self, publish, abroad):
        version = publish(today() + timedelta(days=9), body=BODY, conflict_reason="Loopt af.")
        first, *_ = conflicts_of_version(version, on=version.effective_from)
        assert first.text_url == reverse("statement_versions:inspect", args=[version.pk])

    def test_a_draft_with_an_unknown_purpose_is_refused_as_in_publication(self, draft):
        page = draft(commitments={"purposes": ["nergens"]})
        with pytest.raises(PublicationRefused):
            conflicts_of_page(page, on=today())


class TestLists:
    BODY = [section("Ontvangers", {"type": "recipients", "value": {"with_names": True}}, anchor="wie")]

    def test_a_list_that_would_read_differently_now(self, publish):
        gone = make.PartyFactory(name="Oude Partij", partner=True)
        version = publish(body=self.BODY)
        assert conflicts_of_version(version, on=today()) == []
        make.PartyFactory(name="Nieuwe Partij", partner=True)
        with acting(by=make.tester(), reason="Vertrokken"):
            gone.capacities.update(last_day=date(2024, 12, 31))
        [conflict] = conflicts_of_version(version, on=today())
        assert (conflict.code, conflict.weighs, conflict.section.number) == ("list-outdated", False, 1)
        assert "staat nu ook: Samenwerkingspartner: Nieuwe Partij (Nederland)." in conflict.fact
        assert "staat niet meer: Samenwerkingspartner: Oude Partij (Nederland)." in conflict.fact

    def test_it_is_what_readers_of_the_version_are_told(self, publish):
        version = publish(body=self.BODY)
        make.PartyFactory(name="Nieuwe Partij", partner=True)
        [conflict] = conflicts_of_version(version, on=today())
        [change] = changes_since(version, on=today())
        assert all(line in conflict.fact for line in change.added)

    def test_a_text_without_lists_never_goes_out_of_date(self, publish):
        version = publish()
        make.PartyFactory(partner=True)
        assert conflicts_of_version(version, on=today()) == []


class TestPublication:
    def test_open_conflicts_need_a_reason(self, publish, abroad):
        with pytest.raises(PublicationRefused) as refused:
            publish(body=BODY)
        assert refused.value.field == "conflict_reason"
        assert "verschillen op 2 punten" in str(refused.value)
        assert "paneel ‘Verschillen met het register’" in str(refused.value)
        assert not StatementVersion.objects.exists()
        assert not StatementPage.objects.source().get().live

    @pytest.mark.parametrize("reason", ["", "   "])
    def test_a_blank_is_no_reason(self, publish, abroad, reason):
        with pytest.raises(PublicationRefused):
            publish(body=BODY, conflict_reason=reason)

    def test_the_conflicts_and_the_reason_are_kept_and_the_next_draft_starts_without(self, publish, abroad):
        version = publish(body=BODY, conflict_reason=" De overeenkomst loopt af. ")
        assert version.conflict_reason == "De overeenkomst loopt af."
        assert codes_of(version) == ["processor-outside-eea", "transfer-without-mechanism"]
        assert version.conflicts[0]["section"] == {"number": 2, "heading": "Waarheen", "anchor": "waarheen"}
        assert version.conflicts[0]["text_url"] == "/privacyverklaring/versies/1/#waarheen"
        assert StatementPage.objects.source().get().conflict_reason == ""

    def test_warnings_are_kept_and_ask_for_nothing(self, publish):
        party = make.PartyCapacityFactory(capacity="partner").party
        stated = make.PurposeFactory(code="werk")
        purposes = {
            "type": "purposes",
            "value": {"text": "<p>Werk.</p>", "purposes": [stated.code]},
        }
        make.DisclosureFactory(
            recipient=party,
            capacity="partner",
            purpose=make.PurposeFactory(code="vrije-tijd"),
            deviation=True,
            disclosed_at=timezone.now() - timedelta(days=3),
        )
        version = publish(body=[*BODY, section("Waarvoor", purposes)])
        assert [(one["code"], one["severity"]) for one in version.conflicts] == [
            ("purpose-not-stated", "warning")
        ]
        assert version.conflict_reason == ""

    def test_a_version_to_come_is_judged_by_its_first_day(self, publish, abroad):
        with acting(by=make.tester(), reason="Opgezegd"):
            Agreement.objects.update(terminated_per=today())
            abroad.party.capacities.update(last_day=today())
        with pytest.raises(PublicationRefused):
            publish(today(), body=BODY)
        assert publish(today() + timedelta(days=1), body=BODY).conflicts == []

    def test_a_date_in_the_past_does_not_hide_what_is_so_now(self, publish, abroad):
        with pytest.raises(PublicationRefused):
            publish(date(2019, 1, 1), body=BODY)

    def test_a_planned_publication_happens_and_tells_what_came_up(
        self, statement_page, editor, lawyer, clock
    ):
        page = StatementPage.objects.get(pk=statement_page.pk)
        page.body = json.dumps(BODY)
        page.go_live_at = clock.later
        approve(page.save_revision(user=editor), lawyer)
        assert not StatementVersion.objects.exists()
        make.AgreementFactory(processing=True, party=make.PartyFactory(processor=True, abroad=True))
        clock.go()
        call_command("publish_scheduled")
        version = latest_version()
        assert "processor-outside-eea" in codes_of(version)
        assert version.conflict_reason == "Gepland; deze verschillen kwamen daarna op."


def codes_of(version) -> list[str]:
    return [one["code"] for one in version.conflicts]


@pytest.fixture
def clock():
    """An hour from now, and a way to let it pass."""

    class Clock:
        later = timezone.now() + timedelta(hours=1)
        traveller = None

        def go(self):
            self.traveller = time_machine.travel(self.later + timedelta(minutes=1))
            self.traveller.start()

    clock = Clock()
    yield clock
    if clock.traveller:
        clock.traveller.stop()


class TestForm:
    def test_the_reason_is_asked_at_its_field(self, edit, lawyer, abroad):  # noqa: F811
        answer = edit(lawyer, {**form(conflict_reason=""), "action-publish": "1"})
        (told,) = answer.context["form"].errors["conflict_reason"]
        first, *each = told.removeprefix('<span class="register-lines">').splitlines()
        assert "verschillen op 2 punten" in first
        assert len(each) == 2 and all(one.startswith("– ") for one in each), "a line for each of them"
        assert told in answer.content.decode(), "and not as marks of a page"
        assert not StatementVersion.objects.exists()

    def test_with_a_reason_it_is_published(self, edit, editor, lawyer, abroad):  # noqa: F811
        edit(editor, form(conflict_reason="Loopt af."))
        edit(lawyer, {**form(conflict_reason="Loopt af."), "action-publish": "1"})
        assert latest_version().conflict_reason == "Loopt af."

    def test_also_when_sent_for_review(self, edit, editor, abroad):  # noqa: F811
        answer = edit(editor, {**form(conflict_reason=""), "action-submit": "1"})
        assert "conflict_reason" in answer.context["form"].errors

    def test_a_text_can_be_sent_back_without(self, edit, lawyer, abroad):  # noqa: F811
        data = {
            **form(conflict_reason=""),
            "action-workflow-action": "true",
            "workflow-action-name": "reject",
        }
        answer = edit(lawyer, data)
        assert not getattr(answer.context.get("form"), "errors", None)

    def test_a_draft_may_disagree(self, edit, editor, abroad):  # noqa: F811
        edit(editor, form(conflict_reason=""))
        assert "Nieuwe tekst." in str(
            StatementPage.objects.source().get().get_latest_revision_as_object().body
        )

    def test_the_text_that_is_sent_is_judged_not_the_one_saved_before(self, edit, lawyer, abroad, draft):  # noqa: F811
        make.TransferFactory(party=abroad.party)
        make.AgreementFactory(reference="B", party=make.PartyFactory(client=True))
        draft(
            [
                section(
                    "Waarheen",
                    {
                        **TRANSFERS,
                        "value": {**TRANSFERS["value"], "transfer_policy": "appropriate_safeguards"},
                    },
                )
            ]
        )
        answer = edit(lawyer, {**form(conflict_reason=""), "action-publish": "1"})
        assert "verschillen op 1 punt." in answer.context["form"].errors["conflict_reason"][0]


class TestArchive:
    @pytest.fixture
    def text(self, tmp_path):
        path = tmp_path / "verklaring.txt"
        path.write_text("Verklaring\n\nWelkom.\n\n1. Kop\n\nTekst.\n")
        return str(path)

    def load(self, text, day):
        options = ["--effective-from", day] if day else []
        call_command("import_statement", text, "--by", "juriste", "--publish", *options)
        return latest_version()

    def test_the_command_needs_no_reason_and_keeps_one(self, text, lawyer, abroad):
        version = self.load(text, None)
        assert codes_of(version)[0] == "processor-outside-eea"
        assert version.conflict_reason == "Ingelezen met de opdracht import_statement."

    def test_an_archive_is_judged_by_its_effective_date(self, text, lawyer, abroad):
        version = self.load(text, "2019-05-01")
        assert (version.conflicts, version.conflict_reason) == ([], "")

    def test_the_sample_is_published_all_the_same(self, lawyer, abroad):
        assert load_sample_statement(by=lawyer).number == 2


class TestCommand:
    @pytest.fixture
    def run(self, capsys):
        def run(*options) -> tuple[dict, str, int]:
            code = 0
            try:
                call_command("conflicts", *options, "--json")
            except CommandError as refused:
                code = refused.returncode
            *lines, last = capsys.readouterr().out.splitlines()
            return json.loads(last), "\n".join(lines), code

        return run

    def test_the_version_in_force_by_default(self, run, publish, abroad):
        publish(body=BODY, conflict_reason="Loopt af.")
        outcome, words, code = run()
        assert (code, outcome["ok"], outcome["version"]) == (0, True, 1)
        first = outcome["conflicts"][0]
        assert (first["code"], first["severity"]) == ("processor-outside-eea", "conflict")
        assert first["section"]["number"] == 2
        assert first["text_url"].endswith("/privacyverklaring/versies/1/#waarheen")
        assert "paragraaf 2. Waarheen" in words and "Surveyline" in words

    def test_without_conflicts_it_ends_well_too(self, run, publish):
        publish()
        outcome, words, code = run()
        assert (code, outcome) == (0, {"ok": True, "version": 1, "conflicts": []})
        assert "Geen verschillen" in words

    def test_a_version_by_number_and_one_that_is_not_there(self, run, publish, abroad):
        publish(conflict_reason="a")
        publish(date(2025, 6, 1), body=BODY, conflict_reason="b")
        assert run("--version", "1")[0]["version"] == 1
        outcome, _words, code = run("--version", "7")
        assert (code, outcome["ok"], outcome["errors"][0]["message"]) == (1, False, "Er is geen versie 7.")

    def test_the_draft(self, run, draft, abroad):
        draft()
        outcome, words, code = run("--draft")
        assert (code, outcome["version"]) == (0, None)
        assert outcome["conflicts"] and "Het concept" in words

    def test_nothing_to_compare_is_refused(self, run, statement_page):
        assert run()[2] == 1
        assert run("--draft")[2] == 1

    @pytest.mark.parametrize("options", [["--version", "een"], ["--version", "1", "--draft"]])
    def test_wrong_usage(self, options):
        with pytest.raises(CommandError):
            call_command("conflicts", *options)
