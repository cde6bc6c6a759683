"""Rows of a spreadsheet in the chain of an agreement: every cell that is wrong is told, what is right is one step."""

from datetime import date

import pytest
from django.urls import reverse

from sharing.agreements.imports import as_rows, plan_rows
from sharing.agreements.rows import COLUMNS, read_rows
from sharing.models import SubProcessor
from sharing.roles import AUDITOR
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text, version_in


@pytest.fixture
def agreement(db):
    for code, name in (("NL", "Nederland"), ("IN", "India")):
        factories.CountryFactory(code=code, name=name)
    for code in ("een", "twee", "drie"):
        factories.PartyFactory(code=code, name=f"Partij {code.upper()}")
    return factories.AgreementFactory(
        processing=True, reference="VW-1", objection_days=30, sub_processor_authorisation="general"
    )


def pasted(*rows: str) -> str:
    return "\r\n".join(row.replace("|", "\t") for row in rows)


def url(agreement) -> str:
    return reverse("agreements:paste", args=[agreement.pk])


def looked_at(client, agreement, rows, **changes):
    sent = {"rows": rows, "reason": "Opgave", "version": version_in(client, url(agreement)), **changes}
    page = client.post(url(agreement), sent)
    form = page.context["form"]
    again = sent | {name: form[name].value() or "" for name in ("version", "previewed")}
    return page, lambda **more: client.post(url(agreement), again | more)


class TestReading:
    def test_with_or_without_headings_in_any_order_and_with_those_of_the_workbook(self):
        plain = read_rows("een\tHosting\tNL\n")
        headed = read_rows("Dienst\tSubverwerker\tLand\n\n Hosting \teen\tNL\n")
        workbook = read_rows("partij;dienst;land;boven;aangekondigd_op\neen;Hosting;NL;;1-3-2026")
        assert plain.rows == ((1, {"party": "een", "service": "Hosting", "country": "NL"}),)
        assert headed.rows == ((3, {"party": "een", "service": "Hosting", "country": "NL"}),)
        assert workbook.columns == ("party", "service", "country", "engaged_by", "announced_on")

    def test_a_cell_with_lines_and_a_loose_quotation_mark(self):
        assert read_rows('een\t"Hosting\nen beheer"\tNL').rows[0][1]["service"] == "Hosting en beheer"
        loose = read_rows('een\t"Hosting\tNL\ntwee\tMail\tNL')
        assert [row["service"] for _number, row in loose.rows] == ['"Hosting', "Mail"]

    def test_nothing_is_nothing(self):
        assert read_rows(" \n\t\t\n").rows == ()
        assert read_rows("\0").rows == ()


class TestPlan:
    def test_every_error_is_named_with_its_row_column_value_and_remedy(self, agreement):
        rows = pasted(
            "Partij|Dienst|Land|Ingeschakeld door|Aangekondigd op|Vanaf|Tot en met",
            "een|Hosting|Nederlnd||31-02-2026||",
            "niemand|Mail|NL||||",
            "twee||NL|drie|||",
            "een|Back-up|NL|drie||1-3-2026|28-2-2026",
            "een|back-up|IN||||",
            "twee|Chat|NL|||1-3-1026|",
        )
        found = {(one.row, one.column): (one.value, one.message) for one in plan_rows(agreement, rows).errors}
        assert found[2, "Land"][0] == "Nederlnd"
        assert "Bedoelt u “Nederland”?" in found[2, "Land"][1]
        assert "31-02-2026 bestaat niet" in found[2, "Aangekondigd op"][1]
        assert "niemand" in found[3, "Partij"][1]
        assert found[4, "Dienst"] == ("", "Vul dit in.")
        assert "De laatste dag ligt voor" in found[5, "Tot en met"][1]
        assert "geen andere subverwerker in deze keten" in found[5, "Ingeschakeld door"][1]
        assert "ook in rij 5" in found[6, "Partij"][1]
        assert "1995" in found[7, "Vanaf"][1]
        assert len(found) == 8

    @pytest.mark.parametrize(
        ("rows", "sentence"),
        [
            ("", "Er staan geen rijen"),
            ("Partij\tLand\neen\tNL", "De kolom “Dienst” ontbreekt"),
            ("Partij\tDienst\tLand\tPrijs\neen\tMail\tNL\t3", "kent de keten niet"),
            ("Partij\tDienst\tDienst\neen\tMail\tNL", "twee keer"),
            ("Partij\tDienst\neen\tMail", "deze subverwerker is nieuw"),
            ("Partij\tDienst\tLand\neen\tMail\tNL\textra", "voorbij de laatste kolom"),
            ("een\tMail\tNL\ttwee\ntwee\tMail\tNL\teen", "langs een omweg zichzelf"),
            ("een\tMail\tNL\n" * 501, "hoogstens 500"),
        ],
    )
    def test_what_makes_no_chain_is_said(self, rows, sentence, agreement):
        errors = plan_rows(agreement, rows).errors
        assert sentence in " ".join(one.message for one in errors)

    def test_a_row_that_exists_is_changed_in_the_columns_that_are_there(self, agreement):
        link = factories.SubProcessorFactory(
            agreement=agreement,
            party__code="vier",
            service="Hosting",
            country_id="NL",
            flow_down="artikel 8",
            approved_on=date(2026, 1, 5),
        )
        plan = plan_rows(agreement, pasted("Partij|Dienst|Goedgekeurd op", "vier|hosting|"))
        (row,) = plan.rows
        assert not row.new
        assert row.changes == (("Dienst", "Hosting", "hosting"), ("Goedgekeurd op", "05-01-2026", "–"))
        assert (plan.links[0].id, plan.links[0].flow_down) == (link.pk, "artikel 8")

    def test_what_is_copied_out_changes_nothing_when_pasted_back(self, agreement):
        first = factories.SubProcessorFactory(agreement=agreement, party__code="vier", service="Hosting")
        factories.SubProcessorFactory(
            agreement=agreement, party__code="vijf", parent=first, announced_on=date(2026, 3, 1)
        )
        plan = plan_rows(agreement, as_rows(agreement))
        assert not plan.errors
        assert len(plan.rows) == 2
        assert not plan.changes_anything

    def test_many_rows_cost_no_question_each(self, agreement, django_assert_max_num_queries):
        rows = pasted(*(f"een|Dienst {number}|NL" for number in range(300)))
        with django_assert_max_num_queries(8):
            assert len(plan_rows(agreement, rows).links) == 300


