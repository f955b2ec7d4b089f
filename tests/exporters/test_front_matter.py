"""A folder of front-matter files appears whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.exporters.front_matter import ExportFile, write_tree
from fonds.model.errors import Cancelled, EnvironmentProblem, UserError
from fonds.model.problems import ProblemKind

FILES = [
    ExportFile("_posts/2022-01-11-示范区.md", "---\r\ntitle: x\r\n---\r\n正文".encode("gb18030"), 1),
    ExportFile("_posts/2022-01-11-示范区.md", b"another", 2),
    ExportFile("assets/a.png", b"\x89PNG", None),
]


def nothing() -> None:
    pass


def test_bytes_come_out_as_they_went_in(tmp_path: Path) -> None:
    dest = tmp_path / "new" / "folder"
    tree = write_tree(FILES, dest, nothing)
    assert (dest / "_posts" / "2022-01-11-示范区.md").read_bytes() == FILES[0].data
    assert (dest / "_posts" / "2022-01-11-示范区-2.md").read_bytes() == b"another"
    assert (dest / "assets" / "a.png").read_bytes() == b"\x89PNG"
    assert tree.posts == {1: "_posts/2022-01-11-示范区.md", 2: "_posts/2022-01-11-示范区-2.md"}
    assert tree.media == 1
    assert [problem.kind for problem in tree.problems] == [ProblemKind.PATH_CLASH]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new"]


def test_an_empty_folder_is_taken_and_a_full_one_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    write_tree(FILES, empty, nothing)
    before = sorted(empty.rglob("*"))
    with pytest.raises(UserError, match="not empty"):
        write_tree(FILES, empty, nothing)
    assert sorted(empty.rglob("*")) == before
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    with pytest.raises(UserError, match="not a folder"):
        write_tree(FILES, file, nothing)
    assert file.read_bytes() == b"mine"


def test_a_cancelled_export_leaves_nothing(tmp_path: Path) -> None:
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_tree(FILES, tmp_path / "a" / "b", stop)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_source_leaves_nothing(tmp_path: Path) -> None:
    def files() -> Iterator[ExportFile]:
        yield FILES[0]
        raise OSError(5, "Input/output error")

    with pytest.raises(EnvironmentProblem, match="Nothing was left behind"):
        write_tree(files(), tmp_path / "x", nothing)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_stays_the_folder_that_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir(mode=0o700)
    before = here.stat()
    monkeypatch.chdir(here)
    write_tree(FILES, Path(), nothing)
    assert sorted(path.name for path in here.iterdir()) == ["_posts", "assets"]
    assert (here.stat().st_ino, here.stat().st_mode) == (before.st_ino, before.st_mode)


def test_an_empty_folder_is_empty_again_after_a_failure(tmp_path: Path) -> None:
    def broken() -> Iterator[ExportFile]:
        yield FILES[0]
        raise OSError(28, "No space left on device")

    (tmp_path / "here").mkdir()
    with pytest.raises(EnvironmentProblem, match="No space left"):
        write_tree(broken(), tmp_path / "here", nothing)
    assert list((tmp_path / "here").iterdir()) == []


def test_a_folder_with_the_longest_name_is_made(tmp_path: Path) -> None:
    dest = tmp_path / ("长" * 85)
    write_tree(FILES, dest, nothing)
    assert (dest / "assets" / "a.png").read_bytes() == b"\x89PNG"
