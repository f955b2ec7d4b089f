"""The navigator on a real archive, and its tree by itself with long vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.models.navigator_tree import FIRST_TERMS, Node, build_tree, walk
from fonds.gui.operations import Operations
from fonds.gui.panes.navigator import NavigatorPane
from fonds.gui.theme import Role, Theme, ThemeMode
from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.model.taxonomy import Navigator, Term, TermKind
from fonds.services import browsing, editing
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, icons, operations, theme
from gui.list_stage import POSTS, nameless_controls, settings, settle, stock, stocked_file

__all__ = ["icons", "operations", "settings", "stock", "stocked_file", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def pane(
    qtbot: QtBot, operations: Operations, theme: Theme, icons: Icons, settings: Settings, stock: Archive
) -> Iterator[NavigatorPane]:
    """The navigator in sight, with the stocked archive counted."""
    made = NavigatorPane(operations, theme, icons, settings)
    qtbot.addWidget(made)
    made.resize(220, 900)
    made.show()
    made.set_archive(stock)
    settle(qtbot, operations)
    yield made
    made.set_archive(None)


def node(pane: NavigatorPane, label: str) -> Node:
    return next(node for node in pane.model.nodes if node.label == label)


def click(pane: NavigatorPane, label: str) -> None:
    index = pane.model.index_of(node(pane, label).key)
    pane.view.scrollTo(index)
    place = pane.view.visualRect(index).center()
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, place.y()))


def counts_of(tags: int = 0, categories: tuple[Term, ...] = ()) -> Navigator:
    terms = tuple(
        Term(number, TermKind.TAG, f"标签 {number:05d}", (f"标签 {number:05d}",), count=number % 977, total=1)
        for number in range(1, tags + 1)
    )
    return Navigator(all=5, tags=terms, categories=categories, years=((2022, 3), (1999, 1)), undated=1)


def category(term_id: int, name: str, parent: int | None = None) -> Term:
    return Term(term_id, TermKind.CATEGORY, name, (name,), parent, count=1, total=2)


# On an archive


def test_counts_are_those_of_the_lists(pane: NavigatorPane, stock: Archive) -> None:
    scoped = [node for node in pane.model.nodes if node.scope is not None]
    assert node(pane, "All posts").count == POSTS
    assert {node.scope.kind for node in scoped if node.scope} >= {
        *(ScopeKind.ALL, ScopeKind.STARRED, ScopeKind.DRAFTS, ScopeKind.TRASH, ScopeKind.PROBLEMS),
        *(ScopeKind.CATEGORY, ScopeKind.TAG, ScopeKind.YEAR),
    }
    for item in scoped:
        assert item.scope is not None
        assert item.count == len(browsing.list_posts(stock, ListRequest(item.scope)).ids), item.label


def test_a_click_chooses_a_place(pane: NavigatorPane) -> None:
    chosen: list[Scope] = []
    pane.scope_chosen.connect(chosen.append)
    click(pane, "Drafts")
    click(pane, "新闻")
    click(pane, "新闻")
    assert [scope.kind for scope in chosen] == [ScopeKind.DRAFTS, ScopeKind.CATEGORY]
    assert pane.scope == chosen[-1]


def test_keys_go_through_the_tree_and_fold_it(pane: NavigatorPane) -> None:
    chosen: list[ScopeKind] = []
    pane.scope_chosen.connect(lambda scope: chosen.append(scope.kind))
    pane.focus_navigator()
    for _ in range(4):
        QTest.keyClick(pane.view, Qt.Key.Key_Down)
    assert chosen == [ScopeKind.STARRED, ScopeKind.DRAFTS, ScopeKind.PROBLEMS, ScopeKind.TRASH]
    QTest.keyClick(pane.view, Qt.Key.Key_Down)
    heading = pane.view.currentIndex()
    assert str(heading.data()) == "Categories"
    assert pane.view.isExpanded(heading)
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert not pane.view.isExpanded(heading)
    assert chosen == [ScopeKind.STARRED, ScopeKind.DRAFTS, ScopeKind.PROBLEMS, ScopeKind.TRASH]


def test_folded_headings_are_remembered(
    qtbot: QtBot, pane: NavigatorPane, operations: Operations, theme: Theme, icons: Icons, settings: Settings
) -> None:
    click(pane, "Categories")
    assert settings.texts("navigator.folded") == ("section:categories",)
    pane.reload()
    settle(qtbot, operations)
    assert not pane.view.isExpanded(pane.model.index_of("section:categories"))
    assert pane.view.isExpanded(pane.model.index_of("section:library"))
    click(pane, "Categories")
    assert settings.texts("navigator.folded") == ()


def test_counts_follow_a_change_and_the_place_stays(
    qtbot: QtBot, operations: Operations, pane: NavigatorPane, stock: Archive
) -> None:
    chosen: list[Scope] = []
    loaded: list[Navigator] = []
    click(pane, "Reports")
    pane.scope_chosen.connect(chosen.append)
    pane.counts_loaded.connect(loaded.append)
    before = node(pane, "Reports").count
    ids = browsing.list_posts(stock, ListRequest(pane.scope)).ids[:3]
    operations.run_write(lambda: editing.trash_posts(stock, ids), title="Trash")
    settle(qtbot, operations)
    assert before is not None
    assert node(pane, "Reports").count == before - 3
    assert node(pane, "Trash").count == 3
    assert loaded[-1].all == POSTS - 3
    assert chosen == []
    assert str(pane.view.currentIndex().data()) == "Reports"


def test_a_category_that_went_away_gives_place_to_all_posts(
    qtbot: QtBot, operations: Operations, pane: NavigatorPane, stock: Archive
) -> None:
    post = browsing.load_post(stock, browsing.list_posts(stock, ListRequest()).ids[0])

    def change(name: str) -> None:
        current = browsing.load_post(stock, post.id)
        edit = PostEdit(metadata=MetadataEdit(categories=((name,),)))
        operations.run_write(
            lambda: editing.save_post(stock, post.id, edit, current.revision_id), title="Save"
        )
        settle(qtbot, operations)

    change("Short-lived")
    click(pane, "Short-lived")
    chosen: list[Scope] = []
    pane.scope_chosen.connect(chosen.append)
    change("Other")
    assert chosen == [Scope()]
    assert pane.scope == Scope()


def test_the_filter_shows_what_contains_the_text(pane: NavigatorPane) -> None:
    assert pane.filter_box.isVisible(), "fifty tags are many"
    pane.filter_box.setText("标签1")
    labels = [node.label for node in pane.model.nodes if node.scope and node.scope.kind is ScopeKind.TAG]
    assert labels
    assert all("标签1" in label for label in labels)
    assert node(pane, "All posts")
    pane.filter_box.clear()
    assert node(pane, "Show all 51")


def test_show_all_shows_all(pane: NavigatorPane) -> None:
    tags = [node for node in pane.model.nodes if node.scope and node.scope.kind is ScopeKind.TAG]
    assert len(tags) == FIRST_TERMS
    click(pane, "Show all 51")
    tags = [node for node in pane.model.nodes if node.scope and node.scope.kind is ScopeKind.TAG]
    assert len(tags) == 51
    assert not any(node.is_more for node in pane.model.nodes)


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_the_chosen_row_is_painted_over_its_whole_width(
    pane: NavigatorPane, theme: Theme, mode: ThemeMode
) -> None:
    theme.set_mode(mode)
    click(pane, "Drafts")
    image = pane.view.viewport().grab().toImage()
    rect = pane.view.visualRect(pane.view.currentIndex())
    line = [image.pixelColor(x, rect.top() + 4).name() for x in (12, image.width() // 2, image.width() - 12)]
    role = Role.SELECTION if pane.view.hasFocus() else Role.SELECTION_INACTIVE
    assert line == [theme.hex(role).lower()] * 3


def test_every_control_has_a_name(pane: NavigatorPane) -> None:
    assert nameless_controls(pane) == []
    index = pane.model.index_of("all:0")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "All posts, 300 posts"


# The tree by itself


def test_categories_make_a_tree_in_any_order() -> None:
    terms = (category(3, "Leaf", 2), category(2, "Branch", 1), category(1, "Root"), category(4, "Other"))
    sections = {section.key: section for section in build_tree(counts_of(categories=terms))}
    roots = sections["section:categories"].children
    assert [node.label for node in roots] == ["Root", "Other"]
    assert [node.label for node in walk(roots)] == ["Root", "Branch", "Leaf", "Other"]


def test_a_filtered_category_brings_the_way_to_it() -> None:
    terms = (category(1, "Root"), category(2, "Branch", 1), category(3, "Leaf", 2), category(4, "Other"))
    tree = build_tree(counts_of(categories=terms), wanted="LEA")
    labels = [node.label for node in walk(tree) if node.scope and node.scope.kind is ScopeKind.CATEGORY]
    assert labels == ["Root", "Branch", "Leaf"]


def test_the_most_used_of_many_tags_are_shown_and_the_chosen_one() -> None:
    counts = counts_of(tags=20_000)
    tree = build_tree(counts, current=Scope(ScopeKind.TAG, 977))
    tags = next(section for section in tree if section.key == "section:tags").children
    assert len(tags) == FIRST_TERMS + 2
    assert all(node.count == 976 for node in tags[:20])
    assert tags[-2].scope == Scope(ScopeKind.TAG, 977)
    assert tags[-1].is_more


def test_empty_sections_are_left_out() -> None:
    keys = [section.key for section in build_tree(Navigator())]
    assert keys == ["section:library"]


def test_years_and_posts_without_a_date_are_listed() -> None:
    years = next(section for section in build_tree(counts_of()) if section.key == "section:years")
    assert [node.label for node in years.children] == ["2022", "1999", "No date"]
