"""Where the data protection officer can be reached, once for all texts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0033_rights_requests"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisationsettings",
            name="dpo_name",
            field=models.CharField(
                blank=True,
                help_text="Mag leeg blijven: de wet vraagt hoe men de FG bereikt, niet hoe die heet.",
                max_length=200,
                verbose_name="naam van de functionaris gegevensbescherming (FG)",
            ),
        ),
        migrations.AddField(
            model_name="organisationsettings",
            name="dpo_email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres van de FG"),
        ),
        migrations.AddField(
            model_name="organisationsettings",
            name="dpo_phone",
            field=models.CharField(blank=True, max_length=40, verbose_name="telefoonnummer van de FG"),
        ),
        migrations.AddField(
            model_name="organisationsettings",
            name="without_dpo",
            field=models.BooleanField(
                default=False,
                help_text="Alleen als de organisatie geen FG hoeft te hebben (artikel 37 AVG). Dan hoort er in de "
                "privacyverklaring niets over te staan.",
                verbose_name="wij hebben geen FG",
            ),
        ),
    ]
