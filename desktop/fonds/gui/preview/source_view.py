"""A post's file as text, with its colours and the numbers of its lines: only to be read. A long one is loaded in pieces,
so that the window never waits for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from fonds.gui import messages
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.panes.editor_finding import EditorFinding
from fonds.gui.theme import GRID, Role, Theme
from fonds.gui.widgets.grammar import Grammar
from fonds.gui.widgets.line_numbers import LineNumbers
from fonds.gui.widgets.replace_bar import ReplaceBar
from fonds.gui.widgets.source_document import SourceDocument
from fonds.gui.widgets.text_editor import TextEditor
from fonds.services.post_sources import PostSource

FIRST = 40_000
"""Characters that are loaded at once."""
PIECE = 16_000
"""Characters that are loaded between two events: a few milliseconds."""


class SourceView(QWidget):
    """Shows one file after the other."""

    def __init__(
        self, operations: Operations, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = TextEditor(theme)
        self.text.set_read_only(True)
        self.text.setAccessibleName(self.tr("Source of the post"))
        self._numbers = LineNumbers(self.text, theme)
        self._numbers.set_shown(True)
        self.facts = QLabel()
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        self.facts.setMargin(GRID)
        self.facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.facts.setAccessibleName(self.tr("About this file"))
        self._rest = ""
        self._loaded = 0
        self._loading = QTimer(self)
        self._loading.setInterval(0)
        self._loading.timeout.connect(self._load_piece)
        bar = ReplaceBar(theme, icons)
        self._finding = EditorFinding(self.text, bar, operations, theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.text, 1)
        layout.addWidget(bar)
        layout.addWidget(self.facts)
        self.setFocusProxy(self.text)
        theme.changed.connect(self._show_colour)
        self._show_colour()

    @property
    def loading(self) -> bool:
        """Whether a part of the file is still to come."""
        return self._loading.isActive()

    def find_text(self) -> None:
        """Open the bar that finds in the text."""
        self._finding.open(replacing=False)

    def show_source(self, source: PostSource) -> None:
        """Show a file from its beginning."""
        self._loading.stop()
        before = self.text.source
        document = SourceDocument(parent=self)
        first = FIRST - 1 if source.text[FIRST - 1 : FIRST + 1] == "\r\n" else FIRST
        document.load(source.text, first)
        self.text.set_source(document, Grammar(source.format, with_header=True))
        before.retire()
        self.text.verticalScrollBar().setValue(0)
        self._rest, self._loaded = source.text, min(first, len(source.text))
        if self._loaded < len(source.text):
            self._loading.start()
        self._numbers.look_again()
        self.facts.setText(" · ".join(self._facts(source)))
        self.facts.setToolTip(f"SHA-256 {source.digest}")

    def show_nothing(self, sentence: str = "") -> None:
        """Show no file, but a sentence that says why."""
        self._loading.stop()
        before = self.text.source
        self.text.set_source(SourceDocument(parent=self))
        before.retire()
        self.facts.setText(sentence)
        self.facts.setToolTip("")

    def _load_piece(self) -> None:
        piece = self._rest[self._loaded : self._loaded + PIECE]
        if piece.endswith("\r"):  # a line end of two characters stays whole
            piece = piece[:-1] or piece
        self._loaded += len(piece)
        self.text.source.append(piece)
        if self._loaded >= len(self._rest):
            self._loading.stop()
            self._rest = ""
            self._numbers.look_again()

    def _facts(self, source: PostSource) -> list[str]:
        """What an archivist wants to know of a file, the most telling first."""
        if source.number == 0:
            state = self.tr("As imported, {time}")
        else:
            state = self.tr("Revision {number}, {time}").replace(
                "{number}", messages.number_text(source.number)
            )
        facts = [state.replace("{time}", messages.instant_text(source.made_at)), source.path]
        facts += [messages.file_size_text(source.size), source.encoding.upper()]
        if not source.exact:
            facts.append(self.tr("some bytes are no characters"))
        if source.cut:
            facts.append(self.tr("only the beginning is shown"))
        return [*(fact for fact in facts if fact), f"SHA-256 {source.digest[:12]}…"]

    def _show_colour(self) -> None:
        self.facts.setStyleSheet(f"color: {self._theme.hex(Role.TEXT_QUIET)};")
