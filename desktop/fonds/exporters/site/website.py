"""Writes the site: the lists, each post's page, the search, the files that posts show."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fonds.base.paths import resource
from fonds.exporters.material import ExportPost, Material
from fonds.exporters.site.catalogue import Catalogue, Terms, title_of
from fonds.exporters.site.collections import COLLECTIONS, write_collections
from fonds.exporters.site.frame import Frame, MenuItem, text
from fonds.exporters.site.lists import AUTHORS, CATEGORIES, INDEX, TAGS, YEARS, Lists
from fonds.exporters.site.post_pages import PostPages
from fonds.exporters.site.search import SearchData
from fonds.exporters.site.words import Words, words_for
from fonds.exporters.target import FolderTarget

SEARCH = "search.html"
_PAGES_END = 0.3
"""How much of the work after the last post is done when all pages are written; the rest is the search."""


def write(material: Material, target: FolderTarget) -> None:
    """Write the site."""
    with tempfile.TemporaryDirectory(prefix=".work-", dir=target.local("")) as name:
        folder = Path(name)
        catalogue = Catalogue(material, folder)
        search = SearchData(target, folder)
        try:
            _write(material.reordered(list(catalogue.ids)), target, catalogue, search)
        finally:
            catalogue.close()
            search.close()


def _write(material: Material, target: FolderTarget, catalogue: Catalogue, search: SearchData) -> None:
    whole = material.whole
    words = words_for(whole.language)
    menu = menu_of(words, catalogue.terms, collections=bool(whole.tree))
    menu += (MenuItem(words.search, SEARCH),)

    def put_page(path: str, _title: str, data: bytes, post_id: int | None) -> None:
        target.add(path, data, post_id)
        material.went_on(0)

    def put_medium(path: str, data: bytes, _mime: str) -> None:
        target.add(path, data, medium=True)
        material.went_on(0)

    frame = Frame(put_page, whole.title, whole.language, words, menu)
    for path, data in _own_files():
        target.add(path, data)
    pages = PostPages(frame, catalogue, material, target)
    for place, post in enumerate(material.posts(html=True, plain=True)):
        pages.write(place, post)
        day = post.post.metadata.date.iso_text()[:10]
        search.add(post.id, day, title_of(post), terms_of(post), post.plain)
    pages.hand_over_media(put_medium)
    lists = Lists(frame, catalogue)
    lists.write()
    if whole.tree:
        write_collections(frame, catalogue, lists, whole.tree)
    material.went_on(_PAGES_END)
    search.write(_said(words), lambda part: material.went_on(_PAGES_END + (1 - _PAGES_END) * part))
    _write_search_page(frame)


def _own_files() -> list[tuple[str, bytes]]:
    sheets = [(f"site/{name}", resource("css", name).read_bytes()) for name in ("reading.css", "site.css")]
    scripts = [(f"site/{name}", resource("site", name).read_bytes()) for name in ("site.js", "search.js")]
    return sheets + scripts


def menu_of(words: Words, terms: Terms, *, collections: bool) -> tuple[MenuItem, ...]:
    """The places of the lists that there are."""
    items = (
        (words.posts, INDEX, True),
        (words.collections, COLLECTIONS, collections),
        (words.categories, CATEGORIES, bool(terms.categories)),
        (words.tags, TAGS, bool(terms.tags)),
        (words.authors, AUTHORS, bool(terms.authors)),
        (words.years, YEARS, bool(terms.months)),
    )
    return tuple(MenuItem(label, path) for label, path, there in items if there)


def terms_of(post: ExportPost) -> str:
    """Authors, categories and tags: a result shows them, and the search finds them."""
    metadata = post.post.metadata
    categories = (" › ".join(path) for path in metadata.categories)
    return " · ".join((*metadata.authors, *categories, *(f"#{tag}" for tag in metadata.tags)))


def _said(words: Words) -> dict[str, str]:
    """What the script of the search says."""
    return {
        "language": words.tag,
        "one": words.one_post,
        "many": words.many_posts,
        "nothing": words.nothing,
        "looking": words.looking,
        "failed": words.failed,
    }


def _write_search_page(frame: Frame) -> None:
    words = frame.words
    label = text(words.search_for)
    main = (
        f"<h1>{text(words.search)}</h1>\n<noscript><p>{text(words.needs_script)}</p></noscript>\n"
        f'<form id="site-form" role="search" action="search.html"><input type="search" name="q" id="site-query" '
        f'aria-label="{label}" aria-describedby="site-help" placeholder="{label}" autocomplete="off"></form>\n'
        f'<p class="meta" id="site-help">{text(words.search_help)}</p>\n<p id="site-status" role="status"></p>\n'
        f'<ol id="site-results" class="results"></ol>\n'
        f'<p><button type="button" id="site-more" hidden>{text(words.more)}</button></p>\n'
    )
    scripts = (
        '<script src="site/search.js" defer></script>\n<script src="search/directory.js" defer></script>\n'
    )
    frame.write(SEARCH, words.search, main, kind="search", current=SEARCH, links=scripts)
