"""The one purpose and data category of a retention term become lists; what they were stays readable."""

from importlib import import_module

import pytest
from django.db import connection, transaction
from django.urls import reverse

from cms.database import as_owner
from sharing.core.actor import acting
from sharing.core.exceptions import Refused
from sharing.core.refusals import readable_refusals
from sharing.models import RetentionTerm
from sharing.roles import ADMINISTRATOR
from tests import factories
from tests.factories import DataCategoryFactory, PurposeFactory, RetentionTermFactory
from tests.sharing.core.visitors import signed_in, text

INTO_LISTS = import_module("sharing.migrations.0017_retention_terms").INTO_LISTS
OLD = (
    "UPDATE sharing_retentionterm SET purpose_id = (SELECT id FROM sharing_purpose WHERE code = 'begeleiding'),"
    " data_category_id = (SELECT id FROM sharing_datacategory WHERE code = 'naam') WHERE code = 'dossier'"
)


@pytest.mark.django_db(transaction=True)
def test_the_one_becomes_the_first_of_the_list_in_one_moment_of_the_history() -> None:
    PurposeFactory(code="begeleiding", description="Begeleiding naar werk")
    DataCategoryFactory(code="naam")
    RetentionTermFactory(code="dossier")
    RetentionTermFactory(code="los")
    [lists] = [one for one in RetentionTerm._meta.constraints if one.name == "retention_term_has_lists"]
    with as_owner():
        with connection.schema_editor() as editor:
            editor.remove_constraint(RetentionTerm, lists)
        with acting(by=factories.tester(), reason="Zoals het was"), connection.cursor() as cursor:
            cursor.execute(OLD)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(INTO_LISTS)
        with connection.schema_editor() as editor:
            editor.add_constraint(RetentionTerm, lists)
    term = RetentionTerm.objects.get(code="dossier")
    assert (term.purpose_id, term.data_category_id) == (None, None)
    assert [one.code for one in term.purposes.all()] == ["begeleiding"]
    assert [one.code for one in term.data_categories.all()] == ["naam"]
    assert not RetentionTerm.objects.get(code="los").purposes.exists()
    now, then, *_rest = term.history.all()
    assert then.purpose_id and not now.purpose_id
    assert now.history_date == term.covered_purposes.get().history.get().history_date
    visitor = signed_in(ADMINISTRATOR)
    told = text(visitor.get(reverse("bewaartermijnen_modeladmin_history", args=[term.pk])))
    assert "Begeleiding naar werk" in told and "lijsten geworden" in told
    shown = text(visitor.get(reverse("bewaartermijnen_modeladmin_inspect", args=[term.pk])))
    assert "Begeleiding naar werk" in shown


@pytest.mark.django_db
def test_the_columns_of_the_past_stay_empty() -> None:
    term = RetentionTermFactory()
    purpose = PurposeFactory()
    with pytest.raises(Refused, match="lijst van doeleinden"), readable_refusals():
        with acting(by=factories.tester(), reason="Toch"):
            RetentionTerm.objects.filter(pk=term.pk).update(purpose=purpose)
    term.refresh_from_db()
    assert term.purpose is None
