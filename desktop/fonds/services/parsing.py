"""Reading and parsing many files: in child processes when there are many, so that the window never feels it.

Answers come back in the order of the files. Of a file that is known only the digest is taken, and only other bytes are
parsed. A file that takes its process down (a fault in a C library) is named in
the report, and the rest is read by a new process.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fonds.base.child import ChildDied, ChildProcess
from fonds.importers.interface import SiteSettings
from fonds.importers.reading import read_changed_file
from fonds.model.accession import Candidate, ImportSettings, SourceFile, Unchanged
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken
from fonds.services.origins import origin_keys
from fonds.services.sources import ScannedSource
from fonds.store.packing import PreparedText, prepare_text
from fonds.text.names import shown_path

CHUNK = 40
INLINE_LIMIT = 120
"""Up to so many files are read in the calling thread: starting a process would take longer."""
IN_FLIGHT = 3
"""Chunks that a child has been given and has not answered."""
QUEUED = 16
"""Chunks that are parsed and wait to be written."""
POLL_SECONDS = 0.1


KnownDigests = Callable[[Sequence[int]], Mapping[int, bytes]]
"""From the places of documents (origin keys) to the digests of those that need not be parsed while they have them."""
_LOOKED_UP = 1000
"""For so many files at a time the archive is asked what it knows of them."""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file, the key of its place, and what reading it gave."""

    file: SourceFile
    origin_key: int
    result: Candidate | Problem | Unchanged
    prepared: PreparedText | None = None


Answer = tuple[Candidate | Problem | Unchanged, PreparedText | None]


@dataclass(frozen=True, slots=True)
class ParseChunk:
    """A request to the child: some files of one source, with the digests of those that are known (b"": not known)."""

    root: Path
    files: tuple[SourceFile, ...]
    digests: tuple[bytes, ...]
    generator: str
    site: SiteSettings
    settings: ImportSettings


def parse_chunk(chunk: ParseChunk) -> list[Answer]:
    """Read and parse a chunk; runs in the child, and does there what else costs time."""
    return [_parse(chunk, number) for number in range(len(chunk.files))]


def _parse(chunk: ParseChunk, number: int) -> Answer:
    file, digest = chunk.files[number], chunk.digests[number]
    result = read_changed_file(chunk.root, file, chunk.generator, chunk.site, chunk.settings, digest)
    if not isinstance(result, Candidate):
        return result, None
    prepared = prepare_text(result)
    # The plain text is in ``prepared``, split and compressed: it need not travel twice.
    return replace(result, plain_text=""), prepared


def parse_files(
    source: ScannedSource, settings: ImportSettings, cancel: CancelToken, known: KnownDigests
) -> Iterator[ParsedFile]:
    """Read and parse the documents of a source in order; stops early (without an error) when cancelled."""
    if len(source.files) > INLINE_LIMIT:
        yield from _parse_in_children(source, settings, cancel, known)
        return
    for keys, chunk in _chunks(source, settings, known):
        for number, (file, key) in enumerate(zip(chunk.files, keys, strict=True)):
            if cancel.cancelled:
                return
            yield ParsedFile(file, key, *_parse(chunk, number))


def _chunks(
    source: ScannedSource, settings: ImportSettings, known: KnownDigests
) -> Iterator[tuple[list[int], ParseChunk]]:
    """The work in portions, each with the keys of its files."""
    name, site = source.generator.name, source.site
    for begin in range(0, len(source.files), _LOOKED_UP):
        files = source.files[begin : begin + _LOOKED_UP]
        keys = origin_keys(source.origin, files)
        digests = known(keys)
        for start in range(0, len(files), CHUNK):
            some = slice(start, start + CHUNK)
            expected = tuple(digests.get(key, b"") for key in keys[some])
            yield keys[some], ParseChunk(source.root, files[some], expected, name, site, settings)


def _parse_in_children(
    source: ScannedSource, settings: ImportSettings, cancel: CancelToken, known: KnownDigests
) -> Iterator[ParsedFile]:
    """The answers, taken from the children by a thread of their own: while a batch is written, they parse on."""
    answers: queue.Queue[list[ParsedFile] | BaseException | None] = queue.Queue(QUEUED)
    chunks = _chunks(source, settings, known)
    unwanted = CancelToken()
    withdraw = cancel.on_cancel(unwanted.cancel)
    pump = threading.Thread(target=_pump, args=(chunks, unwanted, answers), name="fonds-parse")
    pump.start()
    try:
        while (answer := answers.get()) is not None:
            if isinstance(answer, BaseException):
                raise answer
            yield from answer
    finally:
        withdraw()
        unwanted.cancel()
        while pump.is_alive():
            with contextlib.suppress(queue.Empty):
                answers.get(timeout=POLL_SECONDS)
        pump.join()


