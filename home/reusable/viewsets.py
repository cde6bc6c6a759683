"""The screens of the reusable texts: a list, a form that says where each text is used, and a chooser for blocks."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser, snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from home.reusable.models import ReusableText
from home.reusable.queries import uses_of
from sharing.public import FreshForm


class UsesPanel(Panel):
    """Where the text is used, and from when a change reaches readers."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/uses.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            uses = uses_of(self.instance) if self.instance.pk else []
            return super().get_context_data(parent_context) | {"uses": uses, "new": not self.instance.pk}


_View: Any = object  # of Wagtail, to which the mixin is added


class CheckedMixin(_View):
    """Wagtail's choosers list every record to anyone in the admin; this one only to who may change texts."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        policy = policy_registry.get_by_type(ReusableText)
        if not policy.user_has_any_permission(request.user, ["add", "change", "view"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ChooseView(CheckedMixin, chooser.ChooseView):
    pass


class ChooseResultsView(CheckedMixin, chooser.ChooseResultsView):
    pass


class ChosenView(CheckedMixin, chooser.SnippetChosenView):
    pass


class ChosenMultipleView(CheckedMixin, chooser.SnippetChosenMultipleView):
    pass


class ReusableTextChooserViewSet(chooser.SnippetChooserViewSet):
    """Wagtail's chooser with its views checked; texts are made in their own screen, not in the chooser."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class OnlyWhenSavedMixin(_View):
    """A reusable text has no draft: stored while somebody types, half a sentence would stand in every text."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


class AddView(OnlyWhenSavedMixin, snippets.CreateView):
    pass


class EditView(OnlyWhenSavedMixin, snippets.EditView):
    pass


class ReusableTextViewSet(SnippetViewSet):
    model = ReusableText
    add_view_class = AddView
    edit_view_class = EditView
    url_prefix = "vaste-teksten"
    chooser_viewset_class = ReusableTextChooserViewSet
    icon = "snippet"
    menu_label = _("Vaste teksten")
    menu_hook = "register_statement_item"
    menu_order = 3  # after the versions
    copy_view_enabled = False
    list_display = ["title", UpdatedAtColumn()]
    search_fields = ["title", "body"]
    ordering = ["title"]
    edit_handler = ObjectList(
        [FieldPanel("title"), FieldPanel("body"), UsesPanel(heading=_("Waar staat deze tekst?"))],
        base_form_class=FreshForm,
    )
