"""Without a mouse."""

from playwright.sync_api import Locator, Page

# How many times Tab can be pressed before it must be seen where one is: half of the way to what is wanted or to the
# next text, which Tab does not leave. None: one is there; 0: one is in a text.
AHEAD = """wanted => {
    const here = document.activeElement;
    if (here === wanted) return null;
    if (here.isContentEditable) return 0;
    const fields = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]';
    const stops = [...document.querySelectorAll(fields)].filter(stop =>
        stop === here || stop === wanted
        || (stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility({visibilityProperty: true}))
    );
    const ahead = stops.slice(stops.indexOf(here) + 1);
    const steps = ahead.findIndex(stop => stop === wanted || stop.isContentEditable) + 1 || ahead.length;
    return stops.includes(here) ? Math.max(1, Math.floor(steps / 2)) : 1;
}"""


def reach(page: Page, wanted: Locator, *, key: str = "Tab", most: int = 1500) -> None:
    """Go on with one key until the focus is there, as somebody without a mouse does."""
    handle = wanted.element_handle()
    pressed = 0
    while (ahead := handle.evaluate(AHEAD)) is not None:
        if not ahead:
            page.keyboard.press("Escape")  # the way out of a text, as the field says
        for _ in range(ahead if ahead and key == "Tab" else 1):
            page.keyboard.press(key)
            pressed += 1
        assert pressed < most, f"Niet te bereiken met {key} op {page.url}: {wanted}"


def press(page: Page, button: Locator) -> None:
    """Press a button that has been reached."""
    button.focus()
    page.keyboard.press("Enter")
