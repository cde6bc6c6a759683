"""What the database refuses about accounts and roles, by raw SQL and by the ORM, whoever asks."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, connection, transaction
from wagtail.models import GroupPagePermission, Page

from sharing.core.actor import acting
from sharing.core.exceptions import Refused
from sharing.models import RoleRight
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make.UserFactory(role="Beheerder")


def sql(statement: str, *parameters) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def refused(write, *, by, why: str) -> None:
    with pytest.raises(IntegrityError, match=why), transaction.atomic(), acting(by=by, reason="Poging"):
        write()


def role(name: str) -> Group:
    return Group.objects.get(name=name)


class TestRoles:
    def test_nobody_gives_himself_a_role(self, keeper):
        give = "INSERT INTO cms_user_groups (user_id, group_id) VALUES (%s, %s)"
        refused(lambda: sql(give, keeper.pk, role("Redacteur").pk), by=keeper, why="zijn eigen rollen")
        refused(lambda: keeper.groups.add(role("Redacteur")), by=keeper, why="zijn eigen rollen")
        refused(lambda: role("Redacteur").user_set.add(keeper), by=keeper, why="zijn eigen rollen")

    def test_nobody_takes_his_own_role_away(self, keeper):
        refused(keeper.groups.clear, by=keeper, why="zijn eigen rollen")

    def test_a_role_without_power_over_others_is_given_by_one(self, keeper):
        colleague = make.UserFactory()
        with acting(by=keeper, reason="Nieuwe collega"):
            colleague.groups.add(role("Redacteur"))
        given = type(colleague).groups.through.history.get(user_id=colleague.pk)
        assert (given.history_type, given.history_user_id) == ("+", keeper.pk)
        assert given.history_change_reason == "Nieuwe collega"

    @pytest.mark.parametrize("name", ["Juridisch medewerker", "Auditor", "Beheerder"])
    def test_a_role_that_reviews_or_confirms_takes_two(self, keeper, name):
        colleague = make.UserFactory()
        refused(lambda: colleague.groups.add(role(name)), by=keeper, why="doen twee personen")

    def test_a_membership_is_not_turned_into_another(self, keeper):
        colleague = make.UserFactory(role="Redacteur")
        turn = "UPDATE cms_user_groups SET group_id = %s WHERE user_id = %s"
        refused(lambda: sql(turn, role("Auditor").pk, colleague.pk), by=keeper, why="niet omgezet")

    def test_a_right_past_all_roles_is_the_operators(self, keeper):
        colleague, right = make.UserFactory(), Permission.objects.get(codename="change_disclosure")
        refused(lambda: colleague.user_permissions.add(right), by=keeper, why="per rol")
        with make.as_operator():
            colleague.user_permissions.add(right)

    def test_all_power_is_the_operators(self, keeper):
        colleague = make.UserFactory()
        more = "UPDATE cms_user SET is_superuser = true WHERE id = %s"
        refused(lambda: sql(more, colleague.pk), by=keeper, why="aan alle rollen voorbij")


class TestWhatARoleMayDo:
    def test_more_rights_take_two(self, keeper):
        right = Permission.objects.get(codename="change_disclosure")
        refused(lambda: role("Redacteur").permissions.add(right), by=keeper, why="doen twee personen")
        page = Page.objects.first()
        publish = Permission.objects.get(codename="publish_page")
        refused(
            lambda: GroupPagePermission.objects.create(
                group=role("Redacteur"), page=page, permission=publish
            ),
            by=keeper,
            why="doen twee personen",
        )

    def test_ones_own_role_is_left_alone_also_to_make_it_less(self, keeper):
        refused(role("Beheerder").permissions.clear, by=keeper, why="zijn eigen rollen")

    def test_a_role_of_the_product_keeps_its_name(self, keeper):
        rename = "UPDATE auth_group SET name = %s WHERE name = %s"
        refused(lambda: sql(rename, "X", "Juridisch medewerker"), by=keeper, why="houdt haar naam")
        with acting(by=keeper, reason="Eigen rol"):
            own = Group.objects.create(name="Stagiair")
        refused(lambda: sql(rename, "Juridisch medewerker", "Stagiair"), by=keeper, why="houdt haar naam")
        refused(role("Auditor").delete, by=keeper, why="houdt haar naam")
        with acting(by=keeper, reason="Toch niet"):
            own.delete()

    def test_every_change_is_recorded(self):
        right = Permission.objects.get(codename="add_redirect")
        with make.as_operator("Op de server"):
            role("Auditor").permissions.add(right)
        row = RoleRight.history.filter(permission_id=right.pk, group_id=role("Auditor").pk).first()
        assert (row.history_type, row.history_change_reason) == ("+", "Op de server")

    def test_without_an_actor_nothing_changes(self):
        right = Permission.objects.get(codename="add_redirect")
        with pytest.raises(IntegrityError, match="zonder uitvoerder"), transaction.atomic():
            role("Auditor").permissions.add(right)


class TestAccounts:
    def test_a_change_is_recorded_with_old_new_and_who(self, keeper):
        colleague = make.UserFactory(email="oud@voorbeeld.example")
        with acting(by=keeper, reason="Verhuisd"):
            sql("UPDATE cms_user SET email = 'nieuw@voorbeeld.example' WHERE id = %s", colleague.pk)
        new, old = colleague.history.all()[:2]
        assert (old.email, new.email) == ("oud@voorbeeld.example", "nieuw@voorbeeld.example")
        assert (new.history_user_id, new.history_change_reason) == (keeper.pk, "Verhuisd")

    def test_without_an_actor_nothing_changes(self):
        colleague = make.UserFactory()
        for column, value in [("email", "x@x.example"), ("password", "x"), ("is_active", "false")]:
            with pytest.raises(IntegrityError, match="zonder uitvoerder"), transaction.atomic():
                sql(f"UPDATE cms_user SET {column} = %s WHERE id = %s", value, colleague.pk)

    def test_of_a_password_only_that_it_was_changed(self, keeper):
        colleague = make.UserFactory()
        before = colleague.history.first().password_changed_at
        with acting(by=colleague, reason="Test"):
            sql("UPDATE cms_user SET password = 'geheim' WHERE id = %s", colleague.pk)
        row = colleague.history.first()
        assert row.password_changed_at > before and row.history_user_id == colleague.pk
        assert "password" not in {field.name for field in row._meta.fields}

    def test_nobody_chooses_the_password_of_another(self, keeper):
        choose = "UPDATE cms_user SET password = 'geheim' WHERE id = %s"
        refused(lambda: sql(choose, make.UserFactory().pk), by=keeper, why="wachtwoord van een ander")

    def test_where_the_mail_of_power_goes_takes_two(self, keeper):
        move = "UPDATE cms_user SET email = 'k@voorbeeld.example' WHERE id = %s"
        refused(lambda: sql(move, make.UserFactory(role="Auditor").pk), by=keeper, why="twee personen")
        with acting(by=keeper, reason="Verhuisd"):
            sql(move, make.UserFactory(role="Redacteur").pk)

    def test_power_that_slept_wakes_by_two(self, keeper):
        sleeping = make.UserFactory(role="Auditor", is_active=False)
        wake = "UPDATE cms_user SET is_active = true WHERE id = %s"
        refused(lambda: sql(wake, sleeping.pk), by=keeper, why="twee personen")

    def test_when_a_password_was_changed_cannot_be_forged(self, keeper):
        colleague = make.UserFactory()
        before = type(colleague).objects.get(pk=colleague.pk).password_changed_at
        with acting(by=keeper, reason="Test"):
            sql("UPDATE cms_user SET password_changed_at = NULL WHERE id = %s", colleague.pk)
        assert type(colleague).objects.get(pk=colleague.pk).password_changed_at == before

    def test_signing_in_is_no_change(self, client):
        colleague = make.UserFactory(role="Auditor")
        rows = colleague.history.count()
        client.force_login(colleague)
        assert colleague.history.count() == rows
        assert type(colleague).objects.get(pk=colleague.pk).last_login

    def test_a_user_name_never_changes(self, keeper):
        colleague = make.UserFactory()
        rename = "UPDATE cms_user SET username = 'ander' WHERE id = %s"
        refused(lambda: sql(rename, colleague.pk), by=keeper, why="gebruikersnaam verandert niet")

    def test_an_account_is_not_deleted(self, keeper):
        gone = "DELETE FROM cms_user WHERE id = %s"
        refused(lambda: sql(gone, make.UserFactory().pk), by=keeper, why="niet verwijderd")

    @pytest.mark.parametrize("change", ["is_active = true", "email = 'k@voorbeeld.example'"])
    def test_nobody_opens_the_account_of_the_operator(self, keeper, change):
        """Who signs in with it acts at once, past every second person."""
        refused(
            lambda: sql(f"UPDATE cms_user SET {change} WHERE username = 'systeem'"),
            by=keeper,
            why="server zelf",
        )

    def test_nobody_renames_himself(self, keeper):
        rename = "UPDATE cms_user SET last_name = 'Jansen' WHERE id = %s"
        refused(lambda: sql(rename, keeper.pk), by=keeper, why="zijn eigen naam")
        colleague = make.UserFactory()
        with acting(by=keeper, reason="Getrouwd"):
            sql(rename, colleague.pk)


class TestActors:
    def test_an_inactive_account_is_no_actor_in_sql_either(self):
        gone, party = make.UserFactory(is_active=False), make.PartyFactory()
        with pytest.raises(IntegrityError, match="niet actief"), transaction.atomic():
            sql("SELECT set_config('register.actor', %s, true)", str(gone.pk))
            sql("UPDATE sharing_party SET name = 'x' WHERE id = %s", party.pk)

    def test_acting_refuses_it_with_a_sentence(self):
        with (
            pytest.raises(Refused, match="is niet actief"),
            acting(by=make.UserFactory(is_active=False), reason="Test"),
        ):
            pass

    def test_the_operator_acts_though_nobody_signs_in_with_it(self):
        with make.as_operator():
            assert make.PartyFactory().history.get().history_user.username == "systeem"

    def test_a_stored_password_is_renewed_as_the_users_own_doing(self, settings, client):
        colleague = make.UserFactory(role="Auditor")
        settings.PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
            *settings.PASSWORD_HASHERS,
        ]
        assert client.login(username=colleague.username, password=make.PASSWORD)
        row = colleague.history.first()
        assert row.history_user_id == colleague.pk and "sterker opgeslagen" in row.history_change_reason
        with make.as_operator():
            type(colleague).objects.filter(pk=colleague.pk).update(
                is_active=False, password="md5$" + "a" * 10 + "$" + "b" * 32
            )
        assert not client.login(username=colleague.username, password=make.PASSWORD)
