"""Hexo's layout: ``source/_posts/name.md``, ``source/_drafts``, categories as lines of descent, Nunjucks shown as text.

Source: Hexo's pages "Front-matter", "Tag Plugins" and "Configuration". Fenced code is taken out by Hexo before tags are run,
so that it needs no guard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fonds.exporters.layouts.layout import Place, SiteLayout
from fonds.exporters.layouts.values import Bare, Words, yaml_header
from fonds.exporters.material import ExportPost
from fonds.model.post import BodyFormat, FieldValue, Status
from fonds.text.yaml_quoting import quote_double

_FENCED = re.compile(
    r"^[ ]{0,3}(`{3,}+|~{3,}+)[^\n]*\n.*?(?:^[ ]{0,3}\1[`~]*[ \t]*\r?$|\Z)", re.MULTILINE | re.DOTALL
)
_INNER = r"(?:(?!\{\{|\{%|\{#|\}\}|%\}|#\}).){0,2000}"
_MARK = re.compile(
    rf"(?P<whole>\{{\{{{_INNER}\}}\}}|\{{%{_INNER}%\}}|\{{#{_INNER}#\}})|\{{{{2,}}[%#]?|\{{[%#]", re.DOTALL
)
_JOINED = re.compile(r"\{% endraw %\}([^\n{]*)\{% raw %\}")
_PACKAGE = """{
  "name": "site",
  "version": "0.0.0",
  "private": true,
  "scripts": {"build": "hexo generate", "server": "hexo server"},
  "hexo": {"version": ""},
  "dependencies": {
    "hexo": "^7.0.0",
    "hexo-generator-archive": "^2.0.0",
    "hexo-generator-category": "^2.0.0",
    "hexo-generator-index": "^4.0.0",
    "hexo-generator-tag": "^2.0.0",
    "hexo-renderer-marked": "^7.0.0"
  }
}
"""
_LAYOUT = """<!doctype html>
<html lang="{{ page.lang or config.language }}">
<head><meta charset="utf-8"><title>{{ page.title or config.title }}</title></head>
<body><main>{{ body | safe }}</main></body>
</html>
"""
_POST = "<h1>{{ page.title }}</h1>\n{{ page.content | safe }}\n"
_INDEX = """<ul>{% for post in page.posts.toArray() %}
<li><a href="{{ url_for(post.path) }}">{{ post.title }}</a></li>{% endfor %}
</ul>
"""


class HexoLayout(SiteLayout):
    """See the module."""

    name = "hexo"
    media_folder = "source/media"
    reserved = ("", "archives", "tags", "categories", "media")

    def path(self, post: ExportPost, stem: str) -> str:
        suffix = ".html" if post.post.metadata.format is BodyFormat.HTML else ".md"
        folder = "_drafts" if post.post.metadata.status is Status.DRAFT else "_posts"
        return f"source/{folder}/{stem}{suffix}"

    def address_key(self, post: ExportPost, stem: str) -> str:
        return post.path.casefold() if self.keeps(post) else super().address_key(post, stem)

    def keeps(self, post: ExportPost) -> bool:
        parts = post.path.split("/")
        special = parts[1] if len(parts) > 2 else ""
        return (
            post.post.generator == self.name
            and parts[0] == "source"
            and len(parts) > 1
            and (not special.startswith("_") or special in ("_posts", "_drafts"))
            and parts[-1].endswith((".md", ".html"))
            and bool(post.header)
        )

    def header(self, words: Words, post: ExportPost) -> str:
        pairs: dict[str, FieldValue | Bare] = {"title": Bare(quote_double(words.title))}
        if words.moment is not None:
            pairs["date"] = Bare(words.date_text())
        if words.hidden:
            pairs["published"] = False
        if words.slug:
            pairs["slug"] = Bare(quote_double(words.slug))
        if words.permalink:
            pairs["permalink"] = words.permalink
        if words.aliases:
            pairs["alias"] = list[FieldValue](words.aliases)
        if words.language:
            pairs["lang"] = words.language
        if words.categories:
            pairs["categories"] = [list[FieldValue](path) for path in words.categories]
        if words.tags:
            pairs["tags"] = list[FieldValue](words.tags)
        if words.authors:
            pairs["author"] = words.authors[0] if len(words.authors) == 1 else list[FieldValue](words.authors)
        return yaml_header(pairs | words.rest)

    def guard(self, text: str, *, markup: bool) -> str:
        return "".join(_outside_fences(text)) if "{" in text else text

    def post_address(self, place: Place, origin: Place, part: str) -> str:
        inner = place.path.removeprefix("source/_posts/")
        if inner != place.path and place.sure and not place.permalink:
            return f"{{% post_path {inner.rpartition('.')[0]} %}}{part}"
        return (place.permalink or super().post_address(place, origin, "")) + part

    def site_files(self) -> dict[str, str]:
        language = f"language: {quote_double(self.whole.language)}\n" if self.whole.language else ""
        return {
            "_config.yml": (
                f"title: {quote_double(self.whole.title)}\n{language}timezone: UTC\nurl: https://example.org\n"
                "permalink: :year/:month/:day/:title/\nnew_post_name: :title.md\nfuture: true\ntheme: plain\n"
            ),
            "package.json": _PACKAGE,
            "scaffolds/post.md": "---\ntitle: {{ title }}\ndate: {{ date }}\ntags:\n---\n",
            "themes/plain/_config.yml": "# The theme has no settings.\n",
            "themes/plain/layout/layout.njk": _LAYOUT,
            "themes/plain/layout/post.njk": _POST,
            "themes/plain/layout/page.njk": _POST,
            "themes/plain/layout/index.njk": _INDEX,
        }


def _outside_fences(text: str) -> Iterator[str]:
    place = 0
    for fence in _FENCED.finditer(text):
        yield _guarded(text[place : fence.start()])
        yield fence.group()
        place = fence.end()
    yield _guarded(text[place:])


def _guarded(text: str) -> str:
    return _JOINED.sub(r"\1", _MARK.sub(_raw, text))


def _raw(match: re.Match[str]) -> str:
    if match["whole"] is None or "endraw" in match["whole"]:
        return "{{ '{' }}" + match.group()[1:].replace("{", "{{ '{' }}")
    return f"{{% raw %}}{match.group()}{{% endraw %}}"
