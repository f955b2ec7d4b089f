"""The line at the window's foot: what is selected, the link under the pointer, and work under way with its cancel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from fonds.gui.icons import Icons
from fonds.gui.messages import percent_of, progress_text
from fonds.gui.theme import GRID
from fonds.model.progress import Progress


class StatusLine(QStatusBar):
    """Shows one job at a time."""

    cancel_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = QLabel()
        self._counts.setContentsMargins(GRID, 0, GRID, 0)
        self._work = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(16 * GRID)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(GRID)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QToolButton()
        self._cancel.setIcon(icons.icon("cancel"))
        self._cancel.setToolTip(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the work under way"))
        self._cancel.setAutoRaise(True)
        self._cancel.clicked.connect(self.cancel_requested)
        self.addWidget(self._counts)
        for widget in (self._work, self._bar, self._cancel):
            self.addPermanentWidget(widget)
        self.setSizeGripEnabled(False)
        self.end_work()

    def show_counts(self, text: str) -> None:
        """What the archive holds, or what is selected of it."""
        self._counts.setText(text)

    def begin_work(self, title: str) -> None:
        """A job began."""
        self._title = title
        self._work.setText(title)
        self._bar.setRange(0, 0)
        for widget in (self._work, self._bar, self._cancel):
            widget.show()

    def show_progress(self, progress: Progress) -> None:
        """How far the job is."""
        percent = percent_of(progress)
        self._bar.setRange(0, 0 if percent is None else 100)
        if percent is not None:
            self._bar.setValue(percent)
        text = progress_text(progress)
        self._work.setText(text[:1].upper() + text[1:])

    def end_work(self) -> None:
        """No job is under way."""
        for widget in (self._work, self._bar, self._cancel):
            widget.hide()
