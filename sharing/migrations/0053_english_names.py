"""What readers of the English statement get of purposes and services, in English."""

from django.conf import settings
from django.db import migrations, models

import sharing.core.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0052_reminder_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="agreement",
            name="history_sharing_agreement",
        ),
        migrations.RemoveConstraint(
            model_name="purpose",
            name="history_sharing_purpose",
        ),
        migrations.RemoveConstraint(
            model_name="subprocessor",
            name="history_sharing_subprocessor",
        ),
        migrations.AddField(
            model_name="agreement",
            name="description_en",
            field=models.TextField(
                blank=True,
                verbose_name="omschrijving in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="historicalagreement",
            name="description_en",
            field=models.TextField(
                blank=True,
                verbose_name="omschrijving in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="historicalpurpose",
            name="description_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=500,
                verbose_name="omschrijving in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="historicalsubprocessor",
            name="service_en",
            field=models.CharField(
                blank=True,
                max_length=200,
                verbose_name="dienst in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="purpose",
            name="description_en",
            field=models.CharField(
                blank=True,
                help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                max_length=500,
                verbose_name="omschrijving in het Engels",
            ),
        ),
        migrations.AddField(
            model_name="subprocessor",
            name="service_en",
            field=models.CharField(
                blank=True,
                max_length=200,
                verbose_name="dienst in het Engels",
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
                    "description_en",
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
                    "data_gone_on",
                    "infringing_instruction",
                    "audited_on",
                    "audit_due",
                ),
                digest="14b2b50f5795d6fa",
                name="history_sharing_agreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="purpose",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "code", "description", "description_en", "parent_id"),
                digest="51ec5f0615143ed4",
                name="history_sharing_purpose",
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
                    "service_en",
                    "country_id",
                    "announced_on",
                    "objection_until",
                    "approved_on",
                    "first_day",
                    "last_day",
                    "objected_on",
                    "objection_reason",
                    "objection_outcome",
                    "flow_down",
                ),
                digest="80f559b857350aa1",
                name="history_sharing_subprocessor",
            ),
        ),
    ]
