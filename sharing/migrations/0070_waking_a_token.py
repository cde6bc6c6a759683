from django.conf import settings
from django.db import migrations

import sharing.access.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0069_words_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="source",
            name="rules_sharing_source",
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=sharing.access.constraints.TokenRules(
                digest="a4f6412f45289368", name="rules_sharing_source"
            ),
        ),
    ]
