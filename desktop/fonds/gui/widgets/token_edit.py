"""A field that holds several values as tokens: tags, categories, authors. Untouched values stay as they are.

Keys: a separator or Enter makes a token of what is typed; in the empty input, Left and Right choose a token, Delete or
Backspace takes it out, Enter or F2 edits it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.flow_layout import FlowLayout

LIST_SEPARATORS = ",，、;；"
NAME_SEPARATORS = ";；"

Value = str | tuple[str, ...]
"""A tag or an author is its name, a category its path."""


@dataclass(frozen=True, slots=True)
class TokenKind:
    """How values are written and read, and which characters end one while typing."""

    write: Callable[[Value], str]
    read: Callable[[str], Value]
    separators: str


class TokenEdit(QWidget):
    """The tokens, and an input at their end."""

    edited = Signal()

    def __init__(
        self, kind: TokenKind, theme: Theme, remove_icon: QIcon, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._theme = theme
        self._icon = remove_icon
        self._values: list[Value] = []
        self._tokens: list[_Token] = []
        self._chosen = -1
        self._read_only = False
        self._hint = ""
        self._input = _Input(self)
        self._input.setFrame(False)
        self._input.setStyleSheet("QLineEdit { border: none; background: transparent; padding: 2px; }")
        self._input.installEventFilter(self)
        self._input.textEdited.connect(self._on_text_edited)
        self._input.editingFinished.connect(self._take_typed)
        self._input.focus_changed.connect(self.update)
        self._suggestions = QStringListModel(self)
        completer = QCompleter(self._suggestions, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._on_suggestion_chosen, Qt.ConnectionType.QueuedConnection)
        self._input.setCompleter(completer)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(4, 3, 4, 3)
        self._flow.addWidget(self._input)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._input)
        theme.changed.connect(self.update)

    def values(self) -> tuple[Value, ...]:
        """The values, with what is typed but not yet a token."""
        typed = self._input.text().strip()
        return (*self._values, *((self._kind.read(typed),) if typed else ()))

    def set_values(self, values: Sequence[Value]) -> None:
        """Show these values."""
        self._input.clear()
        self._show_values(list(values))

    def set_suggestions(self, texts: Sequence[str]) -> None:
        """What completion offers."""
        self._suggestions.setStringList(list(texts))

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self._read_only = read_only
        self._input.setReadOnly(read_only)
        self._input.setPlaceholderText("" if read_only else self._hint)
        self._show_values(self._values)

    def set_names(self, name: str, hint: str) -> None:
        """What a screen reader says, and what the empty field shows."""
        self._hint = hint
        self._input.setAccessibleName(name)
        self._input.setPlaceholderText("" if self._read_only else hint)

    @property
    def input(self) -> QLineEdit:
        """Where one types."""
        return self._input

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._input and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return not self._read_only and self._take_key(event)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._input.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._input.hasFocus()
        width = 2 if focused else 1
        painter.setPen(QPen(self._theme.color(Role.ACCENT if focused else Role.BORDER_STRONG), width))
        painter.setBrush(self._theme.color(Role.WINDOW if self._read_only else Role.SURFACE))
        inset = width / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.end()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        typed = self._input.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            popup = self._input.completer().popup()
            if popup is not None and popup.isVisible() and popup.currentIndex().isValid():
                return False
            if typed.strip():
                self._take_typed()
            elif self._chosen >= 0:
                self._edit_token(self._chosen)
            return True
        if typed or not self._values:
            return False
        if key == Qt.Key.Key_Left:
            self._choose(len(self._values) - 1 if self._chosen < 0 else max(self._chosen - 1, 0))
        elif key == Qt.Key.Key_Right:
            self._choose(self._chosen + 1 if 0 <= self._chosen < len(self._values) - 1 else -1)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            if self._chosen < 0:
                self._choose(len(self._values) - 1 if key == Qt.Key.Key_Backspace else -1)
            else:
                self._remove(self._chosen)
        elif key == Qt.Key.Key_F2 and self._chosen >= 0:
            self._edit_token(self._chosen)
        else:
            self._choose(-1)
            return False
        return True

    def _on_text_edited(self, text: str) -> None:
        self._choose(-1)
        if any(mark in text for mark in self._kind.separators):
            *whole, rest = _split(text, self._kind.separators)
            self._add([part for part in whole if part])
            self._input.setText(rest.lstrip())
        self.edited.emit()

    def _on_suggestion_chosen(self, text: str) -> None:
        self._input.clear()
        self._add([text])

    def _take_typed(self) -> None:
        text = self._input.text().strip()
        if text and not self._read_only:
            self._input.clear()
            self._add([text])

    def _add(self, texts: list[str]) -> None:
        new = [value for value in map(self._kind.read, texts) if value not in self._values]
        if new:
            self._show_values([*self._values, *dict.fromkeys(new)])
            self.edited.emit()

    def _remove(self, index: int) -> None:
        values = [value for number, value in enumerate(self._values) if number != index]
        was_chosen = self._chosen >= 0
        self._show_values(values)
        self._choose(min(index, len(values) - 1) if was_chosen else -1)
        self._input.setFocus()
        self.edited.emit()

    def _edit_token(self, index: int) -> None:
        """Put a token back into the input; it becomes one again when the input is left."""
        if self._read_only:
            return
        text = self._kind.write(self._values[index])
        self._remove(index)
        self._choose(-1)
        self._input.setText(text)
        self._input.setFocus()

    def _choose(self, index: int) -> None:
        self._chosen = index
        for number, token in enumerate(self._tokens):
            token.set_chosen(number == index)

    def _show_values(self, values: list[Value]) -> None:
        for token in self._tokens:
            self._flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        self._values = values
        self._chosen = -1
        self._tokens = [self._make_token(index, value) for index, value in enumerate(values)]
        self._input.setAccessibleDescription(", ".join(self._kind.write(value) for value in values))
        self.updateGeometry()

    def _make_token(self, index: int, value: Value) -> _Token:
        token = _Token(self._kind.write(value), self._theme, None if self._read_only else self._icon, self)
        token.removed.connect(lambda: self._remove(index))
        token.edit_asked.connect(lambda: self._edit_token(index))
        self._flow.insert_widget(index, token)
        token.show()
        return token


class _Input(QLineEdit):
    """A line that tells when it gains or loses the focus."""

    focus_changed = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class _Token(QWidget):
    """One value and the button that takes it out."""

    removed = Signal()
    edit_asked = Signal()

    def __init__(self, text: str, theme: Theme, icon: QIcon | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 1, 2 if icon else 8, 1)
        layout.setSpacing(2)
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setToolTip(text)
        label.setMaximumWidth(label.fontMetrics().horizontalAdvance("x") * 40)
        layout.addWidget(label)
        if icon is not None:
            button = QToolButton(self)
            button.setIcon(icon)
            button.setIconSize(QSize(10, 10))
            button.setStyleSheet("QToolButton { padding: 2px; }")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(self.tr("Remove {name}").replace("{name}", text))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(self.removed)
            layout.addWidget(button)

    def set_chosen(self, chosen: bool) -> None:
        """Show that the keys act on this token."""
        self._chosen = chosen
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(Role.ACCENT if self._chosen else Role.BORDER), 1))
        painter.setBrush(self._theme.color(Role.SELECTION if self._chosen else Role.HOVER))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


def _split(text: str, separators: str) -> list[str]:
    for mark in separators[1:]:
        text = text.replace(mark, separators[0])
    parts = text.split(separators[0])
    return [*(part.strip() for part in parts[:-1]), parts[-1]]
