"""Writes the file: the pages of a website (``exporters.site``) in a frame that leaves search and colours to Kiwix."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

from fonds.base.paths import resource
from fonds.exporters.material import ExportPost, Material, Whole
from fonds.exporters.moments import moment_text
from fonds.exporters.site.catalogue import Catalogue, Terms
from fonds.exporters.site.collections import write_collections
from fonds.exporters.site.frame import Frame
from fonds.exporters.site.lists import INDEX, Lists
from fonds.exporters.site.post_pages import PostPages
from fonds.exporters.site.website import menu_of, terms_of
from fonds.exporters.site.words import words_for
from fonds.exporters.target import FileTarget
from fonds.exporters.xml_text import xml_text
from fonds.exporters.zim.process import Entry, Found, ZimWriter, require_library
from fonds.exporters.zim.sameness import settle_identifiers
from fonds.exporters.zim.values import folded, indexed_as, language_code, listed_title, shortened

_SPACE = uuid.UUID("5d0d2e4f-8f0a-5b0e-8b6a-3a6c0a2c1f57")
_AUTHORS = 3
"""So many are named, those with the most posts."""


def write(material: Material, target: FileTarget) -> None:
    """Write the library. Raises EnvironmentProblem where libzim is missing or fails."""
    require_library()
    with tempfile.TemporaryDirectory(prefix=f"{target.path.stem}-", dir=target.path.parent) as name:
        folder = Path(name)
        catalogue = Catalogue(material, folder)
        try:
            with ZimWriter(lambda: material.went_on(0)) as writer:
                _begin(writer, folder / "new.zim", material.whole, catalogue.terms)
                _write(material.reordered(list(catalogue.ids)), target, catalogue, writer)
                writer.finish()
        finally:
            catalogue.close()
        settle_identifiers(folder / "new.zim")
        material.went_on(1)
        (folder / "new.zim").rename(target.path)


def _begin(writer: ZimWriter, path: Path, whole: Whole, terms: Terms) -> None:
    language = language_code(whole.language)
    title = xml_text(whole.title)
    facts = {
        "Name": f"fonds-{uuid.uuid5(_SPACE, title)}",
        "Title": title,
        "Language": language,
        "Creator": _creators(terms) or title,
        "Publisher": "Fonds",
        "Scraper": "Fonds",
        "Date": moment_text(whole.changed_at)[:10],
        "Description": _description(whole, terms),
        "Tags": "_ftindex:yes",
    }
    icon = resource("icons", "fonds-48.png").read_bytes()
    writer.begin(path, indexed_as(language), INDEX, icon, facts)


def _creators(terms: Terms) -> str:
    ordered = sorted(terms.authors, key=lambda name: (-len(terms.authors[name]), name))
    return xml_text("; ".join(ordered[:_AUTHORS]) + ("; …" if len(ordered) > _AUTHORS else ""))


def _description(whole: Whole, terms: Terms) -> str:
    years = sorted({year for year, _ in terms.months})
    span = "" if not years else f" · {years[0]}" + (f"–{years[-1]}" if len(years) > 1 else "")
    return shortened(words_for(whole.language).count(whole.count) + span)


def _write(material: Material, target: FileTarget, catalogue: Catalogue, writer: ZimWriter) -> None:
    whole = material.whole
    words = words_for(whole.language)
    shelf = _Shelf(writer, material, target)
    for name in ("reading.css", "site.css"):
        shelf.put_file(f"site/{name}", resource("css", name).read_bytes(), "text/css")
    menu = menu_of(words, catalogue.terms, collections=bool(whole.tree))
    frame = Frame(shelf.put_page, whole.title, whole.language, words, menu, "kiwix.html")
    pages = PostPages(frame, catalogue, material, target)
    for place, post in enumerate(material.posts(html=True, plain=True)):
        shelf.post = post
        pages.write(place, post)
    pages.hand_over_media(shelf.put_medium)
    lists = Lists(frame, catalogue)
    lists.write()
    if whole.tree:
        write_collections(frame, catalogue, lists, whole.tree)


class _Shelf:
    """Puts pages and files into the library; those of posts, which ``post`` is at the time, into its search as well."""

    post: ExportPost | None = None

    def __init__(self, writer: ZimWriter, material: Material, target: FileTarget) -> None:
        self._writer = writer
        self._material = material
        self._target = target

    def put_page(self, path: str, title: str, data: bytes, post_id: int | None) -> None:
        self._material.went_on(0)
        found = None
        if post_id is not None and self.post is not None:
            post = self.post
            text, terms = folded(xml_text(post.plain)), folded(xml_text(terms_of(post)))
            found = Found(folded(listed_title(title)), text, terms, post.words)
            self._target.posts.append(post_id)
        self._writer.add(Entry(path, listed_title(xml_text(title)), "text/html", data, found))

    def put_file(self, path: str, data: bytes, mime: str) -> None:
        self._material.went_on(0)
        self._writer.add(Entry(path, "", mime, data))

    def put_medium(self, path: str, data: bytes, mime: str) -> None:
        self.put_file(path, data, mime)
        self._target.media += 1
