"""The icons of all systems, made from the one drawing and read again by others."""

from __future__ import annotations

from pathlib import Path

import pytest
from icnsutil import IcnsFile
from PIL import Image

import icons


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return icons.make_icons(tmp_path_factory.mktemp("icons"))


def test_every_size_is_drawn_for_itself(made: dict[str, Path]) -> None:
    for size in icons.SIZES:
        with Image.open(made[f"fonds-{size}.png"]) as picture:
            assert (picture.size, picture.mode) == ((size, size), "RGBA")
            middle = picture.getpixel((size // 2, size * 5 // 16))
            corner = picture.getpixel((0, 0))
        assert middle == (255, 255, 255, 255), size  # the lid of the box
        assert isinstance(corner, tuple)
        assert corner[3] < 128, size  # the corners are round


def test_the_windows_icon_holds_all_sizes(made: dict[str, Path]) -> None:
    with Image.open(made["fonds.ico"]) as picture:
        sizes = picture.info["sizes"]
    assert sizes == {(size, size) for size in icons.ICO_SIZES}


def test_the_macos_icon_holds_all_sizes(made: dict[str, Path]) -> None:
    file = IcnsFile(str(made["fonds.icns"]))
    assert set(file.media) == set(icons.ICNS_KEYS)
    assert list(IcnsFile.verify(str(made["fonds.icns"]))) == []
    with Image.open(made["fonds.icns"]) as picture:
        assert max(width * scale for width, _, scale in picture.info["sizes"]) == 1024


def test_the_same_drawing_gives_the_same_bytes(made: dict[str, Path], tmp_path: Path) -> None:
    again = icons.make_icons(tmp_path)
    assert {name: path.read_bytes() for name, path in again.items()} == {
        name: path.read_bytes() for name, path in made.items()
    }


@pytest.mark.qt_log_ignore("Premature end of document")
def test_what_is_no_drawing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.svg").write_text("<svg", encoding="utf-8")
    with pytest.raises(ValueError, match="no drawing"):
        icons.draw(tmp_path / "broken.svg", (16,))
