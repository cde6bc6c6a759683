"""Without a mouse."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.steps.waiting import asked

# Whether one is there, else in a text, which Tab does not leave, else on the way.
PLACE = """wanted => wanted === document.activeElement ? 'there'
    : document.activeElement.isContentEditable ? 'in a text' : 'on the way'"""

# Everything that Tab stops at has the focus for a moment: what then lies out of sight or under something else, has no
# name, or is one of several answers of which the question is not told.
STOPS = """() => {
    const found = [];
    const text = one => (one?.textContent || '').replace(/\\s+/g, ' ').trim();
    const named = ids => (ids || '').split(' ').map(id => text(document.getElementById(id))).join('');
    const name = one => one.getAttribute('aria-label') || named(one.getAttribute('aria-labelledby'))
        || [...(one.labels || [])].map(text).join('') || (one.matches('input, select, textarea') ? '' : text(one))
        || one.querySelector('[alt]')?.alt || one.title;
    const scrolled = document.querySelector('.content-wrapper');
    scrolled.style.scrollBehavior = 'auto';
    for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
        if (one.disabled || one.tabIndex < 0 || one.type === 'hidden' || one.closest('[inert]')) continue;
        if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
        one.focus();
        const box = one.getBoundingClientRect();
        const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
        const seen = document.elementFromPoint(box.left + Math.min(box.width / 2, 60), middle);
        const called = name(one);
        const what = `${one.tagName} “${(called || one.id || one.className).slice(0, 60)}”`;
        const about = [one, ...(one.labels || [])];
        const own = seen && (seen.contains(one) || about.some(part => part.contains(seen)));
        if (document.activeElement !== one) found.push(`${what} takes no focus`);
        else if (!own) found.push(`${what} lies under ${seen?.outerHTML.slice(0, 100) || 'the edge'}`);
        if (!called) found.push(`${what} has no name`);
        if (one.type === 'radio') {
            const group = one.closest('fieldset, [role=radiogroup]');
            const question = text(group?.querySelector('legend')) || named(group?.getAttribute('aria-labelledby'));
            if (!question && !group?.ariaLabel) found.push(`${what} answers no question`);
        }
    }
    document.activeElement?.blur();
    scrolled.style.scrollBehavior = '';
    scrolled.scrollTo(0, 0);
    return found;
}"""


def hidden_stops(page: Page) -> list[str]:
    """What somebody without a mouse meets on this screen and cannot see or name."""
    return asked(page, STOPS)


def reach(page: Page, wanted: Locator, *, key: str = "Tab", most: int = 1500) -> None:
    """Go on with one key until the focus is there, as somebody without a mouse does."""
    handle = wanted.element_handle()
    for _ in range(most):
        place = handle.evaluate(PLACE)
        if place == "there":
            return
        if place == "in a text":
            page.keyboard.press("Escape")  # the way out of a text, as the field says
        page.keyboard.press(key)
    raise AssertionError(f"Niet te bereiken met {key} op {page.url}: {wanted}")


def press(page: Page, button: Locator) -> None:
    """Press a button that has been reached."""
    button.focus()
    page.keyboard.press("Enter")


def make_remark(page: Page, text: Locator, words: str) -> Locator:
    """Make a remark about all of a text, and be on it."""
    reach(page, text)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Control+Alt+m")
    expect(page.locator(".comment__input:focus")).to_have_count(1)
    page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    remark = page.locator(".comment").filter(has_text=words)
    expect(remark.locator(".comment__text")).to_have_text(words)
    expect(remark).to_be_focused()
    return remark
