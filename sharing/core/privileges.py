"""What the application's database role may do: everything it needs, nothing that touches evidence."""

from typing import Any

from django.apps import apps

from sharing.core.models import Immutable, Register

# What the code of a permission is decides what everybody may who has it.
_OF_MIGRATIONS = ("auth_permission", "django_migrations")


def history_tables() -> list[str]:
    """Tables that only triggers write."""
    return sorted(
        model.history.model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Register) and not model._meta.abstract
    )


def immutable_tables() -> list[str]:
    """Tables that only grow."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Immutable))


def owner_tables() -> list[str]:
    """Tables that only their owner writes."""
    return sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "owner_only", False))


def grant_application_role(*, connection: Any, role: str) -> None:
    """Give ``role`` its rights on all tables; run as their owner after every migration. May be repeated."""
    quote = connection.ops.quote_name
    role = quote(role)
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    ]
    statements += [
        f"REVOKE INSERT, UPDATE, DELETE ON {quote(table)} FROM {role}"
        for table in [*history_tables(), *owner_tables(), *_OF_MIGRATIONS]
    ]
    statements += [f"REVOKE UPDATE, DELETE ON {quote(table)} FROM {role}" for table in immutable_tables()]
    statements.append(
        f"GRANT UPDATE (name) ON {quote('auth_permission')} TO {role}"
    )  # what people read of it
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
