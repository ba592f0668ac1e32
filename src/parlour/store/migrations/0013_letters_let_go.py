"""Letters that are worthless by now, and still name whom they went to, are found without reading all of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0012_closures"),)
    operations = (
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=~models.Q(recipient="", subject=""), fields=("worthless_from",), name="mail_to_let_go"
            ),
        ),
    )
