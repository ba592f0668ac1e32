"""What agents say of a post where triage has spoken."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0002_keys_and_photos")]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField()),
                ("output", models.CharField(max_length=40)),
                ("said", models.CharField(max_length=16)),
                ("chance", models.FloatField(null=True)),
                ("model", models.CharField(default="", max_length=40)),
                ("value", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                ("current", models.BooleanField(default=True)),
                (
                    "agent",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.brand",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="store.post",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["brand", "at"], name="correction_brand")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)),
                        fields=("post", "version", "output"),
                        name="correction_once",
                    )
                ],
            },
        ),
    ]
