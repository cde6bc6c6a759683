"""The screens of accounts, roles and proposals, for each role and as somebody who tries to get around them."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.models import SignInEvent, SignInKind
from sharing.access.accounts import change_account
from sharing.access.groups import RoleForm
from sharing.access.models import AccessProposal
from sharing.access.operations import confirm, reject
from sharing.core.exceptions import Refused
from sharing.core.readable import account_name, named
from tests import factories as make
from tests.sharing.core.visitors import text

pytestmark = pytest.mark.django_db
LAWYER = "Juridisch medewerker"


def role(name: str) -> Group:
    return Group.objects.get(name=name)


@pytest.fixture
def keeper(client):
    user = make.UserFactory(username="anna", role="Beheerder")
    client.force_login(user)
    return user


@pytest.fixture
def colleague():
    return make.UserFactory(username="collega", first_name="Eva", last_name="Jansen")


def details(user, *roles: str, **changes) -> dict:
    return {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_active": "on",
        "reason": "Nieuwe collega",
        "groups": [role(name).pk for name in roles],
        **changes,
    }


def names(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def edit(client, user, *roles: str, **changes):
    address = reverse("wagtailusers_users:edit", args=[user.pk])
    return client.post(address, details(user, *roles, **changes), follow=True)


class TestAnAccount:
    def test_the_mail_of_somebody_with_power_moves_when_a_second_person_says_so(self, client, keeper):
        """Whoever moves it alone asks for a link to choose the password, and signs in as somebody else."""
        lawyer = make.UserFactory(role=LAWYER, email="eva@voorbeeld.example")
        page = text(edit(client, lawyer, LAWYER, email="anna@voorbeeld.example"))
        assert "Voorgesteld aan een tweede persoon: E-mailadres (anna@voorbeeld.example)" in page
        assert "is nog niet gewijzigd" in page and "is gewijzigd" not in page
        lawyer.refresh_from_db()
        assert lawyer.email == "eva@voorbeeld.example"
        client.post(reverse("wagtailusers_users:password_link", args=[lawyer.pk]))
        assert [message.to for message in mail.outbox] == [["eva@voorbeeld.example"]]

    def test_a_role_that_one_may_give(self, client, keeper, colleague):
        edit(client, colleague, "Redacteur", is_superuser="on", first_name="Anders")
        colleague.refresh_from_db()
        assert (colleague.first_name, names(colleague), colleague.is_superuser) == (
            "Anders",
            {"Redacteur"},
            False,
        )

    def test_a_role_that_takes_two_becomes_a_proposal(self, client, keeper, colleague):
        page = text(edit(client, colleague, LAWYER, "Redacteur"))
        assert names(colleague) == {"Redacteur"}
        assert "Voorgesteld aan een tweede persoon" in page and LAWYER in page
        assert AccessProposal.objects.get().proposed_by == keeper

    def test_it_needs_a_reason_and_then_nothing_is_done(self, client, keeper, colleague):
        page = text(edit(client, colleague, LAWYER, "Redacteur", reason="", first_name="Anders"))
        colleague.refresh_from_db()
        assert "Schrijf een reden" in page
        assert (colleague.first_name, names(colleague)) == ("Eva", set())

    def test_that_a_reason_is_missing_is_told_with_what_else_is_wrong(self, client, keeper, colleague):
        page = text(edit(client, colleague, LAWYER, reason="", email="geen adres"))
        assert "Schrijf een reden" in page and "geldig e-mailadres" in page

    @pytest.mark.parametrize("change", [{"email": "anders@voorbeeld.example"}, {"is_active": "on"}])
    def test_so_is_it_of_the_address_and_of_opening_an_account_with_power(self, client, keeper, change):
        lawyer = make.UserFactory(role=LAWYER, is_active="is_active" not in change)
        page = edit(client, lawyer, LAWYER, reason="", first_name="", **change)
        assert set(page.context["form"].errors) == {"reason", "first_name"}

    def test_so_is_a_proposal_that_still_waits(self, client, keeper, colleague):
        edit(client, colleague, LAWYER)
        page = text(edit(client, colleague, LAWYER, email="geen adres"))
        assert f"gedaan door {named(keeper)} op " in page
        assert "bij Toegang › Voorstellen voor twee personen" in page and "geldig e-mailadres" in page
        page = text(edit(client, colleague, first_name="Eef"))
        assert "Hierover wacht al een voorstel" not in page, "what one person may do goes on"

    def test_so_is_a_name_that_differs_in_capitals_only(self, client, keeper, colleague):
        sent = details(colleague, username="Collega", email="geen adres")
        page = text(client.post(reverse("wagtailusers_users:add"), sent))
        assert "op hoofdletters na" in page and "geldig e-mailadres" in page

    def test_ones_own_name_and_roles_are_not_ones_own(self, client, keeper):
        before = keeper.get_full_name()
        edit(
            client,
            keeper,
            LAWYER,
            "Beheerder",
            first_name="Een",
            last_name="Ander",
            email="anna@nieuw.example",
        )
        keeper.refresh_from_db()
        assert (keeper.get_full_name(), names(keeper)) == (before, {"Beheerder"})
        assert keeper.email == "anna@nieuw.example"

    def test_who_has_no_address_needs_none_for_another_change(self, client, keeper):
        without = make.UserFactory(username="zonder", email="")
        page = edit(client, without, "Contractbeheerder")
        assert names(without) == {"Contractbeheerder"}, text(page)

    def test_an_address_is_not_taken_away(self, client, keeper, colleague):
        page = edit(client, colleague, email="")
        assert page.context["form"].errors["email"]
        colleague.refresh_from_db()
        assert colleague.email

    def test_the_user_name_lies_fixed(self, client, keeper, colleague):
        edit(client, colleague, username="iemand-anders")
        colleague.refresh_from_db()
        assert colleague.username == "collega"

    def test_what_a_colleague_took_away_meanwhile_does_not_come_back(self, client, keeper, colleague):
        """Roles and whether somebody may sign in are saved as they stand on a screen that was opened before."""
        change_account(colleague, roles=[role("Redacteur")], by=keeper, reason="Nieuw")
        address = reverse("wagtailusers_users:edit", args=[colleague.pk])
        seen = client.get(address).context["form"]["version"].value()
        other = make.UserFactory(username="bert", first_name="Bert", last_name="", role="Beheerder")
        change_account(colleague, values={"is_active": False}, roles=[], by=other, reason="Uit dienst")
        page = text(edit(client, colleague, "Redacteur", first_name="Anders", version=seen))
        assert "Bert" in page and "Uit dienst" in page and "intussen gewijzigd" in page
        colleague.refresh_from_db()
        assert (colleague.is_active, colleague.first_name, names(colleague)) == (False, "Eva", set())

    def test_nobody_types_the_password_of_another(self, client, keeper, colleague):
        before = colleague.password
        edit(client, colleague, password1="Een-lang-wachtwoord-9", password2="Een-lang-wachtwoord-9")
        colleague.refresh_from_db()
        assert colleague.password == before
        address = reverse("wagtailusers_users:edit", args=[colleague.pk])
        assert "password1" not in client.get(address).content.decode()

    def test_a_link_is_mailed_instead(self, client, keeper, colleague):
        address = reverse("wagtailusers_users:password_link", args=[colleague.pk])
        assert "zelf een wachtwoord te kiezen" in text(client.get(address))
        assert "De link is gestuurd" in text(client.post(address, follow=True))
        [message] = mail.outbox
        assert message.to == [colleague.email] and "/beheer/password_reset/confirm/" in message.body

    def test_a_new_account_gets_its_link_at_once(self, client, keeper):
        new = make.UserFactory.build(username="nieuw", email="nieuw@voorbeeld.example")
        page = text(client.post(reverse("wagtailusers_users:add"), details(new, "Redacteur"), follow=True))
        made = get_user_model().objects.get(username="nieuw")
        assert "Account “nieuw” is gemaakt." in page and names(made) == {"Redacteur"}
        assert [message.to for message in mail.outbox] == [["nieuw@voorbeeld.example"]]
        assert made.history.last().history_user_id == keeper.pk

    def test_when_the_mail_fails_it_says_what_to_do(self, client, keeper, monkeypatch):
        def fail(*args, **kwargs):
            raise OSError("geen verbinding")

        monkeypatch.setattr("sharing.access.mail.send_mail", fail)
        new = make.UserFactory.build(username="nieuw", email="nieuw@voorbeeld.example")
        page = text(client.post(reverse("wagtailusers_users:add"), details(new), follow=True))
        assert "bin/manage password_link nieuw" in page
        assert get_user_model().objects.filter(username="nieuw").exists()

    def test_nobody_deletes_one(self, client, keeper, colleague):
        client.force_login(make.UserFactory(is_superuser=True))
        assert client.get(f"/beheer/users/delete/{colleague.pk}/").status_code == 404
        page = client.get(reverse("wagtailusers_users:edit", args=[colleague.pk])).content.decode()
        assert "/delete/" not in page


class TestTheList:
    def test_says_who_has_which_role_and_who_may_come_in(self, client, keeper, colleague):
        make.UserFactory(username="weg", is_active=False)
        page = text(client.get(reverse("wagtailusers_users:index")))
        rows = [" ".join(row.split()) for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)]
        mine = next(row for row in rows if f">{keeper.username}<" in row)
        assert "Beheerder" in mine and "Actief" in mine
        assert "Niet actief" in next(row for row in rows if ">weg<" in row)
        boxes = re.findall(r'data-bulk-action-checkbox data-object-id="(.*?)" aria-label="(.*?)"', page)
        accounts = get_user_model().objects.all()
        assert sorted(boxes) == sorted((str(one.pk), f"Kies {one}") for one in accounts)

    def test_who_may_only_read_chooses_nobody(self, client, colleague):
        client.force_login(make.UserFactory(role="Auditor"))
        page = text(client.get(reverse("wagtailusers_users:index")))
        assert f"/beheer/users/inspect/{colleague.pk}/" in page
        assert "data-bulk-action-checkbox" not in page


class TestSeveralAtOnce:
    def test_is_called_by_what_stands_on_the_button(self, client, keeper):
        page = text(client.get(reverse("wagtailusers_users:index")))
        bar = re.findall(
            r'<a[^>]* href="/beheer/bulk/cms/user/[^>]* aria-label="(.+?)"[^>]*>(.+?)</a>', page, re.DOTALL
        )
        shown = [" ".join(re.sub("<.*?>", "", words).split()) for _, words in bar]
        assert sorted(shown) == ["Actief of niet", "Rol geven"]
        assert all(name.startswith(words) for (name, _), words in zip(bar, shown, strict=True))

    def test_nobody_is_offered_to_delete(self, client, keeper, colleague):
        page = text(client.get(reverse("wagtailusers_users:index")))
        assert "/bulk/cms/user/assign_role/" in page and "/bulk/cms/user/delete/" not in page
        address = reverse("wagtail_bulk_action", args=["cms", "user", "delete"])
        assert client.get(f"{address}?id={colleague.pk}").status_code == 404

    def bulk(self, client, action: str, *users, **sent):
        address = reverse("wagtail_bulk_action", args=["cms", "user", action])
        ids = "&".join(f"id={user.pk}" for user in users)
        return client.post(
            f"{address}?next=/beheer/users/&{ids}", {"reason": "Nieuw team", **sent}, follow=True
        )

    def test_not_oneself(self, client, keeper, colleague):
        self.bulk(client, "assign_role", keeper, colleague, role=role("Redacteur").pk)
        assert names(keeper) == {"Beheerder"} and names(colleague) == {"Redacteur"}

    @pytest.mark.parametrize("number", ["", "x", "1,5", "0"])
    @pytest.mark.parametrize("action", ["assign_role", "set_active_state"])
    def test_an_address_without_an_account_is_not_found(self, client, keeper, action, number):
        address = reverse("wagtail_bulk_action", args=["cms", "user", action])
        assert client.get(address, {"id": number}).status_code == 404

    def test_what_takes_two_becomes_proposals(self, client, keeper, colleague):
        other = make.UserFactory()
        page = text(self.bulk(client, "assign_role", colleague, other, role=role(LAWYER).pk))
        assert "2 voorstellen gedaan" in page
        assert AccessProposal.objects.count() == 2 and not names(colleague) | names(other)

    def test_without_a_reason_it_is_asked(self, client, keeper, colleague):
        page = text(self.bulk(client, "assign_role", colleague, role=role(LAWYER).pk, reason=""))
        assert "Schrijf een reden" in page and not AccessProposal.objects.exists()

    @pytest.mark.parametrize(
        ("action", "field", "name", "asked"),
        [
            ("assign_role", "role", "Rol geven", "Kies welke rol deze gebruikers krijgen"),
            (
                "set_active_state",
                "mark_as_active",
                "Actief of niet",
                "Kies of deze gebruikers mogen aanmelden",
            ),
        ],
    )
    def test_what_is_not_chosen_is_told_with_what_else_is_wrong(
        self, client, keeper, colleague, action, field, name, asked
    ):
        answer = self.bulk(client, action, colleague, reason="Zij is 123456782")
        assert asked in answer.context["form"].errors[field][0]
        assert "burgerservicenummer" in answer.context["form"].errors["reason"][0]
        page = text(answer)
        assert name in page and "toewijzen" not in page
        assert " required" not in page[page.index("csrfmiddlewaretoken") :]  # the browser says nothing first

    def test_about_whom_a_proposal_waits_is_named_with_what_else_is_wrong(self, client, keeper, colleague):
        self.bulk(client, "assign_role", colleague, role=role(LAWYER).pk)
        other = make.UserFactory()
        page = self.bulk(client, "assign_role", colleague, other, role=role(LAWYER).pk, reason="")
        form = page.context["form"]
        assert "Schrijf een reden" in form.errors["reason"][0]
        [said] = form.non_field_errors()
        assert named(colleague) in said and named(other) not in said
        assert AccessProposal.objects.count() == 1

    def test_making_inactive_is_recorded(self, client, keeper, colleague):
        self.bulk(client, "set_active_state", colleague, keeper, mark_as_active="False")
        for user in (colleague, keeper):
            user.refresh_from_db()
        assert (colleague.is_active, keeper.is_active) == (False, True)
        assert colleague.history.first().history_user_id == keeper.pk

    def test_power_that_slept_becomes_a_proposal(self, client, keeper, colleague):
        lawyer = make.UserFactory(role=LAWYER, is_active=False)
        with make.as_operator():
            type(colleague).objects.filter(pk=colleague.pk).update(is_active=False)
        page = text(self.bulk(client, "set_active_state", colleague, lawyer, mark_as_active="True"))
        assert "1 account is gewijzigd. 1 voorstel gedaan" in page
        for user in (colleague, lawyer):
            user.refresh_from_db()
        assert (colleague.is_active, lawyer.is_active) == (True, False)

    def test_nobody_deletes(self, client, keeper, colleague):
        self.bulk(client, "delete", colleague)
        assert get_user_model().objects.filter(pk=colleague.pk).exists()


class TestARole:
    def test_is_called_a_role_and_nothing_else(self, client, keeper):
        page = text(client.get(reverse("wagtailusers_groups:index")))
        assert "Rollen" in page and "Rol toevoegen" in page
        assert "roep" not in re.sub(r"<[^>]*>", " ", page).lower()

    def rights(self, group: Group, *more: str, **changes) -> dict:
        offered = RoleForm(instance=group).registered_permissions
        held = set(group.permissions.all() if group.pk else ()) | set(
            Permission.objects.filter(codename__in=more)
        )
        return {
            "name": group.name,
            "permissions": [right.pk for right in held & set(offered)],
            "reason": "Ruimere taak",
            **{
                f"{prefix}-{name}": 0
                for prefix in ("page_permissions", "image_permissions", "document_permissions")
                for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
            },
            **{
                f"{prefix}-{name}": 0
                for prefix in ("collection_permissions", "site_permissions")
                for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
            },
            **changes,
        }

    def held(self, group: Group) -> set[str]:
        return set(group.permissions.values_list("codename", flat=True))

    def test_more_rights_are_a_proposal_until_confirmed(self, client, keeper):
        group = role("Contractbeheerder")
        before = self.held(group)
        address = reverse("wagtailusers_groups:edit", args=[group.pk])
        page = text(client.post(address, self.rights(group, "add_redirect"), follow=True))
        assert "Voorgesteld aan een tweede persoon" in page
        assert self.held(group) == before
        second = make.UserFactory(role="Beheerder")
        client.force_login(second)
        proposal = AccessProposal.objects.get()
        confirm = reverse("access_proposals:confirm", args=[proposal.pk])
        shown = client.get(confirm)
        assert "erbij: " in text(shown)
        client.post(confirm, {"seen": shown.context["form"]["seen"].value()})
        assert self.held(group) == before | {"add_redirect"}

    def test_that_a_reason_is_missing_is_told_with_what_else_is_wrong(self, client, keeper):
        client.post(reverse("wagtailusers_groups:add"), self.rights(Group(name="Stagiair")))
        group = role("Stagiair")
        address = reverse("wagtailusers_groups:edit", args=[group.pk])
        page = client.post(address, self.rights(group, "add_redirect", name="", reason=""))
        assert set(page.context["form"].errors) == {"reason", "name"}
        page = client.post(address, self.rights(group, name="", reason=""))
        assert set(page.context["form"].errors) == {"name"}, "the name takes one person"

    def test_ones_own_role_is_left_alone(self, client, keeper):
        group = role("Beheerder")
        before = self.held(group)
        address = reverse("wagtailusers_groups:edit", args=[group.pk])
        page = text(client.post(address, self.rights(group, "change_disclosure"), follow=True))
        assert "eigen rollen of rechten" in page
        assert self.held(group) == before and not AccessProposal.objects.exists()

    def test_publishing_rights_are_a_proposal_too(self, client, keeper):
        group, page = role("Redacteur"), Page.objects.get(depth=1)
        sent = self.rights(group) | {
            "page_permissions-TOTAL_FORMS": 1,
            "page_permissions-0-page": page.pk,
            "page_permissions-0-permissions": ["publish_page"],
        }
        client.post(reverse("wagtailusers_groups:edit", args=[group.pk]), sent)
        assert not group.page_permissions.filter(permission__codename="publish_page").exists()
        assert f"{page.pk}:wagtailcore.publish_page" in AccessProposal.objects.get().after["pages"]

    def test_a_role_of_the_organisation_itself(self, client, keeper):
        sent = self.rights(Group(name="Stagiair"))
        page = text(client.post(reverse("wagtailusers_groups:add"), sent, follow=True))
        made = role("Stagiair")
        assert "Rol “Stagiair” is opgeslagen." in page
        page = text(client.post(reverse("wagtailusers_groups:delete", args=[made.pk]), follow=True))
        assert "is verwijderd" in page and not Group.objects.filter(name="Stagiair").exists()

    def test_a_role_of_the_product_is_not_deleted(self, client, keeper):
        page = text(
            client.post(reverse("wagtailusers_groups:delete", args=[role("Auditor").pk]), follow=True)
        )
        assert "hoort bij het product" in page and role("Auditor")


class TestTheAuditor:
    @pytest.fixture
    def auditor(self, client):
        user = make.UserFactory(role="Auditor")
        client.force_login(user)
        return user

    def test_reads_who_did_what_to_accounts_roles_and_tokens(self, client, auditor, colleague):
        keeper = make.UserFactory(username="anna", first_name="Anna", last_name="Bos", role="Beheerder")
        change_account(colleague, roles=[role("Redacteur")], by=keeper, reason="Nieuwe collega")
        menu = client.get("/beheer/").content.decode()
        address = reverse("changes:index") + "?register=access"
        assert address in menu.replace("&amp;", "&").replace("\\u003D", "=")
        page = text(client.get(address))
        assert "Anna Bos (anna)" in page and "Nieuwe collega" in page
        history = text(client.get(reverse("wagtailusers_users:history", args=[colleague.pk])))
        assert "Redacteur" in history and "Anna Bos (anna)" in history

    def test_of_a_password_only_that_it_was_replaced(self, client, auditor, colleague):
        with make.as_operator("Nieuw wachtwoord"):
            colleague.set_password("Een-lang-wachtwoord-9")
            colleague.save(update_fields=["password"])
        history = text(client.get(reverse("wagtailusers_users:history", args=[colleague.pk])))
        assert "Wachtwoord" in history and "Nieuw wachtwoord" in history
        assert colleague.password not in history and "md5" not in history

    def test_reads_accounts_and_roles_and_changes_none(self, client, auditor, colleague):
        assert "collega" in text(client.get(reverse("wagtailusers_users:index")))
        inspect = text(client.get(reverse("wagtailusers_users:inspect", args=[colleague.pk])))
        assert "Eva" in inspect and "Rol" in inspect
        assert "md5" not in inspect
        assert client.get(reverse("wagtailusers_users:edit", args=[colleague.pk])).status_code in (302, 403)
        shown = text(client.get(reverse("wagtailusers_groups:inspect", args=[role(LAWYER).pk])))
        assert "publish" in shown.lower() or "publiceren" in shown.lower()
        assert client.get(reverse("wagtailusers_groups:edit", args=[role(LAWYER).pk])).status_code in (
            302,
            403,
        )

    def test_confirms_where_there_is_one_administrator(self, client, auditor, colleague):
        keeper = make.UserFactory(role="Beheerder")
        change_account(colleague, roles=[role(LAWYER)], by=keeper, reason="Vervangt Eva")
        home = client.get("/beheer/")
        assert "als tweede persoon" in text(home)
        [proposal] = AccessProposal.objects.all()
        inspect = text(client.get(reverse("access_proposals:inspect", args=[proposal.pk])))
        assert "Bevestigen" in inspect and "Vervangt Eva" in inspect
        # Nobody has to guess whom to ask, and what stays as it is does not become nothing.
        assert f"Wacht op een tweede persoon: {account_name(auditor.pk)}" in inspect
        assert re.search(r'data-label="Wordt">\s*ongewijzigd', inspect)
        # What ends something is not the first that one meets, though its first letter is.
        assert inspect.index("Bevestigen") < inspect.index("Afwijzen")
        address = reverse("access_proposals:confirm", args=[proposal.pk])
        seen = client.get(address).context["form"]["seen"].value()
        done = text(client.post(address, {"seen": seen}, follow=True))
        assert "is bevestigd en uitgevoerd" in done and "Wat was voorgesteld" in done
        assert names(colleague) == {LAWYER}

    def test_what_changed_meanwhile_is_told(self, client, auditor, colleague):
        keeper = make.UserFactory(role="Beheerder")
        change_account(colleague, roles=[role(LAWYER)], by=keeper, reason="Vervangt Eva")
        [proposal] = AccessProposal.objects.all()
        address = reverse("access_proposals:confirm", args=[proposal.pk])
        seen = client.get(address).context["form"]["seen"].value()
        with make.as_operator():
            get_user_model().objects.filter(pk=colleague.pk).update(email="ander@voorbeeld.example")
        for screen in (address, reverse("access_proposals:inspect", args=[proposal.pk])):
            shown = "ander@voorbeeld.example (bij het voorstel: collega@voorbeeld.example)"
            assert shown in text(client.get(screen))
        page = text(client.post(address, {"seen": seen}))
        assert "E-mailadres was “collega@voorbeeld.example” en is nu “ander@voorbeeld.example”" in page
        assert names(colleague) == set()

    @pytest.mark.parametrize("step", ["confirm", "reject"])
    def test_a_bsn_is_not_kept_with_a_decision(self, step, client, auditor, colleague):
        change_account(colleague, roles=[role(LAWYER)], by=make.UserFactory(role="Beheerder"), reason="Nieuw")
        [proposal] = AccessProposal.objects.all()
        address = reverse(f"access_proposals:{step}", args=[proposal.pk])
        seen = client.get(address).context["form"]["seen"].value()
        answer = client.post(address, {"seen": seen, "note": "Zij is 123456782"})
        assert "burgerservicenummer" in answer.context["form"].errors["note"][0]
        with pytest.raises(Refused):
            {"confirm": confirm, "reject": reject}[step](proposal, by=auditor, note="Zij is 123456782")
        proposal.refresh_from_db()
        assert not proposal.decision

    def test_rejecting_needs_a_note(self, client, auditor, colleague):
        keeper = make.UserFactory(role="Beheerder")
        change_account(colleague, roles=[role(LAWYER)], by=keeper, reason="Vervangt Eva")
        [proposal] = AccessProposal.objects.all()
        address = reverse("access_proposals:reject", args=[proposal.pk])
        seen = client.get(address).context["form"]["seen"].value()
        assert client.post(address, {"seen": seen}).status_code == 200
        client.post(address, {"seen": seen, "note": "Wie is dit?"})
        proposal.refresh_from_db()
        assert (proposal.decision, proposal.decision_note) == ("rejected", "Wie is dit?")
        # What was decided about tells of then, not of now.
        section = client.get(reverse("access_proposals:inspect", args=[proposal.pk])).context["sections"][0]
        assert section.columns[1] == "Toen"


def test_who_confirms_power_sees_that_the_mail_was_moved_before(client, keeper, colleague):
    former = colleague.email
    change_account(colleague, values={"email": "anna@voorbeeld.example"}, by=keeper, reason="")
    proposal = change_account(
        colleague, roles=[role("Juridisch medewerker")], by=keeper, reason="Nieuw"
    ).proposal
    client.force_login(make.UserFactory(role="Beheerder"))
    shown = text(client.get(reverse("access_proposals:confirm", args=[proposal.pk])))
    assert "anna@voorbeeld.example (op " in shown
    assert f"gewijzigd door {named(keeper)}; daarvoor: {former})" in shown


def test_the_history_of_a_proposal_says_what_was_asked_in_words(client, keeper, colleague):
    """Not by the names of columns: who reads it later has nothing else."""
    proposal = change_account(
        colleague, roles=[role("Juridisch medewerker")], by=keeper, reason="Nieuw"
    ).proposal
    told = text(client.get(reverse("access_proposals:history", args=[proposal.pk])))
    assert "Gebruikersnaam: collega" in told
    assert "Rollen: erbij: Juridisch medewerker" in told
    assert "username" not in told


@pytest.mark.parametrize("other", ["Redacteur", "Contractbeheerder", LAWYER])
def test_others_decide_nothing(client, keeper, colleague, other):
    proposal = change_account(colleague, roles=[role(LAWYER)], by=keeper, reason="x").proposal
    client.force_login(make.UserFactory(role=other))
    address = reverse("access_proposals:confirm", args=[proposal.pk])
    answer = client.post(address, {"seen": "1"})
    assert answer.status_code in (200, 302, 403)
    assert names(colleague) == set()


@pytest.mark.parametrize("screen", ["access_proposals:index", "sign_in_events:index"])
def test_a_list_asks_no_question_for_each_of_its_rows(client, keeper, screen):
    """Names of that day come from the history of accounts: for a page of rows at once."""

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(screen)).status_code == 200
        return len(asked)

    def rows(number: int) -> None:
        for _row in range(number):
            person = make.UserFactory()
            change_account(person, roles=[role(LAWYER)], by=keeper, reason="Nieuwe collega")
            SignInEvent.objects.create(kind=SignInKind.WRONG, at=timezone.now(), account=person)

    rows(2)
    questions()  # what is looked up once for a process
    few = questions()
    rows(8)
    assert questions() == few
