"""The registers of a new installation: what the migrations that this replaces come to.

One by one these take most of a minute, because Django makes all models anew after each of their steps. An installation
that has some of them goes on with them; both ways end in the same database, by a test.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
import modelcluster.fields
import simple_history.models
import wagtail.models.preview
from django.conf import settings
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

import sharing.access.constraints
import sharing.consents.triggers
import sharing.core.constraints
import sharing.core.kept
import sharing.core.models
import sharing.disclosures.triggers
import sharing.documents.models
import sharing.organisation.fields
import sharing.organisation.files
from sharing.core.constraints import HistoryTriggers, TriggerConstraint

FOLLOWED = ("role", "roleright", "rolepageright", "rolecollectionright")

# What there was before the history began, as found now.
FIRST_ROWS = """
INSERT INTO sharing_historical{model} ({columns}, history_date, history_change_reason, history_type, history_user_id)
SELECT {columns}, transaction_timestamp(), 'Beginstand: de historie van rollen begint hier', '+',
    (SELECT id FROM cms_user WHERE username = 'systeem')
FROM {table}
"""


def follow(apps, schema_editor):
    """Put the triggers on tables that Django does not let a migration of ours change, and begin their history."""
    for name in FOLLOWED:
        model = apps.get_model("sharing", name)
        triggers = [one for one in model._meta.constraints if isinstance(one, TriggerConstraint)]
        (history,) = [one for one in triggers if isinstance(one, HistoryTriggers)]
        columns = ", ".join(history.columns)
        schema_editor.execute(
            FIRST_ROWS.format(model=name, columns=columns, table=model._meta.db_table), params=None
        )
        for constraint in triggers:
            schema_editor.execute(constraint.create_sql(model, schema_editor), params=None)


# Where there is nothing yet, nothing is left to bring to its normal form.
START_NORMAL = """
INSERT INTO sharing_dossiernormalisation (numbers, merged, rows, history_rows)
SELECT 0, 0, 0, 0 WHERE NOT EXISTS (SELECT FROM sharing_historicaldisclosure)
    AND NOT EXISTS (SELECT FROM sharing_historicalconsent) AND NOT EXISTS (SELECT FROM sharing_historicalobjection)
