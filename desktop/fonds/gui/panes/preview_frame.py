"""The preview's parts and how they lie: a header, the find bar, the page or a sentence in its place, and what was left out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from fonds.gui.preview.find_bar import FindBar
from fonds.gui.preview.notice_bar import NoticeBar


class PreviewFrame(QWidget):
    """Holds the preview's widgets; knows nothing of posts and engines."""

    view_turned = Signal(object)
    """Another view (a QWidget) is shown in place of the page, or the page again (None)."""

    link_followed = Signal()
    """The post is about to be left by a link."""
    find_asked = Signal()
    """Something is to be found in the view that is shown in place of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Preview"))
        self._find = FindBar(self)
        self._notices = NoticeBar(self)
        self._empty = QLabel(self.tr("Choose a post to read it here."))
        self._empty.setAlignment(self._empty.alignment().AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        self._empty.setObjectName("emptyState")
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        sheet = QWidget()
        layout = QVBoxLayout(sheet)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._find)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self._notices)
        self._views = QStackedWidget()
        self._views.addWidget(sheet)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._views, 1)

    def add_header(self, header: QWidget) -> None:
        """Put a line above the page."""
        self._outer.insertWidget(0, header)

    @property
    def view(self) -> QWidget | None:
        """What is shown in place of the page; None is the page itself."""
        return self._views.currentWidget() if self._views.currentIndex() > 0 else None

    def turn_to(self, view: QWidget | None) -> None:
        """Show another view of the post in place of the page; None is the page."""
        if view is self.view:
            return
        if view is not None and self._views.indexOf(view) < 0:
            self._views.addWidget(view)
        self._views.setCurrentIndex(0 if view is None else self._views.indexOf(view))
        self.view_turned.emit(view)

    def find_next(self) -> None:
        """The next hit of what was looked for last."""
        self._find.find_next()

    def find_previous(self) -> None:
        """The hit before."""
        self._find.find_previous()

    @property
    def finding(self) -> bool:
        """Whether the find bar is open."""
        return self._find.isVisible()
