"""The order of the buttons above a screen."""

from typing import Any

LAST = 2000  # Wagtail gives a button 1000, and puts those in the order of their words

_View: Any = object  # of Wagtail, to which the mixin is added


class EndsLast(_View):
    """What one comes for stands first; what ends or takes back something last, whatever its first letter."""

    def get_header_buttons(self) -> list[Any]:
        for button in self.header_buttons:
            if button.icon_name == "cross":
                button.priority = LAST
        buttons: list[Any] = super().get_header_buttons()
        return buttons
