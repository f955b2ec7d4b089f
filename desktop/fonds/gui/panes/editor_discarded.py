"""Changes that were given up in the editor: kept with their undo history, and offered back, until the post is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from fonds.gui.panes.editing_session import EditingSession, OpenSessions
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind


class DiscardedChanges:
    """Of one editor, whose open sessions these are; it keeps one at a time."""

    def __init__(self, sessions: OpenSessions, bar: NoticeBar) -> None:
        self._sessions, self._bar = sessions, bar
        self._session: EditingSession | None = None

    def put_aside(self, session: EditingSession, *, keep: bool) -> None:
        """Close an open session; ``keep`` it to be taken back, if there are changes in it."""
        self.forget()
        if keep:
            self._sessions.take_out(session)
            self._session = session
        else:
            self._sessions.drop(session.post.id)

    def take(self) -> EditingSession | None:
        """What was kept last; it is kept no longer."""
        session, self._session = self._session, None
        return session

    def forget(self) -> None:
        """Let go of what was kept."""
        if self._session is not None:
            self._session.close()
        self._session = None

    def offer(self, post_id: int, take_back: Callable[[], None]) -> None:
        """Offer to take back what was given up of this post, if anything was."""
        if self._session is None or self._session.post.id != post_id:
            return
        before, text = self._bar.sentence, _translate("The changes were discarded.")
        choice = (_translate("Take back"), take_back)
        self._bar.tell(NoticeKind.INFO, f"{before}\n{text}" if before else text, [choice])


def _translate(text: str) -> str:
    return QCoreApplication.translate("DiscardedChanges", text)
