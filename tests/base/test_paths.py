"""Directories and resources are found in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

from fonds.base import paths


def test_the_user_directories_lie_in_the_chosen_home(fonds_home: Path) -> None:
    for folder in (paths.config_dir(), paths.data_dir(), paths.log_dir(), paths.cache_dir()):
        assert folder.is_dir()
        assert folder.parent == fonds_home


def test_resources_are_found() -> None:
    assert paths.resource("licences", "LICENSE").is_file()
    assert paths.resource("sample", "_config.yml").is_file()
