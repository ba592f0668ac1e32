"""Triage: posts in, explained assessments out. Arrow or nouns at the edge, arrays inside; nothing raises.

The answer to a post depends on the post and the knowledge alone, never on the posts beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from parlour.core.nouns.assessment import Assessment
from parlour.core.nouns.post import Post
from parlour.core.text.clean import clean
from parlour.core.triage import columns
from parlour.core.triage.batch import Batch
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.core.triage.pipeline import STAGES

ROWS_AT_ONCE = 256
"""Posts worked on together: their features fit the processor's cache."""


def assess(batch: pa.RecordBatch, knowledge: TriageKnowledge) -> pa.RecordBatch:
    """Assess posts: columns `id`, `text`, and where present `sectors` list<string> and `addressed` bool.

    Other columns are left unread. A null text is answered with language "und", route "human", unsure. The columns of
    the answer are those of `columns.answer_schema`.
    """
    ids, known = columns.read_posts(batch)
    answers = [
        columns.write_answers(ids[at : at + len(done.texts)], done, knowledge) for at, done in _passed(known, knowledge)
    ]
    return pa.concat_batches(answers) if answers else columns.no_answers(knowledge)


def assess_posts(posts: Sequence[Post], knowledge: TriageKnowledge) -> tuple[Assessment, ...]:
    """Assess posts one to one."""
    known = Batch(
        texts=[clean(post.text) for post in posts],
        sectors=[post.sectors for post in posts],
        addressed=np.fromiter((post.addressed for post in posts), np.bool_, len(posts)),
        readable=np.ones(len(posts), np.bool_),
    )
    found: list[Assessment] = []
    for at, done in _passed(known, knowledge):
        found.extend(_assessments([post.id for post in posts[at : at + len(done.texts)]], done, knowledge))
    return tuple(found)


def _passed(known: Batch, knowledge: TriageKnowledge) -> Iterator[tuple[int, Batch]]:
    """Send posts through the stages a piece at a time; yields (index of its first post, piece)."""
    for at in range(0, len(known.texts), ROWS_AT_ONCE):
        piece = slice(at, at + ROWS_AT_ONCE)
        batch = replace(
            known,
            texts=known.texts[piece],
            sectors=known.sectors[piece],
            addressed=known.addressed[piece],
            readable=known.readable[piece],
        )
        for stage in STAGES:
            batch = stage(batch, knowledge)
        yield at, batch


def _assessments(ids: Sequence[str], batch: Batch, knowledge: TriageKnowledge) -> Iterator[Assessment]:
    assert batch.scores is not None
    outputs, model = knowledge.meaning.outputs, knowledge.model
    rows = zip(
        ids,
        batch.language,
        batch.route,
        batch.unsure,
        batch.scores.tolist(),
        batch.personal_data,
        batch.reasons,
        strict=True,
    )
    for key, language, route, unsure, scores, personal_data, reasons in rows:
        named = dict(zip(outputs, scores, strict=True))
        yield Assessment(key, language, route, unsure, named, personal_data, reasons, model)
