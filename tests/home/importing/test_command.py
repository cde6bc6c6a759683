import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from home.models import StatementPage
from home.reusable.models import ReusableText
from home.reusable.queries import uses_of
from home.sample.statement import TEXT, load_sample_statement
from home.versions.models import StatementVersion
from sharing import public
from tests.factories import DataCategoryFactory, PurposeFactory, UserFactory
from tests.home.reading.word_files import docx, heading, p, picture, title

STATEMENT = "Verklaring\n\nWelkom.\n\n1. Eerste\n\n- a\n - b\n\n2. Tweede\n\nSlot.\n"
COMMITMENTS = {
    "transfer_policy": "adequate_countries",
    "special_categories": "lawful_ground",
    "capacities": ["client"],
    "purposes": [],
    "response_weeks": 2,
    "extension_months": 1,
    "identity_check": False,
    "consent_for_all_else": False,
}


@pytest.fixture
def run(tmp_path, lawyer, capsys):
    """Run the command on a text; gives the last line as JSON and the exit code."""

    def run(text: str | bytes = STATEMENT, *options: str, by: str = "juriste", commitments=None):
        path = tmp_path / "verklaring.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        if commitments is not None:
            file = tmp_path / "toezeggingen.json"
            file.write_text(commitments if isinstance(commitments, str) else json.dumps(commitments))
            options = (*options, "--commitments", str(file))
        code = 0
        try:
            call_command("import_statement", str(path), "--by", by, "--json", *options)
        except CommandError as refused:
            code = refused.returncode
        return json.loads(capsys.readouterr().out.splitlines()[-1]), code

    return run


def test_reads_into_a_draft(run):
    outcome, code = run()
    assert (code, outcome["ok"], outcome["version"], outcome["sections"]) == (0, True, None, 2)
    assert not StatementVersion.objects.exists()
    draft = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert draft.title == "Verklaring"
    assert [one.value["heading"] for one in draft.body] == ["", "Eerste", "Tweede"]


def test_publishes_with_date_note_and_commitments(run):
    outcome, code = run(
        STATEMENT,
        "--publish",
        "--effective-from",
        "2019-05-01",
        "--change-note",
        "Uit het archief",
        commitments=COMMITMENTS,
    )
    version = StatementVersion.objects.get()
    assert (code, outcome["version"], outcome["sha256"]) == (0, 1, version.sha256)
    assert (version.effective_from, version.change_note) == (date(2019, 5, 1), "Uit het archief")
    assert version.commitments == COMMITMENTS
    assert version.text.split() == STATEMENT.split()

    run(STATEMENT, "--publish", "--effective-from", "2020-05-01")
    assert StatementVersion.objects.get(number=2).commitments == COMMITMENTS


def test_a_file_may_state_which_data_a_capacity_gets(run):
    DataCategoryFactory(code="naam")
    stated = COMMITMENTS | {"data_categories": {"partner": ["naam"]}}
    outcome, code = run(STATEMENT, "--publish", commitments=stated)
    assert (code, outcome["version"]) == (0, 1)
    assert StatementVersion.objects.get().commitments == stated


def test_data_that_the_register_does_not_know_is_refused(run):
    stated = COMMITMENTS | {"data_categories": {"partner": ["naam"], "buurman": ["naam"]}}
    outcome, code = run(STATEMENT, "--publish", commitments=stated)
    assert (code, outcome["ok"]) == (1, False)
    told = json.dumps(outcome, ensure_ascii=False)
    assert "“naam” is geen bekende code" in told and "'buurman' is geen bekende waarde" in told
    assert not StatementVersion.objects.exists()


def test_who_may_not_publish_in_the_admin_wrote_but_did_not_approve(run, editor):
    run(STATEMENT, "--publish", by="schrijver")
    version = StatementVersion.objects.get()
    assert (version.written_by, version.approved_by) == (editor.pk, None)


@pytest.mark.parametrize("who", ["niemand", "buitenstaander", "vertrokken"])
def test_who_may_not_edit_is_refused(run, who):
    UserFactory(username="buitenstaander")
    UserFactory(username="vertrokken", is_active=False)
    outcome, code = run(STATEMENT, "--publish", by=who)
    assert (code, outcome["ok"]) == (1, False)
    assert who in outcome["errors"][0]["message"]
    assert not StatementVersion.objects.exists()


def test_an_effective_date_before_the_last_is_refused_and_the_draft_is_kept(run):
    run(STATEMENT, "--publish", "--effective-from", "2025-01-01")
    draft = StatementPage.objects.source().get().latest_revision_id
    outcome, code = run("Anders\n\n1. Kop\n\nx\n", "--publish", "--effective-from", "2024-12-31")
    assert code == 1
    assert "Kies een ingangsdatum vanaf 1 januari 2025" in outcome["errors"][0]["message"]
    assert StatementPage.objects.source().get().latest_revision_id == draft


def test_all_errors_of_both_files_are_listed(run):
    bad = {**COMMITMENTS, "purposes": ["nergens"], "capacities": ["buren"], "extra": 1}
    outcome, code = run("T\n\n2. Kop\n\n- \n", "--publish", commitments=bad)
    assert code == 1
    named = [f"{one['place']} {one['field']} {one['message']}" for one in outcome["errors"]]
    for part in ("verklaring.txt, regel 3", "verklaring.txt, regel 5", "nergens", "buren", "extra"):
        assert any(part in one for one in named), part
    assert not StatementVersion.objects.exists()


