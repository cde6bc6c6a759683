"""What a request of a person does among consents, objections and restrictions, and who decides on those."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import modelcluster.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.consents.triggers
import sharing.core.constraints
import sharing.core.kept
import sharing.rights.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0049_objections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalRightsEffect",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
            ],
            options={
                "verbose_name": "wijziging van gevolg van een verzoek",
                "verbose_name_plural": "wijzigingen van gevolgen van een verzoek",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RightsEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "gevolg van een verzoek",
                "verbose_name_plural": "gevolgen van een verzoek",
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="rightsrequest",
            name="rights_request_stands",
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=sharing.consents.triggers.ObjectionStands(
                digest="4fd05a58e1717643", name="objection_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=sharing.rights.triggers.RequestStands(
                digest="e75fc71c451c86fd", name="rights_request_stands"
            ),
        ),
        migrations.AddField(
            model_name="historicalrightseffect",
            name="consent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.consent",
                verbose_name="toestemming",
            ),
        ),
        migrations.AddField(
            model_name="historicalrightseffect",
            name="objection",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.objection",
                verbose_name="bezwaar of beperking",
            ),
        ),
        migrations.AddField(
            model_name="historicalrightseffect",
            name="request",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.rightsrequest",
                verbose_name="verzoek",
            ),
        ),
        migrations.AddField(
            model_name="rightseffect",
            name="consent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rights_effects",
                to="sharing.consent",
                verbose_name="toestemming",
            ),
        ),
        migrations.AddField(
            model_name="rightseffect",
            name="objection",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rights_effect",
                to="sharing.objection",
                verbose_name="bezwaar of beperking",
            ),
        ),
        migrations.AddField(
            model_name="rightseffect",
            name="request",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="effects",
                to="sharing.rightsrequest",
                verbose_name="verzoek",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrightseffect",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_rightseffect_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrightseffect",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_rightseffect"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalrightseffect",
            constraint=sharing.core.constraints.AppendOnly(
                digest="e6223133d0150736", name="evidence_sharing_rightseffect"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightseffect",
            constraint=sharing.core.kept.Kept(
                digest="cdd8866558d47937",
                name="kept_sharing_rightseffect",
                sentence="Een verzoek van een betrokkene wordt nooit verwijderd: het laat zien dat op tijd is geantwoord. Leg vast dat de betrokkene het introk, of corrigeer het met een reden.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightseffect",
            constraint=sharing.rights.triggers.EffectStands(
                digest="3f9871143d0f7919", name="rights_effect_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightseffect",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consent__isnull", True), ("objection__isnull", False)),
                    models.Q(("consent__isnull", False), ("objection__isnull", True)),
                    _connector="OR",
                ),
                name="rights_effect_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightseffect",
            constraint=models.UniqueConstraint(
                fields=("request", "consent"), name="rights_effect_consent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightseffect",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "request_id", "objection_id", "consent_id"),
                digest="88747e886cb9f4d8",
                name="history_sharing_rightseffect",
            ),
        ),
    ]
