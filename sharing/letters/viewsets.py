"""The screens of the texts of letters: the list, each with its example and versions, changing and restoring."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import Button, HeaderButton

from sharing.consents.request_viewset import WithoutDeleting
from sharing.core.actor import Actor
from sharing.core.admin import Column, DayColumn, Link, RegisterInspectView, RegisterViewSet, Section
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.models import Register
from sharing.letters.forms import TemplateForm
from sharing.letters.models import LetterTemplate
from sharing.letters.queries import versions_of
from sharing.letters.views import ExampleView, RestoreView, TemplateEditView
from sharing.letters.words import in_its_language


def _title(template: LetterTemplate) -> str:
    return in_its_language(template.title, template.language)


class TemplateInspectView(RegisterInspectView):
    """A text with the way to its example and to earlier versions."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if self.live is None or self.moment:
            return buttons
        example = HeaderButton(
            _("Voorbeeld als PDF (nieuw venster)"),
            url=self.url("example"),
            icon_name="doc-full",
            attrs={"target": "_blank"},
        )
        return [*buttons, example]

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.live is None or self.moment or not self.user_has_permission("change"):
            return buttons
        if len(versions_of(self.live)) > 1:
            url = self.url("restore")
            buttons.append(Button(_("Eerdere versie terugzetten"), url=url, icon_name="rotate", priority=12))
        return buttons


class LetterTemplateViewSet(WithoutDeleting, RegisterViewSet):
    model = LetterTemplate
    name = "letter_templates"
    url_prefix = "sjablonen-van-brieven"
    icon = "mail"
    menu_label = _("Sjablonen van brieven")
    edit_view_class = TemplateEditView
    inspect_view_class = TemplateInspectView
    form_class = TemplateForm
    panels = [FieldPanel("title"), FieldPanel("body")]
    list_display = [
        "__str__",
        Column("title", label=_("Titel"), accessor=_title, sort_key="title", classname="register-grow"),
        DayColumn("dated", label=_("Tekst van"), sort_key="dated"),
    ]
    list_filter = ["kind", "language"]
    list_export = ["get_kind_display", "get_language_display", "title", "body", "dated"]
    export_headings = {"get_kind_display": _("Brief"), "get_language_display": _("Taal")}
    search_fields = ["title", "body"]
    inspect_view_fields = ["kind", "language", "title", "body", "dated"]

    def show_title(self, record: LetterTemplate) -> str:
        return _title(record)

    def show_body(self, record: LetterTemplate) -> str:
        return in_its_language(record.body, record.language)

    def inspect_sections(self, record: Register, *, user: Actor, day: date) -> list[Section]:
        columns = (str(_("Versie")), str(_("Tekst van")), str(_("Sinds")))
        return [Section(str(_("Versies")), columns, tuple(self._versions(record)))]

    def _versions(self, record: Any) -> Iterable[tuple[Any, ...]]:
        for one in reversed(versions_of(record)):
            url = reverse(self.get_url_name("version"), args=[record.pk, one.number])
            yield Link(str(one.number), url), day_in_words(one.dated), instant_in_words(one.at)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"add_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        example = self.construct_view(ExampleView)
        return [
            *(one for one in super().get_urlpatterns() if one.name != "add"),
            path("<int:pk>/voorbeeld/", example, name="example"),
            path("<int:pk>/versies/<int:number>/", example, name="version"),
            path("<int:pk>/terugzetten/", self.construct_view(RestoreView), name="restore"),
        ]


viewsets = [LetterTemplateViewSet()]
