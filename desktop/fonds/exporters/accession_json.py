"""The report of an accession with all its facts, for programs: one JSON object, one document a line."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from fonds.exporters.accession_report import Items, ReportWords, Write
from fonds.model.accession import Accession, AccessionItem, ImportReport

_COUNTS = (
    *("found", "added", "updated", "unchanged", "skipped", "failed", "conflicts"),
    *("repaired", "kept_raw", "media", "other_files", "checked", "identical"),
)


def write_json(accession: Accession, items: Items, words: ReportWords, write: Write) -> None:
    """Write the facts, and under ``documents`` what became of each document."""
    facts = json.dumps(facts_as_json(accession), ensure_ascii=False, indent=2)
    write(facts.removesuffix("\n}") + ',\n  "documents": [')
    separator = "\n"
    for item in items():
        write(f"{separator}    {json.dumps(item_as_json(item), ensure_ascii=False)}")
        separator = ",\n"
    write("\n  ]\n}\n")


def facts_as_json(accession: Accession) -> dict[str, Any]:
    """Everything about an accession but its documents, as plain values. Times are ISO 8601 in UTC."""
    return {
        "accession": accession.id,
        "state": accession.state.value,
        "started": _iso(accession.started_at),
        "finished": _iso(accession.finished_at),
        "withdrawn": _iso(accession.withdrawn_at),
        "seconds": round(accession.report.seconds, 3),
        "sources": list(accession.sources),
        "generator": accession.generator,
        "settings": asdict(accession.settings),
        "who": accession.who,
        "note": accession.note,
        "counts": _counts(accession.report),
    }


def item_as_json(item: AccessionItem) -> dict[str, Any]:
    """What became of one document, as plain values."""
    return {
        "path": item.path,
        "outcome": item.outcome.value if item.outcome is not None else None,
        "post": item.post_id,
        "repaired": item.repaired,
        "kept_raw": item.kept_raw,
        "problems": [
            {
                "path": problem.path,
                "line": problem.line,
                "kind": problem.kind.value,
                "message": problem.sentence,
            }
            for problem in item.problems
        ],
    }


def _counts(report: ImportReport) -> dict[str, int]:
    return {name: getattr(report, name) for name in _COUNTS}


def _iso(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()
