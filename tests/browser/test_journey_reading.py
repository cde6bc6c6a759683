"""An editor reads in the text that the organisation has and makes its promises what they are, by clicking."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps.menu import choose_action
from tests.browser.steps.statement import open_statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = """Privacyverklaring van de proef

1. Delen

Dergelijke derde partijen kunnen zijn:

- Opdrachtgevers
- Verwerkers

Uw gegevens gaan niet naar landen buiten de EER, tenzij dat wettelijk verplicht is.

2. Uw rechten

Wij reageren op elk verzoek binnen drie weken. Soms verlengen wij dat met een maand.
"""


def test_the_promises_of_a_text_are_recognised_and_made(sample, visitor, tmp_path) -> None:
    from home.models import StatementPage

    file = tmp_path / "verklaring.txt"
    file.write_text(TEXT)
    editor = visitor("redacteur")
    page = editor.page
    open_statement(page)
    choose_action(page, "Verklaring inlezen")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Bekijk wat erin staat").click()
    page.get_by_label("Zet deze onderdelen terug in hun paragraaf").uncheck()
    page.get_by_label("Antwoord binnen 3 weken, te verlengen met 1 maand").check()
    editor.picture("redacteur-toezeggingen-herkend")
    assert editor.obstacles(within="main") == []
    page.get_by_role("button", name="Vervang het concept").click()
    expect(page.locator(".messages")).to_contain_text("staat in het concept")

    page.get_by_role("link", name="Bekijk en kies").click()
    page.get_by_label("Een lijst van ontvangers").check()
    editor.picture("redacteur-toezeggingen-in-concept")
    assert editor.obstacles(within="main") == []
    page.get_by_role("button", name="Maak ervan wat is aangevinkt").click()
    expect(page.locator(".messages")).to_contain_text("1 onderdeel van het concept")
    expect(page.get_by_role("textbox", name="Antwoord binnen (weken)")).to_have_value("3")

    draft = StatementPage.objects.source().get().get_latest_revision_as_object()
    kinds = [[block.block_type for block in section.value["body"]] for section in draft.body]
    assert kinds == [["paragraph", "recipients", "paragraph"], ["response_term"]]
