"""The statement's own editor."""

from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from home.conflicts.panels import ConflictsInEditor
from home.models import StatementPage


class StatementEditView(ConflictsInEditor, EditView):
    pass


class StatementPageViewSet(PageViewSet):
    model = StatementPage
    edit_view_class = StatementEditView


statement_page_viewset = StatementPageViewSet("statement_page")
