"""What a folder can hold that it should not: each ends as a sentence in the report, or is read right."""

from __future__ import annotations

import codecs
import errno
import os
import re
import socket
import stat
import sys
import unicodedata
from pathlib import Path

import pytest

from fonds.importers.attachments import read_attachment
from fonds.importers.interface import SiteSettings
from fonds.importers.reading import MAX_POST_BYTES, read_source_file
from fonds.importers.registry import GENERATORS, detect_generators, get_generator
from fonds.importers.scan import scan, source_roots
from fonds.model.accession import Candidate, ImportSettings, SourceFile
from fonds.model.errors import Cancelled, EnvironmentProblem, UserError
from fonds.model.post import MediaReference
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken
from importers.sites import read_site, write

needs_links = pytest.mark.skipif(
    sys.platform == "win32", reason="needs POSIX: on Windows links need a privilege"
)
needs_bytes_names = pytest.mark.skipif(
    sys.platform != "linux", reason="needs Linux: elsewhere names are Unicode"
)
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="needs an ordinary user: the superuser reads everything",
)

CHINESE = "---\ntitle: 中秋\n---\n今年的中秋节我们在院子里看月亮。\n"


def told(problems: list[Problem]) -> list[tuple[ProblemKind, str]]:
    for problem in problems:
        assert problem.sentence
        assert not re.search(r"(?<!\{)\{\w+\}", problem.sentence)  # every name of the template was filled
    return [(problem.kind, problem.path) for problem in problems]


def read_file(root: Path, name: str) -> Candidate | Problem:
    site = SiteSettings("folder")
    return read_source_file(root, SourceFile(name, 0, 0), "folder", site, ImportSettings())


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder or file at"):
        source_roots([tmp_path / "missing"])


def test_folders_and_files_as_sources(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "x", "b.md": "y", "sub/c.md": "z"})
    roots = source_roots([tmp_path / "sub", tmp_path / "b.md", tmp_path / "a.md", tmp_path / "a.md"])
    base = tmp_path.resolve()
    assert roots == [(base / "sub", None), (base, ("b.md", "a.md"))]
    reading = read_site(base, "folder", only=("b.md", "a.md", "gone.md"))
    assert list(reading.posts) == ["a.md", "b.md"]
    assert told(reading.problems) == [(ProblemKind.UNREADABLE, "gone.md")]


def test_a_single_page_is_read_though_it_has_no_header(tmp_path: Path) -> None:
    write(tmp_path, {"readme.md": "# Read me", "x.png": "x"})
    reading = read_site(tmp_path, "jekyll", only=("readme.md", "x.png"))
    assert list(reading.posts) == ["readme.md"]
    assert reading.others == ["x.png"]


@needs_links
def test_links(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"secret.md": "secret"})
    root = write(tmp_path / "root", {"a.md": "x", "in/b.md": "y"})
    (root / "link.md").symlink_to("a.md")
    (root / "folder").symlink_to("in", target_is_directory=True)
    (root / "passwd.md").symlink_to("/etc/passwd")
    (root / "out").symlink_to(outside, target_is_directory=True)
    (root / "up").symlink_to("..", target_is_directory=True)
    (root / "gone.md").symlink_to("nowhere.md")
    (root / "self.md").symlink_to("self.md")
    (root / "in" / "loop").symlink_to("../in", target_is_directory=True)
    (root / "in" / "top").symlink_to("..", target_is_directory=True)
    reading = read_site(root, "folder")
    assert sorted(reading.posts) == ["a.md", "folder/b.md", "in/b.md", "link.md"]
    assert sorted(told(reading.problems), key=str) == sorted(
        [
            (ProblemKind.OUTSIDE_LINK, "passwd.md"),
            (ProblemKind.OUTSIDE_LINK, "out"),
            (ProblemKind.OUTSIDE_LINK, "up"),
            (ProblemKind.BROKEN_LINK, "gone.md"),
            (ProblemKind.BROKEN_LINK, "self.md"),
        ],
        key=str,
    )
    assert "/etc/passwd" in next(p.sentence for p in reading.problems if p.path == "passwd.md")


