"""The whole chain of sub-processors in one screen, and the term to object that follows from the agreement."""

from datetime import date

import pytest
from django.urls import reverse

from sharing.agreements.queries import processors
from sharing.agreements.rules import on_a_circle
from sharing.models import SubProcessor
from sharing.roles import AUDITOR, CONTRACT_MANAGER, LAWYER
from tests import factories
from tests.sharing.agreements.screens import edited, management
from tests.sharing.core.visitors import refused, rows_of, signed_in, text, version_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def agreement():
    return factories.AgreementFactory(processing=True, reference="VW-1", objection_days=30)


@pytest.fixture
def three():
    return [
        factories.PartyFactory(code=code, name=f"Partij {code.upper()}") for code in ("een", "twee", "drie")
    ]


def url(agreement) -> str:
    return reverse("agreements:chain", args=[agreement.pk])


def sent(client, agreement, *rows, stored=0, **changes) -> dict:
    given = {"reason": "Opgave van de verwerker", "version": version_in(client, url(agreement)), **changes}
    filled = [{"service": "Dienst", "country": "NL", **row} for row in rows]
    return given | rows_of("rijen", [*filled, {}], existing=stored)


def test_three_levels_in_one_go(manager, agreement, three):
    rows = (
        {"party": "drie", "engaged_by": "3"},
        {"party": "een", "announced_on": "01-03-2026", "flow_down": "artikel 8"},
        {"party": "twee", "engaged_by": "2"},
    )
    answer = manager.post(url(agreement), sent(manager, agreement, *rows))
    assert answer.status_code == 302, answer.context["form"].rows.errors
    found = {one.party.code: one for one in agreement.sub_processors.select_related("party", "parent")}
    assert found["een"].parent is None
    assert (found["twee"].parent, found["drie"].parent) == (found["een"], found["twee"])
    assert (found["een"].objection_until, found["een"].flow_down) == (date(2026, 3, 31), "artikel 8")
    assert {row.history_change_reason for row in SubProcessor.history.all()} == {"Opgave van de verwerker"}


def test_that_a_row_is_wrong_is_said_above_the_rows_too(manager, agreement):
    answer = text(manager.post(url(agreement), sent(manager, agreement, {"service": "Opslag"})))
    assert "Er is niets opgeslagen: niet alles is goed ingevuld." in answer


