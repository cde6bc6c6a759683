"""What the log is looked up by and no column holds: the flow that an entry belongs to, the words of its description."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    JSONField,
    Q,
    SmallIntegerField,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import GreaterThan

LANGUAGE = "dutch"


class FindingCodes(Func):
    """The codes of findings, without their sentences, which name days and so differ from entry to entry."""

    template = "jsonb_path_query_array(%(expressions)s, '$[*].code'::jsonpath)"
    output_field = JSONField()
    arity = 1


class IsPresent(Func):
    """Whether a column has a value."""

    template = "(%(expressions)s IS NOT NULL)"
    output_field = BooleanField()
    arity = 1


class FlowKey(Func):
    """A number that entries share which are alike in all of these columns: 64 bits of hash."""

    template = "hash_record_extended(ROW(%(expressions)s), 0)"
    output_field = BigIntegerField()


# What entries of a flow have in common: for what, in which capacity, which data, on which basis, where to, from which
# source, for whom, and what was decided about it.
ALIKE = (
    *("purpose_id", "capacity", "legal_basis", "data_categories", "destination_country_id", "source_id"),
    *("on_behalf_of_id", "outcome", "review"),
)
# The flow of an entry: these, and what was found. In the index the recipient stands before it; behind it the version of
# the statement, of which each flow has many in the course of time. What the log can be narrowed by stands in one of
# these, or the list of flows says nothing about it.
FLOW = FlowKey(
    *ALIKE,
    IsPresent(F("withdrawn_consent_id")),
    IsPresent(F("voided_at")),
    FindingCodes(F("findings")),
)
# What such a number of one thing is, wherever PostgreSQL counts as it does here: numbers that are kept hold there only.
SIGN = FlowKey(
    Cast(Value("x"), TextField()),
    Value([1], output_field=ArrayField(SmallIntegerField())),
    Value(["x"], output_field=JSONField()),
)
VERSION = Coalesce(F("commitments_id"), Value(0), output_field=BigIntegerField())
# Signs of a word processor, which in a database with the locale C are letters to the parser; what stands for them.
_QUOTES, _BETWEEN, _IN_WORDS = "“”„‟«»‹›", "–—…•·\N{NO-BREAK SPACE}", "‘’‚‛"
_SIGNS = _QUOTES + _BETWEEN + _IN_WORDS
_PLAIN = " " * len(_QUOTES + _BETWEEN) + "'" * len(_IN_WORDS)
_ASKED = str.maketrans(_SIGNS, '"' * len(_QUOTES) + _PLAIN[len(_QUOTES) :])


def words_of(text: str) -> str:
    """SQL for the words of a text (an expression in SQL) by their Dutch stems."""
    plain = _PLAIN.replace("'", "''")
    return f"to_tsvector('{LANGUAGE}', translate({text}, '{_SIGNS}', '{plain}'))"


def words_asked(text: str) -> str:
    """Words to look for as `websearch_to_tsquery` reads them, also where somebody's quotation marks are curly."""
    return text.translate(_ASKED)


class Words(Func):
    """The words of a text by their Dutch stems."""

    template = words_of("%(expressions)s")
    output_field = SearchVectorField()
    arity = 1


# What is void counts in no answer, figure, conflict or worklist.
COUNTING = Q(voided_at=None)
# Most entries of a source have no description.
WORDS = Words("description")
DESCRIBED = ~Q(description="")
# Nothing is recorded before it was disclosed; clocks differ, but not by a day. An index tells of entries that were.
AHEAD = timedelta(hours=24)
AHEAD_OF_TIME = Q(
    GreaterThan(
        ExpressionWrapper(F("disclosed_at") - F("recorded_at"), output_field=DurationField()), Value(AHEAD)
    )
)
