"""One record out of thousands: found while one types, named for certain, and refused in words."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sharing.core.admin.records import RecordField, searchable
from sharing.models import Party
from sharing.roles import AUDITOR, CONTRACT_MANAGER, EDITOR
from tests import factories
from tests.sharing.core.visitors import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties():
    return [
        factories.PartyFactory(code="oost", name="Gemeente Oost", kvk_number="12345678"),
        factories.PartyFactory(code="west", name="Gemeente West"),
        factories.PartyFactory(code="acme", name="Acme BV"),
    ]


def test_a_record_is_named_by_its_code_its_name_with_the_code_its_key_or_a_part_that_only_it_has(parties):
    field = RecordField(Party)
    for text in ("oost", "Gemeente Oost (oost)", str(parties[0].pk), "  oost ", "12345678", "te oo"):
        assert field.clean(text) == parties[0], text
    assert RecordField(Party, required=False).clean("") is None


def test_what_names_none_or_more_than_one_is_refused_with_the_names(parties):
    with pytest.raises(ValidationError, match="Er is geen partij die “noord” heet"):
        RecordField(Party).clean("noord")
    with pytest.raises(ValidationError) as refused:
        RecordField(Party).clean("gemeente")
    assert "Gemeente Oost (oost) of Gemeente West (west)" in str(refused.value)


def test_the_field_shows_the_name_of_a_key_that_came_with_an_address(parties):
    widget = RecordField(Party).widget
    assert widget.format_value(str(parties[0].pk)) == "Gemeente Oost (oost)"
    assert widget.format_value("gem") == "gem"
    assert searchable(Party).name_of(parties[2]) == "Acme BV (acme)"


def test_nothing_has_changed_when_the_same_record_is_sent_by_its_name(parties):
    field = RecordField(Party)
    assert not field.has_changed(parties[0].pk, "Gemeente Oost (oost)")
    assert field.has_changed(parties[0].pk, "west")
    assert field.has_changed(None, "west")
    assert not field.has_changed(None, "")


def test_names_are_suggested_to_who_may_see_the_register_and_to_nobody_else(parties):
    url = reverse("party_chooser:find")
    assert signed_in(AUDITOR).get(url, {"q": "gem"}).json() == {
        "results": ["Gemeente Oost (oost)", "Gemeente West (west)"]
    }
    assert signed_in(AUDITOR).get(url, {"q": "1234"}).json() == {"results": ["Gemeente Oost (oost)"]}
    assert signed_in(AUDITOR).get(url, {"q": "\x00"}).status_code == 200
    assert signed_in(EDITOR).get(url, {"q": "gem"}).status_code == 302


def test_a_list_is_narrowed_to_one_record_or_to_all_in_which_the_text_occurs(parties):
    for party in parties:
        factories.AgreementFactory(reference=f"OV-{party.code}", party=party)
    manager = signed_in(CONTRACT_MANAGER)

    def shown(**query):
        page = manager.get(reverse("agreements:index"), query)
        return [one.reference for one in page.context["object_list"]], page.content.decode()

    assert shown(party="gemeente")[0] == ["OV-oost", "OV-west"]
    references, page = shown(party=parties[0].pk)
    assert references == ["OV-oost"]
    assert "<b>Gemeente Oost (oost)</b>" in page  # the chip names who was chosen
    assert page.count("<option") < 60  # no list of everybody
    assert shown(party="acme", peildatum="2090-01-01")[0] == ["OV-acme"]
    assert shown(party="niemand")[0] == []
