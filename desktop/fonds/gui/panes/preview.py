"""The preview pane: asks for pages, shows the latest, and says what was left out. It writes nothing.

Every request has a number, and only the answer to the latest is shown. The page before stays until the next one is
there, so that walking through a list never flashes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from fonds.gui.operations import Operations
from fonds.gui.preview.choice import AUTOMATIC, LIGHT, make_engine
from fonds.gui.preview.engine import Media, PreviewEngine
from fonds.gui.preview.find_bar import FindBar
from fonds.gui.preview.notice_bar import NoticeBar
from fonds.model.hits import HitFinder

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from fonds.model.progress import CancelToken
    from fonds.services.archives import Archive
    from fonds.services.previewing import Look, Previewer, RenderedPage, UnsavedText

TYPING_PAUSE = 60
"""Milliseconds without a change after which unsaved text is rendered."""
TEXT_SIZES = (12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 28, 32)
ORDINARY_SIZE = 17
CHANNEL = "preview"

_Render = Callable[["Look", "CancelToken"], "RenderedPage"]


class PreviewPane(QWidget):
    """Shows a stored post or an unsaved text. Collaborators come from outside; nobody else is called."""

    page_shown = Signal(int)
    """The post's page is on the screen."""
    link_hovered = Signal(str)
    """The address under the pointer, or empty: for the status bar."""
    post_link_clicked = Signal(int)
    """A link to another post of the archive was followed."""
    text_size_changed = Signal(int)
    engine_changed = Signal(str)
    """The engine in use is now "web" or "light" (it may fall back by itself)."""

    def __init__(
        self,
        previewer: Callable[[], Previewer],
        operations: Operations,
        *,
        engine: str = AUTOMATIC,
        palette: str = "light",
        text_size: int = ORDINARY_SIZE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._previewer = previewer
        self._operations = operations
        self._wanted_engine = engine
        self._palette = palette
        self._text_size = text_size
        self._archive: Archive | None = None
        self._post: int | None = None
        self._render: _Render | None = None
        self._number = 0
        self._showing: int | None = None
        self._engine: PreviewEngine | None = None
        self._finder = HitFinder()
        self._hit = self._hits = 0
        self._debounce = QTimer(self)
        self._debounce.setSingleShot(True)
        self._debounce.setInterval(TYPING_PAUSE)
        self._debounce.timeout.connect(self._request_page)
        self._build()

    # What the window asks

    def set_archive(self, archive: Archive | None) -> None:
        """Show posts of this archive from now on; what was shown goes."""
        self._archive = archive
        self.show_nothing()

    def show_post(self, post_id: int) -> None:
        """Show a post as the archive has it."""
        archive = self._archive
        if archive is None:
            self.show_nothing()
            return
        previewer = self._previewer()
        self._set_source(post_id, lambda look, cancel: previewer.render_post(archive, post_id, look, cancel))
        self._debounce.stop()
        self._request_page()

    def show_unsaved(self, post_id: int, text: UnsavedText) -> None:
        """Show what the editor holds of a post, a moment after the last of a burst of calls."""
        previewer, archive = self._previewer(), self._archive
        self._set_source(
            post_id,
            lambda look, cancel: previewer.render_unsaved(
                text, look, cancel, archive=archive, post_id=post_id
            ),
        )
        self._debounce.start()

    def show_nothing(self, text: str = "") -> None:
        """Show no page, but a sentence that says why."""
        self._number += 1
        self._post = self._showing = None
        self._hit = self._hits = 0
        self._render = None
        self._debounce.stop()
        self._operations.cancel_channel(CHANNEL)
        if self._engine is not None:
            self._engine.clear()
        self._empty.setText(text or self.tr("Choose a post to read it here."))
        self._stack.setCurrentWidget(self._empty)
        self._notices.show_page(None)

    def set_palette(self, name: str) -> None:
        """Use the theme's palette of this name ("light" or "dark")."""
        from fonds.services.previewing import paper_colour

        if name != self._palette:
            self._palette = name
            if self._engine is not None:
                self._engine.set_paper(paper_colour(name))
            self._refresh()

    def warm_up(self) -> None:
        """Start what the first page needs, when the window has nothing better to do."""
        self._previewer().start()
        self._ensure_engine().warm_up()

    @property
    def text_size(self) -> int:
        """The size of the page's text in pixels."""
        return self._text_size

    def set_text_size(self, size: int) -> None:
        """Set the size of the page's text in pixels, within TEXT_SIZES."""
        size = max(TEXT_SIZES[0], min(TEXT_SIZES[-1], size))
        if size != self._text_size:
            self._text_size = size
            self.text_size_changed.emit(size)
            self._refresh()

    def zoom_in(self) -> None:
        """The next larger text."""
        self.set_text_size(next((size for size in TEXT_SIZES if size > self._text_size), TEXT_SIZES[-1]))

    def zoom_out(self) -> None:
        """The next smaller text."""
        smaller = [size for size in TEXT_SIZES if size < self._text_size]
        self.set_text_size(smaller[-1] if smaller else TEXT_SIZES[0])

    def zoom_reset(self) -> None:
        """The ordinary text size."""
        self.set_text_size(ORDINARY_SIZE)

    def copy(self) -> None:
        """Copy what is selected on the page."""
        if self._engine is not None:
            self._engine.copy()

    def select_all(self) -> None:
        """Select the whole page."""
        if self._engine is not None:
            self._engine.select_all()

    def focus_page(self) -> None:
        """Give the page the keyboard, so that the arrow keys scroll it."""
        target = self._engine.widget() if self._engine is not None else self
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def find_in_page(self) -> None:
        """Open the find bar, or go back to it."""
        if self._render is not None:
            self._find.open()

    def find_next(self) -> None:
        """The next hit of what was looked for last."""
        self._find.find_next()

    def find_previous(self) -> None:
        """The hit before."""
        self._find.find_previous()

    def set_hits(self, finder: HitFinder) -> None:
        """Mark on every page what was searched for."""
        if finder != self._finder:
            self._finder = finder
            self._refresh()

    @property
    def finding(self) -> bool:
        """Whether the find bar is open."""
        return self._find.isVisible()

    @property
    def hits(self) -> tuple[int, int]:
        """Which of the marked places was gone to last (0: none yet), and how many there are."""
        return self._hit, self._hits

    def go_to_hit(self, step: int) -> bool:
        """Go to the next marked place (the one before when negative), round the end; False when there is none."""
        if self._engine is None or not self._hits:
            return False
        before = self._hit
        self._hit = (before + step - 1) % self._hits + 1 if before else (1 if step > 0 else self._hits)
        self._engine.show_hit(self._hit)
        return True

    def close_engine(self) -> None:
        """Let go of the engine, before the window goes."""
        self._operations.cancel_channel(CHANNEL)
        self._debounce.stop()
        self._drop_engine()

    # How it is done

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Preview"))
        self._find = FindBar(self)
        self._find.asked.connect(self._on_find_asked)
        self._find.closed.connect(self._on_find_closed)
        self._notices = NoticeBar(self)
        self._empty = QLabel(self.tr("Choose a post to read it here."))
        self._empty.setAlignment(self._empty.alignment().AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        self._empty.setObjectName("emptyState")
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._find)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self._notices)

    def _set_source(self, post_id: int, render: _Render) -> None:
        self._post, self._render = post_id, render

    def _refresh(self) -> None:
        """Render the same text in another look."""
        if self._render is not None and not self._debounce.isActive():
            self._request_page()

    def _request_page(self) -> None:
        from fonds.services.previewing import Look, mark_hits

        render, post_id = self._render, self._post
        if render is None or post_id is None:
            return
        self._number += 1
        number = self._number
        look = Look(self._palette, self._text_size, self._ensure_engine().kind)
        finder = self._finder

        def show(page: RenderedPage) -> None:
            self._on_page_rendered(number, post_id, page)

        def fail(error: Exception) -> None:
            self._on_page_failed(number, error)

        self._operations.run_read(
            lambda cancel: mark_hits(render(look, cancel), finder),
            show,
            channel=CHANNEL,
            on_failed=fail,
            title=self.tr("Preview"),
        )

    def _on_page_rendered(self, number: int, post_id: int, page: RenderedPage) -> None:
        if number != self._number or self._engine is None:
            return
        same_post = self._showing == post_id and self._stack.currentWidget() is self._engine.widget()
        self._showing, self._hits = post_id, page.hits
        self._hit = min(self._hit, page.hits) if same_post else 0
        self._engine.show_page(page, keep_place=same_post)
        self._stack.setCurrentWidget(self._engine.widget())
        self._notices.show_page(page)

    def _on_page_failed(self, number: int, error: Exception) -> None:
        if number == self._number:
            self.show_nothing(self.tr("This post cannot be shown: {reason}").replace("{reason}", str(error)))

    def _ensure_engine(self) -> PreviewEngine:
        if self._engine is None:
            from fonds.services.previewing import paper_colour

            engine = make_engine(self._wanted_engine)
            engine.set_paper(paper_colour(self._palette))
            engine.set_media_loader(self._load_media)
            engine.painted.connect(self._on_painted)
            engine.link_clicked.connect(self._on_link_clicked)
            engine.link_hovered.connect(self.link_hovered)
            engine.found.connect(self._find.show_hits)
            engine.broken.connect(self._on_engine_broken)
            self._stack.addWidget(engine.widget())
            self._engine = engine
            self.engine_changed.emit(engine.kind.value)
        return self._engine

    def _drop_engine(self) -> None:
        engine, self._engine = self._engine, None
        self._showing = None
        if engine is not None:
            self._stack.setCurrentWidget(self._empty)
            self._stack.removeWidget(engine.widget())
            engine.close()

    def _load_media(self, reference: str, answer: Callable[[Media], None]) -> None:
        archive, post_id = self._archive, self._showing
        if archive is None or post_id is None:
            answer(None)
            return
        previewer = self._previewer()

        def fail(error: Exception) -> None:
            answer(None)

        self._operations.run_read(
            lambda cancel: previewer.find_media(archive, post_id, reference, cancel), answer, on_failed=fail
        )

    def _on_painted(self) -> None:
        if self._showing is not None:
            self.page_shown.emit(self._showing)

    def _on_engine_broken(self) -> None:
        self._wanted_engine = LIGHT
        self._drop_engine()
        self._refresh()

    def _on_find_asked(self, text: str, backward: bool) -> None:
        if self._engine is not None:
            self._engine.find_text(text, backward=backward)

    def _on_find_closed(self) -> None:
        if self._engine is not None:
            self._engine.find_text("")
            self._engine.widget().setFocus()

    def _on_link_clicked(self, url: QUrl) -> None:
        """Open a post of this archive; ask before the system's browser opens anything else: the archive itself never
        goes anywhere."""
        from fonds.services.previewing import opened_post

        post_id = opened_post(url.toString())
        if post_id is not None:
            self.post_link_clicked.emit(post_id)
        if url.scheme().lower() not in ("http", "https", "mailto"):
            return
        from PySide6.QtGui import QDesktopServices
        from PySide6.QtWidgets import QMessageBox

        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Open a link"))
        question.setText(self.tr("Open this address outside the archive?"))
        question.setInformativeText(shown_address(url))
        opener = question.addButton(self.tr("Open"), QMessageBox.ButtonRole.AcceptRole)
        copier = question.addButton(self.tr("Copy address"), QMessageBox.ButtonRole.ActionRole)
        cancel = question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(cancel)
        opener.clicked.connect(lambda: QDesktopServices.openUrl(url))
        copier.clicked.connect(lambda: QGuiApplication.clipboard().setText(address_of(url)))
        question.finished.connect(question.deleteLater)
        question.open()


def address_of(url: QUrl) -> str:
    """The address as it will be asked for."""
    return url.toString(url.ComponentFormattingOption.FullyEncoded)


def shown_address(url: QUrl) -> str:
    """The address for a person to judge: encoded, so that no look-alike letter hides, and not longer than a screen."""
    text = address_of(url)
    return text if len(text) <= 500 else text[:499] + "…"
