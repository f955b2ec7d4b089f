"""The report of an export: what is missing stands out, and all of it can be kept as a file."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from fonds.gui.dialogs.export_report import MISSING, ExportReportView
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.export import ExportedFile, ExportReport
from fonds.model.problems import Problem, ProblemKind
from fonds.services import export_reports
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, archive, icons, operations, site, theme

__all__ = ["archive", "icons", "operations", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
REPORT = ExportReport(
    format="html",
    dest="out.html",
    posts=1,
    media=0,
    bytes=3,
    files=(ExportedFile("out.html", 3, "ab" * 32),),
    ids=(1, 99_999),
    problems=(
        Problem(ProblemKind.REMOTE_MEDIA, "b.md", details=(("address", "https://e.example/p.png"),)),
        Problem(ProblemKind.NOT_EXPORTED, "=b.md", details=(("reference", "x.png"),)),
    ),
)


def test_what_is_missing_stands_out(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons
) -> None:
    view = ExportReportView(archive, operations, theme, icons)
    qtbot.addWidget(view)
    view.show()
    view.show_report(REPORT, 1.5)
    assert "1.5 s" in view.summary.text()
    assert view.missing.sentence == "1 picture or other file that posts show is missing."
    assert view.problems.model.problem(0).kind in MISSING
    view.missing.buttons()[0].click()
    assert view.problems.model.rowCount() == 1
    view.copy()
    assert "x.png" in QGuiApplication.clipboard().text()


def test_the_report_is_written_with_posts_files_and_digests(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons, tmp_path: Path
) -> None:
    view = ExportReportView(archive, operations, theme, icons)
    qtbot.addWidget(view)
    view.show_report(REPORT, 1.0)
    for name in ("r.csv", "r.json", "r.txt", "no/r.csv"):
        view.write_to(tmp_path / name)
        qtbot.waitUntil(lambda: operations.idle)
        assert ("was written" in view.remark.text()) is (tmp_path / name).exists()
    text = (tmp_path / "r.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["what"] for row in rows] == ["post", "post", "file", "problem", "problem"]
    assert rows[2]["sha256"] == "ab" * 32
    assert rows[4]["path"] == "'=b.md"
    told = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert told["files"][0]["digest"] == "ab" * 32
    assert [post["id"] for post in told["posts_named"]] == [1, 99_999]
    with pytest.raises(Exception, match="take the place"):
        (tmp_path / "link.csv").symlink_to(archive.path)
        export_reports.write_report(archive, REPORT, tmp_path / "link.csv")
