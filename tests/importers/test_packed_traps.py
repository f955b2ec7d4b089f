"""Packed files that were made to do harm: none gets out of its folder, fills the disk or the memory, or stays."""

from __future__ import annotations

import os
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from fonds.importers import packed_folder
from fonds.importers.packed_names import UnusableName, link_leads_out, safe_path
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.problems import ProblemKind
from importers.packing import (
    SMALL,
    contents,
    entry,
    left_over,
    make_tar,
    make_zip,
    opened,
    told,
    zip_of_raw_names,
)

needs_links = pytest.mark.skipif(os.name == "nt", reason="needs POSIX: on Windows few may make links")


@pytest.mark.parametrize(
    "name",
    ["a:b.md", "con", "aux.md", "a/LPT1.txt", "a./b.md", "b.md ", "a?.md", "a\\..\\..\\b.md", "C:x.md"],
)
def test_windows_allows_fewer_names(name: str) -> None:
    with pytest.raises(UnusableName):
        safe_path(name, windows=True)


def test_usual_names_stay_as_they_are() -> None:
    for windows in (False, True):
        assert safe_path("./a//b c/示.md", windows=windows) == "a/b c/示.md"
        assert safe_path("./", windows=windows) == ""
        assert not link_leads_out("a/b/c", "../../d", windows=windows)
        assert link_leads_out("a/b/c", "../../../d", windows=windows)
    assert safe_path("a\\b.md", windows=True) == "a/b.md"
    assert safe_path("a\\b: c?.md", windows=False) == "a\\b: c?.md"
    with pytest.raises(UnusableName):
        safe_path("a\0.md", windows=False)


# Names and links that lead out


@pytest.mark.parametrize(
    "name",
    [
        "../evil.md",
        "/evil.md",
        "a/../../evil.md",
        "C:\\evil.md",
        "C:/evil.md",
        "..\\evil.md",
        "a/" * 250 + "x.md",
    ],
)
def test_no_name_leads_out_of_a_zip(name: str, tmp_path: Path) -> None:
    path = zip_of_raw_names(tmp_path / "a.zip", [(name.encode(), b"x"), (b"b.md", b"y")])
    with opened(path) as inside:
        assert contents(inside) == {"b.md": b"y"}
        shown = name.replace("\\", "/")
        assert told(inside) == [(ProblemKind.UNREADABLE, shown)]
        assert not list(inside.root.parent.rglob("evil.md"))


def test_no_name_leads_out_of_a_tar(tmp_path: Path) -> None:
    names = ["../evil.md", "/evil.md", "a/../../evil.md", "b.md"]
    with opened(make_tar(tmp_path / "a.tgz", [(entry(name), b"x") for name in names])) as inside:
        assert contents(inside) == {"b.md": b"x"}
        assert told(inside) == [(ProblemKind.UNREADABLE, name) for name in names[:3]]


@needs_links
def test_no_file_is_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.md").write_bytes(b"kept")
    members = [
        (entry("out", tarfile.SYMTYPE, str(outside)), b""),
        (entry("out/evil.md"), b"x"),
        (entry("out/kept.md"), b"x"),
        (entry("up", tarfile.SYMTYPE, "../.."), b""),
        (entry("twin.md", tarfile.LNKTYPE, "../../outside/kept.md"), b""),
        (entry("other.md", tarfile.LNKTYPE, str(outside / "kept.md")), b""),
        (entry("none.md", tarfile.LNKTYPE, "missing.md"), b""),
    ]
    with opened(make_tar(tmp_path / "a.tgz", members)) as inside:
        assert contents(inside) == {"evil.md": b"x", "kept.md": b"x"}  # "out" is a folder now
        assert sorted(told(inside), key=str) == sorted(
            [
                (ProblemKind.OUTSIDE_LINK, "out"),
                (ProblemKind.OUTSIDE_LINK, "up"),
                (ProblemKind.OUTSIDE_LINK, "twin.md"),
                (ProblemKind.OUTSIDE_LINK, "other.md"),
                (ProblemKind.BROKEN_LINK, "none.md"),
            ],
            key=str,
        )
    assert [path.name for path in outside.iterdir()] == ["kept.md"]
    assert (outside / "kept.md").read_bytes() == b"kept"


