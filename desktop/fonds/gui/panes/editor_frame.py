"""The editor's parts and how they lie: header, notice, form and text, or a sentence in place of a post."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from fonds.gui.icons import Icons
from fonds.gui.messages import describe_error
from fonds.gui.panes.editing_session import EditingSession
from fonds.gui.theme import Theme
from fonds.gui.widgets.editor_header import EditorHeader, EditorState
from fonds.gui.widgets.empty_state import EmptyState
from fonds.gui.widgets.metadata_form import MetadataForm
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.gui.widgets.text_editor import TextEditor
from fonds.model.errors import UserError
from fonds.model.post import Post
from fonds.model.revision import MetadataEdit


class EditorFrame(QWidget):
    """Holds the editor's widgets and puts a session on the screen; knows nothing of archives."""

    shown_session = Signal()
    """A session was put on the screen, or what may be done with it changed."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = EditorHeader(theme, icons)
        self.notice = NoticeBar(theme, icons)
        self.source_notice = NoticeBar(theme, icons)
        self.form = MetadataForm(theme, icons)
        self.text = TextEditor(theme)
        self.empty = EmptyState(theme, icons)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.form)
        self.text_place = QWidget()
        """The text, and above and below it what belongs to it."""
        place = QVBoxLayout(self.text_place)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(0)
        place.addWidget(self.text, 1)
        self.splitter.addWidget(self.text_place)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self._page = QWidget()
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.source_notice)
        layout.addWidget(self.notice)
        layout.addWidget(self.splitter, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setFocusProxy(self.text)
        self.header.form_toggled.connect(self.form.setVisible)
        self._divided = False
        self._session: EditingSession | None = None
        self.splitter.splitterMoved.connect(self._on_splitter_moved)

    @property
    def session(self) -> EditingSession | None:
        """The post that is shown, and its text as it stands in the window."""
        return self._session

    @property
    def post(self) -> Post | None:
        """The post that is shown, as the archive has it."""
        return self._session.post if self._session else None

    @property
    def whole(self) -> bool:
        """Whether the text is the whole file."""
        return self._session is not None and self._session.whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._divided and self.shows_post:
            self._divide()

    def _divide(self) -> None:
        """Give the form what it needs, but most of the room to the text; from then on the person decides."""
        room = self.splitter.height()
        form = min(self.form.sizeHint().height(), room * 2 // 5)
        self.splitter.setSizes([form, room - form])

    @property
    def shows_post(self) -> bool:
        """Whether a post is on the screen."""
        return self._stack.currentWidget() is self._page

    def tell(self, sentence: str) -> None:
        """Show a sentence in place of a post."""
        self.notice.dismiss()
        self.text.set_read_only(True)
        self.empty.tell("editor", sentence)
        self._stack.setCurrentWidget(self.empty)

    def show_save_error(self, error: Exception) -> None:
        """Say why a save did not succeed: at the field, or above the post."""
        sentence = describe_error(error)
        if isinstance(error, UserError) and error.field and self.form.show_error(error.field, sentence):
            self.header.form_button.setChecked(True)
        else:
            text = self.tr("Not saved. {reason}")
            self.notice.tell(NoticeKind.ERROR, text.replace("{reason}", sentence))

    def begin_title(self) -> None:
        """Let the next key begin the title: of a post that was just made."""
        if self.whole:
            self.header.whole_button.click()
        self.header.form_button.setChecked(True)
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.title.selectAll()

    def show_session(self, session: EditingSession, fields: MetadataEdit, *, locked: bool) -> None:
        """Show a post with these fields edited. The same document stays where it is; another one is put in its place."""
        caret = _Caret(self.form)
        self.form.load(session.shown, session.view)
        self.form.apply(fields, session.form)
        caret.put_back()
        self.form.set_read_only(locked or session.whole)
        # What cannot be read has no fields to show; the text is all there is.
        self.header.form_button.setEnabled(not session.whole)
        self.header.show_whole(whole=session.whole, locked=session.kept_raw or session.cut)
        self.form.setVisible(not session.whole and self.header.form_button.isChecked())
        if self.text.source is not session.document:
            self.text.set_source(session.document, session.grammar)
            cursor = self.text.textCursor()
            cursor.setPosition(min(session.position, session.document.characterCount() - 1))
            self.text.setTextCursor(cursor)
            self.text.verticalScrollBar().setValue(session.scroll)
        else:
            self.text.highlighter.set_grammar(session.grammar)
        self.text.set_read_only(locked)
        self.header.set_title(session.post.metadata.title)
        if not self.shows_post:
            self._stack.setCurrentWidget(self._page)
            self._page.layout().activate()  # type: ignore[union-attr]
            if not self._divided:
                self._divide()
        self.shown_session.emit()

    def fields_of(self, session: EditingSession, *, strict: bool = False) -> MetadataEdit:
        """What the form says of the post that is shown; how it is to be written goes into the session."""
        if session.whole:
            return MetadataEdit()
        session.form = self.form.header_form()
        return self.form.edit(strict=strict)

    def show_state(self, session: EditingSession | None, *, dirty: bool, locked: bool) -> None:
        """Say in the header how the post that is shown stands to the archive."""
        if session is not None and session.saving:
            state = EditorState.SAVING
        elif locked:
            state = EditorState.READ_ONLY
        elif dirty:
            state = EditorState.RESTORED if session and session.restored else EditorState.UNSAVED
        else:
            state = EditorState.SAVED
        self.header.set_state(state)

    def _make_timer(self, delay: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=delay)
        timer.timeout.connect(slot)
        return timer

    def commit_composed(self) -> None:
        """Let an input method put down the word that it is composing."""
        if self.text.composing:
            QGuiApplication.inputMethod().commit()

    def _on_splitter_moved(self) -> None:
        self._divided = True

    def remember_place(self, session: EditingSession) -> None:
        """Keep the fields as they are edited, the caret and the scroll position in a session that is left."""
        session.fields = self.fields_of(session)
        session.position = self.text.textCursor().position()
        session.scroll = self.text.verticalScrollBar().value()


class _Caret:
    """Where one types in the form; what is shown again after a save must not move it."""

    def __init__(self, form: QWidget) -> None:
        focused = QApplication.focusWidget()
        self._line = focused if isinstance(focused, QLineEdit) and form.isAncestorOf(focused) else None
        self._text = "" if self._line is None else self._line.text()
        self._position = 0 if self._line is None else self._line.cursorPosition()

    def put_back(self) -> None:
        """Put the caret where it was, if the same text stands there."""
        if self._line is not None and self._line.text() == self._text:
            self._line.setCursorPosition(self._position)
