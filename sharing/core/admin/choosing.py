"""An input with, below it, the question whose value counts: mine or that of who stored meanwhile."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sharing.core.admin.overtaken import ASKED, CHOICE, SINCE, Question
from sharing.core.merging import Choice


class ChoosingInput(forms.Widget):
    """The input of a field as it is, and the choice; what the input itself is asked, it answers."""

    def __init__(self, inner: Any, question: Question, label: str) -> None:
        super().__init__(inner.attrs)
        self.inner, self.question, self.label = inner, question, label
        self.is_required, self.is_localized = inner.is_required, inner.is_localized
        self.needs_multipart_form = inner.needs_multipart_form

    def __deepcopy__(self, memo: dict[int, Any]) -> "ChoosingInput":
        return self  # belongs to one bound form

    @property
    def is_hidden(self) -> bool:
        """Never: there is something to answer."""
        return False

    @property
    def media(self) -> Any:
        """What the input itself needs."""
        return self.inner.media

    def id_for_label(self, id_: str) -> str:
        return self.inner.id_for_label(id_)

    def use_required_attribute(self, initial: Any) -> bool:
        return bool(self.inner.use_required_attribute(initial))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return self.inner.value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return bool(self.inner.value_omitted_from_data(data, files, name))

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        context = {
            "input": self.inner.render(name, value, attrs, renderer),
            "question": self.question,
            "label": self.label,
            "asked": ASKED,
            "since": SINCE,
            "name": f"{CHOICE}{self.question.place}",
            "mine": Choice.MINE,
            "theirs": Choice.THEIRS,
        }
        return render_to_string("sharing/core/choosing.html", context)
