"""Somebody at a party, or who asked for another: gone from the record and its history, and nothing else."""

import pytest

from sharing.core.exceptions import Refused, RefusedInput
from sharing.models import Destruction, Party, RightsRequest
from sharing.retention.operations import propose_contact
from tests import factories as make
from tests.sharing.retention.steps import AT, approved, rows, two

pytestmark = pytest.mark.django_db
NAME = "Petra Zeldzaam"


def proposed(by: object, words: str = NAME, reason: str = "Werkt daar niet meer") -> Destruction:
    return propose_contact(words=words, by=by, at=AT, reason=reason)


def a_party() -> Party:
    party = make.PartyFactory(contact_name=NAME, email="petra@partij.example")
    with make.recorded():
        Party.objects.filter(pk=party.pk).update(name="Nieuwe naam")
    return party


def test_goes_from_the_record_and_its_history_and_nothing_else_does():
    party, other = a_party(), make.PartyFactory(contact_name="Jan Ander")
    request = make.RightsRequestFactory(representative=NAME.upper(), number=None)
    first, second = two()
    made = proposed(first)
    before = rows()
    approved(made, second)
    after = rows()
    assert not [row for table in after.values() for row in table if NAME.casefold() in row.casefold()]
    party.refresh_from_db()
    assert (party.contact_name, party.email, party.name) == ("", "petra@partij.example", "Nieuwe naam")
    assert set(party.history.values_list("contact_name", flat=True)) == {""}
    assert RightsRequest.objects.get(pk=request.pk).representative == ""
    other.refresh_from_db()
    assert other.contact_name == "Jan Ander"
    for table in ("sharing_party", "sharing_historicalparty", "sharing_rightsrequest"):
        assert len(before[table]) == len(after[table])


def test_the_address_is_asked_for_by_itself():
    party = a_party()
    first, second = two()
    approved(proposed(first, "PETRA@partij.example "), second)
    party.refresh_from_db()
    assert (party.contact_name, party.email) == (NAME, "")


def test_a_text_that_changed_since_is_not_taken_away():
    party = a_party()
    first, second = two()
    made = proposed(first)
    with make.recorded():
        Party.objects.filter(pk=party.pk).update(contact_name="Opvolger")
    with pytest.raises(Refused, match="gewijzigd"):
        approved(made, second)
    party.refresh_from_db()
    assert party.contact_name == "Opvolger"


def test_by_oneself_it_is_refused():
    a_party()
    first, _second = two()
    made = proposed(first)
    with pytest.raises(Refused, match="zelf voorgesteld"):
        approved(made, first)


@pytest.mark.parametrize(
    ("words", "reason", "field"),
    [
        ("Bestaat Niet", "Weg", "words"),
        (NAME, f"{NAME} werkt er niet meer", "reason"),
        ("  ", "Weg", "words"),
    ],
)
def test_what_is_refused_is_said_at_its_field(words, reason, field):
    a_party()
    first, _second = two()
    with pytest.raises(RefusedInput) as refused:
        proposed(first, words, reason)
    assert [error.field for error in refused.value.errors] == [field]
    assert not Destruction.objects.exists()


def test_no_other_column_can_be_emptied(owner_connection):
    with pytest.raises(Exception, match="geen contactgegevens"):
        owner_connection.execute(
            "SELECT register_erase_records(%s::jsonb)", ['[["contact", 1, "", "sharing_party.name"]]']
        )
