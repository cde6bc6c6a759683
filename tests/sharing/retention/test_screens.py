"""The screens of retention, as who destroys, who only reads, and who may not."""

from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from sharing.access.choices import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from sharing.core.dossiers import unseal
from sharing.models import Destruction, Disclosure, Look, RefusedDestruction, RetentionHold, RetentionRule
from tests import factories as make
from tests.sharing.retention.steps import AT, answered

pytestmark = pytest.mark.django_db
OLD = datetime(2020, 5, 1, 10, tzinfo=UTC)


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make.UserFactory(role=role))
    return client


def words(response: Any) -> str:
    assert response.status_code == 200, response
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def proposed(client: Client) -> Destruction:
    rule = make.RetentionRuleFactory()
    client.post(reverse("retention:propose", args=[rule.pk]), {"reason": "De termijn is voorbij"})
    return Destruction.objects.get()


def decided(client: Client, made: Destruction, **values: str) -> Any:
    data = {"manifest": made.manifest, "decision": "agree", "reason": "Lijst nagelopen"} | values
    return client.post(reverse("destructions:decide", args=[made.pk]), data, follow=True)


def test_what_is_due_is_proposed_by_one_and_destroyed_by_another():
    make.DisclosureFactory(disclosed_at=OLD)
    first, second = signed_in(LAWYER), signed_in(LAWYER)
    made = proposed(first)
    assert "Wacht op een tweede persoon" in words(first.get(reverse("retention:index")))
    own = words(decided(first, made))
    assert "gaat niet door" in own or "zelf voorgesteld" in own
    assert Disclosure.objects.exists()
    made = _again(first)
    assert "Vernietigd." in words(decided(second, made))
    assert not Disclosure.objects.exists()
    assert made.manifest in words(second.get(reverse("destructions:inspect", args=[made.pk])))


def test_the_list_and_what_remains_of_it_are_in_words():
    row = make.DisclosureFactory(disclosed_at=OLD)
    first, second = signed_in(LAWYER), signed_in(LAWYER)
    made = proposed(first)
    assert f"Verstrekking {row.pk}" in words(second.get(reverse("destructions:decide", args=[made.pk])))
    decided(second, made)
    shown = words(second.get(reverse("destructions:inspect", args=[made.pk])))
    assert shown.count("Verstrekkingen: 1") == 2  # also in the history
    assert "disclosure" not in shown


def test_who_approves_reads_per_dossier_what_goes_and_has_looked_at_each():
    party = make.PartyFactory(name="Gemeente Zwolle", authority=True)
    row = make.DisclosureFactory(number="d-0002", disclosed_at=OLD, recipient=party)
    make.DisclosureFactory(number="d-0001", disclosed_at=OLD)
    first, second = signed_in(LAWYER), signed_in(LAWYER)
    made = proposed(first)
    before = Look.objects.count()
    page = second.get(reverse("destructions:decide", args=[made.pk]))
    [section] = [one for one in page.context["sections"] if one.title == "Wat er per dossier weggaat"]
    assert [cells[0] for cells in section.rows] == ["d-0001", "d-0002"]
    number, what, told = section.rows[1]
    assert (what.text, number) == (f"Verstrekking {row.pk}", "d-0002")
    assert "1 mei 2020 om 12:00" in told and "Gemeente Zwolle" in told and str(row.purpose) in told
    second.get(reverse("destructions:decide", args=[made.pk]))  # once more is the same look
    looks = list(Look.objects.order_by("pk")[before:])
    assert len(looks) == 2
    assert {(unseal(look.dossier), look.about) for look in looks} == {
        ("d-0001", str(made)),
        ("d-0002", str(made)),
    }
    assert "Vernietigd." in words(decided(second, made))
    assert not Look.objects.filter(pk__in=[look.pk for look in looks]).exists()  # nothing is left to look at


def test_without_rules_the_way_to_the_first_one_is_there_for_who_may():
    address = reverse("retention_rules:add")
    assert address in signed_in(LAWYER).get(reverse("retention:index")).content.decode()
    assert address not in signed_in(AUDITOR).get(reverse("retention:index")).content.decode()


def test_a_rule_is_opened_from_the_list():
    rule = make.RetentionRuleFactory()
    page = signed_in(LAWYER).get(reverse("retention_rules:index")).content.decode()
    assert f'<a href="{reverse("retention_rules:inspect", args=[rule.pk])}">Verstrekkingen</a>' in page


def _again(client: Client) -> Destruction:
    Disclosure.objects.get()
    rule = RetentionRule.objects.get()
    client.post(reverse("retention:propose", args=[rule.pk]), {"reason": "Nogmaals"})
    return Destruction.objects.latest("pk")


def test_the_list_of_another_screen_is_refused_and_noted():
    make.DisclosureFactory(disclosed_at=OLD)
    first, second = signed_in(LAWYER), signed_in(LAWYER)
    made = proposed(first)
    assert "niet de lijst" in words(decided(second, made, manifest="0" * 64))
    assert RefusedDestruction.objects.count() == 1
    assert "Geweigerd" in words(first.get(reverse("destructions:inspect", args=[made.pk])))


def test_the_start_page_says_what_waits_for_a_second_person_and_what_was_granted():
    make.DisclosureFactory(number="d-0001", disclosed_at=OLD)
    first, second = signed_in(LAWYER), signed_in(LAWYER)
    proposed(first)
    make.granted_request(number="d-0002")
    for person, told in ((first, False), (second, True)):
        page = words(person.get(reverse("wagtailadmin_home")))
        assert ("1 voorstel om te vernietigen door u te beoordelen" in page) == told
        assert "1 toegewezen verzoek om wissing dat nog moet worden uitgevoerd" in page
    page = words(signed_in(AUDITOR).get(reverse("wagtailadmin_home")))
    assert "vernietigen door u" not in page and "toegewezen verzoek om wissing" not in page


