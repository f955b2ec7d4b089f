"""Problems as rows: those of a post follow its head revision, those of a file without a post belong to an accession."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from fonds.model.problems import Problem, ProblemKind
from fonds.store.fields import dump_json
from fonds.store.packing import storable_path, stored_path
from fonds.store.session import View, Writer

INSERT = "INSERT INTO problems (post_id, accession_id, kind, path, line, details) VALUES (?, ?, ?, ?, ?, ?)"
_COLUMNS = "kind, path, line, details"


def problem_row(problem: Problem, post_id: int | None, accession_id: int | None) -> tuple[object, ...]:
    """The values of INSERT."""
    details = dump_json(problem.details)
    return (post_id, accession_id, problem.kind.value, storable_path(problem.path), problem.line, details)


def add_problems(writer: Writer, problems: Iterable[Problem], accession_id: int | None) -> None:
    """Keep the problems of files that became no post."""
    writer.execute_many(INSERT, [problem_row(problem, None, accession_id) for problem in problems])


def load_problems(view: View, post_id: int) -> tuple[Problem, ...]:
    """The problems of a post, in the order they were found."""
    rows = view.rows(f"SELECT {_COLUMNS} FROM problems WHERE post_id = ? ORDER BY id", (post_id,))
    return tuple(_problem_of(row) for row in rows)


def load_accession_problems(view: View, accession_id: int) -> tuple[tuple[Problem, int | None], ...]:
    """The problems that an accession found and that still stand, each with its post (None: it became none)."""
    rows = view.rows(
        f"SELECT {_COLUMNS}, post_id FROM problems WHERE accession_id = ? ORDER BY id", (accession_id,)
    )
    return tuple((_problem_of(row[:4]), row[4]) for row in rows)


def _problem_of(row: Sequence[Any]) -> Problem:
    kind, path, line, details = row
    pairs = tuple((str(name), str(value)) for name, value in json.loads(details))
    return Problem(ProblemKind(kind), stored_path(path), line, pairs)
