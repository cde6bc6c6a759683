"""Expressions of the log's index in SQL, for statements that skip through it."""

from functools import cache
from typing import Any

from sharing.disclosures.definitions import FLOW, VERSION
from sharing.disclosures.models import Disclosure


@cache
def sql_of(expression: Any) -> str:
    """An expression about a disclosure, of the table by its own name."""
    query = Disclosure.objects.all().query
    compiler = query.get_compiler(using="default")
    sql, params = compiler.compile(expression.resolve_expression(query))
    return str(sql % tuple(params))


def flow_sql() -> str:
    """The number of an entry's flow."""
    return sql_of(FLOW)


def moment_sql(instant: str) -> str:
    """An instant in microseconds since 1970: thousands of numbers are read in a fraction of the time of instants."""
    return f"(extract(epoch FROM {instant}) * 1000000)::bigint"


def version_sql() -> str:
    """The key of the version of the statement that an entry was judged by; 0 for none."""
    return sql_of(VERSION)
