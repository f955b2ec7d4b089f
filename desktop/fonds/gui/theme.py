"""Colours by role, fonts and the style of the whole window. Nobody else names a colour.

Palettes are ``resources/themes/*.toml``. The window follows the system's light or dark scheme where the platform tells
it; on plain X11 it does not, so both palettes are our own and are applied by QPalette and one small style sheet.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from fonds.base.paths import resource

GRID = 8
"""Pixels: distances are multiples of it, or its half."""

ZOOM_STEPS = (75, 85, 100, 115, 130, 150, 175, 200)
"""Per cent of the ordinary text size."""


class Role(StrEnum):
    """What a colour is for; the palette files say which colour that is."""

    WINDOW = "window"
    SURFACE = "surface"
    RAISED = "raised"
    HOVER = "hover"
    BORDER = "border"
    BORDER_STRONG = "border_strong"
    TEXT = "text"
    TEXT_QUIET = "text_quiet"
    TEXT_DISABLED = "text_disabled"
    ACCENT = "accent"
    ACCENT_TEXT = "accent_text"
    SELECTION = "selection"
    SELECTION_TEXT = "selection_text"
    SELECTION_QUIET = "selection_quiet"
    SELECTION_INACTIVE = "selection_inactive"
    HIT = "hit"
    HIT_TEXT = "hit_text"
    LINK = "link"
    WARNING = "warning"
    ERROR = "error"
    SUCCESS = "success"
    SYNTAX_HEADING = "syntax_heading"
    SYNTAX_KEY = "syntax_key"
    SYNTAX_STRING = "syntax_string"
    SYNTAX_MARKUP = "syntax_markup"
    SYNTAX_CODE = "syntax_code"
    SYNTAX_COMMENT = "syntax_comment"


class ThemeMode(StrEnum):
    """Which palette is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """One palette: every role has a ``#RRGGBB`` colour."""

    name: str
    dark: bool
    colors: Mapping[Role, str]

    def hex(self, role: Role) -> str:
        """The colour of a role as ``#RRGGBB``."""
        return self.colors[role]


def load_palette(name: str) -> Palette:
    """Read ``resources/themes/<name>.toml``; raises ValueError when a role is missing, unknown or not a colour."""
    values = tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    colors = {Role(key): str(value) for key, value in values["roles"].items()}
    missing = [role.value for role in Role if role not in colors]
    wrong = [role.value for role, text in colors.items() if not QColor.isValidColorName(text)]
    if missing or wrong:
        raise ValueError(f"palette {name}: missing {missing}, not colours {wrong}")
    return Palette(name=str(values["name"]), dark=bool(values["dark"]), colors=colors)


