"""What waits, and what differs: the screens that read several registers."""

from sharing.reports.viewsets_differences import DifferencesViewSet
from sharing.reports.viewsets_flows import FlowsViewSet
from sharing.reports.viewsets_worklist import WorklistViewSet

viewsets = [WorklistViewSet(), FlowsViewSet(), DifferencesViewSet()]
