"""Every way that a screen offers, tried once: its links, and its buttons with the links that these bring forward."""

import re
from collections.abc import Callable, Iterable, Iterator

from playwright.sync_api import Page

from tests.browser.steps.keys import hidden_stops, press
from tests.browser.steps.menu import START, main_menu
from tests.browser.steps.visitor import Visitor
from tests.browser.steps.waiting import asked, holds

# Items of the menu: the labels that lead to each, groups first. What leads out of the site is left alone.
ITEMS = """menu => [...menu.querySelectorAll('a.sidebar-menu-item__link')]
    .filter(item => item.host === location.host && item.pathname !== location.pathname)
    .map(item => {
        const labels = [item.textContent.trim()];
        let above = item.closest('li').parentElement.closest('li');
        for (; above; above = above.parentElement.closest('li')) {
            labels.unshift(above.querySelector('button').textContent.trim());
        }
        return labels;
    })"""
# Addresses of links that can be clicked now.
LINKS = """() => [...document.querySelectorAll('main a[href]')]
    .filter(link => link.host === location.host && !link.getAttribute('href').startsWith('#'))
    .filter(link => link.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .map(link => link.getAttribute('href'))"""
# Marks the buttons that can be clicked now, one of each kind: rows of a list have the same.
BUTTONS = """() => {
    const kinds = new Map();
    for (const button of document.querySelectorAll('main button, main summary, main [role=tab]')) {
        const name = button.textContent.trim() || button.getAttribute('aria-label') || button.title;
        const kind = name.replace(/['“].*['”]|\\d+/g, '').trim() + button.getAttribute('aria-controls');
        const shown = button.checkVisibility({visibilityProperty: true, opacityProperty: true});
        if (shown && !button.disabled && !kinds.has(kind)) kinds.set(kind, button);
    }
    return [...kinds.values()].map((button, number) => {
        button.dataset.way = number;
        return button.type === 'submit';
    });
}"""

# Presses a button that sends a form; whether that leads away from the screen, which is marked as left.
SEND = """button => {
    window.left = false;
    addEventListener('submit', event => { window.left = !event.defaultPrevented; }, {once: true});
    button.click();
    return window.left;
}"""

# Titles and tables of which a part is out of sight, and words of a table that are broken in two: what is so of each.
CUT_OFF = """() => {
    const found = [];
    for (const title of document.querySelectorAll('.w-slim-header .w-breadcrumbs')) {
        if (title.scrollWidth > title.clientWidth + 1) found.push(`“${title.innerText}” is cut off`);
    }
    for (const list of document.querySelectorAll('main .register-scroll')) {
        const beside = list.scrollWidth - list.clientWidth;
        if (beside > 0) found.push(`${beside} px of a table lie beside what is shown`);
        const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            for (const word of texts.currentNode.data.matchAll(/[\\p{L}]{4,24}/gu)) {
                const place = new Range();
                place.setStart(texts.currentNode, word.index);
                place.setEnd(texts.currentNode, word.index + word[0].length);
                const lines = new Set([...place.getClientRects()].map(one => one.top));
                if (lines.size > 1) found.push(`“${word[0]}” is broken`);
            }
        }
    }
    return found;
}"""


def menu_items(page: Page) -> list[list[str]]:
    return main_menu(page).evaluate(ITEMS)


class Walk:
    """Somebody who tries every way of a screen; ways of one shape, such as the rows of a list, once.

    Shapes that are ``known`` are passed by.
    """

    def __init__(self, person: Visitor, known: Iterable[str] = ()):
        self.person = person
        self.page = person.page
        self.seen: set[str] = set(known)
        person.refuses = 400

    def try_screen(self, back: Callable[[], None], *, first: bool = True) -> None:
        """All that is on this screen; `back` opens it anew after a button led away from it.

        Who is not the `first` there leaves alone what is the same for everybody: the buttons that send a form, and
        the links that show the screen itself in another order, as another page or as a file.
        """
        self.person.complaints += [f"{self._path()}: {one}" for one in asked(self.page, CUT_OFF)]
        if first:
            self.person.complaints += [f"{self._path()}: {one}" for one in hidden_stops(self.page)]
        self._try_links(first)
        for number, submits in enumerate(asked(self.page, BUTTONS)):
            button = self.page.locator(f"[data-way='{number}']")
            if not button.count() or (submits and not first):
                continue
            if not submits:
                press(self.page, button)
            elif button.evaluate(SEND):
                holds(self.page, "!window.left")
                back()
                asked(self.page, BUTTONS)
                continue
            self._try_links(first)
            self.page.keyboard.press("Escape")

    def _try_links(self, first: bool) -> None:
        """Links of the start page are clicked; those of a list are asked for, which is the same and much cheaper."""
        found = asked(self.page, LINKS)
        for address in self._new(one for one in found if first or not one.startswith("?")):
            (self._click if self._path() == START else self._ask)(address)

    def _new(self, addresses: Iterable[str]) -> Iterator[str]:
        for address in addresses:
            shape = re.sub(r"\d+|[0-9a-f]{8}-[0-9a-f-]{27}", "#", address.replace("next=", "#"))
            shape = shape if shape.startswith("/") else self._path() + shape
            if shape not in self.seen:
                self.seen.add(shape)
                yield address

    def _path(self) -> str:
        return "/" + self.page.url.split("/", 3)[3].partition("?")[0]

    def _ask(self, address: str) -> None:
        answer = self.page.context.request.get(self._path() + address if address.startswith("?") else address)
        self._judge(address, answer.status, answer.url)

    def _click(self, address: str) -> None:
        """In a new tab, so that the start page stays as it is."""
        link = self.page.locator(f"main a[href='{address}']").filter(visible=True).first
        with self.page.context.expect_page() as opened:
            link.click(modifiers=["ControlOrMeta"])
        tab = opened.value
        tab.wait_for_load_state()
        self._judge(address, 200, tab.url)  # a refusal has been complained of when it was answered
        tab.close()

    def _judge(self, address: str, status: int, arrived: str) -> None:
        sent_home = arrived.endswith(START) and address != START
        if status >= 400 or sent_home:
            reason = "leidt terug naar het begin" if sent_home else status
            self.person.complaints.append(f"{self.page.url} {address}: {reason}")
