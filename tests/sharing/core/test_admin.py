"""What every register screen does, shown on parties: permissions, reasons, conflicts, refusals, exports."""

import csv
import io

import lxml.html
import openpyxl
import pytest
from django.urls import NoReverseMatch, reverse

from sharing.core.actor import acting
from sharing.models import Party
from sharing.roles import AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import party_form, refused, rows_of, signed_in, text

pytestmark = pytest.mark.django_db
INDEX, ADD, DELETED = reverse("parties:index"), reverse("parties:add"), reverse("parties:deleted")


def at(action: str, party: Party) -> str:
    return reverse(f"parties:{action}", args=[party.pk])


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def auditor():
    return signed_in(AUDITOR)


@pytest.fixture
def party():
    return factories.PartyFactory(name="Gemeente Voorbeeldstad", code="voorbeeldstad", client=True)


# Who may see and do what


def test_an_auditor_reads_everything_and_changes_nothing(auditor, party):
    for url in (INDEX, DELETED, at("inspect", party), at("history", party), INDEX + "?export=csv"):
        assert auditor.get(url).status_code == 200, url
    for url in (ADD, at("edit", party), at("delete", party)):
        assert refused(auditor.get(url)), url
        assert refused(auditor.post(url, party_form(party, name="x"))), url
    for url in (INDEX, at("inspect", party), at("history", party)):
        page = text(auditor.get(url))
        for action in ("edit", "delete"):
            assert at(action, party) not in page
        assert ADD not in page
    assert Party.objects.get().name == "Gemeente Voorbeeldstad"


def test_an_editor_reaches_no_party_by_any_address(party):
    editor = signed_in(EDITOR)
    addresses = [
        INDEX,
        reverse("parties:index_results"),
        INDEX + "?export=csv",
        INDEX + "?export=xlsx",
        INDEX + "?peildatum=2030-01-01",
        ADD,
        DELETED,
        *(at(action, party) for action in ("inspect", "edit", "delete", "history")),
        reverse("party_chooser:choose"),
        reverse("party_chooser:choose_results"),
        reverse("party_chooser:chosen", args=[party.pk]),
        reverse("party_chooser:chosen_multiple") + f"?id={party.pk}",
        reverse("party_chooser:create"),
    ]
    for url in addresses:
        assert refused(editor.get(url)), url
    assert "Privacyregister" not in text(editor.get("/beheer/"))


@pytest.mark.parametrize("address", ["parties:usage", "parties:copy"])
def test_screens_that_would_bypass_permission_or_reason_do_not_exist(address):
    with pytest.raises(NoReverseMatch):
        reverse(address, args=[1])


def test_the_chooser_finds_by_name_and_code(manager, party):
    factories.PartyFactory(name="Iemand anders", code="anders")
    found = text(manager.get(reverse("party_chooser:choose_results") + "?q=voorbeeldst"))
    assert "Gemeente Voorbeeldstad" in found
    assert "Iemand anders" not in found
    chosen = manager.get(reverse("party_chooser:chosen", args=[party.pk])).json()
    assert chosen["result"]["title"] == "Gemeente Voorbeeldstad"


@pytest.mark.parametrize("key", ["999999", "abc", "1e3"])
def test_a_chosen_record_that_is_none_is_not_found(manager, key):
    assert manager.get(reverse("party_chooser:chosen", args=[key])).status_code == 404
    found = manager.get(reverse("party_chooser:chosen_multiple") + f"?id={key}")
    assert found.status_code == (200 if key == "999999" else 404)


# Writing


