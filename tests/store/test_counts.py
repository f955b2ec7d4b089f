"""The navigator's counts, which are kept and not counted, always say what counting would."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.accession import Candidate, ImportSettings
from fonds.model.post import UNKNOWN_DATE, Status
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ScopeKind
from fonds.model.taxonomy import Navigator
from fonds.services.archives import check_archive
from fonds.store.accessions import begin_accession
from fonds.store.archive import Archive
from fonds.store.collected_posts import add_to_collection, remove_from_collections
from fonds.store.collections import add_collection, below, move_collection, remove_collections
from fonds.store.counts import renew_counts, wrong_counts
from fonds.store.lists import load_navigator
from fonds.store.posts import insert_candidates, purge, renew_problems, replace_source, set_trashed
from fonds.store.session import Writer
from fonds.store.stars import set_starred
from fonds.store.undo import redo, undo
from store.making import START, accept, add_numbered, add_posts, make_candidate

BRANCHES = (
    (),
    (("甲",),),
    (("甲", "乙"),),
    (("甲",), ("甲", "乙")),
    (("甲", "乙", "丙"), ("甲", "丁"), ("戊",)),
    (("甲", "乙"), ("甲", "丁"), ("甲", "乙", "丙")),
    (("戊",), ("甲", "乙", "丙")),
)
Counted = dict[tuple[object, ...], int]


def _candidate(dice: int) -> Candidate:
    """One of many sorts of posts."""
    found = make_candidate(
        dice,
        title=f"题{dice}",
        categories=BRANCHES[dice % len(BRANCHES)],
        tags=tuple(f"t{number}" for number in range(dice % 4)),
        authors=("甲",) if dice % 3 else (),  # a name that is a category as well
        status=tuple(Status)[dice % len(Status)],
    )
    if dice % 5 == 0:
        found = replace(found, metadata=replace(found.metadata, date=UNKNOWN_DATE))
    if dice % 4 == 0:
        found = replace(found, problems=(Problem(ProblemKind.NO_DATE, "p"),))
    return found


def _kept(archive: Archive) -> Counted:
    """All that the navigator shows."""
    with archive.reading() as view:
        navigator = load_navigator(view)
    found: Counted = {
        (kind,): getattr(navigator, name)
        for kind, name in (
            (ScopeKind.ALL, "all"),
            (ScopeKind.STARRED, "starred"),
            (ScopeKind.DRAFTS, "drafts"),
            (ScopeKind.TRASH, "trashed"),
            (ScopeKind.PROBLEMS, "problems"),
            (ScopeKind.UNDATED, "undated"),
        )
    }
    found.update(((ScopeKind.YEAR, year), number) for year, number in navigator.years)
    found.update(
        ((ScopeKind.ACCESSION, entry.id), entry.posts) for entry in navigator.accessions if entry.posts
    )
    for term in (*navigator.categories, *navigator.tags, *navigator.authors):
        found[term.kind, term.path] = term.total
        found[term.kind, term.path, "itself"] = term.count
    for one in navigator.collections:
        found[ScopeKind.COLLECTION, one.id] = one.total
        found[ScopeKind.COLLECTION, one.id, "itself"] = one.count
    return {key: number for key, number in found.items() if number}


def _brute(archive: Archive) -> Counted:
    """The same by looking at every post."""
    found: Counter[tuple[object, ...]] = Counter()
    with archive.reading() as view:
        paths = _paths(view.rows("SELECT id, kind, parent_id, name FROM terms"))
        for post, trashed, starred, status, problems, instant, year, accession in view.rows(
            "SELECT id, trashed_at, starred_at, status, problem_count, instant, year, accession_id FROM posts"
        ):
            if trashed is not None:
                found[(ScopeKind.TRASH,)] += 1
                continue
            found[(ScopeKind.ALL,)] += 1
            found[(ScopeKind.STARRED,)] += starred is not None
            found[(ScopeKind.DRAFTS,)] += status != "published"
            found[(ScopeKind.PROBLEMS,)] += problems > 0
            found[(ScopeKind.UNDATED,)] += instant is None
            found[ScopeKind.YEAR, year] += year is not None
            found[ScopeKind.ACCESSION, accession] += accession is not None
            carried = [
                paths[term]
                for (term,) in view.rows("SELECT term_id FROM post_terms WHERE post_id = ?", (post,))
            ]
            found.update((kind, path, "itself") for kind, path in carried)
            found.update({(kind, path[:end]) for kind, path in carried for end in range(1, len(path) + 1)})
            places = {
                place
                for (place,) in view.rows(
                    "SELECT collection_id FROM collection_posts WHERE post_id = ?", (post,)
                )
            }
            found.update((ScopeKind.COLLECTION, place, "itself") for place in places)
            found.update(
                (ScopeKind.COLLECTION, number)
                for number in {
                    number
                    for (number,) in view.rows("SELECT id FROM collections")
                    if places & set(below(view, number))
                }
            )
    return {key: number for key, number in found.items() if number}


def _paths(rows: list[tuple[int, str, int, str]]) -> dict[int, tuple[str, tuple[str, ...]]]:
    terms = {number: (kind, parent, name) for number, kind, parent, name in rows}

    def path(number: int) -> tuple[str, ...]:
        _, parent, name = terms[number]
        return (*path(parent), name) if parent else (name,)

    return {number: (kind, path(number)) for number, (kind, _, _) in terms.items()}


def _some(writer: Writer, argument: int) -> list[int]:
    """One to three posts, wherever they lie."""
    numbers = [row[0] for row in writer.rows("SELECT id FROM posts ORDER BY id")]
    return [
        numbers[(argument + place) % len(numbers)] for place in range(min(1 + argument % 3, len(numbers)))
    ]


def _import(archive: Archive, argument: int) -> None:
    with archive.writing(durable=False) as writer:
        accession = begin_accession(writer, ["/x"], "jekyll", ImportSettings(), START)
        insert_candidates(writer, accept([_candidate(argument + place) for place in range(3)], accession))


def _create(archive: Archive, argument: int) -> None:
    add_posts(archive, _candidate(argument), step="create")


def _save(archive: Archive, argument: int) -> None:
    with archive.writing("save") as writer:
        for post in _some(writer, argument):
            replace_source(writer, post, _candidate(argument * 3 + post), "edit")


def _import_again(archive: Archive, argument: int) -> None:
    with archive.writing() as writer:
        accession = begin_accession(writer, ["/x"], "jekyll", ImportSettings(), START)
        for post in _some(writer, argument):
            replace_source(writer, post, _candidate(argument * 5 + post), "import", accession_id=accession)


def _repair(archive: Archive, argument: int) -> None:
    with archive.writing("repair") as writer:
        for post in _some(writer, argument):
            renew_problems(writer, post, _candidate(argument), None)


def _trash(archive: Archive, argument: int) -> None:
    with archive.writing("trash") as writer:
        set_trashed(writer, _some(writer, argument), START)


def _restore(archive: Archive, argument: int) -> None:
    with archive.writing("restore") as writer:
        set_trashed(writer, _some(writer, argument), None)


def _star(archive: Archive, argument: int) -> None:
    with archive.writing("star") as writer:
        set_starred(writer, _some(writer, argument), START if argument % 4 else None)


def _any_collection(writer: Writer, argument: int) -> int:
    numbers = [row[0] for row in writer.rows("SELECT id FROM collections ORDER BY id")]
    return int(numbers[argument % len(numbers)]) if numbers else 0


def _gather(archive: Archive, argument: int) -> None:
    """A new collection below some other, with some posts, or more posts for one."""
    with archive.writing("gather") as writer:
        number = _any_collection(writer, argument)
        if argument % 2 or not number:
            number = add_collection(writer, f"c{argument}", number if argument % 3 else 0)
        add_to_collection(writer, number, _some(writer, argument))


def _scatter(archive: Archive, argument: int) -> None:
    with archive.writing("scatter") as writer:
        number = _any_collection(writer, argument)
        remove_from_collections(writer, below(writer, number), _some(writer, argument))


def _hang_elsewhere(archive: Archive, argument: int) -> None:
    with archive.writing("hang") as writer:
        number, parent = _any_collection(writer, argument), _any_collection(writer, argument // 7)
        if number and parent not in below(writer, number):
            move_collection(writer, number, parent, 0)


def _forget(archive: Archive, argument: int) -> None:
    with archive.writing("forget") as writer:
        if number := _any_collection(writer, argument):
            remove_collections(writer, number)


def _purge(archive: Archive, argument: int) -> None:
    with archive.writing() as writer:
        purge(writer, _some(writer, argument)[:1])


def _trash_and_edit(archive: Archive, argument: int) -> None:
    with archive.writing("both") as writer:
        some = _some(writer, argument)
        set_trashed(writer, some, START)
        for post in some:
            replace_source(writer, post, _candidate(argument * 7 + post), "edit")
        set_trashed(writer, some[:1], None)


def _fail(archive: Archive, argument: int) -> None:
    with pytest.raises(ZeroDivisionError), archive.writing("fail") as writer:
        set_trashed(writer, _some(writer, argument), START)
        raise ZeroDivisionError


def _undo(archive: Archive, argument: int) -> None:
    with archive.writing() as writer:
        undo(writer)


def _redo(archive: Archive, argument: int) -> None:
    with archive.writing() as writer:
        redo(writer)


Operation = Callable[[Archive, int], None]
OPERATIONS: list[Operation] = [
    *(_import, _create, _save, _save, _import_again, _repair, _trash, _trash, _restore),
    *(_gather, _gather, _gather, _scatter, _hang_elsewhere, _forget),
    *(_star, _star, _purge, _trash_and_edit, _fail, _undo, _undo, _undo, _redo, _redo),
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(1, 60)), max_size=16))
def test_the_counts_are_right_after_whatever_was_done(
    tmp_path_factory: pytest.TempPathFactory, operations: list[tuple[Operation, int]]
) -> None:
    with Archive.create(tmp_path_factory.mktemp("counts") / "a.fonds") as archive:
        add_posts(archive, *map(_candidate, range(8)))
        for operation, argument in operations:
            operation(archive, argument)
            assert _kept(archive) == _brute(archive)
            with archive.reading() as view:
                assert wrong_counts(view) == []


def test_statements_of_others_are_counted(archive: Archive) -> None:
    """Keys and trees that are changed from below."""
    add_posts(archive, *map(_candidate, range(20)))
    for statement in (
        "UPDATE terms SET parent_id = (SELECT id FROM terms WHERE name = '戊') WHERE name = '丁'",
        "UPDATE OR IGNORE post_terms SET term_id = (SELECT id FROM terms WHERE name = 't2') "
        "WHERE term_id = (SELECT id FROM terms WHERE name = '丁')",
        "DELETE FROM post_terms WHERE position = 0",
        "UPDATE posts SET trashed_at = 1 WHERE id % 2",
        "DELETE FROM post_terms WHERE post_id = 2",
    ):
        with archive.writing() as writer:
            writer.execute(statement)
        assert _kept(archive) == _brute(archive), statement


def _spoil(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement)
        database.commit()


def test_wrong_counts_are_found_and_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 20)
    _spoil(path, "UPDATE counts SET number = 7 WHERE kind = 'all'")
    _spoil(path, "DELETE FROM counts WHERE kind = 'term' AND key = 1")
    with Archive.open(path, read_only=True) as archive:
        for _ in range(2):
            report = check_archive(archive, ignore_progress, CancelToken())
            assert report.problems == (
                "The navigator counts 7 posts (all) where there are 20.",
                "The navigator counts 0 posts (term 1) where there are 20.",
            )
    with Archive.open(path) as archive:
        assert len(check_archive(archive, ignore_progress, CancelToken()).problems) == 2
        assert check_archive(archive, ignore_progress, CancelToken()).problems == ()
        assert _kept(archive) == _brute(archive)


def test_other_rules_count_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 3)
    _spoil(path, "DELETE FROM counts")
    _spoil(path, "UPDATE meta SET value = 'others' WHERE name = 'count_rules'")
    with Archive.open(path) as archive:
        assert _kept(archive) == _brute(archive) != {}


def test_an_empty_archive_counts_nothing(archive: Archive) -> None:
    with archive.writing() as writer:
        renew_counts(writer)
    with archive.reading() as view:
        assert load_navigator(view) == Navigator()
        assert view.rows("SELECT * FROM counts") == []
