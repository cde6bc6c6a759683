"""The report of conflicts in parts: by kind, by weight, by what they are about, and a page at a time."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from home.conflicts.queries import Conflict, of_records
from sharing import public

PER_PAGE = 25
WORDS = {**public.CODE_WORDS, "list-outdated": _("Lijst in de tekst is verouderd")}


class ConflictFilterForm(forms.Form):
    """Which of the conflicts to show. The kinds are those that occur, each with its number."""

    soort = forms.ChoiceField(label=_("Soort"), required=False)
    gewicht = forms.ChoiceField(
        label=_("Gewicht"), required=False, choices=[("", _("Alle")), *public.Weight.choices]
    )
    over = forms.CharField(label=_("Partij of overeenkomst"), required=False, max_length=200)
    van = forms.ChoiceField(
        label=_("Van wie"), required=False, choices=[("", _("Alle")), ("mij", _("Van mij"))]
    )

    def __init__(
        self, data: Any, *, conflicts: Iterable[Iterable[Conflict]], mine: public.LookedAfter | None = None
    ) -> None:
        super().__init__(data)
        self.mine = mine
        found = Counter(one.code for some in conflicts for one in some)
        soort: Any = self.fields["soort"]
        soort.choices = [
            ("", _("Alle")),
            *((code, f"{word} ({found[code]})") for code, word in WORDS.items() if found[code]),
        ]

    @property
    def narrows(self) -> bool:
        """Whether something was asked for."""
        return any(self.data.get(name) for name in self.fields)

    def of(self, conflicts: list[Conflict]) -> list[Conflict]:
        """Those that were asked for; none when the question is wrong."""
        if not self.is_valid():
            return []
        asked, words = self.cleaned_data, self.cleaned_data["over"].casefold().split()
        conflicts = of_records(conflicts, self.mine) if self.mine and asked["van"] else conflicts
        return [
            one
            for one in conflicts
            if asked["soort"] in ("", one.code)
            and asked["gewicht"] in ("", one.severity)
            and all(word in _text(one) for word in words)
        ]


def _text(conflict: Conflict) -> str:
    labels = " ".join(one.label for one in conflict.about)
    return f"{conflict.promise} {conflict.fact} {labels}".casefold()


def shown_of(
    conflicts: list[Conflict], form: ConflictFilterForm, query: QueryDict, *, parameter: str
) -> dict[str, Any]:
    """The page of the conflicts that was asked for, those that weigh first, and how many there are of each weight."""
    asked = form.of(conflicts)
    weighing = sum(one.weighs for one in asked)
    page = Paginator(sorted(asked, key=lambda one: not one.weighs), PER_PAGE).get_page(query.get(parameter))
    return {
        "page": page,
        "previous": _leading_to(query, parameter, page.previous_page_number()) if page.has_previous() else "",
        "next": _leading_to(query, parameter, page.next_page_number()) if page.has_next() else "",
        "weighing": weighing,
        "lighter": len(asked) - weighing,
        "all": len(conflicts),
    }


def _leading_to(query: QueryDict, parameter: str, number: int) -> str:
    there = query.copy()
    there[parameter] = str(number)
    return f"?{there.urlencode()}"
