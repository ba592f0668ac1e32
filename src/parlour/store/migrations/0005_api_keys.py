"""Keys of programs that ask in an agent's name, and how much each has asked for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0004_closer_look")]

    operations = [
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("id", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("digest", models.BinaryField(max_length=32)),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
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
            ],
        ),
        migrations.CreateModel(
            name="ApiUse",
            fields=[
                (
                    "key",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="store.apikey",
                    ),
                ),
                ("minute", models.DateTimeField()),
                ("units", models.IntegerField()),
            ],
        ),
        # Who asks how much is written with every request and worth nothing after a crash.
        migrations.RunSQL(
            "alter table store_apiuse set unlogged", "alter table store_apiuse set logged", elidable=False
        ),
    ]
