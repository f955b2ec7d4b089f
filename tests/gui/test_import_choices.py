"""What a person can choose before an import: keys for fields, encodings by folder, and what backslashes mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from fonds.gui.dialogs.encoding_combo import EncodingCombo
from fonds.gui.dialogs.import_dialog import ImportDialog
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.widgets.editor_header import EditorState
from fonds.model.accession import ImportReport, ImportSettings
from fonds.model.post import Post
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services import accessions, browsing, editing, importing
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, archive, icons, make_pane, operations, save, site, theme

__all__ = ["archive", "icons", "operations", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)

OLD = "---\ntitle: 上海证券交易所公告\ndate: 2003-02-01\n---\n本公司董事会及全体董事保证公告内容的真实、准确和完整。\n"
TAIWAN = "---\ntitle: 臺灣經濟新聞\ndate: 1999-05-01\n---\n這是一個繁體中文的測試文件，說明編碼問題。\n"
SEED = "---\nheadline: 示范区成绩单\nshowtime: 2022-01-11 19:09:47 +0800\nlabel: 新闻、经济\nsource: 证券报\n---\n正文\n"
SLASH = '---\ntitle: "C:\\new\\table"\ndate: 2022-03-01\n---\nText\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "mixed"
    for number in range(4):
        for place, text, encoding in (
            ("old", OLD, "gb18030"),
            ("tw", TAIWAN, "big5"),
            ("new", SEED, "utf-8"),
        ):
            file = root / place / f"{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode(encoding))
    return root


@pytest.fixture
def dialog(
    qtbot: QtBot, archive: Archive, folder: Path, operations: Operations, theme: Theme, icons: Icons
) -> ImportDialog:
    return opened(qtbot, archive, folder, operations, theme, icons)


def opened(
    qtbot: QtBot, archive: Archive, folder: Path, operations: Operations, theme: Theme, icons: Icons
) -> ImportDialog:
    made = ImportDialog(archive, [folder], operations, theme, icons)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: operations.idle)
    return made


def choose(dialog: ImportDialog, field: str, key: str) -> None:
    combo = dialog.review.fields.combos[field]
    combo.setCurrentIndex(combo.findData(key))
    combo.activated.emit(combo.currentIndex())


def cells(dialog: ImportDialog, column: int) -> list[str]:
    table = dialog.review.sample
    found = (table.item(row, column) for row in range(table.rowCount()))
    return [cell.text() for cell in found if cell is not None]


def import_all(dialog: ImportDialog, qtbot: QtBot) -> ImportReport:
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    button = next(item for item in box.buttons() if item.text().startswith("Import") and item.isVisible())
    with qtbot.waitSignal(dialog.imported) as told:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    report: ImportReport = told.args[0]
    return report


def posts_of(archive: Archive, start: str) -> list[Post]:
    ids = browsing.list_posts(archive, ListRequest()).ids
    return [
        post
        for post in (browsing.load_post(archive, int(item)) for item in ids)
        if post.source_path.startswith(start)
    ]


def test_keys_are_offered_with_what_they_say_and_a_choice_shows_at_once(
    dialog: ImportDialog, qtbot: QtBot, operations: Operations
) -> None:
    fields = dialog.review.fields
    combo = fields.combos["date"]
    assert {"showtime", "headline", "label", "title"} <= {combo.itemText(row) for row in range(combo.count())}
    assert dialog.review.settings().field_keys == ()
    with qtbot.waitSignal(operations.job_started):
        choose(dialog, "date", "showtime")
    choose(dialog, "title", "headline")
    choose(dialog, "tags", "label")
    qtbot.waitUntil(lambda: "示范区成绩单" in cells(dialog, 0))
    qtbot.waitUntil(lambda: operations.idle)
    assert "新闻, 经济" in cells(dialog, 4)
    assert "4 of 12" in fields.uses["date"].text()
    assert dialog.review.settings().field_keys == (
        ("title", "headline"),
        ("date", "showtime"),
        ("tags", "label"),
    )
    assert combo.currentText() == "showtime", "a new survey leaves the choice"


def test_a_typed_key_counts_and_enter_does_not_import(
    dialog: ImportDialog, qtbot: QtBot, operations: Operations, archive: Archive
) -> None:
    before = accessions.list_accessions(archive)
    dialog.review.tabs.setCurrentWidget(dialog.review.fields)
    combo = dialog.review.fields.combos["slug"]
    line = combo.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    with qtbot.waitSignal(operations.job_started):
        QTest.keyClicks(line, "params.handle")
        QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: operations.idle)
    assert dialog.review.settings().field_keys == (("slug", "params.handle"),)
    assert "Not in the sample" in dialog.review.fields.uses["slug"].text()
    assert accessions.list_accessions(archive) == before
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.review.settings().field_keys == ()
    assert combo.currentIndex() == 0
    qtbot.waitUntil(lambda: operations.idle)


def test_a_click_takes_the_words_for_no_choice_whole(dialog: ImportDialog, qtbot: QtBot) -> None:
    review = dialog.review
    review.tabs.setCurrentWidget(review.fields)
    for combo in (review.fields.combos["date"], review.timezone):
        line = combo.lineEdit()
        assert line is not None
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
        assert line.selectedText() == combo.itemText(0)
    line = review.fields.combos["date"].lineEdit()
    assert line is not None
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    QTest.keyClicks(line, "showtime")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(text.startswith("2022-01-11") for text in cells(dialog, 1)))
    # Looking again leaves the keyboard where it is.
    assert dialog.focusWidget() in (review.fields.combos["date"], review.fields.combos["date"].lineEdit())


def test_an_imported_post_is_edited_under_the_chosen_keys(
    dialog: ImportDialog, qtbot: QtBot, operations: Operations, archive: Archive, folder: Path
) -> None:
    for field, key in (("title", "headline"), ("date", "showtime"), ("tags", "label"), ("authors", "source")):
        choose(dialog, field, key)
    import_all(dialog, qtbot)
    post = posts_of(archive, "new/")[0]
    assert (post.metadata.title, post.metadata.tags, post.metadata.authors) == (
        "示范区成绩单",
        ("新闻", "经济"),
        ("证券报",),
    )
    edit = PostEdit(metadata=MetadataEdit(title="新标题", tags=("新闻", "上海")))
    editing.save_post(archive, post.id, edit, post.revision_id)
    after = browsing.load_post(archive, post.id)
    assert after.metadata.title == "新标题"
    text = SEED.replace("示范区成绩单", "新标题").replace("经济", "上海")
    assert after.source.decode() == text


def test_folders_that_are_not_utf8_are_shown_with_a_line_to_judge_by(
    dialog: ImportDialog, qtbot: QtBot, operations: Operations
) -> None:
    review = dialog.review
    assert "2 folders hold" in review.encodings_hint.text()
    QTest.mouseClick(review.encodings_button, Qt.MouseButton.LeftButton)
    assert review.tabs.currentWidget() is review.encodings
    assert review.encodings.combos["old"].currentText() == "Simplified Chinese (GB18030, GBK)"
    assert review.encodings.combos["tw"].currentText() == "Traditional Chinese (Big5)"
    assert "本公司董事会" in review.encodings.samples["old"].text()
    assert "繁體中文" in review.encodings.samples["tw"].text()
    assert dialog.focusWidget() is review.encodings.combos["old"]
    combo = review.encodings.combos["tw"]
    with qtbot.waitSignal(operations.job_started):
        combo.choose("gb18030")
        combo.activated.emit(combo.currentIndex())
    assert "繁體中文" not in review.encodings.samples["tw"].text(), "the line changes at once"
    qtbot.waitUntil(lambda: operations.idle)
    assert review.settings().encodings == (("old", "gb18030"), ("tw", "gb18030"))
    assert review.encodings.combos["tw"].encoding == "gb18030", "a new survey leaves the choice"
    assert "臺灣經濟新聞" not in cells(dialog, 0)
    review.encoding.choose("big5hkscs")
    review.encoding.activated.emit(review.encoding.currentIndex())
    assert review.settings().encodings == (), "one for all files takes the place of those of folders"
    qtbot.waitUntil(lambda: operations.idle and review.encodings.count == 0)
    assert not review.tabs.isTabVisible(review.tabs.indexOf(review.encodings))


def test_what_is_shown_is_what_is_imported(
    dialog: ImportDialog, qtbot: QtBot, archive: Archive, folder: Path
) -> None:
    report = import_all(dialog, qtbot)
    assert report.added == 12
    assert not [item for item in report.problems if item.kind is ProblemKind.ENCODING_GUESSED]
    assert {post.metadata.title for post in posts_of(archive, "tw/")} == {"臺灣經濟新聞"}
    assert {post.encoding for post in posts_of(archive, "old/")} == {"gb18030"}


def test_a_refused_choice_has_the_focus(dialog: ImportDialog) -> None:
    review = dialog.review
    review.show_error("field_keys")
    assert review.tabs.currentWidget() is review.fields
    assert dialog.focusWidget() in (review.fields.combos["title"], review.fields.combos["title"].lineEdit())
    review.show_error("encodings")
    assert review.tabs.currentWidget() is review.encodings


def test_a_key_that_is_none_is_refused_with_its_page_shown(
    dialog: ImportDialog, qtbot: QtBot, operations: Operations
) -> None:
    line = dialog.review.fields.combos["date"].lineEdit()
    assert line is not None
    line.setText("extra.")
    dialog.start_import()
    qtbot.waitUntil(lambda: bool(dialog.notice.sentence))
    assert "no key" in dialog.notice.sentence
    assert dialog.review.tabs.currentWidget() is dialog.review.fields
    qtbot.waitUntil(lambda: operations.idle)


def test_plain_sources_have_no_page_for_encodings(
    qtbot: QtBot, archive: Archive, site: Path, operations: Operations, theme: Theme, icons: Icons
) -> None:
    review = opened(qtbot, archive, site, operations, theme, icons).review
    assert not review.tabs.isTabVisible(review.tabs.indexOf(review.encodings))
    assert not review.encodings_button.isVisible()
    assert not review.inline_tags.isVisible()
    assert not review.backslashes.isVisible()


def test_tags_in_the_text_of_a_vault(
    qtbot: QtBot, archive: Archive, tmp_path: Path, operations: Operations, theme: Theme, icons: Icons
) -> None:
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "Note.md").write_text("Some #walking today.\n", encoding="utf-8")
    dialog = opened(qtbot, archive, vault, operations, theme, icons)
    box = dialog.review.inline_tags
    assert box.isVisible()
    assert cells(dialog, 4) == [""]
    with qtbot.waitSignal(operations.job_started):
        box.click()
    qtbot.waitUntil(lambda: cells(dialog, 4) == ["walking"])
    qtbot.waitUntil(lambda: operations.idle)
    assert dialog.review.settings().inline_tags


def test_backslashes_can_be_taken_for_themselves(
    qtbot: QtBot, archive: Archive, tmp_path: Path, operations: Operations, theme: Theme, icons: Icons
) -> None:
    folder = tmp_path / "slashes"
    folder.mkdir()
    (folder / "a.md").write_text(SLASH, encoding="utf-8")
    dialog = opened(qtbot, archive, folder, operations, theme, icons)
    box = dialog.review.backslashes
    assert box.isVisible(), "the sample has such a value"
    assert box.text().endswith("“C:\\new\\table”, not “C:↵ew⇥able”")
    assert cells(dialog, 0) == ["C:↵ew⇥able"]
    with qtbot.waitSignal(operations.job_started):
        box.click()
    qtbot.waitUntil(lambda: cells(dialog, 0) == ["C:\\new\\table"])
    qtbot.waitUntil(lambda: operations.idle)
    assert box.isVisible()
    assert box.text().endswith("“C:\\new\\table”, not “C:↵ew⇥able”")
    report = import_all(dialog, qtbot)
    assert [item.kind for item in report.problems] == [ProblemKind.AMBIGUOUS_BACKSLASH], (
        "both readings are told"
    )
    assert report.repaired == 0
    post = posts_of(archive, "a.md")[0]
    assert post.metadata.title == "C:\\new\\table"
    assert post.source.decode() == SLASH
    edit = PostEdit(metadata=MetadataEdit(date_text="2022-03-02"))
    editing.save_post(archive, post.id, edit, post.revision_id)
    after = browsing.load_post(archive, post.id)
    assert after.metadata.title == "C:\\new\\table", "an edit of another field leaves the reading"
    assert after.source.decode() == SLASH.replace("03-01", "03-02")
    edit = PostEdit(metadata=MetadataEdit(title="D:\\new"))
    editing.save_post(archive, post.id, edit, after.revision_id)
    assert browsing.load_post(archive, post.id).metadata.title == "D:\\new"


def test_an_encoding_that_is_not_in_the_list_comes_into_it(qtbot: QtBot) -> None:
    combo = EncodingCombo()
    qtbot.addWidget(combo)
    combo.choose("cp866")
    assert (combo.currentText(), combo.encoding) == ("CP866", "cp866")


def test_the_other_reading_of_a_title_is_a_click_away_and_can_be_undone(
    qtbot: QtBot, archive: Archive, tmp_path: Path, operations: Operations, theme: Theme, icons: Icons
) -> None:
    folder = tmp_path / "slashes"
    folder.mkdir()
    (folder / "a.md").write_text(SLASH, encoding="utf-8")
    importing.import_source(archive, [folder], ImportSettings(), ignore_progress, CancelToken())
    pane = make_pane(qtbot, operations, theme, icons)
    pane.set_archive(archive)
    number = posts_of(archive, "a.md")[0].id
    pane.show_post(number)
    qtbot.waitUntil(lambda: operations.idle and pane.post is not None)
    assert "C:↵ew⇥able" in pane.notice.sentence
    assert "C:\\new\\table" in pane.notice.sentence
    button = next(item for item in pane.notice.findChildren(QPushButton) if item.text() == "Use that")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pane.form.title.text() == "C:\\new\\table"
    assert pane.header.state is EditorState.UNSAVED
    pane.form.title.undo()
    assert pane.form.title.text() != "C:\\new\\table"
    pane.form.title.redo()
    save(qtbot, pane)
    after = browsing.load_post(archive, number)
    assert after.metadata.title == "C:\\new\\table"
    assert after.problems == ()
    assert pane.notice.sentence == "" or not pane.notice.isVisible()
