"""Triage: posts in, explained assessments out. Arrow or nouns at the edge, arrays inside; nothing raises.

The answer to a post depends on the post and the knowledge alone, never on the posts beside it.
"""

import math
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
from parlour.core.triage.tokens import READ_POINTS

ROWS_AT_ONCE = 256
"""Posts worked on together: their features fit the processor's cache."""
POINTS_AT_ONCE = 48_000
"""Code points read together: what bounds the memory of a batch of long posts."""


def assess(batch: pa.RecordBatch, knowledge: TriageKnowledge) -> pa.RecordBatch:
    """Assess posts: columns `id`, `text`, and where present `sectors` and `thread` list<string> and
    `addressed` bool.

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
    found: list[Assessment] = []
    for at, done in _passed(known_of(posts), knowledge):
        found.extend(_assessments([post.id for post in posts[at : at + len(done.texts)]], done, knowledge))
    return tuple(found)


def known_of(posts: Sequence[Post]) -> Batch:
    """What is known of posts before the first stage."""
    return Batch(
        texts=[clean(post.text) for post in posts],
        sectors=[post.sectors for post in posts],
        threads=[[clean(text) for text in post.thread] for post in posts],
        addressed=np.fromiter((post.addressed for post in posts), np.bool_, len(posts)),
        readable=np.ones(len(posts), np.bool_),
    )


def _pieces(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of posts that are worked on together."""
    begin = points = 0
    for at, text in enumerate(texts):
        size = min(len(text), READ_POINTS)
        if at - begin == ROWS_AT_ONCE or (points + size > POINTS_AT_ONCE and at > begin):
            yield begin, at
            begin, points = at, 0
        points += size
    if begin < len(texts):
        yield begin, len(texts)


def _passed(known: Batch, knowledge: TriageKnowledge) -> Iterator[tuple[int, Batch]]:
    """Send posts through the stages a piece at a time; yields (index of its first post, piece)."""
    for at, end in _pieces(known.texts):
        piece = slice(at, end)
        batch = replace(
            known,
            texts=known.texts[piece],
            sectors=known.sectors[piece],
            threads=known.threads[piece],
            addressed=known.addressed[piece],
            readable=known.readable[piece],
        )
        for stage in STAGES:
            batch = stage(batch, knowledge)
        yield at, batch


def _assessments(ids: Sequence[str], batch: Batch, knowledge: TriageKnowledge) -> Iterator[Assessment]:
    assert batch.scores is not None
    assert batch.escalation is not None
    rows = zip(
        ids,
        batch.language,
        batch.route,
        batch.unsure,
        batch.scores.tolist(),
        batch.escalation.tolist(),
        batch.personal_data,
        batch.reasons,
        strict=True,
    )
    for key, language, route, unsure, scores, escalation, personal_data, reasons in rows:
        named = dict(zip(knowledge.meaning.outputs, scores, strict=True))
        if not math.isnan(escalation):
            named["escalation"] = escalation
        topics = knowledge.topics(scores)
        yield Assessment(key, language, route, unsure, named, topics, personal_data, reasons, knowledge.model)
