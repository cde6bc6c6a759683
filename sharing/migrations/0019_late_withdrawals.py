"""What was disclosed on a consent that turned out to be withdrawn is marked, and judged as a deviation is."""

from django.db import migrations, models

import sharing.disclosures.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0018_assessments"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="disclosure_by_two",
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=models.Q(("withdrawn_consent__isnull", False)),
                fields=["withdrawn_consent"],
                name="disclosure_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=sharing.disclosures.triggers.ReviewedByTwo(
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
        ),
    ]
