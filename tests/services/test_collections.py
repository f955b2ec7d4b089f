"""Collections: a tree, hand-made orders, descriptions; what is refused; and that re-imports and merges lose none of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.collection import (
    ELEMENTS,
    CollectionDescription,
    DescriptionArea,
    description_of,
    merged_description,
)
from fonds.model.duplicates import Merge
from fonds.model.errors import Cancelled, UserError
from fonds.model.progress import CancelToken, Progress
from fonds.model.query import Order, OrderColumn, Scope, ScopeKind
from fonds.model.query_tree import Field
from fonds.services import collections, history, merging, remarks
from fonds.store.archive import Archive
from fonds.store.collected_posts import STEP, posts_in_order
from fonds.store.posts import get_post, load_summaries, set_trashed
from fonds.store.suggestions import load_values
from store.making import START, add_numbered, found

HAND = Order(OrderColumn.HAND, descending=False)


def make(archive: Archive, name: str, parent: int = 0, *posts: int) -> int:
    collection, changes = collections.create_collection(archive, name, parent, posts)
    assert changes.taxonomy
    return collection.id


def names(archive: Archive) -> list[str]:
    return ["/".join(one.path) for one in collections.list_collections(archive)]


def order(archive: Archive, number: int) -> list[int]:
    with archive.reading() as view:
        return posts_in_order(view, number)


def by_hand(archive: Archive, number: int, text: str = "", *, descending: bool = False) -> list[int]:
    return found(archive, text, Scope(ScopeKind.COLLECTION, number), Order(OrderColumn.HAND, descending))


def test_a_tree_is_made_moved_renamed_and_deleted(archive: Archive) -> None:
    posts = add_numbered(archive, 3)
    news = make(archive, "  News   of  1998 ", 0, *posts)
    east = make(archive, "东", news, posts[0])
    make(archive, "West")
    assert names(archive) == ["News of 1998", "News of 1998/东", "West"]
    collections.shift_collection(archive, news, 1)
    assert names(archive) == ["West", "News of 1998", "News of 1998/东"]
    collections.indent_collection(archive, news, deeper=True)
    assert names(archive) == ["West", "West/News of 1998", "West/News of 1998/东"]
    collections.indent_collection(archive, east, deeper=False)
    assert names(archive)[-1] == "West/东"
    collections.indent_collection(archive, news, deeper=False)
    assert names(archive) == ["West", "West/东", "News of 1998"]
    collections.rename_collection(archive, news, "News")
    collections.delete_collection(archive, collections.find_collection(archive, "West").id)
    assert names(archive) == ["News"]
    assert found(archive) == posts[::-1]
    for _ in range(20):
        if history.undo(archive).empty:
            break
    assert names(archive) == []


def test_what_is_refused(archive: Archive) -> None:
    one = make(archive, "Tea")
    two = make(archive, "Leaf", one)
    for name, sentence in (
        ("", "needs a name"),
        ("x" * 201, "longer"),
        ("ＴＥＡ", "already"),
        ("tea ", "already"),
    ):
        with pytest.raises(UserError, match=sentence):
            collections.create_collection(archive, name)
    with pytest.raises(UserError, match="itself"):
        collections.move_collection(archive, one, two)
    with pytest.raises(UserError, match="lies in"):
        collections.merge_collections(archive, one, two)
    with pytest.raises(UserError, match="gone"):
        collections.add_posts(archive, 999, [1])
    with pytest.raises(UserError, match="gone"):
        collections.move_collection(archive, one, 999)
    place = one
    for level in range(2, collections.DEEPEST + 1):
        place = make(archive, f"l{level}", place)
    with pytest.raises(UserError, match="deep"):
        collections.create_collection(archive, "one more", place)
    assert collections.list_collections(archive)[1].path == ("Tea", "Leaf")


def test_posts_are_ordered_by_hand(archive: Archive) -> None:
    a, b, c, d, e = posts = add_numbered(archive, 5)
    number = make(archive, "x", 0, c, a, e)
    assert collections.add_posts(archive, number, [b, a, d, 999])[0] == 2
    assert by_hand(archive, number) == [c, a, e, b, d]
    assert by_hand(archive, number, descending=True) == [d, b, e, a, c]
    assert found(archive, "", Scope(ScopeKind.COLLECTION, number)) == posts[::-1]
    collections.move_posts(archive, number, [d, c], a)
    assert order(archive, number) == [c, d, a, e, b]
    collections.shift_posts(archive, number, [a, e], 1, up=True)
    assert order(archive, number) == [c, a, e, d, b]
    collections.shift_posts(archive, number, [c], None, up=False)
    assert order(archive, number) == [a, e, d, b, c]
    collections.shift_posts(archive, number, [d, a], 1, up=False)
    assert order(archive, number) == [e, b, a, d, c]
    assert collections.shift_posts(archive, number, [c], 1, up=False).empty
    history.undo(archive)
    assert order(archive, number) == [a, e, d, b, c]
    assert collections.remove_posts(archive, number, [a, d, 77])[0] == 2
    assert order(archive, number) == [e, b, c]
    assert history.undo_state(archive).undo == "Remove 3 posts from “x”"
    history.undo(archive)
    assert order(archive, number) == [a, e, d, b, c]
    assert found(archive, "", None, HAND) == posts[::-1]


def test_a_collection_shows_what_lies_below_it_after_its_own(archive: Archive) -> None:
    a, b, c, d = add_numbered(archive, 4)
    top = make(archive, "top", 0, b)
    second = make(archive, "second", top, c, a)
    first = make(archive, "first", top, d, b)
    assert by_hand(archive, top) == [b, c, a, d]
    collections.move_collection(archive, first, top, 0)
    assert by_hand(archive, top) == [b, d, c, a]
    assert by_hand(archive, top, "编号3") == [c]
    assert [(one.name, one.count, one.total) for one in collections.list_collections(archive)] == [
        ("top", 1, 4),
        ("first", 2, 2),
        ("second", 2, 2),
    ]
    assert found(archive, "collection:top") == found(archive, "", Scope(ScopeKind.COLLECTION, top))
    assert found(archive, "collection:top/second") == [c, a]
    assert found(archive, 'collection:"Ｔop/second" -collection:top/first') == [c, a]
    assert found(archive, "collection:nothing") == []
    with archive.writing() as writer:
        set_trashed(writer, [c], START)
    assert by_hand(archive, top) == [b, d, a]
    assert collections.remove_posts(archive, top, [b])[0] == 1
    assert by_hand(archive, top) == [d, a]
    assert collections.find_collection(archive, str(second)).name == "second"
    with archive.reading() as view:
        values = load_values(view, Field.COLLECTION)
    assert [(value.text, value.count) for value in values] == [
        ("top", 2),
        ("top/first", 1),
        ("top/second", 1),
    ]


def test_copy_and_merge(archive: Archive) -> None:
    a, b, c = add_numbered(archive, 3)
    one = make(archive, "One", 0, a, b)
    make(archive, "x", one, c)
    collections.describe_collection(archive, one, CollectionDescription(scope="S", creators=("甲",)), "n1")
    copy = collections.duplicate_collection(archive, one, "One copy")[0].id
    assert names(archive) == ["One", "One/x", "One copy", "One copy/x"]
    assert order(archive, copy) == [a, b]
    assert collections.load_record(archive, copy).note == "n1"
    assert collections.duplicate_collection(archive, one, "One copy")[0].name == "One copy 2"
    history.undo(archive)
    two = make(archive, "Two", 0, c, b)
    make(archive, "X", two, a)
    collections.describe_collection(
        archive, two, CollectionDescription(scope="T", rules="R", creators=("乙",)), "n2"
    )
    collections.merge_collections(archive, two, one)
    assert names(archive) == ["One", "One/x", "One copy", "One copy/x"]
    assert order(archive, one) == [a, b, c]
    assert by_hand(archive, collections.find_collection(archive, "One/x").id) == [c, a]
    record = collections.load_record(archive, one)
    assert record.description == CollectionDescription(scope="S", rules="R", creators=("甲", "乙"))
    assert record.note == "n1\n\nn2"


def test_many_posts_are_one_step_and_can_be_cancelled(archive: Archive) -> None:
    posts = add_numbered(archive, 60)
    number = make(archive, "many")
    told: list[Progress] = []
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        told.append(progress)
        cancel.cancel()

    wanted = posts * 100
    assert collections.add_posts(archive, number, wanted, told.append)[0] == 60
    assert told[-1].done == 60
    history.undo(archive)
    assert order(archive, number) == []
    cancel.cancel()
    with pytest.raises(Cancelled):
        collections.add_posts(archive, number, posts, stop, cancel)
    with pytest.raises(Cancelled):
        collections.create_collection(archive, "new", 0, posts, stop, cancel)
    assert names(archive) == ["many"]
    assert order(archive, number) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sets(st.integers(0, 7), min_size=1), st.integers(-1, 7)), max_size=30),
    st.booleans(),
)
def test_the_order_is_what_was_asked_for_however_narrow_the_gaps(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[set[int], int]], narrow: bool
) -> None:
    with Archive.create(tmp_path_factory.mktemp("order") / "a.fonds") as archive:
        expected = add_numbered(archive, 8)
        number = make(archive, "x", 0, *expected)
        if narrow:
            with archive.writing() as writer:
                writer.execute("UPDATE collection_posts SET position = position / ?", (STEP // 2,))
        start = list(expected)
        for chosen, before in moves:
            moving = [post for post in expected if post - 1 in chosen]
            target = start[before] if before >= 0 else None
            rest = [post for post in expected if post not in moving]
            if target in moving:
                later = [post for post in expected[expected.index(target) :] if post not in moving]
                target = later[0] if later else None
            place = rest.index(target) if target is not None else len(rest)
            expected = [*rest[:place], *moving, *rest[place:]]
            collections.move_posts(archive, number, moving, start[before] if before >= 0 else None)
            assert order(archive, number) == expected


def test_a_description_keeps_what_is_said_and_nothing_else(archive: Archive) -> None:
    number = make(archive, "x")
    said = CollectionDescription(
        title="  Papers ", creators=("甲", " 甲", ""), scope="\n", creation_dates="1998–2004"
    )
    collections.describe_collection(archive, number, said, " **note** ")
    record = collections.load_record(archive, number)
    assert record.description == CollectionDescription(
        title="Papers", creators=("甲",), creation_dates="1998–2004"
    )
    assert record.note == "**note**" and record.collection.described and record.collection.noted
    with archive.reading() as view:
        text = view.value("SELECT description FROM collections")
    assert text == '{"title": "Papers", "creation_dates": "1998–2004", "creators": ["甲"]}'
    assert collections.describe_collection(archive, number, said, "**note**").empty
    with archive.writing() as writer:
        writer.execute("UPDATE collections SET description = '[1, {'")
    assert collections.load_record(archive, number).description.empty


def test_the_elements_are_those_of_the_standard() -> None:
    assert [element.number for element in ELEMENTS] == sorted(element.number for element in ELEMENTS)
    assert {element.area for element in ELEMENTS} == set(DescriptionArea)
    assert {element.name for element in ELEMENTS} == set(CollectionDescription.__dataclass_fields__)
    assert description_of({"title": 3, "creators": "甲", "odd": "x"}) == CollectionDescription(
        creators=("甲",)
    )
    full, empty = CollectionDescription(title="t", languages=("zh",)), CollectionDescription()
    assert merged_description(empty, full) == merged_description(full, empty) == full


def test_an_offer_from_the_posts(archive: Archive) -> None:
    posts = add_numbered(archive, 4)
    top = make(archive, "x", 0, *posts[:2])
    make(archive, "y", top, *posts[1:3])
    offer = collections.offer_description(archive, top)
    assert (offer.posts, offer.first_date, offer.last_date) == (3, "2022-01-12", "2022-01-14")
    assert offer.bytes > 100 and offer.tags == ("上海",)
    assert collections.offer_description(archive, make(archive, "empty")).posts == 0


def test_merging_duplicates_keeps_what_was_said_of_both(archive: Archive) -> None:
    a, b = add_numbered(archive, 2)
    one, two = make(archive, "1", 0, a), make(archive, "2", 0, a, b)
    remarks.rate_posts(archive, [a], 4)
    remarks.rate_posts(archive, [b], 2)
    remarks.mark_read(archive, [a], read=True)
    remarks.save_note(archive, a, "of a")
    remarks.save_note(archive, b, "of b")
    merging.merge_posts(archive, [Merge(b, (a,))], take_terms=False)
    with archive.reading() as view:
        stays, gone = get_post(view, b), get_post(view, a)
        summary = load_summaries(view, [b])[0]
    assert (stays.rating, stays.read_at is not None, gone.rating) == (4, True, 4)
    assert remarks.load_note(archive, b) == "of b\n\nof a"
    assert summary.collections == ((one, "1"), (two, "2")) and summary.has_note
    assert by_hand(archive, one) == [b]
    history.undo(archive)
    assert remarks.load_note(archive, b) == "of b"
    assert by_hand(archive, one) == [a]


def test_a_purged_post_is_in_no_collection(archive: Archive, tmp_path: Path) -> None:
    a, b = add_numbered(archive, 2)
    number = make(archive, "x", 0, a, b)
    remarks.save_note(archive, a, "note")
    with archive.writing() as writer:
        from fonds.store.posts import purge

        purge(writer, [a])
        assert writer.rows("SELECT * FROM post_notes") == []
    assert order(archive, number) == [b]
