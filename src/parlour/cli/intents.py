"""`parlour triage --intents FILE`: intents in the words of a further scheme, in place of our own."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from parlour.cli.lines import UnusableArguments
from parlour.core.nouns.post import Post
from parlour.core.triage.columns import read_posts
from parlour.core.triage.schemes import Scheme
from parlour.knowledge.triage.schemes import UnusableScheme, load_scheme
from parlour.usecases.json_lines import Record


def read_scheme(path: Path, *, fast: bool) -> Scheme:
    """The scheme in the file. Raises UnusableArguments."""
    try:
        return load_scheme(path, fast=fast)
    except UnusableScheme as problem:
        raise UnusableArguments(str(problem)) from problem
    except OSError as problem:
        raise UnusableArguments(f"{path}: {problem.strerror or problem}") from problem


def in_records(scheme: Scheme, posts: Sequence[Post], records: Iterable[Record], places: int) -> Iterator[Record]:
    """The answers to posts, one each, with the intent of the scheme; `model` names both."""
    told = scheme.tell([post.text for post in posts], [post.addressed for post in posts])
    for record, found in zip(records, told, strict=True):
        intent = {"scheme": scheme.name, "label": found.label, "p": round(found.p, places)}
        yield record | {"intent": intent, "model": f"{record['model']} {scheme.model}"}


def in_columns(scheme: Scheme, batch: pa.RecordBatch, answers: pa.RecordBatch) -> pa.RecordBatch:
    """The answers to a batch of posts, with the intent of the scheme; none where there was no text."""
    _, posts = read_posts(batch)
    told = scheme.tell(posts.texts, posts.addressed.tolist())
    intents = [
        {"scheme": scheme.name, "label": found.label, "p": found.p} if readable else None
        for found, readable in zip(told, posts.readable, strict=True)
    ]
    models = [f"{model} {scheme.model}" for model in answers.column("model").to_pylist()]
    for name, values in (("intent", intents), ("model", models)):
        place = answers.schema.get_field_index(name)
        kind = answers.schema.field(place)
        answers = answers.set_column(place, kind, pa.array(values, kind.type))
    return answers