@pytest.mark.parametrize(
    "commitments",
    ["", "{", "[]", "null", "[" * 100_000, '{"purposes": [], "purposes": []}', '{"purposes": ["\\ud800"]}'],
)
def test_commitments_that_are_not_are_refused(run, commitments):
    outcome, code = run(STATEMENT, "--publish", commitments=commitments)
    assert code == 1
    assert outcome["errors"]
    assert not StatementVersion.objects.exists()


def test_wrong_usage_is_something_else(run, tmp_path):
    for options in (["--effective-from", "2025-02-30"], ["--unknown"]):
        with pytest.raises(CommandError) as wrong:
            call_command("import_statement", str(TEXT), "--by", "juriste", *options)
        assert "Error" in str(wrong.value)
    with pytest.raises(CommandError):
        call_command("import_statement", str(tmp_path / "weg.txt"), "--by", "juriste")
    with pytest.raises(CommandError):
        call_command("import_statement", str(TEXT))


def test_anchors_survive_a_new_text(run):
    run(STATEMENT)
    page = StatementPage.objects.source().get().get_latest_revision_as_object()
    page.body[1].value["anchor"] = "vast"
    page.save_revision()
    run("Verklaring\n\n1. Nieuw\n\nx\n\n2. Eerste\n\ny\n")
    page = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert [one.value["anchor"] for one in page.body] == ["nieuw", "vast"]


WORD_BODY = [heading("1. Eerste"), p("a", picture("Schema")), heading("2. Tweede"), p("b")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("v.docx", docx(title("Verklaring"), *WORD_BODY)),
        (
            "v.html",
            b"<h1>Verklaring</h1><h2>1. Eerste</h2><p>a<img alt=Schema></p><h2>2. Tweede</h2><p>b</p>",
        ),
    ],
)
def test_word_and_web_pages_too_and_what_could_not_be_placed_is_reported(
    tmp_path, lawyer, capsys, name, data
):
    path = tmp_path / name
    path.write_bytes(data)
    call_command("import_statement", str(path), "--by", "juriste", "--json", "--publish")
    *lines, last = capsys.readouterr().out.splitlines()
    outcome = json.loads(last)
    assert (outcome["version"], outcome["title"], outcome["sections"]) == (1, "Verklaring", 2)
    assert outcome["notes"][0]["lost"] and "Schema" in outcome["notes"][0]["message"]
    assert any("Niet overgenomen" in line for line in lines) and any("Schema" in line for line in lines)
    assert StatementVersion.objects.get().text == "Verklaring\n\n1. Eerste\n\na\n\n2. Tweede\n\nb\n"


def test_a_file_without_a_title_keeps_that_of_the_page(tmp_path, lawyer):
    path = tmp_path / "v.docx"
    path.write_bytes(docx(p("Zin."), heading("A"), p("x"), heading("B"), p("y")))
    call_command("import_statement", str(path), "--by", "juriste")
    assert StatementPage.objects.get().get_latest_revision_as_object().title == "Privacyverklaring"


def test_a_refused_word_file_names_the_file_and_stores_nothing(tmp_path, lawyer, capsys):
    path = tmp_path / "slot.docx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(CommandError) as refused:
        call_command("import_statement", str(path), "--by", "juriste", "--json")
    assert refused.value.returncode == 1
    error = json.loads(capsys.readouterr().out.splitlines()[-1])["errors"][0]
    assert error["place"] == "slot.docx" and "wachtwoord" in error["message"]


class TestSample:
    def test_two_versions_with_commitments_and_facts(self, lawyer):
        PurposeFactory(code="werk")
        version = load_sample_statement(by=lawyer)
        first = StatementVersion.objects.get(number=1)
        assert (first.effective_from, version.effective_from) == (date(2024, 10, 1), date(2026, 1, 1))
        assert [one["number"] for one in version.sections] == [None, *range(1, 13)]
        assert first.sha256 != version.sha256
        assert version.commitments["purposes"] == ["werk"]
        kinds = {block["type"] for part in version.body for block in part["value"]["body"]}
        assert kinds >= {"capacities", "response_term", "recipients", "processors", "transfers", "contact"}

    def test_every_word_of_the_sample_is_published(self, lawyer):
        words = load_sample_statement(by=lawyer).text.split()
        assert not [word for word in TEXT.read_text(encoding="utf-8").split() if word not in words]

    def test_a_text_is_written_once_and_stands_on_two_pages(self, lawyer):
        load_sample_statement(by=lawyer)
        text = ReusableText.objects.get()
        assert {str(use.page) for use in uses_of(text) if use.live} == {"Contact", "Toegankelijkheid"}
        assert [one.user for one in text.revisions.all()] == [lawyer]

    def test_it_is_loaded_once_and_by_an_account_without_rights_too(self, lawyer):
        nobody = UserFactory()
        version = load_sample_statement(by=nobody)
        assert load_sample_statement(by=lawyer) == version
        assert version.approved_by is None
        assert public.commitments_of(2).response_weeks == 4
