"""What a step would refuse is told with what else is wrong: nobody is sent back a second time."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from sharing.access.choices import LAWYER
from sharing.models import Destruction
from tests import factories as make
from tests.sharing.retention.steps import OLD
from tests.sharing.retention.test_archive import chosen
from tests.sharing.retention.test_screens import signed_in, words

pytestmark = pytest.mark.django_db
NUMBER = "Hierin staat een dossiernummer"


def test_of_a_hold():
    make.DisclosureFactory(number="d-0001")
    given = {"dossier_number": "123456782", "ground": "", "explanation": "Zie d-0001", "reason": ""}
    page = words(signed_in(LAWYER).post(reverse("retention_holds:add"), given))
    for sentence in (NUMBER, "burgerservicenummer", "Vul in waarom u dit doet"):
        assert sentence in page


def test_of_a_name_that_is_to_go():
    page = words(signed_in(LAWYER).post(reverse("retention:contact"), {"words": "Niemand", "reason": ""}))
    assert "Dit staat nergens bij een partij" in page and "waarom deze naam" in page


def test_of_a_name_that_stands_in_the_reason_as_well():
    given = {"words": "Niemand", "reason": "Niemand werkt er niet meer"}
    page = words(signed_in(LAWYER).post(reverse("retention:contact"), given))
    assert "Dit staat nergens bij een partij" in page and "wat u wilt laten verwijderen" in page


def test_of_what_does_not_belong_in_the_archive():
    for number in ("d-0001", "d-0002"):
        make.DisclosureFactory(number=number, disclosed_at=OLD)
    page = words(chosen(signed_in(LAWYER), {"before": "1-1-2021"}, reason="Zie d-0001", kinds=[]))
    for sentence in (NUMBER, "Kies ten minste één dossier", "Kies wat er wordt vernietigd"):
        assert sentence in page


def proposal(client: Any) -> Destruction:
    make.DisclosureFactory(number="d-0001", disclosed_at=OLD)
    chosen(client, {"before": "1-1-2021"}, "d-0001")
    return Destruction.objects.get()


@pytest.mark.parametrize("decision", ["agree", "decline", ""])
def test_what_is_said_about_a_list_names_none_of_those_on_it(decision):
    made = proposal(signed_in(LAWYER))
    given = {"manifest": made.manifest, "decision": decision, "reason": "Zie d-0001"}
    page = words(signed_in(LAWYER).post(reverse("destructions:decide", args=[made.pk]), given))
    assert NUMBER in page
    assert ("Kies of de lijst wordt vernietigd" in page) == (not decision)
    made.refresh_from_db()
    assert (made.approved_at, made.declined_at) == (None, None)


def test_nor_does_why_a_list_is_proposed():
    make.DisclosureFactory(number="d-0001", disclosed_at=OLD)
    rule = make.RetentionRuleFactory()
    url = reverse("retention:propose", args=[rule.pk])
    assert NUMBER in words(signed_in(LAWYER).post(url, {"reason": "Zie d-0001"}))
    assert not Destruction.objects.exists()


def test_nor_does_why_a_hold_is_over():
    hold, client = make.RetentionHoldFactory(number="d-0001"), signed_in(LAWYER)
    url = reverse("retention_holds:release", args=[hold.pk])
    given = {"version": client.get(url).context["form"].initial["version"], "reason": "d-0001 is klaar"}
    assert NUMBER in words(client.post(url, given))
    hold.refresh_from_db()
    assert hold.released_at is None


def test_work_goes_on_at_what_was_found():
    make.DisclosureFactory(number="d-0001", disclosed_at=OLD)
    client, url = signed_in(LAWYER), reverse("retention:archive")
    assert "autofocus" not in client.get(url).content.decode()
    assert "autofocus>1 dossier" in client.get(url, {"before": "1-1-2021"}).content.decode()
    nothing = client.get(url, {"before": "1-1-2000"}).content.decode()
    assert "autofocus>Er is geen dossier gevonden" in nothing


def test_a_rule_that_does_not_hold_today_is_not_denied():
    client, url = signed_in(LAWYER), reverse("retention:index")
    assert "Er zijn nog geen bewaarregels" in words(client.get(url))
    make.RetentionRuleFactory(first_day=date(2099, 1, 1))
    page = words(client.get(url))
    assert "Vandaag geldt er geen bewaarregel" in page and "nog geen bewaarregels" not in page
