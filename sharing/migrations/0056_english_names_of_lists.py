"""What readers of English get of data, activities, terms and people, in English."""

from django.conf import settings
from django.db import migrations, models

import sharing.core.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0055_public_recipients"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="datacategory",
            name="history_sharing_datacategory",
        ),
        migrations.RemoveConstraint(
            model_name="processingactivity",
            name="history_sharing_processingactivity",
        ),
        migrations.RemoveConstraint(
            model_name="retentionterm",
            name="history_sharing_retentionterm",
        ),
        migrations.RemoveConstraint(
            model_name="subjectcategory",
            name="history_sharing_subjectcategory",
        ),
        migrations.AddField(
            model_name="datacategory",
            name="name_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=200,
                verbose_name="naam in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="historicaldatacategory",
            name="name_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=200,
                verbose_name="naam in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="historicalprocessingactivity",
            name="name_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=200,
                verbose_name="naam in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="historicalretentionterm",
            name="counted_from_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=200,
                verbose_name="na, in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="historicalretentionterm",
            name="criterion_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=300,
                verbose_name="of: tot wanneer, in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="historicalretentionterm",
            name="description_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=300,
                verbose_name="wat wij bewaren, in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="historicalsubjectcategory",
            name="name_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=200,
                verbose_name="naam in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="processingactivity",
            name="name_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=200,
                verbose_name="naam in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="retentionterm",
            name="counted_from_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=200,
                verbose_name="na, in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="retentionterm",
            name="criterion_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=300,
                verbose_name="of: tot wanneer, in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="retentionterm",
            name="description_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=300,
                verbose_name="wat wij bewaren, in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="subjectcategory",
            name="name_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=200,
                verbose_name="naam in het Engels",
            ),
        ),
        migrations.AddConstraint(
            model_name="datacategory",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "code", "name", "name_en", "kind", "origin"),
                digest="c936ebc18877a991",
                name="history_sharing_datacategory",
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
                    "name_en",
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
                digest="83ffea64446704b1",
                name="history_sharing_processingactivity",
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
                    "description_en",
                    "length",
                    "unit",
                    "counted_from",
                    "counted_from_en",
                    "criterion",
                    "criterion_en",
                    "legal_ground",
                    "purpose_id",
                    "data_category_id",
                    "subject_category_id",
                ),
                digest="4aa447927271ab23",
                name="history_sharing_retentionterm",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectcategory",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "code", "name", "name_en", "staff"),
                digest="9c84b1f2f21df763",
                name="history_sharing_subjectcategory",
            ),
        ),
    ]
