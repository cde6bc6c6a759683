"""The screens of the templates: a register like the others, from which one begins a series of disclosures."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets.button import HeaderButton

from sharing.core.admin import (
    Column,
    RecordFilter,
    RegisterCreateView,
    RegisterFilterSet,
    RegisterInspectView,
    RegisterViewSet,
    may,
)
from sharing.core.admin.tables import CLIPPED
from sharing.core.keys import key_in
from sharing.disclosures.models import Disclosure
from sharing.entry.forms import EntryTemplateForm, template_from
from sharing.entry.models import EntryTemplate
from sharing.entry.views import TEMPLATE
from sharing.parties.models import Party

FROM = "uit"  # in the address: the key of the disclosure that a new template begins with


class EntryTemplateFilterSet(RegisterFilterSet):
    recipient = RecordFilter(Party, label=_("Ontvanger"))
    on_behalf_of = RecordFilter(Party, label=_("Namens"))

    class Meta:
        model = EntryTemplate
        fields = ["recipient", "on_behalf_of", "peildatum"]


class EntryTemplateCreateView(RegisterCreateView):
    """A new template, empty or as a disclosure was."""

    def get_initial(self) -> dict[str, Any]:
        initial, asked = super().get_initial(), self.request.GET.get(FROM, "")
        if (key := key_in(asked)) and may(self.request.user, "view", Disclosure):
            row = Disclosure.objects.filter(pk=key).first()
            return initial | (template_from(row) if row is not None else {})
        return initial


class EntryTemplateInspectView(RegisterInspectView):
    """A template, with the way to a series of disclosures."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if self.live is not None and not self.moment and may(self.request.user, "add", Disclosure):
            url = f"{reverse('disclosures:add')}?{TEMPLATE}={self.pk}"
            buttons = [HeaderButton(_("Vastleggen hiermee"), url=url, icon_name="plus", priority=5), *buttons]
        return buttons


class EntryTemplateViewSet(RegisterViewSet):
    model = EntryTemplate
    name = "entry_templates"
    url_prefix = "sjablonen"
    icon = "copy"
    menu_label = _("Sjablonen voor verstrekkingen")
    form_class = EntryTemplateForm
    add_view_class = EntryTemplateCreateView
    inspect_view_class = EntryTemplateInspectView
    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldPanel("recipient"), FieldRowPanel([FieldPanel("capacity"), FieldPanel("on_behalf_of")])],
            heading=_("Aan wie"),
        ),
        MultiFieldPanel(
            [FieldPanel("subject_category"), FieldPanel("data_categories"), FieldPanel("purpose")],
            heading=_("Welke gegevens en waarvoor"),
            help_text=_("Over wie het gaat, staat niet in een sjabloon; dat vult u in bij het vastleggen."),
        ),
        FieldRowPanel(
            [FieldPanel("legal_basis"), FieldPanel("legal_provision")], heading=_("Op welke grondslag")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("channel"), FieldPanel("destination_country")]),
                FieldPanel("description"),
            ],
            heading=_("Hoe en waarheen"),
        ),
    ]
    filterset_class = EntryTemplateFilterSet
    search_fields = ["name", "recipient__name", "description"]
    list_select_related = ("recipient", "on_behalf_of", "purpose")
    list_display = [
        "name",
        Column("recipient", label=_("Ontvanger"), sort_key="recipient__name", classname="register-grow"),
        Column("on_behalf_of", label=_("Namens"), sort_key="on_behalf_of__name"),
        Column("purpose", label=_("Doeleinde"), sort_key="purpose__code", classname=CLIPPED),
    ]
    list_export = [
        *("name", "recipient", "get_capacity_display", "on_behalf_of", "subject_category", "purpose"),
        *("get_legal_basis_display", "legal_provision", "get_channel_display", "description"),
    ]
    export_headings = {
        "get_capacity_display": _("Hoedanigheid"),
        "get_legal_basis_display": _("Grondslag"),
        "get_channel_display": _("Kanaal"),
    }
    inspect_view_fields = [
        *("name", "recipient", "capacity", "on_behalf_of", "subject_category", "data_categories", "purpose"),
        *("legal_basis", "legal_provision", "channel", "destination_country", "description"),
    ]


viewsets = [EntryTemplateViewSet()]
