"""The record of the sample, of any day, as workbook, PDF and linked data; the command."""

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import load_workbook
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from sharing.activities.choices import ProcessingRole
from sharing.article_30.choices import RecordFormat
from sharing.article_30.queries import record_on
from sharing.article_30.rules import Record, gaps_of
from sharing.article_30.saving import read_record, write_record
from sharing.background.choices import State
from sharing.background.models import BackgroundWork
from sharing.core.actor import acting, system_user
from sharing.core.exceptions import Refused
from sharing.models import ProcessingActivity, SubProcessor
from tests import factories as make
from tests import shapes

pytestmark = pytest.mark.django_db

DPV = Namespace("https://w3id.org/dpv#")
CONTROLLER, PROCESSOR = ProcessingRole.CONTROLLER, ProcessingRole.PROCESSOR
# What DPV 2.3 has of the terms that are used here; a term that is not in it tells nothing.
TERMS = {
    *("ROPA", "Process", "Purpose", "DataSubject", "PersonalData", "SpecialCategoryPersonalData"),
    *(
        "SensitivePersonalData",
        "Organisation",
        "Recipient",
        "DataController",
        "DataProcessor",
        "JointDataControllers",
    ),
    *("DataProtectionOfficer", "Representative", "StorageDuration", "TechnicalOrganisationalMeasure"),
    *("CrossBorderTransfer", "Country", "DataTransferLegalBasis", "hasDataController", "hasDataProcessor"),
    *(
        "hasJointDataControllers",
        "hasProcess",
        "hasPurpose",
        "hasDataSubject",
        "hasPersonalData",
        "hasRecipient",
    ),
    *(
        "hasLegalBasis",
        "hasStorageCondition",
        "hasProcessing",
        "hasTechnicalOrganisationalMeasure",
        "hasName",
    ),
    *("hasContact", "hasCountry", "hasThirdCountry", "hasDataImporter", "hasDataProtectionOfficer"),
    "hasRepresentative",
}


def read(role: ProcessingRole = CONTROLLER, on: date | None = None) -> Record:
    return read_record(role, on=on, at=timezone.now())


def written(record: Record, form: RecordFormat) -> bytes:
    out = io.BytesIO()
    write_record(out, record, form)
    return out.getvalue()


@pytest.fixture
def activity() -> Any:
    """One activity with a processor in the US that engages another in India, and what a record asks for."""
    cloud = make.PartyFactory(
        code="cloud", name="Cloud Inc.", country=make.CountryFactory(code="US"), processor=True
    )
    india = make.PartyFactory(code="helpdesk", name="Helpdesk Ltd", country=make.CountryFactory(code="IN"))
    agreement = make.AgreementFactory(processing=True, party=cloud)
    make.SubProcessorFactory(agreement=agreement, party=india, service="Helpdesk")
    make.TransferFactory(party=cloud, mechanism="scc_module_2", country=cloud.country)
    make.ImpactAssessmentFactory(party=cloud, country=cloud.country)
    activity = make.ProcessingActivityFactory(
        code="begeleiden", name="Begeleiden", security="Versleuteling", legal_bases=["public_task"]
    )
    make.ActivityRecipientFactory(activity=activity, recipient=cloud)
    make.ActivityPurposeFactory(activity=activity)
    make.ActivityDataCategoryFactory(
        activity=activity, data_category=make.DataCategoryFactory(kind="special")
    )
    make.ActivitySubjectCategoryFactory(activity=activity)
    make.ActivityRetentionTermFactory(activity=activity)
    return activity


def test_transfers_go_down_the_chain(activity: Any) -> None:
    [told] = read().activities
    direct, chained = told.abroad
    assert (direct.name, direct.sound, direct.mechanism) == ("Cloud Inc.", True, "scc_module_2")
    assert (chained.name, chained.country, chained.via, chained.sound) == (
        "Helpdesk Ltd",
        "IN",
        "Cloud Inc.",
        False,
    )
    [(name, letter, gap)] = [one for one in gaps_of(read()) if one[0]]
    assert (name, letter) == ("Begeleiden", "e") and "Helpdesk Ltd (via Cloud Inc.)" in gap


def test_a_transfer_that_is_registered_of_a_sub_processor_is_told(activity: Any) -> None:
    india = make.PartyFactory(
        code="pune", name="Pune Ltd", country=make.CountryFactory(code="NL", name="Nederland")
    )
    agreement = SubProcessor.objects.get().agreement
    make.SubProcessorFactory(agreement=agreement, party=india, country=india.country, service="Nachtdienst")
    make.TransferFactory(
        party=india, mechanism="scc_module_3", country=make.CountryFactory(code="PH", name="Filipijnen")
    )
    [told] = read().activities
    assert ("Pune Ltd", "PH", "Cloud Inc.") in {(one.name, one.country, one.via) for one in told.abroad}