def test_adding_records_who_and_why(manager):
    capacity = {"capacity": "client", "first_day": "2024-01-01", "last_day": ""}
    response = manager.post(ADD, party_form(name="Nieuw", code="nieuw", capacities=[capacity]))
    assert response.status_code == 302
    party = Party.objects.get(code="nieuw")
    (row,) = party.history.all()
    assert (row.history_type, row.history_user, row.history_change_reason) == (
        "+",
        manager.user,
        "Brief van 3 maart",
    )
    assert [str(one) for one in party.capacities.all()] == ["Opdrachtgever"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_written_without_a_reason(manager, party, reason):
    for url, sent in (
        (ADD, party_form(name="Nieuw", code="nieuw", reason=reason)),
        (at("edit", party), party_form(party, name="Anders", reason=reason)),
        (at("delete", party), {"reason": reason}),
    ):
        response = manager.post(url, sent)
        assert response.status_code == 200
        assert "Vul in waarom u dit doet" in text(response)
    assert [one.name for one in Party.objects.all()] == ["Gemeente Voorbeeldstad"]
    assert party.history.count() == 1


def test_a_code_never_changes(manager, party):
    manager.post(at("edit", party), party_form(party, code="anders", name="Anders"))
    party.refresh_from_db()
    assert (party.code, party.name) == ("voorbeeldstad", "Anders")


def test_saving_without_a_change_writes_nothing_and_says_so(manager, party):
    response = manager.post(at("edit", party), party_form(party))
    assert "U hebt niets gewijzigd" in text(response)
    assert party.history.count() == 1


def test_only_what_changed_is_in_the_history(manager, party):
    factories.PartyCapacityFactory(party=party, capacity="authority")
    manager.post(at("edit", party), party_form(party, **{"capacities-0-last_day": "2029-12-31"}))
    changed, other = party.capacities.order_by("capacity")
    assert (changed.history.count(), other.history.count(), party.history.count()) == (2, 1, 1)


def test_bad_input_is_named_and_nothing_is_lost(manager):
    sent = party_form(name="Nieuw", code="Hoofd Letters", kvk_number="1234567", email="geen adres")
    response = manager.post(ADD, sent)
    page = text(response)
    assert response.status_code == 200
    assert "geen geldige code" in page
    assert "precies 8 cijfers" in page
    assert 'value="Nieuw"' in page
    assert not Party.objects.exists()


def test_overlapping_capacities_are_named_at_the_row(manager, party):
    row = {"capacity": "client", "first_day": "2024-06-01", "last_day": ""}
    response = manager.post(at("edit", party), party_form(party, capacities=[row]))
    errors = response.context["form"].formsets["capacities"].errors
    assert errors[0] == {}
    assert "al in (een deel van) deze periode" in errors[1]["first_day"][0]
    assert party.capacities.count() == 1


def test_one_period_makes_room_for_another_in_any_order(manager, party):
    earlier = {"capacity": "client", "first_day": "2026-01-01", "last_day": ""}
    sent = party_form(party, capacities=[earlier], **{"capacities-0-last_day": "2025-12-31"})
    assert manager.post(at("edit", party), sent).status_code == 302
    first, second = party.capacities.order_by("first_day")
    swapped = party_form(party)
    for number, row in enumerate(party.capacities.all()):
        other = second if row == first else first
        swapped[f"capacities-{number}-first_day"] = other.first_day
        swapped[f"capacities-{number}-last_day"] = other.last_day or ""
    assert manager.post(at("edit", party), swapped).status_code == 302
    assert party.capacities.count() == 2


def test_a_period_that_ends_before_it_starts_is_refused(manager, party):
    sent = party_form(party, **{"capacities-0-last_day": "2019-01-01"})
    assert "De laatste dag ligt voor de eerste dag" in text(manager.post(at("edit", party), sent))


# Two people at once


def test_deleting_what_somebody_just_changed_is_refused(manager, party):
    version = manager.get(at("delete", party)).context["form"]["version"].value()
    with acting(by=factories.tester(), reason="Net gewijzigd"):
        Party.objects.filter(pk=party.pk).update(name="Net gewijzigd")
    response = manager.post(at("delete", party), {"reason": "Weg", "version": version})
    assert "intussen gewijzigd" in text(response)
    assert Party.objects.exists()


# Deleting


def test_what_is_referred_to_stays_and_the_message_names_it(manager, party):
    factories.AgreementFactory(reference="OV-7", party=party)
    factories.DisclosureFactory.create_batch(2, recipient=party)
    page = text(manager.post(at("delete", party), {"reason": "Opruimen"}))
    assert "1 overeenkomst (OV-7)" in page
    assert "2 verstrekkingen en" in page or "2 verstrekkingen." in page
    assert "2 verstrekkingen (" not in page, "a contract manager may not view disclosures"
    assert Party.objects.filter(pk=party.pk).exists()
    assert party.capacities.count() == 1


def test_a_deleted_record_keeps_a_history_that_people_can_reach(manager, auditor, party):
    assert manager.post(at("delete", party), {"reason": "Bestaat niet meer"}).status_code == 302
    assert not Party.objects.exists()
    listed = text(auditor.get(DELETED))
    assert "Gemeente Voorbeeldstad" in listed
    assert "Bestaat niet meer" in listed
    assert at("history", party) in listed
    page = text(auditor.get(at("history", party)))
    assert "Hoedanigheid “Opdrachtgever” verwijderd" in page
    assert auditor.get(at("inspect", party)).status_code == 200
    assert manager.get(at("edit", party)).status_code == 404
    assert auditor.get(reverse("parties:history", args=[987654])).status_code == 404
    assert auditor.get(reverse("parties:inspect", args=[987654])).status_code == 404


# Exports


@pytest.mark.parametrize("mark", ["=1+1", "+31 6", "-2", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")'])
def test_exports_write_no_formulas(auditor, mark):
    factories.PartyFactory(name=mark, code="kwaad", contact_name=mark)
    listed = b"".join(auditor.get(INDEX + "?export=csv").streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(listed, newline=""))
    assert row["Naam"] == f"'{mark}"
    book = openpyxl.load_workbook(io.BytesIO(b"".join(auditor.get(INDEX + "?export=xlsx").streaming_content)))
    cells = {cell.value: cell.data_type for cell in book.active[2]}
    assert "f" not in cells.values()
    assert all(not str(value).startswith(("=", "+", "-", "@")) for value in cells)


def test_an_export_survives_control_characters_and_follows_the_filters(auditor):
    factories.PartyFactory(name="Bel\x07letje", code="bel")
    factories.PartyFactory(name="Ander", code="ander")
    content = b"".join(auditor.get(INDEX + "?export=xlsx&q=bel").streaming_content)
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert [row[1] for row in rows] == ["Naam", "Belletje"]


def test_dates_and_numbers_stay_cells_of_their_kind(auditor):
    transfer = factories.TransferFactory()
    content = b"".join(auditor.get(reverse("transfers:index") + "?export=xlsx").streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert cells["Vanaf"].is_date
    assert cells["Vanaf"].value.date() == transfer.first_day


# The list


def test_the_list_is_searched_filtered_and_ordered(auditor, party):
    factories.PartyFactory(name="Verwerker BV", code="verwerker", processor=True, kvk_number="12345678")
    factories.PartyFactory(name="Amerika Inc", code="amerika", abroad=True)

    def names(query: str) -> list[str]:
        return [one.name for one in auditor.get(INDEX + query).context["object_list"]]

    assert names("") == ["Amerika Inc", "Gemeente Voorbeeldstad", "Verwerker BV"]
    assert names("?ordering=-name")[0] == "Verwerker BV"
    assert names("?q=12345678") == ["Verwerker BV"]
    assert names("?capacity=client&capacity=processor") == ["Gemeente Voorbeeldstad", "Verwerker BV"]
    assert names("?country=US") == ["Amerika Inc"]
    assert names("?ordering=country__code;drop") == names("")
    assert names("?q=%00") == names("?p=abc") == names("")


def test_who_searches_or_filters_an_ordered_list_keeps_the_order(auditor, party):
    """A browser hands over the fields of the form alone, and not what the address asks beside them."""
    factories.PartyFactory(name="Verwerker BV", code="verwerker")
    search = '//form[@role="search"]'
    (form,) = lxml.html.fromstring(auditor.get(INDEX + "?ordering=-name").content).xpath(search)
    assert form.fields["ordering"] == "-name"
    (form,) = lxml.html.fromstring(auditor.get(INDEX).content).xpath(search)
    assert "ordering" not in form.fields


def test_a_part_of_the_list_brings_its_filters_along(auditor, party):
    asked = reverse("parties:index_results") + "?capacity=client"
    filters = 'data-w-teleport-target-value="#filters-drilldown"'
    assert filters in auditor.get(asked + "&_w_filter_fragment=1").content.decode()
    assert filters not in auditor.get(asked).content.decode()


def test_a_capacity_that_ended_is_no_longer_listed(auditor):
    factories.PartyCapacityFactory(ended=True, capacity="processor")
    assert list(auditor.get(INDEX + "?capacity=processor").context["object_list"]) == []


def test_inline_rows_of_another_party_cannot_be_taken_over(manager, party):
    foreign = factories.PartyCapacityFactory(capacity="authority")
    row = {"id": foreign.pk, "capacity": "authority", "first_day": "2021-01-01", "last_day": ""}
    sent = party_form(party) | rows_of("capacities", [row], existing=1)
    manager.post(at("edit", party), sent)
    foreign.refresh_from_db()
    assert foreign.party_id != party.pk
    assert foreign.first_day.year == 2020


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["rights_requests:add", "transfers:add", "objections:add"])
def test_a_list_in_which_nothing_is_chosen_says_so_in_words(address):
    role = CONTRACT_MANAGER if address == "transfers:add" else LAWYER
    page = signed_in(role).get(reverse(address)).content.decode()
    assert ">Kies…<" in page
    assert "-----</option>" not in page
