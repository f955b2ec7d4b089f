"""Two texts as their differences: removed and added lines one below the other, the changed characters marked.

Colours come from the theme, and signs stand beside them. With ``operations`` large texts are compared in the background.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from fonds.gui.messages import plural
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Role, Theme
from fonds.text.differences import Differences, Row, RowKind, find_differences

AT_ONCE = 200_000
"""Characters of both texts that are compared without leaving the main thread."""
SHOWN = 2_000
"""Characters of one line that are shown."""

_COLORS = {RowKind.REMOVED: Role.ERROR, RowKind.ADDED: Role.SUCCESS}
_SIGNS = {RowKind.REMOVED: "\N{MINUS SIGN}", RowKind.ADDED: "+"}
_ENDS = {"\r\n": " CRLF", "\n": " LF", "\r": " CR"}
TAKE_BACK = "\N{LEFTWARDS ARROW WITH HOOK}"
_LINE, _INNER = 0.13, 0.34
"""How much of a sign's colour a changed line and its changed characters have."""


class DifferenceView(QWidget):
    """Shows what differs between two texts. F7 and Shift+F7 go to the next and the previous difference."""

    compared = Signal()
    """The differences of the texts given last are on the screen."""
    take_back_asked = Signal(int)
    """The difference of this number, from 0, is to be taken back; its sign was clicked."""

    def __init__(
        self, theme: Theme, operations: Operations | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._operations = operations
        self._channel = f"differences-{id(self)}"
        self._differences = Differences()
        self._place = -1
        self.rows = _RowsView(theme)
        self.rows.setAccessibleName(self.tr("Differences"))
        self.rows.gutter.clicked.connect(self._on_gutter_clicked)
        self._before, self._after = QLabel(), QLabel()
        self._state = QLabel()
        self._state.setAccessibleName(self.tr("Which difference is shown"))
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.hide()
        self.previous = self._button("\N{UPWARDS ARROW}", self.tr("Previous difference"), "Shift+F7", -1)
        self.next = self._button("\N{DOWNWARDS ARROW}", self.tr("Next difference"), "F7", 1)
        bar = QHBoxLayout()
        bar.setSpacing(GRID * 2)
        for label in (self._before, self._after):
            label.setTextFormat(Qt.TextFormat.PlainText)
            bar.addWidget(label)
        bar.addStretch(1)
        bar.addWidget(self._state)
        bar.addWidget(self.previous)
        bar.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(bar)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.remark)
        self.setFocusProxy(self.rows)
        theme.changed.connect(self._recolor)
        self._recolor()

    @property
    def differences(self) -> Differences:
        """What is shown."""
        return self._differences

    @property
    def place(self) -> int:
        """The number of the difference that is shown, from 0; -1 when there is none."""
        return self._place

    def offer_taking_back(self, offered: bool) -> None:
        """Show a sign beside each difference by which it can be taken back."""
        self.rows.offered = self._differences.places if offered else ()
        self.rows.gutter.setToolTip(self.tr("Take this change back") if offered else "")
        self.rows.gutter.setCursor(
            Qt.CursorShape.PointingHandCursor if offered else Qt.CursorShape.ArrowCursor
        )
        self.rows.gutter.update()

    def show_differences(self, differences: Differences, before_title: str, after_title: str) -> None:
        """Show what was found to differ already."""
        self._before.setText(f"{_SIGNS[RowKind.REMOVED]} {before_title}")
        self._after.setText(f"{_SIGNS[RowKind.ADDED]} {after_title}")
        self._show(differences)

    def _on_gutter_clicked(self, row: int) -> None:
        if row in self.rows.offered:
            self.take_back_asked.emit(self._differences.places.index(row))

    def show_texts(self, before: str, after: str, before_title: str, after_title: str) -> None:
        """Show what differs. The titles say what each text is."""
        self._before.setText(f"{_SIGNS[RowKind.REMOVED]} {before_title}")
        self._after.setText(f"{_SIGNS[RowKind.ADDED]} {after_title}")
        if self._operations is None or len(before) + len(after) <= AT_ONCE:
            self._show(find_differences(before, after))
            return
        self._show(Differences())
        self._tell(self.tr("The texts are being compared…"))
        self._operations.run_read(
            lambda _cancel: find_differences(before, after), self._show, channel=self._channel
        )

    def _show(self, differences: Differences) -> None:
        self._differences, self._place = differences, -1
        self.rows.show_rows(differences.rows)
        several = len(differences.places) > 1
        self.previous.setEnabled(several)
        self.next.setEnabled(several)
        if not differences.rows:
            self._tell(self.tr("The two texts are the same."))
        elif differences.cut:
            self._tell(self.tr("The texts differ in very many lines; only the first of them are shown here."))
        else:
            self._tell("")
        self._state.clear()
        self._step(1)
        self.compared.emit()

    def _step(self, step: int) -> None:
        places = self._differences.places
        if not places:
            return
        self._place = (self._place + step) % len(places) if self._place >= 0 else 0
        self.rows.go_to(places[self._place])
        text = self.tr("Difference {number} of {count}")
        self._state.setText(
            text.replace("{number}", str(self._place + 1)).replace("{count}", str(len(places)))
        )

    def _tell(self, sentence: str) -> None:
        self.remark.setText(sentence)
        self.remark.setVisible(bool(sentence))

    def _button(self, text: str, name: str, keys: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        button.clicked.connect(partial(self._step, step))
        shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(partial(self._step, step))
        return button

    def _recolor(self) -> None:
        for label, role in ((self._before, Role.ERROR), (self._after, Role.SUCCESS)):
            label.setStyleSheet(f"color: {self._theme.hex(role)};")
        self.rows.show_rows(self._differences.rows)
        if self._place >= 0:
            self.rows.go_to(self._differences.places[self._place])


class _RowsView(QPlainTextEdit):
    """The lines, with their numbers and signs at the left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self._current = -1
        self.offered: tuple[int, ...] = ()
        self.gutter = self._gutter = _Gutter(self)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.updateRequest.connect(self._on_update_requested)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Put these rows on the screen."""
        self._rows, self._current, self.offered = rows, -1, ()
        self.setFont(self._theme.fixed_font())
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, row in enumerate(rows):
            if number:
                cursor.insertBlock()
            self._write(cursor, row)
        cursor.endEditBlock()
        self._gutter.fit(max((max(row.before, row.after) for row in rows), default=0))
        self.setViewportMargins(self._gutter.width(), 0, 0, 0)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def go_to(self, number: int) -> None:
        """Show a row in the middle, and put the caret there."""
        self._current = number
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(number)))
        self.centerCursor()
        self._gutter.update()

    def block_of_row(self, number: int) -> tuple[Row, bool] | None:
        """A row, and whether it belongs to the difference that was gone to."""
        if not 0 <= number < len(self._rows):
            return None
        end = self._current
        while 0 <= end < len(self._rows) and self._rows[end].kind in _COLORS:
            end += 1
        return self._rows[number], self._current <= number < end

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(inside.left(), inside.top(), self._gutter.width(), inside.height())

    def _write(self, cursor: QTextCursor, row: Row) -> None:
        line, text = QTextBlockFormat(), QTextCharFormat()
        role = _COLORS.get(row.kind)
        text.setForeground(self._theme.color(Role.TEXT_QUIET if row.kind is RowKind.SKIPPED else Role.TEXT))
        if role is not None:
            line.setBackground(self._mixed(role, _LINE))
        elif row.kind is RowKind.SKIPPED:
            line.setBackground(self._theme.color(Role.WINDOW))
        cursor.setBlockFormat(line)
        if row.kind is RowKind.SKIPPED:
            cursor.insertText(plural(self.tr("%Ln unchanged line(s)", "", row.count), row.count), text)
            return
        marked = QTextCharFormat(text)
        if role is not None:
            marked.setBackground(self._mixed(role, _INNER))
        shown, marks = shown_line(row)
        place = 0
        for start, end in marks:
            cursor.insertText(shown[place:start], text)
            cursor.insertText(shown[start:end], marked)
            place = end
        cursor.insertText(shown[place:], text)

    def _mixed(self, role: Role, share: float) -> QColor:
        """A role's colour laid thinly over the surface."""
        color, ground = self._theme.color(role), self._theme.color(Role.SURFACE)
        mine, under = (
            (color.red(), color.green(), color.blue()),
            (ground.red(), ground.green(), ground.blue()),
        )
        return QColor(
            *(round(one * share + other * (1 - share)) for one, other in zip(mine, under, strict=True))
        )

    def _on_update_requested(self, rect: QRect, moved: int) -> None:
        if moved:
            self._gutter.scroll(0, moved)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def paint_gutter(self, painter: QPainter, width: int) -> None:
        """Numbers and signs beside the rows that can be seen."""
        painter.setFont(self.font())
        digit = self.fontMetrics().height()
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= self.viewport().height():
            height = self.blockBoundingRect(block).height()
            found = self.block_of_row(block.blockNumber())
            if found is not None:
                row, current = found
                role = _COLORS.get(row.kind)
                if role is not None:
                    painter.fillRect(QRect(0, round(top), width, round(height)), self._mixed(role, _LINE))
                elif row.kind is RowKind.SKIPPED:
                    painter.fillRect(
                        QRect(0, round(top), width, round(height)), self._theme.color(Role.WINDOW)
                    )
                if current:
                    painter.fillRect(QRect(0, round(top), 3, round(height)), self._theme.color(Role.ACCENT))
                self._paint_numbers(painter, row, round(top), digit, width)
                if block.blockNumber() in self.offered:
                    painter.setPen(self._theme.color(Role.ACCENT))
                    left = Qt.AlignmentFlag.AlignLeft
                    painter.drawText(QRect(GRID // 2, round(top), digit, digit), left, TAKE_BACK)
            top += height
            block = block.next()

    def _paint_numbers(self, painter: QPainter, row: Row, top: int, height: int, width: int) -> None:
        right = Qt.AlignmentFlag.AlignRight
        sign = self.fontMetrics().horizontalAdvance("0") * 2
        number = row.after or row.before
        if number:
            painter.setPen(self._theme.color(Role.TEXT_QUIET))
            painter.drawText(QRect(0, top, width - sign - GRID // 2, height), right, str(number))
        if row.kind in _SIGNS:
            painter.setPen(self._theme.color(_COLORS[row.kind]))
            painter.drawText(
                QRect(width - sign, top, sign, height), Qt.AlignmentFlag.AlignHCenter, _SIGNS[row.kind]
            )


class _Gutter(QWidget):
    """The strip at the left of the rows."""

    clicked = Signal(int)
    """The number of the row beside which it was clicked."""

    def __init__(self, view: _RowsView) -> None:
        super().__init__(view)
        self._view = view

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A sign in the strip is a button."""
        place = self._view.cursorForPosition(QPoint(0, event.position().toPoint().y()))
        self.clicked.emit(place.blockNumber())

    def fit(self, largest: int) -> None:
        """Be as wide as the largest number needs, with a sign at either side."""
        width = self._view.fontMetrics().horizontalAdvance("0") * (len(str(largest)) + 4) + GRID * 2
        self.resize(width, self._view.contentsRect().height())

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._view.paint_gutter(painter, self.width())
        painter.end()


def shown_line(row: Row) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A row as one line of the screen, with its marks: a changed line end is shown as a sign, a long line is cut."""
    text = row.text
    plain = text.rstrip("\r\n") if text.endswith(("\n", "\r")) else text
    end = text[len(plain) :]
    marks = list(row.marks)
    if marks and marks[-1][1] > len(plain):
        sign = _ENDS.get(end, "")
        marks[-1] = (marks[-1][0], len(plain) + len(sign))
        plain += sign
    if len(plain) > SHOWN:
        plain = plain[: SHOWN - 1] + "…"
        marks = [(start, min(stop, SHOWN)) for start, stop in marks if start < SHOWN]
    for sign in ("\u2028", "\u2029", "\r", "\n", "\ufdd0", "\ufdd1"):
        plain = plain.replace(sign, "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}")
    return plain, tuple(marks)
