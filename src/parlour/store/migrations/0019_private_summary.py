"""A case knows whether the words that it is listed with were said in private."""

from django.db import migrations, models

_OF_BEFORE = """
update store_case set summary_private = true where summary <> '' and (thread_id is null or exists (
  select from store_assessment judged
  join store_post said on said.id = judged.post_id
  join store_posttext words on words.post_id = said.id
  where judged.case_id = store_case.id and (said.conversation_id is not null or said.crowded)
    and left(words.text, 280) = store_case.summary
))
"""


class Migration(migrations.Migration):
    dependencies = (("store", "0018_mail_looks"),)
    operations = (
        migrations.AddField(
            model_name="case",
            name="summary_private",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Whether those words were said to us alone."
            ),
        ),
        migrations.RunSQL(_OF_BEFORE, migrations.RunSQL.noop),
    )
