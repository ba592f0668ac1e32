"""What somebody wrote privately before more than one outsider is found by its author."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0008_refusals_and_edits"),)
    operations = (
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["author"], condition=models.Q(("crowded", True)), name="post_crowded"),
        ),
    )
