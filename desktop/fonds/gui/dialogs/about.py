"""What this program is: its version, what it stands on, its licence, and where it keeps its things."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from fonds import __version__
from fonds.base import paths
from fonds.gui.icons import app_icon
from fonds.gui.theme import GRID, Theme

_LIBRARIES = (
    "PySide6",
    "SQLAlchemy",
    "Markdown",
    "pymdown-extensions",
    "Pygments",
    "nh3",
    "PyYAML",
    "charset-normalizer",
    "qtawesome",
    "appdirs",
)


class AboutDialog(QDialog):
    """Version, licences, paths."""

    def __init__(self, theme: Theme, archive_path: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Fonds"))
        self.resize(600, 460)
        self.facts = _reading_pane(theme, self.tr("Versions and folders"))
        self.facts.setPlainText(self._describe(archive_path))
        licences = _reading_pane(theme, self.tr("Licences"))
        licences.setPlainText(licence_texts())
        tabs = QTabWidget()
        tabs.addTab(self.facts, self.tr("Versions and folders"))
        tabs.addTab(licences, self.tr("Licences"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        copy = QPushButton(self.tr("Copy"))
        copy.setAutoDefault(False)
        copy.clicked.connect(
            lambda _checked=False: QGuiApplication.clipboard().setText(self.facts.toPlainText())
        )
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        layout.setSpacing(GRID * 2)
        layout.addLayout(self._build_head())
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)

    def _build_head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(GRID * 7, GRID * 7))
        name = QLabel("Fonds")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        name.setFont(font)
        version = QLabel(self.tr("Version {version}").replace("{version}", __version__))
        purpose = QLabel(self.tr("An archive manager for posts and articles: offline, and for good."))
        purpose.setWordWrap(True)
        purpose.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (name, version, purpose):
            words.addWidget(label)
        head = QHBoxLayout()
        head.setSpacing(GRID * 2)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _describe(self, archive_path: str) -> str:
        lines = [
            f"Fonds {__version__}",
            f"Python {platform.python_version()}",
            f"Qt {qVersion()}",
            f"{platform.system()} {platform.release()} ({platform.machine()})",
            *(f"{name} {metadata.version(name)}" for name in _LIBRARIES),
            "",
            self.tr("Settings: {path}").replace("{path}", str(paths.config_dir())),
            self.tr("Data: {path}").replace("{path}", str(paths.data_dir())),
            self.tr("Logs: {path}").replace("{path}", str(paths.log_dir())),
        ]
        if archive_path:
            lines.append(self.tr("Archive: {path}").replace("{path}", archive_path))
        return "\n".join(lines)


def licence_texts() -> str:
    """The licence of the program and those of what it ships, one after the other."""
    folder = paths.resource("licences")
    files = sorted(
        (file for file in folder.iterdir() if file.is_file()),
        key=lambda file: (file.name != "LICENSE", file.name),
    )
    texts = (f"{file.name}\n\n{file.read_text(encoding='utf-8')}" for file in files)
    return "\n\n――――――――\n\n".join(texts)


def _reading_pane(theme: Theme, name: str) -> QPlainTextEdit:
    pane = QPlainTextEdit()
    pane.setReadOnly(True)
    pane.setTabChangesFocus(True)
    pane.setFont(theme.fixed_font())
    pane.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    pane.setAccessibleName(name)
    return pane
