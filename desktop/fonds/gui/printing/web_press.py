"""Chromium as a press: the preview's locked page and profile, which fetch nothing and run nothing, printing to PDF."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEventLoop, QObject, QUrl
from PySide6.QtGui import QPageLayout
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo, QWebEnginePage
from PySide6.QtWidgets import QApplication

from fonds.gui.preview.choice import prepare_application
from fonds.gui.preview.engine import Media
from fonds.gui.preview.scheme import SCHEME, OnlyPosts, PostHandler, make_profile, register_scheme
from fonds.gui.preview.web import LockedPage
from fonds.gui.printing.page_layout import page_layout
from fonds.gui.printing.paper_page import paper_page
from fonds.model.printing import PressKind, PrintedSheets, Sheets

_LoadStatus = QWebEngineLoadingInfo.LoadStatus
_TerminationStatus = QWebEnginePage.RenderProcessTerminationStatus


class WebPress:
    """Lives as long as its process."""

    def __init__(self) -> None:
        prepare_application()
        if not register_scheme():
            raise RuntimeError("the scheme of the preview could not be registered")
        self._application = QApplication.instance() or QApplication(["fonds-print"])
        self._owner = QObject()
        self._handler = PostHandler(self._owner)
        profile = make_profile(self._owner)
        profile.setUrlRequestInterceptor(OnlyPosts(self._owner))
        profile.installUrlSchemeHandler(SCHEME, self._handler)
        self._page = LockedPage(profile, self._owner)
        self._loop = QEventLoop()
        self._pdf = b""
        self._fault = ""
        self._layout = QPageLayout()
        self._page.loadingChanged.connect(self._on_loading_changed)
        self._page.renderProcessTerminated.connect(self._on_process_ended)

    def print(self, sheets: Sheets) -> PrintedSheets:
        """See ``Press``."""
        self._pdf, self._fault = b"", ""
        self._layout = page_layout(sheets.page_size)
        self._handler.put_page(paper_page(sheets))

        def load(reference: str, answer: Callable[[Media], None]) -> None:
            answer(sheets.media.get(reference))

        self._handler.set_media_loader(load)
        self._page.load(QUrl(self._page.expected))
        self._loop.exec()
        if not self._pdf:
            raise RuntimeError(self._fault or "Chromium gave no pages")
        return PrintedSheets(self._pdf, PressKind.WEB)

    def _on_loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        if info.status() is _LoadStatus.LoadSucceededStatus:
            self._page.printToPdf(self._take, self._layout)
        elif info.status() is not _LoadStatus.LoadStartedStatus:
            self._end("Chromium could not load the pages")

    def _take(self, data: QByteArray) -> None:
        self._pdf = bytes(data.data())
        self._loop.quit()

    def _on_process_ended(self, status: QWebEnginePage.RenderProcessTerminationStatus) -> None:
        if status is not _TerminationStatus.NormalTerminationStatus:
            self._end("Chromium ended while it laid out the pages")

    def _end(self, fault: str) -> None:
        self._fault = fault
        self._loop.quit()
