"""The register of breaches (AVG art. 33, 34): what happened, what was decided, what was sent; reminders of it."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.datetime
import modelcluster.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.breaches.report_models
import sharing.breaches.triggers
import sharing.core.constraints
import sharing.core.kept
import sharing.core.looking.triggers
import sharing.documents.models


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0036_agreement_steps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Kort wat er gebeurde, zonder namen en zonder dossiernummers.",
                        max_length=200,
                        verbose_name="titel",
                    ),
                ),
                (
                    "aware_at",
                    models.DateTimeField(
                        help_text="Toen wij er met redelijke zekerheid van wisten; vanaf dan loopt de termijn om te melden.",
                        verbose_name="bekend geworden op",
                    ),
                ),
                ("found_how", models.TextField(blank=True, verbose_name="hoe het bekend werd")),
                (
                    "occurred_from",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leeg zolang het niet bekend is.",
                        null=True,
                        verbose_name="begonnen op",
                    ),
                ),
                (
                    "occurred_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leeg zolang het voortduurt of niet bekend is.",
                        null=True,
                        verbose_name="geëindigd op",
                    ),
                ),
                (
                    "nature",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "confidentiality",
                                    "Vertrouwelijkheid: iemand kreeg gegevens die er niet bij mocht",
                                ),
                                ("integrity", "Juistheid: gegevens zijn ongewild veranderd"),
                                ("availability", "Beschikbaarheid: gegevens zijn weg of niet te bereiken"),
                            ],
                            max_length=15,
                        ),
                        size=None,
                        verbose_name="aard van de inbreuk",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("misdirected", "Aan de verkeerde verstuurd of afgegeven"),
                            ("too_much", "Meer verstrekt dan mocht"),
                            ("lost", "Apparaat, drager of papier kwijt"),
                            ("stolen", "Apparaat, drager of papier gestolen"),
                            ("published", "Per ongeluk openbaar gemaakt"),
                            ("inside", "Onbevoegd ingezien door een medewerker"),
                            ("intrusion", "Ingebroken in een systeem (hacking)"),
                            ("phishing", "Inloggegevens ontfutseld (phishing)"),
                            ("malware", "Kwaadaardige software, zoals gijzelsoftware"),
                            ("failure", "Fout of storing in een systeem"),
                            ("destroyed", "Per ongeluk gewist, veranderd of vernietigd"),
                            ("other", "Iets anders"),
                        ],
                        max_length=12,
                        verbose_name="oorzaak",
                    ),
                ),
                ("facts", models.TextField(verbose_name="wat er is gebeurd")),
                (
                    "persons_least",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="minstens zoveel personen"
                    ),
                ),
                (
                    "persons_most",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="hoogstens zoveel personen"
                    ),
                ),
                ("consequences", models.TextField(blank=True, verbose_name="waarschijnlijke gevolgen")),
                ("measures_before", models.TextField(blank=True, verbose_name="beveiliging vooraf")),
                ("measures_after", models.TextField(blank=True, verbose_name="genomen maatregelen")),
                ("measures_next", models.TextField(blank=True, verbose_name="maatregelen tegen herhaling")),
                (
                    "told_by_knew_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Voor zover hij dat heeft verteld.",
                        null=True,
                        verbose_name="bij de verwerker bekend op",
                    ),
                ),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unlikely", "Een risico voor betrokkenen is onwaarschijnlijk"),
                            ("risk", "Risico voor betrokkenen"),
                            ("high", "Hoog risico voor betrokkenen"),
                        ],
                        max_length=8,
                        verbose_name="risico",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("report", "Melden bij de AP"), ("not_report", "Niet melden bij de AP")],
                        max_length=10,
                        verbose_name="besluit over melden",
                    ),
                ),
                ("assess_reason", models.TextField(blank=True, verbose_name="waarop dat oordeel berust")),
                (
                    "assessed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="beoordeeld op"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="niet melden bevestigd op"
                    ),
                ),
                ("confirm_note", models.TextField(blank=True, verbose_name="toelichting bij de bevestiging")),
                (
                    "reported_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="voor het eerst gemeld op"
                    ),
                ),
                (
                    "authority_reference",
                    models.CharField(
                        blank=True, editable=False, max_length=100, verbose_name="nummer van de AP"
                    ),
                ),
                (
                    "report_complete",
                    models.BooleanField(default=False, editable=False, verbose_name="melding volledig"),
                ),
                (
                    "client_told_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="aan de opdrachtgever gemeld op"
                    ),
                ),
                (
                    "client_told_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "Per brief"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("portal", "In een portaal of app"),
                            ("in_person", "In een gesprek"),
                            ("public", "Openbaar, zoals op de website"),
                        ],
                        max_length=9,
                        verbose_name="hoe aan de opdrachtgever gemeld",
                    ),
                ),
                (
                    "client_told_note",
                    models.TextField(
                        blank=True, verbose_name="toelichting bij de melding aan de opdrachtgever"
                    ),
                ),
                (
                    "persons_decision",
                    models.CharField(
                        blank=True,
                        choices=[("informed", "Geïnformeerd"), ("not_informed", "Niet geïnformeerd")],
                        max_length=12,
                        verbose_name="betrokkenen",
                    ),
                ),
                (
                    "persons_on",
                    models.DateField(blank=True, null=True, verbose_name="betrokkenen geïnformeerd op"),
                ),
                (
                    "persons_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "Per brief"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("portal", "In een portaal of app"),
                            ("in_person", "In een gesprek"),
                            ("public", "Openbaar, zoals op de website"),
                        ],
                        max_length=9,
                        verbose_name="betrokkenen hoe geïnformeerd",
                    ),
                ),
                (
                    "persons_number",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="aantal geïnformeerde betrokkenen"
                    ),
                ),
                (
                    "persons_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_high_risk", "Er is geen hoog risico (art. 34, lid 1)"),
                            (
                                "protected",
                                "De gegevens waren onleesbaar, zoals versleuteld (art. 34, lid 3, onder a)",
                            ),
                            (
                                "prevented",
                                "Maatregelen achteraf namen het hoge risico weg (art. 34, lid 3, onder b)",
                            ),
                            (
                                "public",
                                "Onevenredig veel moeite; er is een openbare mededeling gedaan (art. 34, lid 3, onder c)",
                            ),
                            ("exception", "Een uitzondering van de UAVG (art. 41 of 42)"),
                        ],
                        max_length=12,
                        verbose_name="grond om niet te informeren",
                    ),
                ),
                (
                    "persons_reason",
                    models.TextField(blank=True, verbose_name="toelichting over de betrokkenen"),
                ),
                (
                    "persons_decided_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="over de betrokkenen beslist op"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="afgesloten op"),
                ),
                ("close_note", models.TextField(blank=True, verbose_name="conclusie")),
            ],
            options={
                "verbose_name": "datalek",
                "verbose_name_plural": "datalekken",
                "ordering": ["-aware_at"],
            },
        ),
        migrations.CreateModel(
            name="BreachAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=40, verbose_name="vraag")),
                ("answer", models.TextField(blank=True, verbose_name="antwoord")),
            ],
            options={
                "verbose_name": "antwoord voor het formulier",
                "verbose_name_plural": "antwoorden voor het formulier",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BreachDisclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "verstrekking van een datalek",
                "verbose_name_plural": "verstrekkingen van een datalek",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BreachDocument",
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
                        upload_to=sharing.documents.models.place_of,
                        verbose_name="bestand",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
            ],
            options={
                "verbose_name": "document van een datalek",
                "verbose_name_plural": "documenten van een datalek",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="BreachNotification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("initial", "Eerste melding"),
                            ("additional", "Aanvulling"),
                            ("changed", "Wijziging"),
                            ("withdrawn", "Intrekking"),
                        ],
                        max_length=10,
                        verbose_name="soort melding",
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="gemeld op")),
                ("reference", models.CharField(max_length=100, verbose_name="nummer van de AP")),
                ("due_at", models.DateTimeField(null=True, verbose_name="uiterlijk te melden op")),
                ("delay_reason", models.TextField(blank=True, verbose_name="reden van de vertraging")),
                ("is_complete", models.BooleanField(verbose_name="volledig")),
                ("note", models.TextField(blank=True, verbose_name="toelichting")),
                (
                    "fields",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="zoals gemeld"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=255,
                        storage=sharing.breaches.report_models.private_storage,
                        upload_to="datalekken/%Y/",
                        verbose_name="bestand",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="vastgelegd op",
                    ),
                ),
            ],
            options={
                "verbose_name": "melding van een datalek",
                "verbose_name_plural": "meldingen van een datalek",
                "ordering": ["made_at", "id"],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="BreachRecords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="aantal gegevensrecords"),
                ),
            ],
            options={
                "verbose_name": "gegevens van een datalek",
                "verbose_name_plural": "om welke gegevens het gaat",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BreachSubjects",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="aantal personen"),
                ),
            ],
            options={
                "verbose_name": "betrokkenen van een datalek",
                "verbose_name_plural": "om wie het gaat",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBreach",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "title",
                    models.CharField(
                        help_text="Kort wat er gebeurde, zonder namen en zonder dossiernummers.",
                        max_length=200,
                        verbose_name="titel",
                    ),
                ),
                (
                    "aware_at",
                    models.DateTimeField(
                        help_text="Toen wij er met redelijke zekerheid van wisten; vanaf dan loopt de termijn om te melden.",
                        verbose_name="bekend geworden op",
                    ),
                ),
                ("found_how", models.TextField(blank=True, verbose_name="hoe het bekend werd")),
                (
                    "occurred_from",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leeg zolang het niet bekend is.",
                        null=True,
                        verbose_name="begonnen op",
                    ),
                ),
                (
                    "occurred_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leeg zolang het voortduurt of niet bekend is.",
                        null=True,
                        verbose_name="geëindigd op",
                    ),
                ),
                (
                    "nature",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "confidentiality",
                                    "Vertrouwelijkheid: iemand kreeg gegevens die er niet bij mocht",
                                ),
                                ("integrity", "Juistheid: gegevens zijn ongewild veranderd"),
                                ("availability", "Beschikbaarheid: gegevens zijn weg of niet te bereiken"),
                            ],
                            max_length=15,
                        ),
                        size=None,
                        verbose_name="aard van de inbreuk",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("misdirected", "Aan de verkeerde verstuurd of afgegeven"),
                            ("too_much", "Meer verstrekt dan mocht"),
                            ("lost", "Apparaat, drager of papier kwijt"),
                            ("stolen", "Apparaat, drager of papier gestolen"),
                            ("published", "Per ongeluk openbaar gemaakt"),
                            ("inside", "Onbevoegd ingezien door een medewerker"),
                            ("intrusion", "Ingebroken in een systeem (hacking)"),
                            ("phishing", "Inloggegevens ontfutseld (phishing)"),
                            ("malware", "Kwaadaardige software, zoals gijzelsoftware"),
                            ("failure", "Fout of storing in een systeem"),
                            ("destroyed", "Per ongeluk gewist, veranderd of vernietigd"),
                            ("other", "Iets anders"),
                        ],
                        max_length=12,
                        verbose_name="oorzaak",
                    ),
                ),
                ("facts", models.TextField(verbose_name="wat er is gebeurd")),
                (
                    "persons_least",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="minstens zoveel personen"
                    ),
                ),
                (
                    "persons_most",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="hoogstens zoveel personen"
                    ),
                ),
                ("consequences", models.TextField(blank=True, verbose_name="waarschijnlijke gevolgen")),
                ("measures_before", models.TextField(blank=True, verbose_name="beveiliging vooraf")),
                ("measures_after", models.TextField(blank=True, verbose_name="genomen maatregelen")),
                ("measures_next", models.TextField(blank=True, verbose_name="maatregelen tegen herhaling")),
                (
                    "told_by_knew_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Voor zover hij dat heeft verteld.",
                        null=True,
                        verbose_name="bij de verwerker bekend op",
                    ),
                ),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unlikely", "Een risico voor betrokkenen is onwaarschijnlijk"),
                            ("risk", "Risico voor betrokkenen"),
                            ("high", "Hoog risico voor betrokkenen"),
                        ],
                        max_length=8,
                        verbose_name="risico",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("report", "Melden bij de AP"), ("not_report", "Niet melden bij de AP")],
                        max_length=10,
                        verbose_name="besluit over melden",
                    ),
                ),
                ("assess_reason", models.TextField(blank=True, verbose_name="waarop dat oordeel berust")),
                (
                    "assessed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="beoordeeld op"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="niet melden bevestigd op"
                    ),
                ),
                ("confirm_note", models.TextField(blank=True, verbose_name="toelichting bij de bevestiging")),
                (
                    "reported_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="voor het eerst gemeld op"
                    ),
                ),
                (
                    "authority_reference",
                    models.CharField(
                        blank=True, editable=False, max_length=100, verbose_name="nummer van de AP"
                    ),
                ),
                (
                    "report_complete",
                    models.BooleanField(default=False, editable=False, verbose_name="melding volledig"),
                ),
                (
                    "client_told_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="aan de opdrachtgever gemeld op"
                    ),
                ),
                (
                    "client_told_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "Per brief"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("portal", "In een portaal of app"),
                            ("in_person", "In een gesprek"),
                            ("public", "Openbaar, zoals op de website"),
                        ],
                        max_length=9,
                        verbose_name="hoe aan de opdrachtgever gemeld",
                    ),
                ),
                (
                    "client_told_note",
                    models.TextField(
                        blank=True, verbose_name="toelichting bij de melding aan de opdrachtgever"
                    ),
                ),
                (
                    "persons_decision",
                    models.CharField(
                        blank=True,
                        choices=[("informed", "Geïnformeerd"), ("not_informed", "Niet geïnformeerd")],
                        max_length=12,
                        verbose_name="betrokkenen",
                    ),
                ),
                (
                    "persons_on",
                    models.DateField(blank=True, null=True, verbose_name="betrokkenen geïnformeerd op"),
                ),
                (
                    "persons_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "Per brief"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("portal", "In een portaal of app"),
                            ("in_person", "In een gesprek"),
                            ("public", "Openbaar, zoals op de website"),
                        ],
                        max_length=9,
                        verbose_name="betrokkenen hoe geïnformeerd",
                    ),
                ),
                (
                    "persons_number",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="aantal geïnformeerde betrokkenen"
                    ),
                ),
                (
                    "persons_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_high_risk", "Er is geen hoog risico (art. 34, lid 1)"),
                            (
                                "protected",
                                "De gegevens waren onleesbaar, zoals versleuteld (art. 34, lid 3, onder a)",
                            ),
                            (
                                "prevented",
                                "Maatregelen achteraf namen het hoge risico weg (art. 34, lid 3, onder b)",
                            ),
                            (
                                "public",
                                "Onevenredig veel moeite; er is een openbare mededeling gedaan (art. 34, lid 3, onder c)",
                            ),
                            ("exception", "Een uitzondering van de UAVG (art. 41 of 42)"),
                        ],
                        max_length=12,
                        verbose_name="grond om niet te informeren",
                    ),
                ),
                (
                    "persons_reason",
                    models.TextField(blank=True, verbose_name="toelichting over de betrokkenen"),
                ),
                (
                    "persons_decided_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="over de betrokkenen beslist op"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="afgesloten op"),
                ),
                ("close_note", models.TextField(blank=True, verbose_name="conclusie")),
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
                "verbose_name": "wijziging van datalek",
                "verbose_name_plural": "wijzigingen van datalekken",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBreachAnswer",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("question", models.CharField(max_length=40, verbose_name="vraag")),
                ("answer", models.TextField(blank=True, verbose_name="antwoord")),
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
                "verbose_name": "wijziging van antwoord voor het formulier",
                "verbose_name_plural": "wijzigingen van antwoorden voor het formulier",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBreachDisclosure",
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
                "verbose_name": "wijziging van verstrekking van een datalek",
                "verbose_name_plural": "wijzigingen van verstrekkingen van een datalek",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBreachDocument",
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
            ],
            options={
                "verbose_name": "wijziging van document van een datalek",
                "verbose_name_plural": "wijzigingen van documenten van een datalek",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBreachRecords",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "number",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="aantal gegevensrecords"),
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
                "verbose_name": "wijziging van gegevens van een datalek",
                "verbose_name_plural": "wijzigingen van om welke gegevens het gaat",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBreachSubjects",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "number",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="aantal personen"),
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
                "verbose_name": "wijziging van betrokkenen van een datalek",
                "verbose_name_plural": "wijzigingen van om wie het gaat",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RemoveConstraint(
            model_name="reminder",
            name="reminder_kind_known",
        ),
        migrations.AlterField(
            model_name="reminder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("notice", "Opzegtermijn van een overeenkomst"),
                    ("agreement_ends", "Einde van een overeenkomst"),
                    ("agreement_ended", "Afgelopen overeenkomst die nog wordt gebruikt"),
                    ("transfer_ends", "Einde van een doorgifte"),
                    ("decision_ends", "Einde van een adequaatheidsbesluit"),
                    ("review", "Herziening van een beoordeling (TIA)"),
                    ("objection", "Bezwaar tegen een subverwerker"),
                    ("rights", "Verzoek van een betrokkene"),
                    ("breach", "Datalek te melden of niet"),
                ],
                max_length=15,
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "notice",
                            "agreement_ends",
                            "agreement_ended",
                            "transfer_ends",
                            "decision_ends",
                            "review",
                            "objection",
                            "rights",
                            "breach",
                        ],
                    )
                ),
                name="reminder_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="assessed_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beoordeeld door",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="breaches_assigned",
                to=settings.AUTH_USER_MODEL,
                verbose_name="in behandeling bij",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="afgesloten door",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="niet melden bevestigd door",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="on_behalf_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="breaches",
                to="sharing.party",
                verbose_name="van opdrachtgever",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="persons_decided_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="over de betrokkenen beslist door",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="registered_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="breaches_told",
                to="sharing.party",
                verbose_name="gemeld door verwerker",
            ),
        ),
        migrations.AddField(
            model_name="breachanswer",
            name="breach",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="breachdisclosure",
            name="breach",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="disclosures",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="breachdisclosure",
            name="disclosure",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="in_breach",
                to="sharing.disclosure",
                verbose_name="verstrekking",
            ),
        ),
        migrations.AddField(
            model_name="breachdocument",
            name="breach",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="breachnotification",
            name="breach",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notifications",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="breachnotification",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="breachrecords",
            name="breach",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="records",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="breachrecords",
            name="category",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.datacategory",
                verbose_name="gegevenscategorie",
            ),
        ),
        migrations.AddField(
            model_name="breachsubjects",
            name="breach",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="subjects",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="breachsubjects",
            name="category",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.subjectcategory",
                verbose_name="categorie betrokkenen",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreach",
            name="assessed_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalbreach",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="in behandeling bij",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreach",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="afgesloten door",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreach",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="niet melden bevestigd door",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreach",
            name="on_behalf_of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.party",
                verbose_name="van opdrachtgever",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreach",
            name="persons_decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="over de betrokkenen beslist door",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreach",
            name="registered_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalbreach",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.party",
                verbose_name="gemeld door verwerker",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreachanswer",
            name="breach",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreachdisclosure",
            name="breach",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreachdisclosure",
            name="disclosure",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.disclosure",
                verbose_name="verstrekking",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreachdocument",
            name="breach",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreachrecords",
            name="breach",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreachrecords",
            name="category",
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
            model_name="historicalbreachsubjects",
            name="breach",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.breach",
                verbose_name="datalek",
            ),
        ),
        migrations.AddField(
            model_name="historicalbreachsubjects",
            name="category",
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
        migrations.AddConstraint(
            model_name="breach",
            constraint=sharing.core.kept.Kept(
                digest="53be09e2e42b37de",
                name="kept_sharing_breach",
                sentence="Een datalek wordt nooit verwijderd, ook niet als het niet is gemeld (artikel 33, lid 5, AVG). Corrigeer het met een reden, of sluit het af.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=sharing.breaches.triggers.BreachStands(
                digest="dcf772dec5f10be5", name="breach_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "cause__in",
                        [
                            "misdirected",
                            "too_much",
                            "lost",
                            "stolen",
                            "published",
                            "inside",
                            "intrusion",
                            "phishing",
                            "malware",
                            "failure",
                            "destroyed",
                            "other",
                        ],
                    )
                ),
                name="breach_cause_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nature__contained_by", ["confidentiality", "integrity", "availability"]),
                    models.Q(("nature", []), _negated=True),
                ),
                name="breach_nature_known",
                violation_error_message="Kies minstens één aard van de inbreuk.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True), models.Q(("facts", ""), _negated=True)
                ),
                name="breach_told_in_words",
                violation_error_message="Schrijf op wat er is gebeurd (art. 33, lid 5, AVG).",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("occurred_until__isnull", True),
                    ("occurred_from__isnull", True),
                    ("occurred_until__gte", models.F("occurred_from")),
                    _connector="OR",
                ),
                name="breach_occurred_period",
                violation_error_message="Het einde ligt voor het begin; controleer de datum en de tijd.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("occurred_from__isnull", True),
                    ("aware_at__gte", models.F("occurred_from")),
                    _connector="OR",
                ),
                name="breach_known_after_it_began",
                violation_error_message="Een datalek wordt niet bekend voordat het begint; controleer de datum en de tijd.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told_by_knew_at__isnull", True),
                    models.Q(("told_by__isnull", False), ("told_by_knew_at__lte", models.F("aware_at"))),
                    _connector="OR",
                ),
                name="breach_processor_knew_first",
                violation_error_message="De verwerker wist het niet later dan wij; kies ook welke verwerker het was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("persons_least__isnull", True),
                    ("persons_most__isnull", True),
                    ("persons_most__gte", models.F("persons_least")),
                    _connector="OR",
                ),
                name="breach_number_of_persons",
                violation_error_message="Het hoogste aantal personen is kleiner dan het laagste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assess_reason", ""),
                        ("assessed_at__isnull", True),
                        ("assessed_by__isnull", True),
                        ("decision", ""),
                        ("risk", ""),
                    ),
                    models.Q(
                        ("assessed_at__isnull", False),
                        ("assessed_by__isnull", False),
                        ("decision__in", ["report", "not_report"]),
                        ("risk__in", ["unlikely", "risk", "high"]),
                        models.Q(("assess_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="breach_assessment_whole",
                violation_error_message="Een oordeel noemt het risico, het besluit, de reden en wie het gaf.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision", "not_report"), ("risk", "high"), _negated=True),
                name="breach_high_risk_is_reported",
                violation_error_message="Een datalek met een hoog risico wordt gemeld bij de AP.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirm_note", ""), ("confirmed_at__isnull", True), ("confirmed_by__isnull", True)
                    ),
                    models.Q(
                        models.Q(("decision", "not_report")),
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        models.Q(("confirmed_by", models.F("assessed_by")), _negated=True),
                        models.Q(("confirmed_by", models.F("registered_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="breach_not_reported_by_two",
                violation_error_message="Dat niet wordt gemeld, bevestigt een ander dan wie het datalek vastlegde of beoordeelde.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("authority_reference", ""), ("report_complete", False), ("reported_at__isnull", True)
                    ),
                    models.Q(
                        ("decision", "report"),
                        ("on_behalf_of__isnull", True),
                        ("reported_at__isnull", False),
                        models.Q(("authority_reference", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="breach_reported_whole",
                violation_error_message="Een melding heeft een moment en het nummer van de AP.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("client_told_at__isnull", True), ("client_told_how", ""), ("client_told_note", "")
                    ),
                    models.Q(
                        ("client_told_at__gte", models.F("aware_at")),
                        ("client_told_at__isnull", False),
                        (
                            "client_told_how__in",
                            ["letter", "email", "phone", "portal", "in_person", "public"],
                        ),
                        ("on_behalf_of__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="breach_client_told_whole",
                violation_error_message="Vul in wanneer en hoe de opdrachtgever het hoorde.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(("on_behalf_of__isnull", True), ("decision", ""), _connector="OR"),
                name="breach_client_decides",
                violation_error_message="Over dit datalek beslist de opdrachtgever; meld het aan hem.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("persons_decided_at__isnull", True),
                        ("persons_decided_by__isnull", True),
                        ("persons_decision", ""),
                        ("persons_ground", ""),
                        ("persons_how", ""),
                        ("persons_number__isnull", True),
                        ("persons_on__isnull", True),
                        ("persons_reason", ""),
                    ),
                    models.Q(
                        ("persons_decided_at__isnull", False),
                        ("persons_decided_by__isnull", False),
                        ("persons_decision", "informed"),
                        ("persons_ground", ""),
                        ("persons_how__in", ["letter", "email", "phone", "portal", "in_person", "public"]),
                        ("persons_on__isnull", False),
                    ),
                    models.Q(
                        ("persons_decided_at__isnull", False),
                        ("persons_decided_by__isnull", False),
                        ("persons_decision", "not_informed"),
                        (
                            "persons_ground__in",
                            ["no_high_risk", "protected", "prevented", "public", "exception"],
                        ),
                        ("persons_how", ""),
                        ("persons_number__isnull", True),
                        ("persons_on__isnull", True),
                        models.Q(("persons_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="breach_persons_whole",
                violation_error_message="Vul in wanneer en hoe de betrokkenen zijn geïnformeerd, of op welke grond en waarom niet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("risk", "high"), _negated=True),
                    models.Q(("persons_decision", "not_informed"), _negated=True),
                    ("persons_ground__in", ["exception", "prevented", "protected", "public"]),
                    _connector="OR",
                ),
                name="breach_persons_of_high_risk",
                violation_error_message="Bij een hoog risico kan “er is geen hoog risico” niet de grond zijn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("close_note", ""), ("closed_at__isnull", True), ("closed_by__isnull", True)),
                    models.Q(
                        models.Q(
                            ("reported_at__isnull", False),
                            ("confirmed_by__isnull", False),
                            ("client_told_at__isnull", False),
                            _connector="OR",
                        ),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("close_note", ""), _negated=True),
                        models.Q(("closed_by", models.F("registered_by")), _negated=True),
                        models.Q(
                            ("assessed_by__isnull", True),
                            models.Q(("closed_by", models.F("assessed_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="breach_closed_whole",
                violation_error_message="Afsluiten kan pas na de melding of het bevestigde besluit om niet te melden, door een ander dan wie het datalek vastlegde of beoordeelde, en met een conclusie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "title",
                    "aware_at",
                    "found_how",
                    "occurred_from",
                    "occurred_until",
                    "nature",
                    "cause",
                    "facts",
                    "persons_least",
                    "persons_most",
                    "consequences",
                    "measures_before",
                    "measures_after",
                    "measures_next",
                    "told_by_id",
                    "told_by_knew_at",
                    "on_behalf_of_id",
                    "assigned_to_id",
                    "registered_by_id",
                    "risk",
                    "decision",
                    "assess_reason",
                    "assessed_by_id",
                    "assessed_at",
                    "confirmed_by_id",
                    "confirmed_at",
                    "confirm_note",
                    "reported_at",
                    "authority_reference",
                    "report_complete",
                    "client_told_at",
                    "client_told_how",
                    "client_told_note",
                    "persons_decision",
                    "persons_on",
                    "persons_how",
                    "persons_number",
                    "persons_ground",
                    "persons_reason",
                    "persons_decided_by_id",
                    "persons_decided_at",
                    "closed_by_id",
                    "closed_at",
                    "close_note",
                ),
                digest="a29fe3c9b5fd3a5d",
                name="history_sharing_breach",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachanswer",
            constraint=sharing.core.kept.Kept(
                digest="12d07d39043cdb98",
                name="kept_sharing_breachanswer",
                sentence="Wat bij een datalek is vastgelegd, blijft bewaard. Klopt het niet, corrigeer het dan met een reden; wat er stond, staat in de historie.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachanswer",
            constraint=sharing.breaches.triggers.BeforeClosing(
                digest="e4bb5103e07712d8", name="breach_answer_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="breachanswer",
            constraint=models.UniqueConstraint(fields=("breach", "question"), name="breach_answer_once"),
        ),
        migrations.AddConstraint(
            model_name="breachanswer",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "breach_id", "question", "answer"),
                digest="3f43f4f820aa38bb",
                name="history_sharing_breachanswer",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachdisclosure",
            constraint=sharing.core.kept.Kept(
                digest="046ec49f5f653a3d",
                name="kept_sharing_breachdisclosure",
                sentence="Wat bij een datalek is vastgelegd, blijft bewaard. Klopt het niet, corrigeer het dan met een reden; wat er stond, staat in de historie.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachdisclosure",
            constraint=sharing.breaches.triggers.BeforeClosing(
                digest="d3a41b614fd73555", name="breach_disclosure_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="breachdisclosure",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "breach_id", "disclosure_id"),
                digest="f4ead52ec46ae1c8",
                name="history_sharing_breachdisclosure",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachdocument",
            constraint=sharing.core.kept.Kept(
                digest="e508c2eac9114ef1",
                name="kept_sharing_breachdocument",
                sentence="Een document van een datalek blijft bewaard: het laat zien wat er is gebeurd en gedaan. Is er een andere versie, kies dan een nieuw bestand; het oude blijft leesbaar.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachdocument",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "title", "file", "sha256", "breach_id"),
                digest="f897badb0986d1cb",
                name="history_sharing_breachdocument",
            ),
        ),
        migrations.AddIndex(
            model_name="breachnotification",
            index=models.Index(fields=["breach", "made_at", "id"], name="notification_breach"),
        ),
        migrations.AddConstraint(
            model_name="breachnotification",
            constraint=models.CheckConstraint(
                condition=models.Q(("phase__in", ["initial", "additional", "changed", "withdrawn"])),
                name="notification_phase_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachnotification",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference", ""), _negated=True), name="notification_has_reference"
            ),
        ),
        migrations.AddConstraint(
            model_name="breachnotification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_at__isnull", True),
                    ("sent_at__lte", models.F("due_at")),
                    models.Q(("delay_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="notification_delay_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachnotification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("phase", "initial")), fields=("breach",), name="notification_begins_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="breachnotification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("phase", "withdrawn")), fields=("breach",), name="notification_ends_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="breachnotification",
            constraint=sharing.core.looking.triggers.AsItHappened(
                columns=("made_by_id", "made_at"),
                digest="5d360e6dd9abade8",
                name="notification_as_it_happened",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachnotification",
            constraint=sharing.core.constraints.AppendOnly(
                digest="2e46f4ae5edcbe3e", name="immutable_sharing_breachnotification"
            ),
        ),
        migrations.AddConstraint(
            model_name="breachnotification",
            constraint=sharing.core.constraints.ActorNeeded(
                digest="bb11c48b6d82fe97", name="actor_sharing_breachnotification"
            ),
        ),
        migrations.AddConstraint(
            model_name="breachrecords",
            constraint=sharing.breaches.triggers.BeforeClosing(
                digest="45ac0c1ba5c4a769", name="breach_records_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="breachrecords",
            constraint=models.UniqueConstraint(
                fields=("breach", "category"),
                name="breach_records_once",
                violation_error_message="Deze categorie staat er al bij.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachrecords",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "breach_id", "category_id", "number"),
                digest="283e77b65bf31881",
                name="history_sharing_breachrecords",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachsubjects",
            constraint=sharing.breaches.triggers.BeforeClosing(
                digest="b4de406985f0a5ca", name="breach_subjects_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="breachsubjects",
            constraint=models.UniqueConstraint(
                fields=("breach", "category"),
                name="breach_subjects_once",
                violation_error_message="Deze categorie staat er al bij.",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachsubjects",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "breach_id", "category_id", "number"),
                digest="b917fa9f663715d9",
                name="history_sharing_breachsubjects",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreach",
            index=models.Index(fields=["id", "-history_date", "-history_id"], name="hist_breach_moment"),
        ),
        migrations.AddIndex(
            model_name="historicalbreach",
            index=django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_breach"),
        ),
        migrations.AddConstraint(
            model_name="historicalbreach",
            constraint=sharing.core.constraints.AppendOnly(
                digest="bc82daa94be17e5a", name="evidence_sharing_breach"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreachanswer",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_breachanswer_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreachanswer",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_breachanswer"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalbreachanswer",
            constraint=sharing.core.constraints.AppendOnly(
                digest="2b8ea82c04f3cef3", name="evidence_sharing_breachanswer"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreachdisclosure",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_breachdisclosure_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreachdisclosure",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_breachdisclosure"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalbreachdisclosure",
            constraint=sharing.core.constraints.AppendOnly(
                digest="4326908c22f9bc10", name="evidence_sharing_breachdisclosure"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreachdocument",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_breachdocument_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreachdocument",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_breachdocument"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalbreachdocument",
            constraint=sharing.core.constraints.AppendOnly(
                digest="d129958f0aa4524d", name="evidence_sharing_breachdocument"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreachrecords",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_breachrecords_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreachrecords",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_breachrecords"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalbreachrecords",
            constraint=sharing.core.constraints.AppendOnly(
                digest="c523c901e64523c7", name="evidence_sharing_breachrecords"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreachsubjects",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_breachsubjects_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbreachsubjects",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_breachsubjects"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalbreachsubjects",
            constraint=sharing.core.constraints.AppendOnly(
                digest="4b54586137be868e", name="evidence_sharing_breachsubjects"
            ),
        ),
    ]
