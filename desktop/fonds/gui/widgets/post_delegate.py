"""Paints the rows of the post list: cards of three lines, or the cells of the table.

One ``data`` call a row, laid-out lines kept for as long as they are looked at, and every line on a fixed baseline, so
that Latin and Chinese rows stand alike whatever font a glyph comes from.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fonds.gui import messages
from fonds.gui.icons import Icons
from fonds.gui.models.post_list import SUMMARY_ROLE, Column, cell_text, title_text
from fonds.gui.theme import GRID, Role, Theme
from fonds.model.post import PostSummary, Status

MARGIN = 12
LINE_GAP = 2
KEPT_ROWS = 400
SMALL = 0.9
"""The size of the quiet lines against that of the title."""


class Density(StrEnum):
    """How much room a post takes in the list."""

    CARDS = "cards"
    TABLE = "table"


@dataclass(slots=True)
class _Lines:
    """The laid-out lines of one row at one width, and the summary that they show."""

    summary: PostSummary
    width: int
    layouts: tuple[QTextLayout, ...]


@dataclass(frozen=True, slots=True)
class _Colors:
    """What a row is painted in."""

    back: QColor
    strong: QColor
    quiet: QColor


class PostDelegate(QStyledItemDelegate):
    """The rows of the list in both densities, in the theme's colours."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._view = parent
        self._kept: OrderedDict[tuple[int, int], _Lines] = OrderedDict()
        self.density = Density.CARDS
        self.measure()

    def measure(self) -> None:
        """Take the fonts and sizes from the view again; after a change of theme, zoom or density."""
        self._kept.clear()
        self._font = QFont(self._view.font())
        self._small = QFont(self._font)
        self._small.setPointSizeF(self._font.pointSizeF() * SMALL)
        self._metrics = QFontMetricsF(self._font)
        self._small_metrics = QFontMetricsF(self._small)
        self._colors = self._make_colors()
        self._line = round(self._metrics.height())
        self._small_line = round(self._small_metrics.height())
        if self.density is Density.CARDS:
            self.row_height = GRID + self._line + 2 * (LINE_GAP + self._small_line) + GRID
        else:
            self.row_height = self._line + GRID

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = self._view.hasFocus()
        colors = self._colors[2 if selected and focused else 1 if selected else 0]
        rect: QRect = option.rect
        painter.fillRect(rect, colors.back)
        summary = index.data(SUMMARY_ROLE)
        if summary is None:
            self._paint_blank(painter, rect)
        elif self.density is Density.CARDS:
            self._paint_card(painter, rect, summary, colors)
        else:
            self._paint_cell(painter, rect, summary, index.column(), colors)
        self._paint_edges(
            painter, rect, index, selected, bool(option.state & QStyle.StateFlag.State_HasFocus)
        )

    # Cards

    def _paint_card(self, painter: QPainter, rect: QRect, summary: PostSummary, colors: _Colors) -> None:
        marks = _marks(summary)
        size = round(self._small_line * 0.9)
        room = rect.width() - 2 * MARGIN
        title_room = room - len(marks) * (size + GRID // 2) - (GRID // 2 if marks else 0)
        title, meta, excerpt = self._card_lines(summary, room, title_room)
        left, top = rect.left() + MARGIN, rect.top() + GRID
        painter.setPen(colors.strong)
        _draw_line(painter, title, left, top + self._metrics.ascent())
        painter.setPen(colors.quiet)
        top += self._line + LINE_GAP
        _draw_line(painter, meta, left, top + self._small_metrics.ascent())
        top += self._small_line + LINE_GAP
        _draw_line(painter, excerpt, left, top + self._small_metrics.ascent())
        place = rect.right() - MARGIN + 1
        for name, role in marks:
            place -= size
            box = QRect(place, rect.top() + GRID + (self._line - size) // 2, size, size)
            self._icons.paint(painter, box, name, self._theme.color(role))
            place -= GRID // 2

    def _card_lines(self, summary: PostSummary, room: int, title_room: int) -> tuple[QTextLayout, ...]:
        key = (summary.id, -1)
        kept = self._kept.get(key)
        if kept is not None and kept.summary is summary and kept.width == room:
            self._kept.move_to_end(key)
            return kept.layouts
        excerpt = " ".join(summary.excerpt.split())
        layouts = (
            _laid_out(title_text(summary), self._font, self._metrics, title_room),
            _laid_out(meta_text(summary), self._small, self._small_metrics, room),
            _laid_out(excerpt, self._small, self._small_metrics, room),
        )
        self._keep(key, _Lines(summary, room, layouts))
        return layouts

    # The table

    def _paint_cell(
        self, painter: QPainter, rect: QRect, summary: PostSummary, column: int, colors: _Colors
    ) -> None:
        marks = _marks(summary) if column == Column.TITLE else ()
        size = round(self._small_line * 0.9)
        room = rect.width() - MARGIN - GRID // 2
        left = rect.left() + MARGIN
        room -= len(marks) * (size + GRID // 2)
        key = (summary.id, column)
        kept = self._kept.get(key)
        if kept is None or kept.summary is not summary or kept.width != room:
            layout = _laid_out(cell_text(summary, column), self._font, self._metrics, room)
            kept = _Lines(summary, room, (layout,))
            self._keep(key, kept)
        painter.setPen(colors.strong if column == Column.TITLE else colors.quiet)
        top = rect.top() + (rect.height() - self._line) / 2
        _draw_line(painter, kept.layouts[0], left, top + self._metrics.ascent())
        place = rect.right() - GRID // 2
        for name, role in marks:
            place -= size
            box = QRect(place, rect.top() + (rect.height() - size) // 2, size, size)
            self._icons.paint(painter, box, name, self._theme.color(role))
            place -= GRID // 2

    # Both

    def _paint_blank(self, painter: QPainter, rect: QRect) -> None:
        """Grey bars where text will be in a moment."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(Role.HOVER))
        width = rect.width() - 2 * MARGIN
        lines = (
            ((0.6, self._line), (0.35, self._small_line))
            if self.density is Density.CARDS
            else ((0.5, self._line),)
        )
        top = rect.top() + (GRID if self.density is Density.CARDS else GRID // 2)
        for share, height in lines:
            painter.drawRoundedRect(
                QRectF(rect.left() + MARGIN, top + height * 0.25, width * share, height * 0.5), 3, 3
            )
            top += height + LINE_GAP
        painter.restore()

    def _paint_edges(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        selected: bool,
        current: bool,
    ) -> None:
        """A hairline below, the accent at the left of what is selected, a frame round a current row that is not."""
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.color(Role.BORDER))
        first = index.column() == Column.TITLE
        if selected and first and self._view.hasFocus():
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._theme.color(Role.ACCENT))
        elif current and not selected and first:
            painter.setPen(self._theme.color(Role.ACCENT))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def _keep(self, key: tuple[int, int], lines: _Lines) -> None:
        self._kept[key] = lines
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT_ROWS:
            self._kept.popitem(last=False)

    def _make_colors(self) -> tuple[_Colors, _Colors, _Colors]:
        """Of an ordinary row, of a selected one, and of a selected one while the list has the focus."""
        theme = self._theme
        return (
            _Colors(theme.color(Role.SURFACE), theme.color(Role.TEXT), theme.color(Role.TEXT_QUIET)),
            _Colors(
                theme.color(Role.SELECTION_INACTIVE), theme.color(Role.TEXT), theme.color(Role.TEXT_QUIET)
            ),
            _Colors(
                theme.color(Role.SELECTION),
                theme.color(Role.SELECTION_TEXT),
                theme.color(Role.SELECTION_QUIET),
            ),
        )


def meta_text(summary: PostSummary) -> str:
    """The second line of a card: status when not published, date, categories, tags."""
    status = "" if summary.status is Status.PUBLISHED else messages.status_text(summary.status)
    tags = " ".join(f"#{tag}" for tag in summary.tags)
    return messages.joined([status, messages.date_text(summary.date), ", ".join(summary.categories), tags])


def _marks(summary: PostSummary) -> tuple[tuple[str, Role], ...]:
    """The small signs at the right of the title, from the right."""
    marks = []
    if summary.has_problem:
        marks.append(("problem", Role.WARNING))
    if summary.has_draft:
        marks.append(("draft", Role.ACCENT))
    if summary.trashed:
        marks.append(("trash", Role.TEXT_QUIET))
    return tuple(marks)


def _laid_out(text: str, font: QFont, metrics: QFontMetricsF, width: float) -> QTextLayout:
    """One line of text, elided at its end to the width."""
    layout = QTextLayout(metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width)), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(max(1.0, width) + GRID)
    layout.endLayout()
    return layout


def _draw_line(painter: QPainter, layout: QTextLayout, left: float, baseline: float) -> None:
    if layout.lineCount():
        layout.draw(painter, QPointF(left, round(baseline - layout.lineAt(0).ascent())))