def test_what_was_granted_waits_for_the_answer_and_then_for_a_proposal():
    request, client = make.granted_request(number="d-0002", decided_at=AT), signed_in(LAWYER)
    page = words(client.get(reverse("retention:index")))
    assert "eerst het antwoord" in page and f"{request}: Antwoord vastleggen" in page
    refused = client.post(
        reverse("retention:erasure", args=[request.pk]), {"kinds": ["request"], "reason": "Nu"}
    )
    assert "Stuur de betrokkene eerst het antwoord" in words(refused)
    answered(request)
    page = words(client.get(reverse("retention:index")))
    assert "eerst het antwoord" not in page and str(request) in page


def test_a_rule_needs_a_term_with_a_length_and_an_event_that_fits():
    term = make.RetentionTermFactory(open_ended=True)
    client = signed_in(LAWYER)
    data = {"term": term.pk, "record_kind": "look", "counted_from": "ended", "first_day": "1-1-2020"}
    shown = words(client.post(reverse("retention_rules:add"), {**data, "last_day": "", "reason": "Nieuw"}))
    assert "heeft geen vaste termijn" in shown
    assert "kan niet vanaf die dag worden geteld" in shown
    assert not RetentionRule.objects.exists()


def test_a_hold_on_a_number_of_which_nothing_is_kept_is_asked_about_once():
    make.DisclosureFactory(number="d-0001")
    client, address = signed_in(LAWYER), reverse("retention_holds:add")
    assert "unknown" not in client.get(address).context["form"].fields
    data = {
        "dossier_number": "d-0010",
        "ground": "claim",
        "explanation": "Rechtszaak",
        "reason": "Dagvaarding",
    }
    asked = client.post(address, data)
    assert "niets vastgelegd" in asked.context["form"].errors["unknown"][0]
    assert "Dit nummer klopt zoals het er staat" in words(asked)
    assert not RetentionHold.objects.exists()
    # Told with what else is wrong, and not asked of a number that was mended.
    both = client.post(address, {**data, "reason": ""}).context["form"].errors
    assert set(both) == {"unknown", "reason"}
    client.post(address, {**data, "dossier_number": "d-0001"})
    # Who ticks that one number is right, did not say so of another.
    shown = client.post(address, {**data, "dossier_number": "d-0011", "unknown": "on", "about": "d-0010"})
    form = shown.context["form"]
    assert "niets vastgelegd" in form.errors["unknown"][0]
    assert (form["unknown"].value(), form["about"].value()) == (False, "d-0011")
    assert 'name="about" value="d-0011"' in shown.content.decode()
    client.post(address, {**data, "unknown": "on", "about": "d-0010"})
    assert [unseal(one.dossier) for one in RetentionHold.objects.order_by("pk")] == ["d-0001", "d-0010"]


def test_a_hold_is_placed_and_released():
    make.DisclosureFactory(number="d-1")
    client = signed_in(LAWYER)
    data = {"dossier_number": "d-1", "ground": "claim", "explanation": "Rechtszaak", "reason": "Dagvaarding"}
    added = client.post(reverse("retention_holds:add"), data, follow=True)
    assert "is toegevoegd. Bekijken" in words(added)
    hold = RetentionHold.objects.get()
    shown = client.get(reverse("retention_holds:release", args=[hold.pk]))
    version = shown.context["form"].initial["version"]
    done = client.post(
        reverse("retention_holds:release", args=[hold.pk]),
        {"version": version, "reason": "Uitspraak"},
        follow=True,
    )
    assert "opgeheven" in words(done)


@pytest.mark.parametrize("role", [AUDITOR, CONTRACT_MANAGER, EDITOR, ADMINISTRATOR])
def test_who_may_not_destroys_nothing(role):
    make.DisclosureFactory(disclosed_at=OLD)
    made = proposed(signed_in(LAWYER))
    decided(signed_in(role), made)
    assert Disclosure.objects.exists()
    client = signed_in(role)
    rule = RetentionRule.objects.get()
    client.post(reverse("retention:propose", args=[rule.pk]), {"reason": "Zomaar"})
    client.post(
        reverse("retention:archive"),
        {"dossiers": [Disclosure.objects.get().pk], "kinds": ["disclosure"], "reason": "Zomaar"},
    )
    assert Destruction.objects.count() == 1


def test_many_rules_and_a_long_list_ask_no_more_than_a_few(django_assert_max_num_queries):
    below = make.PurposeFactory(parent=make.PurposeFactory(parent=make.PurposeFactory()))
    for kind in ("disclosure", "consent", "objection", "request", "answer", "look", "work"):
        term = make.RetentionRuleFactory(record_kind=kind).term
        with make.recorded():
            term.purposes.set([below.parent.parent])
    for number in range(3):
        make.DisclosureFactory(disclosed_at=OLD, number=f"d-{number}", purpose=below)
    for _number in range(6):
        make.PartyFactory(contact_name="Petra Zeldzaam", email="petra@partij.example")
    first, second = signed_in(LAWYER), signed_in(LAWYER)
    first.post(reverse("retention:contact"), {"words": "Petra Zeldzaam", "reason": "Weg"})
    made = Destruction.objects.get()
    addresses = [reverse("retention:index"), reverse("destructions:decide", args=[made.pk])]
    for address in addresses:
        second.get(address)
        with django_assert_max_num_queries(25):
            shown = words(second.get(address))
    assert shown.count(": Petra Zeldzaam") == 12
    with django_assert_max_num_queries(25):
        assert " 3 0 Voorstel doen" in words(second.get(addresses[0]))
