"""Who judges texts, and in which steps, changes only on the server itself."""

from django.db import migrations

import home.review.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0019_completeness"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="legalreviewtask",
            constraint=home.review.triggers.ReviewersStay(
                columns=(
                    "wagtailcore_workflow",
                    "wagtailcore_workflowpage",
                    "wagtailcore_workflowtask",
                    "wagtailcore_task",
                    "wagtailcore_groupapprovaltask",
                    "wagtailcore_groupapprovaltask_groups",
                ),
                digest="17f40a877055e9cf",
                name="home_reviewers_stay",
            ),
        ),
    ]
