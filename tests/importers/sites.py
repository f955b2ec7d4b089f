"""Reading whole folders as an import does, for the tests of this room."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from fonds.importers.interface import SiteSettings
from fonds.importers.reading import read_source_file
from fonds.importers.registry import get_generator
from fonds.importers.scan import scan
from fonds.model.accession import Candidate, ImportSettings
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass
class Reading:
    """What a folder gave: candidates by path, problems of the scan and of files that failed, and the other files."""

    site: SiteSettings
    posts: dict[str, Candidate] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def kinds(self, path: str) -> list[ProblemKind]:
        """The kinds of the problems of one document."""
        return [problem.kind for problem in self.posts[path].problems]


def read_site(
    root: Path,
    generator_name: str = "jekyll",
    settings: ImportSettings | None = None,
    only: tuple[str, ...] | None = None,
) -> Reading:
    """Scan and read a folder."""
    settings = settings or ImportSettings()
    generator = get_generator(generator_name)
    reading = Reading(generator.site_settings(root, settings))
    found = scan(
        root,
        generator,
        reading.site,
        CancelToken(),
        reading.problems.append,
        only=only,
        on_other=reading.others.append,
    )
    for file in found:
        result = read_source_file(root, file, generator_name, reading.site, settings)
        if isinstance(result, Problem):
            reading.problems.append(result)
        else:
            reading.posts[result.path] = result
    return reading


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root
