"""Who comes to the screens of agreements, what an agreement covers, and where its documents lie."""

from datetime import date

import pytest
from django.core.files.storage import FileSystemStorage

from sharing.agreements.models import AgreementDocument
from sharing.roles import CONTRACT_MANAGER
from tests import factories
from tests.sharing.core.visitors import signed_in


@pytest.fixture
def manager(db):
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture(autouse=True)
def private(monkeypatch, settings, tmp_path):
    """Documents of a test lie in its own folder; everything else about the storage is as configured."""
    options = settings.STORAGES["private"]["OPTIONS"] | {"location": tmp_path}
    monkeypatch.setattr(AgreementDocument._meta.get_field("file"), "storage", FileSystemStorage(**options))
    return tmp_path


@pytest.fixture
def lists(db):
    purpose = factories.PurposeFactory(code="werk", description="Begeleiding naar werk")
    return {
        "party": factories.PartyFactory(processor=True),
        "purpose": purpose,
        "child": factories.PurposeFactory(code="werk-intake", parent=purpose),
        "data": factories.DataCategoryFactory(),
        "subject": factories.SubjectCategoryFactory(),
    }


@pytest.fixture
def agreement(lists):
    """One that ends, with a processor."""
    return factories.AgreementFactory(
        processing=True,
        reference="VW-1",
        party=lists["party"],
        covers=[lists["purpose"]],
        data=[lists["data"]],
        last_day=date(2090, 12, 31),
    )
