"""Letter keys of an agent's own choice, and their photo."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0001_first")]

    operations = [
        migrations.AddField(
            model_name="agent",
            name="keys",
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "agent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("body", models.BinaryField()),
            ],
        ),
    ]
