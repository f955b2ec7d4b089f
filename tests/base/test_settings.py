"""Settings survive, whatever the file holds."""

from __future__ import annotations

import json
from pathlib import Path

from fonds.base.settings import RECENT_LIMIT, Settings


def test_values_come_back_with_their_types(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(path)
    settings.put("theme", "dark")
    settings.put("zoom", 1.5)
    settings.put("wrap", True)
    again = Settings(path)
    assert (again.text("theme"), again.number("zoom"), again.flag("wrap")) == ("dark", 1.5, True)
    assert again.text("zoom", "none") == "none"
    assert again.number("wrap", 7) == 7


def test_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"format": 9, "future": {"a": [1]}}), encoding="utf-8")
    Settings(path).put("theme", "light")
    assert json.loads(path.read_bytes())["future"] == {"a": [1]}


def test_a_broken_file_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"{broken")
    settings = Settings(path)
    assert settings.text("theme", "system") == "system"
    settings.put("theme", "dark")
    assert (tmp_path / "settings.json.broken").read_bytes() == b"{broken"
    assert Settings(path).text("theme") == "dark"


def test_recent_archives_are_newest_first_once_each_and_few(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for number in range(RECENT_LIMIT + 3):
        settings.remember_archive(tmp_path / f"{number}.fonds")
    settings.remember_archive(tmp_path / "5.fonds")
    assert settings.recent_archives[0] == tmp_path / "5.fonds"
    assert len(settings.recent_archives) == RECENT_LIMIT == len(set(settings.recent_archives))
    settings.forget_archive(tmp_path / "5.fonds")
    assert tmp_path / "5.fonds" not in settings.recent_archives


def test_a_folder_that_cannot_be_written_costs_nothing_but_the_settings(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "missing" / "settings.json")
    settings.put("theme", "dark")
    assert settings.text("theme") == "dark"


def test_a_path_that_is_no_text_is_remembered(tmp_path: Path) -> None:
    archive = Path("/old disk/\udce9tude.fonds")
    Settings(tmp_path / "settings.json").remember_archive(archive)
    assert Settings(tmp_path / "settings.json").recent_archives == (archive,)
