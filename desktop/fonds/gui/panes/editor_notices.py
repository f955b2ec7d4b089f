"""What the editor says above a post: why it cannot be edited, why it was kept raw, what stands against the archive."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from fonds.gui.messages import describe_problem, problem_place
from fonds.gui.panes.editing_session import EditingSession
from fonds.gui.widgets.notice_bar import Choice, NoticeBar, NoticeKind
from fonds.model.post import Post
from fonds.model.problems import Problem, ProblemKind

_DOUBTS = frozenset({ProblemKind.AMBIGUOUS_BACKSLASH, ProblemKind.AMBIGUOUS_COMMENT})
_HEADER_PROBLEMS = frozenset(
    {
        ProblemKind.UNCLOSED_HEADER,
        ProblemKind.INVALID_HEADER,
        ProblemKind.HEADER_NOT_MAPPING,
        ProblemKind.HEADER_TOO_LARGE,
        ProblemKind.HEADER_TOO_DEEP,
        ProblemKind.HEADER_ALIASES,
        ProblemKind.HEADER_SCRIPT,
    }
)


def _translate(text: str) -> str:
    return QCoreApplication.translate("EditorNotices", text)


class EditorNotices:
    """Fills the editor's notice bar. ``locked`` says whether the post that is shown must not be edited; ``title`` is
    where another reading of the title is put in, as if it were typed."""

    def __init__(self, bar: NoticeBar, title: QLineEdit) -> None:
        self._bar = bar
        self._title = title
        self.locked = False

    def show(self, session: EditingSession, archive_read_only: bool) -> None:
        """Say what there is to say of a post that was just opened."""
        reason = self._reason_of_lock(session, archive_read_only)
        self.locked = bool(reason)
        if reason:
            self._bar.tell(NoticeKind.INFO, reason)
        elif session.kept_raw:
            self._bar.tell(NoticeKind.WARNING, kept_raw_sentence(session.post))
        elif not session.whole and (doubt := title_doubt(session.post)) is not None:
            other = dict(doubt.details)["other"]
            choice: Choice = (_translate("Use that"), lambda: self._take_title(other))
            self._bar.tell(NoticeKind.INFO, describe_problem(doubt), [choice])
        else:
            self._bar.dismiss()

    def tell_restored(self, discard: str, action: object) -> None:
        """Say that unsaved changes of an earlier time are shown."""
        before = self._bar.sentence
        text = _translate("These changes were kept as a draft and are not saved yet.")
        sentence = f"{before}\n{text}" if before else text
        if callable(action):
            self._bar.tell(NoticeKind.INFO, sentence, [(discard, action)])

    def tell_conflict(self, keep: Choice | None, take: Choice) -> None:
        """Say that the post was changed elsewhere since the edit began."""
        text = _translate(
            "This post was changed in the archive after these changes were begun. Which text shall stay?"
        )
        self._bar.tell(NoticeKind.WARNING, text, [choice for choice in (keep, take) if choice is not None])

    def tell_error(self, sentence: str) -> None:
        """Say what did not succeed."""
        self._bar.tell(NoticeKind.ERROR, sentence)

    def _take_title(self, text: str) -> None:
        self._title.setFocus()
        self._title.selectAll()
        self._title.insert(text)
        self._bar.dismiss()

    def _reason_of_lock(self, session: EditingSession, archive_read_only: bool) -> str:
        if archive_read_only:
            return _translate("The archive is open for reading only, so this post cannot be edited.")
        if session.post.trashed_at is not None:
            return _translate("This post is in the trash. Restore it to edit it.")
        if not session.post.text_exact or not session.document.exact:
            return _translate(
                "Some bytes of this file are not text in any encoding that is known. They are shown as �, and the post "
                "is not edited, so that not one of them is lost."
            )
        if session.cut:
            return _translate("This post is too long to be edited here. Only its beginning is shown.")
        return ""


def title_doubt(post: Post) -> Problem | None:
    """The problem that says what else the title may mean, if it was read in one of two ways."""
    for problem in post.problems:
        details = dict(problem.details)
        if problem.kind in _DOUBTS and details.get("value") == post.metadata.title:
            return problem
    return None


def kept_raw_sentence(post: Post) -> str:
    """Why a post was kept raw, where, and what to do."""
    reason = header_fault_sentence(post)
    advice = _translate("Fix it in the text; it becomes an ordinary post when the front matter can be read.")
    return f"{reason}\n{advice}"


def header_fault_sentence(post: Post) -> str:
    """Why the front matter of a post cannot be read, and in which line."""
    reasons = [problem for problem in post.problems if problem.kind in _HEADER_PROBLEMS]
    if not reasons:
        return _translate("The front matter of this file cannot be read.")
    return f"{describe_problem(reasons[0])} ({problem_place(reasons[0])})"
