"""Packed files: honest ones give what was packed, damaged ones what is there and a word on it; no folder stays."""

from __future__ import annotations

import gzip
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from fonds.importers import packed_folder
from fonds.importers.packed import is_packed, unpacked
from fonds.model.errors import Cancelled, UserError
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, Progress
from importers.packing import (
    SMALL,
    WHEN,
    contents,
    entry,
    left_over,
    make_tar,
    make_zip,
    opened,
    told,
    zip_of_raw_names,
)

FILES = {"site/_config.yml": b"title: x\n", "site/_posts/a.md": "示范区".encode() * 500, "site/empty.md": b""}
INNER = {name.removeprefix("site/"): data for name, data in FILES.items()}


# Honest files


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_zip_gives_what_was_packed(method: int, tmp_path: Path) -> None:
    path = make_zip(tmp_path / "site.zip", FILES, method)
    assert is_packed(path)
    with opened(path) as inside:
        assert (inside.root.name, contents(inside), inside.problems) == ("site", INNER, ())
        if os.name == "posix":
            assert inside.root.parent.parent.stat().st_mode & 0o077 == 0
    assert left_over() == []


@pytest.mark.parametrize("mode", ["", "gz", "bz2", "xz"])
def test_a_tar_gives_what_was_packed(mode: str, tmp_path: Path) -> None:
    path = make_tar(tmp_path / "site", [(entry(name), data) for name, data in FILES.items()], mode)
    assert is_packed(path)
    with opened(path) as inside:
        assert (inside.root.name, contents(inside), inside.problems) == ("site", INNER, ())
        assert (inside.root / "empty.md").stat().st_mtime == WHEN
    assert left_over() == []


def test_what_lies_beside_a_folder_keeps_the_folder(tmp_path: Path) -> None:
    with opened(make_zip(tmp_path / "a.zip", {"site/a.md": "x", "b.md": "y"})) as inside:
        assert contents(inside) == {"site/a.md": b"x", "b.md": b"y"}
    with opened(make_zip(tmp_path / "b.zip", {})) as inside:
        assert (contents(inside), inside.problems) == ({}, ())
    with opened(make_tar(tmp_path / "c.tar", [], "")) as inside:
        assert (contents(inside), inside.problems) == ({}, ())
    with opened(make_tar(tmp_path / "d.tgz", [(entry("./a.md"), b"x")])) as inside:
        assert contents(inside) == {"a.md": b"x"}


def test_what_a_mac_adds_is_no_file_of_the_source(tmp_path: Path) -> None:
    double = b"\x00\x05\x16\x07\x00\x02\x00\x00"
    members = {
        "site/a.md": b"x",
        "__MACOSX/site/._a.md": double,
        "site/._b.md": double,
        "site/._c.md": b"a text",
    }
    with opened(make_zip(tmp_path / "site.zip", members)) as inside:
        assert contents(inside) == {"a.md": b"x", "._c.md": b"a text"}
        assert (set(inside.ignored), inside.problems) == ({"__MACOSX/site/._a.md", "._b.md"}, ())


def test_times_of_members_are_kept(tmp_path: Path) -> None:
    unix = b"UT\x05\x00\x01" + struct.pack("<l", WHEN)
    ntfs = struct.pack("<2HL2H3Q", 10, 32, 0, 1, 24, (WHEN + 11_644_473_600) * 10_000_000, 0, 0)
    for name, extra in (("unix", unix), ("ntfs", ntfs)):
        path = zip_of_raw_names(tmp_path / f"{name}.zip", [(b"a.md", b"x")], extra=extra)
        with opened(path) as inside:
            assert (inside.root / "a.md").stat().st_mtime == WHEN


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("gbk", "新闻/示范区成绩单.md"),
        ("big5", "新聞/臺灣經濟發展.md"),
        ("cp932", "ブログ/東京のはなし.md"),
        ("utf-8", "新闻/一.md"),
    ],
)
def test_names_without_a_mark_are_read_in_their_encoding(encoding: str, name: str, tmp_path: Path) -> None:
    windows = name.replace("/", "\\").encode(encoding)
    with opened(zip_of_raw_names(tmp_path / "a.zip", [(windows, b"x"), (b"b.md", b"y")])) as inside:
        assert contents(inside) == {name: b"x", "b.md": b"y"}
        assert inside.problems == ()
    raw = name.encode(encoding).decode("utf-8", "surrogateescape")
    with opened(make_tar(tmp_path / "a.tgz", [(entry("b.md"), b"y"), (entry(raw), b"x")])) as inside:
        assert contents(inside) == {name: b"x", "b.md": b"y"}


