"""A real archive for each test, closed at its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.services import archives
from fonds.services.archives import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = archives.create_archive(tmp_path / "档案 #1?.fonds")
    yield made
    made.close()
