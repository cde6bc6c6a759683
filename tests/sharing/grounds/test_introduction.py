"""Until when missing grounds only warn: ended early by one person, made longer by two."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from sharing.core.actor import acting
from sharing.core.exceptions import Refused
from sharing.core.records import version_of
from sharing.grounds.introducing import confirm_longer, set_warn_until
from sharing.models import GroundsIntroduction
from sharing.roles import AUDITOR, CONTRACT_MANAGER, LAWYER
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text, version_in

pytestmark = pytest.mark.django_db
HOME, INDEX = reverse("wagtailadmin_home"), reverse("introduction:index")


@pytest.fixture
def lawyer():
    return signed_in(LAWYER)


INDEX = reverse("introduction:index")


def edit(lawyer, *, follow=False, **changes) -> object:
    url = reverse("introduction:edit", args=[1])
    sent = {"warn_until": "31-01-2027", "reason": "Meer tijd nodig", "version": version_in(lawyer, url)}
    return lawyer.post(url, sent | changes, follow=follow)


def decide(client, **changes) -> object:
    url = reverse("introduction:longer", args=[1])
    sent = {"decision": "agree", "reason": "Gronden in bewerking", "version": version_in(client, url)}
    return client.post(url, sent | changes)


def test_a_lawyer_ends_it_earlier_at_once_and_the_history_tells(lawyer):
    introduction = factories.GroundsIntroductionFactory()
    assert edit(lawyer, warn_until="01-10-2026").status_code == 302
    introduction.refresh_from_db()
    assert introduction.warn_until == date(2026, 10, 1)
    page = text(lawyer.get(reverse("introduction:history", args=[1])))
    assert "Meer tijd nodig" in page and "31 december 2026" in page


def test_a_later_day_holds_when_a_colleague_confirms_it(lawyer):
    introduction = factories.GroundsIntroductionFactory()
    assert "Een collega bevestigt" in text(edit(lawyer, follow=True))
    introduction.refresh_from_db()
    assert (introduction.warn_until, introduction.wanted_until) == (date(2026, 12, 31), date(2027, 1, 31))
    assert "langer alleen te laten waarschuwen" not in text(lawyer.get(HOME))
    colleague = signed_in(LAWYER)
    page = colleague.get(HOME).content.decode()
    assert "langer alleen te laten waarschuwen" in page and reverse("introduction:longer", args=[1]) in page
    assert decide(colleague).status_code == 302
    introduction.refresh_from_db()
    assert (introduction.warn_until, introduction.wanted_until) == (date(2027, 1, 31), None)
    assert "Gronden in bewerking" in text(colleague.get(reverse("introduction:history", args=[1])))


def test_who_proposed_it_takes_it_back_and_confirms_nothing(lawyer):
    introduction = factories.GroundsIntroductionFactory()
    edit(lawyer)
    assert "Voorstel intrekken" in text(lawyer.get(reverse("introduction:longer", args=[1])))
    decide(lawyer)
    introduction.refresh_from_db()
    assert (introduction.warn_until, introduction.wanted_until) == (date(2026, 12, 31), None)


@pytest.mark.parametrize("act", ["operation", "sql", "jump", "insert", "delete"])
def test_not_by_one_person_by_any_way(act):
    introduction = factories.GroundsIntroductionFactory()
    lawyer = factories.UserFactory(role=LAWYER)
    set_warn_until(
        introduction,
        until=date(2027, 1, 31),
        seen=version_of(GroundsIntroduction, 1),
        by=lawyer,
        reason="Meer tijd",
    )
    rows = GroundsIntroduction.objects
    acts = {
        "operation": lambda: confirm_longer(
            introduction, seen=version_of(GroundsIntroduction, 1), by=lawyer, reason="Akkoord"
        ),
        "sql": lambda: rows.update(warn_until=date(2027, 1, 31), wanted_until=None, wanted_by=None),
        "jump": lambda: rows.update(warn_until=date(2028, 1, 31)),
        "insert": lambda: rows.create(id=2, warn_until=date(2028, 1, 31)),
        "delete": lambda: rows.all().delete(),
    }
    with (
        pytest.raises((Refused, IntegrityError)),
        acting(by=lawyer, reason="Alleen"),
    ):
        acts[act]()
    introduction.refresh_from_db()
    assert introduction.warn_until == date(2026, 12, 31)


def test_what_was_decided_meanwhile_is_not_decided_again(lawyer):
    factories.GroundsIntroductionFactory()
    edit(lawyer)
    colleague = signed_in(LAWYER)
    url = reverse("introduction:longer", args=[1])
    seen = version_in(colleague, url)
    decide(lawyer)
    said = text(colleague.post(url, {"decision": "agree", "reason": "Akkoord", "version": seen}, follow=True))
    assert "Er wacht geen voorstel" in said
    assert GroundsIntroduction.objects.get().warn_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"reason": ""}, "Vul in waarom"), ({"warn_until": "31-01-2207"}, "ligt niet in de jaren")],
)
def test_not_without_a_reason_nor_by_a_slip(lawyer, changes, said):
    factories.GroundsIntroductionFactory()
    assert said in text(edit(lawyer, **changes))


def test_nobody_adds_or_deletes_it_and_others_only_read(lawyer):
    factories.GroundsIntroductionFactory()
    auditor = signed_in(AUDITOR)
    assert auditor.get(INDEX).status_code == 200
    assert refused(auditor.get(reverse("introduction:edit", args=[1])))
    assert refused(signed_in(CONTRACT_MANAGER).get(INDEX))
    assert lawyer.get(f"{INDEX}1/verwijderen/").status_code == 404
    assert lawyer.get(f"{INDEX}nieuw/").status_code == 404


def test_the_menu_shows_it_where_there_is_one(lawyer):
    assert INDEX not in lawyer.get(HOME).content.decode()
    factories.GroundsIntroductionFactory()
    assert INDEX in lawyer.get(HOME).content.decode()
