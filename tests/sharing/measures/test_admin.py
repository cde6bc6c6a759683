"""Measures and declarations of confidentiality in the browser, for each role."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.core.periods import amsterdam_day
from sharing.models import Confidentiality, SecurityMeasure
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories as make
from tests.sharing.core.visitors import refused, signed_in, text, version_in

pytestmark = pytest.mark.django_db
MEASURES, CONFIDENTIALITY = reverse("measures:index"), reverse("confidentiality:index")


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def today():
    return amsterdam_day(timezone.now())


def measure(**changes) -> dict:
    return {
        "name": "Versleutelde opslag",
        "code": "versleuteling",
        "kind": "technical",
        "description": "Schijven zijn versleuteld.",
        "first_day": "01-01-2025",
        "last_day": "",
        "protects_all": "on",
        "owner": "",
        "next_check": "31-12-2030",
        "reason": "Register bijgewerkt",
    } | changes


def declared(**changes) -> dict:
    return {
        "declarer": "staff",
        "group": "Begeleiding",
        "people": "12",
        "signed": "11",
        "party": "",
        "kept_where": "",
        "first_day": "01-01-2025",
        "last_day": "",
        "owner": "",
        "next_check": "31-12-2030",
        "reason": "Register bijgewerkt",
    } | changes


def without(sent: dict, *names: str) -> dict:
    return {name: value for name, value in sent.items() if name not in names}


@pytest.mark.parametrize("role", [CONTRACT_MANAGER, ADMINISTRATOR])
def test_a_measure_is_registered_with_what_it_protects(role):
    visitor = signed_in(role)
    activity = make.ProcessingActivityFactory(name="Salarisadministratie")
    category = make.DataCategoryFactory(name="Loon")
    listed = {"activities": [activity.pk], "data_categories": [category.pk]}
    sent = without(measure(**listed), "protects_all")
    answer = visitor.post(reverse("measures:add"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    made = SecurityMeasure.objects.get()
    page = text(visitor.get(reverse("measures:inspect", args=[made.pk])))
    for name in ("Versleutelde opslag", "Salarisadministratie", "Loon", "Register bijgewerkt"):
        assert name in page
    assert "Nog niet gecontroleerd" in text(visitor.get(MEASURES))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"protects_all": ""}, "Zeg wat de maatregel beschermt"),
        ({"description": "Zie 111222333"}, "burgerservicenummer"),
        ({"last_day": "01-01-2020"}, "De laatste dag ligt voor de eerste dag"),
        ({"next_check": "31-02-2030"}, "31-02-2030"),
        ({"next_check": "1-1-2020"}, "De volgende controle ligt voor de eerste dag (1 januari 2025)."),
        ({"reason": ""}, "Vul in waarom"),
    ],
)
def test_what_is_missing_is_said_in_words(manager, changes, said):
    sent = measure(**changes)
    sent = sent if sent["protects_all"] else without(sent, "protects_all")
    assert said in text(manager.post(reverse("measures:add"), sent))
    assert not SecurityMeasure.objects.exists()


def test_all_or_what_is_chosen(manager):
    activity = make.ProcessingActivityFactory()
    page = text(manager.post(reverse("measures:add"), measure(activities=[activity.pk])))
    assert "Haal een van beide weg" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"group": ""}, "Vul dit in."),
        ({"signed": "13"}, "meer verklaringen dan medewerkers"),
        ({"people": "-1"}, "0"),
        ({"declarer": "processor"}, "Laat dit leeg"),
        ({"next_check": "1-1-2020"}, "De volgende controle ligt voor de eerste dag (1 januari 2025)."),
    ],
)
def test_a_declaration_that_cannot_be(manager, changes, said):
    assert said in text(manager.post(reverse("confidentiality:add"), declared(**changes)))
    assert not Confidentiality.objects.exists()


def test_declarations_of_staff_and_of_a_processor(manager):
    party = make.PartyFactory(name="Hostingbedrijf", processor=True)
    processor = declared(declarer="processor", group="", people="", signed="", party=party.pk)
    for sent in (declared(), processor):
        answer = manager.post(reverse("confidentiality:add"), sent)
        assert answer.status_code == 302, answer.context["form"].errors
    page = text(manager.get(CONFIDENTIALITY))
    assert "Begeleiding" in page and "Hostingbedrijf" in page
    assert "Hostingbedrijf" in text(manager.get(f"{CONFIDENTIALITY}?declarer=processor"))
    assert "Begeleiding" not in text(manager.get(f"{CONFIDENTIALITY}?declarer=processor&q=Begel"))


def test_a_check_is_recorded_and_shown(manager, today):
    record = make.SecurityMeasureFactory(next_check=today - timedelta(days=3))
    assert "Controle te laat" in text(manager.get(MEASURES))
    assert record.name in text(manager.get(f"{MEASURES}?due=late"))
    url = reverse("measures:check", args=[record.pk])
    assert url in text(manager.get(reverse("measures:inspect", args=[record.pk])))
    sent = {
        "checked_on": f"{today:%d-%m-%Y}",
        "outcome": "insufficient",
        "note": "",
        "next_check": "01-06-2031",
        "reason": "Jaarlijkse controle",
        "version": version_in(manager, url),
    }
    assert "Schrijf op wat er tekortschiet" in text(manager.post(url, sent))
    answer = manager.post(url, sent | {"note": "Een oude laptop was niet versleuteld."}, follow=True)
    assert "De controle is vastgelegd" in text(answer) and "oude laptop" in text(answer)
    record.refresh_from_db()
    assert record.next_check == date(2031, 6, 1)
    page = text(manager.get(MEASURES))
    assert "Schiet tekort" in page
    assert record.name not in text(manager.get(f"{MEASURES}?due=late"))


def test_a_day_to_come_is_refused_at_its_field(manager, today):
    record = make.SecurityMeasureFactory()
    url = reverse("measures:check", args=[record.pk])
    sent = {
        "checked_on": f"{today + timedelta(days=2):%d-%m-%Y}",
        "outcome": "in_order",
        "next_check": "01-06-2031",
        "reason": "Controle",
        "version": version_in(manager, url),
    }
    assert "moet nog komen. Vul de dag in waarop is gecontroleerd" in text(manager.post(url, sent))
    page = text(manager.post(url, sent | {"reason": "", "next_check": f"{today:%d-%m-%Y}"}))
    for told in (
        "moet nog komen. Vul de dag in waarop is gecontroleerd",
        "ligt niet na deze controle",
        "Vul in waarom u dit doet",
    ):
        assert told in page


def test_retired_it_is_not_checked_any_more(manager, today):
    record = make.ConfidentialityFactory()
    url = reverse("confidentiality:retire", args=[record.pk])
    sent = {
        "last_day": f"{today - timedelta(days=1):%d-%m-%Y}",
        "reason": "Afdeling opgeheven",
        "version": version_in(manager, url),
    }
    assert "De laatste dag is vastgelegd" in text(manager.post(url, sent, follow=True))
    page = text(manager.get(CONFIDENTIALITY))
    assert "Geldt niet meer" in page
    assert "Dit geldt niet meer" in text(
        manager.get(reverse("confidentiality:check", args=[record.pk]), follow=True)
    )


@pytest.mark.parametrize("role", [AUDITOR, LAWYER])
def test_who_reads_does_not_change(role):
    visitor, record = signed_in(role), make.SecurityMeasureFactory()
    page = text(visitor.get(reverse("measures:inspect", args=[record.pk])))
    assert record.name in page and reverse("measures:check", args=[record.pk]) not in page
    for name in ("edit", "check", "retire", "delete"):
        assert refused(visitor.get(reverse(f"measures:{name}", args=[record.pk])))
    assert refused(visitor.get(reverse("measures:add")))


def test_an_editor_sees_none():
    record = make.SecurityMeasureFactory()
    visitor = signed_in(EDITOR)
    for address in (MEASURES, CONFIDENTIALITY, reverse("measures:inspect", args=[record.pk])):
        assert refused(visitor.get(address))


def test_the_list_of_a_day_in_the_past(manager):
    record = make.SecurityMeasureFactory()
    make.MeasureCheckFactory(measure=record)
    today = timezone.localdate()
    page = text(manager.get(f"{MEASURES}?peildatum={today:%d-%m-%Y}"))
    assert record.name in page and "Gecontroleerd" in page
    held = text(manager.get(f"{MEASURES}?peildatum=01-01-2019&vraag=toen"))
    assert record.name not in held


class TestTheStartPage:
    HOME = reverse("wagtailadmin_home")

    def test_the_contract_manager_sees_what_is_to_be_checked(self, manager, today):
        make.SecurityMeasureFactory(name="Reservekopie", next_check=today - timedelta(days=2))
        make.ConfidentialityFactory(group="Begeleiding", next_check=today + timedelta(days=5))
        page = text(manager.get(self.HOME))
        assert "Maatregel “Reservekopie” controleren" in page and "2 dagen te laat" in page
        assert "Geheimhouding van Begeleiding controleren" in page

    def test_the_administrator_sees_what_is_late(self, today):
        make.SecurityMeasureFactory(next_check=today - timedelta(days=2))
        page = text(signed_in(ADMINISTRATOR).get(self.HOME))
        assert "maatregel had al gecontroleerd moeten zijn" in page and f"{MEASURES}?due=late" in page
