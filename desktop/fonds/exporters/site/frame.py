"""What all pages share: head, name, menu, search box. Links are relative, so that the pages work wherever they lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from string import Template

from fonds.base.paths import resource
from fonds.exporters.site.words import Words
from fonds.exporters.xml_text import xml_text

MAX_FILES = 1000
"""In one folder, where there may be as many files as posts."""


def text(plain: str) -> str:
    """Any text as HTML."""
    return escape(xml_text(plain))


def root_of(path: str) -> str:
    """The way from a page to the folder of the site."""
    return "../" * path.count("/")


def post_path(number: int) -> str:
    """The page of a post, by its number."""
    return f"posts/{number // MAX_FILES}/{number}.html"


def numbered_path(path: str, page: int) -> str:
    """The path of a page of several; the first has the bare path."""
    return path if page == 1 else f"{path.removesuffix('.html')}-{page}.html"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A place in the menu."""

    label: str
    path: str


PutPage = Callable[[str, str, bytes, int | None], object]
"""Takes a page: its path, its own title, its bytes, and the number of the post that it is."""


class Frame:
    """Makes pages of a template and hands them to ``put``."""

    def __init__(
        self,
        put: PutPage,
        name: str,
        language: str,
        words: Words,
        menu: tuple[MenuItem, ...],
        template: str = "site.html",
    ) -> None:
        self.words = words
        self.language = language
        self._put = put
        self._name = name
        self._menu = menu
        self._template = Template(resource("templates", template).read_text(encoding="utf-8"))

    def write(
        self,
        path: str,
        title: str,
        main: str,
        *,
        kind: str = "list",
        current: str = "",
        links: str = "",
        post_id: int | None = None,
    ) -> None:
        """Make a page. ``main`` and ``links`` (for the head) are HTML, ``title`` (empty: the site's name) is text,
        ``current`` is where the menu leads to the page or to its like."""
        words = self.words
        root = root_of(path)
        page = self._template.substitute(
            language=text(self.language or words.tag),
            title=text(f"{title} – {self._name}" if title else self._name),
            root=root,
            links=links,
            theme=text(words.theme),
            automatic=text(words.automatic),
            light=text(words.light),
            dark=text(words.dark),
            kind=kind,
            skip=text(words.skip),
            name=text(self._name),
            menu_label=text(words.menu),
            menu="".join(self._item(item, root, current) for item in self._menu),
            find="" if kind == "search" else self._box(root),
            main=main,
        )
        self._put(path, title or self._name, page.encode("utf-8", "replace"), post_id)

    def _item(self, item: MenuItem, root: str, current: str) -> str:
        here = ' aria-current="page"' if item.path == current else ""
        return f'<li><a href="{root}{item.path}"{here}>{text(item.label)}</a></li>\n'

    def _box(self, root: str) -> str:
        label = text(self.words.search_for)
        return (
            f'<form class="site-find" role="search" action="{root}search.html">'
            f'<input type="search" name="q" aria-label="{label}" placeholder="{label}" autocomplete="off"></form>\n'
        )
