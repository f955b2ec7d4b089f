"""The form of a post's metadata. It tells only what differs from the post that was loaded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.icons import Icons
from fonds.gui.messages import describe_problem, status_text
from fonds.gui.theme import GRID, Role, Theme
from fonds.gui.widgets.calm_combo import CalmComboBox
from fonds.gui.widgets.date_edit import DateEdit
from fonds.gui.widgets.fields_edit import FieldsEdit, show_text
from fonds.gui.widgets.section import Section
from fonds.gui.widgets.token_edit import LIST_SEPARATORS, NAME_SEPARATORS, TokenEdit, TokenKind, Value
from fonds.model.errors import UserError
from fonds.model.post import SETTABLE, CategoryPath, Post, PostMetadata, Status
from fonds.model.problems import Problem, ProblemKind
from fonds.model.revision import MetadataEdit
from fonds.model.taxonomy import Term, TermKind

_PROBLEM_FIELDS = {
    ProblemKind.INVALID_DATE: "date",
    ProblemKind.NO_DATE: "date",
    ProblemKind.UNKNOWN_ZONE: "date",
    ProblemKind.NO_TITLE: "title",
}
_KEYS = {
    "category": "categories",
    "tag": "tags",
    "author": "authors",
    "lang": "language",
    "published": "status",
    "draft": "status",
}


def write_category(value: Value) -> str:
    """A category's path as people read it."""
    return value if isinstance(value, str) else " › ".join(value)


def read_category(text: str) -> Value:
    """A typed path: its parts are parted by › or /."""
    parts = (part.strip() for part in text.replace("/", "›").split("›"))
    return tuple(part for part in parts if part)


def _write_name(value: Value) -> str:
    return value if isinstance(value, str) else value[-1]


CATEGORIES = TokenKind(write_category, read_category, LIST_SEPARATORS)
TAGS = TokenKind(_write_name, str.strip, LIST_SEPARATORS)
AUTHORS = TokenKind(_write_name, str.strip, NAME_SEPARATORS)


