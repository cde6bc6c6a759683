"""Signed documents: what may be kept, and who fetches it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sharing.agreements.models import Agreement, AgreementDocument
from sharing.core.exceptions import Refused
from sharing.documents.rules import check_document, kind_of
from sharing.roles import ADMINISTRATOR, AUDITOR, EDITOR, LAWYER
from tests import factories
from tests.sharing.agreements.screens import ADD, PDF, PNG, filled, management, word
from tests.sharing.core.visitors import signed_in


class TestDocuments:
    @pytest.fixture
    def document(self, manager, lists):
        files = {"documents-0-title": "Contract", "documents-0-file": SimpleUploadedFile("c.pdf", PDF)}
        answer = manager.post(ADD, filled(lists, **management("documents", 1) | files))
        assert answer.status_code == 302
        return AgreementDocument.objects.get()

    def address(self, document) -> str:
        return reverse("agreements:document", args=[document.agreement_id, document.pk])

    def test_it_is_handed_out_as_a_download_only(self, manager, document):
        answer = manager.get(self.address(document))
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        assert (
            self.address(document)
            in manager.get(reverse("agreements:inspect", args=[document.agreement_id])).content.decode()
        )

    @pytest.mark.parametrize(
        ("role", "allowed"), [(LAWYER, True), (AUDITOR, True), (ADMINISTRATOR, False), (EDITOR, False)]
    )
    def test_who_may_fetch_it(self, role, allowed, document):
        assert (signed_in(role).get(self.address(document)).status_code == 200) == allowed

    def test_nobody_without_an_account_and_no_other_address(self, document, private):
        assert Client().get(self.address(document)).status_code == 302
        for address in (
            f"/media/{document.file.name}",
            f"/documenten/{document.pk}/c.pdf",
            f"/private/{document.file.name}",
        ):
            assert Client().get(address).status_code in (302, 404)
        assert (private / document.file.name).stat().st_mode & 0o077 == 0

    def test_the_form_names_the_file_and_links_to_no_place_where_it_is_not(self, manager, document):
        page = manager.get(reverse("agreements:edit", args=[document.agreement_id])).content.decode()
        assert f"Nu opgeslagen: <b>{document.file.name.rpartition('/')[2]}</b>" in page
        assert "/media/" not in page
        assert 'type="file" name="documents-0-file" accept=".pdf' in page

    def test_not_under_another_agreement(self, manager, document):
        other = factories.AgreementFactory()
        assert manager.get(reverse("agreements:document", args=[other.pk, document.pk])).status_code == 404

    def test_a_file_that_is_gone_is_not_an_accident(self, manager, document, private):
        (private / document.file.name).unlink()
        assert manager.get(self.address(document)).status_code == 404

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("virus.exe", b"MZ\x90", "Dit is geen PDF"),
            ("contract.pdf", b"<html><script>alert(1)</script>", "Dit is geen PDF"),
            ("contract.pdf", PNG, "maar de inhoud is een PNG"),
            ("macro.docx", word("word/vbaProject.bin"), "Dit is geen PDF"),
            ("half.docx", b"PK\x03\x04kapot", "Dit is geen PDF"),
            ("leeg.pdf", b"", "leeg"),
        ],
    )
    def test_what_may_not_be_kept_is_refused(self, name, content, message, manager, lists):
        files = {"documents-0-title": "Contract", "documents-0-file": SimpleUploadedFile(name, content)}
        page = manager.post(ADD, filled(lists, **management("documents", 1) | files)).content.decode()
        assert message in page
        assert not Agreement.objects.exists()

    @pytest.mark.parametrize(
        ("name", "content", "kind"),
        [
            ("a.PDF", PDF, "pdf"),
            ("a.docx", word(), "docx"),
            ("a.png", PNG, "png"),
            ("a.jpeg", b"\xff\xd8\xff\xe0", "jpg"),
        ],
    )
    def test_what_may_be_kept(self, name, content, kind):
        assert check_document(SimpleUploadedFile(name, content)) == kind
        assert kind_of(io.BytesIO(content)) == kind

    def test_too_large_a_file_is_refused(self, monkeypatch):
        monkeypatch.setattr("sharing.documents.rules.MAX_MEGABYTES", 0)
        with pytest.raises(Refused, match="groter dan 0 MB"):
            check_document(SimpleUploadedFile("a.pdf", PDF))
