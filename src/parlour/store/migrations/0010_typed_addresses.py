"""The address somebody typed at a door waits, sealed, until the letters are written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0009_crowded_posts"),)
    operations = (
        migrations.AddField(
            model_name="proof",
            name="typed",
            field=models.BinaryField(
                default=bytes, help_text="The address somebody typed, sealed, until it was looked at."
            ),
        ),
    )
