"""Candidates and archives for the tests of the store, with text of our own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import fonds
from fonds.model.accession import Candidate
from fonds.model.post import DateOrigin, DatePrecision, PostDate, PostMetadata
from fonds.model.query import ListRequest, Order, Scope
from fonds.store.archive import Archive
from fonds.store.lists import find_ids
from fonds.store.posts import AcceptedCandidate, insert_candidates

START = 1_641_899_387  # 2022-01-11T11:09:47Z
BODY = "示范区建设取得新进展，呈现新面貌。\nThe Café opens; A股2024年上涨。"


def make_candidate(
    number: int = 1, body: str = BODY, metadata: PostMetadata | None = None, **changes: object
) -> Candidate:
    """A candidate whose bytes and metadata follow from the arguments alone; ``changes`` replace its metadata's fields."""
    date = PostDate(
        START + 86_400 * number, 480, DatePrecision.SECOND, DateOrigin.FRONT_MATTER, f"day {number}"
    )
    known = metadata or PostMetadata(
        title=f"第{number}篇", date=date, categories=(("新闻",),), tags=("上海",)
    )
    known = replace(known, **changes)  # type: ignore[arg-type]
    source = f"---\ntitle: {known.title}\ntags: {known.tags}\n---\n{body}".encode("utf-8", "replace")
    return Candidate(
        path=f"_posts/2022-01-11-{number}.md",
        source=source,
        digest=hashlib.sha256(source).digest(),
        encoding="utf-8",
        metadata=known,
        plain_text=body,
        excerpt=body[:160],
        modified_at=START,
    )


def accept(candidates: Sequence[Candidate], accession: int | None = None) -> list[AcceptedCandidate]:
    """Candidates with an origin each."""
    return [
        AcceptedCandidate(
            candidate,
            accession,
            int.from_bytes(candidate.path.encode("utf-8", "surrogateescape")[-6:], "big"),
            "jekyll",
        )
        for candidate in candidates
    ]


def add_posts(archive: Archive, *candidates: Candidate, step: str = "") -> list[int]:
    """Put candidates into the archive in one write."""
    with archive.writing(step) as writer:
        return insert_candidates(writer, accept(candidates), when=START)


def add_numbered(archive: Archive, count: int) -> list[int]:
    """Put that many different posts into the archive."""
    return add_posts(
        archive, *(make_candidate(number, f"{BODY}\n编号{number}。") for number in range(1, count + 1))
    )


def found(
    archive: Archive, search_text: str = "", scope: Scope | None = None, order: Order | None = None
) -> list[int]:
    """The ids that a list would show."""
    with archive.reading() as view:
        return list(find_ids(view, ListRequest(scope or Scope(), search_text, order or Order())))


def run_python(
    code: str, *arguments: str | Path, user: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, which knows this program."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=child_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def child_environment() -> dict[str, str]:
    """The environment of a child process that imports this program."""
    return {**os.environ, "PYTHONPATH": str(Path(fonds.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
