"""The log: written with each operation, never changed, and broken links found by anybody who follows it."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from fonds.model.activity import LogFilter
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.steps import SENTENCES, LogKind, Step, kind_of, step_from
from fonds.store.activity import FIRST, find_entries, load_entries, log_head, verify
from fonds.store.archive import Archive
from fonds.store.check import check
from fonds.store.posts import set_trashed
from store.making import START, add_numbered, add_posts, make_candidate


def _trash(archive: Archive, number: int, when: int | None = START) -> None:
    with archive.writing(Step("trash-post", (("title", f"第{number}篇\n"),))) as writer:
        set_trashed(writer, [number], when)


def test_each_step_is_entered_with_who_and_how_much(archive: Archive) -> None:
    archive.who = "陈静"
    first, _ = add_posts(archive, make_candidate(1), make_candidate(2), step="Create")
    _trash(archive, first)
    with archive.reading() as view:
        numbers = find_entries(view, LogFilter())
        newest, oldest = load_entries(view, numbers)
    assert (newest.number, newest.verb, newest.who) == (2, "trash-post", "陈静")
    assert newest.facts() == {"title": "第1篇\n", "posts": 1}
    assert (oldest.verb, oldest.step().name, oldest.previous) == ("other", "Create", FIRST)
    assert oldest.facts()["revisions"] == 2
    assert newest.previous == oldest.hash


def test_what_changes_nothing_or_fails_is_not_entered(archive: Archive) -> None:
    (number,) = add_numbered(archive, 1)
    _trash(archive, number, None)
    with pytest.raises(RuntimeError), archive.writing("x") as writer:
        set_trashed(writer, [number], START)
        raise RuntimeError
    with archive.reading() as view:
        assert log_head(view).number == 0


def test_anybody_can_verify_it_by_the_definition_in_the_help(archive: Archive) -> None:
    (number,) = add_numbered(archive, 1)
    for turn in range(6):
        _trash(archive, number, None if turn % 2 else START)
    archive.close()
    previous = "0" * 64
    with sqlite3.connect(archive.path) as database:
        for row in database.execute(
            "SELECT number, at, who, verb, detail, previous, hash FROM activity ORDER BY number"
        ):
            lines = "".join(f"{value}\n" for value in row[:6])
            assert row[5] == previous
            previous = hashlib.sha256(lines.encode("utf-8")).hexdigest()
            assert row[6] == previous
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity SET who = 'x' WHERE number = 2",
        "DELETE FROM activity WHERE number = 3",
        "INSERT OR REPLACE INTO activity SELECT * FROM activity WHERE number = 2",
        "INSERT INTO activity SELECT 9, at, who, verb, detail, hash, hash FROM activity WHERE number = 3",
        "INSERT INTO activity SELECT 4, at, who, verb, detail, 'other', hash FROM activity WHERE number = 3",
        "INSERT INTO activity SELECT 4, at, 'a' || char(10) || 'b', verb, detail, hash, 'x' FROM activity WHERE number = 3",
    ],
)
def test_the_file_itself_refuses_to_change_it(archive: Archive, statement: str) -> None:
    (number,) = add_numbered(archive, 1)
    for turn in range(3):
        _trash(archive, number, None if turn % 2 else START)
    archive.close()
    database = sqlite3.connect(archive.path)
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(statement)
    database.close()


@pytest.mark.parametrize(
    ("statement", "broken", "fault"),
    [
        ("UPDATE activity SET detail = '{}' WHERE number = 3", 3, "was changed"),
        ("UPDATE activity SET at = at + 1 WHERE number = 1", 1, "was changed"),
        ("UPDATE activity SET hash = previous WHERE number = 4", 4, "was changed"),
        ("DELETE FROM activity WHERE number = 2", 2, "is missing"),
        ("DELETE FROM activity WHERE number = 1", 1, "is missing"),
        ("UPDATE activity SET previous = hash WHERE number = 2", 2, "does not follow the one before"),
        ("UPDATE activity SET number = 0 WHERE number = 1", 1, "is missing"),
        ("UPDATE activity SET who = x'41' WHERE number = 5", 5, "was changed"),
    ],
)
def test_what_was_changed_behind_our_back_is_found(
    tmp_path: Path, statement: str, broken: int, fault: str
) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        (number,) = add_numbered(archive, 1)
        for turn in range(5):
            _trash(archive, number, None if turn % 2 else START)
    database = sqlite3.connect(path)
    for trigger in ("activity_is_not_changed", "activity_is_not_deleted"):
        database.execute(f"DROP TRIGGER {trigger}")
    database.execute(statement)
    database.commit()
    database.close()
    with Archive.open(path) as archive, archive.reading() as view:
        state = list(verify(view))[-1]
        assert (state.broken, state.fault, state.whole) == (broken, fault, broken - 1)
        problems = check(view, ignore_progress, CancelToken()).problems
    assert any(f"Entry {broken} of the activity log {fault}" in problem for problem in problems)


def test_a_log_without_its_guards_or_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_posts(archive, make_candidate(1), step="Create")
    database = sqlite3.connect(path)
    database.execute("DROP TRIGGER activity_goes_on")
    database.commit()
    database.close()
    with Archive.open(path) as archive, archive.reading() as view:
        assert check(view, ignore_progress, CancelToken()).problems == [
            "What protects the activity log in the file is missing."
        ]


def test_entries_are_found_by_text_kind_and_time(archive: Archive) -> None:
    archive.who = "Li"
    (number,) = add_numbered(archive, 1)
    _trash(archive, number)
    with archive.writing(Step("save-search")) as writer:
        writer.execute("INSERT INTO saved_searches (name, query, position) VALUES ('a%b', 'x', 1)")
    with archive.reading() as view:

        def found(chosen: LogFilter) -> list[int]:
            return find_entries(view, chosen)

        assert found(LogFilter()) == [2, 1]
        assert found(LogFilter(text="第1")) == found(LogFilter(kind=LogKind.TRASH)) == [1]
        assert found(LogFilter(text="li")) == [2, 1]
        assert found(LogFilter(text="%")) == found(LogFilter(text="_")) == []
        assert found(LogFilter(text="搜索", verbs_of_text=("save-search",))) == [2]
        assert found(LogFilter(since=2**40)) == found(LogFilter(until=0)) == []


def test_codes_lead_to_sentences_and_unknown_ones_stay() -> None:
    for code in SENTENCES:
        assert Step(code).template
    assert kind_of("of a newer version") is LogKind.CARE
    assert Step("of a newer version").name == "of a newer version"
    step = Step("edit-post", (("title", "“a” \x00"),))
    assert step_from(step.code, step.details_text) == step
