"""The language of the window: chosen, the system's, and what of the lower rooms' English is said in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui import language, messages, phrases
from fonds.gui.actions import Actions
from fonds.gui.icons import Icons
from fonds.gui.theme import Theme
from fonds.gui.widgets.notice_bar import NoticeBar
from fonds.model.changes import UndoState
from fonds.model.errors import EnvironmentProblem
from fonds.model.problems import Problem, ProblemKind
from fonds.model.steps import SENTENCES, Step, step_named
from gui.editor_stage import QT_NOISE, icons, theme

__all__ = ["icons", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def chinese(qapp: QApplication, settings: Settings) -> Iterator[list[QTranslator]]:
    before = QLocale()
    settings.put("language", "zh_CN")
    made = language.install_translations(qapp, settings)
    yield made
    for translator in made:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("wanted", "language_spoken"),
    [
        (["zh-CN", "zh-Hans-CN", "zh"], "zh_CN"),
        (["zh-SG"], "zh_CN"),
        (["fr-FR", "zh-Hans-CN", "en-US"], "zh_CN"),
        (["fr-FR", "en-GB", "zh-CN"], "en"),
        (["de-DE"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_the_system_wants_and_there_is_is_taken(
    wanted: list[str], language_spoken: str
) -> None:
    assert language.system_language(wanted) == language_spoken


def test_nothing_is_loaded_for_english(qapp: QApplication, settings: Settings) -> None:
    settings.put("language", "en")
    assert language.install_translations(qapp, settings) == []
    assert messages.spoken_language() == "en"


@pytest.mark.parametrize("kept", ["", "klingon", "ZH"])
def test_an_unknown_choice_is_the_systems(settings: Settings, kept: str) -> None:
    settings.put("language", kept)
    assert language.chosen_language(settings) == language.SYSTEM


def test_the_window_and_qt_speak_chinese(chinese: list[QTranslator], qapp: QApplication) -> None:
    assert len(chinese) == 2  # Qt's own words too
    assert messages.spoken_language() == "zh_CN"
    assert messages.posts_text(1284) == "1,284 篇文章"
    assert QLocale().language() is QLocale.Language.Chinese
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_a_widgets_own_texts_are_found_by_its_class_and_those_above_it(
    chinese: list[QTranslator], qtbot: QtBot
) -> None:
    class PostMenu(QWidget):
        pass

    class Another(PostMenu):
        pass

    made = Another()
    qtbot.addWidget(made)
    assert made.tr("Copy title") == "复制标题"


def test_every_action_and_menu_is_chinese(chinese: list[QTranslator], qtbot: QtBot, icons: Icons) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(icons, window)
    actions.fill_menus(window.menuBar())
    texts = {name: actions[name].text() for name in actions.names() if name != "language_en"}
    worded = [text for text in texts.values() if text.strip("★")]
    assert not [text for text in worded if not re.search("[\u4e00-\u9fff]", text)]
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["文件(&F)", "编辑(&E)", "查看(&V)", "转到(&G)", "帮助(&H)"]
    actions.show_undo(UndoState(undo="Trash “月食 of 2021”", redo="Star 3 posts"))
    assert actions["undo"].text() == "撤销：将“月食 of 2021”移到回收站"
    assert actions["redo"].text() == "重做：给 3 篇文章添加星标"


def test_phrases_of_the_lower_rooms_are_said_in_chinese(chinese: list[QTranslator]) -> None:
    assert phrases.step_text("Edit 20 posts") == "编辑 20 篇文章"
    assert phrases.step_text("Edit “{title} 20 posts”") == "编辑“{title} 20 posts”"
    assert phrases.phrase("There is a folder _posts.") == "有文件夹 _posts。"
    assert phrases.phrase("There is a hugo.toml.") == "有 hugo.toml。"
    assert phrases.phrase("The file is damaged: disk I/O error.") == "文件已损坏：磁盘读写出错。"


def test_details_that_are_words_are_translated_and_names_are_not(chinese: list[QTranslator]) -> None:
    error = EnvironmentProblem(
        "The archive {path} cannot be read: {reason}.", path="a folder", reason="Permission denied"
    )
    assert messages.describe_error(error) == "无法读取档案 a folder：权限不够。"
    problem = Problem(
        ProblemKind.INVALID_DATE, "a.md", 3, (("value", "a pipe"), ("instead", "without a date"))
    )
    assert messages.describe_problem(problem) == "“a pipe”不是日期。文章留存时没有日期。"
    assert messages.problem_place(problem) == "a.md，第 3 行"


@pytest.mark.parametrize("text", ["", "Edit 20 posts", "Something (new) {else}", "There is a .", "a\nb"])
def test_what_is_not_known_stays_as_it_is(text: str) -> None:
    assert phrases.step_text(text) == text
    assert phrases.phrase(text) == text


def test_a_choice_is_kept_and_told_in_its_own_language(
    qtbot: QtBot, theme: Theme, icons: Icons, settings: Settings
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(icons, window)
    notice = NoticeBar(theme, icons)
    window.setCentralWidget(notice)
    choice = language.LanguageChoice(actions, settings, notice)
    assert actions["language_system"].isChecked()
    actions["language_zh_CN"].trigger()
    assert settings.text("language") == "zh_CN"
    assert notice.sentence == "下次启动 Fonds 时将使用中文。"
    actions["language_en"].trigger()
    assert "English" in notice.sentence
    actions["language_system"].trigger()
    assert notice.sentence == ""
    del choice


def test_every_step_can_be_said_in_the_window_by_its_code() -> None:
    for code, (_, sentence) in SENTENCES.items():
        assert not code or sentence in phrases._STEPS, code
    undone = Step("undo", (("step", "Edit “a”"), ("of", "edit-post"), ("title", "甲")))
    assert phrases.step_sentence(undone) == "Undo: Edit “甲”"
    assert phrases.step_sentence(Step("of a newer version")) == "of a newer version"
    assert step_named("Edit “20 posts”") == Step("edit-post", (("title", "20 posts"),))
    assert step_named("Edit 20 posts") == Step("edit-posts", (("number", "20"),))
    assert step_named("something else").name == "something else"
