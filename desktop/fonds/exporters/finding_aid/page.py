"""The finding aid as a page to read and to print: it has no script and asks for nothing."""

from __future__ import annotations

from typing import BinaryIO

from fonds.base.paths import resource
from fonds.exporters.finding_aid.fragments import TABLE_END, Fragments, text_of
from fonds.exporters.finding_aid.survey import FindingAid, Level
from fonds.exporters.finding_aid.wording import Wording
from fonds.exporters.material import ExportPost

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_DEEPEST_HEADING = 6


class Page:
    """Writes the page: the whole first, then each level with its posts."""

    def __init__(self, file: BinaryIO, aid: FindingAid, words: Wording) -> None:
        self._file = file
        self._aid = aid
        self._words = words
        self._fragments = Fragments(aid, words, linked=True)
        self._rows = 0

    def begin(self) -> None:
        """The head."""
        title, words = text_of(self._aid.title), self._words
        style = "".join(
            resource("css", name).read_text(encoding="utf-8") for name in ("reading.css", "finding-aid.css")
        )
        self._write(
            f'<!DOCTYPE html>\n<html lang="{words.tag}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
            f'<header id="top">\n<p class="kind">{words["finding_aid"]}</p>\n<h1>{title}</h1>\n'
            f'<p class="meta">{self._fragments.amount(self._aid.levels[0].extent)}</p>\n</header>\n'
        )

    def level(self, level: Level) -> None:
        """What is said of a level; of the whole also which levels there are."""
        make = self._fragments
        if level.depth:
            tag = f"h{min(level.depth + 2, _DEEPEST_HEADING)}"
            self._write(
                f'<section class="level" id="collection-{level.id}">\n<{tag}>{make.named(level)}</{tag}>\n'
                f'<p class="meta">{make.amount(level.extent)}</p>\n{make.said(level)}'
            )
        else:
            overview = make.overview()
            self._write(
                f'<section class="level">\n{make.said(level)}{f"<nav>{overview}</nav>" if overview else ""}\n'
                f'<h2 id="inventory">{self._words["inventory"]}</h2>\n'
            )
        self._rows = 0

    def post(self, post: ExportPost) -> None:
        """A post's line in the inventory."""
        if not self._rows:
            self._write(self._fragments.table_head())
        self._rows += 1
        self._write(self._fragments.row(post))

    def end_level(self, level: Level) -> None:
        """What comes behind its posts."""
        if self._rows:
            self._write(TABLE_END)
        self._write(f"{self._fragments.behind(level, self._rows)}</section>\n")

    def end(self) -> None:
        """The foot."""
        self._write(f'<p class="to-top"><a href="#top">{self._words["top"]}</a></p>\n</body>\n</html>\n')

    def _write(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "replace"))
