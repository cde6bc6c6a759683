"""What is kept of a person, and how each of it goes: as a whole, without its words, or without its number.

A record that is about others as well stays: of an authority's request only the number of this person goes, and what
stands in its place is nobody's, so that the request covers nobody else than before.
"""

from dataclasses import dataclass, field

GONE = "(gewist)"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of another table that belong to a record by this column; ``texts`` are emptied where they stay."""

    table: str
    column: str
    has_files: bool = False
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Going:
    """A kind of record and its table, with what is part of it.

    ``from_source``: the answer that the API keeps for its source goes too. ``texts`` become ``GONE`` where they said
    something, ``values`` are SQL for other columns, ``cleared_parts`` stay without their words.
    """

    kind: str
    table: str
    has_history: bool = True
    has_files: bool = False
    from_source: bool = False
    parts: tuple[Part, ...] = ()
    cleared_parts: tuple[Part, ...] = ()
    texts: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


# In this order: a disclosure refers to a consent.
DELETED = (
    Going(
        "disclosure",
        "sharing_disclosure",
        from_source=True,
        parts=(
            Part("sharing_blackout", "disclosure_id"),
            Part("sharing_breachdisclosure", "disclosure_id"),
            Part("sharing_complaintsubject", "about_disclosure_id"),
        ),
    ),
    Going(
        "consent",
        "sharing_consent",
        from_source=True,
        parts=(
            Part("sharing_consentdocument", "consent_id", has_files=True),
            Part("sharing_rightseffect", "consent_id"),
        ),
    ),
    Going(
        "objection",
        "sharing_objection",
        from_source=True,
        parts=(
            Part("sharing_objectiondocument", "objection_id", has_files=True),
            Part("sharing_rightseffect", "objection_id"),
        ),
    ),
    Going("answer", "sharing_accessanswer", has_history=False, has_files=True),
    Going("look", "sharing_look", has_history=False),
    Going("hold", "sharing_retentionhold"),
)
# That somebody asked something, and that it was dealt with in time, stays; so does that an export was made.
CLEARED = (
    Going(
        "request",
        "sharing_rightsrequest",
        parts=(
            Part("sharing_rightsdocument", "request_id", has_files=True),
            Part("sharing_rightsletter", "request_id", has_files=True),
            Part("sharing_portablefile", "request_id", has_files=True),
        ),
        cleared_parts=(
            Part("sharing_rightspause", "request_id", texts=("note",)),
            Part("sharing_complaintsubject", "request_id"),  # of it only the reasons say something
            Part("sharing_recipientnotice", "request_id", texts=("address", "explanation")),
        ),
        texts=(
            *("asked", "representative", "identity_note", "extension_reason"),
            *("decision_provision", "decision_reason", "decision_evidence"),
        ),
        values={"dossier": "NULL"},
    ),
    Going(
        "work",
        "sharing_backgroundwork",
        has_files=True,
        texts=("why", "message"),
        values={
            "dossier": "NULL",
            "parameters": "'{}'",
            "words": "'[]'",
            "file": "''",
            "filename": "''",
            "state": "'removed'",
        },
    ),
)
MARKED = Going("requested", "sharing_requesteddossier")
# Where earlier states may name a dossier that the record no longer has: table and column.
DOSSIERS = (
    ("sharing_disclosure", "dossier"),
    ("sharing_disclosure", "proposed_dossier"),
    ("sharing_consent", "dossier"),
    ("sharing_objection", "dossier"),
    ("sharing_rightsrequest", "dossier"),
    ("sharing_requesteddossier", "dossier"),
    ("sharing_retentionhold", "dossier"),
)


# Where somebody stands who is no data subject of ours: who to reach at a party, and who asks in the name of a person.
CONTACTS: tuple[tuple[str, str], ...] = (
    *(("sharing_party", name) for name in ("contact_name", "email", "dpo_contact", "notice_address")),
    ("sharing_rightsrequest", "representative"),
    ("sharing_recipientnotice", "address"),
)


def contact_places() -> dict[tuple[str, str], str]:
    """Every table and column in which such a text may stand, with the key of its rows; also reasons of the history."""
    found = {}
    for table, column in CONTACTS:
        found[table, column] = "id"
        found[history_of(table), column] = "history_id"
        found[history_of(table), "history_change_reason"] = "history_id"
    return found


def history_of(table: str) -> str:
    """The table of the history of a register."""
    app, _line, name = table.partition("_")
    return f"{app}_historical{name}"


def tables() -> list[str]:
    """Every table of which rows go or change, with its history, in a fixed order."""
    found = {"wagtailcore_modellogentry"}  # guarded as the history is
    found |= {table for name, _column in CONTACTS for table in (name, history_of(name))}
    for one in (*DELETED, *CLEARED, MARKED):
        found.add(one.table)
        if one.has_history:
            found.add(history_of(one.table))
        for part in (*one.parts, *one.cleared_parts):
            found |= {part.table, history_of(part.table)}
    return sorted(found)
