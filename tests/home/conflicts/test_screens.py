"""The screens that lay text and register side by side, as each role sees them."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.http import urlencode

from home.core.clock import today
from home.models import StatementPage
from home.versions.models import StatementVersion
from sharing.core.actor import acting
from sharing.models import Agreement, CommitmentSet, Disclosure, Party, Transfer
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER, ensure_roles
from tests import factories as make
from tests.home.conflicts.test_queries import BODY, TRANSFERS, abroad  # noqa: F401  fixture
from tests.home.conftest import section
from tests.sharing.core.visitors import refused, signed_in

DOSSIER = "D-GEHEIM-42"
SEES_RECORDS = {CONTRACT_MANAGER: True, LAWYER: True, AUDITOR: True, ADMINISTRATOR: True, EDITOR: False}


@pytest.fixture
def shared(abroad):  # noqa: F811
    """The processor abroad received something, about a person."""
    return make.DisclosureFactory(
        recipient=abroad.party,
        capacity="processor",
        agreement=abroad,
        purpose=abroad.purposes.get(),
        number=DOSSIER,
        data=[abroad.data_categories.get()],
        disclosed_at=datetime.combine(today(), time(), tzinfo=UTC) - timedelta(days=3),
        description="Over Jan uit Voorbeeldstad",
    )


def page_of(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


class TestReport:
    url = staticmethod(lambda: reverse("conflicts:index"))

    @pytest.mark.parametrize(("role", "links"), SEES_RECORDS.items())
    def test_each_role_sees_the_facts_in_words_and_the_links_it_may_follow(
        self, publish, shared, role, links
    ):
        publish(body=BODY, conflict_reason="Loopt af.")
        page = page_of(signed_in(role).get(self.url()))
        assert "2 verschillen" in page
        assert "Surveyline verwerkt voor ons gegevens" in page
        assert "is er 1 verstrekking zonder wettelijke verplichting vastgelegd" in page
        assert '/privacyverklaring/versies/1/#waarheen">Paragraaf 2, Waarheen' in page
        assert (reverse("agreements:inspect", args=[shared.agreement_id]) in page) == links
        log = f"{reverse('disclosures:index')}?recipient={shared.recipient_id}"
        assert (log in page) == (role in (LAWYER, AUDITOR))
        assert DOSSIER not in page and "Voorbeeldstad" not in page

    def test_strangers_are_turned_away(self, client, statement_page):
        assert client.get(self.url()).status_code == 302
        make.UserFactory(role="Leeg")
        with make.as_operator():
            Group.objects.get(name="Leeg").permissions.add(Permission.objects.get(codename="access_admin"))
        assert refused(signed_in("Leeg").get(self.url()))
        assert refused(signed_in("Leeg").get(reverse("what_if:index")))

    def test_in_force_to_come_and_draft_each_have_their_part(self, publish, statement_page, lawyer):
        publish()
        publish(today() + timedelta(days=30), change_note="x")
        draft = StatementPage.objects.source().get()
        draft.body = json.dumps(BODY)
        draft.save_revision(user=lawyer)
        texts = signed_in(AUDITOR).get(self.url()).context["texts"]
        assert [getattr(one.get("version"), "number", None) for one in texts] == [1, 2, None]
        assert texts[1]["on"] == today() + timedelta(days=30)

    def test_a_draft_that_is_published_as_it_stands_is_not_shown_twice(self, publish):
        publish()
        assert len(signed_in(AUDITOR).get(self.url()).context["texts"]) == 1

    def test_nothing_yet(self, statement_page):
        assert "Er is nog geen verklaring" in page_of(signed_in(AUDITOR).get(self.url()))

    def test_a_draft_that_cannot_be_judged_says_why(self, statement_page, lawyer):
        draft = StatementPage.objects.source().get()
        draft.commitments = {"purposes": ["nergens"]}
        draft.body = json.dumps(BODY)
        draft.save_revision(user=lawyer)
        assert "“nergens” is geen bekende code" in page_of(signed_in(AUDITOR).get(self.url()))

    @pytest.mark.parametrize("role", SEES_RECORDS)
    def test_it_stands_in_the_menu(self, publish, role):
        home = page_of(signed_in(role).get(reverse("wagtailadmin_home")))
        assert self.url() in home and reverse("what_if:index") in home


def test_a_version_shows_the_conflicts_and_the_reason_it_was_published_with(publish, abroad):  # noqa: F811
    version = publish(body=BODY, conflict_reason="De overeenkomst loopt af.")
    page = page_of(signed_in(AUDITOR).get(reverse("statement_versions:inspect", args=[version.pk])))
    assert "Surveyline verwerkt voor ons gegevens" in page and "De overeenkomst loopt af." in page
    assert 'href="/privacyverklaring/versies/1/#waarheen"' in page


class TestPanel:
    @pytest.fixture
    def open_as(self, statement_page, lawyer):
        ensure_roles(page=statement_page.get_parent())
        page = StatementPage.objects.source().get()
        page.body = json.dumps(BODY)
        page.save_revision(user=lawyer)
        return lambda role: page_of(signed_in(role).get(reverse("wagtailadmin_pages:edit", args=[page.pk])))

    @pytest.mark.parametrize(("role", "links"), [(EDITOR, False), (LAWYER, True)])
    def test_beside_the_text_with_a_counter(self, open_as, shared, role, links):
        page = open_as(role)
        assert 'data-side-panel="conflicts"' in page
        assert "Verschillen met het register" in page and "2 verschillen" in page
        assert f"#block-{TRANSFERS['id']}-section" in page
        assert (reverse("agreements:inspect", args=[shared.agreement_id]) in page) == links
        assert DOSSIER not in page

    def test_without_conflicts_it_says_so(self, open_as):
        assert "Geen verschillen: wat de tekst belooft, staat zo ook in het register." in open_as(EDITOR)

    def test_other_pages_have_no_such_panel(self, statement_page):
        ensure_roles(page=statement_page.get_parent())
        home = reverse("wagtailadmin_pages:edit", args=[statement_page.get_parent().pk])
        assert 'data-side-panel="conflicts"' not in page_of(signed_in(EDITOR).get(home))


class TestWhatIf:
    @pytest.fixture
    def text(self, publish):
        names = section("Wie", {"type": "recipients", "value": {"with_names": True}}, anchor="wie")
        policy = {**TRANSFERS, "value": {**TRANSFERS["value"], "transfer_policy": "adequate_countries"}}
        body = [section("Waarheen", policy, anchor="waarheen"), names]
        return lambda: publish(body=body, conflict_reason="Loopt af.")

    @pytest.fixture
    def decision(self, abroad):  # noqa: F811
        return make.AdequacyDecisionFactory(country=abroad.party.country, reference="(EU) 2024/9999")

    def ask(self, visitor, question, **fields):
        return visitor.get(f"{reverse('what_if:index')}?{urlencode({'wat': question, 'vraag': 1, **fields})}")

    def in_a_month(self) -> str:
        return (today() + timedelta(days=30)).isoformat()

    @pytest.mark.parametrize(("role", "links"), SEES_RECORDS.items())
    def test_a_decision_ends(self, decision, shared, text, role, links):
        text()
        answer = self.ask(
            signed_in(role), "besluit", decision="US:(EU) 2024/9999", last_day=self.in_a_month()
        )
        page = page_of(answer)
        assert "Nieuwe verschillen" in page and "2 verschillen" in page
        assert "Surveyline" in page and "Overeenkomst VW-1 met Surveyline" in page
        assert "is er 1 verstrekking geweest die dit zou raken" in page
        assert '/privacyverklaring/versies/1/#waarheen">1. Waarheen' in page
        assert (reverse("agreements:inspect", args=[shared.agreement_id]) in page) == links
        assert sum(count for _month, count in answer.context["impact"].months) == 1
        assert len(answer.context["impact"].months) == 13
        assert DOSSIER not in page

    def test_an_agreement_ends(self, abroad, decision, text):  # noqa: F811
        text()
        page = page_of(
            self.ask(
                signed_in(CONTRACT_MANAGER), "overeenkomst", agreement=abroad.pk, last_day=self.in_a_month()
            )
        )
        assert "Als overeenkomst VW-1 met Surveyline nog geldt tot en met" in page
        assert "is opgezegd per" in page
        assert "2. Wie" in page

    def test_a_party_leaves(self, abroad, decision, text):  # noqa: F811
        text()
        page = page_of(
            self.ask(signed_in(AUDITOR), "partij", party=abroad.party.code, last_day=self.in_a_month())
        )
        assert "Als alles met Surveyline eindigt op" in page
        assert "Er komt geen verschil tussen tekst en register bij." in page

    def test_a_stricter_promise(self, abroad, decision, text):  # noqa: F811
        text()
        page = page_of(
            self.ask(signed_in(EDITOR), "toezegging", promise="transfer_policy:legal_obligation_only")
        )
        assert "1 verschil" in page and "Surveyline verwerkt voor ons gegevens" in page

    def test_only_what_is_stricter_can_be_chosen(self, text):
        text()
        form = self.ask(signed_in(EDITOR), "toezegging").context["form"]
        values = {key for _label, options in form.fields["promise"].choices[1:] for key, _name in options}
        assert "transfer_policy:legal_obligation_only" in values
        assert "transfer_policy:appropriate_safeguards" not in values
        assert {"response_weeks:3", "extension_months:0", "capacities:other"} <= values
        assert "response_weeks:4" not in values

    @pytest.mark.parametrize(
        ("question", "fields", "field", "words"),
        [
            ("besluit", {}, "decision", "Kies een adequaatheidsbesluit uit de lijst."),
            ("besluit", {}, "last_day", "Vul de laatste dag in."),
            ("besluit", {"decision": "XX:nee"}, "decision", "Kies een adequaatheidsbesluit uit de lijst."),
            ("besluit", {"last_day": "31 februari"}, "last_day", "“31 februari” mist het jaar."),
            ("besluit", {"last_day": "2020-01-01"}, "last_day", "1 januari 2020 is voorbij."),
            ("besluit", {"last_day": "9999-12-31"}, "last_day", "is te ver weg"),
            ("overeenkomst", {}, "agreement", "Noem een overeenkomst."),
            (
                "overeenkomst",
                {"agreement": "999999"},
                "agreement",
                "Er is geen overeenkomst die “999999” heet",
            ),
            ("overeenkomst", {"agreement": "1 OR 1=1"}, "agreement", "Er is geen overeenkomst"),
            ("partij", {"party": "<script>"}, "party", "Er is geen partij"),
            ("toezegging", {}, "promise", "Kies een strengere toezegging uit de lijst."),
            ("toezegging", {"promise": "response_weeks:9"}, "promise", "Kies een strengere toezegging"),
            ("toezegging", {"promise": "nergens:x"}, "promise", "Kies een strengere toezegging"),
        ],
    )
    def test_bad_input_is_said_at_its_field(self, text, question, fields, field, words):
        text()
        answer = self.ask(signed_in(LAWYER), question, **fields)
        assert words in str(answer.context["form"].errors[field])
        assert "impact" not in answer.context

    def test_an_agreement_is_named_by_a_part_of_its_reference_without_a_list_of_all(self, abroad, text):  # noqa: F811
        text()
        visitor = signed_in(LAWYER)
        page = page_of(visitor.get(f"{reverse('what_if:index')}?wat=overeenkomst"))
        assert abroad.reference not in page and "<select" not in page.partition("<form method")[2]
        answer = self.ask(visitor, "overeenkomst", agreement=abroad.reference, last_day=self.in_a_month())
        assert abroad.reference in answer.context["sentence"]

    def test_an_agreement_that_is_over_is_said(self, abroad, text):  # noqa: F811
        text()
        with acting(by=make.tester(), reason="Kort"):
            Agreement.objects.update(last_day=today() - timedelta(days=5))
        answer = self.ask(signed_in(LAWYER), "overeenkomst", agreement=abroad.pk, last_day=self.in_a_month())
        assert "is al voorbij" in str(answer.context["form"].errors["agreement"])

    def test_what_ends_by_itself_before_that_day_is_said(self, abroad, text):  # noqa: F811
        text()
        with acting(by=make.tester(), reason="Kort"):
            Agreement.objects.update(last_day=today() + timedelta(days=5))
        answer = self.ask(signed_in(LAWYER), "overeenkomst", agreement=abroad.pk, last_day=self.in_a_month())
        assert "eindigt al uit zichzelf op" in str(answer.context["form"].errors["last_day"])

    def test_on_its_own_last_day_the_answer_is_what_happens_then(self, abroad, text):  # noqa: F811
        text()
        last = today() + timedelta(days=5)
        with acting(by=make.tester(), reason="Kort"):
            Agreement.objects.update(last_day=last)
        answer = self.ask(
            signed_in(LAWYER), "overeenkomst", agreement=abroad.pk, last_day=last.strftime("%d-%m-%Y")
        )
        assert [one.code for one in answer.context["impact"].parties] == [abroad.party.code]

    @pytest.mark.parametrize("question", ["overeenkomst", "partij"])
    def test_an_editor_cannot_leaf_through_agreements_and_parties(self, text, question):
        text()
        visitor = signed_in(EDITOR)
        assert refused(self.ask(visitor, question))
        assert f"?wat={question}" not in page_of(visitor.get(reverse("what_if:index")))

    def test_an_unknown_question_is_the_first_one(self, text):
        text()
        assert signed_in(LAWYER).get(f"{reverse('what_if:index')}?wat=niets").context["asked"] == "besluit"

    def test_before_the_first_version_it_says_what_to_do(self, statement_page):
        assert "Publiceer eerst een versie." in page_of(signed_in(LAWYER).get(reverse("what_if:index")))

    def test_the_version_of_the_day_it_is_about_is_compared(self, decision, text, publish):
        text()
        publish(today() + timedelta(days=10), body=BODY, change_note="x", conflict_reason="Loopt af.")
        day = today() + timedelta(days=9)
        for last, number in ((day - timedelta(days=1), 1), (day, 2)):
            answer = self.ask(
                signed_in(LAWYER), "besluit", decision="US:(EU) 2024/9999", last_day=last.isoformat()
            )
            assert answer.context["version"].number == number

    def test_nothing_is_changed_and_nothing_is_written(self, abroad, decision, shared, text):  # noqa: F811
        text()
        make.TransferFactory(party=abroad.party)
        models = (Agreement, Party, Transfer, Disclosure, CommitmentSet, type(decision), StatementVersion)
        rows = [list(model.objects.order_by("pk").values()) for model in models]
        histories = [model.history.count() for model in models if hasattr(model, "history")]
        visitor = signed_in(LAWYER)
        day = self.in_a_month()
        for question, fields in (
            ("besluit", {"decision": "US:(EU) 2024/9999", "last_day": day}),
            ("overeenkomst", {"agreement": abroad.pk, "last_day": day}),
            ("partij", {"party": abroad.party.code, "last_day": day}),
            ("toezegging", {"promise": "capacities:processor"}),
        ):
            assert "impact" in self.ask(visitor, question, **fields).context, question
        assert [list(model.objects.order_by("pk").values()) for model in models] == rows
        assert [model.history.count() for model in models if hasattr(model, "history")] == histories

    def test_only_reading(self, text):
        text()
        assert signed_in(LAWYER).post(reverse("what_if:index"), {"wat": "besluit"}).status_code == 405
