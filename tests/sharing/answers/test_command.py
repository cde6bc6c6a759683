"""`access_answer`: the number comes from a file or standard input, and stands nowhere else."""

import hashlib
import io
import json
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sharing.access.choices import ADMINISTRATOR, LAWYER
from sharing.answers.models import AccessAnswer
from sharing.core.looking.models import Look
from tests import factories
from tests.sharing.core.pdf_reader import Pdf, squeezed

pytestmark = pytest.mark.django_db
NUMBER = "d-2026-0042"


@pytest.fixture
def lawyer():
    return factories.UserFactory(username="jurist-1", role=LAWYER)


def run(file: str, out: Path, *, by: str = "jurist-1", reason: str = "Brief van 3 maart") -> str:
    said = io.StringIO()
    given = [str(out), "--dossier-file", file, "--reason", reason, "--by", by, "--json"]
    call_command("access_answer", *given, stdout=said, stderr=said)
    return said.getvalue()


def numbered(tmp_path: Path, text: str = f"{NUMBER}\n") -> str:
    file = tmp_path / "nummer.txt"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_both_kinds_of_files(lawyer, tmp_path):
    factories.DisclosureFactory(number=NUMBER, recipient__name="Gemeente Voorbeeldstad")
    out = tmp_path / "antwoord.json"
    said = run(numbered(tmp_path, f"\ufeff {NUMBER.upper()} \r\n"), out)
    answer = json.loads(out.read_text())
    assert answer["dossier_reference"] == NUMBER
    assert answer["recipients"][0]["name"] == "Gemeente Voorbeeldstad"
    last = json.loads(said.splitlines()[-1])
    assert last["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert NUMBER not in said.lower()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    pdf = tmp_path / "antwoord.pdf"
    run(numbered(tmp_path), pdf)
    assert squeezed("Gemeente Voorbeeldstad") in squeezed(Pdf(pdf.read_bytes()).text)
    assert [one.format for one in AccessAnswer.objects.order_by("id")] == ["json", "pdf"]
    assert {(one.act, one.note, one.looked_by) for one in Look.objects.all()} == {
        ("answered", "Brief van 3 maart", lawyer)
    }


def test_standard_input(lawyer, tmp_path, monkeypatch):
    factories.DisclosureFactory(number=NUMBER)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NUMBER.encode())))
    run("-", tmp_path / "antwoord.json")
    assert AccessAnswer.objects.get().disclosures == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "leeg"),
        ("123456782", "burgerservicenummer"),
        ("d-1, d-2", "meer nummers"),
        ("d-1\nd-2", "regeleinde"),
        ("x" * 5000, "te groot"),
    ],
)
def test_what_is_no_number_is_refused_and_not_repeated(lawyer, tmp_path, text, said):
    out, told = tmp_path / "antwoord.json", io.StringIO()
    with pytest.raises(CommandError) as refused:
        given = [
            str(out),
            "--dossier-file",
            numbered(tmp_path, text),
            "--reason",
            "Brief",
            "--by",
            "jurist-1",
        ]
        call_command("access_answer", *given, stderr=told)
    assert refused.value.returncode == 1
    assert said in told.getvalue()
    assert not text or text not in told.getvalue()
    assert not out.exists()
    assert not AccessAnswer.objects.exists()


def test_who_operates_the_machine_does_not_see_persons_for_that(tmp_path):
    factories.UserFactory(username="beheer-1", role=ADMINISTRATOR)
    with pytest.raises(CommandError) as refused:
        run(numbered(tmp_path), tmp_path / "antwoord.json", by="beheer-1")
    assert refused.value.returncode == 1


@pytest.mark.parametrize("out", ["antwoord.docx", "geen/map/antwoord.pdf"])
def test_wrong_usage(lawyer, tmp_path, out):
    with pytest.raises(CommandError):
        run(numbered(tmp_path), tmp_path / out)
