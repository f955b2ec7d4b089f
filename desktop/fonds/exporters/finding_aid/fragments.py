"""The parts of a finding aid as HTML, of which a page is made, and sheets to print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from fonds.exporters.finding_aid.survey import Extent, FindingAid, Level, day_of
from fonds.exporters.finding_aid.wording import Wording
from fonds.exporters.material import ExportPost, Origin
from fonds.exporters.moments import moment_text
from fonds.exporters.xml_text import xml_text
from fonds.model.collection import ELEMENTS, DescriptionArea, DescriptionElement, ElementForm

TABLE_END = "</tbody>\n</table>\n"
_COLUMNS = ("number", "post_title", "date", "authors", "words", "language", "files")
_CLASSES = {"post_title": "title", "authors": "names", "words": "figure", "files": "figure"}
_NAMED = tuple(element for element in ELEMENTS if element.name != "title")
"""Below a heading that says the title."""


class Fragments:
    """Makes them. ``linked``: they have anchors and lead to each other."""

    def __init__(self, aid: FindingAid, words: Wording, *, linked: bool) -> None:
        self._aid = aid
        self._words = words
        self._linked = linked
        whole = aid.levels[0].extent
        empty = {"date": not whole.dated, "authors": not whole.signed}
        empty |= {"language": not whole.languages, "files": not whole.files}
        self._columns = [name for name in _COLUMNS if not empty.get(name)]

    def said(self, level: Level) -> str:
        """What is said of a level: of the whole by areas, of others without headings."""
        return self._terms(level, _NAMED) if level.depth else self._areas(level)

    def overview(self) -> str:
        """Which levels there are; empty where there is only one."""
        lines = []
        for level in self._aid.levels[1:]:
            name = self.named(level)
            link = f'<a href="#collection-{level.id}">{name}</a>' if self._linked else f"<span>{name}</span>"
            lines.append(
                f'<li class="depth-{min(level.depth, 9)}">{link} '
                f'<span class="when">{self.amount(level.extent)}</span></li>\n'
            )
        if not lines:
            return ""
        return f'<h2>{self._words["levels"]}</h2>\n<ul class="contents">\n{"".join(lines)}</ul>\n'

    def named(self, level: Level) -> str:
        """A level's number and title."""
        return text_of(f"{level.number} {level.title}")

    def amount(self, extent: Extent) -> str:
        """How much there is."""
        parts = [self._words.count("posts", extent.posts), self._words.count("words", extent.words)]
        if extent.files:
            parts.append(self._words.count("files", len(extent.files)))
        return " · ".join(parts)

    def table_head(self) -> str:
        """The inventory's table, up to its first row; ``TABLE_END`` ends it."""
        heads = "".join(f'<th scope="col"{_class(name)}>{self._words[name]}</th>' for name in self._columns)
        return f'<table class="inventory">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'

    def row(self, post: ExportPost) -> str:
        """A post's line in the inventory."""
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
            f"<td{_class(name)}{_language(post) if name == 'post_title' else ''}>{text_of(values[name])}</td>"
            for name in self._columns
        )
        anchor = f' id="post-{post.id}"' if self._linked else ""
        return f"<tr{anchor}>{cells}</tr>\n"

    def behind(self, level: Level, rows: int) -> str:
        """What comes behind a level's posts, of which so many were listed."""
        if level.elsewhere:
            numbers = (
                f'<a href="#post-{post}">{post}</a>' if self._linked else str(post)
                for post in level.elsewhere
            )
            return f'<p class="elsewhere">{self._words["elsewhere"]}: {", ".join(numbers)}</p>\n'
        return "" if rows else f'<p class="meta">{self._words["none"]}</p>\n'

    def _areas(self, level: Level) -> str:
        """The areas of ISAD(G) in its order, without those of which nothing is said."""
        found = []
        for area in DescriptionArea:
            said = self._terms(level, [element for element in ELEMENTS if element.area is area])
            if area is DescriptionArea.CONTEXT:
                said += self._accessions()
            if said:
                head = f"<h2><small>{area.value}</small> {self._words[area]}</h2>"
                found.append(f'<div class="area">\n{head}\n{said}</div>\n')
        return "".join(found)

    def _terms(self, level: Level, elements: Sequence[DescriptionElement]) -> str:
        """The elements of which something is said; empty when there is none."""
        rows = [
            f"<dt>{self._words[element.name]} <small>{element.number}</small></dt>{values}\n"
            for element in elements
            if (values := self._values(level, element))
        ]
        return f'<dl class="said">\n{"".join(rows)}</dl>\n' if rows else ""

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
        markup = [text_of(text).replace("\n", "<br>\n") for text in texts]
        if element.name == "extent":
            markup.append(f'<span class="held">{self._words["held"]}: {self.amount(level.extent)}</span>')
        return "".join(f"<dd>{part}</dd>" for part in markup)

    def _accessions(self) -> str:
        if not self._aid.origins:
            return ""
        table = [("number", "date", "from", "by", "remark"), *map(_accession, self._aid.origins)]
        columns = [column for column in zip(*table, strict=True) if any(column[1:])]
        heads = "".join(f'<th scope="col">{self._words[column[0]]}</th>' for column in columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{text_of(cell)}</td>" for cell in cells) + "</tr>\n"
            for cells in zip(*(column[1:] for column in columns), strict=True)
        )
        return (
            f'<p class="caption">{self._words["accessions"]} <small>3.2.4</small></p>\n<table class="accessions">\n'
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        )


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
    return f' lang="{text_of(post.post.metadata.language)}"' if post.post.metadata.language else ""


def text_of(text: str) -> str:
    """Text as it stands in markup."""
    return escape(xml_text(text))
