"""The problems of an accession as the archive holds them, each made when it is asked for.

Rule: hundreds of thousands of them are a list of texts and two arrays, which neither the memory nor the collector of
garbage feels; as objects they would stop the window for a fifth of a second.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import overload

from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken
from fonds.store import accessions
from fonds.store.archive import Archive
from fonds.store.problems import problems_from_json


class StoredProblems(Sequence[Problem]):
    """The problems in the order of their documents; to be used from one thread at a time."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._firsts = array("q")
        self._count = 0
        self._posts: dict[str, int] = {}
        self._kinds: set[ProblemKind] = set()
        self._read: tuple[int, tuple[Problem, ...]] = (-1, ())

    def add(self, path: str, post_id: int | None, text: str) -> None:
        """Add what a document has to report."""
        problems = problems_from_json(text)
        self._texts.append(text)
        self._firsts.append(self._count)
        self._count += len(problems)
        self._kinds.update(problem.kind for problem in problems)
        if post_id is not None:
            self._posts.setdefault(path, post_id)

    @property
    def kinds(self) -> frozenset[ProblemKind]:
        """The kinds that there are."""
        return frozenset(self._kinds)

    def find_post(self, path: str) -> int | None:
        """The post that a document became."""
        return self._posts.get(path)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Problem: ...

    @overload
    def __getitem__(self, index: slice) -> list[Problem]: ...

    def __getitem__(self, index: int | slice) -> Problem | list[Problem]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(self._count))]
        place = index + self._count if index < 0 else index
        if not 0 <= place < self._count:
            raise IndexError(index)
        number = bisect_right(self._firsts, place) - 1
        if self._read[0] != number:
            self._read = (number, problems_from_json(self._texts[number]))
        return self._read[1][place - self._firsts[number]]


def load_stored_problems(archive: Archive, number: int, cancel: CancelToken | None = None) -> StoredProblems:
    """All problems of an accession; none when there is no such accession. Raises Cancelled."""
    found = StoredProblems()
    with archive.reading(cancel) as view:
        for path, post_id, text in accessions.load_problem_texts(view, number):
            if cancel is not None:
                cancel.raise_if_cancelled()
            found.add(path, post_id, text)
    return found
