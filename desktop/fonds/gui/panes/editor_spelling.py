"""Marks words in the editor that no dictionary knows, and offers what may be meant.

Rule: only what is in sight is looked at, a moment after the last key or scroll, and words are looked up in another process;
so a text of megabytes costs no more than a screen of it. The word under the caret is left alone while one writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from fonds.gui.messages import describe_error
from fonds.gui.operations import Operations
from fonds.gui.text_units import characters, units
from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.grammar import HEADER
from fonds.gui.widgets.text_editor import TextEditor
from fonds.model.progress import CancelToken
from fonds.services import dictionaries
from fonds.services.dictionaries import SpellingDictionary
from fonds.services.spelling import Speller
from fonds.text.spelling import Word, best_dictionary, words_of

PAUSE = 400
"""Milliseconds after the last key."""
SCROLL_PAUSE = 120
"""Milliseconds after the last scroll."""
MOST_MARKS = 500
MOST_REMEMBERED = 50_000
"""Words of which it is known whether they are right."""


class EditorSpelling(QObject):
    """Serves one editor."""

    fault_changed = Signal(str)
    """Why nothing is marked though it is switched on, or ""."""

    def __init__(self, text: TextEditor, operations: Operations, theme: Theme) -> None:
        super().__init__(text)
        self._text, self._operations, self._theme = text, operations, theme
        self._speller = Speller()
        self._dictionaries: tuple[SpellingDictionary, ...] | None = None
        self._chosen, self._language = "", ""
        self._post: int | None = None
        self._on = False
        self._known: dict[str, bool] = {}
        self._own: frozenset[str] = frozenset()
        self._ignored: dict[int | None, set[str]] = {}
        self.fault = ""
        """Why nothing is marked though it is switched on; "" when there is no reason."""
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self.look)
        text.textChanged.connect(self._on_text_changed)
        text.updateRequest.connect(self._on_update_requested)
        theme.changed.connect(self._rest.start)
        text.destroyed.connect(self._speller.close)

    # What is used

    @property
    def dictionaries(self) -> tuple[SpellingDictionary, ...]:
        """The dictionaries of this machine."""
        if self._dictionaries is None:
            self._dictionaries = dictionaries.find_dictionaries()
            self._own = dictionaries.load_own_words()
        return self._dictionaries

    @property
    def dictionary(self) -> SpellingDictionary | None:
        """The one for the text that is shown."""
        names = [each.name for each in self.dictionaries]
        name = best_dictionary(self._language, names, self._chosen) or best_dictionary("en-US", names)
        return next((each for each in self.dictionaries if each.name == name), None)

    @property
    def running(self) -> bool:
        """Whether a dictionary is at hand, in its process."""
        return self._speller.running

    def set_on(self, on: bool) -> None:
        """Mark wrong words, or let the dictionary go."""
        self._on = on
        if on:
            self._dictionaries = None  # one may have been added
            self._forget()
        else:
            self.close()
            self._text.set_spelling_hints([])

    def choose(self, name: str) -> None:
        """Use this dictionary for every text; "" the one that its language asks for."""
        self._chosen = name
        self._forget()

    def show_post(self, post: int | None, language: str) -> None:
        """Another text is shown, in this language (a BCP 47 tag)."""
        before = self.dictionary if self._on else None
        self._post, self._language = post, language
        if self._on and self.dictionary != before:
            self._forget()
        self._rest.start(SCROLL_PAUSE)

    def close(self) -> None:
        """Let the dictionary go; it is loaded again when it is needed."""
        self._rest.stop()
        self._operations.cancel_channel(self._channel)
        self._speller.close()

    def _forget(self) -> None:
        self._known.clear()
        self._tell("")
        self._rest.start(0)

    def _tell(self, fault: str) -> None:
        self.fault = fault
        self.fault_changed.emit(fault)

    @property
    def _channel(self) -> str:
        return f"spelling-{id(self)}"

    # Marks

    def _on_text_changed(self) -> None:
        if self._on:
            self._rest.start(PAUSE)

    def _on_update_requested(self, _area: object, scrolled: int) -> None:
        if self._on and scrolled:
            self._rest.start(SCROLL_PAUSE)

    def look(self) -> None:
        """Mark what is known to be wrong in sight, and look up what is not known."""
        dictionary = self.dictionary if self._on else None
        if dictionary is None or self.fault:
            self._text.set_spelling_hints([])
            return
        seen = self._seen()
        self._text.set_spelling_hints(self._hints(seen))
        asked = sorted({word for _, found in seen for *_, word in found if word not in self._known})
        if asked:
            self._operations.run_read(
                partial(self._look_up, dictionary, asked),
                partial(self._on_looked_up, dictionary, asked),
                channel=self._channel,
                on_failed=self._on_failed,
            )

    def _look_up(
        self, dictionary: SpellingDictionary, words: Sequence[str], cancel: CancelToken
    ) -> frozenset[str]:
        return self._speller.unknown_words(dictionary.stem, words, cancel)

    def _on_looked_up(
        self, dictionary: SpellingDictionary, words: Sequence[str], unknown: frozenset[str]
    ) -> None:
        if dictionary != self.dictionary or not self._on:
            return
        if len(self._known) > MOST_REMEMBERED:
            self._known.clear()
        self._known.update((word, word not in unknown) for word in words)
        self.look()

    def _on_failed(self, error: Exception) -> None:
        self._tell(describe_error(error))
        self._text.set_spelling_hints([])

    def _seen(self) -> list[tuple[QTextBlock, list[Word]]]:
        """The lines in sight, with their words."""
        block = self._text.firstVisibleBlock()
        bottom = self._text.viewport().rect().bottom()
        found: list[tuple[QTextBlock, list[Word]]] = []
        while block.isValid():
            area = self._text.blockBoundingGeometry(block).translated(self._text.contentOffset())
            if area.top() > bottom:
                break
            found.append((block, self._words(block)))
            block = block.next()
        return found

    def _words(self, block: QTextBlock) -> list[Word]:
        grammar = self._text.highlighter.grammar
        previous = block.previous()
        state = previous.userState() if previous.isValid() else 0
        line = block.text()
        spans, after = grammar.spans(line, state, first=not previous.isValid())
        if HEADER in (state & 0xFF if state > 0 else 0, after & 0xFF if after > 0 else 0):
            return []
        return words_of(line, spans)

    def _is_wrong(self, word: str) -> bool:
        if self._known.get(word, True) or word in self._ignored.get(self._post, ()):
            return False
        return word not in self._own and word.lower() not in self._own

    def _hints(self, seen: Sequence[tuple[QTextBlock, list[Word]]]) -> list[QTextEdit.ExtraSelection]:
        caret = self._text.textCursor().position() if self._text.hasFocus() else -1
        hints: list[QTextEdit.ExtraSelection] = []
        for block, words in seen:
            for start, length, word in words:
                if not self._is_wrong(word):
                    continue
                cursor = _cursor(block, start, length)
                if cursor.selectionEnd() != caret and len(hints) < MOST_MARKS:
                    hints.append(self._hint(cursor))
        return hints

    def _hint(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        hint = QTextEdit.ExtraSelection()
        hint.cursor = cursor
        hint.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        hint.format.setUnderlineColor(self._theme.color(Role.ERROR))
        return hint

    # The menu

    def fill_menu(self, menu: QMenu, place: QPoint) -> None:
        """Put what can be done with a wrong word at this place of the view before all else."""
        found = self.wrong_word_at(place)
        dictionary = self.dictionary
        if found is None or dictionary is None:
            return
        cursor, word = found
        first = menu.actions()[0] if menu.actions() else None
        waiting = QAction(self.tr("Looking for suggestions…"), menu)
        waiting.setEnabled(False)
        add = QAction(self.tr("Add “{word}” to my dictionary").replace("{word}", word), menu)
        ignore = QAction(self.tr("Ignore in this post"), menu)
        add.triggered.connect(lambda: self.add_word(word))
        ignore.triggered.connect(lambda: self.ignore_word(word))
        for action in (waiting, add, ignore):
            menu.insertAction(first, action)  # type: ignore[arg-type]
        menu.insertSeparator(first)  # type: ignore[arg-type]
        self._operations.run_read(
            lambda cancel: self._speller.suggestions(dictionary.stem, word, cancel),
            partial(self._show_suggestions, menu, waiting, cursor),
            channel=f"suggestions-{id(self)}",
            on_failed=lambda _error: self._show_suggestions(menu, waiting, cursor, ()),
        )

    def _show_suggestions(
        self, menu: QMenu, waiting: QAction, cursor: QTextCursor, suggestions: Sequence[str]
    ) -> None:
        from shiboken6 import isValid

        if not isValid(menu) or not isValid(waiting):
            return
        if not suggestions:
            waiting.setText(self.tr("No suggestions"))
            return
        for suggestion in suggestions:
            action = QAction(suggestion, menu)
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            action.setEnabled(not self._text.isReadOnly())
            action.triggered.connect(partial(self._replace, cursor, suggestion))
            menu.insertAction(waiting, action)
        menu.removeAction(waiting)

    def wrong_word_at(self, place: QPoint) -> tuple[QTextCursor, str] | None:
        """The wrong word at a place of the view, or where the caret is when nobody points there."""
        if not self._on:
            return None
        at = self._text.cursorForPosition(place)
        block, text = at.block(), at.block().text()
        here = characters(text, at.positionInBlock())
        for start, length, word in self._words(block):
            if start <= here <= start + length and self._is_wrong(word):
                return _cursor(block, start, length), word
        return None

    def _replace(self, cursor: QTextCursor, word: str, _checked: bool = False) -> None:
        cursor.insertText(word)
        self._text.setFocus()

    def add_word(self, word: str) -> None:
        """Remember a word as right, in every text."""
        self._operations.run_read(
            lambda _cancel: dictionaries.add_own_word(word), self._on_word_added, title=self.tr("Spelling")
        )

    def _on_word_added(self, words: frozenset[str]) -> None:
        self._own = words
        self.look()

    def ignore_word(self, word: str) -> None:
        """Do not mark a word in this post while the window is open."""
        self._ignored.setdefault(self._post, set()).add(word)
        self.look()


def _cursor(block: QTextBlock, start: int, length: int) -> QTextCursor:
    text = block.text()
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + units(text, start))
    cursor.setPosition(block.position() + units(text, start + length), QTextCursor.MoveMode.KeepAnchor)
    return cursor
