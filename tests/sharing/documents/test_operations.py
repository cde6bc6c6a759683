"""Documents that come later: a new one, a new version of one; what was kept stays readable."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sharing.consents.models import Consent, ConsentDocument
from sharing.consents.queries import came_after_assessment
from sharing.consents.request_models import AuthorityRequest, AuthorityRequestDocument
from sharing.consents.requests import assess_request, confirm_request
from sharing.core.actor import acting
from sharing.core.exceptions import ChangedMeanwhile, Refused
from sharing.core.records import version_of
from sharing.documents.operations import add_document
from sharing.documents.queries import document_versions
from sharing.roles import AUDITOR, CONTRACT_MANAGER, LAWYER
from tests import factories as make
from tests.sharing.consents.test_admin import seen
from tests.sharing.core.visitors import refused, rows_of, signed_in, text

pytestmark = pytest.mark.django_db
PDF, LATER = b"%PDF-1.7 eerst", b"%PDF-1.7 later"


def upload(content: bytes = PDF, name: str = "Jansen d-2026-0042.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def added(record, documents, content: bytes = PDF, **values):
    said = {
        "title": "Formulier",
        "file": upload(content),
        "by": make.UserFactory(),
        "reason": "Per post",
    } | values
    return add_document(record, documents=documents, **said)


class TestOperation:
    def test_a_new_version_leaves_the_former(self):
        consent = make.ConsentFactory()
        first = added(consent, ConsentDocument)
        added(consent, ConsentDocument, LATER, replaces=first, title="")
        newest, former = document_versions(ConsentDocument, Consent, consent.pk)
        assert (newest.title, newest.is_current, former.is_current) == ("Formulier", True, False)
        storage = ConsentDocument._meta.get_field("file").storage
        assert [storage.open(one.file).read() for one in (newest, former)] == [LATER, PDF]

    def test_names_of_people_and_numbers_in_a_file_name_are_not_kept(self):
        document = added(make.ConsentFactory(), ConsentDocument)
        assert "Jansen" not in document.file.name and "0042" not in document.file.name
        assert document.file.name.startswith("toestemmingen/") and document.file.name.endswith(".pdf")

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"title": " "}, "titel"),
            ({"title": "Van 123456782"}, "burgerservicenummer"),
            ({"file": SimpleUploadedFile("a.pdf", b"MZ")}, "geen PDF"),
        ],
    )
    def test_what_may_not_be_kept(self, changes, said):
        with pytest.raises(Refused, match=said):
            added(make.ConsentFactory(), ConsentDocument, **changes)
        assert not ConsentDocument.objects.exists()

    def test_the_same_file_is_no_new_version(self):
        consent = make.ConsentFactory()
        first = added(consent, ConsentDocument)
        with pytest.raises(Refused, match="hetzelfde bestand"):
            added(consent, ConsentDocument, replaces=first)

    def test_on_what_was_seen(self):
        consent = make.ConsentFactory()
        earlier = version_of(Consent, consent.pk)
        added(consent, ConsentDocument)
        with pytest.raises(ChangedMeanwhile):
            added(consent, ConsentDocument, LATER, seen=earlier)

    def test_is_never_deleted(self):
        document = make.ConsentDocumentFactory()
        with pytest.raises(IntegrityError, match="blijft bewaard"):
            with make.recorded(), transaction.atomic():
                document.delete()


class TestAfterTheAssessment:
    def test_a_document_is_added_and_gets_versions_but_is_not_rewritten(self):
        request = make.AuthorityRequestFactory(confirmed=True)
        document = added(request, AuthorityRequestDocument)
        added(request, AuthorityRequestDocument, LATER, replaces=document)
        rows = AuthorityRequestDocument.objects.filter(pk=document.pk)
        other = make.AuthorityRequestFactory()
        for changes in ({"title": "Anders"}, {"request": other}):
            with pytest.raises(IntegrityError, match="al beoordeeld"):
                with make.recorded(), transaction.atomic():
                    rows.update(**changes)

    @pytest.mark.django_db(transaction=True)  # each step a moment of its own
    def test_who_confirms_has_seen_what_was_assessed(self):
        request = make.AuthorityRequestFactory(data_categories=[make.DataCategoryFactory().pk])

        def assess(by) -> None:
            mark = version_of(AuthorityRequest, request.pk)
            assess_request(request, assessment="granted", note="x", seen=mark, by=by, at=timezone.now())

        first, second = make.UserFactory(), make.UserFactory()
        assess(first)
        added(request, AuthorityRequestDocument)
        request.refresh_from_db()
        assert came_after_assessment(request)
        with pytest.raises(Refused, match="document bijgekomen"):
            confirm_request(
                request, seen=version_of(AuthorityRequest, request.pk), by=second, at=timezone.now()
            )
        assess(first)
        confirm_request(request, seen=version_of(AuthorityRequest, request.pk), by=second, at=timezone.now())


class TestScreen:
    @pytest.mark.parametrize(
        ("name", "record"),
        [
            ("authority_requests", lambda: make.AuthorityRequestFactory(confirmed=True)),
            ("consents", make.ConsentFactory),
            ("objections", make.ObjectionFactory),
        ],
    )
    def test_evidence_is_added_and_read_back(self, name, record):
        kept = record()
        add, inspect = (reverse(f"{name}:{one}", args=[kept.pk]) for one in ("add_document", "inspect"))
        lawyer = signed_in(LAWYER)
        assert add in text(lawyer.get(inspect))
        sent = {"title": "Brief", "file": upload(), "reason": "Per post", **seen(lawyer, add)}
        page = text(lawyer.post(add, sent, follow=True))
        assert "Het document is bewaard." in page and "Geldend" in page
        document = kept.documents.get()
        fetch = reverse(f"{name}:document", args=[kept.pk, document.pk])
        assert BytesIO(b"".join(lawyer.get(fetch).streaming_content)).read() == PDF
        sent = {
            "document": document.pk,
            "title": "",
            "file": upload(LATER),
            "reason": "Nader",
            **seen(lawyer, add),
        }
        assert "Vervangen" in text(lawyer.post(add, sent, follow=True))
        auditor = signed_in(AUDITOR)
        assert auditor.get(fetch).status_code == 200
        assert refused(auditor.get(add)) and add not in text(auditor.get(inspect))
        assert refused(signed_in(CONTRACT_MANAGER).get(fetch))

    def test_without_a_file_or_title(self):
        consent = make.ConsentFactory()
        lawyer, add = signed_in(LAWYER), reverse("consents:add_document", args=[consent.pk])
        page = text(lawyer.post(add, {"title": "", "reason": "x", **seen(lawyer, add)}))
        assert "Kies het bestand." in page and "Geef het document een titel." in page
        with acting(by=lawyer.user, reason="x"):
            assert not ConsentDocument.objects.exists()

    def test_all_that_is_wrong_is_told_at_once(self):
        """Also that the file is to be chosen again, which no browser keeps."""
        consent = make.ConsentFactory()
        first = added(consent, ConsentDocument)
        lawyer, add = signed_in(LAWYER), reverse("consents:add_document", args=[consent.pk])
        sent = {"document": first.pk, "title": "Van 123456782", "reason": "", **seen(lawyer, add)}
        errors = lawyer.post(add, sent | {"file": upload()}).context["form"].errors
        assert "hetzelfde bestand" in errors["file"][0]
        assert {"title", "reason"} <= errors.keys()
        errors = lawyer.post(add, sent | {"file": upload(LATER)}).context["form"].errors
        assert "Kies “Jansen d-2026-0042.pdf” opnieuw" in errors["file"][0]

    def test_a_file_beside_a_record_is_to_be_chosen_again(self):
        row = {"title": "Brief", "file": upload()}
        sent = {"dossier_number": "d-1", "reason": "", **rows_of("documents", [row])}
        form = signed_in(LAWYER).post(reverse("consents:add"), sent).context["form"]
        [document] = form.formsets["documents"].forms
        assert "opnieuw" in document.errors["file"][0]
