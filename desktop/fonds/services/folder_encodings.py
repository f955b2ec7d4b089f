"""Which folders hold text that is not UTF-8, and in what encoding the files of each seem to be, all taken together.

More files are looked at than the survey reads: for most of them it is only asked whether their bytes are UTF-8.
"""

from __future__ import annotations

import codecs
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

from fonds.importers.reading import is_undeclared, read_source_bytes
from fonds.model.accession import FolderEncoding, ImportSettings, SourceFile
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.services.sources import ScannedSource
from fonds.text.encodings import decode_source, is_damaged_utf8, is_utf8
from fonds.text.shared_encoding import guess_shared_encoding, telling_line, weight

LOOKED_AT = 2000
SECONDS = 1.0
"""At most so many files, and for so long, are looked at."""
EVIDENCE = 24
"""Files of one folder whose text is kept to guess from."""
ROWS = 40
"""With more folders than that, those that lie in one folder are taken together."""
ENOUGH = 200
"""Bytes beyond ASCII without which a folder does not speak for itself."""
_LARGEST = 4 * 1024 * 1024
_HEAD = 64 * 1024
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


Item = TypeVar("Item")


@dataclass
class _Folder:
    """What the files of a folder showed. ``marked`` and ``wide`` are encodings that marks and NULs told."""

    sampled: int = 0
    found: int = 0
    marked: set[str] = field(default_factory=set)
    wide: set[str] = field(default_factory=set)
    texts: list[bytes] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)

    def take(self, other: _Folder) -> None:
        """Add what another folder showed."""
        self.sampled += other.sampled
        self.found += other.found
        self.marked |= other.marked
        self.wide |= other.wide
        self.texts += other.texts
        self.lines += other.lines


def survey_encodings(
    found: Sequence[ScannedSource], settings: ImportSettings, progress: ProgressSink, cancel: CancelToken
) -> tuple[FolderEncoding, ...]:
    """The folders whose text is not plain UTF-8, by name; none when an encoding was chosen for all files. A folder that
    an encoding was chosen for has that one. Raises Cancelled when asked."""
    if settings.encoding:
        return ()
    folders: defaultdict[str, _Folder] = defaultdict(_Folder)
    end = time.monotonic() + SECONDS
    for number, (root, file) in enumerate(_files(found)):
        cancel.raise_if_cancelled()
        if number and time.monotonic() > end:
            break
        progress(Progress(number, None, "reading", file.path))
        _look(root, file, folders[file.path.rpartition("/")[0]])
    chosen = dict(settings.encodings)
    rows = _grouped({name: seen for name, seen in folders.items() if seen.found}, set(chosen))
    rows = _joined(rows, set(chosen))
    result: list[FolderEncoding] = []
    for name, seen in sorted(rows.items()):
        cancel.raise_if_cancelled()
        result.append(_row(name, seen, chosen.get(name)))
    return tuple(result)


def with_encodings(settings: ImportSettings, rows: Sequence[FolderEncoding]) -> ImportSettings:
    """The settings, with the encodings that were found for folders for which none was chosen."""
    chosen = dict(settings.encodings)
    fresh = {row.folder: row.encoding for row in rows if row.guessed and row.encoding}
    return replace(settings, encodings=tuple({**fresh, **chosen}.items())) if fresh else settings


def check_folders(found: Sequence[ScannedSource], settings: ImportSettings) -> None:
    """Raise UserError when an encoding was chosen for a folder that holds no document: it may be misspelt."""
    for folder, _ in settings.encodings:
        if folder and not any(
            file.path.startswith(f"{folder}/") for source in found for file in source.files
        ):
            raise UserError("There is no text in a folder {folder}.", field="encodings", folder=folder)


def _files(found: Sequence[ScannedSource]) -> Iterator[tuple[Path, SourceFile]]:
    """Files to look at: the first of each folder, then more of each, spread evenly over it."""
    folders: defaultdict[tuple[Path, str], list[SourceFile]] = defaultdict(list)
    for source in found:
        for file in source.files:
            if file.size <= _LARGEST:
                folders[source.root, file.path.rpartition("/")[0]].append(file)
    keys = spread(list(folders), LOOKED_AT)
    share = LOOKED_AT // max(1, len(keys))
    for files in zip_longest(*(spread(folders[key], share) for key in keys)):
        for key, file in zip(keys, files, strict=True):
            if file is not None:
                yield key[0], file


