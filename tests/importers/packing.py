"""Packed files as no tool would make them: for the tests of what is unpacked."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from fonds.importers import packed_folder
from fonds.importers.packed import Unpacked, unpacked
from fonds.importers.packed_writing import Limits
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, ignore_progress

WHEN = 1_600_000_000
SMALL = Limits(total=4_000_000, member=3_000_000, members=50, growth=20, harmless=500_000)


def make_zip(path: Path, members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """An ordinary ZIP file."""
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def zip_of_raw_names(
    path: Path, members: list[tuple[bytes, bytes]], *, flags: int = 0, system: int = 0, extra: bytes = b""
) -> Path:
    """A ZIP file written by hand, stored, with names as bytes."""
    body, listed = b"", b""
    for name, data in members:
        crc, size = zlib.crc32(data), len(data)
        common = struct.pack("<5H3L2H", 20, flags, 0, 0, 0x5000 + 33, crc, size, size, len(name), len(extra))
        listed += b"PK\x01\x02" + bytes([20, system]) + common
        listed += struct.pack("<3H2L", 0, 0, 0, 0, len(body)) + name + extra
        body += b"PK\x03\x04" + common + name + extra + data
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(members), len(members), len(listed), len(body), 0)
    path.write_bytes(body + listed + end)
    return path


def make_tar(path: Path, members: list[tuple[tarfile.TarInfo, bytes]], mode: str = "gz") -> Path:
    """A tar file of heads made by hand."""
    form = tarfile.GNU_FORMAT
    with tarfile.open(path, f"w:{mode}", format=form, errors="surrogateescape") as packed:  # type: ignore[call-overload]
        for info, data in members:
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return path


def entry(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    """The head of a tar file's member."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.mtime = kind, target, WHEN
    return info


@contextmanager
def opened(path: Path, limits: Limits | None = None) -> Iterator[Unpacked]:
    """Unpack without looking at the progress."""
    with unpacked(path, ignore_progress, CancelToken(), limits) as inside:
        yield inside


def contents(inside: Unpacked) -> dict[str, bytes]:
    """All files by their paths from the root, links not followed."""
    return {
        path.relative_to(inside.root).as_posix(): path.read_bytes()
        for path in sorted(inside.root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def told(inside: Unpacked) -> list[tuple[ProblemKind, str]]:
    """What is wrong; each problem must make a sentence."""
    return [(problem.kind, problem.path) for problem in inside.problems if _sentence(problem)]


def _sentence(problem: Problem) -> str:
    assert "{" not in problem.sentence, problem.sentence
    return problem.sentence


def left_over() -> list[str]:
    """What lies where packed files are unpacked."""
    return [path.name for path in packed_folder.places()[0].iterdir()]
