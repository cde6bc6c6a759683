"""Where a record stands, in one form for list, record and sheet: a word, and a colour and shape that repeat it."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from sharing.core.admin.tables import Column


@dataclass(frozen=True, slots=True)
class Status:
    """``look`` is the end of a class in ``register.css``, of this status only; ``label`` is the word people read."""

    look: str
    label: Any
    reason: str = ""

    def __str__(self) -> str:
        return str(self.label)

    def tag(self) -> SafeString:
        """The word in its colour; the reason shows when one points at it."""
        title = format_html(' title="{}"', self.reason) if self.reason else ""
        return format_html(
            '<span class="register-status register-status--{}"{}>{}</span>', self.look, title, self.label
        )


class StatusColumn(Column):
    """The status that ``accessor`` gives of a record; empty when it has none."""

    def get_value(self, record: Any) -> Any:
        status: Status | None = super().get_value(record)
        return status.tag() if status else ""
