"""The posts of a finding in the list of the window, and the ways back from there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from fonds.gui.dialogs.front_matter_check import FrontMatterDialog
from fonds.gui.given_posts import GivenList
from fonds.gui.widgets.given_header import GivenHeader
from fonds.model.findings import FindingKind
from fonds.model.query import ListRequest, Scope, ScopeKind
from gui.editor_stage import QT_NOISE
from journeys.collection_steps import Key
from journeys.stage import OpenWindow, Stage
from journeys.test_front_matter_check import checked, choose, path
from services.site import post_named

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
__all__ = ["path"]
STARRED = Scope(ScopeKind.STARRED)


def given_of(stage: Stage) -> tuple[GivenList, GivenHeader]:
    given = stage.window.archive_actions.front_matter.given
    assert given.header is not None
    return given, given.header


def shown(stage: Stage, dialog: FrontMatterDialog) -> int:
    """Show the posts of the present finding; returns how many."""
    finding = dialog.review.finding
    assert finding is not None
    dialog.list_button.click()
    stage.until(lambda: sorted(stage.ids) == sorted(finding.posts))
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    stage.settle()
    return len(finding.posts)


def test_the_posts_of_a_finding_are_the_list_and_the_findings_come_back(
    open_window: OpenWindow, path: Path
) -> None:
    stage = open_window(path)
    window, pane, archive = stage.window, stage.window.desk.list, stage.window.archive
    assert archive is not None
    window.search_box.set_search("正文")
    stage.until(lambda: len(stage.ids) == 3)
    before = pane.request
    dialog = checked(stage)
    choose(stage, dialog, FindingKind.TAG_SPELLING)
    posts = shown(stage, dialog)
    _, header = given_of(stage)
    assert header.isVisible() and not dialog.isVisible()
    assert header.name.text() == dialog.review.sentence.text() and str(posts) in header.facts.text()
    assert window.search_box.search_text == "" and pane.view.hasFocus()
    # The search box narrows them; leaving puts the list and its search back.
    window.search_box.set_search("丙")
    stage.until(lambda: list(stage.ids) == [post_named(archive, "c.md")])
    header.back.click()
    stage.until(lambda: pane.request == before and len(stage.ids) == 3)
    assert window.search_box.search_text == "正文" and not header.isVisible()
    assert dialog.isVisible() and dialog.review.finding is not None
    stage.settle()
    stage.leave(dialog)


def test_escape_the_cross_and_the_navigator_lead_away(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    window, pane = stage.window, stage.window.desk.list
    action = window.actions_table["check_front_matter"]
    dialog = checked(stage)
    choose(stage, dialog, FindingKind.DATE_NO_OFFSET)
    assert shown(stage, dialog) == 1
    _, header = given_of(stage)
    QTest.keyClick(pane.view, Key.Key_Escape)
    stage.until(lambda: pane.request.scope == Scope() and len(stage.ids) == 4)
    assert not header.isVisible() and not dialog.isVisible()
    # The check is not made again to see what it found.
    action.trigger()
    assert stage.dialog(FrontMatterDialog) is dialog
    shown(stage, dialog)
    header.close_button.click()
    stage.until(lambda: pane.request.scope == Scope() and len(stage.ids) == 4)
    action.trigger()
    shown(stage, dialog)
    window.desk.navigator.select_scope(STARRED)
    stage.until(lambda: pane.request.scope == STARRED and not stage.ids)
    assert not header.isVisible()
    action.trigger()
    stage.settle()
    stage.leave(dialog)
    stage.until(lambda: not window.findChildren(FrontMatterDialog))
    # What is waiting goes with its archive.
    dialog = checked(stage)
    shown(stage, dialog)
    window.door.close()
    stage.until(lambda: window.archive is None and not window.findChildren(FrontMatterDialog))
    assert header.isHidden() and pane.request == ListRequest(order=pane.request.order)
    stage.close()
