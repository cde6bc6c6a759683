"""Migrating renders what a step changed; code of a migration sees all models whole."""

from django.db import models
from django.db.migrations.operations import AddField, RunPython
from django.db.migrations.state import ModelState, ProjectState

from cms.database.rendering import only_what_changed


def _state() -> ProjectState:
    state = ProjectState()
    for name in ("Party", "Agreement"):
        state.add_model(ModelState("register", name, [("id", models.AutoField(primary_key=True))]))
    state.apps  # noqa: B018  rendered from here on
    return state


def _refer(state: ProjectState) -> None:
    field = models.ForeignKey("register.party", models.CASCADE, null=True, related_name="agreements")
    AddField("agreement", "party", field).state_forwards("register", state)


def _relations(apps) -> list[str]:
    return [relation.name for relation in apps.get_model("register", "party")._meta.related_objects]


def test_a_step_leaves_other_models_as_they_were():
    state = _state()
    party, agreement = (state.apps.get_model("register", name) for name in ("party", "agreement"))
    with only_what_changed():
        _refer(state)
    assert state.apps.get_model("register", "party") is party
    changed = state.apps.get_model("register", "agreement")
    assert changed is not agreement
    assert changed._meta.get_field("party").related_model is party


def test_code_of_a_migration_follows_a_relation_back():
    state, seen = _state(), []
    code = RunPython(lambda apps, _: seen.extend(_relations(apps)))

    class Editor:
        class connection:
            alias = "default"

    with only_what_changed():
        _refer(state)
        code.database_forwards("register", Editor, state.clone(), state)
    assert seen == ["agreements"]


def test_afterwards_django_renders_as_it_does():
    with only_what_changed():
        pass
    state = _state()
    _refer(state)
    assert _relations(state.apps) == ["agreements"]
    assert not state.is_delayed
