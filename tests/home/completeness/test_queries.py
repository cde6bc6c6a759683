"""Completeness of drafts and versions: with what register and settings say, and as it was kept."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Site

from home.completeness.queries import completeness_of_page, completeness_of_version
from home.core.clock import today
from home.models import ReusableText, StatementPage
from home.versions.models import StatementVersion
from sharing.core.actor import acting
from sharing.models import ProcessingActivity
from sharing.organisation.models import OrganisationSettings
from sharing.roles import AUDITOR, EDITOR, ensure_roles
from tests import factories as make
from tests.home.conftest import paragraph, section
from tests.home.drafts import screen, submit
from tests.home.public.reading import get, words
from tests.sharing.core.visitors import signed_in

BODY = [
    section("", paragraph("Welkom.")),
    section("Uw rechten", {"type": "rights", "value": {"introduction": ""}}) | {"id": "1" * 36},
    section("Een klacht", paragraph("Een klacht dient u in bij de Autoriteit Persoonsgegevens.")),
]


@pytest.fixture
def draft(statement_page, lawyer):
    def draft(body: list) -> StatementPage:
        page = StatementPage.objects.source().get()
        page.body = json.dumps(body)
        page.save_revision(user=lawyer)
        return StatementPage.objects.source().get().get_latest_revision_as_object()

    return draft


def states(found) -> dict[str, str]:
    return {one.item.code: one.state.value for one in found}


def printed(capsys, *arguments: str):
    call_command("completeness", *arguments, "--json")
    return json.loads(capsys.readouterr().out.splitlines()[-1])


class TestDraft:
    def test_by_blocks_and_by_words(self, draft):
        found = {one.item.code: one for one in completeness_of_page(draft(BODY), on=today())}
        assert str(found["right-access"].section) == "1. Uw rechten"
        assert str(found["complaint"].section) == "2. Een klacht"
        assert found["retention"].state == "gap"

    def test_a_reusable_text_counts_as_what_it_says(self, draft):
        text = ReusableText.objects.create(title="AP", body="<p>Een klacht kan naar de toezichthouder.</p>")
        found = completeness_of_page(
            draft([section("Kop", {"type": "reusable", "value": text.pk})]), on=today()
        )
        assert states(found)["complaint"] == "covered"

    def test_of_an_empty_register_nothing_is_known(self, draft):
        assert "not-applicable" not in states(completeness_of_page(draft(BODY), on=today())).values()

    def test_the_register_says_what_need_not_be_told(self, draft):
        page = draft([section("Kop", paragraph("Niets."))])
        activity = make.ProcessingActivityFactory(legal_bases=["public_task"])
        left = {
            code for code, state in states(completeness_of_page(page, on=today())).items() if state != "gap"
        }
        assert left == {
            "legitimate-interests",
            "transfers",
            "transfer-safeguards",
            "consent-withdrawal",
            "automated-decisions",
            "data-categories",
            "source",
        }
        with acting(by=make.UserFactory(), reason="Anders"):
            ProcessingActivity.objects.filter(pk=activity.pk).update(
                legal_bases=["consent", "legitimate_interests"],
                legitimate_interest="Beveiligen",
                origin="De gemeente",
                automated_decisions="Een keuze",
            )
        make.PartyCapacityFactory(party__abroad=True)
        assert set(states(completeness_of_page(page, on=today())).values()) == {"gap"}

    def test_who_has_no_officer_need_not_tell(self, draft):
        OrganisationSettings.objects.create(site=Site.objects.get(), without_dpo=True)
        assert states(completeness_of_page(draft(BODY), on=today()))["dpo"] == "not-applicable"

    def test_the_block_of_an_officer_tells_nothing_while_there_is_none(self, draft):
        body = [section("Kop", {"type": "officer", "value": {}})]
        settings = OrganisationSettings.objects.create(
            site=Site.objects.get(), dpo_email="fg@werkpad.example"
        )
        assert states(completeness_of_page(draft(body), on=today()))["dpo"] == "covered"
        settings.dpo_email = ""
        settings.save()
        assert states(completeness_of_page(draft(body), on=today()))["dpo"] == "gap"


class TestKept:
    def test_publishing_with_gaps_asks_no_reason_and_keeps_them(self, publish):
        version = publish(body=BODY)
        kept = {one["code"]: one for one in version.completeness}
        assert kept["retention"]["state"] == "gap"
        assert kept["right-access"] == {
            "code": "right-access",
            "article": "13(2)(b), 14(2)(c), 15",
            "state": "covered",
            "section": {"number": 1, "heading": "Uw rechten", "anchor": "uw-rechten"},
        }
        make.ProcessingActivityFactory(first_day=version.effective_from)
        again = StatementVersion.objects.get(pk=version.pk)
        assert [one.as_json() for one in completeness_of_version(again)] == version.completeness

    def test_a_version_from_before_is_judged_by_its_text(self, publish):
        version = publish(body=BODY)
        version.completeness = None
        found = {one.item.code: one for one in completeness_of_version(version)}
        assert str(found["complaint"].section) == "2. Een klacht"

    def test_readers_find_it_with_the_version_and_machines_too(self, publish):
        version = publish(body=BODY)
        page = get("/privacyverklaring/versies/1/")
        assert '<a href="#uw-rechten">1. Uw rechten</a>' in page.content.decode()
        missing = [one for one in version.completeness if one["state"] == "gap"]
        assert words(page).count("staat er niet in") == len(missing) == 13
        assert get("/privacyverklaring/versies/1.json").json()["completeness"] == version.completeness

    def test_the_document_of_a_version_from_before_has_no_new_field(self, publish, monkeypatch):
        publish(body=BODY)
        monkeypatch.setattr(
            "home.public.machines._readable", lambda of, number: _from_before(StatementVersion.objects.get())
        )
        assert "completeness" not in get("/privacyverklaring/versies/1.json").json()

    def test_staff_find_it_with_the_version(self, publish):
        version = publish(body=BODY)
        ensure_roles(page=version.page.get_parent())
        page = words(signed_in(AUDITOR).get(reverse("statement_versions:inspect", args=[version.pk])))
        assert "Recht op inzage: 1. Uw rechten" in page
        assert "Hoe lang wij gegevens bewaren: ontbreekt" in page


def _from_before(version: StatementVersion) -> StatementVersion:
    version.completeness = None
    return version


class TestCommand:
    def test_the_version_in_force_the_draft_and_a_number(self, publish, draft, capsys):
        version = publish(body=BODY)
        draft([section("Kop", paragraph("Niets."))])
        told = printed(capsys)
        assert (told["ok"], told["version"], told["items"]) == (True, 1, version.completeness)
        assert printed(capsys, "--version", "1") == told
        told = printed(capsys, "--draft")
        assert told["version"] is None
        assert {one["state"] for one in told["items"]} == {"gap"}
        assert list(told["items"][0]) == ["code", "article", "state", "section"]

    def test_for_people(self, publish, capsys):
        publish(body=BODY)
        call_command("completeness")
        said = capsys.readouterr().out
        assert (
            "Recht op inzage (13, lid 2, onder b, en 14, lid 2, onder c, en 15): paragraaf 1. Uw rechten"
            in said
        )
        assert "Vul aan met het onderdeel “Bewaartermijnen”." in said

    @pytest.mark.parametrize("arguments", [[], ["--version", "7"], ["--draft"]])
    def test_what_is_not_there_is_refused(self, statement_page, arguments):
        with pytest.raises(CommandError) as refused:
            call_command("completeness", *arguments)
        assert refused.value.returncode == 1


class TestPanel:
    def test_beside_the_text_with_a_counter_and_the_way_to_the_paragraph(self, draft, statement_page):
        ensure_roles(page=statement_page.get_parent())
        page = draft(BODY)
        answer = signed_in(EDITOR).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        shown = " ".join(answer.content.decode().split())
        assert "13 onderdelen ontbreken" in shown
        assert "Voeg het onderdeel “Bewaartermijnen” toe, of schrijf het in een alinea." in shown
        assert f'#block-{"1" * 36}-section">1. Uw rechten</a>' in shown
        assert "In het register staat nog geen verwerkingsactiviteit." in shown
        assert "AVG, artikel 13, lid 2, onder a, en 14, lid 2, onder a" in shown


def test_who_reviews_sees_what_is_missing(client, statement_page, editor, lawyer, legal_review):
    submit(editor, BODY)
    page = words(screen(client, lawyer))
    assert "Dit vragen artikel 13 en 14 AVG, en staat niet in de tekst." in page
    assert "Hoe lang wij gegevens bewaren (AVG, artikel 13, lid 2, onder a, en 14, lid 2, onder a)" in page
