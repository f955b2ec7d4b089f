"""How far a job is: a bar, the counts, the pace, and what it is at."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from fonds.gui.messages import duration_text, file_size_text, joined, plural, progress_text
from fonds.gui.theme import GRID
from fonds.model.progress import Progress

SETTLING = 1.0
"""Seconds until a pace is worth telling."""


class ProgressPanel(QWidget):
    """Shows a job's progress; ``start`` begins a new one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._began = 0.0
        self._stage = ""
        self.heading = QLabel()
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.heading.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.counts = QLabel()
        self.detail = QLabel()
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addStretch(1)
        for widget in (self.heading, self.bar, self.counts, self.detail, self.remark):
            layout.addWidget(widget)
        layout.addStretch(2)

    def start(self, heading: str, remark: str = "") -> None:
        """Begin to tell of a new job."""
        self._began = time.monotonic()
        self.heading.setText(heading)
        self.bar.setAccessibleName(heading)
        self.bar.setRange(0, 0)
        self.counts.setText(" ")
        self.detail.setText(" ")
        self.remark.setText(remark)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        if progress.stage != self._stage:  # another kind of work has a pace of its own
            self._stage, self._began = progress.stage, time.monotonic()
        if progress.total:
            # Qt counts in 32 bits; parts of ten thousand are fine enough for any screen.
            self.bar.setRange(0, 10_000)
            self.bar.setValue(min(progress.done * 10_000 // progress.total, 10_000))
        else:
            self.bar.setRange(0, 0)
        counts = joined([progress_text(progress), *self._pace(progress)])
        self.counts.setText(counts[:1].upper() + counts[1:] or " ")
        self.detail.setText(
            self.fontMetrics().elidedText(progress.detail, Qt.TextElideMode.ElideMiddle, self.width()) or " "
        )

    def _pace(self, progress: Progress) -> list[str]:
        seconds = time.monotonic() - self._began
        if seconds < SETTLING or not progress.done:
            return []
        pace = progress.done / seconds
        if progress.in_bytes:
            parts = [self.tr("{size} a second").replace("{size}", file_size_text(round(pace)))]
        else:
            parts = [plural(self.tr("%Ln a second", "", round(pace)), round(pace))]
        if progress.total and progress.total > progress.done:
            left = duration_text((progress.total - progress.done) / pace)
            parts.append(self.tr("about {time} left").replace("{time}", left))
        return parts
