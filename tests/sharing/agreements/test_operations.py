"""What hangs from an agreement."""

import pytest

from sharing.agreements.choices import AgreementKind, Article28Item, ItemStatus
from sharing.agreements.models import Article28Clause
from sharing.agreements.operations import arrange_article_28
from tests import factories

NOTHING = dict.fromkeys(Article28Item.values, (ItemStatus.NOT_MET, "", ""))


def arranged(agreement, items) -> dict:
    """The stored items after arranging these."""
    arrange_article_28(agreement, items=items, by=factories.UserFactory(), reason="Test")
    return {row.item: (row.status, row.clause) for row in Article28Clause.objects.filter(agreement=agreement)}


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        (AgreementKind.PROCESSING, 8),
        (AgreementKind.PROCESSING_AS_PROCESSOR, 8),
        (AgreementKind.SERVICE, 0),
        (AgreementKind.COOPERATION, 0),
        (AgreementKind.JOINT_CONTROLLERS, 0),
    ],
)
def test_only_processing_agreements_carry_all_items(kind, stored, db):
    assert len(arranged(factories.AgreementFactory(kind=kind), NOTHING)) == stored


def test_another_agreement_keeps_what_was_said(db):
    agreement = factories.AgreementFactory()
    assert arranged(agreement, NOTHING | {"c": (ItemStatus.MET, "artikel 9", "")}) == {
        "c": ("met", "artikel 9")
    }


def test_what_does_not_differ_is_not_written(db):
    agreement = factories.AgreementFactory(kind=AgreementKind.PROCESSING)
    arranged(agreement, NOTHING)
    before = Article28Clause.history.count()
    arranged(agreement, NOTHING)
    assert Article28Clause.history.count() == before
    assert arranged(agreement, NOTHING | {"a": (ItemStatus.MET, "", "")})["a"] == ("met", "")
    assert Article28Clause.history.count() == before + 1