def test_only_what_holds_on_the_day_in_that_role(activity: Any) -> None:
    make.ProcessingActivityFactory(code="oud", first_day=date(2020, 1, 1), last_day=date(2021, 1, 1))
    make.ProcessingActivityFactory(code="voor-gemeente", as_processor=True)
    assert [one.code for one in read().activities] == ["begeleiden"]
    [processed] = read(PROCESSOR).activities
    assert processed.code == "voor-gemeente" and processed.client and processed.client.name
    with pytest.raises(Refused, match="moet nog komen"):
        read(on=timezone.localdate() + timedelta(days=2))


@pytest.mark.django_db(transaction=True)
def test_as_it_was_known(activity: Any) -> None:
    moment = timezone.now()
    with acting(by=system_user(), reason="Proef"):
        ProcessingActivity.objects.filter(pk=activity.pk).update(name="Anders", security="")
        activity.recipients.clear()
    today = timezone.localdate()
    [then] = record_on(CONTROLLER, on=today, moment=moment, at=moment).activities
    assert (then.name, then.security, len(then.recipients), len(then.abroad)) == (
        "Begeleiden",
        "Versleuteling",
        1,
        2,
    )
    [now] = read().activities
    assert (now.name, now.security, now.recipients) == ("Anders", "", ())


def test_the_workbook_has_every_field_and_what_is_missing(activity: Any) -> None:
    book = load_workbook(io.BytesIO(written(read(), RecordFormat.XLSX)))
    assert book.sheetnames == ["organisatie", "verwerkingen", "ontbreekt"]
    head, row = book["verwerkingen"].iter_rows(values_only=True)
    for letter in "bcdefg":
        assert any(f"({letter})" in str(name) for name in head)
    assert "ontbreekt: waarborg voor Helpdesk Ltd" in row[head.index("Doorgiften en waarborgen (e)")]
    assert {row[1] for row in book["ontbreekt"].iter_rows(min_row=2, values_only=True)} == {"a", "e"}


def test_what_no_cell_takes_goes_on_in_the_row_below(activity: Any) -> None:
    """A large record is told whole: a cell that is cut off would leave recipients out without a word."""
    with acting(by=system_user(), reason="Proef"):
        security = "\n".join(f"Maatregel {number}: versleuteling" for number in range(2_000))
        ProcessingActivity.objects.filter(pk=activity.pk).update(security=security)
    book = load_workbook(io.BytesIO(written(read(), RecordFormat.XLSX)))
    head, *rows = book["verwerkingen"].iter_rows(values_only=True)
    assert len(rows) == 2 and {row[0] for row in rows} == {"begeleiden"}
    assert "\n".join(row[head.index("Beveiliging (g)")] for row in rows) == security


def test_every_form_says_that_the_organisation_is_told_as_it_is_now(activity: Any) -> None:
    book = load_workbook(io.BytesIO(written(read(), RecordFormat.XLSX)))
    assert "zijn die van nu" in str(list(book["organisatie"].iter_rows(values_only=True)))
    assert b"zijn die van nu" in written(read(), RecordFormat.JSONLD)


def test_the_pdf_is_one_that_is_read_aloud(activity: Any) -> None:
    data = written(read(), RecordFormat.PDF)
    assert data.startswith(b"%PDF") and b"pdfuaid:part" in data and b"/Lang" in data


@pytest.mark.parametrize("role", [CONTROLLER, PROCESSOR])
def test_linked_data_is_read_by_others(activity: Any, role: ProcessingRole) -> None:
    make.ProcessingActivityFactory(code="voor-gemeente", as_processor=True)
    graph = Graph().parse(data=written(read(role), RecordFormat.JSONLD), format="json-ld")
    used = {
        str(term).removeprefix(str(DPV))
        for triple in graph
        for term in triple
        if str(term).startswith(str(DPV))
    }
    assert used <= TERMS
    [record] = graph.subjects(RDF.type, DPV.ROPA)
    [process] = graph.objects(record, DPV.hasProcess)
    if role == PROCESSOR:
        assert (process, DPV.hasDataController, None) in graph and (
            process,
            DPV.hasDataProcessor,
            None,
        ) in graph
        return
    assert (process, RDF.type, DPV.Process) in graph
    [data] = graph.objects(process, DPV.hasPersonalData)
    assert (data, RDF.type, DPV.SpecialCategoryPersonalData) in graph
    assert (process, DPV.hasLegalBasis, URIRef("https://w3id.org/dpv/legal/eu/gdpr#A6-1-e")) in graph
    abroad = list(graph.objects(process, DPV.hasProcessing))
    assert {str(country) for one in abroad for country in graph.objects(one, DPV.hasThirdCountry)} == {
        "https://w3id.org/dpv/loc#US",
        "https://w3id.org/dpv/loc#IN",
    }
    scc = URIRef("https://w3id.org/dpv/legal/eu/gdpr#A46-2-c")
    assert [one for one in abroad if (one, DPV.hasLegalBasis, scc) in graph]


