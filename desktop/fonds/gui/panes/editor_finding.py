"""Finds and replaces in the text of the editor. The search runs in the background with a limit of time; only the hits in
sight are marked; whatever is replaced is one undo step.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from fonds.gui.messages import number_text, plural, translate
from fonds.gui.operations import Operations
from fonds.gui.pattern_messages import describe_pattern_problem
from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.replace_bar import ReplaceBar
from fonds.gui.widgets.text_editor import TextEditor
from fonds.gui.widgets.text_snapshot import TextSnapshot
from fonds.text.find_pattern import (
    FindRequest,
    Found,
    Replacement,
    WrongPattern,
    find_all,
    replacement_at,
    replacements,
)

PAUSE = 120
"""Milliseconds after the last key until the search begins."""
MOST_MARKS = 500
MANY_MARKS = 60
"""Marks beyond which they are taken away while one types: to set them anew with each key would be felt."""
FEW = 200
"""Places up to which each is replaced by itself; of more, the whole stretch is written anew, which is far faster."""


class EditorFinding(QObject):
    """Serves one editor and its bar."""

    def __init__(self, text: TextEditor, bar: ReplaceBar, operations: Operations, theme: Theme) -> None:
        super().__init__(bar)
        self._text = text
        self._bar = bar
        self._operations = operations
        self._theme = theme
        self._channel = f"finding-{id(self)}"
        self._snapshot: TextSnapshot | None = None
        self._found = Found()
        self._range: QTextCursor | None = None
        self._origin = 0
        self._leap = False
        self._then: Callable[[], object] | None = None
        self._marked = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._search)
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._mark)
        bar.changed.connect(self._on_asked)
        bar.inside.toggled.connect(self._on_inside_toggled)
        bar.stepped.connect(self.go)
        bar.replace_clicked.connect(self.replace)
        bar.replace_all_clicked.connect(self.replace_all)
        bar.closed.connect(self._on_closed)
        text.edited.connect(self._on_edited)
        text.selectionChanged.connect(self._tell)
        text.updateRequest.connect(lambda _area, scrolled: self._rest.start() if scrolled else None)
        theme.changed.connect(self._rest.start)

    # Asking

    def open(self, *, replacing: bool) -> None:
        """Show the bar: what is selected in one line is looked for, what is selected in several is looked through."""
        cursor = self._text.textCursor()
        self._origin = cursor.selectionStart()
        selected = cursor.selectedText()
        lines = "\u2029" in selected
        if lines:
            self._bar.inside.setChecked(False)
            self._bar.inside.setChecked(True)
        self._bar.set_may_replace(not self._text.isReadOnly())
        self._bar.open("" if lines or len(selected) > 200 else selected, replacing=replacing)
        self._timer.start(0)

    def close(self) -> None:
        """Hide the bar and the marks."""
        self._bar.close_bar()

    def look_again(self) -> None:
        """Another text is shown, or the same one after a save."""
        if self._range is not None and self._range.document() is not self._text.document():
            self._bar.inside.setChecked(False)
        self._bar.set_may_replace(not self._text.isReadOnly())
        self._forget()
        if self._bar.isVisible():
            self._timer.start(PAUSE)

    def _on_asked(self) -> None:
        self._leap = True
        self._timer.start(PAUSE)

    def _on_inside_toggled(self, inside: bool) -> None:
        self._range = QTextCursor(self._text.textCursor()) if inside else None

    def _on_edited(self) -> None:
        if self._bar.isVisible():
            self._timer.start(PAUSE)
            if self._marked > MANY_MARKS:
                self._marked = 0
                self._text.set_find_hints([])

    def _on_closed(self) -> None:
        self._timer.stop()
        self._operations.cancel_channel(self._channel)
        self._forget()
        self._text.setFocus()

    def _forget(self) -> None:
        self._snapshot, self._found, self._then = None, Found(), None
        self._mark()

    # Searching

    def _search(self) -> None:
        request = self._bar.request
        self._operations.cancel_channel(self._channel)
        if not request.find or not self._bar.isVisible() or self._text.composing:
            self._forget()
            self._bar.tell("")
            self._bar.tell_problem("")
            return
        snapshot = TextSnapshot(self._text.source)
        self._operations.run_read(
            partial(_find, snapshot.text, request, *self._limits(snapshot)),
            partial(self._on_found, snapshot),
            channel=self._channel,
        )

    def _limits(self, snapshot: TextSnapshot) -> tuple[int, int]:
        if self._range is None:
            return 0, len(snapshot.text)
        return (
            snapshot.index(self._range.selectionStart()),
            snapshot.index(self._range.selectionEnd()),
        )

    def _on_found(self, snapshot: TextSnapshot, found: Found | WrongPattern) -> None:
        if isinstance(found, WrongPattern):
            self._tell_wrong(found)
            return
        if not snapshot.fits(self._text.source):
            self._timer.start(PAUSE)
            return
        self._snapshot, self._found = snapshot, found
        self._bar.tell_problem(
            self.tr("Stopped: this expression takes too long in this text.") if found.late else ""
        )
        then, self._then = self._then, None
        if self._leap and found.spans and then is None:
            place = bisect_left(found.spans, (snapshot.index(self._origin), 0))
            self._show_hit(place % len(found.spans))
        self._leap = False
        self._mark()
        self._tell()
        if then is not None:
            then()

    def _tell_wrong(self, problem: WrongPattern) -> None:
        self._forget()
        self._bar.tell("")
        self._bar.tell_problem(describe_pattern_problem(problem))

    @property
    def _fresh(self) -> bool:
        return (
            self._snapshot is not None
            and self._snapshot.fits(self._text.source)
            and not self._timer.isActive()
        )

    # Going

    def go(self, step: int) -> None:
        """Select the next hit, or the one before, round the end."""
        if not self._bar.request.find:
            self.open(replacing=False)
        elif not self._fresh:
            self._then = partial(self.go, step)
            self._timer.start(0)
        elif self._found.spans and self._snapshot is not None:
            spans, cursor = self._found.spans, self._text.textCursor()
            here = self._current()
            if here is None:
                place = bisect_left(spans, (self._snapshot.index(cursor.selectionStart()), 0))
                here = place - 1 if step > 0 else place
            self._show_hit((here + step) % len(spans))

    def _current(self) -> int | None:
        """Which hit is selected."""
        if self._snapshot is None or not self._snapshot.fits(self._text.source):
            return None
        cursor = self._text.textCursor()
        start, end = (
            self._snapshot.index(cursor.selectionStart()),
            self._snapshot.index(cursor.selectionEnd()),
        )
        place = bisect_left(self._found.spans, (start, end))
        if place < len(self._found.spans) and self._found.spans[place] == (start, end):
            return place
        return None

    def _show_hit(self, number: int) -> None:
        self._text.setTextCursor(self._cursor(self._found.spans[number]))
        self._text.centerCursor()
        self._tell()

    def _cursor(self, span: tuple[int, int]) -> QTextCursor:
        assert self._snapshot is not None
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(self._snapshot.position(span[0]))
        end = self._snapshot.position(span[1], end=True) if span[1] > span[0] else cursor.position()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _tell(self) -> None:
        if not self._bar.isVisible() or self._snapshot is None or not self._bar.request.find:
            return
        count, here = len(self._found.spans), self._current()
        if not count:
            text = self.tr("No hits")
        elif here is not None:
            text = self.tr("{number} of {count}").replace("{number}", number_text(here + 1))
            text = text.replace("{count}", number_text(count))
        else:
            text = plural(translate("Finding", "%Ln hit(s)", None, count), count)
        self._bar.tell(f"{text} +" if self._found.cut else text)

    # Replacing

    def replace(self) -> None:
        """Replace the hit that is selected, and go to the next one."""
        if self._text.isReadOnly():
            return
        if not self._fresh:
            self._then = self.replace
            self._timer.start(0)
            return
        here = self._current()
        if here is None or self._snapshot is None:
            self.go(1)
            return
        span = self._found.spans[here]
        try:
            text = replacement_at(self._snapshot.text, self._bar.request, self._bar.replacement.text(), span)
        except WrongPattern as error:
            self._bar.tell_problem(describe_pattern_problem(error))
            return
        if text is not None:
            cursor = self._cursor(span)
            self._text.source.insert_text(cursor, text)
            self._text.setTextCursor(cursor)
            self.go(1)

    def replace_all(self) -> None:
        """Replace every hit, as one undo step."""
        request = self._bar.request
        if self._text.isReadOnly() or not request.find or self._text.composing:
            return
        self._timer.stop()
        snapshot = TextSnapshot(self._text.source)
        self._operations.run_read(
            partial(_replace, snapshot.text, request, self._bar.replacement.text(), *self._limits(snapshot)),
            partial(self._put, snapshot),
            channel=self._channel,
        )

    def _put(
        self, snapshot: TextSnapshot, found: tuple[Replacement, ...] | WrongPattern | TimeoutError
    ) -> None:
        if isinstance(found, WrongPattern):
            self._tell_wrong(found)
            return
        if isinstance(found, TimeoutError):
            self._bar.tell_problem(
                self.tr("Nothing was replaced: this expression takes too long in this text.")
            )
            return
        if not snapshot.fits(self._text.source) or self._text.composing:
            self.replace_all()  # something was typed meanwhile
            return
        self._snapshot = snapshot
        caret = snapshot.index(self._text.textCursor().position())
        edit = self._text.textCursor()
        edit.beginEditBlock()
        if len(found) > FEW and self._text.source.uniform:
            self._put_at_once(snapshot, found)
        else:
            for start, end, text in reversed(found):
                self._text.source.insert_text(self._cursor((start, end)), text)
        edit.endEditBlock()
        moved = sum(len(text) - (end - start) for start, end, text in found if end <= caret)
        after = TextSnapshot(self._text.source)
        cursor = self._text.textCursor()
        cursor.setPosition(after.position(max(0, min(caret + moved, len(after.text)))))
        self._text.setTextCursor(cursor)
        self._timer.stop()  # how many were replaced is to be read, not that there are no more
        self._forget()
        self._bar.tell_problem("")
        self._bar.tell(plural(translate("Finding", "%Ln replaced", None, len(found)), len(found)))

    def _put_at_once(self, snapshot: TextSnapshot, found: tuple[Replacement, ...]) -> None:
        parts, place = [], found[0][0]
        for start, end, text in found:
            parts += [snapshot.text[place:start], text]
            place = end
        self._text.source.insert_text(self._cursor((found[0][0], found[-1][1])), "".join(parts))

    # Marking

    def _mark(self) -> None:
        hints: list[QTextEdit.ExtraSelection] = []
        if self._snapshot is not None and self._snapshot.fits(self._text.source):
            first, last = self._text.visible_range()
            low = bisect_left(self._found.spans, (self._snapshot.index(first), 0))
            high = bisect_left(self._found.spans, (self._snapshot.index(last) + 1, 0))
            hints = [
                self._hint(span) for span in self._found.spans[max(low - 1, 0) : min(high, low + MOST_MARKS)]
            ]
        if hints or self._marked:
            self._marked = len(hints)
            self._text.set_find_hints(hints)

    def _hint(self, span: tuple[int, int]) -> QTextEdit.ExtraSelection:
        hint = QTextEdit.ExtraSelection()
        hint.cursor = self._cursor(span)
        hint.format.setBackground(self._theme.color(Role.HIT))
        hint.format.setForeground(self._theme.color(Role.HIT_TEXT))
        return hint


# What is wrong is an answer, not a failure.


def _find(text: str, request: FindRequest, start: int, end: int, _cancel: object) -> Found | WrongPattern:
    try:
        return find_all(text, request, start, end)
    except WrongPattern as wrong:
        return wrong


def _replace(
    text: str, request: FindRequest, template: str, start: int, end: int, _cancel: object
) -> tuple[Replacement, ...] | WrongPattern | TimeoutError:
    try:
        return replacements(text, request, template, start, end)
    except (WrongPattern, TimeoutError) as fault:
        return fault
