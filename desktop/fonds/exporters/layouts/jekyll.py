"""Jekyll's layout: ``_posts/YYYY-MM-DD-name.md``, ``_drafts``, pages for what has no date; YAML, Liquid, ``post_url``.

Source: Jekyll's pages "Posts", "Front Matter", "Permalinks" and "Liquid tags". A post's name carries its date and its slug; the
layouts and includes that posts name are made, empty or plain, so that the folder builds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC

from fonds.exporters.layouts.layout import Place, SiteLayout
from fonds.exporters.layouts.liquid import guard_liquid, own_liquid
from fonds.exporters.layouts.values import Bare, Words, flat_names, yaml_header
from fonds.exporters.material import ExportPost, Whole
from fonds.model.post import BodyFormat, DateOrigin, FieldValue, Status
from fonds.text.names import split_dated_name
from fonds.text.yaml_quoting import quote_double, write_key

_BUILT = re.compile(r"\.(?:md|markdown|mkd|mkdn|mkdown|html)\Z", re.IGNORECASE)
_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?\Z",
    re.ASCII,
)
_OWN = frozenset(("_site", "_layouts", "_includes", "_sass", "_data", "_plugins", "_drafts"))
_TEMPLATE_NAME = re.compile(r"\w[\w.-]{0,99}\Z", re.ASCII)
_INCLUDE = re.compile(r"\w[\w./-]{0,199}\Z", re.ASCII)
_PLAIN_LAYOUT = "---\nlayout: default\n---\n{{ content }}\n"
_DEFAULT_LAYOUT = """<!doctype html>
<html lang="{{ page.lang | default: site.lang }}">
<head><meta charset="utf-8"><title>{{ page.title | escape }}</title></head>
<body><main><h1>{{ page.title | escape }}</h1>
{{ content }}
</main></body>
</html>
"""
_INDEX = """---
title: {title}
---
<ul>
{{% for post in site.posts %}}<li>{{{{ post.date | date: "%Y-%m-%d" }}}} <a href="{{{{ post.url | relative_url }}}}">{{{{ post.title | escape }}}}</a></li>
{{% endfor %}}</ul>
"""


class JekyllLayout(SiteLayout):
    """See the module."""

    name = "jekyll"
    media_folder = "assets/media"
    public_media = "/assets/media"
    reserved = ("", "feed.xml", "sitemap.xml", "404")
    foreign_keys = frozenset(
        ("redirect_from", "collection", "content", "output", "path", "url", "id", "relative_path", "excerpt", "dir", "name", "next", "previous", "ext")
    )  # fmt: skip

    def __init__(self, whole: Whole) -> None:
        super().__init__(whole)
        self._layouts: set[str] = set()
        self._includes: set[str] = set()
        self._collections: set[str] = set()
        self._kept: set[str] = set()

    def path(self, post: ExportPost, stem: str) -> str:
        suffix = ".html" if post.post.metadata.format is BodyFormat.HTML else ".md"
        moment = post.post.metadata.date.moment
        if post.post.metadata.status is Status.DRAFT:
            return f"_drafts/{stem}{suffix}"
        if moment is None:
            return f"pages/{stem}{suffix}"
        return f"_posts/{moment.date().isoformat()}-{stem}{suffix}"

    def address_key(self, post: ExportPost, stem: str) -> str:
        moment = post.post.metadata.date.moment
        day = (
            ""
            if moment is None
            else f"{moment.astimezone(UTC).date() if moment.year > 1 else moment.date()} "
        )
        if moment is None and post.post.generator == self.name and self.keeps(post):
            return post.path.casefold()
        return day + super().address_key(post, stem)

    def keeps(self, post: ExportPost) -> bool:
        parts = post.path.split("/")
        name = parts[-1]
        source = post.post.source.removeprefix(b"\xef\xbb\xbf")
        if not _BUILT.search(name) or name[0] in "._#~" or not source.startswith((b"---\n", b"---\r\n")):
            return False
        if name.lower() in ("index.md", "index.html") and len(parts) == 1:
            return False
        date = post.post.metadata.date
        if date.text and date.origin is DateOrigin.FRONT_MATTER and not _DATE.match(date.text):
            return False
        if any(part[0] in ".#~" or part in _OWN - {"_drafts"} for part in parts[:-1]):
            return False
        if "_posts" in parts[:-1]:
            return split_dated_name(name) is not None and date.moment is not None
        if "_drafts" in parts[:-1]:
            return True
        return not any(part.startswith("_") for part in parts[1:-1])

    def note_kept(self, post: ExportPost) -> None:
        self._kept.add(post.path)
        first = post.path.split("/")[0]
        if first.startswith("_") and first not in ("_posts", "_drafts"):
            self._collections.add(first[1:])
        self._note_layout(dict(post.post.metadata.fields).get("layout"))

    def header(self, words: Words, post: ExportPost) -> str:
        pairs: dict[str, FieldValue | Bare] = {"title": Bare(quote_double(words.title))}
        if words.moment is not None:
            pairs["date"] = Bare(words.date_text(" ", colon=False))
        if words.hidden:
            pairs["published"] = False
        if words.draft:
            pairs["draft"] = True
        if words.permalink:
            pairs["permalink"] = words.permalink
        if words.aliases:
            pairs["redirect_from"] = list[FieldValue](words.aliases)
        if words.language:
            pairs["lang"] = words.language
        if words.categories:
            pairs["categories"] = flat_names(words.categories)
        if words.tags:
            pairs["tags"] = list[FieldValue](words.tags)
        if words.authors:
            pairs["author"] = words.authors[0] if len(words.authors) == 1 else list[FieldValue](words.authors)
        self._note_layout(words.rest.get("layout"))
        return yaml_header(pairs | words.rest)

    def guard(self, text: str, *, markup: bool) -> str:
        return guard_liquid(text)

    def own_body(self, body: str, tags: Mapping[str, str | None]) -> tuple[str, list[str]]:
        if "{{" not in body and "{%" not in body:
            return body, []
        made = set(filter(None, tags.values()))
        found = own_liquid(body, lambda _, tag: tag if tag in made else tags.get(tag))
        self._includes |= {name for name in found.includes if _INCLUDE.match(name) and ".." not in name}
        wanted = [f"{{% include {name} %}}" for name in sorted(found.includes)]
        return found.text, [*found.guarded, *wanted]

    def post_address(self, place: Place, origin: Place, part: str) -> str:
        if place.permalink:
            return place.permalink + part
        folder, posts, name = place.path.rpartition("_posts/")
        if posts and place.sure:
            return f"{{% post_url {folder}{name.rpartition('.')[0]} %}}{part}"
        if place.path.startswith("pages/"):
            return (
                f"{{% link {place.path} %}}{part}"
                if place.sure
                else super().post_address(place, origin, part)
            )
        return super().post_address(place, origin, part)

    def site_files(self) -> dict[str, str]:
        files = {
            "_config.yml": self._config(),
            "_layouts/default.html": _DEFAULT_LAYOUT,
            "index.html": _INDEX.format(title=quote_double(self.whole.title)),
        }
        files |= {
            f"_layouts/{name}.html": _PLAIN_LAYOUT
            for name in sorted(self._layouts - {"default", "none", "null"})
        }
        files |= {f"_includes/{name}": "" for name in sorted(self._includes)}
        return files

    def _note_layout(self, value: FieldValue) -> None:
        if isinstance(value, str) and _TEMPLATE_NAME.match(value):
            self._layouts.add(value)

    def _config(self) -> str:
        lines = [
            f"title: {quote_double(self.whole.title)}",
            *([f"lang: {quote_double(self.whole.language)}"] if self.whole.language else []),
            "timezone: UTC",
            "markdown: kramdown",
            "permalink: date",
            "liquid:",
            "  error_mode: lax",
            "defaults:",
            "  - scope:",
            '      path: ""',
            "    values:",
            "      layout: default",
        ]
        if self._collections:
            lines.append("collections:")
            lines += [f"  {write_key(name)}:\n    output: true" for name in sorted(self._collections)]
        return "\n".join(lines) + "\n"