def test_linked_data_tell_all_that_an_organisation_is(activity: Any) -> None:
    india = make.PartyFactory(code="pune", name="Pune Ltd", country=make.CountryFactory(code="NL"))
    agreement = SubProcessor.objects.get().agreement
    make.SubProcessorFactory(agreement=agreement, party=india, country=make.CountryFactory(code="PH"))
    make.AgreementFactory(kind="joint_controllers", party=agreement.party)
    graph = Graph().parse(data=written(read(), RecordFormat.JSONLD), format="json-ld")
    [cloud] = graph.subjects(DPV.hasName, Literal("Cloud Inc."))
    kinds = set(graph.objects(cloud, RDF.type))
    assert {DPV.Recipient, DPV.JointDataControllers} <= kinds
    # Who works for it in the Philippines is not established there.
    [pune] = graph.subjects(DPV.hasName, Literal("Pune Ltd"))
    assert not list(graph.objects(pune, DPV.hasCountry))


@pytest.mark.parametrize("role", [CONTROLLER, PROCESSOR])
def test_the_sample_is_told_in_every_form(sample: Any, role: ProcessingRole) -> None:
    record = read(role)
    assert len(record.activities) >= 2
    for form in RecordFormat:
        assert written(record, form)


@pytest.mark.parametrize("role", [CONTROLLER, PROCESSOR])
def test_the_sample_has_the_shape_that_others_may_rely_on(sample: Any, role: ProcessingRole) -> None:
    graph = shapes.read(written(read(role), RecordFormat.JSONLD))
    wrong, _missing = shapes.remarks(graph, "verwerkingsregister")
    assert wrong == set()


def test_what_article_30_asks_and_is_not_there_is_told(activity: Any) -> None:
    graph = shapes.read(written(read(), RecordFormat.JSONLD))
    assert shapes.remarks(graph, "verwerkingsregister")[0] == set()
    graph.remove((None, DPV.hasTechnicalOrganisationalMeasure, None))
    graph.remove((None, DPV.hasStorageCondition, None))
    wrong, missing = shapes.remarks(graph, "verwerkingsregister")
    assert wrong == set()
    assert {one.rpartition("(")[2] for one in missing} >= {"onder g).", "onder b, c en f)."}
    [cloud] = graph.subjects(DPV.hasName, Literal("Cloud Inc."))
    graph.remove((cloud, RDF.type, DPV.Recipient))
    wrong, _missing = shapes.remarks(graph, "verwerkingsregister")
    assert "Een ontvanger is een dpv:Recipient." in wrong


def run(*arguments: str) -> tuple[str, str, int]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("record_of_processing", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), error.returncode
    return out.getvalue(), err.getvalue(), 0


def test_the_command_writes_what_the_name_says_and_leaves_a_trace(activity: Any, tmp_path: Path) -> None:
    for form, mark in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("jsonld", b"{")):
        file = tmp_path / f"register.{form}"
        out, _err, code = run(str(file), "--json")
        answer = json.loads(out.splitlines()[-1])
        assert code == 0 and answer["activities"] == 1 and answer["role"] == "controller"
        assert file.read_bytes().startswith(mark) and file.stat().st_mode & 0o777 == 0o600
        assert {"activity": "Begeleiden", "item": "e"}.items() <= answer["missing"][-1].items()
    assert BackgroundWork.objects.filter(state=State.HANDED, asked_by=system_user()).count() == 3


def test_the_command_refuses_in_words(tmp_path: Path) -> None:
    file = str(tmp_path / "r.pdf")
    _out, err, code = run(file, "--on", "2999-01-01")
    assert code == 1 and "moet nog komen" in err and not Path(file).exists()
    for wrong in ([str(tmp_path / "r.docx")], [file, "--role", "baas"], [file, "--on", "gisteren"], []):
        assert run(*wrong)[2] != 0
