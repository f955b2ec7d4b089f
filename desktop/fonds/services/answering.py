"""Requests answered in child processes when there are many, so that the window never feels it. Answers come in order."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Generic, Self, TypeVar

from fonds.base.child import ChildDied, ChildProcess
from fonds.model.errors import EnvironmentProblem
from fonds.model.progress import CancelToken

MOST_CHILDREN = 4
IN_FLIGHT = 3
"""Requests that a child has been given and has not answered."""
_POLL_SECONDS = 0.1

Request = TypeVar("Request")
Answer = TypeVar("Answer")


class Answering(Generic[Request, Answer]):
    """As many processes as there are cores, started with the first request; none if ``inline``. ``work`` is a function of
    a module; ``fault`` is raised when a process ends twice over the same request."""

    def __init__(
        self, work: Callable[[Request], Answer], name: str, fault: EnvironmentProblem, *, inline: bool
    ) -> None:
        self._work, self._name, self._fault = work, name, fault
        self._count = 0 if inline else max(1, min(MOST_CHILDREN, os.cpu_count() or 1))
        self._children: list[ChildProcess[Request, Answer]] = []
        self._given: deque[tuple[int, Request]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._children:
            child.kill()

    def run(self, requests: Iterator[Request], cancel: CancelToken) -> Iterator[Answer]:
        """The answers, a few ahead of what is taken. Raises Cancelled, and EnvironmentProblem."""
        if not self._count:
            for request in requests:
                cancel.raise_if_cancelled()
                yield self._work(request)
            return
        if not self._children:
            self._children = [self._start() for _ in range(self._count)]
        for number, request in enumerate(requests):
            cancel.raise_if_cancelled()
            self._given.append((number % self._count, request))
            self._send(number % self._count, request)
            if len(self._given) >= IN_FLIGHT * self._count:
                yield self._take(cancel)
        while self._given:
            cancel.raise_if_cancelled()
            yield self._take(cancel)

    def _send(self, child: int, request: Request) -> None:
        # A child that has died is found out, and replaced, when the answer is taken.
        with contextlib.suppress(ChildDied):
            self._children[child].send(request)

    def _take(self, cancel: CancelToken) -> Answer:
        number, _ = self._given[0]
        try:
            found = self._receive(number, cancel)
        except ChildDied:
            self._renew(number)
            try:
                found = self._receive(number, cancel)
            except ChildDied as fault:
                raise self._fault from fault
        self._given.popleft()
        return found

    def _receive(self, number: int, cancel: CancelToken) -> Answer:
        while not self._children[number].wait(_POLL_SECONDS):
            cancel.raise_if_cancelled()
        return self._children[number].receive()

    def _renew(self, number: int) -> None:
        self._children[number].kill()
        self._children[number] = self._start()
        for child, request in self._given:
            if child == number:
                self._send(child, request)

    def _start(self) -> ChildProcess[Request, Answer]:
        return ChildProcess(self._work, name=self._name)
