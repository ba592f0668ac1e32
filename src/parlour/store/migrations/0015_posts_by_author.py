"""What somebody wrote is found by its author and time: whatever is asked of a person is not sought among all posts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0014_said_files"),)
    operations = (
        migrations.AddIndex(model_name="post", index=models.Index(fields=["author", "created_at"], name="post_author")),
        migrations.RemoveIndex(model_name="post", name="post_crowded"),
    )