def test_names_of_code_page_437_and_of_the_unicode_field(tmp_path: Path) -> None:
    with opened(zip_of_raw_names(tmp_path / "a.zip", [("Müller.md".encode("cp437"), b"x")])) as inside:
        assert contents(inside) == {"Müller.md": b"x"}
    raw, name = b"?.md", "示.md".encode()
    field = struct.pack("<2HBL", 0x7075, 5 + len(name), 1, zlib.crc32(raw)) + name
    with opened(zip_of_raw_names(tmp_path / "b.zip", [(raw, b"x")], extra=field)) as inside:
        assert contents(inside) == {"示.md": b"x"}


def test_what_is_a_packed_source_and_what_is_not(tmp_path: Path) -> None:
    assert not is_packed(make_zip(tmp_path / "really.md", {"a.md": "x"}))
    assert not is_packed(
        make_zip(tmp_path / "book.epub", {"mimetype": "application/epub+zip", "a.xhtml": "x"})
    )
    assert not is_packed(make_zip(tmp_path / "text.docx", {"[Content_Types].xml": "<x/>"}))
    assert is_packed(make_zip(tmp_path / "download", {"a.md": "x"}))
    (tmp_path / "page.gz").write_bytes(gzip.compress(b"x" * 2000))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG" + bytes(600))
    assert not any(is_packed(tmp_path / name) for name in ("page.gz", "picture.png", "missing", "."))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.zip", b"<html>404</html>", "is none, or is damaged"),
        ("a.tar.gz", b"\x1f\x8b\x08broken", "is none, or is damaged"),
        ("a.zip", b"", "is none, or is damaged"),
        ("a.tar.zst", b"\x28\xb5\x2f\xfd" + bytes(20), "does not know"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(20), "does not know"),
        ("a.rar", b"Rar!\x1a\x07\x00" + bytes(20), "does not know"),
    ],
)
def test_what_cannot_be_unpacked_gets_a_clear_error(
    name: str, data: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    assert is_packed(tmp_path / name)
    with pytest.raises(UserError, match=message), opened(tmp_path / name):
        pass
    assert left_over() == []


# Damage


def test_a_damaged_or_encrypted_member_does_not_keep_the_others(tmp_path: Path) -> None:
    path = make_zip(
        tmp_path / "a.zip", {"a.md": b"x" * 50, "b.md": b"secret", "c.md": b"z"}, zipfile.ZIP_STORED
    )
    data = bytearray(path.read_bytes())
    data[data.index(b"x" * 50)] ^= 1
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark, data.index(mark) + 1) + flags] |= 1
    path.write_bytes(data)
    with opened(path) as inside:
        assert contents(inside) == {"c.md": b"z"}
        assert told(inside) == [(ProblemKind.UNREADABLE, "a.md"), (ProblemKind.UNREADABLE, "b.md")]
        assert "encrypted" in inside.problems[1].sentence


def test_a_zip_that_was_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    noise = os.urandom(30_000)
    members = {"新/a.md": b"x" * 500, "b.md": noise, "c.md": noise}
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        path = make_zip(tmp_path / "a.zip", members, method)
        path.write_bytes(path.read_bytes()[:50_000])
        with opened(path) as inside:
            assert contents(inside) == {"新/a.md": b"x" * 500, "b.md": noise}
            assert told(inside) == [(ProblemKind.PACKED_DAMAGED, "a.zip"), (ProblemKind.UNREADABLE, "c.md")]
    raw = "示范区成绩单.md".encode("gbk")
    path = zip_of_raw_names(tmp_path / "b.zip", [(raw, b"x"), (b"b.md", b"y")])
    path.write_bytes(path.read_bytes()[:-60])
    with opened(path) as inside:
        assert contents(inside) == {"示范区成绩单.md": b"x", "b.md": b"y"}


def test_a_zip_that_was_written_to_a_pipe_and_cut_off(tmp_path: Path) -> None:
    class Pipe:
        def __init__(self) -> None:
            self.data = b""

        def write(self, data: bytes) -> int:
            self.data += data
            return len(data)

        def flush(self) -> None:
            pass

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as packed:  # type: ignore[call-overload]
        for number in range(3):
            packed.writestr(f"{number}.md", str(number) * 500)
    (tmp_path / "a.zip").write_bytes(pipe.data[: pipe.data.index(b"PK\x01\x02")])
    with opened(tmp_path / "a.zip") as inside:
        assert contents(inside) == {f"{number}.md": str(number).encode() * 500 for number in range(3)}
        assert told(inside) == [(ProblemKind.PACKED_DAMAGED, "a.zip")]