def spread(items: Sequence[Item], wanted: int) -> list[Item]:
    """At most so many of the items, from all parts of the whole."""
    if len(items) <= wanted:
        return list(items)
    return [items[number * len(items) // wanted] for number in range(wanted)]


def _look(root: Path, file: SourceFile, seen: _Folder) -> None:
    data = read_source_bytes(str(root), file.path)
    if not isinstance(data, bytes) or not data:
        return
    seen.sampled += 1
    if is_utf8(data):
        return
    if data.startswith(_MARKS):
        seen.found += 1
        seen.marked.add(decode_source(data).encoding)
        return
    if b"\0" in data:
        decoded = decode_source(data)
        if decoded.guessed:
            seen.found += 1
            seen.wide.add(decoded.encoding)
            seen.lines.append(data[:120])
        return
    if not is_undeclared(file.path, data) or is_damaged_utf8(data):
        return
    seen.found += 1
    if len(seen.texts) < EVIDENCE:
        seen.texts.append(data if len(data) <= _HEAD else data[:_HEAD].rpartition(b"\n")[0])
        seen.lines.append(telling_line(data))


def _grouped(folders: dict[str, _Folder], chosen: set[str]) -> dict[str, _Folder]:
    depth = max((name.count("/") for name in folders), default=0)
    while len(folders) > ROWS and depth >= 0:
        shorter: defaultdict[str, _Folder] = defaultdict(_Folder)
        for name, seen in folders.items():
            whole = name in chosen or name.count("/") < depth
            shorter[name if whole else name.rpartition("/")[0]].take(seen)
        folders = dict(shorter)
        depth -= 1
    return folders


def _joined(folders: dict[str, _Folder], chosen: set[str]) -> dict[str, _Folder]:
    """Folders that lie in one folder, and agree, as that folder: one line to confirm, and more to guess from. Those of
    the source's own folder stay apart, as people know them by name."""
    for depth in range(max((name.count("/") for name in folders), default=0), 0, -1):
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in folders:
            if name.count("/") == depth:
                groups[name.rpartition("/")[0]].append(name)
        for parent, names in groups.items():
            together = [*names, parent] if parent in folders else names
            if (
                len(together) > 1
                and not chosen & {parent, *names}
                and _agree([folders[name] for name in together])
            ):
                whole = _Folder()
                for name in together:
                    whole.take(folders.pop(name))
                folders[parent] = whole
    return folders


def _agree(folders: Sequence[_Folder]) -> bool:
    """Whether the folders with enough to say seem to be in one encoding."""
    if any(seen.wide or not seen.texts for seen in folders):
        return False
    enough = [seen.texts for seen in folders if sum(map(weight, seen.texts)) >= ENOUGH]
    found = {guess_shared_encoding(texts) for texts in enough}
    return len(found) <= 1 and "" not in found


def _row(name: str, seen: _Folder, chosen: str | None) -> FolderEncoding:
    guessed = bool(seen.texts or seen.wide)
    if chosen is not None:
        encoding = chosen
    elif seen.texts:
        encoding = guess_shared_encoding(seen.texts)
    else:
        encodings = seen.wide or seen.marked
        encoding = next(iter(encodings)) if len(encodings) == 1 else ""
    sample = max(seen.lines, key=lambda line: sum(byte > 0x7F for byte in line), default=b"")
    return FolderEncoding(name, encoding, seen.sampled, seen.found, guessed, sample)


def shown_sample(sample: bytes, encoding: str) -> str:
    """The beginning of a line as an encoding reads it; what it cannot read is shown as �. "" finds the encoding out."""
    if not encoding:
        return decode_source(sample).text.strip()
    try:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        return " ".join(decoder.decode(sample).replace("\0", "").split())  # its last character may be cut off
    except LookupError:
        return ""
