"""Prints the post that is shown, or shows it on paper first. Whatever the screen looks like, paper is white."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from fonds.gui.panes.preview import PreviewPane
from fonds.services.previewing import RenderedPage


class Printing(QObject):
    """Serves one preview."""

    told = Signal(str)
    """What became of a print."""

    def __init__(self, pane: PreviewPane, window: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self._window = window
        self._printers: list[QPrinter] = []

    def preview(self, title: str) -> None:
        """Show the pages."""
        from fonds.gui.dialogs.print_preview import PrintPreviewDialog

        dialog = PrintPreviewDialog(title, self._make_pdf, self.print, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def print(self, layout: QPageLayout | None = None) -> None:
        """Ask for a printer, and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if layout is not None:
            printer.setPageLayout(layout)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(self.tr("Print the post"))
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        self._printers.append(printer)  # the dialog does not keep it alive
        dialog.rejected.connect(lambda: self._printers.remove(printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer, and say when that is done."""
        if printer not in self._printers:
            self._printers.append(printer)

        def done(good: bool) -> None:
            if printer in self._printers:
                self._printers.remove(printer)
            self.told.emit(self.tr("Printed.") if good else self.tr("The post could not be printed."))

        def send(page: RenderedPage) -> None:
            engine = self._pane.engine
            if engine is None:
                done(False)
            else:
                engine.print_page(page, printer, done)

        self._pane.render_plainly(send)

    def _make_pdf(self, layout: QPageLayout, answer: Callable[[bytes], None]) -> None:
        def make(page: RenderedPage) -> None:
            engine = self._pane.engine
            if engine is None:
                answer(b"")
            else:
                engine.make_pdf(page, layout, answer)

        self._pane.render_plainly(make)
