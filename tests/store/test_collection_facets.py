"""Collections and ratings among the counts of a list: exact, and asked for by their own terms."""

from __future__ import annotations

from fonds.model.facets import FacetKind
from fonds.model.query import ListRequest
from fonds.services.searching import load_facets
from fonds.store.archive import Archive
from fonds.store.collected_posts import add_to_collection
from fonds.store.collections import add_collection
from fonds.store.own_facts import set_rating
from fonds.store.posts import set_trashed
from store.making import START, add_numbered, found


def test_a_collection_is_counted_with_all_below_it(archive: Archive) -> None:
    posts = add_numbered(archive, 9)
    with archive.writing() as writer:
        top = add_collection(writer, "News; “all”")
        inner, other = add_collection(writer, "1998", top), add_collection(writer, "1998")
        add_collection(writer, "empty")
        slashed = add_collection(writer, "News; “all”/1998")
        for number, some in ((top, posts[:3]), (inner, posts[2:6]), (other, posts[5:]), (slashed, posts[:1])):
            add_to_collection(writer, number, some)
        set_rating(writer, posts[:2], 5)
        set_rating(writer, posts[2:7], 2)
        set_trashed(writer, posts[:1], START)
    facets = load_facets(archive, ListRequest())
    places = facets.find_facet(FacetKind.COLLECTION)
    ratings = facets.find_facet(FacetKind.RATING)
    assert places is not None and ratings is not None
    # Two whose paths are written alike are told apart by no term.
    assert [(value.label, value.posts) for value in places.values] == [("News; “all”", 5), ("1998", 4)]
    assert [(value.label, value.posts) for value in ratings.values] == [("5", 1), ("2", 5)]
    for value in (*places.values, *ratings.values):
        assert len(found(archive, value.term)) == value.posts
    few = load_facets(archive, ListRequest(search_text="编号3"))
    place = few.find_facet(FacetKind.COLLECTION)
    assert place is not None and [(value.label, value.posts) for value in place.values] == [
        ("News; “all”", 1)
    ]
    assert load_facets(archive, ListRequest(search_text="rating:0")).find_facet(FacetKind.RATING) is None
