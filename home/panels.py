"""Panels of the statement's editor."""

import json

from django.utils.functional import cached_property
from django.utils.html import format_html
from wagtail.admin.panels import FieldPanel, Panel


class OnlyWhenFilledPanel(FieldPanel):
    """Shows a value that is not typed here, and nothing at all when there is none."""

    def format_value_for_display(self, value):
        return format_html("<pre>{}</pre>", json.dumps(value, indent=2, ensure_ascii=False))

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and bool(getattr(self.instance, self.field_name))


class TranslationPanel(Panel):
    """How text and translation stand towards each other; in a translation also where it departs."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/translation.html"

        def is_shown(self):
            return self.state.newest is not None or self.instance.is_translation

        def show_panel_furniture(self):
            return False

        @cached_property
        def state(self):
            from home.translation import translation_state

            return translation_state()

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context |= {"state": self.state, "page": self.instance}
            if self.instance.is_translation and self.state.newest:
                context |= self._of_translation()
            return context

        def _of_translation(self):
            from home.translation import departures_of, version_translated_by

            self.instance.fill_anchors()
            version = version_translated_by(self.instance)
            return {"version": version, "departures": departures_of(self.instance)}
