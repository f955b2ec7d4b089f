"""A collection described as a whole, by the areas of ISAD(G), and the archivist's own note on it.

Rule: what the posts say themselves is offered, never filled in by itself; what is left empty is not kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.gui import messages
from fonds.gui.description_names import area_name, element_hint, element_name
from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.model.collection import (
    ELEMENTS,
    CollectionDescription,
    CollectionRecord,
    DescriptionArea,
    DescriptionElement,
    DescriptionOffer,
    ElementForm,
    description_of,
)

_LINES = {ElementForm.LIST: 3, ElementForm.TEXT: 6}


class CollectionDescriptionDialog(QDialog):
    """One page an area. ``save_asked`` has the description and the note; then the dialog is closed, or told what is
    wrong (``tell_wrong``)."""

    save_asked = Signal(object, str)

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        record: CollectionRecord,
        parent: QWidget | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self._record, self._read_only = record, read_only
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(
            self.tr("Description of “{name}”").replace("{name}", " / ".join(record.collection.path))
        )
        self.setMinimumSize(560, 420)
        self.resize(800, 640)
        self.notice = NoticeBar(theme, icons)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self.offers: dict[str, QPushButton] = {}
        self.areas = QListWidget()
        self.areas.setAccessibleName(self.tr("Areas of the description"))
        self.areas.setSpacing(2)
        self.areas.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tabs = QStackedWidget()
        self.areas.currentRowChanged.connect(self.tabs.setCurrentIndex)
        for area in DescriptionArea:
            elements = [element for element in ELEMENTS if element.area is area]
            noted = area is DescriptionArea.NOTES
            self.tabs.addWidget(self._notes_page(elements) if noted else self._page(elements))
            self.areas.addItem(area_name(area))
        self.areas.setCurrentRow(0)
        self.areas.setFixedWidth(self.areas.sizeHintForColumn(0) + 4 * GRID)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addWidget(self.areas)
        middle.addWidget(self.tabs, 1)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Close
            if read_only
            else QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)
        whole = QWidget()
        middle.setContentsMargins(0, 0, 0, 0)
        whole.setLayout(middle)
        frame_dialog(self, self.notice, whole, self.buttons, growing=whole)
        self._show_values(record)
        self.fields["reference_code"].setFocus()

    # The pages

    def _page(self, elements: list[DescriptionElement]) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, GRID, 0)
        form.setHorizontalSpacing(GRID)
        form.setVerticalSpacing(GRID // 2)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for element in elements:
            label = QLabel(element_name(element.name))
            label.setWordWrap(True)
            field = self._field(element)
            label.setBuddy(field)
            hint = QLabel(element_hint(element))
            hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            font = hint.font()
            font.setPointSizeF(font.pointSizeF() * 0.85)
            hint.setFont(font)
            offer = QPushButton()
            offer.setAutoDefault(False)
            offer.setFlat(True)
            offer.hide()
            offer.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self.offers[element.name] = offer
            box = QVBoxLayout()
            box.setSpacing(2)
            box.addWidget(field)
            box.addWidget(hint)
            box.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)
            form.addRow(label, box)
            box.setContentsMargins(0, 0, 0, GRID)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(page)
        return scroll

    def _field(self, element: DescriptionElement) -> QLineEdit | QPlainTextEdit:
        field: QLineEdit | QPlainTextEdit
        if element.form is ElementForm.LINE:
            field = QLineEdit()
            if element.name == "title":
                field.setPlaceholderText(self._record.collection.name)
        else:
            field = QPlainTextEdit()
            field.setTabChangesFocus(True)
            lines = _LINES[element.form]
            field.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * GRID)
            if element.form is ElementForm.LIST:
                field.setPlaceholderText(self.tr("One in each line"))
        field.setReadOnly(self._read_only)
        field.setAccessibleName(element_name(element.name))
        field.setAccessibleDescription(element_hint(element))
        field.setToolTip(element_hint(element))
        self.fields[element.name] = field
        return field

    def _notes_page(self, elements: list[DescriptionElement]) -> QWidget:
        """The note of the description, and the archivist's own, which is shown above the list."""
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setReadOnly(self._read_only)
        self.note.setAccessibleName(self.tr("Note on the collection"))
        label = QLabel(self.tr("Note on the collection (Markdown); shown above its posts"))
        label.setWordWrap(True)
        label.setBuddy(self.note)
        own = QVBoxLayout()
        own.setContentsMargins(0, 0, GRID, GRID)
        own.addWidget(label)
        own.addWidget(self.note, 1)
        layout.addLayout(own, 1)
        layout.addWidget(self._page(elements), 1)
        return page

    def _show_values(self, record: CollectionRecord) -> None:
        for name, value in record.description.values().items():
            field = self.fields[name]
            text = "\n".join(value) if isinstance(value, list) else value
            if isinstance(field, QLineEdit):
                field.setText(text)
            else:
                field.setPlainText(text)
        self.note.setPlainText(record.note)

    # What the posts say

    def offer(self, offer: DescriptionOffer) -> None:
        """Offer what the posts of the collection say themselves."""
        if self._read_only:
            return
        days = [day for day in dict.fromkeys((offer.first_date, offer.last_date)) if day]
        extent = messages.posts_text(offer.posts)
        if offer.posts:
            words = self.tr("{number} words").replace("{number}", messages.number_text(offer.words))
            extent = ", ".join((extent, words, messages.file_size_text(offer.bytes)))
        for name, text in (
            ("creation_dates", " – ".join(days)),
            ("coverage_dates", " – ".join(day[:4] for day in days)),
            ("extent", extent if offer.posts else ""),
            ("creators", "\n".join(offer.authors)),
            ("languages", "\n".join(offer.languages)),
            ("subjects", "\n".join(offer.tags)),
            ("source", "\n".join(offer.sources)),
            ("rules", "ISAD(G)"),
            ("description_date", date.today().isoformat()),
        ):
            if text:
                self._offer(name, text)

    def _offer(self, name: str, text: str) -> None:
        button = self.offers[name]
        shown = ", ".join(text.splitlines())
        shown = shown if len(shown) <= 32 else shown[:31] + "…"
        sentence = self.tr("Use “{text}”").replace("{text}", shown)
        button.setText(sentence.replace("&", "&&"))
        button.setToolTip(text)
        button.setAccessibleName(f"{element_name(name)}: {sentence}")
        button.clicked.connect(lambda _checked=False: self._take(name, text))
        button.show()

    def _take(self, name: str, text: str) -> None:
        field = self.fields[name]
        if isinstance(field, QLineEdit):
            field.setText(text)
        else:
            field.setPlainText(text)
        field.setFocus()

    # Saving

    @property
    def description(self) -> CollectionDescription:
        """What is written now."""
        values: dict[str, object] = {}
        for element in ELEMENTS:
            field = self.fields[element.name]
            text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            values[element.name] = text.splitlines() if element.form is ElementForm.LIST else text
        return description_of(values)

    def tell_wrong(self, sentence: str) -> None:
        """Say why it could not be kept; what was written stays."""
        self.notice.tell(NoticeKind.ERROR, sentence)
        self.buttons.setEnabled(True)

    def reject(self) -> None:
        """Ask before what was written is thrown away."""
        changed = (self.description, self.note.toPlainText().strip()) != (
            self._record.description,
            self._record.note,
        )
        if changed and not self._read_only and self.buttons.isEnabled():
            choices: tuple[tuple[str, Callable[[], None]], ...] = (
                (self.tr("Save"), self._on_save),
                (self.tr("Discard"), super().reject),
            )
            self.notice.tell(NoticeKind.WARNING, self.tr("What you wrote is not saved yet."), choices)
            return
        super().reject()

    def _on_save(self) -> None:
        self.buttons.setEnabled(False)
        self.save_asked.emit(self.description, self.note.toPlainText())
