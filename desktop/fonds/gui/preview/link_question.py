"""Asks before an address or a file is opened outside: the archive itself never goes anywhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

LEAVING = frozenset(("http", "https", "mailto"))
"""The schemes that a person may follow."""


def ask_to_open(parent: QWidget, url: QUrl) -> None:
    """Show an address that leaves the archive, and open it in the system's browser if that is wanted."""
    question = make_question(
        parent,
        QCoreApplication.translate("PreviewPane", "Open a link"),
        QCoreApplication.translate("PreviewPane", "Open this address outside the archive?"),
        shown_address(url),
    )
    opener = question.addButton(
        QCoreApplication.translate("PreviewPane", "Open"), QMessageBox.ButtonRole.AcceptRole
    )
    copier = question.addButton(
        QCoreApplication.translate("PreviewPane", "Copy address"), QMessageBox.ButtonRole.ActionRole
    )
    opener.clicked.connect(lambda: QDesktopServices.openUrl(url))
    copier.clicked.connect(lambda: QGuiApplication.clipboard().setText(address_of(url)))
    show_question(question)


def ask_to_open_file(parent: QWidget, name: str, agreed: Callable[[], None]) -> None:
    """Ask whether a copy of a file of the archive is to be opened by another program."""
    question = make_question(
        parent,
        QCoreApplication.translate("PreviewPane", "Open a file"),
        QCoreApplication.translate("PreviewPane", "Open a copy of this file with another program?"),
        name,
    )
    opener = question.addButton(
        QCoreApplication.translate("PreviewPane", "Open"), QMessageBox.ButtonRole.AcceptRole
    )
    opener.clicked.connect(agreed)
    show_question(question)


def make_question(parent: QWidget, title: str, text: str, named: str) -> QMessageBox:
    """A question about something that is named in full."""
    question = QMessageBox(parent)
    question.setIcon(QMessageBox.Icon.Question)
    question.setWindowTitle(title)
    question.setText(text)
    question.setInformativeText(named)
    return question


def show_question(question: QMessageBox) -> None:
    """Show it; the safe answer is the one that Enter gives."""
    question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
    question.finished.connect(question.deleteLater)
    question.open()


def address_of(url: QUrl) -> str:
    """The address as it will be asked for."""
    return url.toString(url.ComponentFormattingOption.FullyEncoded)


def shown_address(url: QUrl) -> str:
    """The address for a person to judge: encoded, so that no look-alike letter hides, and not longer than a screen."""
    text = address_of(url)
    return text if len(text) <= 500 else text[:499] + "…"
