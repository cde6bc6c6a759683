import hashlib
from datetime import date


def test_publication_freezes_text_html_and_hash(publish, lawyer):
    version = publish(date(2025, 1, 1), change_note="Eerste tekst")

    assert version.number == 1
    assert version.effective_from == date(2025, 1, 1)
    assert version.change_note == "Eerste tekst"
    assert version.sha256 == hashlib.sha256(version.text.encode()).hexdigest()
    assert version.text.splitlines()[0] == "Privacyverklaring"
    assert "1. Welke gegevens" in version.text
    assert [section["number"] for section in version.sections] == [None, 1, 2]
    assert [section["anchor"] for section in version.sections] == [
        "inleiding",
        "welke-gegevens",
        "met-wie-wij-delen",
    ]
    assert '<h2 id="welke-gegevens">1. Welke gegevens</h2>' in version.html
    assert version.written_by == version.approved_by == lawyer.pk
