"""What waits for a second person, in words: what it was, what was asked for, and what changed meanwhile."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from sharing.access.rules import Difference, differences
from sharing.core.dutch import enumerated
from sharing.core.readable import EMPTY

State = dict[str, Any]


class Wording:
    """What the fields of one kind of state are called, and how their values read; of plain values alone."""

    def label(self, field: str) -> str:
        """What a field of the state is called."""
        return field

    def word(self, field: str, value: Any) -> str:
        """A value of a field, for people; of a list each item apart."""
        return str(value)

    def words(self, field: str, value: Any) -> str:
        """A whole field, for people."""
        if isinstance(value, bool):
            return _("ja") if value else _("nee")
        items = value if isinstance(value, list) else [value]
        return ", ".join(self.word(field, one) for one in items if one not in ("", None)) or EMPTY

    def same(self, field: str, value: Any) -> str:
        """A field that stays as it is, for people; of a long list only how long it is."""
        if isinstance(value, list) and len(value) > 5:
            return _("%d, ongewijzigd") % len(value)
        return self.words(field, value)

    def wish(self, asked: Difference) -> str:
        """What a field becomes, for people; of a list what comes and what goes."""
        if not isinstance(asked.after, list):
            return self.words(asked.field, asked.after)
        came = [_("erbij: %s") % self.word(asked.field, value) for value in asked.added]
        went = [_("eraf: %s") % self.word(asked.field, value) for value in asked.removed]
        return "; ".join([*came, *went])


wordings: dict[str, Wording] = {}  # per kind of proposal; filled by ``register_subject``


def state_in_words(state: State, proposal: Any) -> str:
    """What it was when somebody proposed to change it, a field per line."""
    subject = wordings[proposal.kind]
    changed = {one.field for one in differences(proposal.before, proposal.after)}
    return "\n".join(
        f"{subject.label(name)}: {subject.words(name, value) if name in changed else subject.same(name, value)}"
        for name, value in state.items()
    )


def wish_in_words(state: State, proposal: Any) -> str:
    """What was asked for, a field that becomes something else per line."""
    subject = wordings[proposal.kind]
    asked = differences(proposal.before, state)
    return "\n".join(f"{subject.label(one.field)}: {subject.wish(one)}" for one in asked)


def waiting_in_words(proposal: Any) -> str:
    """What waits for a second person, each thing that was asked for, in a sentence."""
    subject = wordings[proposal.kind]
    asked = [
        f"{subject.label(one.field)} ({subject.wish(one)})"
        for one in differences(proposal.before, proposal.after)
    ]
    said = _("Voorgesteld aan een tweede persoon: %s. Totdat die bevestigt, verandert dat niet.")
    return said % enumerated(asked)


def described(subject: Wording, changed: Sequence[Difference]) -> str:
    """Differences in a sentence: what came, what went, or what became what."""
    parts = []
    for one in changed:
        label = subject.label(one.field)
        if isinstance(one.after, list) or isinstance(one.before, list):
            came = [f"+ {subject.word(one.field, value)}" for value in one.added]
            went = [f"− {subject.word(one.field, value)}" for value in one.removed]
            parts.append(f"{label} ({', '.join([*came, *went])})")
        else:
            old, new = subject.words(one.field, one.before), subject.words(one.field, one.after)
            parts.append(
                _("%(label)s was “%(old)s” en is nu “%(new)s”") % {"label": label, "old": old, "new": new}
            )
    return enumerated(parts)
