"""What waits, and what differs: the screens that read several registers."""

from sharing.reports.viewsets_consequences import ConsequencesViewSet
from sharing.reports.viewsets_differences import DifferencesViewSet
from sharing.reports.viewsets_flows import FlowsViewSet
from sharing.reports.viewsets_work import ContractWorkViewSet
from sharing.reports.viewsets_worklist import WorklistViewSet

viewsets = [ContractWorkViewSet(), WorklistViewSet(), FlowsViewSet(), DifferencesViewSet()]
admin_viewsets = [ConsequencesViewSet()]
