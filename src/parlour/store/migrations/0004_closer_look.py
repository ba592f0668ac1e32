from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0003_corrections")]

    operations = [
        migrations.AddField("assessbatch", "again", models.BooleanField(db_default=False, default=False)),
    ]
