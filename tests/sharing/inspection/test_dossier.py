"""The dossier for the regulator: asked on a screen, made in the background, each file with its hash."""

import hashlib
import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from sharing.background.choices import State
from sharing.background.files import FOLDER
from sharing.background.files import private_files as storage
from sharing.background.models import BackgroundWork
from sharing.core.actor import acting, system_user
from sharing.inspection.breaches import BREACH_NEEDS, breach_parts
from sharing.inspection.parts import Asked
from sharing.models import Agreement, AgreementDocument
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories as make
from tests.sharing.background.conftest import private_files  # noqa: F401  a fixture
from tests.sharing.background.queue import only, work_off
from tests.sharing.core.visitors import refused, signed_in, text
from tests.sharing.letters.steps import letters_ready

DOSSIER = reverse("inspection:index")
RECORD = reverse("record_of_processing:index")
REGISTER = reverse("register_export:index")
EXPORTS = reverse("exports:index")
SCREENS = (DOSSIER, RECORD, REGISTER)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agreement(private_files: Any) -> Agreement:  # noqa: F811  the fixture
    agreement = make.AgreementFactory(
        processing=True,
        reference="VO/2026 1",
        audited_on=date(2026, 1, 15),
        audit_due=date(2027, 1, 15),
        infringing_instruction="art. 4",
    )
    make.SubProcessorFactory(agreement=agreement, flow_down="art. 7")
    place = storage().save("overeenkomsten/2026/contract.pdf", ContentFile(b"%PDF getekend"))
    digest = hashlib.sha256(b"%PDF getekend").hexdigest()
    with acting(by=system_user(), reason="Proef"):
        for title in ("Contract", "Contract"):
            AgreementDocument.objects.create(agreement=agreement, title=title, file=place, sha256=digest)
        AgreementDocument.objects.create(agreement=agreement, title="Ander", file=place, sha256="1" * 64)
        AgreementDocument.objects.create(
            agreement=agreement, title="Weg", file="nergens.pdf", sha256="0" * 64
        )
    make.TransferFactory()
    return agreement


def fetched(client: Any, work: BackgroundWork) -> zipfile.ZipFile:
    answer = client.get(reverse("exports:download", args=[work.pk]))
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_one_click_and_every_file_is_in_the_manifest(agreement: Agreement) -> None:
    manager = signed_in(CONTRACT_MANAGER)
    answer = manager.post(DOSSIER, {"on": "", "reason": "Brief van de AP"}, follow=True)
    assert "Het bestand wordt gemaakt" in text(answer)
    work_off()
    work = only()
    assert work.state == State.DONE, work.message
    dossier = fetched(manager, work)
    assert dossier.testzip() is None
    manifest = json.loads(dossier.read("MANIFEST.json"))
    named = {one["path"]: one for one in manifest["files"]}
    assert set(named) | {"MANIFEST.json"} == set(dossier.namelist())
    for path, one in named.items():
        data = dossier.read(path)
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (one["sha256"], one["size"]), path
    for role in ("verantwoordelijke", "verwerker"):
        assert {f"verwerkingsregister/{role}.{form}" for form in ("pdf", "xlsx", "jsonld")} <= set(named)
    assert {"overeenkomsten/vo2026-1/contract.pdf", "overeenkomsten/vo2026-1/contract-2.pdf"} <= set(named)
    assert named["overeenkomsten/vo2026-1/contract.pdf"]["as_registered"] is True
    assert named["overeenkomsten/vo2026-1/ander.pdf"]["as_registered"] is False
    missing = [one["path"] for one in manifest["missing"]]
    assert missing == [
        "overeenkomsten/vo2026-1/weg.pdf",
        "maatregelen/rolbeoordelingen.json",  # not for this role
        *(f"rechten/{name}.json" for name in ("verzoeken", "klachten", "klachtenregelingen")),  # nor these
        "datalekken/datalekken.json",
        "privacyverklaring/",
    ]
    [told] = [
        one for one in json.loads(dossier.read("overeenkomsten/overeenkomsten.json")) if one["documents"]
    ]
    assert told["reference"] == "VO/2026 1" and told["status"] == "in_force" and len(told["article_28"]) == 8
    assert (told["audited_on"], told["audit_due"]) == ("2026-01-15", "2027-01-15")
    assert (told["infringing_instruction"], told["data_gone_on"]) == ("art. 4", None)
    [link] = told["sub_processors"]
    assert (link["flow_down"], link["engaged_by"]) == ("art. 7", None)
    [transfer] = json.loads(dossier.read("doorgiften/doorgiften.json"))
    assert transfer["reason"].endswith(".")
    # What this role may not see is not in it, and that is said.
    assert "gevoelige_gegevens" not in load_workbook(io.BytesIO(dossier.read("register.xlsx"))).sheetnames
    assert "gevoelige_gegevens" in dossier.read("LEESMIJ.txt").decode()


