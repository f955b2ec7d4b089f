"""Writes a ZIM file in a process of its own: libzim cannot be stopped while it finishes, speaks on the standard output, and
ends the whole process when a disk is full.

Rule: libzim (GPL-3 or later, never part of a package of ours) is loaded in that process alone.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from fonds.base.child import ChildDied, ChildFailed, ChildProcess
from fonds.model.errors import EnvironmentProblem

LIBRARY = "libzim"
ICON_SIZE = 48
_AHEAD = 8
_AHEAD_BYTES = 16_000_000
"""Entries, and bytes of them, that are under way at most."""
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Found:
    """What the search knows of an entry. Entries without it are not searched, and their titles not suggested."""

    title: str
    text: str
    terms: str
    words: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A page or a file."""

    path: str
    title: str
    mime: str
    data: bytes
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class _Begin:
    path: str
    language: str
    main: str
    icon: bytes
    facts: dict[str, str]


_Request = _Begin | Entry | None
"""None: finish."""


def library_is_there() -> bool:
    """Whether libzim is installed."""
    return importlib.util.find_spec(LIBRARY) is not None


def require_library() -> None:
    """Raise EnvironmentProblem when it is not."""
    if not library_is_there():
        raise EnvironmentProblem(
            "ZIM files are written by the Python package libzim, which is not installed. It comes with the command "
            "“{command}”, and no packaged Fonds holds it.",
            command="python -m pip install libzim",
        )


class ZimWriter:
    """Writes while it is open. ``on_wait`` is called again and again, and may raise to stop at once."""

    def __init__(self, on_wait: Callable[[], None]) -> None:
        self._on_wait = on_wait
        self._child: ChildProcess[_Request, None] = ChildProcess(_serve, name="fonds-zim")
        self._sizes: list[int] = []

    def __enter__(self) -> ZimWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._child.close()
        else:
            self._child.kill()

    def begin(self, path: Path, language: str, main: str, icon: bytes, facts: dict[str, str]) -> None:
        """Start the file: the language of its index (ISO 639-3), the path of its first page, what it says of itself."""
        self._send(_Begin(str(path), language, main, icon, facts), 0)

    def add(self, entry: Entry) -> None:
        """Put an entry in. Each has a path of its own."""
        while len(self._sizes) >= _AHEAD or (self._sizes and sum(self._sizes) > _AHEAD_BYTES):
            self._take_answer()
        self._send(entry, len(entry.data))

    def finish(self) -> None:
        """Write all that is not written yet."""
        self._send(None, 0)
        while self._sizes:
            self._take_answer()

    def stop(self) -> None:
        """End the process at once, from any thread."""
        self._child.stop()

    def _send(self, request: _Request, size: int) -> None:
        try:
            self._child.send(request)
        except ChildDied as error:
            raise _died() from error
        self._sizes.append(size)

    def _take_answer(self) -> None:
        while not self._child.wait(_POLL_SECONDS):
            self._on_wait()
        try:
            self._child.receive()
        except ChildFailed as error:
            raise EnvironmentProblem(
                "The package libzim could not write the file: {reason}. Nothing was left behind.",
                reason=_reason(str(error)),
            ) from error
        except ChildDied as error:
            raise _died() from error
        self._sizes.pop(0)


def _reason(traceback: str) -> str:
    """The last error of a traceback with what it says, in a line."""
    lines = traceback.splitlines()
    first = next((number for number, line in enumerate(lines) if number and line[:1].strip()), 0)
    return " ".join(" ".join(lines[first:]).split())


def _died() -> EnvironmentProblem:
    return EnvironmentProblem(
        "The package libzim ended without a word, as it does when a disk is full. Nothing was left behind."
    )


_writer: Any = None


def _serve(request: _Request) -> None:
    """Do what is asked; runs in the process."""
    global _writer
    if isinstance(request, _Begin):
        _silence()
        library = importlib.import_module(f"{LIBRARY}.writer")
        # One worker: several would put entries down in an order of chance.
        writer = library.Creator(Path(request.path)).config_nbworkers(1)
        _writer = writer.config_indexing(True, request.language).__enter__()
        _writer.set_mainpath(request.main)
        _writer.add_illustration(ICON_SIZE, request.icon)
        for name, value in request.facts.items():
            _writer.add_metadata(name, value)
    elif request is not None:
        _writer.add_item(_item_kind()(request))
    else:
        _writer.__exit__(None, None, None)


def _silence() -> None:
    """libzim tells of its steps on the standard output, whatever it is asked."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - no file of ours
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)


@cache
def _item_kind() -> Callable[[Entry], Any]:
    """The class that libzim takes entries as, with what is to be indexed of them."""
    library = importlib.import_module(f"{LIBRARY}.writer")

    class IndexData(library.IndexData):  # type: ignore[misc, name-defined]
        def __init__(self, found: Found | None) -> None:
            super().__init__()
            self._found = found or Found("", "", "", 0)
            self._there = found is not None

        def has_indexdata(self) -> bool:
            return self._there

        def get_title(self) -> str:
            return self._found.title

        def get_content(self) -> str:
            return self._found.text

        def get_keywords(self) -> str:
            return self._found.terms

        def get_wordcount(self) -> int:
            return self._found.words

        def get_geoposition(self) -> None:
            return None

    class Item(library.Item):  # type: ignore[misc, name-defined]
        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self._entry = entry
            self._index = IndexData(entry.found)

        def get_path(self) -> str:
            return self._entry.path

        def get_title(self) -> str:
            return self._entry.title

        def get_mimetype(self) -> str:
            return self._entry.mime

        def get_contentprovider(self) -> Any:
            return library.StringProvider(self._entry.data)

        def get_hints(self) -> dict[Any, int]:
            text = self._entry.mime.startswith("text/") or self._entry.mime == "image/svg+xml"
            front = self._entry.found is not None
            return {library.Hint.FRONT_ARTICLE: front, library.Hint.COMPRESS: text}

        def get_indexdata(self) -> Any:
            return self._index

    return Item
