"""The finding aid as a page to read and to print: it has no script and asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import BinaryIO

from fonds.base.paths import resource
from fonds.exporters.finding_aid.survey import Extent, FindingAid, Level, day_of
from fonds.exporters.finding_aid.wording import Wording
from fonds.exporters.material import ExportPost, Origin
from fonds.exporters.moments import moment_text
from fonds.exporters.xml_text import xml_text
from fonds.model.collection import ELEMENTS, DescriptionArea, DescriptionElement, ElementForm

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_COLUMNS = ("number", "post_title", "date", "authors", "words", "language", "files")
_CLASSES = {"post_title": "title", "authors": "names", "words": "figure", "files": "figure"}
_DEEPEST_HEADING = 6


class Page:
    """Writes the page: the whole first, then each level with its posts."""

    def __init__(self, file: BinaryIO, aid: FindingAid, words: Wording) -> None:
        self._file = file
        self._aid = aid
        self._words = words
        self._rows = 0
        whole = aid.levels[0].extent
        empty = {"date": not whole.dated, "authors": not whole.signed}
        empty |= {"language": not whole.languages, "files": not whole.files}
        self._columns = [name for name in _COLUMNS if not empty.get(name)]

    def begin(self) -> None:
        """The head, and which levels there are."""
        aid = self._aid
        style = "".join(
            resource("css", name).read_text(encoding="utf-8") for name in ("reading.css", "finding-aid.css")
        )
        self._write(
            f'<!DOCTYPE html>\n<html lang="{self._words.tag}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{_text(aid.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
            f'<header id="top">\n<p class="kind">{self._words["finding_aid"]}</p>\n<h1>{_text(aid.title)}</h1>\n'
            f'<p class="meta">{self._amount(aid.levels[0].extent)}</p>\n</header>\n'
        )

    def level(self, level: Level) -> None:
        """What is said of a level; of the whole also which levels there are."""
        if level.depth:
            tag = f"h{min(level.depth + 2, _DEEPEST_HEADING)}"
            self._write(
                f'<section class="level" id="collection-{level.id}">\n<{tag}>{self._named(level)}</{tag}>\n'
                f'<p class="meta">{self._amount(level.extent)}</p>\n'
            )
        else:
            self._write('<section class="level">\n')
        if level.depth:
            self._write(self._terms(level, [element for element in ELEMENTS if element.name != "title"]))
        else:
            self._areas(level)
        if not level.depth:
            self._overview()
            self._write(f'<h2 id="inventory">{self._words["inventory"]}</h2>\n')
        self._rows = 0

    def post(self, post: ExportPost) -> None:
        """A post's line in the inventory."""
        if not self._rows:
            heads = "".join(
                f'<th scope="col"{_class(name)}>{self._words[name]}</th>' for name in self._columns
            )
            self._write(f'<table class="inventory">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n')
        self._rows += 1
        metadata = post.post.metadata
        files = len({use.medium.id for use in post.uses})
        values = {
            "number": str(post.id),
            "post_title": post.title,
            "date": day_of(metadata.date) or metadata.date.text,
            "authors": self._words.between.join(metadata.authors),
            "words": f"{post.words:,}",
            "language": metadata.language,
            "files": f"{files:,}" if files else "",
        }
        cells = "".join(
            f"<td{_class(name)}{_language(post) if name == 'post_title' else ''}>{_text(values[name])}</td>"
            for name in self._columns
        )
        self._write(f'<tr id="post-{post.id}">{cells}</tr>\n')

    def end_level(self, level: Level) -> None:
        """What comes behind its posts."""
        if self._rows:
            self._write("</tbody>\n</table>\n")
        elif not level.elsewhere:
            self._write(f'<p class="meta">{self._words["none"]}</p>\n')
        if level.elsewhere:
            links = ", ".join(f'<a href="#post-{post}">{post}</a>' for post in level.elsewhere)
            self._write(f'<p class="elsewhere">{self._words["elsewhere"]}: {links}</p>\n')
        self._write("</section>\n")

    def end(self) -> None:
        """The foot."""
        self._write(f'<p class="to-top"><a href="#top">{self._words["top"]}</a></p>\n</body>\n</html>\n')

    def _areas(self, level: Level) -> None:
        """The areas of ISAD(G) in its order, without those of which nothing is said."""
        for area in DescriptionArea:
            said = self._terms(level, [element for element in ELEMENTS if element.area is area])
            if area is DescriptionArea.CONTEXT:
                said += self._accessions()
            if said:
                head = f"<h2><small>{area.value}</small> {self._words[area]}</h2>"
                self._write(f'<div class="area">\n{head}\n{said}</div>\n')

    def _terms(self, level: Level, elements: Sequence[DescriptionElement]) -> str:
        """The elements of which something is said; empty when there is none."""
        rows = [
            f"<dt>{self._words[element.name]} <small>{element.number}</small></dt>{values}\n"
            for element in elements
            if (values := self._values(level, element))
        ]
        return f"<dl>\n{''.join(rows)}</dl>\n" if rows else ""

    def _values(self, level: Level, element: DescriptionElement) -> str:
        """One element's values as markup; what the posts say themselves where nothing was said of dates and languages."""
        value = getattr(level.description, element.name)
        if element.name == "title":
            value = level.title
        if element.name == "creation_dates" and not value:
            value = days_text(level.extent)
        if element.name == "languages" and not value:
            value = level.extent.most_languages()
        if isinstance(value, tuple):
            value = self._words.between.join(value)
        texts = paragraphs(value) if element.form is ElementForm.TEXT else [value] if value else []
        markup = [_text(text).replace("\n", "<br>\n") for text in texts]
        if element.name == "extent":
            markup.append(f'<span class="held">{self._words["held"]}: {self._amount(level.extent)}</span>')
        return "".join(f"<dd>{part}</dd>" for part in markup)

    def _accessions(self) -> str:
        if not self._aid.origins:
            return ""
        table = [("number", "date", "from", "by", "remark"), *map(_accession, self._aid.origins)]
        columns = [column for column in zip(*table, strict=True) if any(column[1:])]
        heads = "".join(f'<th scope="col">{self._words[column[0]]}</th>' for column in columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in cells) + "</tr>\n"
            for cells in zip(*(column[1:] for column in columns), strict=True)
        )
        return (
            f'<table class="accessions">\n<caption>{self._words["accessions"]} <small>3.2.4</small></caption>\n'
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        )

    def _overview(self) -> None:
        if len(self._aid.levels) < 2:
            return
        self._write(f'<h2>{self._words["levels"]}</h2>\n<nav>\n<ul class="contents">\n')
        for level in self._aid.levels[1:]:
            depth = min(level.depth, 9)
            self._write(
                f'<li class="depth-{depth}"><a href="#collection-{level.id}">{self._named(level)}</a>'
                f'<span class="when">{self._amount(level.extent)}</span></li>\n'
            )
        self._write("</ul>\n</nav>\n")

    def _named(self, level: Level) -> str:
        return f"{level.number} {_text(level.title)}"

    def _amount(self, extent: Extent) -> str:
        parts = [self._words.count("posts", extent.posts), self._words.count("words", extent.words)]
        if extent.files:
            parts.append(self._words.count("files", len(extent.files)))
        return " · ".join(parts)

    def _write(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "replace"))


def days_text(extent: Extent) -> str:
    """From when to when the posts are, as people read it."""
    return extent.first if extent.first == extent.last else f"{extent.first} – {extent.last}"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which empty lines part."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _accession(origin: Origin) -> tuple[str, ...]:
    return (
        str(origin.number),
        moment_text(origin.started_at)[:10],
        " · ".join((*origin.sources, origin.generator)),
        origin.who,
        origin.note,
    )


def _class(name: str) -> str:
    return f' class="{_CLASSES.get(name, "short")}"'


def _language(post: ExportPost) -> str:
    return f' lang="{_text(post.post.metadata.language)}"' if post.post.metadata.language else ""


def _text(text: str) -> str:
    return escape(xml_text(text))