"""


class Migration(migrations.Migration):
    replaces = [
        ("sharing", "0002_registers"),
        ("sharing", "0003_retention_terms"),
        ("sharing", "0005_organisation"),
        ("sharing", "0006_trigger_texts"),
        ("sharing", "0007_normal_dossier_numbers"),
        ("sharing", "0008_search"),
        ("sharing", "0009_access"),
        ("sharing", "0010_tokens"),
        ("sharing", "0011_active_actors"),
        ("sharing", "0012_history_in_words"),
        ("sharing", "0013_second_person"),
        ("sharing", "0014_evidence_is_kept"),
        ("sharing", "0015_law"),
        ("sharing", "0016_introduction"),
        ("sharing", "0017_retention_terms"),
        ("sharing", "0018_assessments"),
        ("sharing", "0019_late_withdrawals"),
        ("sharing", "0020_request_documents"),
    ]
    initial = True
    dependencies = [
        ("sharing", "0001_functions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("cms", "0005_system_account"),
        ("contenttypes", "0002_remove_content_type_name"),
        # What these packages give to groups when they are installed was there before the history.
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        UnaccentExtension(),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=150, unique=True, verbose_name="naam")),
            ],
            options={
                "verbose_name": "rol",
                "verbose_name_plural": "rollen",
                "db_table": "auth_group",
                "constraints": [
                    sharing.access.constraints.RoleRules(
                        columns=(
                            "Redacteur",
                            "Contractbeheerder",
                            "Juridisch medewerker",
                            "Auditor",
                            "Beheerder",
                        ),
                        digest="bd5a085565779d24",
                        name="rules_sharing_role",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "name"), digest="32d8ec2bf4c8a236", name="history_sharing_role"
                    ),
                ],
                "ordering": ["name"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="RoleCollectionRight",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="collection_rights",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="verzameling",
                    ),
                ),
            ],
            options={
                "verbose_name": "recht van een rol op een verzameling",
                "verbose_name_plural": "rechten van rollen op verzamelingen",
                "db_table": "wagtailcore_groupcollectionpermission",
                "constraints": [
                    sharing.access.constraints.RightRules(
                        digest="5e2baa5962faabbc", name="rules_sharing_rolecollectionright"
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "group_id", "permission_id", "collection_id"),
                        digest="dca7cc88dcad0c58",
                        name="history_sharing_rolecollectionright",
                    ),
                ],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="RolePageRight",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_rights",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="pagina",
                    ),
                ),
            ],
            options={
                "verbose_name": "recht van een rol op een pagina",
                "verbose_name_plural": "rechten van rollen op pagina’s",
                "db_table": "wagtailcore_grouppagepermission",
                "constraints": [
                    sharing.access.constraints.RightRules(
                        digest="408f8cd38e316e4f", name="rules_sharing_rolepageright"
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "group_id", "permission_id", "page_id"),
                        digest="464e133c819f09de",
                        name="history_sharing_rolepageright",
                    ),
                ],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="RoleRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rights",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
            ],
            options={
                "verbose_name": "recht van een rol",
                "verbose_name_plural": "rechten van rollen",
                "db_table": "auth_group_permissions",
                "constraints": [
                    sharing.access.constraints.RightRules(
                        digest="d8a8494c5ddfa808", name="rules_sharing_roleright"
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "group_id", "permission_id"),
                        digest="9ae9ff98063a9339",
                        name="history_sharing_roleright",
                    ),
                ],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="naam")),
                (
                    "token_hash",
                    models.CharField(
                        editable=False,
                        max_length=64,
                        null=True,
                        unique=True,
                        verbose_name="controlegetal van het token",
                    ),
                ),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("check", "Toetsen"), ("record", "Vastleggen"), ("read", "Lezen")],
                            max_length=6,
                        ),
                        default=list,
                        size=None,
                        verbose_name="rechten",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="actief")),
                (
                    "user",
                    models.OneToOneField(
                        editable=False,
                        help_text="De naam waaronder deze bron in de historie staat.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "all_entries",
                    models.BooleanField(
                        default=False,
                        help_text="Zonder dit leest het token alleen zijn eigen verstrekkingen. Dit geven doen twee personen.",
                        verbose_name="leest ook wat andere bronnen vastlegden",
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="token verloopt op"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Wie weet waar het token staat en het op tijd laat vernieuwen.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_sources",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="eigenaar",
                    ),
                ),
            ],
            options={
                "verbose_name": "bronsysteem",
                "verbose_name_plural": "bronsystemen",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scopes__contained_by", ["check", "record", "read"])),
                        name="source_scopes_known",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=(
                            "id",
                            "name",
                            "token_hash",
                            "scopes",
                            "user_id",
                            "owner_id",
                            "expires_at",
                            "all_entries",
                            "active",
                        ),
                        digest="f5435b6b5bc3b467",
                        name="history_sharing_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("token_hash__isnull", True), ("expires_at__isnull", False), _connector="OR"
                        ),
                        name="source_token_expires",
                    ),
                    sharing.access.constraints.TokenRules(
                        digest="bcc68ee09288db69", name="rules_sharing_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
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
                ("reference", models.CharField(max_length=60, unique=True, verbose_name="kenmerk")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("processing_agreement", "Verwerkersovereenkomst (zij verwerken voor ons)"),
                            (
                                "processing_agreement_as_processor",
                                "Verwerkersovereenkomst (wij verwerken voor hen)",
                            ),
                            ("service_agreement", "Opdrachtovereenkomst"),
                            ("cooperation_agreement", "Samenwerkingsovereenkomst"),
                            ("joint_controllers", "Gezamenlijke regeling (art. 26)"),
                        ],
                        max_length=33,
                        verbose_name="soort",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="omschrijving")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="ondertekend op")),
                (
                    "terminated_per",
                    models.DateField(
                        blank=True,
                        help_text="De laatste dag waarop de overeenkomst nog geldt.",
                        null=True,
                        verbose_name="opgezegd per",
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Binnen deze termijn voor het einde waarschuwt het register.",
                        null=True,
                        verbose_name="opzegtermijn in dagen",
                    ),
                ),
                (
                    "sub_processor_authorisation",
                    models.CharField(
                        choices=[
                            ("none", "Geen toestemming"),
                            ("specific", "Specifieke toestemming"),
                            ("general", "Algemene toestemming"),
                        ],
                        default="none",
                        max_length=8,
                        verbose_name="toestemming voor subverwerkers",
                    ),
                ),
                (
                    "objection_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Bij algemene toestemming (art. 28, lid 2).",
                        null=True,
                        verbose_name="bezwaartermijn nieuwe subverwerker in dagen",
                    ),
                ),
                (
                    "breach_notice_hours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="meldtermijn datalek in uren"
                    ),
                ),
                (
                    "data_at_end",
                    models.CharField(
                        choices=[
                            ("erase", "Wissen"),
                            ("return", "Teruggeven"),
                            ("return_and_erase", "Teruggeven en wissen"),
                            ("unknown", "Niet vastgelegd"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="gegevens na afloop",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beheerder",
                    ),
                ),
                (
                    "processing_nature",
                    models.TextField(
                        blank=True,
                        help_text="Wat de verwerker met de gegevens doet (art. 28, lid 3).",
                        verbose_name="aard van de verwerking",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        help_text="De overeenkomst waarvan dit de opvolger is.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="sharing.agreement",
                        verbose_name="vervangt",
                    ),
                ),
                (
                    "security",
                    models.TextField(
                        blank=True, help_text="Afgesproken maatregelen (art. 32).", verbose_name="beveiliging"
                    ),
                ),
            ],
            options={
                "verbose_name": "overeenkomst",
                "verbose_name_plural": "overeenkomsten",
                "ordering": ["reference"],
            },
        ),
        migrations.CreateModel(
            name="AuthorityRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=60, unique=True, verbose_name="kenmerk")),
                (
                    "legal_provision",
                    models.CharField(
                        help_text="De bepaling die tot verstrekken verplicht.",
                        max_length=300,
                        verbose_name="wettelijke bepaling",
                    ),
                ),
                ("asked", models.TextField(verbose_name="wat wordt gevraagd")),
                ("received_on", models.DateField(verbose_name="ontvangen op")),
                (
                    "assessment",
                    models.CharField(
                        blank=True,
                        choices=[("granted", "Voldoen aan het verzoek"), ("refused", "Verzoek afwijzen")],
                        max_length=8,
                        verbose_name="beoordeling",
                    ),
                ),
                (
                    "assessment_note",
                    models.TextField(blank=True, verbose_name="toelichting bij de beoordeling"),
                ),
                (
                    "assessed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="beoordeeld op"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="bevestigd op"),
                ),
                (
                    "assessed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beoordeeld door",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bevestigd door",
                    ),
                ),
                (
                    "data_categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="gegevenscategorieën",
                    ),
                ),
                (
                    "period_from",
                    models.DateField(
                        blank=True,
                        help_text="Leeg: vanaf de bevestiging.",
                        null=True,
                        verbose_name="verstrekken vanaf",
                    ),
                ),
                (
                    "period_until",
                    models.DateField(
                        blank=True,
                        help_text="Leeg: geen einddatum.",
                        null=True,
                        verbose_name="verstrekken tot en met",
                    ),
                ),
                ("secrecy_ground", models.TextField(blank=True, verbose_name="waarom geheim")),
                (
                    "secret",
                    models.BooleanField(
                        default=False,
                        help_text="De betrokkene wordt hierover niet ingelicht zolang dit geldt (art. 41 UAVG).",
                        verbose_name="geheim te houden",
                    ),
                ),
                ("secret_until", models.DateField(blank=True, null=True, verbose_name="geheim tot en met")),
            ],
            options={
                "verbose_name": "verzoek van een autoriteit",
                "verbose_name_plural": "verzoeken van autoriteiten",
                "ordering": ["-received_on"],
            },
        ),
        migrations.CreateModel(
            name="CommitmentSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(unique=True, verbose_name="versie van de verklaring"),
                ),
                ("effective_from", models.DateField(unique=True, verbose_name="geldt vanaf")),
                (
                    "transfer_policy",
                    models.CharField(
                        choices=[
                            ("legal_obligation_only", "Alleen bij een wettelijke verplichting"),
                            ("adequate_countries", "Ook naar landen met een adequaatheidsbesluit"),
                            ("appropriate_safeguards", "Ook met passende waarborgen (artikel 46)"),
                        ],
                        max_length=24,
                        verbose_name="doorgifte buiten de EER",
                    ),
                ),
                (
                    "special_categories",
                    models.CharField(
                        choices=[
                            ("explicit_consent_only", "Alleen met uitdrukkelijke toestemming"),
                            ("lawful_ground", "Met een wettelijke uitzondering"),
                        ],
                        max_length=24,
                        verbose_name="bijzondere persoonsgegevens",
                    ),
                ),
                (
                    "capacities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        size=None,
                        verbose_name="hoedanigheden die mogen ontvangen",
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64),
                        size=None,
                        verbose_name="genoemde doeleinden",
                    ),
                ),
                ("response_weeks", models.PositiveSmallIntegerField(verbose_name="antwoordtermijn in weken")),
                ("extension_months", models.PositiveSmallIntegerField(verbose_name="verlenging in maanden")),
                ("identity_check", models.BooleanField(verbose_name="identiteit wordt gecontroleerd")),
                (
                    "consent_for_all_else",
                    models.BooleanField(verbose_name="toestemming in alle andere gevallen"),
                ),
                (
                    "data_categories",
                    models.JSONField(
                        blank=True,
                        help_text="Leeg: de verklaring noemt niet welke gegevens een hoedanigheid mag ontvangen.",
                        null=True,
                        verbose_name="gegevens per hoedanigheid",
                    ),
                ),
            ],
            options={
                "verbose_name": "toezeggingen",
                "verbose_name_plural": "toezeggingen",
                "ordering": ["-effective_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "transfer_policy__in",
                                ["legal_obligation_only", "adequate_countries", "appropriate_safeguards"],
                            )
                        ),
                        name="transfer_policy_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("special_categories__in", ["explicit_consent_only", "lawful_ground"])
                        ),
                        name="special_policy_known",
                    ),
                    sharing.core.constraints.AppendOnly(
                        digest="3da17d3766ef76f6", name="immutable_sharing_commitmentset"
                    ),
                    sharing.core.constraints.HistoryTriggers(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Country",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=8, primary_key=True, serialize=False, verbose_name="landcode"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
            ],
            options={
                "verbose_name": "land",
                "verbose_name_plural": "landen",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^([A-Z]{2}|XX-[A-Z]{2,5})$")),
                        name="country_code_form",
                        violation_error_message="Gebruik de landcode van twee hoofdletters (ISO 3166-1), bijvoorbeeld NL.",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("code", "name"), digest="2354dbf854dd8fef", name="history_sharing_country"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdequacyDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        blank=True,
                        help_text="Leeg: het hele land. Anders gelden alleen ontvangers binnen deze reikwijdte.",
                        max_length=200,
                        verbose_name="reikwijdte",
                    ),
                ),
                ("reference", models.CharField(max_length=40, verbose_name="besluit")),
                ("adopted", models.DateField(verbose_name="vastgesteld op")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="eindigt op")),
                (
                    "annulled",
                    models.BooleanField(
                        default=False,
                        help_text="Een vernietigd besluit geldt op de dag van de uitspraak niet meer; een besluit met einddatum nog wel.",
                        verbose_name="vernietigd door het Hof",
                    ),
                ),
                (
                    "under_review",
                    models.BooleanField(
                        default=False,
                        help_text="Verstrekkingen op dit besluit krijgen een waarschuwing.",
                        verbose_name="wordt heroverwogen",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Bevestigd"), ("to-check", "Nog te controleren")],
                        default="to-check",
                        max_length=10,
                        verbose_name="zekerheid",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="sharing.country",
                        verbose_name="land",
                    ),
                ),
                (
                    "excludes",
                    models.CharField(
                        blank=True,
                        help_text="Wat het besluit niet dekt. Verstrekkingen op dit besluit krijgen een waarschuwing.",
                        max_length=500,
                        verbose_name="uitgezonderd",
                    ),
                ),
            ],
            options={
                "verbose_name": "adequaatheidsbesluit",
                "verbose_name_plural": "adequaatheidsbesluiten",
                "ordering": ["country", "adopted"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("adopted")),
                            ("adopted__isnull", True),
                            _connector="OR",
                        ),
                        name="adequacy_period",
                        violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
                    ),
                    models.UniqueConstraint(
                        fields=("reference", "country"),
                        name="adequacy_once",
                        violation_error_message="Dit besluit staat al in de lijst. Open het bestaande besluit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("annulled", False), ("ends__isnull", False), _connector="OR"),
                        name="adequacy_annulment_dated",
                        violation_error_message="Vul bij een vernietigd besluit de dag van de uitspraak in.",
                    ),
                    models.UniqueConstraint(fields=("id", "country"), name="decision_of_country"),
                    sharing.core.constraints.HistoryTriggers(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="DataCategory",
            fields=[
                ("id", models.SmallAutoField(primary_key=True, serialize=False)),
                (
                    "code",
                    sharing.core.models.CodeField(
                        max_length=64,
                        unique=True,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordinary", "Gewoon"),
                            ("special", "Bijzonder"),
                            ("criminal", "Strafrechtelijk"),
                            ("national_id", "Identificatienummer"),
                        ],
                        default="ordinary",
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        help_text="Van wie wij deze gegevens krijgen als dat niet de betrokkene zelf is (artikel 14 AVG).",
                        max_length=300,
                        verbose_name="herkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "gegevenscategorie",
                "verbose_name_plural": "gegevenscategorieën",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["ordinary", "special", "criminal", "national_id"])),
                        name="data_kind_known",
                    ),
                    models.UniqueConstraint(fields=("id", "kind"), name="data_category_of_kind"),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "code", "name", "kind", "origin"),
                        digest="e6a2e14ff082fa3d",
                        name="history_sharing_datacategory",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementDataCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered_categories",
                        to="sharing.agreement",
                    ),
                ),
                (
                    "data_category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.datacategory",
                        verbose_name="gegevenscategorie",
                    ),
                ),
            ],
            options={
                "verbose_name": "gegevenscategorie van de overeenkomst",
                "verbose_name_plural": "gegevenscategorieën van de overeenkomst",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "data_category"), name="agreement_category_once"
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "agreement_id", "data_category_id"),
                        digest="216e5eebd25ced23",
                        name="history_sharing_agreementdatacategory",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="agreement",
            name="data_categories",
            field=models.ManyToManyField(
                through="sharing.AgreementDataCategory",
                to="sharing.datacategory",
                verbose_name="gegevenscategorieën",
            ),
        ),
        migrations.CreateModel(
            name="ActivityDataCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "data_category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.datacategory",
                        verbose_name="gegevenscategorie",
                    ),
                ),
            ],
            options={
                "verbose_name": "gegevenscategorie van de verwerkingsactiviteit",
                "verbose_name_plural": "gegevenscategorieën van de verwerkingsactiviteit",
            },
        ),
        migrations.CreateModel(
            name="DossierNormalisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "finished_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("numbers", models.PositiveIntegerField(default=0)),
                ("merged", models.PositiveIntegerField(default=0)),
                ("rows", models.PositiveBigIntegerField(default=0)),
                ("history_rows", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="425bfc464c86e19c", name="evidence_sharing_dossiernormalisation"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EeaMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="vanaf")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="sharing.country",
                        verbose_name="land",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
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
            ],
            options={
                "verbose_name": "EER-lidmaatschap",
                "verbose_name_plural": "EER-lidmaatschappen",
                "ordering": ["country", models.OrderBy(models.F("first_day"), nulls_first=True)],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("first_day")),
                            ("first_day__isnull", True),
                            _connector="OR",
                        ),
                        name="eea_membership_period",
                        violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            ("country", "="),
                            (
                                sharing.core.models.DayRange(
                                    "first_day",
                                    "last_day",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="eea_membership_once",
                        violation_error_message="Dit land heeft in deze periode al een EER-lidmaatschap. Pas de datums aan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["member", "territory", "bridge"])),
                        name="membership_kind_known",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "country_id", "kind", "first_day", "last_day", "note"),
                        digest="469d31457ba65456",
                        name="history_sharing_eeamembership",
                    ),
                ],
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
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_introduction"),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "warn_until"),
                        digest="518f2b61b3acf1cf",
                        name="history_sharing_groundsintroduction",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAccessProposal",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("roles", "Rollen of adres van een account"),
                            ("group", "Rechten van een rol"),
                            ("token", "Rechten van een token"),
                        ],
                        max_length=6,
                        verbose_name="soort",
                    ),
                ),
                ("subject_id", models.BigIntegerField(editable=False, verbose_name="nummer")),
                ("subject_name", models.CharField(max_length=255, verbose_name="waarover")),
                (
                    "before",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="toen",
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="voorgesteld",
                    ),
                ),
                ("explanation", models.TextField(verbose_name="reden")),
                (
                    "proposed_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        verbose_name="voorgesteld op",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "Bevestigd"),
                            ("rejected", "Afgewezen"),
                            ("withdrawn", "Ingetrokken"),
                        ],
                        max_length=9,
                        verbose_name="besluit",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("decision_note", models.TextField(blank=True, verbose_name="toelichting bij het besluit")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voorgesteld door",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van voorstel",
                "verbose_name_plural": "wijzigingen van voorstellen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_accessproposal_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_accessproposal"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="b062767375f20e7f", name="evidence_sharing_accessproposal"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAdequacyDecision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "scope",
                    models.CharField(
                        blank=True,
                        help_text="Leeg: het hele land. Anders gelden alleen ontvangers binnen deze reikwijdte.",
                        max_length=200,
                        verbose_name="reikwijdte",
                    ),
                ),
                ("reference", models.CharField(max_length=40, verbose_name="besluit")),
                ("adopted", models.DateField(verbose_name="vastgesteld op")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="eindigt op")),
                (
                    "annulled",
                    models.BooleanField(
                        default=False,
                        help_text="Een vernietigd besluit geldt op de dag van de uitspraak niet meer; een besluit met einddatum nog wel.",
                        verbose_name="vernietigd door het Hof",
                    ),
                ),
                (
                    "under_review",
                    models.BooleanField(
                        default=False,
                        help_text="Verstrekkingen op dit besluit krijgen een waarschuwing.",
                        verbose_name="wordt heroverwogen",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Bevestigd"), ("to-check", "Nog te controleren")],
                        default="to-check",
                        max_length=10,
                        verbose_name="zekerheid",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "country",
                    models.ForeignKey(
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
                (
                    "excludes",
                    models.CharField(
                        blank=True,
                        help_text="Wat het besluit niet dekt. Verstrekkingen op dit besluit krijgen een waarschuwing.",
                        max_length=500,
                        verbose_name="uitgezonderd",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van adequaatheidsbesluit",
                "verbose_name_plural": "wijzigingen van adequaatheidsbesluiten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_adequacydecision_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_adequacydecision"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="2bc7043178d53ed9", name="evidence_sharing_adequacydecision"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreementDataCategory",
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
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.agreement",
                    ),
                ),
                (
                    "data_category",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "wijziging van gegevenscategorie van de overeenkomst",
                "verbose_name_plural": "wijzigingen van gegevenscategorieën van de overeenkomst",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_agreementdatacategory_mom"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_agreementdatacategory"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="049a0a45bb09840e", name="evidence_sharing_agreementdatacategory"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreementDocument",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("file", models.TextField(max_length=255, verbose_name="bestand")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.agreement",
                        verbose_name="overeenkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van document",
                "verbose_name_plural": "wijzigingen van documenten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_agreementdocument_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_agreementdocument"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="b8a58f49e127a3e7", name="evidence_sharing_agreementdocument"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalArticle28Clause",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("a", "a. Verwerking alleen op schriftelijke instructie"),
                            ("b", "b. Vertrouwelijkheid van medewerkers"),
                            ("c", "c. Beveiliging (art. 32)"),
                            ("d", "d. Voorwaarden voor subverwerkers"),
                            ("e", "e. Bijstand bij rechten van betrokkenen"),
                            ("f", "f. Bijstand bij beveiliging, datalekken en DPIA"),
                            ("g", "g. Wissen of teruggeven na afloop"),
                            ("h", "h. Informatie en audits"),
                        ],
                        max_length=1,
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("met", "Geregeld"),
                            ("not_met", "Niet geregeld"),
                            ("not_applicable", "Niet van toepassing"),
                        ],
                        default="not_met",
                        max_length=14,
                        verbose_name="stand",
                    ),
                ),
                (
                    "clause",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld “artikel 4, lid 2”.",
                        max_length=200,
                        verbose_name="bepaling",
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
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.agreement",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
            ],
            options={
                "verbose_name": "wijziging van onderdeel van artikel 28, lid 3",
                "verbose_name_plural": "wijzigingen van onderdelen van artikel 28, lid 3",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_article28clause_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_article28clause"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="27ab68c49e943df2", name="evidence_sharing_article28clause"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuthorityRequestDocument",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("file", models.TextField(max_length=255, verbose_name="bestand")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.authorityrequest",
                        verbose_name="verzoek",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van document van een verzoek",
                "verbose_name_plural": "wijzigingen van documenten van een verzoek",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_authorityrequestdocument_"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_authorityrequestdocument"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="5851207ecf3ebb40", name="evidence_sharing_authorityrequestdocument"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommitmentSet",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(verbose_name="versie van de verklaring")),
                ("effective_from", models.DateField(verbose_name="geldt vanaf")),
                (
                    "transfer_policy",
                    models.CharField(
                        choices=[
                            ("legal_obligation_only", "Alleen bij een wettelijke verplichting"),
                            ("adequate_countries", "Ook naar landen met een adequaatheidsbesluit"),
                            ("appropriate_safeguards", "Ook met passende waarborgen (artikel 46)"),
                        ],
                        max_length=24,
                        verbose_name="doorgifte buiten de EER",
                    ),
                ),
                (
                    "special_categories",
                    models.CharField(
                        choices=[
                            ("explicit_consent_only", "Alleen met uitdrukkelijke toestemming"),
                            ("lawful_ground", "Met een wettelijke uitzondering"),
                        ],
                        max_length=24,
                        verbose_name="bijzondere persoonsgegevens",
                    ),
                ),
                (
                    "capacities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        size=None,
                        verbose_name="hoedanigheden die mogen ontvangen",
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64),
                        size=None,
                        verbose_name="genoemde doeleinden",
                    ),
                ),
                ("response_weeks", models.PositiveSmallIntegerField(verbose_name="antwoordtermijn in weken")),
                ("extension_months", models.PositiveSmallIntegerField(verbose_name="verlenging in maanden")),
                ("identity_check", models.BooleanField(verbose_name="identiteit wordt gecontroleerd")),
                (
                    "consent_for_all_else",
                    models.BooleanField(verbose_name="toestemming in alle andere gevallen"),
                ),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "data_categories",
                    models.JSONField(
                        blank=True,
                        help_text="Leeg: de verklaring noemt niet welke gegevens een hoedanigheid mag ontvangen.",
                        null=True,
                        verbose_name="gegevens per hoedanigheid",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van toezeggingen",
                "verbose_name_plural": "wijzigingen van toezeggingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_commitmentset_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_commitmentset"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="ea3a0e64774bff40", name="evidence_sharing_commitmentset"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCountry",
            fields=[
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("code", models.CharField(max_length=8, verbose_name="landcode")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
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
                "verbose_name": "wijziging van land",
                "verbose_name_plural": "wijzigingen van landen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["code", "-history_date", "-history_id"], name="hist_country_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_country"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="e8ef46901104c33f", name="evidence_sharing_country"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDataCategory",
            fields=[
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("id", models.IntegerField(blank=True)),
                (
                    "code",
                    sharing.core.models.CodeField(
                        max_length=64,
                        unique=False,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordinary", "Gewoon"),
                            ("special", "Bijzonder"),
                            ("criminal", "Strafrechtelijk"),
                            ("national_id", "Identificatienummer"),
                        ],
                        default="ordinary",
                        max_length=12,
                        verbose_name="soort",
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
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        help_text="Van wie wij deze gegevens krijgen als dat niet de betrokkene zelf is (artikel 14 AVG).",
                        max_length=300,
                        verbose_name="herkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van gegevenscategorie",
                "verbose_name_plural": "wijzigingen van gegevenscategorieën",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_datacategory_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_datacategory"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="b0dc9075f0b7019c", name="evidence_sharing_datacategory"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEeaMembership",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="vanaf")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "country",
                    models.ForeignKey(
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
                (
                    "kind",
                    models.CharField(
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
            ],
            options={
                "verbose_name": "wijziging van EER-lidmaatschap",
                "verbose_name_plural": "wijzigingen van EER-lidmaatschappen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_eeamembership_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_eeamembership"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="7ea881a8279c232d", name="evidence_sharing_eeamembership"
                    )
                ],
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
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_groundsintroduction_momen"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_groundsintroduction"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="1c16a970c4d1b769", name="evidence_sharing_groundsintroduction"
                    )
                ],
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
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_legalprovision_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_legalprovision"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="7f9d93cac4edec10", name="evidence_sharing_legalprovision"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParty",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "code",
                    sharing.core.models.CodeField(
                        help_text="Kort, blijvend kenmerk; bronsystemen verwijzen hiernaar.",
                        max_length=64,
                        unique=False,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="naam")),
                (
                    "kvk_number",
                    models.CharField(
                        blank=True,
                        help_text="8 cijfers.",
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{8}\\Z",
                                "Een KvK-nummer heeft precies 8 cijfers. Controleer het nummer in het Handelsregister.",
                                "kvk",
                            )
                        ],
                        verbose_name="KvK-nummer",
                    ),
                ),
                (
                    "foreign_register_number",
                    models.CharField(
                        blank=True,
                        help_text="Alleen voor organisaties zonder KvK-nummer.",
                        max_length=60,
                        verbose_name="buitenlands registernummer",
                    ),
                ),
                ("address", models.TextField(blank=True, verbose_name="adres")),
                ("contact_name", models.CharField(blank=True, max_length=200, verbose_name="contactpersoon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "dpo_contact",
                    models.CharField(
                        blank=True,
                        help_text="E-mailadres of telefoon.",
                        max_length=255,
                        verbose_name="contact functionaris gegevensbescherming",
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
                (
                    "country",
                    models.ForeignKey(
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
                (
                    "aliases",
                    models.TextField(
                        blank=True,
                        help_text="Handelsnamen, afkortingen en vroegere namen, elk op een eigen regel. Er wordt op gezocht.",
                        verbose_name="andere namen",
                    ),
                ),
                (
                    "active",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: niet meer te kiezen; alles wat vastligt blijft staan.",
                        verbose_name="in gebruik",
                    ),
                ),
                (
                    "notice_address",
                    models.CharField(
                        blank=True,
                        help_text="Waar deze ontvanger bericht krijgt als gegevens zijn gerectificeerd, gewist of beperkt (artikel 19 AVG).",
                        max_length=255,
                        verbose_name="meldadres",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van partij",
                "verbose_name_plural": "wijzigingen van partijen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_party_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_party"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="c82c2d2875273a02", name="evidence_sharing_party"
                    )
                ],
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
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.authorityrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van dossier van een verzoek",
                "verbose_name_plural": "wijzigingen van dossiers van een verzoek",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_requesteddossier_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_requesteddossier"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="a5fc3087f2a394b7", name="evidence_sharing_requesteddossier"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRole",
            fields=[
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("id", models.IntegerField(blank=True)),
                ("name", models.CharField(max_length=150, verbose_name="naam")),
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
                "verbose_name": "wijziging van rol",
                "verbose_name_plural": "wijzigingen van rollen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_role_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_role"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="0960518aed345740", name="evidence_sharing_role"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRoleCollectionRight",
            fields=[
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("id", models.IntegerField(blank=True)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "collection",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="verzameling",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van recht van een rol op een verzameling",
                "verbose_name_plural": "wijzigingen van rechten van rollen op verzamelingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_rolecollectionright_momen"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_rolecollectionright"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="68d6684ea9a44fe3", name="evidence_sharing_rolecollectionright"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRolePageRight",
            fields=[
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("id", models.IntegerField(blank=True)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="pagina",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van recht van een rol op een pagina",
                "verbose_name_plural": "wijzigingen van rechten van rollen op pagina’s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_rolepageright_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_rolepageright"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="189f3ad6f97c7461", name="evidence_sharing_rolepageright"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRoleRight",
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
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van recht van een rol",
                "verbose_name_plural": "wijzigingen van rechten van rollen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_roleright_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_roleright"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="b29f0c6acff28864", name="evidence_sharing_roleright"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSource",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=100, verbose_name="naam")),
                (
                    "token_hash",
                    models.CharField(
                        editable=False, max_length=64, null=True, verbose_name="controlegetal van het token"
                    ),
                ),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("check", "Toetsen"), ("record", "Vastleggen"), ("read", "Lezen")],
                            max_length=6,
                        ),
                        default=list,
                        size=None,
                        verbose_name="rechten",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="actief")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        help_text="De naam waaronder deze bron in de historie staat.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "all_entries",
                    models.BooleanField(
                        default=False,
                        help_text="Zonder dit leest het token alleen zijn eigen verstrekkingen. Dit geven doen twee personen.",
                        verbose_name="leest ook wat andere bronnen vastlegden",
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="token verloopt op"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        help_text="Wie weet waar het token staat en het op tijd laat vernieuwen.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="eigenaar",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van bronsysteem",
                "verbose_name_plural": "wijzigingen van bronsystemen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_source_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_source"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="ab8cc45cfefafaf8", name="evidence_sharing_source"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSubjectCategory",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "code",
                    sharing.core.models.CodeField(
                        max_length=64,
                        unique=False,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "staff",
                    models.BooleanField(
                        default=False,
                        help_text="Medewerkers en sollicitanten. Bij doorgifte op een besluit met beperkte reikwijdte moet de ontvanger ook voor personeelsgegevens zijn aangemeld.",
                        verbose_name="eigen personeel",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van categorie betrokkenen",
                "verbose_name_plural": "wijzigingen van categorieën betrokkenen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_subjectcategory_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_subjectcategory"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="4b541eb94afca37b", name="evidence_sharing_subjectcategory"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("first_day")),
                            ("first_day__isnull", True),
                            _connector="OR",
                        ),
                        name="provision_period",
                        violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jurisdiction__in", ["nl", "eu", "other"])),
                        name="provision_jurisdiction_known",
                    ),
                    sharing.core.constraints.HistoryTriggers(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisatie")),
                ("attention", models.CharField(blank=True, max_length=200, verbose_name="ter attentie van")),
                (
                    "street",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="straat en huisnummer of postbus"
                    ),
                ),
                ("town", models.CharField(blank=True, max_length=200, verbose_name="postcode en plaats")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefoonnummer")),
                (
                    "light_background",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="achtergrond"
                    ),
                ),
                (
                    "light_text",
                    sharing.organisation.fields.ColourField(blank=True, max_length=7, verbose_name="tekst"),
                ),
                (
                    "light_heading",
                    sharing.organisation.fields.ColourField(blank=True, max_length=7, verbose_name="koppen"),
                ),
                (
                    "light_link",
                    sharing.organisation.fields.ColourField(blank=True, max_length=7, verbose_name="links"),
                ),
                (
                    "light_accent",
                    sharing.organisation.fields.ColourField(
                        blank=True,
                        help_text="Knoppen, labels en de lijn onder de kop. De letters erop worden vanzelf zwart of wit.",
                        max_length=7,
                        verbose_name="accent",
                    ),
                ),
                (
                    "dark_background",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="achtergrond (donker)"
                    ),
                ),
                (
                    "dark_text",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="tekst (donker)"
                    ),
                ),
                (
                    "dark_heading",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="koppen (donker)"
                    ),
                ),
                (
                    "dark_link",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="links (donker)"
                    ),
                ),
                (
                    "dark_accent",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="accent (donker)"
                    ),
                ),
                (
                    "font",
                    models.CharField(
                        choices=[
                            ("system", "Zoals in de programma's van de lezer"),
                            ("humanist", "Schreefloos, open vormen (Gill Sans, Calibri)"),
                            ("grotesque", "Schreefloos, strak (Helvetica, Arial)"),
                            ("wide", "Schreefloos, ruim (Verdana)"),
                            ("serif", "Met schreef, modern (Charter, Cambria)"),
                            ("old_style", "Met schreef, klassiek (Palatino)"),
                        ],
                        default="system",
                        max_length=20,
                        verbose_name="lettertype",
                    ),
                ),
                (
                    "font_regular",
                    models.FileField(
                        blank=True,
                        help_text="Een bestand voor websites (.woff2), hoogstens 500 kB. Het gaat voor het lettertype hierboven. Let op de licentie: iedereen kan het bestand ophalen.",
                        storage=sharing.organisation.files.HouseFiles(),
                        upload_to="",
                        verbose_name="eigen lettertype",
                    ),
                ),
                (
                    "font_bold",
                    models.FileField(
                        blank=True,
                        help_text="Niet nodig als het eigen lettertype alle dikten in één bestand heeft.",
                        storage=sharing.organisation.files.HouseFiles(),
                        upload_to="",
                        verbose_name="eigen lettertype, vet",
                    ),
                ),
                ("font_is_variable", models.BooleanField(default=False, editable=False)),
                (
                    "logo",
                    models.FileField(
                        blank=True,
                        help_text="SVG, PNG of WebP, hoogstens 250 kB. Staat boven aan elke pagina en in de PDF.",
                        storage=sharing.organisation.files.HouseFiles(),
                        upload_to="",
                        verbose_name="logo",
                    ),
                ),
                (
                    "logo_dark",
                    models.FileField(
                        blank=True,
                        help_text="Leeg: het gewone logo op een licht vlak.",
                        storage=sharing.organisation.files.HouseFiles(),
                        upload_to="",
                        verbose_name="logo voor donkere weergave",
                    ),
                ),
                (
                    "logo_text",
                    models.CharField(
                        blank=True,
                        help_text="Voor wie het logo niet ziet; meestal de naam van de organisatie.",
                        max_length=200,
                        verbose_name="wat er op het logo staat",
                    ),
                ),
                (
                    "security_contact",
                    models.CharField(
                        blank=True,
                        help_text="Waar iemand een lek of een zwakke plek in de website meldt: een e-mailadres of het adres van een pagina (https://…). Staat in /.well-known/security.txt.",
                        max_length=300,
                        verbose_name="meldpunt voor beveiliging",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
                    ),
                ),
            ],
            options={
                "verbose_name": "organisatie en huisstijl",
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Pace",
            fields=[
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="sharing.source",
                    ),
                ),
                ("due", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Idempotency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=255)),
                ("body_hash", models.BinaryField(max_length=32)),
                ("answer", models.BinaryField()),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sharing.source"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="idempotency_key")],
            },
        ),
        migrations.CreateModel(
            name="Party",
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
                        help_text="Kort, blijvend kenmerk; bronsystemen verwijzen hiernaar.",
                        max_length=64,
                        unique=True,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="naam")),
                (
                    "kvk_number",
                    models.CharField(
                        blank=True,
                        help_text="8 cijfers.",
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{8}\\Z",
                                "Een KvK-nummer heeft precies 8 cijfers. Controleer het nummer in het Handelsregister.",
                                "kvk",
                            )
                        ],
                        verbose_name="KvK-nummer",
                    ),
                ),
                (
                    "foreign_register_number",
                    models.CharField(
                        blank=True,
                        help_text="Alleen voor organisaties zonder KvK-nummer.",
                        max_length=60,
                        verbose_name="buitenlands registernummer",
                    ),
                ),
                ("address", models.TextField(blank=True, verbose_name="adres")),
                ("contact_name", models.CharField(blank=True, max_length=200, verbose_name="contactpersoon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "dpo_contact",
                    models.CharField(
                        blank=True,
                        help_text="E-mailadres of telefoon.",
                        max_length=255,
                        verbose_name="contact functionaris gegevensbescherming",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="sharing.country",
                        verbose_name="land",
                    ),
                ),
                (
                    "aliases",
                    models.TextField(
                        blank=True,
                        help_text="Handelsnamen, afkortingen en vroegere namen, elk op een eigen regel. Er wordt op gezocht.",
                        verbose_name="andere namen",
                    ),
                ),
                (
                    "active",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: niet meer te kiezen; alles wat vastligt blijft staan.",
                        verbose_name="in gebruik",
                    ),
                ),
                (
                    "notice_address",
                    models.CharField(
                        blank=True,
                        help_text="Waar deze ontvanger bericht krijgt als gegevens zijn gerectificeerd, gewist of beperkt (artikel 19 AVG).",
                        max_length=255,
                        verbose_name="meldadres",
                    ),
                ),
            ],
            options={
                "verbose_name": "partij",
                "verbose_name_plural": "partijen",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kvk_number", ""), ("kvk_number__regex", "^[0-9]{8}$"), _connector="OR"
                        ),
                        name="party_kvk_8_digits",
                        violation_error_message="Een KvK-nummer heeft precies 8 cijfers.",
                    ),
                    sharing.core.constraints.HistoryTriggers(
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
                ],
            },
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
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.country",
                        verbose_name="land",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="impact_assessments",
                        to="sharing.party",
                        verbose_name="partij",
                    ),
                ),
            ],
            options={
                "verbose_name": "beoordeling van een doorgifte",
                "verbose_name_plural": "beoordelingen van doorgiften",
                "ordering": ["party", "country", "-assessed_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("conclusion__in", ["positive", "negative"])),
                        name="impact_conclusion_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_due__isnull", True),
                            ("review_due__gte", models.F("assessed_on")),
                            _connector="OR",
                        ),
                        name="impact_review_later",
                        violation_error_message="De herziening ligt voor de beoordeling zelf.",
                    ),
                    models.UniqueConstraint(
                        fields=("party", "country", "assessed_on"),
                        name="impact_assessment_once",
                        violation_error_message="Van deze dag is al een beoordeling vastgelegd. Open de bestaande beoordeling.",
                    ),
                    sharing.core.constraints.HistoryTriggers(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTransfer",
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
                    "mechanism",
                    models.CharField(
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
                            (
                                "art_49_c",
                                "Overeenkomst in het belang van de betrokkene (art. 49, lid 1, onder c)",
                            ),
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
                (
                    "inside_scope",
                    models.BooleanField(
                        blank=True,
                        help_text="Alleen bij een adequaatheidsbesluit met een beperkte reikwijdte.",
                        null=True,
                        verbose_name="ontvanger valt binnen de reikwijdte van het besluit",
                    ),
                ),
                ("scope", models.TextField(blank=True, verbose_name="wat wordt doorgegeven")),
                (
                    "tia_date",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="datum TIA"),
                ),
                (
                    "tia_conclusion",
                    models.CharField(
                        blank=True,
                        choices=[("positive", "Positief"), ("negative", "Negatief")],
                        editable=False,
                        max_length=8,
                        verbose_name="conclusie TIA",
                    ),
                ),
                (
                    "supplementary_measures",
                    models.TextField(blank=True, editable=False, verbose_name="aanvullende maatregelen"),
                ),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "country",
                    models.ForeignKey(
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
                (
                    "party",
                    models.ForeignKey(
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
                (
                    "covers_staff",
                    models.BooleanField(
                        blank=True,
                        help_text="Of de aanmelding van de ontvanger bij het besluit ook gegevens over personeel dekt. Niet vastgelegd telt als nee.",
                        null=True,
                        verbose_name="ook voor personeelsgegevens",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "wijziging van doorgifte",
                "verbose_name_plural": "wijzigingen van doorgiften",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_transfer_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_transfer"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="cc9d24d8ce85d66d", name="evidence_sharing_transfer"
                    )
                ],
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
                (
                    "client",
                    models.ForeignKey(
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
                (
                    "owner",
                    models.ForeignKey(
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
                (
                    "provision",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "wijziging van verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van verwerkingsactiviteiten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_processingactivity_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_processingactivity"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="b25a1ad8daaeb6a1", name="evidence_sharing_processingactivity"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartyCapacity",
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
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "party",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "wijziging van hoedanigheid",
                "verbose_name_plural": "wijzigingen van hoedanigheden",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_partycapacity_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_partycapacity"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="7dbefd2b0c0fd458", name="evidence_sharing_partycapacity"
                    )
                ],
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
                (
                    "country",
                    models.ForeignKey(
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
                (
                    "party",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "wijziging van beoordeling van een doorgifte",
                "verbose_name_plural": "wijzigingen van beoordelingen van doorgiften",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_impactassessment_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_impactassessment"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="0bdea098db9e461e", name="evidence_sharing_impactassessment"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuthorityRequest",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("reference", models.CharField(max_length=60, verbose_name="kenmerk")),
                (
                    "legal_provision",
                    models.CharField(
                        help_text="De bepaling die tot verstrekken verplicht.",
                        max_length=300,
                        verbose_name="wettelijke bepaling",
                    ),
                ),
                ("asked", models.TextField(verbose_name="wat wordt gevraagd")),
                ("received_on", models.DateField(verbose_name="ontvangen op")),
                (
                    "assessment",
                    models.CharField(
                        blank=True,
                        choices=[("granted", "Voldoen aan het verzoek"), ("refused", "Verzoek afwijzen")],
                        max_length=8,
                        verbose_name="beoordeling",
                    ),
                ),
                (
                    "assessment_note",
                    models.TextField(blank=True, verbose_name="toelichting bij de beoordeling"),
                ),
                (
                    "assessed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="beoordeeld op"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="bevestigd op"),
                ),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "assessed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beoordeeld door",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bevestigd door",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.party",
                        verbose_name="autoriteit",
                    ),
                ),
                (
                    "data_categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="gegevenscategorieën",
                    ),
                ),
                (
                    "period_from",
                    models.DateField(
                        blank=True,
                        help_text="Leeg: vanaf de bevestiging.",
                        null=True,
                        verbose_name="verstrekken vanaf",
                    ),
                ),
                (
                    "period_until",
                    models.DateField(
                        blank=True,
                        help_text="Leeg: geen einddatum.",
                        null=True,
                        verbose_name="verstrekken tot en met",
                    ),
                ),
                ("secrecy_ground", models.TextField(blank=True, verbose_name="waarom geheim")),
                (
                    "secret",
                    models.BooleanField(
                        default=False,
                        help_text="De betrokkene wordt hierover niet ingelicht zolang dit geldt (art. 41 UAVG).",
                        verbose_name="geheim te houden",
                    ),
                ),
                ("secret_until", models.DateField(blank=True, null=True, verbose_name="geheim tot en met")),
            ],
            options={
                "verbose_name": "wijziging van verzoek van een autoriteit",
                "verbose_name_plural": "wijzigingen van verzoeken van autoriteiten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_authorityrequest_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_authorityrequest"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="863c0730489eee9c", name="evidence_sharing_authorityrequest"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreement",
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
                ("reference", models.CharField(max_length=60, verbose_name="kenmerk")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("processing_agreement", "Verwerkersovereenkomst (zij verwerken voor ons)"),
                            (
                                "processing_agreement_as_processor",
                                "Verwerkersovereenkomst (wij verwerken voor hen)",
                            ),
                            ("service_agreement", "Opdrachtovereenkomst"),
                            ("cooperation_agreement", "Samenwerkingsovereenkomst"),
                            ("joint_controllers", "Gezamenlijke regeling (art. 26)"),
                        ],
                        max_length=33,
                        verbose_name="soort",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="omschrijving")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="ondertekend op")),
                (
                    "terminated_per",
                    models.DateField(
                        blank=True,
                        help_text="De laatste dag waarop de overeenkomst nog geldt.",
                        null=True,
                        verbose_name="opgezegd per",
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Binnen deze termijn voor het einde waarschuwt het register.",
                        null=True,
                        verbose_name="opzegtermijn in dagen",
                    ),
                ),
                (
                    "sub_processor_authorisation",
                    models.CharField(
                        choices=[
                            ("none", "Geen toestemming"),
                            ("specific", "Specifieke toestemming"),
                            ("general", "Algemene toestemming"),
                        ],
                        default="none",
                        max_length=8,
                        verbose_name="toestemming voor subverwerkers",
                    ),
                ),
                (
                    "objection_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Bij algemene toestemming (art. 28, lid 2).",
                        null=True,
                        verbose_name="bezwaartermijn nieuwe subverwerker in dagen",
                    ),
                ),
                (
                    "breach_notice_hours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="meldtermijn datalek in uren"
                    ),
                ),
                (
                    "data_at_end",
                    models.CharField(
                        choices=[
                            ("erase", "Wissen"),
                            ("return", "Teruggeven"),
                            ("return_and_erase", "Teruggeven en wissen"),
                            ("unknown", "Niet vastgelegd"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="gegevens na afloop",
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
                (
                    "owner",
                    models.ForeignKey(
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
                (
                    "party",
                    models.ForeignKey(
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
                (
                    "processing_nature",
                    models.TextField(
                        blank=True,
                        help_text="Wat de verwerker met de gegevens doet (art. 28, lid 3).",
                        verbose_name="aard van de verwerking",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
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
                (
                    "security",
                    models.TextField(
                        blank=True, help_text="Afgesproken maatregelen (art. 32).", verbose_name="beveiliging"
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van overeenkomst",
                "verbose_name_plural": "wijzigingen van overeenkomsten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_agreement_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_agreement"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="13e9389183a93c09", name="evidence_sharing_agreement"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="authorityrequest",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="authority_requests",
                to="sharing.party",
                verbose_name="autoriteit",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agreements",
                to="sharing.party",
                verbose_name="partij",
            ),
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
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.party",
                        verbose_name="ontvanger",
                    ),
                ),
            ],
            options={
                "verbose_name": "ontvanger van de verwerkingsactiviteit",
                "verbose_name_plural": "ontvangers van de verwerkingsactiviteit",
            },
        ),
        migrations.CreateModel(
            name="PartyCapacity",
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
                    "party",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="capacities",
                        to="sharing.party",
                        verbose_name="partij",
                    ),
                ),
            ],
            options={
                "verbose_name": "hoedanigheid",
                "verbose_name_plural": "hoedanigheden",
                "ordering": ["party", "capacity", "first_day"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__in", ["client", "partner", "processor", "authority", "other"])
                        ),
                        name="capacity_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("first_day")),
                            ("first_day__isnull", True),
                            _connector="OR",
                        ),
                        name="capacity_period",
                        violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            ("party", "="),
                            ("capacity", "="),
                            (
                                sharing.core.models.DayRange(
                                    "first_day",
                                    "last_day",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="capacity_once_a_day",
                        violation_error_message="Deze partij heeft deze hoedanigheid al in (een deel van) deze periode. Pas de datums aan.",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "first_day", "last_day", "party_id", "capacity"),
                        digest="7eb7f9c2794a244d",
                        name="history_sharing_partycapacity",
                    ),
                ],
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
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        help_text="Voor wie wij dit als verwerker doen.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities_for",
                        to="sharing.party",
                        verbose_name="opdrachtgever",
                    ),
                ),
                (
                    "data_categories",
                    models.ManyToManyField(
                        through="sharing.ActivityDataCategory",
                        to="sharing.datacategory",
                        verbose_name="gegevenscategorieën",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beheerder",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="sharing.legalprovision",
                        verbose_name="wettelijke bepaling",
                    ),
                ),
                (
                    "recipients",
                    models.ManyToManyField(
                        related_name="activities",
                        through="sharing.ActivityRecipient",
                        to="sharing.party",
                        verbose_name="ontvangers",
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
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.processingactivity",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van ontvanger van de verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van ontvangers van de verwerkingsactiviteit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_activityrecipient_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_activityrecipient"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="27ebe0e3a34a58d2", name="evidence_sharing_activityrecipient"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "data_category",
                    models.ForeignKey(
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
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.processingactivity",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van gegevenscategorie van de verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van gegevenscategorieën van de verwerkingsactiviteit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_activitydatacategory_mome"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_activitydatacategory"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="c72fecc5adf9fb58", name="evidence_sharing_activitydatacategory"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered_subjects",
                        to="sharing.processingactivity",
                    ),
                ),
            ],
            options={
                "verbose_name": "categorie betrokkenen van de verwerkingsactiviteit",
                "verbose_name_plural": "categorieën betrokkenen van de verwerkingsactiviteit",
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
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named_terms",
                        to="sharing.processingactivity",
                    ),
                ),
            ],
            options={
                "verbose_name": "bewaartermijn van de verwerkingsactiviteit",
                "verbose_name_plural": "bewaartermijnen van de verwerkingsactiviteit",
            },
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
        migrations.CreateModel(
            name="ActivityPurpose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered_purposes",
                        to="sharing.processingactivity",
                    ),
                ),
            ],
            options={
                "verbose_name": "doeleinde van de verwerkingsactiviteit",
                "verbose_name_plural": "doeleinden van de verwerkingsactiviteit",
            },
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
        migrations.CreateModel(
            name="Purpose",
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
                        help_text="Kort, blijvend kenmerk, bijvoorbeeld “re-integratie”.",
                        max_length=64,
                        unique=True,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                ("description", models.CharField(max_length=500, verbose_name="omschrijving")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="Wat voor het bovenliggende doeleinde is afgesproken, geldt ook voor dit doeleinde.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="sharing.purpose",
                        verbose_name="valt onder",
                    ),
                ),
            ],
            options={
                "verbose_name": "doeleinde",
                "verbose_name_plural": "doeleinden",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="purpose_not_its_own_parent",
                        violation_error_message="Een doeleinde kan niet onder zichzelf vallen. Kies een ander doeleinde.",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "code", "description", "parent_id"),
                        digest="207a4e31430e788f",
                        name="history_sharing_purpose",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="processingactivity",
            name="purposes",
            field=models.ManyToManyField(
                through="sharing.ActivityPurpose", to="sharing.purpose", verbose_name="doeleinden"
            ),
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dossier", models.BinaryField(verbose_name="dossier")),
                (
                    "kind",
                    models.CharField(
                        choices=[("objection", "Bezwaar (art. 21)"), ("restriction", "Beperking (art. 18)")],
                        max_length=11,
                        verbose_name="soort",
                    ),
                ),
                ("in_force_from", models.DateTimeField(verbose_name="geldt vanaf")),
                ("in_force_until", models.DateTimeField(blank=True, null=True, verbose_name="geldt tot")),
                ("explanation", models.TextField(blank=True, verbose_name="toelichting")),
                (
                    "external_id",
                    models.CharField(blank=True, max_length=255, verbose_name="kenmerk van de bron"),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="sharing.party",
                        verbose_name="ontvanger",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
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
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beslist door",
                    ),
                ),
                ("decision_reason", models.TextField(blank=True, verbose_name="reden van het besluit")),
                (
                    "informed_on",
                    models.DateField(
                        blank=True,
                        help_text="Wanneer de betrokkene is ingelicht dat de beperking wordt opgeheven (art. 18, lid 3).",
                        null=True,
                        verbose_name="ingelicht op",
                    ),
                ),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="ontvangen op")),
                (
                    "restriction_ground",
                    models.CharField(
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
            ],
            options={
                "verbose_name": "bezwaar of beperking",
                "verbose_name_plural": "bezwaren en beperkingen",
                "ordering": ["-in_force_from"],
                "indexes": [models.Index(fields=["dossier"], name="objection_dossier")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["objection", "restriction"])),
                        name="objection_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "restriction"),
                            ("recipient__isnull", False),
                            ("purpose__isnull", False),
                            _connector="OR",
                        ),
                        name="objection_against_something",
                        violation_error_message="Noem bij een bezwaar een ontvanger of een doeleinde.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "objection"),
                            models.Q(("recipient__isnull", True), ("purpose__isnull", True)),
                            _connector="OR",
                        ),
                        name="restriction_on_whole_dossier",
                        violation_error_message="Een beperking geldt voor het hele dossier; laat ontvanger en doeleinde leeg.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_until__isnull", True),
                            ("in_force_until__gte", models.F("in_force_from")),
                            _connector="OR",
                        ),
                        name="objection_period",
                        violation_error_message="Het einde ligt voor het begin.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("source", "external_id"),
                        name="objection_external_id",
                    ),
                    sharing.core.kept.Kept(
                        digest="6ef078555cb2542e",
                        name="kept_sharing_objection",
                        sentence="Een bezwaar of beperking wordt nooit verwijderd. Vul bij “Geldt tot” in wanneer het eindigt, of corrigeer het met een reden.",
                        when="true",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["pending", "upheld", "rejected"])),
                        name="objection_decision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("restriction_ground", ""),
                            models.Q(
                                ("kind", "restriction"), ("restriction_ground__in", ["a", "b", "c", "d"])
                            ),
                            _connector="OR",
                        ),
                        name="restriction_ground_of_restriction",
                        violation_error_message="Alleen een beperking heeft een grond van artikel 18, lid 1.",
                    ),
                    sharing.core.constraints.HistoryTriggers(
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
                ],
            },
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
                (
                    "data_category",
                    models.ForeignKey(
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
                (
                    "purpose",
                    models.ForeignKey(
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
                (
                    "recipient",
                    models.ForeignKey(
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
                (
                    "provision",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "wijziging van grond voor gevoelige gegevens",
                "verbose_name_plural": "wijzigingen van gronden voor gevoelige gegevens",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_sensitiveground_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_sensitiveground"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="e51990f18c273054", name="evidence_sharing_sensitiveground"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPurpose",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "code",
                    sharing.core.models.CodeField(
                        help_text="Kort, blijvend kenmerk, bijvoorbeeld “re-integratie”.",
                        max_length=64,
                        unique=False,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                ("description", models.CharField(max_length=500, verbose_name="omschrijving")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        help_text="Wat voor het bovenliggende doeleinde is afgesproken, geldt ook voor dit doeleinde.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.purpose",
                        verbose_name="valt onder",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van doeleinde",
                "verbose_name_plural": "wijzigingen van doeleinden",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_purpose_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_purpose"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="1029efcc0c46f333", name="evidence_sharing_purpose"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalObjection",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("dossier", models.BinaryField(verbose_name="dossier")),
                (
                    "kind",
                    models.CharField(
                        choices=[("objection", "Bezwaar (art. 21)"), ("restriction", "Beperking (art. 18)")],
                        max_length=11,
                        verbose_name="soort",
                    ),
                ),
                ("in_force_from", models.DateTimeField(verbose_name="geldt vanaf")),
                ("in_force_until", models.DateTimeField(blank=True, null=True, verbose_name="geldt tot")),
                ("explanation", models.TextField(blank=True, verbose_name="toelichting")),
                (
                    "external_id",
                    models.CharField(blank=True, max_length=255, verbose_name="kenmerk van de bron"),
                ),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
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
                (
                    "decided_by",
                    models.ForeignKey(
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
                ("decision_reason", models.TextField(blank=True, verbose_name="reden van het besluit")),
                (
                    "informed_on",
                    models.DateField(
                        blank=True,
                        help_text="Wanneer de betrokkene is ingelicht dat de beperking wordt opgeheven (art. 18, lid 3).",
                        null=True,
                        verbose_name="ingelicht op",
                    ),
                ),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="ontvangen op")),
                (
                    "restriction_ground",
                    models.CharField(
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
            ],
            options={
                "verbose_name": "wijziging van bezwaar of beperking",
                "verbose_name_plural": "wijzigingen van bezwaren en beperkingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_objection_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_objection"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="34d3457534c0bb58", name="evidence_sharing_objection"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsent",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("dossier", models.BinaryField(verbose_name="dossier")),
                (
                    "data_categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None, verbose_name="gegevenscategorieën"
                    ),
                ),
                (
                    "explicit",
                    models.BooleanField(
                        default=False,
                        help_text="Vereist voor bijzondere persoonsgegevens (art. 9, lid 2, onder a).",
                        verbose_name="uitdrukkelijk",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="gegeven op")),
                (
                    "evidence",
                    models.TextField(
                        blank=True, help_text="Waar blijkt de toestemming uit?", verbose_name="bewijs"
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                (
                    "external_id",
                    models.CharField(blank=True, max_length=255, verbose_name="kenmerk van de bron"),
                ),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("person", "De betrokkene zelf"),
                            ("representative", "Een vertegenwoordiger"),
                        ],
                        default="person",
                        max_length=14,
                        verbose_name="gegeven door",
                    ),
                ),
                (
                    "refused",
                    models.BooleanField(
                        default=False,
                        help_text="De betrokkene is gevraagd en zei nee. Dit houdt vast dát er is gevraagd; het staat niets toe.",
                        verbose_name="geweigerd",
                    ),
                ),
                (
                    "statement_version",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "wijziging van toestemming",
                "verbose_name_plural": "wijzigingen van toestemmingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_consent_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_consent"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="58f74e2b5c3c225b", name="evidence_sharing_consent"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreementPurpose",
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
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.agreement",
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
            ],
            options={
                "verbose_name": "wijziging van doeleinde van de overeenkomst",
                "verbose_name_plural": "wijzigingen van doeleinden van de overeenkomst",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_agreementpurpose_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_agreementpurpose"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="c4c0f35502e0f270", name="evidence_sharing_agreementpurpose"
                    )
                ],
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
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.processingactivity",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van doeleinde van de verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van doeleinden van de verwerkingsactiviteit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_activitypurpose_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_activitypurpose"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="f7326d3ad041a9ea", name="evidence_sharing_activitypurpose"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dossier", models.BinaryField(verbose_name="dossier")),
                (
                    "data_categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None, verbose_name="gegevenscategorieën"
                    ),
                ),
                (
                    "explicit",
                    models.BooleanField(
                        default=False,
                        help_text="Vereist voor bijzondere persoonsgegevens (art. 9, lid 2, onder a).",
                        verbose_name="uitdrukkelijk",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="gegeven op")),
                (
                    "evidence",
                    models.TextField(
                        blank=True, help_text="Waar blijkt de toestemming uit?", verbose_name="bewijs"
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                (
                    "external_id",
                    models.CharField(blank=True, max_length=255, verbose_name="kenmerk van de bron"),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="sharing.party",
                        verbose_name="ontvanger",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("person", "De betrokkene zelf"),
                            ("representative", "Een vertegenwoordiger"),
                        ],
                        default="person",
                        max_length=14,
                        verbose_name="gegeven door",
                    ),
                ),
                (
                    "refused",
                    models.BooleanField(
                        default=False,
                        help_text="De betrokkene is gevraagd en zei nee. Dit houdt vast dát er is gevraagd; het staat niets toe.",
                        verbose_name="geweigerd",
                    ),
                ),
                (
                    "statement_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.commitmentset",
                        verbose_name="getoonde versie van de verklaring",
                    ),
                ),
            ],
            options={
                "verbose_name": "toestemming",
                "verbose_name_plural": "toestemmingen",
                "ordering": ["-given_at"],
                "indexes": [models.Index(fields=["dossier"], name="consent_dossier")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recipient__isnull", False), ("purpose__isnull", False), _connector="OR"
                        ),
                        name="consent_for_something",
                        violation_error_message="Noem een ontvanger, een doeleinde of beide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("data_categories__len__gt", 0)),
                        name="consent_names_data",
                        violation_error_message="Kies minstens één gegevenscategorie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            ("withdrawn_at__gte", models.F("given_at")),
                            _connector="OR",
                        ),
                        name="consent_withdrawn_after_given",
                        violation_error_message="De intrekking ligt voor het moment waarop de toestemming is gegeven.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("source", "external_id"),
                        name="consent_external_id",
                    ),
                    sharing.core.constraints.SetReferences(
                        columns=("data_categories[]>sharing_datacategory",),
                        digest="787e9cb098fc2294",
                        name="refs_consent",
                    ),
                    sharing.core.kept.Kept(
                        digest="bed3eb9aec134ff4",
                        name="kept_sharing_consent",
                        sentence="Een toestemming wordt nooit verwijderd: zij bewijst waarop is verstrekt. Leg een intrekking vast, of corrigeer haar met een reden.",
                        when="true",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_by__in", ["person", "representative"])),
                        name="consent_given_by_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("refused", False), ("withdrawn_at__isnull", True), _connector="OR"
                        ),
                        name="consent_refused_is_not_withdrawn",
                        violation_error_message="Wat is geweigerd, is niet gegeven en kan niet worden ingetrokken.",
                    ),
                    sharing.core.constraints.HistoryTriggers(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementPurpose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered_purposes",
                        to="sharing.agreement",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
            ],
            options={
                "verbose_name": "doeleinde van de overeenkomst",
                "verbose_name_plural": "doeleinden van de overeenkomst",
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "purpose"), name="agreement_purpose_once"),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "agreement_id", "purpose_id"),
                        digest="45c27d50203ce78a",
                        name="history_sharing_agreementpurpose",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="agreement",
            name="purposes",
            field=models.ManyToManyField(
                through="sharing.AgreementPurpose", to="sharing.purpose", verbose_name="doeleinden"
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
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dossiers",
                        to="sharing.authorityrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier van een verzoek",
                "verbose_name_plural": "dossiers van een verzoek",
                "indexes": [models.Index(fields=["dossier"], name="requested_dossier")],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "dossier"), name="requested_dossier_once"),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "request_id", "dossier"),
                        digest="a62fc162bac67e35",
                        name="history_sharing_requesteddossier",
                    ),
                    sharing.core.kept.Kept(
                        digest="82d0b92247233eb2",
                        name="kept_sharing_requesteddossier",
                        sentence="Een verzoek van een autoriteit wordt nooit verwijderd: het bewijst waarom is verstrekt of geweigerd. Corrigeer het met een reden.",
                        when="EXISTS (SELECT 1 FROM sharing_authorityrequest r WHERE r.id = OLD.request_id AND r.assessed_by_id IS NOT NULL)",
                    ),
                    sharing.consents.triggers.AsAssessed(
                        digest="f896779d01ff56a3", name="requested_dossier_as_assessed"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionTerm",
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
                        help_text="Kort, blijvend kenmerk, bijvoorbeeld “trajectdossier”.",
                        max_length=64,
                        unique=True,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        help_text="Zoals lezers van de privacyverklaring het zien, bijvoorbeeld “Het dossier van uw traject”.",
                        max_length=300,
                        verbose_name="wat wij bewaren",
                    ),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Een getal; leeg als er geen vaste termijn is.",
                        null=True,
                        verbose_name="termijn",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("days", "dagen"),
                            ("weeks", "weken"),
                            ("months", "maanden"),
                            ("years", "jaren"),
                        ],
                        max_length=6,
                        verbose_name="eenheid",
                    ),
                ),
                (
                    "counted_from",
                    models.CharField(
                        blank=True,
                        help_text="Waarna de termijn begint, bijvoorbeeld “het einde van het traject”.",
                        max_length=200,
                        verbose_name="na",
                    ),
                ),
                (
                    "criterion",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als er geen vaste termijn is, bijvoorbeeld “tot u uw toestemming intrekt” (artikel 13, lid 2, onder a, AVG).",
                        max_length=300,
                        verbose_name="of: tot wanneer",
                    ),
                ),
                (
                    "legal_ground",
                    models.CharField(
                        blank=True,
                        help_text="De wet of afspraak waaruit de termijn volgt, bijvoorbeeld “artikel 52 AWR”.",
                        max_length=200,
                        verbose_name="volgens",
                    ),
                ),
                (
                    "data_category",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.datacategory",
                        verbose_name="gegevenscategorie",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
            ],
            options={
                "verbose_name": "bewaartermijn",
                "verbose_name_plural": "bewaartermijnen",
                "ordering": ["description", "code"],
            },
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
        migrations.CreateModel(
            name="HistoricalRetentionTermPurpose",
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
                    "term",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.retentionterm",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van doeleinde van de bewaartermijn",
                "verbose_name_plural": "wijzigingen van doeleinden van de bewaartermijn",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_retentiontermpurpose_mome"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_retentiontermpurpose"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="b3759a2ba540722f", name="evidence_sharing_retentiontermpurpose"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRetentionTermDataCategory",
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
                (
                    "data_category",
                    models.ForeignKey(
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
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.retentionterm",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van gegevenscategorie van de bewaartermijn",
                "verbose_name_plural": "wijzigingen van gegevenscategorieën van de bewaartermijn",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_retentiontermdatacategory"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_retentiontermdatacategory"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="0d7fe902300661df", name="evidence_sharing_retentiontermdatacategory"
                    )
                ],
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
                (
                    "retention_term",
                    models.ForeignKey(
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
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.processingactivity",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van bewaartermijn van de verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van bewaartermijnen van de verwerkingsactiviteit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_activityretentionterm_mom"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_activityretentionterm"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="0039d421f0ded1ae", name="evidence_sharing_activityretentionterm"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
        migrations.CreateModel(
            name="RetentionTermDataCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "data_category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retention_terms",
                        to="sharing.datacategory",
                        verbose_name="gegevenscategorie",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered_categories",
                        to="sharing.retentionterm",
                    ),
                ),
            ],
            options={
                "verbose_name": "gegevenscategorie van de bewaartermijn",
                "verbose_name_plural": "gegevenscategorieën van de bewaartermijn",
                "constraints": [
                    models.UniqueConstraint(fields=("term", "data_category"), name="term_category_once"),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "term_id", "data_category_id"),
                        digest="3e42ca30223591ff",
                        name="history_sharing_retentiontermdatacategory",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="retentionterm",
            name="data_categories",
            field=models.ManyToManyField(
                through="sharing.RetentionTermDataCategory",
                to="sharing.datacategory",
                verbose_name="gegevenscategorieën",
            ),
        ),
        migrations.CreateModel(
            name="RetentionTermPurpose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retention_terms",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered_purposes",
                        to="sharing.retentionterm",
                    ),
                ),
            ],
            options={
                "verbose_name": "doeleinde van de bewaartermijn",
                "verbose_name_plural": "doeleinden van de bewaartermijn",
                "constraints": [
                    models.UniqueConstraint(fields=("term", "purpose"), name="term_purpose_once"),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "term_id", "purpose_id"),
                        digest="4944be3217585084",
                        name="history_sharing_retentiontermpurpose",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="retentionterm",
            name="purposes",
            field=models.ManyToManyField(
                through="sharing.RetentionTermPurpose", to="sharing.purpose", verbose_name="doeleinden"
            ),
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
                (
                    "data_category",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leeg: alle gegevens van deze soort.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grounds",
                        to="sharing.datacategory",
                        verbose_name="gegevenscategorie",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        help_text="Verplicht voor strafrechtelijke gegevens en identificatienummers.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grounds",
                        to="sharing.legalprovision",
                        verbose_name="wettelijke bepaling",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leeg: elk doeleinde. Een doeleinde geldt ook voor wat eronder valt.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grounds",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leeg: elke ontvanger.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grounds",
                        to="sharing.party",
                        verbose_name="ontvanger",
                    ),
                ),
            ],
            options={
                "verbose_name": "grond voor gevoelige gegevens",
                "verbose_name_plural": "gronden voor gevoelige gegevens",
                "ordering": ["kind", "reference"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("first_day")),
                            ("first_day__isnull", True),
                            _connector="OR",
                        ),
                        name="ground_period",
                        violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("provision__isnull", False),
                            models.Q(("exception__in", ["art_10", "art_46_uavg"]), _negated=True),
                            _connector="OR",
                        ),
                        name="ground_names_provision",
                        violation_error_message="Noem bij deze uitzondering de wettelijke bepaling die haar geeft.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity", ""),
                            ("capacity__in", ["client", "partner", "processor", "authority", "other"]),
                            _connector="OR",
                        ),
                        name="ground_capacity_known",
                    ),
                    sharing.core.kept.AgreesWith(
                        columns=("data_category_id>id", "kind>kind"),
                        digest="f589c47ffb2f1d99",
                        name="ground_category_of_kind",
                        target="sharing_datacategory",
                    ),
                    sharing.core.constraints.HistoryTriggers(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="SubjectCategory",
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
                        max_length=64,
                        unique=True,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "staff",
                    models.BooleanField(
                        default=False,
                        help_text="Medewerkers en sollicitanten. Bij doorgifte op een besluit met beperkte reikwijdte moet de ontvanger ook voor personeelsgegevens zijn aangemeld.",
                        verbose_name="eigen personeel",
                    ),
                ),
            ],
            options={
                "verbose_name": "categorie betrokkenen",
                "verbose_name_plural": "categorieën betrokkenen",
                "ordering": ["code"],
                "constraints": [
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "code", "name", "staff"),
                        digest="30a199928d87b0f6",
                        name="history_sharing_subjectcategory",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="retentionterm",
            name="subject_category",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="retention_terms",
                to="sharing.subjectcategory",
                verbose_name="categorie betrokkenen",
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
        migrations.CreateModel(
            name="HistoricalRetentionTerm",
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
                        help_text="Kort, blijvend kenmerk, bijvoorbeeld “trajectdossier”.",
                        max_length=64,
                        unique=False,
                        validators=[sharing.core.models.validate_code],
                        verbose_name="code",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        help_text="Zoals lezers van de privacyverklaring het zien, bijvoorbeeld “Het dossier van uw traject”.",
                        max_length=300,
                        verbose_name="wat wij bewaren",
                    ),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Een getal; leeg als er geen vaste termijn is.",
                        null=True,
                        verbose_name="termijn",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("days", "dagen"),
                            ("weeks", "weken"),
                            ("months", "maanden"),
                            ("years", "jaren"),
                        ],
                        max_length=6,
                        verbose_name="eenheid",
                    ),
                ),
                (
                    "counted_from",
                    models.CharField(
                        blank=True,
                        help_text="Waarna de termijn begint, bijvoorbeeld “het einde van het traject”.",
                        max_length=200,
                        verbose_name="na",
                    ),
                ),
                (
                    "criterion",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als er geen vaste termijn is, bijvoorbeeld “tot u uw toestemming intrekt” (artikel 13, lid 2, onder a, AVG).",
                        max_length=300,
                        verbose_name="of: tot wanneer",
                    ),
                ),
                (
                    "legal_ground",
                    models.CharField(
                        blank=True,
                        help_text="De wet of afspraak waaruit de termijn volgt, bijvoorbeeld “artikel 52 AWR”.",
                        max_length=200,
                        verbose_name="volgens",
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
                (
                    "data_category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.datacategory",
                        verbose_name="gegevenscategorie",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
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
                        verbose_name="categorie betrokkenen",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van bewaartermijn",
                "verbose_name_plural": "wijzigingen van bewaartermijnen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_retentionterm_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_retentionterm"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="5a98f5128d9d1add", name="evidence_sharing_retentionterm"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDisclosure",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("disclosed_at", models.DateTimeField(verbose_name="verstrekt op")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="vastgelegd op",
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
                    models.CharField(
                        blank=True,
                        help_text="Verplicht bij een wettelijke verplichting.",
                        max_length=300,
                        verbose_name="wettelijke bepaling",
                    ),
                ),
                (
                    "data_categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None, verbose_name="gegevenscategorieën"
                    ),
                ),
                ("dossier", models.BinaryField(verbose_name="dossier")),
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
                        default="other",
                        max_length=11,
                        verbose_name="kanaal",
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=2000, verbose_name="omschrijving")),
                ("external_id", models.CharField(max_length=255, verbose_name="kenmerk van de bron")),
                ("fingerprint", models.BinaryField(max_length=16)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("permitted", "Toegestaan"), ("deviation", "Afwijking")],
                        editable=False,
                        max_length=9,
                        verbose_name="uitkomst",
                    ),
                ),
                (
                    "findings",
                    models.JSONField(
                        default=list,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="bevindingen",
                    ),
                ),
                (
                    "deviation_reason",
                    models.TextField(
                        blank=True,
                        help_text="Waarom is er verstrekt terwijl een regel dat niet toestond?",
                        verbose_name="reden van de afwijking",
                    ),
                ),
                (
                    "review",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pending", "Te beoordelen"),
                            ("accepted", "Geaccepteerd"),
                            ("corrected", "Gecorrigeerd"),
                            ("breach", "Datalek"),
                        ],
                        editable=False,
                        max_length=9,
                        verbose_name="beoordeling",
                    ),
                ),
                ("review_note", models.TextField(blank=True, verbose_name="toelichting bij de beoordeling")),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="beoordeeld op"),
                ),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.agreement",
                        verbose_name="overeenkomst",
                    ),
                ),
                (
                    "authority_request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.authorityrequest",
                        verbose_name="verzoek van een autoriteit",
                    ),
                ),
                (
                    "commitments",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.commitmentset",
                        verbose_name="versie van de verklaring",
                    ),
                ),
                (
                    "destination_country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.country",
                        verbose_name="land van bestemming",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgelegd door",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beoordeeld door",
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.source",
                        verbose_name="bron",
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
                (
                    "breach_report",
                    models.CharField(
                        blank=True,
                        choices=[("reported", "Gemeld bij de AP"), ("not_reported", "Niet gemeld bij de AP")],
                        db_default="",
                        default="",
                        editable=False,
                        max_length=12,
                        verbose_name="melding van het datalek",
                    ),
                ),
                (
                    "breach_report_note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        editable=False,
                        verbose_name="toelichting bij de melding",
                    ),
                ),
                (
                    "breach_reported_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="gemeld op"),
                ),
                (
                    "proposal",
                    models.JSONField(
                        blank=True, editable=False, null=True, verbose_name="voorgestelde correctie"
                    ),
                ),
                (
                    "proposal_reason",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        editable=False,
                        verbose_name="reden van het voorstel",
                    ),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="voorgesteld op"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voorgesteld door",
                    ),
                ),
                ("proposed_dossier", models.BinaryField(null=True, verbose_name="voorgesteld dossier")),
                (
                    "on_behalf_of",
                    models.ForeignKey(
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
                (
                    "restriction_exception",
                    models.CharField(
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
                (
                    "withdrawn_consent",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "wijziging van verstrekking",
                "verbose_name_plural": "wijzigingen van verstrekkingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_disclosure_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_disclosure"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="eac143a320be3804", name="evidence_sharing_disclosure"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreementSubjectCategory",
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
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.agreement",
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
                        verbose_name="categorie betrokkenen",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van categorie betrokkenen van de overeenkomst",
                "verbose_name_plural": "wijzigingen van categorieën betrokkenen van de overeenkomst",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_agreementsubjectcategory_"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_agreementsubjectcategory"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="c263bf49cd7daa26", name="evidence_sharing_agreementsubjectcategory"
                    )
                ],
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
                        verbose_name="categorie betrokkenen",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.processingactivity",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van categorie betrokkenen van de verwerkingsactiviteit",
                "verbose_name_plural": "wijzigingen van categorieën betrokkenen van de verwerkingsactiviteit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_activitysubjectcategory_m"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_activitysubjectcategory"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="c52e9fe8bea3f26b", name="evidence_sharing_activitysubjectcategory"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("disclosed_at", models.DateTimeField(verbose_name="verstrekt op")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="vastgelegd op",
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
                    models.CharField(
                        blank=True,
                        help_text="Verplicht bij een wettelijke verplichting.",
                        max_length=300,
                        verbose_name="wettelijke bepaling",
                    ),
                ),
                (
                    "data_categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None, verbose_name="gegevenscategorieën"
                    ),
                ),
                ("dossier", models.BinaryField(verbose_name="dossier")),
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
                        default="other",
                        max_length=11,
                        verbose_name="kanaal",
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=2000, verbose_name="omschrijving")),
                ("external_id", models.CharField(max_length=255, verbose_name="kenmerk van de bron")),
                ("fingerprint", models.BinaryField(max_length=16)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("permitted", "Toegestaan"), ("deviation", "Afwijking")],
                        editable=False,
                        max_length=9,
                        verbose_name="uitkomst",
                    ),
                ),
                (
                    "findings",
                    models.JSONField(
                        default=list,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="bevindingen",
                    ),
                ),
                (
                    "deviation_reason",
                    models.TextField(
                        blank=True,
                        help_text="Waarom is er verstrekt terwijl een regel dat niet toestond?",
                        verbose_name="reden van de afwijking",
                    ),
                ),
                (
                    "review",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pending", "Te beoordelen"),
                            ("accepted", "Geaccepteerd"),
                            ("corrected", "Gecorrigeerd"),
                            ("breach", "Datalek"),
                        ],
                        editable=False,
                        max_length=9,
                        verbose_name="beoordeling",
                    ),
                ),
                ("review_note", models.TextField(blank=True, verbose_name="toelichting bij de beoordeling")),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="beoordeeld op"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="sharing.agreement",
                        verbose_name="overeenkomst",
                    ),
                ),
                (
                    "authority_request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="sharing.authorityrequest",
                        verbose_name="verzoek van een autoriteit",
                    ),
                ),
                (
                    "commitments",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.commitmentset",
                        verbose_name="versie van de verklaring",
                    ),
                ),
                (
                    "destination_country",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.country",
                        verbose_name="land van bestemming",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgelegd door",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beoordeeld door",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="sharing.party",
                        verbose_name="ontvanger",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="sharing.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "subject_category",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="sharing.subjectcategory",
                        verbose_name="categorie betrokkene",
                    ),
                ),
                (
                    "breach_report",
                    models.CharField(
                        blank=True,
                        choices=[("reported", "Gemeld bij de AP"), ("not_reported", "Niet gemeld bij de AP")],
                        db_default="",
                        default="",
                        editable=False,
                        max_length=12,
                        verbose_name="melding van het datalek",
                    ),
                ),
                (
                    "breach_report_note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        editable=False,
                        verbose_name="toelichting bij de melding",
                    ),
                ),
                (
                    "breach_reported_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="gemeld op"),
                ),
                (
                    "proposal",
                    models.JSONField(
                        blank=True, editable=False, null=True, verbose_name="voorgestelde correctie"
                    ),
                ),
                (
                    "proposal_reason",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        editable=False,
                        verbose_name="reden van het voorstel",
                    ),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="voorgesteld op"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voorgesteld door",
                    ),
                ),
                ("proposed_dossier", models.BinaryField(null=True, verbose_name="voorgesteld dossier")),
                (
                    "on_behalf_of",
                    models.ForeignKey(
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
                (
                    "restriction_exception",
                    models.CharField(
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
                (
                    "withdrawn_consent",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "verstrekking",
                "verbose_name_plural": "verstrekkingen",
                "ordering": ["-disclosed_at", "-id"],
                "indexes": [
                    models.Index(fields=["-disclosed_at", "-id"], name="disclosure_newest"),
                    models.Index(fields=["dossier", "-disclosed_at", "-id"], name="disclosure_dossier"),
                    models.Index(fields=["recipient", "-disclosed_at", "-id"], name="disclosure_recipient"),
                    models.Index(
                        condition=models.Q(("outcome", "deviation")),
                        fields=["-disclosed_at", "-id"],
                        name="disclosure_deviations",
                    ),
                    models.Index(
                        condition=models.Q(("withdrawn_consent__isnull", False)),
                        fields=["withdrawn_consent"],
                        name="disclosure_withdrawn",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "external_id"),
                        name="disclosure_external_id",
                        violation_error_message="Deze bron heeft dit kenmerk al gebruikt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("data_categories__len__gt", 0)), name="disclosure_names_data"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__in", ["client", "partner", "processor", "authority", "other"])
                        ),
                        name="disclosure_capacity_known",
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
                        name="disclosure_basis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "permitted"),
                            models.Q(
                                ("outcome", "deviation"), models.Q(("deviation_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_deviation_explained",
                        violation_error_message="Een afwijking heeft een reden nodig.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "permitted"),
                            ("review__in", ["pending", "accepted", "corrected", "breach"]),
                            _connector="OR",
                        ),
                        name="disclosure_deviation_reviewed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("breach_report", ""),
                            models.Q(
                                ("breach_report__in", ["reported", "not_reported"]), ("review", "breach")
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_report_of_breach",
                        violation_error_message="Alleen een datalek wordt gemeld of niet gemeld.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("breach_report", "not_reported"), _negated=True),
                            models.Q(("breach_report_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="disclosure_report_explained",
                        violation_error_message="Schrijf op waarom het datalek niet is gemeld.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("breach_reported_at", None), ("breach_report", "reported"), _connector="OR"
                        ),
                        name="disclosure_report_moment",
                        violation_error_message="Alleen wat is gemeld, heeft een moment van melden.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("proposal__isnull", True),
                                ("proposal_reason", ""),
                                ("proposed_at", None),
                                ("proposed_by", None),
                            ),
                            models.Q(
                                ("outcome", "deviation"),
                                ("proposal__isnull", False),
                                ("proposed_at__isnull", False),
                                ("proposed_by__isnull", False),
                                models.Q(("proposal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_proposal_signed",
                        violation_error_message="Een voorgestelde correctie noemt wie haar voorstelt, wanneer en waarom.",
                    ),
                    sharing.core.kept.Kept(
                        digest="20d018ce206fb57e",
                        name="kept_sharing_disclosure",
                        sentence="Een verstrekking wordt nooit verwijderd: de betrokkene heeft recht te weten aan wie zijn gegevens zijn gegeven. Klopt zij niet, corrigeer haar dan met een reden; de oude stand blijft in de historie.",
                        when="true",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("restriction_exception", ""),
                            (
                                "restriction_exception__in",
                                ["legal_claim", "rights_of_others", "public_interest"],
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_restriction_exception_known",
                    ),
                    sharing.core.constraints.SetReferences(
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
                    sharing.core.constraints.HistoryTriggers(
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
                    sharing.disclosures.triggers.ReviewedByTwo(
                        columns=(
                            "review",
                            "review_note",
                            "reviewed_by_id",
                            "reviewed_at",
                            "breach_report",
                            "breach_reported_at",
                            "breach_report_note",
                            "withdrawn_consent_id",
                            "proposal",
                            "proposed_dossier",
                            "proposal_reason",
                            "proposed_by_id",
                            "proposed_at",
                        ),
                        digest="fb8809a3dbac6547",
                        name="disclosure_by_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementSubjectCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered_subjects",
                        to="sharing.agreement",
                    ),
                ),
                (
                    "subject_category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.subjectcategory",
                        verbose_name="categorie betrokkenen",
                    ),
                ),
            ],
            options={
                "verbose_name": "categorie betrokkenen van de overeenkomst",
                "verbose_name_plural": "categorieën betrokkenen van de overeenkomst",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "subject_category"), name="agreement_subject_once"
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "agreement_id", "subject_category_id"),
                        digest="9a078a8f300e75b3",
                        name="history_sharing_agreementsubjectcategory",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="agreement",
            name="subject_categories",
            field=models.ManyToManyField(
                through="sharing.AgreementSubjectCategory",
                to="sharing.subjectcategory",
                verbose_name="categorieën betrokkenen",
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
        migrations.CreateModel(
            name="SubProcessor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=200, verbose_name="dienst")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="goedgekeurd op")),
                (
                    "agreement",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sub_processors",
                        to="sharing.agreement",
                        verbose_name="overeenkomst",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.country",
                        verbose_name="land",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="children",
                        to="sharing.subprocessor",
                        verbose_name="ingeschakeld door",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_processing",
                        to="sharing.party",
                        verbose_name="partij",
                    ),
                ),
                ("announced_on", models.DateField(blank=True, null=True, verbose_name="aangekondigd op")),
                (
                    "first_day",
                    models.DateField(
                        blank=True,
                        help_text="Leeg: zolang de overeenkomst geldt.",
                        null=True,
                        verbose_name="vanaf",
                    ),
                ),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "objection_until",
                    models.DateField(blank=True, null=True, verbose_name="bezwaar tot en met"),
                ),
            ],
            options={
                "verbose_name": "subverwerker",
                "verbose_name_plural": "subverwerkers",
                "ordering": ["agreement", "party", "service"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "party", "service"),
                        name="sub_processor_once",
                        violation_error_message="Deze subverwerker staat voor deze dienst al bij de overeenkomst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="sub_processor_not_its_own_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("first_day")),
                            ("first_day__isnull", True),
                            _connector="OR",
                        ),
                        name="sub_processor_period",
                        violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
                    ),
                    sharing.core.constraints.HistoryTriggers(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSubProcessor",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("service", models.CharField(max_length=200, verbose_name="dienst")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="goedgekeurd op")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.agreement",
                        verbose_name="overeenkomst",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
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
                (
                    "party",
                    models.ForeignKey(
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.subprocessor",
                        verbose_name="ingeschakeld door",
                    ),
                ),
                ("announced_on", models.DateField(blank=True, null=True, verbose_name="aangekondigd op")),
                (
                    "first_day",
                    models.DateField(
                        blank=True,
                        help_text="Leeg: zolang de overeenkomst geldt.",
                        null=True,
                        verbose_name="vanaf",
                    ),
                ),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "objection_until",
                    models.DateField(blank=True, null=True, verbose_name="bezwaar tot en met"),
                ),
            ],
            options={
                "verbose_name": "wijziging van subverwerker",
                "verbose_name_plural": "wijzigingen van subverwerkers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_subprocessor_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_subprocessor"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="89c347120526e7e7", name="evidence_sharing_subprocessor"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Transfer",
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
                    "mechanism",
                    models.CharField(
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
                            (
                                "art_49_c",
                                "Overeenkomst in het belang van de betrokkene (art. 49, lid 1, onder c)",
                            ),
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
                (
                    "inside_scope",
                    models.BooleanField(
                        blank=True,
                        help_text="Alleen bij een adequaatheidsbesluit met een beperkte reikwijdte.",
                        null=True,
                        verbose_name="ontvanger valt binnen de reikwijdte van het besluit",
                    ),
                ),
                ("scope", models.TextField(blank=True, verbose_name="wat wordt doorgegeven")),
                (
                    "tia_date",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="datum TIA"),
                ),
                (
                    "tia_conclusion",
                    models.CharField(
                        blank=True,
                        choices=[("positive", "Positief"), ("negative", "Negatief")],
                        editable=False,
                        max_length=8,
                        verbose_name="conclusie TIA",
                    ),
                ),
                (
                    "supplementary_measures",
                    models.TextField(blank=True, editable=False, verbose_name="aanvullende maatregelen"),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="sharing.country",
                        verbose_name="land",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="sharing.party",
                        verbose_name="partij",
                    ),
                ),
                (
                    "covers_staff",
                    models.BooleanField(
                        blank=True,
                        help_text="Of de aanmelding van de ontvanger bij het besluit ook gegevens over personeel dekt. Niet vastgelegd telt als nee.",
                        null=True,
                        verbose_name="ook voor personeelsgegevens",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        help_text="Het besluit waarop deze doorgifte rust. Een later besluit vraagt een nieuwe aanmelding.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="sharing.adequacydecision",
                        verbose_name="adequaatheidsbesluit",
                    ),
                ),
            ],
            options={
                "verbose_name": "doorgifte",
                "verbose_name_plural": "doorgiften",
                "ordering": ["party", "country", "first_day"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("first_day")),
                            ("first_day__isnull", True),
                            _connector="OR",
                        ),
                        name="transfer_period",
                        violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
                    ),
                    models.UniqueConstraint(
                        fields=("party", "country", "mechanism", "first_day"),
                        name="transfer_once",
                        violation_error_message="Deze doorgifte staat al in het register. Open de bestaande doorgifte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("tia_date__isnull", True), ("tia_conclusion", "")),
                            models.Q(
                                ("tia_date__isnull", False), ("tia_conclusion__in", ["positive", "negative"])
                            ),
                            _connector="OR",
                        ),
                        name="transfer_tia_whole",
                        violation_error_message="Vul van de TIA zowel de datum als de conclusie in, of geen van beide.",
                    ),
                    models.CheckConstraint(
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
                    sharing.core.kept.AgreesWith(
                        columns=("decision_id>id", "country_id>country_id"),
                        digest="977f62e27e105675",
                        name="transfer_decision_of_country",
                        target="sharing_adequacydecision",
                    ),
                    sharing.core.constraints.HistoryTriggers(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("roles", "Rollen of adres van een account"),
                            ("group", "Rechten van een rol"),
                            ("token", "Rechten van een token"),
                        ],
                        max_length=6,
                        verbose_name="soort",
                    ),
                ),
                ("subject_id", models.BigIntegerField(editable=False, verbose_name="nummer")),
                ("subject_name", models.CharField(max_length=255, verbose_name="waarover")),
                (
                    "before",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="toen",
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="voorgesteld",
                    ),
                ),
                ("explanation", models.TextField(verbose_name="reden")),
                (
                    "proposed_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        verbose_name="voorgesteld op",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "Bevestigd"),
                            ("rejected", "Afgewezen"),
                            ("withdrawn", "Ingetrokken"),
                        ],
                        max_length=9,
                        verbose_name="besluit",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("decision_note", models.TextField(blank=True, verbose_name="toelichting bij het besluit")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voorgesteld door",
                    ),
                ),
            ],
            options={
                "verbose_name": "voorstel",
                "verbose_name_plural": "voorstellen",
                "ordering": ["-proposed_at", "-id"],
                "permissions": [("decide_accessproposal", "Over een voorstel beslissen")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "")),
                        fields=("kind", "subject_id"),
                        name="proposal_one_open",
                        violation_error_message="Hierover is al een voorstel gedaan. Laat daar eerst over beslissen, of trek het in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", "")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("decision__in", ["confirmed", "rejected", "withdrawn"]),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_in_full",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "confirmed"), _negated=True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_two_people",
                        violation_error_message="Wie iets voorstelt, bevestigt het niet zelf.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["roles", "group", "token"])),
                        name="proposal_kind_known",
                    ),
                    sharing.access.constraints.ProposalRules(
                        columns=(
                            "kind",
                            "subject_id",
                            "subject_name",
                            "before",
                            "after",
                            "explanation",
                            "proposed_by_id",
                            "proposed_at",
                        ),
                        digest="93acd315818b62b8",
                        name="rules_sharing_accessproposal",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=(
                            "id",
                            "kind",
                            "subject_id",
                            "subject_name",
                            "before",
                            "after",
                            "explanation",
                            "proposed_by_id",
                            "proposed_at",
                            "decision",
                            "decided_by_id",
                            "decided_at",
                            "decision_note",
                        ),
                        digest="6199d03583347e48",
                        name="history_sharing_accessproposal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "file",
                    models.FileField(
                        max_length=255,
                        storage=sharing.documents.models.private_storage,
                        upload_to="overeenkomsten/%Y/",
                        verbose_name="bestand",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                (
                    "agreement",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="sharing.agreement",
                        verbose_name="overeenkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documenten",
                "ordering": ["title"],
                "constraints": [
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "agreement_id", "title", "file", "sha256"),
                        digest="607660f77befc187",
                        name="history_sharing_agreementdocument",
                    ),
                    sharing.core.kept.Kept(
                        digest="c2352db3084f660d",
                        name="kept_sharing_agreementdocument",
                        sentence="Een bewaard document van een overeenkomst wordt niet verwijderd. Is het niet meer het geldende, kies dan bij dat document een nieuw bestand; de vorige versie blijft leesbaar.",
                        when="true",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article28Clause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("a", "a. Verwerking alleen op schriftelijke instructie"),
                            ("b", "b. Vertrouwelijkheid van medewerkers"),
                            ("c", "c. Beveiliging (art. 32)"),
                            ("d", "d. Voorwaarden voor subverwerkers"),
                            ("e", "e. Bijstand bij rechten van betrokkenen"),
                            ("f", "f. Bijstand bij beveiliging, datalekken en DPIA"),
                            ("g", "g. Wissen of teruggeven na afloop"),
                            ("h", "h. Informatie en audits"),
                        ],
                        max_length=1,
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("met", "Geregeld"),
                            ("not_met", "Niet geregeld"),
                            ("not_applicable", "Niet van toepassing"),
                        ],
                        default="not_met",
                        max_length=14,
                        verbose_name="stand",
                    ),
                ),
                (
                    "clause",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld “artikel 4, lid 2”.",
                        max_length=200,
                        verbose_name="bepaling",
                    ),
                ),
                (
                    "agreement",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clauses",
                        to="sharing.agreement",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
            ],
            options={
                "verbose_name": "onderdeel van artikel 28, lid 3",
                "verbose_name_plural": "onderdelen van artikel 28, lid 3",
                "ordering": ["item"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "item"), name="clause_once"),
                    models.CheckConstraint(
                        condition=models.Q(("item__in", ["a", "b", "c", "d", "e", "f", "g", "h"])),
                        name="clause_item_known",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "agreement_id", "item", "status", "clause", "note"),
                        digest="62fe4d4387d0c649",
                        name="history_sharing_article28clause",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuthorityRequestDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "file",
                    models.FileField(
                        max_length=255,
                        storage=sharing.documents.models.private_storage,
                        upload_to="verzoeken/%Y/",
                        verbose_name="bestand",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                (
                    "request",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="sharing.authorityrequest",
                        verbose_name="verzoek",
                    ),
                ),
            ],
            options={
                "verbose_name": "document van een verzoek",
                "verbose_name_plural": "documenten van een verzoek",
                "ordering": ["title"],
                "constraints": [
                    sharing.core.kept.Kept(
                        digest="850aa5acbf6b3a07",
                        name="kept_sharing_authorityrequestdocument",
                        sentence="Een document van een verzoek blijft bewaard: het laat zien wat is gevraagd. Is er een andere versie, kies dan een nieuw bestand; het oude blijft in de historie.",
                        when="true",
                    ),
                    sharing.consents.triggers.AsAssessed(
                        digest="c1449ee47eee05d6", name="request_document_as_assessed"
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "request_id", "title", "file", "sha256"),
                        digest="45b9dc04f5bc9041",
                        name="history_sharing_authorityrequestdocument",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by__isnull", True),
                    models.Q(("confirmed_by", models.F("assessed_by")), _negated=True),
                    _connector="OR",
                ),
                name="authority_second_person",
                violation_error_message="Bevestigen doet een ander dan wie beoordeelde.",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assessed_by__isnull", True), ("assessed_at__isnull", True), ("assessment", "")
                    ),
                    models.Q(
                        ("assessed_by__isnull", False),
                        ("assessed_at__isnull", False),
                        ("assessment__in", ["granted", "refused"]),
                    ),
                    _connector="OR",
                ),
                name="authority_assessed_whole",
                violation_error_message="Een beoordeling heeft een uitkomst, een beoordelaar en een moment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by__isnull", True), ("confirmed_at__isnull", True)),
                    models.Q(("confirmed_by__isnull", False), ("confirmed_at__gte", models.F("assessed_at"))),
                    _connector="OR",
                ),
                name="authority_confirmed_whole",
                violation_error_message="Bevestigen kan pas na de beoordeling.",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=sharing.core.kept.Kept(
                digest="6d935915b3e7eaea",
                name="kept_sharing_authorityrequest",
                sentence="Een verzoek van een autoriteit wordt nooit verwijderd: het bewijst waarom is verstrekt of geweigerd. Corrigeer het met een reden.",
                when="true",
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
            model_name="retentionterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True),
                    ("last_day__gte", models.F("first_day")),
                    ("first_day__isnull", True),
                    _connector="OR",
                ),
                name="retention_term_period",
                violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("criterion", ""),
                        ("length__gte", 1),
                        ("length__isnull", False),
                        ("unit__in", ["days", "weeks", "months", "years"]),
                        models.Q(("counted_from", ""), _negated=True),
                    ),
                    models.Q(
                        ("counted_from", ""),
                        ("length__isnull", True),
                        ("unit", ""),
                        models.Q(("criterion", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="retention_term_or_criterion",
                violation_error_message="Vul een termijn in met eenheid en waarna zij begint, of alleen tot wanneer de gegevens worden bewaard.",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionterm",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "first_day",
                    "last_day",
                    "code",
                    "description",
                    "length",
                    "unit",
                    "counted_from",
                    "criterion",
                    "legal_ground",
                    "purpose_id",
                    "data_category_id",
                    "subject_category_id",
                ),
                digest="5a73cc13145cb6e7",
                name="history_sharing_retentionterm",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("data_category__isnull", True), ("purpose__isnull", True)),
                name="retention_term_has_lists",
                violation_error_message="Een bewaartermijn heeft een lijst van doeleinden en gegevenscategorieën. Gebruik die.",
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
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "processing_agreement",
                            "processing_agreement_as_processor",
                            "service_agreement",
                            "cooperation_agreement",
                            "joint_controllers",
                        ],
                    )
                ),
                name="agreement_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True),
                    ("last_day__gte", models.F("first_day")),
                    ("first_day__isnull", True),
                    _connector="OR",
                ),
                name="agreement_period",
                violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("terminated_per__isnull", True),
                    ("terminated_per__gte", models.F("first_day")),
                    _connector="OR",
                ),
                name="agreement_terminated_after_start",
                violation_error_message="De opzegdatum ligt voor de eerste dag van de overeenkomst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=sharing.core.kept.Kept(
                digest="030b4ca32ea3737b",
                name="kept_sharing_agreement",
                sentence="Een ondertekende overeenkomst wordt niet verwijderd: zij bewijst wat er is afgesproken. Vul bij “Opgezegd per” of “Tot en met” de laatste dag in; dan geldt zij daarna niet meer.",
                when="EXISTS (SELECT 1 FROM sharing_historicalagreement h WHERE h.id = OLD.id AND h.signed_on IS NOT NULL) OR EXISTS (SELECT 1 FROM sharing_historicalagreementdocument d WHERE d.agreement_id = OLD.id)",
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
        migrations.RunSQL("ALTER TABLE sharing_pace SET UNLOGGED", migrations.RunSQL.noop),
        migrations.RunSQL(START_NORMAL, migrations.RunSQL.noop),
        migrations.RunPython(follow, migrations.RunPython.noop),
    ]
