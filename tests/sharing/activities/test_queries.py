"""What others may tell of our own processing activities."""

from datetime import date

from sharing.activities.queries import activities_told, legal_bases_by_purpose
from tests import factories as make

DAY = date(2026, 3, 31)


def activity(purpose, **fields):
    found = make.ProcessingActivityFactory(**fields)
    make.ActivityPurposeFactory(activity=found, purpose=purpose)
    return found


def test_only_our_own_and_only_what_goes_on(db):
    make.ProcessingActivityFactory(name="Nu")
    make.ProcessingActivityFactory(name="Voorbij", last_day=date(2026, 3, 30))
    make.ProcessingActivityFactory(name="Voor een ander", as_processor=True)
    assert [one.name for one in activities_told(on=DAY)] == ["Nu"]


def test_an_interest_is_told_where_something_rests_on_it(db):
    make.ProcessingActivityFactory(legal_bases=["consent"], legitimate_interest="Van vroeger")
    assert [one.interest for one in activities_told(on=DAY)] == [""]


def test_two_activities_for_one_purpose_are_one_row_in_the_order_of_the_codes(db):
    later, first = make.PurposeFactory(code="b"), make.PurposeFactory(code="a", description="Eerst")
    law = make.LegalProvisionFactory(citation="art. 1 Wet")
    activity(later, name="Zonder grondslag")
    activity(first, name="Een", legal_bases=["public_task"], provision=law)
    activity(first, name="Twee", legal_bases=["consent", "public_task"], provision=law)
    (row,) = legal_bases_by_purpose(on=DAY)
    assert row.purpose == "Eerst"
    assert row.bases == (("Toestemming", ""), ("Taak van algemeen belang", "art. 1 Wet"))
