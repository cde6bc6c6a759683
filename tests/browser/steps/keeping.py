"""What the editor keeps by itself, of which the answer is held back until something else has been done."""

from playwright.sync_api import APIResponse, Page, Request, Route

from tests.browser.steps.waiting import holds
from tests.patience import until

# Two seconds after it opened the editor remembers what it compares with; what came before is no change to it.
WATCHES = """() => wagtail.app.getControllerForElementAndIdentifier(
    document.querySelector('[data-edit-form]'), 'w-unsaved')?.initialFormData"""


def is_kept(request: Request) -> bool:
    return request.method == "POST" and "json" in request.headers.get("accept", "")


class Keeping:
    """The next time that this page keeps these words: what it sends first may have been read before."""

    def __init__(self, page: Page, words: str = "") -> None:
        holds(page, WATCHES)
        self.page, self.words = page, words
        self.held: list[Route] = []
        self.answer: APIResponse | None = None
        page.route("**/pages/*/edit/", self._look)

    def _look(self, route: Route) -> None:
        request = route.request
        if is_kept(request) and self.words in (request.post_data or "") and not self.held:
            self.held.append(route)
        else:
            route.continue_()

    def store(self) -> None:
        """It has been stored, and the page has not heard of it."""
        until(lambda: self.page.evaluate("1") and self.held, "wat de editor zelf instuurt")
        self.answer = self.held[0].fetch()

    def go_on(self) -> None:
        """The page hears of it."""
        self.held[0].fulfill(response=self.answer)
