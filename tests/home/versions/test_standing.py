"""What staff is told of the versions is what readers have: in the list, the editor, the history, on the start page."""

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from home.models import StatementPage
from home.publication.withdrawals import propose_withdrawal, withdraw
from home.versions.choices import Standing
from home.versions.models import StatementVersion
from sharing.roles import EDITOR, LAWYER, ensure_roles
from tests.days import to_come, today
from tests.factories import UserFactory
from tests.home.conftest import paragraph, section


def words(answer) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())


def the_page() -> StatementPage:
    return StatementPage.objects.source().get()


@pytest.fixture
def four(publish, editor, lawyer):
    """Replaced, in force, withdrawn and planned."""
    publish(date(2025, 1, 1))
    publish(date(2026, 1, 1))
    wrong = publish(to_come(), body=[section("", paragraph("Verkeerd."))])
    proposal = propose_withdrawal(wrong, explanation="Een fout.", by=editor, at=timezone.now())
    withdraw(proposal, by=lawyer, at=timezone.now())
    publish(to_come(), body=[section("", paragraph("Goed."))], announce_from=today())


@pytest.fixture
def as_role(client, statement_page):
    def as_role(role: str):
        ensure_roles(page=statement_page.get_parent())
        client.force_login(UserFactory(role=role))
        return client

    return as_role


def test_each_version_has_one_standing(four):
    found = StatementVersion.objects.with_standing(timezone.now()).order_by("number")
    assert list(found.values_list("standing", flat=True)) == [
        Standing.REPLACED,
        Standing.IN_FORCE,
        Standing.WITHDRAWN,
        Standing.PLANNED,
    ]
    later = StatementVersion.objects.with_standing(timezone.now() + timedelta(days=50))
    assert [one.number for one in later if one.standing == Standing.IN_FORCE] == [4]


def test_the_list_shows_it_with_the_day(four, as_role):
    shown = words(as_role(EDITOR).get(reverse("statement_versions:index")))
    for told in (
        "Versie 1 vervangen 1 jan 2025",
        "Versie 2 geldt nu 1 jan 2026",
        "Versie 3 ingetrokken nooit",
    ):
        assert told in shown
    assert "Versie 4 gepland" in shown


def test_one_version_says_who_withdrew_it_and_why(four, as_role):
    withdrawn = StatementVersion.objects.get(number=3)
    shown = words(as_role(LAWYER).get(reverse("statement_versions:inspect", args=[withdrawn.pk])))
    assert "voorgesteld door Schrijver (schrijver) en bevestigd door Juriste (juriste)" in shown
    assert "Een fout." in shown


def test_the_label_of_the_page_is_that_of_readers(four):
    assert the_page().status_string == "versie 2 geldt, versie 4 gepland"
    page = the_page().get_latest_revision_as_object()
    page.body = json.dumps([section("", paragraph("Nieuw."))])
    page.save_revision()
    assert the_page().status_string == "versie 2 geldt, versie 4 gepland; concept"


def test_live_is_nowhere(four, as_role):
    client = as_role(EDITOR)
    for name in ("edit", "history"):
        shown = words(client.get(reverse(f"wagtailadmin_pages:{name}", args=[the_page().pk])))
        assert "versie 2 geldt" in shown
        assert " Live " not in shown and "Actieve versie" not in shown and "Live versie" not in shown


def test_before_the_first_holds_nothing_holds(publish):
    publish(to_come())
    assert the_page().status_string == "er geldt nog geen versie, versie 1 gepland"


def test_the_history_names_versions_and_where_they_stand(four, as_role):
    shown = words(as_role(EDITOR).get(reverse("wagtailadmin_pages:history", args=[the_page().pk])))
    for told in (
        "Werd versie 1 vervangen",
        "Werd versie 2 geldt nu",
        "Werd versie 3 ingetrokken",
        "Werd versie 4 gepland",
        "Stelde voor om versie 3 in te trekken",
        "Bevestigde dat versie 3 is ingetrokken",
    ):
        assert told in shown


@pytest.mark.parametrize("role", [EDITOR, LAWYER])
def test_the_start_page_says_where_it_stands_and_who_is_next(four, as_role, role):
    client = as_role(role)
    shown = words(client.get(reverse("wagtailadmin_home")))
    assert "Versie 2 geldt sinds 1 januari 2026." in shown
    assert "Versie 4 is gepland en geldt vanzelf vanaf" in shown
    assert "Er is geen concept dat anders is." in shown
    page = the_page().get_latest_revision_as_object()
    page.body = json.dumps([section("", paragraph("Nieuw."))])
    page.save_revision(user=UserFactory(username="schrijfster", first_name="Sanne", last_name=""))
    shown = words(client.get(reverse("wagtailadmin_home")))
    assert "laatst bewaard door Sanne" in shown
    assert "Dan toetst iemand van" in shown


def test_a_proposal_waits_on_the_start_page_of_who_may_confirm_it(publish, editor, lawyer, client):
    publish(date(2025, 1, 1))
    coming = publish(to_come())
    propose_withdrawal(coming, explanation="Een fout.", by=editor, at=timezone.now())
    client.force_login(lawyer)
    assert "Versie 2 intrekken of niet voorgesteld door Schrijver" in words(
        client.get(reverse("wagtailadmin_home"))
    )
    client.force_login(editor)
    shown = words(client.get(reverse("wagtailadmin_home")))
    assert "intrekken of niet" not in shown
    assert "voor om versie 2 in te trekken; dat wacht op een tweede persoon." in shown


class TestScreen:
    """By the screen, also for who tries what is not offered."""

    @pytest.fixture
    def coming(self, publish):
        publish(date(2025, 1, 1))
        return publish(to_come())

    def post(self, client, user, version, **data):
        client.force_login(user)
        return client.post(reverse("statement_versions:restore", args=[version.pk]), data, follow=True)

    def test_from_proposal_to_withdrawn(self, client, coming, editor, lawyer):
        assert "lezers zien dit" in words(self.post(client, editor, coming, action="propose"))
        asked = self.post(client, editor, coming, action="propose", explanation="Een fout.")
        assert "Nu bevestigt iemand van: Juriste." in words(asked)
        number = asked.context["proposal"].pk
        own = self.post(client, editor, coming, action="confirm", proposal=number)
        assert "Een tweede persoon bevestigt het" in words(own)
        done = self.post(client, lawyer, coming, action="confirm", proposal=number)
        assert "Versie 2 is ingetrokken en gaat nooit gelden." in words(done)

    def test_who_confirms_confirms_what_was_on_the_screen(self, client, coming, editor, lawyer):
        first = self.post(client, editor, coming, action="propose", explanation="Een fout.").context[
            "proposal"
        ]
        self.post(client, editor, coming, action="drop", proposal=first.pk)
        self.post(client, editor, coming, action="propose", explanation="Een heel andere reden.")
        late = self.post(client, lawyer, coming, action="confirm", proposal=first.pk)
        assert "Dit voorstel is er niet meer." in words(late)
        assert StatementVersion.objects.get(pk=coming.pk).withdrawn is None

    def test_what_holds_is_told_the_way_that_works(self, client, coming, editor):
        first = StatementVersion.objects.get(number=1)
        shown = self.post(client, editor, first, action="propose", explanation="Een fout.")
        assert "Maak een nieuwe versie" in words(shown)