class Theme(QObject):
    """The palette in use. ``changed`` is emitted after the window's colours or text size changed."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: ThemeMode = ThemeMode.SYSTEM, zoom: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._palettes = {name: load_palette(name) for name in ("light", "dark")}
        self._system_dark = _system_is_dark(app)
        self._base_font = _ui_font(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        self._mode = mode
        self._zoom = zoom
        self._palette = self._palettes["light"]
        self._applying = False
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self.apply()

    @property
    def palette(self) -> Palette:
        """The palette in use."""
        return self._palette

    @property
    def mode(self) -> ThemeMode:
        """What was asked for."""
        return self._mode

    @property
    def zoom(self) -> int:
        """The text size in per cent."""
        return self._zoom

    def color(self, role: Role) -> QColor:
        """The colour of a role."""
        return QColor(self._palette.colors[role])

    def hex(self, role: Role) -> str:
        """The colour of a role as ``#RRGGBB``."""
        return self._palette.colors[role]

    def set_mode(self, mode: ThemeMode) -> None:
        """Follow the system, or be light or dark whatever it says."""
        if mode is not self._mode:
            self._mode = mode
            self.apply()

    def set_zoom(self, zoom: int) -> None:
        """Set the text size in per cent, within what ZOOM_STEPS spans."""
        zoom = max(ZOOM_STEPS[0], min(zoom, ZOOM_STEPS[-1]))
        if zoom != self._zoom:
            self._zoom = zoom
            self.apply()

    def zoom_by(self, steps: int) -> None:
        """Go up or down the ZOOM_STEPS; 0 goes back to 100 per cent."""
        if steps == 0:
            self.set_zoom(100)
            return
        near = min(range(len(ZOOM_STEPS)), key=lambda index: abs(ZOOM_STEPS[index] - self._zoom))
        self.set_zoom(ZOOM_STEPS[max(0, min(near + steps, len(ZOOM_STEPS) - 1))])

    def fixed_font(self) -> QFont:
        """The font for source text: monospaced, with Chinese glyphs of the same design."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setFamilies([*_FIXED_FAMILIES.get(sys.platform, _FIXED_FAMILIES["linux"]), *font.families()])
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPointSizeF(self._app.font().pointSizeF())
        return font

    def apply(self) -> None:
        """Give the application the palette, the font and the style sheet."""
        self._applying = True
        try:
            self._tell_platform()
            self._palette = self._palettes["dark" if self._wants_dark() else "light"]
            if self._app.style().name().lower() != "fusion":
                self._app.setStyle(QStyleFactory.create("Fusion"))
            self._app.setPalette(_qt_palette(self._palette))
            font = QFont(self._base_font)
            font.setPointSizeF(self._base_font.pointSizeF() * self._zoom / 100)
            self._app.setFont(font)
            self._app.setStyleSheet(_style_sheet(self._palette))
        finally:
            self._applying = False
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._mode is not ThemeMode.SYSTEM:
            return self._mode is ThemeMode.DARK
        scheme = self._app.styleHints().colorScheme()
        if scheme is Qt.ColorScheme.Unknown:
            return self._system_dark
        return scheme is Qt.ColorScheme.Dark

    def _tell_platform(self) -> None:
        """Window frames and native dialogs follow where the platform can; elsewhere this does nothing."""
        hints = self._app.styleHints()
        if self._mode is ThemeMode.SYSTEM:
            hints.unsetColorScheme()
        else:
            dark = self._mode is ThemeMode.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _on_system_scheme_changed(self) -> None:
        if not self._applying and self._mode is ThemeMode.SYSTEM:
            self.apply()


_FIXED_FAMILIES = {
    "win32": ["Cascadia Mono", "Consolas", "Microsoft YaHei"],
    "darwin": ["Menlo", "PingFang SC"],
    "linux": ["Noto Sans Mono CJK SC", "Source Code Pro", "Noto Sans Mono"],
}

_CHINESE_FAMILIES = [
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
]

_STOPGAP_FAMILIES = frozenset({"dejavu sans", "bitstream vera sans", "sans serif", "sans", "helvetica"})
"""What X11 gives when nobody chose a font: far wider than the Chinese beside it, so a better one is taken."""


def _system_is_dark(app: QApplication) -> bool:
    """Whether the palette that the platform gave at first is dark; asked once, before it is replaced by ours."""
    if app.property("system_dark") is None:
        app.setProperty("system_dark", app.palette().color(QPalette.ColorRole.Window).lightness() < 128)
    return bool(app.property("system_dark"))


def _ui_font(system: QFont) -> QFont:
    """The system's font with Chinese families behind it, so that Han characters are of one design and in the
    Simplified Chinese form; never under 10 points on Linux, where 9 is only the stopgap's size."""
    font = QFont(system)
    families = [system.family(), *_CHINESE_FAMILIES]
    if QFontInfo(system).family().lower() in _STOPGAP_FAMILIES:
        installed = set(QFontDatabase.families())
        better = [name for name in ("Inter", "Noto Sans CJK SC", "Noto Sans") if name in installed]
        families = [*better, *families]
        font.setPointSizeF(max(10.0, system.pointSizeF()))
    font.setFamilies(families)
    return font


def _style_sheet(palette: Palette) -> str:
    text = resource("themes", "window.qss").read_text(encoding="utf-8")
    colors = {role.value: color for role, color in palette.colors.items()}
    signs = {name: resource("themes", f"{palette.name}-{name}.svg").as_posix() for name in ("arrow", "check")}
    return Template(text).substitute(colors, **signs)


_QT_ROLES: dict[QPalette.ColorRole, Role] = {
    QPalette.ColorRole.Window: Role.WINDOW,
    QPalette.ColorRole.WindowText: Role.TEXT,
    QPalette.ColorRole.Base: Role.SURFACE,
    QPalette.ColorRole.AlternateBase: Role.WINDOW,
    QPalette.ColorRole.Text: Role.TEXT,
    QPalette.ColorRole.PlaceholderText: Role.TEXT_QUIET,
    QPalette.ColorRole.Button: Role.RAISED,
    QPalette.ColorRole.ButtonText: Role.TEXT,
    QPalette.ColorRole.BrightText: Role.ERROR,
    QPalette.ColorRole.ToolTipBase: Role.RAISED,
    QPalette.ColorRole.ToolTipText: Role.TEXT,
    QPalette.ColorRole.Highlight: Role.SELECTION,
    QPalette.ColorRole.HighlightedText: Role.SELECTION_TEXT,
    QPalette.ColorRole.Accent: Role.ACCENT,
    QPalette.ColorRole.Link: Role.LINK,
    QPalette.ColorRole.LinkVisited: Role.LINK,
    QPalette.ColorRole.Light: Role.RAISED,
    QPalette.ColorRole.Midlight: Role.HOVER,
    QPalette.ColorRole.Mid: Role.BORDER,
    QPalette.ColorRole.Dark: Role.BORDER_STRONG,
    QPalette.ColorRole.Shadow: Role.BORDER_STRONG,
}


def _qt_palette(palette: Palette) -> QPalette:
    result = QPalette()
    for qt_role, role in _QT_ROLES.items():
        result.setColor(qt_role, QColor(palette.colors[role]))
    inactive = QPalette.ColorGroup.Inactive
    result.setColor(inactive, QPalette.ColorRole.Highlight, QColor(palette.colors[Role.SELECTION_INACTIVE]))
    result.setColor(inactive, QPalette.ColorRole.HighlightedText, QColor(palette.colors[Role.TEXT]))
    disabled = QPalette.ColorGroup.Disabled
    for qt_role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.HighlightedText,
    ):
        result.setColor(disabled, qt_role, QColor(palette.colors[Role.TEXT_DISABLED]))
    return result
