"""Icons by role, in the palette's colours. Nobody else names a glyph.

The glyphs are Phosphor's, from the font that qtawesome ships. The font is read here directly: qtawesome's own painter
fixes an icon's colours when it is made and pulls in a layer for other Qt bindings, a tenth of a second at every start.
These icons ask the theme at each painting, so that a change of palette needs nothing but a repaint.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from fonds.base.paths import resource
from fonds.gui.theme import Role, Theme

GLYPHS: dict[str, str] = {
    "about": "info",
    "add": "plus",
    "all-posts": "files",
    "ascending": "arrow-up",
    "author": "user",
    "bold": "text-bolder",
    "back": "caret-left",
    "cancel": "x",
    "category": "folder-simple",
    "check": "check-circle",
    "close": "x",
    "code": "code",
    "column": "columns",
    "conflict": "git-diff",
    "copy": "copy",
    "date": "calendar-blank",
    "delete": "trash",
    "density-cards": "rows",
    "density-excerpt": "list",
    "density-line": "list-dashes",
    "density-table": "table",
    "descending": "arrow-down",
    "details": "list-bullets",
    "draft": "pencil-line",
    "edit": "pencil-simple",
    "editor": "note-pencil",
    "error": "warning-octagon",
    "excluded": "minus-circle",
    "export": "export",
    "external": "arrow-square-out",
    "find": "magnifying-glass",
    "folder": "folder-open",
    "forward": "caret-right",
    "format-aid": "article",
    "format-archive": "archive",
    "format-bag": "package",
    "format-book": "book",
    "format-data": "brackets-curly",
    "format-document": "file-text",
    "format-feed": "rss-simple",
    "format-files": "files",
    "format-kiwix": "globe-stand",
    "format-other": "file",
    "format-page": "browser",
    "format-pdf": "file-pdf",
    "format-site": "globe-simple",
    "format-table": "table",
    "full-screen": "arrows-out",
    "heading": "text-h",
    "help": "question",
    "history": "clock-counter-clockwise",
    "image": "image",
    "import": "download-simple",
    "import-files": "file-plus",
    "in-selection": "selection",
    "info": "info",
    "italic": "text-italic",
    "keyboard": "keyboard",
    "link": "link",
    "list-bullets": "list-bullets",
    "list-numbers": "list-numbers",
    "log": "bug-beetle",
    "media": "paperclip",
    "more": "dots-three",
    "noted": "note",
    "collection": "books",
    "rating": "star-half",
    "read": "envelope-open",
    "narrow": "funnel-simple",
    "rest": "caret-double-right",
    "navigator": "tree-structure",
    "new-archive": "archive",
    "new-post": "note-pencil",
    "next": "caret-down",
    "next-hit": "caret-down",
    "open": "folder-open",
    "outline": "tree-structure",
    "palette": "command",
    "previous": "caret-up",
    "previous-hit": "caret-up",
    "preview": "eye",
    "print": "printer",
    "problem": "warning",
    "quit": "sign-out",
    "quote": "quotes",
    "reading-look": "text-aa",
    "recent": "clock",
    "redo": "arrow-u-up-right",
    "remote-blocked": "shield-check",
    "replace": "swap",
    "restore": "arrow-counter-clockwise",
    "sample": "book-open",
    "save": "floppy-disk",
    "saved-search": "bookmark-simple",
    "scroll-together": "arrows-down-up",
    "search": "magnifying-glass",
    "section-closed": "caret-right",
    "section-open": "caret-down",
    "select-all": "selection-all",
    "settings": "gear-six",
    "source": "code",
    "split": "columns",
    "star": "star",
    "starred": "star-fill",
    "success": "check-circle",
    "table": "table",
    "tag": "tag",
    "theme-dark": "moon",
    "theme-light": "sun",
    "theme-system": "desktop",
    "trash": "trash",
    "undated": "calendar-x",
    "undo": "arrow-u-up-left",
    "warning": "warning",
    "withdrawn": "arrow-u-up-left",
    "year": "calendar-blank",
    "zoom-in": "magnifying-glass-plus",
    "zoom-out": "magnifying-glass-minus",
}
"""The role of an icon and the name of its glyph."""


class Icons:
    """Gives icons by role (a key of GLYPHS), coloured by the theme whenever they are painted."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._made: dict[tuple[str, Role], QIcon] = {}

    def icon(self, name: str, color: Role = Role.TEXT_QUIET) -> QIcon:
        """The icon of a role; raises KeyError for a role that is not in GLYPHS."""
        key = (name, color)
        if key not in self._made:
            self._made[key] = QIcon(_GlyphEngine(glyph(name), color, self._theme))
        return self._made[key]

    def pixmap(self, name: str, size: int, ratio: float, color: Role = Role.TEXT_QUIET) -> QPixmap:
        """The icon as ``size`` points square for a screen of that device pixel ratio."""
        return self.icon(name, color).pixmap(QSize(size, size), ratio)

    def paint(self, painter: QPainter, rect: QRect, name: str, color: QColor) -> None:
        """Draw the glyph of a role into a square, in any colour; for delegates."""
        _draw(painter, rect, glyph(name), color)


def app_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(resource("icons", "fonds.svg")))


def glyph(name: str) -> str:
    """The character of an icon role in the icon font."""
    return _characters()[GLYPHS[name]]


class _GlyphEngine(QIconEngine):
    """Paints one glyph at any size, in the colour that the theme has at that moment."""

    def __init__(self, character: str, color: Role, theme: Theme) -> None:
        super().__init__()
        self._character = character
        self._color = color
        self._theme = theme

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = self._color
        if mode is QIcon.Mode.Disabled:
            role = Role.TEXT_DISABLED
        elif mode is QIcon.Mode.Selected:
            role = Role.SELECTION_TEXT
        elif state is QIcon.State.On and role is Role.TEXT_QUIET:
            role = Role.ACCENT
        _draw(painter, rect, self._character, self._theme.color(role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        result = QPixmap(size)
        if size.isEmpty():  # a button that is squeezed to nothing asks for it
            return result
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return result

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._character, self._color, self._theme)


def _draw(painter: QPainter, rect: QRect, character: str, color: QColor) -> None:
    font = QFont(_family())
    font.setPixelSize(max(1, rect.height()))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, character)
    painter.restore()


@cache
def _font_folder() -> Path:
    """Where qtawesome keeps its fonts; found without importing it."""
    found = importlib.util.find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("the package qtawesome, which holds the icons, is missing")
    return Path(found.submodule_search_locations[0]) / "fonts"


@cache
def _family() -> str:
    """Load the icon font into the application, once; returns its family name."""
    path = next(_font_folder().glob("phosphor-*.ttf"))
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    if not families:
        raise RuntimeError(f"the icon font {path.name} cannot be used")
    return families[0]


@cache
def _characters() -> dict[str, str]:
    """Glyph names of the icon font and their characters."""
    path = next(_font_folder().glob("phosphor-charmap-*.json"))
    names = set(GLYPHS.values())
    codes: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes.items() if name in names}
