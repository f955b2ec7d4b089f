"""The pictures of editing and arranging: editor, reading look, history, bulk edit, collections, duplicates, front matter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from picture_stage import DESK, MOMENT, Studio

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.model.changes import ChangeSet

EDITED = "尊重来源"
LONG = "一个网站的后半生"
CHANGES = (
    ("听起来朴素，做起来很难", "听起来朴素，做起来却不容易"),
    ("本软件的名字就是由此而来", "这个软件的名字即由此而来"),
    ("作者漏掉的那个引号，是作者漏掉的。", "作者漏掉的那个引号，也一并留下。"),
)
TREE = (("编目工作",), ("编目工作", "规则与例外"), ("来稿",), ("来稿", "二〇二一年"), ("来稿", "二〇二二年"))
COLLECTED = (
    (EDITED, "未完成的索引卡", "两个字的难题", "待核对", LONG),
    ("标点也要排队", "闰日"),
    (),
    ("月亮走进影子里",),
    (),
)
"""The posts of each collection of the tree."""
NOTE = "先读**尊重来源，保持原序**，其余各篇由此而来。"


def take_curating(studio: Studio) -> None:
    """All of them, in an order in which none disturbs the next."""
    _take_editor(studio)
    _take_look(studio)
    _take_history(studio)
    _take_bulk_edit(studio)
    _take_collections(studio)
    _take_checks(studio)


def _take_editor(studio: Studio) -> None:
    """The tools for writing, the form and the coloured text beside the page, which goes with it."""
    from PySide6.QtGui import QTextCursor

    studio.trigger("show_navigator")
    studio.show(studio.row_of(LONG))
    text = studio.desk.editor.text
    text.setFocus()
    place = text.document().find("**标题。**")
    text.setTextCursor(QTextCursor(place.block()))
    text.centerCursor()
    studio.wait(MOMENT)
    studio.take("editor")
    text.moveCursor(QTextCursor.MoveOperation.Start)
    studio.trigger("show_navigator")


def _take_look(studio: Studio) -> None:
    """The page in sepia with serifs, and the choices over it."""
    from PySide6.QtWidgets import QToolButton

    from fonds.gui.preview.look_popup import LookPopup
    from fonds.gui.preview.reading_look import AS_WINDOW

    def press(popup: LookPopup, name: str) -> None:
        button = popup.findChild(QToolButton, name)
        assert button is not None
        button.setFocus()
        button.click()

    studio.trigger("show_editor")
    studio.show(studio.row_of(LONG))
    studio.trigger("reading_look")
    popup = next(item for item in studio.window.findChildren(LookPopup) if item.isVisible())
    press(popup, "sepia")
    press(popup, "serif")
    press(popup, "sepia")
    studio.wait(MOMENT)
    studio.take_screen("reading-look")
    press(popup, AS_WINDOW)
    press(popup, "sans")
    popup.close()
    studio.trigger("show_editor")


def _take_history(studio: Studio) -> None:
    """A Chinese post that was edited three times, its last two revisions side by side."""
    from fonds.model.revision import PostEdit
    from fonds.services import browsing, editing

    number = studio.number_of(EDITED)

    def save(before: str, after: str) -> ChangeSet:
        post = browsing.load_post(studio.archive, number)
        edit = PostEdit(body=editing.body_of(post).replace(before, after))
        return editing.save_post(studio.archive, number, edit, post.revision_id)

    for before, after in CHANGES:
        _write(studio, partial(save, before, after))
    studio.show(studio.row_of(EDITED))
    studio.trigger("show_history")
    pane = studio.desk.reading.history
    studio.until(lambda: pane.history is not None and len(pane.history.revisions) == len(CHANGES) + 1)
    pane.list.selectRow(len(CHANGES))
    pane.side.setCurrentIndex(1)
    pane.side.activated.emit(1)
    studio.settle()
    studio.wait(MOMENT)
    studio.take("history")
    studio.trigger("show_history")


def _take_bulk_edit(studio: Studio) -> None:
    """What two operations would do to all posts, before it is done."""
    from fonds.gui.dialogs.bulk_edit import BulkEditDialog
    from fonds.model.bulk_edit import AddNames, AttachZone, MapValues

    operations = (
        AttachZone("Asia/Shanghai"),
        MapValues("tags", (("编目", "著录"),)),
        AddNames("categories", ("示例",)),
    )
    name = studio.window.tr("All posts of the list ({number})")
    ids = sorted(int(number) for number in studio.desk.list.model.ids)
    studio.window.archive_actions.bulk.edit_posts(name.replace("{number}", str(len(ids))), ids, operations)
    dialog = studio.dialog(BulkEditDialog)
    studio.until(dialog.apply_button.isEnabled)
    studio.take_dialog("bulk-edit", BulkEditDialog)


def _take_collections(studio: Studio) -> None:
    """The tree, the posts of a collection by hand, and its description."""
    from PySide6.QtWidgets import QTreeView

    from fonds.gui.dialogs.collection_description import CollectionDescriptionDialog
    from fonds.model.query import Scope, ScopeKind

    made = _collect(studio)
    tree = studio.desk.navigator.findChild(QTreeView)
    assert tree is not None
    tree.expandAll()
    scope = Scope(ScopeKind.COLLECTION, made)
    studio.desk.navigator.select_scope(scope)
    studio.desk.list.set_scope(scope)
    studio.until(lambda: len(studio.desk.list.model.ids) == sum(map(len, COLLECTED[:2])))
    studio.show(0)
    studio.take("collections")
    studio.trigger("describe_collection")
    studio.settle()
    studio.take_dialog("collection-description", CollectionDescriptionDialog)
    studio.desk.navigator.select_scope(Scope())
    studio.desk.list.set_scope(Scope())
    studio.settle()


def _collect(studio: Studio) -> int:
    """Make the tree with its posts; returns the number of its first collection, which is described."""
    from fonds.model.collection import CollectionDescription
    from fonds.services import collections

    archive = studio.archive
    made: dict[tuple[str, ...], int] = {}

    def make(path: tuple[str, ...]) -> ChangeSet:
        one, changes = collections.create_collection(archive, path[-1], made.get(path[:-1], 0))
        made[path] = one.id
        return changes

    def fill(number: int, posts: list[int]) -> ChangeSet:
        return collections.add_posts(archive, number, posts)[1]

    for path, titles in zip(TREE, COLLECTED, strict=True):
        _write(studio, partial(make, path))
        _write(studio, partial(fill, made[path], [studio.number_of(title) for title in titles]))
    description = CollectionDescription(
        reference_code="FN-2",
        creation_dates="2020–2024",
        level="类",
        creators=("编目室",),
        scope="编目室关于著录、排列与检索的文章：规则、例外，以及没有做完的索引卡。",
        arrangement="按工作的顺序，由编者手工排列。",
    )
    first = made[TREE[0]]
    _write(studio, partial(collections.describe_collection, archive, first, description, NOTE))
    return first


def _take_checks(studio: Studio) -> None:
    """Posts that came twice, and front matter that is uneven."""
    from fonds.gui.dialogs.duplicates import DuplicatesDialog
    from fonds.gui.dialogs.front_matter_check import FrontMatterDialog
    from fonds.model.accession import ImportSettings
    from fonds.model.progress import CancelToken, ignore_progress
    from fonds.services import browsing, importing

    folder = studio.home / "second-copy" / "_posts"
    folder.mkdir(parents=True)
    for title in (EDITED, LONG, "两个字的难题", "标点也要排队"):
        post = browsing.load_post(studio.archive, studio.number_of(title))
        text = post.source.decode().replace("规矩", "规则").replace("tags:", "Tags:", 1)
        (folder / post.source_path.rsplit("/", 1)[-1]).write_bytes(text.encode())
    importing.import_source(
        studio.archive, [folder.parent], ImportSettings(), ignore_progress, CancelToken(), who=DESK
    )
    studio.trigger("find_duplicates")
    dialog = studio.dialog(DuplicatesDialog)
    dialog.resize(1200, 800)
    dialog.find_button.click()
    studio.until(dialog.review.isVisible)
    studio.settle()
    place = max(range(dialog.review.tabs.count()), key=lambda place: len(dialog.review.tabs.tabText(place)))
    dialog.review.tabs.setCurrentIndex(place)
    studio.settle()
    studio.take_dialog("duplicates", DuplicatesDialog)
    studio.trigger("check_front_matter")
    check = studio.dialog(FrontMatterDialog)
    check.start()
    studio.until(check.review.isVisible)
    studio.settle()
    findings = check.review.model
    row = next(row for row in range(findings.rowCount()) if "“Tags”" in str(findings.index(row, 0).data()))
    check.review.list.setCurrentIndex(findings.index(row, 0))
    studio.settle()
    studio.take_dialog("front-matter-check", FrontMatterDialog)


def _write(studio: Studio, work: Callable[[], ChangeSet]) -> None:
    """Change the archive in the way that the window does, so that it follows."""
    studio.application.operations.run_write(work, title="")
    studio.settle()