def test_what_is_there_is_shown_and_only_what_differs_is_written(manager, agreement, three):
    first = factories.SubProcessorFactory(agreement=agreement, party=three[0], service="Opslag")
    form = manager.get(url(agreement)).context["form"]
    assert form.rows.forms[0]["service"].value() == "Opslag"
    before = SubProcessor.history.count()
    rows = (
        {"id": first.pk, "party": "een", "service": "Opslag", "approved_on": "2020-01-01"},
        {"party": "twee", "engaged_by": "1"},
    )
    assert manager.post(url(agreement), sent(manager, agreement, *rows, stored=1)).status_code == 302
    assert SubProcessor.history.count() == before + 1


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (({"party": "een", "engaged_by": "1"},), "Rij 1 is leeg of deze rij zelf"),
        (({"party": "een", "engaged_by": "9"},), "Rij 9 is leeg of deze rij zelf"),
        (
            ({"party": "een", "engaged_by": "2"}, {"party": "twee", "engaged_by": "1"}),
            "langs een omweg zichzelf in",
        ),
        (({"party": "niemand"},), "niemand"),
        (({"party": "een", "country": "XX"},), "Selecteer een geldige keuze"),
        (
            ({"party": "een", "last_day": "01-01-2025", "first_day": "01-01-2026"},),
            "De laatste dag ligt voor",
        ),
        (({"party": "een"}, {"party": "een"}), "staat voor deze dienst al bij de overeenkomst"),
        (({"party": "een", "announced_on": "31-02-2026"},), "31-02-2026"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(rows, sentence, manager, agreement, three):
    factories.CountryFactory(code="NL")
    page = manager.post(url(agreement), sent(manager, agreement, *rows))
    assert page.status_code == 200
    assert sentence in text(page)
    assert not SubProcessor.objects.exists()


def test_a_link_of_another_agreement_is_not_taken(manager, agreement, three):
    strange = factories.SubProcessorFactory(service="Vreemd")
    page = manager.post(url(agreement), sent(manager, agreement, {"id": strange.pk, "party": "een"}))
    assert "er is niets opgeslagen" in text(page)
    strange.refresh_from_db()
    assert strange.service == "Vreemd"


def test_two_at_once_the_second_is_told(manager, agreement, three):
    stale = sent(manager, agreement, {"party": "een"})
    factories.SubProcessorFactory(agreement=agreement, service="Intussen")
    assert "intussen gewijzigd" in text(manager.post(url(agreement), stale))
    assert agreement.sub_processors.count() == 1


@pytest.mark.parametrize("role", [LAWYER, AUDITOR])
def test_who_only_looks_enters_nothing(role, agreement):
    client = signed_in(role)
    assert refused(client.get(url(agreement)))
    assert refused(client.post(url(agreement), {"reason": "x"}))


def test_a_service_agreement_has_no_chain(manager):
    other = factories.AgreementFactory()
    assert "Alleen een verwerkersovereenkomst" in text(manager.get(url(other), follow=True))


def test_the_form_computes_the_term_to_object_as_well(manager, agreement, three):
    row = {
        "sub_processors-0-party": three[0].pk,
        "sub_processors-0-service": "Hosting",
        "sub_processors-0-country": "NL",
        "sub_processors-0-announced_on": "01-03-2026",
        "sub_processors-0-parent": "",
    }
    with factories.recorded():
        agreement.purposes.set([factories.PurposeFactory()])
        agreement.data_categories.set([factories.DataCategoryFactory()])
    sent_back = edited(manager, agreement, objection_days="14", **management("sub_processors", 1) | row)
    answer = manager.post(reverse("agreements:edit", args=[agreement.pk]), sent_back)
    assert answer.status_code == 302, answer.context["form"].errors
    assert agreement.sub_processors.get().objection_until == date(2026, 3, 15)


@pytest.mark.parametrize("name", ["announced_on", "approved_on"])
def test_nothing_has_happened_on_a_day_to_come(manager, agreement, three, name):
    row = {
        "sub_processors-0-party": three[0].pk,
        "sub_processors-0-service": "Hosting",
        "sub_processors-0-country": "NL",
        "sub_processors-0-parent": "",
        f"sub_processors-0-{name}": "01-03-2126",
    }
    with factories.recorded():
        agreement.purposes.set([factories.PurposeFactory()])
        agreement.data_categories.set([factories.DataCategoryFactory()])
    sent_back = edited(manager, agreement, **management("sub_processors", 1) | row)
    answer = manager.post(reverse("agreements:edit", args=[agreement.pk]), sent_back)
    [form] = answer.context["form"].formsets["sub_processors"].forms
    assert "1 maart 2126 moet nog komen" in form.errors[name][0]
    assert not agreement.sub_processors.exists()


def test_circles_are_found_wherever_they_are():
    assert on_a_circle({1: 2, 2: 3, 3: 1, 4: 1}) == {1, 2, 3}
    assert on_a_circle({1: 0, 2: 1}) == set()


@pytest.fixture
def two(agreement, three):
    """Two links that the processor itself engages."""
    with factories.recorded():
        agreement.purposes.set([factories.PurposeFactory()])
        agreement.data_categories.set([factories.DataCategoryFactory()])
    return [factories.SubProcessorFactory(agreement=agreement, party=one) for one in three[:2]]


def test_the_form_makes_no_circle_of_two_rows_at_once(manager, agreement, two):
    first, second = two
    page = manager.get(reverse("agreements:edit", args=[agreement.pk]))
    prefixes = {
        form.instance.pk: form.prefix for form in page.context["form"].formsets["sub_processors"].forms
    }
    circle = {
        f"{prefixes[first.pk]}-parent": second.pk,
        f"{prefixes[second.pk]}-parent": first.pk,
    }
    sent_back = edited(manager, agreement, **circle)
    answer = manager.post(reverse("agreements:edit", args=[agreement.pk]), sent_back)
    assert answer.status_code == 200
    assert "langs een omweg" in text(answer)
    assert not agreement.sub_processors.filter(parent__isnull=False).exists()


def test_the_same_link_sent_twice_makes_no_circle(manager, agreement, two):
    first, second = (
        {"id": one.pk, "party": one.party.code, "service": one.service, "country": one.country_id}
        for one in two
    )
    rows = (first, second | {"engaged_by": "1"}, first | {"engaged_by": "2"})
    page = manager.post(url(agreement), sent(manager, agreement, *rows, stored=2))
    assert page.status_code == 200
    assert "staat voor deze dienst al bij de overeenkomst, in rij 1" in text(page)
    assert not agreement.sub_processors.filter(parent__isnull=False).exists()


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2025, 3, 31), date(2026, 3, 31)),  # what followed from the mistyped day
        (date(2025, 6, 1), date(2026, 3, 31)),  # over before it was announced
        (date(2026, 6, 1), date(2026, 6, 1)),  # agreed with this one
    ],
)
def test_a_mended_announcement_takes_its_term_along(until, expected, manager, agreement, three):
    link = factories.SubProcessorFactory(
        agreement=agreement,
        party=three[0],
        announced_on=date(2025, 3, 1),
        objection_until=until,
        approved_on=None,
    )
    row = {"id": link.pk, "party": "een", "service": link.service, "announced_on": "01-03-2026"}
    assert manager.post(url(agreement), sent(manager, agreement, row, stored=1)).status_code == 302
    link.refresh_from_db()
    assert link.objection_until == expected


def test_the_statement_names_who_is_engaged_on_its_day_only(agreement):
    factories.SubProcessorFactory(agreement=agreement, service="Altijd")
    factories.SubProcessorFactory(agreement=agreement, service="Voorbij", last_day=date(2026, 2, 28))
    factories.SubProcessorFactory(agreement=agreement, service="Komt nog", first_day=date(2026, 4, 1))
    engaged = {row["service"] for row in processors(on=date(2026, 3, 15))}
    assert "Altijd" in engaged
    assert not engaged & {"Voorbij", "Komt nog"}
    assert "Voorbij" in {row["service"] for row in processors(on=date(2026, 2, 28))}
