"""An installation older than the rules about grounds and provisions gets thirty days in which they only warn."""

from django.db import migrations

INTRODUCE = """
SELECT set_config('register.actor', id::text, true),
       set_config('register.reason', 'Bijwerken: gronden en bepalingen houden na deze dag verstrekkingen tegen', true)
    FROM cms_user WHERE username = 'systeem';
INSERT INTO sharing_groundsintroduction (id, warn_until)
    SELECT 1, (transaction_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date + 30
    WHERE EXISTS (SELECT 1 FROM sharing_agreement) OR EXISTS (SELECT 1 FROM sharing_disclosure);
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0015_law")]

    operations = [migrations.RunSQL(INTRODUCE, migrations.RunSQL.noop)]
