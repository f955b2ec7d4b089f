"""One line that tells whether the archive gives back what was read: a sign, and how many of how many documents."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from fonds.gui.icons import Icons
from fonds.gui.import_messages import round_trip_text
from fonds.gui.theme import GRID, Role, Theme
from fonds.model.accession import ImportReport


class RoundTripLine(QWidget):
    """Hidden until a report is shown in which something was compared."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._whole = True
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._picture)
        layout.addWidget(self._text, 1)
        theme.changed.connect(self._recolor)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_report(self, report: ImportReport) -> None:
        """Tell what the round-trip check of an import found."""
        self._whole = report.identical == report.checked
        self._text.setText(round_trip_text(report))
        self.setToolTip(
            self.tr(
                "Every document that was taken in was read back from the archive and compared with its file."
            )
        )
        self.setVisible(report.checked > 0)
        self._recolor()

    def _recolor(self) -> None:
        name, role = ("success", Role.SUCCESS) if self._whole else ("warning", Role.WARNING)
        icon = self._icons.icon(name, role)
        self._picture.setPixmap(icon.pixmap(QSize(16, 16), self.devicePixelRatioF()))
