"""Files of our own in a room: whose they are, what they show, and the reply they go with; when a mail was erased."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0006_rooms")]

    operations = [
        migrations.AddField(
            "arrivedmail",
            "erased_at",
            models.DateTimeField(help_text="When its words left the house at the person's wish.", null=True),
        ),
        migrations.AddField(
            "roomfile",
            "agent",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            "roomfile",
            "description",
            models.CharField(
                default="", help_text="What it shows, in words, for those who cannot see it.", max_length=300
            ),
        ),
        migrations.AddField(
            "roomfile",
            "outbox",
            models.ForeignKey(
                help_text="The reply of ours it goes with; the guest has it once that is confirmed.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="store.outbox",
            ),
        ),
        migrations.AddConstraint(
            "roomfile",
            models.CheckConstraint(
                condition=models.Q(by_guest=False) | models.Q(agent__isnull=True, outbox__isnull=True, description=""),
                name="room_file_of_one_side",
            ),
        ),
    ]
