"""What was done to several posts, said above the panes with a way to take it back. The offer goes when it holds no more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from fonds.gui.operations import Operations
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.model.changes import ChangeSet


class UndoOffer(QObject):
    """Serves one notice bar."""

    def __init__(self, notice: NoticeBar, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._notice = notice
        self._sentence = ""
        self._own = False
        operations.changed.connect(self._on_changed)

    def tell(self, sentence: str, step: str, undo: tuple[str, Callable[[], None]]) -> None:
        """Say what was done; ``undo`` is offered if there is a step. To be called before the change is published."""
        # Without a step nothing is published that tells of one: the next one that comes is another's.
        self._sentence, self._own = sentence, bool(step)
        close = (QCoreApplication.translate("AccessionActions", "Close"), self._notice.dismiss)
        self._notice.tell(NoticeKind.INFO, sentence, (undo, close) if step else (close,))

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        if self._own:
            self._own = False  # this is the change itself, which is published once it was told
        elif changes.step and self._sentence:
            # Another step is the last one now, or this one was taken back by the menu.
            sentence, self._sentence = self._sentence, ""
            if self._notice.sentence == sentence:
                self._notice.dismiss()
