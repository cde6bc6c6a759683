"""What proves something stays: a signed agreement, every version of its documents, and what persons decided."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from sharing.agreements.models import Agreement, AgreementDocument
from sharing.core.actor import acting
from sharing.core.exceptions import Refused
from sharing.core.operations import delete_record
from sharing.core.periods import AMSTERDAM
from sharing.core.records import version_of
from sharing.roles import ADMINISTRATOR, AUDITOR, EDITOR, LAWYER
from tests import factories
from tests.sharing.agreements.screens import ADD, PDF, filled, management
from tests.sharing.core.visitors import signed_in

pytestmark = pytest.mark.django_db
INSTEAD = "Opgezegd per"
SECOND = PDF + b"tweede versie"


def at(action: str, agreement: Agreement) -> str:
    return reverse(f"agreements:{action}", args=[agreement.pk])


@pytest.fixture
def signed() -> Agreement:
    return factories.AgreementFactory()


@pytest.fixture
def document(manager, lists) -> AgreementDocument:
    files = {"documents-0-title": "Contract", "documents-0-file": SimpleUploadedFile("c.pdf", PDF)}
    assert manager.post(ADD, filled(lists, **management("documents", 1) | files)).status_code == 302
    return AgreementDocument.objects.get()


def sent(lists, document: AgreementDocument, **changes: Any) -> dict[str, Any]:
    rows = {"documents-0-id": document.pk, "documents-0-title": document.title}
    version = {"version": version_of(Agreement, document.agreement_id)}
    return filled(lists, **management("documents", 1, 1) | rows | version | changes)


class TestSigned:
    def test_the_manager_is_told_what_to_do_instead(self, manager, signed) -> None:
        for answer in (
            manager.get(at("delete", signed)),
            manager.post(at("delete", signed), {"reason": "Weg"}),
        ):
            assert INSTEAD in answer.content.decode()
        assert Agreement.objects.filter(pk=signed.pk).exists()
        assert at("delete", signed) not in manager.get(at("inspect", signed)).content.decode()

    def test_the_operation_refuses(self, manager, signed) -> None:
        with pytest.raises(Refused, match=INSTEAD):
            delete_record(signed, by=manager.user, reason="Weg")

    @pytest.mark.parametrize("first", ["", "UPDATE sharing_agreement SET signed_on = NULL"])
    def test_the_database_refuses(self, manager, signed, first) -> None:
        """Also when the signing day is taken away before."""
        with pytest.raises(IntegrityError, match=INSTEAD), acting(by=manager.user, reason="x"):
            with connection.cursor() as cursor:
                if first:
                    cursor.execute(first)
                for table in ("purpose", "datacategory", "subjectcategory"):
                    cursor.execute(f"DELETE FROM sharing_agreement{table}")
                cursor.execute("DELETE FROM sharing_agreement")

    def test_it_does_not_go_with_its_party(self, manager, signed) -> None:
        with pytest.raises(Refused):
            delete_record(signed.party, by=manager.user, reason="x")
        assert Agreement.objects.filter(pk=signed.pk).exists()

    def test_a_draft_may_go(self, manager) -> None:
        draft = factories.AgreementFactory(unsigned=True)
        assert manager.post(at("delete", draft), {"reason": "Dubbel"}).status_code == 302
        assert not Agreement.objects.exists()


class TestDocuments:
    def test_a_replaced_version_stays_readable(self, manager, lists, document) -> None:
        new = SimpleUploadedFile("nieuw.pdf", SECOND)
        answer = manager.post(
            at("edit", document.agreement), sent(lists, document, **{"documents-0-file": new})
        )
        assert answer.status_code == 302, answer.context["form"].errors
        page = manager.get(at("inspect", document.agreement)).content.decode()
        assert "Vervangen" in page
        assert "Geldend" in page
        assert manager.user.get_full_name() in page
        rows = list(AgreementDocument.history.order_by("history_id"))
        assert [self.fetch(manager, document, row.history_id) for row in rows] == [PDF, SECOND]

    def test_a_row_that_was_taken_away_is_all_that_is_told(self, manager, lists, document) -> None:
        gone = sent(lists, document, **{"documents-0-DELETE": "on"})
        form = manager.post(at("edit", document.agreement), gone).context["form"]
        assert form.non_field_errors() == []
        [row] = form.formsets["documents"].forms
        assert "wordt niet verwijderd" in row.errors["title"][0]

    def test_a_version_is_called_after_when_it_was_kept(self, manager, document) -> None:
        row = document.history.get()
        address = reverse(
            "agreements:document_version", args=[document.agreement_id, document.pk, row.history_id]
        )
        name = manager.get(address)["Content-Disposition"]
        assert f"{row.history_date.astimezone(AMSTERDAM):%Y-%m-%d-%H%M%S}.pdf" in name

    def fetch(self, visitor: Any, document: AgreementDocument, version: int) -> bytes | None:
        address = reverse("agreements:document_version", args=[document.agreement_id, document.pk, version])
        assert address in visitor.get(at("inspect", document.agreement)).content.decode()
        return b"".join(visitor.get(address).streaming_content)

    @pytest.mark.parametrize(
        ("role", "status"), [(LAWYER, 200), (AUDITOR, 200), (EDITOR, 302), (ADMINISTRATOR, 302)]
    )
    def test_the_same_roles_read_it(self, role, status, document) -> None:
        keys = [document.agreement_id, document.pk, document.history.get().history_id]
        answer = signed_in(role).get(reverse("agreements:document_version", args=keys))
        assert (answer.status_code == 200) == (status == 200)

    def test_a_version_of_another_document_is_not_found(self, manager, document) -> None:
        keys = [document.agreement_id, document.pk + 1, document.history.get().history_id]
        assert manager.get(reverse("agreements:document_version", args=keys)).status_code == 404

    def test_taking_it_away_is_refused_at_its_row(self, manager, lists, document) -> None:
        page = manager.post(
            at("edit", document.agreement), sent(lists, document, **{"documents-0-DELETE": "on"})
        )
        assert "kies dan bij dat document een nieuw bestand" in page.content.decode()
        assert AgreementDocument.objects.filter(pk=document.pk).exists()

    def test_the_database_refuses(self, manager, document) -> None:
        with pytest.raises(IntegrityError, match="nieuw bestand"), acting(by=manager.user, reason="x"):
            document.delete()

    def test_a_draft_with_a_document_stays(self, manager, document) -> None:
        assert document.agreement.signed_on is None
        assert INSTEAD in manager.post(at("delete", document.agreement), {"reason": "x"}).content.decode()


@pytest.mark.parametrize("name", ["Disclosure", "Consent", "Objection", "AuthorityRequest"])
def test_what_persons_decided_is_never_deleted(name, manager) -> None:
    record = getattr(factories, f"{name}Factory")()
    assert record.why_kept()
    with pytest.raises(Refused, match="nooit verwijderd"):
        delete_record(record, by=manager.user, reason="x")
    table = record._meta.db_table
    with pytest.raises(IntegrityError, match="nooit verwijderd"), acting(by=manager.user, reason="x"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [record.pk])
    with pytest.raises(IntegrityError, match="nooit verwijderd"), acting(by=manager.user, reason="x"):
        type(record).objects.all().delete()
