"""What a step would refuse is told with what else is wrong: nobody is sent back a second time."""

import pytest
from django.urls import reverse

from sharing.access.choices import LAWYER
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
