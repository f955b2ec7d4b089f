"""Hugo's layout: ``content/posts/name.md`` with YAML, files in ``static``, ``ref`` between posts, shortcodes shown as text.

Source: Hugo's pages "Front matter", "Shortcodes" and "Configure Hugo". Keys that Hugo itself acts upon, and that another
generator meant otherwise, lie under ``params``. A shortcode that a post of Hugo's own calls is made, so that it builds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from fonds.exporters.layouts.layout import Place, SiteLayout
from fonds.exporters.layouts.values import Bare, Words, flat_names, is_number, yaml_header
from fonds.exporters.material import ExportPost, Whole
from fonds.model.post import BodyFormat, FieldValue
from fonds.text.yaml_quoting import quote_double

_ACTED_UPON = re.compile(
    "_build|build|cascade|markup|outputs|resources|sitemap|headless|iscjklanguage|type|url|expirydate|publishdate|pubdate|"
    "published|unpublishdate|lastmod|modified|weight|menus?|series|path|kind|aliases|translationkey|keywords|images|videos|"
    "audio|layout|summary|linktitle|description|params"
)
_TEXTS = frozenset(("description", "summary", "layout", "linktitle"))
_CALL = re.compile(
    r"\{\{(?P<open>[<%])(?P<inner>(?:(?!\{\{|[>%]\}\}).){0,2000})(?P<close>[>%])\}\}", re.DOTALL
)
_OPENER = re.compile(r"\{\{[<%]")
_NAME = re.compile(r"\s*(?P<end>/)?\s*(?P<name>[\w/.-]{1,100})")
_BUILT_IN = frozenset(
    (
        "comment", "details", "figure", "gist", "highlight", "instagram", "instagram_simple", "param", "qr", "ref", "relref",
        "tweet", "twitter", "twitter_simple", "vimeo", "vimeo_simple", "x", "x_simple", "youtube",
    )
)  # fmt: skip
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?\Z", re.ASCII
)
_PAGE = """<!doctype html>
<html lang="{{ with .Params.language }}{{ . }}{{ else }}{{ .Site.LanguageCode }}{{ end }}">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>
{{ .Content }}
</main></body>
</html>
"""
_LIST = """<!doctype html>
<html lang="{{ .Site.LanguageCode }}">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>
{{ .Content }}
<ul>{{ range .Pages }}<li>{{ with .Date }}{{ .Format "2006-01-02" }}{{ end }} <a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
</main></body>
</html>
"""


class HugoLayout(SiteLayout):
    """See the module."""

    name = "hugo"
    media_folder = "static/media"
    reserved = ("", "posts", "tags", "categories", "index.xml", "sitemap.xml", "404")

    def __init__(self, whole: Whole) -> None:
        super().__init__(whole)
        self._called: dict[str, bool] = {}

    def path(self, post: ExportPost, stem: str) -> str:
        suffix = ".html" if post.post.metadata.format is BodyFormat.HTML else ".md"
        return f"content/posts/{stem}{suffix}"

    def address_key(self, post: ExportPost, stem: str) -> str:
        return post.path.casefold() if self.keeps(post) else super().address_key(post, stem)

    def keeps(self, post: ExportPost) -> bool:
        date = post.post.metadata.date
        inner = post.path.split("/")
        return (
            post.post.generator == self.name
            and inner[0] == "content"
            and inner[1] != "posts"
            and inner[-1].endswith((".md", ".html"))
            and not any(part.startswith(".") for part in inner)
            and bool(post.header)
            and (not date.text or _DATE.match(date.text) is not None)
        )

    def header(self, words: Words, post: ExportPost) -> str:
        pairs: dict[str, FieldValue | Bare] = {"title": Bare(quote_double(words.title))}
        if words.moment is not None:
            pairs["date"] = Bare(words.date_text())
        if words.draft:
            pairs["draft"] = True
        if words.hidden:
            pairs["_build"] = {"render": "never", "list": "never"}
        if words.slug:
            pairs["slug"] = Bare(quote_double(words.slug))
        if words.permalink:
            pairs["url"] = words.permalink
        if words.aliases:
            pairs["aliases"] = list[FieldValue](words.aliases)
        if words.language:
            pairs["language"] = words.language
        if words.categories:
            pairs["categories"] = flat_names(words.categories)
        if words.tags:
            pairs["tags"] = list[FieldValue](words.tags)
        if words.authors:
            pairs["authors"] = list[FieldValue](words.authors)
        own = post.post.generator == self.name
        aside: dict[str, FieldValue] = {}
        seen: set[str] = set(pairs)
        for key, value in words.rest.items():
            if key.lower() in seen or not (own or _is_harmless(key.lower(), value)):
                aside[key] = value
            else:
                seen.add(key.lower())
                pairs[key] = value
        if aside and "params" not in pairs:
            pairs["params"] = aside
        return yaml_header(pairs)

    def guard(self, text: str, *, markup: bool) -> str:
        return guard_shortcodes(text)

    def note_kept(self, post: ExportPost) -> None:
        self._note_calls(post.body)

    def own_body(self, body: str, tags: Mapping[str, str | None]) -> tuple[str, list[str]]:
        return body, self._note_calls(body)

    def post_address(self, place: Place, origin: Place, part: str) -> str:
        inner = place.path.removeprefix("content/")
        if place.sure and not place.permalink:
            return f'{{{{< ref "/{inner}" >}}}}{part}'
        return (place.permalink or f"/{inner.rpartition('.')[0]}/") + part

    def site_files(self) -> dict[str, str]:
        files = {
            "hugo.toml": self._config(),
            "layouts/_default/single.html": _PAGE,
            "layouts/_default/list.html": _LIST,
            "layouts/index.html": _LIST.replace(".Pages", ".Site.RegularPages"),
            "layouts/shortcodes/opener.html": '{{ "{{" }}{{ .Get 0 }}',
        }
        for name, paired in sorted(self._called.items()):
            files[f"layouts/shortcodes/{name}.html"] = "{{ .Inner }}" if paired else ""
        return files

    def _note_calls(self, body: str) -> list[str]:
        """Remember the shortcodes that a body calls; those that Hugo does not bring are told."""
        told: dict[str, None] = {}
        for call in _CALL.finditer(body):
            named = _NAME.match(call["inner"])
            if named is None or call["inner"].lstrip().startswith("/*"):
                continue
            name = named["name"].removesuffix("/")
            if name not in _BUILT_IN and ".." not in name and name:
                self._called[name] = self._called.get(name, False) or bool(named["end"])
                told[f"{{{{< {name} >}}}}"] = None
        return list(told)

    def _config(self) -> str:
        return (
            'baseURL = "https://example.org/"\n'
            f"title = {quote_double(self.whole.title)}\n"
            + (f"languageCode = {quote_double(self.whole.language)}\n" if self.whole.language else "")
            + 'timeZone = "UTC"\nrefLinksErrorLevel = "WARNING"\n\n'
            "[markup.goldmark.renderer]\nunsafe = true\n"
        )


def guard_shortcodes(text: str) -> str:
    """The text such that Hugo shows the shortcodes in it instead of calling them."""
    return _OPENER.sub(_opened, _CALL.sub(_shown, text)) if _OPENER.search(text) else text


def _shown(match: re.Match[str]) -> str:
    inner = match["inner"]
    pairs = (match["open"], match["close"]) in (("<", ">"), ("%", "%"))
    if not pairs or "*/" in inner or "/*" in inner or "\n" in inner or "\r" in inner:
        return match.group()
    return f"{{{{{match['open']}/*{inner}*/{match['close']}}}}}"


def _opened(match: re.Match[str]) -> str:
    if match.string.startswith("/*", match.end()) and _closes(match.string, match.end()):
        return match.group()
    return f'{{{{< opener "{match.group()[2]}" >}}}}'


def _closes(text: str, place: int) -> bool:
    """Whether the shortcode that is shown from here on ends on its line."""
    line = text[place : place + 2100].split("\n")[0]
    return re.match(r"/\*(?:(?!\*/|\{\{).)*\*/[>%]\}\}", line) is not None


def _is_harmless(key: str, value: FieldValue) -> bool:
    """Whether a key of another generator can stand at the top without Hugo making something of it that fails."""
    if key in _TEXTS:
        return isinstance(value, str) and not is_number(value)
    return _ACTED_UPON.fullmatch(key) is None
