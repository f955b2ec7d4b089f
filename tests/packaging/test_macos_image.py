"""The disk image: dmgbuild knows every setting, and the picture behind the icons leaves them their room."""

from __future__ import annotations

import ast
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from macos import background, dmg_settings

APP, PICTURE, ICON = Path("out/Fonds.app"), Path("work/background.png"), Path("icons/fonds.icns")


def known_settings() -> dict[str, ast.expr]:
    """The settings that dmgbuild has, with what each is when nobody says anything. Read, not imported: off macOS, the
    import fails."""
    try:
        listed = files("dmgbuild") or []
    except PackageNotFoundError:
        pytest.skip("needs dmgbuild")
    (path,) = (Path(str(entry.locate())) for entry in listed if entry.as_posix() == "dmgbuild/core.py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            names = [key.value for key in node.value.keys if isinstance(key, ast.Constant)]
            if "window_rect" in names and "filename" in names:
                return dict(zip(map(str, names), node.value.values, strict=True))
    raise AssertionError("dmgbuild's settings were not found")


def test_dmgbuild_knows_every_setting() -> None:
    known = known_settings()
    chosen = dmg_settings.settings(APP, PICTURE, ICON)
    assert chosen.keys() <= known.keys()
    for name, value in chosen.items():
        try:
            usual = ast.literal_eval(known[name])
        except ValueError:
            continue
        if usual is not None and not isinstance(usual, (int, float)):
            assert type(value) is type(usual), name


def test_both_icons_are_in_the_window_and_apart() -> None:
    chosen = dmg_settings.settings(APP, PICTURE, ICON)
    places = chosen["icon_locations"]
    assert isinstance(places, dict)
    assert places.keys() == {APP.name, "Applications"}
    assert chosen["symlinks"] == {"Applications": "/Applications"}
    assert chosen["files"] == [str(APP)]
    half = dmg_settings.ICON_SIZE / 2
    width, height = dmg_settings.WINDOW
    for x, y in places.values():
        assert half < x < width - half
        assert y - half > background.TOP + 60
        assert y + half + 40 < height  # the name stands below
    (left, _), (right, _) = places.values()
    assert right - left > 2 * dmg_settings.ICON_SIZE


def test_another_app_has_no_place_in_the_window() -> None:
    with pytest.raises(ValueError, match="no place"):
        dmg_settings.settings(Path("Other.app"), PICTURE, ICON)


def test_the_picture_is_drawn_at_both_resolutions(qapp: QApplication, tmp_path: Path) -> None:
    first = background.make_background(tmp_path / "图")
    with Image.open(first) as once, Image.open(first.with_name("background@2x.png")) as twice:
        assert once.size == dmg_settings.WINDOW
        assert twice.size == tuple(2 * side for side in dmg_settings.WINDOW)
        for picture, scale in ((once.convert("RGB"), 1), (twice.convert("RGB"), 2)):
            corner = picture.getpixel((0, 0))
            assert isinstance(corner, tuple)
            assert min(corner) > 200  # the names below the icons are black
            for x, y in dmg_settings.PLACES.values():
                around = dmg_settings.ICON_SIZE // 2
                box = ((x - around) * scale, (y - around) * scale, (x + around) * scale, (y + around) * scale)
                assert picture.crop(box).getcolors() == [((2 * around * scale) ** 2, corner)]
            middle = picture.getpixel((dmg_settings.WINDOW[0] * scale // 2, 210 * scale))
            assert middle != corner  # the arrow
            top = picture.crop(
                (0, background.TOP * scale, dmg_settings.WINDOW[0] * scale, (background.TOP + 60) * scale)
            )
            assert len(top.getcolors(10_000) or ()) > 10  # both lines, smoothed
    assert qapp is not None
