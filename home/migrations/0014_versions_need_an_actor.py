"""A version, and an edition of it in another language, is made by somebody."""

from django.db import migrations

import sharing.core.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0013_triggers_as_constraints"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="statementtranslation",
            constraint=sharing.core.constraints.ActorNeeded(
                digest="bb272aab07116eb2", name="actor_home_statementtranslation"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=sharing.core.constraints.ActorNeeded(
                digest="ce0129abe9d1307c", name="actor_home_statementversion"
            ),
        ),
    ]
