"""The form tells what was touched and nothing else, whatever values a post has."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from fonds.gui.icons import Icons
from fonds.gui.theme import Theme
from fonds.gui.widgets.field_row import FieldRow
from fonds.gui.widgets.metadata_form import MetadataForm
from fonds.gui.widgets.term_kinds import read_category, write_category
from fonds.gui.widgets.token_edit import TokenEdit
from fonds.gui.widgets.value_edit import TruthValue, read_value, write_value
from fonds.model.errors import UserError
from fonds.model.post import DateOrigin, DatePrecision, FieldValue, Post, PostDate, PostMetadata, Status
from fonds.model.problems import Problem, ProblemKind
from fonds.model.revision import MetadataEdit
from fonds.model.taxonomy import Term, TermKind
from gui.editor_stage import QT_NOISE, icons, theme

__all__ = ["icons", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)

DATE = PostDate(1641899387, 480, DatePrecision.SECOND, DateOrigin.FRONT_MATTER, "2022-01-11 19:09:47 +0800")
FIELDS: tuple[tuple[str, FieldValue], ...] = (
    ("layout", "post"),
    ("comments", True),
    ("nothing", None),
    ("images", ["a", {"b": "c"}]),
)
METADATA = PostMetadata(
    title="标题",
    date=DATE,
    slug="slug",
    language="zh",
    categories=(("新闻", "区域"), ("A/B",)),
    tags=("one", "with, comma"),
    authors=("Doe, Jane",),
    fields=FIELDS,
)


def post(metadata: PostMetadata = METADATA, *problems: Problem) -> Post:
    digest = b"\1" * 32
    return Post(1, metadata, b"", "utf-8", "a.md", "jekyll", 1, 0, digest, digest, 0, 0, problems=problems)


@pytest.fixture
def form(qtbot: QtBot, theme: Theme, icons: Icons) -> MetadataForm:
    made = MetadataForm(theme, icons)
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    made.load(post())
    return made


VALUES: st.SearchStrategy[FieldValue] = st.recursive(
    st.one_of(st.text(max_size=8), st.booleans(), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.text(min_size=1, max_size=6).filter(lambda text: text.strip())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(max_size=20),
    tags=st.lists(NAMES, max_size=3, unique=True),
    categories=st.lists(st.lists(NAMES, min_size=1, max_size=2).map(tuple), max_size=2, unique=True),
    fields=st.dictionaries(NAMES, VALUES, max_size=3),
    date=st.text(max_size=10),
)
def test_loading_is_no_edit(
    form: MetadataForm,
    title: str,
    tags: list[str],
    categories: list[tuple[str, ...]],
    fields: dict[str, FieldValue],
    date: str,
) -> None:
    metadata = PostMetadata(
        title=title,
        date=PostDate(origin=DateOrigin.FRONT_MATTER, text=date),
        tags=tuple(tags),
        categories=tuple(categories),
        fields=tuple(fields.items()),
    )
    form.load(post(metadata))
    assert form.edit().empty
    assert form.edit(strict=True).empty


def test_an_edit_of_everything_comes_back(form: MetadataForm) -> None:
    edit = MetadataEdit(
        title="new",
        date_text="2020-01-01",
        slug="s",
        status=Status.DRAFT,
        language="en",
        categories=(("X", "Y"),),
        tags=("t",),
        authors=(),
        fields=(("layout", "page"), ("images", ["z"]), ("added", "1"), ("comments", None)),
    )
    form.apply(edit)
    assert form.edit(strict=True) == edit
    form.load(post())
    assert form.edit().empty


def test_a_status_that_follows_from_dates_is_offered_only_where_it_is_the_case(form: MetadataForm) -> None:
    def offered() -> list[str]:
        return [form.status.itemData(number) for number in range(form.status.count())]

    form.load(post(replace(METADATA, status=Status.FUTURE)))
    assert form.edit().empty
    assert offered() == ["published", "draft", "unpublished", "future"]
    form.load(post(replace(METADATA, status=Status.EXPIRED)))
    assert (offered()[3:], form.status.currentData()) == (["expired"], "expired")
    form.apply(MetadataEdit(status=Status.DRAFT))
    assert (offered()[3:], form.status.currentData()) == (["expired"], "draft"), "there is a way back"
    form.load(post())
    assert offered() == ["published", "draft", "unpublished"]
    assert form.edit().empty


def test_going_back_to_the_old_value_is_no_edit(form: MetadataForm) -> None:
    QTest.keyClicks(form.title, "x")
    assert form.edit() == MetadataEdit(title="x标题")
    QTest.keyClick(form.title, Qt.Key.Key_Backspace)
    assert form.edit().empty


def test_the_date_is_read_as_it_is_typed(form: MetadataForm) -> None:
    form.date.input.selectAll()
    QTest.keyClicks(form.date.input, "2017-02-29")
    assert "Not a date" in form.date.input.accessibleDescription()
    with pytest.raises(UserError) as caught:
        form.edit(strict=True)
    assert caught.value.field == "date"
    assert form.edit().date_text == "2017-02-29", "a draft keeps what was typed"
    form.date.set_text("2022-01-11 19:09")
    assert form.date.input.accessibleDescription() == "2022-01-11 19:09 +08:00"
    form.date.set_text("")
    assert form.edit(strict=True).date_text == ""


def test_a_date_of_the_file_name_is_not_typed(form: MetadataForm) -> None:
    date = PostDate(0, 0, DatePrecision.DAY, DateOrigin.FILE_NAME, "1970-01-01")
    form.load(post(PostMetadata(date=date)))
    assert form.date.text() == ""
    assert "1970-01-01" in form.date.input.accessibleDescription()
    assert form.edit().empty


def tag_input(form: MetadataForm) -> QLineEdit:
    form.tags.input.setFocus()
    return form.tags.input


def test_tokens_are_made_by_separators_and_return(form: MetadataForm) -> None:
    told: list[int] = []
    form.edited.connect(lambda: told.append(1))
    line = tag_input(form)
    QTest.keyClicks(line, "alpha,")
    QTest.keyClicks(line, "beta gamma")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(line, "half")
    assert form.tags.values() == ("one", "with, comma", "alpha", "beta gamma", "half")
    assert told
    QTest.keyClicks(line, "")
    line.setText("中、文，")
    line.textEdited.emit(line.text())
    assert form.tags.values()[-2:] == ("中", "文")


def test_tokens_are_chosen_removed_and_edited_with_the_keyboard(form: MetadataForm) -> None:
    line = tag_input(form)
    QTest.keyClick(line, Qt.Key.Key_Left)
    QTest.keyClick(line, Qt.Key.Key_Left)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert form.tags.values() == ("with, comma",)
    QTest.keyClick(line, Qt.Key.Key_F2)
    assert line.text() == "with, comma"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert form.tags.values() == ("with, comma",), "an edited token is one token, whatever characters it has"
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert form.tags.values() == ("with, comma",), "the first Backspace only chooses"
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert form.tags.values() == ()


def test_a_name_with_a_comma_is_one_author(form: MetadataForm) -> None:
    form.authors.input.setFocus()
    QTest.keyClicks(form.authors.input, "Roe, Richard")
    QTest.keyClick(form.authors.input, Qt.Key.Key_Return)
    assert form.authors.values() == ("Doe, Jane", "Roe, Richard")


def test_the_same_tag_is_not_taken_twice(form: MetadataForm) -> None:
    QTest.keyClicks(tag_input(form), "one,one,")
    assert form.tags.values() == ("one", "with, comma")


def test_categories_are_paths() -> None:
    assert read_category("Sports / Baseball") == ("Sports", "Baseball")
    assert read_category("体育 › 棒球 ›") == ("体育", "棒球")
    assert write_category(("a", "b")) == "a › b"


def test_completion_offers_known_terms(form: MetadataForm) -> None:
    term = Term(1, TermKind.CATEGORY, "b", ("a", "b"))
    form.set_terms(TermKind.CATEGORY, [term])
    completer = form.categories.input.completer()
    assert completer is not None
    completer.setCompletionPrefix("B")
    assert completer.completionCount() == 1
    form.categories.input.setFocus()
    QTest.keyClicks(form.categories.input, "b")
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert form.categories.input.text() == ""
    assert form.categories.values()[-1] == ("a", "b")


def row(form: MetadataForm, key: str) -> FieldRow:
    return next(row for row in form.fields.rows if row.name() == key)


def test_further_fields_keep_their_types(form: MetadataForm) -> None:
    comments, images = row(form, "comments").value, row(form, "images").value
    assert isinstance(comments, TruthValue)
    QTest.keyClick(comments, Qt.Key.Key_Down)
    images.put('["a", 2, {"b": null}]')
    expected = (("comments", False), ("images", ["a", "2", {"b": None}]))
    assert form.edit(strict=True).fields == expected


def test_broken_json_is_marked_and_not_saved(form: MetadataForm) -> None:
    images = row(form, "images").value
    images.put("[broken")
    images.edited.emit()
    assert "JSON" in images.accessibleDescription()
    with pytest.raises(UserError) as caught:
        form.edit(strict=True)
    assert caught.value.field == "images"
    assert form.edit().fields == (("images", "[broken"),), "a draft keeps what was typed"
    assert form.show_error("images", "No")


@pytest.mark.parametrize("value", ["[" * 100_000, '{"a":', "nonsense", "[1,]"])
def test_no_text_breaks_the_reader_of_values(value: str) -> None:
    with pytest.raises(UserError):
        read_value(value, [])


@given(value=VALUES)
def test_values_come_back(value: FieldValue) -> None:
    if isinstance(value, list | dict):
        assert read_value(write_value(value), value) == value
        json.loads(write_value(value))
    elif value is not None:
        assert read_value(write_value(value), value) == value


def test_problems_stand_where_they_belong(form: MetadataForm) -> None:
    problems = (
        Problem(ProblemKind.REPAIRED_QUOTES, "a.md", 2, (("key", "title"), ("value", "v"))),
        Problem(ProblemKind.INVALID_DATE, "a.md", 3, (("value", "x"), ("instead", "undated"))),
        Problem(ProblemKind.DUPLICATE_KEY, "a.md", 4, (("key", "layout"),)),
        Problem(ProblemKind.NUL_BYTES, "a.md"),
    )
    form.load(post(METADATA, *problems))
    assert "unescaped" in form.title.accessibleDescription()
    assert "not a date" in form.date.accessibleDescription()
    assert "more than once" in row(form, "layout").value.accessibleDescription()
    form.load(post())
    assert form.title.accessibleDescription() == ""


def test_an_error_is_shown_and_cleared(form: MetadataForm) -> None:
    assert form.show_error("tag", "No such tag")
    assert form.tags.accessibleDescription() == "No such tag"
    form.clear_errors()
    assert form.tags.accessibleDescription() == ""
    assert not form.show_error("unknown", "x")
    assert form.show_error("tag", "No such tag")
    QTest.keyClicks(form.title, "x")
    assert form.tags.accessibleDescription() == "", "what was said of another state of the form is over"


def test_read_only_takes_no_key(form: MetadataForm) -> None:
    form.set_read_only(True)
    QTest.keyClicks(form.title, "x")
    QTest.keyClicks(form.tags.input, "x,")
    QTest.keyClick(form.tags.input, Qt.Key.Key_Backspace)
    QTest.keyClick(form.tags.input, Qt.Key.Key_Backspace)
    assert form.edit().empty
    assert form.tags.input.placeholderText() == "", "nothing is offered that cannot be done"


def test_the_form_is_narrow_enough_for_a_pane(form: MetadataForm) -> None:
    form.resize(280, 300)
    QApplication.processEvents()
    content = form.widget()
    assert content is not None
    assert content.width() <= 280
    assert all(edit.width() > 0 for edit in content.findChildren(TokenEdit))


def test_the_wheel_scrolls_the_form_and_changes_nothing(form: MetadataForm) -> None:
    place = form.status.rect().center().toPointF()
    wheel = QWheelEvent(
        place,
        form.status.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    form.status.setFocus()
    QApplication.sendEvent(form.status, wheel)
    assert form.edit().empty
