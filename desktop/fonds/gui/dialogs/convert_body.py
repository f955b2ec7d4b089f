"""What a body becomes as Markdown or as HTML, beside what it is: as text and as it looks, and what is lost. Nothing is
changed without a yes, and nothing is saved here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.messages import describe_error
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Role, Theme
from fonds.model.post import BodyFormat
from fonds.services import conversion
from fonds.services.conversion import Conversion

_NAMED = 6
"""So many kinds of what is lost are named."""


class ConvertBodyDialog(QDialog):
    """Shows both; ``chosen`` tells the new text."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        operations: Operations,
        body: str,
        written: BodyFormat,
        parent: QWidget | None = None,
    ) -> None:
        """``written`` is how the post's file is read, which follows from its name."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Convert the body"))
        self.resize(960, 640)
        self._operations = operations
        self._body, self._written = body, written
        self._channel = f"convert-{id(self)}"
        self._made = ""
        self.to_markdown = QRadioButton(self.tr("to Markdown"))
        self.to_html = QRadioButton(self.tr("to HTML"))
        self.as_text = QRadioButton(self.tr("As text"))
        self.as_page = QRadioButton(self.tr("As it looks"))
        self._lost = QLabel()
        self._lost.setWordWrap(True)
        self._lost.setTextFormat(Qt.TextFormat.PlainText)
        self._warning = QLabel()
        self._warning.setWordWrap(True)
        self._warning.setStyleSheet(f"color: {theme.hex(Role.WARNING)};")
        self.before = _Side(self.tr("As it is"), right=GRID)
        self.after = _Side(self.tr("As it would be"), left=GRID)
        sides = QSplitter()
        sides.setChildrenCollapsible(False)
        for side in (self.before, self.after):
            sides.addWidget(side)
        sides.setSizes([1, 1])
        buttons = QDialogButtonBox()
        self.take_button = buttons.addButton(
            self.tr("Put into the editor"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.copy_button = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.cancel_button = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._made))
        buttons.accepted.connect(self._on_taken)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        layout.setSpacing(GRID)
        layout.addLayout(self._choices())
        layout.addWidget(sides, 1)
        layout.addWidget(self._lost)
        layout.addWidget(self._warning)
        layout.addWidget(buttons)
        self.finished.connect(lambda _result: operations.cancel_channel(self._channel))
        to_html = written is BodyFormat.MARKDOWN and not _has_tags(body)
        (self.to_html if to_html else self.to_markdown).setChecked(True)
        self.as_text.setChecked(True)
        self._convert()

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID * 2)
        for pair, act in (
            ((self.to_markdown, self.to_html), self._convert),
            ((self.as_text, self.as_page), self._show_sides),
        ):
            group = QButtonGroup(self)
            for button in pair:
                group.addButton(button)
                row.addWidget(button)
                button.clicked.connect(lambda _checked, act=act: act())
            row.addSpacing(GRID * 2)
        row.addStretch(1)
        return row

    def _convert(self) -> None:
        wanted = BodyFormat.MARKDOWN if self.to_markdown.isChecked() else BodyFormat.HTML
        self._made = ""
        self.take_button.setEnabled(False)
        self.copy_button.setEnabled(False)
        self._lost.setText(self.tr("Converting…"))
        self._warning.hide()
        body, written = self._body, self._written
        self._operations.run_read(
            lambda _cancel: conversion.convert(body, written, wanted),
            partial(self._show, wanted),
            channel=self._channel,
            on_failed=self._on_failed,
            title=self.tr("Convert the body"),
        )

    def _show(self, wanted: BodyFormat, made: Conversion) -> None:
        self._made = made.after
        self.before.show_both(made.before, made.before_html)
        self.after.show_both(made.after, made.after_html)
        self._show_sides()
        self._lost.setText(self._lost_sentence(made))
        fits = wanted is BodyFormat.HTML or self._written is BodyFormat.MARKDOWN
        fits = fits and self._written is not BodyFormat.TEXT
        changed = made.after.strip() != made.before.strip()
        self.take_button.setEnabled(fits and changed)
        self.copy_button.setEnabled(True)
        if not fits:
            self._warning.setText(
                self.tr(
                    "This post's file is read by the ending of its name, which is not that of this format: the text would "
                    "be shown as it is written. It can be copied, for example into a new post."
                )
            )
            self._warning.show()

    def _lost_sentence(self, made: Conversion) -> str:
        if made.after.strip() == made.before.strip():
            return self.tr("Nothing would change.")
        lost = [f"<{name}> ×{count}" for name, count in made.elements]
        for name, count in made.attributes:
            tag, _, attribute = name.partition(".")
            lost.append(f"{attribute} ({tag}) ×{count}")
        if not lost:
            return self.tr("Nothing that can be told is lost.")
        more = "…" if len(lost) > _NAMED else ""
        return self.tr("This is lost: {list}").replace("{list}", ", ".join(lost[:_NAMED]) + more)

    def _show_sides(self) -> None:
        for side in (self.before, self.after):
            side.show_page(self.as_page.isChecked())

    def _on_failed(self, error: Exception) -> None:
        self._lost.setText(describe_error(error))

    def _on_taken(self) -> None:
        self.chosen.emit(self._made)
        self.accept()


class _Page(QTextBrowser):
    """Shows safe HTML and loads nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


class _Side(QWidget):
    """One text, as it is written and as it looks."""

    def __init__(self, name: str, *, left: int = 0, right: int = 0) -> None:
        super().__init__()
        heading = QLabel(name)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(name)
        self.page = _Page()
        self.page.setAccessibleName(name)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(left, 0, right, 0)
        layout.addWidget(heading)
        layout.addWidget(self._stack, 1)

    def show_both(self, text: str, html: str) -> None:
        self.text.setPlainText(text)
        self.page.setHtml(html)

    def show_page(self, page: bool) -> None:
        self._stack.setCurrentWidget(self.page if page else self.text)


def _has_tags(body: str) -> bool:
    return "</" in body
