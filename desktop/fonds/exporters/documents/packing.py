"""A zip file whose bytes depend on what is in it alone, and texts on their way into it that may be of any size."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import IO

from fonds.exporters.xml_text import xml_text

_STAMP = (1980, 1, 1, 0, 0, 0)
_IN_MEMORY = 4 << 20
_BLOCK = 1 << 20


class Pack:
    """A zip file that is being written; at the end of the block it is closed, and so is every spool."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._open = ExitStack()
        self._file = self._open.enter_context(
            zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=6)
        )

    def __enter__(self) -> Pack:
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    def put(self, name: str, data: bytes | str, *, stored: bool = False) -> None:
        """Add a file that is at hand."""
        way = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        content = data.encode("utf-8") if isinstance(data, str) else data
        self._file.writestr(_entry(name), content, way)

    def spool(self) -> Spool:
        """A text to be added later, beside the file while it is large."""
        made = Spool(self._folder)
        self._open.callback(made.close)
        return made

    def pour(self, name: str, *spools: Spool) -> None:
        """Add a file made of texts one after the other, which are gone then."""
        entry = _entry(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.file_size = sum(spool.size for spool in spools)
        with self._file.open(entry, "w") as into:
            for spool in spools:
                spool.empty_into(into)


class Spool:
    """A text of any size that is gathered piece by piece."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - the pack closes it
            _IN_MEMORY, dir=str(folder), prefix=".fonds-", suffix=".part"
        )
        self.size = 0

    def write(self, text: str) -> None:
        """Add a piece."""
        self.size += self._file.write(text.encode("utf-8"))

    def empty_into(self, file: IO[bytes]) -> None:
        """Copy all to a file and let go of it."""
        self._file.seek(0)
        shutil.copyfileobj(self._file, file, _BLOCK)
        self.close()

    def close(self) -> None:
        """Let go of it."""
        self._file.close()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    return entry


def xml(text: str) -> str:
    """Text as it stands in XML, in an attribute too."""
    return escape(xml_text(text))