def test_of_a_day_before_the_register_it_says_that_nothing_was_kept(agreement: Agreement) -> None:
    manager = signed_in(CONTRACT_MANAGER)
    for day, warned in (("31-03-2020", True), ("", False)):
        manager.post(DOSSIER, {"on": day, "reason": "Brief van de AP"}, follow=True)
        work_off()
        readme = fetched(manager, BackgroundWork.objects.latest("pk")).read("LEESMIJ.txt").decode()
        assert ("een lege lijst zegt niet dat er toen niets was" in readme) is warned


def test_breaches_are_in_it_with_what_was_reported_and_sent_for_who_may_see_them(
    private_files: Any,  # noqa: F811  the fixture
) -> None:
    letters_ready()
    reported = make.BreachFactory(title="Post verkeerd bezorgd")
    make.BreachFactory(title="Lijst blijven liggen")
    report = make.BreachNotificationFactory(breach=reported)
    letter = make.BreachLetterFactory(breach=reported)
    make.BreachDocumentFactory(breach=reported, title="Mail van de ontvanger")
    for role, seen in ((LAWYER, True), (CONTRACT_MANAGER, False)):
        person = signed_in(role)
        shown = text(person.get(DOSSIER))
        assert ("de datalekken, gemeld of niet" in shown) is seen
        assert ("Verzoeken van betrokkenen en klachten ziet uw rol niet" in shown) is not seen
        person.post(DOSSIER, {})
        work_off()
        dossier = fetched(person, BackgroundWork.objects.latest("pk"))
        texts = json.loads(dossier.read("brieven/sjablonen.json"))
        assert {(one["kind"], one["language"]) for one in texts} >= {("refusal", "nl"), ("refusal", "en")}
        assert ("datalekken/datalekken.json" in dossier.namelist()) is seen
        assert ("rechten/klachten.json" in dossier.namelist()) is seen
        if not seen:
            assert not [name for name in dossier.namelist() if name.startswith("datalekken/")]
            continue
        told = {one["title"]: one for one in json.loads(dossier.read("datalekken/datalekken.json"))}
        assert set(told) == {"Post verkeerd bezorgd", "Lijst blijven liggen"}
        mine = told["Post verkeerd bezorgd"]
        assert mine["reports"][0]["reference"] == report.reference
        assert mine["letters"][0]["sha256"] == letter.sha256
        assert (
            dossier.read(mine["letters"][0]["path"])[:4] == b"%PDF"
        )  # as it was sent, not as it lies sealed
        assert [one["title"] for one in mine["documents"]] == ["Mail van de ontvanger"]
        assert not any("registered_by" in key or "assessed_by" in key for key in mine)


def test_breaches_of_an_earlier_day_are_as_they_were(private_files: Any) -> None:  # noqa: F811  the fixture
    make.BreachFactory(title="Van nu")
    then = Asked(day=date(2020, 1, 1), moment=timezone.now() - timedelta(days=9), at=timezone.now(),
        shows=frozenset(BREACH_NEEDS))  # fmt: skip
    (part,) = breach_parts(then)
    out = io.BytesIO()
    assert part.write is not None
    part.write(out)
    assert json.loads(out.getvalue()) == []


def test_the_file_on_the_disk_is_sealed_and_only_for_who_asked(agreement: Agreement) -> None:
    manager, auditor = signed_in(CONTRACT_MANAGER), signed_in(AUDITOR)
    manager.post(DOSSIER, {})
    work_off()
    work = only()
    [sealed] = Path(storage().path(FOLDER)).iterdir()
    assert b"LEESMIJ" not in sealed.read_bytes() and not zipfile.is_zipfile(sealed)
    download = reverse("exports:download", args=[work.pk])
    assert refused(auditor.get(download))
    assert "Dossier voor de toezichthouder" in text(auditor.get(EXPORTS))
    with make.as_operator():
        manager.user.groups.clear()
    assert manager.get(download).status_code in (302, 403)


@pytest.mark.parametrize("address", [DOSSIER, REGISTER])
def test_who_sees_less_by_now_fetches_no_file_that_holds_more(agreement: Agreement, address: str) -> None:
    """A lawyer who deals with contracts from now on may not fetch what he had made with the lawyer's lists."""
    person = signed_in(LAWYER)
    person.post(address, {})
    work_off()
    work = only()
    assert work.state == State.DONE, work.message
    download = reverse("exports:download", args=[work.pk])
    with make.as_operator():
        person.user.groups.set(Group.objects.filter(name=CONTRACT_MANAGER))
    assert refused(person.get(download))


