"""The interface of a preview engine. A pane knows only this, so that either engine may stand behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPageLayout
    from PySide6.QtPrintSupport import QPrinter

    from fonds.services.previewing import EngineKind, RenderedPage


Media = tuple[bytes, str] | None
"""A file's bytes and MIME type, or None when the archive has none."""

MediaLoader = Callable[[str, Callable[[Media], None]], None]
"""``load(reference, answer)``: calls ``answer`` on the main thread, sooner or later, or never."""


class PreviewEngine(Protocol):
    """Shows one page at a time; lives in the main thread."""

    @property
    def kind(self) -> EngineKind:
        """For which engine pages are to be rendered."""

    @property
    def painted(self) -> SignalInstance:
        """Emitted when the page that was shown last is on the screen."""

    @property
    def link_clicked(self) -> SignalInstance:
        """``(QUrl)``: a person wants to leave the page. The engine itself goes nowhere."""

    @property
    def link_hovered(self) -> SignalInstance:
        """``(str)``: the address under the pointer, or empty."""

    @property
    def found(self) -> SignalInstance:
        """``(number, count)``: which hit of how many is shown; 0 of 0 when there is none."""

    @property
    def broken(self) -> SignalInstance:
        """Emitted when the engine cannot go on; another must take its place."""

    @property
    def scrolled(self) -> SignalInstance:
        """``(float, float)``: a line of the text, counted from 0, and the part of the view's height (0: the top) at which
        it stands since the page was scrolled, by whomever."""

    def widget(self) -> QWidget:
        """The widget to put into a window."""

    def warm_up(self) -> None:
        """Start what takes time ahead of the first page."""

    def show_page(self, page: RenderedPage, *, keep_place: bool = False) -> None:
        """Show a page; the old one stays until the new one is painted. ``keep_place`` keeps the scroll position."""

    def set_paper(self, colour: str) -> None:
        """The background (``#rrggbb``) until a page is painted."""

    def clear(self) -> None:
        """Show nothing, and forget the page."""

    def set_media_loader(self, load: MediaLoader) -> None:
        """Where the page's images come from."""

    def find_text(self, text: str, *, backward: bool = False) -> None:
        """Show the next hit; an empty text takes the marks away."""

    def show_hit(self, number: int) -> None:
        """Go to one of the places that are marked on the page, counted from 1, and make it stand out."""

    def show_line(self, line: float, place: float) -> None:
        """Scroll so that a line of the text stands at a part of the view's height."""

    def read_selection(self, answer: Callable[[str], None]) -> None:
        """Tell the HTML of what is selected, sooner or later; empty for nothing."""

    def make_pdf(self, page: RenderedPage, layout: QPageLayout, answer: Callable[[bytes], None]) -> None:
        """The page on paper, as PDF; empty when that failed. ``page`` is the one that is shown, in its printed look."""

    def print_page(self, page: RenderedPage, printer: QPrinter, done: Callable[[bool], None]) -> None:
        """Print the page; ``printer`` must live until it is done."""

    def copy(self) -> None:
        """Copy what is selected."""

    def select_all(self) -> None:
        """Select the whole page."""

    def close(self) -> None:
        """Let go of everything; nothing may be called after."""
