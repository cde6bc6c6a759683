"""Accounts, roles, proposals about them, and reviews of who has which."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Page

from sharing import models
from sharing.core.actor import system_user
from tests.factories.base import NOON, PASSWORD, OperatorFactory, as_operator


class UserFactory(DjangoModelFactory):
    """An active user; `role` names a group, as in `UserFactory(role="Auditor")`. Made by the operator."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"gebruiker{number}")
    first_name = factory.Sequence(lambda number: f"Voornaam{number}")
    last_name = "Achternaam"
    email = factory.LazyAttribute(lambda user: f"{user.username}@voorbeeld.example")
    password = factory.django.Password(PASSWORD)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with as_operator():
            return super()._create(model_class, *args, **kwargs)

    @factory.post_generation
    def role(self, create, name, **kwargs):
        if name:
            with as_operator():
                self.groups.add(Group.objects.get_or_create(name=name)[0])


class MembershipFactory(OperatorFactory):
    class Meta:
        model = get_user_model().groups.through

    user = factory.SubFactory(UserFactory)
    group = factory.LazyFunction(lambda: Group.objects.get(name="Redacteur"))


class DirectPermissionFactory(OperatorFactory):
    class Meta:
        model = get_user_model().user_permissions.through

    user = factory.SubFactory(UserFactory)
    permission = factory.LazyFunction(lambda: Permission.objects.get(codename="add_redirect"))


class RoleFactory(OperatorFactory):
    class Meta:
        model = models.Role

    name = factory.Sequence(lambda number: f"Rol {number}")


class RoleRightFactory(OperatorFactory):
    class Meta:
        model = models.RoleRight

    group = factory.SubFactory(RoleFactory)
    permission = factory.LazyFunction(lambda: Permission.objects.get(codename="add_redirect"))


class RolePageRightFactory(RoleRightFactory):
    class Meta:
        model = models.RolePageRight

    permission = factory.LazyFunction(lambda: Permission.objects.get(codename="add_page"))
    page = factory.LazyFunction(lambda: Page.objects.first())


class RoleCollectionRightFactory(RoleRightFactory):
    class Meta:
        model = models.RoleCollectionRight

    permission = factory.LazyFunction(
        lambda: Permission.objects.get(codename="choose_image", content_type__app_label="wagtailimages")
    )
    collection = factory.LazyFunction(lambda: Collection.get_first_root_node())


class AccessProposalFactory(OperatorFactory):
    class Meta:
        model = models.AccessProposal

    kind = "roles"
    subject_id = factory.LazyFunction(lambda: UserFactory().pk)
    subject_name = "collega"
    before = factory.LazyFunction(lambda: {"roles": []})
    after = factory.LazyFunction(lambda: {"roles": ["Auditor"]})
    explanation = "Nieuwe collega"
    proposed_by = factory.LazyFunction(system_user)


class RoleReviewFactory(OperatorFactory):
    """One that waits; `agreed` is signed by two, a year before it is due again."""

    class Meta:
        model = models.RoleReview

    class Params:
        agreed = factory.Trait(
            outcome="agreed",
            closed_by=factory.LazyFunction(lambda: UserFactory(role="Auditor")),
            closed_at=factory.SelfAttribute("signed_at"),
        )

    roles = factory.LazyFunction(
        lambda: [
            {"account": "collega", "name": "", "active": True, "roles": ["Redacteur"], "beyond_roles": False}
        ]
    )
    findings = "Iedereen werkt hier nog."
    signed_by = factory.LazyFunction(lambda: UserFactory(role="Beheerder"))
    signed_at = NOON