@pytest.mark.parametrize("address", [DOSSIER, REGISTER])
def test_who_sees_more_since_is_given_what_was_asked(agreement: Agreement, address: str) -> None:
    person = signed_in(CONTRACT_MANAGER)
    person.post(address, {})
    with make.as_operator():
        person.user.groups.add(Group.objects.get(name=LAWYER))
    work_off()
    answer = person.get(reverse("exports:download", args=[only().pk]))
    file = io.BytesIO(b"".join(answer.streaming_content))
    if address == DOSSIER:
        file = io.BytesIO(zipfile.ZipFile(file).read("register.xlsx"))
    assert "gevoelige_gegevens" not in load_workbook(file).sheetnames


def test_who_lost_the_role_gets_nothing_made(agreement: Agreement) -> None:
    manager = signed_in(CONTRACT_MANAGER)
    manager.post(DOSSIER, {})
    with make.as_operator():
        manager.user.groups.clear()
    work_off()
    assert only().state == State.FAILED and "Uw rol" in only().message


def test_the_statement_of_that_day_comes_from_the_statement(sample: Any, private_files: Any) -> None:  # noqa: F811
    lawyer = signed_in(LAWYER)
    lawyer.post(DOSSIER, {"on": f"{timezone.localdate():%d-%m-%Y}"})
    work_off()
    dossier = fetched(lawyer, only())
    names = dossier.namelist()
    [pdf] = [one for one in names if one.startswith("privacyverklaring/versie-") and one.endswith(".pdf")]
    assert dossier.read(pdf).startswith(b"%PDF")
    conflicts = json.loads(dossier.read("privacyverklaring/verschillen.json"))
    assert conflicts["version"] and isinstance(conflicts["conflicts"], list)
    told = json.loads(dossier.read("privacyverklaring/volledigheid.json"))
    assert told["version"] == conflicts["version"] and len(told["items"]) > 10
    assert "gevoelige_gegevens" in load_workbook(io.BytesIO(dossier.read("register.xlsx"))).sheetnames


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(EDITOR, False), (ADMINISTRATOR, False), (CONTRACT_MANAGER, True), (LAWYER, True), (AUDITOR, True)],
)
def test_who_may_ask(role: str, allowed: bool) -> None:
    client = signed_in(role)
    for address in SCREENS:
        assert refused(client.get(address)) is not allowed, address
        assert refused(client.post(address, {"role": "controller", "format": "pdf"})) is not allowed, address
    menu = text(client.get(reverse("wagtailadmin_home")))
    for label in ("Dossier toezichthouder", "Verwerkingsregister", "Register exporteren"):
        assert (label in menu) is allowed, label
    assert BackgroundWork.objects.count() == (3 if allowed else 0)


@pytest.mark.parametrize("address", SCREENS)
def test_a_wrong_day_is_said_and_nothing_is_ordered(address: str) -> None:
    lawyer = signed_in(LAWYER)
    later = timezone.localdate() + timedelta(days=3)
    for typed, sentence in (
        (f"{later:%d-%m-%Y}", "moet nog komen"),
        ("31-02-2026", "2026"),
        ("gisteren", "gisteren"),
    ):
        answer = lawyer.post(
            address, {"on": typed, "role": "controller", "format": "pdf", "reason": "x" * 301}
        )
        assert sentence in text(answer) and typed in text(answer)
        assert set(answer.context["form"].errors) == {"on", "reason"}, "each at its field, at once"
    assert not BackgroundWork.objects.exists()


def test_the_record_and_the_register_are_made_for_who_asks(private_files: Any) -> None:  # noqa: F811
    make.ProcessingActivityFactory()
    auditor = signed_in(AUDITOR)
    for form in ("pdf", "xlsx", "jsonld"):
        auditor.post(
            RECORD, {"on": "1 maart 2026", "role": "processor", "format": form, "reason": "Controle"}
        )
    auditor.post(REGISTER, {"on": "01-03-2026"})
    work_off()
    made = list(BackgroundWork.objects.order_by("id"))
    assert {one.state for one in made} == {State.DONE}, [one.message for one in made]
    assert [one.filename for one in made] == [
        *(f"verwerkingsregister-verwerker-2026-03-01.{form}" for form in ("pdf", "xlsx", "jsonld")),
        "register-2026-03-01.xlsx",
    ]
    for one in made:
        assert auditor.get(reverse("exports:download", args=[one.pk])).status_code == 200
