"""Who fills in a step is told at once all that is wrong: also what its operation would refuse (``foresee``)."""

from collections.abc import Iterator

from django.urls import get_resolver

from sharing.core.admin.screens import FormScreen
from sharing.core.admin.writing import WritingMixin

WHY = "besides which button is pressed only why is written; that is judged by its field"
FORM = (
    "the form judges all that is typed, with the constraints of the model and the functions of the operation"
)
LEADS = "nothing is stored: what is typed is judged by its field, and the rest is looked up"
# The screens of which the operation refuses nothing of what was typed, that the form does not say; and why.
NOTHING_MORE = {
    "sharing.access.screens.CountersignView": WHY,
    "sharing.access.screens.SignView": WHY,
    "sharing.access.screens.StopView": WHY,
    "sharing.access.users.AccountCreateView": FORM,
    "sharing.access.users.AccountEditView": FORM,
    "sharing.access.users.PasswordLinkView": WHY,
    "sharing.access.viewsets.ConfirmView": WHY,
    "sharing.access.viewsets.RejectView": WHY,
    "sharing.access.viewsets.WithdrawView": WHY,
    "sharing.agreements.chain_views.ChainView": FORM,
    "sharing.agreements.together_views.TogetherView": FORM,
    "sharing.agreements.views.AgreementCreateView": FORM,
    "sharing.agreements.views.AgreementEditView": FORM,
    "sharing.answers.screens.MakeAnswerView": FORM,
    "sharing.consents.request_views.AssessRequestView": WHY,
    "sharing.consents.request_views.ConfirmRequestView": WHY,
    "sharing.consents.viewsets.ConsentCreateView": FORM,
    "sharing.consents.viewsets.ConsentEditView": FORM,
    "sharing.consents.viewsets_objections.ObjectionCreateView": FORM,
    "sharing.consents.viewsets_objections.ObjectionEditView": FORM,
    "sharing.core.admin.dossiers.DossierSearchView": LEADS,
    "sharing.disclosures.screens.ProposalView": WHY,
    "sharing.disclosures.screens.ReopenView": WHY,
    "sharing.disclosures.screens.RestoreView": WHY,
    "sharing.disclosures.screens.VoidView": WHY,
    "sharing.documents.views.AddDocumentView": FORM,
    "sharing.dossiers.screens.OfRecordView": LEADS,
    "sharing.dossiers.screens.StartView": LEADS,
    "sharing.grounds.views.StartingListView": WHY,
    "sharing.grounds.viewsets_introduction.IntroductionEditView": FORM,
    "sharing.grounds.viewsets_introduction.LongerView": WHY,
    "sharing.inspection.views.DossierView": LEADS,
    "sharing.inspection.views.RecordView": LEADS,
    "sharing.letters.views.RestoreView": WHY,
    "sharing.letters.views.TemplateEditView": FORM,
    "sharing.log.views.ColumnsView": FORM,
    "sharing.relations.merger_views.DecideMergerView": WHY,
    "sharing.relations.merger_views.MergeView": FORM,
    "sharing.relations.merger_views.PartView": WHY,
    "sharing.reminders.viewsets.CalendarView": FORM,
    "sharing.reminders.viewsets.WithdrawView": WHY,
    "sharing.sources.views.RevokeTokenView": WHY,
    "sharing.transfers.views.TransferCreateView": FORM,
    "sharing.transfers.views.TransferEditView": FORM,
    "sharing.workbook.export_views.RegisterExportView": LEADS,
}


def below(screen: type) -> Iterator[type]:
    """The classes that build on this one."""
    for one in screen.__subclasses__():
        yield one
        yield from below(one)


def used() -> set[type]:
    """The classes of the views that have an address."""
    found, waiting = set(), [get_resolver()]
    while waiting:
        for pattern in waiting.pop().url_patterns:
            if hasattr(pattern, "url_patterns"):
                waiting.append(pattern)
            elif view := getattr(pattern.callback, "view_class", None):
                found.add(view)
    return found


def test_what_an_operation_would_refuse_is_told_with_the_errors_of_the_form():
    addressed = used()
    steps = {one for one in below(FormScreen) if one.foresee is FormScreen.foresee}
    records = {
        one
        for one in below(WritingMixin)
        if one.foresee is WritingMixin.foresee and one.write is not WritingMixin.write
    }
    silent = {f"{one.__module__}.{one.__qualname__}" for one in (steps | records) & addressed}
    assert silent == NOTHING_MORE.keys()
