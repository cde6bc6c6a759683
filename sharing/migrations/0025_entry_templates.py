"""Templates of disclosures, a register with history."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

import sharing.core.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0024_token_rotation"),
    ]

    operations = [
        migrations.CreateModel(
            name="EntryTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        error_messages={
                            "unique": "Er is al een sjabloon met deze naam. Kies een andere naam."
                        },
                        help_text="Waaraan collega's dit sjabloon herkennen, bijvoorbeeld “Maandrapport aan de gemeente”.",
                        max_length=100,
                        unique=True,
                        verbose_name="naam",
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("client", "Opdrachtgever"),
                            ("partner", "Samenwerkingspartner"),
                            ("processor", "Verwerker"),
                            ("authority", "Autoriteit"),
                            ("other", "Andere derde"),
                        ],
                        max_length=10,
                        verbose_name="hoedanigheid",
                    ),
                ),
                (
                    "data_categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None, verbose_name="gegevenscategorieën"
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        choices=[
                            ("consent", "Toestemming"),
                            ("contract", "Overeenkomst met de betrokkene"),
                            ("legal_obligation", "Wettelijke verplichting"),
                            ("vital_interests", "Vitaal belang"),
                            ("public_task", "Taak van algemeen belang"),
                            ("legitimate_interests", "Gerechtvaardigd belang"),
                        ],
                        max_length=20,
                        verbose_name="grondslag",
                    ),
                ),
                (
                    "legal_provision",
                    models.CharField(blank=True, max_length=300, verbose_name="wettelijke bepaling"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "Portaal"),
                            ("api", "API"),
                            ("secure_mail", "Beveiligde mail"),
                            ("post", "Post"),
                            ("phone", "Telefoon"),
                            ("in_person", "Persoonlijk"),
                            ("other", "Anders"),
                        ],
                        default="secure_mail",
                        max_length=11,
                        verbose_name="kanaal",
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=2000, verbose_name="omschrijving")),
                (
                    "destination_country",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leeg: het land van de ontvanger.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.country",
                        verbose_name="land van bestemming",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="De opdrachtgever voor wie wij dit als verwerker doen.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry_templates_for",
                        to="sharing.party",
                        verbose_name="namens",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry_templates",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry_templates",
                        to="sharing.party",
                        verbose_name="ontvanger",
                    ),
                ),
                (
                    "subject_category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry_templates",
                        to="sharing.subjectcategory",
                        verbose_name="categorie betrokkene",
                    ),
                ),
            ],
            options={
                "verbose_name": "sjabloon voor verstrekkingen",
                "verbose_name_plural": "sjablonen voor verstrekkingen",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("data_categories__len__gt", 0)),
                        name="template_names_data",
                        violation_error_message="Kies minstens één soort gegevens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__in", ["client", "partner", "processor", "authority", "other"])
                        ),
                        name="template_capacity_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "legal_basis__in",
                                [
                                    "consent",
                                    "contract",
                                    "legal_obligation",
                                    "vital_interests",
                                    "public_task",
                                    "legitimate_interests",
                                ],
                            )
                        ),
                        name="template_basis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                ["portal", "api", "secure_mail", "post", "phone", "in_person", "other"],
                            )
                        ),
                        name="template_channel_known",
                    ),
                    sharing.core.constraints.SetReferences(
                        columns=("data_categories[]>sharing_datacategory",),
                        digest="b175100e298397a5",
                        name="refs_entrytemplate",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=(
                            "id",
                            "name",
                            "recipient_id",
                            "capacity",
                            "on_behalf_of_id",
                            "subject_category_id",
                            "data_categories",
                            "purpose_id",
                            "legal_basis",
                            "legal_provision",
                            "channel",
                            "destination_country_id",
                            "description",
                        ),
                        digest="fcb00bfedbdd92d1",
                        name="history_sharing_entrytemplate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEntryTemplate",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "name",
                    models.CharField(
                        error_messages={
                            "unique": "Er is al een sjabloon met deze naam. Kies een andere naam."
                        },
                        help_text="Waaraan collega's dit sjabloon herkennen, bijvoorbeeld “Maandrapport aan de gemeente”.",
                        max_length=100,
                        verbose_name="naam",
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("client", "Opdrachtgever"),
                            ("partner", "Samenwerkingspartner"),
                            ("processor", "Verwerker"),
                            ("authority", "Autoriteit"),
                            ("other", "Andere derde"),
                        ],
                        max_length=10,
                        verbose_name="hoedanigheid",
                    ),
                ),
                (
                    "data_categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None, verbose_name="gegevenscategorieën"
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        choices=[
                            ("consent", "Toestemming"),
                            ("contract", "Overeenkomst met de betrokkene"),
                            ("legal_obligation", "Wettelijke verplichting"),
                            ("vital_interests", "Vitaal belang"),
                            ("public_task", "Taak van algemeen belang"),
                            ("legitimate_interests", "Gerechtvaardigd belang"),
                        ],
                        max_length=20,
                        verbose_name="grondslag",
                    ),
                ),
                (
                    "legal_provision",
                    models.CharField(blank=True, max_length=300, verbose_name="wettelijke bepaling"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "Portaal"),
                            ("api", "API"),
                            ("secure_mail", "Beveiligde mail"),
                            ("post", "Post"),
                            ("phone", "Telefoon"),
                            ("in_person", "Persoonlijk"),
                            ("other", "Anders"),
                        ],
                        default="secure_mail",
                        max_length=11,
                        verbose_name="kanaal",
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=2000, verbose_name="omschrijving")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "destination_country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        help_text="Leeg: het land van de ontvanger.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.country",
                        verbose_name="land van bestemming",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        help_text="De opdrachtgever voor wie wij dit als verwerker doen.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.party",
                        verbose_name="namens",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.party",
                        verbose_name="ontvanger",
                    ),
                ),
                (
                    "subject_category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.subjectcategory",
                        verbose_name="categorie betrokkene",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van sjabloon voor verstrekkingen",
                "verbose_name_plural": "wijzigingen van sjablonen voor verstrekkingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_entrytemplate_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_entrytemplate"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="6a55886b37a501d3", name="evidence_sharing_entrytemplate"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