@needs_links
def test_links_that_stay_inside_are_kept(tmp_path: Path) -> None:
    members = [
        (entry("in/a.md"), b"x"),
        (entry("b.md", tarfile.SYMTYPE, "in/a.md"), b""),
        (entry("folder", tarfile.SYMTYPE, "in"), b""),
        (entry("twin.md", tarfile.LNKTYPE, "in/a.md"), b""),
        # By its words it stays inside; by way of the one before it would not.
        (entry("deep/down/home", tarfile.SYMTYPE, "../.."), b""),
        (entry("sly", tarfile.SYMTYPE, "deep/down/home/../.."), b""),
    ]
    with opened(make_tar(tmp_path / "a.tgz", members)) as inside:
        assert contents(inside) == {"in/a.md": b"x", "twin.md": b"x"}
        assert (inside.root / "b.md").read_bytes() == b"x"
        assert (inside.root / "folder" / "a.md").read_bytes() == b"x"
        assert told(inside) == [(ProblemKind.OUTSIDE_LINK, "sly")]


@needs_links
def test_links_in_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("in/a.md", "x")
        for name, target in (("b.md", "in/a.md"), ("evil.md", "/etc/passwd")):
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o120777 << 16
            packed.writestr(info, target)
        info = zipfile.ZipInfo("pipe")
        info.create_system, info.external_attr = 3, 0o010644 << 16
        packed.writestr(info, "")
    with opened(tmp_path / "a.zip") as inside:
        assert (inside.root / "b.md").read_bytes() == b"x"
        kinds = [(ProblemKind.NOT_REGULAR, "pipe"), (ProblemKind.OUTSIDE_LINK, "evil.md")]
        assert sorted(told(inside), key=str) == sorted(kinds, key=str)


