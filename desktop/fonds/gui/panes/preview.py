"""The preview pane: asks for pages, shows the latest, and says what was left out. It writes nothing.

Every request has a number, and only the answer to the latest is shown. The page before stays until the next one is
there, so that walking through a list never flashes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from fonds.gui.operations import Operations
from fonds.gui.panes.preview_frame import PreviewFrame
from fonds.gui.preview.choice import AUTOMATIC, LIGHT, make_engine
from fonds.gui.preview.engine import Media, PreviewEngine
from fonds.gui.preview.link_question import LEAVING, address_of, ask_to_open
from fonds.gui.preview.reading_look import ReadingLook
from fonds.model.hits import HitFinder

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from fonds.model.progress import CancelToken
    from fonds.services.archives import Archive
    from fonds.services.previewing import Look, Previewer, RenderedPage, UnsavedText

TYPING_PAUSE = 16
"""Milliseconds without a change after which unsaved text is rendered."""
TEXT_SIZES = (12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 28, 32)
ORDINARY_SIZE = 17
PAPER_SIZE = 15
"""The size of text on paper: about 11 points."""
CHANNEL = "preview"

_Render = Callable[["Look", "CancelToken"], "RenderedPage"]


class PreviewPane(PreviewFrame):
    """Shows a stored post or an unsaved text. Collaborators come from outside; nobody else is called."""

    page_shown = Signal(int)
    """The post's page is on the screen."""
    link_hovered = Signal(str)
    """The address under the pointer, or empty: for the status bar."""
    post_link_clicked = Signal(int)
    """A link to another post of the archive was followed."""
    media_link_clicked = Signal(str)
    """A link to a file of the archive (as the text refers to it) was followed."""
    post_asked = Signal(int)
    """Another post is to be shown; 0 for none."""
    scrolled = Signal(float, float)
    """The page was scrolled: which line of the text stands at which part of the view's height."""
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
        self._reading = ReadingLook()
        self._text_size = text_size
        self._archive: Archive | None = None
        self._post: int | None = None
        self._render: _Render | None = None
        self._number = 0
        self._showing: int | None = None
        self._page: RenderedPage | None = None
        self._engine: PreviewEngine | None = None
        self._finder = HitFinder()
        self._hit = self._hits = 0
        self._debounce = QTimer(self)
        self._debounce.setSingleShot(True)
        self._debounce.setInterval(TYPING_PAUSE)
        self._debounce.timeout.connect(self._request_page)
        self._find.asked.connect(self._on_find_asked)
        self._find.closed.connect(self._on_find_closed)
        self.view_turned.connect(self._on_view_turned)

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
        self.post_asked.emit(post_id)
        self._debounce.stop()
        self._request_page()

    def show_unsaved(self, post_id: int, text: Callable[[], UnsavedText]) -> None:
        """Show what the editor holds, a moment after the last of a burst of calls. ``text`` says it, in another thread."""
        previewer, archive = self._previewer(), self._archive
        self._set_source(
            post_id,
            lambda look, cancel: previewer.render_unsaved(
                text(), look, cancel, archive=archive, post_id=post_id
            ),
        )
        self._debounce.start()

    def show_nothing(self, text: str = "") -> None:
        """Show no page, but a sentence that says why."""
        self._number += 1
        self._post = self._showing = self._page = None
        self.post_asked.emit(0)
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
        """The window has the palette of this name ("light" or "dark")."""
        before, self._palette = self._reading.palette(self._palette), name
        if before != self._reading.palette(name):
            self._refresh()

    def set_reading(self, look: ReadingLook) -> None:
        """Show pages in this look from now on."""
        if look != self._reading:
            self._reading = look
            self._refresh()

    @property
    def page(self) -> RenderedPage | None:
        """The page that is shown."""
        return self._page

    @property
    def post_id(self) -> int | None:
        """The post that is shown or rendered."""
        return self._post

    @property
    def engine(self) -> PreviewEngine | None:
        """What shows the page, once there is one."""
        return self._engine

    def show_line(self, line: float, place: float) -> None:
        """Scroll so that a line of the text stands at a part of the view's height."""
        if self._engine is not None and self._page is not None:
            self._engine.show_line(line, place)

    def render_plainly(self, answer: Callable[[RenderedPage], None], *, full: bool = False) -> None:
        """The shown post in the look that it has on paper; ``full``: with all that a page may hold, whatever shows it."""
        from fonds.services.previewing import EngineKind, Look

        render = self._render
        if render is None:
            return
        kind = EngineKind.WEB if full else self._ensure_engine().kind
        look = Look("light", PAPER_SIZE, kind, self._reading.serif)
        self._operations.run_read(lambda cancel: render(look, cancel), answer, title=self.tr("Preview"))

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
        target = self.view or (self._engine.widget() if self._engine is not None else self)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def find_in_page(self) -> None:
        """Open the find bar, or go back to it."""
        if self.view is not None:
            self.find_asked.emit()
        elif self._render is not None:
            self._find.open()

    def set_hits(self, finder: HitFinder) -> None:
        """Mark on every page what was searched for."""
        if finder != self._finder:
            self._finder = finder
            self._refresh()

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

    def _on_view_turned(self, view: QWidget | None) -> None:
        """Nothing is rendered while the page is not to be seen."""
        if view is None:
            self._request_page()
        else:
            self._operations.cancel_channel(CHANNEL)

    def _set_source(self, post_id: int, render: _Render) -> None:
        self._post, self._render = post_id, render

    def _refresh(self) -> None:
        """Render the same text in another look."""
        if self._render is not None and not self._debounce.isActive():
            self._request_page()

    def _request_page(self) -> None:
        from fonds.services.previewing import LineWidth, Look, mark_hits

        render, post_id = self._render, self._post
        if render is None or post_id is None or self.view is not None:
            return
        self._number += 1
        number = self._number
        reading = self._reading
        look = Look(
            reading.palette(self._palette),
            self._text_size,
            self._ensure_engine().kind,
            reading.serif,
            LineWidth(reading.width),
            line_marks=True,
        )
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
        self._showing, self._page, self._hits = post_id, page, page.hits
        self._hit = min(self._hit, page.hits) if same_post else 0
        began = time.monotonic()
        self._engine.show_page(page, keep_place=same_post)
        # What takes the window long to lay out (a long page in the light engine) is laid out when one rests from typing.
        self._debounce.setInterval(max(TYPING_PAUSE, int((time.monotonic() - began) * 4000)))
        self._stack.setCurrentWidget(self._engine.widget())
        self._notices.show_page(page)

    def _on_page_failed(self, number: int, error: Exception) -> None:
        if number == self._number:
            self.show_nothing(self.tr("This post cannot be shown: {reason}").replace("{reason}", str(error)))

    def _ensure_engine(self) -> PreviewEngine:
        if self._engine is None:
            from fonds.services.previewing import paper_colour

            engine = make_engine(self._wanted_engine)
            engine.set_paper(paper_colour(self._reading.palette(self._palette)))
            engine.set_media_loader(self._load_media)
            engine.painted.connect(self._on_painted)
            engine.link_clicked.connect(self._on_link_clicked)
            engine.link_hovered.connect(self.link_hovered)
            engine.scrolled.connect(self.scrolled)
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
        """Open a post of this archive; ask before anything else is opened: the archive itself never goes anywhere."""
        from fonds.services.previewing import media_reference, opened_post

        post_id = opened_post(url.toString())
        reference = media_reference(address_of(url))
        if post_id is not None:
            self.link_followed.emit()
            self.post_link_clicked.emit(post_id)
        elif reference is not None:
            self.media_link_clicked.emit(reference)
        elif url.scheme().lower() in LEAVING:
            ask_to_open(self, url)
