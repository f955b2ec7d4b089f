"""Saved searches: kept, renamed, changed, moved and deleted, each undone and redone; counted; used inside queries."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from fonds.model.changes import ChangeSet
from fonds.model.errors import Cancelled, UserError
from fonds.model.progress import CancelToken
from fonds.model.query_tree import Field, Match, leaves
from fonds.services import browsing, history, saved_searches, searching
from fonds.services.archives import Archive
from fonds.text.query_parser import parse_query
from services.site import import_site


@pytest.fixture(autouse=True)
def site(archive: Archive, tmp_path: Path) -> None:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text("title: x\n", encoding="utf-8")
    for number in range(6):
        text = f"---\ntitle: 第{number}篇\ntags: [{'新闻' if number % 2 else '体育'}]\n---\n正文 {number}\n"
        (posts / f"2021-01-0{number + 1}-p{number}.md").write_text(text, encoding="utf-8")
    import_site(archive, tmp_path / "site")


def names(archive: Archive) -> list[str]:
    return [saved.name for saved in saved_searches.list_saved_searches(archive)]


def save(archive: Archive, name: str, text: str) -> int:
    return saved_searches.save_search(archive, name, text)[0].id


def leaves_named(text: str) -> set[str]:
    found = leaves(parse_query(text).tree)
    return {leaf.value for leaf in found if isinstance(leaf, Match) and leaf.field is Field.SEARCH}


def count(archive: Archive, text: str) -> int:
    return saved_searches.count_posts(archive, text, CancelToken())


def test_a_saved_search_is_listed_counted_and_used_in_queries(archive: Archive) -> None:
    saved, changes = saved_searches.save_search(archive, "  长三角  新闻 ", " tag:新闻 ")
    assert (saved.name, saved.text) == ("长三角 新闻", "tag:新闻")
    assert changes.moves_lists and changes.step == "Save search"
    assert browsing.load_navigator(archive).searches == (saved,)
    assert count(archive, saved.text) == 3
    assert searching.search_posts(archive, 'search:"长三角 新闻" 第1篇').total == 1
    assert searching.search_posts(archive, '-search:"长三角 新闻"').total == 3


def test_each_change_is_one_step_that_can_be_undone_and_redone(archive: Archive) -> None:
    first, second = save(archive, "a", "一"), save(archive, "b", "二")
    states = [saved_searches.list_saved_searches(archive)]
    changes: list[Callable[[], ChangeSet]] = [
        partial(saved_searches.rename_saved_search, archive, first, "c"),
        partial(saved_searches.change_saved_search, archive, first, "三 -四"),
        partial(saved_searches.move_saved_search, archive, first, 1),
        partial(saved_searches.delete_saved_search, archive, second),
    ]
    for change in changes:
        change()
        states.append(saved_searches.list_saved_searches(archive))
    assert len(set(states)) == len(states)
    for state in states[-2::-1]:
        history.undo(archive)
        assert saved_searches.list_saved_searches(archive) == state
    for state in states[1:]:
        history.redo(archive)
        assert saved_searches.list_saved_searches(archive) == state


def test_moves_stop_at_the_ends_and_gaps_close(archive: Archive) -> None:
    numbers = [save(archive, name, name) for name in "abcd"]
    saved_searches.move_saved_search(archive, numbers[0], 99)
    assert names(archive) == ["b", "c", "d", "a"]
    saved_searches.move_saved_search(archive, numbers[3], -1)
    saved_searches.delete_saved_search(archive, numbers[1])
    assert names(archive) == ["d", "c", "a"]
    assert saved_searches.move_saved_search(archive, numbers[3], -1).empty
    save(archive, "e", "e")
    assert names(archive) == ["d", "c", "a", "e"]


def test_names_are_checked_as_queries_take_them(archive: Archive) -> None:
    number = save(archive, "Café", "一")
    for name in ("", "   ", "CAFE", "ｃａｆé", "x" * 201):
        with pytest.raises(UserError) as told:
            saved_searches.save_search(archive, name, "二")
        assert told.value.field == "name"
    save(archive, "other", "二")
    with pytest.raises(UserError):
        saved_searches.rename_saved_search(archive, number, "OTHER")
    assert saved_searches.rename_saved_search(archive, number, "CAFÉ").step
    assert names(archive) == ["CAFÉ", "other"]


def test_a_new_name_goes_into_the_searches_that_use_it_as_one_step(archive: Archive) -> None:
    number = save(archive, "月 食", "tag:新闻")
    text = 'a search:"月 食" -搜索：“月 食” OR (search:"月 食" tag:"月 食") search:月'
    save(archive, "user", text)
    save(archive, "other", 'search:"x" "search:月 食"')
    before = saved_searches.list_saved_searches(archive)
    saved_searches.rename_saved_search(archive, number, "日")
    texts = [saved.text for saved in saved_searches.list_saved_searches(archive)]
    assert texts[1] == 'a search:日 -搜索：日 OR (search:日 tag:"月 食") search:月'
    assert texts[2] == 'search:"x" "search:月 食"'
    saved_searches.rename_saved_search(archive, number, 'a "b": (c)')
    changed = saved_searches.list_saved_searches(archive)[1].text
    assert leaves_named(changed) == {'a "b": (c)', "月"}
    history.undo(archive)
    history.undo(archive)
    assert saved_searches.list_saved_searches(archive) == before


def test_what_is_empty_or_gone_is_refused_and_changes_nothing(archive: Archive) -> None:
    number = save(archive, "a", "一")
    with pytest.raises(UserError):
        saved_searches.save_search(archive, "b", "  ")
    with pytest.raises(UserError):
        saved_searches.change_saved_search(archive, number, " ")
    assert saved_searches.change_saved_search(archive, number, "一 ").empty
    assert saved_searches.rename_saved_search(archive, number, " a ").empty
    saved_searches.delete_saved_search(archive, number)
    for verb in (saved_searches.delete_saved_search, _move_down):
        with pytest.raises(UserError):
            verb(archive, number)
    assert history.undo_state(archive).undo == "Delete saved search"


def test_counts_are_those_of_the_list_and_can_be_cancelled(archive: Archive) -> None:
    save(archive, "round", "search:round")
    for text in ("正文", "篇 OR x", "-第1篇", "search:round", "search:nothing", "(", "is:trashed", "，"):
        assert count(archive, text) == searching.search_posts(archive, text).total, text
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        saved_searches.count_posts(archive, "正文", cancel)


def _move_down(archive: Archive, number: int) -> ChangeSet:
    return saved_searches.move_saved_search(archive, number, 1)
