"""Wagtail's own API for the admin: it publishes by our operation, and says no as every other screen does."""

from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.fields import CharField
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.actions.revert_to_page_revision import RevertToPageRevisionAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from home.core.refusals import PublicationRefused, TryAgain
from home.publication.operations import publish
from home.publication.page import VersionedPage
from home.publication.queries import why_kept
from home.publication.rules import start_anew

if TYPE_CHECKING:
    from home.written import WrittenPage


class Busy(APIException):
    """Nothing is wrong with the request: at another moment it succeeds."""

    status_code = status.HTTP_409_CONFLICT


class Approval(Serializer[Any]):
    """What was on the screen of who publishes."""

    seen = CharField(required=False, default="", max_length=100_000)


class PublishAction(PublishPageAPIAction):
    """A statement is published as anywhere else; Wagtail's own way would leave out the version."""

    serializer = Approval

    def execute(self, instance: Page, data: dict[str, Any]) -> Response:
        if not isinstance(instance, VersionedPage):
            return super().execute(instance, data)
        try:
            publish(cast("WrittenPage", instance), by=self.request.user, at=timezone.now(), seen=data["seen"])
        except TryAgain as refusal:
            raise Busy(str(refusal)) from refusal
        except PublicationRefused as refusal:
            raise ValidationError(refusal.message_dict) from refusal
        published = type(instance).objects.get(pk=instance.pk)
        return Response(self.view.get_serializer(published).data)


class DeleteAction(DeletePageAPIAction):
    """What has versions stays; Wagtail's own way would note in the history that it was deleted, and then fail."""

    def execute(self, instance: Page, data: dict[str, Any]) -> Response:
        if reason := why_kept(instance):
            raise ValidationError({"detail": [reason]})
        return super().execute(instance, data)


class RevertAction(RevertToPageRevisionAPIAction):
    """An earlier text comes back without what was said about the version that it became or was to become."""

    def execute(self, instance: Page, data: dict[str, Any]) -> Response:
        if not isinstance(instance, VersionedPage):
            return super().execute(instance, data)
        action = self._action_from_data(instance, data)
        action.check()
        earlier = action.revision.as_object()
        start_anew(earlier)
        made = earlier.save_revision(
            previous_revision=action.revision,
            user=self.request.user,
            log_action=True,
            changed=True,
            clean=False,
        )
        return Response(self.view.get_serializer(made.as_object()).data)


class PagesEndpoint(PagesAdminAPIViewSet):
    actions = PagesAdminAPIViewSet.actions | {
        "publish": PublishAction,
        "delete": DeleteAction,
        "revert_to_page_revision": RevertAction,
    }


def register_endpoint(router: WagtailAPIRouter) -> None:
    """Take the place of Wagtail's endpoint for pages."""
    router.register_endpoint("pages", PagesEndpoint)
