"""Where an export goes: a folder or a file, as the format is. Says what is there and how much room the disk has.

Rule: the disk is looked at in the background; a suggestion never names what exists, and gives way to what is typed.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.dialogs.export_format_names import title_text
from fonds.gui.messages import file_size_text, joined
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID
from fonds.services.export_preview import safe_name

CHECK_DELAY = 200
_CHANNEL = "export-destination"
_SUGGESTION = "export-suggestion"
_MOST_TRIES = 99


class Place(StrEnum):
    """What there is at a destination."""

    NOWHERE = "nowhere"
    NEW = "new"
    EMPTY = "empty"
    FULL = "full"
    FILE = "file"
    LINK = "link"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Destination:
    """A path as it was found; ``free`` are the bytes that its disk has left (-1: nobody knows)."""

    path: Path
    place: Place
    free: int = -1


def look_at(path: Path) -> Destination:
    """What there is at a path."""
    if "\0" in str(path):
        return Destination(path, Place.CLOSED)
    try:
        above = next((folder for folder in path.parents if folder.exists()), None)
        free = shutil.disk_usage(above).free if above is not None else -1
        if path.is_symlink():
            place = Place.EMPTY if path.is_dir() and not any(path.iterdir()) else Place.LINK
        elif path.is_dir():
            place = Place.FULL if any(path.iterdir()) else Place.EMPTY
        elif path.exists():
            place = Place.FILE
        else:
            place = Place.NEW if above is not None and above.is_dir() else Place.CLOSED
    except OSError:
        return Destination(path, Place.CLOSED)
    return Destination(path, place, free)


def free_path(folder: Path, name: str, suffix: str) -> Path:
    """A path in a folder that nothing has yet, named ``name`` as near as can be."""
    base = safe_name(name)
    for number in range(1, _MOST_TRIES):
        path = folder / (f"{base}{suffix}" if number == 1 else f"{base} {number}{suffix}")
        try:
            if not path.exists() and not path.is_symlink():
                return path
        except OSError:
            break
    return folder / f"{base}{suffix}"


class ExportDestinationBox(QWidget):
    """A line to type in, what is there, and whether a file may be replaced."""

    checked = Signal()
    """What is at the destination is known; see ``usable``."""

    def __init__(self, operations: Operations, folder: Path) -> None:
        super().__init__()
        self._operations = operations
        self._folder = folder
        self._suffix = ""
        self._format = ""
        self._name = ""
        self._touched = False
        self._setting = False
        self._found: Destination | None = None
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Destination"))
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.replace = QCheckBox(self.tr("Replace the file"))
        self.replace.hide()
        self.browse = QPushButton(self.tr("Browse…"))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._on_browse_clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_DELAY)
        self._timer.timeout.connect(self._look)
        self.line.textChanged.connect(lambda _text: self._on_text_changed())
        self.replace.toggled.connect(lambda _on: self._tell())
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self.state, 1)
        below.addWidget(self.replace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(row)
        layout.addLayout(below)

    @property
    def path(self) -> Path | None:
        """What is typed, with the format's ending; None for nothing."""
        text = self.line.text().strip()
        if not text:
            return None
        try:
            path = Path(text).expanduser()
        except RuntimeError:  # a home of nobody
            path = Path(text)
        if self._suffix and path.suffix.lower() != self._suffix and path.name:
            path = path.with_name(path.name + self._suffix)
        return path

    @property
    def usable(self) -> bool:
        """Whether an export could go there, as far as is known."""
        found = self._found
        if found is None or found.path != self.path:
            return False
        if self._suffix:
            return found.place is Place.NEW or (found.place is Place.FILE and self.replace.isChecked())
        return found.place in (Place.NEW, Place.EMPTY)

    def suggest(self, format_name: str, suffix: str, name: str) -> None:
        """Name a destination for a format (its file's ending, empty for a folder) and a selection of this name, unless a
        person has typed one; of that only the ending changes."""
        before, self._suffix, self._format, self._name = self._suffix, suffix, format_name, name
        self.line.setPlaceholderText(self.tr("A file") if suffix else self.tr("A folder"))
        typed = self.path
        if self._touched and typed is not None:
            text = self.line.text().strip()
            if before and text.lower().endswith(before):
                self._put(text[: -len(before)] + suffix)
            self._look()
            return
        folder = self._folder
        self._operations.run_read(
            lambda _cancel: free_path(folder, name, suffix), self._on_suggested, channel=_SUGGESTION
        )

    def stop(self) -> None:
        """Look at nothing any more."""
        self._timer.stop()
        self._operations.cancel_channel(_CHANNEL)

    def _on_suggested(self, path: Path) -> None:
        if not self._touched:
            self._put(str(path))
            self._look()

    def _put(self, text: str) -> None:
        self._setting = True
        self.line.setText(text)
        self._setting = False

    def _on_text_changed(self) -> None:
        if not self._setting:
            self._touched = bool(self.line.text().strip())
            self._operations.cancel_channel(_SUGGESTION)
            self._timer.start()
        self.replace.setChecked(False)
        self.checked.emit()

    def _on_browse_clicked(self) -> None:
        typed = self.path
        start = typed if typed is not None else self._folder / safe_name(self._name)
        if self._suffix:
            title = self.tr("Export to a file")
            kinds = f"{title_text(self._format)} (*{self._suffix})"
            option = QFileDialog.Option.DontConfirmOverwrite  # asked here, where the file is named
            name, _kind = QFileDialog.getSaveFileName(self, title, str(start), kinds, options=option)
        else:
            name = QFileDialog.getExistingDirectory(
                self, self.tr("Choose an empty folder"), str(start.parent)
            )
        if name:
            self.line.setText(name)

    def _look(self) -> None:
        self._timer.stop()
        path = self.path
        if path is None:
            self._operations.cancel_channel(_CHANNEL)
            self._on_looked(Destination(Path(), Place.NOWHERE))
            return
        self._operations.run_read(lambda _cancel: look_at(path), self._on_looked, channel=_CHANNEL)

    def _on_looked(self, found: Destination) -> None:
        self._found = found
        self._tell()

    def _tell(self) -> None:
        found = self._found
        if found is not None:
            free = ""
            if found.free >= 0:
                free = self.tr("{size} free on the disk").replace("{size}", file_size_text(found.free))
            sentence = self._file_sentence(found) if self._suffix else self._folder_sentence(found.place)
            self.state.setText(joined([sentence, free]))
            self.replace.setVisible(bool(self._suffix) and found.place is Place.FILE)
        self.checked.emit()

    def _folder_sentence(self, place: Place) -> str:
        match place:
            case Place.NOWHERE:
                return self.tr("Choose a folder.")
            case Place.NEW:
                return self.tr("The folder will be made.")
            case Place.EMPTY:
                return self.tr("The folder is empty.")
            case Place.FULL:
                return self.tr(
                    "The folder is not empty. Choose a new or an empty one: nothing is overwritten."
                )
            case Place.CLOSED:
                return self.tr("Nothing can be written there.")
            case _:
                return self.tr("This is not a folder.")

    def _file_sentence(self, found: Destination) -> str:
        match found.place:
            case Place.NOWHERE:
                return self.tr("Choose a file.")
            case Place.NEW:
                return self.tr("The file {name} will be made.").replace("{name}", found.path.name)
            case Place.FILE if self.replace.isChecked():
                return self.tr("The file {name} will be replaced.").replace("{name}", found.path.name)
            case Place.FILE:
                return self.tr("There is a file {name} already.").replace("{name}", found.path.name)
            case Place.CLOSED | Place.LINK:
                return self.tr("Nothing can be written there.")
            case _:
                return self.tr("This is a folder.")
