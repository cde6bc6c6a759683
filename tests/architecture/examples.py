"""One object of everything, so that every route can be asked for something that exists."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupApprovalTask, Locale, Page, Site, Workflow

from home.models import StatementPage
from home.reusable.models import ReusableText
from home.sample.statement import load_sample_statement
from home.site import ensure_site
from home.versions.models import StatementTranslation, StatementVersion
from home.versions.plain_models import PlainTranslation, PlainVersion
from sharing.models import (
    AgreementDocument,
    AuthorityRequest,
    AuthorityRequestDocument,
    BreachDocument,
    BreachLetter,
    BreachNotification,
    CommitmentSet,
    ComplaintProcedure,
    Consent,
    ConsentDocument,
    Country,
    DataCategory,
    Destruction,
    Disclosure,
    LegalProvision,
    ObjectionDocument,
    Party,
    PortableFile,
    ProcessingActivity,
    Purpose,
    RetentionRule,
    RetentionTerm,
    RightsDocument,
    RightsLetter,
    RightsRequest,
    Role,
    SubjectCategory,
)
from tests import factories
from tests.architecture.routes import Route, fill, parameters

# What parameters mean when the view does not name its model.
BY_NAME = {
    "page_id": "page",
    "parent_page_id": "page",
    "page_to_move_id": "page",
    "page_pk": "page",
    "destination_id": "home",
    "document_id": "document",
    "doc_id": "document",
    "image_id": "image",
    "redirect_id": "nothing",
    "collection_id": "collection",
    "workflow_pk": "workflow",
    "task_id": "task",
}
# Whose documents an address is about, by a part of it; those of agreements otherwise.
DOCUMENTS = {
    "/verzoeken-van-autoriteiten/": AuthorityRequestDocument,
    "/toestemmingen/": ConsentDocument,
    "/bezwaren/": ObjectionDocument,
    "/verzoeken-van-betrokkenen/": RightsDocument,
    "/datalekken/": BreachDocument,
}
# Views that do not say which model they work on, by the beginning of their address.
BY_PREFIX = {
    "/beheer/api/main/pages/": StatementPage,
    "/beheer/api/main/documents/": get_document_model,
    "/beheer/api/main/images/": get_image_model,
    "/beheer/workflows/tasks/": GroupApprovalTask,
    "/beheer/workflows/task_chooser/": GroupApprovalTask,
    "/beheer/workflows/": Workflow,
    "/beheer/verklaringversies/": StatementVersion,
    "/beheer/verklaringvertalingen/": StatementTranslation,
    "/beheer/paginaversies/": PlainVersion,
    "/beheer/paginavertalingen/": PlainTranslation,
    "/beheer/te-vernietigen/regel/": RetentionRule,
    "/beheer/te-vernietigen/verzoek/": RightsRequest,
    "/beheer/vernietigingen/": Destruction,
    "/beheer/verstrekkingen-bij-verzoek/": AuthorityRequest,
    "/beheer/verstrekkingen-bij-toestemming/": Consent,
    "/api/v1/consents/": Consent,
    "/beheer/gevolgen/": Party,
    "/beheer/registratie/": Party,
    "/beheer/doeleinden/": Purpose,
    "/beheer/gegevenscategorieen/": DataCategory,
    "/beheer/betrokkenen/": SubjectCategory,
    "/beheer/bewaartermijnen/": RetentionTerm,
    "/beheer/klachtenregelingen/": ComplaintProcedure,
    "/beheer/landen/": Country,
    "/beheer/bepalingen/": LegalProvision,
    "/beheer/documents/chooser/": get_document_model,
    "/beheer/images/chooser/": get_image_model,
    "/api/v1/disclosures/": Disclosure,
    "/api/v1/processing-activities/": ProcessingActivity,
}
TEXTS = {
    "document_filename": "voorbeeld.txt",
    "folder": "images",
    "path": "voorbeeld.png",
    "filter_spec": "width-100",
    "action_name": "copy",
    "action": "delete",
    "app_label": "home",
    "app_name": "home",
    "model_name": "statementpage",
    "content_type_app_name": "home",
    "content_type_model_name": "statementpage",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "uidb64": "MQ",
    "token": "geen-token",
    "secret": "geen-adres",
    "saved": "partij",
    "step": "overeenkomst",
    "day": "2026-03-31",
    "number": 2,
    "kind": "recipients",
    "register": "disclosures",
    "since": 1,
    "slug": "cookieverklaring",
    "digest": "0" * 64,
    "ending": "svg",
}


class Examples:
    """Makes the objects once and fills routes in with their keys."""

    def __init__(self) -> None:
        ensure_site()
        load_sample_statement(by=factories.tester())
        self.page = StatementPage.objects.source().get()
        self.objects: dict[type, Any] = {
            get_user_model(): factories.UserFactory(),
            Group: Group.objects.get(name="Auditor"),
            Page: self.page,
            StatementPage: self.page,
            StatementVersion: StatementVersion.objects.first(),
            ReusableText: self._reusable_text(),
            StatementTranslation: StatementTranslation.objects.first(),
            PlainVersion: PlainVersion.objects.first(),
            PlainTranslation: PlainTranslation.objects.first(),
            Collection: Collection.get_first_root_node().add_child(name="Voorbeelden"),
            Site: Site.objects.get(),
            Workflow: Workflow.objects.first(),
            GroupApprovalTask: GroupApprovalTask.objects.first(),
            Locale: Locale.objects.first(),
            get_document_model(): get_document_model().objects.create(
                title="Voorbeeld", file=ContentFile(b"tekst", "voorbeeld.txt")
            ),
            get_image_model(): get_image_model().objects.create(
                title="Voorbeeld", file=get_test_image_file()
            ),
        }
        for made in self._registers():
            self.objects[type(made)] = made

    def _reusable_text(self) -> ReusableText:
        text = ReusableText.objects.create(title="Voorbeeld", body="<p>Voorbeeld.</p>")
        text.save_revision()
        return text

    def _registers(self) -> list[Any]:
        agreement = factories.AgreementFactory(processing=True, article_28=False)
        made = [
            agreement,
            factories.PurposeFactory(),
            factories.DataCategoryFactory(),
            factories.SubjectCategoryFactory(),
            factories.RetentionTermFactory(),
            factories.ComplaintProcedureFactory(),
            factories.CountryFactory(),
            factories.EeaMembershipFactory(country__code="QQ"),
            factories.AdequacyDecisionFactory(),
            factories.LegalProvisionFactory(),
            factories.PartyCapacityFactory(),
            factories.PartyMergerFactory(),
            factories.TransferFactory(),
            factories.ImpactAssessmentFactory(),
            factories.SensitiveGroundFactory(),
            factories.GroundsIntroductionFactory(),
            factories.ProcessingActivityFactory(),
            factories.SecurityMeasureFactory(),
            factories.ConfidentialityFactory(),
            factories.RoleReviewFactory(),
            factories.Article28ClauseFactory(agreement=agreement),
            factories.SubProcessorFactory(agreement=agreement),
            CommitmentSet.objects.first(),
            factories.SourceFactory(),
            Role.objects.get(name="Auditor"),
            factories.AccessProposalFactory(),
            (consent := factories.ConsentFactory()),
            factories.ConsentDocumentFactory(consent=consent),
            (objection := factories.ObjectionFactory()),
            factories.ObjectionDocumentFactory(objection=objection),
            (request := factories.AuthorityRequestFactory()),
            factories.AuthorityRequestDocumentFactory(request=request),
            (asked := factories.RightsRequestFactory()),
            factories.RightsDocumentFactory(request=asked),
            factories.RightsLetterFactory(request=asked),
            factories.PortableFileFactory(),
            (breach := factories.BreachFactory()),
            factories.BreachDocumentFactory(breach=breach),
            factories.BreachNotificationFactory(breach=breach),
            factories.BreachLetterFactory(breach=breach),
            factories.RetentionRuleFactory(),
            factories.RetentionHoldFactory(number="d-0009"),
            factories.DestructionFactory(),
            factories.DisclosureFactory(deviation=True),
            factories.BackgroundWorkFactory(made=True),
            factories.EntryTemplateFactory(),
            factories.BlackOutFactory(),
            factories.LookFactory(),
            factories.AccessAnswerFactory(),
            factories.CalendarFeedFactory(),
        ]
        with factories.recorded():
            made.append(
                AgreementDocument.objects.create(
                    agreement=agreement,
                    title="Voorbeeld",
                    file=ContentFile(b"%PDF-1.7", "voorbeeld.pdf"),
                    sha256="0" * 64,
                )
            )
        return [made[-1].agreement.party, *made]

    def address(self, route: Route) -> str:
        """The route with an existing object's key in each parameter."""
        return fill(route.path, {name: self._value(route, name) for name in parameters(route.path)})

    def _value(self, route: Route, name: str) -> Any:
        if name == "code":
            return self.objects[Party].code
        if name == "revision_id":
            return self.page.latest_revision_id
        kept = next((kind for place, kind in DOCUMENTS.items() if place in route.path), AgreementDocument)
        if name == "document":
            return self.objects[kept].pk
        if name == "letter":
            return self.objects[BreachLetter if "/datalekken/" in route.path else RightsLetter].pk
        if name == "kind" and "/brief/" in route.path:
            return "breach" if "/datalekken/" in route.path else "receipt"
        if name == "number" and "/versies/" in route.path and "/sjablonen-van-brieven/" in route.path:
            return 1
        if name in ("pk", "file") and "/meenemen/<int:file>/" in route.path:
            taken = self.objects[PortableFile]
            return taken.pk if name == "file" else taken.request_id
        if name == "notification":
            return self.objects[BreachNotification].pk
        if name == "recipient":
            return self.objects[Party].pk
        if name == "version" and "/documenten/" in route.path:
            return self.objects[kept].history.get().pk
        if name == "slug" and route.path.startswith("/en/"):
            return "cookie-statement"
        if name in TEXTS:
            return TEXTS[name]
        if route.path.startswith("/beheer/vertaling-bijwerken/"):
            return self.page.get_translations().get().pk
        named = BY_NAME.get(name)
        if named == "nothing":
            return 1
        if named == "home":
            return self.page.get_parent().pk
        if named:
            return self._by_model_name(named)
        prefixed = [kind for prefix, kind in BY_PREFIX.items() if route.path.startswith(prefix)]
        model = prefixed[0] if prefixed else route.model
        if model in (get_document_model, get_image_model):
            model = model()
        known = self.objects.get(model)
        return known.pk if known else 1

    def _by_model_name(self, named: str) -> Any:
        kinds = {
            "page": StatementPage,
            "document": get_document_model(),
            "image": get_image_model(),
            "collection": Collection,
            "workflow": Workflow,
            "task": GroupApprovalTask,
        }
        return self.objects[kinds[named]].pk
