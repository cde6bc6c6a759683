"""Panels of the statement's editor."""

import json

from django.utils.html import format_html
from wagtail.admin.panels import FieldPanel, Panel


class OnlyWhenFilledPanel(FieldPanel):
    """Shows a value that is not typed here, and nothing at all when there is none."""

    def format_value_for_display(self, value):
        return format_html("<pre>{}</pre>", json.dumps(value, indent=2, ensure_ascii=False))

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and bool(getattr(self.instance, self.field_name))


class CommitmentsPanel(Panel):
    """What the register does with each promise of the draft as it was saved, and where the promise stands."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/commitments.html"

        def get_context_data(self, parent_context=None):
            from home.commitments_shown import commitments_shown

            return super().get_context_data(parent_context) | commitments_shown(self.instance)
