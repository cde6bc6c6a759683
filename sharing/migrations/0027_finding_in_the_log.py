"""The log is found by its flows, its words and what changed; and people keep how they like to read it."""

import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import sharing.disclosures.definitions


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0008_history_in_words"),
        ("sharing", "0026_looks_and_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChosenColumns",
            fields=[
                (
                    "owner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("query", models.CharField(max_length=2000)),
            ],
            options={
                "verbose_name": "bewaard filter",
                "verbose_name_plural": "bewaarde filters",
                "ordering": ["name"],
                "default_permissions": (),
            },
        ),
        migrations.RemoveIndex(
            model_name="disclosure",
            name="disclosure_recipient",
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                models.F("recipient"),
                sharing.disclosures.definitions.FlowKey(
                    "purpose_id",
                    "capacity",
                    "legal_basis",
                    "data_categories",
                    "destination_country_id",
                    "source_id",
                    "on_behalf_of_id",
                    "outcome",
                    "review",
                    sharing.disclosures.definitions.IsPresent(models.F("withdrawn_consent_id")),
                    sharing.disclosures.definitions.IsPresent(models.F("voided_at")),
                    sharing.disclosures.definitions.FindingCodes(models.F("findings")),
                ),
                django.db.models.functions.comparison.Coalesce(
                    models.F("commitments_id"), models.Value(0), output_field=models.BigIntegerField()
                ),
                models.OrderBy(models.F("disclosed_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="disclosure_flow",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("description", config="dutch"),
                condition=models.Q(("description", ""), _negated=True),
                name="disclosure_words",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=models.Q(
                    django.db.models.lookups.GreaterThan(
                        models.ExpressionWrapper(
                            django.db.models.expressions.CombinedExpression(
                                models.F("disclosed_at"), "-", models.F("recorded_at")
                            ),
                            output_field=models.DurationField(),
                        ),
                        models.Value(datetime.timedelta(days=1)),
                    )
                ),
                fields=["id"],
                name="disclosure_ahead",
            ),
        ),
        migrations.AddIndex(
            model_name="historicaldisclosure",
            index=models.Index(
                condition=models.Q(("history_type", "+"), _negated=True),
                fields=["history_date"],
                name="hist_disclosure_changed",
            ),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("owner", "name"), name="saved_filter_once"),
        ),
    ]
