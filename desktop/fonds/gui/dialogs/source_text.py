"""The text of a file that was not imported, at the line that a problem names. Only to be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from fonds.gui.messages import describe_error, describe_problem, problem_place
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.grammar import Grammar
from fonds.gui.widgets.source_document import SourceDocument
from fonds.gui.widgets.text_editor import TextEditor
from fonds.model.errors import UserError
from fonds.model.post import BodyFormat
from fonds.model.problems import Problem
from fonds.services.sources import is_packed
from fonds.text.encodings import decode_source

SHOWN_BYTES = 2_000_000


class SourceTextDialog(QDialog):
    """Shows one file of a source."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(720, 520)
        self._line = 0
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.text = TextEditor(theme)
        self.text.set_read_only(True)
        self._document = SourceDocument(parent=self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        layout.setSpacing(GRID)
        layout.addWidget(self.remark)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)

    def load(self, operations: Operations, sources: Sequence[str], problem: Problem) -> None:
        """Read the file of a problem in the background and show it at its line."""
        self.setWindowTitle(problem_place(problem))
        self.remark.setText(describe_problem(problem))
        self._line = problem.line
        path = problem.path
        operations.run_read(
            lambda _cancel: read_source_text(sources, path),
            self._on_text_read,
            on_failed=lambda error: self.remark.setText(describe_error(error)),
        )

    def _on_text_read(self, text: str) -> None:
        self._document.load(text)
        self.text.set_source(self._document, Grammar(BodyFormat.MARKDOWN, with_header=True))
        block = self._document.findBlockByNumber(max(self._line - 1, 0))
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            self.text.setTextCursor(cursor)
            self.text.centerCursor()


def read_source_text(sources: Sequence[str], path: str) -> str:
    """The beginning of a file's text; ``path`` is from the root of one of the sources. Raises UserError."""
    for source in sources:
        root = Path(source)
        if is_packed(root):  # what it holds has the paths of no files beside it
            continue
        folder = root if root.is_dir() else root.parent
        file = folder / path
        if ".." in file.parts[len(folder.parts) :] or not file.is_relative_to(folder):
            continue
        if file.is_file() and not file.is_symlink():
            try:
                with file.open("rb") as stream:
                    return decode_source(stream.read(SHOWN_BYTES)).text
            except OSError as error:
                reason = error.strerror or str(error)
                raise UserError(
                    "The file {path} cannot be read: {reason}.", path=path, reason=reason
                ) from error
    for source in sources:
        if is_packed(Path(source)):
            name = Path(source).name
            raise UserError("The file {path} lies in the packed file {packed}.", path=path, packed=name)
    raise UserError("The file {path} is not there any more.", path=path)
