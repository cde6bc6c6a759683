"""Who owned the token that recorded a disclosure wrote it: somebody else judges it."""

from django.db import migrations

import sharing.disclosures.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0031_introduction_by_two"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="disclosure_by_two",
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=sharing.disclosures.triggers.ReviewedByTwo(
                columns=(
                    "review",
                    "review_note",
                    "reviewed_by_id",
                    "reviewed_at",
                    "review_seen",
                    "withdrawn_consent_id",
                    "aware_at",
                    "breach_report",
                    "breach_reported_at",
                    "breach_report_note",
                    "proposes",
                    "proposal",
                    "proposed_dossier",
                    "proposal_reason",
                    "proposed_by_id",
                    "proposed_at",
                    "voided_at",
                    "voided_by_id",
                    "void_reason",
                    "void_confirmed_by_id",
                ),
                digest="cd1673d6b9d8576d",
                name="disclosure_by_two",
            ),
        ),
    ]