@needs_links
def test_many_links_among_folders_do_not_multiply(tmp_path: Path) -> None:
    for number in range(12):
        write(tmp_path, {f"d{number}/x.md": "x"})
    for number in range(12):
        for other in range(12):
            (tmp_path / f"d{number}" / f"to{other}").symlink_to(f"../d{other}", target_is_directory=True)
    assert len(read_site(tmp_path, "folder").posts) <= 24


@needs_links
def test_a_file_that_became_a_link_after_the_scan_is_not_followed_out(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (root / "a.md").symlink_to(tmp_path / "secret.md")
    result = read_file(root, "a.md")
    assert isinstance(result, Problem)
    assert told([result]) == [(ProblemKind.OUTSIDE_LINK, "a.md")]


@needs_links
def test_pipes_and_sockets(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    write(tmp_path, {"a.md": "x"})
    with socket.socket(socket.AF_UNIX) as server:
        previous = Path.cwd()
        os.chdir(tmp_path)  # a socket's path may only be some hundred bytes long
        try:
            server.bind("socket.md")
        finally:
            os.chdir(previous)
        reading = read_site(tmp_path, "folder")
    assert list(reading.posts) == ["a.md"]
    assert told(reading.problems) == [
        (ProblemKind.NOT_REGULAR, "pipe.md"),
        (ProblemKind.NOT_REGULAR, "socket.md"),
    ]
    result = read_file(tmp_path, "pipe.md")  # it took a file's place after the scan
    assert isinstance(result, Problem)
    assert told([result]) == [(ProblemKind.NOT_REGULAR, "pipe.md")]
    assert "(a pipe)" in result.sentence


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX: on Windows pipes have no names")
@pytest.mark.parametrize(
    "name", ["_config.yml", "a.md", "package.json", "hugo.toml", "config.toml", "Makefile", "p.png"]
)
def test_a_pipe_in_the_place_of_any_file_is_never_waited_for(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"_posts/2022-01-11-a.md": CHINESE + "![](/p.png)\n"})
    os.mkfifo(tmp_path / name)
    assert detect_generators(tmp_path)
    for generator in GENERATORS:
        read_site(tmp_path, generator.name)
    assert isinstance(read_attachment(tmp_path, "a.md", MediaReference(name, name)), Problem)


def test_a_huge_sparse_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.md").open("wb") as file:
        try:
            file.truncate(2 * 1024**3)
        except OSError as fault:
            if fault.errno in (errno.EFBIG, errno.ENOSPC):
                pytest.skip("needs a disk with room for a sparse file of 2 GB")
            raise
    reading = read_site(tmp_path, "folder")
    assert not reading.posts
    assert told(reading.problems) == [(ProblemKind.TOO_LARGE, "huge.md")]
    assert str(MAX_POST_BYTES) in reading.problems[0].sentence


def test_a_file_that_vanished_is_told(tmp_path: Path) -> None:
    result = read_file(tmp_path, "gone.md")
    assert isinstance(result, Problem)
    assert told([result]) == [(ProblemKind.UNREADABLE, "gone.md")]


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    result = read_file(tmp_path, "a.md")
    assert isinstance(result, Problem)
    assert result.kind in (ProblemKind.NOT_REGULAR, ProblemKind.UNREADABLE)


@not_root
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "x", "closed/b.md": "y", "c.md": "z"})
    (tmp_path / "a.md").chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        reading = read_site(tmp_path, "folder")
    finally:
        (tmp_path / "closed").chmod(stat.S_IRWXU)
    assert list(reading.posts) == ["c.md"]
    assert sorted(told(reading.problems)) == [
        (ProblemKind.UNREADABLE, "a.md"),
        (ProblemKind.UNREADABLE, "closed"),
    ]


