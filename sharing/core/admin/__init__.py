"""The admin of every register: native Wagtail screens on top of named operations and the history in the database.

A register's screens, in its ``viewsets.py``::

    from sharing.core.admin import RegisterChooserViewSet, RegisterFilterSet, RegisterForm, RegisterViewSet

    class PartyFilterSet(RegisterFilterSet):          # brings the filter "peildatum"
        class Meta:
            model = Party
            fields = ["country"]

    class PartyViewSet(RegisterViewSet):
        model = Party
        name = "parties"                              # url namespace: parties:index, :inspect, :edit, :history, …
        url_prefix = "partijen"                       # /beheer/partijen/
        icon = "group"
        panels = [FieldPanel("code"), …, InlinePanel("capacities")]     # "reason" is added at the end
        form_class = PartyForm                        # a RegisterForm; only when there is something to add
        list_display = ["name", …, Column("…")]       # a listed record carries ``viewed_on`` (the day shown)
        list_export = ["code", "name", …]             # formulas are neutralised
        filterset_class = PartyFilterSet
        search_fields = ["name", "code"]
        list_select_related = ("country",)
        inspect_view_fields = ["code", "name", …]     # fields, or "x" with a method show_x(record) on the viewset
        def inspect_sections(self, record, *, user, day): return [Section(title, columns, rows)]

    viewsets = [PartyViewSet()]                       # sharing/wagtail_hooks.py names them in a menu
    choosers = [RegisterChooserViewSet("party_chooser", model=Party, icon="group", search_fields=["name", "code"])]

To call an operation of your own instead of the generic ``save_record``: subclass ``RegisterCreateView`` or
``RegisterEditView``, override ``write(form)`` (and ``RegisterDeleteView.remove(form)``) and raise ``Refused``,
``RefusedInput`` or ``ValidationError``: they become errors on the form and the input stays. Name your class in
``add_view_class``, ``edit_view_class`` or ``delete_view_class``. More addresses: extend ``get_urlpatterns`` and build
views with ``self.construct_view(…)``; views of one record derive from ``RecordMixin``.

Screens that only read: ``ReadOnlyViewSet``. Viewing takes the permission ``view_…`` of the model on every screen,
chooser, export and history. Rows of other registers that are deleted with the record (``on_delete=CASCADE``) are part
of it: its inspect screen, its timeline and its reference date include them without further declaration.
"""

from sharing.core.admin.choosers import RegisterChooserViewSet
from sharing.core.admin.exports import NeutralExportMixin
from sharing.core.admin.filters import RegisterFilterSet
from sharing.core.admin.forms import NoteField, ReasonField, ReasonForm, RegisterForm, StepForm
from sharing.core.admin.listing import RegisterIndexView
from sharing.core.admin.policies import (
    ReadOnlyRegisterPolicy,
    RegisterPolicy,
    may,
    possible_owners,
    register_policy,
)
from sharing.core.admin.reading import RecordMixin, RegisterHistoryView, RegisterInspectView
from sharing.core.admin.records import RecordField, RecordFilter
from sharing.core.admin.sections import Link, Section, fingerprint, link_to
from sharing.core.admin.status import Status, StatusColumn
from sharing.core.admin.tables import Column, DayColumn, DenseTable, TitleColumn
from sharing.core.admin.viewsets import ReadOnlyViewSet, RegisterViewSet
from sharing.core.admin.writing import RegisterCreateView, RegisterDeleteView, RegisterEditView, WritingMixin
from sharing.core.spreadsheets import neutral

__all__ = [
    "Column",
    "DayColumn",
    "DenseTable",
    "Link",
    "NeutralExportMixin",
    "NoteField",
    "ReadOnlyRegisterPolicy",
    "ReadOnlyViewSet",
    "ReasonField",
    "ReasonForm",
    "RecordField",
    "RecordFilter",
    "RecordMixin",
    "RegisterChooserViewSet",
    "RegisterCreateView",
    "RegisterDeleteView",
    "RegisterEditView",
    "RegisterFilterSet",
    "RegisterForm",
    "RegisterHistoryView",
    "RegisterIndexView",
    "RegisterInspectView",
    "RegisterPolicy",
    "RegisterViewSet",
    "Section",
    "Status",
    "StatusColumn",
    "StepForm",
    "TitleColumn",
    "WritingMixin",
    "fingerprint",
    "link_to",
    "may",
    "neutral",
    "possible_owners",
    "register_policy",
]
