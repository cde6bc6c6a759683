"""Links beside the headings of a version, so that a reader can point others to one section of this very text."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from home.text.rendering import Section, numbered_heading
from home.versions.bases import FrozenEdition, FrozenVersion


def with_permalinks(version: FrozenVersion | FrozenEdition, *, address: str = "") -> SafeString:
    """The version's HTML as it was frozen, with a link added beside each heading and nothing else touched.

    For a translation ``address`` says where it stands.
    """
    html = version.html
    if not isinstance(version, FrozenEdition):
        address = version.addresses.path("version", version.number)
    for section in (Section(**section) for section in version.sections):
        if not section.number:
            continue
        heading = format_html('<h2 id="{}">{}</h2>', section.anchor, numbered_heading(section))
        link = format_html(
            '<a class="permalink" href="{}#{}" aria-label="{}">#</a>',
            address,
            section.anchor,
            _("Vast adres van paragraaf %(number)s") % {"number": section.number},
        )
        html = html.replace(heading, f'<div class="heading">{heading} {link}</div>', 1)
    return mark_safe(html)  # noqa: S308 - the frozen HTML, rendered by our own templates
