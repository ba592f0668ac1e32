"""What a kept draft is for: an invitation somebody put aside is an invitation still when they come back to it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0016_written_once"),)
    operations = (
        migrations.AddField(
            "saveddraft",
            "purpose",
            models.CharField(
                max_length=10, default="", help_text="What the reply is in the case's story; empty for plain words."
            ),
        ),
    )
