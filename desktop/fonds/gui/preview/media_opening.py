"""Opens a copy of a post's sound or film with another program, after a person agreed. The copies go with the window."""

from __future__ import annotations

import mimetypes
import posixpath
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from fonds.gui.operations import Operations
from fonds.gui.panes.preview import PreviewPane
from fonds.gui.preview.link_question import ask_to_open_file
from fonds.services.archives import Archive
from fonds.services.previewing import Previewer, split_owner

_WRONG = re.compile(r"[^\w.()\[\] -]+")


class MediaOpening(QObject):
    """Serves one preview."""

    told = Signal(str)
    """Why a file was not opened."""

    def __init__(self, pane: PreviewPane, operations: Operations, previewer: Callable[[], Previewer]) -> None:
        super().__init__(pane)
        self._pane = pane
        self._operations = operations
        self._previewer = previewer
        self._folder: QTemporaryDir | None = None

    def ask(self, archive: Archive, reference: str) -> None:
        """Ask about the file that the shown post refers to so."""
        post_id = self._pane.post_id
        if post_id is None:
            return
        name = file_name(reference)

        def load() -> None:
            self._operations.run_read(
                lambda cancel: self._previewer().find_media(archive, post_id, reference, cancel),
                lambda media: self._open(name, media),
                title=self.tr("Open a file"),
            )

        ask_to_open_file(self._pane, name, load)

    def _open(self, name: str, media: tuple[bytes, str] | None) -> None:
        if media is None:
            self.told.emit(self.tr("The archive does not have this file: {name}").replace("{name}", name))
            return
        if self._folder is None:
            self._folder = QTemporaryDir()
        path = Path(self._folder.path()) / safe_name(name, media[1])
        try:
            path.write_bytes(media[0])
        except OSError as error:
            self.told.emit(error.strerror or str(error))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def file_name(reference: str) -> str:
    """The name of a file by how a text refers to it."""
    path = split_owner(reference)[1].partition("?")[0].partition("#")[0]
    return posixpath.basename(path.rstrip("/")) or path


def safe_name(name: str, kind: str) -> str:
    """A name for a file of this MIME type, under which no system takes it for anything else."""
    stem, _, _ = name.rpartition(".")
    suffix = mimetypes.guess_extension(kind) or ".bin"
    named = posixpath.splitext(name)[1].lower()
    if named and mimetypes.guess_type(f"x{named}")[0] == kind:
        suffix = named
    return (_WRONG.sub("_", stem or name)[:80].strip(" .") or "file") + suffix