HEADERS: dict[str, tuple[bytes, list[ProblemKind]]] = {
    "empty": (b"", [ProblemKind.EMPTY_FILE]),
    "nul": (b"---\ntitle: x\n---\na\0b", [ProblemKind.NUL_BYTES, ProblemKind.NO_DATE]),
    "nul-in-header": (
        b"---\ntitle: a\0b\n---\nc",
        [ProblemKind.NUL_BYTES, ProblemKind.REPAIRED_VALUE, ProblemKind.NO_DATE],
    ),
    "broken-utf8": ("---\ntitle: 中文\n---\n正文正文".encode() + b"\xff", [ProblemKind.INVALID_TEXT, ProblemKind.NO_DATE]),
    "random": (bytes(range(128, 256)) * 3, [ProblemKind.INVALID_TEXT]),
    "gbk": (CHINESE.encode("gbk"), [ProblemKind.ENCODING_GUESSED, ProblemKind.NO_DATE]),
    "big5": ("---\ntitle: 繁體\n---\n這是我們的文章，說明問題。\n".encode("big5"), [ProblemKind.ENCODING_GUESSED, ProblemKind.NO_DATE]),
    "utf16": (CHINESE.encode("utf-16"), [ProblemKind.NO_DATE]),
    "utf16-without-mark": (CHINESE.encode("utf-16-be"), [ProblemKind.ENCODING_GUESSED, ProblemKind.NO_DATE]),
    "utf8-mark": (codecs.BOM_UTF8 + CHINESE.encode(), [ProblemKind.NO_DATE]),
    "bare-cr": (b"---\rtitle: x\r---\rBody", [ProblemKind.NO_DATE]),
    "no-end": (b"---\ntitle: x\n", [ProblemKind.UNCLOSED_HEADER]),
    "brackets": (b"---\na: " + b"[" * 200_000 + b"\n---\nBody", [ProblemKind.HEADER_TOO_DEEP]),
    "dashes": (b"---\n" + b"- " * 100_000 + b"\n---\nBody", [ProblemKind.HEADER_TOO_DEEP]),
    "large": (b"---\na: " + b"x" * 300_000 + b"\n---\nBody", [ProblemKind.HEADER_TOO_LARGE]),
    "one-line": (b"<p>" + b"x" * 3_000_000 + b"</p>", []),
    "impossible": (b"---\ntitle: x\ndate: 2017-02-29 11:00:00\n---\n", [ProblemKind.INVALID_DATE]),
    "scaffold": (b"---\ntitle: {{ title }}\ndate: {{ date }}\n---\n", [ProblemKind.REPAIRED_VALUE] * 2 + [ProblemKind.INVALID_DATE]),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
def test_hostile_bytes(tmp_path: Path, name: str) -> None:
    data, kinds = HEADERS[name]
    write(tmp_path, {f"{name}.md": data})
    reading = read_site(tmp_path, "folder")
    assert not reading.problems
    candidate = reading.posts[f"{name}.md"]
    told(list(candidate.problems))
    assert [problem.kind for problem in candidate.problems] == kinds
    assert candidate.source == data
    assert candidate.text_exact == (ProblemKind.INVALID_TEXT not in kinds)
    assert candidate.metadata.title
    if name in ("gbk", "utf16", "utf16-without-mark", "utf8-mark"):
        assert candidate.metadata.title == "中秋"
        assert candidate.plain_text == "今年的中秋节我们在院子里看月亮。"


def test_an_encoding_can_be_chosen(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "短".encode("gbk")})
    reading = read_site(tmp_path, "folder", ImportSettings(encoding="gb18030"))
    assert (reading.posts["a.md"].plain_text, reading.posts["a.md"].problems) == ("短", ())


