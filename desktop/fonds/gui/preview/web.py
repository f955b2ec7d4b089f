"""The web engine: Chromium, made when the first page is shown, with no network and no scripts.

Pages are handed over through our own scheme (``setHtml`` ends at 2 MB). A change of the same post is a reload, which
keeps the scroll position without a script.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QPalette
from PySide6.QtWebEngineCore import (
    QWebEngineFindTextResult,
    QWebEngineFullScreenRequest,
    QWebEngineLoadingInfo,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from fonds.gui.preview import web_script
from fonds.gui.preview.engine import MediaLoader
from fonds.gui.preview.scheme import (
    PAGE,
    SCHEME,
    OnlyPosts,
    PostHandler,
    make_profile,
    register_scheme,
    shut_settings,
)
from fonds.services.previewing import ANCHOR, EngineKind, RenderedPage

if TYPE_CHECKING:
    from PySide6.QtGui import QPageLayout
    from PySide6.QtPrintSupport import QPrinter

SETTLE = 34
"""Milliseconds from the end of loading to the frame that shows it. Chromium tells no moment of painting without a
script; measured, it is 13, and these are two frames."""
FRAME = 30
"""Milliseconds between two looks at where a page stands that is being scrolled."""
MAX_CRASHES = 2
CRASH_PERIOD = 60.0
"""More crashes than this within so many seconds, and the engine gives up."""

_NavigationType = QWebEnginePage.NavigationType


class LockedPage(QWebEnginePage):
    """A page that goes nowhere but where the engine sends it."""

    link_clicked = Signal(QUrl)

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self.expected = QUrl(PAGE)
        shut_settings(self.settings())
        self.newWindowRequested.connect(self._on_window_requested)
        self.permissionRequested.connect(self._on_permission_requested)
        self.fullScreenRequested.connect(self._on_full_screen_requested)

    def is_own(self, url: QUrl) -> bool:
        """Whether an address is that of the page that was put there, or of a place on it."""
        return url.toString().partition("#")[0] == self.expected.toString()

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, main_frame: bool
    ) -> bool:
        """Only the page that was put there, a reload of it, and its own anchors."""
        url = QUrl(url)
        same_page = self.is_own(url)
        if kind is _NavigationType.NavigationTypeLinkClicked:
            if not same_page:
                self.link_clicked.emit(url)
            return bool(same_page and main_frame)
        allowed = (_NavigationType.NavigationTypeTyped, _NavigationType.NavigationTypeReload)
        return bool(same_page and main_frame and kind in allowed)

    def javaScriptConsoleMessage(self, level: object, message: str, line: int, source: str) -> None:
        """Chromium reports refused resources here; the pane lists them already."""

    def _on_window_requested(self, request: QWebEngineNewWindowRequest) -> None:
        # Not opened in anything, so that it is refused; a middle click on a link still means to follow it.
        if request.isUserInitiated():
            self.link_clicked.emit(request.requestedUrl())

    def _on_permission_requested(self, permission: QWebEnginePermission) -> None:
        permission.deny()

    def _on_full_screen_requested(self, request: QWebEngineFullScreenRequest) -> None:
        request.reject()


class _View(QWebEngineView):
    """The view, with a context menu of what makes sense for a page to be read."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        page = self.page()
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(page.hasSelection())
        copy.triggered.connect(lambda: page.triggerAction(QWebEnginePage.WebAction.Copy))
        request = self.lastContextMenuRequest()
        address = request.linkUrl().toString() if request is not None else ""
        if address and not address.startswith(SCHEME.decode() + ":"):
            link = menu.addAction(self.tr("Copy link address"))
            link.triggered.connect(lambda: QGuiApplication.clipboard().setText(address))
        everything = menu.addAction(self.tr("Select all"))
        everything.triggered.connect(lambda: page.triggerAction(QWebEnginePage.WebAction.SelectAll))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class WebEngine(QObject):
    """See ``PreviewEngine``."""

    painted = Signal()
    link_clicked = Signal(QUrl)
    link_hovered = Signal(str)
    found = Signal(int, int)
    broken = Signal()
    scrolled = Signal(float, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if not register_scheme():
            raise RuntimeError("the scheme of the preview could not be registered")
        self._container = QWidget()
        self._container.setAutoFillBackground(True)
        # Lies over the view until its first frame: Chromium's own first colour is neither palette's.
        self._cover = QWidget(self._container)
        self._cover.setAutoFillBackground(True)
        layout = QStackedLayout(self._container)
        layout.setStackingMode(QStackedLayout.StackingMode.StackAll)
        layout.addWidget(self._cover)
        self._view: _View | None = None
        self._page: LockedPage | None = None
        self._handler = PostHandler(self)
        self.interceptor = OnlyPosts(self)
        self._paper = self._container.palette().color(QPalette.ColorRole.Base)
        self._waiting = False
        self._crashes: list[float] = []
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE)
        self._settling.timeout.connect(self._on_settled)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(FRAME)
        self._reading.timeout.connect(self._read_line)

    @property
    def kind(self) -> EngineKind:
        return EngineKind.WEB

    def widget(self) -> QWidget:
        return self._container

    def warm_up(self) -> None:
        """Start Chromium ahead of the first page."""
        if self._page is None:
            self._make_view()

    def show_page(self, page: RenderedPage, *, keep_place: bool = False) -> None:
        if page.paper:
            self.set_paper(page.paper)
        target = self._page if self._page is not None else self._make_view()
        again = keep_place and target.is_own(target.url())
        self._load(target, page.html, again=again)
        self._waiting = True

    def set_paper(self, colour: str) -> None:
        self._paper = QColor(colour)
        palette = self._container.palette()
        palette.setColor(QPalette.ColorRole.Window, self._paper)
        self._container.setPalette(palette)
        if self._page is not None:
            self._page.setBackgroundColor(self._paper)

    def clear(self) -> None:
        if self._page is None:
            return
        self._load(self._page, f'<body style="background: {self._paper.name()}">')

    def set_media_loader(self, load: MediaLoader) -> None:
        self._handler.set_media_loader(load)

    def find_text(self, text: str, *, backward: bool = False) -> None:
        if self._page is None:
            return
        options = QWebEnginePage.FindFlag.FindBackward if backward else QWebEnginePage.FindFlag(0)
        self._page.findText(text, options)

    def show_hit(self, number: int) -> None:
        # A place on the page that is there: Chromium goes to it, and the style sheet knows it as the target.
        if self._page is not None:
            self._page.load(QUrl(f"{self._page.expected.toString()}#{ANCHOR}{number}"))

    def show_line(self, line: float, place: float) -> None:
        if self._page is not None:
            web_script.show_line(self._page, line, place)

    def read_selection(self, answer: Callable[[str], None]) -> None:
        if self._page is None or not self._page.hasSelection():
            answer("")
        else:
            web_script.read_selection(self._page, answer)

    def make_pdf(self, page: RenderedPage, layout: QPageLayout, answer: Callable[[bytes], None]) -> None:
        if self._page is None:
            answer(b"")
            return
        # The style sheet knows how a page looks on paper; what is behind it would be printed to the edge of the sheet.
        self._page.setBackgroundColor(Qt.GlobalColor.white)

        def take(data: QByteArray) -> None:
            self.set_paper(self._paper.name())
            answer(bytes(data.data()))

        self._page.printToPdf(take, layout)

    def print_page(self, page: RenderedPage, printer: QPrinter, done: Callable[[bool], None]) -> None:
        if self._view is None or self._page is None:
            done(False)
            return
        self._page.setBackgroundColor(Qt.GlobalColor.white)

        def end(good: bool) -> None:
            self.set_paper(self._paper.name())
            done(good)

        self._view.printFinished.connect(end, Qt.ConnectionType.SingleShotConnection)
        self._view.print(printer)

    def copy(self) -> None:
        if self._page is not None:
            self._page.triggerAction(QWebEnginePage.WebAction.Copy)

    def select_all(self) -> None:
        if self._page is not None:
            self._page.triggerAction(QWebEnginePage.WebAction.SelectAll)

    def close(self) -> None:
        view, self._view, self._page = self._view, None, None
        self._settling.stop()
        self._reading.stop()
        if view is not None:
            view.setParent(None)
            view.deleteLater()

    def _load(self, page: LockedPage, html: str, *, again: bool = False) -> None:
        """Have Chromium ask for a page; ``again`` keeps the scroll position, which is a reload's to do."""
        self._waiting = False
        self._settling.stop()
        self._handler.put_page(html)
        if again:
            page.triggerAction(QWebEnginePage.WebAction.Reload)
        else:
            page.load(page.expected)

    def _make_view(self) -> LockedPage:
        view = _View(self._container)
        view.setAcceptDrops(False)
        view.setAccessibleName(self.tr("Preview of the post"))
        page = LockedPage(make_profile(view), view)
        # Chromium wants the profile to outlive the page; a child goes after its parent's own end.
        profile = page.profile()
        profile.setParent(page)
        profile.setUrlRequestInterceptor(self.interceptor)
        profile.installUrlSchemeHandler(SCHEME, self._handler)
        page.setBackgroundColor(self._paper)
        page.link_clicked.connect(self.link_clicked)
        page.linkHovered.connect(self._on_link_hovered)
        page.loadingChanged.connect(self._on_loading_changed)
        page.findTextFinished.connect(self._on_find_finished)
        page.scrollPositionChanged.connect(lambda _place: self._reading.isActive() or self._reading.start())
        page.renderProcessTerminated.connect(self._on_process_ended)
        view.setPage(page)
        layout = self._container.layout()
        if layout is not None:
            layout.addWidget(view)
        self._cover.raise_()
        self._container.setFocusProxy(view)
        self._view, self._page = view, page
        return page

    def _on_loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        if self._page is None or not self._page.is_own(info.url()):
            return
        if info.status() is QWebEngineLoadingInfo.LoadStatus.LoadSucceededStatus:
            self._page.history().clear()
            if self._waiting and self._handler.served:
                self._settling.start()

    def _on_settled(self) -> None:
        if self._waiting:
            self._waiting = False
            self._settling.stop()
            self._cover.hide()
            self.painted.emit()

    def _read_line(self) -> None:
        if self._page is not None:
            web_script.read_line(self._page, self.scrolled.emit)

    def _on_link_hovered(self, address: str) -> None:
        self.link_hovered.emit("" if address.startswith(SCHEME.decode() + ":") else address)

    def _on_find_finished(self, result: QWebEngineFindTextResult) -> None:
        self.found.emit(result.activeMatch(), result.numberOfMatches())

    def _on_process_ended(self, status: QWebEnginePage.RenderProcessTerminationStatus) -> None:
        if status is QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        now = time.monotonic()
        self._crashes = [moment for moment in self._crashes if now - moment < CRASH_PERIOD] + [now]
        if len(self._crashes) > MAX_CRASHES:
            self.broken.emit()
        elif self._page is not None:
            QTimer.singleShot(0, self, self._reload_after_crash)

    def _reload_after_crash(self) -> None:
        if self._page is not None:
            self._waiting = True
            self._page.load(self._page.expected)