class MetadataForm(QScrollArea):
    """Every known field, the further ones, and what is only to be read."""

    edited = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._loaded = PostMetadata()
        self._notes: dict[str, QLabel] = {}
        self._errors: set[str] = set()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Metadata"))
        remove = icons.icon("close")
        self.title = QLineEdit()
        self.date = DateEdit(theme, icons)
        self.status = CalmComboBox()
        self.categories = TokenEdit(CATEGORIES, theme, remove)
        self.tags = TokenEdit(TAGS, theme, remove)
        self.authors = TokenEdit(AUTHORS, theme, remove)
        self.slug = QLineEdit()
        self.language = QLineEdit()
        self.fields = FieldsEdit(theme, icons)
        self._widgets: dict[str, QWidget] = {
            "title": self.title,
            "date": self.date,
            "status": self.status,
            "categories": self.categories,
            "tags": self.tags,
            "authors": self.authors,
            "slug": self.slug,
            "language": self.language,
        }
        self._facts = {name: QLabel() for name in ("path", "accession", "digest")}
        self._prepare_fields()
        self._build()
        theme.changed.connect(self._colour_notes)

    def load(self, post: Post) -> None:
        """Show a post as it stands in the archive."""
        metadata = self._loaded = post.metadata
        show_text(self.title, metadata.title)
        self.date.set_date(metadata.date)
        self._show_status(metadata.status)
        self.categories.set_values(metadata.categories)
        self.tags.set_values(metadata.tags)
        self.authors.set_values(metadata.authors)
        show_text(self.slug, metadata.slug)
        show_text(self.language, metadata.language)
        self.fields.load(metadata.fields)
        self._show_facts(post)
        self._show_problems(post.problems)
        self._name_sections()

    def apply(self, edit: MetadataEdit) -> None:
        """Show an edit over the post that was loaded: a draft."""
        if edit.title is not None:
            self.title.setText(edit.title)
        if edit.date_text is not None:
            self.date.set_text(edit.date_text)
        if edit.status is not None:
            self._show_status(edit.status)
        for widget, values in (
            (self.categories, edit.categories),
            (self.tags, edit.tags),
            (self.authors, edit.authors),
        ):
            if values is not None:
                widget.set_values(values)
        if edit.slug is not None:
            self.slug.setText(edit.slug)
        if edit.language is not None:
            self.language.setText(edit.language)
        self.fields.apply(edit.fields)
        self._name_sections()

    def edit(self, *, strict: bool = False) -> MetadataEdit:
        """What differs from the post that was loaded.

        ``strict`` raises UserError, with the field's name, for what cannot be saved; without it, for a draft, what was
        typed is kept as text.
        """
        loaded = self._loaded
        if strict and not self.date.understood and self.date.text() != loaded.date.text:
            raise UserError("“{value}” is not a date.", field="date", value=self.date.text())
        title, slug, language = self.title.text(), self.slug.text().strip(), self.language.text().strip()
        status = Status(self.status.currentData())
        categories = tuple(_as_path(value) for value in self.categories.values())
        tags, authors = _as_names(self.tags), _as_names(self.authors)
        return MetadataEdit(
            title=None if title == loaded.title else title,
            date_text=self._edited_date(),
            slug=None if slug == loaded.slug.strip() else slug,
            status=None if status is loaded.status else status,
            language=None if language == loaded.language.strip() else language,
            categories=None if categories == loaded.categories else categories,
            tags=None if tags == loaded.tags else tags,
            authors=None if authors == loaded.authors else authors,
            fields=self.fields.changes(strict=strict),
        )

    def show_error(self, field: str, message: str) -> bool:
        """Show an error at a field, bring it into view and focus it; False when there is no such field."""
        name = _KEYS.get(field, field).removesuffix("_text")
        if name in self._widgets:
            if name in ("slug", "language"):
                self._more.set_opened(True)
            self._set_note(name, message, error=True)
            self._widgets[name].setFocus()
            self.ensureWidgetVisible(self._widgets[name])
            return True
        self._more.set_opened(True)
        return self.fields.show_error(field, message)

    def clear_errors(self) -> None:
        """Take the errors away; remarks of the import stay."""
        for name in tuple(self._errors):
            self._set_note(name, "")

    def set_terms(self, kind: TermKind, terms: Sequence[Term]) -> None:
        """What completion offers for a vocabulary."""
        fields = {TermKind.CATEGORY: self.categories, TermKind.TAG: self.tags, TermKind.AUTHOR: self.authors}
        texts = (write_category(term.path) if kind is TermKind.CATEGORY else term.name for term in terms)
        fields[kind].set_suggestions(list(texts))

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        for line in (self.title, self.slug, self.language):
            line.setReadOnly(read_only)
        for tokens in (self.categories, self.tags, self.authors):
            tokens.set_read_only(read_only)
        self.date.set_read_only(read_only)
        self.status.setEnabled(not read_only)
        self.fields.set_read_only(read_only)

    def sizeHint(self) -> QSize:
        content = self.widget()
        hint = content.sizeHint() if content is not None else super().sizeHint()
        return QSize(max(hint.width(), 280), hint.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().height() * 4)

    def _show_status(self, status: Status) -> None:
        """Show a status; one that follows from dates is offered only where it is the case."""
        if self.status.findData(status.value) < 0:
            self.status.addItem(status_text(status), status.value)
        self.status.setCurrentIndex(self.status.findData(status.value))
        for number in reversed(range(len(SETTABLE), self.status.count())):
            if self.status.itemData(number) not in (status.value, self._loaded.status.value):
                self.status.removeItem(number)

    # Building

    def _prepare_fields(self) -> None:
        for status in SETTABLE:
            self.status.addItem(status_text(status), status.value)
        names = {
            self.title: self.tr("Title"),
            self.status: self.tr("Status"),
            self.slug: self.tr("Slug"),
            self.language: self.tr("Language"),
        }
        for widget, name in names.items():
            widget.setAccessibleName(name)
        self.categories.set_names(self.tr("Categories"), self.tr("Add a category"))
        self.tags.set_names(self.tr("Tags"), self.tr("Add a tag"))
        self.authors.set_names(self.tr("Authors"), self.tr("Add an author"))
        self.language.setPlaceholderText(self.tr("zh, en, …"))
        for line in (self.title, self.slug, self.language):
            line.textEdited.connect(lambda _text: self.edited.emit())
        self.status.activated.connect(lambda _index: self.edited.emit())
        for changing in (self.date, self.categories, self.tags, self.authors, self.fields):
            changing.edited.connect(self.edited)
        self.edited.connect(self.clear_errors)
        for label in self._facts.values():
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _build(self) -> None:
        self._remarks = QLabel()
        self._remarks.setWordWrap(True)
        self._remarks.setTextFormat(Qt.TextFormat.PlainText)
        self._remarks.setAccessibleName(self.tr("Remarks of the import"))
        known = _form()
        self._add_row(known, self.tr("Title"), "title")
        self._add_row(known, self.tr("Date"), "date")
        self._add_row(known, self.tr("Status"), "status")
        self._add_row(known, self.tr("Categories"), "categories")
        self._add_row(known, self.tr("Tags"), "tags")
        self._add_row(known, self.tr("Authors"), "authors")
        more = _form()
        self._add_row(more, self.tr("Slug"), "slug")
        self._add_row(more, self.tr("Language"), "language")
        more_box = _box(more, self.fields)
        facts = _form()
        facts.addRow(self._quiet(self.tr("File")), self._facts["path"])
        facts.addRow(self._quiet(self.tr("Import")), self._facts["accession"])
        facts.addRow(self._quiet(self.tr("Digest")), self._facts["digest"])
        self._more = Section(self.tr("More fields"), more_box, self._icons)
        self._provenance = Section(self.tr("Provenance"), _box(facts), self._icons)
        content = QWidget()
        content.setObjectName("metadataForm")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._remarks)
        layout.addLayout(known)
        layout.addWidget(self._more)
        layout.addWidget(self._provenance)
        layout.addStretch(1)
        self.setWidget(content)

    def _add_row(self, form: QFormLayout, text: str, name: str) -> None:
        widget = self._widgets[name]
        note = self._notes[name] = QLabel()
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        note.hide()
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(widget)
        layout.addWidget(note)
        label = self._quiet(text)
        label.setBuddy(widget)
        form.addRow(label, column)

    def _quiet(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, GRID // 2 + 2, 0, 0)
        return label

    # Showing

    def _show_facts(self, post: Post) -> None:
        self._facts["path"].setText(post.source_path or self.tr("Made here"))
        number = str(post.accession_id) if post.accession_id is not None else ""
        self._facts["accession"].setText(
            self.tr("No. {number}").replace("{number}", number) if number else "—"
        )
        digest = post.digest.hex()
        state = self.tr("edited since the import") if post.edited else self.tr("as imported")
        self._facts["digest"].setText(f"{digest[:12]}… · {state}")
        self._facts["digest"].setToolTip(digest)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        for name in self._notes:
            self._set_note(name, "")
        general = []
        for problem in problems:
            sentence = describe_problem(problem)
            key = dict(problem.details).get("key", "")
            name = _PROBLEM_FIELDS.get(problem.kind, _KEYS.get(key, key))
            if name in self._notes:
                self._set_note(name, sentence)
            elif self.fields.show_note(key, sentence):
                self._more.set_opened(True)
            else:
                general.append(sentence)
        self._remarks.setText("\n".join(general))
        self._remarks.setVisible(bool(general))
        self._colour_notes()

    def _set_note(self, name: str, message: str, *, error: bool = False) -> None:
        note = self._notes[name]
        note.setText(message)
        said = error and name == "date" and not self.date.understood  # such a date says so itself
        note.setVisible(bool(message) and not said)
        self._widgets[name].setAccessibleDescription(message)
        (self._errors.add if error and message else self._errors.discard)(name)
        note.setStyleSheet(f"color: {self._theme.hex(Role.ERROR if error else Role.WARNING)};")

    def _colour_notes(self) -> None:
        for name, note in self._notes.items():
            role = Role.ERROR if name in self._errors else Role.WARNING
            note.setStyleSheet(f"color: {self._theme.hex(role)};")
        self._remarks.setStyleSheet(f"color: {self._theme.hex(Role.WARNING)};")

    def _name_sections(self) -> None:
        count = len(self._loaded.fields)
        title = self.tr("More fields")
        self._more.set_title(f"{title} ({count})" if count else title)

    def _edited_date(self) -> str | None:
        text = self.date.text()
        return None if text == self.date.loaded_text else text.strip()


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(GRID)
    form.setVerticalSpacing(GRID // 2 + 2)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return form


def _box(form: QFormLayout, *below: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GRID // 2 + 2)
    layout.addLayout(form)
    for widget in below:
        layout.addWidget(widget)
    return box


def _as_path(value: Value) -> CategoryPath:
    return (value,) if isinstance(value, str) else value


def _as_names(tokens: TokenEdit) -> tuple[str, ...]:
    return tuple(value for value in tokens.values() if isinstance(value, str))
