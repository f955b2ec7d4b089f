"""A folder and a file appear whole or not at all."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from fonds.exporters.target import FolderTarget, check_folder, clear_remains, filling_folder, writing_file
from fonds.model.errors import Cancelled, EnvironmentProblem, UserError
from fonds.model.export import ExportedFile
from fonds.model.problems import ProblemKind

File = tuple[str, bytes, int | None]
FILES: list[File] = [
    ("_posts/2022-01-11-示范区.md", "---\r\ntitle: x\r\n---\r\n正文".encode("gb18030"), 1),
    ("_posts/2022-01-11-示范区.md", b"another", 2),
    ("assets/a.png", b"\x89PNG", None),
]


def nothing() -> None:
    pass


def write_tree(files: Iterable[File], dest: Path, on_file: Callable[[], None]) -> FolderTarget:
    with filling_folder(dest) as target:
        for path, data, post in files:
            on_file()
            target.add(path, data, post, medium=post is None)
    return target


def test_bytes_come_out_as_they_went_in(tmp_path: Path) -> None:
    dest = tmp_path / "new" / "folder"
    tree = write_tree(FILES, dest, nothing)
    assert (dest / "_posts" / "2022-01-11-示范区.md").read_bytes() == FILES[0][1]
    assert (dest / "_posts" / "2022-01-11-示范区-2.md").read_bytes() == b"another"
    assert (dest / "assets" / "a.png").read_bytes() == b"\x89PNG"
    paths = [(file.post_id, file.path) for file in tree.files]
    assert paths[:2] == [(1, "_posts/2022-01-11-示范区.md"), (2, "_posts/2022-01-11-示范区-2.md")]
    assert tree.files[1] == ExportedFile(
        paths[1][1], len(b"another"), hashlib.sha256(b"another").hexdigest(), 2
    )
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
    def files() -> Iterator[File]:
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
    def broken() -> Iterator[File]:
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


def test_a_file_that_is_written_piece_by_piece_is_reported_like_the_others(tmp_path: Path) -> None:
    with filling_folder(tmp_path / "out") as target, target.open("表/posts.csv") as file:
        file.write(b"a,b\r\n")
        file.write(b"1,2\r\n")
    whole = b"a,b\r\n1,2\r\n"
    assert target.files == [ExportedFile("表/posts.csv", len(whole), hashlib.sha256(whole).hexdigest())]
    assert (tmp_path / "out" / "表" / "posts.csv").read_bytes() == whole


def test_one_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    dest = tmp_path / "new" / "集.epub"
    with pytest.raises(Cancelled), writing_file(dest) as target:
        target.path.write_bytes(b"half")
        raise Cancelled
    assert list(tmp_path.iterdir()) == []
    with writing_file(dest) as target:
        target.path.write_bytes(b"whole")
        assert not dest.exists()
    assert dest.read_bytes() == b"whole"
    assert target.files == [ExportedFile("集.epub", 5, hashlib.sha256(b"whole").hexdigest())]
    assert [path.name for path in dest.parent.iterdir()] == ["集.epub"]


def test_a_file_that_exists_is_replaced_only_where_that_is_wanted(tmp_path: Path) -> None:
    dest = tmp_path / "a.csv"
    dest.write_bytes(b"mine")
    with pytest.raises(UserError, match="exists already"), writing_file(dest):
        pytest.fail("it was opened")
    with pytest.raises(UserError, match="is a folder"), writing_file(tmp_path):
        pytest.fail("it was opened")
    with pytest.raises(RuntimeError), writing_file(dest, replace=True) as target:
        target.path.write_bytes(b"half")
        raise RuntimeError
    assert dest.read_bytes() == b"mine"
    with writing_file(dest, replace=True) as target:
        target.path.write_bytes(b"new")
    assert dest.read_bytes() == b"new"


def test_a_file_that_came_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    dest = tmp_path / "a.csv"
    with pytest.raises(UserError, match="exists already"), writing_file(dest) as target:
        target.path.write_bytes(b"new")
        dest.write_bytes(b"somebody's")
    assert dest.read_bytes() == b"somebody's"
    assert list(tmp_path.iterdir()) == [dest]


KILLED = """
import os, signal, sys
from pathlib import Path
from fonds.exporters.target import filling_folder, writing_file
folder, file = Path(sys.argv[1]), Path(sys.argv[2])
with filling_folder(folder) as target, writing_file(file) as other:
    target.add("posts/a.md", b"half")
    other.path.write_bytes(b"half")
    sys.stdout.write("ready\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX: looks for a process by its number")
@pytest.mark.parametrize("stands", [False, True])
def test_what_a_killed_export_has_left_is_taken_away_by_the_next(tmp_path: Path, stands: bool) -> None:
    folder, file = tmp_path / "out", tmp_path / "one.epub"
    if stands:
        folder.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder), str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        running = {path.name for path in tmp_path.rglob(".fonds-*")}
        assert len(running) == 2
        clear_remains(file)  # nothing is taken from one that is under way
        clear_remains(folder)
        assert {path.name for path in tmp_path.rglob(".fonds-*")} == running
        process.kill()
    assert not file.exists()
    assert folder.exists() is stands
    check_folder(folder)
    with filling_folder(folder) as target:
        target.add("a.md", b"whole")
    with writing_file(file) as other:
        other.path.write_bytes(b"whole")
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert left == ["one.epub", "out", "out/a.md"]


def test_what_others_call_alike_is_left_alone(tmp_path: Path) -> None:
    for name in (".fonds-x.part", ".fonds-00000000-1-0123456789ab.part", ".fonds-b48ec8219b06.part"):
        (tmp_path / name).mkdir()
    clear_remains(tmp_path / "out")
    assert len(list(tmp_path.iterdir())) == 3
