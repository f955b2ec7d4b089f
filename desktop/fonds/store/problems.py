"""Problems as rows, which follow a post's head revision, and as JSON, in what an accession reports for good."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from fonds.model.problems import Problem, ProblemKind
from fonds.store.fields import dump_json
from fonds.store.packing import storable_path, stored_path
from fonds.store.session import View, marks

INSERT = "INSERT INTO problems (post_id, accession_id, kind, path, line, details) VALUES (?, ?, ?, ?, ?, ?)"
_COLUMNS = "kind, path, line, details"


def problem_row(problem: Problem, post_id: int, accession_id: int | None) -> tuple[object, ...]:
    """The values of INSERT."""
    details = dump_json(problem.details)
    return (post_id, accession_id, problem.kind.value, storable_path(problem.path), problem.line, details)


def load_problems(view: View, post_id: int) -> tuple[Problem, ...]:
    """The problems of a post, in the order they were found."""
    return problems_of(view, [post_id]).get(post_id, ())


def problems_of(view: View, post_ids: Sequence[int]) -> dict[int, tuple[Problem, ...]]:
    """The problems of some posts (not more than one statement can name), by post; those without are left out."""
    found: dict[int, tuple[Problem, ...]] = {}
    for post, kind, path, line, details in view.cursor(
        f"SELECT post_id, {_COLUMNS} FROM problems WHERE post_id IN ({marks(len(post_ids))}) ORDER BY id",
        post_ids,
    ):
        problem = _problem(kind, stored_path(path), line, json.loads(details))
        found[post] = (*found.get(post, ()), problem)
    return found


def problems_as_json(problems: Sequence[Problem]) -> str | None:
    """Problems as text; None when there are none."""
    return dump_json([asdict(problem) for problem in problems]) if problems else None


def problems_from_json(text: str | None) -> tuple[Problem, ...]:
    """The problems from ``problems_as_json``."""
    facts: list[dict[str, Any]] = json.loads(text) if text else []
    return tuple(_problem(fact["kind"], fact["path"], fact["line"], fact["details"]) for fact in facts)


def _problem(kind: str, path: str, line: int, details: Sequence[Sequence[str]]) -> Problem:
    return Problem(ProblemKind(kind), path, line, tuple((str(name), str(value)) for name, value in details))
