"""Describing a post in the real window: its fields, their types, and a title that was repaired."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fonds.gui.widgets.category_popup import CategoryPopup
from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.revision import FieldType
from fonds.services import archives, browsing, importing
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow, Stage

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
TEXT = (
    '---\ntitle: "她说"好"就走"\ndate: 2022-01-11 19:09:47\ncategories: [新闻]\ncanonical_url: https://example.org/a\n'
    'weight: 5   # kept\ncode: "007"\ncomments: true\nimages: [a.png]\n---\n正文。\n'
)
OTHER = "---\ntitle: Other\nlang: zh-Hans\ncategories: [Sports]\n---\nx\n"


@pytest.fixture
def stage(open_window: OpenWindow, tmp_path: Path) -> Stage:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    (posts.parent / "_config.yml").write_text("title: x\ntimezone: Asia/Shanghai\n", encoding="utf-8")
    (posts / "2022-01-11-a.md").write_text(TEXT, encoding="utf-8")
    (posts / "2021-01-11-b.md").write_text(OTHER, encoding="utf-8")
    path = tmp_path / "a.fonds"
    made = archives.create_archive(path)
    importing.import_source(made, [posts.parent], ImportSettings(), ignore_progress, CancelToken())
    made.close()
    stage = open_window(path)
    stage.until(lambda: len(stage.ids) == 2)
    stage.click_row(0)
    stage.until(lambda: stage.window.desk.editor.post is not None)
    stage.settle()
    return stage


def source(stage: Stage) -> str:
    editor = stage.window.desk.editor
    assert stage.window.archive is not None
    assert editor.post is not None
    return browsing.load_post(stage.window.archive, editor.post.id).source.decode()


def save(stage: Stage) -> None:
    stage.control(Qt.Key.Key_S)
    stage.until(lambda: not stage.window.desk.editor.has_unsaved())
    stage.settle()


def test_the_title_is_kept_or_written_as_repaired(stage: Stage) -> None:
    form = stage.window.desk.editor.form
    assert form.title_choice.isVisible()
    assert form.title_choice.as_written.isChecked()
    assert "unescaped" in form.title.accessibleDescription()
    QTest.mouseClick(form.title_choice.as_repaired, Qt.MouseButton.LeftButton)
    assert stage.window.desk.editor.has_unsaved()
    save(stage)
    assert source(stage) == TEXT.replace('"她说"好"就走"', '"她说\\"好\\"就走"')
    assert not form.title_choice.isVisible()


def test_fields_are_edited_renamed_retyped_and_added(stage: Stage) -> None:
    form = stage.window.desk.editor.form
    form.show_error("weight", "")
    assert form.source.input.text() == "https://example.org/a"
    assert form.source.key.text() == "canonical_url"
    rows = {row.name(): row for row in form.fields.rows}
    assert "canonical_url" not in rows
    assert [rows[key].kind for key in ("weight", "code", "comments", "images")] == [
        FieldType.NUMBER,
        FieldType.TEXT,
        FieldType.TRUTH,
        FieldType.LIST,
    ]
    rows["weight"].value.setFocus()
    stage.key(Qt.Key.Key_End)
    stage.write("0")
    rows["code"].key.setFocus()
    stage.key(Qt.Key.Key_End)
    stage.write("name")
    rows["comments"].choose_type(FieldType.TEXT)
    form.rights.input.setFocus()
    stage.write("CC BY 4.0")
    form.source.input.setFocus()
    stage.key(Qt.Key.Key_End)
    stage.write("/b")
    form.language.setFocus()
    stage.write("zh_CN")
    assert "usual form" in form.language.accessibleDescription()
    assert form.language.findText("zh-Hans") >= 0
    save(stage)
    expected = (
        TEXT.replace("weight: 5 ", "weight: 50 ")
        .replace("code:", "codename:")
        .replace("comments: true", 'comments: "true"')
        .replace("org/a", "org/a/b")
    )
    lines = source(stage).splitlines()
    assert [
        line for line in lines if line not in ("lang: zh_CN", "license: CC BY 4.0")
    ] == expected.splitlines()
    assert {"lang: zh_CN", "license: CC BY 4.0"} <= set(lines)


def test_a_category_is_chosen_from_the_tree_and_a_zone_is_written(stage: Stage) -> None:
    form = stage.window.desk.editor.form
    QTest.mouseClick(form.category_button, Qt.MouseButton.LeftButton)
    popup = stage.window.findChild(CategoryPopup)
    assert isinstance(popup, CategoryPopup)
    QTest.keyClicks(popup.words, "spo")
    QTest.keyClick(popup.words, Qt.Key.Key_Return)
    assert form.categories.values() == ("新闻", ("Sports",)) or form.categories.values() == (
        ("新闻",),
        ("Sports",),
    )
    popup.close()
    assert form.date.zone.text() == "+08:00?"
    form.date.set_zone(480)
    assert form.date.text() == "2022-01-11 19:09:47 +0800"
    save(stage)
    assert "date: 2022-01-11 19:09:47 +0800\n" in source(stage)
    assert "categories: [新闻, Sports]\n" in source(stage)
    assert form.date.zone.text() == "+08:00"
