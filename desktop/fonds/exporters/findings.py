"""What a check of front matter found, as a table (a row for each finding and post) or as JSON, for programs and people.

Rule: as for reports of accessions, a spreadsheet must neither guess the encoding nor run a cell.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from typing import Any, NamedTuple

from fonds.exporters.cells import guarded
from fonds.model.findings import CheckedFrontMatter, Finding
from fonds.model.problems import with_signs

Write = Callable[[str], object]
Tell = Callable[[Finding], tuple[str, str]]
"""The sentence of a finding, and what is to be done, in the language of the reader."""
COLUMNS = ("severity", "kind", "finding", "advice", "post", "title", "path", "what")
"""The same in every language, for programs that read it."""


class NamedPost(NamedTuple):
    """A post of a finding; ``accession`` is the number of the import that brought its text."""

    id: int
    title: str
    path: str
    accession: int | None = None


PostsOf = Callable[[Finding], Iterable[NamedPost]]


def write_csv(checked: CheckedFrontMatter, posts_of: PostsOf, tell: Tell, write: Write) -> None:
    """Write the table, as RFC 4180 has it."""
    line = StringIO()
    rows = csv.writer(line)
    write("\N{ZERO WIDTH NO-BREAK SPACE}")
    rows.writerow(COLUMNS)
    for finding in checked.findings:
        sentence, advice = tell(finding)
        for post in posts_of(finding):
            note = finding.notes.get(post.id, "")
            cells = (finding.severity.value, finding.kind.value, sentence, advice, str(post.id), post.title)
            rows.writerow([guarded(cell) for cell in (*cells, with_signs(post.path), note)])
            write(line.getvalue())
            line.seek(0)
            line.truncate()
    write(line.getvalue())


def write_json(checked: CheckedFrontMatter, posts_of: PostsOf, tell: Tell, write: Write) -> None:
    """Write one object, in which each finding has its posts, one a line."""
    write(f'{{\n  "looked_at": {checked.looked_at},\n  "ignored": {len(checked.ignored)},\n  "findings": [')
    separator = "\n"
    for finding in checked.findings:
        head = json.dumps(facts_of(finding, tell), ensure_ascii=False)
        write(f'{separator}    {head.removesuffix("}")}, "posts": [')
        write(",".join(f"\n      {text}" for text in _posts(finding, posts_of)))
        write("\n    ]}")
        separator = ",\n"
    write("\n  ]\n}\n")


def facts_of(finding: Finding, tell: Tell) -> dict[str, Any]:
    """A finding without its posts, as plain values."""
    sentence, advice = tell(finding)
    return {
        "severity": finding.severity.value,
        "kind": finding.kind.value,
        "finding": sentence,
        "advice": advice,
        "details": dict(finding.details),
        "fixable": bool(finding.operations),
        "count": len(finding.posts),
    }


def _posts(finding: Finding, posts_of: PostsOf) -> Iterator[str]:
    for post in posts_of(finding):
        values: dict[str, Any] = {"id": post.id, "title": post.title, "path": with_signs(post.path)}
        if finding.notes.get(post.id):
            values["what"] = finding.notes[post.id]
        yield json.dumps(values, ensure_ascii=False)
