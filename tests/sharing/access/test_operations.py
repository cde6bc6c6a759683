"""What takes two people: proposed, confirmed on exactly what was seen, rejected, withdrawn."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import IntegrityError, transaction

from sharing.access.accounts import change_account, make_account
from sharing.access.mail import send_password_link
from sharing.access.models import AccessProposal
from sharing.access.operations import confirm, reject, withdraw
from sharing.access.queries import deciders_on, may_decide
from sharing.core.actor import acting, system_user
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.readable import named
from sharing.sources.operations import FILE_IMPORT, built_in_source
from tests import factories as make

pytestmark = pytest.mark.django_db
LAWYER = "Juridisch medewerker"


def role(name: str) -> Group:
    return Group.objects.get(name=name)


@pytest.fixture
def keeper():
    return make.UserFactory(username="anna", role="Beheerder")


@pytest.fixture
def second():
    return make.UserFactory(username="bert", role="Beheerder")


@pytest.fixture
def colleague():
    return make.UserFactory(username="collega")


@pytest.fixture
def proposal(keeper, second, colleague):
    outcome = change_account(
        colleague, roles=[role(LAWYER), role("Redacteur")], by=keeper, reason="Vervangt Eva"
    )
    return outcome.proposal


def names(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


class TestProposals:
    def test_one_person_gives_what_one_may_and_asks_for_the_rest(self, proposal, colleague):
        assert names(colleague) == {"Redacteur"}
        assert proposal.before["roles"] == ["Redacteur"]
        assert proposal.after["roles"] == [LAWYER, "Redacteur"]

    def test_another_administrator_confirms(self, proposal, second, colleague):
        confirm(proposal, by=second, note="Nagevraagd")
        assert names(colleague) == {LAWYER, "Redacteur"}
        row = type(colleague).groups.through.history.filter(user_id=colleague.pk).first()
        assert row.history_user_id == second.pk and "Vervangt Eva" in row.history_change_reason
        proposal.refresh_from_db()
        assert (proposal.decision, proposal.decided_by) == ("confirmed", second)

    def test_who_proposed_does_not_confirm(self, proposal, keeper, colleague):
        with pytest.raises(Refused, match=r"beslist een ander.*bert"):
            confirm(proposal, by=keeper)
        assert names(colleague) == {"Redacteur"}

    def test_who_gains_does_not_confirm(self, keeper, second):
        third = make.UserFactory(role="Beheerder")
        asked = change_account(
            second, roles=[role("Beheerder"), role(LAWYER)], by=keeper, reason="Waarneming"
        )
        assert deciders_on(asked.proposal) == {third.pk}
        with pytest.raises(Refused, match="over uzelf"):
            confirm(asked.proposal, by=second)

    def test_the_auditor_confirms_only_where_there_is_one_administrator(self, keeper, colleague):
        auditor = make.UserFactory(username="ada", role="Auditor")
        asked = change_account(colleague, roles=[role(LAWYER)], by=keeper, reason="Nieuw").proposal
        assert may_decide(auditor, asked)
        second = make.UserFactory(role="Beheerder")
        assert not may_decide(auditor, asked) and may_decide(second, asked)
        with make.as_operator():
            type(second).objects.filter(pk=second.pk).update(is_active=False)
        confirm(asked, by=auditor)
        assert names(colleague) == {LAWYER}

    def test_nobody_else_confirms(self, proposal):
        with pytest.raises(Refused):
            confirm(proposal, by=make.UserFactory(role=LAWYER))

    def test_what_changed_meanwhile_is_told_and_nothing_happens(self, proposal, keeper, second, colleague):
        change_account(colleague, values={"email": "anders@voorbeeld.example"}, by=keeper, reason="x")
        with pytest.raises(ChangedMeanwhile, match=r"E-mailadres was “collega@.*anders@"):
            confirm(proposal, by=second)
        assert names(colleague) == {"Redacteur"}
        proposal.refresh_from_db()
        assert not proposal.decision

    def test_it_is_decided_once(self, proposal, second):
        reject(proposal, by=second, note="Onbekend")
        with pytest.raises(Refused, match="al beslist: afgewezen"):
            confirm(proposal, by=second)

    def test_only_the_proposer_withdraws(self, proposal, keeper, second, colleague):
        with pytest.raises(Refused, match="wie het voorstel deed"):
            withdraw(proposal, by=second, note="x")
        withdraw(proposal, by=keeper, note="Vergissing")
        assert names(colleague) == {"Redacteur"}

    def test_there_is_one_at_a_time(self, proposal, keeper, colleague):
        with pytest.raises(Refused, match="al een voorstel") as refused:
            change_account(colleague, roles=[role("Redacteur"), role("Auditor")], by=keeper, reason="Nog een")
        assert f"gedaan door {named(keeper)} op " in str(refused.value)
        assert "bij Toegang › Voorstellen voor twee personen" in str(refused.value)

    def test_it_needs_a_reason(self, keeper, colleague):
        with pytest.raises(RefusedInput, match="Schrijf een reden"):
            change_account(colleague, roles=[role(LAWYER)], by=keeper, reason=" ")
        assert not AccessProposal.objects.exists()

    def test_a_decision_cannot_be_forged(self, proposal, keeper, second, colleague):
        rows = AccessProposal.objects.filter(pk=proposal.pk)
        with pytest.raises(IntegrityError, match="op naam van wie"), transaction.atomic():
            with acting(by=keeper, reason="x"):
                rows.update(decision="confirmed", decided_by=second, decided_at="2026-01-01T00:00Z")
        with pytest.raises(IntegrityError, match="proposal_two_people"), transaction.atomic():
            with acting(by=keeper, reason="x"):
                rows.update(decision="confirmed", decided_by=keeper, decided_at="2026-01-01T00:00Z")
        with pytest.raises(IntegrityError, match="verandert niet meer"), transaction.atomic():
            with acting(by=second, reason="x"):
                rows.update(after={"roles": ["Beheerder"]})
        with pytest.raises(IntegrityError, match="op naam van wie"), transaction.atomic():
            with acting(by=second, reason="x"):
                AccessProposal.objects.create(kind="roles", subject_id=1, explanation="x", proposed_by=keeper)

    def test_a_confirmation_of_another_day_gives_nothing(self, proposal, second, colleague):
        """What was confirmed before is no licence: the role was taken away since, and giving it again takes two."""
        confirm(proposal, by=second)
        with acting(by=second, reason="x"):
            colleague.groups.clear()
            rows = AccessProposal.objects.filter(pk=proposal.pk)
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(decided_at="2026-01-01T00:00Z")


class TestAccounts:
    def test_the_operator_acts_at_once(self, colleague):
        outcome = change_account(colleague, roles=[role(LAWYER)], by=system_user(), reason="Opdrachtregel")
        assert outcome.proposal is None and names(colleague) == {LAWYER}

    def test_nobody_changes_his_own_roles(self, keeper):
        with pytest.raises(Refused, match="eigen rollen"):
            change_account(keeper, roles=[], by=keeper, reason="x")

    def test_taking_away_is_done_at_once(self, keeper):
        lawyer = make.UserFactory(role=LAWYER)
        assert change_account(lawyer, roles=[], by=keeper, reason="Weg").taken == [LAWYER]
        assert names(lawyer) == set()

    def test_nobody_closes_or_renames_his_own_account(self, keeper):
        for values in ({"is_active": False}, {"first_name": "Eva"}):
            with pytest.raises(Refused, match="eigen naam"):
                change_account(keeper, values=values, by=keeper, reason="x")

    def test_the_old_address_hears_of_a_new_one(self, keeper, colleague, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            change_account(colleague, values={"email": "nieuw@voorbeeld.example"}, by=keeper, reason="x")
        [message] = mail.outbox
        assert message.to == ["collega@voorbeeld.example"] and "nieuw@voorbeeld.example" in message.body

    def test_where_the_mail_of_power_goes_takes_two(self, keeper, second, django_capture_on_commit_callbacks):
        """A link to choose a password goes there: whoever moves it signs in as somebody else."""
        lawyer = make.UserFactory(role=LAWYER, email="eva@voorbeeld.example")
        values = {"email": "keeper@voorbeeld.example", "last_name": "Jansen"}
        outcome = change_account(lawyer, values=values, by=keeper, reason="Ander adres")
        lawyer.refresh_from_db()
        assert outcome.fields == ["last_name"] and outcome.proposal
        assert (lawyer.email, lawyer.last_name) == ("eva@voorbeeld.example", "Jansen")
        with django_capture_on_commit_callbacks(execute=True):
            confirm(outcome.proposal, by=second)
        lawyer.refresh_from_db()
        assert lawyer.email == "keeper@voorbeeld.example"
        assert [message.to for message in mail.outbox] == [["eva@voorbeeld.example"]]

    def test_where_the_mail_of_coming_power_goes_belongs_to_what_is_confirmed(
        self, keeper, second, colleague
    ):
        values = {"email": "keeper@voorbeeld.example", "last_name": "Jansen"}
        outcome = change_account(colleague, values=values, roles=[role(LAWYER)], by=keeper, reason="Nieuw")
        colleague.refresh_from_db()
        assert (outcome.fields, colleague.email) == (["last_name"], "collega@voorbeeld.example")
        assert outcome.proposal.after["email"] == "keeper@voorbeeld.example"
        confirm(outcome.proposal, by=second)
        colleague.refresh_from_db()
        assert (colleague.email, names(colleague)) == ("keeper@voorbeeld.example", {LAWYER})

    def test_power_that_slept_wakes_by_two(self, keeper, second):
        lawyer = make.UserFactory(role=LAWYER)
        assert change_account(lawyer, values={"is_active": False}, by=keeper, reason="").fields
        outcome = change_account(lawyer, values={"is_active": True}, by=keeper, reason="Terug")
        lawyer.refresh_from_db()
        assert not lawyer.is_active
        confirm(outcome.proposal, by=second)
        lawyer.refresh_from_db()
        assert lawyer.is_active

    def test_nobody_signs_in_as_a_system(self, keeper):
        source = built_in_source(FILE_IMPORT)
        change_account(source.user, values={"email": "k@voorbeeld.example"}, by=keeper, reason="")
        source.user.refresh_from_db()
        for account in (source.user, system_user()):
            with pytest.raises(Refused):
                send_password_link(account, by=keeper)
        with pytest.raises(Refused, match="server zelf"):
            change_account(system_user(), values={"is_active": True}, by=keeper, reason="x")

    def test_two_names_that_differ_in_capitals_are_one(self, keeper, colleague):
        with pytest.raises(RefusedInput, match="hoofdletters"):
            make_account(username="COLLEGA", email="c@voorbeeld.example", by=keeper, reason="")

    def test_ones_own_address_is_ones_own(self, keeper):
        assert change_account(keeper, values={"email": "k@voorbeeld.example"}, by=keeper, reason="").fields

    def test_a_new_account_gets_a_link_and_no_password_that_somebody_knows(self, keeper, client):
        user = make_account(username="nieuw", email="nieuw@voorbeeld.example", by=keeper, reason="Nieuw")
        send_password_link(user, by=keeper)
        link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
        path = "/" + link.split("/", 3)[3]
        form = client.get(path, follow=True)
        sent = {"new_password1": "Een-lang-wachtwoord-9", "new_password2": "Een-lang-wachtwoord-9"}
        assert client.post(form.redirect_chain[-1][0], sent).status_code == 302
        user.refresh_from_db()
        assert user.check_password("Een-lang-wachtwoord-9")
        row = user.history.first()
        assert row.history_user_id == user.pk and "link" in row.history_change_reason

    @pytest.mark.parametrize(
        ("username", "email", "field"),
        [
            ("", "a@b.example", "username"),
            ("x y", "a@b.example", "username"),
            ("goed", "geen-adres", "email"),
            ("goed", "", "email"),
        ],
    )
    def test_what_cannot_be(self, keeper, username, email, field):
        with pytest.raises(RefusedInput) as refused:
            make_account(username=username, email=email, by=keeper, reason="x")
        assert field in {error.field for error in refused.value.errors}
