"""A post on paper before it is printed: the very pages, on a sheet of one's choice, to be printed or kept as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from fonds.base.atomic import write_atomically
from fonds.gui.messages import describe_error, number_text, plural
from fonds.gui.theme import GRID
from fonds.gui.widgets.calm_combo import CalmComboBox

Size = QPageSize.PageSizeId
SIZES = (Size.A4, Size.A5, Size.B5, Size.Letter, Size.Legal)
MARGIN = 18
"""Millimetres at each edge of the sheet."""
MakePdf = Callable[[QPageLayout, Callable[[bytes], None]], None]


class PrintPreviewDialog(QDialog):
    """Shows what ``make_pdf`` gives for the chosen sheet; ``print_it`` prints on a sheet laid out so."""

    def __init__(
        self,
        title: str,
        make_pdf: MakePdf,
        print_it: Callable[[QPageLayout], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print preview"))
        self.resize(760, 820)
        self._title = title
        self._make_pdf = make_pdf
        self._print_it = print_it
        self._asked = 0
        self.pdf = b""
        self.paper = CalmComboBox()
        self.paper.setAccessibleName(self.tr("Paper"))
        for size in SIZES:
            self.paper.addItem(QPageSize.name(size), size)
        self.turned = CalmComboBox()
        self.turned.setAccessibleName(self.tr("Orientation"))
        self.turned.addItem(self.tr("Upright"), QPageLayout.Orientation.Portrait)
        self.turned.addItem(self.tr("Sideways"), QPageLayout.Orientation.Landscape)
        self.told = QLabel()
        self.told.setAccessibleName(self.tr("Number of pages"))
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setAccessibleName(self.tr("Pages"))
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self._document)
        self.paper.currentIndexChanged.connect(self.refresh)
        self.turned.currentIndexChanged.connect(self.refresh)
        self._lay_out()
        self.refresh()

    @property
    def page_layout(self) -> QPageLayout:
        """The sheet that is chosen."""
        return QPageLayout(
            QPageSize(self.paper.currentData()),
            self.turned.currentData(),
            QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN),
            QPageLayout.Unit.Millimeter,
        )

    def refresh(self) -> None:
        """Lay the post out for the sheet that is chosen."""
        self._asked += 1
        asked = self._asked
        self.told.setText(self.tr("Laying out…"))

        def show(data: bytes) -> None:
            if asked == self._asked:
                self._show(data)

        self._make_pdf(self.page_layout, show)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(GRID)
        for widget in (self.paper, self.turned):
            choices.addWidget(widget)
        choices.addStretch(1)
        choices.addWidget(self.told)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.keep = buttons.addButton(self.tr("Save as PDF…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.print = buttons.addButton(self.tr("Print…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.keep.clicked.connect(self._choose_file)
        self.print.clicked.connect(lambda: self._print_it(self.page_layout))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        layout.setSpacing(GRID)
        layout.addLayout(choices)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)

    def _show(self, data: bytes) -> None:
        self.pdf = data
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        if data:
            self._document.load(self._buffer)
        pages = self._document.pageCount()
        self.keep.setEnabled(bool(data))
        self.print.setEnabled(bool(data))
        if not data:
            self.told.setText(self.tr("This post cannot be laid out for paper."))
        else:
            self.told.setText(plural(self.tr("%Ln page(s)", "", pages), pages) or number_text(pages))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save as PDF"), f"{self._title}.pdf", "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the pages to a file; says so when that fails."""
        try:
            write_atomically(path, self.pdf)
        except OSError as error:
            self.told.setText(describe_error(error))
        else:
            self.told.setText(self.tr("Saved: {name}").replace("{name}", path.name))
