"""Counts the text of the editor, and the selection, a moment after they changed; a long text in the background."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from fonds.gui.operations import Operations
from fonds.gui.widgets.editor_foot import EditorFoot
from fonds.gui.widgets.text_editor import TextEditor
from fonds.model.progress import CancelToken
from fonds.text.text_counts import TextCounts, count_text

PAUSE = 250
"""Milliseconds after the last key or step of the caret."""
AT_ONCE = 20_000
"""Characters that are counted without a thread."""


class EditorCounts(QObject):
    """Serves one editor and its foot."""

    def __init__(self, text: TextEditor, foot: EditorFoot, operations: Operations) -> None:
        super().__init__(foot)
        self._text = text
        self._foot = foot
        self._operations = operations
        self._channel = f"counts-{id(self)}"
        self._whole = TextCounts()
        self._counted: tuple[object, int] = (None, 0)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._count)
        text.edited.connect(self._timer.start)
        text.selectionChanged.connect(self._timer.start)

    def count_again(self) -> None:
        """Another text is shown."""
        self._count()

    def _count(self) -> None:
        source = self._text.source
        state = (source, source.revision())
        text = "" if state == self._counted else source.text()
        part = _lines_of(self._text.textCursor().selectedText())
        if len(text) + len(part) <= AT_ONCE:
            text = _lines_of(text)
            whole = count_text(text) if text or state != self._counted else None
            self._show(state, (whole, count_text(part) if part else None))
            return
        fresh = state != self._counted
        self._operations.run_read(
            partial(_count_both, text if fresh else None, part),
            partial(self._show, state),
            channel=self._channel,
        )

    def _show(self, state: tuple[object, int], counts: tuple[TextCounts | None, TextCounts | None]) -> None:
        whole, part = counts
        if state[0] is not self._text.source:
            return
        if whole is not None:
            self._whole, self._counted = whole, state
        self._foot.show_counts(self._whole, part)


def _lines_of(text: str) -> str:
    """A text in which every line ends with one line feed."""
    return text.replace("\u2029", "\n").replace("\r\n", "\n").replace("\r", "\n")


def _count_both(
    text: str | None, part: str, cancel: CancelToken
) -> tuple[TextCounts | None, TextCounts | None]:
    go_on = cancel.raise_if_cancelled
    return (
        None if text is None else count_text(_lines_of(text), go_on),
        count_text(part, go_on) if part else None,
    )