@needs_bytes_names
def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path)
    for name in ("新闻标题.md".encode("gbk"), b"a\xffb.md", "posts/二.md".encode("gbk")):
        path = os.path.join(root, name)  # noqa: PTH118 - bytes
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(b"text")
    reading = read_site(tmp_path, "folder")
    assert not reading.problems
    assert sorted(reading.posts) == ["a\\xffb.md", "posts/二.md", "新闻标题.md"]
    for path_text, candidate in reading.posts.items():
        path_text.encode()
        candidate.metadata.title.encode()
        candidate.metadata.slug.encode()


@needs_bytes_names
def test_odd_names(tmp_path: Path) -> None:
    names = [
        "a\nb.md",
        "é.md",
        unicodedata.normalize("NFD", "ü.md"),
        " lead.md",
        "#%20.md",
        "..md",
        "x" * 240 + ".md",
    ]
    reading = read_site(write(tmp_path, dict.fromkeys(names, "x")), "folder")
    assert sorted(reading.posts) == sorted(name for name in names if not name.startswith("."))
    assert all(candidate.metadata.title for candidate in reading.posts.values())


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    names = ["b.md", "a/z.md", "a/b.md", "c.md", "B.md"]
    generator = get_generator("folder")
    write(tmp_path, dict.fromkeys(names, "x"))
    found = scan(tmp_path, generator, SiteSettings("folder"), CancelToken(), lambda problem: None)
    paths = [file.path for file in found]
    assert paths[:3] == ["B.md", "a/b.md", "a/z.md"] or sys.platform in ("win32", "darwin")
    assert {path.lower() for path in paths} == {name.lower() for name in names}


def test_a_scan_stops_when_asked(tmp_path: Path) -> None:
    write(tmp_path, dict.fromkeys(("a.md", "b.md"), "x"))
    cancel = CancelToken()
    found = scan(tmp_path, get_generator("folder"), SiteSettings("folder"), cancel, lambda problem: None)
    assert next(found).path == "a.md"
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(found)


def test_nothing_of_the_source_is_written(tmp_path: Path) -> None:
    write(tmp_path, {f"{name}.md": data for name, (data, _) in HEADERS.items()})

    def state() -> list[tuple[str, int, int]]:
        return [(p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(tmp_path.rglob("*"))]

    before = state()
    read_site(tmp_path, "folder")
    read_site(tmp_path, "jekyll", ImportSettings(post_folders=(".",)))
    assert state() == before


def test_an_unexpected_fault_is_one_files_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fonds.importers import reading as module

    def fail(body: str, body_format: object) -> str:
        raise ZeroDivisionError("by accident")

    write(tmp_path, {"a.md": "x"})
    monkeypatch.setattr(module, "plain_text", fail)
    result = read_file(tmp_path, "a.md")
    assert isinstance(result, Problem)
    assert told([result]) == [(ProblemKind.INTERNAL, "a.md")]
    assert "ZeroDivisionError: by accident" in result.sentence


@not_root
def test_a_source_that_may_not_be_looked_into(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    try:
        with pytest.raises(EnvironmentProblem, match="cannot be read"):
            source_roots([locked])
    finally:
        locked.chmod(0o755)


@not_root
def test_a_picture_that_may_not_be_read_is_not_called_missing(tmp_path: Path) -> None:
    write(tmp_path, {"a.png": "x"})
    (tmp_path / "a.png").chmod(0)
    found = read_attachment(tmp_path, "post.md", MediaReference("a.png", "a.png"))
    assert isinstance(found, Problem)
    assert told([found]) == [(ProblemKind.MEDIA_UNREADABLE, "post.md")]


def test_a_file_of_the_same_size_that_was_written_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a.md": CHINESE})
    read = os.read

    def overtaken(handle: int, size: int) -> bytes:
        data = read(handle, size)
        os.utime(tmp_path / "a.md", ns=(1, 1))
        return data

    monkeypatch.setattr(os, "read", overtaken)
    found = read_file(tmp_path, "a.md")
    assert isinstance(found, Problem)
    assert told([found]) == [(ProblemKind.CHANGED_WHILE_READ, "a.md")]
