"""The choice of a section to refer to, beside the link that every text of the statement offers."""

from typing import Any

from django.forms import Media
from django.templatetags.static import static
from wagtail.rich_text.feature_registry import FeatureRegistry

CONTROL = "section-reference"


class LinkOrReference:
    """Wagtail's own link, and below the text the choice of a section.

    It comes with the link instead of as a feature of its own: what a text may hold does not change by it, and neither
    do the migrations that describe the blocks.
    """

    def __init__(self, link: Any) -> None:
        self.link = link

    @property
    def media(self) -> Media:
        theirs: Media = self.link.media
        return theirs + Media(js=[static("home/references.js")])

    def construct_options(self, options: dict[str, Any]) -> None:
        self.link.construct_options(options)
        options.setdefault("controls", []).append({"type": CONTROL})


def offer_references(features: FeatureRegistry) -> None:
    """After Wagtail registered its own; the page that has no sections shows nothing."""
    plugins = features.plugins_by_editor["draftail"]
    plugins["link"] = LinkOrReference(plugins["link"])
