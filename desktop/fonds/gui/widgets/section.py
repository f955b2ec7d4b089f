"""A heading that opens and closes what is below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from fonds.gui.icons import Icons


class Section(QWidget):
    """A collapsible part of a form."""

    toggled = Signal(bool)

    def __init__(self, title: str, content: QWidget, icons: Icons, *, opened: bool = False) -> None:
        super().__init__()
        self._icons = icons
        self._content = content
        self.button = QToolButton(self)
        self.button.setText(title)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setCheckable(True)
        self.button.setStyleSheet(
            "QToolButton { padding-left: 0; } QToolButton:checked:!hover { background: transparent; }"
        )
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.toggled.connect(self._on_button_toggled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.button)
        layout.addWidget(content)
        self.button.setChecked(opened)
        self._on_button_toggled(opened)

    @property
    def opened(self) -> bool:
        """Whether the content is shown."""
        return self.button.isChecked()

    def set_opened(self, opened: bool) -> None:
        """Show or hide the content."""
        self.button.setChecked(opened)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self.button.setText(title)

    def _on_button_toggled(self, opened: bool) -> None:
        self._content.setVisible(opened)
        self.button.setIcon(self._icons.icon("section-open" if opened else "section-closed"))
        self.toggled.emit(opened)