def _pump(
    chunks: Iterator[tuple[list[int], ParseChunk]],
    unwanted: CancelToken,
    answers: queue.Queue[list[ParsedFile] | BaseException | None],
) -> None:
    """Put every chunk's answer into the queue, then None; a failure goes the same way."""
    end: BaseException | None = None
    try:
        workers = _Workers(_worker_count())
        try:
            for answer in workers.run(chunks, unwanted):
                answers.put(answer)
        finally:
            workers.close()
    except BaseException as error:  # noqa: BLE001 - it is raised again where the answers are taken
        end = error
    answers.put(end)


def _worker_count() -> int:
    """Parsing is two thirds of the work: the writer and the window need a core as well, but leave half of it."""
    return max(1, min(4, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True, eq=False)
class _Given:
    """A chunk that a child was given."""

    child: int
    keys: list[int]
    chunk: ParseChunk


class _Workers:
    """Some child processes, which are given chunks in turn, so that answers are taken in order."""

    def __init__(self, count: int) -> None:
        self._children = [self._start() for _ in range(count)]
        self._given: deque[_Given] = deque()
        self._sent = 0
        self._none_runs = False

    def run(
        self, chunks: Iterator[tuple[list[int], ParseChunk]], cancel: CancelToken
    ) -> Iterator[list[ParsedFile]]:
        """Parse all chunks, a few ahead of what is taken."""
        for keys, chunk in chunks:
            if cancel.cancelled:
                return
            self._given.append(_Given(self._sent % len(self._children), keys, chunk))
            self._sent += 1
            self._send(self._given[-1])
            if len(self._given) >= IN_FLIGHT * len(self._children):
                answer = self._take(cancel)
                if answer is None:
                    return
                yield answer
        while self._given and (answer := self._take(cancel)) is not None:
            yield answer

    def close(self) -> None:
        """End all children."""
        for child in self._children:
            child.kill()

    def _start(self) -> ChildProcess[ParseChunk, list[Answer]]:
        return ChildProcess(parse_chunk, name="fonds-parser")

    def _send(self, given: _Given) -> None:
        # A child that has died is found out, and replaced, when the answer is taken.
        with contextlib.suppress(ChildDied):
            self._children[given.child].send(given.chunk)

    def _take(self, cancel: CancelToken) -> list[ParsedFile] | None:
        """The answer to what was given first; None when cancelled."""
        first = self._given[0]
        try:
            while not self._children[first.child].wait(POLL_SECONDS):
                if cancel.cancelled:
                    return None
            answers = self._children[first.child].receive()
        except ChildDied:
            found = self._one_by_one(first, cancel)
            if found is None:
                return None
            answers = found
        self._given.popleft()
        return [
            ParsedFile(file, key, *answer)
            for file, key, answer in zip(first.chunk.files, first.keys, answers, strict=True)
        ]

    def _one_by_one(self, first: _Given, cancel: CancelToken) -> list[Answer] | None:
        """A chunk killed its process: each of its files is read in one of its own, to know which it was."""
        self._children[first.child].kill()
        answers: list[Answer] = []
        for number in range(len(first.chunk.files)):
            if cancel.cancelled:
                return None
            answers.append(self._alone(first.chunk, number))
        self._children[first.child] = self._start()
        for later in self._given:
            if later is not first and later.child == first.child:
                self._send(later)
        return answers

    def _alone(self, chunk: ParseChunk, number: int) -> Answer:
        """Read one file of a chunk that killed its process, in a process of its own; here where none can run at all (a
        system that forbids it): that is not the file's fault."""
        if self._none_runs:
            return _parse(chunk, number)
        child = self._start()
        try:
            if not _answers(child, chunk):
                self._none_runs = True
                return _parse(chunk, number)
            some = slice(number, number + 1)
            child.send(replace(chunk, files=chunk.files[some], digests=chunk.digests[some]))
            return child.receive()[0]
        except ChildDied:
            path = shown_path(chunk.files[number].path)
            reason = (("reason", "reading it ended the process"),)
            return Problem(ProblemKind.INTERNAL, path, details=reason), None
        finally:
            child.kill()


def _answers(child: ChildProcess[ParseChunk, list[Answer]], chunk: ParseChunk) -> bool:
    """Whether a child runs: it is asked for nothing."""
    try:
        child.send(replace(chunk, files=(), digests=()))
        return child.receive() == []
    except ChildDied:
        return False
