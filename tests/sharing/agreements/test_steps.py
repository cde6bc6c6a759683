"""The screens of the steps: what it means is shown first, and stored is exactly that."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.agreements.models import Agreement
from sharing.roles import ADMINISTRATOR, AUDITOR, EDITOR, LAWYER
from tests import factories
from tests.sharing.agreements.screens import edited
from tests.sharing.core.visitors import refused, signed_in, text, version_in

pytestmark = pytest.mark.django_db
STEPS = ("extend", "replace", "terminate", "copy")


def url(name, agreement) -> str:
    return reverse(f"agreements:{name}", args=[agreement.pk])


def looked_at(client, step, agreement, **typed):
    """Fill in and look; what a second press of the button would send comes with it."""
    address = url(step, agreement)
    sent = {"reason": "Brief van 3 maart", "version": version_in(client, address), **typed}
    page = client.post(address, sent)
    form = page.context["form"]
    again = sent | {name: form[name].value() for name in ("version", "previewed")}
    return page, lambda **changes: client.post(address, again | changes)


def test_extending_is_seen_before_it_is_stored(manager, agreement):
    assert 'href="' + url("extend", agreement) in text(manager.get(url("inspect", agreement)))
    page, press = looked_at(manager, "extend", agreement, last_day="31-12-2092")
    shown = text(page)
    assert "VW-1 geldt tot en met 31 december 2092 in plaats van tot en met 31 december 2090." in shown
    assert "De laatste dag om op te zeggen wordt 1 december 2092." in shown
    agreement.refresh_from_db()
    assert agreement.last_day == date(2090, 12, 31)
    answer = press()
    assert answer["Location"] == url("inspect", agreement)
    agreement.refresh_from_db()
    assert agreement.last_day == date(2092, 12, 31)
    assert "is verlengd: zij geldt tot en met 31 december 2092" in text(manager.get(answer["Location"]))


def test_what_is_changed_after_looking_is_looked_at_again(manager, agreement):
    _page, press = looked_at(manager, "extend", agreement, last_day="31-12-2092")
    again = press(last_day="31-12-2095")
    assert again.status_code == 200
    assert "31 december 2095" in text(again)
    agreement.refresh_from_db()
    assert agreement.last_day == date(2090, 12, 31)


def test_looking_leaves_nothing_behind(manager, agreement):
    before = Agreement.history.count()
    page, _press = looked_at(
        manager,
        "replace",
        agreement,
        reference="VW-2",
        first_day="01-07-2090",
        purposes=[agreement.purposes.get().pk],
        data_categories=[agreement.data_categories.get().pk],
    )
    assert "VW-1 eindigt op 30 juni 2090; nu geldt zij tot en met 31 december 2090." in text(page)
    assert Agreement.history.count() == before


def test_a_successor_of_what_somebody_else_changed_meanwhile(manager, agreement):
    _page, press = looked_at(manager, "terminate", agreement, last_day="30-06-2090")
    with factories.recorded():
        Agreement.objects.update(description="Intussen")
    answer = press()
    assert answer.status_code == 200
    assert "intussen gewijzigd" in text(answer)
    agreement.refresh_from_db()
    assert agreement.terminated_per is None


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("extend", {"last_day": "31-12-2080"}, "Zij loopt al tot en met 31 december 2090"),
        ("extend", {}, "Vul de nieuwe laatste dag in"),
        ("extend", {"last_day": "31-12-2092", "indefinite": "on"}, "Vul de nieuwe laatste dag in"),
        ("extend", {"last_day": "31-12-9999"}, "31-12-9999"),
        ("extend", {"last_day": "31-02-2092"}, "31-02-2092"),
        ("terminate", {"last_day": "01-01-2091"}, "Zij eindigt al op 31 december 2090"),
        ("terminate", {"last_day": "01-01-2019"}, "Zij begint op 1 januari 2020"),
        ("terminate", {"last_day": "01-06-2090", "reason": ""}, "Vul in waarom u dit doet"),
        ("replace", {"reference": "VW-1", "first_day": "01-01-2091"}, "Er is al een overeenkomst “VW-1”"),
        ("replace", {"reference": "VW-2", "first_day": "01-01-2020"}, "Zij begint zelf op"),
        (
            "replace",
            {"reference": "VW-2", "first_day": "01-01-2091", "last_day": "01-01-2090"},
            "De laatste dag ligt",
        ),
        ("copy", {"reference": "VW-2", "first_day": "01-01-2091", "party": "bestaat-niet"}, "bestaat-niet"),
    ],
)
def test_bad_input_is_named_and_nothing_is_stored(step, typed, sentence, manager, agreement):
    covered = {}
    if step == "replace":
        covered = {
            "purposes": [agreement.purposes.get().pk],
            "data_categories": [agreement.data_categories.get().pk],
        }
    before = Agreement.history.count()
    page, _press = looked_at(manager, step, agreement, **covered, **typed)
    assert sentence in text(page)
    assert "Dit gebeurt er" not in text(page)
    assert Agreement.history.count() == before


@pytest.mark.parametrize("role", [EDITOR, LAWYER, AUDITOR, ADMINISTRATOR])
def test_who_may_not_change_agreements_finds_no_step(role, agreement):
    client = signed_in(role)
    for step in STEPS:
        assert refused(client.get(url(step, agreement)))
        assert refused(client.post(url(step, agreement), {"reason": "x", "last_day": "31-12-2092"}))
        assert url(step, agreement) not in text(client.get(url("inspect", agreement)))


def test_a_step_that_does_not_fit_leads_back_with_the_reason(manager, agreement):
    with factories.recorded():
        Agreement.objects.update(last_day=None)
    answer = manager.get(url("extend", agreement))
    assert answer["Location"] == url("inspect", agreement)
    assert "er valt niets te verlengen" in text(manager.get(answer["Location"]))


def test_a_copy_for_another_party(manager, agreement):
    other = factories.PartyFactory(processor=True, code="ander", name="Andere Verwerker")
    page, press = looked_at(
        manager, "copy", agreement, reference="VW-9", party="ander", first_day="01-01-2091"
    )
    assert "VW-9 komt erbij als concept voor Andere Verwerker" in text(page)
    assert "subverwerker" not in "".join(page.context["preview"])
    made_at = press()["Location"]
    made = Agreement.objects.get(reference="VW-9")
    assert (made.party, made.signed_on, made_at) == (other, None, url("inspect", made))


def test_a_copy_tells_whether_its_sub_processors_go_along(manager, agreement):
    factories.SubProcessorFactory(agreement=agreement)
    factories.PartyFactory(processor=True, code="ander", name="Andere Verwerker")
    typed = {"reference": "VW-9", "first_day": "01-01-2091"}
    page, _press = looked_at(manager, "copy", agreement, party=agreement.party.code, **typed)
    assert "1 subverwerker gaat mee." in text(page)
    page, press = looked_at(manager, "copy", agreement, party="ander", **typed)
    said = f"De subverwerkers van {agreement.party} gaan niet mee: vul die van Andere Verwerker daarna in."
    assert said in page.context["preview"]
    press()
    assert not Agreement.objects.get(reference="VW-9").sub_processors.exists()


def test_from_an_agreement_to_a_transfer_of_its_party(manager, agreement):
    page = text(manager.get(url("inspect", agreement)))
    [(address, label)] = re.findall(r'href="([^"]*\?party=[^"]*)"[^>]*>([^<]*)', page)
    assert label == "Doorgifte toevoegen"
    form = manager.get(address).context["form"]
    assert form["party"].value() == agreement.party_id
    assert "Doorgifte toevoegen" not in text(signed_in(AUDITOR).get(url("inspect", agreement)))


class TestCoverageInForce:
    @pytest.fixture
    def more(self, lists, agreement):
        return [lists["data"].pk, factories.DataCategoryFactory().pk]

    def test_it_is_asked_whether_it_always_was_so(self, manager, agreement, more):
        answer = manager.post(url("edit", agreement), edited(manager, agreement, data_categories=more))
        assert "Kies of het altijd al zo was, of vanaf een dag" in text(answer)
        assert agreement.data_categories.count() == 1

    def test_a_correction_is_saved(self, manager, agreement, more):
        sent = edited(manager, agreement, data_categories=more, coverage="correction")
        assert manager.post(url("edit", agreement), sent).status_code == 302
        assert agreement.data_categories.count() == 2

    def test_from_a_day_leads_to_a_successor_with_what_was_chosen(self, manager, agreement, more):
        sent = edited(manager, agreement, data_categories=more, coverage="successor", description="Ook dit")
        answer = manager.post(url("edit", agreement), sent)
        assert answer["Location"].startswith(url("replace", agreement))
        agreement.refresh_from_db()
        assert agreement.description == "Ook dit"
        assert agreement.data_categories.count() == 1
        form = manager.get(answer["Location"]).context["form"]
        assert {str(one) for one in form["data_categories"].value()} == {str(one) for one in more}

    def test_other_changes_and_drafts_ask_nothing(self, manager, agreement, more):
        assert (
            manager.post(url("edit", agreement), edited(manager, agreement, description="X")).status_code
            == 302
        )
        with factories.recorded():
            Agreement.objects.update(signed_on=None)
        sent = edited(manager, agreement, data_categories=more)
        assert "coverage" not in sent
        assert manager.post(url("edit", agreement), sent).status_code == 302


def test_an_overlap_is_told_and_not_refused(manager, agreement, lists):
    factories.AgreementFactory(
        processing=True,
        reference="VW-7",
        party=lists["party"],
        covers=[lists["purpose"]],
        first_day=date(2080, 1, 1),
    )
    assert "VW-1 overlapt met VW-7" in text(manager.get(url("inspect", agreement)))
    then = text(manager.get(url("inspect", agreement), {"peildatum": "1-1-2081", "vraag": "gold"}))
    assert "overlapt met" not in then  # nothing is to be done about it there
    answer = manager.post(url("edit", agreement), edited(manager, agreement, description="X"))
    assert answer.status_code == 302
    assert "VW-1 overlapt met VW-7" in text(manager.get(answer["Location"]))


def test_each_direction_has_its_own_words(manager, agreement):
    theirs = text(manager.get(url("edit", agreement)))
    assert "De verwerker meldt ons een datalek binnen (uren)" in theirs
    ours = factories.AgreementFactory(as_processor=True)
    assert "Wij melden de opdrachtgever een datalek binnen (uren)" in text(manager.get(url("edit", ours)))


def test_what_article_28_still_asks_is_said_on_the_record(manager, agreement):
    with factories.recorded():
        agreement.clauses.filter(item__in="bd").update(status="not_met")
    assert "nog niet geregeld is b, d" in text(manager.get(url("inspect", agreement)))


def test_a_termination_sooner_than_the_notice_period_is_said(manager, agreement):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page, _press = looked_at(manager, "terminate", agreement, last_day=tomorrow.strftime("%d-%m-%Y"))
    assert "eerder dan de opzegtermijn van 30 dagen" in text(page)


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("terminate", {"last_day": "31-03-2020"}),
        ("replace", {"reference": "VW-2", "first_day": "01-04-2020", "last_day": ""}),
    ],
)
def test_a_day_that_has_passed_is_told_to_leave_disclosures_without_it(step, typed, manager, agreement):
    covered = {name: [getattr(agreement, name).get().pk] for name in ("purposes", "data_categories")}
    page, _press = looked_at(manager, step, agreement, **(covered if step == "replace" else {}), **typed)
    assert "Wat vanaf 1 april 2020 is verstrekt, rust dan niet meer op haar" in text(page)


def test_a_successor_that_is_still_to_be_signed_has_no_day_of_signing(manager, agreement):
    covered = {name: [getattr(agreement, name).get().pk] for name in ("purposes", "data_categories")}
    typed = covered | {"reference": "VW-2", "first_day": "01-01-2091", "last_day": ""}
    page, _press = looked_at(manager, "replace", agreement, signed_on="01-12-2091", **typed)
    [told] = page.context["form"].errors["signed_on"]
    assert told == "1 december 2091 moet nog komen. Laat dit leeg tot er is getekend, of verbeter de dag."
    page, _press = looked_at(manager, "replace", agreement, signed_on="01-12-2021", **typed)
    assert "moet nog komen" not in text(page)


def test_after_a_look_one_button_stores_and_the_other_looks_again(manager, agreement):
    page, press = looked_at(manager, "terminate", agreement, last_day="31-12-2080")
    buttons = re.findall(r"<button type=\"submit\"[^>]*>([^<]+)</button>", text(page))
    assert [buttons.count(one) for one in ("Opzegging vastleggen", "Bekijk wat er gebeurt")] == [1, 1]
    assert "Dit gebeurt er" in text(press(look="1"))
    agreement.refresh_from_db()
    assert agreement.terminated_per is None
    assert press().status_code == 302


def test_what_was_terminated_asks_for_no_notice_any_more(manager, agreement):
    before = text(manager.get(reverse("agreements:index")))
    _page, press = looked_at(manager, "terminate", agreement, last_day="31-12-2080")
    press()
    after = text(manager.get(reverse("agreements:index")))
    assert "1 dec 2090" in before
    assert "31 dec 2080" in after
    assert "1 dec 2080" not in after.replace("31 dec 2080", "")


def test_an_agreement_leads_to_its_party_and_to_what_came_before_and_after(manager, agreement):
    successor = factories.AgreementFactory(
        processing=True,
        party=agreement.party,
        replaces=agreement,
        reference="VW-2",
        first_day=date(2091, 1, 1),
    )
    party = f'<a href="{reverse("parties:inspect", args=[agreement.party_id])}">{agreement.party}</a>'
    old, new = (text(manager.get(url("inspect", one))) for one in (agreement, successor))
    assert party in old
    assert party in new
    assert f'<a href="{url("inspect", agreement)}">VW-1</a>' in new
    assert old.count(f'<a href="{url("inspect", successor)}">VW-2</a>') == 1
    assert "Gebruikt bij: overeenkomsten" not in old
