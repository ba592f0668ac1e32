"""Finding words again, in this house only."""

import pytest
from pytest_django import DjangoAssertNumQueries

from parlour.store.models import Post, PostText
from parlour.usecases.search import START, STOP, search
from tests.desk import factory
from tests.desk.factory import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def marlow(db: None) -> factory.House:
    return factory.house()


def found(marlow: factory.House, words: str) -> list[tuple[str, str]]:
    return [(match.surface, match.excerpt) for match in search(marlow.brand, words)]


@pytest.mark.parametrize(
    ("words", "surfaces"),
    [
        ("parcel", {"public", "private", "note"}),
        ("PARCEL", {"public", "private", "note"}),
        ('"blue parcel"', {"note"}),
        ("parcel -blue", {"public", "private"}),
        ("blue or cellar", {"note", "private"}),
        ("parc", set()),
        ("", set()),
        ("  ", set()),
        ("'; drop table store_post; --", set()),
        ("\0", set()),
    ],
)
def test_search_reads_words_as_people_write_them(marlow: factory.House, words: str, surfaces: set[str]) -> None:
    case = factory.case(marlow, text="Where is my parcel?")
    factory.said(case, "My parcel stands in the cellar", private=True)
    factory.slip(case, factory.agent(marlow), "It was the blue parcel")
    assert {surface for surface, _ in found(marlow, words)} == surfaces


def test_search_marks_the_words_it_found_and_names_the_case(marlow: factory.House) -> None:
    case = factory.case(marlow, text="Where is my parcel?")
    (match,) = search(marlow.brand, "parcel")
    assert (match.case, match.who, match.excerpt) == (case.pk, "Mara Lindqvist", f"Where is my {START}parcel{STOP}?")


def test_search_leaves_out_another_brand_old_versions_and_what_was_taken_away(marlow: factory.House) -> None:
    other = factory.house("krone", name="Krone")
    factory.slip(factory.case(other, text="A parcel elsewhere"), factory.agent(other, "Uta Krone"), "parcel")
    case = factory.case(marlow, text="No such word")
    edited = factory.said(case, "parcel, before it was changed")
    PostText.objects.create(brand=marlow.brand, post=edited, version=2, text="changed", written_at=AT)
    Post.objects.filter(pk=edited.pk).update(version=2)
    deleted = factory.said(case, "parcel, deleted")
    Post.objects.filter(pk=deleted.pk).update(deleted_at=AT)
    assert found(marlow, "parcel") == []


def test_search_asks_twice_however_much_it_finds(
    marlow: factory.House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(3):
        factory.case(marlow, person=factory.handle(marlow, f"p{place}@x.example"), text="parcel")
    with django_assert_num_queries(2):
        assert len(search(marlow.brand, "parcel")) == 3
