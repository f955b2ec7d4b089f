"""The further fields of the form: their names and types, and what is shown of very many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fonds.gui.widgets.metadata_form import MetadataForm
from fonds.gui.widgets.value_edit import read_value
from fonds.model.errors import UserError
from fonds.model.revision import FieldType, HeaderForm, MetadataEdit
from gui.editor_stage import QT_NOISE, icons, theme
from gui.test_metadata_form import METADATA, form, post, row

__all__ = ["form", "icons", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def test_read_only_takes_no_further_field(form: MetadataForm) -> None:
    form.set_read_only(True)
    assert not form.category_button.isEnabled()
    assert not form.language.isEnabled()
    assert form.source.input.isReadOnly()
    for line in form.fields.rows:
        assert line.key.isReadOnly()
        assert not line.type.isEnabled()
        assert line.remove.isHidden()
    QTest.keyClicks(row(form, "layout").value, "x")
    QTest.keyClick(row(form, "comments").value, Qt.Key.Key_Down)
    assert form.edit().empty
    assert form.header_form().empty


def test_a_key_is_called_otherwise_and_a_type_is_changed(form: MetadataForm) -> None:
    layout = row(form, "layout")
    layout.key.setText("template")
    assert form.edit(strict=True).empty
    assert form.header_form() == HeaderForm(renames=(("layout", "template"),))
    layout.choose_type(FieldType.LIST)
    assert form.edit(strict=True).fields == (("template", ["post"]),)
    layout.choose_type(FieldType.NULL)
    assert form.edit(strict=True).fields == (("template", ""),)
    assert form.header_form().types == (("template", FieldType.NULL),)
    layout.choose_type(FieldType.NUMBER)
    with pytest.raises(UserError) as caught:
        form.edit(strict=True)
    assert caught.value.field == "template"
    layout.choose_type(FieldType.TEXT)
    assert form.edit(strict=True).empty, "the old type brings the old value back"
    layout.key.setText("")
    assert form.header_form().empty, "a field without a key keeps the one that it had"


def test_a_text_that_looks_like_a_number_stays_a_text(form: MetadataForm) -> None:
    layout = row(form, "layout")
    layout.put("7")
    assert form.header_form().types == (("layout", FieldType.TEXT),)


def test_the_form_of_a_draft_comes_back(form: MetadataForm) -> None:
    edit = MetadataEdit(fields=(("template", "5"), ("fresh", "")))
    written = HeaderForm(
        renames=(("layout", "template"),),
        types=(("template", FieldType.NUMBER), ("fresh", FieldType.NULL)),
    )
    form.apply(edit, written)
    assert form.edit(strict=True) == edit
    assert form.header_form() == written


def test_a_table_is_typed_as_yaml_too(form: MetadataForm) -> None:
    assert read_value("a: 1\nb: [x, y]", {}) == {"a": "1", "b": ["x", "y"]}
    assert read_value("- a\n- b: c", []) == ["a", {"b": "c"}]


@pytest.mark.parametrize(
    ("text", "usual"),
    [("zh", True), ("zh-Hans-CN", True), ("en-GB", True), ("x-own", True), ("zh_CN", False), ("中文", False)],
)
def test_an_unusual_language_is_only_told(form: MetadataForm, text: str, usual: bool) -> None:
    form.language.setText(text)
    form.language.edited.emit()
    assert (form.language.accessibleDescription() == "") is usual
    assert form.edit(strict=True).language == (None if text == "zh" else text)


def test_two_hundred_fields_are_all_there(form: MetadataForm) -> None:
    many = tuple((f"key{number}", f"value {number}") for number in range(200))
    form.load(post(replace(METADATA, fields=many)))
    assert form.edit(strict=True).empty, "those that are not made yet are no edit"
    assert form.show_error("key199", "No")
    assert [line.name() for line in form.fields.rows] == [key for key, _ in many]
    assert form.edit(strict=True).empty
