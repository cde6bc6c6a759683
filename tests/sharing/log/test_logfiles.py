"""The log in two standards: their shape, what they leave out, and the same numbers at every export."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from sharing.background.models import BackgroundWork
from sharing.core.actor import acting
from sharing.disclosures.models import Disclosure
from sharing.log.logformats import Activity, Confidential, Entry, Recipient, as_ldv, as_vng, pseudonym
from sharing.roles import EDITOR, LAWYER
from tests import factories

KEY = bytes(32)
ENTRY = Entry(
    id=7,
    disclosed_at=datetime(2026, 3, 3, 10, 12, 0, 123456, tzinfo=UTC),
    recorded_at=datetime(2026, 3, 4, 9, tzinfo=UTC),
    recorded_by="jurist",
    person="ab" * 16,
    subject="Deelnemers",
    purpose="Begeleiding naar werk",
    categories=["Adres", "Naam"],
    recipient=Recipient("uwv", "12345678", ""),
    activity=Activity("begeleiding", "Begeleiding", "https://voorbeeld.example/beheer/verwerkingen/1/"),
    source="Volgsysteem",
    source_url="https://voorbeeld.example/beheer/bronnen/2/",
    confidential=Confidential.NORMAL,
    void=False,
    oin="00000003123456780000",
)


def test_a_verwerkingsactie_has_the_shape_of_the_standard():
    assert as_vng(ENTRY, KEY) == {
        "actieId": "b1ad897c-40c1-47c9-8eb5-acc5e633c6bf",
        "actieNaam": "Verstrekken van persoonsgegevens",
        "handelingNaam": "Begeleiding naar werk",
        "verwerkingNaam": "Begeleiding",
        "verwerkingId": "4017835c-39f0-42e5-820c-ddf9a0df7ff6",
        "verwerkingsactiviteitId": "begeleiding",
        "verwerkingsactiviteitUrl": "https://voorbeeld.example/beheer/verwerkingen/1/",
        "vertrouwelijkheid": "normaal",
        "uitvoerder": "00000003123456780000",
        "systeem": "Verantwoord",
        "gebruiker": "jurist",
        "gegevensbron": "Volgsysteem",
        "soortAfnemerId": "KvK-nummer",
        "afnemerId": "12345678",
        "tijdstip": "2026-03-03T10:12:00.123+00:00",
        "tijdstipRegistratie": "2026-03-04T09:00:00.000+00:00",
        "vervallen": False,
        "verwerkteObjecten": [
            {
                "objecttype": "Persoon",
                "soortObjectId": "pseudoniem-verantwoord",
                "objectId": "ab" * 16,
                "betrokkenheid": "Deelnemers",
                "verwerkteSoortenGegevens": [{"soortGegeven": "Adres"}, {"soortGegeven": "Naam"}],
            }
        ],
    }


def test_a_line_of_the_logboek_is_a_span_with_adopted_attributes_only():
    assert as_ldv(ENTRY, KEY) == {
        "traceId": "4017835c39f042e5820cddf9a0df7ff6",
        "spanId": "63c8e4c32042b3a0",
        "name": "Verstrekken: Begeleiding naar werk",
        "kind": 1,
        "startTimeUnixNano": "1772532720123000000",
        "endTimeUnixNano": "1772532720123000000",
        "attributes": [
            {
                "key": "dpl.core.processing_activity_id",
                "value": {"stringValue": "https://voorbeeld.example/beheer/verwerkingen/1/"},
            },
            {"key": "dpl.core.data_subject_id", "value": {"stringValue": "ab" * 16}},
            {"key": "dpl.core.data_subject_id_type", "value": {"stringValue": "pseudoniem-verantwoord"}},
            {
                "key": "dpl.core.foreign_operation.processor",
                "value": {"stringValue": "https://voorbeeld.example/beheer/bronnen/2/"},
            },
        ],
        "status": {"code": 0},
    }


def test_a_pseudonym_is_the_same_each_time_and_another_under_another_key():
    assert pseudonym("k-1", KEY) == pseudonym("k-1", KEY)
    assert re.fullmatch("[0-9a-f]{32}", pseudonym("k-1", KEY))
    assert len({pseudonym("k-1", KEY), pseudonym("k-2", KEY), pseudonym("k-1", bytes([1]) * 32)}) == 3


def activity_for(purpose, **more):
    activity = factories.ProcessingActivityFactory(**more)
    factories.ActivityPurposeFactory(activity=activity, purpose=purpose)
    return activity


@pytest.fixture
def log(register):
    activity = activity_for(register["purpose"], code="begeleiding-naar-werk")
    shared = {"recipient": register["party"], "purpose": register["purpose"], "number": "k-4711"}
    rows = [
        factories.DisclosureFactory(disclosed_at=datetime(2026, 3, day, 22, 30, tzinfo=UTC), **shared)
        for day in (1, 2, 31)  # the last one is in April on the Amsterdam clock
    ]
    factories.UserFactory(username="jurist", role=LAWYER)
    return {"rows": rows, "activity": activity, **register}


def export(path, kind, *more, first="2026-03-01", last="2026-03-31", by="jurist"):
    out, errors = StringIO(), StringIO()
    asked = ["--format", kind, "--from", first, "--until", last, "--by", by, *more]
    try:
        call_command("export_log", str(path), *asked, stdout=out, stderr=errors)
    except CommandError as error:
        error.said = errors.getvalue()
        raise
    return json.loads(path.read_text()), out.getvalue()


def test_the_command_writes_a_period_in_both_formats(log, tmp_path):
    actions, said = export(tmp_path / "log.json", "vng")
    assert "2 verstrekkingen geschreven" in said
    assert [one["tijdstip"][:10] for one in actions] == ["2026-03-01", "2026-03-02"]
    spans, _said = export(tmp_path / "log.otlp.json", "ldv", "--json")
    [resource] = spans["resourceSpans"]
    [scope] = resource["scopeSpans"]
    assert {"key": "service.name", "value": {"stringValue": "Verantwoord"}} in resource["resource"][
        "attributes"
    ]
    for span, action in zip(scope["spans"], actions, strict=True):
        attributes = {one["key"]: one["value"]["stringValue"] for one in span["attributes"]}
        assert set(attributes) <= {
            "dpl.core.processing_activity_id",
            "dpl.core.data_subject_id",
            "dpl.core.data_subject_id_type",
            "dpl.core.foreign_operation.processor",
        }
        assert attributes["dpl.core.data_subject_id"] == action["verwerkteObjecten"][0]["objectId"]
        assert attributes["dpl.core.processing_activity_id"].endswith(f"/verwerkingen/{log['activity'].pk}/")
        assert re.fullmatch("[0-9a-f]{32}", span["traceId"])
        assert re.fullmatch("[0-9a-f]{16}", span["spanId"])
        assert span["startTimeUnixNano"].isdigit()
    assert len({span["traceId"] for span in scope["spans"]}) == 2


def test_no_dossier_number_and_no_free_text_is_in_them(log, tmp_path):
    factories.DisclosureFactory(
        disclosed_at=datetime(2026, 3, 5, tzinfo=UTC), number="geheim-99", description="over geheim-99"
    )
    for kind in ("vng", "ldv"):
        export(tmp_path / f"{kind}.json", kind)
        text = (tmp_path / f"{kind}.json").read_text()
        assert "geheim" not in text
        assert "k-4711" not in text


def test_the_same_export_twice_gives_the_same_file(log, tmp_path):
    for name in ("een", "twee"):
        export(tmp_path / name, "vng")
    assert (tmp_path / "een").read_bytes() == (tmp_path / "twee").read_bytes()


def test_void_and_secret_entries(log, tmp_path):
    secret = factories.AuthorityRequestFactory(secret=True, secrecy_ground="Onderzoek")
    over = factories.AuthorityRequestFactory(
        secret=True, secrecy_ground="Onderzoek", secret_until=timezone.localdate() - timedelta(days=1)
    )
    first, second, _third = log["rows"]
    with acting(by=factories.tester(), reason="Proef"):
        Disclosure.objects.filter(pk=first.pk).update(authority_request=secret)
        Disclosure.objects.filter(pk=first.pk).update(
            voided_at=timezone.now(),
            voided_by=factories.tester(),
            void_reason="Dubbel",
        )
        Disclosure.objects.filter(pk=second.pk).update(authority_request=over)
    actions, _said = export(tmp_path / "vng.json", "vng")
    assert [(one["vertrouwelijkheid"], one["vervallen"]) for one in actions] == [
        ("vertrouwelijk", True),
        ("opgeheven", False),
    ]
    spans, _said = export(tmp_path / "ldv.json", "ldv")
    assert len(spans["resourceSpans"][0]["scopeSpans"][0]["spans"]) == 1


def test_what_was_kept_secret_after_its_assessment_is_confidential_too(log, tmp_path):
    tomorrow = timezone.localdate() + timedelta(days=1)
    later = factories.SecrecyDecisionFactory(last_day=tomorrow).request
    assert not later.secret
    with acting(by=factories.tester(), reason="Proef"):
        Disclosure.objects.filter(pk=log["rows"][0].pk).update(authority_request=later)
    actions, _said = export(tmp_path / "vng.json", "vng")
    assert [one["vertrouwelijkheid"] for one in actions] == ["vertrouwelijk", "normaal"]


def test_an_empty_period_is_a_whole_file(log, tmp_path):
    assert export(tmp_path / "vng.json", "vng", first="2020-01-01", last="2020-01-02")[0] == []
    spans, _said = export(tmp_path / "ldv.json", "ldv", first="2020-01-01", last="2020-01-02")
    assert spans["resourceSpans"][0]["scopeSpans"][0]["spans"] == []


def test_that_it_was_made_is_in_the_list_of_exports(log, tmp_path):
    export(tmp_path / "log.json", "ldv")
    work = BackgroundWork.objects.get()
    assert (work.state, work.rows, work.filename, work.asked_by.username) == (
        "handed",
        2,
        "log.json",
        "jurist",
    )
    assert work.words == [["Verstrekt van", "1 maart 2026"], ["tot en met", "31 maart 2026"]]
    assert (tmp_path / "log.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"first": "2026-04-01"}, "ligt voor de eerste"),
        ({"by": "niemand"}, "Er is geen account"),
        ({"by": "redactie"}, "mag dit niet"),
    ],
)
def test_what_is_refused_leaves_nothing(log, tmp_path, more, said):
    factories.UserFactory(username="redactie", role=EDITOR)
    with pytest.raises(CommandError) as refused:
        export(tmp_path / "log.json", "vng", **more)
    assert refused.value.returncode == 1
    assert said in refused.value.said
    assert list(tmp_path.iterdir()) == []
    assert not BackgroundWork.objects.exists()


def test_a_folder_that_is_not_there_is_said(log, tmp_path):
    with pytest.raises(CommandError) as refused:
        export(tmp_path / "weg" / "log.json", "vng")
    assert "kan niet worden geschreven" in refused.value.said


@pytest.mark.parametrize("wrong", [("--from", "gisteren"), ("--oin", "123"), ("--format", "xml")])
def test_wrong_usage_is_said_before_anything_is_done(log, tmp_path, wrong):
    with pytest.raises(CommandError, match="argument"):
        export(tmp_path / "log.json", "vng", *wrong)


def test_the_activity_is_the_nearest_one_that_held(register, tmp_path):
    child = factories.PurposeFactory(parent=register["purpose"])
    activity_for(register["purpose"], code="ver")
    activity_for(child, code="voorbij", first_day=date(2025, 1, 1), last_day=date(2025, 12, 31))
    near = activity_for(child, code="dichtbij")
    factories.UserFactory(username="jurist", role=LAWYER)
    factories.DisclosureFactory(purpose=child, disclosed_at=datetime(2026, 3, 5, tzinfo=UTC))
    factories.DisclosureFactory(disclosed_at=datetime(2026, 3, 6, tzinfo=UTC))
    actions, _said = export(tmp_path / "log.json", "vng")
    assert actions[0]["verwerkingsactiviteitId"] == near.code
    assert "verwerkingsactiviteitId" not in actions[1]
    assert actions[1]["verwerkingsactiviteitUrl"].endswith("/beheer/verwerkingen/")
