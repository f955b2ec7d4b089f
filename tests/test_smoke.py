"""``fonds --smoke`` as packages run it: a process of its own that says in one line whether all works, or what does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LIMIT = 200


def run_smoke(tmp_path: Path, *arguments: str, program: str = "") -> tuple[int, dict[str, Any]]:
    """Status and result; ``program`` takes the place of ``python -m fonds``."""
    begin = [sys.executable, "-c", program] if program else [sys.executable, "-m", "fonds"]
    variables = {**os.environ, "TMPDIR": str(tmp_path), "FONDS_HOME": str(tmp_path / "the user's own")}
    answer = subprocess.run(
        [*begin, *arguments], capture_output=True, text=True, encoding="utf-8", env=variables, timeout=LIMIT
    )
    lines = answer.stdout.splitlines()
    assert len(lines) == 1, answer.stderr
    return answer.returncode, json.loads(lines[0])


@pytest.mark.webengine
@pytest.mark.slow
def test_the_whole_program_works_and_says_so(tmp_path: Path) -> None:
    file, picture = tmp_path / "result.json", tmp_path / "window.png"
    status, said = run_smoke(tmp_path, f"--smoke={file}", "--engine=web", f"--picture={picture}")
    assert (status, said["ok"]) == (0, True), said
    assert (said["engine"], said["preview_text"], said["frozen"]) == ("web", True, False)
    assert 0 < said["hits"] < said["posts"]
    assert said["bag_files"] > said["hits"]
    assert said["pdf_bytes"] > 1000
    assert set(said["seconds"]) == {"window", "import", "search", "preview", "export", "print", "close"}
    assert json.loads(file.read_text(encoding="utf-8")) == said
    assert picture.stat().st_size > 10_000
    # nothing of the user's was touched, and nothing is left
    assert sorted(path.name for path in tmp_path.iterdir()) == ["result.json", "window.png"]


@pytest.mark.slow
def test_it_works_without_the_web_engine(tmp_path: Path) -> None:
    status, said = run_smoke(tmp_path, "--smoke", "--engine=light")
    assert (status, said["ok"], said.get("engine")) == (0, True, "light"), said


def test_the_step_that_fails_is_named(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom fonds import smoke\nsearch = smoke._search\n"
        "def hasty(*arguments):\n    smoke.WORDS = '无此'; smoke.PATIENCE = 1.0\n    search(*arguments)\n"
        "smoke._search = hasty\n"
        "sys.exit(smoke.run(['--smoke', '--engine=light']))"
    )
    status, said = run_smoke(tmp_path, program=program)
    assert (status, said["ok"], said["failed"]) == (1, False, "search")
    assert "waited 1 seconds for posts that hold 无此" in said["detail"]


def test_a_program_that_is_stuck_ends_by_itself(tmp_path: Path) -> None:
    program = "import sys\nfrom fonds import smoke\nsmoke.WHOLE = 0.0\nsys.exit(smoke.run(['--smoke']))"
    status, said = run_smoke(tmp_path, program=program)
    assert (status, said["ok"]) == (1, False)
    assert "stuck" in said["detail"]