@pytest.mark.parametrize("mode", ["gz", "bz2", "xz", ""])
def test_a_tar_that_was_cut_off_gives_what_is_there(mode: str, tmp_path: Path) -> None:
    members = [(entry(f"{number}.md"), os.urandom(300_000)) for number in range(8)]
    path = make_tar(tmp_path / "a.tar", members, mode)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 7 // 10])
    with opened(path) as inside:
        found = contents(inside)
        assert found
        assert all(found[info.name] == data for info, data in members if info.name in found)
        assert (ProblemKind.PACKED_DAMAGED, "a.tar") in told(inside)


def test_behind_a_damaged_head_the_rest_is_found(tmp_path: Path) -> None:
    path = make_tar(tmp_path / "a.tar", [(entry(f"{number}.md"), b"x" * 700) for number in range(4)], "")
    data = bytearray(path.read_bytes())
    data[1536 + 5] ^= 0xFF
    path.write_bytes(data)
    with opened(path) as inside:
        assert sorted(contents(inside)) == ["0.md", "2.md", "3.md"]
        assert told(inside) == [(ProblemKind.PACKED_DAMAGED, "a.tar")]


def test_a_wrong_checksum_behind_the_end_is_noticed(tmp_path: Path) -> None:
    path = make_tar(tmp_path / "a.tgz", [(entry("a.md"), b"x")])
    data = bytearray(path.read_bytes())
    data[-8] ^= 0xFF
    path.write_bytes(data)
    with opened(path) as inside:
        assert told(inside) == [(ProblemKind.PACKED_DAMAGED, "a.tgz")]


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_ends_in_anything_but_a_word_on_it(seed: int, tmp_path: Path) -> None:
    place = seed * 7919
    for name in ("a.zip", "a.tar", "a.tgz"):
        path = tmp_path / name
        if name == "a.zip":
            make_zip(path, FILES)
        else:
            make_tar(
                path,
                [(entry(member), data) for member, data in FILES.items()],
                "gz" if name == "a.tgz" else "",
            )
        data = bytearray(path.read_bytes())
        for step in range(3):
            data[(place + step * 104729) % len(data)] ^= 1 << (seed + step) % 8
        path.write_bytes(data)
        try:
            with opened(path, SMALL) as inside:
                found = {Path(member).name: content for member, content in contents(inside).items()}
                whole = all(found.get(Path(member).name) == content for member, content in FILES.items())
                assert whole or inside.problems or name == "a.tar"  # plain tar has no checksums of contents
        except UserError:
            pass
    assert left_over() == []


# The folder goes away


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    members = {f"{number}.md": os.urandom(1000) for number in range(200)}
    paths = [
        make_zip(tmp_path / "a.zip", members),
        make_tar(tmp_path / "a.tgz", [(entry(name), data) for name, data in members.items()]),
        make_tar(tmp_path / "b.tgz", [(entry("../big"), os.urandom(3_000_000))]),
    ]
    for path in paths:
        cancel = CancelToken()
        seen: list[Progress] = []

        def stop(progress: Progress, cancel: CancelToken = cancel, seen: list[Progress] = seen) -> None:
            seen.append(progress)
            if len(seen) == 4:
                cancel.cancel()

        with pytest.raises(Cancelled), unpacked(path, stop, cancel):
            pass
        assert all(point.total == path.stat().st_size and point.stage == "unpacking" for point in seen)
        assert len(seen) <= 5
        assert left_over() == []


def test_a_failure_in_the_block_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), opened(make_zip(tmp_path / "a.zip", FILES)):
        raise ZeroDivisionError
    assert left_over() == []


def test_what_a_killed_run_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", FILES)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from fonds.importers.packed import unpacked\n"
        "from fonds.model.progress import CancelToken, ignore_progress\n"
        "with unpacked(Path(sys.argv[1]), ignore_progress, CancelToken()):\n    os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert len(left_over()) == 1
    foreign = [
        packed_folder.places()[0] / f"{packed_folder.PREFIX}{name}"
        for name in ("plain", "empty-mark", "other-mark", "open")
    ]
    for folder in foreign:
        folder.mkdir(0o700)
    (foreign[1] / "in-use").write_bytes(b"")
    (foreign[2] / "in-use").write_bytes(b"something else")
    (foreign[3] / "in-use").write_bytes(packed_folder._MARK)
    foreign[3].chmod(0o755)
    (packed_folder.places()[0] / f"{packed_folder.PREFIX}file").write_bytes(b"x")
    with opened(path), opened(path) as inside:  # one that is in use stays
        assert contents(inside) == INNER
        assert len(left_over()) == len(foreign) + 1 + 2
    assert sorted(left_over()) == sorted(
        [folder.name for folder in foreign] + [f"{packed_folder.PREFIX}file"]
    )
