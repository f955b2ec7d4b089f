"""When the posts of a result are from: bars that can be clicked, dragged over, and walked along by keyboard.

Keys: Left, Right, Home and End go along the bars, with Shift they choose a range; Enter or Space takes it, Esc lets go of
it, Backspace and Delete ask for all dates again.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fonds.gui import messages
from fonds.gui.models.date_bars import DateBar, days_text, make_bars
from fonds.gui.theme import GRID, Role, Theme
from fonds.model.facets import MonthCount
from fonds.model.problems import fill_template

HEIGHT = 6 * GRID
"""Pixels of the highest bar."""
WIDEST = 3 * GRID
LEAST = 2
"""Pixels of the lowest bar that has posts."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9}
_TAKE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_FREE = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class DateHistogram(QWidget):
    """Shows the months of a result, and lets some of them be chosen."""

    range_chosen = Signal(object, object)
    """The first and the last day (dates) that are wanted."""
    cleared = Signal()
    """All dates are wanted again."""
    left = Signal()
    """Esc, with nothing to let go of."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[DateBar, ...] = ()
        self._stale = False
        self._cursor = -1
        """The bar that the keyboard or the mouse is on; -1 for none."""
        self._anchor = -1
        """Where the range that is being chosen begins; -1 while only one bar is meant."""
        self._pressed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)
        self._tell()

    # What is shown

    @property
    def bars(self) -> tuple[DateBar, ...]:
        """The bars, oldest first."""
        return self._bars

    @property
    def caption(self) -> str:
        """What is said of the bar or the range that is pointed at; "" when none is."""
        if self._cursor < 0:
            return ""
        first, last = self._ends()
        posts = sum(bar.posts for bar in self._bars[first : last + 1])
        text = self.tr("{days}: {count}")
        days = days_text(self._bars[first].first, self._bars[last].last)
        return fill_template(text, (("days", days), ("count", messages.posts_text(posts))))

    def show_months(self, months: Sequence[MonthCount]) -> None:
        """Show other counts; what was being chosen is let go of if the bars are others."""
        bars = make_bars(months)
        if [bar.first for bar in bars] != [bar.first for bar in self._bars]:
            self._cursor = self._anchor = -1
            self._pressed = False
        self._bars = bars
        self._tell()

    def set_stale(self, stale: bool) -> None:
        """Dim the counts, or not any more."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self._tell()

    def slot(self, place: int) -> QRect:
        """Where a bar stands, with all the height above it."""
        width = self._slot_width()
        left = GRID + place * width
        return QRectF(left, GRID // 2, width, HEIGHT).toAlignedRect()

    def sizeHint(self) -> QSize:
        """Bars and a line of text."""
        return QSize(20 * GRID, HEIGHT + GRID + self._metrics().height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as there is room."""
        return QSize(8 * GRID, self.sizeHint().height())

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place >= 0:
            self._pressed = True
            self._cursor = self._anchor = place
            self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        dragging = self._pressed or self._anchor < 0  # a range chosen by keyboard stays
        if dragging:
            self._cursor = self._place_at(event.position())
            self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = False
            self._take()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self._pressed and not self.hasFocus():
            self._let_go()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = _STEPS.get(Qt.Key(key))
        if step is not None and self._bars:
            self._move(step, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in _TAKE and self._cursor >= 0:
            self._take()
        elif key in _FREE:
            self.cleared.emit()
        elif key == Qt.Key.Key_Escape and (self._pressed or self._anchor >= 0):
            self._pressed = False
            self._anchor = -1
            self._tell()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._cursor < 0 and self._bars and not self._pressed:
            self._cursor = len(self._bars) - 1
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._pressed = False
        self._let_go()

    def _move(self, step: int, *, extend: bool) -> None:
        before = max(self._cursor, 0)
        if not extend:
            self._anchor = -1
        elif self._anchor < 0:
            self._anchor = before
        self._cursor = max(0, min(len(self._bars) - 1, before + step))
        self._tell()

    def _take(self) -> None:
        first, last = self._ends()
        days = self._bars[first].first, self._bars[last].last
        self._anchor = -1
        self._tell()
        self.range_chosen.emit(*days)

    def _let_go(self) -> None:
        self._cursor = self._anchor = -1
        self._tell()

    def _ends(self) -> tuple[int, int]:
        """First and last bar of what is meant."""
        other = self._anchor if self._anchor >= 0 else self._cursor
        return min(other, self._cursor), max(other, self._cursor)

    def _tell(self) -> None:
        name = self.tr("Dates of the posts")
        self.setAccessibleName(f"{name}, {self.caption}" if self.caption else name)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._bars:
            self._paint_bars(painter)
            self._paint_words(painter)
        if self.hasFocus():
            painter.setPen(self._theme.color(Role.ACCENT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.5, 0.5, -4.5, -0.5), 4, 4)

    def _paint_bars(self, painter: QPainter) -> None:
        most = max(bar.posts for bar in self._bars) or 1
        width = self._slot_width()
        gap = 1.0 if width >= 4 else 0.0
        first, last = self._ends() if self._cursor >= 0 else (-1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if first >= 0:
            chosen = self.slot(first).united(self.slot(last))
            painter.fillRect(chosen, self._theme.color(Role.SELECTION))
        bottom = GRID // 2 + HEIGHT
        painter.fillRect(
            QRectF(GRID, bottom, width * len(self._bars), 1), self._theme.color(Role.BORDER_STRONG)
        )
        for place, bar in enumerate(self._bars):
            if not bar.posts:
                continue
            high = max(LEAST, round(HEIGHT * bar.posts / most))
            role = Role.ACCENT if first <= place <= last else Role.BORDER_STRONG
            color = self._theme.color(Role.TEXT_DISABLED if self._stale else role)
            painter.fillRect(
                QRectF(GRID + place * width, bottom - high, max(1.0, width - gap), high),
                color,
            )

    def _paint_words(self, painter: QPainter) -> None:
        """What is pointed at, or where the bars begin and end."""
        painter.setFont(self._small())
        metrics = self._metrics()
        line = QRect(
            GRID, GRID // 2 + HEIGHT + GRID // 4, max(0, self.width() - 2 * GRID), metrics.height() + 1
        )
        if self.caption:
            painter.setPen(self._theme.color(Role.TEXT))
            text = metrics.elidedText(self.caption, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, text)
            return
        painter.setPen(self._theme.color(Role.TEXT_QUIET))
        begin = days_text(self._bars[0].first, self._bars[0].last)
        end = days_text(self._bars[-1].first, self._bars[-1].last)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, begin)
        line.setRight(round(GRID + self._slot_width() * len(self._bars)))
        space = line.width() - metrics.horizontalAdvance(begin) - metrics.horizontalAdvance(end)
        if begin != end and space > GRID:
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, end)

    def _slot_width(self) -> float:
        room = max(1, self.width() - 2 * GRID)
        return min(float(WIDEST), room / max(1, len(self._bars)))

    def _place_at(self, point: QPointF) -> int:
        """The bar there; while dragging, the nearest one; -1 for none."""
        place = int((point.x() - GRID) // self._slot_width())
        if self._pressed:
            return max(0, min(len(self._bars) - 1, place))
        inside = 0 <= point.y() < self.height()
        return place if inside and 0 <= place < len(self._bars) else -1

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._small())

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
