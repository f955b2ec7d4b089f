"""The rows of a bulk edit say what they mean, and the table of a plan shows its pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fonds.gui.bulk_messages import value_text
from fonds.gui.icons import Icons
from fonds.gui.models.planned_posts import PAGE, PlannedPostsModel
from fonds.gui.theme import Theme, ThemeMode
from fonds.gui.widgets.bulk_operation_row import BulkOperationRow
from fonds.gui.widgets.change_delegate import changed_parts, from_change
from fonds.model.bulk_edit import (
    AddNames,
    AttachZone,
    BulkOperation,
    JoinNames,
    MapValues,
    MoveCategory,
    RemoveField,
    RemoveNames,
    ReplaceText,
    SetValue,
    ShiftDate,
    SplitNames,
)
from fonds.services import archives, bulk_edit
from services.site import import_site, many, numbers


@pytest.mark.parametrize(
    ("kind", "field", "texts", "expected"),
    [
        ("add", "tags", ("a, 新闻，b", ""), AddNames("tags", ("a", "新闻", "b"))),
        ("remove", "authors", ("x", ""), RemoveNames("authors", ("x",))),
        ("set", "title", ("a, b", ""), SetValue("title", ("a, b",))),
        ("set", "tags", ("a, b", ""), SetValue("tags", ("a", "b"))),
        ("set", "my.key", ("v", ""), SetValue("my.key", ("v",))),
        ("replace", "body", ("a", ""), ReplaceText("body", "a", "")),
        ("map", "tags", ("a", "b"), MapValues("tags", (("a", "b"),))),
        ("clear", "slug", ("", ""), RemoveField("slug")),
        ("split", "tags", ("、;", ""), SplitNames("tags", "、;")),
        ("join", "tags", ("-", ""), JoinNames("tags", "-")),
        ("move", "", ("a / b", "c"), MoveCategory(("a", "b"), ("c",))),
        ("zone", "", (" +08:00 ", ""), AttachZone("+08:00")),
        ("shift", "", ("-30m", ""), ShiftDate(-1800)),
        ("shift", "", ("soon", ""), None),
        ("add", "tags", (" , ", ""), None),
        ("replace", "title", ("", "x"), None),
    ],
)
def test_a_row_is_an_operation(
    qtbot: QtBot,
    qapp: QApplication,
    kind: str,
    field: str,
    texts: tuple[str, str],
    expected: BulkOperation | None,
) -> None:
    row = BulkOperationRow(Icons(Theme(qapp, ThemeMode.LIGHT)))
    qtbot.addWidget(row)
    row.kind.setCurrentIndex(row.kind.findData(kind))
    place = row.field.findData(field)
    if place >= 0:
        row.field.setCurrentIndex(place)
    elif field:
        row.field.setEditText(field)
    row.first.setText(texts[0])
    row.second.setText(texts[1])
    assert row.operation() == expected
    controls = (row.kind, row.field, row.first, row.second, row.remove_button)
    assert all(control.accessibleName() for control in controls)


def test_a_status_is_chosen_by_its_name(qtbot: QtBot, qapp: QApplication) -> None:
    row = BulkOperationRow(Icons(Theme(qapp, ThemeMode.LIGHT)))
    qtbot.addWidget(row)
    row.show()
    row.kind.setCurrentIndex(row.kind.findData("set"))
    assert row.first.isVisible() and not row.choice.isVisible()
    row.field.setCurrentIndex(row.field.findData("status"))
    assert not row.first.isVisible() and row.choice.isVisible() and row.choice.accessibleName()
    assert [row.choice.itemText(place) for place in range(row.choice.count())] == [
        "Published",
        "Draft",
        "Unpublished",
    ]
    row.choice.setCurrentIndex(1)
    assert row.operation() == SetValue("status", ("draft",))
    row.kind.setCurrentIndex(row.kind.findData("map"))
    row.field.setCurrentIndex(row.field.findData("status"))
    row.known.setCurrentIndex(row.known.findData("expired"))
    assert row.known.isVisible() and not row.second.isVisible()
    assert row.operation() == MapValues("status", (("expired", str(row.choice.currentData())),))
    row.field.setCurrentIndex(row.field.findData("title"))
    assert row.first.isVisible() and row.second.isVisible() and not row.known.isVisible()
    assert not row.choice.isVisible()
    row.kind.setCurrentIndex(row.kind.findData("type"))
    assert row.choice.isVisible() and row.choice.findData("list") >= 0
    for operation in (SetValue("status", ("unpublished",)), MapValues("status", (("draft", "published"),))):
        row.show_operation(operation)
        assert row.operation() == operation
    others: tuple[BulkOperation, ...] = (
        ReplaceText("body", "(a)", r"\1", regex=True, match_case=False),
        RemoveField("language"),
        SplitNames("tags", "、"),
        JoinNames("tags", " "),
        ShiftDate(-1800),
        ShiftDate(172_800),
        SetValue("tags", ("甲", "乙")),
    )
    for other in others:
        row.show_operation(other)
        assert row.operation() == other
    assert value_text("status", "draft") == "Draft"
    assert (value_text("title", "draft"), value_text("status", "odd")) == ("draft", "odd")


def test_a_table_shows_a_plan_page_by_page(qtbot: QtBot, tmp_path: Path) -> None:
    count = 2 * PAGE + 3
    with archives.create_archive(tmp_path / "a.fonds") as archive:
        import_site(archive, many(tmp_path / "site", count))
        model = PlannedPostsModel()
        with bulk_edit.plan(archive, numbers(archive), [AddNames("tags", ("x",))]) as made:
            model.show_plan(made, problems=False)
            assert model.rowCount() == count
            titles = [model.index(row, 0).data() for row in range(count)]
            assert sorted(titles) == sorted(f"第{number}号" for number in range(count))
            assert model.index(count - 1, 3).data() == "x"
            model.show_plan(made, problems=True)
            assert model.rowCount() == 0
            assert model.row_at(0) is None
        model.show_plan(None, problems=False)


def test_each_changed_value_is_marked_by_itself() -> None:
    assert changed_parts("新闻 · 编目室", "新闻, 样本 · 编目室") == []
    after = "新闻, 样本 · 著录室"
    assert [after[start:end] for start, end in changed_parts(after, "新闻 · 编目室")] == [", 样本", "著录"]
    assert changed_parts("甲 · 乙", "甲") == [(1, 5)]


def test_a_change_far_to_the_right_is_brought_into_sight() -> None:
    text = "新闻, 经济, 上海, 示范区, 样本"
    shown, [(start, end)] = from_change(text, [(15, 17)])
    assert shown[0] == "…"
    assert len(shown) < len(text)
    assert shown[start:end] == text[15:17]
    assert from_change("甲乙", [(1, 2)]) == ("甲乙", [(1, 2)])
