"""Texts of letters: those of a release, changed, restored; and letters as they are kept."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from sharing.core.actor import acting, system_user
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.core.records import version_of
from sharing.core.sealing import unsealed
from sharing.letters.letter import Draft
from sharing.letters.models import private_storage
from sharing.letters.operations import change_template, load_letter_templates, restore_template
from sharing.letters.queries import template_for, version_number, versions_of
from sharing.letters.starting import LETTERS
from sharing.models import LetterTemplate, RightsLetter, RightsRequest
from sharing.rights.letter import number_of, values_of
from sharing.rights.sending import make_request_letter, note_request_letter_sent
from sharing.rights.standings import standing_of
from tests import factories as make
from tests.sharing.letters.steps import letters_ready

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 9, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _texts():
    letters_ready()


def change(template: LetterTemplate, **values: Any) -> LetterTemplate:
    usual = {"title": "Titel", "body": "Tekst", "by": make.tester(), "at": AT, "reason": "Duidelijker"}
    return change_template(template, **{**usual, **values})


def draft(request: RightsRequest, kind: str = "receipt", language: str = "nl", **values: Any) -> Draft:
    known = values_of(request, standing_of(request, on=date(2026, 3, 9)), language)
    return Draft(kind, language, number_of(request, language), known | values)


def made(request: RightsRequest, kind: str = "receipt", **values: Any) -> RightsLetter:
    usual = {"seen": version_of(RightsRequest, request.pk), "by": make.tester(), "at": AT}
    return make_request_letter(
        request, draft=values.pop("draft", None) or draft(request, kind), **{**usual, **values}
    )


def sent(letter: RightsLetter, **values: Any) -> RightsLetter:
    usual = {"on": amsterdam_day(letter.made_at), "way": "post", "by": make.tester()}
    usual |= {"at": letter.made_at, "seen": version_of(RightsRequest, letter.request_id)}
    return note_request_letter_sent(letter, **{**usual, **values})


class TestTexts:
    def test_a_release_brings_each_kind_in_each_language_once(self):
        assert LetterTemplate.objects.count() == 16
        assert {row.history_user_id for row in LetterTemplate.history.filter(history_type="+")} == {
            system_user().pk
        }
        again = load_letter_templates(by=system_user(), reason="Nog eens")
        assert (again.added, again.corrected, again.differing) == (0, 0, ())

    def test_a_later_release_follows_where_nobody_changed_and_leaves_what_somebody_did(self, monkeypatch):
        ours = change(template_for("receipt", "nl"))
        later = [*LETTERS.facts()]
        for one in later:
            one.title = f"{one.title} (nieuw)"
        monkeypatch.setattr("sharing.letters.starting._texts", lambda: iter(later))
        loaded = load_letter_templates(by=system_user(), reason="Nieuwe uitgave")
        assert (loaded.corrected, len(loaded.differing)) == (15, 1)
        assert template_for("receipt", "nl").title == ours.title == "Titel"
        assert template_for("receipt", "en").title.endswith("(nieuw)")

    def test_a_change_is_a_new_version_of_its_day(self):
        template = change(template_for("receipt", "nl"))
        assert version_number(template) == 2
        assert template.dated == date(2026, 3, 9)
        assert [one.title for one in versions_of(template)] == ["Wij hebben uw verzoek ontvangen", "Titel"]

    def test_an_unknown_field_is_refused_at_the_text(self):
        with pytest.raises(RefusedInput) as refused:
            change(template_for("receipt", "nl"), body="Beste {{naam}}")
        assert [error.field for error in refused.value.errors] == ["body"]
        assert version_number(template_for("receipt", "nl")) == 1

    def test_the_database_keeps_the_way_to_the_authority_in_a_refusal(self):
        template = template_for("refusal", "nl")
        with pytest.raises(IntegrityError, match="letter_template_way_out"), transaction.atomic():
            with acting(by=make.tester(), reason="Korter"):
                LetterTemplate.objects.filter(pk=template.pk).update(body="Nee.")

    def test_restoring_is_a_new_version_with_the_text_of_then(self):
        template = template_for("receipt", "nl")
        first = template.body
        change(template)
        back = restore_template(template, number=1, by=make.tester(), at=AT, reason="Toch beter")
        assert (back.body, version_number(template)) == (first, 3)

    @pytest.mark.parametrize("number", [0, 2, 99])
    def test_what_is_no_earlier_version_is_not_restored(self, number):
        template = template_for("receipt", "nl")
        change(template)
        with pytest.raises(Refused):
            restore_template(template, number=number, by=make.tester(), at=AT, reason="Terug")

    def test_two_at_once_the_second_is_told(self):
        template = template_for("receipt", "nl")
        seen = version_of(LetterTemplate, template.pk)
        change(template, seen=seen)
        with pytest.raises(ChangedMeanwhile):
            change(template, title="Anders", seen=seen)

    def test_a_bsn_stands_in_no_text(self):
        with pytest.raises(RefusedInput):
            change(template_for("receipt", "nl"), body="Bel 123456782")


class TestLetters:
    def test_is_kept_sealed_with_its_hash_and_the_version_that_it_was_made_of(self):
        request = make.RightsRequestFactory()
        change(template_for("receipt", "nl"), body="Op {{ontvangen_op}}")
        letter = made(request)
        stored = private_storage().open(str(letter.file)).read()
        assert b"%PDF" not in stored
        content = b"".join(unsealed(private_storage().open(str(letter.file))))
        assert content.startswith(b"%PDF-1.7")
        assert b"pdfuaid" in content
        assert (letter.template_version, len(content)) == (2, letter.size)
        change(template_for("receipt", "nl"), body="Anders")
        assert RightsLetter.objects.get().template_version == 2

    def test_making_and_sending_are_recorded_with_who(self):
        request = make.RightsRequestFactory()
        sent(made(request))
        rows = RightsLetter.history.order_by("history_id")
        assert len({row.history_user_id for row in rows}) == 1
        assert [row.history_change_reason for row in rows] == [
            "Brief gemaakt: Ontvangstbevestiging",
            "Brief verstuurd: Per post",
        ]

    def test_what_does_not_fit_is_not_made(self):
        with pytest.raises(Refused, match="past nu niet"):
            made(make.RightsRequestFactory(), "refusal")

    def test_of_a_client_there_is_no_letter_of_ours(self):
        client = make.PartyFactory()
        with pytest.raises(Refused, match="past nu niet"):
            made(make.RightsRequestFactory(on_behalf_of=client))

    def test_what_is_not_known_is_told_at_its_field_and_nothing_is_kept(self):
        request = make.RightsRequestFactory()
        with make.recorded():
            RightsRequest.objects.filter(pk=request.pk).update(
                extension_reason="Het is veel", extended_on=date(2026, 3, 9)
            )
        request.refresh_from_db()
        with pytest.raises(RefusedInput) as refused:
            made(request, draft=draft(request, "extension", reden=" "))
        assert [error.field for error in refused.value.errors] == ["reden"]
        assert not RightsLetter.objects.exists()

    @pytest.mark.parametrize(("place", "words"), [("addressee", "123456782"), ("reden", "123456782")])
    def test_a_bsn_stands_in_no_letter(self, place, words):
        request = make.RightsRequestFactory()
        known = draft(request)
        wrong = (
            Draft("receipt", "nl", known.number, known.values, words)
            if place == "addressee"
            else Draft("receipt", "nl", known.number, {**known.values, place: words})
        )
        with pytest.raises(RefusedInput):
            made(request, draft=wrong)

    def test_the_dossier_number_stands_in_no_letter(self):
        request = make.RightsRequestFactory(number="d-0001")
        with pytest.raises(RefusedInput):
            made(request, draft=draft(request, reden="Over d-0001"))

    @pytest.mark.parametrize("on", [date(2020, 1, 1), date(2100, 1, 1)])
    def test_it_is_not_sent_before_it_was_made_or_in_the_future(self, on):
        with pytest.raises(RefusedInput):
            sent(made(make.RightsRequestFactory()), on=on)

    def test_it_is_sent_once(self):
        letter = sent(made(make.RightsRequestFactory()))
        with pytest.raises(Refused, match="staat al vast"):
            sent(letter)

    @pytest.mark.parametrize(
        ("change_of", "sentence"),
        [
            ("sha256 = repeat('0', 64)", "verandert niet meer"),
            ("template_version = 7", "verandert niet meer"),
            ("sent_on = '2000-01-01', sent_way = 'post'", "niet verstuurd voor de dag"),
        ],
    )
    def test_the_database_keeps_it_as_it_was(self, change_of, sentence):
        letter = made(make.RightsRequestFactory())
        with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
            with acting(by=make.tester(), reason="Zomaar"), connection.cursor() as cursor:
                cursor.execute(f"UPDATE sharing_rightsletter SET {change_of} WHERE id = %s", [letter.pk])

    def test_what_was_sent_is_not_unsent(self):
        letter = sent(made(make.RightsRequestFactory()))
        with pytest.raises(IntegrityError, match="is verstuurd"), transaction.atomic():
            with acting(by=make.tester(), reason="Zomaar"):
                RightsLetter.objects.filter(pk=letter.pk).update(sent_on=None, sent_way="")
