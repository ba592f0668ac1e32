"""Who would read a public word."""

from parlour.desk import words
from parlour.store.models import Case, Post


def audience_of(case: Case) -> str:
    """Who reads a public word in this case's thread. One query."""
    return words.audience(case.person.followers, people_in(case))


def people_in(case: Case) -> int:
    """How many people other than us have written in the thread."""
    if case.thread_id is None:
        return 0
    others = Post.objects.of(case.brand_id).filter(thread=case.thread_id, own=False)
    return others.values("author").distinct().count()
