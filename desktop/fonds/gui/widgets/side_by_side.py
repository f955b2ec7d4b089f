"""Two texts beside each other, line by line, the changed characters marked. Lines are wrapped, and stay level.

Colours come from the theme, and signs stand beside them. Large texts are compared in the background.
"""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeySequence,
    QPalette,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from fonds.gui.messages import plural
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Role, Theme
from fonds.gui.widgets.difference_view import AT_ONCE, TAKE_BACK, shown_line
from fonds.text.differences import Differences, Row, RowKind, find_differences

MOST_LINES = 300
"""Lines of the table; laying out more would hold the window up."""
_SIDES = ((RowKind.REMOVED, Role.ERROR, "\N{MINUS SIGN} "), (RowKind.ADDED, Role.SUCCESS, "+ "))
_LINE, _INNER = 0.13, 0.34

Line = tuple[Row | None, Row | None]


def paired(rows: tuple[Row, ...]) -> list[Line]:
    """The rows side by side: what was removed stands beside what was added in its place."""
    lines: list[Line] = []
    gone: list[Row] = []
    come: list[Row] = []
    for row in (*rows, None):
        if row is not None and row.kind is RowKind.REMOVED and not come:
            gone.append(row)
        elif row is not None and row.kind is RowKind.ADDED:
            come.append(row)
        else:
            lines += zip_longest(gone, come)
            gone, come = [], []
            if row is not None and row.kind is RowKind.REMOVED:
                gone.append(row)
            elif row is not None:
                lines.append((row, row))
    return lines


