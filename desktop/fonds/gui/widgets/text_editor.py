"""The plain-text editor for sources. It never alters a character that was not typed, pasted or deleted.

``edited`` is emitted when the text changed and no input method is in the middle of composing, so that whoever keeps
or renders the text never sees half a word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from fonds.gui.theme import GRID, Role, Theme
from fonds.gui.widgets.grammar import Grammar
from fonds.gui.widgets.highlighter import SourceHighlighter
from fonds.gui.widgets.line_keys import INDENT, break_line, indent, outdent, surround
from fonds.gui.widgets.source_document import SourceDocument
from fonds.text.markup_forms import PAIRS

ZOOMS = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)

_SYNTAX = {
    "heading": Role.SYNTAX_HEADING,
    "strong": Role.TEXT,
    "emphasis": Role.TEXT,
    "code": Role.SYNTAX_CODE,
    "link": Role.LINK,
    "quote": Role.TEXT_QUIET,
    "marker": Role.SYNTAX_MARKUP,
    "tag": Role.SYNTAX_MARKUP,
    "string": Role.SYNTAX_STRING,
    "comment": Role.SYNTAX_COMMENT,
    "entity": Role.SYNTAX_STRING,
    "key": Role.SYNTAX_KEY,
}


class Taker(Protocol):
    """Takes what is dropped or pasted and is no text."""

    def can_take(self, data: QMimeData) -> bool:
        """Whether it takes this."""

    def take(self, data: QMimeData) -> None:
        """Take it, where the caret is."""


class TextEditor(QPlainTextEdit):
    """Edits a SourceDocument: Markdown, HTML or a whole file with its front matter."""

    edited = Signal()
    zoom_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = 100
        self._showing = False
        self.commands: dict[int, Callable[[], object]] = {}
        """What keys (combined with their modifiers) do for whoever serves this editor, before they do anything in the
        window."""
        self.reading_keys: set[int] = set()
        """Those of them that work in a text that is only read as well."""
        self.taker: Taker | None = None
        """Who takes what is dropped or pasted and is no text."""
        self.overlays: list[Callable[[QPainter, QRect], None]] = []
        """What is painted over the text, each time a part of it is."""
        self._hit_hints: list[QTextEdit.ExtraSelection] = []
        self._find_hints: list[QTextEdit.ExtraSelection] = []
        self._spelling_hints: list[QTextEdit.ExtraSelection] = []
        self._formats = self._make_formats()
        self._source = SourceDocument(parent=self)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAccessibleName(self.tr("Text"))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setCursorWidth(2)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._mark_current_line)
        theme.changed.connect(self._on_theme_changed)
        self.set_source(self._source)
        self._on_theme_changed()

    # The document

    @property
    def source(self) -> SourceDocument:
        """The document that is shown."""
        return self._source

    def set_source(self, document: SourceDocument, grammar: Grammar | None = None) -> None:
        """Show a document, with its own undo history; the caller keeps it alive and may show it again later."""
        self._showing = True
        try:
            before, self._source = self._source, document
            self._hit_hints, self._find_hints, self._spelling_hints = [], [], []
            document.setDefaultFont(self.font())
            document.set_shown(True)
            self.setDocument(document)
            if before is not document:
                before.set_shown(False)
        finally:
            self._showing = False
        self._apply_tab_width()
        highlighter = document.findChild(SourceHighlighter)
        if highlighter is None:
            SourceHighlighter(document, grammar or Grammar(), self._formats)
        else:
            highlighter.set_formats(self._formats)
            if grammar is not None:
                highlighter.set_grammar(grammar)
        self._mark_current_line()

    @property
    def highlighter(self) -> SourceHighlighter:
        """What colours the document that is shown."""
        found = self._source.findChild(SourceHighlighter)
        assert found is not None
        return found

    def text(self) -> str:
        """The text, exactly."""
        return self._source.text()

    @property
    def composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def _on_text_changed(self) -> None:
        # While a word is composed the text is not yet changed; what the input method commits comes here again.
        if not self._showing and not self.composing:
            self.edited.emit()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.composing and (command := self._command(event)) is not None:
            event.accept()
            command()
            return
        if self.isReadOnly() or self.composing:
            super().keyPressEvent(event)
            return
        key, modifiers = event.key(), event.modifiers()
        plain = not modifiers & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            break_line(self, smart=not modifiers & Qt.KeyboardModifier.ShiftModifier)
        elif key == Qt.Key.Key_Tab and modifiers == Qt.KeyboardModifier.NoModifier:
            indent(self)
        elif key == Qt.Key.Key_Backtab:
            outdent(self)
        elif event.matches(QKeySequence.StandardKey.Delete) and self._delete_over_soft_break():
            pass
        elif event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            break_line(self, smart=False)
        elif not self._surround(event.text()):
            super().keyPressEvent(event)
            return
        event.accept()
        self.ensureCursorVisible()

    def event(self, event: QEvent) -> bool:
        # Keys of the text go before those of the window while one writes: Ctrl+I is italic here, and imports elsewhere.
        asked = event.type() is QEvent.Type.ShortcutOverride and not self.composing
        if asked and isinstance(event, QKeyEvent) and self._command(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        # It does not matter whether a key is one of the keypad's.
        key = event.keyCombination().toCombined() & ~Qt.KeyboardModifier.KeypadModifier.value
        if (self.isReadOnly() and key not in self.reading_keys) or _writes_a_letter(event):
            return None
        return self.commands.get(key)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # What an input method gives at once, as Chinese quotation marks, goes around the selection as a key does.
        at_once = not (self.composing or event.preeditString() or event.replacementLength())
        if not (at_once and not self.isReadOnly() and self._surround(event.commitString())):
            super().inputMethodEvent(event)

    def _surround(self, text: str) -> bool:
        pair = PAIRS.get(text)
        if pair is None or not self.textCursor().hasSelection():
            return False
        surround(self, *pair)
        return True

    def _delete_over_soft_break(self) -> bool:
        """At the end of a piece of a long line, Delete takes the next character: the break itself is none."""
        cursor = self.textCursor()
        if cursor.hasSelection() or not cursor.atBlockEnd() or not self._source.ends_softly(cursor.block()):
            return False
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 2)
        cursor.removeSelectedText()
        return True

    # Paste, copy, drop

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self._source.text_between(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        if self.taker is not None and self.taker.can_take(source):
            return True
        # Other files that are dropped belong to the window, which offers to import them.
        return source.hasText() and not any(url.isLocalFile() for url in source.urls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.taker is not None and self.taker.can_take(source):
            self.taker.take(source)
        elif self.canInsertFromMimeData(source):
            cursor = self.textCursor()
            self._source.insert_text(cursor, source.text())
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    # Look

    @property
    def zoom(self) -> int:
        """The size of the text in per cent of the window's."""
        return self._zoom

    def set_zoom(self, zoom: int) -> None:
        """Set the size of the text in per cent of the window's, within what ZOOMS spans."""
        zoom = max(ZOOMS[0], min(zoom, ZOOMS[-1]))
        if zoom != self._zoom:
            self._zoom = zoom
            self._apply_font()
            self.zoom_changed.emit(zoom)

    def zoom_by(self, steps: int) -> None:
        """Go up or down the ZOOMS; 0 goes back to 100 per cent."""
        near = min(range(len(ZOOMS)), key=lambda index: abs(ZOOMS[index] - self._zoom))
        self.set_zoom(100 if steps == 0 else ZOOMS[max(0, min(near + steps, len(ZOOMS) - 1))])

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            delta = event.angleDelta().y()
            if delta:
                self.zoom_by(1 if delta > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def set_gutter(self, width: int) -> None:
        """Leave room at the left edge, for the numbers of the lines."""
        self.setViewportMargins(width, 0, 0, 0)

    def set_wrapped(self, wrapped: bool) -> None:
        """Break long lines at the pane's edge, or let them run on."""
        mode = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(mode.WidgetWidth if wrapped else mode.NoWrap)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._source.has_soft_breaks:
            self._paint_soft_breaks(event)
        if self.overlays:
            painter = QPainter(self.viewport())
            for paint in self.overlays:
                paint(painter, event.rect())
            painter.end()

    def _paint_soft_breaks(self, event: QPaintEvent) -> None:
        """A quiet sign where a long line is broken for the eye alone."""
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.color(Role.TEXT_DISABLED))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        metrics = self.fontMetrics()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if area.top() > event.rect().bottom():
                break
            layout = block.layout()
            if self._source.ends_softly(block) and layout.lineCount():
                line = layout.lineAt(layout.lineCount() - 1)
                left = min(
                    area.left() + line.naturalTextRect().right() + 2, self.viewport().width() - GRID * 2
                )
                painter.drawText(QPointF(left, area.top() + line.y() + metrics.ascent()), "↩")
            block = block.next()
        painter.end()

    def _mark_current_line(self) -> None:
        if self.isReadOnly():
            self.setExtraSelections([*self._spelling_hints, *self._hit_hints, *self._find_hints])
            return
        hint = QTextEdit.ExtraSelection()
        color = QColor(self._theme.color(Role.HOVER))
        color.setAlpha(110)
        hint.format.setBackground(color)
        hint.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        hint.cursor = QTextCursor(self.textCursor())
        hint.cursor.clearSelection()
        self.setExtraSelections([hint, *self._spelling_hints, *self._hit_hints, *self._find_hints])

    def set_hit_hints(self, hints: list[QTextEdit.ExtraSelection]) -> None:
        """Mark places in the document that is shown, over the mark of the current line."""
        self._hit_hints = hints
        self._mark_current_line()

    def set_find_hints(self, hints: list[QTextEdit.ExtraSelection]) -> None:
        """Mark what is looked for in this text, over what was searched for in the archive."""
        self._find_hints = hints
        self._mark_current_line()

    def set_spelling_hints(self, hints: list[QTextEdit.ExtraSelection]) -> None:
        """Mark words that no dictionary knows, below all other marks."""
        if hints or self._spelling_hints:
            self._spelling_hints = hints
            self._mark_current_line()

    def visible_range(self) -> tuple[int, int]:
        """From where to where the text is in sight; whole lines."""
        block = self.firstVisibleBlock()
        start = end = block.position()
        bottom = self.viewport().rect().bottom()
        while block.isValid():
            end = block.position() + block.length() - 1
            if self.blockBoundingGeometry(block).translated(self.contentOffset()).bottom() > bottom:
                break
            block = block.next()
        return start, end

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be read and copied only; the caret stays, so that the keyboard can select."""
        self.setReadOnly(read_only)
        flags = self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self._mark_current_line()

    def _on_theme_changed(self) -> None:
        self._apply_font()
        self._formats = self._make_formats()
        self.highlighter.set_formats(self._formats)
        self._mark_current_line()

    def _apply_font(self) -> None:
        font = self._theme.fixed_font()
        font.setPointSizeF(font.pointSizeF() * self._zoom / 100)
        self.setFont(font)
        self._source.setDefaultFont(font)
        self._apply_tab_width()

    def _apply_tab_width(self) -> None:
        self.setTabStopDistance(INDENT * self.fontMetrics().horizontalAdvance(" "))

    def _make_formats(self) -> dict[str, QTextCharFormat]:
        formats = {}
        for name, role in _SYNTAX.items():
            item = QTextCharFormat()
            item.setForeground(self._theme.color(role))
            formats[name] = item
        formats["heading"].setFontWeight(QFont.Weight.Bold)
        formats["strong"].setFontWeight(QFont.Weight.Bold)
        formats["emphasis"].setFontItalic(True)
        return formats


def _writes_a_letter(event: QKeyEvent) -> bool:
    """Whether AltGr, which comes as Ctrl with Alt on some systems, makes a letter of its own with a key: ł is no command."""
    text, key = event.text(), event.key()
    if not event.modifiers() & Qt.KeyboardModifier.AltModifier or not text.isprintable() or not text:
        return False
    return not (key < 0x110000 and text.upper() == chr(key).upper())