def test_devices_are_not_made(tmp_path: Path) -> None:
    kinds = (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)
    members = [(entry(f"{number}.md", kind), b"") for number, kind in enumerate(kinds)]
    with opened(make_tar(tmp_path / "a.tgz", members)) as inside:
        assert contents(inside) == {}
        assert told(inside) == [(ProblemKind.NOT_REGULAR, f"{number}.md") for number in range(3)]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_of_one_name_the_last_is_used_and_that_is_said(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("a.md", "one")
        packed.writestr("a.md", "two")
    with opened(tmp_path / "a.zip") as inside:
        assert (contents(inside), told(inside)) == (
            {"a.md": b"two"},
            [(ProblemKind.DUPLICATE_MEMBER, "a.md")],
        )
    members = [
        (entry("a.md"), b"one"),
        (entry("./a.md"), b"two"),
        (entry("a.md/b.md"), b"x"),
        (entry("c/d.md"), b"y"),
        (entry("c"), b"z"),
    ]
    with opened(make_tar(tmp_path / "a.tgz", members)) as inside:
        assert contents(inside) == {"a.md": b"two", "c/d.md": b"y"}
        kinds = [kind for kind, _path in told(inside)]
        assert kinds == [ProblemKind.DUPLICATE_MEMBER, ProblemKind.UNREADABLE, ProblemKind.UNREADABLE]


# Too much


def test_a_file_that_grows_too_much_is_refused(tmp_path: Path) -> None:
    zeros = bytes(2_000_000)
    bombs = [
        make_zip(tmp_path / "a.zip", {"a.md": zeros}),
        make_zip(tmp_path / "b.zip", {f"{number}.md": zeros[:90_000] for number in range(40)}),
        make_zip(tmp_path / "c.zip", {"a.md": zeros}, zipfile.ZIP_BZIP2),
        make_tar(tmp_path / "d.tgz", [(entry("a.md"), zeros)]),
        make_tar(tmp_path / "e.tgz", [(entry("../a.md"), zeros)]),  # passed over, but unpacked all the same
        make_tar(tmp_path / "f.txz", [(entry("a.md"), zeros)], "xz"),
    ]
    for bomb in bombs:
        with pytest.raises(UserError, match="20 times its size"), opened(bomb, SMALL):
            pass
    assert left_over() == []


def test_a_trap_takes_no_memory(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_BZIP2) as packed,
        packed.open("a.md", "w") as file,
    ):
        for _ in range(60):
            file.write(bytes(1_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(UserError, match="20 times its size"), opened(tmp_path / "a.zip", SMALL):
            pass
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_sums_and_numbers_have_limits(tmp_path: Path) -> None:
    noise = os.urandom(2_500_000)
    large = make_zip(tmp_path / "a.zip", {"a": noise, "b": noise})
    with pytest.raises(UserError, match="more than 4000000 bytes"), opened(large, SMALL):
        pass
    many = make_zip(tmp_path / "b.zip", {f"{number}.md": "" for number in range(60)})
    with pytest.raises(UserError, match="more than 50 files"), opened(many, SMALL):
        pass
    with opened(make_zip(tmp_path / "c.zip", {"a.md": os.urandom(3_100_000), "b.md": "y"}), SMALL) as inside:
        assert contents(inside) == {"b.md": b"y"}
        assert told(inside) == [(ProblemKind.UNREADABLE, "a.md")]
    assert left_over() == []


def test_files_that_lie_on_top_of_one_another_are_a_trap(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.md": b"x" * 100, "b.md": b"y" * 100}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = bytes(4)  # the second begins where the first does
    path.write_bytes(data)
    with pytest.raises(UserError, match="on top of one another"), opened(path):
        pass
    quoting = make_zip(tmp_path / "b.zip", {"a.md": b"x" * 100, "b.md": b"y" * 100}, zipfile.ZIP_STORED)
    data = bytearray(quoting.read_bytes())
    first = data.index(b"PK\x01\x02")
    data[first + 20 : first + 24] = struct.pack("<L", 200)  # the first holds the head of the second
    quoting.write_bytes(data)
    with pytest.raises(UserError, match="on top of one another"), opened(quoting):
        pass


def test_a_size_that_is_a_lie_is_not_believed(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.md": b"x" * 100, "b.md": b"y"})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 0xFFFFFFF0)
    path.write_bytes(data)
    with opened(path, SMALL) as inside:
        assert contents(inside)["b.md"] == b"y"
        assert contents(inside).get("a.md", b"x" * 100) == b"x" * 100
    huge = entry("a.md")
    with tarfile.open(tmp_path / "b.tar", "w") as packed:
        huge.size = 2**40
        packed.addfile(huge)
    with opened(tmp_path / "b.tar", SMALL) as inside:
        assert contents(inside) == {}
        assert {kind for kind, _path in told(inside)} == {ProblemKind.UNREADABLE, ProblemKind.PACKED_DAMAGED}


def test_a_head_that_claims_much_is_not_read(tmp_path: Path) -> None:
    info = entry("././@LongLink", tarfile.GNUTYPE_LONGNAME)
    info.size = 2**36
    (tmp_path / "a.tar").write_bytes(info.tobuf(tarfile.GNU_FORMAT) + bytes(2048))
    with opened(tmp_path / "a.tar") as inside:
        assert told(inside) == [(ProblemKind.PACKED_DAMAGED, "a.tar")]


def test_a_full_disk_is_said_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed_folder, "RESERVE", 2**62)
    with (
        pytest.raises(EnvironmentProblem, match="not enough room"),
        opened(make_zip(tmp_path / "a.zip", {"a.md": "x"})),
    ):
        pass
    assert left_over() == []
