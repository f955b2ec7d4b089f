"""Every planted fault is found, and a whole archive has none."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from fonds.model.errors import Cancelled
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.store.archive import Archive
from fonds.store.check import CheckResult, check
from fonds.store.facts import count_everything, format_version, free_source_path
from fonds.store.file_format import PAGE_SIZE
from fonds.store.folding import fold_waiting
from fonds.store.media import link, put_media
from fonds.store.posts import replace_source, set_trashed
from store.making import START, add_numbered, add_posts, make_candidate


def _check(archive: Archive) -> CheckResult:
    with archive.reading() as view:
        return check(view, ignore_progress, CancelToken())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed archive with 600 posts, an edit and a media file."""
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        ids = add_numbered(archive, 600)
        fold_waiting(archive)
        with archive.writing("Edit") as writer:
            replace_source(writer, ids[0], make_candidate(1, "edited"), "edit")
            link(writer, ids[1], "a.png", put_media(writer, b"not really a picture", "a.png"))
    return path


def test_a_whole_archive(path: Path) -> None:
    seen: list[Progress] = []
    with Archive.open(path) as archive, archive.reading() as view:
        result = check(view, seen.append, CancelToken())
    assert (result.posts, result.revisions, result.media, result.problems) == (600, 601, 1, [])
    assert {progress.stage for progress in seen} == {"revisions", "media", "index"}


FAULTS = {
    "UPDATE revisions SET digest = zeroblob(32) WHERE id = 7": "revision 0 (number 7) are not what was stored",
    "UPDATE revisions SET codec = 'raw' WHERE id = 8": "",
    "UPDATE revisions SET data = substr(data, 2) WHERE id = 9": "(number 9)",
    "UPDATE media SET data = 'x'": "media file a.png",
    "DELETE FROM revisions WHERE id = 5": "Post 5 has no text",
    "DELETE FROM revision_texts WHERE revision_id = 5": "Revision 5 has lost its plain text",
    "UPDATE revisions SET post_id = 999 WHERE id = 5": "Revision 5 belongs to no post",
    "INSERT INTO post_terms (post_id, term_id, position) VALUES (888, 1, 1)": "post_terms refers to something in posts",
    "DELETE FROM segments": "Post 3 is missing from the search index",
    f"INSERT INTO segment_voids VALUES (1, 1, x'20{'00' * 74}')": "Post 3 is missing from the search index",
    "UPDATE segment_pairs SET data = substr(data, 1, 2000) WHERE key = (SELECT max(key) FROM segment_pairs)": (
        "Segment 1 of the search index is damaged"
    ),
    "UPDATE segment_dense SET bits = zeroblob(75) WHERE key = (SELECT max(key) FROM segment_dense)": (
        "counts a character wrongly"
    ),
    "UPDATE posts SET title = title || ' more' WHERE id = 4": "does not fit the text of post 4",
    "UPDATE revision_texts SET data = x'00' WHERE revision_id = 6": "The plain text of post 6 is damaged",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(path: Path, fault: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        changed = database.execute(fault).rowcount
        database.commit()
    with Archive.open(path) as archive:
        problems = _check(archive).problems
    if FAULTS[fault]:
        assert changed == 1
        assert any(FAULTS[fault] in problem for problem in problems), problems


def test_changed_bytes_in_the_file_are_found(path: Path) -> None:
    data = path.read_bytes()
    with closing(sqlite3.connect(path)) as database:
        packed = database.execute("SELECT data FROM revisions WHERE id = 300").fetchone()[0]
    at = data.index(packed)
    path.write_bytes(data[: at + 20] + bytes([data[at + 20] ^ 1]) + data[at + 21 :])
    with Archive.open(path) as archive:
        assert any("(number 300)" in problem for problem in _check(archive).problems)


def test_a_torn_page_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        (page,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'posts_by_title'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE_SIZE)
        file.write(zlib.compress(b"noise") * 300)
    with Archive.open(path) as archive:
        assert _check(archive).problems != []


def test_a_check_can_be_cancelled(path: Path) -> None:
    cancel = CancelToken()
    with Archive.open(path) as archive, archive.reading(cancel) as view, pytest.raises(Cancelled):
        check(view, lambda progress: cancel.cancel(), cancel)


def test_facts(archive: Archive) -> None:
    ids = add_posts(
        archive,
        *(make_candidate(number, categories=(("a", "b"),), tags=(f"t{number}",)) for number in range(1, 4)),
    )
    with archive.writing() as writer:
        set_trashed(writer, ids[:1], START)
    with archive.reading() as view:
        counts = count_everything(view)
        assert format_version(view) == 1
        assert free_source_path(view, "_posts/2022-01-11-1", ".md") == "_posts/2022-01-11-1-2.md"
        assert free_source_path(view, "new", ".md") == "new.md"
    assert counts == {
        "posts": 2,
        "drafts": 0,
        "trashed": 1,
        "kept_raw": 0,
        "with_problems": 0,
        "revisions": 3,
        "media": 0,
        "accessions": 0,
        "categories": 2,
        "tags": 2,
        "authors": 0,
    }
