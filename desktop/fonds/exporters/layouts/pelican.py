"""Pelican's layout: ``content/name.md`` with ``Key: value`` lines, ``{static}`` and ``{filename}``, ``pelicanconf.py``.

Source: Pelican's pages "Writing content" and "Settings". A head of lines holds texts only: a value of several lines goes on
one, and what is a table, or whose key Pelican cannot read, stands as JSON.
"""

from __future__ import annotations

import json
import re

from fonds.exporters.layouts.layout import Place, SiteLayout
from fonds.exporters.layouts.values import Words, joined_names
from fonds.exporters.material import ExportPost
from fonds.model.post import FieldValue

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_HEAD_TYPES = frozenset(
    ("extra", "status", "save_as", "url", "template", "summary", "modified", "translation")
)
_BUILT = re.compile(r"\.(?:md|markdown|mkd|mdown|rst|html)\Z")


class PelicanLayout(SiteLayout):
    """See the module."""

    name = "pelican"
    media_folder = "content/media"
    public_media = "{static}/media"
    reserved = ("", "index", "archives", "categories", "tags", "authors")
    keys = SiteLayout.keys | _HEAD_TYPES

    def stem(self, post: ExportPost) -> str:
        found = super().stem(post)
        return f"post-{found}" if found in self.reserved else found

    def path(self, post: ExportPost, stem: str) -> str:
        return f"content/{stem}.md"

    def keeps(self, post: ExportPost) -> bool:
        parts = post.path.split("/")
        return (
            post.post.generator == self.name
            and parts[0] == "content"
            and len(parts) > 1
            and _BUILT.search(parts[-1]) is not None
            and not any(part.startswith(".") for part in parts)
        )

    def header(self, words: Words, post: ExportPost) -> str:
        lines = [("Title", _line(words.title) or "-")]
        if words.moment is not None:
            lines.append(("Date", words.date_text(" ")))
        if words.draft or words.hidden:
            lines.append(("Status", "draft" if words.draft else "hidden"))
        if words.slug:
            lines.append(("Slug", _line(words.slug)))
        if words.permalink:
            inner = words.permalink.strip("/")
            lines += [
                ("Url", inner if words.permalink[-1] != "/" else f"{inner}/"),
                ("Save_as", _file(words.permalink)),
            ]
        if words.language:
            lines.append(("Lang", _line(words.language)))
        names = [str(name) for name in joined_names(words.categories)]
        if names:
            lines.append(("Category", _line(names[0])))
        if len(names) > 1:
            lines.append(("categories", _terms(names)))
        if words.tags:
            lines.append(("Tags", _terms(words.tags)))
        if words.authors:
            lines.append(("Authors", _terms(words.authors)))
        if words.aliases:
            lines.append(("Aliases", ", ".join(words.aliases)))
        aside: dict[str, FieldValue] = {}
        seen = {key.lower() for key, _ in lines}
        for key, value in words.rest.items():
            if _KEY.match(key) and key.lower() not in seen and _one_line(value):
                seen.add(key.lower())
                lines.append((key, _text(value)))
            else:
                aside[key] = value
        if aside:
            lines.append(("Extra", json.dumps(aside, ensure_ascii=False)))
        return "".join(f"{key}: {value}".rstrip() + "\n" for key, value in lines)

    def post_address(self, place: Place, origin: Place, part: str) -> str:
        return "{filename}/" + self.relative(place.path, "content/index") + part

    def site_files(self) -> dict[str, str]:
        return {
            "pelicanconf.py": (
                f"SITENAME = {self.whole.title!r}\n"
                'PATH = "content"\n'
                'OUTPUT_PATH = "output"\n'
                'TIMEZONE = "UTC"\n'
                f"DEFAULT_LANG = {(self.whole.language or 'en')!r}\n"
                'DEFAULT_DATE = "fs"\n'
                'SLUGIFY_SOURCE = "basename"\nSLUGIFY_USE_UNICODE = True\n'
                'STATIC_PATHS = ["media"]\n'
                "WITH_FUTURE_DATES = True\n"
                "FEED_ALL_ATOM = None\nCATEGORY_FEED_ATOM = None\nTRANSLATION_FEED_ATOM = None\n"
                "AUTHOR_FEED_ATOM = None\nAUTHOR_FEED_RSS = None\n"
            )
        }


def _line(text: str) -> str:
    return " ".join(text.split())


def _terms(names: list[str] | tuple[str, ...]) -> str:
    """Terms by commas; by semicolons where one holds a comma."""
    plain = [_line(name) for name in names]
    if any(";" in name for name in plain):
        plain = [name.replace(";", ",") for name in plain]
    if any("," in name for name in plain):
        return "; ".join(plain) + ";"
    return ", ".join(plain)


def _one_line(value: FieldValue) -> bool:
    if isinstance(value, list):
        return bool(value) and all(
            isinstance(item, str) and "," not in item and _one_line(item) for item in value
        )
    return not isinstance(value, dict) and not (isinstance(value, str) and _line(value) != value)


def _text(value: FieldValue) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, str):
        return value
    return {None: "", True: "true", False: "false"}[bool(value) if value is not None else None]


def _file(permalink: str) -> str:
    inner = permalink.strip("/")
    return f"{inner}/index.html" if permalink.endswith("/") or "." not in inner.rpartition("/")[2] else inner
