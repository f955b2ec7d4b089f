"""What is dropped or pasted into the editor beside plain text: a picture becomes a file of the archive with its reference
in the text; HTML is put in as it is, or as Markdown. Each is one undo step of the text; the file is one of the archive.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QTextCursor
from PySide6.QtWidgets import QFileDialog

from fonds.gui.messages import describe_error
from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.gui.widgets.notice_bar import NoticeKind
from fonds.gui.widgets.source_document import SourceDocument
from fonds.model.changes import ChangeSet
from fonds.model.errors import EnvironmentProblem
from fonds.model.post import BodyFormat
from fonds.model.progress import CancelToken
from fonds.services import pictures
from fonds.services.archives import Archive
from fonds.text import markup_forms


class EditorPasting(QObject):
    """Serves the editor of one window."""

    def __init__(self, pane: EditorPane, operations: Operations) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = pane.text
        self._operations = operations
        self.archive: Archive | None = None
        self._text.taker = self

    # Pictures

    def can_take(self, data: QMimeData) -> bool:
        """Whether this is a picture, or files that are nothing but pictures, and can be kept."""
        if self.archive is None or self._pane.post is None or self._text.isReadOnly():
            return False
        if data.hasUrls() and any(url.isLocalFile() for url in data.urls()):
            return all(
                url.isLocalFile() and url.path().lower().endswith(pictures.SUFFIXES) for url in data.urls()
            )
        return data.hasImage() and not data.hasText()

    def take(self, data: QMimeData) -> None:
        """Keep the picture, and put it into the text where the caret is."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.take_files(files)
        elif data.hasImage():
            image = QImage(data.imageData())
            name = time.strftime("%Y-%m-%d-%H%M%S.png")
            self._keep(partial(_encoded, image), name, self._place(), "")

    def choose(self) -> None:
        """Let picture files be chosen."""
        dialog = QFileDialog(self._pane.window(), self.tr("Insert pictures"))
        patterns = " ".join(f"*{suffix}" for suffix in pictures.SUFFIXES)
        dialog.setNameFilter(f"{self.tr('Pictures')} ({patterns})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_files(self, files: Sequence[Path]) -> None:
        """Keep picture files, and put them into the text where the caret is, each in a line of its own."""
        place = self._place()
        for number, path in enumerate(files, start=1):
            end = "\n" if number < len(files) else ""
            self._keep(partial(_read, path), path.name, place, end)

    def _place(self) -> QTextCursor:
        """The caret's place, which moves with what is typed before the picture is there."""
        place = QTextCursor(self._text.textCursor())
        place.setPosition(place.selectionEnd())
        return place

    def _keep(self, read: partial[bytes], name: str, place: QTextCursor, end: str) -> None:
        archive, post = self.archive, self._pane.post
        if archive is None or post is None or self._text.isReadOnly():
            return
        self._operations.run_write(
            partial(_keep, archive, post.id, read, name),
            title=self.tr("Keep the picture"),
            initiator=self._pane,
            on_done=partial(self._put, self._text.source, place, Path(name).stem, end),
            on_failed=self._tell_failure,
        )

    def _put(self, source: SourceDocument, place: QTextCursor, name: str, end: str, reference: str) -> None:
        kind = self._text.highlighter.grammar.format
        whole = markup_forms.image(name, reference, kind)
        if source is not self._text.source or self._text.isReadOnly():
            text = self.tr(
                "The picture is kept with the post that was shown before. Its text for it is: {text}"
            )
            self._pane.notice.tell(NoticeKind.INFO, text.replace("{text}", whole))
            return
        source.insert_text(place, whole + end)
        self._text.ensureCursorVisible()

    def _tell_failure(self, error: Exception) -> None:
        text = self.tr("The picture was not kept. {reason}").replace("{reason}", describe_error(error))
        self._pane.notice.tell(NoticeKind.ERROR, text)

    # HTML

    def paste_html(self) -> None:
        """Put the HTML of the clipboard into the text as it is; what is no HTML as plain text."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and not self._text.isReadOnly():
            self._insert(pictures.fragment_of(data.html()).strip() if data.hasHtml() else data.text())

    def paste_markdown(self) -> None:
        """Put the HTML of the clipboard into the text as Markdown; what is no HTML as plain text."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or self._text.isReadOnly():
            return
        if not data.hasHtml() or self._text.highlighter.grammar.format is BodyFormat.HTML:
            self.paste_html()
            return
        html, source = data.html(), self._text.source
        self._operations.run_read(
            partial(_converted, html),
            partial(self._insert_converted, source),
            channel=f"pasting-{id(self)}",
            on_failed=partial(self._insert_plain, source, data.text()),
            title=self.tr("Paste as Markdown"),
        )

    def _insert_converted(self, source: SourceDocument, text: str) -> None:
        if source is self._text.source:
            self._insert(text)

    def _insert_plain(self, source: SourceDocument, text: str, error: Exception) -> None:
        if source is self._text.source:
            self._insert(text)
            told = self.tr("Pasted as plain text. {reason}").replace("{reason}", describe_error(error))
            self._pane.notice.tell(NoticeKind.INFO, told)

    def _insert(self, text: str) -> None:
        if text and not self._text.isReadOnly() and not self._text.composing:
            cursor = self._text.textCursor()
            self._text.source.insert_text(cursor, text)
            self._text.setTextCursor(cursor)
            self._text.ensureCursorVisible()


# In the background; a QImage is a value, and belongs to no thread.


def _keep(archive: Archive, post_id: int, read: partial[bytes], name: str) -> tuple[str, ChangeSet]:
    return pictures.keep_picture(archive, post_id, read(), name)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(
            "“{name}” cannot be read: {reason}.", name=path.name, reason=str(error)
        ) from error


def _encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _converted(html: str, _cancel: CancelToken) -> str:
    return pictures.markdown_of(html)
