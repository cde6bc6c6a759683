"""Migrating a new database in a fifth of the time: what a step leaves alone is not made anew."""

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db.migrations.state import ProjectState

# Steps after which other models still are what they were, but for the way back from a relation; `_append_option` and
# `_remove_option` are those of indexes and constraints.
ADDING = ("add_model", "add_field", "_append_option", "_remove_option")


@contextlib.contextmanager
def only_what_changed() -> Iterator[None]:
    """Within it, a migration that adds a model, field, index or constraint renders that one model again.

    Django renders all that is related to it as well, at every step: through the user who did something that is nearly
    every model we have, a thousand times over (95 % of the time of migrating a new database). SQL is made from the
    model of the step alone. Code of a migration that may follow a relation back (`RunPython`) sees all models whole:
    before it runs, Django renders everything anew for a state that says `is_delayed`, which is what it says here.
    """
    originals = {name: getattr(ProjectState, name) for name in (*ADDING, "reload_model")}
    adding = False

    def within(name: str) -> Any:
        def step(self: ProjectState, *args: Any, **options: Any) -> None:
            nonlocal adding
            adding = True
            try:
                originals[name](self, *args, **options)
            finally:
                adding = False

        return step

    def reload_model(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
        if not adding:
            originals["reload_model"](self, app_label, model_name, delay)
        elif "apps" in self.__dict__:
            self.is_delayed = True
            self._reload({(app_label, model_name)})  # type: ignore[attr-defined]  # Django's own, not in the stubs

    for name in ADDING:
        setattr(ProjectState, name, within(name))
    ProjectState.reload_model = reload_model  # type: ignore[method-assign]  # given back below
    try:
        yield
    finally:
        for name, original in originals.items():
            setattr(ProjectState, name, original)
