"""Which files of guests went with words, and by which address somebody showed who they are."""

from django.db import migrations, models
from django.db.models import Q

# What was said before this column was there: a post names its files.
SAID = """
update store_roomfile file set said_at = post.created_at
from store_post post, jsonb_array_elements(post.attachments) one
where post.network = 'room' and post.brand_id = file.brand_id and one ->> 'room_file' = file.id::text and file.by_guest
"""


class Migration(migrations.Migration):
    dependencies = (("store", "0013_letters_let_go"),)
    operations = (
        migrations.AddField(
            "roomfile",
            "said_at",
            models.DateTimeField(null=True, help_text="Of a guest's file: when words went with it."),
        ),
        migrations.AddField(
            "proof",
            "address_digest",
            models.BinaryField(
                max_length=32, default=bytes, help_text="Of the address on file the letter went to, keyed."
            ),
        ),
        migrations.RunSQL(SAID, migrations.RunSQL.noop),
        migrations.AddIndex(
            "roomfile",
            models.Index(
                fields=("made_at",),
                condition=Q(by_guest=True, said_at__isnull=True, erased_at__isnull=True),
                name="room_file_not_said",
            ),
        ),
        migrations.AddIndex(
            "room",
            models.Index(fields=("keep_until",), condition=Q(erased_at__isnull=True), name="room_kept_until"),
        ),
    )
