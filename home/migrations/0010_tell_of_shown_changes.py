"""The database tells who listens (cms.front.changes) when a transaction that changed something shown is committed.

Per table the columns that public pages show; None for all of them. However it is changed, by a screen, an import, raw
SQL or another machine, it is told; a change of anything else is not.
"""

from django.db import migrations

SHOWN = {
    "home_statementversion": None,
    "home_statementtranslation": None,
    "home_homepage": None,
    "wagtailcore_page": ["title", "search_description", "live", "locale_id", "path"],
    "home_organisationsettings": None,
    "wagtailcore_site": None,
    "sharing_party": ["name", "country_id"],
    "sharing_partycapacity": None,
    "sharing_agreement": [
        *("reference", "party_id", "kind", "description"),
        *("first_day", "last_day", "terminated_per"),
    ],
    "sharing_subprocessor": ["agreement_id", "party_id", "service", "country_id"],
    "sharing_transfer": ["party_id", "country_id", "mechanism", "first_day", "last_day"],
    "sharing_country": None,
    "sharing_eeamembership": ["country_id", "first_day", "last_day"],
    "sharing_purpose": None,
    "sharing_retentionterm": None,
    "sharing_datacategory": ["name"],
    "sharing_subjectcategory": ["name"],
}

FUNCTION = """
CREATE FUNCTION tell_of_shown_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('public_pages', '');
    RETURN NULL;
END $$;
"""


def triggers(table: str, columns: list[str] | None) -> str:
    """Once per statement for what comes and goes, and for a changed row only when what is shown differs."""
    seen = [
        ", ".join(f"{row}.{name}" for name in columns) if columns else f"{row}.*" for row in ("OLD", "NEW")
    ]
    return f"""
CREATE TRIGGER shown_{table} AFTER INSERT OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_shown_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER shown_{table};
CREATE TRIGGER shown_{table}_row AFTER UPDATE ON {table} FOR EACH ROW
    WHEN (ROW({seen[0]}) IS DISTINCT FROM ROW({seen[1]})) EXECUTE FUNCTION tell_of_shown_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER shown_{table}_row;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0009_statement_in_two_languages"),
        ("sharing", "0003_retention_terms"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(
            FUNCTION + "".join(triggers(table, columns) for table, columns in SHOWN.items()),
            "DROP FUNCTION tell_of_shown_change() CASCADE",
        )
    ]
