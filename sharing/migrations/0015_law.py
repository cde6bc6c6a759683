"""Facts of the law's own layer: provisions, grounds, activities, assessments, and what more is known of the others."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.consents.triggers
import sharing.core.constraints
import sharing.core.kept
import sharing.core.models

DECISIONS = "".join(
    f"""
ALTER TABLE {table} ALTER COLUMN upheld TYPE varchar(8) USING CASE WHEN upheld THEN 'upheld' ELSE 'rejected' END;
ALTER TABLE {table} RENAME COLUMN upheld TO decision;
"""
    for table in ("sharing_objection", "sharing_historicalobjection")
)


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0014_evidence_is_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityDataCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "gegevenscategorie van de verwerkingsactiviteit",
                "verbose_name_plural": "gegevenscategorieën van de verwerkingsactiviteit",
            },
        ),
        migrations.CreateModel(
            name="ActivityPurpose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "doeleinde van de verwerkingsactiviteit",
                "verbose_name_plural": "doeleinden van de verwerkingsactiviteit",
            },
        ),
        migrations.CreateModel(
            name="ActivityRecipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "ontvanger van de verwerkingsactiviteit",
                "verbose_name_plural": "ontvangers van de verwerkingsactiviteit",
            },
        ),
        migrations.CreateModel(
            name="ActivityRetentionTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "bewaartermijn van de verwerkingsactiviteit",
                "verbose_name_plural": "bewaartermijnen van de verwerkingsactiviteit",
            },
        ),
        migrations.CreateModel(
            name="ActivitySubjectCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "categorie betrokkenen van de verwerkingsactiviteit",
                "verbose_name_plural": "categorieën betrokkenen van de verwerkingsactiviteit",
            },
        ),
        migrations.CreateModel(
            name="GroundsIntroduction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "warn_until",
                    models.DateField(
                        help_text="Tot en met deze dag van vastleggen waarschuwt een ontbrekende grond of wettelijke bepaling; daarna houdt zij de verstrekking tegen.",
                        verbose_name="alleen waarschuwen tot en met",
                    ),
                ),
            ],
            options={
                "verbose_name": "invoering van gronden en bepalingen",
                "verbose_name_plural": "invoering van gronden en bepalingen",
            },
        ),
        migrations.CreateModel(
            name="HistoricalActivityDataCategory",
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
                "verbose_name": "wijziging van gegevenscategorie van de verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van gegevenscategorieën van de verwerkingsactiviteit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActivityPurpose",
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
                "verbose_name": "wijziging van doeleinde van de verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van doeleinden van de verwerkingsactiviteit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActivityRecipient",
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
                "verbose_name": "wijziging van ontvanger van de verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van ontvangers van de verwerkingsactiviteit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActivityRetentionTerm",
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
                "verbose_name": "wijziging van bewaartermijn van de verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van bewaartermijnen van de verwerkingsactiviteit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActivitySubjectCategory",
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
                "verbose_name": "wijziging van categorie betrokkenen van de verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van categorieën betrokkenen van de verwerkingsactiviteit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGroundsIntroduction",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "warn_until",
                    models.DateField(
                        help_text="Tot en met deze dag van vastleggen waarschuwt een ontbrekende grond of wettelijke bepaling; daarna houdt zij de verstrekking tegen.",
                        verbose_name="alleen waarschuwen tot en met",
                    ),
                ),
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
                "verbose_name": "wijziging van invoering van gronden en bepalingen",
                "verbose_name_plural": "wijzigingen van invoering van gronden en bepalingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalImpactAssessment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "assessed_on",
                    models.DateField(
                        help_text="Vanaf deze dag geldt de conclusie, tot een volgende beoordeling.",
                        verbose_name="beoordeeld op",
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
                        choices=[("positive", "Positief"), ("negative", "Negatief")],
                        max_length=8,
                        verbose_name="conclusie",
                    ),
                ),
                (
                    "measures",
                    models.TextField(
                        blank=True,
                        help_text="Zoals versleuteling met een sleutel in de EER.",
                        verbose_name="aanvullende maatregelen",
                    ),
                ),
                ("review_due", models.DateField(blank=True, null=True, verbose_name="herzien voor")),
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
                "verbose_name": "wijziging van beoordeling van een doorgifte",
                "verbose_name_plural": "wijzigingen van beoordelingen van doorgiften",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLegalProvision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "code",
                    sharing.core.models.CodeField(
                        help_text="Kort, blijvend kenmerk, bijvoorbeeld “suwi-54”.",
                        max_length=64,
                        unique=False,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                (
                    "citation",
                    models.CharField(
                        help_text="Zoals u haar noemt, bijvoorbeeld “art. 54 Wet SUWI”.",
                        max_length=300,
                        verbose_name="aanhaling",
                    ),
                ),
                (
                    "jurisdiction",
                    models.CharField(
                        choices=[
                            ("nl", "Nederlands recht"),
                            ("eu", "Recht van de Europese Unie"),
                            ("other", "Ander recht"),
                        ],
                        default="nl",
                        help_text="Alleen Nederlands recht en recht van de Unie verplichten tot verstrekken (art. 6, lid 3).",
                        max_length=5,
                        verbose_name="rechtsgebied",
                    ),
                ),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="vanaf")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Bevestigd"), ("to-check", "Nog te controleren")],
                        default="confirmed",
                        max_length=10,
                        verbose_name="zekerheid",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Waar de tekst staat, bijvoorbeeld wetten.overheid.nl.",
                        max_length=500,
                        verbose_name="bron",
                    ),
                ),
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
                "verbose_name": "wijziging van wettelijke bepaling",
                "verbose_name_plural": "wijzigingen van wettelijke bepalingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProcessingActivity",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "first_day",
                    models.DateField(help_text="De eerste dag waarop dit geldt.", verbose_name="vanaf"),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="De laatste dag waarop dit geldt. Leeg laten als er geen einddatum is.",
                        null=True,
                        verbose_name="tot en met",
                    ),
                ),
                (
                    "code",
                    sharing.core.models.CodeField(
                        help_text="Kort, blijvend kenmerk, bijvoorbeeld “salarisadministratie”.",
                        max_length=64,
                        unique=False,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "role",
                    models.CharField(
                        choices=[("controller", "Verwerkingsverantwoordelijke"), ("processor", "Verwerker")],
                        default="controller",
                        max_length=10,
                        verbose_name="wij zijn",
                    ),
                ),
                (
                    "legal_bases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("consent", "Toestemming"),
                                ("contract", "Overeenkomst met de betrokkene"),
                                ("legal_obligation", "Wettelijke verplichting"),
                                ("vital_interests", "Vitaal belang"),
                                ("public_task", "Taak van algemeen belang"),
                                ("legitimate_interests", "Gerechtvaardigd belang"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="grondslagen",
                    ),
                ),
                (
                    "legitimate_interest",
                    models.TextField(
                        blank=True,
                        help_text="Welk belang dat is (art. 13, lid 1, onder d).",
                        verbose_name="gerechtvaardigd belang",
                    ),
                ),
                (
                    "security",
                    models.TextField(
                        blank=True,
                        help_text="Maatregelen in het algemeen (art. 32).",
                        verbose_name="beveiliging",
                    ),
                ),
                (
                    "origin",
                    models.TextField(
                        blank=True,
                        help_text="Van wie de gegevens komen als dat niet de betrokkene is (art. 14).",
                        verbose_name="herkomst",
                    ),
                ),
                (
                    "automated_decisions",
                    models.TextField(
                        blank=True,
                        help_text="Welke, met de logica erachter en de gevolgen (art. 22). Leeg: er zijn er geen.",
                        verbose_name="geautomatiseerde besluiten",
                    ),
                ),
                (
                    "dpia",
                    models.TextField(
                        blank=True,
                        help_text="Datum en uitkomst, of waarom er geen nodig is (art. 35).",
                        verbose_name="DPIA",
                    ),
                ),
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
                "verbose_name": "wijziging van verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van verwerkingsactiviteiten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRequestedDossier",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("dossier", models.BinaryField(verbose_name="dossier")),
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
                "verbose_name": "wijziging van dossier van een verzoek",
                "verbose_name_plural": "wijzigingen van dossiers van een verzoek",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSensitiveGround",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "first_day",
                    models.DateField(help_text="De eerste dag waarop dit geldt.", verbose_name="vanaf"),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="De laatste dag waarop dit geldt. Leeg laten als er geen einddatum is.",
                        null=True,
                        verbose_name="tot en met",
                    ),
                ),
                (
                    "reference",
                    sharing.core.models.CodeField(
                        help_text="Kort, blijvend kenmerk, bijvoorbeeld “bsn-loonheffing”.",
                        max_length=64,
                        unique=False,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="kenmerk",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("special", "Bijzonder"),
                            ("criminal", "Strafrechtelijk"),
                            ("national_id", "Identificatienummer"),
                        ],
                        max_length=12,
                        verbose_name="soort gegevens",
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("client", "Opdrachtgever"),
                            ("partner", "Samenwerkingspartner"),
                            ("processor", "Verwerker"),
                            ("authority", "Autoriteit"),
                            ("other", "Andere derde"),
                        ],
                        help_text="Leeg: elke hoedanigheid.",
                        max_length=10,
                        verbose_name="hoedanigheid",
                    ),
                ),
                (
                    "exception",
                    models.CharField(
                        choices=[
                            (
                                "art_9_2_a",
                                "Uitdrukkelijke toestemming (art. 9, lid 2, onder a; art. 22 UAVG)",
                            ),
                            (
                                "art_9_2_b",
                                "Arbeidsrecht en sociale zekerheid (art. 9, lid 2, onder b; art. 30 UAVG)",
                            ),
                            ("art_9_2_c", "Vitaal belang (art. 9, lid 2, onder c; art. 22 UAVG)"),
                            (
                                "art_9_2_d",
                                "Vereniging of stichting, eigen leden (art. 9, lid 2, onder d; art. 22 UAVG)",
                            ),
                            ("art_9_2_e", "Zelf openbaar gemaakt (art. 9, lid 2, onder e; art. 22 UAVG)"),
                            ("art_9_2_f", "Rechtsvordering (art. 9, lid 2, onder f; art. 22 UAVG)"),
                            (
                                "art_9_2_g",
                                "Zwaarwegend algemeen belang (art. 9, lid 2, onder g; art. 23 en 25-30 UAVG)",
                            ),
                            ("art_9_2_h", "Zorg, arbeidsgeneeskunde (art. 9, lid 2, onder h; art. 30 UAVG)"),
                            ("art_9_2_i", "Volksgezondheid (art. 9, lid 2, onder i)"),
                            (
                                "art_9_2_j",
                                "Onderzoek, archief, statistiek (art. 9, lid 2, onder j; art. 24 UAVG)",
                            ),
                            ("art_10", "Strafrechtelijke gegevens (art. 10; art. 31-33 UAVG)"),
                            ("art_46_uavg", "Nationaal identificatienummer (art. 87; art. 46 UAVG)"),
                        ],
                        max_length=11,
                        verbose_name="uitzondering",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Bevestigd"), ("to-check", "Nog te controleren")],
                        default="confirmed",
                        max_length=10,
                        verbose_name="zekerheid",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
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
                "verbose_name": "wijziging van grond voor gevoelige gegevens",
                "verbose_name_plural": "wijzigingen van gronden voor gevoelige gegevens",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ImpactAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessed_on",
                    models.DateField(
                        help_text="Vanaf deze dag geldt de conclusie, tot een volgende beoordeling.",
                        verbose_name="beoordeeld op",
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
                        choices=[("positive", "Positief"), ("negative", "Negatief")],
                        max_length=8,
                        verbose_name="conclusie",
                    ),
                ),
                (
                    "measures",
                    models.TextField(
                        blank=True,
                        help_text="Zoals versleuteling met een sleutel in de EER.",
                        verbose_name="aanvullende maatregelen",
                    ),
                ),
                ("review_due", models.DateField(blank=True, null=True, verbose_name="herzien voor")),
            ],
            options={
                "verbose_name": "beoordeling van een doorgifte",
                "verbose_name_plural": "beoordelingen van doorgiften",
                "ordering": ["party", "country", "-assessed_on"],
            },
        ),
        migrations.CreateModel(
            name="LegalProvision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    sharing.core.models.CodeField(
                        help_text="Kort, blijvend kenmerk, bijvoorbeeld “suwi-54”.",
                        max_length=64,
                        unique=True,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                (
                    "citation",
                    models.CharField(
                        help_text="Zoals u haar noemt, bijvoorbeeld “art. 54 Wet SUWI”.",
                        max_length=300,
                        verbose_name="aanhaling",
                    ),
                ),
                (
                    "jurisdiction",
                    models.CharField(
                        choices=[
                            ("nl", "Nederlands recht"),
                            ("eu", "Recht van de Europese Unie"),
                            ("other", "Ander recht"),
                        ],
                        default="nl",
                        help_text="Alleen Nederlands recht en recht van de Unie verplichten tot verstrekken (art. 6, lid 3).",
                        max_length=5,
                        verbose_name="rechtsgebied",
                    ),
                ),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="vanaf")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Bevestigd"), ("to-check", "Nog te controleren")],
                        default="confirmed",
                        max_length=10,
                        verbose_name="zekerheid",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Waar de tekst staat, bijvoorbeeld wetten.overheid.nl.",
                        max_length=500,
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "wettelijke bepaling",
                "verbose_name_plural": "wettelijke bepalingen",
                "ordering": ["citation", "code"],
            },
        ),
        migrations.CreateModel(
            name="ProcessingActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "first_day",
                    models.DateField(help_text="De eerste dag waarop dit geldt.", verbose_name="vanaf"),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="De laatste dag waarop dit geldt. Leeg laten als er geen einddatum is.",
                        null=True,
                        verbose_name="tot en met",
                    ),
                ),
                (
                    "code",
                    sharing.core.models.CodeField(
                        help_text="Kort, blijvend kenmerk, bijvoorbeeld “salarisadministratie”.",
                        max_length=64,
                        unique=True,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "role",
                    models.CharField(
                        choices=[("controller", "Verwerkingsverantwoordelijke"), ("processor", "Verwerker")],
                        default="controller",
                        max_length=10,
                        verbose_name="wij zijn",
                    ),
                ),
                (
                    "legal_bases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("consent", "Toestemming"),
                                ("contract", "Overeenkomst met de betrokkene"),
                                ("legal_obligation", "Wettelijke verplichting"),
                                ("vital_interests", "Vitaal belang"),
                                ("public_task", "Taak van algemeen belang"),
                                ("legitimate_interests", "Gerechtvaardigd belang"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="grondslagen",
                    ),
                ),
                (
                    "legitimate_interest",
                    models.TextField(
                        blank=True,
                        help_text="Welk belang dat is (art. 13, lid 1, onder d).",
                        verbose_name="gerechtvaardigd belang",
                    ),
                ),
                (
                    "security",
                    models.TextField(
                        blank=True,
                        help_text="Maatregelen in het algemeen (art. 32).",
                        verbose_name="beveiliging",
                    ),
                ),
                (
                    "origin",
                    models.TextField(
                        blank=True,
                        help_text="Van wie de gegevens komen als dat niet de betrokkene is (art. 14).",
                        verbose_name="herkomst",
                    ),
                ),
                (
                    "automated_decisions",
                    models.TextField(
                        blank=True,
                        help_text="Welke, met de logica erachter en de gevolgen (art. 22). Leeg: er zijn er geen.",
                        verbose_name="geautomatiseerde besluiten",
                    ),
                ),
                (
                    "dpia",
                    models.TextField(
                        blank=True,
                        help_text="Datum en uitkomst, of waarom er geen nodig is (art. 35).",
                        verbose_name="DPIA",
                    ),
                ),
            ],
            options={
                "verbose_name": "verwerkingsactiviteit",
                "verbose_name_plural": "verwerkingsactiviteiten",
                "ordering": ["name", "code"],
            },
        ),
        migrations.CreateModel(
            name="RequestedDossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dossier", models.BinaryField(verbose_name="dossier")),
            ],
            options={
                "verbose_name": "dossier van een verzoek",
                "verbose_name_plural": "dossiers van een verzoek",
            },
        ),
        migrations.CreateModel(
            name="SensitiveGround",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "first_day",
                    models.DateField(help_text="De eerste dag waarop dit geldt.", verbose_name="vanaf"),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="De laatste dag waarop dit geldt. Leeg laten als er geen einddatum is.",
                        null=True,
                        verbose_name="tot en met",
                    ),
                ),
                (
                    "reference",
                    sharing.core.models.CodeField(
                        help_text="Kort, blijvend kenmerk, bijvoorbeeld “bsn-loonheffing”.",
                        max_length=64,
                        unique=True,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="kenmerk",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("special", "Bijzonder"),
                            ("criminal", "Strafrechtelijk"),
                            ("national_id", "Identificatienummer"),
                        ],
                        max_length=12,
                        verbose_name="soort gegevens",
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("client", "Opdrachtgever"),
                            ("partner", "Samenwerkingspartner"),
                            ("processor", "Verwerker"),
                            ("authority", "Autoriteit"),
                            ("other", "Andere derde"),
                        ],
                        help_text="Leeg: elke hoedanigheid.",
                        max_length=10,
                        verbose_name="hoedanigheid",
                    ),
                ),
                (
                    "exception",
                    models.CharField(
                        choices=[
                            (
                                "art_9_2_a",
                                "Uitdrukkelijke toestemming (art. 9, lid 2, onder a; art. 22 UAVG)",
                            ),
                            (
                                "art_9_2_b",
                                "Arbeidsrecht en sociale zekerheid (art. 9, lid 2, onder b; art. 30 UAVG)",
                            ),
                            ("art_9_2_c", "Vitaal belang (art. 9, lid 2, onder c; art. 22 UAVG)"),
                            (
                                "art_9_2_d",
                                "Vereniging of stichting, eigen leden (art. 9, lid 2, onder d; art. 22 UAVG)",
                            ),
                            ("art_9_2_e", "Zelf openbaar gemaakt (art. 9, lid 2, onder e; art. 22 UAVG)"),
                            ("art_9_2_f", "Rechtsvordering (art. 9, lid 2, onder f; art. 22 UAVG)"),
                            (
                                "art_9_2_g",
                                "Zwaarwegend algemeen belang (art. 9, lid 2, onder g; art. 23 en 25-30 UAVG)",
                            ),
                            ("art_9_2_h", "Zorg, arbeidsgeneeskunde (art. 9, lid 2, onder h; art. 30 UAVG)"),
                            ("art_9_2_i", "Volksgezondheid (art. 9, lid 2, onder i)"),
                            (
                                "art_9_2_j",
                                "Onderzoek, archief, statistiek (art. 9, lid 2, onder j; art. 24 UAVG)",
                            ),
                            ("art_10", "Strafrechtelijke gegevens (art. 10; art. 31-33 UAVG)"),
                            ("art_46_uavg", "Nationaal identificatienummer (art. 87; art. 46 UAVG)"),
                        ],
                        max_length=11,
                        verbose_name="uitzondering",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Bevestigd"), ("to-check", "Nog te controleren")],
                        default="confirmed",
                        max_length=10,
                        verbose_name="zekerheid",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
            ],
            options={
                "verbose_name": "grond voor gevoelige gegevens",
                "verbose_name_plural": "gronden voor gevoelige gegevens",
                "ordering": ["kind", "reference"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="adequacydecision",
            name="history_sharing_adequacydecision",
        ),
        migrations.RemoveConstraint(
            model_name="agreement",
            name="history_sharing_agreement",
        ),
        migrations.RemoveConstraint(
            model_name="article28clause",
            name="history_sharing_article28clause",
        ),
        migrations.RemoveConstraint(
            model_name="authorityrequest",
            name="history_sharing_authorityrequest",
        ),
        migrations.RemoveConstraint(
            model_name="commitmentset",
            name="history_sharing_commitmentset",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="history_sharing_consent",
        ),
        migrations.RemoveConstraint(
            model_name="datacategory",
            name="history_sharing_datacategory",
        ),
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="refs_disclosure",
        ),
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="history_sharing_disclosure",
        ),
        migrations.RemoveConstraint(
            model_name="eeamembership",
            name="history_sharing_eeamembership",
        ),
        migrations.RemoveConstraint(
            model_name="objection",
            name="history_sharing_objection",
        ),
        migrations.RemoveConstraint(
            model_name="party",
            name="history_sharing_party",
        ),
        migrations.RemoveConstraint(
            model_name="subjectcategory",
            name="history_sharing_subjectcategory",
        ),
        migrations.RemoveConstraint(
            model_name="subprocessor",
            name="history_sharing_subprocessor",
        ),
        migrations.RemoveConstraint(
            model_name="transfer",
            name="mechanism_known",
        ),
        migrations.RemoveConstraint(
            model_name="transfer",
            name="history_sharing_transfer",
        ),
        # What was decided becomes a word instead of a yes or no, in the history as well: nothing of it is lost.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(DECISIONS, migrations.RunSQL.noop)],
            state_operations=[
                migrations.RemoveField(
                    model_name="historicalobjection",
                    name="upheld",
                ),
                migrations.RemoveField(
                    model_name="objection",
                    name="upheld",
                ),
                migrations.AddField(
                    model_name="historicalobjection",
                    name="decision",
                    field=models.CharField(
                        choices=[
                            ("pending", "Nog te beslissen"),
                            ("upheld", "Toegewezen"),
                            ("rejected", "Afgewezen"),
                        ],
                        default="pending",
                        help_text="Alleen een toegewezen bezwaar of beperking houdt verstrekkingen tegen.",
                        max_length=8,
                        verbose_name="besluit",
                    ),
                ),
                migrations.AddField(
                    model_name="objection",
                    name="decision",
                    field=models.CharField(
                        choices=[
                            ("pending", "Nog te beslissen"),
                            ("upheld", "Toegewezen"),
                            ("rejected", "Afgewezen"),
                        ],
                        default="pending",
                        help_text="Alleen een toegewezen bezwaar of beperking houdt verstrekkingen tegen.",
                        max_length=8,
                        verbose_name="besluit",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="adequacydecision",
            name="excludes",
            field=models.CharField(
                blank=True,
                help_text="Wat het besluit niet dekt. Verstrekkingen op dit besluit krijgen een waarschuwing.",
                max_length=500,
                verbose_name="uitgezonderd",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="processing_nature",
            field=models.TextField(
                blank=True,
                help_text="Wat de verwerker met de gegevens doet (art. 28, lid 3).",
                verbose_name="aard van de verwerking",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                help_text="De overeenkomst waarvan dit de opvolger is.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="sharing.agreement",
                verbose_name="vervangt",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="security",
            field=models.TextField(
                blank=True, help_text="Afgesproken maatregelen (art. 32).", verbose_name="beveiliging"
            ),
        ),
        migrations.AddField(
            model_name="article28clause",
            name="note",
            field=models.CharField(blank=True, max_length=500, verbose_name="toelichting"),
        ),
        migrations.AddField(
            model_name="authorityrequest",
            name="data_categories",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SmallIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="gegevenscategorieën",
            ),
        ),
        migrations.AddField(
            model_name="authorityrequest",
            name="period_from",
            field=models.DateField(
                blank=True,
                help_text="Leeg: vanaf de bevestiging.",
                null=True,
                verbose_name="verstrekken vanaf",
            ),
        ),
        migrations.AddField(
            model_name="authorityrequest",
            name="period_until",
            field=models.DateField(
                blank=True,
                help_text="Leeg: geen einddatum.",
                null=True,
                verbose_name="verstrekken tot en met",
            ),
        ),
        migrations.AddField(
            model_name="authorityrequest",
            name="secrecy_ground",
            field=models.TextField(blank=True, verbose_name="waarom geheim"),
        ),
        migrations.AddField(
            model_name="authorityrequest",
            name="secret",
            field=models.BooleanField(
                default=False,
                help_text="De betrokkene wordt hierover niet ingelicht zolang dit geldt (art. 41 UAVG).",
                verbose_name="geheim te houden",
            ),
        ),
        migrations.AddField(
            model_name="authorityrequest",
            name="secret_until",
            field=models.DateField(blank=True, null=True, verbose_name="geheim tot en met"),
        ),
        migrations.AddField(
            model_name="commitmentset",
            name="data_categories",
            field=models.JSONField(
                blank=True,
                help_text="Leeg: de verklaring noemt niet welke gegevens een hoedanigheid mag ontvangen.",
                null=True,
                verbose_name="gegevens per hoedanigheid",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="given_by",
            field=models.CharField(
                choices=[("person", "De betrokkene zelf"), ("representative", "Een vertegenwoordiger")],
                default="person",
                max_length=14,
                verbose_name="gegeven door",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="refused",
            field=models.BooleanField(
                default=False,
                help_text="De betrokkene is gevraagd en zei nee. Dit houdt vast dát er is gevraagd; het staat niets toe.",
                verbose_name="geweigerd",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="statement_version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.commitmentset",
                verbose_name="getoonde versie van de verklaring",
            ),
        ),
        migrations.AddField(
            model_name="datacategory",
            name="origin",
            field=models.CharField(
                blank=True,
                help_text="Van wie wij deze gegevens krijgen als dat niet de betrokkene zelf is (artikel 14 AVG).",
                max_length=300,
                verbose_name="herkomst",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="on_behalf_of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="De opdrachtgever voor wie wij dit als verwerker deden.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disclosures_for",
                to="sharing.party",
                verbose_name="namens",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="restriction_exception",
            field=models.CharField(
                blank=True,
                choices=[
                    ("legal_claim", "Een rechtsvordering"),
                    ("rights_of_others", "Bescherming van de rechten van een ander"),
                    ("public_interest", "Een gewichtig algemeen belang"),
                ],
                db_default="",
                default="",
                help_text="Waarom er is verstrekt hoewel het gebruik was beperkt (artikel 18, lid 2, AVG).",
                max_length=16,
                verbose_name="uitzondering op een beperking",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="withdrawn_consent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disclosures_after_withdrawal",
                to="sharing.consent",
                verbose_name="toestemming die al was ingetrokken",
            ),
        ),
        migrations.AddField(
            model_name="eeamembership",
            name="kind",
            field=models.CharField(
                choices=[
                    ("member", "Lid van de EER"),
                    ("territory", "Gebied van een lid"),
                    ("bridge", "Overgangsregeling"),
                ],
                default="member",
                help_text="Bij een overgangsregeling is er geen doorgifte volgens de wet, maar ligt het land wel buiten de EER.",
                max_length=9,
                verbose_name="soort",
            ),
        ),
        migrations.AddField(
            model_name="historicaladequacydecision",
            name="excludes",
            field=models.CharField(
                blank=True,
                help_text="Wat het besluit niet dekt. Verstrekkingen op dit besluit krijgen een waarschuwing.",
                max_length=500,
                verbose_name="uitgezonderd",
            ),
        ),
        migrations.AddField(
            model_name="historicalagreement",
            name="processing_nature",
            field=models.TextField(
                blank=True,
                help_text="Wat de verwerker met de gegevens doet (art. 28, lid 3).",
                verbose_name="aard van de verwerking",
            ),
        ),
        migrations.AddField(
            model_name="historicalagreement",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="De overeenkomst waarvan dit de opvolger is.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.agreement",
                verbose_name="vervangt",
            ),
        ),
        migrations.AddField(
            model_name="historicalagreement",
            name="security",
            field=models.TextField(
                blank=True, help_text="Afgesproken maatregelen (art. 32).", verbose_name="beveiliging"
            ),
        ),
        migrations.AddField(
            model_name="historicalarticle28clause",
            name="note",
            field=models.CharField(blank=True, max_length=500, verbose_name="toelichting"),
        ),
        migrations.AddField(
            model_name="historicalauthorityrequest",
            name="data_categories",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SmallIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="gegevenscategorieën",
            ),
        ),
        migrations.AddField(
            model_name="historicalauthorityrequest",
            name="period_from",
            field=models.DateField(
                blank=True,
                help_text="Leeg: vanaf de bevestiging.",
                null=True,
                verbose_name="verstrekken vanaf",
            ),
        ),
        migrations.AddField(
            model_name="historicalauthorityrequest",
            name="period_until",
            field=models.DateField(
                blank=True,
                help_text="Leeg: geen einddatum.",
                null=True,
                verbose_name="verstrekken tot en met",
            ),
        ),
        migrations.AddField(
            model_name="historicalauthorityrequest",
            name="secrecy_ground",
            field=models.TextField(blank=True, verbose_name="waarom geheim"),
        ),
        migrations.AddField(
            model_name="historicalauthorityrequest",
            name="secret",
            field=models.BooleanField(
                default=False,
                help_text="De betrokkene wordt hierover niet ingelicht zolang dit geldt (art. 41 UAVG).",
                verbose_name="geheim te houden",
            ),
        ),
        migrations.AddField(
            model_name="historicalauthorityrequest",
            name="secret_until",
            field=models.DateField(blank=True, null=True, verbose_name="geheim tot en met"),
        ),
        migrations.AddField(
            model_name="historicalcommitmentset",
            name="data_categories",
            field=models.JSONField(
                blank=True,
                help_text="Leeg: de verklaring noemt niet welke gegevens een hoedanigheid mag ontvangen.",
                null=True,
                verbose_name="gegevens per hoedanigheid",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="given_by",
            field=models.CharField(
                choices=[("person", "De betrokkene zelf"), ("representative", "Een vertegenwoordiger")],
                default="person",
                max_length=14,
                verbose_name="gegeven door",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="refused",
            field=models.BooleanField(
                default=False,
                help_text="De betrokkene is gevraagd en zei nee. Dit houdt vast dát er is gevraagd; het staat niets toe.",
                verbose_name="geweigerd",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="statement_version",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.commitmentset",
                verbose_name="getoonde versie van de verklaring",
            ),
        ),
        migrations.AddField(
            model_name="historicaldatacategory",
            name="origin",
            field=models.CharField(
                blank=True,
                help_text="Van wie wij deze gegevens krijgen als dat niet de betrokkene zelf is (artikel 14 AVG).",
                max_length=300,
                verbose_name="herkomst",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="on_behalf_of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="De opdrachtgever voor wie wij dit als verwerker deden.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.party",
                verbose_name="namens",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="restriction_exception",
            field=models.CharField(
                blank=True,
                choices=[
                    ("legal_claim", "Een rechtsvordering"),
                    ("rights_of_others", "Bescherming van de rechten van een ander"),
                    ("public_interest", "Een gewichtig algemeen belang"),
                ],
                db_default="",
                default="",
                help_text="Waarom er is verstrekt hoewel het gebruik was beperkt (artikel 18, lid 2, AVG).",
                max_length=16,
                verbose_name="uitzondering op een beperking",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="withdrawn_consent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.consent",
                verbose_name="toestemming die al was ingetrokken",
            ),
        ),
        migrations.AddField(
            model_name="historicaleeamembership",
            name="kind",
            field=models.CharField(
                choices=[
                    ("member", "Lid van de EER"),
                    ("territory", "Gebied van een lid"),
                    ("bridge", "Overgangsregeling"),
                ],
                default="member",
                help_text="Bij een overgangsregeling is er geen doorgifte volgens de wet, maar ligt het land wel buiten de EER.",
                max_length=9,
                verbose_name="soort",
            ),
        ),
        migrations.AddField(
            model_name="historicalobjection",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beslist door",
            ),
        ),
        migrations.AddField(
            model_name="historicalobjection",
            name="decision_reason",
            field=models.TextField(blank=True, verbose_name="reden van het besluit"),
        ),
        migrations.AddField(
            model_name="historicalobjection",
            name="informed_on",
            field=models.DateField(
                blank=True,
                help_text="Wanneer de betrokkene is ingelicht dat de beperking wordt opgeheven (art. 18, lid 3).",
                null=True,
                verbose_name="ingelicht op",
            ),
        ),
        migrations.AddField(
            model_name="historicalobjection",
            name="received_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ontvangen op"),
        ),
        migrations.AddField(
            model_name="historicalobjection",
            name="restriction_ground",
            field=models.CharField(
                blank=True,
                choices=[
                    ("a", "a. De juistheid wordt betwist"),
                    ("b", "b. De verwerking is onrechtmatig en de betrokkene wil geen wissing"),
                    ("c", "c. De betrokkene heeft de gegevens nodig voor een rechtsvordering"),
                    ("d", "d. Op een bezwaar is nog niet beslist"),
                ],
                max_length=1,
                verbose_name="grond van de beperking",
            ),
        ),
        migrations.AddField(
            model_name="historicalparty",
            name="active",
            field=models.BooleanField(
                default=True,
                help_text="Uit: niet meer te kiezen; alles wat vastligt blijft staan.",
                verbose_name="in gebruik",
            ),
        ),
        migrations.AddField(
            model_name="historicalparty",
            name="notice_address",
            field=models.CharField(
                blank=True,
                help_text="Waar deze ontvanger bericht krijgt als gegevens zijn gerectificeerd, gewist of beperkt (artikel 19 AVG).",
                max_length=255,
                verbose_name="meldadres",
            ),
        ),
        migrations.AddField(
            model_name="historicalsubjectcategory",
            name="staff",
            field=models.BooleanField(
                default=False,
                help_text="Medewerkers en sollicitanten. Bij doorgifte op een besluit met beperkte reikwijdte moet de ontvanger ook voor personeelsgegevens zijn aangemeld.",
                verbose_name="eigen personeel",
            ),
        ),
        migrations.AddField(
            model_name="historicalsubprocessor",
            name="announced_on",
            field=models.DateField(blank=True, null=True, verbose_name="aangekondigd op"),
        ),
        migrations.AddField(
            model_name="historicalsubprocessor",
            name="first_day",
            field=models.DateField(
                blank=True, help_text="Leeg: zolang de overeenkomst geldt.", null=True, verbose_name="vanaf"
            ),
        ),
        migrations.AddField(
            model_name="historicalsubprocessor",
            name="last_day",
            field=models.DateField(blank=True, null=True, verbose_name="tot en met"),
        ),
        migrations.AddField(
            model_name="historicalsubprocessor",
            name="objection_until",
            field=models.DateField(blank=True, null=True, verbose_name="bezwaar tot en met"),
        ),
        migrations.AddField(
            model_name="historicaltransfer",
            name="covers_staff",
            field=models.BooleanField(
                blank=True,
                help_text="Of de aanmelding van de ontvanger bij het besluit ook gegevens over personeel dekt. Niet vastgelegd telt als nee.",
                null=True,
                verbose_name="ook voor personeelsgegevens",
            ),
        ),
        migrations.AddField(
            model_name="historicaltransfer",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="Het besluit waarop deze doorgifte rust. Een later besluit vraagt een nieuwe aanmelding.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.adequacydecision",
                verbose_name="adequaatheidsbesluit",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beslist door",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="decision_reason",
            field=models.TextField(blank=True, verbose_name="reden van het besluit"),
        ),
        migrations.AddField(
            model_name="objection",
            name="informed_on",
            field=models.DateField(
                blank=True,
                help_text="Wanneer de betrokkene is ingelicht dat de beperking wordt opgeheven (art. 18, lid 3).",
                null=True,
                verbose_name="ingelicht op",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="received_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ontvangen op"),
        ),
        migrations.AddField(
            model_name="objection",
            name="restriction_ground",
            field=models.CharField(
                blank=True,
                choices=[
                    ("a", "a. De juistheid wordt betwist"),
                    ("b", "b. De verwerking is onrechtmatig en de betrokkene wil geen wissing"),
                    ("c", "c. De betrokkene heeft de gegevens nodig voor een rechtsvordering"),
                    ("d", "d. Op een bezwaar is nog niet beslist"),
                ],
                max_length=1,
                verbose_name="grond van de beperking",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="active",
            field=models.BooleanField(
                default=True,
                help_text="Uit: niet meer te kiezen; alles wat vastligt blijft staan.",
                verbose_name="in gebruik",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="notice_address",
            field=models.CharField(
                blank=True,
                help_text="Waar deze ontvanger bericht krijgt als gegevens zijn gerectificeerd, gewist of beperkt (artikel 19 AVG).",
                max_length=255,
                verbose_name="meldadres",
            ),
        ),
        migrations.AddField(
            model_name="subjectcategory",
            name="staff",
            field=models.BooleanField(
                default=False,
                help_text="Medewerkers en sollicitanten. Bij doorgifte op een besluit met beperkte reikwijdte moet de ontvanger ook voor personeelsgegevens zijn aangemeld.",
                verbose_name="eigen personeel",
            ),
        ),
        migrations.AddField(
            model_name="subprocessor",
            name="announced_on",
            field=models.DateField(blank=True, null=True, verbose_name="aangekondigd op"),
        ),
        migrations.AddField(
            model_name="subprocessor",
            name="first_day",
            field=models.DateField(
                blank=True, help_text="Leeg: zolang de overeenkomst geldt.", null=True, verbose_name="vanaf"
            ),
        ),
        migrations.AddField(
            model_name="subprocessor",
            name="last_day",
            field=models.DateField(blank=True, null=True, verbose_name="tot en met"),
        ),
        migrations.AddField(
            model_name="subprocessor",
            name="objection_until",
            field=models.DateField(blank=True, null=True, verbose_name="bezwaar tot en met"),
        ),
        migrations.AddField(
            model_name="transfer",
            name="covers_staff",
            field=models.BooleanField(
                blank=True,
                help_text="Of de aanmelding van de ontvanger bij het besluit ook gegevens over personeel dekt. Niet vastgelegd telt als nee.",
                null=True,
                verbose_name="ook voor personeelsgegevens",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                help_text="Het besluit waarop deze doorgifte rust. Een later besluit vraagt een nieuwe aanmelding.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transfers",
                to="sharing.adequacydecision",
                verbose_name="adequaatheidsbesluit",
            ),
        ),
        migrations.AlterField(
            model_name="historicaltransfer",
            name="mechanism",
            field=models.CharField(
                choices=[
                    ("adequacy", "Adequaatheidsbesluit (art. 45)"),
                    ("scc_2001", "Modelcontractbepalingen van 2001 (tot en met 27 december 2022)"),
                    ("scc_2004", "Modelcontractbepalingen van 2004 (tot en met 27 december 2022)"),
                    ("scc_2010", "Modelcontractbepalingen van 2010 (tot en met 27 december 2022)"),
                    ("scc_module_1", "Modelcontractbepalingen, module 1 (art. 46)"),
                    ("scc_module_2", "Modelcontractbepalingen, module 2 (art. 46)"),
                    ("scc_module_3", "Modelcontractbepalingen, module 3 (art. 46)"),
                    ("scc_module_4", "Modelcontractbepalingen, module 4 (art. 46)"),
                    ("bcr", "Bindende bedrijfsvoorschriften (art. 47)"),
                    ("code_of_conduct", "Gedragscode (art. 46)"),
                    ("certification", "Certificering (art. 46)"),
                    ("art_46_other", "Andere waarborg (art. 46)"),
                    ("art_49_a", "Uitdrukkelijke toestemming (art. 49, lid 1, onder a)"),
                    ("art_49_b", "Overeenkomst met de betrokkene (art. 49, lid 1, onder b)"),
                    ("art_49_c", "Overeenkomst in het belang van de betrokkene (art. 49, lid 1, onder c)"),
                    ("art_49_d", "Gewichtige redenen van algemeen belang (art. 49, lid 1, onder d)"),
                    ("art_49_e", "Rechtsvordering (art. 49, lid 1, onder e)"),
                    ("art_49_f", "Vitaal belang (art. 49, lid 1, onder f)"),
                    ("art_49_g", "Openbaar register (art. 49, lid 1, onder g)"),
                    ("art_49_1_slot", "Dwingend gerechtvaardigd belang (art. 49, lid 1, slot)"),
                ],
                max_length=16,
                verbose_name="mechanisme",
            ),
        ),
        migrations.AlterField(
            model_name="historicaltransfer",
            name="tia_date",
            field=models.DateField(blank=True, null=True, verbose_name="datum TIA"),
        ),
        migrations.AlterField(
            model_name="transfer",
            name="mechanism",
            field=models.CharField(
                choices=[
                    ("adequacy", "Adequaatheidsbesluit (art. 45)"),
                    ("scc_2001", "Modelcontractbepalingen van 2001 (tot en met 27 december 2022)"),
                    ("scc_2004", "Modelcontractbepalingen van 2004 (tot en met 27 december 2022)"),
                    ("scc_2010", "Modelcontractbepalingen van 2010 (tot en met 27 december 2022)"),
                    ("scc_module_1", "Modelcontractbepalingen, module 1 (art. 46)"),
                    ("scc_module_2", "Modelcontractbepalingen, module 2 (art. 46)"),
                    ("scc_module_3", "Modelcontractbepalingen, module 3 (art. 46)"),
                    ("scc_module_4", "Modelcontractbepalingen, module 4 (art. 46)"),
                    ("bcr", "Bindende bedrijfsvoorschriften (art. 47)"),
                    ("code_of_conduct", "Gedragscode (art. 46)"),
                    ("certification", "Certificering (art. 46)"),
                    ("art_46_other", "Andere waarborg (art. 46)"),
                    ("art_49_a", "Uitdrukkelijke toestemming (art. 49, lid 1, onder a)"),
                    ("art_49_b", "Overeenkomst met de betrokkene (art. 49, lid 1, onder b)"),
                    ("art_49_c", "Overeenkomst in het belang van de betrokkene (art. 49, lid 1, onder c)"),
                    ("art_49_d", "Gewichtige redenen van algemeen belang (art. 49, lid 1, onder d)"),
                    ("art_49_e", "Rechtsvordering (art. 49, lid 1, onder e)"),
                    ("art_49_f", "Vitaal belang (art. 49, lid 1, onder f)"),
                    ("art_49_g", "Openbaar register (art. 49, lid 1, onder g)"),
                    ("art_49_1_slot", "Dwingend gerechtvaardigd belang (art. 49, lid 1, slot)"),
                ],
                max_length=16,
                verbose_name="mechanisme",
            ),
        ),
        migrations.AlterField(
            model_name="transfer",
            name="tia_date",
            field=models.DateField(blank=True, null=True, verbose_name="datum TIA"),
        ),
        migrations.AddConstraint(
            model_name="adequacydecision",
            constraint=models.UniqueConstraint(fields=("id", "country"), name="decision_of_country"),
        ),
        migrations.AddConstraint(
            model_name="adequacydecision",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "country_id",
                    "scope",
                    "excludes",
                    "reference",
                    "adopted",
                    "ends",
                    "annulled",
                    "under_review",
                    "confidence",
                    "note",
                ),
                digest="aa5f9883d7b7179c",
                name="history_sharing_adequacydecision",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaces__isnull", True),
                    models.Q(("replaces", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="agreement_replaces_another",
                violation_error_message="Een overeenkomst vervangt niet zichzelf. Kies de vorige overeenkomst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "first_day",
                    "last_day",
                    "reference",
                    "party_id",
                    "kind",
                    "description",
                    "signed_on",
                    "terminated_per",
                    "notice_days",
                    "owner_id",
                    "sub_processor_authorisation",
                    "objection_days",
                    "replaces_id",
                    "processing_nature",
                    "security",
                    "breach_notice_hours",
                    "data_at_end",
                ),
                digest="f4e36c575165c485",
                name="history_sharing_agreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="article28clause",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "agreement_id", "item", "status", "clause", "note"),
                digest="62fe4d4387d0c649",
                name="history_sharing_article28clause",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=sharing.consents.triggers.ConfirmedWithCategories(
                digest="71939fcfd9f63dbd", name="authority_confirmed_with_categories"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=sharing.core.constraints.SetReferences(
                columns=("data_categories[]>sharing_datacategory",),
                digest="58cc0341462b56ae",
                name="refs_authorityrequest",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period_until__isnull", True),
                    ("period_until__gte", models.F("period_from")),
                    ("period_from__isnull", True),
                    _connector="OR",
                ),
                name="authority_period",
                violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("secret", False), models.Q(("secrecy_ground", ""), _negated=True), _connector="OR"
                ),
                name="authority_secrecy_explained",
                violation_error_message="Schrijf op waarom dit verzoek geheim blijft (art. 41 UAVG).",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "reference",
                    "authority_id",
                    "legal_provision",
                    "asked",
                    "data_categories",
                    "period_from",
                    "period_until",
                    "secret",
                    "secrecy_ground",
                    "secret_until",
                    "received_on",
                    "assessment",
                    "assessment_note",
                    "assessed_by_id",
                    "assessed_at",
                    "confirmed_by_id",
                    "confirmed_at",
                ),
                digest="27b05f6c71439288",
                name="history_sharing_authorityrequest",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentset",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "version",
                    "effective_from",
                    "transfer_policy",
                    "special_categories",
                    "capacities",
                    "purposes",
                    "data_categories",
                    "response_weeks",
                    "extension_months",
                    "identity_check",
                    "consent_for_all_else",
                ),
                digest="9cb08927052d6693",
                name="history_sharing_commitmentset",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("given_by__in", ["person", "representative"])),
                name="consent_given_by_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("refused", False), ("withdrawn_at__isnull", True), _connector="OR"),
                name="consent_refused_is_not_withdrawn",
                violation_error_message="Wat is geweigerd, is niet gegeven en kan niet worden ingetrokken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "dossier",
                    "recipient_id",
                    "purpose_id",
                    "data_categories",
                    "explicit",
                    "given_at",
                    "given_by",
                    "refused",
                    "statement_version_id",
                    "evidence",
                    "withdrawn_at",
                    "source_id",
                    "external_id",
                ),
                digest="a13e001183a32aef",
                name="history_sharing_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="datacategory",
            constraint=models.UniqueConstraint(fields=("id", "kind"), name="data_category_of_kind"),
        ),
        migrations.AddConstraint(
            model_name="datacategory",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "code", "name", "kind", "origin"),
                digest="e6a2e14ff082fa3d",
                name="history_sharing_datacategory",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("restriction_exception", ""),
                    ("restriction_exception__in", ["legal_claim", "rights_of_others", "public_interest"]),
                    _connector="OR",
                ),
                name="disclosure_restriction_exception_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=sharing.core.constraints.SetReferences(
                columns=(
                    "recipient_id>sharing_party",
                    "agreement_id>sharing_agreement",
                    "purpose_id>sharing_purpose",
                    "subject_category_id>sharing_subjectcategory",
                    "destination_country_id>sharing_country.code",
                    "authority_request_id>sharing_authorityrequest",
                    "on_behalf_of_id>sharing_party",
                    "withdrawn_consent_id>sharing_consent",
                    "source_id>sharing_source",
                    "commitments_id>sharing_commitmentset",
                    "recorded_by_id>cms_user",
                    "data_categories[]>sharing_datacategory",
                ),
                digest="d8c7b58245d3f6ec",
                name="refs_disclosure",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "disclosed_at",
                    "recorded_at",
                    "recorded_by_id",
                    "recipient_id",
                    "capacity",
                    "agreement_id",
                    "purpose_id",
                    "legal_basis",
                    "legal_provision",
                    "data_categories",
                    "dossier",
                    "subject_category_id",
                    "destination_country_id",
                    "channel",
                    "description",
                    "authority_request_id",
                    "on_behalf_of_id",
                    "restriction_exception",
                    "withdrawn_consent_id",
                    "source_id",
                    "external_id",
                    "fingerprint",
                    "commitments_id",
                    "outcome",
                    "findings",
                    "deviation_reason",
                    "review",
                    "review_note",
                    "reviewed_by_id",
                    "reviewed_at",
                    "breach_report",
                    "breach_reported_at",
                    "breach_report_note",
                    "proposal",
                    "proposed_dossier",
                    "proposal_reason",
                    "proposed_by_id",
                    "proposed_at",
                ),
                digest="8a22f6dc2ddd0c5e",
                name="history_sharing_disclosure",
            ),
        ),
        migrations.AddConstraint(
            model_name="eeamembership",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["member", "territory", "bridge"])),
                name="membership_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="eeamembership",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "country_id", "kind", "first_day", "last_day", "note"),
                digest="469d31457ba65456",
                name="history_sharing_eeamembership",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__in", ["pending", "upheld", "rejected"])),
                name="objection_decision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("restriction_ground", ""),
                    models.Q(("kind", "restriction"), ("restriction_ground__in", ["a", "b", "c", "d"])),
                    _connector="OR",
                ),
                name="restriction_ground_of_restriction",
                violation_error_message="Alleen een beperking heeft een grond van artikel 18, lid 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "dossier",
                    "kind",
                    "recipient_id",
                    "purpose_id",
                    "received_at",
                    "restriction_ground",
                    "decision",
                    "decided_by_id",
                    "decision_reason",
                    "in_force_from",
                    "in_force_until",
                    "informed_on",
                    "explanation",
                    "source_id",
                    "external_id",
                ),
                digest="09ed932c8433576a",
                name="history_sharing_objection",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "code",
                    "name",
                    "aliases",
                    "kvk_number",
                    "foreign_register_number",
                    "address",
                    "country_id",
                    "contact_name",
                    "email",
                    "website",
                    "notice_address",
                    "active",
                    "dpo_contact",
                ),
                digest="d644866addc712e1",
                name="history_sharing_party",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectcategory",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "code", "name", "staff"),
                digest="30a199928d87b0f6",
                name="history_sharing_subjectcategory",
            ),
        ),
        migrations.AddConstraint(
            model_name="subprocessor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True),
                    ("last_day__gte", models.F("first_day")),
                    ("first_day__isnull", True),
                    _connector="OR",
                ),
                name="sub_processor_period",
                violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="subprocessor",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "agreement_id",
                    "party_id",
                    "parent_id",
                    "service",
                    "country_id",
                    "announced_on",
                    "objection_until",
                    "approved_on",
                    "first_day",
                    "last_day",
                ),
                digest="28cbbeb9d0d64a61",
                name="history_sharing_subprocessor",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "mechanism__in",
                        [
                            "adequacy",
                            "scc_2001",
                            "scc_2004",
                            "scc_2010",
                            "scc_module_1",
                            "scc_module_2",
                            "scc_module_3",
                            "scc_module_4",
                            "bcr",
                            "code_of_conduct",
                            "certification",
                            "art_46_other",
                            "art_49_a",
                            "art_49_b",
                            "art_49_c",
                            "art_49_d",
                            "art_49_e",
                            "art_49_f",
                            "art_49_g",
                            "art_49_1_slot",
                        ],
                    )
                ),
                name="mechanism_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=sharing.core.kept.AgreesWith(
                columns=("decision_id>id", "country_id>country_id"),
                digest="977f62e27e105675",
                name="transfer_decision_of_country",
                target="sharing_adequacydecision",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "first_day",
                    "last_day",
                    "party_id",
                    "country_id",
                    "mechanism",
                    "decision_id",
                    "inside_scope",
                    "covers_staff",
                    "scope",
                    "tia_date",
                    "tia_conclusion",
                    "supplementary_measures",
                ),
                digest="a73323f8b9314aae",
                name="history_sharing_transfer",
            ),
        ),
        migrations.AddField(
            model_name="activitydatacategory",
            name="data_category",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.datacategory",
                verbose_name="gegevenscategorie",
            ),
        ),
        migrations.AddField(
            model_name="activitypurpose",
            name="purpose",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.purpose",
                verbose_name="doeleinde",
            ),
        ),
        migrations.AddField(
            model_name="activityrecipient",
            name="recipient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.party",
                verbose_name="ontvanger",
            ),
        ),
        migrations.AddField(
            model_name="activityretentionterm",
            name="retention_term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.retentionterm",
                verbose_name="bewaartermijn",
            ),
        ),
        migrations.AddField(
            model_name="activitysubjectcategory",
            name="subject_category",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.subjectcategory",
                verbose_name="categorie betrokkenen",
            ),
        ),
        migrations.AddConstraint(
            model_name="groundsintroduction",
            constraint=models.CheckConstraint(condition=models.Q(("id", 1)), name="one_introduction"),
        ),
        migrations.AddConstraint(
            model_name="groundsintroduction",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "warn_until"),
                digest="518f2b61b3acf1cf",
                name="history_sharing_groundsintroduction",
            ),
        ),
        migrations.AddField(
            model_name="historicalactivitydatacategory",
            name="data_category",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.datacategory",
                verbose_name="gegevenscategorie",
            ),
        ),
        migrations.AddField(
            model_name="historicalactivitypurpose",
            name="purpose",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalactivityrecipient",
            name="recipient",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalactivityretentionterm",
            name="retention_term",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.retentionterm",
                verbose_name="bewaartermijn",
            ),
        ),
        migrations.AddField(
            model_name="historicalactivitysubjectcategory",
            name="subject_category",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.subjectcategory",
                verbose_name="categorie betrokkenen",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalgroundsintroduction",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_groundsintroduction_momen"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalgroundsintroduction",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_groundsintroduction"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalgroundsintroduction",
            constraint=sharing.core.constraints.AppendOnly(
                digest="1c16a970c4d1b769", name="evidence_sharing_groundsintroduction"
            ),
        ),
        migrations.AddField(
            model_name="historicalimpactassessment",
            name="country",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.country",
                verbose_name="land",
            ),
        ),
        migrations.AddField(
            model_name="historicalimpactassessment",
            name="party",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.party",
                verbose_name="partij",
            ),
        ),
        migrations.AddIndex(
            model_name="historicallegalprovision",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_legalprovision_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicallegalprovision",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_legalprovision"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicallegalprovision",
            constraint=sharing.core.constraints.AppendOnly(
                digest="7f9d93cac4edec10", name="evidence_sharing_legalprovision"
            ),
        ),
        migrations.AddField(
            model_name="historicalprocessingactivity",
            name="client",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="Voor wie wij dit als verwerker doen.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.party",
                verbose_name="opdrachtgever",
            ),
        ),
        migrations.AddField(
            model_name="historicalprocessingactivity",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beheerder",
            ),
        ),
        migrations.AddField(
            model_name="historicalrequesteddossier",
            name="request",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.authorityrequest",
            ),
        ),
        migrations.AddField(
            model_name="historicalsensitiveground",
            name="data_category",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="Leeg: alle gegevens van deze soort.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.datacategory",
                verbose_name="gegevenscategorie",
            ),
        ),
        migrations.AddField(
            model_name="historicalsensitiveground",
            name="purpose",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="Leeg: elk doeleinde. Een doeleinde geldt ook voor wat eronder valt.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.purpose",
                verbose_name="doeleinde",
            ),
        ),
        migrations.AddField(
            model_name="historicalsensitiveground",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="Leeg: elke ontvanger.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.party",
                verbose_name="ontvanger",
            ),
        ),
        migrations.AddField(
            model_name="impactassessment",
            name="country",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.country",
                verbose_name="land",
            ),
        ),
        migrations.AddField(
            model_name="impactassessment",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="impact_assessments",
                to="sharing.party",
                verbose_name="partij",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalprovision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True),
                    ("last_day__gte", models.F("first_day")),
                    ("first_day__isnull", True),
                    _connector="OR",
                ),
                name="provision_period",
                violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalprovision",
            constraint=models.CheckConstraint(
                condition=models.Q(("jurisdiction__in", ["nl", "eu", "other"])),
                name="provision_jurisdiction_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalprovision",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "code",
                    "citation",
                    "jurisdiction",
                    "first_day",
                    "last_day",
                    "confidence",
                    "source",
                ),
                digest="e4626d5a0d08b759",
                name="history_sharing_legalprovision",
            ),
        ),
        migrations.AddField(
            model_name="historicalsensitiveground",
            name="provision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="Verplicht voor strafrechtelijke gegevens en identificatienummers.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.legalprovision",
                verbose_name="wettelijke bepaling",
            ),
        ),
        migrations.AddField(
            model_name="historicalprocessingactivity",
            name="provision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.legalprovision",
                verbose_name="wettelijke bepaling",
            ),
        ),
        migrations.AddField(
            model_name="processingactivity",
            name="client",
            field=models.ForeignKey(
                blank=True,
                help_text="Voor wie wij dit als verwerker doen.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities_for",
                to="sharing.party",
                verbose_name="opdrachtgever",
            ),
        ),
        migrations.AddField(
            model_name="processingactivity",
            name="data_categories",
            field=models.ManyToManyField(
                through="sharing.ActivityDataCategory",
                to="sharing.datacategory",
                verbose_name="gegevenscategorieën",
            ),
        ),
        migrations.AddField(
            model_name="processingactivity",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beheerder",
            ),
        ),
        migrations.AddField(
            model_name="processingactivity",
            name="provision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="sharing.legalprovision",
                verbose_name="wettelijke bepaling",
            ),
        ),
        migrations.AddField(
            model_name="processingactivity",
            name="purposes",
            field=models.ManyToManyField(
                through="sharing.ActivityPurpose", to="sharing.purpose", verbose_name="doeleinden"
            ),
        ),
        migrations.AddField(
            model_name="processingactivity",
            name="recipients",
            field=models.ManyToManyField(
                related_name="activities",
                through="sharing.ActivityRecipient",
                to="sharing.party",
                verbose_name="ontvangers",
            ),
        ),
        migrations.AddField(
            model_name="processingactivity",
            name="retention_terms",
            field=models.ManyToManyField(
                through="sharing.ActivityRetentionTerm",
                to="sharing.retentionterm",
                verbose_name="bewaartermijnen",
            ),
        ),
        migrations.AddField(
            model_name="processingactivity",
            name="subject_categories",
            field=models.ManyToManyField(
                through="sharing.ActivitySubjectCategory",
                to="sharing.subjectcategory",
                verbose_name="categorieën betrokkenen",
            ),
        ),
        migrations.AddField(
            model_name="historicalactivitysubjectcategory",
            name="activity",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.processingactivity",
            ),
        ),
        migrations.AddField(
            model_name="historicalactivityretentionterm",
            name="activity",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.processingactivity",
            ),
        ),
        migrations.AddField(
            model_name="historicalactivityrecipient",
            name="activity",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.processingactivity",
            ),
        ),
        migrations.AddField(
            model_name="historicalactivitypurpose",
            name="activity",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.processingactivity",
            ),
        ),
        migrations.AddField(
            model_name="historicalactivitydatacategory",
            name="activity",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.processingactivity",
            ),
        ),
        migrations.AddField(
            model_name="activitysubjectcategory",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="covered_subjects",
                to="sharing.processingactivity",
            ),
        ),
        migrations.AddField(
            model_name="activityretentionterm",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="named_terms",
                to="sharing.processingactivity",
            ),
        ),
        migrations.AddField(
            model_name="activityrecipient",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="named_recipients",
                to="sharing.processingactivity",
            ),
        ),
        migrations.AddField(
            model_name="activitypurpose",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="covered_purposes",
                to="sharing.processingactivity",
            ),
        ),
        migrations.AddField(
            model_name="activitydatacategory",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="covered_categories",
                to="sharing.processingactivity",
            ),
        ),
        migrations.AddField(
            model_name="requesteddossier",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dossiers",
                to="sharing.authorityrequest",
            ),
        ),
        migrations.AddField(
            model_name="sensitiveground",
            name="data_category",
            field=models.ForeignKey(
                blank=True,
                help_text="Leeg: alle gegevens van deze soort.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grounds",
                to="sharing.datacategory",
                verbose_name="gegevenscategorie",
            ),
        ),
        migrations.AddField(
            model_name="sensitiveground",
            name="provision",
            field=models.ForeignKey(
                blank=True,
                help_text="Verplicht voor strafrechtelijke gegevens en identificatienummers.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grounds",
                to="sharing.legalprovision",
                verbose_name="wettelijke bepaling",
            ),
        ),
        migrations.AddField(
            model_name="sensitiveground",
            name="purpose",
            field=models.ForeignKey(
                blank=True,
                help_text="Leeg: elk doeleinde. Een doeleinde geldt ook voor wat eronder valt.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grounds",
                to="sharing.purpose",
                verbose_name="doeleinde",
            ),
        ),
        migrations.AddField(
            model_name="sensitiveground",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                help_text="Leeg: elke ontvanger.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grounds",
                to="sharing.party",
                verbose_name="ontvanger",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalimpactassessment",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_impactassessment_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalimpactassessment",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_impactassessment"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalimpactassessment",
            constraint=sharing.core.constraints.AppendOnly(
                digest="0bdea098db9e461e", name="evidence_sharing_impactassessment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrequesteddossier",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_requesteddossier_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrequesteddossier",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_requesteddossier"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalrequesteddossier",
            constraint=sharing.core.constraints.AppendOnly(
                digest="a5fc3087f2a394b7", name="evidence_sharing_requesteddossier"
            ),
        ),
        migrations.AddConstraint(
            model_name="impactassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("conclusion__in", ["positive", "negative"])),
                name="impact_conclusion_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="impactassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_due__isnull", True),
                    ("review_due__gte", models.F("assessed_on")),
                    _connector="OR",
                ),
                name="impact_review_later",
                violation_error_message="De herziening ligt voor de beoordeling zelf.",
            ),
        ),
        migrations.AddConstraint(
            model_name="impactassessment",
            constraint=models.UniqueConstraint(
                fields=("party", "country", "assessed_on"),
                name="impact_assessment_once",
                violation_error_message="Van deze dag is al een beoordeling vastgelegd. Open de bestaande beoordeling.",
            ),
        ),
        migrations.AddConstraint(
            model_name="impactassessment",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "party_id",
                    "country_id",
                    "assessed_on",
                    "conclusion",
                    "measures",
                    "review_due",
                ),
                digest="90c58a7c240202fa",
                name="history_sharing_impactassessment",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalsensitiveground",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_sensitiveground_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalsensitiveground",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_sensitiveground"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsensitiveground",
            constraint=sharing.core.constraints.AppendOnly(
                digest="e51990f18c273054", name="evidence_sharing_sensitiveground"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalprocessingactivity",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_processingactivity_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalprocessingactivity",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_processingactivity"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalprocessingactivity",
            constraint=sharing.core.constraints.AppendOnly(
                digest="b25a1ad8daaeb6a1", name="evidence_sharing_processingactivity"
            ),
        ),
        migrations.AddConstraint(
            model_name="processingactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True),
                    ("last_day__gte", models.F("first_day")),
                    ("first_day__isnull", True),
                    _connector="OR",
                ),
                name="activity_period",
                violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="processingactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["controller", "processor"])), name="activity_role_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="processingactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("client__isnull", True), ("role", "controller")),
                    models.Q(("client__isnull", False), ("role", "processor")),
                    _connector="OR",
                ),
                name="activity_client_of_processor",
                violation_error_message="Een verwerking als verwerker noemt de opdrachtgever; een eigen verwerking noemt er geen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="processingactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "legal_bases__contained_by",
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
                name="activity_bases_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="processingactivity",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "first_day",
                    "last_day",
                    "code",
                    "name",
                    "role",
                    "client_id",
                    "legal_bases",
                    "provision_id",
                    "legitimate_interest",
                    "security",
                    "origin",
                    "automated_decisions",
                    "dpia",
                    "owner_id",
                ),
                digest="340a21a8e5ab6db5",
                name="history_sharing_processingactivity",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalactivitysubjectcategory",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_activitysubjectcategory_m"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalactivitysubjectcategory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_activitysubjectcategory"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalactivitysubjectcategory",
            constraint=sharing.core.constraints.AppendOnly(
                digest="c52e9fe8bea3f26b", name="evidence_sharing_activitysubjectcategory"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalactivityretentionterm",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_activityretentionterm_mom"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalactivityretentionterm",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_activityretentionterm"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalactivityretentionterm",
            constraint=sharing.core.constraints.AppendOnly(
                digest="0039d421f0ded1ae", name="evidence_sharing_activityretentionterm"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalactivityrecipient",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_activityrecipient_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalactivityrecipient",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_activityrecipient"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalactivityrecipient",
            constraint=sharing.core.constraints.AppendOnly(
                digest="27ebe0e3a34a58d2", name="evidence_sharing_activityrecipient"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalactivitypurpose",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_activitypurpose_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalactivitypurpose",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_activitypurpose"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalactivitypurpose",
            constraint=sharing.core.constraints.AppendOnly(
                digest="f7326d3ad041a9ea", name="evidence_sharing_activitypurpose"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalactivitydatacategory",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_activitydatacategory_mome"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalactivitydatacategory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_activitydatacategory"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalactivitydatacategory",
            constraint=sharing.core.constraints.AppendOnly(
                digest="c72fecc5adf9fb58", name="evidence_sharing_activitydatacategory"
            ),
        ),
        migrations.AddConstraint(
            model_name="activitysubjectcategory",
            constraint=models.UniqueConstraint(
                fields=("activity", "subject_category"), name="activity_subject_category_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="activitysubjectcategory",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "activity_id", "subject_category_id"),
                digest="f8cb1a7b1c58f0d6",
                name="history_sharing_activitysubjectcategory",
            ),
        ),
        migrations.AddConstraint(
            model_name="activityretentionterm",
            constraint=models.UniqueConstraint(
                fields=("activity", "retention_term"), name="activity_retention_term_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="activityretentionterm",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "activity_id", "retention_term_id"),
                digest="17e525bc24809199",
                name="history_sharing_activityretentionterm",
            ),
        ),
        migrations.AddConstraint(
            model_name="activityrecipient",
            constraint=models.UniqueConstraint(
                fields=("activity", "recipient"), name="activity_recipient_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="activityrecipient",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "activity_id", "recipient_id"),
                digest="b94299634c31206b",
                name="history_sharing_activityrecipient",
            ),
        ),
        migrations.AddConstraint(
            model_name="activitypurpose",
            constraint=models.UniqueConstraint(fields=("activity", "purpose"), name="activity_purpose_once"),
        ),
        migrations.AddConstraint(
            model_name="activitypurpose",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "activity_id", "purpose_id"),
                digest="b3b88284cbb43f20",
                name="history_sharing_activitypurpose",
            ),
        ),
        migrations.AddConstraint(
            model_name="activitydatacategory",
            constraint=models.UniqueConstraint(
                fields=("activity", "data_category"), name="activity_data_category_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="activitydatacategory",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "activity_id", "data_category_id"),
                digest="d16ef5b1b8c3e875",
                name="history_sharing_activitydatacategory",
            ),
        ),
        migrations.AddIndex(
            model_name="requesteddossier",
            index=models.Index(fields=["dossier"], name="requested_dossier"),
        ),
        migrations.AddConstraint(
            model_name="requesteddossier",
            constraint=sharing.core.kept.Kept(
                digest="0b56535806a2b711",
                name="kept_sharing_requesteddossier",
                sentence="Een verzoek van een autoriteit wordt nooit verwijderd: het bewijst waarom is verstrekt of geweigerd. Corrigeer het met een reden.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="requesteddossier",
            constraint=models.UniqueConstraint(fields=("request", "dossier"), name="requested_dossier_once"),
        ),
        migrations.AddConstraint(
            model_name="requesteddossier",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "request_id", "dossier"),
                digest="a62fc162bac67e35",
                name="history_sharing_requesteddossier",
            ),
        ),
        migrations.AddConstraint(
            model_name="sensitiveground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True),
                    ("last_day__gte", models.F("first_day")),
                    ("first_day__isnull", True),
                    _connector="OR",
                ),
                name="ground_period",
                violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sensitiveground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "exception__in",
                            [
                                "art_9_2_a",
                                "art_9_2_b",
                                "art_9_2_c",
                                "art_9_2_d",
                                "art_9_2_e",
                                "art_9_2_f",
                                "art_9_2_g",
                                "art_9_2_h",
                                "art_9_2_i",
                                "art_9_2_j",
                            ],
                        ),
                        ("kind", "special"),
                    ),
                    models.Q(("exception__in", ["art_10"]), ("kind", "criminal")),
                    models.Q(("exception__in", ["art_46_uavg"]), ("kind", "national_id")),
                    _connector="OR",
                ),
                name="ground_exception_fits_kind",
                violation_error_message="Deze uitzondering past niet bij deze soort gegevens: artikel 9 bij bijzondere, artikel 10 bij strafrechtelijke en artikel 46 UAVG bij een identificatienummer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sensitiveground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("provision__isnull", False),
                    models.Q(("exception__in", ["art_10", "art_46_uavg"]), _negated=True),
                    _connector="OR",
                ),
                name="ground_names_provision",
                violation_error_message="Noem bij deze uitzondering de wettelijke bepaling die haar geeft.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sensitiveground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity", ""),
                    ("capacity__in", ["client", "partner", "processor", "authority", "other"]),
                    _connector="OR",
                ),
                name="ground_capacity_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sensitiveground",
            constraint=sharing.core.kept.AgreesWith(
                columns=("data_category_id>id", "kind>kind"),
                digest="f589c47ffb2f1d99",
                name="ground_category_of_kind",
                target="sharing_datacategory",
            ),
        ),
        migrations.AddConstraint(
            model_name="sensitiveground",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "first_day",
                    "last_day",
                    "reference",
                    "kind",
                    "data_category_id",
                    "purpose_id",
                    "recipient_id",
                    "capacity",
                    "exception",
                    "provision_id",
                    "confidence",
                    "source",
                ),
                digest="605e45acd610b834",
                name="history_sharing_sensitiveground",
            ),
        ),
    ]
