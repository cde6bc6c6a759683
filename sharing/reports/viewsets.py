"""What waits, and what differs: the screens that read several registers."""

from sharing.reports.viewsets_consequences import ConsequencesViewSet
from sharing.reports.viewsets_differences import DifferencesViewSet
from sharing.reports.viewsets_flows import FlowsViewSet
from sharing.reports.viewsets_work import ContractWorkViewSet
from sharing.reports.viewsets_worklist import WorklistViewSet
from sharing.reports.viewsets_yearly import YearlyViewSet

viewsets = [ContractWorkViewSet(), WorklistViewSet(), FlowsViewSet(), DifferencesViewSet(), YearlyViewSet()]
admin_viewsets = [ConsequencesViewSet()]
