"""An empty archive, open and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.store.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "test.fonds") as made:
        yield made
