"""The list of formats: each with its icon, its name and a sentence, under what people want of it.

A format whose package is missing is shown, disabled, with the reason. Keys: arrows pass over what cannot be chosen.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fonds.gui.dialogs.export_format_names import face_of, grouped, purpose_text, say, title_text
from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Role, Theme
from fonds.services import exporting
from fonds.services.export_preview import missing_need

Index = QModelIndex | QPersistentModelIndex
_NAME = Qt.ItemDataRole.UserRole
_SENTENCE = Qt.ItemDataRole.UserRole + 1
_ICON = 20
_LINES = 2
"""Lines that a sentence may have; all of it is in the tool tip."""
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class FormatList(QListWidget):
    """One format is chosen, always."""

    chosen = Signal(str)
    """The name of the format that is now chosen."""

    def __init__(self, theme: Theme, icons: Icons, names: tuple[str, ...] = exporting.FORMATS) -> None:
        super().__init__()
        self._icons = icons
        self.setAccessibleName(self.tr("Format"))
        self.setItemDelegate(_FormatDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumWidth(210)
        for purpose, formats in grouped(names):
            heading = QListWidgetItem(purpose_text(purpose))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(heading)
            for name in formats:
                self.addItem(self._item(name))
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def name(self) -> str:
        """The format that is chosen."""
        item = self.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def choose(self, name: str) -> None:
        """Choose a format; the first one of the program where it is unknown or cannot be had."""
        items = {item.data(_NAME): item for item in map(self.item, range(self.count())) if _enabled(item)}
        found = items.get(name) or items.get(exporting.AS_IMPORTED) or next(iter(items.values()), None)
        if found is not None:
            self.setCurrentItem(found)

    def _item(self, name: str) -> QListWidgetItem:
        face, need = face_of(name), missing_need(name)
        title, sentence = title_text(name), say(face.sentence)
        item = QListWidgetItem(self._icons.icon(face.icon), title)
        if need:
            sentence = self.tr("Needs the package {name}, which is not installed.").replace("{name}", need)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(_NAME, name)
        item.setData(_SENTENCE, sentence)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}. {sentence}")
        item.setToolTip(sentence)
        return item

    def _on_current_changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            above = self.item(self.row(item) - 1)
            if above is not None and not _enabled(above):
                self.scrollToItem(above)  # the first of a group shows its heading, too
            self.scrollToItem(item)
            self.chosen.emit(str(item.data(_NAME)))


def _enabled(item: QListWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)


class _FormatDelegate(QStyledItemDelegate):
    """Headings in small bold, formats with a sentence below the name."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(option.font).lineSpacing()
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        sentence = index.data(_SENTENCE)
        if not sentence:
            return QSize(width, line + GRID + (GRID if index.row() else 0))
        metrics = QFontMetrics(_small(option.font))
        height = _sentence_rect(metrics, QRect(0, 0, _text_width(width), 10_000), str(sentence)).height()
        return QSize(width, line + min(height, _LINES * metrics.lineSpacing()) + GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        sentence = index.data(_SENTENCE)
        painter.save()
        if sentence:
            self._paint_format(painter, option, str(sentence))
        else:
            font = _small(option.font)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._theme.color(Role.TEXT_QUIET))
            rect = option.rect.adjusted(GRID, 0, -GRID, -GRID // 2)
            painter.drawText(
                rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), option.text
            )
        painter.restore()

    def _paint_format(self, painter: QPainter, option: QStyleOptionViewItem, sentence: str) -> None:
        widget: QWidget | None = option.widget
        assert widget is not None
        title, option.text = option.text, ""
        icon = option.icon
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDecoration
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        lit = selected and bool(option.state & QStyle.StateFlag.State_Active)
        palette = option.palette
        group = QPalette.ColorGroup.Normal if enabled else QPalette.ColorGroup.Disabled
        color = palette.color(group, QPalette.ColorRole.HighlightedText if lit else QPalette.ColorRole.Text)
        quiet = color if lit else self._theme.color(Role.TEXT_QUIET if enabled else Role.TEXT_DISABLED)
        rect = option.rect.adjusted(GRID, GRID // 2, -GRID, -GRID // 2)
        from_left = QRect(rect.left(), rect.top() + 1, _ICON, _ICON)
        icon.paint(painter, from_left, mode=_icon_mode(enabled=enabled, lit=lit))
        place = rect.adjusted(_ICON + GRID, 0, 0, 0)
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        painter.setPen(color)
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), shown)
        painter.setFont(_small(option.font))
        painter.setPen(quiet)
        painter.drawText(place.adjusted(0, metrics.lineSpacing(), 0, 0), _WRAP, sentence)


def _icon_mode(*, enabled: bool, lit: bool) -> QIcon.Mode:
    if not enabled:
        return QIcon.Mode.Disabled
    return QIcon.Mode.Selected if lit else QIcon.Mode.Normal


def _small(font: QFont) -> QFont:
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(1, round(font.pixelSize() * 0.88)))
    else:
        small.setPointSizeF(font.pointSizeF() * 0.88)
    return small


def _text_width(width: int) -> int:
    return width - _ICON - 3 * GRID


def _sentence_rect(metrics: QFontMetrics, rect: QRect, sentence: str) -> QRect:
    return metrics.boundingRect(rect, _WRAP, sentence)
