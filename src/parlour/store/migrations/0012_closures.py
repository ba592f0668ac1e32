"""A closure knows which settlement it closes; talks that are open have a deadline, too."""

from django.db import migrations, models

# What is on its way, or waits for a second person, was written for the settlement that stands.
WRITTEN_FOR = """
update store_outbox said set settlement = move.settled_at
from store_move move
where said.purpose = 'closure' and said.state in ('proposed', 'approved', 'sent_unknown', 'question')
  and move.case_id = said.case_id and move.state = 'settled';
"""


class Migration(migrations.Migration):
    dependencies = (("store", "0011_evidence"),)
    operations = (
        migrations.AddField(
            model_name="outbox",
            name="settlement",
            field=models.DateTimeField(
                help_text="When the matter was settled that these words close in public; they close no other.",
                null=True,
            ),
        ),
        migrations.RunSQL(WRITTEN_FOR, migrations.RunSQL.noop),
    )
