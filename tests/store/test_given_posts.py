"""Lists of given posts: any number of them, without what is in the trash or not there, narrowed and sorted as any list."""

from __future__ import annotations

from fonds.model.query import GivenPosts, Order, OrderColumn, Scope, ScopeKind
from fonds.store.archive import Archive
from fonds.store.posts import set_trashed
from store.making import START, add_numbered, found


def given(*ids: int) -> Scope:
    return Scope(ScopeKind.GIVEN, posts=GivenPosts("", ids))


def test_a_list_has_the_posts_that_are_given(archive: Archive) -> None:
    add_numbered(archive, 50)
    everything = found(archive)
    wanted = {each for each in everything if each % 3 == 0}
    assert set(found(archive, scope=given(*wanted))) == wanted
    oldest_first = found(archive, scope=given(*wanted), order=Order(OrderColumn.DATE, descending=False))
    assert oldest_first == [each for each in reversed(everything) if each in wanted]
    assert found(archive, scope=given()) == found(archive, scope=Scope(ScopeKind.GIVEN)) == []


def test_what_is_not_there_or_in_the_trash_is_left_out(archive: Archive) -> None:
    add_numbered(archive, 5)
    with archive.writing() as writer:
        set_trashed(writer, [2], START)
    assert set(found(archive, scope=given(-7, 0, 1, 2, 3, 3, 6, 10**9, 10**12))) == {1, 3}
    assert set(found(archive, scope=given(1, 2, 3), search_text="is:trashed")) == {2}


def test_each_set_is_asked_for_itself(archive: Archive) -> None:
    add_numbered(archive, 5)
    one, other = given(1, 2), given(4)
    assert one != other
    for _ in range(2):
        assert (set(found(archive, scope=one)), set(found(archive, scope=other))) == ({1, 2}, {4})
