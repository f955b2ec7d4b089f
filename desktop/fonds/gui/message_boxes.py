"""The window's message boxes: what went wrong, what is worth knowing, what must be asked before work is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from fonds.gui import messages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

translate = QCoreApplication.translate


def tell_failure(parent: QWidget, error: Exception, title: str, open_log: QAction) -> None:
    """Say what went wrong; a bug's traceback is in the log, which is offered."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "Fonds", messages.error_heading(error, title), parent=parent)
    box.setInformativeText(messages.describe_error(error))
    if messages.is_bug(error):
        box.addButton(QMessageBox.StandardButton.Close)
        log = box.addButton(translate("MessageBoxes", "Open log folder"), QMessageBox.ButtonRole.HelpRole)
        log.clicked.connect(open_log.trigger)
    _open(box)


def tell(parent: QWidget, heading: str, text: str) -> None:
    """Say something that needs no answer."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Information, "Fonds", heading, parent=parent)
    box.setInformativeText(text)
    _open(box)


def may_stop_work(parent: QWidget) -> bool:
    """Ask whether work under way may be cancelled, because its archive is to be closed."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(
        QMessageBox.Icon.Question, "Fonds", translate("MessageBoxes", "Work is under way."), parent=parent
    )
    box.setInformativeText(
        translate(
            "MessageBoxes",
            "The archive can only be closed when it is cancelled. What is finished of it stays.",
        )
    )
    stop = box.addButton(translate("MessageBoxes", "Cancel the work"), QMessageBox.ButtonRole.DestructiveRole)
    on = box.addButton(translate("MessageBoxes", "Go on working"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(on)
    box.exec()
    return box.clickedButton() is stop


def _open(box: QMessageBox) -> None:
    """Show it without waiting for it; it goes when it is closed."""
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
