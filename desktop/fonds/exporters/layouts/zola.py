"""Zola's layout: ``content/name.md`` with TOML, terms under ``[taxonomies]``, all that Zola does not know under ``[extra]``.

Source: Zola's pages "Page", "Taxonomies", "Internal links" and "Shortcodes". The language stands at the top, where Zola
passes it over, since a file's name may hold only languages that the site is built in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import tomlkit

from fonds.exporters.layouts.layout import Place, SiteLayout
from fonds.exporters.layouts.values import Words, is_number, joined_names
from fonds.exporters.material import ExportPost, Whole
from fonds.model.post import FieldValue

_OWN_KEYS = frozenset(
    ("aliases", "description", "extra", "in_search_index", "render", "template", "updated", "weight")
)
_INNER = r"(?:(?!\{\{|\{%|\}\}|%\}).){0,2000}"
_CALL = re.compile(
    rf"(?P<open>\{{[{{%])(?P<inner>\s*(?:\w+\s*\({_INNER}\)|end)\s*)(?P<close>\}}\}}|%\}})", re.DOTALL
)
_NAME = re.compile(r"\s*(\w+)\s*\(")
_TEMPLATE = """<!doctype html>
<html lang="{{{{ lang }}}}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1>
{body}
</main></body>
</html>
"""
_PAGES = '<ul>{% for page in PAGES %}<li>{{ page.date | default(value="") }} <a href="{{ page.permalink | safe }}">{{ page.title }}</a></li>{% endfor %}</ul>'


class ZolaLayout(SiteLayout):
    """See the module."""

    name = "zola"
    media_folder = "static/media"
    reserved = ("", "tags", "categories", "media", "404", "index")
    keys = SiteLayout.keys | {"path", "taxonomies", "extra"}

    def __init__(self, whole: Whole) -> None:
        super().__init__(whole)
        self._called: dict[str, bool] = {}

    def stem(self, post: ExportPost) -> str:
        found = super().stem(post)
        return f"post-{found}" if found in self.reserved else found

    def path(self, post: ExportPost, stem: str) -> str:
        return f"content/{stem}.md"

    def address_key(self, post: ExportPost, stem: str) -> str:
        return post.path.casefold() if self.keeps(post) else super().address_key(post, stem)

    def keeps(self, post: ExportPost) -> bool:
        parts = post.path.split("/")
        return (
            post.post.generator == self.name
            and parts[0] == "content"
            and len(parts) > 2
            and parts[-1].endswith(".md")
            and post.post.source.startswith((b"+++", b"---"))
        )

    def header(self, words: Words, post: ExportPost) -> str:
        own = post.post.generator == self.name
        top: dict[str, Any] = {"title": words.title}
        if words.draft:
            top["draft"] = True
        if words.hidden:
            top["render"] = False
        if words.slug:
            top["slug"] = words.slug
        if words.permalink:
            top["path"] = words.permalink.strip("/")
        if words.aliases:
            top["aliases"] = [alias.strip("/") for alias in words.aliases]
        if words.language:
            top["lang"] = words.language
        if words.authors:
            top["authors"] = list(words.authors)
        extra: dict[str, Any] = {}
        for key, value in words.rest.items():
            if own and key in _OWN_KEYS - {"extra"} and key not in top:
                top[key] = _value(value)
            elif own and key == "source_extra" and isinstance(value, dict):
                extra |= _value(value)
            elif key == "description" and isinstance(value, str):
                top[key] = value
            else:
                extra[key] = _value(value)
        terms = {"categories": joined_names(words.categories), "tags": list(words.tags)}
        return self._written(words, top, {name: value for name, value in terms.items() if value}, extra)

    def _written(
        self, words: Words, top: dict[str, Any], terms: dict[str, Any], extra: dict[str, Any]
    ) -> str:
        lines = [f"{tomlkit.key(key).as_string()} = {_toml(value)}\n" for key, value in top.items()]
        if words.moment is not None:
            lines.insert(1, f"date = {words.date_text()}\n")
        for name, table in (("taxonomies", terms), ("extra", extra)):
            if table:
                lines.append(f"\n[{name}]\n")
                lines += [
                    f"{tomlkit.key(key).as_string()} = {_toml(value)}\n" for key, value in table.items()
                ]
        return "".join(("+++\n", *lines, "+++\n"))

    def guard(self, text: str, *, markup: bool) -> str:
        return _CALL.sub(_shown, text) if "{" in text else text

    def own_body(self, body: str, tags: Mapping[str, str | None]) -> tuple[str, list[str]]:
        told: dict[str, None] = {}
        for call in _CALL.finditer(body):
            named = _NAME.match(call["inner"])
            if named is not None:
                paired = call["open"] == "{%"
                self._called[named.group(1)] = self._called.get(named.group(1), False) or paired
                told[call.group()[:80]] = None
        return body, list(told)

    def post_address(self, place: Place, origin: Place, part: str) -> str:
        inner = place.path.removeprefix("content/")
        if place.sure:
            return f"@/{inner}{part}"
        return (place.permalink or f"/{inner.removesuffix('.md')}/") + part

    def site_files(self) -> dict[str, str]:
        pages = _PAGES.replace("PAGES", "section.pages")
        title, section = "{{ page.title }}", "{{ section.title }}"
        files = {
            "config.toml": self._config(),
            "content/_index.md": f'+++\ntitle = {_toml(self.whole.title)}\nsort_by = "date"\n+++\n',
            "templates/page.html": _TEMPLATE.format(title=title, body="{{ page.content | safe }}"),
            "templates/section.html": _TEMPLATE.format(title=section, body=pages),
            "templates/index.html": _TEMPLATE.format(title=section, body=pages),
            "templates/taxonomy_list.html": _TEMPLATE.format(
                title="{{ taxonomy.name }}",
                body='{% for term in terms %}<p><a href="{{ term.permalink | safe }}">{{ term.name }}</a></p>{% endfor %}',
            ),
            "templates/taxonomy_single.html": _TEMPLATE.format(
                title="{{ term.name }}", body=_PAGES.replace("PAGES", "term.pages")
            ),
        }
        for name, paired in sorted(self._called.items()):
            files[f"templates/shortcodes/{name}.html"] = (
                "{{ body | default(value='') | safe }}" if paired else ""
            )
        return files

    def _config(self) -> str:
        language = f"default_language = {_toml(self.whole.language)}\n" if self.whole.language else ""
        return (
            f'base_url = "https://example.org"\ntitle = {_toml(self.whole.title)}\n{language}'
            'taxonomies = [{ name = "categories" }, { name = "tags" }]\n\n'
            '[slugify]\npaths = "on"\ntaxonomies = "on"\n'
        )


def _shown(match: re.Match[str]) -> str:
    return f"{match['open']}/*{match['inner']}*/{match['close']}"


def _value(value: FieldValue) -> Any:
    """A value as TOML can hold it: an empty one is an empty text, a number stands bare."""
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
    if isinstance(value, str) and is_number(value):
        return float(value) if "." in value else int(value)
    return "" if value is None else value


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        pairs = ", ".join(f"{tomlkit.key(key).as_string()} = {_toml(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    return tomlkit.string(str(value)).as_string().replace("\x7f", "\\u007F")
