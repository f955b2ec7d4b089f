"""The form of a post's metadata. It tells only what differs from the post that was loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.icons import Icons
from fonds.gui.messages import describe_problem, status_text
from fonds.gui.theme import GRID, Role, Theme
from fonds.gui.widgets.calm_combo import CalmComboBox
from fonds.gui.widgets.category_popup import CategoryPopup
from fonds.gui.widgets.date_edit import DateEdit
from fonds.gui.widgets.field_notes import FieldNotes, form_box, form_layout, quiet_label
from fonds.gui.widgets.fields_edit import FieldsEdit, show_text
from fonds.gui.widgets.language_edit import LanguageEdit, is_language_tag
from fonds.gui.widgets.own_field import OwnField
from fonds.gui.widgets.provenance_box import ProvenanceBox
from fonds.gui.widgets.section import Section
from fonds.gui.widgets.term_kinds import AUTHORS, CATEGORIES, TAGS, write_category
from fonds.gui.widgets.title_choice import TitleChoice
from fonds.gui.widgets.token_edit import TokenEdit, Value
from fonds.model.errors import UserError
from fonds.model.post import SETTABLE, CategoryPath, Post, PostMetadata, Status
from fonds.model.problems import Problem, ProblemKind
from fonds.model.revision import HeaderForm, MetadataEdit
from fonds.model.taxonomy import Term, TermKind
from fonds.services.header_view import NO_VIEW, RIGHTS, SOURCES, HeaderView

_PROBLEM_FIELDS = {
    ProblemKind.INVALID_DATE: "date",
    ProblemKind.NO_DATE: "date",
    ProblemKind.UNKNOWN_ZONE: "date",
    ProblemKind.NO_TITLE: "title",
}
_FURTHER = ("slug", "language", "source", "rights")
"""Fields that stand in the section that is closed at first."""
_KEYS = {
    "category": "categories",
    "tag": "tags",
    "author": "authors",
    "lang": "language",
    "published": "status",
    "draft": "status",
}


class MetadataForm(QScrollArea):
    """Every known field, the further ones, and what is only to be read."""

    edited = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._loaded = PostMetadata()
        self._notes = FieldNotes(theme)
        self._terms: Sequence[Term] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Metadata"))
        remove = icons.icon("close")
        self.title = QLineEdit()
        self.title_choice = TitleChoice()
        self.date = DateEdit(theme, icons)
        self.status = CalmComboBox()
        self.categories = TokenEdit(CATEGORIES, theme, remove)
        self.category_button = QToolButton()
        self.tags = TokenEdit(TAGS, theme, remove)
        self.authors = TokenEdit(AUTHORS, theme, remove)
        self.slug = QLineEdit()
        self.language = LanguageEdit()
        self.source = OwnField(SOURCES, self.tr("Source URL"))
        self.rights = OwnField(RIGHTS, self.tr("Rights"))
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
            "source": self.source,
            "rights": self.rights,
        }
        self._facts = ProvenanceBox()
        self._own_keys: dict[str, str] = {}
        self._prepare_fields()
        self._build()
        theme.changed.connect(self._colour_notes)

    def load(self, post: Post, view: HeaderView = NO_VIEW) -> None:
        """Show a post as it stands in the archive."""
        metadata = self._loaded = post.metadata
        show_text(self.title, metadata.title)
        self.date.set_date(metadata.date)
        self._show_status(metadata.status)
        self.categories.set_values(metadata.categories)
        self.tags.set_values(metadata.tags)
        self.authors.set_values(metadata.authors)
        show_text(self.slug, metadata.slug)
        self.language.setText(metadata.language)
        self.title_choice.show_title(view.written_title, metadata.title)
        own = (("source", self.source), ("rights", self.rights))
        self._own_keys = {field.load(metadata.fields, post.generator): name for name, field in own}
        typed_in = self.fields.focused_key
        further = [(key, value) for key, value in metadata.fields if key not in self._own_keys]
        self.fields.load(further, view.types)
        if typed_in in self._own_keys and typed_in:  # it was added as any other, and has a row of its own now
            self._widgets[self._own_keys[typed_in]].setFocus()
        self._facts.show_post(post)
        self._show_problems(post.problems)
        self._hint_language()
        self._name_sections()

    def apply(self, edit: MetadataEdit, form: HeaderForm | None = None) -> None:
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
        self.fields.apply(self.rights.apply(self.source.apply(edit.fields)), form)
        self.title_choice.choose(mended=form is not None and form.mended)
        self._hint_language()
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
            fields=self.rights.added_to(self.source.added_to(self.fields.changes(strict=strict))),
        )

    def header_form(self) -> HeaderForm:
        """How the front matter is to be written otherwise: names of keys, types of values, a repaired title."""
        form = self.fields.header_form()
        return replace(form, mended=True) if self.title_choice.mended else form

    def show_error(self, field: str, message: str) -> bool:
        """Show an error at a field, bring it into view and focus it; False when there is no such field."""
        name = self._own_keys.get(field) or _KEYS.get(field, field).removesuffix("_text")
        if name in self._widgets:
            if name in _FURTHER:
                self._more.set_opened(True)
            self._put_note(name, message, error=True)
            self._widgets[name].setFocus()
            self.ensureWidgetVisible(self._widgets[name])
            return True
        self._more.set_opened(True)
        return self.fields.show_error(field, message)

    def clear_errors(self) -> None:
        """Take the errors away; remarks of the import stay."""
        self._notes.clear_errors()

    def set_terms(self, kind: TermKind, terms: Sequence[Term]) -> None:
        """What completion offers for a vocabulary."""
        fields = {TermKind.CATEGORY: self.categories, TermKind.TAG: self.tags, TermKind.AUTHOR: self.authors}
        texts = (write_category(term.path) if kind is TermKind.CATEGORY else term.name for term in terms)
        fields[kind].set_suggestions(list(texts))
        if kind is TermKind.CATEGORY:
            self._terms = terms

    def set_languages(self, languages: Sequence[str]) -> None:
        """The languages that the archive has in use."""
        self.language.set_languages(languages)

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        for line in (self.title, self.slug):
            line.setReadOnly(read_only)
        for field in (self.categories, self.tags, self.authors, self.language, self.source, self.rights):
            field.set_read_only(read_only)
        self.title_choice.set_read_only(read_only)
        self.category_button.setEnabled(not read_only)
        self.date.set_read_only(read_only)
        self.status.setEnabled(not read_only)
        self.fields.set_read_only(read_only)

    def add_row(self, text: str, widget: QWidget) -> None:
        """A row below those that are always in sight, for what is not in the post's file."""
        label = quiet_label(text)
        label.setBuddy(widget)
        self._known.addRow(label, widget)

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
        self.category_button.setIcon(self._icons.icon("category"))
        self.category_button.setAccessibleName(self.tr("Choose categories"))
        self.category_button.setToolTip(self.category_button.accessibleName())
        self.category_button.clicked.connect(self.choose_categories)
        for line in (self.title, self.slug):
            line.textEdited.connect(lambda _text: self.edited.emit())
        self.status.activated.connect(lambda _index: self.edited.emit())
        changing = (self.date, self.categories, self.tags, self.authors, self.fields, self.title_choice)
        for control in (*changing, self.language, self.source, self.rights):
            control.edited.connect(self.edited)
        self.language.edited.connect(self._hint_language)
        self.edited.connect(self.clear_errors)

    def _build(self) -> None:
        self._remarks = QLabel()
        self._remarks.setWordWrap(True)
        self._remarks.setTextFormat(Qt.TextFormat.PlainText)
        self._remarks.setAccessibleName(self.tr("Remarks of the import"))
        known = self._known = form_layout()
        more = form_layout()
        labels = {
            "title": self.tr("Title"),
            "date": self.tr("Date"),
            "status": self.tr("Status"),
            "categories": self.tr("Categories"),
            "tags": self.tr("Tags"),
            "authors": self.tr("Authors"),
            "slug": self.tr("Slug"),
            "language": self.tr("Language"),
            "source": self.tr("Source URL"),
            "rights": self.tr("Rights"),
        }
        for name, text in labels.items():
            row = self._beside(self.categories, self.category_button) if name == "categories" else None
            widget = row or self._widgets[name]
            below = self.title_choice if name == "title" else None
            self._notes.add_row(more if name in _FURTHER else known, text, name, widget, below)
        self._more = Section(self.tr("More fields"), form_box(more, self.fields), self._icons)
        self._provenance = Section(self.tr("Provenance"), self._facts, self._icons)
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

    @staticmethod
    def _beside(widget: QWidget, button: QToolButton) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(widget, 1)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.setFocusProxy(widget)
        return row

    def choose_categories(self) -> None:
        """Let categories be chosen from the tree of the archive."""
        popup = CategoryPopup(
            self._terms, lambda: [_as_path(value) for value in self.categories.values()], self
        )
        popup.turned.connect(self._turn_category)
        popup.pop_up(self.categories)

    def _turn_category(self, path: CategoryPath) -> None:
        values = self.categories.values()
        left = [value for value in values if _as_path(value) != path]
        self.categories.set_values(left if len(left) < len(values) else [*values, path])
        self.edited.emit()

    def _hint_language(self) -> None:
        text = self.language.text().strip()
        usual = not text or is_language_tag(text)
        told = self.tr("Not the usual form of a language, such as zh, zh-Hans or en-GB. It can be kept.")
        self._notes.put_hint("language", "" if usual else told)

    # Showing

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self._notes.clear()
        general, said_at = [], dict[str, str]()
        for problem in problems:
            sentence = describe_problem(problem)
            key = dict(problem.details).get("key", "")
            name = _PROBLEM_FIELDS.get(problem.kind) or self._own_keys.get(key) or _KEYS.get(key, key)
            if name in self._notes:
                said = said_at.get(name)
                said_at[name] = sentence if said is None else f"{said}\n{sentence}"
                self._put_note(name, said_at[name])
                if name in _FURTHER:
                    self._more.set_opened(True)
            elif self.fields.show_note(key, sentence):
                self._more.set_opened(True)
            else:
                general.append(sentence)
        self._remarks.setText("\n".join(general))
        self._remarks.setVisible(bool(general))
        self._colour_notes()

    def _put_note(self, name: str, message: str, *, error: bool = False) -> None:
        silent = error and name == "date" and not self.date.understood  # such a date says so itself
        self._notes.put(name, message, error=error, silent=silent)

    def _colour_notes(self) -> None:
        self._remarks.setStyleSheet(f"color: {self._theme.hex(Role.WARNING)};")

    def _name_sections(self) -> None:
        count = len(self._loaded.fields)
        title = self.tr("More fields")
        self._more.set_title(f"{title} ({count})" if count else title)

    def _edited_date(self) -> str | None:
        text = self.date.text()
        return None if text == self.date.loaded_text else text.strip()


def _as_path(value: Value) -> CategoryPath:
    return (value,) if isinstance(value, str) else value


def _as_names(tokens: TokenEdit) -> tuple[str, ...]:
    return tuple(value for value in tokens.values() if isinstance(value, str))
