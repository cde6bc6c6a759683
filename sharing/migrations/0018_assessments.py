"""A transfer's assessment becomes a dated row of its own; a transfer by an adequacy decision says by which one."""

from django.db import migrations, models

# In one moment of the history: assessments gain what transfers lose. Of one day the negative conclusion counts, as it
# did for who asked both. Measures without an assessment are said where people read what is transferred. A decision is
# named where on the first day of the transfer only one held for the country: it can have been no other.
INTO_ROWS = """
SELECT set_config('register.actor', id::text, true),
       set_config('register.reason', 'Bijwerken: beoordelingen van doorgiften zijn eigen gegevens geworden, en een doorgifte noemt haar besluit', true)
    FROM cms_user WHERE username = 'systeem';
INSERT INTO sharing_impactassessment (party_id, country_id, assessed_on, conclusion, measures)
    SELECT party_id, country_id, tia_date,
           CASE WHEN bool_or(tia_conclusion = 'negative') THEN 'negative' ELSE 'positive' END,
           coalesce(string_agg(DISTINCT nullif(supplementary_measures, ''), E'\n\n'), '')
    FROM sharing_transfer WHERE tia_date IS NOT NULL
    GROUP BY party_id, country_id, tia_date ORDER BY min(id);
WITH named AS (
    SELECT t.id, min(d.id) AS decision FROM sharing_transfer t
    JOIN sharing_adequacydecision d ON d.country_id = t.country_id AND d.adopted <= t.first_day
        AND (d.ends IS NULL OR d.ends - d.annulled::int >= t.first_day)
    WHERE t.mechanism = 'adequacy' GROUP BY t.id HAVING count(*) = 1
)
UPDATE sharing_transfer t SET
    decision_id = coalesce(t.decision_id, named.decision),
    scope = CASE WHEN t.tia_date IS NULL AND t.supplementary_measures <> ''
        THEN concat_ws(E'\n\n', nullif(t.scope, ''), 'Aanvullende maatregelen: ' || t.supplementary_measures)
        ELSE t.scope END,
    tia_date = NULL, tia_conclusion = '', supplementary_measures = ''
    FROM sharing_transfer o LEFT JOIN named ON named.id = o.id
    WHERE o.id = t.id AND (named.id IS NOT NULL OR t.tia_date IS NOT NULL OR t.supplementary_measures <> '');
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0017_retention_terms"),
    ]

    operations = [
        migrations.RunSQL(INTO_ROWS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="historicaltransfer",
            name="supplementary_measures",
            field=models.TextField(blank=True, editable=False, verbose_name="aanvullende maatregelen"),
        ),
        migrations.AlterField(
            model_name="historicaltransfer",
            name="tia_conclusion",
            field=models.CharField(
                blank=True,
                choices=[("positive", "Positief"), ("negative", "Negatief")],
                editable=False,
                max_length=8,
                verbose_name="conclusie TIA",
            ),
        ),
        migrations.AlterField(
            model_name="historicaltransfer",
            name="tia_date",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="datum TIA"),
        ),
        migrations.AlterField(
            model_name="transfer",
            name="supplementary_measures",
            field=models.TextField(blank=True, editable=False, verbose_name="aanvullende maatregelen"),
        ),
        migrations.AlterField(
            model_name="transfer",
            name="tia_conclusion",
            field=models.CharField(
                blank=True,
                choices=[("positive", "Positief"), ("negative", "Negatief")],
                editable=False,
                max_length=8,
                verbose_name="conclusie TIA",
            ),
        ),
        migrations.AlterField(
            model_name="transfer",
            name="tia_date",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="datum TIA"),
        ),
    ]