class SideBySideView(QWidget):
    """Shows what differs between two texts. F7 and Shift+F7 go to the next and the previous difference."""

    compared = Signal()
    """The differences of the texts given last are on the screen."""
    take_back_asked = Signal(int)
    """The difference of this number, from 0, is to be taken back; the link beside it was followed."""

    def __init__(self, theme: Theme, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._operations = theme, operations
        self._differences = Differences()
        self._lines: list[Line] = []
        self._place = -1
        self.left, self.right, self.remark, self.same = QLabel(), QLabel(), QLabel(), QLabel()
        self._stack = QStackedWidget()
        self._offered = False
        self.view = QTextBrowser()
        self.view.setOpenLinks(False)
        self.view.anchorClicked.connect(lambda link: self.take_back_asked.emit(int(link.fragment())))
        self.view.setTabChangesFocus(True)
        self.view.setAccessibleName(self.tr("Differences"))
        self.view.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        heads = QHBoxLayout()
        heads.setContentsMargins(GRID, 0, GRID, 0)  # above the texts, which stand in a frame
        heads.setSpacing(GRID)
        for label in (self.left, self.right):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(1)
            heads.addWidget(label, 1)
        self.remark.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(heads)
        self.same.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.same.setWordWrap(True)
        self.same.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for widget in (self.view, self.same):
            self._stack.addWidget(widget)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.remark)
        self.setFocusProxy(self.view)
        for keys, step in (("F7", 1), ("Shift+F7", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda step=step: self._step(step))
        theme.changed.connect(self._draw)

    @property
    def differences(self) -> Differences:
        """What is shown."""
        return self._differences

    @property
    def place(self) -> int:
        """The number of the difference that was gone to, from 0; -1 when none was."""
        return self._place

    def offer_taking_back(self, offered: bool) -> None:
        """Show a link beside each difference by which it can be taken back."""
        if offered != self._offered:
            self._offered = offered
            self._draw()

    def show_differences(self, differences: Differences, before_title: str, after_title: str) -> None:
        """Show what was found to differ already."""
        self._offered = False
        self._head(before_title, after_title)
        self._show(differences)

    def _head(self, before_title: str, after_title: str) -> None:
        for label, title in ((self.left, before_title), (self.right, after_title)):
            label.setText(title)
            label.setToolTip(title)

    def show_texts(self, before: str, after: str, before_title: str, after_title: str) -> None:
        """Show what differs. The titles say what each text is."""
        self._head(before_title, after_title)
        if len(before) + len(after) <= AT_ONCE:
            self._show(find_differences(before, after))
            return
        self._show(Differences(), self.tr("The texts are being compared…"))
        self._operations.run_read(
            lambda _cancel: find_differences(before, after),
            lambda found: self._show(found),
            channel=f"side-by-side-{id(self)}",
        )

    def tell_same_files(self, before_title: str, after_title: str) -> None:
        """Say of two files that there is nothing to compare."""
        self._head(before_title, after_title)
        self._show(Differences(), self.tr("The two files are the same, byte for byte."))

    def clear(self) -> None:
        """Show nothing."""
        for label in (self.left, self.right, self.remark, self.same):
            label.clear()
        self._differences, self._lines = Differences(), []
        self._draw()

    def _show(self, differences: Differences, same: str = "") -> None:
        lines = paired(differences.rows)
        self._differences, self._lines, self._place = differences, lines[:MOST_LINES], -1
        self.same.setText("" if lines else same or self.tr("The two texts are the same."))
        self._stack.setCurrentWidget(self.view if lines else self.same)
        if differences.cut or len(lines) > MOST_LINES:
            self.remark.setText(
                self.tr("The texts differ in very many lines; only the first of them are shown here.")
            )
        else:
            self.remark.setText("")
        self.remark.setVisible(bool(self.remark.text()))
        self._draw()
        self.compared.emit()

    def _step(self, step: int) -> None:
        starts = self._starts()
        if not starts:
            return
        self._place = (self._place + step) % len(starts) if self._place >= 0 or step < 0 else 0
        tables = [
            frame for frame in self.view.document().rootFrame().childFrames() if isinstance(frame, QTextTable)
        ]
        if tables:
            self.view.setTextCursor(tables[0].cellAt(starts[self._place], 0).firstCursorPosition())
            self.view.ensureCursorVisible()

    def _starts(self) -> list[int]:
        """The lines at which differences begin."""
        return [
            number
            for number in range(len(self._lines))
            if _differs(self._lines[number]) and not (number and _differs(self._lines[number - 1]))
        ]

    def _draw(self) -> None:
        document = self.view.document()
        self.view.clear()
        document.setDefaultFont(QFont(self.font()))
        if not self._lines:
            return
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellPadding(GRID / 2)
        shape.setCellSpacing(1)
        half = QTextLength(QTextLength.Type.PercentageLength, 47 if self._offered else 50)
        rest = [QTextLength(QTextLength.Type.PercentageLength, 6)] if self._offered else []
        shape.setColumnWidthConstraints([half, half, *rest])
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        table = cursor.insertTable(len(self._lines), 2 + self._offered, shape)
        for number, line in enumerate(self._lines):
            for column in (0, 1):
                self._write(table, number, column, line[column])
        for number, start in enumerate(self._starts() if self._offered else ()):
            link = QTextCharFormat()
            link.setAnchor(True)
            link.setAnchorHref(f"#{number}")
            link.setForeground(self._theme.color(Role.ACCENT))
            link.setToolTip(self.tr("Take this change back"))
            table.cellAt(start, 2).firstCursorPosition().insertText(TAKE_BACK, link)
        cursor.endEditBlock()
        self.view.moveCursor(QTextCursor.MoveOperation.Start)

    def _write(self, table: QTextTable, number: int, column: int, row: Row | None) -> None:
        cell = table.cellAt(number, column)
        if row is None:
            return
        kind, role, sign = _SIDES[column]
        cursor, ordinary = cell.firstCursorPosition(), QTextCharFormat()
        ordinary.setForeground(self._theme.color(Role.TEXT))
        if row.kind is RowKind.SKIPPED:
            ordinary.setForeground(self._theme.color(Role.TEXT_QUIET))
            cursor.insertText(plural(self.tr("%Ln unchanged line(s)", "", row.count), row.count), ordinary)
            return
        text, marks = shown_line(row)
        if row.kind is not kind:
            cursor.insertText(text, ordinary)
            return
        shape = cell.format().toTableCellFormat()
        shape.setBackground(self._mixed(role, _LINE))
        cell.setFormat(shape)
        marked = QTextCharFormat(ordinary)
        marked.setBackground(self._mixed(role, _INNER))
        place = 0
        cursor.insertText(sign, ordinary)
        for start, end in marks:
            cursor.insertText(text[place:start], ordinary)
            cursor.insertText(text[start:end], marked)
            place = end
        cursor.insertText(text[place:], ordinary)

    def _mixed(self, role: Role, share: float) -> QColor:
        base, color = self._theme.color(Role.SURFACE), self._theme.color(role)
        return QColor(
            *(
                round(one * (1 - share) + other * share)
                for one, other in zip(
                    (base.red(), base.green(), base.blue()),
                    (color.red(), color.green(), color.blue()),
                    strict=True,
                )
            )
        )


def _differs(line: Line) -> bool:
    return line[0] is not line[1]
