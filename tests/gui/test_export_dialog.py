"""Exporting through its dialog: real exports of a real archive, what is shown before and told after."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.dialogs.export_destination import Place, free_path, look_at
from fonds.gui.dialogs.export_dialog import ExportChoice, ExportDialog
from fonds.gui.dialogs.export_format_names import face_of, grouped, title_text
from fonds.gui.dialogs.export_formats import FormatList
from fonds.gui.dialogs.export_report import MISSING, ExportReportView
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.activity import LogFilter
from fonds.model.export import ExportedFile, ExportOptions, ExportReport, PageSize
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken
from fonds.model.query import ListRequest
from fonds.services import activity, browsing, collections, export_preview, export_reports, exporting
from fonds.services.archives import Archive
from fonds.services.export_preview import SampleKind
from fonds.services.previewing import Previewer
from gui.editor_stage import POSTS, QT_NOISE, archive, icons, operations, site, theme

__all__ = ["archive", "icons", "operations", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
PATIENCE = 15_000
COUNT = len(POSTS) + 1  # and the one of the site's other folder
Open = Callable[..., ExportDialog]


@pytest.fixture
def previewer() -> Iterator[Previewer]:
    made = Previewer()
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def open_dialog(
    qtbot: QtBot,
    archive: Archive,
    operations: Operations,
    theme: Theme,
    icons: Icons,
    previewer: Previewer,
    settings: Settings,
    tmp_path: Path,
) -> Open:
    def open_one(collection: int = 0) -> ExportDialog:
        ids = list(browsing.list_posts(archive, ListRequest()).ids)
        choices = [
            ExportChoice("Selected", [], 0),
            ExportChoice("Shown", ids[:2], 2, "two: posts"),
            ExportChoice("Whole", None, len(ids), "all"),
        ]
        dialog = ExportDialog(
            archive,
            choices,
            tmp_path,
            operations,
            theme,
            icons,
            previewer=lambda: previewer,
            settings=settings,
            collection=collection,
        )
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: operations.idle, timeout=PATIENCE)
        return dialog

    return open_one


@pytest.fixture
def dialog(open_dialog: Open) -> ExportDialog:
    return open_dialog()


def button_of(dialog: ExportDialog, text: str) -> QPushButton:
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    found = [item for item in box.buttons() if item.text() == text]
    assert isinstance(found[0], QPushButton)
    return found[0]


def choose(qtbot: QtBot, dialog: ExportDialog, name: str, scope: int = 1) -> None:
    """Choose a format and posts, and wait for the preview and for what the disk says."""
    with qtbot.waitSignal(dialog.preview.shown, timeout=PATIENCE):
        dialog.formats.choose(name)
        dialog.scope.group.button(scope).setChecked(True)
        dialog.preview.ask(None, name, dialog.options.options(), "x") if dialog.formats.name != name else None
    qtbot.waitUntil(lambda: dialog.place.usable, timeout=PATIENCE)


def export(qtbot: QtBot, dialog: ExportDialog) -> ExportReport:
    qtbot.waitUntil(button_of(dialog, "Export").isEnabled, timeout=PATIENCE)
    with qtbot.waitSignal(dialog.exported, timeout=PATIENCE) as told:
        QTest.mouseClick(button_of(dialog, "Export"), Qt.MouseButton.LeftButton)
    report = told.args[0]
    assert isinstance(report, ExportReport)
    return report


def test_files_with_front_matter_come_out_byte_for_byte(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    assert dialog.formats.name == "front-matter"
    assert [one.label for one in dialog.scope.choices] == ["Shown", "Whole"]
    assert dialog.destination.text() == str(tmp_path / "two- posts")
    assert "will be made" in dialog.place.state.text()
    assert "free" in dialog.place.state.text()
    dialog.scope.group.button(1).setChecked(True)
    qtbot.waitUntil(lambda: dialog.destination.text() == str(tmp_path / "all"))
    report = export(qtbot, dialog)
    for name, text in POSTS.items():
        assert (tmp_path / "all" / "_posts" / name).read_bytes() == text.encode()
    assert report.posts == COUNT
    assert dialog.report.heading.text() == f"{COUNT} posts exported"
    assert dialog.report.isVisible()
    assert dialog.report.remark.text() == "No problems."
    assert not dialog.report.missing.isVisible()


def test_a_table_shows_its_rows_before_and_has_them_after(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(qtbot, dialog, "csv")
    rows = dialog.preview.rows
    assert rows.isVisible()
    assert rows.rowCount() == min(COUNT, export_preview.FIRST)
    head = rows.horizontalHeaderItem(1)
    assert head is not None
    assert dialog.preview.tabs.tabText(0) == "posts.csv"
    report = export(qtbot, dialog)
    with Path(report.dest, "posts.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    assert table[0][1] == head.text()
    assert len(table) == COUNT + 1


@pytest.mark.parametrize(("name", "suffix"), [("epub", ".epub"), ("html", ".html")])
def test_one_file_is_written_and_replaced_only_when_asked(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, name: str, suffix: str
) -> None:
    choose(qtbot, dialog, name)
    browser = dialog.preview.engine.widget()
    assert isinstance(browser, QTextBrowser)
    assert browser.isVisible()
    assert browser.toPlainText().strip()
    assert dialog.preview.files.item(0, 0).text() == f"all{suffix}"  # type: ignore[union-attr]
    dialog.options.title.setText("书名")
    dest = tmp_path / f"all{suffix}"
    assert export(qtbot, dialog).dest == str(dest)
    written = dest.read_bytes()
    text = (
        "".join(ZipFile(dest).read(part).decode() for part in ("EPUB/package.opf",))
        if suffix == ".epub"
        else ""
    )
    assert "书名" in (text or written.decode())
    button_of(dialog, "Back").click()
    qtbot.waitUntil(lambda: dialog.destination.text() == str(tmp_path / f"all 2{suffix}"))
    dialog.destination.setText(str(dest))
    qtbot.waitUntil(lambda: "already" in dialog.place.state.text())
    assert not button_of(dialog, "Export").isEnabled()
    dialog.place.replace.setChecked(True)
    assert "will be replaced" in dialog.place.state.text()
    export(qtbot, dialog)
    assert dest.read_bytes() == written


def test_the_ending_follows_the_format_and_what_is_typed_stays(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.formats.choose("epub")
    dialog.destination.setText(str(tmp_path / "mine.epub"))
    dialog.formats.choose("html")
    assert dialog.destination.text() == str(tmp_path / "mine.html")
    dialog.formats.choose("csv")
    assert dialog.destination.text() == str(tmp_path / "mine")
    dialog.formats.choose("html")
    dialog.scope.group.button(1).setChecked(True)
    assert dialog.place.path == tmp_path / "mine.html"
    dialog.destination.clear()
    qtbot.waitUntil(lambda: dialog.place.state.text().startswith("Choose"))
    assert not button_of(dialog, "Export").isEnabled()


def test_nothing_is_overwritten(
    qtbot: QtBot, dialog: ExportDialog, operations: Operations, tmp_path: Path
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    dialog.destination.setText(str(full))
    qtbot.waitUntil(lambda: "not empty" in dialog.place.state.text())
    assert not button_of(dialog, "Export").isEnabled()
    dialog.start_export()
    qtbot.waitUntil(lambda: operations.idle)
    assert "not empty" in dialog.notice.sentence
    assert [file.name for file in full.iterdir()] == ["mine.txt"]


def test_places(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    places = {
        "new": Place.NEW,
        "deep/er/new": Place.NEW,
        "empty": Place.EMPTY,
        "file": Place.FILE,
        "link": Place.LINK,
        "file/below": Place.CLOSED,
        "x\0y": Place.CLOSED,
    }
    for name, place in places.items():
        assert look_at(tmp_path / name).place is place, name
    assert look_at(tmp_path).place is Place.FULL
    assert look_at(tmp_path / "new").free > 0
    assert free_path(tmp_path, "a/b", "") == tmp_path / "a-b"
    assert free_path(tmp_path, "file", "") == tmp_path / "file 2"


def test_what_is_cancelled_leaves_nothing(
    qtbot: QtBot, dialog: ExportDialog, operations: Operations, tmp_path: Path
) -> None:
    choose(qtbot, dialog, "epub")
    dialog.start_export()
    assert button_of(dialog, "Cancel").hasFocus() or not dialog.isActiveWindow()
    button_of(dialog, "Cancel").click()
    qtbot.waitUntil(lambda: operations.idle, timeout=PATIENCE)
    assert "Nothing was written" in dialog.notice.sentence
    assert not list(tmp_path.glob("*.epub"))
    assert not list(tmp_path.glob(".fonds-*"))


def test_a_closed_dialog_comes_back_with_its_report(qtbot: QtBot, dialog: ExportDialog) -> None:
    choose(qtbot, dialog, "epub")
    with qtbot.waitSignal(dialog.exported, timeout=PATIENCE):
        dialog.start_export()
        dialog.reject()
        assert not dialog.isVisible()
    assert dialog.isVisible()
    assert dialog.report.isVisible()


def test_a_collection_is_exported_in_its_order(
    qtbot: QtBot, open_dialog: Open, archive: Archive, tmp_path: Path
) -> None:
    ids = list(browsing.list_posts(archive, ListRequest()).ids)
    order = [ids[2], ids[0]]
    made, _ = collections.create_collection(archive, "选集", 0, order)
    collections.create_collection(archive, "Empty", 0, ())
    dialog = open_dialog(made.id)
    assert dialog.scope.collection.count() == 1
    assert dialog.scope.collection.currentText() == "选集 · 2 posts"
    dialog.scope.collection_button.setChecked(True)
    dialog.formats.choose("html")
    assert dialog.options.options().collection == made.id
    qtbot.waitUntil(lambda: dialog.destination.text() == str(tmp_path / "选集.html"), timeout=PATIENCE)
    assert export(qtbot, dialog).ids == tuple(order)


def test_options_are_those_of_the_format_and_are_remembered(
    dialog: ExportDialog, open_dialog: Open, settings: Settings
) -> None:
    options = dialog.options
    assert options.layout_choice.isVisible()
    assert not options.title.isVisible()
    dialog.formats.choose("csv")
    assert not options.isVisible()
    dialog.formats.choose("pdf")
    options.page_size.setCurrentIndex(options.page_size.findData("letter"))
    assert options.options() == ExportOptions(title="two: posts", page_size=PageSize.LETTER)
    dialog.formats.choose("docx")
    assert options.options().page_size is PageSize.A4
    dialog.formats.choose("jsonl")
    options.history.setChecked(True)
    again = open_dialog()
    again.formats.choose("pdf")
    assert again.options.options().page_size is PageSize.LETTER
    again.formats.choose("jsonl")
    assert again.options.options().history
    assert again.options.options().title == ""


def test_what_was_used_last_is_there_again(
    qtbot: QtBot, dialog: ExportDialog, open_dialog: Open, tmp_path: Path
) -> None:
    dialog.formats.choose("csv")
    dialog.destination.setText(str(tmp_path / "elsewhere" / "mine"))
    export(qtbot, dialog)
    dialog.resize(701, 503)
    dialog.reject()
    again = open_dialog()
    assert again.formats.name == "csv"
    assert again.destination.text() == str(tmp_path / "elsewhere" / "two- posts")
    assert (again.width(), again.height()) == (701, 503)


def test_every_format_has_a_name_and_one_that_nobody_knows_works(
    qtbot: QtBot, theme: Theme, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = (*exporting.FORMATS, "tape")
    assert sorted(name for _, part in grouped(names) for name in part) == sorted(names)
    assert all(face_of(name).icon != "format-other" for name in exporting.FORMATS)
    assert title_text("tape") == "TAPE"
    monkeypatch.setitem(export_preview._NEEDS, "csv", "no_such_package")
    found = FormatList(theme, icons, names)
    qtbot.addWidget(found)
    found.choose("tape")
    assert found.name == "tape"
    found.choose("csv")
    assert found.name == "front-matter"
    rows = [found.item(row) for row in range(found.count())]
    closed = next(item for item in rows if item.text() == "A table (CSV)")
    assert "no_such_package" in closed.toolTip()
    assert not closed.flags() & Qt.ItemFlag.ItemIsEnabled


def test_arrows_pass_over_headings(qtbot: QtBot, dialog: ExportDialog) -> None:
    found = dialog.formats
    seen = []
    found.setFocus()
    found.setCurrentRow(1)
    for _ in exporting.FORMATS:
        seen.append(found.name)
        QTest.keyClick(found, Qt.Key.Key_Down)
    assert sorted(seen) == sorted(exporting.FORMATS)


@pytest.mark.parametrize("name", exporting.FORMATS)
def test_a_sample_of_every_format_leaves_nothing_and_is_not_logged(archive: Archive, name: str) -> None:
    before = activity.find_entries(archive, LogFilter())
    sample = export_preview.sample_export(archive, None, name, ExportOptions(), CancelToken())
    assert sample.posts == export_preview.FIRST
    assert sample.post_id is not None
    assert sample.kind is SampleKind.PAGE or sample.text or sample.rows
    assert bool(sample.files) is not bool(export_preview.suffix_of(name))
    assert activity.find_entries(archive, LogFilter()) == before
    none = export_preview.sample_export(archive, [], name, ExportOptions(), CancelToken())
    assert none.post_id is None


def test_files_too_large_are_not_tried(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_preview, "LARGEST_MEDIA", -1)
    sample = export_preview.sample_export(archive, None, "csv", ExportOptions(), CancelToken())
    assert (sample.posts, sample.files) == (0, ())
    assert sample.post_id is not None


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


def test_an_archive_that_cannot_be_written_is_exported(
    qtbot: QtBot, dialog: ExportDialog, archive: Archive
) -> None:
    archive.read_only = True
    choose(qtbot, dialog, "csv")
    assert export(qtbot, dialog).posts == COUNT
