"""Imports as the archive remembers them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from fonds.model.accession import Accession, ImportReport, ImportSettings
from fonds.model.errors import UserError
from fonds.model.problems import Problem, ProblemKind
from fonds.store.fields import dump_json
from fonds.store.session import View, Writer

_COLUMNS = "id, started_at, finished_at, sources, generator, report"


def begin_accession(
    writer: Writer,
    sources: Sequence[str],
    generator: str,
    settings: ImportSettings,
    when: int,
    sites: Sequence[str] = (),
) -> int:
    """Open an accession; returns its number. ``sites`` are texts that say how each source as a whole was read, for
    posts that are edited later; ``when`` is in seconds UTC. An accession that is never finished was broken off, and what it had added stays."""
    made = writer.raw.execute(
        "INSERT INTO accessions (started_at, generator, sources, settings, sites) VALUES (?, ?, ?, ?, ?)",
        (
            when,
            generator,
            dump_json(list(sources)),
            dump_json(asdict(settings)),
            dump_json(list(sites)),
        ),
    ).lastrowid
    assert made is not None
    return made


def finish_accession(writer: Writer, accession_id: int, report: ImportReport, when: int) -> None:
    """Close an accession with its report."""
    writer.execute(
        "UPDATE accessions SET finished_at = ?, generator = ?, report = ? WHERE id = ?",
        (when, report.generator, dump_json(asdict(report)), accession_id),
    )


def list_accessions(view: View) -> tuple[Accession, ...]:
    """All accessions, newest first."""
    return tuple(
        _accession_of(row) for row in view.rows(f"SELECT {_COLUMNS} FROM accessions ORDER BY id DESC")
    )


def get_accession(view: View, accession_id: int) -> Accession:
    """One accession. Raises UserError when there is none."""
    row = view.row(f"SELECT {_COLUMNS} FROM accessions WHERE id = ?", (accession_id,))
    if row is None:
        raise UserError("There is no accession {id} in this archive.", id=str(accession_id))
    return _accession_of(row)


def load_sources(view: View, accession_id: int) -> tuple[str, ...]:
    """The folders and files that an accession took, as they were given; nothing when there is no such accession."""
    return tuple(
        json.loads(view.value("SELECT sources FROM accessions WHERE id = ?", (accession_id,)) or "[]")
    )


def load_sites(view: View, accession_id: int) -> tuple[str, ...]:
    """What ``begin_accession`` was told of the sources as wholes; nothing when there is no such accession."""
    return tuple(json.loads(view.value("SELECT sites FROM accessions WHERE id = ?", (accession_id,)) or "[]"))


def _accession_of(row: Sequence[Any]) -> Accession:
    number, started, finished, sources, generator, report = row
    return Accession(number, started, finished, tuple(json.loads(sources)), generator, _report_of(report))


def _report_of(text: str | None) -> ImportReport | None:
    if text is None:
        return None
    facts = json.loads(text)
    facts["sources"] = tuple(facts["sources"])
    facts["problems"] = tuple(
        Problem(
            ProblemKind(fact["kind"]),
            fact["path"],
            fact["line"],
            tuple((name, value) for name, value in fact["details"]),
        )
        for fact in facts["problems"]
    )
    return ImportReport(**facts)
