"""Wagtail's drafts and log, on which authorship rests, are not removed or put in another's name."""

from django.db import migrations

import home.versions.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0014_versions_need_an_actor"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=home.versions.triggers.DraftsAreKept(
                columns=("wagtailcore_revision",), name="home_drafts_are_kept", digest="252e3afe89b3b33c"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=home.versions.triggers.LogIsKept(
                columns=("wagtailcore_pagelogentry", "wagtailcore_modellogentry"),
                name="home_log_is_kept",
                digest="fbcd894f74d02d9b",
            ),
        ),
    ]
