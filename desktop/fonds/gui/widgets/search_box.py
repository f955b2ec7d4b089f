"""The search box: says what is searched for when typing rests for a moment, never while an input method composes.

Keys: Enter searches at once and leads to the list, and so does Down, unless suggestions are offered or the history is
walked through. Ctrl+Space or a lone colon asks for suggestions, Tab takes one, Up walks back through the history, Alt+Down shows it. Esc
closes the suggestions, then clears the box.

Rule: what understands a text is loaded with the first text, and lists are made when they are first shown; the window's
start does without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.search_history import SearchHistory

if TYPE_CHECKING:
    from fonds.gui.widgets.query_marks import QueryNote
    from fonds.gui.widgets.search_completion import SearchCompletion
    from fonds.gui.widgets.suggestion_list import SuggestionList
    from fonds.model.query_tree import Query, QueryMark

PAUSE = 120
"""Milliseconds without typing after which the search begins."""
PATIENCE = 1500
"""Milliseconds without typing after which even what may be only unfinished is called wrong."""
ROOM = 60 * GRID
_LEADING = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ALT, _CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class SearchBox(QLineEdit):
    """A line to search in."""

    search_changed = Signal(str)
    """The text, stripped, whenever it differs from the last one sent."""
    list_requested = Signal()
    """Down or Enter was pressed: the focus should go to what was found."""
    searched = Signal(str)
    """A search was meant, not only typed on the way: worth remembering."""
    values_wanted = Signal(object)
    """Completion needs the values of a Field; None: the keys of the front matter."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sent = ""
        self._composing = False
        self._edited = False
        self._query: Query | None = None
        self._told: tuple[QueryMark, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._send)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._show_marks)
        self._clear = QAction(icons.icon("close"), "", self)
        self._clear.triggered.connect(self.clear_search)
        self.glass = self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self.setMaxLength(2000)
        self.history = SearchHistory()
        self._completion: SearchCompletion | None = None
        self._past: SuggestionList | None = None
        self._note: QueryNote | None = None
        self.textChanged.connect(self._on_text_changed)
        self.textEdited.connect(self._on_text_edited)
        theme.changed.connect(self._show_marks)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Room for some fields, where there is room."""
        return QSize(ROOM, super().sizeHint().height())

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self.setPlaceholderText(self.tr("Search posts"))
        self.setAccessibleName(self.tr("Search posts"))
        self.glass.setText(self.tr("Search options"))
        self.glass.setToolTip(self.tr("Search options"))
        self._clear.setText(self.tr("Clear the search"))
        self._clear.setToolTip(self.tr("Clear the search"))
        self._show_marks()

    @property
    def search_text(self) -> str:
        """What is searched for, whether or not it was sent already."""
        return self.text().strip()

    @property
    def query(self) -> Query:
        """The text as it was understood."""
        if self._query is None:
            from fonds.text.query_parser import parse_query

            self._query = parse_query(self.text())
        return self._query

    @property
    def note(self) -> str:
        """What is said to be wrong just now; "" when nothing is."""
        return self._note.text() if self._note is not None and self._note.isVisible() else ""

    @property
    def completion(self) -> SearchCompletion:
        """What completes the word at the cursor."""
        if self._completion is None:
            from fonds.gui.widgets.search_completion import SearchCompletion
            from fonds.gui.widgets.suggestion_list import SuggestionList

            self._completion = SearchCompletion(self._theme, SuggestionList(self._theme, self), self._put)
            self._completion.names_known.connect(self._on_names_known)
            self._completion.values_wanted.connect(self.values_wanted)
        return self._completion

    @property
    def suggestions(self) -> SuggestionList:
        """What is offered for the word at the cursor."""
        return self.completion.popup

    @property
    def past(self) -> SuggestionList:
        """The history, when it is shown."""
        if self._past is None:
            from fonds.gui.widgets.suggestion_list import SuggestionList

            self._past = SuggestionList(self._theme, self)
            self._past.chosen.connect(self._on_past_chosen)
        return self._past

    def forget_values(self) -> None:
        """The archive is another one, or has changed: completion asks again when it needs values."""
        if self._completion is not None:
            self._completion.forget_values()

    def clear_search(self) -> None:
        """Empty the box and say so at once."""
        self.clear()
        self._send()

    def set_search(self, text: str) -> None:
        """Put a text in and search for it at once."""
        self.setText(text)
        self._send()

    def edit_search(self, text: str) -> None:
        """Put a text in as if it had been typed, so that one undo in the box takes it back; and search for it at once."""
        self.selectAll()
        self.insert(text)
        self._send()

    # Keys and the input method

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self._pause.stop()
            self._hide_lists()
        elif self.search_text != self._sent:
            self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        handled = not self._composing and (
            self._take_list_key(event) or self._take_past_key(event) or self._take_plain_key(event)
        )
        if not handled:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Alt+Down is the next post everywhere else.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            past = event.key() == Qt.Key.Key_Down and bool(event.modifiers() & _ALT)
            if past and self.history.texts:
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab takes a suggestion while some are offered: it comes as a key then.
        return False if self._is_completing() else super().focusNextPrevChild(forward)

    def _take_list_key(self, event: QKeyEvent) -> bool:
        """A key while suggestions are offered."""
        if not self._is_completing():
            return False
        row = self.completion.chosen
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.completion.move_choice(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Tab:
                self.completion.accept(max(row, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row >= 0:
                self.completion.accept(row)
            case Qt.Key.Key_Escape:
                self._hide_lists()
            case _:
                return False
        return True

    def _take_past_key(self, event: QKeyEvent) -> bool:
        """A key while the history is shown."""
        if not self._is_past_shown():
            return False
        past = self.past
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                past.move_choice(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if past.row >= 0:
                self._on_past_chosen(past.row)
            case Qt.Key.Key_Escape:
                self._hide_lists()
            case _:
                return False
        return True

    def _take_plain_key(self, event: QKeyEvent) -> bool:
        """A key while nothing is offered."""
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear_search()
        elif key == Qt.Key.Key_Space and modifiers & _CONTROL:
            self.completion.look_at(self.text(), self.cursorPosition(), asked=True)
        elif key == Qt.Key.Key_Down and modifiers & _ALT:
            self._offer_past()
        elif key == Qt.Key.Key_Up or (key == Qt.Key.Key_Down and self.history.walking):
            past = self.history.walk(1 if key == Qt.Key.Key_Up else -1, self.text())
            if past is not None:
                self.setText(past)
        elif key in _LEADING:
            self._hide_lists()
            self._send()
            self._tell_searched()
            self.list_requested.emit()
        else:
            return False
        return True

    def _offer_past(self) -> None:
        from fonds.gui.widgets.suggestion_list import Line

        self.past.offer([Line(text) for text in self.history.texts])

    # What is typed, and how it is shown

    def _put(self, text: str, cursor: int) -> None:
        """A suggestion was taken."""
        self.setText(text)
        self.setCursorPosition(cursor)
        self.history.leave()

    def _on_past_chosen(self, row: int) -> None:
        self.past.hide()
        self.set_search(self.history.texts[row])
        self._tell_searched()

    def _on_text_edited(self, text: str) -> None:
        # Comes before the other signal, which tells of every change.
        self._edited = True

    def _on_text_changed(self, text: str) -> None:
        from fonds.text.query_parser import parse_query

        edited, self._edited = self._edited, False
        self._clear.setVisible(bool(text))
        self._query = parse_query(text)
        self._hide_lists()
        self._show_marks(typing=True)
        self._patience.start()
        if edited:
            self.history.leave()
        if self._composing:
            return
        self._pause.start()
        if edited:
            self.completion.look_at(text, self.cursorPosition())
            self._tell()

    def _show_marks(self, *, typing: bool = False) -> None:
        """Colour what was understood, underline what was not. While one types, what is only unfinished is let be."""
        if self._query is None:
            self._tell()  # there never was a text
            return
        from fonds.gui.widgets.query_marks import formats_event

        patient = typing and self.hasFocus()
        marks = tuple(mark for mark in self._query.marks if not (patient and mark.unfinished))
        self._told = marks + (() if patient else self._find_unknown())
        if not self._composing:
            event = formats_event(self._query, self._told, self._theme, self.cursorPosition())
            super().inputMethodEvent(event)
        self._tell()

    def _find_unknown(self) -> tuple[QueryMark, ...]:
        """What no post of the archive has; nothing until that is known."""
        from fonds.text.query_check import mark_unknown

        return mark_unknown(self.query, self.completion.known_names)

    def _on_names_known(self) -> None:
        if not self._patience.isActive():
            self._show_marks()

    def _tell(self) -> None:
        wrong = self._describe_wrong()
        self.setAccessibleDescription(wrong)
        self.setToolTip(
            wrong or self.tr("Find posts by words, Chinese characters, or fields such as tag: and date:")
        )
        shown = wrong if self.hasFocus() and not self._is_completing() and not self._is_past_shown() else ""
        if shown and self._note is None:
            from fonds.gui.widgets.query_marks import QueryNote

            self._note = QueryNote(self._theme, self)
        if self._note is not None:
            self._note.tell(shown)

    def _describe_wrong(self) -> str:
        if not self._told:
            return ""
        from fonds.gui import query_messages

        return query_messages.describe_mark(self._told[0])

    def _is_completing(self) -> bool:
        return self._completion is not None and self._completion.visible

    def _is_past_shown(self) -> bool:
        return self._past is not None and self._past.isVisible()

    def _hide_lists(self) -> None:
        if self._completion is not None:
            self._completion.hide()
        if self._past is not None:
            self._past.hide()

    def _send(self) -> None:
        self._pause.stop()
        if self.search_text != self._sent:
            self._sent = self.search_text
            self.search_changed.emit(self._sent)

    def _tell_searched(self) -> None:
        if self._query is not None and self._query.tree is not None:
            self.searched.emit(self.search_text)

    # Coming and going

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide_lists()
        self._show_marks()
        self._tell_searched()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hide_lists()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_again()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place_again()

    def _place_again(self) -> None:
        self._hide_lists()
        self._tell()
