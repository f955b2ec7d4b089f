"""Palettes are whole and readable; the window follows the mode; icons follow the palette."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from fonds.gui.icons import GLYPHS, Icons, app_icon, glyph
from fonds.gui.theme import ZOOM_STEPS, Role, Theme, ThemeMode, load_palette
from gui.editor_stage import QT_NOISE

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)

READ_ON = {
    Role.WINDOW: (Role.TEXT, Role.TEXT_QUIET, Role.LINK, Role.WARNING, Role.ERROR, Role.SUCCESS, Role.ACCENT),
    Role.SURFACE: (
        *(Role.TEXT, Role.TEXT_QUIET, Role.LINK, Role.WARNING, Role.ERROR, Role.SUCCESS, Role.ACCENT),
        *(role for role in Role if role.value.startswith("syntax_")),
    ),
    Role.RAISED: (Role.TEXT, Role.TEXT_QUIET),
    Role.HOVER: (Role.TEXT, Role.TEXT_QUIET),
    Role.SELECTION: (Role.SELECTION_TEXT, Role.SELECTION_QUIET),
    Role.SELECTION_INACTIVE: (Role.TEXT, Role.TEXT_QUIET),
    Role.ACCENT: (Role.ACCENT_TEXT,),
    Role.HIT: (Role.HIT_TEXT,),
}
PAIRS = [(back, front) for back, fronts in READ_ON.items() for front in fronts]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield Theme(qapp, ThemeMode.LIGHT)
    qapp.setStyleSheet("")


def luminance(text: str) -> float:
    """Relative luminance as in WCAG 2.2."""
    color = QColor(text)
    parts = []
    for value in (color.redF(), color.greenF(), color.blueF()):
        parts.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark", "sepia"])
@pytest.mark.parametrize(("back", "front"), PAIRS, ids=lambda role: str(role.value))
def test_text_can_be_read(name: str, back: Role, front: Role) -> None:
    palette = load_palette(name)
    assert contrast(palette.hex(back), palette.hex(front)) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark", "sepia"])
@pytest.mark.parametrize("back", [Role.WINDOW, Role.SURFACE])
def test_outlines_and_focus_can_be_seen(name: str, back: Role) -> None:
    palette = load_palette(name)
    assert contrast(palette.hex(back), palette.hex(Role.BORDER_STRONG)) >= 2.8
    assert contrast(palette.hex(back), palette.hex(Role.ACCENT)) >= 3


def test_a_palette_knows_whether_it_is_dark() -> None:
    for name, dark in (("light", False), ("dark", True), ("sepia", False)):
        palette = load_palette(name)
        assert (palette.name, palette.dark) == (name, dark)
        assert (luminance(palette.hex(Role.SURFACE)) < 0.5) is dark


def test_the_mode_changes_the_application(theme: Theme, qapp: QApplication) -> None:
    heard: list[str] = []
    theme.changed.connect(lambda: heard.append(theme.palette.name))
    theme.set_mode(ThemeMode.DARK)
    assert theme.palette.dark
    assert qapp.palette().color(QPalette.ColorRole.Base) == theme.color(Role.SURFACE)
    assert theme.hex(Role.ACCENT) in qapp.styleSheet()
    theme.set_mode(ThemeMode.LIGHT)
    assert (
        qapp.palette().color(QPalette.ColorRole.Base).name()
        == load_palette("light").hex(Role.SURFACE).lower()
    )
    assert heard == ["dark", "light"]


def test_an_unfocused_selection_is_quieter(theme: Theme, qapp: QApplication) -> None:
    groups = QPalette.ColorGroup
    highlight = QPalette.ColorRole.Highlight
    assert qapp.palette().color(groups.Inactive, highlight) == theme.color(Role.SELECTION_INACTIVE)
    assert qapp.palette().color(groups.Active, highlight) == theme.color(Role.SELECTION)


def test_zoom_goes_in_steps_and_has_ends(theme: Theme, qapp: QApplication) -> None:
    ordinary = qapp.font().pointSizeF()
    theme.zoom_by(1)
    assert theme.zoom == 115
    assert qapp.font().pointSizeF() == pytest.approx(ordinary * 1.15)
    for _ in range(20):
        theme.zoom_by(1)
    assert theme.zoom == ZOOM_STEPS[-1]
    theme.zoom_by(0)
    assert qapp.font().pointSizeF() == pytest.approx(ordinary)
    theme.set_zoom(3)
    assert theme.zoom == ZOOM_STEPS[0]


def test_a_second_theme_does_not_grow_the_text(theme: Theme, qapp: QApplication) -> None:
    size = qapp.font().pointSizeF()
    assert Theme(qapp, ThemeMode.LIGHT).zoom == 100
    assert qapp.font().pointSizeF() == pytest.approx(size)


def test_source_text_is_monospaced(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.fixed_font())
    assert metrics.horizontalAdvance("iiii") == pytest.approx(metrics.horizontalAdvance("WWWW"))
    assert metrics.horizontalAdvance("示范") == pytest.approx(metrics.horizontalAdvance("WWWW"), rel=0.3)


@pytest.mark.parametrize("name", sorted(GLYPHS))
def test_every_icon_role_has_a_glyph(name: str) -> None:
    assert len(glyph(name)) == 1


def test_icons_follow_the_palette_without_being_made_again(theme: Theme) -> None:
    icon = Icons(theme).icon("search")
    assert theme.hex(Role.TEXT_QUIET).lower() in colors_of(icon)
    theme.set_mode(ThemeMode.DARK)
    assert theme.hex(Role.TEXT_QUIET).lower() in colors_of(icon)
    assert theme.hex(Role.TEXT_DISABLED).lower() in colors_of(icon, QIcon.Mode.Disabled)


def test_icons_are_sharp_on_dense_screens(theme: Theme) -> None:
    pixmap = Icons(theme).pixmap("trash", 16, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)


def test_an_unknown_icon_role_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        Icons(theme).icon("no-such-role")


def test_the_program_has_an_icon_at_every_size(qapp: QApplication) -> None:
    for size in (16, 32, 512):
        image = app_icon().pixmap(QSize(size, size)).toImage()
        assert image.width() == size
        assert image.pixelColor(size // 2, size // 8 - 1).name() == "#1d6385"


def colors_of(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The colours of the pixels that an icon covers wholly."""
    image = icon.pixmap(QSize(64, 64), mode).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {color.name() for color in pixels if color.alpha() == 255}
