"""Paints the rows of the post list: lines, cards, the cells of the table, and the headings between them.

A row is painted as a whole, its laid-out lines are kept for as long as they are looked at, and every line stands on a
fixed baseline, so that Latin and Chinese rows stand alike whatever font a glyph comes from.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fonds.gui import messages
from fonds.gui.hit_snippets import HitSnippets
from fonds.gui.icons import Icons
from fonds.gui.models.post_columns import Column, cell_text, title_text
from fonds.gui.models.post_groups import Heading
from fonds.gui.models.post_list import SUMMARY_ROLE
from fonds.gui.theme import GRID, Role, Theme
from fonds.gui.widgets.row_lines import CellLines, draw_line, laid_out, width_of
from fonds.model.hits import Snippet, Span

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCharFormat, QTextLayout

    from fonds.gui.widgets.scattered_rows import ScatteredRows
    from fonds.model.post import PostSummary

MARGIN = 12
LINE_GAP = 2
KEPT_ROWS = 1000
Cell = tuple[int, int, int]
"""A column, its left edge and its width in pixels."""
_SELECTED = QStyle.StateFlag.State_Selected.value
_CURRENT = QStyle.StateFlag.State_HasFocus.value
SMALL = 0.9
"""The size of the quiet lines against that of the title."""


class Density(StrEnum):
    """How much room a post takes in the list."""

    LINE = "line"
    EXCERPT = "excerpt"
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
    """The rows of the list in all densities, in the theme's colours."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._view = parent
        self._kept: OrderedDict[tuple[int, int], _Lines] = OrderedDict()
        self.density = Density.CARDS
        self._snippets: HitSnippets | None = None
        self.scattered: ScatteredRows | None = None
        """What is selected, where it is more than Qt can tell."""
        self.bold_unread = False
        """Whether the titles of posts that are not marked as read are bold."""
        self.measure()

    def show_snippets(self, snippets: HitSnippets) -> None:
        """Show the text around hits from there, and mark them."""
        self._snippets = snippets
        snippets.arrived.connect(self._kept.clear)

    def measure(self) -> None:
        """Take the fonts and sizes from the view again; after a change of theme, zoom or density."""
        self._kept.clear()
        self._font = QFont(self._view.font())
        self._small = QFont(self._font)
        self._small.setPointSizeF(self._font.pointSizeF() * SMALL)
        self._metrics = QFontMetricsF(self._font)
        self._small_metrics = QFontMetricsF(self._small)
        self._colors = self._make_colors()
        self._border, self._accent, self._window, self._blank = (
            self._theme.color(role) for role in (Role.BORDER, Role.ACCENT, Role.WINDOW, Role.HOVER)
        )
        self._cells = CellLines(self._font, self._metrics)
        self._line = round(self._metrics.height())
        self._small_line = round(self._small_metrics.height())
        small_lines = {Density.CARDS: 2, Density.EXCERPT: 1}.get(self.density, 0)
        room = GRID if small_lines else GRID // 2
        self.row_height = room + self._line + small_lines * (LINE_GAP + self._small_line) + room
        self._text_height = self._line + small_lines * (LINE_GAP + self._small_line)
        self._baseline = round((self.row_height - 1 - self._line) / 2 + self._metrics.ascent())
        """Of the cells of the table, below the upper edge of their row."""
        self.heading_height = self._line + GRID + GRID // 2
        self._strong = QFont(self._font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._strong_metrics = QFontMetricsF(self._strong)
        self._bold = QFont(self._small)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._bold_metrics = QFontMetricsF(self._bold)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One cell; the list itself has its rows painted as a whole."""
        rect: QRect = option.rect
        cell = (index.column(), rect.left(), rect.width())
        state = option.state.value
        flags = (bool(state & _SELECTED), self._view.hasFocus(), bool(state & _CURRENT))
        self.paint_row(painter, rect, [cell], index.data(SUMMARY_ROLE), *flags)

    def paint_row(
        self,
        painter: QPainter,
        rect: QRect,
        cells: Sequence[Cell],
        entry: PostSummary | Heading | None,
        selected: bool,
        focus: bool,
        current: bool,
    ) -> None:
        """A row of the list. ``entry``: its PostSummary or Heading, None while that is loaded; ``focus``: the list has the
        focus; ``current``: keys concern this row."""
        if isinstance(entry, Heading):
            self._paint_heading(painter, rect, entry)
            return
        focused = selected and focus
        colors = self._colors[2 if focused else 1 if selected else 0]
        painter.fillRect(rect, colors.back)
        if self.density is Density.TABLE:
            for column, left, width in cells:
                if entry is None:
                    self._paint_blank_cell(painter, QRect(left, rect.top(), width, rect.height()))
                else:
                    self._paint_cell(painter, rect, entry, column, left, width, colors)
        elif entry is None:
            self._paint_blank(painter, rect)
        else:
            self._paint_card(painter, rect, entry, colors)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._border)
        if focused:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._accent)
        elif current and not selected:
            painter.setPen(self._accent)
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    @property
    def background(self) -> QColor:
        """What is below the last row."""
        return self._colors[0].back

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        painter.fillRect(rect, self._window)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._border)
        painter.setFont(self._bold)
        painter.setPen(self._colors[0].quiet)
        inside = rect.adjusted(MARGIN, GRID // 2, -MARGIN, 0)
        count = messages.number_text(heading.posts)
        room = inside.width() - self._bold_metrics.horizontalAdvance(count) - MARGIN
        text = self._bold_metrics.elidedText(heading.text, Qt.TextElideMode.ElideRight, max(0.0, room))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), count)

    # Lines and cards

    def _paint_card(self, painter: QPainter, rect: QRect, summary: PostSummary, colors: _Colors) -> None:
        marks = _marks(summary)
        size = round(self._small_line * 0.9)
        room = rect.width() - 2 * MARGIN
        beside = len(marks) * (size + GRID // 2) + (GRID // 2 if marks else 0)
        lines = self._card_lines(summary, room, room - beside)
        left, top = rect.left() + MARGIN, rect.top() + (rect.height() - self._text_height) // 2
        title, *small = lines
        painter.setPen(colors.strong)
        draw_line(painter, title, left, round(top + self._metrics.ascent()))
        painter.setPen(colors.quiet)
        if self.density is not Density.CARDS:
            aside = small.pop(0)
            place = rect.right() + 1 - MARGIN - beside - width_of(aside)
            draw_line(painter, aside, place, round(top + self._metrics.ascent()))
        place_below = top + self._line + LINE_GAP
        for line in small:
            draw_line(painter, line, left, round(place_below + self._small_metrics.ascent()))
            place_below += self._small_line + LINE_GAP
        place = rect.right() - MARGIN + 1
        self._paint_marks(painter, marks, QRect(place, top + (self._line - size) // 2, size, size))

    def _card_lines(self, summary: PostSummary, room: int, title_room: int) -> tuple[QTextLayout, ...]:
        """The title, then the small lines: the date beside the title, or below it what there is to tell; the excerpt."""
        key = (summary.id, -1)
        kept = self._kept.get(key)
        if kept is not None and kept.summary is summary and kept.width == room:
            self._kept.move_to_end(key)
            return kept.layouts
        small: list[QTextLayout] = []
        if self.density is Density.CARDS:
            small.append(laid_out(meta_text(summary), self._small, self._small_metrics, room))
        else:
            aside, most = aside_text(summary), title_room * 0.45
            if self._small_metrics.horizontalAdvance(aside) > most:
                aside = messages.date_text(summary.date)
            small.append(laid_out(aside, self._small, self._small_metrics, most))
            title_room -= round(width_of(small[0])) + MARGIN
        if self.density is not Density.LINE:
            small.append(self._excerpt_line(summary, room))
        layouts = (self._title_line(summary, title_room), *small)
        self._keep(key, _Lines(summary, room, layouts))
        return layouts

    def _title_line(self, summary: PostSummary, room: float) -> QTextLayout:
        text = title_text(summary)
        spans: Sequence[Span] = ()
        if self._snippets is not None and self._snippets.finder.title is not None:
            from fonds.text.hit_marking import find_spans

            spans = find_spans(self._snippets.finder.title, text)
        if self.bold_unread and not summary.read:
            return laid_out(text, self._strong, self._strong_metrics, room, spans, self._hit_look())
        return laid_out(text, self._font, self._metrics, room, spans, self._hit_look())

    def _excerpt_line(self, summary: PostSummary, room: float) -> QTextLayout:
        """The text around the first hit, when something is searched for, else its beginning."""
        found = None if self._snippets is None else self._snippets.find(summary.id)
        snippet = found or Snippet(" ".join(summary.excerpt.split()))
        return laid_out(snippet.text, self._small, self._small_metrics, room, snippet.marks, self._hit_look())

    def _hit_look(self) -> QTextCharFormat:
        from PySide6.QtGui import QTextCharFormat

        look = QTextCharFormat()
        look.setBackground(self._theme.color(Role.HIT))
        look.setForeground(self._theme.color(Role.HIT_TEXT))
        return look

    # The table

    def _paint_cell(
        self,
        painter: QPainter,
        rect: QRect,
        summary: PostSummary,
        column: int,
        left: int,
        width: int,
        colors: _Colors,
    ) -> None:
        room = width - MARGIN - GRID // 2
        baseline = rect.top() + self._baseline
        if column == Column.TITLE:
            marks = _marks(summary)
            size = round(self._small_line * 0.9)
            room -= len(marks) * (size + GRID // 2)
            painter.setPen(colors.strong)
            draw_line(painter, self._table_title(summary, room), left + MARGIN, baseline)
            place, top = left + width - 1 - GRID // 2, rect.top() + (rect.height() - size) // 2
            self._paint_marks(painter, marks, QRect(place, top, size, size))
        elif text := cell_text(summary, column):
            painter.setPen(colors.quiet)
            draw_line(painter, self._cells.find(text, room), left + MARGIN, baseline)

    def _table_title(self, summary: PostSummary, room: int) -> QTextLayout:
        key = (summary.id, Column.TITLE)
        kept = self._kept.get(key)
        if kept is None or kept.summary is not summary or kept.width != room:
            kept = _Lines(summary, room, (self._title_line(summary, room),))
            self._keep(key, kept)
        return kept.layouts[0]

    # Both

    def _paint_marks(self, painter: QPainter, marks: Sequence[tuple[str, Role]], after: QRect) -> None:
        """The small signs from the right to the left; ``after`` is the square to the right of the first."""
        box = QRect(after)
        for name, role in marks:
            box.translate(-after.width(), 0)
            self._icons.paint(painter, box, name, self._theme.color(role))
            box.translate(-(GRID // 2), 0)

    def _paint_blank_cell(self, painter: QPainter, rect: QRect) -> None:
        bar = QRect(rect.left() + MARGIN, 0, (rect.width() - 2 * MARGIN) // 2, self._line // 2)
        bar.moveTop(rect.top() + (rect.height() - bar.height()) // 2)
        painter.fillRect(bar, self._blank)

    def _paint_blank(self, painter: QPainter, rect: QRect) -> None:
        """Grey bars where text will be in a moment."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._blank)
        width = rect.width() - 2 * MARGIN
        lines = [(0.5, self._line)]
        if self.density is not Density.LINE:
            lines = [(0.6, self._line), (0.35, self._small_line)]
        top = rect.top() + (rect.height() - self._text_height) // 2
        for share, height in lines:
            painter.drawRoundedRect(
                QRectF(rect.left() + MARGIN, top + height * 0.25, width * share, height * 0.5), 3, 3
            )
            top += height + LINE_GAP
        painter.restore()

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
    """The second line of a card: status when not published, date, rating, categories, tags."""
    from fonds.model.post import Status

    status = "" if summary.status is Status.PUBLISHED else messages.status_text(summary.status)
    tags = " ".join(f"#{tag}" for tag in summary.tags)
    parts = [status, messages.date_text(summary.date), "★" * summary.rating]
    return messages.joined([*parts, ", ".join(summary.categories), tags])


def aside_text(summary: PostSummary) -> str:
    """What stands at the right of a title in one line: status when not published, date."""
    from fonds.model.post import Status

    status = "" if summary.status is Status.PUBLISHED else messages.status_text(summary.status)
    return messages.joined([status, messages.date_text(summary.date)])


def _marks(summary: PostSummary) -> tuple[tuple[str, Role], ...]:
    """The small signs at the right of the title, from the right."""
    marks = []
    if summary.has_problem:
        marks.append(("problem", Role.WARNING))
    if summary.has_draft:
        marks.append(("draft", Role.ACCENT))
    if summary.trashed:
        marks.append(("trash", Role.TEXT_QUIET))
    if summary.has_note:
        marks.append(("noted", Role.TEXT_QUIET))
    if summary.starred:
        marks.append(("starred", Role.ACCENT))
    return tuple(marks)
