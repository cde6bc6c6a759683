"""Whether a form that was refused says so, at once, and at the field that is meant."""

from lxml import html

# Wagtail's own word for a form that was refused, and ours of the screens that Wagtail has no form for.
_ERRORS = "descendant::*[contains(concat(' ', @class, ' '), ' error-message ') and normalize-space()]"
_REFUSED = "//*[@data-errors] | //*[contains(concat(' ', @class, ' '), ' messages ')]//li"
_SCRIPT = "//script[contains(@src, 'sharing/errors.js')]"  # lists the errors, with the way to each
_CONTROL = "descendant::*[self::input or self::select or self::textarea][not(@type='hidden')]"


def untold(content: bytes) -> list[str]:
    """What somebody who sent a form would not understand from the screen that came back; empty when all is well.

    ``content`` is the HTML of the answer to a form. A screen without a form of its own is not looked at.
    """
    document = html.fromstring(content)
    wrong = []
    for form in document.xpath("//main//form[translate(@method, 'POST', 'post') = 'post']"):
        for error in form.xpath(_ERRORS):
            if not _control_of(error, form):
                wrong.append(f"staat bij geen veld: {error.text_content().strip()}")
        for control in form.xpath("descendant::*[@aria-invalid='true']"):
            if not control.get("aria-describedby") and not _error_near(control, form):
                wrong.append(f"is fout zonder te zeggen waarom: {control.get('name')}")
    told = document.xpath(f"//main//form/{_ERRORS}")
    if told and not document.xpath(_SCRIPT):
        wrong.append("de lijst van fouten bovenaan ontbreekt")
    if document.xpath("//main//form[@method]") and not told and not document.xpath(_REFUSED):
        wrong.append("er is niets gezegd")
    return wrong


def _control_of(error: html.HtmlElement, form: html.HtmlElement) -> bool:
    """Whether something to fill in stands with this error, before the form as a whole is reached."""
    holder = error.getparent()
    while holder is not None and holder is not form:
        if holder.xpath(_CONTROL):
            return True
        holder = holder.getparent()
    return False


def _error_near(control: html.HtmlElement, form: html.HtmlElement) -> bool:
    holder = control.getparent()
    while holder is not None and holder is not form:
        if holder.xpath(_ERRORS):
            return True
        holder = holder.getparent()
    return False
