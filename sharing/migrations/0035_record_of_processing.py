"""What article 30 AVG asks of an organisation that is not established in the Union: its representative."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sharing", "0034_data_protection_officer")]

    operations = [
        migrations.AddField(
            model_name="organisationsettings",
            name="representative",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Alleen voor een organisatie zonder vestiging in de Unie (artikel 27 AVG). Leeg: niet nodig.",
                verbose_name="vertegenwoordiger in de Unie",
            ),
            preserve_default=False,
        ),
    ]
