"""Missing grounds only warn for longer when two people agree."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sharing.core.constraints
import sharing.grounds.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0030_withdrawn_commitments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="groundsintroduction",
            name="history_sharing_groundsintroduction",
        ),
        migrations.AddField(
            model_name="groundsintroduction",
            name="wanted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="voorgesteld door",
            ),
        ),
        migrations.AddField(
            model_name="groundsintroduction",
            name="wanted_until",
            field=models.DateField(blank=True, null=True, verbose_name="voorgesteld: tot en met"),
        ),
        migrations.AddField(
            model_name="historicalgroundsintroduction",
            name="wanted_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalgroundsintroduction",
            name="wanted_until",
            field=models.DateField(blank=True, null=True, verbose_name="voorgesteld: tot en met"),
        ),
        migrations.AlterField(
            model_name="groundsintroduction",
            name="warn_until",
            field=models.DateField(
                help_text="Tot en met deze dag van vastleggen waarschuwt een ontbrekende grond of wettelijke bepaling; daarna houdt zij de verstrekking tegen. Een latere dag gaat in als een collega die bevestigt.",
                verbose_name="alleen waarschuwen tot en met",
            ),
        ),
        migrations.AlterField(
            model_name="historicalgroundsintroduction",
            name="warn_until",
            field=models.DateField(
                help_text="Tot en met deze dag van vastleggen waarschuwt een ontbrekende grond of wettelijke bepaling; daarna houdt zij de verstrekking tegen. Een latere dag gaat in als een collega die bevestigt.",
                verbose_name="alleen waarschuwen tot en met",
            ),
        ),
        migrations.AddConstraint(
            model_name="groundsintroduction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("wanted_by__isnull", True), ("wanted_until__isnull", True)),
                    models.Q(("wanted_by__isnull", False), ("wanted_until__gt", models.F("warn_until"))),
                    _connector="OR",
                ),
                name="introduction_wanted_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="groundsintroduction",
            constraint=sharing.grounds.constraints.LongerByTwo(
                digest="efdcbb866a76c17e", name="introduction_by_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="groundsintroduction",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "warn_until", "wanted_until", "wanted_by_id"),
                digest="13ba41361c3f2bea",
                name="history_sharing_groundsintroduction",
            ),
        ),
    ]
