"""The organisation's settings move from home to the register: what leaves the register is signed with them too (ADR 0016).

The same table under another name, with its rows, its rights and the triggers that tell of shown changes. The content
type keeps its number, so that what refers to it (permissions of roles, the log) goes along.
"""

import django.db.models.deletion
import wagtail.models.preview
from django.contrib.contenttypes.models import ContentType
from django.db import migrations, models

import sharing.organisation.fields
import sharing.organisation.files

MODEL = "organisationsettings"


def _renamed(old: str, new: str) -> str:
    """The table, and everything whose name begins with the table's."""
    return f"""
ALTER TABLE {old}_{MODEL} RENAME TO {new}_{MODEL};
ALTER SEQUENCE {old}_{MODEL}_id_seq RENAME TO {new}_{MODEL}_id_seq;
ALTER TRIGGER shown_{old}_{MODEL} ON {new}_{MODEL} RENAME TO shown_{new}_{MODEL};
ALTER TRIGGER shown_{old}_{MODEL}_row ON {new}_{MODEL} RENAME TO shown_{new}_{MODEL}_row;
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT conname FROM pg_constraint
        WHERE conrelid = '{new}_{MODEL}'::regclass AND starts_with(conname, '{old}_')
    LOOP
        EXECUTE format('ALTER TABLE {new}_{MODEL} RENAME CONSTRAINT %I TO %I',
            name, '{new}_' || substr(name, {len(old) + 2}));
    END LOOP;
END $$;
"""  # noqa: S608 - the names of two tables of ours


def _content_type_to(new: str, old: str):
    def move(apps, schema_editor):
        kept = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
        kept.filter(app_label=old, model=MODEL).update(app_label=new)
        ContentType.objects.clear_cache()

    return move


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0003_retention_terms"),
        # Home's 0010 comes first too, and has wherever this one is done: a new installation has neither, but what
        # replaces both. Said here, it would make a circle of those.
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(_renamed("home", "sharing"), _renamed("sharing", "home")),
                migrations.RunPython(
                    _content_type_to("sharing", old="home"), _content_type_to("home", old="sharing")
                ),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="OrganisationSettings",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organisation",
                            models.CharField(blank=True, max_length=200, verbose_name="organisatie"),
                        ),
                        (
                            "attention",
                            models.CharField(blank=True, max_length=200, verbose_name="ter attentie van"),
                        ),
                        (
                            "street",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="straat en huisnummer of postbus"
                            ),
                        ),
                        (
                            "town",
                            models.CharField(blank=True, max_length=200, verbose_name="postcode en plaats"),
                        ),
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
                            sharing.organisation.fields.ColourField(
                                blank=True, max_length=7, verbose_name="tekst"
                            ),
                        ),
                        (
                            "light_heading",
                            sharing.organisation.fields.ColourField(
                                blank=True, max_length=7, verbose_name="koppen"
                            ),
                        ),
                        (
                            "light_link",
                            sharing.organisation.fields.ColourField(
                                blank=True, max_length=7, verbose_name="links"
                            ),
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
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                to="wagtailcore.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "organisatie en huisstijl",
                    },
                    bases=(wagtail.models.preview.PreviewableMixin, models.Model),
                ),
            ],
        ),
    ]
