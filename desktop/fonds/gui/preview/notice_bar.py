"""The bar below the page that says what was left out: remote addresses not loaded, a text that could not be rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fonds.gui.messages import plural
from fonds.gui.preview.blocked_list import BlockedList

if TYPE_CHECKING:
    from fonds.services.previewing import RenderedPage, RenderNotice, ResourceKind


class NoticeBar(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocked: tuple[str, ...] = ()
        self._kinds: tuple[ResourceKind, ...] = ()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._toggle = QPushButton(self.tr("Show list"))
        self._toggle.setCheckable(True)
        self._toggle.setFlat(True)
        self._toggle.toggled.connect(self._on_list_toggled)
        self._copy = QPushButton(self.tr("Copy list"))
        self._copy.setFlat(True)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._list = BlockedList()
        self._list.hide()
        row = QHBoxLayout()
        row.addWidget(self._text, 1)
        row.addWidget(self._toggle)
        row.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.addLayout(row)
        layout.addWidget(self._list)
        self.show_page(None)

    @property
    def text(self) -> str:
        """What the bar says; empty when it is hidden."""
        return self._text.text()

    def show_page(self, page: RenderedPage | None) -> None:
        """Say what there is to say about a page."""
        self._blocked = page.blocked if page is not None else ()
        self._kinds = page.kinds if page is not None else ()
        sentences = [self._notice(page.notice)] if page is not None and page.notice else []
        if self._blocked:
            count = len(self._blocked)
            sentences.append(
                plural(self.tr("%Ln remote resource(s) (was|were) not loaded.", "", count), count)
            )
        self._text.setText(" ".join(sentences))
        self._toggle.setChecked(False)
        self._list.hide()
        self._toggle.setVisible(bool(self._blocked))
        self._copy.hide()
        self.setVisible(bool(sentences))

    def _notice(self, notice: RenderNotice) -> str:
        from fonds.services.previewing import RenderNotice

        match notice:
            case RenderNotice.TOO_SLOW:
                return self.tr("Rendering this post took too long; its text is shown as it is.")
            case RenderNotice.TOO_LARGE:
                return self.tr("This post is too large to be rendered; its text is shown as it is.")
            case RenderNotice.FAILED:
                return self.tr("This post could not be rendered; its text is shown as it is.")
            case RenderNotice.SHORTENED:
                return self.tr("This post is long; only its beginning is shown here.")
            case _:
                return ""

    def _on_list_toggled(self, shown: bool) -> None:
        if shown:
            self._list.show_addresses(self._blocked, self._kinds)
        self._list.setVisible(shown)
        self._copy.setVisible(shown)
        self._toggle.setText(self.tr("Hide list") if shown else self.tr("Show list"))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._blocked))
