"""Where the post may lie that a text names: the paths to look at, likeliest first. No archive is asked here."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from fonds.render.request import Mention, MentionStyle

_MAX_DEPTH = 8
_MARKDOWN = (".md", ".markdown", ".mdx")
_SUFFIXES = (*_MARKDOWN, ".html")
_PAGES = ("/index.md", "/_index.md", "/index.mdx", "/index.html")
_SUFFIX = re.compile(r"\.(?:md|mdx|markdown|mdown|mkd|html?|rst|txt|org|adoc)\Z", re.IGNORECASE)
_ROOTED = re.compile(r"(?:@/|[{|]filename[}|]/)")
_BESIDE = re.compile(r"[{|]filename[}|]")
_DATED = re.compile(
    r"/?(?P<inner>(?:[^/]+/)*?)(?P<year>\d{4})/(?P<month>\d{1,2})/(?:(?P<day>\d{1,2})/)?(?P<title>[^/]+?)(?:/|/index\.html|\.html?)?"
)
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")


def candidate_paths(mention: Mention, own_path: str) -> tuple[str, ...]:
    """The paths from the source's root at which the named post may lie; ``own_path`` is that of the text itself."""
    folder = posixpath.dirname(own_path)
    name = mention.name.replace("\\", "/")
    if mention.style is MentionStyle.ADDRESS:
        name = _TEMPLATE.sub("", unquote(name.partition("#")[0].partition("?")[0])).strip()
    elif mention.style is MentionStyle.PATH:
        name = name.partition("#")[0].strip()
    if not name or len(name) > 1000:
        return ()
    places = _places(mention.style, name, folder)
    endings = _endings(mention.style, name)
    paths = [_joined(place, ending) for place in places for ending in endings]
    if mention.style is MentionStyle.ADDRESS:
        paths += _published(name, folder)
    return tuple(dict.fromkeys(path for path in paths if path))


def _published(name: str, folder: str) -> list[str]:
    """Where the file may lie whose page has this address: ``/news/2022/01/11/title.html``, ``/posts/title/``."""
    above = _folders_above(folder)
    dated = _DATED.fullmatch(name)
    if dated is not None:
        year, month, day, title = dated.group("year", "month", "day", "title")
        days = [f"{int(day):02}"] if day else [f"{number:02}" for number in range(1, 32)]
        inner = (dated["inner"] or "").strip("/")
        stems = [f"{year}-{int(month):02}-{number}-{title}" for number in days]
        named = [posixpath.join(inner, "_posts", stem) for stem in stems]
        named += [posixpath.join("_posts", inner, stem) for stem in stems]
        named += [posixpath.join("_posts", stem) for stem in stems] if inner else []
        places = [posixpath.join(root, path) for root in (above if day else above[:1]) for path in named]
        places += [posixpath.join(root, "source/_posts", title) for root in above]
        return [_joined(place, ending) for place in places for ending in _SUFFIXES]
    if not name.startswith("/") or _SUFFIX.search(name):
        return []
    plain = name.strip("/")
    inner, _, title = plain.rpartition("/")
    roots = [posixpath.join(root, part) for root in above for part in ("", "content", "source", "_posts")]
    names = [plain, posixpath.join(inner, "_posts", title)]
    return [
        _joined(posixpath.join(root, part), ending)
        for root in roots
        for part in names
        for ending in (*_SUFFIXES, *_PAGES)
    ]


def published_address(mention: Mention) -> str:
    """The address of a page on its own site, as a front matter's ``permalink`` names it; empty for a path beside the text."""
    name = _TEMPLATE.sub("", unquote(mention.name.partition("#")[0].partition("?")[0])).strip()
    return name if name.startswith("/") and name.strip("/") else ""


def _places(style: MentionStyle, name: str, folder: str) -> list[str]:
    """The paths without their endings."""
    above = _folders_above(folder)
    if style is MentionStyle.POST:
        inner, _, stem = name.strip("/").rpartition("/")
        named = [posixpath.join(inner, "_posts", stem), posixpath.join("_posts", inner, stem)]
        beside = [f"{folder}/{stem}" if folder else stem]
        return beside + [posixpath.join(root, path) for root in above for path in named]
    rooted = _ROOTED.match(name)
    if rooted or name.startswith("/"):
        name = name[rooted.end() :] if rooted else name.lstrip("/")
        roots = [posixpath.join(root, "content") for root in above]
        return [posixpath.join(root, name) for root in (*above, *roots)]
    beside = [posixpath.join(folder, _BESIDE.sub("", name))]
    if style is MentionStyle.ADDRESS or name.startswith("."):
        return beside
    return beside + [posixpath.join(root, name) for root in above]


def _folders_above(folder: str) -> list[str]:
    """The source's root and the folders below it on the way to a folder."""
    parts = folder.split("/")[:_MAX_DEPTH] if folder else []
    return ["", *("/".join(parts[: depth + 1]) for depth in range(len(parts)))]


def _endings(style: MentionStyle, name: str) -> tuple[str, ...]:
    if _SUFFIX.search(name):
        return ("",)
    if style is MentionStyle.WIKI:
        return (".md",)
    return (*_SUFFIXES, *_PAGES) if style is MentionStyle.PATH else _SUFFIXES


def _joined(place: str, ending: str) -> str:
    """A path without dots in it; empty when it leads out of the source."""
    path = posixpath.normpath(place.rstrip("/") + ending)
    return "" if path.startswith(("../", "/")) or path in (".", "..") else path