class TestScreen:
    ROWS = (
        "Partij|Dienst|Land|Ingeschakeld door|Aangekondigd op|Doorgegeven verplichtingen",
        "drie|Support|India|Partij TWEE||",
        "een|Hosting|NL||1 maart 2026|artikel 8",
        "twee|Back-up|nl|een||",
    )

    def test_pasted_seen_and_stored_in_one_operation(self, manager, agreement):
        chain = reverse("agreements:chain", args=[agreement.pk])
        assert f'href="{url(agreement)}"' in text(manager.get(chain))
        page, press = looked_at(manager, agreement, pasted(*self.ROWS))
        assert "3 subverwerkers komen erbij." in text(page)
        assert text(page).count("Komt erbij") == 3
        assert not SubProcessor.objects.exists()
        assert press().status_code == 302
        found = {one.party.code: one for one in agreement.sub_processors.select_related("party", "parent")}
        assert (found["drie"].parent, found["twee"].parent) == (found["twee"], found["een"])
        assert (found["een"].objection_until, found["een"].flow_down) == (date(2026, 3, 31), "artikel 8")
        assert {row.history_change_reason for row in SubProcessor.history.all()} == {"Opgave"}
        assert len({row.history_date for row in SubProcessor.history.all()}) == 1

    def test_errors_stand_in_a_table_and_what_was_pasted_is_kept(self, manager, agreement):
        page, press = looked_at(manager, agreement, pasted("een|Hosting|Nederlnd", "twee|Mail|NL"))
        shown = text(page)
        assert "1 cel is niet in orde; zij staat hieronder." in shown
        assert shown.index("1 cel is niet in orde") < shown.index('data-label="Wat er staat"')
        assert 'data-label="Wat er staat" class="register-grow">Nederlnd<' in shown
        assert "een\tHosting\tNederlnd" in shown
        assert press().status_code == 200
        assert not SubProcessor.objects.exists()
        page, press = looked_at(manager, agreement, pasted("een|Hosting|Nederland", "twee|Mail|NL"))
        assert press().status_code == 302
        assert SubProcessor.objects.count() == 2

    def test_what_else_is_wrong_is_told_together_with_the_cells(self, manager, agreement):
        page, _press = looked_at(manager, agreement, pasted("een|Hosting|Nederlnd"), reason="")
        shown = text(page)
        assert "Vul in waarom u dit doet" in shown
        assert 'data-label="Wat er staat" class="register-grow">Nederlnd<' in shown

    def test_only_what_happens_is_counted(self, manager, agreement):
        page, _press = looked_at(manager, agreement, pasted("een|Hosting|NL"))
        assert "1 subverwerker komt erbij." in text(page)
        assert "0 worden gewijzigd" not in text(page)

    def test_other_rows_than_were_looked_at_are_looked_at_again(self, manager, agreement):
        _page, press = looked_at(manager, agreement, pasted("een|Hosting|NL"))
        page = press(rows=pasted("een|Hosting|NL", "twee|Mail|NL"))
        assert "2 subverwerkers komen erbij." in text(page)
        assert not SubProcessor.objects.exists()

    def test_two_at_once_the_second_is_told(self, manager, agreement):
        _page, press = looked_at(manager, agreement, pasted("een|Hosting|NL"))
        factories.SubProcessorFactory(agreement=agreement, service="Intussen")
        assert "intussen gewijzigd" in text(press())
        assert SubProcessor.objects.count() == 1

    def test_nothing_new_is_said_to_be_so(self, manager, agreement):
        factories.SubProcessorFactory(agreement=agreement, party__code="vier")
        page, _press = looked_at(manager, agreement, as_rows(agreement))
        assert "deze rijen veranderen niets" in text(page)

    def test_who_may_not_or_where_there_is_no_chain(self, manager, agreement):
        client = signed_in(AUDITOR)
        assert refused(client.get(url(agreement)))
        assert refused(client.post(url(agreement), {"rows": "een\tMail\tNL", "reason": "x"}))
        other = factories.AgreementFactory()
        assert "Alleen een verwerkersovereenkomst" in text(manager.get(url(other), follow=True))

    def test_the_columns_are_those_of_the_link_form(self):
        fields = {field.name for field in SubProcessor._meta.get_fields()}
        assert set(COLUMNS) - {"engaged_by"} <= fields
