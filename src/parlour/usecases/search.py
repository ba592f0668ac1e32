"""Finding words again: in what was said, in public and in private, and on our own slips."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db.models import F, OuterRef, Subquery

from parlour.store.models import Brand, Case, Note, PostText

MOST: Final = 40
# Private-use letters that no keyboard writes; the page turns them into marks after everything was escaped.
START, STOP = "\ue000", "\ue001"
CONFIG: Final = "simple"


@dataclass(frozen=True, slots=True)
class Match:
    """Something found. `surface` is public, private or note; `excerpt` holds the words between START and STOP."""

    surface: str
    case: int
    who: str
    at: datetime
    excerpt: str


def search(brand: Brand, words: str) -> tuple[Match, ...]:
    """The newest MOST posts and MOST notes that contain all the words, newest first; texts erased since are not found.

    Words are read as people write them for search: "quoted phrases", or, -not.
    """
    asked = words.replace("\0", " ").strip()
    if not asked:
        return ()
    query = SearchQuery(asked, config=CONFIG, search_type="websearch")
    matches = [*_posts(brand, query), *_notes(brand, query)]
    return tuple(sorted(matches, key=lambda match: match.at, reverse=True))


def _posts(brand: Brand, query: SearchQuery) -> list[Match]:
    in_thread = Case.objects.of(brand).filter(thread=OuterRef("post__thread")).order_by("-id").values("id")[:1]
    in_conversation = (
        Case.objects.of(brand).filter(conversation=OuterRef("post__conversation")).order_by("-id").values("id")[:1]
    )
    of_author = (
        Case.objects.of(brand)
        .filter(thread=OuterRef("post__thread"), person=OuterRef("post__author"))
        .order_by("-id")
        .values("id")[:1]
    )
    texts = (
        PostText.objects.of(brand)
        .alias(words=SearchVector("text", config=CONFIG))
        .filter(words=query, version=F("post__version"), redacted_at__isnull=True, post__deleted_at__isnull=True)
        .select_related("post__author")
        .annotate(own_case=Subquery(of_author), thread_case=Subquery(in_thread), private_case=Subquery(in_conversation))
        .annotate(excerpt=_excerpt(query))
        .order_by("-post__created_at", "-id")[:MOST]
    )
    return [
        Match(
            surface="public" if text.post.thread_id else "private",
            case=text.own_case or text.private_case or text.thread_case or 0,
            who=str(text.post.author),
            at=text.post.created_at,
            excerpt=text.excerpt,
        )
        for text in texts
    ]


def _notes(brand: Brand, query: SearchQuery) -> list[Match]:
    notes = (
        Note.objects.of(brand)
        .alias(words=SearchVector("text", config=CONFIG))
        .filter(words=query)
        .select_related("author")
        .annotate(excerpt=_excerpt(query))
        .order_by("-at", "-id")[:MOST]
    )
    return [Match("note", note.case_id, note.author.name, note.at, note.excerpt) for note in notes]


def _excerpt(query: SearchQuery) -> SearchHeadline:
    return SearchHeadline("text", query, config=CONFIG, start_sel=START, stop_sel=STOP, max_words=30, min_words=15)
