"""Posts are worked on in child processes when there are many, so that the window never feels it. Answers come back in
order. A post that takes its process down is told of, and the rest goes to a new one."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from fonds.base.child import ChildDied, ChildProcess
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken
from fonds.services.bulk_patterns import Patterns
from fonds.services.bulk_posts import BulkChunk, PackedAnswer, packed_answer, plan_chunk, refused_answer

INLINE_LIMIT = 200
"""Up to so many posts are worked on in the calling thread: starting a process would take longer."""
CHUNK = 50
IN_FLIGHT = 4
"""Chunks that a child has been given and has not answered."""
_POLL_SECONDS = 0.1

Child = ChildProcess[BulkChunk, list[PackedAnswer]]


_patterns = Patterns(())
"""Of the plan that this process, a child, works on."""


def plan_remembering(chunk: BulkChunk) -> list[PackedAnswer]:
    """The same as ``plan_chunk``, with what was found out about posts like these before. For a child alone."""
    global _patterns
    if _patterns.operations != chunk.operations:
        _patterns = Patterns(chunk.operations)
    _patterns.begin(chunk.sites)
    return [
        packed_answer(rows.post_id, _patterns.plan(rows.stored(), site))
        for rows, site in zip(chunk.posts, chunk.sites, strict=True)
    ]


def plan_inline(
    chunks: Iterator[BulkChunk], cancel: CancelToken
) -> Iterator[tuple[BulkChunk, list[PackedAnswer]]]:
    """Work on chunks in this thread."""
    for chunk in chunks:
        answers: list[PackedAnswer] = []
        for number in range(len(chunk.posts)):
            cancel.raise_if_cancelled()
            answers += plan_chunk(_one_of(chunk, number))
        yield chunk, answers


def plan_in_children(
    chunks: Iterator[BulkChunk], cancel: CancelToken
) -> Iterator[tuple[BulkChunk, list[PackedAnswer]]]:
    """Work on chunks in as many processes as there are cores. Raises Cancelled."""
    workers = _Workers(max(1, min(4, os.cpu_count() or 1)))
    try:
        yield from workers.run(chunks, cancel)
    finally:
        workers.close()


def _one_of(chunk: BulkChunk, number: int) -> BulkChunk:
    return replace(chunk, posts=chunk.posts[number : number + 1], sites=chunk.sites[number : number + 1])


class _Workers:
    """Some child processes, which are given chunks in turn."""

    def __init__(self, count: int) -> None:
        self._children = [_start() for _ in range(count)]
        self._given: deque[tuple[int, BulkChunk]] = deque()

    def run(
        self, chunks: Iterator[BulkChunk], cancel: CancelToken
    ) -> Iterator[tuple[BulkChunk, list[PackedAnswer]]]:
        """Answers to all chunks, a few ahead of what is taken."""
        count = len(self._children)
        for number, chunk in enumerate(chunks):
            cancel.raise_if_cancelled()
            self._given.append((number % count, chunk))
            self._send(number % count, chunk)
            if len(self._given) >= IN_FLIGHT * count:
                yield self._take(cancel)
        while self._given:
            yield self._take(cancel)

    def close(self) -> None:
        """End all children."""
        for child in self._children:
            child.kill()

    def _send(self, child: int, chunk: BulkChunk) -> None:
        # A child that has died is found out, and replaced, when the answer is taken.
        with contextlib.suppress(ChildDied):
            self._children[child].send(chunk)

    def _take(self, cancel: CancelToken) -> tuple[BulkChunk, list[PackedAnswer]]:
        """The answers to what was given first."""
        number, chunk = self._given[0]
        try:
            while not self._children[number].wait(_POLL_SECONDS):
                cancel.raise_if_cancelled()
            answers = self._children[number].receive()
        except ChildDied:
            answers = self._one_by_one(number, chunk, cancel)
        self._given.popleft()
        return chunk, answers

    def _one_by_one(self, number: int, chunk: BulkChunk, cancel: CancelToken) -> list[PackedAnswer]:
        """A chunk killed its process: each of its posts goes to one of its own, to know which it was."""
        self._children[number].kill()
        answers: list[PackedAnswer] = []
        for place in range(len(chunk.posts)):
            cancel.raise_if_cancelled()
            answers += _alone(_one_of(chunk, place))
        self._children[number] = _start()
        for child, later in list(self._given)[1:]:
            if child == number:
                self._send(child, later)
        return answers


def _start() -> Child:
    return ChildProcess(plan_remembering, name="fonds-bulk")


def _alone(chunk: BulkChunk) -> list[PackedAnswer]:
    child = _start()
    try:
        if not _answers(child, chunk):
            return plan_chunk(chunk)  # no process can run at all here: that is not the post's fault
        child.send(chunk)
        return child.receive()
    except ChildDied:
        return [
            refused_answer(chunk.posts[0].stored().post, UserError("Reading this post ended the process."))
        ]
    finally:
        child.kill()


def _answers(child: Child, chunk: BulkChunk) -> bool:
    """Whether a child runs: it is asked for nothing."""
    try:
        child.send(replace(chunk, posts=(), sites=()))
        return child.receive() == []
    except ChildDied:
        return False
