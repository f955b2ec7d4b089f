"""Reading and parsing many files: in child processes when there are many, so that the window never feels it.

Answers come back in the order of the files. A file that takes its process down (a fault in a C library) is named in
the report, and the rest is read by a new process.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fonds.base.child import ChildDied, ChildProcess
from fonds.importers.interface import SiteSettings
from fonds.importers.reading import read_source_file
from fonds.model.accession import Candidate, ImportSettings, SourceFile
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken
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


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file, and what reading it gave."""

    file: SourceFile
    result: Candidate | Problem
    prepared: PreparedText | None = None


@dataclass(frozen=True, slots=True)
class ParseChunk:
    """A request to the child: some files of one source."""

    root: Path
    files: tuple[SourceFile, ...]
    generator: str
    site: SiteSettings
    settings: ImportSettings


def parse_chunk(chunk: ParseChunk) -> list[ParsedFile]:
    """Read and parse a chunk; runs in the child, and does there what else costs time."""
    return [_parse(chunk, file) for file in chunk.files]


def _parse(chunk: ParseChunk, file: SourceFile) -> ParsedFile:
    result = read_source_file(chunk.root, file, chunk.generator, chunk.site, chunk.settings)
    if isinstance(result, Problem):
        return ParsedFile(file, result)
    prepared = prepare_text(result)
    # The plain text is in ``prepared``, split and compressed: it need not travel twice.
    return ParsedFile(file, replace(result, plain_text=""), prepared)


def parse_files(
    root: Path,
    files: Sequence[SourceFile],
    generator: str,
    site: SiteSettings,
    settings: ImportSettings,
    cancel: CancelToken,
) -> Iterator[ParsedFile]:
    """Read and parse files in order; stops early (without an error) when cancelled."""
    chunks = [
        ParseChunk(root, tuple(files[start : start + CHUNK]), generator, site, settings)
        for start in range(0, len(files), CHUNK)
    ]
    if len(files) <= INLINE_LIMIT:
        for chunk in chunks:
            for file in chunk.files:
                if cancel.cancelled:
                    return
                yield _parse(chunk, file)
        return
    yield from _parse_in_children(chunks, cancel)


def _parse_in_children(chunks: Sequence[ParseChunk], cancel: CancelToken) -> Iterator[ParsedFile]:
    """The answers, taken from the children by a thread of their own: while a batch is written, they parse on."""
    answers: queue.Queue[list[ParsedFile] | BaseException | None] = queue.Queue(QUEUED)
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
    chunks: Sequence[ParseChunk],
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
    """One core is left to the writer and the window."""
    return max(1, min(4, (os.cpu_count() or 2) - 1))


class _Workers:
    """Some child processes; chunk k goes to worker k modulo their number, so that answers are taken in order."""

    def __init__(self, count: int) -> None:
        self._children = [self._start() for _ in range(count)]
        self._none_runs = False

    def run(self, chunks: Sequence[ParseChunk], cancel: CancelToken) -> Iterator[list[ParsedFile]]:
        """Parse all chunks, a few ahead of what is taken."""
        waiting: deque[int] = deque()
        sent = 0
        while waiting or sent < len(chunks):
            while sent < len(chunks) and len(waiting) < IN_FLIGHT * len(self._children):
                self._send(sent, chunks[sent])
                waiting.append(sent)
                sent += 1
            number = waiting[0]
            answers = self._take(number, chunks, waiting, cancel)
            if answers is None:
                return
            waiting.popleft()
            yield answers

    def close(self) -> None:
        """End all children."""
        for child in self._children:
            child.kill()

    def _start(self) -> ChildProcess[ParseChunk, list[ParsedFile]]:
        return ChildProcess(parse_chunk, name="fonds-parser")

    def _send(self, number: int, chunk: ParseChunk) -> None:
        # A child that has died is found out, and replaced, when the answer is taken.
        with contextlib.suppress(ChildDied):
            self._children[number % len(self._children)].send(chunk)

    def _take(
        self, number: int, chunks: Sequence[ParseChunk], waiting: deque[int], cancel: CancelToken
    ) -> list[ParsedFile] | None:
        place = number % len(self._children)
        try:
            while not self._children[place].wait(POLL_SECONDS):
                if cancel.cancelled:
                    return None
            return self._children[place].receive()
        except ChildDied:
            self._children[place].kill()
            answers = [self._alone(chunks[number], file) for file in chunks[number].files]
            self._children[place] = self._start()
            for later in waiting:
                if later != number and later % len(self._children) == place:
                    self._send(later, chunks[later])
            return answers

    def _alone(self, chunk: ParseChunk, file: SourceFile) -> ParsedFile:
        """Read one file of a chunk that killed its process, in a process of its own; here where none can run at all (a
        system that forbids it): that is not the file's fault."""
        if self._none_runs:
            return _parse(chunk, file)
        child = self._start()
        try:
            if not _answers(child, chunk):
                self._none_runs = True
                return _parse(chunk, file)
            child.send(ParseChunk(chunk.root, (file,), chunk.generator, chunk.site, chunk.settings))
            return child.receive()[0]
        except ChildDied:
            reason = (("reason", "reading it ended the process"),)
            return ParsedFile(file, Problem(ProblemKind.INTERNAL, shown_path(file.path), details=reason))
        finally:
            child.kill()


def _answers(child: ChildProcess[ParseChunk, list[ParsedFile]], chunk: ParseChunk) -> bool:
    """Whether a child runs: it is asked for nothing."""
    try:
        child.send(replace(chunk, files=()))
        return child.receive() == []
    except ChildDied:
        return False
